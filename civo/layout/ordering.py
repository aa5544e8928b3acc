"""The order of the nodes in each row: as they are declared, but where another order saves crossings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from civo.drawings import Drawing
from civo.layout.rows import Row

_FEW = 20
_Edge = tuple[str, str]
_Place = tuple[int, int, float]
_Line = tuple[int, float, int, float]
_Order = list[list[str]]


def in_order(drawing: Drawing, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with their nodes from left to right.

    They begin in the order of the drawing. As long as one node moved in its row saves crossings, the move that saves
    most is made, of equals the shortest, then the first: what has no part in a crossing stays where it was declared.
    """
    order = [list(row.nodes) for row in rows]
    edges = _edges(drawing, order)
    meeting: dict[str, set[int]] = {node: set() for nodes in order for node in nodes}
    for n, pair in enumerate(edges):
        for node in pair:
            meeting[node].add(n)
    places = _places(order)
    least = _cost(range(len(edges)), edges, places)
    while least:
        best = (least, 0, 0, order)
        for n, (far, moved) in enumerate(_moves(order, len(drawing.nodes) <= _FEW)):
            now = _places(moved)
            some = set().union(*(meeting[node] for node, place in now.items() if place != places[node]))
            cost = least - _cost(some, edges, places) + _cost(some, edges, now)
            best = min(best, (cost, far, n, moved))
        if best[0] >= least:
            break
        least, _, _, order = best
        places = _places(order)
    return tuple(replace(row, nodes=tuple(nodes)) for row, nodes in zip(rows, order, strict=True))


def _edges(drawing: Drawing, order: _Order) -> list[_Edge]:
    """The pairs that lines join, each once, the upper node first."""
    row = {node: number for number, nodes in enumerate(order) for node in nodes}
    pairs = [tuple(sorted((e.source, e.target), key=row.__getitem__)) for e in drawing.edges if e.source != e.target]
    return [(a, b) for a, b in dict.fromkeys(pairs)]


def _moves(order: _Order, far: bool) -> list[tuple[int, _Order]]:
    """Every order that one node moved in its row makes, with how far it moved; only to the next place, unless `far`."""
    found = []
    for number, nodes in enumerate(order):
        for old in range(len(nodes)):
            for new in range(len(nodes)):
                if new != old and (far or new == old + 1):
                    moved = [*nodes[:old], *nodes[old + 1 :]]
                    moved.insert(new, nodes[old])
                    found.append((abs(new - old), [*order[:number], moved, *order[number + 1 :]]))
    return found


def _places(order: _Order) -> dict[str, _Place]:
    """The row of each node, which it is there, and where between the left side, 0, and the right, 1."""
    return {
        node: (number, n, (n + 0.5) / len(nodes)) for number, nodes in enumerate(order) for n, node in enumerate(nodes)
    }


def _cost(some: Collection[int], edges: Sequence[_Edge], places: Mapping[str, _Place]) -> int:
    """How often straight lines between the nodes cross some of them, and how many nodes those of them in a row pass."""
    passed = 0
    chosen: list[_Line] = []
    others: list[_Line] = []
    for n, (a, b) in enumerate(edges):
        (top, left, x), (bottom, right, end) = places[a], places[b]
        if top != bottom:
            (chosen if n in some else others).append((top, x, bottom, end))
        elif n in some:
            passed += abs(left - right) - 1
    crossings = 0
    for n, one in enumerate(chosen):
        top, _, bottom, _ = one
        for other in chain(chosen[n + 1 :], others):
            if top < other[2] and other[0] < bottom and _cross(one, other):
                crossings += 1
    return passed + crossings


@lru_cache(maxsize=1 << 16)
def _cross(one: _Line, other: _Line) -> bool:
    top, bottom = max(one[0], other[0]), min(one[2], other[2])
    above = _at(one, top) - _at(other, top)
    below = _at(one, bottom) - _at(other, bottom)
    return above * below < 0


def _at(line: _Line, row: int) -> float:
    top, x, bottom, end = line
    return x + (end - x) * (row - top) / (bottom - top)
