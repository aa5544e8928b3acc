"""The parts of an SVG figure: outlines of nodes, lines with heads, marks, text; everything from data is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from html import escape
from itertools import pairwise
from math import atan2, degrees, hypot
from typing import NamedTuple

from civo.drawings import Change, Edge, EdgeKind, NodeShape, Standing, Tone
from civo.layout import Box, Crossing, Line, Point
from civo.outputs.figure_style import (
    ALARM,
    EDGES,
    ENDED_DASH,
    INK,
    PAPER,
    STANDINGS,
    WIDTHS,
    Head,
    fill_colour,
    line_colour,
    line_dash,
    line_width,
    outline_colour,
    text_colour,
)

_STACK = 3.0
_ROUND = 6.0
_TURN = 5.0
_CLEAR = 3.0
"""What stays empty between a line and another one that passes under it, in points."""


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """A coordinate with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-0", "0", 1 if abs(value) < 0.005 else 0)


def attributes(**values: str | float | None) -> str:
    """Attributes of an element, escaped, each with a blank before it; None leaves one out."""
    return "".join(
        f' {_attribute(name)}="{escape(value) if isinstance(value, str) else number(value)}"'
        for name, value in values.items()
        if value is not None
    )


@cache
def _attribute(name: str) -> str:
    return name.strip("_").replace("_", "-")


def _stroke(width: float, colour: str, dash: Sequence[float]) -> str:
    return attributes(
        stroke=colour,
        stroke_width=width,
        stroke_dasharray=" ".join(map(number, dash)) or None,
        stroke_linejoin="round",
    )


def text(lines: Sequence[Line], colour: str = INK) -> str:
    """A paragraph as one text element, one tspan to a line."""
    if not lines or not any(line.text for line in lines):
        return ""
    first = lines[0]
    spans = "".join(f"<tspan{attributes(x=line.x, y=line.y)}>{escape(line.text)}</tspan>" for line in lines)
    weight = "700" if first.bold else None
    anchor = "middle" if first.anchor == "middle" else None
    return (
        f"<text{attributes(font_size=first.size, font_weight=weight, text_anchor=anchor, fill=colour)}>{spans}</text>"
    )


def struck(lines: Sequence[Line], colour: str = INK) -> str:
    """A line through each line of a paragraph."""
    return "".join(
        f"<path{attributes(d=f'M{number(b.x - 1)} {number(line.y - 0.3 * line.size)}H{number(b.right + 1)}')}"
        f"{attributes(stroke=colour, stroke_width=1)}/>"
        for line in lines
        for b in (line.box,)
    )


def tag(line: Line, box: Box) -> str:
    """The strip at the top of a card that says in a word what has become of it."""
    strip = attributes(x=box.x + 4, y=line.y - 0.92 * line.size, width=box.width - 8, height=1.18 * line.size)
    return f"<rect{strip}{attributes(fill=INK)}/>{text((line,), PAPER)}"


def node_outline(
    shape: NodeShape, standing: Standing, several: bool, box: Box, tone: Tone = "plain", change: Change = ""
) -> str:
    """The outline of a node that fills the box, without its mark: the form tells the shape, the line the standing."""
    *behind, front = sheets(shape, several, box)
    drawn = "".join(_form(shape, "known" if standing == "gap" else standing, sheet, tone, change) for sheet in behind)
    drawn += _form(shape, standing, front, tone, change)
    return drawn + "".join(_path(part) for part in details(shape, standing, front, tone))


class Detail(NamedTuple):
    """A path upon a node's form: filled, or drawn with a line of so many points."""

    path: str
    fill: str
    colour: str | None = None
    width: float | None = None


def sheets(shape: NodeShape, several: bool, box: Box) -> tuple[Box, ...]:
    """The boxes of a pile that fills the box, the hindmost first, the card itself last; else the box alone."""
    if not several and shape != "collective":
        return (box,)
    front = Box(box.x, box.y + 2 * _STACK, box.width - 2 * _STACK, box.height - 2 * _STACK)
    behind = (front._replace(x=front.x + step * _STACK, y=front.y - step * _STACK) for step in (2, 1))
    return (*behind, front)


