"""How well a layout prints on A4, and how tidy its lines are: what the choice between layouts goes by."""

from __future__ import annotations

from itertools import pairwise

from civo.layout.shapes import Layout, Point

SMALLEST_TEXT = 9.0
READABLE = 8.0
_PORTRAIT = (454.0, 700.0)
_LANDSCAPE = (710.0, 455.0)
PAGE_WIDTHS = (_PORTRAIT[0] * SMALLEST_TEXT / READABLE, _LANDSCAPE[0] * SMALLEST_TEXT / READABLE)
"""How wide a figure may be on a page upright and turned, so that its smallest text can still be read."""
Segment = tuple[Point, Point]


def printed_text(layout: Layout) -> float:
    """The size in points of the figure's smallest text when it fills an A4 page, on the better way up."""
    return SMALLEST_TEXT * max(_scale(layout, page) for page in (_PORTRAIT, _LANDSCAPE))


def _scale(layout: Layout, page: tuple[float, float]) -> float:
    return min(1.0, page[0] / layout.width, page[1] / layout.height)


def legibility(layout: Layout) -> float:
    """The size of the printed text, as far as it is below what can be read; more than that gives nothing."""
    return min(READABLE, printed_text(layout))


def tidiness(layout: Layout) -> float:
    """Higher is tidier: few crossings and bends, short lines, few broken words, no need to turn the page."""
    segments = [segment for path in layout.edges for segment in pairwise(path.points)]
    length = sum(abs(a.x - b.x) + abs(a.y - b.y) for a, b in segments)
    broken = sum(line.text.endswith("-") for node in layout.nodes for line in node.head)
    turned = SMALLEST_TEXT * _scale(layout, _PORTRAIT) < READABLE
    return -(
        20 * _crossings(segments) + 6 * len(segments) + length / 20 + 60 * turned + layout.height / 10 + 6 * broken
    )


def _crossings(segments: list[Segment]) -> int:
    level = [s for s in segments if s[0].y == s[1].y]
    upright = [s for s in segments if s[0].x == s[1].x]
    return len({(a[0].y, b[0].x) for a in level for b in upright if _cross(a, b)})


def _cross(level: Segment, upright: Segment) -> bool:
    low, high = sorted((level[0].x, level[1].x))
    top, bottom = sorted((upright[0].y, upright[1].y))
    return low < upright[0].x < high and top < level[0].y < bottom
