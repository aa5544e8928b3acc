"""Routes from some nodes of a graph to others that share no node: how many, which, and the fewest nodes on all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain, pairwise

from civo.measures.bipartite import Bipartite


class SeparateRoutes:
    """Routes that share no node, from any of `first` to any of `last`, both in order, around those `without`.

    Found by maximum flow, each time along a shortest way that is left, looked for from both ends: Edmonds and Karp 1972,
    Journal of the ACM 19(2):248-264; every node is two, one that routes come `in` to and one that they go `out` of, with
    room for one route between. No more than `most` are looked for. Each costs the ties at most.
    """

    def __init__(
        self, graph: Bipartite, first: Sequence[int], last: Sequence[int], without: Collection[int], most: int
    ) -> None:
        self._graph = graph
        self._start, self._goal = len(graph.names), len(graph.names) + 1
        self._ends = {self._start: first, self._goal: last}
        self._begins, self._arrives = (self._marked(some) for some in (first, last))
        self._closed = self._marked(without)
        self._next: dict[int, int] = {}
        """For each node on a route the node after it, or the goal."""
        self._before: dict[int, int] = {}
        """For each node on a route the node before it, or the start."""
        self.count = 0
        """How many there are; `most` where there are that many or more."""
        while self.count < min(most, len(first), len(last)) and (way := self._way()):
            self._add(way)
            self.count += 1

    def routes(self) -> list[list[int]]:
        """The routes, each from its first node to its last."""
        found = []
        for node in [node for node, before in self._before.items() if before == self._start]:
            route = [node]
            while self._next[route[-1]] != self._goal:
                route.append(self._next[route[-1]])
            found.append(route)
        return found

    def cut(self) -> set[int]:
        """The fewest nodes that close all routes, as near to the last nodes as can be. For when all routes are found."""
        behind = _Front(self._goal, self._closed)
        while behind.nodes:
            behind.move(self._back(behind))
        ins, outs = behind.seen
        ways_in = {node for node in self._next if outs[node] and not ins[node]}
        return ways_in | {node for node, after in self._next.items() if after == self._goal and not outs[node]}

    def hinges(self) -> list[int]:
        """Of a single route the nodes without which there is none, in its order."""
        (route,) = self.routes()
        place = {node: n for n, node in enumerate((*route, self._goal))}
        seen = self._closed[:]
        farthest, found = -1, []
        for n, node in enumerate((self._start, *route)):
            if node != self._start and farthest == n - 1:
                found.append(node)
            waiting = [node]
            while waiting:
                for other in self._near(waiting.pop()):
                    if other in place:
                        farthest = max(farthest, place[other])
                    elif not seen[other]:
                        seen[other] = 1
                        waiting.append(other)
        return found

    def _marked(self, nodes: Iterable[int]) -> bytearray:
        marks = bytearray(len(self._graph.names) + 2)
        for node in nodes:
            marks[node] = 1
        return marks

    def _near(self, node: int) -> Sequence[int]:
        """Those that a node is tied to, the start and the goal last."""
        if node >= self._start:
            return self._ends[node]
        near = [*self._graph.near(node)]
        if self._begins[node]:
            near.append(self._start)
        if self._arrives[node]:
            near.append(self._goal)
        return near

    def _way(self) -> list[int] | None:
        """A shortest way from the start to the goal that is left, or None: nodes gone out of and come in to by turns."""
        ahead, behind = _Front(self._start, self._closed), _Front(self._goal, self._closed)
        while ahead.nodes and behind.nodes:
            if len(ahead.nodes) <= len(behind.nodes):
                meeting, come_in_to = ahead.move(self._on(ahead), behind), ahead.is_even
            else:
                meeting, come_in_to = behind.move(self._back(behind), ahead), not behind.is_even
            if meeting is not None:
                there = ahead.way_back(meeting, come_in_to, self._in_to, self._next)
                onward = behind.way_back(meeting, not come_in_to, self._out_of, self._before)
                return [*reversed(there), meeting, *onward]
        return None

    def _add(self, way: list[int]) -> None:
        """Takes the way; where it goes against a route, the two change over to each other."""
        steps = list(pairwise(way))
        for node, before in steps[1::2]:
            if node != before:
                del self._before[node]
                self._next.pop(before, None)
        for node, after in steps[::2]:
            if node != after:
                if node != self._start:
                    self._next[node] = after
                if after != self._goal:
                    self._before[after] = node

    def _on(self, ahead: _Front) -> Iterable[int]:
        """Where the ways that are left lead on to, in order: a node on a route is left by the way the route came."""
        if ahead.is_even:
            return chain.from_iterable(map(self._out_of, ahead.nodes))
        return (self._before.get(node, node) for node in ahead.nodes)

    def _back(self, behind: _Front) -> Iterable[int]:
        """Whence the ways that are left come, in order."""
        if behind.is_even:
            return chain.from_iterable(map(self._in_to, behind.nodes))
        return (self._next.get(node, node) for node in behind.nodes)

    def _out_of(self, node: int) -> Sequence[int]:
        """The nodes that can be come in to from one that is gone out of: as they are tied to it, but itself first."""
        near = self._near(node)
        if node == self._start:
            return [other for other in near if self._before.get(other) != node]
        after = self._next.get(node)
        return near if after is None else [node, *(other for other in near if other != after)]

    def _in_to(self, node: int) -> Sequence[int]:
        """The nodes that can be gone out of to come in to one, in the order of their numbers."""
        near = self._near(node)
        if node == self._goal:
            return [other for other in near if self._next.get(other) != node]
        before = self._before.get(node)
        return sorted(near if before is None else (node, *(other for other in near if other != before)))


class _Front:
    """How far the search has come from one end: layers of nodes, gone out of and come in to by turns."""

    def __init__(self, node: int, closed: bytearray) -> None:
        self._layers = [[node]]
        self.seen = (closed[:], closed[:])
        """Which nodes are in layers of even and odd number, or closed."""
        self.seen[0][node] = 1

    @property
    def nodes(self) -> list[int]:
        """The last layer."""
        return self._layers[-1]

    @property
    def is_even(self) -> bool:
        """Whether the last layer is of an even number: of the nodes that are the end's own way round."""
        return len(self._layers) % 2 == 1

    def move(self, onto: Iterable[int], other: _Front | None = None) -> int | None:
        """Makes the next layer of those that are new; or gives the first of them that the front from the other end has."""
        seen = self.seen[self.is_even]
        new = [node for node in dict.fromkeys(onto) if not seen[node]]
        if other:
            theirs = other.seen[not self.is_even]
            for node in new:
                if theirs[node]:
                    return node
        for node in new:
            seen[node] = 1
        self._layers.append(new)
        return None

    def way_back(
        self, node: int, is_odd: bool, even: Callable[[int], Sequence[int]], odd: Mapping[int, int]
    ) -> list[int]:
        """The nodes between a node, of a layer of odd or even number, and the end, which is the last.

        In each layer the first from which the search came: `even` gives those that it can have come from in a layer of
        even number, `odd` the only one in a layer of odd number where that is another node.
        """
        depths = range(is_odd, len(self._layers), 2)
        depth = next((n for n in depths if node in self._layers[n]), len(self._layers))
        found = []
        for n in reversed(range(depth)):
            whence = {odd.get(node, node)} if n % 2 else set(even(node))
            node = next(one for one in self._layers[n] if one in whence)
            found.append(node)
        return found
