"""A figure through Typst, with the figure's own font and nothing from the machine; the same bytes every time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from civo.drawings import Drawing
from civo.layout import Layout, laid_out
from civo.layout.wrapping import cleaned
from civo.outputs.as_svg import svg_text
from civo.outputs.fonts import font_folder

if TYPE_CHECKING:
    from typst import Compiler

_PAGE = """
#set document(title: sys.inputs.title, date: none)
#set page(width: auto, height: auto, margin: 0pt)
#set text(lang: sys.inputs.language)
#image(bytes(sys.inputs.svg), format: "svg", alt: sys.inputs.alt, width: eval(sys.inputs.width))
"""


def figure_pdf(drawing: Drawing, layout: Layout | None = None) -> bytes:
    """One page of the figure's size, tagged, with title, language and alternative text (PDF/UA-1)."""
    return _compiled(drawing, layout, ppi=None)


def figure_png(drawing: Drawing, ppi: float, layout: Layout | None = None) -> bytes:
    """The figure as pixels on white."""
    return _compiled(drawing, layout, ppi)


def figure_outlines(drawing: Drawing, layout: Layout | None = None) -> str:
    """The figure as SVG with its letters as outlines, for programs that would draw them in another font."""
    made = _compiler(_inputs(drawing, layout or laid_out(drawing))).compile(format="svg")
    if not isinstance(made, bytes):
        raise TypeError(f"figure {drawing.id} did not fit one page")
    return made.decode()


def _compiled(drawing: Drawing, layout: Layout | None, ppi: float | None) -> bytes:
    inputs = _inputs(drawing, layout or laid_out(drawing))
    made = _compiler(inputs).compile(format="png", ppi=ppi) if ppi else _pdf(inputs)
    if not isinstance(made, bytes):
        raise TypeError(f"figure {drawing.id} did not fit one page")
    return made


def _inputs(drawing: Drawing, placed: Layout) -> dict[str, str]:
    return {
        "svg": svg_text(drawing, layout=placed, with_font=False),
        "title": cleaned(drawing.title) or drawing.id,
        "alt": cleaned(drawing.alt) or cleaned(drawing.title) or drawing.id,
        "language": drawing.language,
        "width": f"{placed.width}pt",
    }


def _pdf(inputs: dict[str, str]) -> bytes | list[bytes] | None:
    """PDF/UA-1; when a name has a sign that the font lacks, which PDF/UA refuses, the same without that promise."""
    from typst import TypstError

    fixed = datetime(2000, 1, 1, tzinfo=UTC)
    try:
        return _compiler(inputs).compile(format="pdf", pdf_standards=["ua-1"], timestamp=fixed)
    except TypstError:
        return _compiler(inputs).compile(format="pdf", timestamp=fixed)


def _compiler(inputs: dict[str, str]) -> Compiler:
    from typst import Compiler, Fonts

    return Compiler(input=_PAGE.encode(), font_paths=Fonts(False, False, [str(font_folder())]), sys_inputs=inputs)
