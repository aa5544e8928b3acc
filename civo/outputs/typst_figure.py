"""A figure through Typst, with the figure's own font and nothing from the machine; the same bytes every time."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from civo.drawings import Drawing, Item
from civo.layout import Layout, laid_out
from civo.layout.wrapping import cleaned
from civo.outputs.as_svg import svg_text
from civo.outputs.fonts import font_folder
from civo.words import Text

if TYPE_CHECKING:
    from typst import Compiler

_PAGE = """
#set document(title: sys.inputs.title, date: none)
#set page(width: auto, height: auto, margin: 0pt)
#set text(lang: sys.inputs.language)
#image(bytes(sys.inputs.svg), format: "svg", alt: sys.inputs.alt, width: eval(sys.inputs.width))
"""
_EQUIVALENT = """
#let nested(entries) = list(..entries.map(entry => {
  entry.at("text")
  if entry.at("items").len() > 0 { nested(entry.at("items")) }
}))
#let words = json(bytes(sys.inputs.words))
#if words.at("items").len() > 0 {
  set page(width: 210mm, height: 297mm, margin: 20mm)
  set text(size: 10pt)
  set list(marker: ([•], [–]))
  heading(words.at("heading"))
  par(words.at("alt"))
  nested(words.at("items"))
}
"""
_AS_TEXT = Text("{title}: figuren som text", "{title}: the figure as text")


def figure_pdf(drawing: Drawing, layout: Layout | None = None) -> bytes:
    """One page of the figure's size, then its text equivalent; tagged, with title, language and alternative text (PDF/UA-1)."""
    return _compiled(drawing, layout, ppi=None)


def figure_png(drawing: Drawing, ppi: float, layout: Layout | None = None) -> bytes:
    """The figure as pixels on white."""
    return _compiled(drawing, layout, ppi)


def figure_outlines(drawing: Drawing, layout: Layout | None = None) -> str:
    """The figure as SVG with its letters as outlines, for programs that would draw them in another font."""
    made = _compiler(_inputs(drawing, layout or laid_out(drawing)), _PAGE).compile(format="svg")
    if not isinstance(made, bytes):
        raise TypeError(f"figure {drawing.id} did not fit one page")
    return made.decode()


def _compiled(drawing: Drawing, layout: Layout | None, ppi: float | None) -> bytes:
    inputs = _inputs(drawing, layout or laid_out(drawing))
    made = _compiler(inputs, _PAGE).compile(format="png", ppi=ppi) if ppi else _pdf(inputs)
    if not isinstance(made, bytes):
        raise TypeError(f"figure {drawing.id} did not fit one page")
    return made


def _inputs(drawing: Drawing, placed: Layout) -> dict[str, str]:
    title = cleaned(drawing.title) or drawing.id
    words = {
        "heading": _AS_TEXT.filled(title=title).in_language(drawing.language),
        "alt": cleaned(drawing.alt),
        "items": [_told(item) for item in drawing.equivalent],
    }
    return {
        "svg": svg_text(drawing, layout=placed, with_font=False),
        "title": cleaned(drawing.title) or drawing.id,
        "alt": cleaned(drawing.alt) or cleaned(drawing.title) or drawing.id,
        "language": drawing.language,
        "width": f"{placed.sheet.width * placed.scale:.2f}pt",
        "words": json.dumps(words, ensure_ascii=False),
    }


def _told(item: Item) -> dict[str, object]:
    return {"text": cleaned(item.text), "items": [_told(part) for part in item.items]}


def _pdf(inputs: dict[str, str]) -> bytes | list[bytes] | None:
    """PDF/UA-1; when a name has a sign that the font lacks, which PDF/UA refuses, the same without that promise."""
    from typst import TypstError

    fixed = datetime(2000, 1, 1, tzinfo=UTC)
    try:
        return _compiler(inputs, _PAGE + _EQUIVALENT).compile(format="pdf", pdf_standards=["ua-1"], timestamp=fixed)
    except TypstError:
        return _compiler(inputs, _PAGE + _EQUIVALENT).compile(format="pdf", timestamp=fixed)


def _compiler(inputs: dict[str, str], template: str) -> Compiler:
    from typst import Compiler, Fonts

    return Compiler(input=template.encode(), font_paths=Fonts(False, False, [str(font_folder())]), sys_inputs=inputs)
