"""Paths and routes for programs with shapes of their own: where they go is checked by going there."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import pytest

from civo.drawings import Edge
from civo.layout import Box, EdgePath, Point, laid_out
from civo.outputs.bent_routes import Connector, connector, routes
from civo.outputs.outline_paths import extent, segments, turned

from .samples import DRAWINGS

EDGE = Edge("a", "b", "seat")


def drawn(found: Connector) -> list[Point]:
    """The corners of a preset connector on the slide, by the rules of ECMA-376: flip in its box, then turn."""
    wide, high = found.box.width, found.box.height
    settings = [value / 100_000 for value in found.settings]
    corners = [Point(0.0, 0.0)]
    for n, share in enumerate(settings):
        x, y = corners[-1]
        corners.append(Point(share * wide, y) if n % 2 == 0 else Point(x, share * high))
    if found.shape != "straightConnector1":
        x, y = corners[-1]
        corners.append(Point(x, high) if len(settings) % 2 else Point(wide, y))
    corners.append(Point(wide, high))
    placed = []
    for x, y in corners:
        x, y = x - wide / 2, y - high / 2
        x, y = -x if found.flip else x, -y if found.flip_down else y
        for _ in range(found.quarter_turns):
            x, y = -y, x
        placed.append(Point(found.box.middle.x + x, found.box.middle.y + y))
    return placed


@pytest.mark.parametrize("across", [40, -40])
@pytest.mark.parametrize("down", [100, -100])
@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize("turns", [0, 1, 2, 3, 4])
def test_a_connector_goes_the_route(across: float, down: float, swapped: bool, turns: int) -> None:
    all_turns: list[tuple[float, float]] = [(0, 0), (0, 0.3), (1.4, 0.3), (1.4, 0.7), (1, 0.7), (1, 1)]
    ways: dict[int, list[tuple[float, float]]] = {
        0: [(0, 0), (1, 1)],
        1: [(0, 0), (0, 1), (1, 1)],
        2: [(0, 0), (0, 0.3), (1, 0.3), (1, 1)],
        3: [(0, 0), (0, 0.3), (1.4, 0.3), (1.4, 1), (1, 1)],
        4: all_turns,
    }
    route = [Point(10 + x * across, 20 + y * down) for x, y in ways[turns]]
    if swapped:
        route = [Point(y, x) for x, y in route]
    found = drawn(connector(route))
    assert [near(a, b) for a, b in zip(found, route, strict=True)] == [True] * len(route)


def near(one: Point, other: Point, by: float = 0.01) -> bool:
    """Whether two places are the same but for rounding."""
    return hypot(one.x - other.x, one.y - other.y) <= by


@pytest.mark.parametrize("down", [0.0, 12.0])
def test_ends_that_are_level_bend_round(down: float) -> None:
    route = [Point(0, 0), Point(0, 30), Point(80, 30), Point(80, down)]
    found = drawn(connector(route))
    assert all(near(a, b, 0.3) for a, b in zip(found, route, strict=True))


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_route_of_every_sample_can_be_drawn_and_ends_where_the_edge_does(name: str) -> None:
    placed = laid_out(DRAWINGS[name])
    found = routes(placed.edges, [node.box for node in placed.nodes])
    for path, route in zip(placed.edges, found, strict=True):
        assert (route[0], route[-1]) == (path.points[0], path.points[-1])
        assert len(route) in (2, 3, 4, 5, 6)
        assert all(a.x == b.x or a.y == b.y for a, b in pairwise(route))
        assert all(near(a, b, 0.3) for a, b in zip(drawn(connector(route)), route, strict=True))


def test_a_route_with_too_many_turns_keeps_clear_of_boxes() -> None:
    points = [(0, 0), (0, -10), (30, -10), (30, -60), (-20, -60), (-20, -100), (10, -100), (10, -120)]
    box = Box(-10, -90, 25, 60)
    (found,) = routes([EdgePath(EDGE, tuple(Point(*p) for p in points), Point(0, 0), "source")], [box])
    lane = found[2].x
    assert len(found) == 6
    assert lane < box.x or lane > box.right


def test_a_way_found_anew_does_not_run_upon_another_kind_of_line() -> None:
    points = [(0, 0), (0, -10), (30, -10), (30, -60), (-20, -60), (-20, -100), (10, -100), (10, -120)]
    other = EdgePath(Edge("c", "d", "needs"), (Point(30, 0), Point(30, -120)), Point(0, 0), "source")
    path = EdgePath(EDGE, tuple(Point(*p) for p in points), Point(0, 0), "source")
    found = routes([path, other], [Box(-30, -90, 45, 60)])[0]
    assert found[2].x != 30


def test_paths_are_read_as_svg_reads_them() -> None:
    assert segments("M1 2H5v3L.5-1Z") == (
        ("move", (Point(1, 2),)), ("line", (Point(5, 2),)), ("line", (Point(5, 5),)), ("line", (Point(0.5, -1),)),
        ("close", ()),
    )  # fmt: skip
    assert [part.kind for part in segments("M0 0 1 1 2 2Q3 3 4 4")] == ["move", "line", "line", "quadratic"]


def test_arcs_become_curves_on_the_circle() -> None:
    circle = segments("M0 0A3.6 3.6 0 1 0 -7.2 0A3.6 3.6 0 1 0 0 0Z")
    ends = [part.points[-1] for part in circle if part.points]
    assert all(abs(hypot(p.x + 3.6, p.y) - 3.6) < 1e-9 for p in ends)
    assert {(round(p.x, 6), round(p.y, 6)) for p in ends} >= {(-3.6, 3.6), (-3.6, -3.6), (-7.2, 0)}
    around = extent(circle)
    assert (round(around.width, 6), round(around.height, 6)) == (7.2, 7.2)


def test_heads_turn_to_where_the_line_goes() -> None:
    (_, back, *_) = turned(segments("M0 0L-8 -3.6V3.6Z"), Point(0, 0), Point(0, 50))
    assert back.points == (Point(3.6, 42),)