def details(shape: NodeShape, standing: Standing, box: Box, tone: Tone = "plain") -> tuple[Detail, ...]:
    """What is drawn upon the form of a node: the inner line, the bar at the side, the fold."""
    if shape == "arrangement":
        inner = Box(box.x + 3, box.y + 3, box.width - 6, box.height - 6)
        return (Detail(outline(shape, inner), "none", text_colour(tone), 0.7),)
    if shape == "note":
        return (Detail(outline(shape, box._replace(width=3)), outline_colour(standing, tone)),)
    if shape == "plan":
        fold = f"M{number(box.right - 9)} {number(box.y)}v9h9"
        return (Detail(fold, "none", outline_colour(standing, tone), 1.0),)
    return ()


def form_width(shape: NodeShape, standing: Standing, tone: Tone = "plain") -> float:
    """The width of the line around a node."""
    return WIDTHS[tone] or STANDINGS[standing].width or (1.0 if shape == "note" else 1.3)


def _path(part: Detail) -> str:
    return f"<path{attributes(d=part.path, fill=part.fill, stroke=part.colour, stroke_width=part.width)}/>"


def _form(shape: NodeShape, standing: Standing, box: Box, tone: Tone, change: Change) -> str:
    path = outline(shape, box)
    style = STANDINGS[standing]
    dash = ENDED_DASH if change == "ended" else style.dash or ()
    stroke = _stroke(form_width(shape, standing, tone), outline_colour(standing, tone), dash)
    drawn = f"<path{attributes(d=path, fill=fill_colour(shape, tone))}{stroke}/>"
    if style.double:
        inner = attributes(d=path, fill="none", stroke=PAPER, stroke_width=1.5)
        drawn += f"<path{inner}/>"
    return drawn


def outline(shape: NodeShape, box: Box) -> str:
    """The path of a form: square, round, cut or folded corners."""
    x, y, right, bottom = (number(v) for v in (box.x, box.y, box.right, box.bottom))
    if shape == "body":
        return _rounded(box, _ROUND, _ROUND)
    if shape == "role":
        return _rounded(box, 10.0, 0.0)
    if shape == "issue":
        cut = min(9.0, box.height / 3)
        left_in, right_in = number(box.x + cut), number(box.right - cut)
        high, low = number(box.y + cut), number(box.bottom - cut)
        return f"M{left_in} {y}H{right_in}L{right} {high}V{low}L{right_in} {bottom}H{left_in}L{x} {low}V{high}Z"
    if shape == "plan":
        return f"M{x} {y}H{number(box.right - 9)}L{right} {number(box.y + 9)}V{bottom}H{x}Z"
    return f"M{x} {y}H{right}V{bottom}H{x}Z"


def _rounded(box: Box, upper: float, lower: float) -> str:
    upper, lower = min(upper, box.height / 2), min(lower, box.height / 2)
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    n = number
    turns = f"M{n(x + upper)} {n(y)}H{n(right - upper)}Q{n(right)} {n(y)} {n(right)} {n(y + upper)}V{n(bottom - lower)}"
    if lower:
        turns += f"Q{n(right)} {n(bottom)} {n(right - lower)} {n(bottom)}H{n(x + lower)}"
        turns += f"Q{n(x)} {n(bottom)} {n(x)} {n(bottom - lower)}"
    else:
        turns += f"H{n(x)}"
    return f"{turns}V{n(y + upper)}Q{n(x)} {n(y)} {n(x + upper)} {n(y)}Z"


