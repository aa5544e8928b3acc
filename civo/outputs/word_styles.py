"""The styles of a Word document: those that it has by their built-in names, and civo's own."""

from __future__ import annotations

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.styles.style import ParagraphStyle


def style_of(document: Document, style: str) -> str:
    """The id in this document of a style that a report uses, civo's own added where it is not there; empty when it has none."""
    own = _OWN.get(style)
    return _own_style(document, style, *own) if own else style_id(document, style, _NAMES[style])


def style_id(document: Document, identifier: str, name: str) -> str:
    """The id of a style of the document: that id, or the one that bears the built-in name; empty when there is none.

    The ids are translated in a document of a Swedish Word ("Rubrik1"), the built-in names never are ("heading 1").
    """
    styles = document.styles.element.findall(qn("w:style"))
    by_id = {style.get(qn("w:styleId"), ""): style for style in styles}
    if identifier in by_id:
        return identifier
    for found, style in by_id.items():
        word = style.find(qn("w:name"))
        if word is not None and word.get(qn("w:val"), "").lower() == name.lower():
            return str(found)
    return ""


def _own_style(document: Document, identifier: str, name: str, xml: str, sort: str = "paragraph") -> str:
    """The id of a style of civo's own, added to the document where it is not there yet."""
    if found := style_id(document, identifier, name):
        return found
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document.styles.element.append(
        parse_xml(
            f'<w:style {space} w:type="{sort}" w:customStyle="1" w:styleId="{identifier}"><w:name w:val="{name}"/>'
            f"{xml}</w:style>"
        )
    )
    return identifier


def letter_size(document: Document, identifier: str | None) -> float:
    """How large the letters of a style are, in points, as it or one that it is based on says; 12 where none does."""
    styles = document.styles
    style = next((s for s in styles if isinstance(s, ParagraphStyle) and s.style_id == identifier), None)
    while isinstance(style, ParagraphStyle):
        if style.font.size:
            return float(style.font.size.pt)
        style = style.base_style
    return 12.0


_NAMES = {
    "Normal": "Normal",
    "Title": "Title",
    **{f"Heading{n}": f"heading {n}" for n in (1, 2, 3)},
    "Caption": "caption",
    **{
        f"List{sort}{n or ''}": f"List {sort}{f' {n}' if n else ''}" for sort in ("Bullet", "Number") for n in (0, 2, 3)
    },
    "TableGrid": "Table Grid",
}
_OWN = {
    "civoCell": (
        "civo cell",
        '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/></w:pPr>'
        '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr>',
    ),
    "civoAfter": (
        "civo after table",
        '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="0" w:after="0" w:line="200" w:lineRule="exact"/></w:pPr>',
    ),
    "civoSource": (
        "civo source",
        '<w:basedOn w:val="Normal"/><w:pPr><w:tabs><w:tab w:val="left" w:pos="567"/></w:tabs>'
        '<w:spacing w:before="0" w:after="60"/><w:ind w:left="567" w:hanging="567"/></w:pPr>'
        '<w:rPr><w:sz w:val="18"/></w:rPr>',
    ),
    "civoBy": (
        "civo written by hand",
        '<w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="60" w:after="0"/></w:pPr>'
        '<w:rPr><w:color w:val="44505C"/><w:sz w:val="18"/></w:rPr>',
    ),
    "civoContents": (
        "civo contents",
        '<w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240"/></w:pPr>',
    ),
    "civoContents1": (
        "civo contents 1",
        '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="40" w:after="0"/></w:pPr>',
    ),
    "civoContents2": (
        "civo contents 2",
        '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="0" w:after="0"/><w:ind w:left="284"/></w:pPr>'
        '<w:rPr><w:sz w:val="18"/></w:rPr>',
    ),
}
