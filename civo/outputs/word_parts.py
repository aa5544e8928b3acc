"""What Word documents need that python-docx has no words for: marks, fields, alternative texts, header rows, pictures."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Emu, Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from civo.words import Language

Element = Any
"""An element of the document's XML; the library that keeps it has no types."""

TAGS: dict[Language, str] = {"sv": "sv-SE", "en": "en-GB"}
"""What Word calls the languages."""
MARK = "civo:text:"
BOOKMARK = "civo_text_"
"""What the tag and the bookmark of a place for hand-written text begin with; its id follows."""
_SVG_BLIP = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"


def element(word: str, parent: Element | None = None, /, **attributes: str) -> Element:
    """A new element in Word's own name space, last in its parent, with its attributes."""
    made: Element = OxmlElement(f"w:{word}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    if parent is not None:
        parent.append(made)
    return made


# The document


def set_language(document: Document, language: str) -> None:
    """The language of all text that says no other."""
    styles = document.styles.element
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = element("docDefaults")
        styles.insert(0, defaults)
    run = defaults.find(qn("w:rPrDefault"))
    run = element("rPrDefault", defaults) if run is None else run
    inside = run.find(qn("w:rPr"))
    inside = element("rPr", run) if inside is None else inside
    for old in inside.findall(qn("w:lang")):
        inside.remove(old)
    element("lang", inside, val=language, eastAsia=language, bidi="ar-SA")


def plain_document() -> Document:
    """A new A4 document in a plain, readable dress: for those who bring no template of their own."""
    document = docx.Document()
    package = document.part.package
    assert package is not None
    for identifier in [i for i, relation in package.rels.items() if relation.reltype.endswith("/thumbnail")]:
        del package.rels[identifier]
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(22)
    section.footer_distance = Mm(9)
    for name, (after, size) in _DRESS.items():
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.paragraph_format.space_before = Pt(2 * after if size > 11 else 0)
        style.paragraph_format.space_after = Pt(after)
        style.font.name = "Calibri"
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor(0x16, 0x20, 0x2B)
        fonts = style.element.rPr.rFonts
        for key in [key for key in fonts.attrib if "Theme" in key]:
            del fonts.attrib[key]
        for border in style.element.iter(qn("w:pBdr")):
            border.getparent().remove(border)
    grid = document.styles["Table Grid"].element
    for border in grid.iter(*(qn(f"w:{side}") for side in ("top", "left", "bottom", "right", "insideH", "insideV"))):
        if border.getparent().tag == qn("w:tblBorders"):
            border.set(qn("w:color"), "B4BEC8")
    head = element("tblStylePr", grid, type="firstRow")
    element("shd", element("tcPr", head), val="clear", color="auto", fill="EEF2F6")
    stop = document.settings.element.find(qn("w:defaultTabStop"))
    if stop is not None:  # the order of settings is fixed
        stop.addnext(element("autoHyphenation"))
    return document


_DRESS = {
    "Normal": (5, 10.5),
    "Title": (10, 24),
    "Heading 1": (6, 16),
    "Heading 2": (4, 13),
    "Heading 3": (3, 11.5),
    "Caption": (3, 9),
    **{f"List {sort}{n}": (2, 10.5) for sort in ("Bullet", "Number") for n in ("", " 2", " 3")},
}
"""For each style: the space after it and its size, in points."""


# Paragraphs, fields, links


def add_words(paragraph: Paragraph, text: str, foreign: Language | None = None) -> Run:
    """Words, with the language that they are in where that is not the document's."""
    run = paragraph.add_run(text)
    _speak(run._r, foreign)
    return run


def _speak(run: Element, foreign: Language | None) -> None:
    if foreign:
        element("lang", run.get_or_add_rPr(), val=TAGS[foreign])


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A field with what it shows until Word counts again."""
    field = element("fldSimple", paragraph._p, instr=f" {instruction} ")
    element("t", element("r", field)).text = shown


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """A place to lead to, around what the paragraph says."""
    start = element("bookmarkStart", id=str(number), name=name)
    properties = paragraph._p.pPr
    paragraph._p.insert(0 if properties is None else 1, start)
    element("bookmarkEnd", paragraph._p, id=str(number))


def add_internal_link(paragraph: Paragraph, bookmark: str, text: str, foreign: Language | None = None) -> None:
    """Words that lead to a place in the document."""
    link = element("hyperlink", paragraph._p, anchor=bookmark, history="1")
    run = element("r", link)
    _speak(run, foreign)
    element("t", run).text = text


def add_link(paragraph: Paragraph, address: str, told: Iterable[tuple[str, Language | None]]) -> None:
    """Words that lead to a page, each with the language that it is in where that is not the document's."""
    identifier = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = element("hyperlink", paragraph._p, history="1")
    link.set(qn("r:id"), identifier)
    for text, foreign in told:
        run = element("r", link)
        properties = element("rPr", run)
        element("color", properties, val="0B4A8F")
        element("u", properties, val="single")
        _speak(run, foreign)
        element("t", run).text = text


def set_outline(paragraph: Paragraph, level: int) -> None:
    """The paragraph is a heading of the level, whatever its style."""
    element("outlineLvl", paragraph._p.get_or_add_pPr(), val=str(level - 1))


# Tables


def make_accessible(table: Table, title: str, description: str) -> None:
    """The first row is a header that every page repeats, rows are not split, and the table has a title and description."""
    properties = table._tbl.tblPr
    for name, text in (("tblCaption", title), ("tblDescription", description)):
        element(name, properties, val=text)
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
        for key in list(look.attrib):
            del look.attrib[key]
        for key, value in (("val", "00A0"), ("firstRow", "1"), ("firstColumn", "1"), ("noVBand", "1")):
            look.set(qn(f"w:{key}"), value)
        properties.insert(list(properties).index(properties.find(qn("w:tblCaption"))), look)
    for n, row in enumerate(table.rows):
        inside = row._tr.get_or_add_trPr()
        element("cantSplit", inside)
        if n == 0:
            element("tblHeader", inside)


def set_widths(table: Table, shares: Sequence[float], room: Length) -> None:
    """Fixed widths, in shares of the room on the page."""
    table.autofit = False
    found = [Emu(int(room * share)) for share in shares]
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, found, strict=True):
        column.w = width
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, found, strict=True):
            cell.width = width


