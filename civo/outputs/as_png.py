"""A drawing as a PNG picture."""

from __future__ import annotations

from civo.drawings import Drawing
from civo.layout import Layout, laid_out
from civo.outputs.typst_figure import figure_png


def png_bytes(drawing: Drawing, ppi: float = 200.0, layout: Layout | None = None) -> bytes:
    """The figure as PNG, as large as it is printed and without empty paper around it; 200 pixels to the inch do for print."""
    return figure_png(drawing, ppi, (layout or laid_out(drawing)).cut_out)
