"""What a graph hangs on: nodes and ties without which some that are connected are not."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import NamedTuple

from civo.measures.bipartite import Bipartite


class Walk(NamedTuple):
    """A graph walked depth first: every node is told after the one it was reached from, whatever hangs on it in a row."""

    order: array[int]
    """The nodes, as reached; all of a connected part in a row."""
    place: array[int]
    """Where in the order each node is."""
    end: array[int]
    """For each node, where in the order ends what was reached through it."""
    low: array[int]
    """For each node, the first place to which a tie leads from it, or from what was reached through it."""
    above: array[int]
    """From which node each was reached; -1 for the first of a connected part."""


class Part(NamedTuple):
    """Some of the nodes of a walk, by where in its order they are."""

    spans: tuple[range, ...]

    @property
    def size(self) -> int:
        """How many nodes."""
        return sum(map(len, self.spans))

    def nodes(self, told: Walk) -> Iterator[int]:
        """The nodes."""
        return (told.order[place] for span in self.spans for place in span)


def walk(graph: Bipartite) -> Walk:
    """The graph walked from each first node on. Tarjan 1972, SIAM Journal on Computing 1(2):146-160. Costs the ties."""
    nodes = len(graph.names)
    nowhere = array("i", [-1]) * nodes
    told = Walk(array("i"), nowhere[:], nowhere[:], nowhere[:], nowhere[:])
    for node in range(nodes):
        if told.place[node] < 0:
            _walk_from(graph, node, told)
    return told


def _walk_from(graph: Bipartite, first: int, told: Walk) -> None:
    order, place, end, low, above = told
    place[first] = low[first] = len(order)
    order.append(first)
    waiting = [(first, iter(graph.near(first)))]
    while waiting:
        node, ties = waiting[-1]
        lowest, over = low[node], above[node]
        for other in ties:
            if place[other] < 0:
                above[other] = node
                place[other] = low[other] = len(order)
                order.append(other)
                waiting.append((other, iter(graph.near(other))))
                break
            if other != over and place[other] < lowest:
                lowest = place[other]
        else:
            waiting.pop()
            end[node] = len(order)
            if over >= 0 and lowest < low[over]:
                low[over] = lowest
        low[node] = lowest


def parts_around(told: Walk) -> Iterator[tuple[int, list[Part]]]:
    """The cut points, each with the parts into which what is connected falls without it: two or more.

    Hopcroft and Tarjan 1973, Communications of the ACM 16(6):372-378. Costs the nodes: parts are not listed but told by
    where in the order they are.
    """
    hanging: dict[int, list[int]] = {}
    firsts: dict[int, int] = {}
    for node in told.order:
        over = told.above[node]
        firsts[node] = node if over < 0 else firsts[over]
        if over >= 0 and told.low[node] >= told.place[over]:
            hanging.setdefault(over, []).append(node)
    for point, below in hanging.items():
        spans = [range(told.place[node], told.end[node]) for node in below]
        parts = [Part((span,)) for span in spans]
        if rest := _between(told, firsts[point], [range(told.place[point], told.place[point] + 1), *spans]):
            parts.append(Part(rest))
        if len(parts) > 1:
            yield point, parts


def _between(told: Walk, first: int, spans: list[range]) -> tuple[range, ...]:
    """What is left of a connected part without spans that follow each other."""
    starts = [told.place[first], *(span.stop for span in spans)]
    stops = [*(span.start for span in spans), told.end[first]]
    return tuple(range(start, stop) for start, stop in zip(starts, stops, strict=True) if start < stop)


def bridging(told: Walk) -> Iterator[tuple[int, int]]:
    """The bridges: ties without which their two ends are not connected. Tarjan 1974, Information Processing Letters
    2(6):160-161.
    """
    for node, over in enumerate(told.above):
        if over >= 0 and told.low[node] > told.place[over]:
            yield over, node
