"""What matrices and charts have in common where they are made of native shapes: what bars are, what a sample shows."""

from __future__ import annotations

from typing import cast

from civo.drawings import Bar, BarKind, CellMark, Change, Drawing, Edge, GridCell, LegendEntry, Node
from civo.layout import BarBox, Box, HeadBox, Layout, Point, RowBox
from civo.layout.cards import TAGS
from civo.outputs.svg_shapes import number

_SHORT = 4.0
SIGN = 9.0
"""How wide and high the sign beside a name or a bar is."""


def answer_size(sign: str) -> float:
    """How large an answer is set: one that tells what it was before has less room."""
    return 12.0 if len(sign) == 1 else 9.0


def sample_cell(entry: LegendEntry) -> GridCell:
    """The answer that an entry of the legend shows."""
    return GridCell(cast(CellMark, entry.kind), entry.was, entry.tone, entry.change)


def sample_bar(entry: LegendEntry, box: Box) -> BarBox:
    """The bar that an entry of the legend shows, in the box of its sample."""
    one = Bar(0, 1, cast(BarKind, entry.kind), entry.tone, entry.change)
    return BarBox(one, Box(box.x, box.y + 2.5, box.width, box.height - 5))


def sighting(box: Box) -> Box:
    """The box of the mark in the middle of a time at some point of which a holder was seen."""
    wide = min(box.height, box.width)
    return Box(box.middle.x - wide / 2, box.y, wide, box.height)


def sighting_path(box: Box) -> str:
    """That mark, a diamond, on a line through the time, which stops short of its ends: nothing is said to begin there."""
    mark, short, n = sighting(box), min(_SHORT, box.width / 8), number
    middle, x = n(box.middle.y), n(mark.middle.x)
    diamond = f"M{n(mark.x)} {middle}L{x} {n(mark.y)}L{n(mark.right)} {middle}L{x} {n(mark.bottom)}Z"
    return f"M{n(box.x + short)} {middle}H{n(box.right - short)}{diamond}"


def is_strong(cell: GridCell) -> bool:
    """Whether an answer has a thick frame: it is added, or another one than before."""
    return bool(cell.was) or cell.change == "added"


def bar_meaning(drawing: Drawing, bar: Bar) -> str:
    """When a bar is, what its kind means, and what has become of it."""
    meant = (e.meaning for e in drawing.legend if (e.sample, e.kind, e.tone) == ("bar", bar.kind, "plain"))
    return changed(f"{bar.span} ({next(meant, bar.kind)})", bar.change, drawing)


def answer_meaning(drawing: Drawing, cell: GridCell) -> str:
    """What an answer means, after what the one before it meant, and what has become of it."""
    meanings = {e.kind: e.meaning for e in drawing.legend if (e.sample, e.tone, e.change) == ("mark", "plain", "")}
    told = " → ".join(meanings.get(mark, mark) for mark in (cell.was, cell.mark) if mark)
    return changed(told, cell.change, drawing)


def meaning(drawing: Drawing, one: Node | Edge) -> str:
    """What the legend says of a box or a line: of its kind, and of its tone or change where that has a meaning."""
    sample, kind = ("node", one.shape) if isinstance(one, Node) else ("edge", one.kind)
    several = isinstance(one, Node) and one.several
    of_kind = [
        e for e in drawing.legend if (e.sample, e.kind, e.standing) == (sample, kind, one.standing) and not e.look
    ]
    said = sorted(of_kind, key=lambda e: e.several != several)[:1]
    said += [e for e in drawing.legend if e.look and (e.tone, e.change) == (one.tone, one.change)]
    return ", ".join(entry.meaning for entry in said)


def changed(text: str, change: Change, drawing: Drawing) -> str:
    """The text, after the word for what has become of what it names."""
    return f"{TAGS[change].in_language(drawing.language)}: {text}" if change else text


def sign_place(placed: BarBox) -> Point:
    """Where the plus or the minus of a bar stands: at its beginning, or in the middle of a short one."""
    return Point(min(placed.box.x + 8, placed.box.middle.x), placed.box.middle.y)


def in_reading_order(placed: Layout) -> list[HeadBox | RowBox]:
    """The seats of a chart, each before its lanes."""
    panel = placed.panel
    found: list[HeadBox | RowBox] = [*panel.headings, *panel.rows] if panel else []
    return sorted(found, key=lambda one: one.box.y)
