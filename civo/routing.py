"""Ways through ties: which there are, shortest first, and what every one of them has to pass.

Organisations with the very same ties are one point, so that a body with 290 members is not 290 ways.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from copy import copy
from typing import NamedTuple

from civo.connections import Strength, Tie

MOST_STEPS_TRIED = 40_000
"""How many steps a search for ways may try before it says that it stopped."""


class Hop(NamedTuple):
    """A tie taken from a point to another; `forward` from the tie's first side to the other."""

    to: str
    tie: Tie
    forward: bool


class Step(NamedTuple):
    """From a point to the next, by the ties that lead there, the surest first."""

    start: str
    end: str
    hops: tuple[Hop, ...]

    @property
    def strength(self) -> Strength:
        """How sure the step is."""
        return self.hops[0].tie.strength


Way = tuple[Step, ...]


class Found(NamedTuple):
    """The ways found, shortest first and surest first among those as long, and why there may be others."""

    ways: tuple[Way, ...]
    more: bool
    """Whether there are more ways than were asked for, or than it was worth looking for."""
    longer: bool
    """Whether ways longer than the longest asked for were left out of the search."""


class Network:
    """The points and the ties between them. A point is a body, or organisations with the very same ties.

    `points` tells who is behind each point, by the id that stands for it; `apart` are groups of organisations that are
    not to be one point with others, such as those asked about.
    """

    def __init__(self, ties: Iterable[Tie], organizations: Iterable[str], apart: Iterable[frozenset[str]]) -> None:
        listed = sorted(ties, key=lambda tie: tie.strength)  # the surest first, everywhere
        self.points, self.point_of = _points(listed, organizations, tuple(apart))
        self.hops: dict[str, dict[str, list[Hop]]] = {}
        for tie in listed:
            ones, others = self._side(tie.one), self._side(tie.other)
            there, back = [Hop(other, tie, True) for other in others], [Hop(one, tie, False) for one in ones]
            for hop in there:
                to, out = hop.to, self.hops.setdefault(hop.to, {})
                for returning in back:
                    one = returning.to
                    if one != to:
                        self.hops.setdefault(one, {}).setdefault(to, []).append(hop)
                        out.setdefault(one, []).append(returning)

    def _side(self, members: frozenset[str]) -> list[str]:
        """The points of one side of a tie, in an order that is always the same."""
        return sorted({self.point_of.get(i, i) for i in members})

    def reaches(self, sources: Iterable[str], targets: frozenset[str], limit: Strength, *without: str) -> bool:
        """Whether a way of any length leads from a source to a target, by ties as sure as the limit.

        `without` are the ids of points or records that may not be passed.
        """
        return not targets.isdisjoint(_Spread(self, tuple(sources), limit, frozenset(without), targets).reached())

    def around(self, item: str, limit: Strength) -> Network:
        """The same without a point or a record, and without ties less sure than the limit."""
        other = copy(self)
        other.hops = {}
        for point, out in self.hops.items():
            for to, hops in out.items():
                left = [hop for hop in hops if hop.tie.record.id != item and hop.tie.strength <= limit]
                if left and item not in (point, to):
                    other.hops.setdefault(point, {})[to] = left
        return other

    def reached(self, sources: Iterable[str], limit: Strength) -> set[str]:
        """The points that ways lead to from the sources, these among them."""
        return set(_Spread(self, tuple(sources), limit, frozenset()).reached())

    def ways(self, sources: Iterable[str], targets: frozenset[str], most: int, longest: int) -> Found:
        """The ways without detours from a source to a target: no step can be left out by a tie as sure.

        No way passes a point twice, or a source or a target in between.
        """
        starts = tuple(dict.fromkeys(sources))
        far = self._distances(targets)
        search = _Search(self, frozenset(starts), targets, far)
        found: list[Way] = []
        for length in range(1, longest + 1):
            search.cut_short = False
            for limit in Strength:
                for start in starts:
                    found += search.of_length(start, length, limit, most + 1 - len(found))
                    if len(found) > most or search.tried > MOST_STEPS_TRIED:
                        return Found(tuple(found[:most]), True, False)
        return Found(tuple(found), False, search.cut_short)

    def _distances(self, targets: frozenset[str]) -> dict[str, int]:
        """At least how many steps each point is from a target."""
        far = dict.fromkeys(targets, 0)
        waiting = deque(sorted(targets))
        while waiting:
            point = waiting.popleft()
            for other in self.hops.get(point, {}):
                if other not in far:
                    far[other] = far[point] + 1
                    waiting.append(other)
        return far


