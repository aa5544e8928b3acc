"""The order of the nodes in each row: as they are declared, but where another order saves crossings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

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
    least = _cost(edges, _places(order))
    while least:
        moves = _moves(order, len(drawing.nodes) <= _FEW)
        cost, _, _, better = min(
            ((_cost(edges, _places(moved)), far, n, moved) for n, (far, moved) in enumerate(moves)),
            default=(least, 0, 0, order),
        )
        if cost >= least:
            break
        order, least = better, cost
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


def _cost(edges: Sequence[_Edge], places: Mapping[str, _Place]) -> int:
    """How often straight lines between the nodes cross, and how many nodes those in a row have to pass."""
    ends = [(places[a], places[b]) for a, b in edges]
    passed = sum(abs(a[1] - b[1]) - 1 for a, b in ends if a[0] == b[0])
    lines = [(a[0], a[2], b[0], b[2]) for a, b in ends if a[0] != b[0]]
    return passed + sum(_cross(one, other) for one, other in combinations(lines, 2))


def _cross(one: _Line, other: _Line) -> bool:
    top, bottom = max(one[0], other[0]), min(one[2], other[2])
    if top >= bottom:
        return False
    above = _at(one, top) - _at(other, top)
    below = _at(one, bottom) - _at(other, bottom)
    return above * below < 0


def _at(line: _Line, row: int) -> float:
    top, x, bottom, end = line
    return x + (end - x) * (row - top) / (bottom - top)
