"""A matrix or a chart over time as DOT: one table, so that it can be compared as text and drawn by any Graphviz."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from graphviz import Digraph

from civo.drawings import CHANGE_SIGNS, Bar, Change, Drawing
from civo.layout.wrapping import cleaned

_BARS = {"held": "=", "seen": "~", "implied": "/", "hole": "!", "unknown": "?"}


def table_dot(drawing: Drawing) -> str:
    """The drawing's grid or chart as a table in DOT, a row to a line."""
    rows = "\n".join(_row(cells) for cells in _rows(drawing))
    graph = Digraph("figure", graph_attr={"lang": drawing.language, "labelloc": "t"})
    graph.attr(label="<" + _said(drawing.title) + ">")
    table = f'<<TABLE BORDER="0" CELLBORDER="1" CELLSPACING="0">\n{rows}\n</TABLE>>'
    graph.node("table", label=table, shape="plain", fontname="Source Sans Pro", fontsize="10")
    return str(graph.source)


def _rows(drawing: Drawing) -> Iterable[Sequence[str]]:
    if drawing.grid:
        grid = drawing.grid
        yield grid.corner, *(_signed(name, change) for name, change in grid.changed_columns)
        for row in grid.rows:
            yield _signed(row.name, row.change), *(cell.sign for cell in row.cells)
    if drawing.chart:
        for group in drawing.chart.groups:
            time = f"{date.fromordinal(drawing.chart.first)} – {date.fromordinal(drawing.chart.after)}"
            yield _signed(group.title, group.change), time
            for lane in group.lanes:
                yield _signed(lane.name, lane.change), ", ".join(map(_bar, lane.bars))


def _bar(bar: Bar) -> str:
    time = f"{date.fromordinal(bar.first)} – {date.fromordinal(bar.after)}"
    return _signed(f"{_BARS[bar.kind]} {time}", bar.change)


def _signed(text: str, change: Change) -> str:
    return f"{CHANGE_SIGNS[change]} {text}".strip()


def _row(cells: Sequence[str]) -> str:
    return "<TR>" + "".join(f"<TD>{_said(cell)}</TD>" for cell in cells) + "</TR>"


def _said(text: str) -> str:
    """Text for a table in DOT, never empty: Graphviz 16 writes past its memory at an empty line."""
    return escape(cleaned(text)) or " "
