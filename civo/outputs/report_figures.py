"""How large a figure of a report is printed: among the text, or on a page of its own where it could not be read there."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Literal

from civo.drawings import Drawing
from civo.layout import Layout, laid_out, laid_out_in
from civo.layout.pages import READABLE, SMALLEST_TEXT, Size, scale_in
from civo.layout.wrapping import text_width

Place = Literal["text", "upright", "turned"]
_LARGEST = 1.2
_LEADING = 1.4
_AROUND = 14.0


@dataclass(frozen=True, slots=True)
class Rooms:
    """How wide and how high a figure may be, in points: among the text, and on a page of its own with its caption.

    `caption` is the size of the caption's letters.
    """

    text: Size
    upright: Size
    turned: Size
    caption: float


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure as the report prints it: where, and how large; the layout has no page around it."""

    layout: Layout
    place: Place
    scale: float

    @property
    def size(self) -> Size:
        """How wide and how high it is on paper, in points."""
        return self.layout.width * self.scale, self.layout.height * self.scale


def printed_figure(drawing: Drawing, caption: str, rooms: Rooms) -> PrintedFigure:
    """The figure among the text where it can be read there, else on a page that stands or lies, as it is larger.

    A figure that neither holds as it is, is laid out again for the page. What no layout makes readable is printed as
    large as the page allows. Raises LayoutError as `laid_out` does.
    """
    own = laid_out(drawing).alone
    scale = scale_in(own, rooms.text)
    if SMALLEST_TEXT * scale >= READABLE:
        return PrintedFigure(own, "text", scale)
    pages: tuple[tuple[Place, Size], ...] = (("upright", rooms.upright), ("turned", rooms.turned))
    left = [(place, _above_caption(room, caption, rooms.caption)) for place, room in pages]
    found = [_on_page(own, place, room) for place, room in left]
    if not any(SMALLEST_TEXT * one.scale >= READABLE for one in found):
        found += [_on_page(laid_out_in(drawing, room), place, room) for place, room in left]
    return max(found, key=lambda one: one.scale)


def _above_caption(room: Size, caption: str, size: float) -> Size:
    """What the caption below leaves of the page."""
    width, height = room
    lines = ceil(1.1 * text_width(caption, size) / width)
    return width, height - lines * size * _LEADING - _AROUND


def _on_page(layout: Layout, place: Place, room: Size) -> PrintedFigure:
    fits = min(room[0] / layout.width, room[1] / layout.height)
    return PrintedFigure(layout, place, min(_LARGEST, fits))
