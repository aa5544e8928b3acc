"""Matrices and charts over time in an SVG figure: marks and bars that differ in form, not only in shade."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from civo.drawings import CellMark, Change, Tone
from civo.layout import BarBox, Box, CellBox, HeadBox, Panel, Point
from civo.layout.wrapping import cleaned
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
from civo.outputs.panel_parts import sighting_path, sign_place
from civo.outputs.svg_shapes import attributes, number, struck, tag, text

_SMALL = 3.8
"""The size of the marks where two stand in a cell."""


def panel(placed: Panel, prefix: str) -> Iterator[str]:
    """The headings and, row by row, what stands in it."""
    for band in placed.bands:
        yield f"<rect{attributes(x=band.x, y=band.y, width=band.width, height=band.height, fill=BAND_LABEL)}/>"
    rules = "".join(f"M{number(a.x)} {number(a.y)}L{number(b.x)} {number(b.y)}" for a, b in placed.rules)
    if rules:
        yield f"<path{attributes(d=rules, fill='none', stroke=BAND_LINE, stroke_width=0.6)}/>"
    yield from (text(lines) for lines in placed.ticks)
    yield from (_head(head) for head in placed.headings)
    for n, row in enumerate(placed.rows):
        cells = "".join(map(cell_mark, row.cells))
        bars = "".join(map(bar, row.bars))
        title = f"<title>{escape(cleaned(row.said))}</title>"
        yield f'<g id="{prefix}-row{n}">{title}{_head(row.head, row.tone)}{cells}{bars}</g>'


def _head(head: HeadBox, tone: Tone = "plain") -> str:
    """A name; one that is added or ends has its word in a strip above it, one that ends is struck through."""
    ink = text_colour(tone)
    drawn = ""
    if head.tag:
        word = head.tag.box
        drawn = tag(head.tag, Box(word.x - 9, word.y, word.width + 18, word.height))
    return drawn + text(head.lines, ink) + (struck(head.lines, ink) if head.change == "ended" else "")


def cell_mark(placed: CellBox) -> str:
    """The answer in the middle of its cell.

    What changes stands in a frame, from the mark before to the one after; before an answer that is added or ends stand a
    plus or a minus.
    """
    cell, at = placed.cell, placed.box.middle
    if cell.mark is None:
        return ""
    ink = text_colour(cell.tone)
    if cell.was:
        arrow = f"M{number(at.x - 4.4)} {number(at.y)}h8m-3 -3l3 3l-3 3"
        marks = _mark(cell.was, Point(at.x - 9.5, at.y), ink, _SMALL) + _mark(
            cell.mark, Point(at.x + 9.5, at.y), ink, _SMALL
        )
        return (
            _frame(placed.box, "") + marks + f"<path{attributes(d=arrow, fill='none', stroke=ink, stroke_width=1.2)}/>"
        )
    if cell.change:
        sign = _sign(cell.change, Point(at.x - 8, at.y), ink)
        return _frame(placed.box, cell.change) + sign + _mark(cell.mark, Point(at.x + 5, at.y), ink)
    return _mark(cell.mark, at, ink)


def _frame(box: Box, change: Change) -> str:
    inside = attributes(x=box.x + 2, y=box.y + 2, width=box.width - 4, height=box.height - 4, fill="none", stroke=INK)
    ended = change == "ended"
    dash = " ".join(map(number, ENDED_DASH)) if ended else None
    return f"<rect{inside}{attributes(stroke_width=1 if ended else STRONG, stroke_dasharray=dash)}/>"


def _sign(change: Change, at: Point, ink: str) -> str:
    """A plus or a minus."""
    path = f"M{number(at.x - 3)} {number(at.y)}h6"
    path += f"M{number(at.x)} {number(at.y - 3)}v6" if change == "added" else ""
    return f"<path{attributes(d=path, fill='none', stroke=ink, stroke_width=1.5)}/>"


def _mark(mark: CellMark, at: Point, ink: str, size: float = 5.0) -> str:
    """A filled disc, a ring, half a disc, a question mark or a cross."""
    x, y = at
    ring = attributes(cx=x, cy=y, r=size, stroke=ink, stroke_width=1.2)
    if mark == "yes":
        return f"<circle{ring}{attributes(fill=ink)}/>"
    if mark == "implied":
        return f"<circle{ring}{attributes(fill=PAPER)}/>"
    if mark == "shared":
        r = number(size)
        half = f"M{number(x)} {number(y - size)}A{r} {r} 0 0 0 {number(x)} {number(y + size)}Z"
        return f"<circle{ring}{attributes(fill=PAPER)}/><path{attributes(d=half, fill=ink)}/>"
    if mark == "unknown":
        where = attributes(x=x, y=y + 3.2, font_size=9, font_weight="700", text_anchor="middle", fill=ink)
        return f"<text{where}>?</text>"
    arm = 0.8 * size
    wide = number(2 * arm)
    cross = f"M{number(x - arm)} {number(y - arm)}l{wide} {wide}m0 -{wide}l-{wide} {wide}"
    return f"<path{attributes(d=cross, fill='none', stroke=ink, stroke_width=1.5)}/>"


def bar(placed: BarBox) -> str:
    """A bar over time: filled where told, hatched where implied, dotted or empty where unknown; a diamond where seen.

    One that is added or ends has a plus or a minus at its beginning, and a thick or a broken frame.
    """
    return _bar(placed) + _bar_sign(placed)


def _bar_sign(placed: BarBox) -> str:
    change = placed.bar.change
    if not change:
        return ""
    at = sign_place(placed)
    ground = attributes(x=at.x - 4.5, y=at.y - 4.5, width=9, height=9, fill=PAPER, stroke=INK, stroke_width=0.8)
    return f"<rect{ground}/>{_sign(change, at, INK)}"


def _bar(placed: BarBox) -> str:
    box, kind = placed.box, placed.bar.kind
    x, y = box.x, box.y
    ink, width, dash = line_of_bar(placed.bar)
    dashes = " ".join(map(number, dash)) or None
    if kind == "unknown":
        line = f"M{number(x)} {number(box.middle.y)}H{number(box.right)}"
        return f"<path{attributes(d=line, fill='none', stroke=ink, stroke_width=width, stroke_dasharray=dashes)}/>"
    frame = attributes(x=x, y=y, width=box.width, height=box.height, stroke=ink, stroke_width=width)
    if kind == "held":
        return f"<rect{frame}{attributes(fill=ink)}/>"
    if kind == "seen":
        return f"<path{attributes(d=sighting_path(box), fill=ink, stroke=ink, stroke_width=width)}/>"
    drawn = f"<rect{frame}{attributes(fill=PAPER, stroke_dasharray=dashes)}/>"
    if kind == "implied":
        drawn += f"<path{attributes(d=_hatching(box), fill='none', stroke=ink, stroke_width=0.9)}/>"
    return drawn


def _hatching(box: Box) -> str:
    """Slanted strokes that fill the box and stay inside it."""
    strokes = []
    at = box.x - box.height + 4
    while at < box.right:
        a, b = max(at, box.x), min(at + box.height, box.right)
        if b > a:
            strokes.append(f"M{number(a)} {number(box.bottom - (a - at))}L{number(b)} {number(box.bottom - (b - at))}")
        at += 5
    return "".join(strokes)