def mark(standing: Standing, at: Point, tone: Tone = "plain") -> str:
    """The sign of a standing: ? in a ring, + in a square, ! in a filled disc; nothing for what is known."""
    sign = STANDINGS[standing].mark
    if not sign:
        return ""
    colour = ALARM if standing == "gap" else text_colour(tone)
    fill, ink = (ALARM, PAPER) if standing == "gap" else (PAPER, colour)
    if standing == "proposed":
        shape = f"<rect{attributes(x=at.x - 5, y=at.y - 5, width=10, height=10, fill=fill, stroke=colour)}/>"
    else:
        shape = f"<circle{attributes(cx=at.x, cy=at.y, r=5.5, fill=fill, stroke=colour)}/>"
    where = attributes(x=at.x, y=at.y + 3.2, font_size=9, font_weight="700", text_anchor="middle", fill=ink)
    return f"{shape}<text{where}>{sign}</text>"


def strike(points: Sequence[Point], at: Point) -> str:
    """Two short strokes across the line of an edge that ends, at a point of it."""
    return f"<path{attributes(d=strike_path(points, at), fill='none', stroke=INK, stroke_width=1.5)}/>"


def strike_path(points: Sequence[Point], at: Point) -> str:
    """The path of these strokes."""
    level = any(a.y == b.y == at.y for a, b in pairwise(points))
    ends = ((-5, 5, 1, -5), (-1, 5, 5, -5)) if level else ((-5, 1, 5, -5), (-5, 5, 5, -1))
    return "".join(
        f"M{number(at.x + a)} {number(at.y + b)}L{number(at.x + c)} {number(at.y + d)}" for a, b, c, d in ends
    )


def edge_line(
    kind: EdgeKind,
    standing: Standing,
    points: Sequence[Point],
    backwards: bool = False,
    tone: Tone = "plain",
    change: Change = "",
    under: Sequence[Crossing] = (),
    over: Sequence[Crossing] = (),
) -> str:
    """The line of an edge up to its head. Dashes start at the source, or at the target when `backwards`.

    `under` says where it stops for a line that it has nothing to do with, `over` where it goes on without a dash.
    """
    way = [*points[:-1], shortened(points[-2], points[-1], HEAD_LENGTH[EDGES[kind].head])]
    path = _turning(way[::-1] if backwards else way, under)
    dash = line_dash(kind, standing, change)
    width, colour = line_width(kind, standing, tone), line_colour(kind, standing, tone)
    drawn = f"<path{attributes(d=path, fill='none')}{_stroke(width, colour, dash)}/>"
    bridges = "".join(_bridge(place) for place in over) if dash else ""
    if bridges:
        drawn += f"<path{attributes(d=bridges, fill='none')}{_stroke(width, colour, ())}/>"
    if STANDINGS[standing].double:
        drawn += f"<path{attributes(d=path + bridges, fill='none', stroke=PAPER, stroke_width=1.5)}/>"
    return drawn


def _clearance(other: Edge) -> float:
    """How far from the middle of a line another one stays that passes under it."""
    return line_width(other.kind, other.standing, other.tone) / 2 + _CLEAR


def _bridge(place: Crossing) -> str:
    """The unbroken part of a line above the gap that the other one leaves."""
    at, half = place.at, _clearance(place.other)
    if place.is_upright:
        return f"M{number(at.x)} {number(at.y - half)}v{number(2 * half)}"
    return f"M{number(at.x - half)} {number(at.y)}h{number(2 * half)}"


def edge_head(kind: EdgeKind, standing: Standing, points: Sequence[Point], tone: Tone = "plain") -> str:
    """The head of an edge, its tip at the last point."""
    before, tip = points[-2], points[-1]
    colour = line_colour(kind, standing, tone)
    head = EDGES[kind].head
    angle = number(degrees(atan2(tip.y - before.y, tip.x - before.x)))
    turned = f"translate({number(tip.x)} {number(tip.y)}) rotate({angle})"
    parts = "".join(
        f"<path{attributes(d=path, fill=colour if filled else PAPER if path.endswith('Z') else 'none', stroke=colour)}"
        f"{attributes(stroke_width=0.8 if filled else 1.3)}/>"
        for path, filled in HEADS[head]
    )
    return f"<g{attributes(transform=turned)}>{parts}</g>"


