"""A matrix or a chart over time laid out: rows with names, and cells or bars beside them. Needs no engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from civo.drawings import Bar, Change, Chart, Drawing, Grid, Lane, LaneGroup
from civo.layout.cards import LEADING, TAGS, text_lines
from civo.layout.legend import MARGIN, legend_of, notes_of
from civo.layout.pages import PAGES, READABLE, SMALLEST_TEXT, on_sheet
from civo.layout.shapes import BarBox, Box, CellBox, HeadBox, Layout, Line, Panel, Point, RowBox
from civo.layout.wrapping import longest_word, text_width, wrapped
from civo.words import Language

_TITLE = 13.0
_TEXT = 9.0
_PAD = 5.0
_NAMES = (110.0, 250.0)
_COLUMN = (34.0, 96.0)
_TWO_ANSWERS = 46.0
"""How wide a column is at least where an answer stands beside the one that it was before."""
_LANE = 21.0
_TRACK = 16.0
"""What a lane is higher where bars that end lie below the others."""
_BAR = 12.0
_TAG_ROOM = 14.0
_LANES_WIDTH = 520.0
_LEAST_WIDTH = 300.0


def panel_layout(drawing: Drawing) -> Layout:
    """The layout of a drawing that has a grid or a chart: title, panel, legend, on its page."""
    page = PAGES.get(drawing.page)
    most = page.room[0] * SMALLEST_TEXT / READABLE if page else None
    otherwise = page.room[0] if page else _LANES_WIDTH
    width = _grid_width(drawing.grid, most, drawing.language) if drawing.grid else otherwise
    title = text_lines(wrapped(drawing.title, width - 2 * MARGIN, _TITLE, bold=True), MARGIN, MARGIN, _TITLE, bold=True)
    top = MARGIN + len(title) * _TITLE * LEADING + 8
    if drawing.grid:
        panel, bottom = _grid(drawing.grid, width, top, drawing.language)
    elif drawing.chart:
        panel, bottom = _chart(drawing.chart, width, top, drawing.language)
    else:
        panel, bottom = Panel((), ()), top
    notes, bottom = notes_of(drawing, width, bottom)
    heading, legend, bottom = legend_of(drawing, width, bottom + 12)
    height = round(bottom + MARGIN, 2)
    sheet, scale = on_sheet(round(width, 2), height, page)
    return Layout(drawing, round(width, 2), height, title, (), (), (), legend, heading, sheet, panel, notes, scale)


def _name_width(names: Sequence[str], most: float) -> float:
    low, high = _NAMES
    longest = max((text_width(name, _TEXT) for name in names), default=0.0) + 2 * _PAD + 1
    broken = max((longest_word(name, _TEXT) for name in names), default=0.0) + 2 * _PAD + 1
    return min(max(low, min(longest, high), min(broken, high)), most)


# A name with what has become of it


def _is_bold(change: Change) -> bool:
    return change == "added"


def _lines_high(lines: Sequence[str], change: Change = "") -> float:
    return len(lines) * _TEXT * LEADING + (_TAG_ROOM if change else 0.0)


def _tag(change: Change, x: float, top: float, language: Language) -> Line | None:
    """The word for a change from its left end."""
    return text_lines((TAGS[change].in_language(language),), x, top, _TEXT, bold=True)[0] if change else None


def _name(text: str, told: tuple[str, ...], box: Box, change: Change, language: Language) -> HeadBox:
    """A name in the middle of its place, below the word for what has become of it."""
    top = box.y + (box.height - _lines_high(told, change)) / 2
    tag = _tag(change, box.x + 2 * _PAD, top, language)
    lines = text_lines(told, box.x + _PAD, top + (_TAG_ROOM if change else 0.0), _TEXT, bold=_is_bold(change))
    return HeadBox(text, box, lines, change, tag)


# Matrices


def _column_widths(grid: Grid, language: Language) -> list[float]:
    low, high = _COLUMN
    found = []
    for n, (name, change) in enumerate(grid.changed_columns):
        tag = text_width(TAGS[change].in_language(language), _TEXT, bold=True)
        text = max(longest_word(name, _TEXT, bold=True), tag) + 2 * _PAD + 1
        two = any(row.cells[n].was and row.cells[n].was != row.cells[n].mark for row in grid.rows)
        found.append(min(max(low, _TWO_ANSWERS if two else low, text), high))
    return found


def _grid_width(grid: Grid, most: float | None, language: Language) -> float:
    columns = sum(_column_widths(grid, language))
    names = _name_width([grid.corner, *(row.name for row in grid.rows)], 1e6)
    if most is not None and names + columns + 2 * MARGIN > most:
        names = max(_NAMES[0], most - columns - 2 * MARGIN)
    return max(names + columns + 2 * MARGIN, _LEAST_WIDTH)


def _grid(grid: Grid, width: float, top: float, language: Language) -> tuple[Panel, float]:
    columns = _column_widths(grid, language)
    left = width - MARGIN - sum(columns)
    starts = [left + sum(columns[:n]) for n in range(len(columns) + 1)]
    headings = _grid_headings(grid, [left - MARGIN, *columns], top, language)
    y = top + headings[0].box.height
    band = Box(MARGIN, round(top, 2), round(width - 2 * MARGIN, 2), round(y - top, 2))
    rows: list[RowBox] = []
    rules: list[tuple[Point, Point]] = []
    for row in grid.rows:
        told = wrapped(row.name, left - MARGIN - 2 * _PAD, _TEXT, _is_bold(row.change))
        height = max(_lines_high(told, row.change) + 2 * _PAD, 20.0)
        name = _name(row.name, told, Box(MARGIN, y, left - MARGIN, height), row.change, language)
        box = Box(MARGIN, round(y, 2), band.width, round(height, 2))
        cells = tuple(
            CellBox(cell, Box(round(x, 2), box.y, round(w, 2), box.height))
            for cell, x, w in zip(row.cells, starts, columns, strict=False)
        )
        rows.append(RowBox(_said(row.name, row.change, language), box, name, row.tone, cells))
        y += height
        rules.append((Point(MARGIN, round(y, 2)), Point(round(width - MARGIN, 2), round(y, 2))))
    rules += [(Point(round(x, 2), band.y), Point(round(x, 2), round(y, 2))) for x in starts[:-1]]
    return Panel(headings, tuple(rows), (band,), tuple(rules)), y


def _grid_headings(grid: Grid, widths: Sequence[float], top: float, language: Language) -> tuple[HeadBox, ...]:
    """The corner and the columns, all as high, their texts at the bottom."""
    unchanged: Change = ""
    names = ((grid.corner, unchanged), *grid.changed_columns)
    told = [wrapped(name, w - 2 * _PAD, _TEXT, bold=True) for (name, _), w in zip(names, widths, strict=True)]
    height = max(_lines_high(lines, change) for lines, (_, change) in zip(told, names, strict=True)) + 2 * _PAD
    found: list[HeadBox] = []
    for n, ((name, change), lines) in enumerate(zip(names, told, strict=True)):
        box = Box(MARGIN + sum(widths[:n]), top, widths[n], height)
        x = box.middle.x if n else box.x + _PAD
        said = text_lines(lines, x, box.bottom - _PAD - _lines_high(lines), _TEXT, bold=True)
        tag = _tag(change, x, box.bottom - _PAD - _lines_high(lines, change), language)
        if n:
            said = tuple(replace(line, anchor="middle") for line in said)
            tag = replace(tag, anchor="middle") if tag else None
        found.append(HeadBox(name, box, said, change, tag))
    return tuple(found)


def _said(name: str, change: Change, language: Language) -> str:
    return f"{TAGS[change].in_language(language)}: {name}" if change else name


# Charts over time


class _Scale(NamedTuple):
    """Where days stand across."""

    left: float
    right: float
    first: int
    after: int

    def place(self, day: int) -> float:
        """The place of a day, or of the nearest one shown."""
        share = (min(max(day, self.first), self.after) - self.first) / max(self.after - self.first, 1)
        return round(self.left + (self.right - self.left) * share, 2)


def _chart(chart: Chart, width: float, top: float, language: Language) -> tuple[Panel, float]:
    names = _name_width([lane.name for group in chart.groups for lane in group.lanes], width / 3)
    scale = _Scale(MARGIN + names, width - MARGIN, chart.first, chart.after)
    y = top + _TEXT * LEADING + 2 * _PAD
    bands = [Box(MARGIN, round(top, 2), round(width - 2 * MARGIN, 2), round(y - top, 2))]
    headings: list[HeadBox] = []
    rows: list[RowBox] = []
    rules: list[tuple[Point, Point]] = []
    for group in chart.groups:
        head = _seat(group, width, y, language)
        headings.append(head)
        bands.append(Box(MARGIN, round(y, 2), round(width - 2 * MARGIN, 2), round(head.box.height, 2)))
        y += head.box.height
        start = y
        for lane in group.lanes:
            row = _lane(group, lane, scale, y, language)
            rows.append(row)
            y += row.head.box.height
            rules.append((Point(MARGIN, round(y, 2)), Point(round(scale.right, 2), round(y, 2))))
        lines = ((scale.place(day), round(start, 2), round(y, 2)) for day, _ in chart.ticks)
        rules += [(Point(x, a), Point(x, b)) for x, a, b in lines]
    return Panel(tuple(headings), tuple(rows), tuple(bands), tuple(rules), ticks=_ticks(chart, scale, top)), y


def _ticks(chart: Chart, scale: _Scale, top: float) -> tuple[tuple[Line, ...], ...]:
    """What is written at days, without those for which there is no room."""
    found: list[tuple[Line, ...]] = []
    free = scale.left - 1e6
    for day, text in chart.ticks:
        x = min(scale.place(day) + 2, scale.right - text_width(text, _TEXT))
        if x >= free:
            found.append(text_lines((text,), x, top + _PAD, _TEXT))
            free = x + text_width(text, _TEXT) + 6
    return tuple(found)


def _seat(group: LaneGroup, width: float, y: float, language: Language) -> HeadBox:
    told = wrapped(group.title, width - 2 * MARGIN - 2 * _PAD, _TEXT, bold=True)
    box = Box(MARGIN, y, width - 2 * MARGIN, _lines_high(told, group.change) + 2 * _PAD)
    tag = _tag(group.change, MARGIN + 2 * _PAD, y + _PAD, language)
    top = box.bottom - _PAD - _lines_high(told)
    return HeadBox(group.title, box, text_lines(told, MARGIN + _PAD, top, _TEXT, bold=True), group.change, tag)


def _lane(group: LaneGroup, lane: Lane, scale: _Scale, y: float, language: Language) -> RowBox:
    """A lane; where some of its bars end and others do not, those that end lie below the others."""
    names = scale.left - MARGIN
    told = wrapped(lane.name, names - 2 * _PAD, _TEXT, _is_bold(lane.change))
    tracks = sorted({bar.change == "ended" for bar in lane.bars})
    high = _LANE + _TRACK * (len(tracks) > 1)
    height = max(high, _lines_high(told, lane.change) + 2 * _PAD)
    first = y + (height - _TRACK * (len(tracks) > 1)) / 2

    def placed(bar: Bar) -> BarBox:
        left, right = scale.place(bar.first), scale.place(bar.after)
        middle = first + _TRACK * tracks.index(bar.change == "ended")
        return BarBox(bar, Box(left, round(middle - _BAR / 2, 2), round(right - left, 2), _BAR))

    box = Box(MARGIN, round(y, 2), round(scale.right - MARGIN, 2), round(height, 2))
    name = _name(lane.name, told, Box(MARGIN, y, names, height), lane.change, language)
    said = f"{_said(group.title, group.change, language)}: {_said(lane.name, lane.change, language)}"
    return RowBox(said, box, name, lane.tone, bars=tuple(map(placed, lane.bars)))
