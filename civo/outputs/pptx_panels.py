"""A matrix as a table of PowerPoint, a chart over time as shapes, where the figure has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from civo.drawings import CHANGE_SIGNS, Change, Drawing, GridCell, LegendEntry, Tone
from civo.layout import BarBox, Box, HeadBox, Layout, Line, Panel, RowBox
from civo.layout.pages import SMALLEST_TEXT
from civo.outputs.figure_style import (
    BAND_LABEL,
    BAND_LINE,
    ENDED_DASH,
    INK,
    PAPER,
    STRONG,
    line_of_bar,
    text_colour,
)
from civo.outputs.office_text import CELL_SIDE, INSETS, SYMBOLS
from civo.outputs.outline_paths import segments
from civo.outputs.panel_parts import (
    SIGN,
    answer_size,
    bar_meaning,
    changed,
    in_reading_order,
    is_strong,
    sample_cell,
    sighting_path,
    sign_place,
)
from civo.outputs.pptx_shapes import (
    NAMESPACES,
    Paragraph,
    Pen,
    Side,
    filled,
    form,
    frame,
    grouped,
    hatched,
    label,
    named,
    outlined,
    rectangle,
    set_out,
    sign,
    text_box,
)
from civo.outputs.svg_shapes import number

_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_RULE = 0.6


def panel_shapes(pen: Pen, placed: Layout) -> Iterator[str]:
    """What a figure has in place of boxes and lines, in the order of reading; nothing where it has boxes and lines."""
    panel = placed.panel
    if panel and placed.drawing.grid:
        yield _table(pen, placed.drawing, panel)
    elif panel and placed.drawing.chart:
        yield from _chart(pen, placed, panel)


def note_shapes(pen: Pen, placed: Layout) -> Iterator[str]:
    """The notes below the figure."""
    for note, lines in zip(placed.drawing.notes, placed.notes, strict=True):
        yield _words(pen, note, lines, placed.width - 2 * lines[0].x)


# A table


class _Cell(NamedTuple):
    """A cell of the table: its words, and what its lines say."""

    paragraphs: Sequence[Paragraph]
    fill: str
    side: float
    change: Change = ""
    is_strong: bool = False


def _table(pen: Pen, drawing: Drawing, panel: Panel) -> str:
    """The matrix as a table with its first row and its first column as headers, as wide and high as in the figure."""
    first = panel.rows[0].box.x if panel.rows else panel.headings[0].box.x
    box = Box(
        first,
        panel.headings[0].box.y,
        sum(head.box.width for head in panel.headings),
        panel.headings[0].box.height + sum(row.head.box.height for row in panel.rows),
    )
    rows = [[_heading(head, n > 0) for n, head in enumerate(panel.headings)]]
    rows += [[_name(row), *(_answer(pen, one.cell) for one in row.cells)] for row in panel.rows]
    heights = [panel.headings[0].box.height, *(row.head.box.height for row in panel.rows)]
    widths = [head.box.width for head in panel.headings]
    grid = "".join(f'<a:gridCol w="{pen.length(width)}"/>' for width in widths)
    lines = "".join(
        f'<a:tr h="{pen.length(height)}">{"".join(_cell(pen, rows, r, c, width) for c, width in enumerate(widths))}</a:tr>'
        for r, height in enumerate(heights)
    )
    place = pen.place(box)
    return (
        f"<p:graphicFrame {NAMESPACES}><p:nvGraphicFramePr>{named(pen.number(), drawing.title or drawing.id, drawing.alt)}"
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'<p:xfrm>{place}</p:xfrm><a:graphic><a:graphicData uri="{_TABLE}"><a:tbl>'
        f'<a:tblPr firstRow="1" firstCol="1"/><a:tblGrid>{grid}</a:tblGrid>{lines}</a:tbl>'
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def _heading(head: HeadBox, is_centred: bool) -> _Cell:
    return _Cell(_named(head, "plain", True, is_centred), BAND_LABEL, CELL_SIDE, head.change)


def _name(row: RowBox) -> _Cell:
    return _Cell(_named(row.head, row.tone), PAPER, CELL_SIDE, row.head.change)


def _named(head: HeadBox, tone: Tone, is_bold: bool = False, is_centred: bool = False) -> list[Paragraph]:
    """A name, under the word for what has become of it; struck through where it ends."""
    size, ink = head.lines[0].size if head.lines else SMALLEST_TEXT, text_colour(tone)
    found = [Paragraph(head.tag.text, size, True, centred=is_centred)] if head.tag else []
    bold = is_bold or head.change == "added"
    return [*found, Paragraph(head.text, size, bold, centred=is_centred, colour=ink, struck=head.change == "ended")]


def _answer(pen: Pen, cell: GridCell) -> _Cell:
    return _Cell(_signs(pen, cell), PAPER, 0.5, cell.change, is_strong(cell))


def _signs(pen: Pen, cell: GridCell) -> list[Paragraph]:
    """An answer in characters, as large as it has room for."""
    size = answer_size(cell.sign) / pen.lettering
    ink = text_colour(cell.tone)
    return [Paragraph(cell.sign, size, is_strong(cell), centred=True, colour=ink, font=SYMBOLS)] if cell.sign else []


def _cell(pen: Pen, rows: Sequence[Sequence[_Cell]], r: int, c: int, width: float) -> str:
    """A cell; of two that share a line, the one that says more decides how it is drawn, on both."""
    cell = rows[r][c]
    sides: tuple[tuple[Side, int, int], ...] = (("lnL", 0, -1), ("lnR", 0, 1), ("lnT", -1, 0), ("lnB", 1, 0))
    lines = ""
    for tag, down, across in sides:
        y, x = r + down, c + across
        other = rows[y][x] if 0 <= y < len(rows) and 0 <= x < len(rows[0]) else None
        both = [one for one in (cell, other) if one]
        if any(one.is_strong for one in both):
            lines += outlined(pen, INK, STRONG, tag=tag)
        elif any(one.change == "ended" and r and c for one in both):
            lines += outlined(pen, INK, 1.0, ENDED_DASH, tag=tag)
        else:
            lines += outlined(pen, BAND_LINE, _RULE, tag=tag)
    words = set_out(pen, cell.paragraphs, width - 2 * cell.side)
    side, end = pen.length(cell.side), pen.length(INSETS.end)
    margins = f'marL="{side}" marR="{side}" marT="{end}" marB="{end}" anchor="{"b" if r == 0 else "ctr"}"'
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{words}</a:txBody>"
        f"<a:tcPr {margins}>{lines}{filled(cell.fill)}</a:tcPr></a:tc>"
    )


# A chart over time


def _chart(pen: Pen, placed: Layout, panel: Panel) -> Iterator[str]:
    """Bands and lines behind, then the days, then each seat and its lanes, a group each."""
    yield from (frame(pen, f"Band {n}", box, BAND_LABEL, "") for n, box in enumerate(panel.bands, start=1))
    rules = "".join(f"M{number(a.x)} {number(a.y)}L{number(b.x)} {number(b.y)}" for a, b in panel.rules)
    if rules:
        yield form(pen, "", None, segments(rules), filled("none") + outlined(pen, BAND_LINE, _RULE))
    for lines in panel.ticks:
        yield _words(pen, lines[0].text, lines, lines[0].width + 8)
    for one in in_reading_order(placed):
        if isinstance(one, RowBox):
            yield _lane(pen, placed.drawing, one)
        else:
            drawn = [*_strip(pen, one), *_told(pen, one, changed(one.text, one.change, placed.drawing), "plain", True)]
            yield drawn[0] if len(drawn) == 1 else grouped(pen, one.text, one.text, one.box, drawn)


def _lane(pen: Pen, drawing: Drawing, row: RowBox) -> str:
    """A lane: its name, and its bars, each with its time and what it means."""
    said = changed(row.head.text, row.head.change, drawing)
    drawn = [*_strip(pen, row.head), *_told(pen, row.head, said, row.tone)]
    for one in row.bars:
        drawn += bar_shapes(pen, one, f"{row.head.text}: {bar_meaning(drawing, one.bar)}")
    return grouped(pen, row.said, row.said, row.box, drawn)


def _strip(pen: Pen, head: HeadBox) -> list[str]:
    """The word for what has become of a name, in its strip."""
    if not head.tag:
        return []
    word = head.tag.box
    box = Box(word.x - 5, word.y - 1.5, word.width + 10, word.height + 3)
    said = Paragraph(head.tag.text, head.tag.size, True, centred=True, colour=PAPER)
    return [label(pen, head.tag.text, box, INK, [said._replace(size=said.size * 0.9)], head.tag.text, "ctr", 0.0)]


def _told(pen: Pen, head: HeadBox, said: str, tone: Tone, is_bold: bool = False) -> list[str]:
    if not head.lines:
        return []
    paragraph = _named(head, tone, is_bold)[-1]
    return [_words(pen, said, head.lines, head.box.right - head.lines[0].x - 1, paragraph)]


def _words(pen: Pen, said: str, lines: Sequence[Line], width: float, paragraph: Paragraph | None = None) -> str:
    """A text where its lines stand in the figure."""
    first, last = lines[0].box, lines[-1].box
    box = Box(first.x, first.y - 2, width, last.bottom - first.y + 5)
    return text_box(pen, said, box, [paragraph or Paragraph(said, lines[0].size)], said)


def bar_shapes(pen: Pen, placed: BarBox, alt: str | None) -> list[str]:
    """A bar over time, and the plus or the minus of one that is added or ends; without `alt` it is decoration."""
    box, kind = placed.box, placed.bar.kind
    ink, width, dash = line_of_bar(placed.bar)
    around = outlined(pen, ink, width, dash)
    name = alt or kind
    if kind == "unknown":
        line = f"M{number(box.x)} {number(box.middle.y)}H{number(box.right)}"
        drawn = form(pen, name, alt, segments(line), filled("none") + around)
    elif kind == "seen":
        drawn = form(pen, name, alt, segments(sighting_path(box)), filled(ink) + around)
    elif kind == "implied":
        drawn = rectangle(pen, name, alt, box, hatched(ink) + around)
    else:
        drawn = rectangle(pen, name, alt, box, filled(ink if kind == "held" else PAPER) + around)
    return [drawn, *_sign(pen, placed)]


def _sign(pen: Pen, placed: BarBox) -> list[str]:
    text, at = CHANGE_SIGNS[placed.bar.change], sign_place(placed)
    return [sign(pen, text, Box(at.x - SIGN / 2, at.y - SIGN / 2, SIGN, SIGN))] if text else []


# The legend


def mark_sample(pen: Pen, entry: LegendEntry, box: Box) -> str:
    """An answer as it stands in the table."""
    cell = sample_cell(entry)
    return label(pen, cell.sign, box, "none", _signs(pen, cell), cell.sign, "ctr")
