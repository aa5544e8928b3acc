"""The gap list as plain text: each finding with its reasons and the records that it rests on."""

from __future__ import annotations

from civo.findings import GapReport
from civo.words import Language, Text


def gaps_text(report: GapReport, titles: dict[str, Text], summary: list[Text], language: Language) -> str:
    """The findings, rule by rule, each with its reasons and the records that it rests on."""
    lines: list[str] = []
    for run in report.runs:
        for finding in run.findings:
            if finding.accepted is not None:
                continue
            lines.append(f"{finding.rule}: {titles[finding.rule].in_language(language)}")
            lines.append(f"  {finding.verdict.text.in_language(language)}: {finding.sentence.in_language(language)}")
            for heading, text in (
                (Text("varför", "why"), finding.why),
                (Text("kan besvaras av", "may be answered by"), finding.who_may_answer),
                (Text("så stängs den", "how to close it"), finding.how_to_close),
            ):
                lines.append(f"    {heading.in_language(language)}: {text.in_language(language)}")
            for link in finding.chain:
                places = "; ".join(link.places)
                lines.append(
                    f"    - {link.name.in_language(language)} ({link.id})  {link.position}"
                    + (f"  [{places}]" if places else "")
                )
            lines.append("")
    return "\n".join([*lines, *(text.in_language(language) for text in summary)]) + "\n"
