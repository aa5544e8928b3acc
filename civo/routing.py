"""Ways through ties: which there are, shortest first, and what every one of them has to pass.

Organisations with the very same ties are one point, so that a body with 290 members is not 290 ways.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
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
    """From a point to the next, by the surest of the ties that lead there: several where several are as sure."""

    start: str
    end: str
    hops: tuple[Hop, ...]

    @property
    def strength(self) -> Strength:
        """How sure the step is."""
        return min(hop.tie.strength for hop in self.hops)


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
        listed = list(ties)
        self.points, self.point_of = _points(listed, organizations, tuple(apart))
        self.hops: dict[str, dict[str, list[Hop]]] = {}
        for tie in listed:
            ones, others = ({self.point_of.get(i, i) for i in side} for side in (tie.one, tie.other))
            for one in sorted(ones):
                for other in sorted(others):
                    if one != other:
                        self.hops.setdefault(one, {}).setdefault(other, []).append(Hop(other, tie, True))
                        self.hops.setdefault(other, {}).setdefault(one, []).append(Hop(one, tie, False))

    def reaches(self, sources: Iterable[str], targets: frozenset[str], limit: Strength, without: str = "") -> bool:
        """Whether a way of any length leads from a source to a target, by ties as sure as the limit.

        `without` is the id of a point or a record that may not be passed.
        """
        return not targets.isdisjoint(self.reached(sources, limit, without))

    def reached(self, sources: Iterable[str], limit: Strength, without: str = "") -> set[str]:
        """The points that ways lead to from the sources, these among them."""
        return set(_Spread(self, tuple(sources), limit, frozenset((without,))).reached())

    def out(self, point: str, limit: Strength, without: frozenset[str]) -> list[Hop]:
        """The ties that lead from a point, those left out that are not sure enough or go by what may not be passed."""
        return [
            hop
            for hops in self.hops.get(point, {}).values()
            for hop in hops
            if hop.tie.strength <= limit and hop.to not in without and hop.tie.record.id not in without
        ]

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
            fresh = [way for start in starts for way in search.of_length(start, length)]
            found += sorted(fresh, key=_surest_first)
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
    bodies, one inside the other, are looked into that way.
    """

    def __init__(
        self, network: Network, sources: tuple[str, ...], limit: Strength, without: frozenset[str], depth: int = 3
    ) -> None:
        self._network = network
        self._sources = sources
        self._limit = limit
        self._without = without
        self._depth = depth
        self._again: dict[str, list[tuple[str, Hop]]] = {}
        self._waiting: deque[tuple[str, str, Hop | None]] = deque((source, source, None) for source in sources)
        self._shut: dict[str, list[Hop]] = {}

    def reached(self) -> Iterable[str]:
        """The points reached, each once."""
        self._go_on()
        while self._depth and self._opened():
            self._go_on()
        return self._shut.keys()

    def _go_on(self) -> None:
        """Follows every tie that may be followed."""
        while self._waiting:
            point, origin, entry = self._waiting.popleft()
            if point not in self._shut:
                self._leave(point, self._network.out(point, self._limit, self._without), entry)
            elif entry and self._shut[point] and _may_follow(entry, self._shut[point][0]):
                self._again.setdefault(point, []).append((origin, entry))

    def _leave(self, point: str, ways_out: list[Hop], entry: Hop | None) -> None:
        self._shut[point] = [hop for hop in ways_out if not _may_follow(entry, hop)]
        self._waiting.extend((hop.to, point, hop) for hop in ways_out if _may_follow(entry, hop))

    def _opened(self) -> bool:
        """Whether a body that was shut towards something not reached yet turned out to be open."""
        for point in list(self._again):
            if all(hop.to in self._shut for hop in self._shut[point]):
                continue
            apart = _Spread(self._network, self._sources, self._limit, self._without | {point}, self._depth - 1)
            known = set(apart.reached())
            for origin, entry in self._again.pop(point):
                if origin in known and self._shut[point]:
                    self._leave(point, self._shut[point], entry)
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

    def of_length(self, start: str, length: int) -> list[Way]:
        """The ways with exactly so many steps."""
        found: list[Way] = []
        if start in self._far:
            self._go_on([start], [], length, found.append)
        return found

    def _go_on(self, path: list[str], steps: list[Step], left: int, keep: Callable[[Way], object]) -> None:
        here = path[-1]
        for point, hops in self._network.hops.get(here, {}).items():
            if point in path or point in self._sources or point not in self._far:
                continue
            if self._far[point] > left - 1 or (left == 1) != (point in self._targets):
                self.cut_short |= self._far[point] > left - 1
                continue
            self.tried += 1
            if self.tried > MOST_STEPS_TRIED:
                return
            went = _joined(steps, Step(here, point, tuple(hops)))
            if went is None or self._is_detour(path, went):
                continue
            if point in self._targets:
                last = went[-1]
                whole = [*went[:-1], last._replace(hops=_surest(last.hops))]
                if not self._is_detour([*path, point], whole, at_end=True):
                    keep(tuple(step._replace(hops=_surest(step.hops)) for step in whole))
            else:
                self._go_on([*path, point], went, left - 1, keep)

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
    best = min(max(one.tie.strength, two.tie.strength) for one, two in pairs)
    kept = [(one, two) for one, two in pairs if max(one.tie.strength, two.tie.strength) == best]
    ones = tuple(hop for hop in steps[-1].hops if any(hop is one for one, _ in kept))
    twos = tuple(hop for hop in step.hops if any(hop is two for _, two in kept))
    return [*steps[:-1], steps[-1]._replace(hops=ones), step._replace(hops=twos)]


def _surest(hops: tuple[Hop, ...]) -> tuple[Hop, ...]:
    best = min(hop.tie.strength for hop in hops)
    return tuple(hop for hop in hops if hop.tie.strength == best)


def _may_follow(entry: Hop | None, hop: Hop) -> bool:
    """Whether a body entered by one tie may be left by the other: not by the same seat that only speaks for some."""
    if entry is None or not entry.forward or hop.forward or entry.tie.record is not hop.tie.record:
        return True
    return not (entry.tie.spoken or hop.tie.spoken)


def _surest_first(way: Way) -> tuple[int, list[str]]:
    return max(step.strength for step in way), [way[0].start, *(step.end for step in way)]


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
