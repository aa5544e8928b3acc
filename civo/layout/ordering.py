"""The order of the nodes in each row: as they are declared, but where another order saves crossings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from civo.drawings import Drawing
from civo.layout.rows import Row

_FEW = 20
_Edge = tuple[str, str]
_Order = list[list[str]]
_Places = Mapping[str, tuple[int, int, float]]
"""The row of each node, which it is there, and where between the left side, 0, and the right, 1."""
_Beside = dict[tuple[int, int], list[tuple[int, int, list[tuple[int, float, float]]]]]


class _Move(NamedTuple):
    """One node moved in its row: how far, its number among all moves, and from where to where."""

    far: int
    number: int
    row: int
    old: int
    new: int


class _Line(NamedTuple):
    """An edge in some order: between two rows, where it passes each of them and of those between; in one row, how many nodes."""

    top: int
    bottom: int
    xs: Sequence[float]
    passed: int


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
    while (better := _better(order, edges, meeting, len(drawing.nodes) <= _FEW)) is not None:
        order = better
    return tuple(replace(row, nodes=tuple(nodes)) for row, nodes in zip(rows, order, strict=True))


def _edges(drawing: Drawing, order: _Order) -> list[_Edge]:
    """The pairs that lines join, each once, the upper node first."""
    row = {node: number for number, nodes in enumerate(order) for node in nodes}
    pairs = [tuple(sorted((e.source, e.target), key=row.__getitem__)) for e in drawing.edges if e.source != e.target]
    return [(a, b) for a, b in dict.fromkeys(pairs)]


def _better(order: _Order, edges: Sequence[_Edge], meeting: Mapping[str, Set[int]], far: bool) -> _Order | None:
    """The order after the move that saves most, None when no move saves anything.

    No move saves more than all that its edges cost before it. Those that might save most are tried first, and none
    that cannot save more than the best of them.
    """
    places: _Places = {node: place for number, nodes in enumerate(order) for node, place in _row(number, nodes)}
    lines = _lines(range(len(edges)), edges, places)
    beside = _beside(lines)
    crossed = [_crossing(line, beside) for line in lines.values()]
    tried: list[tuple[int, _Move, Set[int]]] = []
    for move in _moves(order, far):
        first, last = sorted((move.old, move.new))
        some: Set[int] = set().union(*map(meeting.__getitem__, order[move.row][first : last + 1]))
        if cost := _cost(some, lines, crossed):
            tried.append((-cost, move, some))
    least, chosen, best = 0, None, None
    for saved, move, some in sorted(tried, key=lambda one: one[:2]):
        if chosen is not None and (saved, move) >= (least, chosen):
            break
        moved = _moved(order, move)
        now = {**places, **dict(_row(move.row, moved[move.row]))}
        saved += _cost_after(some, _lines(some, edges, now), beside, least - saved)
        if saved < least or (saved == least and chosen is not None and move < chosen):
            least, chosen, best = saved, move, moved
    return best


def _moves(order: _Order, far: bool) -> Iterator[_Move]:
    """Every way to move one node in its row; only to the next place, unless `far`."""
    number = 0
    for row, nodes in enumerate(order):
        for old in range(len(nodes)):
            for new in range(len(nodes)):
                if new != old and (far or new == old + 1):
                    yield _Move(abs(new - old), number, row, old, new)
                    number += 1


def _moved(order: _Order, move: _Move) -> _Order:
    nodes = list(order[move.row])
    nodes.insert(move.new, nodes.pop(move.old))
    return [*order[: move.row], nodes, *order[move.row + 1 :]]


def _row(number: int, nodes: Sequence[str]) -> Iterator[tuple[str, tuple[int, int, float]]]:
    """The places of the nodes of a row."""
    return ((node, (number, n, (n + 0.5) / len(nodes))) for n, node in enumerate(nodes))


def _lines(some: Collection[int], edges: Sequence[_Edge], places: _Places) -> dict[int, _Line]:
    """The edges of those numbers as straight lines."""
    found = {}
    for n in some:
        one, other = edges[n]
        (top, left, x), (bottom, right, end) = places[one], places[other]
        if top == bottom:
            found[n] = _Line(top, bottom, (), abs(left - right) - 1)
        else:
            xs = [x + (end - x) * (row - top) / (bottom - top) for row in range(top, bottom + 1)]
            found[n] = _Line(top, bottom, [0.0] * top + xs, 0)
    return found


def _cross(one: _Line, other: _Line) -> bool:
    top, bottom = max(one.top, other.top), min(one.bottom, other.bottom)
    return top < bottom and (one.xs[top] - other.xs[top]) * (one.xs[bottom] - other.xs[bottom]) < 0


def _cost(some: Set[int], lines: Mapping[int, _Line], crossed: Sequence[Set[int]]) -> int:
    """How often other lines cross some of them, or these each other, and how many nodes those of them in a row pass."""
    among = sum(len(crossed[n] & some) for n in some)
    return sum(len(crossed[n]) + lines[n].passed for n in some) - among // 2


def _cost_after(some: Set[int], moved: Mapping[int, _Line], beside: _Beside, most: int) -> int:
    """The same where they run after a move; once it is more than `most` the rest is not counted."""
    cost = sum(line.passed for line in moved.values())
    done: list[_Line] = []
    for line in moved.values():
        if cost > most:
            break
        cost += len(_crossing(line, beside) - some) + sum(_cross(line, other) for other in done)
        done.append(line)
    return cost


def _beside(lines: Mapping[int, _Line]) -> _Beside:
    """For lines from each row to each other: the rows they have in common with other lines, and where these pass them."""
    found: _Beside = {}
    for top, bottom in {(line.top, line.bottom) for line in lines.values() if line.top < line.bottom}:
        parts: dict[tuple[int, int], list[tuple[int, float, float]]] = defaultdict(list)
        for n, other in lines.items():
            first, last = max(top, other.top), min(bottom, other.bottom)
            if first < last:
                parts[first, last].append((n, other.xs[first], other.xs[last]))
        found[top, bottom] = [(*rows, passing) for rows, passing in parts.items()]
    return found


def _crossing(line: _Line, beside: _Beside) -> set[int]:
    """The numbers of the lines that cross it."""
    found: set[int] = set()
    for first, last, passing in beside.get((line.top, line.bottom), ()):
        start, end = line.xs[first], line.xs[last]
        found.update([n for n, x, y in passing if (x - start) * (y - end) < 0])
    return found
