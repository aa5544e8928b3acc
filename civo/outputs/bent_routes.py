"""The way of an edge as a connector of an office program can go it: with at most four square turns, glued at both ends.

PowerPoint's bent connectors are preset shapes with two to five parts and up to three places that can be set
(ECMA-376 part 1, annex D: bentConnector2 to bentConnector5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import copysign

from civo.layout import Box, EdgePath, Point

_MOST = 6
"""The points of a connector with four turns."""
_CLEAR = 7.0
_LANES = 80
"""So many lanes beside boxes are tried, the nearest ones."""
_NEAR = 3
_LEAST = 0.25
"""Ends that are level still need a box of some width to count shares of."""


@dataclass(frozen=True, slots=True)
class Connector:
    """A preset connector: its shape, its box before it is turned, how it is turned, and its settings in 1/100 000."""

    shape: str
    box: Box
    quarter_turns: int
    flip: bool
    flip_down: bool
    settings: tuple[int, ...]


def connector(route: Sequence[Point]) -> Connector:
    """The preset connector that goes the route, which must have at most four square turns."""
    start, end = route[0], route[-1]
    if len(route) == 2:
        box = Box(min(start.x, end.x), min(start.y, end.y), abs(end.x - start.x), abs(end.y - start.y))
        return Connector("straightConnector1", box, 0, end.x < start.x, end.y < start.y, ())
    upright = abs(route[1].x - start.x) < abs(route[1].y - start.y)
    across, down = _span(start.x, end.x), _span(start.y, end.y)
    settings = tuple(
        round(((corner.x - start.x) / across if (n % 2 == 0) != upright else (corner.y - start.y) / down) * 100_000)
        for n, corner in enumerate(route[1:-2])
    )
    middle = Point(start.x + across / 2, start.y + down / 2)
    wide, high = (abs(down), abs(across)) if upright else (abs(across), abs(down))
    box = Box(middle.x - wide / 2, middle.y - high / 2, wide, high)
    shape = f"bentConnector{len(route) - 1}"
    if not upright:
        return Connector(shape, box, 0, across < 0, down < 0, settings)
    return Connector(shape, box, 3 if across > 0 else 1, (across > 0) == (down > 0), False, settings)


def _span(start: float, end: float) -> float:
    return end - start if abs(end - start) > _LEAST else copysign(_LEAST, end - start)


def routes(edges: Sequence[EdgePath], obstacles: Sequence[Box]) -> list[tuple[Point, ...]]:
    """Each edge's way without points that do not turn; with more than four turns, the nearest one with fewer.

    Of those, the one that runs least behind the obstacles and upon other kinds of lines is taken, then the one
    nearest to the edge's own way, then the shortest. It leaves and arrives as the edge does.
    """
    found = [_turns(path.points) for path in edges]
    sides = [(box.x, box.y, box.right, box.bottom) for box in obstacles]
    taken = _Taken()
    late = [n for n, route in enumerate(found) if len(route) > _MOST]
    for n, route in enumerate(found):
        if len(route) <= _MOST:
            taken.add(route, _trunk(edges[n]))
    for n in late:
        trunk, own = _trunk(edges[n]), {point.x for point in found[n]}
        cost = {
            way: (_hidden(way, sides) + taken.upon(way, trunk), _strayed(way, own), _length(way), way)
            for way in map(_turns, _candidates(found[n], sides))
        }
        found[n] = min(cost, key=cost.__getitem__)
        taken.add(found[n], trunk)
    return found


_Trunk = tuple[str, str, str]
_Sides = tuple[float, float, float, float]


def _trunk(path: EdgePath) -> _Trunk:
    """What edges have in common that may run upon each other."""
    edge = path.edge
    return (edge.source if path.trunk == "source" else edge.target, edge.kind, edge.standing)


class _Taken:
    """The stretches that lines already run along, by their x or y in whole points."""

    def __init__(self) -> None:
        self._along: dict[tuple[bool, int], list[tuple[float, float, _Trunk]]] = defaultdict(list)

    def add(self, way: Sequence[Point], trunk: _Trunk) -> None:
        """Take note of a line."""
        for upright, at, low, high in _stretches(way):
            self._along[upright, round(at)].append((low, high, trunk))

    def upon(self, way: Sequence[Point], trunk: _Trunk) -> float:
        """How far the way runs upon lines of another trunk, or too near to tell them apart."""
        total = 0.0
        for upright, at, low, high in _stretches(way):
            for near in range(round(at) - _NEAR, round(at) + _NEAR + 1):
                for other_low, other_high, other in self._along.get((upright, near), ()):
                    if other != trunk:
                        total += max(0.0, min(high, other_high) - max(low, other_low))
        return round(total, 2)


def _stretches(way: Sequence[Point]) -> Iterator[tuple[bool, float, float, float]]:
    """Each part of the way: whether upright, its x or y, and from where to where it goes."""
    for a, b in pairwise(way):
        upright = abs(a.x - b.x) < abs(a.y - b.y)
        low, high = sorted((a.y, b.y) if upright else (a.x, b.x))
        yield upright, a.x if upright else a.y, low, high


def _turns(points: Sequence[Point]) -> tuple[Point, ...]:
    kept = [points[0]]
    for i in range(1, len(points) - 1):
        before, here, after = kept[-1], points[i], points[i + 1]
        straight = (abs(before.x - here.x) < 0.05 and abs(here.x - after.x) < 0.05) or (
            abs(before.y - here.y) < 0.05 and abs(here.y - after.y) < 0.05
        )
        if not straight:
            kept.append(here)
    return (*kept, points[-1])


def _candidates(route: tuple[Point, ...], obstacles: Sequence[_Sides]) -> Iterator[tuple[Point, ...]]:
    """Up or down to the first track, along it to a lane, along the lane to the last track, and in."""
    start, end = route[0], route[-1]
    first, last = route[1].y, route[-2].y
    own = {point.x for point in route}
    sides = [*((left, -1) for left, *_ in obstacles), *((right, 1) for _, _, right, _ in obstacles)]
    lanes = {x + out * step * _CLEAR for x, out in sides for step in (1, 2, 3)}
    outermost = {min(lanes), max(lanes)} if lanes else set()
    nearest = sorted(lanes, key=lambda lane: (min(abs(lane - x) for x in own), lane))[:_LANES]
    for lane in sorted({*own, *outermost, *nearest}):
        yield (start, Point(start.x, first), Point(lane, first), Point(lane, last), Point(end.x, last), end)


def _hidden(way: Sequence[Point], obstacles: Sequence[_Sides]) -> float:
    """How far the way runs behind boxes."""
    total = 0.0
    for upright, at, low, high in _stretches(way):
        for left, top, right, bottom in obstacles:
            if upright:
                if left <= at <= right and low < bottom and top < high:
                    total += min(high, bottom) - max(low, top)
            elif top <= at <= bottom and low < right and left < high:
                total += min(high, right) - max(low, left)
    return round(total, 2)


def _strayed(way: Sequence[Point], wanted: set[float]) -> float:
    return round(sum(min(abs(point.x - x) for x in wanted) for point in way), 2)


def _length(way: Sequence[Point]) -> float:
    return round(sum(abs(a.x - b.x) + abs(a.y - b.y) for a, b in pairwise(way)), 2)