class _Spread:
    """What is reached from some sources. A body entered by a seat that speaks for several is `shut` towards those others.

    It opens towards them when it is entered by another tie from somebody who is reached without it; that is looked into
    only when it would lead to something new, so that every tie is looked at a few times at most. `depth` is how many
    bodies, one inside the other, are looked into that way. It ends when one of the targets is reached.
    """

    def __init__(
        self,
        network: Network,
        sources: tuple[str, ...],
        limit: Strength,
        without: frozenset[str],
        targets: frozenset[str] = frozenset(),
        depth: int = 3,
    ) -> None:
        self._network = network
        self._sources = sources
        self._limit = limit
        self._without = without
        self._targets = targets
        self._depth = depth
        self._again: dict[str, list[tuple[str, Hop]]] = {}
        self._waiting: deque[tuple[str, str, Hop | None]] = deque((source, source, None) for source in sources)
        self._shut: dict[str, list[Hop]] = {}

    def reached(self) -> Iterable[str]:
        """The points reached, each once."""
        self._go_on()
        while self._depth and self._targets.isdisjoint(self._shut) and self._opened():
            self._go_on()
        return self._shut.keys()

    def _go_on(self) -> None:
        """Follows every tie that may be followed."""
        shut = self._shut
        while self._waiting:
            point, origin, entry = self._waiting.popleft()
            if point not in shut:
                shut[point] = []
                if point in self._targets:
                    return
                self._leave(point, entry)
            elif entry and shut[point] and _may_follow(entry, shut[point][0]):
                self._again.setdefault(point, []).append((origin, entry))

    def _leave(self, point: str, entry: Hop | None) -> None:
        """Follows the ties from a point that is reached for the first time."""
        shut, limit, without = self._shut, self._limit, self._without
        for to, hops in self._network.hops.get(point, {}).items():
            if to in without or (to in shut and not shut[to]):
                continue
            for hop in hops:
                if hop.tie.strength > limit:
                    break  # the surest come first
                if without and hop.tie.record.id in without:
                    continue
                if _may_follow(entry, hop):
                    self._waiting.append((to, point, hop))
                else:
                    shut[point].append(hop)

    def _opened(self) -> bool:
        """Whether a body that was shut towards something not reached yet turned out to be open."""
        for point in list(self._again):
            shut = self._shut[point]
            if all(hop.to in self._shut for hop in shut):
                continue
            origins = frozenset(origin for origin, _ in self._again.pop(point))
            without = self._without | {point}
            apart = _Spread(self._network, self._sources, self._limit, without, origins, self._depth - 1)
            if not origins.isdisjoint(apart.reached()):
                self._waiting.extend((hop.to, point, hop) for hop in shut)
                self._shut[point] = []
        return bool(self._waiting)


