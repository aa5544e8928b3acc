"""A matrix or a chart over time laid out: rows with names, and cells or bars beside them. Needs no engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from civo.drawings import Chart, Drawing, Grid
from civo.layout.cards import LEADING, text_lines
from civo.layout.legend import MARGIN, legend_of
from civo.layout.pages import PAGES, READABLE, SMALLEST_TEXT, on_sheet
from civo.layout.shapes import BarBox, Box, CellBox, Layout, Line, Panel, Point, RowBox
from civo.layout.wrapping import longest_word, text_width, wrapped

_TITLE = 13.0
_TEXT = 9.0
_PAD = 5.0
_NAMES = (110.0, 250.0)
_COLUMN = (34.0, 96.0)
_LANE = 21.0
_LANES_WIDTH = 520.0
_LEAST_WIDTH = 300.0


def panel_layout(drawing: Drawing) -> Layout:
    """The layout of a drawing that has a grid or a chart: title, panel, legend, on its page."""
    page = PAGES.get(drawing.page)
    most = page.room[0] * SMALLEST_TEXT / READABLE if page else None
    otherwise = page.room[0] if page else _LANES_WIDTH
    width = _grid_width(drawing.grid, most) if drawing.grid else otherwise
    title = text_lines(wrapped(drawing.title, width - 2 * MARGIN, _TITLE, bold=True), MARGIN, MARGIN, _TITLE, bold=True)
    top = MARGIN + len(title) * _TITLE * LEADING + 8
    if drawing.grid:
        panel, bottom = _grid(drawing.grid, width, top)
    elif drawing.chart:
        panel, bottom = _chart(drawing.chart, width, top)
    else:
        panel, bottom = Panel((), ()), top
    heading, legend, bottom = legend_of(drawing, width, bottom + 12)
    height = round(bottom + MARGIN, 2)
    sheet, scale = on_sheet(round(width, 2), height, page)
    return Layout(drawing, round(width, 2), height, title, (), (), (), legend, heading, sheet, panel, scale)


def _name_width(names: Sequence[str], most: float) -> float:
    low, high = _NAMES
    longest = max((text_width(name, _TEXT) for name in names), default=0.0) + 2 * _PAD + 1
    broken = max((longest_word(name, _TEXT) for name in names), default=0.0) + 2 * _PAD + 1
    return min(max(low, min(longest, high), min(broken, high)), most)


def _column_widths(grid: Grid) -> list[float]:
    low, high = _COLUMN
    return [min(max(low, longest_word(name, _TEXT, bold=True) + 2 * _PAD), high) for name in grid.columns]


def _grid_width(grid: Grid, most: float | None) -> float:
    columns = sum(_column_widths(grid))
    names = _name_width([grid.corner, *(row.name for row in grid.rows)], 1e6)
    if most is not None and names + columns + 2 * MARGIN > most:
        names = max(_NAMES[0], most - columns - 2 * MARGIN)
    return max(names + columns + 2 * MARGIN, _LEAST_WIDTH)


def _grid(grid: Grid, width: float, top: float) -> tuple[Panel, float]:
    columns = _column_widths(grid)
    left = width - MARGIN - sum(columns)
    names = left - MARGIN
    corner = wrapped(grid.corner, names - 2 * _PAD, _TEXT, bold=True)
    heads = [wrapped(name, w - 2 * _PAD, _TEXT, bold=True) for name, w in zip(grid.columns, columns, strict=True)]
    depth = max([len(corner), *(len(head) for head in heads)])
    y = top + depth * _TEXT * LEADING + 2 * _PAD
    band = Box(MARGIN, round(top, 2), round(width - 2 * MARGIN, 2), round(y - top, 2))
    headings = [text_lines(corner, MARGIN + _PAD, y - _PAD - len(corner) * _TEXT * LEADING, _TEXT, bold=True)]
    starts = [left + sum(columns[:n]) for n in range(len(columns) + 1)]
    for head, x, w in zip(heads, starts, columns, strict=False):
        lines = text_lines(head, x + w / 2, y - _PAD - len(head) * _TEXT * LEADING, _TEXT, bold=True)
        headings.append(tuple(replace(line, anchor="middle") for line in lines))
    rows: list[RowBox] = []
    rules: list[tuple[Point, Point]] = []
    for row in grid.rows:
        told = wrapped(row.name, names - 2 * _PAD, _TEXT)
        height = max(len(told) * _TEXT * LEADING + 2 * _PAD, 20.0)
        box = Box(MARGIN, round(y, 2), band.width, round(height, 2))
        name = text_lines(told, MARGIN + _PAD, y + (height - len(told) * _TEXT * LEADING) / 2, _TEXT)
        cells = tuple(
            CellBox(mark, Box(round(x, 2), box.y, round(w, 2), box.height))
            for mark, x, w in zip(row.cells, starts, columns, strict=False)
        )
        rows.append(RowBox(row.name, box, name, cells))
        y += height
        rules.append((Point(MARGIN, round(y, 2)), Point(round(width - MARGIN, 2), round(y, 2))))
    bottom = y
    rules += [(Point(round(x, 2), band.y), Point(round(x, 2), round(bottom, 2))) for x in starts[:-1]]
    notes = []
    for note in grid.notes:
        said = wrapped(note, width - 2 * MARGIN, _TEXT)
        notes.append(text_lines(said, MARGIN, y + 6, _TEXT))
        y += len(said) * _TEXT * LEADING + 2
    return Panel(tuple(headings), tuple(rows), (band,), tuple(rules), tuple(notes)), y + (6 if notes else 0)


def _chart(chart: Chart, width: float, top: float) -> tuple[Panel, float]:
    names = _name_width([lane.name for group in chart.groups for lane in group.lanes], width / 3)
    left, right = MARGIN + names, width - MARGIN
    days = max(chart.after - chart.first, 1)

    def place(day: int) -> float:
        return round(left + (right - left) * (min(max(day, chart.first), chart.after) - chart.first) / days, 2)

    y = top + _TEXT * LEADING + 2 * _PAD
    headings: list[tuple[Line, ...]] = []
    free = left - 1e6
    for day, text in chart.ticks:
        x = min(place(day) + 2, right - text_width(text, _TEXT))
        if x >= free:
            headings.append(text_lines((text,), x, top + _PAD, _TEXT))
            free = x + text_width(text, _TEXT) + 6
    bands = [Box(MARGIN, round(top, 2), round(width - 2 * MARGIN, 2), round(y - top, 2))]
    rows: list[RowBox] = []
    rules: list[tuple[Point, Point]] = []
    for group in chart.groups:
        lines = wrapped(group.title, width - 2 * MARGIN - 2 * _PAD, _TEXT, bold=True)
        height = len(lines) * _TEXT * LEADING + 2 * _PAD
        bands.append(Box(MARGIN, round(y, 2), round(width - 2 * MARGIN, 2), round(height, 2)))
        headings.append(text_lines(lines, MARGIN + _PAD, y + _PAD, _TEXT, bold=True))
        y += height
        start = y
        for lane in group.lanes:
            told = wrapped(lane.name, names - 2 * _PAD, _TEXT)
            height = max(_LANE, len(told) * _TEXT * LEADING + 2 * _PAD)
            box = Box(MARGIN, round(y, 2), round(width - 2 * MARGIN, 2), round(height, 2))
            middle = y + height / 2
            bars = tuple(
                BarBox(
                    bar.kind,
                    Box(place(bar.first), round(middle - 6, 2), round(place(bar.after) - place(bar.first), 2), 12),
                )
                for bar in lane.bars
            )
            name = text_lines(told, MARGIN + _PAD, middle - len(told) * _TEXT * LEADING / 2, _TEXT)
            rows.append(RowBox(f"{group.title}: {lane.name}", box, name, bars=bars))
            y += height
            rules.append((Point(MARGIN, round(y, 2)), Point(round(right, 2), round(y, 2))))
        rules += [(Point(place(day), round(start, 2)), Point(place(day), round(y, 2))) for day, _ in chart.ticks]
    return Panel(tuple(headings), tuple(rows), tuple(bands), tuple(rules)), y
