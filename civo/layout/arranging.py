"""Rows, cards and what Graphviz decided become a figure: every box, line of text and path gets its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from civo.drawings import Drawing, Edge
from civo.layout.cards import LEADING, Card, placed_card, text_lines
from civo.layout.columns import GAP, columns
from civo.layout.dot_source import Placing
from civo.layout.legend import BESIDE, MARGIN, legend_of, notes_of
from civo.layout.nets import Stretch, Way, nets_of
from civo.layout.pages import PAGES, Page, on_sheet, page_widths
from civo.layout.rows import Row
from civo.layout.shapes import Box, EdgePath, GroupBox, Layout, NodeBox, Point
from civo.layout.tracks import CLEARANCE, Span, assign_tracks, room_for, straightened
from civo.layout.wrapping import longest_word, wrapped

TITLE = 13.0
GROUP_TITLE = 10.0
GROUP_NOTE = 9.0
_LABEL_PAD = 7.0
_LABEL_WORD = (44.0, 84.0)
_PAD = 10.0
_HEAD_ROOM = 19.0
_MARK_ROOM = 27.0
_TAIL_ROOM = 13.0
_LINE_ROOM = 8.0
_TRACK = 7.0
_PLAIN_GAP = 14.0
_BAND_GAP = 8.0
_MARK_AT_HEAD = 19.0
_MARK_AT_TAIL = 10.0
_HEAD = 13.0
_BESIDE = 34.0
_NARROWEST = 330.0


@dataclass(slots=True)
class _Figure:
    """What is known of the figure so far; y counts from the top, x is still the engine's until `shift`."""

    drawing: Drawing
    rows: Sequence[Row]
    cards: Mapping[str, Card]
    left: dict[str, float]
    page: Page | None = None
    legend_room: float = 0.0
    ways: list[Way] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    beside: list[int] = field(default_factory=list)
    row_y: list[float] = field(default_factory=list)
    track_y: dict[int, float] = field(default_factory=dict)
    bands: dict[int, tuple[float, float]] = field(default_factory=dict)
    tracks: dict[int, int] = field(default_factory=dict)
    rooms: dict[int, tuple[float, float]] = field(default_factory=dict)
    top: float = 0.0
    bottom: float = 0.0

    def span(self, node: str) -> Span:
        """The left and the right side of a node."""
        return self.left[node], self.left[node] + self.cards[node].width

    def spans(self) -> dict[str, Span]:
        """The sides of every node."""
        return {node: self.span(node) for node in self.cards}

    def height(self, row: int) -> float:
        """The height of a row, that of its highest card."""
        return max((self.cards[node].height for node in self.rows[row].nodes), default=0.0)


def arranged(
    drawing: Drawing, rows: Sequence[Row], cards: Mapping[str, Card], placing: Placing, beside: bool = False
) -> Layout:
    """The figure with everything in its place, the legend below it or `beside`."""
    page = PAGES.get(drawing.page)
    figure = _Figure(drawing, rows, cards, _left_sides(cards, placing), page, BESIDE if beside else 0.0)
    _route(figure, placing)
    label = _label_width(drawing)
    low, high = _extent(figure)
    width = max(high - low + 2 * (MARGIN + _PAD) + label, _NARROWEST)
    shift = MARGIN + label + (width - 2 * MARGIN - label - (high - low)) / 2 - low
    title = text_lines(wrapped(drawing.title, width - 2 * MARGIN, TITLE, bold=True), MARGIN, MARGIN, TITLE, bold=True)
    if not drawing.title.strip():
        title = ()
    figure.top = MARGIN + len(title) * TITLE * LEADING + (8 if title else 0)
    _stack(figure, label)
    nodes = tuple(_node_box(figure, node.id, shift) for node in drawing.nodes)
    boxes = {box.node.id: box.box for box in nodes}
    notes, figure.bottom = notes_of(drawing, width, figure.bottom)
    below = (drawing, width, figure.bottom + 10)
    at_side = (drawing, BESIDE - MARGIN / 2, figure.top, width + MARGIN / 2)
    heading, legend, bottom = legend_of(*at_side) if beside else legend_of(*below)
    bottom = max(bottom, figure.bottom)
    across = width + (BESIDE if beside else 0.0)
    sheet, scale = on_sheet(round(across, 2), round(bottom + MARGIN, 2), page)
    return Layout(
        drawing,
        round(across, 2),
        round(bottom + MARGIN, 2),
        title,
        tuple(_group_box(figure, index, width, label) for index in range(len(drawing.groups))),
        nodes,
        tuple(_edge_paths(figure, boxes, shift)),
        legend,
        heading,
        sheet,
        None,
        notes,
        scale,
    )


