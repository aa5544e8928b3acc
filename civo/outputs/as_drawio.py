"""A drawing as a file of draw.io (diagrams.net): boxes, frames and lines that know what they are, to be moved about.

The format is that of mxGraph: https://www.drawio.com/doc/faq/diagram-source-edit, uncompressed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from civo.drawings import Drawing, Edge, EdgeKind, LegendEntry, NodeShape, Standing
from civo.layout import Box, EdgePath, GroupBox, Layout, LegendBox, NodeBox, Point, laid_out
from civo.layout.cards import row_changes
from civo.layout.wrapping import cleaned
from civo.outputs.drawio_cells import TEXT, data_cell, paragraph_html, plain_cell, text_cell, vertex
from civo.outputs.drawio_panels import bar_cells, mark_sample, panel_cells
from civo.outputs.drawio_style import (
    band_style,
    edge_style,
    mark_style,
    node_style,
    port_style,
    styled,
)
from civo.outputs.figure_style import BAND_LABEL, BAND_LINE, STANDINGS
from civo.outputs.office_text import INSETS, arial_width, lettering
from civo.outputs.panel_parts import changed, meaning, sample_bar, sample_cell
from civo.outputs.svg_shapes import attributes, number, sheets
from civo.words import Text

_LEGEND = Text("Teckenförklaring", "Legend")
_HANG = 6.0


def drawio_text(
    drawing: Drawing, layout: Layout | None = None, sources: Mapping[str, Sequence[str]] | None = None
) -> str:
    """The figure as draw.io XML: frames hold their boxes, lines are tied to boxes and keep their corners.

    Each box, frame and line carries its id or kind as data, and a tooltip with its name; `sources` gives boxes, by
    id, the places in the sources that the tooltip names too. Reading order as in the SVG; the legend is a layer of
    its own. The same drawing gives the same text.
    """
    placed = layout or laid_out(drawing)
    sheet = _Sheet(placed, lettering(placed), sources or {})
    cells = "\n".join(("", *_cells(sheet), ""))
    size = attributes(
        grid="0", page="1", pageScale="1", pageWidth=number(placed.width), pageHeight=number(placed.height),
        tooltips="1", connect="1", arrows="1", fold="0", math="0", shadow="0", background="#ffffff",
    )  # fmt: skip
    name = attributes(id="figure", name=cleaned(drawing.title) or drawing.id)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<mxfile host="civo" compressed="false">\n'
        f"<diagram{name}>\n<mxGraphModel{size}>\n<root>{cells}</root>\n</mxGraphModel>\n</diagram>\n</mxfile>\n"
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What all parts are drawn with."""

    placed: Layout
    lettering: float
    sources: Mapping[str, Sequence[str]]


def _cells(sheet: _Sheet) -> Iterator[str]:
    placed = sheet.placed
    legend = _LEGEND.in_language(placed.drawing.language)
    yield '<mxCell id="0"/>'
    yield f"<mxCell{attributes(id='figure', value=cleaned(placed.drawing.title), parent='0')}/>"
    if placed.legend:
        yield f"<mxCell{attributes(id='legend', value=legend, parent='0')}/>"
    if placed.title:
        width = placed.width - 2 * placed.title[0].x
        yield text_cell("title", "figure", placed.drawing.title, placed.title, width, sheet.lettering)
    cards = {box.node.id: (f"node{n}", box) for n, box in enumerate(placed.nodes)}
    names = {node: name for node, (name, _) in cards.items()}
    for n, band in enumerate(placed.groups):
        yield from _band(sheet, band, f"group{n}")
        for node in dict.fromkeys(band.group.nodes):
            if node in cards:
                yield from _card(sheet, *cards.pop(node), f"group{n}", band.box)
    for name, box in cards.values():
        yield from _card(sheet, name, box, "figure", Box(0, 0, 0, 0))
    boxes = {box.node.id: box for box in placed.nodes}
    for n, path in enumerate(placed.edges):
        yield from _edge(sheet, path, f"edge{n}", names, boxes)
    yield from panel_cells(placed, sheet.lettering)
    for n, (note, lines) in enumerate(zip(placed.drawing.notes, placed.notes, strict=True)):
        yield text_cell(f"note{n}", "figure", note, lines, placed.width - 2 * lines[0].x, sheet.lettering)
    yield from _legend(sheet)


