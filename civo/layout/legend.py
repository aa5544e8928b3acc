"""What stands under a figure: its notes, and the legend with its samples in as many columns as make it lowest."""

from __future__ import annotations

from collections.abc import Sequence

from civo.drawings import Drawing, LegendEntry
from civo.layout.cards import LEADING, text_lines
from civo.layout.shapes import Box, LegendBox, Line
from civo.layout.wrapping import wrapped
from civo.words import Text

MARGIN = 10.0
SIZE = 9.0
_SAMPLE = (44.0, 17.0)
_BETWEEN = 7.0
_APART = 14.0
_ABOVE_NOTE = 3.0
_NARROWEST = 84.0
"""How wide a column's text is at least, where there are several."""
_HEADING = Text("Teckenförklaring", "Legend")


BESIDE = 196.0
"""How wide a legend is that stands beside the figure, with the space between."""


def legend_of(
    drawing: Drawing, width: float, top: float, left: float = MARGIN
) -> tuple[tuple[Line, ...], tuple[LegendBox, ...], float]:
    """The heading and the placed entries, column by column, and where the legend ends; `width` is all there is for it."""
    if not drawing.legend:
        return (), (), top - 10
    heading = text_lines((_HEADING.in_language(drawing.language),), left, top, SIZE, bold=True)
    start, room = top + SIZE * 1.2 + 6, width - 2 * MARGIN + _APART
    most = max(1, min(int(room / (_SAMPLE[0] + _BETWEEN + _NARROWEST + _APART)), len(drawing.legend)))
    tried = [_in_columns(drawing.legend, count, room, start, left) for count in range(1, most + 1)]
    boxes, bottom = min(tried, key=lambda one: one[1])
    return heading, boxes, bottom


def notes_of(drawing: Drawing, width: float, top: float) -> tuple[tuple[tuple[Line, ...], ...], float]:
    """The lines of each note, one note under the other, and where the last ends."""
    notes: list[tuple[Line, ...]] = []
    bottom = top + (_ABOVE_NOTE if drawing.notes else 0)
    for note in drawing.notes:
        lines = text_lines(wrapped(note, width - 2 * MARGIN, SIZE), MARGIN, bottom + _ABOVE_NOTE, SIZE)
        bottom += _ABOVE_NOTE + len(lines) * SIZE * LEADING
        notes.append(lines)
    return tuple(notes), bottom


def _in_columns(
    entries: Sequence[LegendEntry], count: int, room: float, start: float, left: float
) -> tuple[tuple[LegendBox, ...], float]:
    """The entries in so many columns, and where the longest ends."""
    depth = -(-len(entries) // count)
    column = room / count
    text_room = column - _SAMPLE[0] - _BETWEEN - _APART
    boxes: list[LegendBox] = []
    bottom = y = start
    for i, entry in enumerate(entries):
        x = left + (i // depth) * column
        y = start if i % depth == 0 else y
        lines = wrapped(entry.words, text_room, SIZE)
        height = max(_SAMPLE[1] + 4, len(lines) * SIZE * 1.2 + 3)
        middle = y + height / 2
        sample = Box(round(x, 2), round(middle - _SAMPLE[1] / 2, 2), *_SAMPLE)
        first = middle - len(lines) * SIZE * 0.6
        boxes.append(LegendBox(entry, sample, text_lines(lines, sample.right + _BETWEEN, first, SIZE)))
        y += height
        bottom = max(bottom, y)
    return tuple(boxes), bottom
