"""Which nodes stand side by side: the groups of a drawing in their order, each in rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from civo.drawings import Drawing, Edge, EdgeKind, Group

_UPWARD: frozenset[EdgeKind] = frozenset({"seat", "rotating", "collective", "absent", "part"})
"""Kinds whose source stands below the target when both stand in the same group."""


@dataclass(frozen=True, slots=True)
class Row:
    """Nodes on one line. `frame` is the index of the group, or None for nodes outside every group."""

    frame: int | None
    nodes: tuple[str, ...]


def rows_of(drawing: Drawing, per_row: int, layered: bool) -> tuple[Row, ...]:
    """The rows from top to bottom, none longer than `per_row`; a group without nodes has one empty row.

    With `layered`, edges inside a group put their lower ends further down; without, only the order counts.
    Nodes in no group stand last and are always layered. A node named in two groups stands in the first.
    """
    free = {node.id for node in drawing.nodes}
    rows: list[Row] = []
    for index, group in enumerate(drawing.groups):
        members = _members(group, free)
        free.difference_update(members)
        rows += [Row(index, row) for row in _folded(members, drawing.edges, per_row, layered)] or [Row(index, ())]
    outside = [node.id for node in drawing.nodes if node.id in free]
    return (*rows, *(Row(None, row) for row in _folded(outside, drawing.edges, per_row, layered=True)))


def _members(group: Group, free: set[str]) -> list[str]:
    return [node for node in dict.fromkeys(group.nodes) if node in free]


def _folded(nodes: Sequence[str], edges: Iterable[Edge], per_row: int, layered: bool) -> list[tuple[str, ...]]:
    layers = _layers(nodes, edges) if layered else [list(nodes)]
    return [part for layer in layers for part in _evenly(layer, per_row)]


def _evenly(nodes: Sequence[str], per_row: int) -> list[tuple[str, ...]]:
    """The nodes in as few parts as `per_row` allows, none more than one longer than another."""
    count = -(-len(nodes) // per_row)
    bounds = [round(i * len(nodes) / count) for i in range(count + 1)] if count else []
    return [tuple(nodes[a:b]) for a, b in pairwise(bounds)]


def _layers(nodes: Sequence[str], edges: Iterable[Edge]) -> list[list[str]]:
    """The nodes by their longest way from the top along the edges; an edge that closes a circle is left out."""
    below: dict[str, list[str]] = {node: [] for node in nodes}
    for edge in edges:
        upper, lower = (edge.target, edge.source) if edge.kind in _UPWARD else (edge.source, edge.target)
        if upper in below and lower in below and upper != lower and lower not in below[upper]:
            below[upper].append(lower)
    order = _acyclic_order(below)
    depth = dict.fromkeys(nodes, 0)
    place = {node: i for i, node in enumerate(order)}
    for node in order:
        for lower in below[node]:
            if place[lower] > place[node]:
                depth[lower] = max(depth[lower], depth[node] + 1)
    layers: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for node in nodes:
        layers[depth[node]].append(node)
    return layers


def _acyclic_order(below: dict[str, list[str]]) -> list[str]:
    """Every node after those above it, as far as circles allow; without recursion, so that depth is no limit."""
    done: list[str] = []
    seen: set[str] = set()
    for start in below:
        stack = [(start, iter(below[start]))] if start not in seen else []
        seen.add(start)
        while stack:
            node, rest = stack[-1]
            lower = next((n for n in rest if n not in seen), None)
            if lower is None:
                done.append(node)
                stack.pop()
            else:
                seen.add(lower)
                stack.append((lower, iter(below[lower])))
    return done[::-1]
