"""A node as a card: how large its box must be, and where each line of its text stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from civo.drawings import Change, Node
from civo.layout.shapes import Box, Line, NodeBox
from civo.layout.wrapping import text_width, wrapped
from civo.words import Language, Text

HEAD = 10.0
ROW = 9.0
LEADING = 1.18
SIDE = 9.0
ABOVE = 5.0
BULLET = 8.0
_TAG_ROOM = 14.0
_TOWER = 2.4
"""How many times as high as it is wide a card may be before it is made wider."""
TAGS: dict[Change, Text] = {"": Text(""), "added": Text("NY", "NEW"), "ended": Text("UTGÅR", "ENDS")}
STACK = 6.0
"""How much of the box the sheets behind a stacked card take, to the right and at the top."""


@dataclass(frozen=True, slots=True)
class Card:
    """A node with its wrapped text and the size of its box, before it has a place."""

    node: Node
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    width: float
    height: float
    tag: str = ""


def is_stacked(node: Node) -> bool:
    """Whether the card is drawn as a pile: a collective, or a body of which there are several."""
    return node.several or node.shape == "collective"


@lru_cache(maxsize=4096)
def card(node: Node, width: float, language: Language = "sv") -> Card:
    """The card of a node, as high as its text needs; `language` is that of its tag.

    It is `width` points wide, or twice that when it would else be a tower.
    """
    one = _card(node, width, language)
    return one if one.height <= _TOWER * width else _card(node, 2 * width, language)


def _card(node: Node, width: float, language: Language) -> Card:
    stack = STACK if is_stacked(node) else 0.0
    inner = width - 2 * SIDE - stack
    head = wrapped(node.head, inner, HEAD, bold=_is_bold(node))
    changes = row_changes(node)
    rows = tuple(
        wrapped(row, inner - BULLET, ROW, bold=change == "added")
        for row, change in zip(node.rows, changes, strict=True)
    )
    tag = TAGS[node.change].in_language(language)
    lines = sum(len(row) for row in rows)
    height = 2 * ABOVE + len(head) * HEAD * LEADING + stack + (_TAG_ROOM if tag else 0)
    if rows:
        height += lines * ROW * LEADING + (len(rows) - 1) * 2 + 7
    return Card(node, head, rows, width, round(max(height, 26.0 + stack), 2), tag)


def row_changes(node: Node) -> tuple[Change, ...]:
    """What has become of each of its rows."""
    unchanged: Change = ""
    return node.row_changes or (unchanged,) * len(node.rows)


def _is_bold(node: Node) -> bool:
    return node.shape != "note"


def placed_card(one: Card, x: float, y: float) -> NodeBox:
    """The card at its place: head centred above, rows below it with room for a bullet."""
    stack = STACK if is_stacked(one.node) else 0.0
    front = Box(x, y + stack, one.width - stack, one.height - stack)
    head_height = len(one.head) * HEAD * LEADING
    text_height = head_height + sum(len(row) for row in one.rows) * ROW * LEADING
    text_height += (len(one.rows) - 1) * 2 + 7 if one.rows else 0
    tag = None
    above = _TAG_ROOM if one.tag else 0.0
    if one.tag:
        (tag,) = _lines((one.tag,), front.middle.x, front.y + 4, ROW, bold=True, middle=True)
    top = front.y + above + (front.height - above - text_height) / 2
    head = _lines(one.head, front.middle.x, top, HEAD, _is_bold(one.node), middle=True)
    box = Box(x, y, one.width, one.height)
    if not one.rows:
        return NodeBox(one.node, box, head, front=front, tag=tag)
    rule = top + head_height + 3
    rows, y = [], rule + 4
    for row, change in zip(one.rows, row_changes(one.node), strict=True):
        rows.append(_lines(row, front.x + SIDE + BULLET, y, ROW, bold=change == "added", middle=False))
        y += len(row) * ROW * LEADING + 2
    return NodeBox(one.node, box, head, tuple(rows), rule, front, tag)


def _lines(texts: tuple[str, ...], x: float, top: float, size: float, bold: bool, middle: bool) -> tuple[Line, ...]:
    anchor: Literal["start", "middle"] = "middle" if middle else "start"
    return tuple(
        Line(text, x, top + i * size * LEADING + 0.92 * size, size, text_width(text, size, bold), bold, anchor)
        for i, text in enumerate(texts)
    )


def text_lines(texts: tuple[str, ...], x: float, top: float, size: float, bold: bool = False) -> tuple[Line, ...]:
    """Lines of text from their left end, the first one's top at `top`."""
    return _lines(texts, x, top, size, bold, middle=False)