def _left_sides(cards: Mapping[str, Card], placing: Placing) -> dict[str, float]:
    return {node: placing.nodes[node].x - one.width / 2 for node, one in cards.items()}


def _route(figure: _Figure, placing: Placing) -> None:
    """Find the way of every edge: straight between neighbours of a row, else through the channels."""
    edges = figure.drawing.edges
    place = {node: number for number, row in enumerate(figure.rows) for node in row.nodes}
    ordered = [sorted(row.nodes, key=lambda node: figure.left[node]) for row in figure.rows]
    neighbours = {pair for row in ordered for a, b in pairwise(row) for pair in ((a, b), (b, a))}
    figure.beside = [n for n, edge in enumerate(edges) if (edge.source, edge.target) in neighbours]
    routed = [n for n in range(len(edges)) if n not in set(figure.beside)]
    crossing = _crossing_x(placing, [row.nodes for row in figure.rows])
    start_x = {(i, row): crossing[n, row] for i, n in enumerate(routed) for row in range(len(figure.rows))
               if (n, row) in crossing}  # fmt: skip
    middle = {node: sum(span) / 2 for node, span in figure.spans().items()}
    ways, figure.stretches = nets_of([edges[n] for n in routed], place, start_x, middle)
    figure.ways = [replace(way, number=routed[way.number]) for way in ways]
    _respace(figure, ordered)
    spans = figure.spans()
    straightened(figure.stretches, _kept_clear(figure, ordered), spans)
    for stretch in figure.stretches:
        for terminal in stretch.terminals:
            terminal.x = round(terminal.x, 1)
    figure.tracks = assign_tracks(figure.stretches)


def _kept_clear(figure: _Figure, ordered: Sequence[Sequence[str]]) -> list[list[Span]]:
    """What lines that pass a row must keep clear of: its nodes, and the heads of lines between neighbours."""
    headed = {(figure.drawing.edges[n].target, figure.drawing.edges[n].source) for n in figure.beside}
    rows: list[list[Span]] = []
    for row in ordered:
        spans = [figure.span(node) for node in row]
        for i, (a, b) in enumerate(pairwise(row)):
            if (a, b) in headed:
                spans[i] = (spans[i][0], spans[i][1] + _HEAD)
            if (b, a) in headed:
                spans[i + 1] = (spans[i + 1][0] - _HEAD, spans[i + 1][1])
        rows.append(spans)
    return rows


def _respace(figure: _Figure, ordered: Sequence[Sequence[str]]) -> None:
    """Fill the page evenly: keep the engine's order of nodes and lines in every row, not its distances."""
    passages = [t for t in dict.fromkeys(t for s in figure.stretches for t in s.terminals) if not t.side]
    opening = {t: sum(sum(figure.span(node)) / 2 < t.x for node in ordered[t.row]) for t in passages}
    counts = [[0] * (len(row) + 1) for row in ordered]
    for terminal, place in opening.items():
        counts[terminal.row][place] += 1
    lines = [[room_for(count) for count in row] for row in counts]
    beside = {frozenset((figure.drawing.edges[n].source, figure.drawing.edges[n].target)) for n in figure.beside}
    for row, line in zip(ordered, lines, strict=True):
        for i, pair in enumerate(pairwise(row)):
            if frozenset(pair) in beside:
                line[i + 1] = max(_BESIDE, line[i + 1] + _BESIDE - GAP)
    widths = {node: one.width for node, one in figure.cards.items()}
    taken = 2 * (MARGIN + _PAD) + _label_width(figure.drawing) + figure.legend_room
    figure.left = columns(
        ordered, widths, lines, figure.drawing.edges, [room - taken for room in page_widths(figure.page)]
    )
    for terminal, place in opening.items():
        row = ordered[terminal.row]
        before = figure.span(row[place - 1])[1] if place else None
        after = figure.span(row[place])[0] if place < len(row) else None
        if before is None:
            terminal.x = after - CLEARANCE - 1 if after is not None else terminal.x
        else:
            terminal.x = (before + after) / 2 if after is not None else before + CLEARANCE + 1
    for stretch in figure.stretches:
        for terminal in stretch.terminals:
            if terminal.side:
                terminal.x = sum(figure.span(terminal.node)) / 2


def _label_width(drawing: Drawing) -> float:
    """As wide as the longest word of a group's title or note needs, within bounds; 0 when no group has either."""
    sized = [(group.title, GROUP_TITLE, True) for group in drawing.groups]
    sized += [(group.note, GROUP_NOTE, False) for group in drawing.groups]
    longest = max((longest_word(text, size, bold) for text, size, bold in sized if text.strip()), default=None)
    low, high = _LABEL_WORD
    return 0.0 if longest is None else min(max(longest + 0.5, low), high) + 2 * _LABEL_PAD


