"""The organisations, bodies and seats on which the connection of others hangs, and how many ways lead between two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from civo.network import Network
from civo.records import Kind, Level, Organization

if TYPE_CHECKING:
    from networkx import Graph

MOST_ROUTES = 10
"""More separate routes than this between two are not counted: nothing hangs on one of them."""


@dataclass(frozen=True, slots=True)
class Cut:
    """An organisation or a body without which some that are connected are not; the parts are told by their sizes."""

    id: str
    parts: tuple[tuple[str, ...], ...]
    """What falls apart: organisations and bodies, each part sorted, the smallest first; the largest is left out."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """A single tie between an organisation and a body without which they are not connected."""

    organization: str
    body: str
    rotating: bool
    """Whether the tie is through a rotating seat."""


@dataclass(frozen=True, slots=True)
class Routes:
    """The separate ways between two: how many, by which bodies and organisations, and the fewest that would close all.

    A route is listed by what lies between the two, in order. `count` is `MOST_ROUTES` where there are that many or more;
    `cut` is then empty, as it is where there is no route. Where there is one route, `cut` is everything on it that alone
    is the only way.
    """

    one: str
    other: str
    count: int
    routes: tuple[tuple[str, ...], ...]
    cut: tuple[str, ...]


def organization_body_graph(network: Network) -> Graph:
    """The assessed bodies and those known to be in them, as an undirected networkx graph; units count as their whole.

    Records that stand for several bodies are left out: who is in those need not meet.
    Nodes are ids, with `bipartite` 0 for organisations and 1 for bodies; edges have `rotating`. A body in which nobody is
    known to be is a node without edges.
    """
    from networkx import Graph

    graph = Graph()
    graph.add_nodes_from(network.meeting_places, bipartite=1)
    for body in network.meeting_places:
        for organization, tie in network.ties[body].items():
            if tie.is_presence and organization not in network.units:
                graph.add_node(organization, bipartite=0)
                graph.add_edge(organization, body, rotating=tie.is_rotating)
    return graph


def cut_points(network: Network) -> tuple[Cut, ...]:
    """The articulation points of the organisation-body graph, those that cut off most first, with what they cut off.

    What hangs on one organisation or body: Hopcroft and Tarjan 1973, Communications of the ACM 16(6):372-378; as the
    connectivity of organisations through the bodies they share, Borgatti and Everett 1997, Social Networks 19:243-269.
    An organisation that is in one body only cuts nothing; a body cuts off whoever is in it alone.

    Unknown: seats that are not listed may connect what seems to hang on one. Costs the ties, and the parts listed.
    """
    from networkx import articulation_points, connected_components

    graph = organization_body_graph(network)
    found = []
    for component in [graph.subgraph(c).copy() for c in connected_components(graph) if len(c) > 2]:
        for point in list(articulation_points(component)):
            found.append(Cut(point, _parts_without(component, point)))
    return tuple(sorted(found, key=lambda cut: (-sum(map(len, cut.parts)), cut.id)))


def bridges(network: Network) -> tuple[Bridge, ...]:
    """The bridges of the organisation-body graph: ties without which an organisation or more have no way to the others.

    An organisation with a single tie hangs by a bridge, so only those are told where both ends have other ties. Tarjan
    1974, Information Processing Letters 2(6):160-161. As declared; what is unknown is as in `cut_points`.
    """
    from networkx import bridges as bridges_of

    graph = organization_body_graph(network)
    found = []
    for one, other in bridges_of(graph):
        organization, body = (other, one) if graph.nodes[one]["bipartite"] else (one, other)
        if graph.degree(organization) > 1 and graph.degree(body) > 1:
            found.append(Bridge(organization, body, graph.edges[organization, body]["rotating"]))
    return tuple(sorted(found, key=lambda bridge: (bridge.organization, bridge.body)))


def routes(network: Network, one: str, other: str) -> Routes:
    """The separate (node-disjoint) routes between two kinds, levels or organisations, and the fewest that cut them all.

    The organisations of a kind are contracted to one node; a level is a node beyond all its assessed bodies. Routes are as
    many as the smallest cut (Menger 1927), found by maximum flow (networkx `node_disjoint_paths`, `minimum_node_cut`), up
    to `MOST_ROUTES`. A route of one body is a body where both are present. An organisation of both kinds is a route.

    Unknown: unlisted seats and bodies make more routes; never fewer. Quick where a body in common decides, else the ties
    times the routes. Raises ValueError for an id of anything else, and for
    two that are the same.
    """
    if one == other:
        raise ValueError(f"no route from {one} to itself")
    start, goal = _end(network, one), _end(network, other)
    both = start.inside & goal.inside
    near, far = start.steps | both, goal.steps | both
    short = tuple((node,) for node in sorted(near & far))
    if len(short) >= MOST_ROUTES:
        return Routes(one, other, MOST_ROUTES, short[:MOST_ROUTES], ())
    if len(short) == min(len(near), len(far)):  # there are no more routes than first or last steps
        return Routes(one, other, len(short), short, tuple(node for (node,) in short))
    graph = organization_body_graph(network)
    graph.remove_nodes_from((start.inside | goal.inside) - both)
    graph.add_edges_from((_FROM, node) for node in sorted(near))
    graph.add_edges_from((_TO, node) for node in sorted(far))
    return _routes(graph, one, other, (near, far))


_FROM, _TO = " from", " to"
"""Names that no id can have."""


class _End(NamedTuple):
    """One end of a route: the organisations contracted to it, and the nodes that it leads to."""

    inside: frozenset[str]
    steps: frozenset[str]


def _end(network: Network, end: str) -> _End:
    record = network.structure.get(end)
    places = frozenset(network.meeting_places)
    if isinstance(record, Level):
        return _End(_NOBODY, frozenset(body for body in places if network.bodies[body].level == end))
    if not isinstance(record, Kind | Organization):
        raise ValueError(f"{end} is no kind, level or organisation")
    inside = {
        o: bodies & places
        for o, bodies in network.bodies_of.items()
        if o not in network.units and (o == end or end in network.kinds_of(o)) and not bodies.isdisjoint(places)
    }
    return _End(frozenset(inside), _NOBODY.union(*inside.values()))


_NOBODY: frozenset[str] = frozenset()


def _routes(graph: Graph, one: str, other: str, steps: tuple[frozenset[str], frozenset[str]]) -> Routes:
    from networkx import has_path, minimum_node_cut, node_disjoint_paths

    if _FROM not in graph or _TO not in graph or not has_path(graph, _FROM, _TO):
        return Routes(one, other, 0, (), ())
    paths = sorted(node_disjoint_paths(graph, _FROM, _TO, cutoff=MOST_ROUTES), key=lambda path: (len(path), path))
    found = tuple(tuple(path[1:-1]) for path in paths)
    if len(found) >= MOST_ROUTES:
        return Routes(one, other, MOST_ROUTES, found, ())
    if len(found) == 1:
        return Routes(one, other, 1, found, tuple(node for node in found[0] if _cuts(graph, node)))
    cut = next((some for some in steps if len(some) == len(found)), None) or minimum_node_cut(graph, _FROM, _TO)
    return Routes(one, other, len(found), found, tuple(sorted(cut)))


def _cuts(graph: Graph, node: str) -> bool:
    from networkx import has_path

    return not has_path(graph.subgraph(n for n in graph if n != node), _FROM, _TO)


def _parts_without(component: Graph, point: str) -> tuple[tuple[str, ...], ...]:
    """The parts of a connected graph without a node, each sorted, smallest first, the largest left out."""
    from networkx import connected_components

    parts = [
        tuple(sorted(part)) for part in connected_components(component.subgraph(n for n in component if n != point))
    ]
    return tuple(sorted(parts, key=lambda part: (len(part), part))[:-1])
