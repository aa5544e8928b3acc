"""One module a format: an answer in, text or bytes out.

Text: as_table, as_gap_text, as_problems, as_markdown. Data: as_json, as_csv. Figures: as_svg, as_png, as_pdf, as_dot.
Pages: as_html. Reports: as_report_html, as_report_pdf, as_report_docx. Each is imported where its format is asked for.
"""
