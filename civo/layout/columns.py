"""Where the nodes of each row stand: in the order the engine found, near what they are joined to, page-wide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from civo.drawings import Edge

GAP = 14.0
_ROUNDS = 12
_SLACK = 1.3


def columns(
    rows: Sequence[Sequence[str]],
    widths: Mapping[str, float],
    lines: Sequence[Sequence[float]],
    edges: Sequence[Edge],
    rooms: Sequence[float],
) -> dict[str, float]:
    """The left side of every node, in points from the left.

    `rows` name the nodes from left to right; `lines` say, for each row, how much room lines need before its first
    node, between its nodes and after its last. The width is the first of `rooms` that holds the fullest row.
    """
    least = max((_needed(row, widths, line) for row, line in zip(rows, lines, strict=True)), default=0.0)
    room = max(least, min(next((r for r in rooms if r >= least), least), least * _SLACK))
    joined: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        joined[edge.source].append(edge.target)
        joined[edge.target].append(edge.source)
    slots = {
        node: (i + 0.5) * room / len(row) for row in rows for i, node in enumerate(row)
    }  # fmt: skip
    middle = dict(slots)
    bounds = [_bounds(row, widths, line, room) for row, line in zip(rows, lines, strict=True)]
    for turn in range(_ROUNDS):
        order = range(len(rows)) if turn % 2 == 0 else range(len(rows) - 1, -1, -1)
        for number in order:
            row = rows[number]
            wishes = [_wish(node, joined, middle, slots) for node in row]
            middle |= zip(row, _spaced(wishes, *bounds[number]), strict=True)
    return {node: round(x - widths[node] / 2, 1) for node, x in middle.items()}


def _needed(row: Sequence[str], widths: Mapping[str, float], lines: Sequence[float]) -> float:
    inner = sum(max(GAP, line) for line in lines[1:-1]) if row else 0.0
    return sum(widths[node] for node in row) + inner + lines[0] + (lines[-1] if row else 0.0)


def _wish(
    node: str, joined: Mapping[str, Sequence[str]], middle: Mapping[str, float], slots: Mapping[str, float]
) -> float:
    others = [middle[other] for other in joined.get(node, ()) if other != node]
    if not others:
        return slots[node]
    return 0.65 * sum(others) / len(others) + 0.35 * slots[node]


def _bounds(
    row: Sequence[str], widths: Mapping[str, float], lines: Sequence[float], room: float
) -> tuple[list[float], float, float]:
    """How far each node of a row stands from the first at least, and between what bounds the first may stand."""
    if not row:
        return [], 0.0, 0.0
    offsets = [0.0]
    for i in range(1, len(row)):
        offsets.append(offsets[-1] + (widths[row[i - 1]] + widths[row[i]]) / 2 + max(GAP, lines[i]))
    low = lines[0] + widths[row[0]] / 2
    high = room - lines[-1] - widths[row[-1]] / 2 - offsets[-1]
    return offsets, low, max(high, low)


def _spaced(wishes: Sequence[float], offsets: Sequence[float], low: float, high: float) -> list[float]:
    """The places nearest the wishes (least squares) that keep order, distances and bounds."""
    level = _rising([wish - offset for wish, offset in zip(wishes, offsets, strict=True)])
    return [min(max(value, low), high) + offset for value, offset in zip(level, offsets, strict=True)]


def _rising(values: Sequence[float]) -> list[float]:
    """The nearest sequence that never falls: neighbours that would fall share their mean."""
    pools: list[tuple[float, int]] = []
    for value in values:
        total, count = value, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before, number = pools.pop()
            total, count = total + before, count + number
        pools.append((total, count))
    return [total / count for total, count in pools for _ in range(count)]