def _crossing_x(placing: Placing, rows: Sequence[Sequence[str]]) -> dict[tuple[int, int], float]:
    """Where each curve passes each row that it passes, by edge and row."""
    heights = {number: placing.nodes[row[0]].y for number, row in enumerate(rows) if row}
    found: dict[tuple[int, int], float] = {}
    for edge, curve in placing.curves.items():
        for i in range(0, len(curve) - 3, 3):
            piece = curve[i : i + 4]
            low, high = min(point.y for point in piece), max(point.y for point in piece)
            passed = [(row, y) for row, y in heights.items() if low <= y <= high and (edge, row) not in found]
            if not passed:
                continue
            sampled = _sampled(*piece)
            for row, y in passed:
                for (ax, ay), (bx, by) in pairwise(sampled):
                    if ay != by and (ay <= y <= by or by <= y <= ay):
                        found[edge, row] = ax + (bx - ax) * (y - ay) / (by - ay)
                        break
    return found


_STEPS = tuple(((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3) for t in (n / 8 for n in range(1, 9)))


def _sampled(p: Point, q: Point, r: Point, s: Point) -> list[tuple[float, float]]:
    """Points along a cubic curve, from its start to its end."""
    return [
        p,
        *((a * p.x + b * q.x + c * r.x + d * s.x, a * p.y + b * q.y + c * r.y + d * s.y) for a, b, c, d in _STEPS),
    ]


def _extent(figure: _Figure) -> Span:
    """From the leftmost box or line to the rightmost."""
    xs = [x for node in figure.cards for x in figure.span(node)]
    xs += [terminal.x for stretch in figure.stretches for terminal in stretch.terminals]
    return (min(xs), max(xs)) if xs else (0.0, 0.0)


def _stack(figure: _Figure, label: float) -> None:
    """Find the y of every row, track and band, from the top down."""
    figure.rooms = _rooms(figure)
    figure.row_y = [0.0] * len(figure.rows)
    y = figure.top
    for position, (frame, numbers) in enumerate(groupby(range(len(figure.rows)), lambda n: figure.rows[n].frame)):
        rows = list(numbers)
        if position:
            y = _between_bands(figure, rows[0], y)
        inner = sum(figure.height(row) for row in rows)
        inner += sum(_channel_height(figure, row) for row in rows[1:])
        pad = _PAD if frame is not None else _PAD / 2
        spare = max(0.0, _label_height(figure, frame, label) - inner - 2 * pad) / 2
        start, y = y, y + pad + spare
        for row in rows:
            if row != rows[0]:
                figure.track_y[row] = y + figure.rooms.get(row, (0.0, 0.0))[0]
                y += _channel_height(figure, row)
            figure.row_y[row] = y
            y += figure.height(row)
        y += pad + spare
        if rows[-1] == len(figure.rows) - 1 and len(figure.rows) in figure.tracks:
            last = len(figure.rows)
            figure.track_y[last] = y + max(0.0, figure.rooms[last][0] - pad)
            y = figure.track_y[last] + (figure.tracks[last] - 1) * _TRACK + pad
        if frame is not None:
            figure.bands[frame] = (start, y)
    figure.bottom = y


def _between_bands(figure: _Figure, channel: int, y: float) -> float:
    """The gap between two bands, where the lines between them turn; where the next band begins comes back."""
    count = figure.tracks.get(channel, 0)
    above, below = figure.rooms.get(channel, (0.0, 0.0))
    above, below = max(above - _PAD, _BAND_GAP / 2), max(below - _PAD, _BAND_GAP / 2)
    figure.track_y[channel] = y + above
    return y + above + max(count - 1, 0) * _TRACK + below


def _channel_height(figure: _Figure, channel: int) -> float:
    count = figure.tracks.get(channel, 0)
    return max(_PLAIN_GAP, sum(figure.rooms.get(channel, (0.0, 0.0))) + max(count - 1, 0) * _TRACK)


def _rooms(figure: _Figure) -> dict[int, tuple[float, float]]:
    """How much room the ends of lines need at the upper and the lower side of each channel."""
    found: dict[int, tuple[float, float]] = {stretch.channel: (_LINE_ROOM, _LINE_ROOM) for stretch in figure.stretches}
    for way in figure.ways:
        edge = figure.drawing.edges[way.number]
        for end, terminal in (("trunk", way.terminals[0]), ("branch", way.terminals[-1])):
            pointed = (end == "trunk") == (way.trunk == "target")
            need = _HEAD_ROOM if pointed else _TAIL_ROOM
            if end == "branch" and (edge.standing != "known" or edge.change == "ended"):
                need = _MARK_ROOM if pointed else _HEAD_ROOM
            channel = terminal.row if terminal.side == "top" else terminal.row + 1
            above, below = found[channel]
            found[channel] = (above, max(below, need)) if terminal.side == "top" else (max(above, need), below)
    return found


def _label_texts(figure: _Figure, frame: int, label: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    group = figure.drawing.groups[frame]
    inner = label - 2 * _LABEL_PAD
    title = wrapped(group.title, inner, GROUP_TITLE, bold=True) if group.title.strip() else ()
    return title, wrapped(group.note, inner, GROUP_NOTE) if group.note.strip() else ()


def _label_height(figure: _Figure, frame: int | None, label: float) -> float:
    if frame is None or not label:
        return 0.0
    title, note = _label_texts(figure, frame, label)
    mark = 0.0 if figure.drawing.groups[frame].standing == "known" else 16.0
    return 2 * _LABEL_PAD + LEADING * (len(title) * GROUP_TITLE + len(note) * GROUP_NOTE) + (4 if note else 0) + mark


def _group_box(figure: _Figure, index: int, width: float, label: float) -> GroupBox:
    top, bottom = figure.bands.get(index, (figure.top, figure.top))
    box = Box(MARGIN, round(top, 2), round(width - 2 * MARGIN, 2), round(bottom - top, 2))
    title, note = _label_texts(figure, index, label) if label else ((), ())
    lines = text_lines(title, MARGIN + _LABEL_PAD, top + _LABEL_PAD, GROUP_TITLE, bold=True)
    note_top = top + _LABEL_PAD + len(title) * GROUP_TITLE * LEADING + 4
    return GroupBox(
        figure.drawing.groups[index],
        box,
        box._replace(width=label),
        lines,
        text_lines(note, MARGIN + _LABEL_PAD, note_top, GROUP_NOTE),
    )


def _node_box(figure: _Figure, node: str, shift: float) -> NodeBox:
    row = next(number for number, row in enumerate(figure.rows) if node in row.nodes)
    one = figure.cards[node]
    y = figure.row_y[row] + (figure.height(row) - one.height) / 2
    return placed_card(one, round(figure.left[node] + shift, 2), round(y, 2))


def _edge_paths(figure: _Figure, boxes: Mapping[str, Box], shift: float) -> list[EdgePath]:
    paths = {way.number: _way_path(figure, way, boxes, shift) for way in figure.ways}
    edges = figure.drawing.edges
    groups: dict[frozenset[str], list[int]] = {}
    for n in figure.beside:
        groups.setdefault(frozenset((edges[n].source, edges[n].target)), []).append(n)
    for numbers in groups.values():
        for i, n in enumerate(numbers):
            paths[n] = _side_path(edges[n], boxes, (i + 1) / (len(numbers) + 1))
    return [paths[n] for n in range(len(edges))]


def _side_path(edge: Edge, boxes: Mapping[str, Box], share: float) -> EdgePath:
    """A straight line between the facing sides of two neighbours."""
    source, target = boxes[edge.source], boxes[edge.target]
    top, bottom = max(source.y, target.y) + 8, min(source.bottom, target.bottom) - 4
    y = round(top + (bottom - top) * share, 2)
    start, end = (source.right, target.x) if source.x < target.x else (source.x, target.right)
    return EdgePath(edge, (Point(start, y), Point(end, y)), Point((start + end) / 2, y), "source")


def _way_path(figure: _Figure, way: Way, boxes: Mapping[str, Box], shift: float) -> EdgePath:
    ends = []
    for terminal in (way.terminals[0], way.terminals[-1]):
        box = boxes[terminal.node]
        ends.append(Point(round(terminal.x + shift, 2), box.y if terminal.side == "top" else box.bottom))
    points = [ends[0]]
    for stretch, (a, b) in zip(way.stretches, pairwise(way.terminals), strict=True):
        if stretch.track is not None:
            y = round(figure.track_y[stretch.channel] + stretch.track * _TRACK, 2)
            points += [Point(round(t.x + shift, 2), y) for t in (a, b)]
    points = _without_idle_corners([*points, ends[1]])
    away = _MARK_AT_HEAD if way.trunk == "source" else _MARK_AT_TAIL
    mark = Point(ends[1].x, ends[1].y + (-away if way.terminals[-1].side == "top" else away))
    if way.trunk == "target":
        points.reverse()
    return EdgePath(figure.drawing.edges[way.number], tuple(points), mark, way.trunk)


def _without_idle_corners(points: Sequence[Point]) -> list[Point]:
    """The corners where the line really turns, and its ends."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        while len(kept) > 1 and (kept[-2].x == kept[-1].x == point.x or kept[-2].y == kept[-1].y == point.y):
            kept.pop()
        kept.append(point)
    return kept
