"""A drawing as a PNG picture."""

from __future__ import annotations

from civo.drawings import Drawing
from civo.layout import Layout
from civo.outputs.typst_figure import figure_png


def png_bytes(drawing: Drawing, ppi: float = 200.0, layout: Layout | None = None) -> bytes:
    """The figure as PNG; 200 pixels to the inch is enough for print at the figure's own size."""
    return figure_png(drawing, ppi, layout)
