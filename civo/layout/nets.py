"""Edges of one kind that share an end become one net: a trunk at the shared end, a branch to each other end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from civo.drawings import Edge


@dataclass(eq=False, slots=True)
class Terminal:
    """A place where a net meets a node's side or, without a side, passes between the nodes of a row."""

    row: int
    x: float
    node: str = ""
    side: Literal["top", "bottom", ""] = ""
    stretches: list[Stretch] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Stretch:
    """The part of a net inside one channel, the space above row number `channel`."""

    channel: int
    trunk: Terminal
    tops: list[Terminal]
    bottoms: list[Terminal]
    track: int | None = None

    @property
    def terminals(self) -> list[Terminal]:
        """Every end of the stretch."""
        return [*self.tops, *self.bottoms]

    @property
    def span(self) -> tuple[float, float]:
        """From the leftmost end to the rightmost."""
        xs = [terminal.x for terminal in self.terminals]
        return min(xs), max(xs)

    @property
    def is_straight(self) -> bool:
        """Whether it needs no horizontal part."""
        low, high = self.span
        return high - low < 0.05


@dataclass(eq=False, slots=True)
class Way:
    """How one edge runs: from the trunk's node through stretches to the other node."""

    number: int
    trunk: Literal["source", "target"]
    terminals: list[Terminal]
    stretches: list[Stretch]


def nets_of(
    edges: Sequence[Edge],
    place: Mapping[str, int],
    start_x: Mapping[tuple[int, int], float],
    middle: Mapping[str, float],
) -> tuple[list[Way], list[Stretch]]:
    """The way of every edge between different rows or not next to each other, and all stretches.

    `place` is each node's row, `start_x` where an edge passes a row at first, `middle` each node's middle.
    """
    ways: list[Way] = []
    stretches: list[Stretch] = []
    for trunk, numbers in _stars(edges, place):
        hub = edges[numbers[0]].source if trunk == "source" else edges[numbers[0]].target
        leaves = {n: edges[n].target if trunk == "source" else edges[n].source for n in numbers}
        for direction in (1, -1, 0):
            part = {n: leaf for n, leaf in leaves.items() if _sign(place[leaf] - place[hub]) == direction}
            if part:
                made = _Star(trunk, hub, part, direction, place, start_x, middle).ways()
                ways += made
                stretches += dict.fromkeys(stretch for way in made for stretch in way.stretches)
    return ways, stretches


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)


def _stars(edges: Sequence[Edge], place: Mapping[str, int]) -> list[tuple[Literal["source", "target"], list[int]]]:
    """The edges in stars: always the largest that is left, of equals the one that runs through fewest rows."""
    found: dict[tuple[str, ...], dict[int, None]] = defaultdict(dict)
    keys: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for n, edge in enumerate(edges):
        looks = (edge.kind, edge.standing, edge.tone, edge.change)
        keys.append((("target", edge.target, *looks), ("source", edge.source, *looks)))
        for key in keys[n]:
            found[key][n] = None
    rows = [abs(place[edge.source] - place[edge.target]) for edge in edges]

    def rank(key: tuple[str, ...]) -> tuple[int, int, int, bool]:
        numbers = found[key]
        return len(numbers), -sum(rows[n] for n in numbers), -next(iter(numbers)), key[0] == "target"

    ranks = {key: rank(key) for key in found}
    stars: list[tuple[Literal["source", "target"], list[int]]] = []
    while ranks:
        best = max(ranks, key=ranks.__getitem__)
        members = list(found[best])
        stars.append(("source" if best[0] == "source" or len(members) == 1 else "target", members))
        for n in members:
            for key in keys[n]:
                del found[key][n]
        for key in {key for n in members for key in keys[n]}:
            if found[key]:
                ranks[key] = rank(key)
            else:
                del ranks[key]
    return stars


@dataclass(slots=True)
class _Star:
    """The part of a star on one side of its hub: below it, above it, or in the same row."""

    trunk: Literal["source", "target"]
    hub: str
    leaves: dict[int, str]
    direction: int
    place: Mapping[str, int]
    start_x: Mapping[tuple[int, int], float]
    middle: Mapping[str, float]

    def ways(self) -> list[Way]:
        """The way to each leaf; ways share their terminals and stretches as far as they run together."""
        row = self.place[self.hub]
        near: Literal["top", "bottom"] = "top" if self.direction < 0 else "bottom"
        trunk = Terminal(row, self.middle[self.hub], self.hub, near)
        if self.direction == 0:
            return self._level_ways(trunk)
        far: Literal["top", "bottom"] = "bottom" if self.direction < 0 else "top"
        ways = {n: Way(n, self.trunk, [trunk], []) for n in self.leaves}
        rest = dict(self.leaves)
        while rest:
            row += self.direction
            here = {n: leaf for n, leaf in rest.items() if self.place[leaf] == row}
            rest = {n: leaf for n, leaf in rest.items() if n not in here}
            ports = {leaf: Terminal(row, self.middle[leaf], leaf, far) for leaf in here.values()}
            through = Terminal(row, self._passage(row, list(rest))) if rest else None
            stretch = self._stretch(trunk, [*ports.values(), *([through] if through else [])])
            for n in (*here, *rest):
                ways[n].stretches.append(stretch)
                ways[n].terminals.append(ports[here[n]] if n in here else through or trunk)
            trunk = through or trunk
        return list(ways.values())

    def _level_ways(self, trunk: Terminal) -> list[Way]:
        ports = {leaf: Terminal(trunk.row, self.middle[leaf], leaf, "bottom") for leaf in self.leaves.values()}
        stretch = Stretch(trunk.row + 1, trunk, [trunk, *ports.values()], [])
        for terminal in stretch.terminals:
            terminal.stretches.append(stretch)
        return [Way(n, self.trunk, [trunk, ports[leaf]], [stretch]) for n, leaf in self.leaves.items()]

    def _stretch(self, trunk: Terminal, others: list[Terminal]) -> Stretch:
        if self.direction > 0:
            stretch = Stretch(trunk.row + 1, trunk, [trunk], others)
        else:
            stretch = Stretch(trunk.row, trunk, others, [trunk])
        for terminal in stretch.terminals:
            terminal.stretches.append(stretch)
        return stretch

    def _passage(self, row: int, numbers: list[int]) -> float:
        known = sorted(self.start_x[n, row] for n in numbers if (n, row) in self.start_x)
        return known[len(known) // 2] if known else self.middle[self.hub]
