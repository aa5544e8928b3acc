"""What holds for every layout: nothing overlaps, nothing sticks out, groups keep their order, text fits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from civo.drawings import Drawing, Edge, Group, Node
from civo.layout import Box, Crossing, EdgePath, Layout, LayoutError, Line, Point, laid_out
from civo.layout.crossings import MOST, with_crossings
from civo.layout.pages import READABLE, printed_text
from civo.layout.wrapping import longest_word, text_width, wrapped

from .samples import DRAWINGS, REPRESENTATION, TRAUMA, drawing, of_every_kind


@pytest.fixture(params=DRAWINGS, scope="module")
def layout(request: pytest.FixtureRequest) -> Layout:
    """The layout of each sample."""
    return laid_out(DRAWINGS[request.param])


def test_everything_of_the_drawing_is_placed(layout: Layout) -> None:
    drawing = layout.drawing
    assert [box.node for box in layout.nodes] == list(drawing.nodes)
    assert [path.edge for path in layout.edges] == list(drawing.edges)
    assert [box.group for box in layout.groups] == list(drawing.groups)
    assert [box.entry for box in layout.legend] == list(drawing.legend)


def test_no_two_boxes_overlap(layout: Layout) -> None:
    for a, b in combinations([box.box for box in layout.nodes], 2):
        assert not a.overlaps(b)
    for a, b in combinations([band.box for band in layout.groups], 2):
        assert not a.overlaps(b)
    for a, b in combinations([line.box for line in _lines(layout)], 2):
        assert not a.overlaps(b)


def test_everything_is_inside_the_canvas(layout: Layout) -> None:
    canvas = Box(0, 0, layout.width, layout.height)
    boxes = [box.box for box in layout.nodes] + [band.box for band in layout.groups]
    boxes += [entry.sample for entry in layout.legend]
    boxes += [line.box for line in _lines(layout)]
    boxes += [Box(point.x, point.y, 0, 0) for path in layout.edges for point in path.points]
    assert [box for box in boxes if not canvas.holds(box)] == []


def test_nodes_are_inside_their_group_and_beside_its_title(layout: Layout) -> None:
    boxes = {box.node.id: box.box for box in layout.nodes}
    for band in layout.groups:
        assert band.box.holds(band.label)
        for node in band.group.nodes:
            assert band.box.holds(boxes[node])
            assert not band.label.overlaps(boxes[node])


def test_groups_stand_from_top_to_bottom_in_their_order(layout: Layout) -> None:
    for upper, lower in pairwise(layout.groups):
        assert upper.box.bottom <= lower.box.y


def test_text_fits_where_it_stands(layout: Layout) -> None:
    for box in layout.nodes:
        for line in (*box.head, *(line for row in box.rows for line in row)):
            assert line.width == text_width(line.text, line.size, line.bold)
            assert box.box.holds(line.box), (box.node.id, line.text)
    for band in layout.groups:
        for line in (*band.title, *band.note):
            assert band.label.holds(line.box), line.text


def test_edges_join_the_sides_of_their_nodes_and_turn_square(layout: Layout) -> None:
    boxes = {box.node.id: box.box for box in layout.nodes}
    for path in layout.edges:
        assert len(path.points) > 1
        assert _on_side(path.points[0], boxes[path.edge.source])
        assert _on_side(path.points[-1], boxes[path.edge.target])
        for a, b in pairwise(path.points):
            assert (a.x == b.x) != (a.y == b.y)


def test_no_edge_runs_through_a_node_or_a_title(layout: Layout) -> None:
    for path in layout.edges:
        for a, b in pairwise(path.points):
            segment = Box(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))
            for box in layout.nodes:
                assert not _touches(segment, _shrunk(box.box)), (path.edge, box.node.id)
            for band in layout.groups:
                assert not _touches(segment, band.label), (path.edge, band.group.id)


@pytest.mark.parametrize("sample", [REPRESENTATION, TRAUMA], ids=lambda d: d.id)
def test_the_report_figures_can_be_read_on_a4(sample: Drawing) -> None:
    assert printed_text(laid_out(sample)) >= READABLE


def test_lines_of_different_nets_keep_apart() -> None:
    for sample in (REPRESENTATION, TRAUMA):
        uprights = {
            (a.x, min(a.y, b.y), max(a.y, b.y), path.edge.kind, path.edge.standing)
            for path in laid_out(sample).edges
            for a, b in pairwise(path.points)
            if a.x == b.x
        }
        for a, b in combinations(sorted(uprights), 2):
            meet = min(a[2], b[2]) - max(a[1], b[1])
            assert not (a[3:] != b[3:] and abs(a[0] - b[0]) < 5 and meet > 1), (a, b)


def test_a_crossing_is_told_from_a_joint() -> None:
    """Two upright lines meet a level one: one goes on across it, the other is a branch that ends at it."""
    trunk, branch, other = (Edge(a, b, "absent") for a, b in (("a", "b"), ("a", "c"), ("d", "e")))
    level = EdgePath(trunk, (Point(0, 90), Point(0, 50), Point(100, 50), Point(100, 0)), Point(100, 10), "source")
    joined = EdgePath(branch, (Point(0, 90), Point(0, 50), Point(40, 50), Point(40, 0)), Point(40, 10), "source")
    across = EdgePath(other, (Point(70, 90), Point(70, 0)), Point(70, 10), "source")
    under, branching, over = with_crossings((level, joined, across))
    assert under.under == (Crossing(Point(70, 50), other, False),)
    assert over.over == (Crossing(Point(70, 50), trunk, True),)
    assert (under.over, branching.under, branching.over, over.under) == ((), (), (), ())


def test_what_is_faint_passes_under_what_is_not() -> None:
    upright, level = Edge("a", "b", "absent", tone="faint"), Edge("c", "d", "absent", tone="strong")
    paths = (
        EdgePath(upright, (Point(50, 90), Point(50, 0)), Point(50, 10), "source"),
        EdgePath(level, (Point(0, 50), Point(100, 50)), Point(90, 50), "source"),
    )
    below, above = with_crossings(paths)
    assert below.under == (Crossing(Point(50, 50), level, True),)
    assert above.over == (Crossing(Point(50, 50), upright, False),)
    assert not (below.over or above.under)


def test_of_very_many_crossings_none_is_told() -> None:
    edge = Edge("a", "b", "seat")
    number = int(MOST**0.5) + 1
    level = [EdgePath(edge, (Point(0, n), Point(1000, n)), Point(0, 0), "source") for n in range(1, number + 1)]
    upright = [EdgePath(edge, (Point(n, 0), Point(n, 1000)), Point(0, 0), "source") for n in range(1, number + 1)]
    assert all(not path.under and not path.over for path in with_crossings([*level, *upright]))
    assert any(path.under for path in with_crossings([*level[1:], *upright[2:]]))


def test_every_crossing_is_told_on_both_lines(layout: Layout) -> None:
    level = {(p.edge, a, b) for p in layout.edges for a, b in pairwise(p.points) if a.y == b.y}
    upright = {(p.edge, a, b) for p in layout.edges for a, b in pairwise(p.points) if a.x == b.x}
    crossed = {
        (one, other, Point(c.x, a.y))
        for one, a, b in level
        for other, c, d in upright
        if min(a.x, b.x) < c.x < max(a.x, b.x) and min(c.y, d.y) < a.y < max(c.y, d.y)
    }
    told = [(path.edge, place) for path in layout.edges for place in (*path.under, *path.over)]
    assert {(edge, place.at) for edge, place in told if not place.is_upright} == {(one, at) for one, _, at in crossed}
    assert {(edge, place.at) for edge, place in told if place.is_upright} == {(one, at) for _, one, at in crossed}


def test_a_level_keeps_its_place_when_all_edges_point_upwards() -> None:
    nodes = tuple(Node(f"n{i}", "body", f"Nod {i}") for i in range(6))
    groups = tuple(Group(f"g{i}", f"Nivå {i}", (f"n{2 * i}", f"n{2 * i + 1}")) for i in range(3))
    edges = tuple(Edge(f"n{b}", f"n{a}", "appoints") for a in range(6) for b in range(a + 1, 6))
    placed = laid_out(drawing(nodes, edges, groups))
    assert min(placed.nodes, key=lambda box: box.box.y).node.id in ("n0", "n1")
    assert [box.group.id for box in sorted(placed.groups, key=lambda box: box.box.y)] == ["g0", "g1", "g2"]


def test_some_hundred_nodes_are_laid_out() -> None:
    placed = laid_out(of_every_kind(300, 5))
    assert len({box.box for box in placed.nodes}) == 300


def test_an_edge_to_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="'b', which is no node"):
        laid_out(drawing((Node("a", "body", "A"),), (Edge("a", "b", "seat"),)))


def test_two_nodes_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        laid_out(drawing((Node("a", "body", "A"), Node("a", "body", "B"))))


def test_a_new_caption_changes_no_place() -> None:
    changed = replace(REPRESENTATION, caption="En annan bildtext.")
    assert laid_out(changed).nodes == laid_out(REPRESENTATION).nodes


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("Beredskapssamordnarnätverket", ("Beredskaps-", "samordnarnätverket")),
        ("Traumavårdskedjan", ("Traumavårdskedjan",)),
        ("Kommunal hälso- och sjukvård", ("Kommunal hälso- och", "sjukvård")),
        ("Krisbered\u00adskapsmyndigheten", ("Krisbered-", "skapsmyndigheten")),
        ("", ("",)),
    ],
)
def test_long_words_break_where_their_parts_meet(word: str, lines: tuple[str, ...]) -> None:
    assert wrapped(word, 100, 10, bold=True) == lines


@pytest.mark.parametrize("text", ["å" * 90, "Beredskapssamordnarnätverkets-mötesordförande", "a b", "端午节" * 9])
@pytest.mark.parametrize("width", [30, 60, 100])
def test_no_line_is_wider_than_asked(text: str, width: float) -> None:
    lines = wrapped(text, width, 10)
    assert all(text_width(line, 10) <= width for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == text.replace("-", "").replace(" ", "")


def test_the_longest_word_counts_hyphens_as_places_to_break() -> None:
    assert longest_word("Civo-strukturen", 10) == text_width("strukturen", 10)


def test_a_missing_dot_program_is_said_clearly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(LayoutError, match="no program dot"):
        laid_out(drawing((Node("utan", "body", "Utan dot"),)), engine="dot")


def _lines(layout: Layout) -> Iterable[Line]:
    yield from (*layout.title, *layout.legend_heading)
    for node in layout.nodes:
        yield from (*node.head, *(line for row in node.rows for line in row))
    for band in layout.groups:
        yield from (*band.title, *band.note)
    for entry in layout.legend:
        yield from entry.lines


def _on_side(point: Point, box: Box) -> bool:
    on_edge = point.x in (box.x, box.right) or point.y in (box.y, box.bottom)
    return on_edge and box.holds(Box(point.x, point.y, 0, 0))


def _shrunk(box: Box) -> Box:
    return Box(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1)


def _touches(segment: Box, box: Box) -> bool:
    return (
        segment.x < box.right
        and box.x < segment.right + 0.01
        and segment.y < box.bottom
        and box.y < segment.bottom + 0.01
    )
