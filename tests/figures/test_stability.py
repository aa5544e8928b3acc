"""What moves when one seat is added: the bands and who stands in them never, the order in a row seldom."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from civo.drawings import Drawing, Edge
from civo.layout import Layout, laid_out
from civo.loading import load
from civo.structure import structure_at
from civo.views import drawing, read_view

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def regional() -> Drawing:
    structure = structure_at(load(ROOT / "structures" / "civo-nord"))
    return drawing(structure, read_view(ROOT / "diagrams" / "regional-niva.yaml", structure), "regional-niva")


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
    assert kept >= 0.85 * all_pairs


def test_a_seat_that_draws_nothing_new_moves_nothing(regional: Drawing) -> None:
    again = replace(regional, alt=regional.alt + " ", caption="En till.", equivalent=())
    assert [box.box for box in laid_out(again).nodes] == [box.box for box in laid_out(regional).nodes]


def bands(layout: Layout) -> list[tuple[str, frozenset[str]]]:
    """The bands from the top down, each with those in it."""
    ordered = sorted(layout.groups, key=lambda band: band.box.y)
    return [
        (band.group.id, frozenset(box.node.id for box in layout.nodes if band.box.holds(box.box))) for band in ordered
    ]


def pair(layout: Layout, a: str, b: str) -> tuple[str, bool]:
    """How two boxes stand to each other: one above, or side by side, and which first."""
    boxes = {box.node.id: box.box for box in layout.nodes}
    one, other = boxes[a], boxes[b]
    if abs(one.middle.y - other.middle.y) > 20:
        return "above", one.middle.y < other.middle.y
    return "beside", one.x < other.x
