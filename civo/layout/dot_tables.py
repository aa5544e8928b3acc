"""A matrix or a chart over time as DOT: one table, so that it can be compared as text and drawn by any Graphviz."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from graphviz import Digraph

from civo.drawings import Drawing
from civo.layout.wrapping import cleaned

_SIGNS = {"yes": "●", "shared": "◐", "unknown": "?", "no": "×"}
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
        yield drawing.grid.corner, *drawing.grid.columns
        for row in drawing.grid.rows:
            yield row.name, *(_SIGNS[cell] for cell in row.cells)
    if drawing.chart:
        for group in drawing.chart.groups:
            yield group.title, f"{date.fromordinal(drawing.chart.first)} – {date.fromordinal(drawing.chart.after)}"
            for lane in group.lanes:
                yield (
                    lane.name,
                    ", ".join(
                        f"{_BARS[bar.kind]} {date.fromordinal(bar.first)} – {date.fromordinal(bar.after)}"
                        for bar in lane.bars
                    ),
                )


def _row(cells: Sequence[str]) -> str:
    return "<TR>" + "".join(f"<TD>{_said(cell)}</TD>" for cell in cells) + "</TR>"


def _said(text: str) -> str:
    """Text for a table in DOT, never empty: Graphviz 16 writes past its memory at an empty line."""
    return escape(cleaned(text)) or " "
