"""The organisations, bodies and seats on which the connection of others hangs, and how many ways lead between two."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import NamedTuple

from civo.measures.bipartite import Bipartite, organizations_and_bodies
from civo.measures.hinges import Part, Walk, bridging, parts_around, walk
from civo.measures.separate import SeparateRoutes
from civo.network import Network
from civo.records import Kind, Level, Organization

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


def cut_points(network: Network) -> tuple[Cut, ...]:
    """The articulation points of the organisation-body graph, those that cut off most first, with what they cut off.

    What hangs on one organisation or body: Hopcroft and Tarjan 1973, Communications of the ACM 16(6):372-378; as the
    connectivity of organisations through the bodies they share, Borgatti and Everett 1997, Social Networks 19:243-269.
    An organisation that is in one body only cuts nothing; a body cuts off whoever is in it alone.

    Unknown: seats that are not listed may connect what seems to hang on one. Costs the ties, and the parts listed.
    """
    graph = network.once(organizations_and_bodies)
    told = network.once(_walked)
    points = sorted(parts_around(told), key=lambda found: found[0])
    cuts = [Cut(graph.names[point], _but_the_largest(graph, told, parts)) for point, parts in points]
    return tuple(sorted(cuts, key=lambda cut: -sum(map(len, cut.parts))))


def _walked(network: Network) -> Walk:
    return walk(network.once(organizations_and_bodies))


def _but_the_largest(graph: Bipartite, told: Walk, parts: list[Part]) -> tuple[tuple[str, ...], ...]:
    """The parts, each sorted, smallest first, the largest left out: of several as large, the last by its names."""
    most = max(part.size for part in parts)
    largest = [part for part in parts if part.size == most]
    listed = parts if len(largest) > 1 else [part for part in parts if part.size < most]
    kept = sorted((sorted(part.nodes(told)) for part in listed), key=lambda nodes: (len(nodes), nodes))
    return tuple(tuple(graph.names[node] for node in nodes) for nodes in kept[: len(parts) - 1])


def bridges(network: Network) -> tuple[Bridge, ...]:
    """The bridges of the organisation-body graph: ties without which an organisation or more have no way to the others.

    An organisation with a single tie hangs by a bridge, so only those are told where both ends have other ties. Tarjan
    1974, Information Processing Letters 2(6):160-161. As declared; what is unknown is as in `cut_points`.
    """
    graph = network.once(organizations_and_bodies)
    found = []
    for ends in sorted(map(sorted, bridging(network.once(_walked))), key=lambda ends: ends[::-1]):
        if all(graph.degree(node) > 1 for node in ends):
            body, organization = (graph.names[node] for node in ends)
            found.append(Bridge(organization, body, network.where.ways(body)[organization] == "turn"))
    return tuple(found)


def routes(network: Network, one: str, other: str) -> Routes:
    """The separate (node-disjoint) routes between two kinds, levels or organisations, and the fewest that cut them all.

    The organisations of a kind are contracted to one node; a level is a node beyond all its assessed bodies. Routes are as
    many as the smallest cut (Menger 1927), found by maximum flow (`SeparateRoutes`), up to `MOST_ROUTES`. A route of one
    body is a body where both are present. An organisation of both kinds is a route.

    Unknown: unlisted seats and bodies make more routes; never fewer. Quick where a body in common decides, else the ties
    times the routes. Raises ValueError for an id of anything else, and for
    two that are the same.
    """
    if one == other:
        raise ValueError(f"no route from {one} to itself")
    graph, ends = network.once(organizations_and_bodies), network.once(_Ends)
    start, goal = ends.of(one), ends.of(other)
    both = [node for node in start.inside if node in frozenset(goal.inside)]
    near, far = (sorted((*end.steps, *both)) for end in (start, goal))
    in_common = frozenset(near).intersection(far)
    short = tuple((graph.names[node],) for node in nsmallest(MOST_ROUTES, in_common))
    if len(short) >= MOST_ROUTES:
        return Routes(one, other, MOST_ROUTES, short, ())
    if len(short) == min(len(near), len(far)):  # there are no more routes than first or last steps
        return Routes(one, other, len(short), short, tuple(node for (node,) in short))
    inside = {*start.inside, *goal.inside}.difference(both)
    return _told(graph, one, other, SeparateRoutes(graph, near, far, inside, MOST_ROUTES), (near, far))


def _told(
    graph: Bipartite, one: str, other: str, found: SeparateRoutes, steps: tuple[Sequence[int], Sequence[int]]
) -> Routes:
    told = sorted(found.routes(), key=lambda route: (len(route), route))
    routes = tuple(tuple(graph.names[node] for node in route) for route in told)
    return Routes(one, other, found.count, routes, _cut(graph, found, steps))


def _cut(graph: Bipartite, found: SeparateRoutes, steps: tuple[Sequence[int], Sequence[int]]) -> tuple[str, ...]:
    if found.count == 1:
        return tuple(graph.names[node] for node in found.hinges())
    if found.count == MOST_ROUTES:
        return ()
    all_at_one_end = next((some for some in steps if len(some) == found.count), None)
    return tuple(graph.names[node] for node in sorted(found.cut() if all_at_one_end is None else all_at_one_end))


class _End(NamedTuple):
    """One end of a route: the organisations contracted to it, and the bodies that it leads to, both in order."""

    inside: tuple[int, ...]
    steps: array[int]


class _Ends:
    """The ends that were asked for, each found once."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._graph = network.once(organizations_and_bodies)
        self._found: dict[str, _End] = {}

    def of(self, end: str) -> _End:
        """What a kind, a level or an organisation is as an end; ValueError for anything else."""
        if end not in self._found:
            self._found[end] = self._find(end)
        return self._found[end]

    def _find(self, end: str) -> _End:
        network, graph = self._network, self._graph
        record = network.structure.get(end)
        bodies = range(graph.bodies)
        if isinstance(record, Level):
            return _End((), array("i", (body for body in bodies if network.bodies[graph.names[body]].level == end)))
        if not isinstance(record, Kind | Organization):
            raise ValueError(f"{end} is no kind, level or organisation")
        organizations = range(graph.bodies, len(graph.names))
        inside = tuple(
            node for node in organizations if graph.names[node] == end or end in network.kinds_of(graph.names[node])
        )
        return _End(inside, array("i", sorted(set().union(*map(graph.near, inside)))))
