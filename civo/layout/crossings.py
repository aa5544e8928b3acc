"""Where lines of different nets cross: one passes under the other, so that they do not look joined."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from civo.drawings import Tone
from civo.layout.shapes import Crossing, EdgePath, Point

_Places = dict[int, dict[Point, Crossing]]
"""By the number of a path: where it meets another, and what crosses it there."""
MOST = 4000
_WEIGHT: dict[Tone, int] = {"faint": 0, "plain": 1, "strong": 2}


def with_crossings(paths: Sequence[EdgePath]) -> tuple[EdgePath, ...]:
    """The paths, each with the places where it passes under and over another: the fainter under, else the level one.

    Branches of one net end at each other and never cross. Of lines that run upon each other, being branches of one
    net, each passes by itself; the places are in order from left to right, and from the top down. Where there are more
    than `MOST` none is told of: such a figure can only be read close up, where lines are followed one by one.
    """
    found = 0
    under: _Places = defaultdict(dict)
    over: _Places = defaultdict(dict)
    uprights = sorted(
        (a.x, min(a.y, b.y), max(a.y, b.y), n)
        for n, path in enumerate(paths)
        for a, b in pairwise(path.points)
        if a.x == b.x
    )
    xs = [x for x, *_ in uprights]
    for level, path in enumerate(paths):
        for a, b in pairwise(path.points):
            if a.y != b.y:
                continue
            left, right = min(a.x, b.x), max(a.x, b.x)
            for x, top, bottom, upright in uprights[bisect_right(xs, left) : bisect_left(xs, right)]:
                if top < a.y < bottom:
                    found += 1
                    if found > MOST:
                        return tuple(paths)
                    at, other = Point(x, a.y), paths[upright].edge
                    level_is_over = _WEIGHT[path.edge.tone] > _WEIGHT[other.tone]
                    (over if level_is_over else under)[level].setdefault(at, Crossing(at, other, False))
                    (under if level_is_over else over)[upright].setdefault(at, Crossing(at, path.edge, True))
    return tuple(replace(path, under=_sorted(under[n]), over=_sorted(over[n])) for n, path in enumerate(paths))


def _sorted(places: dict[Point, Crossing]) -> tuple[Crossing, ...]:
    return tuple(places[at] for at in sorted(places))
