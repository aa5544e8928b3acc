"""How large a slide a figure needs, and where on it everything stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from civo.layout import Box, Layout
from civo.layout.pages import READABLE, SMALLEST_TEXT
from civo.outputs.office_text import LINE, lettering, lines_of

COLUMN = 190.0
"""The width of the legend and the caption beside the figure, in points of the figure."""
SAMPLE = (44.0, 17.0)
BESIDE_SAMPLE = 7.0
SMALL = 9.0
"""The size of the text in that column."""
UNDER_HEADING = 18.0
ABOVE_CAPTION = 10.0
_USUAL = 540.0
"""The height in points of the usual slide; a larger figure makes a larger slide of the same form."""
_HIGHEST = 2268.0
"""PowerPoint takes no slide wider than 56 inches."""
_MOST_LARGER = 1.8
_FORM = 16 / 9
_MARGIN = 1 / 30
_APART = 20.0
_TITLES = (0.038, 0.032, 0.026, 0.02, 0.014)
"""Sizes of a title, as the margin as shares of the slide's height: the first at which it takes few lines."""
_FEW = 3


@dataclass(frozen=True, slots=True)
class Page:
    """A slide in points: how much the figure is enlarged, and where it and the words beside it stand.

    `body` is the figure without title and legend, where it was laid out.
    """

    width: float
    height: float
    scale: float
    figure: Box
    column: Box
    body: Box

    @property
    def margin(self) -> float:
        """What is left free on every side."""
        return _MARGIN * self.height


def page_for(placed: Layout) -> Page:
    """Room for the figure with its legend and caption beside it, under a title, on the smallest slide that holds all."""
    body = _body(placed)
    beside = column_height(placed)
    wide = body.width + (_APART + COLUMN if beside else 0.0)
    high = max(body.height, beside)
    title = 3 * _MARGIN + _title_share(placed.drawing.title)
    needed = max(wide / (_FORM - 2 * _MARGIN), high / (1 - title))
    scale = min(_MOST_LARGER, _USUAL / needed) if needed < _USUAL else min(1.0, _HIGHEST / needed)
    if (
        placed.panel
    ):  # the words in narrow columns can be set smaller than the figure's own, not smaller than can be read
        scale = min(max(scale, READABLE / (SMALLEST_TEXT * lettering(placed))), _HIGHEST / needed)
    height = max(_USUAL, needed * scale)
    margin, top = _MARGIN * height, (title - _MARGIN) * height
    left = margin + (height * _FORM - 2 * margin - wide * scale) / 2
    down = top + (height - margin - top - high * scale) / 2
    figure = Box(left, down, body.width * scale, body.height * scale)
    column = Box(figure.right + _APART * scale, down, COLUMN * scale, beside * scale)
    return Page(height * _FORM, height, scale, figure, column, body)


def title_box(page: Page, title: str) -> Box:
    """Where the title of a slide stands, as high as it needs."""
    return Box(page.margin, page.margin, page.width - 2 * page.margin, _title_share(title) * page.height)


def title_size(page: Page, title: str) -> float:
    """The size of a title in points."""
    return _title_size(title) * page.height


def list_box(page: Page, title: str) -> Box:
    """Where the list under a title stands."""
    top = title_box(page, title).bottom + page.margin
    return Box(page.margin, top, page.width - 2 * page.margin, page.height - page.margin - top)


def entry_height(meaning: str) -> float:
    """The height of a line of the legend."""
    return max(SAMPLE[1] + 5, entry_text(meaning) + 6)


def entry_text(meaning: str) -> float:
    """The height of its text."""
    return len(lines_of(meaning, COLUMN - SAMPLE[0] - BESIDE_SAMPLE, SMALL)) * SMALL * LINE


def column_height(placed: Layout) -> float:
    """The height of the words beside the figure; 0 where there are none."""
    legend = sum(entry_height(entry.entry.words) for entry in placed.legend)
    caption = caption_height(placed.drawing.caption)
    return (legend + UNDER_HEADING if legend else 0.0) + (caption + ABOVE_CAPTION if caption else 0.0)


def caption_height(caption: str) -> float:
    """The height of the caption's text."""
    return len(lines_of(caption, COLUMN, SMALL)) * SMALL * LINE if caption.strip() else 0.0


def _title_size(title: str) -> float:
    return next((size for size in _TITLES if _title_lines(title, size) <= _FEW), _TITLES[-1])


def _title_lines(title: str, size: float) -> int:
    return len(lines_of(title, (_FORM - 2 * _MARGIN) * _USUAL, size * _USUAL, bold=True))


def _title_share(title: str) -> float:
    size = _title_size(title)
    return min(_title_lines(title, size) * size * LINE, 0.5)


def _body(placed: Layout) -> Box:
    boxes = [group.box for group in placed.groups] + [node.box for node in placed.nodes]
    boxes += [Box(point.x, point.y, 0, 0) for path in placed.edges for point in path.points]
    boxes += [line.box for note in placed.notes for line in note]
    if placed.panel:
        boxes += [*placed.panel.bands, *(row.box for row in placed.panel.rows)]
    return around(boxes) if boxes else Box(0, 0, 1, 1)


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all."""
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)
