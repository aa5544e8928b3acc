"""Cut points, bridges and separate routes of random small graphs, beside what networkx finds in them."""

from __future__ import annotations

from typing import Any

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from civo.measures.bipartite import Bipartite
from civo.measures.hinges import bridging, parts_around, walk
from civo.measures.separate import SeparateRoutes

MOST = 4
SEATS = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=4, unique=True), min_size=1, max_size=9)
"""Who is present in each body, in the order of the seats."""


def graphs(seats: list[list[str]]) -> tuple[Bipartite, Any]:
    """The same graph twice, with the same numbers and the ties in the same order."""
    graph = Bipartite([f"b{n}" for n in range(len(seats))], lambda body: seats[int(body[1:])])
    peer = nx.Graph()
    peer.add_nodes_from(range(len(graph.names)))
    peer.add_edges_from((body, node) for body in range(graph.bodies) for node in graph.near(body))
    return graph, peer


@given(SEATS)
def test_a_graph_is_the_same_from_both_sides(seats: list[list[str]]) -> None:
    graph, peer = graphs(seats)
    assert graph.ties == sum(map(len, seats))
    assert [graph.names[node] for node in graph.near(0)] == seats[0]
    for node in range(len(graph.names)):
        assert sorted(graph.near(node)) == sorted(peer[node])
        assert graph.degree(node) == peer.degree(node)


@given(SEATS)
def test_hinges_are_those_of_networkx(seats: list[list[str]]) -> None:
    graph, peer = graphs(seats)
    told = walk(graph)
    found = {point: {frozenset(part.nodes(told)) for part in parts} for point, parts in parts_around(told)}
    assert found.keys() == set(nx.articulation_points(peer))
    for point, parts in found.items():
        around = peer.subgraph(nx.node_connected_component(peer, point) - {point})
        assert parts == set(map(frozenset, nx.connected_components(around)))
    assert set(map(frozenset, bridging(told))) == set(map(frozenset, nx.bridges(peer)))


@given(SEATS, st.data())
def test_separate_routes_are_those_of_networkx(seats: list[list[str]], data: st.DataObject) -> None:
    graph, peer = graphs(seats)
    some = st.lists(st.sampled_from(range(len(graph.names))), unique=True).map(sorted)
    first, last, without = data.draw(some), data.draw(some), set(data.draw(some))
    first, last = ([node for node in ends if node not in without] for ends in (first, last))
    found = SeparateRoutes(graph, first, last, without, MOST)

    peer.remove_nodes_from(without)
    start, goal = len(graph.names), len(graph.names) + 1
    peer.add_nodes_from((start, goal))
    peer.add_edges_from((start, node) for node in first)
    peer.add_edges_from((goal, node) for node in last)
    if not nx.has_path(peer, start, goal):
        assert (found.count, found.routes(), found.cut()) == (0, [], set())
        return
    routes = [route[1:-1] for route in nx.node_disjoint_paths(peer, start, goal, cutoff=MOST)]
    assert sorted(found.routes()) == sorted(routes)
    assert found.count == len(routes)
    if found.count < MOST:
        assert found.count == nx.node_connectivity(peer, start, goal)
        expected = nx.minimum_node_cut(peer, start, goal)
        assert len(expected) == found.count
        if found.count < min(len(first), len(last)):
            assert found.cut() == expected
    if found.count == 1:
        alone = [node for node in routes[0] if not nx.has_path(nx.restricted_view(peer, [node], []), start, goal)]
        assert found.hinges() == alone
