"""A drawing as SVG: text stays text, the font comes along, and no name from a file can become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from html import escape
from typing import cast

from civo.drawings import Drawing, EdgeKind, NodeShape
from civo.layout import Box, CellBox, EdgePath, GroupBox, Layout, LegendBox, Line, NodeBox, Point, laid_out
from civo.layout.wrapping import cleaned
from civo.outputs.as_equivalent import equivalent_text
from civo.outputs.figure_style import BAND, BAND_LABEL, BAND_LINE, PAPER, STANDINGS, outline_colour, text_colour
from civo.outputs.fonts import FALLBACKS, font_faces
from civo.outputs.panel_parts import sample_bar, sample_cell
from civo.outputs.svg_panels import bar, cell_mark, panel
from civo.outputs.svg_shapes import (
    attributes,
    edge_head,
    edge_line,
    mark,
    node_outline,
    number,
    strike,
    struck,
    tag,
    text,
)


def svg_text(
    drawing: Drawing, *, layout: Layout | None = None, with_font: bool = True, links: Mapping[str, str] | None = None
) -> str:
    """The figure as an SVG document with title, description and language.

    `with_font`, for a file that stands alone, puts in its font and, as metadata, its text equivalent.

    `links` gives nodes, by id, an address to lead to. The caption is not drawn: it belongs to the page.
    Reading order: title, each group with its nodes, nodes outside groups, edges, notes, legend.
    """
    placed = layout or laid_out(drawing)
    prefix = figure_id(drawing.id)
    sheet = placed.sheet
    size = attributes(
        viewBox=" ".join(map(number, sheet)),
        width=f"{number(sheet.width * placed.scale)}pt",
        height=f"{number(sheet.height * placed.scale)}pt",
    )
    names = attributes(
        id=prefix, lang=drawing.language, role="img", aria_labelledby=f"{prefix}-title {prefix}-desc",
        font_family=FALLBACKS,
    )  # fmt: skip
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg"{names}{size}>',
        f'<title id="{prefix}-title">{escape(cleaned(drawing.title))}</title>',
        f'<desc id="{prefix}-desc">{escape(cleaned(drawing.alt))}</desc>',
        _equivalent(drawing) if with_font else "",
        f"<style>{_faces(placed)}</style>" if with_font else "",
        f"<rect{attributes(x=sheet.x or None, y=sheet.y or None, width=sheet.width, height=sheet.height, fill=PAPER)}/>",
        text(placed.title),
        *(panel(placed.panel, prefix) if placed.panel else ()),
        *_groups(placed, prefix, links or {}),
        *_edges(placed, prefix),
        *(text(lines) for lines in placed.notes),
        *_legend(placed),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _equivalent(drawing: Drawing) -> str:
    """The text equivalent, for programs and for readers of the source: no screen reader reads it out by itself."""
    return f"<metadata>{escape(equivalent_text(drawing))}</metadata>" if drawing.equivalent else ""


def figure_id(identifier: str) -> str:
    """The id of the figure in a page: the drawing's own where it is plain, else one made from it."""
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", identifier):
        return f"figure-{identifier}"
    return f"figure-{sha256(identifier.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def _groups(placed: Layout, prefix: str, links: Mapping[str, str]) -> Iterable[str]:
    """Each band with its nodes inside, then the nodes in no band."""
    boxes = {node.node.id: (i, node) for i, node in enumerate(placed.nodes)}
    for i, band in enumerate(placed.groups):
        members = [boxes.pop(n) for n in dict.fromkeys(band.group.nodes) if n in boxes]
        yield f'<g id="{prefix}-group{i}">'
        yield _band(band)
        yield from (_node(node, f"{prefix}-node{number}", links) for number, node in members)
        yield "</g>"
    yield from (_node(node, f"{prefix}-node{number}", links) for number, node in boxes.values())


def _band(band: GroupBox) -> str:
    box, label = band.box, band.label
    style = STANDINGS[band.group.standing]
    known = band.group.standing == "known"
    frame = attributes(x=box.x, y=box.y, width=box.width, height=box.height)
    line = attributes(
        stroke=BAND_LINE if known else outline_colour(band.group.standing),
        stroke_width=style.width or 0.8,
        stroke_dasharray=" ".join(map(number, style.dash or ())) or None,
    )
    drawn = f"<rect{frame}{attributes(fill=BAND)}/>"
    drawn += f"<rect{attributes(x=label.x, y=label.y, width=label.width, height=label.height, fill=BAND_LABEL)}/>"
    drawn += f'<rect{frame} fill="none"{line}/>'
    if style.double:
        drawn += f'<rect{frame} fill="none"{attributes(stroke=PAPER, stroke_width=1.5)}/>'
    last = (*band.title, *band.note)[-1].y if band.title or band.note else label.y + 2
    return drawn + text(band.title) + text(band.note) + mark(band.group.standing, Point(label.x + 14, last + 12))


