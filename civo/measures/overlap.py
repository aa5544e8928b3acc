"""Bodies in which the same organisations sit: overlapping, nested, identical."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import ceil
from typing import Literal

from civo.network import Network
from civo.truth import Truth

How = Literal["identical", "nested", "overlapping"]
LEAST_SHARED = 2
"""Bodies that share a single organisation are linked, not alike."""
LEAST_JACCARD = 0.5
"""From here on two bodies are alike enough to tell of."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two bodies with members in common, as far as known. Of nested ones, `one` is the inner."""

    one: str
    other: str
    members: frozenset[str]
    """Of the one."""
    other_members: frozenset[str]
    both: int
    """How many members they share."""
    truth: Truth
    """Yes when both lists are closed; otherwise unknown, since others may sit in either."""

    @property
    def shared(self) -> tuple[str, ...]:
        """The members that they share, sorted."""
        return tuple(sorted(self.members & self.other_members))

    @property
    def only_one(self) -> int:
        """How many members only the one has."""
        return len(self.members) - self.both

    @property
    def only_other(self) -> int:
        """How many members only the other has."""
        return len(self.other_members) - self.both

    @property
    def jaccard(self) -> float:
        """How much of all members they share: |both| / |either|, 0 to 1."""
        return self.both / (self.both + self.only_one + self.only_other)

    @property
    def how(self) -> How:
        """Identical, one inside the other, or overlapping."""
        if not self.only_one and not self.only_other:
            return "identical"
        return "overlapping" if self.only_one and self.only_other else "nested"


def overlaps(network: Network) -> tuple[Overlap, ...]:
    """Pairs of assessed bodies that are identical, nested or share at least half of their members; the most alike first.

    The duality of persons and groups: Breiger 1974, Social Forces 53(2):181-190; Borgatti and Halgin 2011, Analyzing
    affiliation networks. Members are the organisations known to be present, wholes only; at least two shared.
    Records that stand for several bodies are left out.

    Of several with the same members each is told beside the first, and only the first is compared with other bodies: pairs
    of them all would grow with the square of the bodies. Unknown: in bodies whose lists are open others may sit, so that
    two are identical is as far as known. Costs, not every pair: candidates by an index of the rarest members (prefix
    filtering, Chaudhuri, Ganti and Kaushik 2006).
    """
    same: dict[frozenset[str], list[str]] = {}
    for body in network.by_name(network.meeting_places):
        same.setdefault(_present(network, body), []).append(body)
    members = {first: some for some, (first, *_) in same.items()}
    order = {body: n for n, body in enumerate(members)}
    sure = {body for body in network.meeting_places if body in network.closed and not _doubtful(network, body)}
    found = [
        Overlap(first, other, some, some, len(some), _truth(sure, first, other))
        for some, (first, *others) in same.items()
        for other in (others if len(some) >= LEAST_SHARED else ())
    ]
    for pair in alike(members, LEAST_JACCARD):
        inner, outer = sorted(pair, key=lambda body: (len(members[body]), order[body]))
        mine, theirs = members[inner], members[outer]
        found.append(Overlap(inner, outer, mine, theirs, len(mine & theirs), _truth(sure, inner, outer)))
    # in turns, the last first: one key for all would take more memory than the list
    found.sort(key=lambda o: network.rank(o.other))
    found.sort(key=lambda o: network.rank(o.one))
    found.sort(key=lambda o: -o.both)
    found.sort(key=lambda o: -o.jaccard)
    found.sort(key=lambda o: _HOW_ALIKE[o.how])
    return tuple(found)


_HOW_ALIKE: dict[How, int] = {"identical": 0, "nested": 1, "overlapping": 2}


def alike(sets: Mapping[str, frozenset[str]], least: float) -> Iterator[tuple[str, str]]:
    """Pairs of names whose sets share two or more and are one inside the other, or whose Jaccard index is `least` or more.

    Each pair once, in no particular order. For a set to lie in another, its rarest member has to; to share a part t of
    all, two sets have to share one of the |s| - ceil(t |s|) + 1 rarest of each.
    """
    often: dict[str, int] = {}
    for some in sets.values():
        for member in some:
            often[member] = often.get(member, 0) + 1
    rare_first = {name: sorted(some, key=lambda m: (often[m], m)) for name, some in sets.items()}
    having: dict[str, list[str]] = {}
    begun: dict[str, list[str]] = {}
    for name, ordered in rare_first.items():
        for member in ordered:
            having.setdefault(member, []).append(name)
        for member in _rarest(ordered, least):
            begun.setdefault(member, []).append(name)
    for name, ordered in rare_first.items():
        mine = sets[name]
        for other in having[ordered[0]] if len(ordered) >= LEAST_SHARED else ():
            if mine < sets[other] or (mine == sets[other] and name < other):
                yield min(name, other), max(name, other)
        for other in {one for member in _rarest(ordered, least) for one in begun[member] if one > name}:
            theirs = sets[other]
            shared = len(mine & theirs)
            is_nested = shared in (len(mine), len(theirs))
            if not is_nested and shared >= LEAST_SHARED and shared >= least * (len(mine) + len(theirs) - shared):
                yield name, other


def _rarest(ordered: list[str], least: float) -> list[str]:
    """Of the members of a set, the rarest first, those of which another that is so much alike has one."""
    return ordered[: len(ordered) - ceil(least * len(ordered)) + 1]


def _present(network: Network, body: str) -> frozenset[str]:
    return network.where.present(body).difference(network.units)


def _truth(sure: AbstractSet[str], one: str, other: str) -> Truth:
    return Truth.YES if one in sure and other in sure else Truth.UNKNOWN


def _doubtful(network: Network, body: str) -> bool:
    """Whether somebody who is not known to be in the body may be: in a listed seat with no known holder."""
    possible = network.possible_members(body)
    return possible is None or not possible <= network.where.present(body)
