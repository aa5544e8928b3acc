"""A figure as native shapes on a slide, from the back to the front."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from typing import Literal, cast

from civo.drawings import EdgeKind, LegendEntry, NodeShape
from civo.layout import Box, EdgePath, GroupBox, Layout, NodeBox, Point
from civo.layout.cards import row_changes
from civo.outputs.bent_routes import connector, routes
from civo.outputs.figure_style import BAND, BAND_LABEL, BAND_LINE, STANDINGS, outline_colour, text_colour
from civo.outputs.office_text import INSETS, lettering
from civo.outputs.panel_parts import changed, meaning, sample_bar
from civo.outputs.pptx_page import (
    ABOVE_CAPTION,
    BESIDE_SAMPLE,
    COLUMN,
    SAMPLE,
    SMALL,
    UNDER_HEADING,
    Page,
    caption_height,
    entry_height,
    entry_text,
)
from civo.outputs.pptx_panels import bar_shapes, mark_sample, note_shapes, panel_shapes
from civo.outputs.pptx_shapes import (
    Paragraph,
    Pen,
    band_line,
    card,
    connecting,
    frame,
    grouped,
    head,
    label,
    mark,
    sample,
    strikes,
    text_box,
)
from civo.words import Text

_LEGEND = Text("Teckenförklaring", "Legend")


def figure_shapes(placed: Layout, page: Page) -> Iterator[str]:
    """The shapes as XML from the back: frames, lines, then what is read: each group's label and its nodes, the legend."""
    drawing = placed.drawing
    left, top = page.figure.x - page.body.x * page.scale, page.figure.y - page.body.y * page.scale
    pen = Pen(page.scale, left, top, lettering(placed), drawing.language, last=2)
    yield from (_frame(pen, group) for group in placed.groups)
    upon = _signs(placed)
    cards = {node.node.id: _node(pen, placed, node, upon.get(node.node.id, [])) for node in placed.nodes}
    yield from _lines(pen, placed)
    for group in placed.groups:
        yield _label(pen, group)
        yield from (cards.pop(node) for node in dict.fromkeys(group.group.nodes) if node in cards)
    yield from cards.values()
    yield from panel_shapes(pen, placed)
    yield from note_shapes(pen, placed)
    yield from _words(pen, placed, page)


def _frame(pen: Pen, placed: GroupBox) -> str:
    group = placed.group
    known = group.standing == "known"
    colour = BAND_LINE if known else outline_colour(group.standing)
    line = band_line(pen, group.standing, colour, STANDINGS[group.standing].width or 0.8)
    return frame(pen, group.title or group.id, placed.box, BAND, line)


def _label(pen: Pen, placed: GroupBox) -> str:
    group = placed.group
    said = ((group.title, placed.title, True), (group.note, placed.note, False))
    paragraphs = [Paragraph(text, lines[0].size, bold) for text, lines, bold in said if lines]
    alt = ". ".join(text for text in (group.title, group.note) if text.strip())
    name = group.title or group.id
    line = (STANDINGS[group.standing].width or 0.8) / 2
    box = placed.label
    inside = Box(box.x + line, box.y + line, box.width - line, box.height - 2 * line)
    drawn = label(pen, name, inside, BAND_LABEL, paragraphs, alt)
    last = (*placed.title, *placed.note)[-1].y if placed.title or placed.note else placed.label.y + 2
    signs = mark(pen, group.standing, Point(placed.label.x + 14, last + 12))
    return grouped(pen, name, alt, placed.label, [drawn, *signs]) if signs else drawn


@dataclass(frozen=True, slots=True)
class _Sign:
    """A head or a mark of a line that is kept with the node it stands by."""

    path: EdgePath
    is_head: bool


def _signs(placed: Layout) -> dict[str, list[_Sign]]:
    """By node: the heads of lines that end there, the marks that stand nearest to it; each only once."""
    found: dict[str, dict[tuple[object, ...], _Sign]] = {}
    for path in placed.edges:
        edge, points = path.edge, path.points
        key = ("head", edge.kind, edge.standing, edge.tone, points[-2:])
        found.setdefault(edge.target, {}).setdefault(key, _Sign(path, True))
        if edge.standing != "known" or edge.change == "ended":
            near_source = _away(path.mark, points[0]) < _away(path.mark, points[-1])
            by = edge.source if near_source else edge.target
            found.setdefault(by, {}).setdefault(("mark", edge.standing, edge.change, path.mark), _Sign(path, False))
    return {node: list(signs.values()) for node, signs in found.items()}


def _away(one: Point, other: Point) -> float:
    return hypot(one.x - other.x, one.y - other.y)


