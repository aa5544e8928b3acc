"""Where nets meet nodes, pass rows and turn: ports and passages kept apart, one track each, few crossings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from civo.layout.nets import Stretch, Terminal

PORT_GAP = 13.0
PASSAGE_GAP = 11.0
CLEARANCE = 7.0
CORNER = 12.0
_ROUNDS = 8
_NEAR = 5.0
_CLASH = 60
_MANY = 100

_JOG = 14.0
_JOG_BOUND = 2.0
_LEAST_GAP = 7.0

Span = tuple[float, float]
_Ends = tuple[list[float], list[float], Span]
"""Where a stretch ends at the top, where at the bottom, and from where to where it runs."""
_Place = tuple[tuple[float, float, float], list[Terminal]]


def straightened(stretches: Sequence[Stretch], rows: Sequence[Sequence[Span]], spans: Mapping[str, Span]) -> None:
    """Move every terminal to where its net runs straightest, apart from its neighbours and within its bounds.

    `rows` are the nodes of each row from left to right as spans, `spans` the same by node id.
    """
    places = _places(stretches, rows, spans)
    common = _common_bounds({t: (low, high) for (low, high, _), terminals in places for t in terminals if not t.side})
    joined = {terminal: _joined(terminal) for _, terminals in places for terminal in terminals}
    readers: dict[Terminal, set[int]] = defaultdict(set)
    for number, (_, terminals) in enumerate(places):
        for other in {other for terminal in terminals for other in joined[terminal]}:
            readers[other].add(number)
    waiting = set(range(len(places)))
    for turn in range(_ROUNDS):
        for number in range(len(places)) if turn % 2 == 0 else range(len(places) - 1, -1, -1):
            if number in waiting:
                waiting.remove(number)
                for moved in _settled(places[number], joined, common):
                    waiting |= readers[moved]
        if not waiting:
            break
    _without_jogs(stretches, places)


def _settled(
    place: _Place, joined: Mapping[Terminal, Sequence[Terminal]], common: Mapping[Terminal, Span]
) -> list[Terminal]:
    """The terminals of the place that have moved when each is as near as it can be to where it wishes to be."""
    (low, high, gap), terminals = place
    others = {t: sorted([other.x for other in joined[t]]) for t in terminals}
    order = sorted(terminals, key=lambda t: sum(others[t]) / len(others[t])) if len(terminals) > 1 else terminals
    wishes = [_wish(t, others[t], *common.get(t, (low, high))) for t in order]
    moved = []
    for terminal, x in zip(order, _apart(wishes, low, high, gap), strict=True):
        if terminal.x != x:
            terminal.x = x
            moved.append(terminal)
    return moved


def _without_jogs(stretches: Sequence[Stretch], places: Sequence[_Place]) -> None:
    """Move one end of each line that turns aside only a little, where its neighbours leave room for it."""
    place_of = {terminal: place for place in places for terminal in place[1]}
    for stretch in stretches:
        for other in stretch.terminals:
            if other is stretch.trunk or not 0 < abs(other.x - stretch.trunk.x) < _JOG:
                continue
            pairs = [(other, stretch.trunk), (stretch.trunk, other)][: 2 if len(stretch.terminals) == 2 else 1]
            for moved, kept in pairs:
                if _may_move(moved, kept.x, place_of[moved]):
                    moved.x = kept.x
                    break


def _may_move(terminal: Terminal, x: float, place: _Place) -> bool:
    (low, high, _), others = place
    free = all(abs(other.x - x) >= _LEAST_GAP for other in others if other is not terminal)
    return free and low - _JOG_BOUND <= x <= high + _JOG_BOUND


def _places(stretches: Iterable[Stretch], rows: Sequence[Sequence[Span]], spans: Mapping[str, Span]) -> list[_Place]:
    """The terminals that share a node's side or a space between nodes, with its bounds, from the top down."""
    found: dict[tuple[int, int, str, str, float, float], list[Terminal]] = defaultdict(list)
    for terminal in dict.fromkeys(t for stretch in stretches for t in stretch.terminals):
        if terminal.side:
            low, high = spans[terminal.node]
            bounds = (low + CORNER, high - CORNER)
            order = 0 if terminal.side == "top" else 2
        else:
            bounds = _opening(rows[terminal.row], terminal.x)
            order = 1
        found[(terminal.row, order, terminal.node, terminal.side, *bounds)].append(terminal)
    return [
        ((*key[4:], PORT_GAP if key[3] else PASSAGE_GAP), terminals)
        for key, terminals in sorted(found.items(), key=lambda item: item[0])
    ]


def _common_bounds(openings: Mapping[Terminal, Span]) -> dict[Terminal, Span]:
    """The bounds within which a net passes as many rows as possible on one straight line."""
    common: dict[Terminal, Span] = {}
    for first in openings:
        if first.stretches[0].trunk in openings:
            continue
        run, low, high = [first], *openings[first]
        while following := [t for t in run[-1].stretches[-1].terminals if t in openings and t is not run[-1]]:
            next_low, next_high = openings[following[0]]
            if max(low, next_low) > min(high, next_high):
                common |= dict.fromkeys(run, (low, high))
                run, low, high = [], next_low, next_high
            low, high = max(low, next_low), min(high, next_high)
            run = [*run, following[0]]
        common |= dict.fromkeys(run, (low, high))
    return common


