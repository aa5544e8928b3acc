"""The sections of a Word document: pages that stand, pages that lie and pages of a figure, with one header and footer."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Emu, Length, Pt

from civo.layout.pages import Size
from civo.outputs.word_parts import Element, add_field

_NARROW = Pt(28)
_CLEAR = Pt(6)
_LINE = Pt(16)
_AT_EDGE = Pt(10)
_HEADED = (qn("w:headerReference"), qn("w:footerReference"))
_SAYING = tuple(qn(f"w:{word}") for word in ("t", "drawing", "pict", "object", "fldSimple", "instrText"))


def emptied(document: Document, is_report: bool) -> None:
    """Takes all text away; what is left is one section that stands, with the header and footer that are met first.

    Its page is that of a report's first section, which no figure has turned, and of the last one of anything else.
    """
    body, last = document.element.body, document.sections[-1]._sectPr
    told = list(body.iter(qn("w:sectPr")))
    headed = next((one for one in told if any(part.tag in _HEADED for part in one)), last)
    kept = [deepcopy(part) for part in headed if part.tag in _HEADED]
    kept += [deepcopy(part) for part in (told[0] if is_report else last) if part.tag not in _HEADED]
    for child in list(body):
        if child is not last:
            body.remove(child)
    last[:] = kept
    if document.sections[-1].orientation == WD_ORIENT.LANDSCAPE:
        turn(document.sections[-1])


def number_pages(document: Document) -> None:
    """Puts the number of the page in the footer, unless the document has a footer, or a header that numbers its pages."""
    if _height(_parts(document, "footer")) or any(_numbers(part) for part in _parts(document, "header")):
        return
    section = document.sections[0]
    for footer in (
        section.footer,
        *([section.first_page_footer] if section.different_first_page_header_footer else []),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        add_field(paragraph, "PAGE", "1")


def _numbers(part: Element) -> bool:
    simple = [str(field.get(qn("w:instr"), "")) for field in part.iter(qn("w:fldSimple"))]
    told = [*simple, *(words.text or "" for words in part.iter(qn("w:instrText")))]
    return any("PAGE" in words.split() for words in told)


def turn(section: Section) -> None:
    """The page lies if it stood, and stands if it lay; its margins stay on their sides."""
    lies = section.orientation == WD_ORIENT.LANDSCAPE
    section.orientation = WD_ORIENT.PORTRAIT if lies else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def room_of(section: Section) -> tuple[Length, Length]:
    """How wide and how high the margins leave a page; one of A4 where the document names no size."""
    across = (section.left_margin or 0) + (section.right_margin or 0) + (section.gutter or 0)
    down = abs(section.top_margin or 0) + abs(section.bottom_margin or 0)
    return Emu((section.page_width or Pt(595)) - across), Emu((section.page_height or Pt(842)) - down)


def next_section(document: Document) -> Section:
    """Ends the section so far in its last paragraph; the new one has its page, header and footer.

    What only the first page of a document has is not had again: a header of its own, and where the numbers begin.
    """
    before = document.element.body[-2] if len(document.element.body) > 1 else None
    new: Section = document.add_section()
    ended = new._sectPr.getprevious()
    if before is not None and before.tag == qn("w:p") and before.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:
        before.set_sectPr(ended.pPr.sectPr)
        ended.getparent().remove(ended)
    for one in new._sectPr.findall(qn("w:titlePg")):
        new._sectPr.remove(one)
    for one in new._sectPr.findall(qn("w:pgNumType")):
        one.attrib.pop(qn("w:start"), None)
    return new


# Pages of figures


def figure_rooms(document: Document) -> tuple[Size, Size]:
    """How wide and how high a figure and its caption may be on a page of their own that stands, or lies, in points."""
    section = document.sections[-1]
    across, down = sorted((section.page_width or Pt(595), section.page_height or Pt(842)))
    left, top, right, bottom = _figure_margins(document)
    wide, high = Emu(left + right + (section.gutter or 0)), Emu(top + bottom)
    return (Emu(across - wide).pt, Emu(down - high).pt), (Emu(down - wide).pt, Emu(across - high).pt)


def open_figure_page(document: Document, turned: bool) -> list[Element]:
    """Begins a page of its own for a figure, with the header and footer of the others but narrow margins.

    What the section was like before comes back, for `close_figure_page`.
    """
    margins = _figure_margins(document)
    section = next_section(document)
    before = [deepcopy(part) for part in section._sectPr]
    if turned != (section.orientation == WD_ORIENT.LANDSCAPE):
        turn(section)
    section.left_margin, section.top_margin, section.right_margin, section.bottom_margin = margins
    if not _height(_parts(document, "header")):
        section.header_distance = min(_AT_EDGE, section.header_distance or _AT_EDGE)
    if not _height(_parts(document, "footer")):
        section.footer_distance = min(_AT_EDGE, section.footer_distance or _AT_EDGE)
    return before


def close_figure_page(document: Document, before: list[Element]) -> None:
    """Ends the page of a figure in its caption; the pages that follow are as they were before it."""
    next_section(document)._sectPr[:] = before


def _figure_margins(document: Document) -> tuple[Length, Length, Length, Length]:
    """Left, top, right and bottom: narrow, but no header or footer is too near; never wider than the document's own."""
    section = document.sections[-1]
    heights = (_height(_parts(document, "header")), _height(_parts(document, "footer")))
    distances = (section.header_distance or 0, section.footer_distance or 0)
    above, below = (
        max(_NARROW, distance + height + _CLEAR) if height else _NARROW
        for height, distance in zip(heights, distances, strict=True)
    )
    own = (section.left_margin, section.top_margin, section.right_margin, section.bottom_margin)
    wanted = (_NARROW, above, _NARROW, below)
    left, top, right, bottom = (
        Emu(min(abs(length), narrow) if length is not None else narrow)
        for length, narrow in zip(own, wanted, strict=True)
    )
    return left, top, right, bottom


def _parts(document: Document, word: str) -> list[Element]:
    """The headers, or the footers, of the document's sections."""
    references = document.element.body.iter(qn(f"w:{word}Reference"))
    return [document.part.related_parts[one.get(qn("r:id"))].element for one in references]


def _height(parts: Iterable[Element]) -> int:
    """How high the highest header or footer may be, rather too high than too low; 0 when none of them says anything."""
    return max((_height_of(part) for part in parts if next(part.iter(*_SAYING), None) is not None), default=0)


def _height_of(part: Element) -> int:
    pictures = sum(int(extent.get("cy", 0)) for extent in part.iter(qn("wp:extent")))
    return int(_LINE) * sum(1 for _ in part.iter(qn("w:p"))) + pictures
