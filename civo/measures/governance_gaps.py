"""Collaborative and integrative gaps: who shares an issue and never meets, and which linked issues nobody joins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from civo.measures.rates import Rate, rate, summed
from civo.network import Need, Network
from civo.truth import Truth

Closing = Literal["closed", "true", "half-orphan", "orphan"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who answer for the same issues, and whether they are known to meet in any body or are said to collaborate."""

    one: str
    other: str
    issues: tuple[str, ...]
    """The issues that both answer for; as many as the weight of the pair."""
    meet: Truth


@dataclass(frozen=True, slots=True)
class Group:
    """Pairs of two kinds of organisation that share the same issues: for where pairs are too many to read."""

    kinds: tuple[str, str]
    issues: tuple[str, ...]
    pairs: Rate
    """How many of the pairs meet."""


@dataclass(frozen=True, slots=True)
class Link:
    """That one issue needs another, and those who answer for both.

    `closing` is "closed" when somebody answers for both; else a "true" gap when both issues have somebody, a "half-orphan"
    when only one has, an "orphan" when neither has.
    """

    need: Need
    both: tuple[str, ...]
    closing: Closing

    @property
    def truth(self) -> Truth:
        """Whether it is closed. Never a plain no: no list of those responsible is closed, so others may answer too."""
        return Truth.YES if self.closing == "closed" else Truth.UNKNOWN


def collaborative_pairs(network: Network) -> Iterator[Pair]:
    """Every two organisations that answer for the same issue, and whether they meet.

    Bergsten, Jiren, Leventon, Dorresteijn, Schultner and Fischer 2019, Environmental Science and Policy 91:27-38. A pair is
    a collaborative gap when it does not meet; its weight is the number of issues shared. Pairs come by groups of
    organisations that answer for the same issues; there may be n(n-1)/2 of n, so they are given one at a time.

    An organisation and its own unit are no pair. Unknown: pairs that may meet where lists of seats are open, or in bodies
    that no file lists. A pair is certainly open only when both answer for a shared issue by stated responsibilities.
    """
    groups = network.by_issues
    for n, (issues, members) in enumerate(groups.items()):
        order = [i.id for i in network.issues if i.id in issues]
        if order:
            yield from (
                _pair(network, a, b, tuple(order)) for a, b in combinations(members, 2) if not network.are_one(a, b)
            )
        for other_issues, others in list(groups.items())[n + 1 :]:
            shared = tuple(i for i in order if i in other_issues)
            if shared:
                yield from (_pair(network, a, b, shared) for a in members for b in others if not network.are_one(a, b))


def closure(groups: Iterable[Group]) -> Rate:
    """C_c of the paper: the weight of pairs that meet by that of all pairs; between its `least` and its `most`, 0 to 1."""
    return summed((group.pairs, len(group.issues)) for group in groups)


def collaborative_groups(network: Network) -> tuple[Group, ...]:
    """The pairs by the kinds of the two and the issues they share, in the order in which they first come."""
    found: dict[tuple[tuple[str, str], tuple[str, ...]], Counter[Truth]] = {}
    for pair in collaborative_pairs(network):
        one, other = network.kind_of(pair.one), network.kind_of(pair.other)
        found.setdefault((network.both(one, other), pair.issues), Counter())[pair.meet] += 1
    return tuple(Group(both, issues, rate(answers.items())) for (both, issues), answers in found.items())


def integrative_links(network: Network) -> tuple[Link, ...]:
    """For each need between own issues, whether anybody answers for both, in the order the needs are declared.

    Bergsten et al. 2019 (as above); that it is closed when one actor manages both linked issues: Fried, Hamilton and
    Berardo 2022, Ecology and Society 27(1):15. Unmanaged issues would swamp the list, so gaps are split into true ones,
    half-orphans and orphans.

    Unknown: who else answers. No list of those responsible is closed, so a gap is always one as far as known.
    """
    return tuple(_link(network, need) for need in network.needs if need.needed in network.responsible)


def integration(links: tuple[Link, ...]) -> Rate:
    """C_i of the paper: closed needs by all needs."""
    return rate((link.truth, 1) for link in links)


def _pair(network: Network, one: str, other: str, issues: tuple[str, ...]) -> Pair:
    meet = network.meet(one, other)
    firm = network.firmly_responsible
    if meet is Truth.NO and not any(one in firm[i] and other in firm[i] for i in issues):
        meet = Truth.UNKNOWN
    return Pair(one, other, issues, meet)


def _link(network: Network, need: Need) -> Link:
    ones, others = network.responsible[need.issue], network.responsible[need.needed]
    both = tuple(o for o in ones if o in others)
    if both:
        return Link(need, both, "closed")
    return Link(need, (), "true" if ones and others else "half-orphan" if ones or others else "orphan")