def _band(sheet: _Sheet, band: GroupBox, name: str) -> Iterator[str]:
    group = band.group
    tip = [group.title, group.note]
    yield data_cell(name, "", {"civo_id": group.id, "name": group.title}, tip,
                  vertex(band_style(group.standing), "figure", band.box))  # fmt: skip
    texts = [(group.title, band.title), (group.note, band.note)]
    width = band.label.width - 2 * INSETS.side
    html = "".join(paragraph_html(text, lines[0], width, sheet.lettering) for text, lines in texts if lines)
    look = TEXT | {"fillColor": BAND_LABEL, "spacing": number(INSETS.side), "connectable": "0"}
    line = (STANDINGS[group.standing].width or 0.8) / 2
    inside = Box(line, line, band.label.width - line, band.label.height - 2 * line)
    yield plain_cell(f"{name}-label", html, look, name, inside)
    last = (*band.title, *band.note)[-1].y if band.title or band.note else band.label.y + 2
    yield from _mark(f"{name}-mark", group.standing, name, Point(14, last + 12 - band.box.y))


def _card(sheet: _Sheet, name: str, placed: NodeBox, parent: str, origin: Box) -> Iterator[str]:
    """The box with its texts; one that stands for several lies, with the sheets behind it, in a group of its own."""
    node = placed.node
    *behind, card = sheets(node.shape, node.several, placed.box)
    if behind:
        yield plain_cell(f"{name}-pile", "", {"group": "", "connectable": "0"}, parent, _within(placed.box, origin))
        parent, origin = f"{name}-pile", placed.box
        behind_it = "known" if node.standing == "gap" else node.standing
        under = node_style(node.shape, behind_it, node.tone, node.change) | {"connectable": "0"}
        for n, one in enumerate(behind):
            yield plain_cell(f"{name}-sheet{n}", "", under, parent, _within(one, origin))
    front = _within(card, origin)
    meant = meaning(sheet.placed.drawing, node)
    data = {"civo_id": node.id, "name": node.head, "shape": node.shape, "standing": node.standing}
    data |= {"change": node.change} if node.change else {}
    tip = [f"{node.head} ({meant})" if meant else node.head, *node.rows, *sheet.sources.get(node.id, ())]
    look = node_style(node.shape, node.standing, node.tone, node.change)
    yield data_cell(name, _card_html(sheet, placed, front), data, tip, vertex(look, parent, front))
    if node.shape == "note":
        bar = {"fillColor": look["strokeColor"], "strokeColor": "none", "connectable": "0"}
        yield plain_cell(f"{name}-bar", "", bar, name, Box(0, 0, 3, front.height))
    corner = Point(placed.box.right - 3 - card.x, placed.box.y + 3 - card.y)
    yield from _mark(f"{name}-mark", node.standing, name, corner)


def _within(box: Box, outer: Box) -> Box:
    """The box as seen from the corner of the one that holds it."""
    return box._replace(x=box.x - outer.x, y=box.y - outer.y)


def _card_html(sheet: _Sheet, placed: NodeBox, front: Box) -> str:
    width = front.width - 2 * INSETS.side
    node, share = placed.node, sheet.lettering
    html = paragraph_html(placed.tag.text, placed.tag, width, share, "center") if placed.tag else ""
    if placed.head:
        ended = node.change == "ended"
        html += paragraph_html(node.head, placed.head[0], width, share, "center", is_struck=ended)
    rows = [row for row in zip(node.rows, placed.rows, row_changes(node), strict=True) if row[1]]
    if rows:
        listed = "".join(
            paragraph_html(
                f"{'+' if change == 'added' else '•'} {text}", line[0], width, share, "left", _HANG, change == "ended"
            )
            for text, line, change in rows
        )
        html += f'<div style="border-top:1px solid {BAND_LINE};margin-top:2px;padding-top:2px">{listed}</div>'
    return f'<div style="padding:0 {number(INSETS.side)}px">{html}</div>'


def _edge(
    sheet: _Sheet, path: EdgePath, name: str, names: Mapping[str, str], boxes: Mapping[str, NodeBox]
) -> Iterator[str]:
    edge = path.edge
    ends = [boxes[edge.source], boxes[edge.target]]
    look = edge_style(edge.kind, edge.standing, edge.tone, edge.change)
    look |= port_style("exit", path.points[0], sheets(ends[0].node.shape, ends[0].node.several, ends[0].box)[-1])
    look |= port_style("entry", path.points[-1], sheets(ends[1].node.shape, ends[1].node.several, ends[1].box)[-1])
    corners = "".join(f"<mxPoint{attributes(x=point.x, y=point.y)}/>" for point in path.points[1:-1])
    array = f'<Array as="points">{corners}</Array>' if corners else ""
    tip = [
        changed(f"{ends[0].node.head} → {ends[1].node.head}", edge.change, sheet.placed.drawing),
        meaning(sheet.placed.drawing, edge),
    ]
    between = attributes(source=names[edge.source], target=names[edge.target])
    cell = (
        f"<mxCell{attributes(style=styled(look), edge='1', parent='figure')}{between}>"
        f'<mxGeometry relative="1" as="geometry">{array}</mxGeometry></mxCell>'
    )
    data = {"kind": edge.kind, "standing": edge.standing} | ({"change": edge.change} if edge.change else {})
    yield data_cell(name, "", data, tip, cell)
    sign, sign_look = _sign_of(edge)
    if sign:
        at = _share(path.points, path.mark)
        size = attributes(x=at, y=0, width=11, height=11, relative="1")
        yield (
            f"<mxCell{attributes(id=f'{name}-mark', value=sign, style=styled(sign_look), vertex='1')}"
            f'{attributes(parent=name, connectable="0")}><mxGeometry{size} as="geometry">'
            '<mxPoint x="-5.5" y="-5.5" as="offset"/></mxGeometry></mxCell>'
        )


