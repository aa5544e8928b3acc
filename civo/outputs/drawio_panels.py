"""A matrix as a table of draw.io, a chart over time as bars in lanes, where the figure has them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from civo.drawings import CHANGE_SIGNS, GridCell, GridRow, Tone
from civo.layout import BarBox, Box, HeadBox, Layout, Panel, Point, RowBox
from civo.outputs.drawio_cells import TEXT, data_cell, paragraph_html, plain_cell, text_cell, vertex
from civo.outputs.drawio_style import (
    TABLE,
    TABLE_ROW,
    bar_style,
    sign_style,
    styled,
    table_cell_style,
)
from civo.outputs.figure_style import BAND_LABEL, BAND_LINE, INK, PAPER, text_colour
from civo.outputs.office_text import CELL_SIDE, SYMBOLS
from civo.outputs.panel_parts import (
    SIGN,
    answer_meaning,
    answer_size,
    bar_meaning,
    changed,
    in_reading_order,
    is_strong,
    sighting,
    sign_place,
)
from civo.outputs.svg_shapes import attributes, number


def panel_cells(placed: Layout, share: float) -> Iterator[str]:
    """What a figure has in place of boxes and lines, in the order of reading; `share` is how large its names are set."""
    panel = placed.panel
    if panel is None:
        return
    if placed.drawing.grid:
        yield from _table(placed, panel, share)
    elif placed.drawing.chart:
        yield from _chart(placed, panel, share)


def _within(box: Box, outer: Box) -> Box:
    return box._replace(x=box.x - outer.x, y=box.y - outer.y)


# A table


def _table(placed: Layout, panel: Panel, share: float) -> Iterator[str]:
    """The table, its headings as its first row, then a row of cells for each of the matrix."""
    drawing, corner = placed.drawing, panel.headings[0].box
    width = sum(head.box.width for head in panel.headings)
    box = Box(corner.x, corner.y, width, corner.height + sum(row.head.box.height for row in panel.rows))
    yield data_cell("table", "", {"name": drawing.title}, [drawing.alt], vertex(TABLE, "figure", box))
    top = Box(corner.x, corner.y, width, corner.height)
    yield plain_cell("row0", "", TABLE_ROW, "table", _within(top, box))
    for n, head in enumerate(panel.headings):
        align = "center" if n else "left"
        look = table_cell_style(BAND_LABEL, INK) | {"verticalAlign": "bottom", "align": align}
        html = _html(head, share, align)
        tip = changed(head.text, head.change, drawing)
        cell = vertex(look, "row0", Box(head.box.x - top.x, 0, head.box.width, top.height))
        yield data_cell(f"row0-cell{n}", html, {"name": head.text}, [tip], cell)
    for n, (row, told) in enumerate(zip(panel.rows, drawing.grid.rows if drawing.grid else (), strict=True), start=1):
        yield from _row(placed, row, told, f"row{n}", box, share)


def _row(placed: Layout, row: RowBox, told: GridRow, name: str, table: Box, share: float) -> Iterator[str]:
    head, panel = row.head, placed.panel
    line = Box(table.x, head.box.y, table.width, head.box.height)
    data = {"civo_id": told.id, "name": told.name}
    yield data_cell(name, "", data, [row.said], vertex(TABLE_ROW, "table", _within(line, table)))
    look = table_cell_style(PAPER, text_colour(row.tone)) | {"verticalAlign": "middle", "align": "left"}
    yield plain_cell(f"{name}-cell0", _html(head, share), look, name, Box(0, 0, head.box.width, line.height))
    columns = panel.headings[1:] if panel else ()
    for n, (one, column) in enumerate(zip(row.cells, columns, strict=True), start=1):
        place = Box(column.box.x - line.x, 0, column.box.width, line.height)
        tip = [f"{told.name}: {column.text}", answer_meaning(placed.drawing, one.cell)]
        cell = vertex(_answer_style(one.cell), name, place)
        yield data_cell(f"{name}-cell{n}", escape(one.cell.sign), {}, tip, cell)


def _html(head: HeadBox, share: float, align: str = "left") -> str:
    """A name, under the word for what has become of it; struck through where it ends."""
    width = head.box.width - 2 * CELL_SIDE
    lines = ((head.tag.text, head.tag, False),) if head.tag else ()
    told = [*lines, *((head.text, line, head.change == "ended") for line in head.lines[:1])]
    said = "".join(paragraph_html(text, line, width, share, align, is_struck=struck) for text, line, struck in told)
    return f'<div style="padding:{number(CELL_SIDE)}px">{said}</div>'


def _answer_style(cell: GridCell) -> dict[str, str]:
    size = answer_size(cell.sign)
    strong = is_strong(cell)
    words = {"fontFamily": SYMBOLS, "fontSize": number(size), "fontStyle": "1" if strong else "0", "align": "center"}
    return table_cell_style(PAPER, text_colour(cell.tone), cell.change, strong) | words | {"verticalAlign": "middle"}


def mark_sample(name: str, cell: GridCell, box: Box) -> str:
    """An answer in the legend, as it stands in the table."""
    return plain_cell(name, escape(cell.sign), _answer_style(cell) | {"shape": "rectangle"}, "legend", box)


# A chart over time


def _chart(placed: Layout, panel: Panel, share: float) -> Iterator[str]:
    """Bands and lines behind, then the days, then each seat and its lanes, which hold their bars."""
    band = {"fillColor": BAND_LABEL, "strokeColor": "none", "connectable": "0"}
    yield from (plain_cell(f"band{n}", "", band, "figure", box) for n, box in enumerate(panel.bands))
    yield from (_rule(f"rule{n}", a, b) for n, (a, b) in enumerate(panel.rules))
    for n, lines in enumerate(panel.ticks):
        yield text_cell(f"day{n}", "figure", lines[0].text, lines, lines[0].width + 8, share)
    for n, one in enumerate(in_reading_order(placed)):
        if isinstance(one, RowBox):
            yield from _lane(placed, one, f"lane{n}", share)
        else:
            data = {"name": one.text}
            tip = changed(one.text, one.change, placed.drawing)
            yield data_cell(f"seat{n}", _html(one, share), data, [tip], vertex(_named(), "figure", one.box))


def _named(tone: Tone = "plain") -> dict[str, str]:
    return TEXT | {"verticalAlign": "middle", "connectable": "0", "fontColor": text_colour(tone)}


def _rule(name: str, a: Point, b: Point) -> str:
    look = {"endArrow": "none", "html": "1", "strokeColor": BAND_LINE, "strokeWidth": "0.6"}
    return (
        f"<mxCell{attributes(id=name, style=styled(look), edge='1', parent='figure')}>"
        f'<mxGeometry relative="1" as="geometry"><mxPoint{attributes(x=a.x, y=a.y)} as="sourcePoint"/>'
        f'<mxPoint{attributes(x=b.x, y=b.y)} as="targetPoint"/></mxGeometry></mxCell>'
    )


def _lane(placed: Layout, row: RowBox, name: str, share: float) -> Iterator[str]:
    group = {"group": "", "connectable": "0"}
    yield data_cell(name, "", {"name": row.head.text}, [row.said], vertex(group, "figure", row.box))
    yield plain_cell(f"{name}-name", _html(row.head, share), _named(row.tone), name, _within(row.head.box, row.box))
    for n, one in enumerate(row.bars):
        tip = f"{row.head.text}: {bar_meaning(placed.drawing, one.bar)}"
        yield from bar_cells(f"{name}-bar{n}", one, row.box, name, tip)


def bar_cells(name: str, placed: BarBox, outer: Box, parent: str, tip: str = "") -> Iterator[str]:
    """A bar over time, a diamond on it where its holder was seen, and the plus or the minus of one that is added or ends."""
    box, look = _within(placed.box, outer), bar_style(placed.bar)
    yield data_cell(name, "", {"kind": placed.bar.kind}, [tip], vertex(look, parent, box))
    if placed.bar.kind == "seen":
        mark = {"rhombus": "", "fillColor": look["strokeColor"], "strokeColor": "none", "connectable": "0"}
        yield plain_cell(f"{name}-mark", "", mark, parent, sighting(box))
    sign = CHANGE_SIGNS[placed.bar.change]
    if sign:
        at = sign_place(placed)
        place = Box(at.x - outer.x - SIGN / 2, at.y - outer.y - SIGN / 2, SIGN, SIGN)
        yield plain_cell(f"{name}-sign", sign, sign_style(), parent, place)
