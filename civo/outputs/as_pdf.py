"""A drawing as a PDF page."""

from __future__ import annotations

from civo.drawings import Drawing
from civo.layout import Layout
from civo.outputs.typst_figure import figure_pdf


def pdf_bytes(drawing: Drawing, layout: Layout | None = None) -> bytes:
    """The figure as one PDF page of its own size, tagged, with title, language and alternative text."""
    return figure_pdf(drawing, layout)
