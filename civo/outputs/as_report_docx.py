"""A report as a Word document in the styles of the office that uses it, with places for text written by hand."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from civo.drawings import Drawing, Item
from civo.errors import CivoError
from civo.layout.wrapping import cleaned
from civo.outputs.report_figures import PrintedFigure, Rooms, printed_figure
from civo.outputs.report_parts import Captions, PrintCell, print_table
from civo.outputs.typst_figure import figure_outlines, figure_png
from civo.outputs.word_parts import (
    TAGS,
    Element,
    add_bookmark,
    add_field,
    add_internal_link,
    add_link,
    add_picture,
    add_words,
    controls_with_text,
    drop_unused,
    element,
    fixed_bytes,
    has_slots,
    make_accessible,
    plain_document,
    plain_paths,
    set_language,
    set_outline,
    set_widths,
    slot_bookmarks,
    slot_control,
    slot_of,
)
from civo.outputs.word_sections import (
    close_figure_page,
    emptied,
    figure_rooms,
    next_section,
    number_pages,
    open_figure_page,
    room_of,
    turn,
)
from civo.outputs.word_styles import letter_size, style_of
from civo.reports import (
    CONTENTS,
    EQUIVALENT,
    FIGURE,
    HAND_WRITTEN,
    HOMELESS,
    SOURCES,
    TABLE,
    Aside,
    Block,
    Entry,
    Figure,
    Listing,
    Paragraph,
    Report,
    Section,
    Sentence,
    Slot,
    TableBlock,
    Written,
)
from civo.words import Language, Text

LOST = "utan-plats"
"""The id of a text in a content control that has lost its own."""


@dataclass(frozen=True, slots=True)
class Made:
    """A document, the hand-written texts in it that have no place any more, and the styles that were missing."""

    content: bytes
    homeless: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(slots=True)
class _Page:
    """What the parts of a document share while it is written."""

    document: Document
    language: Language
    numbers: dict[str, int]
    captions: Captions
    kept: dict[str, list[Element]]
    room: Length
    height: Length
    styles: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    count: int = 0
    figures: int = 0
    tables: int = 0

    def next(self) -> int:
        """A number that nothing else in the document has."""
        self.count += 1
        return self.count


def report_docx(report: Report, old: bytes | None = None, template: bytes | None = None) -> Made:
    """The document, in the styles of `old` (the report as it was before), else of `template`, else plain ones.

    What people have written in the content controls of `old` stands in the new one, with its own formats, notes and
    pictures. Raises CivoError when `old` is no report of civo's, or `template` no Word document.
    """
    document = _opened(old, template)
    if old is not None and not has_slots(document):
        raise CivoError(_OLD)
    controls = list(controls_with_text(document, _OLD_PROMPTS)) if old is not None else []
    page = _page(document, report, controls)
    _write(page, report)
    homeless = _homeless(page, report)
    _finish(page, report)
    return Made(fixed_bytes(document, report.made), tuple(homeless), tuple(dict.fromkeys(page.missing)))


def is_word(content: bytes) -> bool:
    """Whether the bytes are a Word document that can be read."""
    try:
        docx.Document(io.BytesIO(content))
    except (BadZipFile, PackageNotFoundError, ValueError, KeyError, SyntaxError, zlib.error):
        return False
    return True


def _opened(old: bytes | None, template: bytes | None) -> Document:
    told = ((old, _OLD), (template, _TEMPLATE))
    content, wrong = next(((c, w) for c, w in told if c is not None), (None, _TEMPLATE))
    if content is None:
        return plain_document()
    if not is_word(content):
        raise CivoError(wrong)
    return docx.Document(io.BytesIO(content))


def _page(document: Document, report: Report, controls: list[Element]) -> _Page:
    """An empty document with its page as it was, and the texts that people wrote by their places."""
    emptied(document, bool(controls) or has_slots(document))
    number_pages(document)
    drop_unused(document, controls)
    kept: dict[str, list[Element]] = {}
    for control in controls:
        kept.setdefault(slot_of(control) or LOST, []).append(control)
    room, height = room_of(document.sections[-1])
    marks = (int(mark.get(qn("w:id"), 0)) for c in controls for mark in c.iter(qn("w:bookmarkStart")))
    count = max(marks, default=0)
    captions = Captions(report.language)
    return _Page(document, report.language, report.numbers, captions, kept, room, height, count=count)


# The whole


def _write(page: _Page, report: Report) -> None:
    _paragraph(page, "Title").add_run(cleaned(report.title.in_language(page.language)))
    for heading, text in report.facts:
        paragraph = _paragraph(page)
        paragraph.add_run(f"{heading.in_language(page.language)}: ").bold = True
        paragraph.add_run(cleaned(text.in_language(page.language)))
    _contents(page, report)
    wide = False
    for n, section in enumerate(report.sections):
        if section.wide != wide:
            _break(page)
            wide = section.wide
        _section(page, section, n)
    if wide:
        _break(page)
    _heading(page, SOURCES, 1, "kallor")
    for n, source in enumerate(report.sources, start=1):
        paragraph = _paragraph(page, "civoSource")
        paragraph.add_run(f"{n}.\t")
        told = [(cleaned(text), foreign) for text, foreign in source.told(page.language)]
        if source.url.startswith(("https://", "http://")):
            add_link(paragraph, source.url, told)
        else:
            for words, foreign in told:
                add_words(paragraph, words, foreign)
        add_bookmark(paragraph, f"kalla_{n}", page.next())


def _break(page: _Page) -> None:
    """The pages that follow lie where these stood, and the other way."""
    section = next_section(page.document)
    turn(section)
    page.room, page.height = room_of(section)


def _section(page: _Page, section: Section, n: int) -> None:
    _heading(page, section.heading, section.level, f"avsnitt_{n}")
    for block in section.blocks:
        _block(page, block, section)


def _heading(page: _Page, text: Text, level: int, bookmark: str) -> None:
    paragraph = _paragraph(page, f"Heading{level}")
    run = add_words(paragraph, cleaned(text.in_language(page.language)), text.foreign(page.language))
    if f"Heading{level}" in page.missing:
        set_outline(paragraph, level)
        run.bold = True
    add_bookmark(paragraph, bookmark, page.next())


def _contents(page: _Page, report: Report) -> None:
    """A table of contents with its lines written out, so that it is right before anybody updates it.

    The numbers of pages are not known before the program that shows the document has laid it out: its fields ask for them.
    """
    paragraph = _paragraph(page, "civoContents")
    paragraph.add_run(CONTENTS.in_language(page.language)).bold = True
    lines = [(s.heading, s.level, f"avsnitt_{n}") for n, s in enumerate(report.sections) if s.level <= 2]
    lines.append((SOURCES, 1, "kallor"))
    paragraphs = []
    for heading, level, bookmark in lines:
        paragraph = _paragraph(page, f"civoContents{level}")
        paragraph.paragraph_format.tab_stops.add_tab_stop(page.room, WD_TAB_ALIGNMENT.RIGHT)
        paragraphs.append(paragraph)
        if len(paragraphs) == 1:
            _field_mark(paragraph, "begin", dirty="true")
            words = element("instrText", element("r", paragraph._p))
            words.text = ' TOC \\o "1-2" \\h \\z \\u '
            words.set(qn("xml:space"), "preserve")
            _field_mark(paragraph, "separate")
        words = cleaned(heading.in_language(page.language))
        add_internal_link(paragraph, bookmark, words, heading.foreign(page.language))
        paragraph.add_run("\t")
        add_field(paragraph, f"PAGEREF {bookmark} \\h", "")
    _field_mark(paragraphs[-1], "end")


def _field_mark(paragraph: WordParagraph, sort: str, **more: str) -> None:
    element("fldChar", element("r", paragraph._p), fldCharType=sort, **more)


# Blocks


def _block(page: _Page, block: Block, section: Section) -> None:
    match block:
        case Paragraph():
            if block.sentences:
                paragraph = _paragraph(page)
                for n, said in enumerate(block.sentences):
                    _say(page, paragraph, said, " " if n else "")
        case Listing():
            _list(page, block.entries, 1)
        case TableBlock():
            _table(page, block)
        case Figure():
            _figure(page, block)
        case Slot():
            _slot(page, block, section.heading)


def _say(page: _Page, paragraph: WordParagraph, said: Sentence | Aside, before: str = "") -> None:
    add_words(paragraph, before + cleaned(said.text.in_language(page.language)), said.text.foreign(page.language))
    if isinstance(said, Sentence) and said.sources:
        paragraph.add_run(" [")
        _references(paragraph, sorted(page.numbers[source] for source in said.sources))
        paragraph.add_run("]")


def _references(paragraph: WordParagraph, numbers: Iterable[int]) -> None:
    for k, number in enumerate(numbers):
        if k:
            paragraph.add_run(", ")
        add_internal_link(paragraph, f"kalla_{number}", str(number))


def _list(page: _Page, entries: Iterable[Entry], depth: int) -> None:
    for entry in entries:
        _say(page, _point(page, depth), entry.said)
        _list(page, entry.below, depth + 1)


def _items(page: _Page, items: Iterable[Item], depth: int) -> None:
    for item in items:
        _point(page, depth).add_run(cleaned(item.text))
        _items(page, item.items, depth + 1)


def _point(page: _Page, depth: int, sort: str = "Bullet") -> WordParagraph:
    suffix = "" if depth == 1 else str(min(depth, 3))
    return _paragraph(page, f"List{sort}{suffix}")


def _table(page: _Page, block: TableBlock) -> None:
    language = page.language
    page.tables += 1
    caption = page.captions.table(block)
    _caption(page, TABLE, page.tables, caption).paragraph_format.keep_with_next = True
    printed = print_table(block, language, page.numbers, page.room / Pt(4.3))
    made = page.document.add_table(rows=1 + len(printed.rows), cols=len(printed.headings))
    made._tbl.tblPr.style = _style(page, "TableGrid")
    for cell, text in zip(made._tbl.tr_lst[0].tc_lst, printed.headings, strict=True):
        _cell(page, cell, PrintCell((text,)), bold=True)
    for line, row in zip(made._tbl.tr_lst[1:], printed.rows, strict=True):
        for n, (cell, told) in enumerate(zip(line.tc_lst, row, strict=True)):
            _cell(page, cell, told, bold=n == 0)
    set_widths(made, printed.widths, page.room)
    shape = _SHAPE.filled(rows=len(printed.rows), columns=", ".join(map(cleaned, printed.headings)))
    make_accessible(made, caption, f"{caption}. {shape.in_language(language)}")
    _paragraph(page, "civoAfter")


def _cell(page: _Page, cell: Element, told: PrintCell, *, bold: bool = False) -> None:
    paragraph = WordParagraph(cell.p_lst[0], page.document._body)
    paragraph._p.style = _style(page, "civoCell")
    if told.is_source:
        _references(paragraph, map(int, told.parts))
        return
    for k, part in enumerate(told.parts):
        run = add_words(paragraph, "", told.foreign)
        if k:
            run.add_break()
        run.add_text(cleaned(part))
        run.bold = bold or None


def _figure(page: _Page, block: Figure) -> None:
    drawing, caption = block.drawing, page.captions.figure(block)
    page.figures += 1
    upright, turned = figure_rooms(page.document)
    rooms = Rooms(
        (page.room.pt, 0.78 * page.height.pt), upright, turned, letter_size(page.document, _style(page, "Caption"))
    )
    printed = printed_figure(drawing, caption, rooms)
    before = [] if printed.place == "text" else open_figure_page(page.document, printed.place == "turned")
    _picture(page, drawing, printed)
    _caption(page, FIGURE, page.figures, caption)
    if before:
        close_figure_page(page.document, before)
    intro = _paragraph(page)
    intro.add_run(EQUIVALENT.in_language(page.language)).bold = True
    intro.paragraph_format.keep_with_next = True
    _items(page, drawing.equivalent, 1)


def _picture(page: _Page, drawing: Drawing, printed: PrintedFigure) -> None:
    """The figure in a paragraph that is no higher than it, and stays with its caption."""
    paragraph = _paragraph(page)
    form = paragraph.paragraph_format
    form.keep_with_next, form.line_spacing, form.first_line_indent = True, 1.0, Pt(0)
    if printed.place != "text":
        form.space_before = form.space_after = Pt(0)
    alt = cleaned(drawing.alt) or cleaned(drawing.title)
    outlines = plain_paths(figure_outlines(drawing, printed.layout))
    png = figure_png(drawing, 144, printed.layout)
    add_picture(paragraph, png, outlines, Pt(printed.size[0]), alt, page.figures)


def _caption(page: _Page, word: Text, number: int, caption: str) -> WordParagraph:
    """The caption with its number as a field, so that Word counts on when somebody adds a figure."""
    paragraph = _paragraph(page, "Caption")
    name = word.in_language(page.language)
    paragraph.add_run(f"{name} ")
    add_field(paragraph, f"SEQ {name} \\* ARABIC", str(number))
    paragraph.add_run(cleaned(caption.removeprefix(f"{name} {number}")))
    return paragraph


# Text written by hand


def _slot(page: _Page, slot: Slot, heading: Text) -> None:
    if slot.texts:
        _written(page, slot.texts)
    controls = page.kept.pop(slot.id, [])
    title = f"{_PROMPT.in_language(page.language)}: {cleaned(heading.in_language(page.language))}"[:64]
    number = 1_000_000 + page.next()
    empty = slot_control(slot.id, title, number)
    start, end = slot_bookmarks(slot.id, page.next())
    _append(page, [start, *(controls or [empty]), end])


def _append(page: _Page, blocks: Iterable[Element]) -> None:
    body = page.document.element.body
    for block in blocks:
        body.insert(list(body).index(body.find(qn("w:sectPr"))), block)


def _written(page: _Page, texts: Iterable[Written]) -> None:
    _paragraph(page, "civoBy").add_run(HAND_WRITTEN.in_language(page.language))
    for text in texts:
        if text.sort in ("bullet", "number"):
            paragraph = _point(page, text.depth + 1, text.sort.capitalize())
        else:
            paragraph = _paragraph(page)
        for span in text.spans:
            if span.address and not span.address.startswith("#"):
                add_link(paragraph, span.address, [(span.text, None)])
                continue
            run = paragraph.add_run(cleaned(span.text) if span.text.strip() else span.text)
            run.bold = span.bold or text.sort == "heading" or None
            run.italic = span.italic or None


def _homeless(page: _Page, report: Report) -> list[str]:
    """The texts whose place is gone, last in the document; their ids."""
    if not page.kept and not report.homeless:
        return []
    _heading(page, HOMELESS, 1, "egen_text")
    for slot, controls in page.kept.items():
        _paragraph(page).add_run(slot).bold = True
        start, end = slot_bookmarks(slot, page.next())
        _append(page, [start, *controls, end])
    for homeless in report.homeless:
        _paragraph(page).add_run(homeless.id).bold = True
        _written(page, homeless.texts)
    return [*page.kept, *(homeless.id for homeless in report.homeless)]


# Styles and properties


def _paragraph(page: _Page, style: str = "Normal") -> WordParagraph:
    paragraph = page.document.add_paragraph()
    if found := _style(page, style):
        paragraph._p.style = found
    return paragraph


def _style(page: _Page, style: str) -> str | None:
    """The id of a style in this document; None, and noted as missing, where it has none like it."""
    if style not in page.styles:
        made = page.styles[style] = style_of(page.document, style)
        if not made and style != "Normal":
            page.missing.append(style)
    return page.styles[style] or None


def _finish(page: _Page, report: Report) -> None:
    set_language(page.document, TAGS[report.language])
    properties = page.document.core_properties
    properties.title = cleaned(report.title.in_language(report.language))
    properties.language = TAGS[report.language]
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = report.made.replace(tzinfo=None)
    properties.revision = 1


_PROMPT = Text("Skriv egen text här", "Write own text here")
_OLD_PROMPTS = (f"{_PROMPT.sv}.", f"{_PROMPT.en}.")
"""What stood in empty places for text before they were left blank."""
_SHAPE = Text("{rows} rader; kolumner: {columns}.", "{rows} rows; columns: {columns}.")
_OLD = Text(
    "filen finns redan och är ingen rapport i Word från civo: flytta den, eller skriv till ett annat namn",
    "the file is there already and is no Word report of civo's: move it, or write to another name",
)
_TEMPLATE = Text(
    "mallen är inget Word-dokument: spara den som .docx (inte .dotx eller .doc)",
    "the template is no Word document: save it as .docx (not .dotx or .doc)",
)