# Pictures


def add_picture(paragraph: Paragraph, png: bytes, svg: bytes, width: Length, alt: str, number: int) -> None:
    """A vector picture, with pixels for programs that cannot draw it, and its alternative text."""
    inline = paragraph.add_run().add_picture(io.BytesIO(png), width=width)._inline
    inline.docPr.set("id", str(number))
    inline.docPr.set("name", f"Figur {number}")
    inline.docPr.set("descr", alt)
    package = paragraph.part.package
    assert package is not None
    taken = {str(part.partname) for part in package.iter_parts()}
    name = next(n for i in range(1, len(taken) + 2) if (n := f"/word/media/figure{i}.svg") not in taken)
    part = Part(PackURI(name), "image/svg+xml", svg, package)
    identifier = paragraph.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    blip = next(inline.iter(qn("a:blip")))
    blip.append(
        parse_xml(
            '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext uri="' + _SVG_BLIP + '">'
            '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
            f'r:embed="{identifier}"/></a:ext></a:extLst>'
        )
    )


def plain_paths(svg: str) -> bytes:
    """The SVG with each use of a glyph replaced by the glyph's own outline, which every program can draw."""
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    symbols = {symbol.get("id"): symbol for symbol in root.iter(f"{{{_SVG}}}symbol")}
    for use in list(root.iter(f"{{{_SVG}}}use")):
        symbol = symbols.get((use.get(_LINK) or use.get("href") or "").removeprefix("#"))
        parent = use.getparent()
        if symbol is None or parent is None:
            continue
        group = etree.Element(f"{{{_SVG}}}g")
        moved = f"translate({use.get('x', '0')} {use.get('y', '0')})"
        group.set("transform", f"{use.get('transform', '')} {moved}".strip())
        for key in ("fill", "fill-rule", "stroke"):
            if value := use.get(key):
                group.set(key, value)
        group.extend(etree.fromstring(etree.tostring(child)) for child in symbol)
        parent.replace(use, group)
    for symbol in symbols.values():
        parent = symbol.getparent()
        if parent is not None:
            parent.remove(symbol)
    return bytes(etree.tostring(root))


