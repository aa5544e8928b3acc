"""The legend under a figure: samples in columns that fill the figure's width."""

from __future__ import annotations

from civo.drawings import Drawing
from civo.layout.cards import text_lines
from civo.layout.shapes import Box, LegendBox, Line
from civo.layout.wrapping import text_width, wrapped
from civo.words import Text

MARGIN = 10.0
SIZE = 9.0
_SAMPLE = (44.0, 17.0)
_BETWEEN = 7.0
_APART = 14.0
_HEADING = Text("Teckenförklaring", "Legend")


BESIDE = 196.0
"""How wide a legend is that stands beside the figure, with the space between."""


def legend_of(
    drawing: Drawing, width: float, top: float, left: float = MARGIN
) -> tuple[tuple[Line, ...], tuple[LegendBox, ...], float]:
    """The heading and the placed entries, column by column, and where the legend ends; `width` is all there is for it."""
    if not drawing.legend:
        return (), (), top - 12
    heading = text_lines((_HEADING.in_language(drawing.language),), left, top, SIZE, bold=True)
    longest = max(text_width(entry.meaning, SIZE) for entry in drawing.legend)
    room = width - 2 * MARGIN + _APART
    columns = max(1, min(int(room / (_SAMPLE[0] + _BETWEEN + min(longest, 118.0) + 2 + _APART)), len(drawing.legend)))
    depth = -(-len(drawing.legend) // columns)
    column = room / columns
    text_room = column - _SAMPLE[0] - _BETWEEN - _APART
    boxes: list[LegendBox] = []
    bottom = y = start = top + SIZE * 1.2 + 6
    for i, entry in enumerate(drawing.legend):
        x = left + (i // depth) * column
        y = start if i % depth == 0 else y
        lines = wrapped(entry.meaning, text_room, SIZE)
        height = max(_SAMPLE[1] + 4, len(lines) * SIZE * 1.2 + 5)
        middle = y + height / 2
        sample = Box(round(x, 2), round(middle - _SAMPLE[1] / 2, 2), *_SAMPLE)
        first = middle - len(lines) * SIZE * 0.6
        boxes.append(LegendBox(entry, sample, text_lines(lines, sample.right + _BETWEEN, first, SIZE)))
        y += height
        bottom = max(bottom, y)
    return heading, tuple(boxes), bottom