def _node(placed: NodeBox, identifier: str, links: Mapping[str, str]) -> str:
    node, box = placed.node, placed.box
    ink = text_colour(node.tone)
    drawn = f"<title>{escape(cleaned(node.head))}</title>"
    drawn += node_outline(node.shape, node.standing, node.several, box, node.tone, node.change)
    drawn += (tag(placed.tag, placed.front) if placed.tag else "") + text(placed.head, ink)
    drawn += struck(placed.head, ink) if node.change == "ended" else ""
    if placed.rule is not None:
        inset = 9 if node.several or node.shape == "collective" else 3
        rule = f"M{number(box.x + 3)} {number(placed.rule)}H{number(box.right - inset)}"
        drawn += f"<path{attributes(d=rule, stroke=BAND_LINE, stroke_width=0.6)}/>"
    for row, change in zip(placed.rows, node.row_changes or ("",) * len(placed.rows), strict=True):
        middle = Point(row[0].x - 5, row[0].y - 0.33 * row[0].size)
        if change == "added":
            plus = f"M{number(middle.x - 2.5)} {number(middle.y)}h5M{number(middle.x)} {number(middle.y - 2.5)}v5"
            drawn += f"<path{attributes(d=plus, stroke=ink, stroke_width=1.3)}/>"
        else:
            drawn += f"<circle{attributes(cx=middle.x, cy=middle.y, r=1.3, fill=ink)}/>"
        drawn += text(row, ink) + (struck(row, ink) if change == "ended" else "")
    drawn += mark(node.standing, Point(box.right - 3, box.y + 3), node.tone)
    if node.id in links:
        drawn = f"<a{attributes(href=links[node.id])}>{drawn}</a>"
    return f'<g id="{identifier}">{drawn}</g>'


def _edges(placed: Layout, prefix: str) -> Iterable[str]:
    """Lines, then heads and marks upon them; edges that share a trunk share its head."""
    names = {node.id: cleaned(node.head) for node in placed.drawing.nodes}
    if not placed.edges:
        return
    yield f'<g id="{prefix}-edges">'
    drawn: dict[int, str] = {}
    for i, path in enumerate(placed.edges):
        edge = path.edge
        title = f"<title>{escape(names[edge.source])} → {escape(names[edge.target])}</title>"
        backwards = path.trunk == "target"
        line = edge_line(
            edge.kind, edge.standing, path.points, backwards, edge.tone, edge.change, path.under, path.over
        )
        drawn[i] = f'<g id="{prefix}-edge{i}">{title}{line}</g>'
    yield from (drawn[i] for i in sorted(drawn, key=lambda i: placed.edges[i].edge.tone != "faint"))
    strong_last = sorted(placed.edges, key=lambda p: p.edge.tone != "faint")
    yield from dict.fromkeys(edge_head(p.edge.kind, p.edge.standing, p.points, p.edge.tone) for p in strong_last)
    yield from dict.fromkeys(_edge_mark(p) for p in strong_last)
    yield "</g>"


def _edge_mark(path: EdgePath) -> str:
    edge = path.edge
    return strike(path.points, path.mark) if edge.change == "ended" else mark(edge.standing, path.mark, edge.tone)


def _legend(placed: Layout) -> Iterable[str]:
    if placed.legend:
        yield "<g>" + text(placed.legend_heading)
        yield from (f"<g>{_sample(entry)}{text(entry.lines)}</g>" for entry in placed.legend)
        yield "</g>"


def _sample(placed: LegendBox) -> str:
    """The thing itself, small: drawn by the same functions as in the figure."""
    entry, box = placed.entry, placed.sample
    if entry.sample == "node":
        inner = Box(box.x + 5, box.y + 1, box.width - 10, box.height - 2)
        drawn = node_outline(
            cast(NodeShape, entry.kind), entry.standing, entry.several, inner, entry.tone, entry.change
        )
        return drawn + mark(entry.standing, Point(inner.right - 3, inner.y + 3), entry.tone)
    if entry.sample == "mark":
        return cell_mark(CellBox(sample_cell(entry), box))
    if entry.sample == "bar":
        return bar(sample_bar(entry, box))
    ends = (Point(box.x, box.middle.y), Point(box.right, box.middle.y))
    kind = cast(EdgeKind, entry.kind)
    at = Point(box.x + 0.4 * box.width, box.middle.y)
    drawn = edge_line(kind, entry.standing, ends, False, entry.tone, entry.change)
    drawn += edge_head(kind, entry.standing, ends, entry.tone)
    return drawn + (strike(ends, at) if entry.change == "ended" else mark(entry.standing, at, entry.tone))


def _faces(placed: Layout) -> str:
    marks = "".join(style.mark for style in STANDINGS.values())
    lines = list(_all_lines(placed))
    regular = "".join(line.text for line in lines if not line.bold)
    return font_faces(regular, "".join(line.text for line in lines if line.bold) + marks)


def _all_lines(placed: Layout) -> Iterable[Line]:
    yield from (*placed.title, *placed.legend_heading, *(line for note in placed.notes for line in note))
    for band in placed.groups:
        yield from (*band.title, *band.note)
    for node in placed.nodes:
        yield from (*([node.tag] if node.tag else []), *node.head, *(line for row in node.rows for line in row))
    if placed.panel:
        for head in (*placed.panel.headings, *(row.head for row in placed.panel.rows)):
            yield from (*([head.tag] if head.tag else []), *head.lines)
        for lines in placed.panel.ticks:
            yield from lines
    for entry in placed.legend:
        yield from entry.lines