# Places for hand-written text


def slot_control(slot: str, title: str, number: int) -> Element:
    """An empty content control. Word shows its title between two marks on the screen, and prints none of them."""
    control = element("sdt")
    properties = element("sdtPr", control)
    element("alias", properties, val=title)
    element("tag", properties, val=f"{MARK}{slot}")
    element("id", properties, val=str(number))
    element("lock", properties, val="sdtLocked")
    element("showingPlcHdr", properties)
    properties.append(parse_xml(f'<w15:appearance xmlns:w15="{_W15}" xmlns:w="{nsmap["w"]}" w15:val="tags"/>'))
    blank = element("t", element("r", element("p", element("sdtContent", control))))
    blank.text = "\N{NO-BREAK SPACE}"
    return control


def slot_of(control: Element) -> str:
    """The id of the place that a content control is; empty for one that is none of ours."""
    tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    value = str(tag.get(qn("w:val"), "")) if tag is not None else ""
    return value.removeprefix(MARK) if value.startswith(MARK) else ""


def slot_bookmarks(slot: str, number: int) -> tuple[Element, Element]:
    """The beginning and the end of a bookmark around a place for text: not every program keeps content controls."""
    name = f"{BOOKMARK}{slot.replace('.', '__').replace('-', '_')}"
    return element("bookmarkStart", id=str(number), name=name), element("bookmarkEnd", id=str(number))


def _slot_of_bookmark(start: Element) -> str:
    name = str(start.get(qn("w:name"), ""))
    return name.removeprefix(BOOKMARK).replace("__", ".").replace("_", "-") if name.startswith(BOOKMARK) else ""


def has_slots(document: Document) -> bool:
    """Whether the document has places for hand-written text, as every report has."""
    body = document.element.body
    return any(map(slot_of, body.iter(qn("w:sdt")))) or any(map(_slot_of_bookmark, body.iter(qn("w:bookmarkStart"))))


def controls_with_text(document: Document, prompts: Collection[str] = ()) -> Iterator[Element]:
    """The outermost content controls in which people have written something, as blocks of their own.

    What stands within the bookmark of a place whose control is gone or maimed gets a control again. A paragraph that
    says no more than one of the prompts is nothing written.
    """
    starts: dict[str, list[Element]] = {}
    for start in document.element.body.iter(qn("w:bookmarkStart")):
        if slot := _slot_of_bookmark(start):
            starts.setdefault(slot, []).append(start)
    for slot, found in starts.items():
        _mend(document, found, slot, prompts)
    for control in list(document.element.body.iter(qn("w:sdt"))):
        inside = any(a.tag == qn("w:sdt") for a in control.iterancestors())
        if inside or control.find(f".//{qn('w:docPartObj')}") is not None:
            continue
        properties = control.find(qn("w:sdtPr"))
        empty = properties is not None and properties.find(qn("w:showingPlcHdr")) is not None
        content = control.find(qn("w:sdtContent"))
        if content is not None and not (empty and slot_of(control)) and _says(content, prompts):
            yield _as_block(control, content)


def _mend(document: Document, starts: list[Element], slot: str, prompts: Collection[str]) -> None:
    """Puts what stands within a bookmark in a control of its own, unless it is in one; takes the bookmark away.

    LibreOffice begins a bookmark twice, and ends it once, where a control is in its way.
    """
    body = document.element.body
    numbers = {start.get(qn("w:id")) for start in starts}
    ends = [end for end in body.iter(qn("w:bookmarkEnd")) if end.get(qn("w:id")) in numbers]
    blocks = _between(body, starts[0], ends[-1] if ends else starts[-1])
    for mark in (*starts, *ends):
        mark.getparent().remove(mark)
    held = [block for block in blocks if slot_of(block)]
    if held:
        beside = [block for block in blocks if block not in held and _says(block, prompts)]
        if beside:
            _hold(held[-1], beside)
        return
    bare = [inner for block in blocks for inner in _unwrapped(block)]
    written = [block for block in bare if _says(block, prompts)]
    if written:
        control = slot_control(slot, slot, 0)
        properties = control.find(qn("w:sdtPr"))
        properties.remove(properties.find(qn("w:id")))
        written[0].addprevious(control)
        _hold(control, written)