def _sign_of(edge: Edge | LegendEntry) -> tuple[str, dict[str, str]]:
    """The sign on a line and its look: two strokes on one that ends, else that of its standing."""
    if edge.change != "ended":
        return STANDINGS[edge.standing].mark, mark_style(edge.standing)
    return "//", mark_style("known") | {"fillColor": "none", "strokeColor": "none", "fontSize": "12"}


def _share(points: Sequence[Point], at: Point) -> float:
    """How far along the line a place on it is, as draw.io counts: from -1 at the start to 1 at the end."""
    total, best = 0.0, (float("inf"), 0.0)
    for a, b in pairwise(points):
        length = abs(a.x - b.x) + abs(a.y - b.y)
        x = min(max(at.x, min(a.x, b.x)), max(a.x, b.x))
        y = min(max(at.y, min(a.y, b.y)), max(a.y, b.y))
        away = abs(x - at.x) + abs(y - at.y)
        best = min(best, (away, total + abs(a.x - x) + abs(a.y - y)))
        total += length
    return round(2 * best[1] / total - 1, 4) if total else 0.0


def _mark(name: str, standing: Standing, parent: str, at: Point) -> Iterator[str]:
    sign = STANDINGS[standing].mark
    if sign:
        look = mark_style(standing) | {"connectable": "0"}
        yield plain_cell(name, sign, look, parent, Box(at.x - 5.5, at.y - 5.5, 11, 11))


def _legend(sheet: _Sheet) -> Iterator[str]:
    placed = sheet.placed
    if not placed.legend:
        return
    heading = _LEGEND.in_language(placed.drawing.language)
    yield text_cell("legend-heading", "legend", heading, placed.legend_heading, 160.0, sheet.lettering)
    for n, entry in enumerate(placed.legend):
        yield from _sample(entry, f"legend{n}")
        width = max(arial_width(line.text, line.size * sheet.lettering) for line in entry.lines) + 4
        yield text_cell(f"legend{n}-text", "legend", entry.entry.words, entry.lines, width, sheet.lettering)


def _sample(placed: LegendBox, name: str) -> Iterator[str]:
    entry, box = placed.entry, placed.sample
    if entry.sample == "node":
        shape = cast(NodeShape, entry.kind)
        inner = Box(box.x + 5, box.y + 1, box.width - 10, box.height - 2)
        *behind, front = sheets(shape, entry.several, inner)
        look = node_style(shape, entry.standing, entry.tone, entry.change)
        if "size" in look:
            look["size"] = number(min(float(look["size"]), inner.height / 3))
        for n, one in enumerate((*behind, front)):
            yield plain_cell(f"{name}-sample{n}", "", look, "legend", one)
        yield from _mark(f"{name}-mark", entry.standing, "legend", Point(inner.right - 3, inner.y + 3))
        return
    if entry.sample == "mark":
        yield mark_sample(f"{name}-sample", sample_cell(entry), box)
        return
    if entry.sample == "bar":
        yield from bar_cells(f"{name}-sample", sample_bar(entry, box), Box(0, 0, 0, 0), "legend")
        return
    look = edge_style(cast(EdgeKind, entry.kind), entry.standing, entry.tone, entry.change)
    y = number(box.middle.y)
    yield (
        f"<mxCell{attributes(id=f'{name}-sample', style=styled(look), edge='1', parent='legend')}>"
        f'<mxGeometry relative="1" as="geometry"><mxPoint{attributes(x=box.x, y=y)} as="sourcePoint"/>'
        f'<mxPoint{attributes(x=box.right, y=y)} as="targetPoint"/></mxGeometry></mxCell>'
    )
    sign, sign_look = _sign_of(entry)
    if sign:
        at = Box(box.x + 0.4 * box.width - 5.5, box.middle.y - 5.5, 11, 11)
        yield plain_cell(f"{name}-mark", sign, sign_look | {"connectable": "0"}, "legend", at)