def _node(pen: Pen, placed: Layout, box: NodeBox, signs: list[_Sign]) -> str:
    """The node's shapes, held together where there are several."""
    node = box.node
    paragraphs = _card_words(box)
    alt = _said(placed, box)
    ports = dict.fromkeys(
        end
        for path in placed.edges
        for name, end in ((path.edge.source, path.points[0]), (path.edge.target, path.points[-1]))
        if name == node.id
    )
    drawn = card(pen, node, box.box, paragraphs, alt, list(ports))
    drawn += mark(pen, node.standing, Point(box.box.right - 3, box.box.y + 3))
    for sign in signs:
        edge, points = sign.path.edge, sign.path.points
        if sign.is_head:
            drawn += head(pen, edge.kind, edge.standing, points[-2], points[-1], edge.tone)
        elif edge.change == "ended":
            drawn.append(strikes(pen, points, sign.path.mark))
        else:
            drawn += mark(pen, edge.standing, sign.path.mark)
    return drawn[0] if len(drawn) == 1 else grouped(pen, node.head or node.id, node.head or node.id, box.box, drawn)


def _card_words(box: NodeBox) -> list[Paragraph]:
    """The head and the rows; what is added is bold, with its word or a plus, what ends is struck through."""
    node = box.node
    ink, ended = text_colour(node.tone), node.change == "ended"
    found = [Paragraph(box.tag.text, box.tag.size, True, centred=True)] if box.tag else []
    if box.head:
        size, bold = box.head[0].size, box.head[0].bold
        found.append(Paragraph(node.head, size, bold, centred=True, colour=ink, struck=ended))
    for text, row, change in zip(node.rows, box.rows, row_changes(node), strict=True):
        if row:
            added = change == "added"
            said = Paragraph(f"+ {text}" if added else text, row[0].size, added, INSETS.bullet, colour=ink)
            found.append(said._replace(struck=change == "ended"))
    return found


def _said(placed: Layout, box: NodeBox) -> str:
    """What a node is, its head and its rows."""
    node = box.node
    meant = meaning(placed.drawing, node)
    return ". ".join(part for part in (f"{node.head} ({meant})" if meant else node.head, *node.rows) if part.strip())


def _lines(pen: Pen, placed: Layout) -> Iterator[str]:
    """The connectors. Those that share a trunk start there, so that their dashes fall upon each other."""
    names = {node.id: node.head or node.id for node in placed.drawing.nodes}
    obstacles = [node.box for node in placed.nodes]
    for path, route in zip(placed.edges, routes(placed.edges, obstacles), strict=True):
        edge = path.edge
        ends = (pen.ports.get((edge.source, path.points[0])), pen.ports.get((edge.target, path.points[-1])))
        headed: Literal["start", "end"] = "end"
        if path.trunk == "target":
            ends, headed = ends[::-1], "start"
        name = f"{names[edge.source]} → {names[edge.target]}"
        way = connector(route[::-1] if headed == "start" else route)
        yield connecting(pen, changed(name, edge.change, placed.drawing), way, edge, ends, headed)


def _words(pen: Pen, placed: Layout, page: Page) -> Iterator[str]:
    """The legend as one group, and the caption, in the column beside the figure."""
    left = (page.column.x - pen.left) / pen.scale
    top = (page.column.y - pen.top) / pen.scale
    size = SMALL / pen.lettering
    if placed.legend:
        heading = _LEGEND.in_language(placed.drawing.language)
        drawn = [text_box(pen, heading, Box(left, top, COLUMN, 13), [Paragraph(heading, size, True)], heading)]
        y = top + UNDER_HEADING
        for entry in placed.legend:
            meaning, height = entry.entry.words, entry_height(entry.entry.words)
            box = Box(left, y + (height - SAMPLE[1]) / 2, *SAMPLE)
            text = entry_text(meaning)
            beside = SAMPLE[0] + BESIDE_SAMPLE
            where = Box(left + beside, y + (height - text) / 2, COLUMN - beside, text)
            drawn += _sample(pen, entry.entry, box)
            drawn.append(text_box(pen, meaning, where, [Paragraph(meaning, size)], meaning))
            y += height
        yield grouped(pen, heading, heading, Box(left, top, COLUMN, y - top), drawn)
        top = y
    caption = placed.drawing.caption
    if caption.strip():
        box = Box(left, top + ABOVE_CAPTION, COLUMN, caption_height(caption))
        yield text_box(pen, caption, box, [Paragraph(caption, size)], caption)


def _sample(pen: Pen, entry: LegendEntry, box: Box) -> list[str]:
    """The thing itself, small: drawn by the same functions as in the figure."""
    if entry.sample == "node":
        inner = Box(box.x + 5, box.y + 1, box.width - 10, box.height - 2)
        shape = cast(NodeShape, entry.kind)
        drawn = sample(pen, shape, entry.standing, inner, entry.tone, entry.change, entry.several)
        return drawn + mark(pen, entry.standing, Point(inner.right - 3, inner.y + 3))
    if entry.sample == "mark":
        return [mark_sample(pen, entry, box)]
    if entry.sample == "bar":
        return bar_shapes(pen, sample_bar(entry, box), None)
    ends = (Point(box.x, box.middle.y), Point(box.right, box.middle.y))
    kind = cast(EdgeKind, entry.kind)
    line = connecting(pen, entry.words, connector(ends), entry, (None, None), "end")
    at = Point(box.x + 0.4 * box.width, box.middle.y)
    signs = [strikes(pen, ends, at)] if entry.change == "ended" else mark(pen, entry.standing, at)
    return [line, *head(pen, kind, entry.standing, *ends, entry.tone), *signs]