class _Search:
    """A search for ways of a length, deepened step by step; it knows at least how far each point is from the end."""

    def __init__(self, network: Network, sources: frozenset[str], targets: frozenset[str], far: dict[str, int]) -> None:
        self._network = network
        self._sources = sources
        self._targets = targets
        self._far = far
        self.tried = 0
        self.cut_short = False

    def of_length(self, start: str, length: int, limit: Strength, most: int) -> list[Way]:
        """The ways with exactly so many steps, the weakest of them exactly as sure as the limit; no more than asked for."""
        found: list[Way] = []
        if start in self._far:
            for way in self._going_on([start], [], length, limit):
                if max(step.strength for step in way) == limit:
                    found.append(way)
                if len(found) >= most:
                    break
        return found

    def _going_on(self, path: list[str], steps: list[Step], left: int, limit: Strength) -> Iterator[Way]:
        here = path[-1]
        for point, hops in self._network.hops.get(here, {}).items():
            if hops[0].tie.strength > limit or point not in self._far or point in self._sources or point in path:
                continue
            if self._far[point] >= left:
                self.cut_short = True
                continue
            if (left == 1) != (point in self._targets):
                continue
            self.tried += 1
            if self.tried > MOST_STEPS_TRIED:
                return
            went = _joined(steps, Step(here, point, tuple(hop for hop in hops if hop.tie.strength <= limit)))
            if went is None or self._is_detour(path, went):
                continue
            if left > 1:
                yield from self._going_on([*path, point], went, left - 1, limit)
                continue
            whole = [*went[:-1], went[-1]._replace(hops=_surest(went[-1].hops))]
            if not self._is_detour([*path, point], whole, at_end=True):
                yield tuple(step._replace(hops=_surest(step.hops)) for step in whole)

    def _is_detour(self, path: list[str], steps: list[Step], *, at_end: bool = False) -> bool:
        """Whether the last point but one (at the end, the last) could be reached from an earlier one, as surely."""
        last = len(path) - 1
        leave = None if at_end else steps[-1]
        for n in range(last - 1):
            hops = self._network.hops.get(path[n], {}).get(path[last], ())
            weakest = max(step.strength for step in steps[n:last])
            enter = steps[n - 1].hops if n else (None,)
            for hop in hops:
                leaves = leave.hops if leave else (None,)
                if (
                    hop.tie.strength <= weakest
                    and any(_may_follow(entry, hop) for entry in enter)
                    and any(after is None or _may_follow(hop, after) for after in leaves)
                ):
                    return True
        return False


def _joined(steps: list[Step], step: Step) -> list[Step] | None:
    """The steps with one more, the last two by ties that may follow each other; None when none may."""
    if not steps:
        return [step]
    pairs = [(one, two) for one in steps[-1].hops for two in step.hops if _may_follow(one, two)]
    if not pairs:
        return None
    if len(pairs) == len(steps[-1].hops) * len(step.hops):
        return [*steps, step]
    one, two = min(pairs, key=_weakest_first)
    ones = tuple(hop for hop in steps[-1].hops if hop.tie.strength == one.tie.strength and _may_follow(hop, two))
    twos = tuple(
        hop for hop in step.hops if hop.tie.strength == two.tie.strength and all(_may_follow(o, hop) for o in ones)
    )
    return [*steps[:-1], steps[-1]._replace(hops=ones), step._replace(hops=twos)]


def _weakest_first(pair: tuple[Hop, Hop]) -> tuple[Strength, Strength]:
    one, two = pair
    return max(one.tie.strength, two.tie.strength), one.tie.strength


def _surest(hops: tuple[Hop, ...]) -> tuple[Hop, ...]:
    best = hops[0].tie.strength
    return tuple(hop for hop in hops if hop.tie.strength == best)


def _may_follow(entry: Hop | None, hop: Hop) -> bool:
    """Whether a body entered by one tie may be left by the other: not by the same seat that only speaks for some."""
    if entry is None or not entry.forward or hop.forward or entry.tie.record is not hop.tie.record:
        return True
    return not (entry.tie.spoken or hop.tie.spoken)


def _points(
    ties: list[Tie], organizations: Iterable[str], apart: tuple[frozenset[str], ...]
) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Those behind each point, and the point of each organisation: the first of those with the very same ties."""
    sides: dict[str, list[int]] = {}
    for n, tie in enumerate(ties):
        for member in tie.one:
            sides.setdefault(member, []).append(2 * n)
        for member in tie.other:
            sides.setdefault(member, []).append(2 * n + 1)
    same: dict[tuple[tuple[int, ...], tuple[bool, ...]], list[str]] = {}
    for organization in organizations:
        if organization in sides:
            key = tuple(sides[organization]), tuple(organization in group for group in apart)
            same.setdefault(key, []).append(organization)
    points = {members[0]: tuple(members) for members in same.values()}
    return points, {member: point for point, members in points.items() for member in members}