def _hold(control: Element, blocks: list[Element]) -> None:
    """Puts blocks last in a control, and takes its prompt away."""
    properties, content = control.find(qn("w:sdtPr")), control.find(qn("w:sdtContent"))
    prompt = properties.find(qn("w:showingPlcHdr"))
    if prompt is not None:
        properties.remove(prompt)
        for child in list(content):
            content.remove(child)
    content.extend(blocks)


def _between(body: Element, start: Element, end: Element) -> list[Element]:
    """The blocks of the body from the beginning of a bookmark to its end."""
    blocks = list(body)
    first, last = (next(b for b in (mark, *mark.iterancestors()) if b.getparent() is body) for mark in (start, end))
    found = blocks[blocks.index(first) : blocks.index(last) + 1]
    before_end = any(end.getparent() is last and one.tag == qn("w:r") for one in end.itersiblings(preceding=True))
    if last is not end and last is not first and not before_end:
        found = found[:-1]
    return [block for block in found if block.tag in (qn("w:p"), qn("w:tbl"), qn("w:sdt"))]


def _unwrapped(block: Element) -> list[Element]:
    """The block without the controls in it, or the blocks that it holds where it is one, in its place."""
    found = [block]
    for control in list(block.iter(qn("w:sdt"))):
        content = control.find(qn("w:sdtContent"))
        children = list(content) if content is not None else []
        for child in children:
            control.addprevious(child)
        if control in found:
            n = found.index(control)
            found[n : n + 1] = children
        control.getparent().remove(control)
    return [one for one in found if one.tag in (qn("w:p"), qn("w:tbl"))]


def _says(content: Element, prompts: Collection[str]) -> bool:
    """Whether there is a text other than the prompts, or a picture."""
    told = "".join(text.text or "" for text in content.iter(qn("w:t"))).strip()
    pictured = next(content.iter(qn("w:drawing"), qn("w:pict"), qn("w:object")), None) is not None
    return pictured or (bool(told) and told not in prompts)


def _as_block(control: Element, content: Element) -> Element:
    """The control so that it can stand between paragraphs, though it stood inside one, or was a cell of a table."""
    inside = [child for child in content if child.tag not in (qn("w:p"), qn("w:tbl"), qn("w:sdt"))]
    if control.getparent().tag == qn("w:body") and not inside:
        return control
    blocks = [child for child in content.iter(qn("w:p"), qn("w:tbl")) if _is_outermost(child, content)]
    runs = [child for child in content if child.tag not in (qn("w:tr"), qn("w:tc"))]
    for child in list(content):
        content.remove(child)
    if blocks:
        content.extend(blocks)
    else:
        element("p", content).extend(runs)
    return control


def _is_outermost(child: Element, content: Element) -> bool:
    for ancestor in child.iterancestors():
        if ancestor is content:
            return True
        if ancestor.tag in (qn("w:p"), qn("w:tbl")):
            return False
    return True


# The file as a whole


def drop_unused(document: Document, kept: Sequence[Element]) -> None:
    """Forgets pictures and links that only the old text used, so that they do not pile up."""
    used = {value for part in (*kept, document.element.body) for value in _identifiers(part)}
    relations = document.part.rels
    for identifier in [
        i
        for i, relation in relations.items()
        if relation.reltype in (RELATIONSHIP_TYPE.IMAGE, RELATIONSHIP_TYPE.HYPERLINK) and i not in used
    ]:
        del relations[identifier]


def _identifiers(part: Element) -> Iterator[str]:
    space = f"{{{re.match(r'{(.*)}', qn('r:id'))[1]}}}"  # type: ignore[index]
    for one in part.iter():
        yield from (value for key, value in one.attrib.items() if key.startswith(space))


def fixed_bytes(document: Document, made: datetime) -> bytes:
    """The document's file, with the same bytes whenever it says the same."""
    written = io.BytesIO()
    document.save(written)
    again = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, made.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.create_system = 3
            target.writestr(info, source.read(name))
    return again.getvalue()
