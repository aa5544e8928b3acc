"""Pages: how a layout stands on one, how large its text is printed, and which of several layouts is best."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from civo.drawings import PageName
from civo.layout.shapes import Box, Layout, Point

SMALLEST_TEXT = 9.0
READABLE = 8.0
"""The smallest printed text that a figure may have, in points."""
_PORTRAIT = (454.0, 700.0)
_LANDSCAPE = (710.0, 455.0)
_PAGE_WIDTHS = (_PORTRAIT[0] * SMALLEST_TEXT / READABLE, _LANDSCAPE[0] * SMALLEST_TEXT / READABLE)
_LARGEST = 1.5
Segment = tuple[Point, Point]
Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet in points, and the margin that stays empty around what stands on it."""

    width: float
    height: float
    margin: float

    @property
    def room(self) -> Size:
        """How wide and how high the figure may be printed."""
        return self.width - 2 * self.margin, self.height - 2 * self.margin

    def holds(self, width: float, height: float) -> bool:
        """Whether a figure of that size can be read on it."""
        return SMALLEST_TEXT * _fits((width, height), self.room) >= READABLE


PAGES: dict[PageName, Page] = {
    "a4": Page(595.28, 841.89, 28.0),
    "a4-landscape": Page(841.89, 595.28, 28.0),
    "16x9": Page(960.0, 540.0, 20.0),
}


def page_widths(page: Page | None) -> tuple[float, ...]:
    """How wide a figure may be so that its smallest text can still be read: on the page, or on A4 upright and turned.

    On a page, first as wide as at full size.
    """
    if page is None:
        return _PAGE_WIDTHS
    return page.room[0], page.room[0] * SMALLEST_TEXT / READABLE


def on_sheet(width: float, height: float, page: Page | None) -> tuple[Box, float]:
    """The sheet around a figure, in the figure's points, and how large it is printed: near the top, in the middle."""
    if page is None:
        return Box(0, 0, width, height), 1.0
    scale = min(_LARGEST, _fits((width, height), page.room))
    across, down = page.width / scale, page.height / scale
    top = min((down - height) / 2, 1.5 * page.margin / scale)
    return Box(round(-(across - width) / 2, 2), round(-top, 2), round(across, 2), round(down, 2)), scale


def printed_text(layout: Layout, room: Size | None = None) -> float:
    """The size in points of the figure's smallest text: in the room, on its page, or filling A4 on the better way up."""
    if room:
        return SMALLEST_TEXT * scale_in(layout, room)
    if layout.drawing.page:
        return SMALLEST_TEXT * layout.scale
    return SMALLEST_TEXT * max(scale_in(layout, page) for page in (_PORTRAIT, _LANDSCAPE))


def scale_in(layout: Layout, room: Size) -> float:
    """How large the figure is printed in a room so wide and so high: at most as large as it is."""
    return min(1.0, _fits((layout.width, layout.height), room))


def _fits(size: Size, room: Size) -> float:
    return min(room[0] / size[0], room[1] / size[1])


def legibility(layout: Layout, room: Size | None = None) -> float:
    """The size of the printed text, as far as it is below what can be read; more than that gives nothing."""
    return min(READABLE, printed_text(layout, room))


def tidiness(layout: Layout) -> float:
    """Higher is tidier: few crossings and bends, short lines, few broken words, no need to turn the page."""
    segments = [segment for path in layout.edges for segment in pairwise(path.points)]
    length = sum(abs(a.x - b.x) + abs(a.y - b.y) for a, b in segments)
    broken = sum(line.text.endswith("-") for node in layout.nodes for line in node.head)
    turned = not layout.drawing.page and SMALLEST_TEXT * scale_in(layout, _PORTRAIT) < READABLE
    return -(
        20 * _crossings(segments) + 6 * len(segments) + length / 20 + 60 * turned + layout.height / 10 + 6 * broken
    )


def _crossings(segments: Iterable[Segment]) -> int:
    """In how many places a level segment crosses an upright one."""
    level: set[tuple[float, float, float]] = set()
    upright: set[tuple[float, float, float]] = set()
    for a, b in segments:
        if a.y == b.y:
            level.add((a.y, min(a.x, b.x), max(a.x, b.x)))
        if a.x == b.x:
            upright.add((a.x, min(a.y, b.y), max(a.y, b.y)))
    by_x = sorted(upright)
    xs = [x for x, _, _ in by_x]
    return len(
        {
            (y, x)
            for y, low, high in level
            for x, top, bottom in by_x[bisect_right(xs, low) : bisect_left(xs, high)]
            if top < y < bottom
        }
    )
