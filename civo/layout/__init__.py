"""A drawing laid out: where everything stands, in points. The one place that knows Graphviz."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from math import ceil, sqrt

from civo.drawings import Drawing, PageName
from civo.layout.arranging import arranged
from civo.layout.cards import Card, card
from civo.layout.crossings import with_crossings
from civo.layout.dot_source import Placing, dot_source, placing
from civo.layout.dot_tables import table_dot
from civo.layout.engines import Engine, LayoutError, PageTooSmall, positions
from civo.layout.ordering import in_order
from civo.layout.pages import PAGES, READABLE, Size, legibility, printed_text, tidiness
from civo.layout.panels import panel_layout
from civo.layout.rows import Row, rows_of
from civo.layout.shapes import (
    BarBox,
    Box,
    CellBox,
    Crossing,
    EdgePath,
    GroupBox,
    HeadBox,
    Layout,
    LegendBox,
    Line,
    NodeBox,
    Panel,
    Point,
    RowBox,
)
from civo.layout.unreadable import figure_too_small, page_too_small
from civo.words import Text

__all__ = [
    "BarBox",
    "Box",
    "CellBox",
    "Crossing",
    "EdgePath",
    "Engine",
    "GroupBox",
    "HeadBox",
    "Layout",
    "LayoutError",
    "LegendBox",
    "Line",
    "NodeBox",
    "PageTooSmall",
    "Panel",
    "Point",
    "RowBox",
    "dot_of",
    "laid_out",
    "laid_out_in",
    "too_small",
]


_SOME = 20
_MANY = 40
_WIDE = ("16x9", "a4-landscape")
_WIDTHS = (132.0, 127.0, 125.0, 122.0, 117.0, 112.0, 107.0, 102.0)
_PAGE_WIDTHS = {False: (*_WIDTHS, 96.0, 88.0), True: (176.0, 160.0, 146.0, *_WIDTHS[::2])}


def laid_out(drawing: Drawing, engine: Engine = "builtin") -> Layout:
    """Where everything in the drawing stands, in points from the top left corner.

    Of several arrangements (nodes in a row, width of the boxes) the one that prints best on A4 is taken.
    A drawing with a page is laid out to fit it, with no text smaller than 8 points on paper.
    `engine` is "builtin", the same everywhere, or "dot", the program of that name on this computer.
    Raises LayoutError when the engine is missing or refuses, or the page is too small for the figure, ValueError when
    an edge names no node.
    """
    found = _best(drawing, engine)[1]
    if drawing.page and printed_text(found) < READABLE:
        raise PageTooSmall(page_too_small(found, _pages_that_do(drawing, engine)))
    return found


def too_small(drawing: Drawing, engine: Engine = "builtin") -> Text | None:
    """That a drawing without a page would have text smaller than 8 points on A4, and what can be done; None where it fits."""
    found = _best(drawing, engine)[1]
    return None if printed_text(found) >= READABLE else figure_too_small(found, _pages_that_do(drawing, engine))


def _pages_that_do(drawing: Drawing, engine: Engine) -> list[PageName]:
    """The pages on which it can be read, where it is laid out for them."""
    others = (replace(drawing, page=page) for page in PAGES if page != drawing.page)
    return [other.page for other in others if printed_text(_best(other, engine)[1]) >= READABLE]


def dot_of(drawing: Drawing, engine: Engine = "builtin") -> str:
    """The DOT text that the order in the layout of this drawing comes from; its boxes are of middling width."""
    return _best(drawing, engine)[0]


def laid_out_in(drawing: Drawing, room: Size) -> Layout:
    """The layout that prints best in a room so wide and so high, in points, without a page of its own around it.

    It may still be too large to be read there: `scale_in` says how large it is printed.
    """
    page: PageName = "a4" if room[0] < room[1] else "a4-landscape"
    return _best(replace(drawing, page=page), "builtin", room)[1].alone


@lru_cache(maxsize=16)
def _best(drawing: Drawing, engine: Engine, room: Size | None = None) -> tuple[str, Layout]:
    if drawing.grid or drawing.chart:
        return table_dot(drawing), panel_layout(drawing)
    _check(drawing)
    found: list[tuple[str, Layout]] = []
    orders: dict[str, Placing] = {}
    for declared, widths in _arrangements(drawing):
        ordered = len(drawing.nodes) <= _MANY
        rows = in_order(drawing, declared) if ordered else declared
        dot = dot_source(drawing, rows, _cards(drawing, widths[len(widths) // 2]), ordered)
        if dot not in orders:
            orders[dot] = placing(drawing, positions(dot, engine))
            found += [(dot, _layout(drawing, rows, _cards(drawing, width), orders[dot], room)) for width in widths]
    dot, best = found[0] if len(found) == 1 else max(found, key=lambda pair: _how_good(pair[1], room))
    return dot, replace(best, edges=with_crossings(best.edges))


def _cards(drawing: Drawing, width: float) -> dict[str, Card]:
    return {node.id: card(node, width, drawing.language) for node in drawing.nodes}


def _layout(
    drawing: Drawing, rows: tuple[Row, ...], cards: Mapping[str, Card], placed: Placing, room: Size | None
) -> Layout:
    below = arranged(drawing, rows, cards, placed)
    if drawing.page not in _WIDE or not drawing.legend:
        return below
    return max(below, arranged(drawing, rows, cards, placed, beside=True), key=lambda one: _how_good(one, room))


def _how_good(layout: Layout, room: Size | None) -> tuple[float, float]:
    """How well it can be read, in the room or on its page, and then how tidy it is."""
    return legibility(layout, room), tidiness(layout)


def _arrangements(drawing: Drawing) -> list[tuple[tuple[Row, ...], tuple[float, ...]]]:
    """The rows that are worth trying, each with the widths of boxes to try; the engine orders each of the rows once."""
    count = len(drawing.nodes)
    if count > _MANY:
        return [(rows_of(drawing, max(6, ceil(sqrt(count))), False), (_WIDTHS[3],))]
    longest = max([len(group.nodes) for group in drawing.groups] + [count if not drawing.groups else 1])
    wide = (3, 4, 5, 6, 7, 8) if drawing.page in _WIDE else (3, 4, 5, 6)
    most = sorted({min(n, max(longest, 1)) for n in wide})
    widths = _WIDTHS if not drawing.page else _PAGE_WIDTHS[drawing.page in _WIDE]
    if count > _SOME:
        most, widths = most[1::2] or most, widths[::3]
    return [(rows, widths) for rows in dict.fromkeys(rows_of(drawing, n, b) for n in most for b in (False, True))]


def _check(drawing: Drawing) -> None:
    known = {node.id for node in drawing.nodes}
    if len(known) != len(drawing.nodes):
        raise ValueError(f"figure {drawing.id}: two nodes have the same id")
    for edge in drawing.edges:
        for end in (edge.source, edge.target):
            if end not in known:
                raise ValueError(f"figure {drawing.id}: an edge names {end!r}, which is no node")
