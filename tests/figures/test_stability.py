"""What moves when one line is added or taken away: the bands and who stands in them never, the order in a row seldom."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civo.drawings import Drawing, Edge, Group, Node
from civo.layout import Layout, laid_out
from civo.layout.ordering import in_order
from civo.layout.rows import rows_of
from civo.loading import load
from civo.structure import Structure, structure_at
from civo.views import drawing, read_view

from .samples import REPRESENTATION
from .samples import drawing as sample

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def civo_nord() -> Structure:
    return structure_at(load(ROOT / "structures" / "civo-nord"))


@pytest.fixture(scope="module")
def regional(civo_nord: Structure) -> Drawing:
    return drawing(civo_nord, read_view(ROOT / "diagrams" / "regional-niva.yaml", civo_nord), "regional-niva")


def test_a_new_seat_keeps_the_bands_and_nearly_all_the_order(regional: Drawing) -> None:
    before = laid_out(regional)
    drawn = {(edge.source, edge.target) for edge in regional.edges}
    bodies = [node.id for node in regional.nodes if node.shape == "body"]
    added = [
        Edge(who, body, "seat") for who in regional.groups[-1].nodes for body in bodies if (who, body) not in drawn
    ]
    assert len(added) == 7
    kept, all_pairs = 0, 0
    for edge in added:
        after = laid_out(replace(regional, edges=(*regional.edges, edge)))
        assert bands(after) == bands(before)
        same = [pair(before, a, b) == pair(after, a, b) for a, b in combinations(bodies, 2)]
        kept, all_pairs = kept + sum(same), all_pairs + len(same)
    assert kept >= 0.9 * all_pairs


VIEWS = sorted((ROOT / "diagrams").glob("*.yaml"))
MOST_SWAPPED = 3
"""How many pairs of boxes in a row change places at most, in any shipped view, when any one of its lines is not there."""


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: path.stem)
def test_one_line_less_or_more_swaps_few_pairs_in_a_row(path: Path, civo_nord: Structure) -> None:
    figure = drawing(civo_nord, read_view(path, civo_nord), path.stem)
    whole = laid_out(figure)
    swapped = all_pairs = 0
    for edge in figure.edges:
        less = laid_out(replace(figure, edges=tuple(one for one in figure.edges if one is not edge)))
        assert bands(less) == bands(whole)
        same = [first_of(whole, *pair) == first_of(less, *pair) for pair in in_one_row(whole) & in_one_row(less)]
        assert same.count(False) <= MOST_SWAPPED, edge
        swapped, all_pairs = swapped + same.count(False), all_pairs + len(same)
    assert swapped <= 0.35 * all_pairs  # of few pairs: a figure of five boxes has four in rows


def test_without_crossings_all_stand_as_declared() -> None:
    nodes = tuple(Node(f"{row}{n}", "body", f"{row}{n}") for row in "ab" for n in range(4))
    groups = tuple(Group(row, row, tuple(f"{row}{n}" for n in range(4))) for row in "ab")
    straight = tuple(Edge(f"b{n}", f"a{n}", "seat") for n in range(4))
    for extra in ((), (Edge("b0", "a1", "seat"),), (Edge("b3", "a2", "seat"), Edge("b1", "a2", "seat"))):
        rows = rows_of(sample(nodes, (*straight, *extra), groups), 4, False)
        assert in_order(sample(nodes, (*straight, *extra), groups), rows) == rows
    crossed = sample(nodes, (Edge("b0", "a1", "seat"), Edge("b1", "a0", "seat"), *straight[2:]), groups)
    assert [row.nodes for row in in_order(crossed, rows)] == [("a1", "a0", "a2", "a3"), groups[1].nodes]


@settings(max_examples=20)
@given(st.permutations(range(len(REPRESENTATION.edges))), st.sampled_from([3, 4, 6]))
def test_the_order_of_lines_is_of_no_account_and_the_order_found_stays(turned: list[int], per_row: int) -> None:
    other = replace(REPRESENTATION, edges=tuple(REPRESENTATION.edges[n] for n in turned))
    rows = rows_of(REPRESENTATION, per_row, False)
    found = in_order(REPRESENTATION, rows)
    assert in_order(other, rows) == found == in_order(REPRESENTATION, found)


def test_a_seat_that_draws_nothing_new_moves_nothing(regional: Drawing) -> None:
    again = replace(regional, alt=regional.alt + " ", caption="En till.", equivalent=())
    assert [box.box for box in laid_out(again).nodes] == [box.box for box in laid_out(regional).nodes]


def bands(layout: Layout) -> list[tuple[str, frozenset[str]]]:
    """The bands from the top down, each with those in it."""
    ordered = sorted(layout.groups, key=lambda band: band.box.y)
    return [
        (band.group.id, frozenset(box.node.id for box in layout.nodes if band.box.holds(box.box))) for band in ordered
    ]


def in_one_row(layout: Layout) -> set[tuple[str, str]]:
    """The pairs of boxes that stand side by side."""
    middles = {box.node.id: round(box.box.middle.y) for box in layout.nodes}
    return {(a, b) for a, b in combinations(middles, 2) if middles[a] == middles[b]}


def first_of(layout: Layout, a: str, b: str) -> bool:
    """Whether the first of the two stands to the left of the other."""
    left = {box.node.id: box.box.x for box in layout.nodes}
    return left[a] < left[b]


def pair(layout: Layout, a: str, b: str) -> tuple[str, bool]:
    """How two boxes stand to each other: one above, or side by side, and which first."""
    boxes = {box.node.id: box.box for box in layout.nodes}
    one, other = boxes[a], boxes[b]
    if abs(one.middle.y - other.middle.y) > 20:
        return "above", one.middle.y < other.middle.y
    return "beside", one.x < other.x