HEADS: dict[Head, tuple[tuple[str, bool], ...]] = {
    "triangle": (("M0 0L-8 -3.6V3.6Z", True),),
    "two triangles": (("M0 0L-7 -3.8V3.8Z", True), ("M-6.5 0L-13.5 -3.8V3.8Z", True)),
    "hollow triangle": (("M-.6 0L-8.4 -4V4Z", False),),
    "circle": (("M-.6 0A3.4 3.4 0 1 0 -7.4 0A3.4 3.4 0 1 0 -.6 0Z", False),),
    "disc": (("M0 0A3.6 3.6 0 1 0 -7.2 0A3.6 3.6 0 1 0 0 0Z", True),),
    "cross": (("M-2 -4L-10 4M-2 4L-10 -4", False),),
    "diamond": (("M0 0L-5.5 -3.6L-11 0L-5.5 3.6Z", True),),
    "hollow diamond": (("M-.6 0L-5.8 -3.8L-11 0L-5.8 3.8Z", False),),
    "vee": (("M-8 -4L-.5 0L-8 4", False),),
    "square": (("M0 -3.3H-6.6V3.3H0Z", True),),
    "hollow square": (("M-.6 -3.4H-7.4V3.4H-.6Z", False),),
    "bar": (("M-3 -5V5M-6 -5V5", False),),
    "triangle and bar": (("M-3 0L-11 -3.6V3.6Z", True), ("M-1.4 -4.6V4.6", False)),
}
HEAD_LENGTH: dict[Head, float] = {
    "triangle": 6.0, "two triangles": 12.0, "hollow triangle": 8.4, "circle": 7.4, "disc": 5.0, "cross": 2.0,
    "diamond": 9.0, "hollow diamond": 11.0, "vee": 1.2, "square": 5.0, "hollow square": 7.4, "bar": 3.0,
    "triangle and bar": 9.0,
}  # fmt: skip


def shortened(before: Point, tip: Point, by: float) -> Point:
    """The end of a line that stops so many points before its tip."""
    length = hypot(tip.x - before.x, tip.y - before.y)
    share = max(0.0, (length - by) / length) if length else 0.0
    return Point(before.x + (tip.x - before.x) * share, before.y + (tip.y - before.y) * share)


def _turning(points: Sequence[Point], under: Sequence[Crossing] = ()) -> str:
    """The line through the points with its corners rounded; it stops on either side of a line that it passes under."""
    path = f"M{number(points[0].x)} {number(points[0].y)}"
    here = points[0]
    for i in range(1, len(points) - 1):
        before, corner, after = points[i - 1 : i + 2]
        radius = min(_TURN, *(hypot(b.x - a.x, b.y - a.y) / 2 for a, b in pairwise((before, corner, after))))
        start, end = shortened(before, corner, radius), shortened(after, corner, radius)
        path += f"{_straight(here, start, under)}Q{number(corner.x)} {number(corner.y)} {number(end.x)} {number(end.y)}"
        here = end
    return path + _straight(here, points[-1], under)


def _straight(start: Point, end: Point, under: Sequence[Crossing]) -> str:
    """A straight part of a line from where it has come to, with its gaps; none reaches past the ends of the part."""
    path, length = "", hypot(end.x - start.x, end.y - start.y)
    gaps = {hypot(p.at.x - start.x, p.at.y - start.y): _clearance(p.other) for p in under if _lies_on(p, start, end)}
    for away, half in sorted(gaps.items()):
        stop = shortened(start, end, length - max(away - half, 0.0))
        on = shortened(start, end, length - min(away + half, length))
        path += f"L{number(stop.x)} {number(stop.y)}M{number(on.x)} {number(on.y)}"
    return f"{path}L{number(end.x)} {number(end.y)}"


def _lies_on(place: Crossing, start: Point, end: Point) -> bool:
    if place.is_upright:
        return start.x == end.x == place.at.x and min(start.y, end.y) < place.at.y < max(start.y, end.y)
    return start.y == end.y == place.at.y and min(start.x, end.x) < place.at.x < max(start.x, end.x)