def _opening(row: Sequence[Span], x: float) -> Span:
    """The space between two neighbours of a row, or beside the row, that is nearest to x and wide enough."""
    edges = [-1e6, *(side for span in row for side in span), 1e6]
    openings = [(a + CLEARANCE, b - CLEARANCE) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    wide = [opening for opening in openings if opening[1] >= opening[0]]
    return min(wide, key=lambda opening: max(opening[0] - x, x - opening[1], 0.0))


def _joined(terminal: Terminal) -> list[Terminal]:
    """What the terminal is joined to, in its first stretch: the trunk, or the branches' ends."""
    stretch = terminal.stretches[0]
    if terminal is not stretch.trunk:
        return [stretch.trunk]
    return [t for t in stretch.terminals if t is not terminal]


def _wish(terminal: Terminal, others: Sequence[float], low: float, high: float) -> float:
    """Straight ahead to the others, if that is within bounds; else a node's middle, or the near end of an opening."""
    if terminal.side:
        middle = (low + high) / 2
        if len(others) == 1:
            return others[0] if low <= others[0] <= high else middle
        return min(max(middle, others[0]), others[-1]) if others[0] < high and others[-1] > low else middle
    return min(max(others[len(others) // 2], low), high)


def _apart(wishes: Sequence[float], low: float, high: float, gap: float) -> list[float]:
    """The wishes moved as little as keeps their order, the gap between them and the bounds."""
    count = len(wishes)
    if count == 1:
        return [min(max(wishes[0], low), high)]
    gap = min(gap, (high - low) / (count - 1))
    bounds = [(low + i * gap, high - (count - 1 - i) * gap) for i in range(count)]
    inside = [min(max(wish, least), most) for wish, (least, most) in zip(wishes, bounds, strict=True)]
    right = list(accumulate(inside, lambda before, x: max(x, before + gap)))
    left = list(accumulate(reversed(inside), lambda after, x: min(x, after - gap)))
    mixed = [(a + b) / 2 for a, b in zip(right, reversed(left), strict=True)]
    return [min(max(x, least), most) for x, (least, most) in zip(mixed, bounds, strict=True)]


def assign_tracks(stretches: Iterable[Stretch]) -> dict[int, int]:
    """Give each bent stretch a track in its channel, from the top; the number of tracks by channel comes back."""
    channels: dict[int, list[Stretch]] = defaultdict(list)
    for stretch in stretches:
        if not (stretch.is_straight and stretch.bottoms):
            channels[stretch.channel].append(stretch)
    return {channel: _tracks(members) for channel, members in channels.items()}


def _tracks(members: list[Stretch]) -> int:
    spans = {stretch: stretch.span for stretch in members}
    order = _ordered(sorted(members, key=spans.__getitem__), spans)
    used = 0
    placed: list[tuple[float, float, int]] = []
    for stretch in order:
        low, high = spans[stretch]
        least, most = low - _NEAR, high + _NEAR
        track = max([t for a, b, t in placed if a < most and least < b], default=-1) + 1
        placed.append((low, high, track))
        stretch.track = track
        used = max(used, track + 1)
    return used


def _ordered(members: list[Stretch], spans: Mapping[Stretch, Span]) -> list[Stretch]:
    """The stretches from top to bottom, each moved to where it crosses least, until nothing gets better.

    Channels with very many stretches keep the order they have: there the search would take longer than it helps.
    """
    if len(members) > _MANY:
        return members
    gains = _gains(members, spans)
    order: list[int] = []
    for number, gain in enumerate(gains):
        order.insert(_best_place(order, gain), number)
    for _ in range(_ROUNDS):
        before = list(order)
        for number in before:
            order.remove(number)
            order.insert(_best_place(order, gains[number]), number)
        if order == before:
            break
    return [members[number] for number in order]


def _best_place(order: Sequence[int], gain: Sequence[int]) -> int:
    """How many of the others to stand below; of places as good, the uppermost."""
    totals = [0, *accumulate(map(gain.__getitem__, order))]
    return totals.index(min(totals))


def _gains(members: Sequence[Stretch], spans: Mapping[Stretch, Span]) -> list[list[int]]:
    """How many crossings more there are when the first of two stretches, sorted by span, stands below the second."""
    ends = [([t.x for t in stretch.tops], [t.x for t in stretch.bottoms], spans[stretch]) for stretch in members]
    gains = [[0] * len(members) for _ in members]
    for i, one in enumerate(ends):
        for j, other in enumerate(ends[i + 1 :], i + 1):
            if other[2][0] - one[2][1] > _NEAR:
                break
            gains[i][j] = _crossings(other, one) - _crossings(one, other)
            gains[j][i] = -gains[i][j]
    return gains


def _crossings(upper: _Ends, lower: _Ends) -> int:
    """How often the two cross when one has a track above the other; lines upon each other count many times."""
    _, bottoms, (low, high) = upper
    tops, _, (other_low, other_high) = lower
    crossed = sum(low < x < high for x in tops) + sum(other_low < x < other_high for x in bottoms)
    clashes = sum(abs(top - bottom) < _NEAR for top in tops for bottom in bottoms)
    return crossed + _CLASH * clashes


def room_for(count: int) -> float:
    """How wide a space so many lines need to pass through it."""
    return 2 * CLEARANCE + (count - 1) * PASSAGE_GAP if count else 0.0
