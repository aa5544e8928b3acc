"""Matrices and charts over time in an SVG figure: marks and bars that differ in form, not only in shade."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from civo.drawings import CellMark
from civo.layout import BarBox, Box, Panel
from civo.layout.wrapping import cleaned
from civo.outputs.figure_style import BAND_LABEL, BAND_LINE, INK, PAPER
from civo.outputs.svg_shapes import attributes, number, text


def panel(placed: Panel, prefix: str) -> Iterator[str]:
    """The headings and, row by row, what stands in it."""
    for band in placed.bands:
        yield f"<rect{attributes(x=band.x, y=band.y, width=band.width, height=band.height, fill=BAND_LABEL)}/>"
    rules = "".join(f"M{number(a.x)} {number(a.y)}L{number(b.x)} {number(b.y)}" for a, b in placed.rules)
    if rules:
        yield f"<path{attributes(d=rules, fill='none', stroke=BAND_LINE, stroke_width=0.6)}/>"
    yield from (text(lines) for lines in placed.headings)
    for n, row in enumerate(placed.rows):
        cells = "".join(cell_mark(cell.mark, cell.box) for cell in row.cells)
        bars = "".join(bar(one) for one in row.bars)
        title = f"<title>{escape(cleaned(row.said))}</title>"
        yield f'<g id="{prefix}-row{n}">{title}{text(row.name)}{cells}{bars}</g>'
    yield from (text(lines) for lines in placed.notes)


def cell_mark(mark: CellMark, box: Box) -> str:
    """A filled disc, half a disc, a question mark or a cross, in the middle of the box."""
    x, y = box.middle
    ring = attributes(cx=x, cy=y, r=5, stroke=INK, stroke_width=1.2)
    if mark == "yes":
        return f"<circle{ring}{attributes(fill=INK)}/>"
    if mark == "shared":
        half = f"M{number(x)} {number(y - 5)}A5 5 0 0 0 {number(x)} {number(y + 5)}Z"
        return f"<circle{ring}{attributes(fill=PAPER)}/><path{attributes(d=half, fill=INK)}/>"
    if mark == "unknown":
        where = attributes(x=x, y=y + 3.2, font_size=9, font_weight="700", text_anchor="middle", fill=INK)
        return f"<text{where}>?</text>"
    cross = f"M{number(x - 4)} {number(y - 4)}l8 8m0 -8l-8 8"
    return f"<path{attributes(d=cross, fill='none', stroke=INK, stroke_width=1.5)}/>"


def bar(placed: BarBox) -> str:
    """A bar over time: filled where told, lower where only seen, hatched where implied, dotted or empty where unknown."""
    box, kind = placed.box, placed.kind
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    middle = number(box.middle.y)
    if kind == "unknown":
        line = f"M{number(x)} {middle}H{number(right)}"
        return f"<path{attributes(d=line, fill='none', stroke=INK, stroke_width=1.5, stroke_dasharray='1.5 4')}/>"
    frame = attributes(x=x, y=y, width=box.width, height=box.height, stroke=INK, stroke_width=1.2)
    if kind == "held":
        return f"<rect{frame}{attributes(fill=INK)}/>"
    if kind == "seen":
        low = attributes(x=x, y=y + 3, width=box.width, height=box.height - 6, fill=INK)
        ends = f"M{number(x)} {number(y)}V{number(bottom)}M{number(right)} {number(y)}V{number(bottom)}"
        return f"<rect{low}/><path{attributes(d=ends, stroke=INK, stroke_width=1.2)}/>"
    drawn = f"<rect{frame}{attributes(fill=PAPER, stroke_dasharray='4 3' if kind == 'hole' else None)}/>"
    if kind == "implied":
        drawn += f"<path{attributes(d=_hatching(box), fill='none', stroke=INK, stroke_width=0.9)}/>"
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
