"""A drawing as PowerPoint slides: the figure as shapes that can be moved and rewritten, then the same as a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from civo.drawings import Drawing
from civo.layout import Box, Layout, laid_out
from civo.layout.wrapping import cleaned
from civo.outputs.list_pages import list_pages
from civo.outputs.pptx_figure import figure_shapes
from civo.outputs.pptx_page import Page, list_box, page_for, title_box, title_size
from civo.outputs.pptx_shapes import EMU, LANGUAGES, Paragraph, Pen, text_body
from civo.words import Text

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

_SIZES = (0.030, 0.027, 0.025)
"""The sizes of the lines of the list by their depth, as shares of the slide's height."""
_AS_LIST = Text("{title}: samma innehåll som lista", "{title}: the same content as a list")
_GOES_ON = Text("forts.", "cont.")
_PART = Text("{title} ({n} av {count})", "{title} ({n} of {count})")
_LAYOUTS = ("Title Only", "Title and Content")
_FIXED = datetime(2000, 1, 1)


def pptx_bytes(drawing: Drawing, layout: Layout | None = None) -> bytes:
    """The figure as a PowerPoint file: one slide of native shapes, then slides with its text equivalent as a list.

    Boxes hold their text; lines are connectors glued to them, so that they follow when a box is moved. The slides
    are 16:9, as large as the figure needs. Every shape has an alternative text or is marked as decoration; shapes are
    read in their order: title, each group with its nodes, legend. The same drawing gives the same bytes.
    """
    from pptx.oxml import parse_xml

    placed = layout or laid_out(drawing)
    page = page_for(placed)
    presentation = _empty(drawing, page)
    title = cleaned(drawing.title) or drawing.id
    tree = _slide(presentation, drawing, title, page, is_list=False).shapes.element
    for shape in figure_shapes(placed, page):
        tree.append(parse_xml(shape))
    for name, lines in _list_slides(drawing, page):
        slide = _slide(presentation, drawing, name, page, is_list=True)
        _set(slide.placeholders[1], list_box(page, name), lines, drawing, "t")
    file = BytesIO()
    presentation.save(file)
    return _undated(file.getvalue())


def _list_slides(drawing: Drawing, page: Page) -> Iterator[tuple[str, list[Paragraph]]]:
    """The title and the paragraphs of each slide of the list."""
    sizes = [share * page.height for share in _SIZES]
    room = list_box(page, _list_title(drawing, 99, 99))
    pages = list(list_pages(drawing.equivalent, room, sizes, _GOES_ON.in_language(drawing.language)))
    for n, lines in enumerate(pages, start=1):
        yield (
            _list_title(drawing, n, len(pages)),
            [Paragraph(line.text, line.size, line.depth == 0, bullet=line.size, level=line.depth) for line in lines],
        )


def _list_title(drawing: Drawing, n: int, count: int) -> str:
    title = _AS_LIST.filled(title=cleaned(drawing.title) or drawing.id)
    return (_PART.filled(title=title, n=str(n), count=str(count)) if count > 1 else title).in_language(drawing.language)


def _empty(drawing: Drawing, page: Page) -> Presentation:
    """A presentation without slides, with the two layouts that are used, fitted to the page."""
    from pptx import Presentation
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.oxml.ns import qn
    from pptx.util import Emu

    made = Presentation()
    wide, high = Emu(round(page.width * EMU)), Emu(round(page.height * EMU))
    across, down = wide / (made.slide_width or wide), high / (made.slide_height or high)
    made.slide_width, made.slide_height = wide, high
    made.element.find(qn("p:sldSz")).attrib.pop("type", None)
    kept = [layout for layout in made.slide_layouts if layout.name in _LAYOUTS]
    for layout in [layout for layout in made.slide_layouts if layout not in kept]:
        made.slide_layouts.remove(layout)
    for holder in (made.slide_master, *kept):
        for shape in holder.placeholders:
            if shape.element.spPr.find(qn("a:xfrm")) is not None:
                shape.left, shape.width = round(shape.left * across), round(shape.width * across)
                shape.top, shape.height = round(shape.top * down), round(shape.height * down)
    package = made.part.package
    for owner, kind in (
        (package, RELATIONSHIP_TYPE.THUMBNAIL),
        (package, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES),
        (made.part, RELATIONSHIP_TYPE.PRINTER_SETTINGS),
    ):
        owner.drop_rel(owner.relate_to(owner.part_related_by(kind), kind))
    words = made.core_properties
    words.title, words.comments = cleaned(drawing.title)[:255], cleaned(drawing.alt)[:255]
    words.author = words.last_modified_by = words.subject = words.keywords = ""
    words.language = LANGUAGES[drawing.language]
    words.created = words.modified = _FIXED
    return made


def _slide(presentation: Presentation, drawing: Drawing, title: str, page: Page, is_list: bool) -> Slide:
    """A slide with its title."""
    layout = presentation.slide_layouts.get_by_name(_LAYOUTS[is_list])
    slide: Slide = presentation.slides.add_slide(layout)
    paragraph = Paragraph(title, title_size(page, title), bold=True)
    _set(slide.shapes.title, title_box(page, title), [paragraph], drawing, "ctr")
    return slide


def _set(shape: Any, box: Box, paragraphs: Sequence[Paragraph], drawing: Drawing, anchor: str) -> None:
    """Puts a placeholder in its place and fills it."""
    from pptx.oxml import parse_xml

    shape.left, shape.top = round(box.x * EMU), round(box.y * EMU)
    shape.width, shape.height = round(box.width * EMU), round(box.height * EMU)
    pen = Pen(1.0, 0.0, 0.0, 1.0, drawing.language)
    shape.element.replace(shape.element.txBody, parse_xml(text_body(pen, paragraphs, box, anchor, 0.0)))


def _undated(data: bytes) -> bytes:
    """The same archive without the time at which it was made."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name), old.read(name), ZIP_DEFLATED)
    return file.getvalue()
