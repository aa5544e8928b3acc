"""Cells of a draw.io file: boxes with their texts, and what they carry as data; every name from data is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from civo.layout import Box, Line
from civo.layout.wrapping import cleaned
from civo.outputs.drawio_style import styled
from civo.outputs.figure_style import INK
from civo.outputs.office_text import FONT, pieces
from civo.outputs.svg_shapes import attributes, number

TEXT = {"text": "", "html": "1", "whiteSpace": "wrap", "fontFamily": FONT, "fontColor": INK, "align": "left",
         "verticalAlign": "top", "spacing": "0", "fillColor": "none", "strokeColor": "none"}  # fmt: skip


def text_cell(name: str, parent: str, text: str, lines: Sequence[Line], width: float, share: float) -> str:
    """A text alone where its lines stand; `share` is how large it is set, of the lines' own size."""
    first, last = lines[0].box, lines[-1].box
    html = paragraph_html(text, lines[0], width, share)
    return plain_cell(name, html, TEXT, parent, Box(first.x, first.y - 4, width, last.bottom - first.y + 4))


def paragraph_html(
    text: str,
    line: Line,
    width: float,
    share: float,
    align: str = "left",
    indent: float = 0.0,
    is_struck: bool = False,
) -> str:
    """A paragraph in which the name is text, and breaks inside words are only offered."""
    size = line.size * share
    shown = "".join(
        escape(piece.text) + {"-": "&shy;", "|": "<wbr>", "": ""}[piece.joint]
        for piece in pieces(text, width - indent, size, line.bold)
    )
    shown = f"<b>{shown}</b>" if line.bold else shown
    shown = f"<s>{shown}</s>" if is_struck else shown
    hung = f";padding-left:{number(indent)}px;text-indent:-{number(indent)}px" if indent else ""
    return f'<div style="font-size:{number(size)}px;line-height:1.15;text-align:{align}{hung}">{shown}</div>'


def data_cell(name: str, label: str, data: Mapping[str, str], tip: Sequence[str], cell: str) -> str:
    """A cell with data of its own and a tooltip, whose lines are text."""
    shown = "<br>".join(escape(cleaned(line)) for line in tip if line.strip())
    named = attributes(id=name, label=label, **{key: cleaned(value) for key, value in data.items()}, tooltip=shown)
    for key in data:
        named = named.replace(f" {key.replace('_', '-')}=", f" {key}=", 1)
    return f"<UserObject{named}>{cell}</UserObject>"


def vertex(look: Mapping[str, str], parent: str, box: Box) -> str:
    """A box without an id, to stand in a cell with data."""
    place = attributes(x=box.x, y=box.y, width=box.width, height=box.height)
    return (
        f"<mxCell{attributes(style=styled(look), vertex='1', parent=parent)}>"
        f'<mxGeometry{place} as="geometry"/></mxCell>'
    )


def plain_cell(name: str, label: str, look: Mapping[str, str], parent: str, box: Box) -> str:
    """A box with its text, which is HTML where its look says so."""
    return vertex(look, parent, box).replace("<mxCell", f"<mxCell{attributes(id=name, value=label)}", 1)
