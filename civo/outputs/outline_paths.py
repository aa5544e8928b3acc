"""The paths that figures are drawn with, as points: for formats that do not read the path language of SVG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import atan2, ceil, cos, hypot, pi, sin, tan
from typing import Literal, NamedTuple

from civo.layout import Box, Point

_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "Q": 4, "C": 6, "A": 7, "Z": 0}


class Segment(NamedTuple):
    """A part of a path: move, line, curve with one or two points that pull it, or the way back to the start."""

    kind: Literal["move", "line", "quadratic", "cubic", "close"]
    points: tuple[Point, ...]


def segments(path: str) -> tuple[Segment, ...]:
    """The path as segments with absolute points; arcs, which must be of circles, become curves."""
    return tuple(_segments(path))


def _segments(path: str) -> Iterator[Segment]:
    here = start = Point(0.0, 0.0)
    for letter, values in _commands(path):
        base = here if letter.islower() else Point(0.0, 0.0)
        match letter.upper():
            case "M":
                here = start = _moved(base, values)
                yield Segment("move", (here,))
            case "L":
                here = _moved(base, values)
                yield Segment("line", (here,))
            case "H":
                here = Point(base.x + values[0], here.y)
                yield Segment("line", (here,))
            case "V":
                here = Point(here.x, base.y + values[0])
                yield Segment("line", (here,))
            case "Q":
                pull, here = _moved(base, values[:2]), _moved(base, values[2:])
                yield Segment("quadratic", (pull, here))
            case "C":
                pulls, here = (_moved(base, values[:2]), _moved(base, values[2:4])), _moved(base, values[4:])
                yield Segment("cubic", (*pulls, here))
            case "A":
                end = _moved(base, values[5:])
                yield from _arc(here, end, values[0], large=bool(values[3]), clockwise=bool(values[4]))
                here = end
            case "Z":
                here = start
                yield Segment("close", ())


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers; numbers that follow without a letter repeat the command."""
    tokens = _TOKEN.findall(path)
    at, letter = 0, ""
    while at < len(tokens):
        if tokens[at].isalpha():
            letter, at = tokens[at], at + 1
        count = _COUNTS[letter.upper()]
        yield letter, [float(token) for token in tokens[at : at + count]]
        at += count
        letter = {"M": "L", "m": "l"}.get(letter, letter)


def _moved(base: Point, values: list[float]) -> Point:
    return Point(base.x + values[0], base.y + values[1])


def _arc(start: Point, end: Point, radius: float, large: bool, clockwise: bool) -> Iterator[Segment]:
    """A circle's arc as curves of at most a quarter of the circle each."""
    chord = hypot(end.x - start.x, end.y - start.y)
    if not chord:
        return
    radius = max(radius, chord / 2)
    off = (radius * radius - chord * chord / 4) ** 0.5 / chord * (1 if large == clockwise else -1)
    middle = Point(
        (start.x + end.x) / 2 + off * (end.y - start.y),
        (start.y + end.y) / 2 - off * (end.x - start.x),
    )
    first = atan2(start.y - middle.y, start.x - middle.x)
    turn = atan2(end.y - middle.y, end.x - middle.x) - first
    turn = turn % (2 * pi) if clockwise else -(-turn % (2 * pi))
    parts = max(1, ceil(abs(turn) / (pi / 2) - 1e-9))
    step = turn / parts
    pull = 4 / 3 * tan(step / 4) * radius
    for i in range(parts):
        a, b = first + i * step, first + (i + 1) * step
        p = Point(middle.x + radius * cos(a), middle.y + radius * sin(a))
        q = Point(middle.x + radius * cos(b), middle.y + radius * sin(b))
        yield Segment(
            "cubic",
            (Point(p.x - pull * sin(a), p.y + pull * cos(a)), Point(q.x + pull * sin(b), q.y - pull * cos(b)), q),
        )


def turned(path: tuple[Segment, ...], before: Point, tip: Point) -> tuple[Segment, ...]:
    """A head drawn with its tip at zero and pointing right, set at the tip of a line that comes from `before`."""
    length = hypot(tip.x - before.x, tip.y - before.y) or 1.0
    along = Point((tip.x - before.x) / length, (tip.y - before.y) / length)
    return tuple(
        Segment(
            part.kind,
            tuple(Point(tip.x + p.x * along.x - p.y * along.y, tip.y + p.x * along.y + p.y * along.x)
                  for p in part.points),
        )
        for part in path
    )  # fmt: skip


def extent(path: tuple[Segment, ...]) -> Box:
    """The box around all points of a path, those that pull its curves too."""
    xs = [point.x for part in path for point in part.points]
    ys = [point.y for part in path for point in part.points]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
