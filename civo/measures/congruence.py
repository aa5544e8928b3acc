"""Who has to co-ordinate with whom because of the issues they answer for, and whether they do (socio-technical congruence)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from civo.measures.rates import Rate, rate, summed
from civo.network import Network
from civo.seats.handling import may_handle
from civo.truth import Truth

Matrix = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Requirement:
    """Two who have to co-ordinate: how much, because of which issues, and whether they meet."""

    one: str
    other: str
    strength: int
    """C_R of the paper: in how many ways a task of the one is, or depends on, a task of the other."""
    issues: tuple[str, ...]
    """The issues of the two that are the same or linked."""
    lax: Truth
    """Whether they meet in any body, or are said to collaborate."""
    strict: Truth
    """Whether they meet in a body that handles one of those issues."""


def coordination_requirements(
    assignments: Mapping[str, Collection[str]], dependencies: Collection[tuple[str, str]]
) -> Matrix:
    """C_R = T_A · T_D · T_A^T: for every two actors, in how many ways their tasks are one or depend on each other.

    `assignments` are each actor's tasks (T_A); `dependencies` pairs of tasks, taken both ways, each task depending on
    itself (T_D). Whole numbers, 0 or more; the diagonal is an actor with itself and is ignored by congruence. Cataldo,
    Wagstrom, Herbsleb and Carley 2006, CSCW '06; Cataldo, Herbsleb and Carley, CMU-ISR-08-104.
    """
    linked = _linked(dependencies)
    return {
        one: {
            other: sum(len(({i} | linked.get(i, set())) & set(theirs)) for i in mine)
            for other, theirs in assignments.items()
        }
        for one, mine in assignments.items()
    }


def requirements(network: Network) -> Iterator[Requirement]:
    """Every two organisations that have to co-ordinate because of the own issues they answer for, and whether they do.

    Cataldo et al. 2006 (as above), with issues for tasks and needs for dependencies. Two ways to look at whether they do:
    `lax`, they meet anywhere; `strict`, they meet in a body that handles one of the issues in question. An organisation
    and its own unit are no pair. There may be n(n-1)/2 pairs of n, so they are given one at a time.

    Unknown: pairs that may meet where lists of seats are open, or in bodies that no file lists; strictly also where a body
    in which they meet may handle the issues for all that is known.
    """
    groups = list(network.by_issues.items())
    linked = _linked((need.issue, need.needed) for need in network.needs if need.needed in network.responsible)
    for n, (mine, members) in enumerate(groups):
        for k in range(n, len(groups)):
            theirs, others = groups[k]
            ways = [(i, j) for i in mine for j in ({i} | linked.get(i, set())) & theirs]
            if not ways:
                continue
            pairs = combinations(members, 2) if k == n else ((a, b) for a in members for b in others)
            between = _between(network, ways)
            yield from (_requirement(network, a, b, between) for a, b in pairs if not network.are_one(a, b))


@dataclass(frozen=True, slots=True)
class Group:
    """Pairs of two kinds of organisation that have to co-ordinate about the same issues."""

    kinds: tuple[str, str]
    issues: tuple[str, ...]
    strength: int
    """The largest strength of the pairs."""
    lax: Rate
    strict: Rate


def congruence(found: Iterable[Group], strictly: bool = False) -> Rate:
    """Of the pairs that have to co-ordinate (C_R > 0), how many do: the paper's congruence, 0 to 1."""
    return summed((group.strict if strictly else group.lax, 1) for group in found)


def requirement_groups(network: Network) -> tuple[Group, ...]:
    """The pairs by the first kinds of the two and the issues, in the order in which they first come."""
    told: dict[tuple[tuple[str, str], tuple[str, ...]], Counter[tuple[int, Truth, Truth]]] = {}
    for pair in requirements(network):
        one, other = network.kind_of(pair.one), network.kind_of(pair.other)
        of_these = told.setdefault((network.both(one, other), pair.issues), Counter())
        of_these[pair.strength, pair.lax, pair.strict] += 1
    return tuple(
        Group(
            kinds,
            issues,
            max(strength for strength, _, _ in pairs),
            rate((lax, number) for (_, lax, _), number in pairs.items()),
            rate((strict, number) for (_, _, strict), number in pairs.items()),
        )
        for (kinds, issues), pairs in told.items()
    )


def _linked(dependencies: Collection[tuple[str, str]] | Iterator[tuple[str, str]]) -> dict[str, set[str]]:
    linked: dict[str, set[str]] = {}
    for one, other in dependencies:
        if one != other:
            linked.setdefault(one, set()).add(other)
            linked.setdefault(other, set()).add(one)
    return linked


class _Between(NamedTuple):
    """What two groups have to co-ordinate about: the pairs of issues, the issues as declared, the bodies that handle any."""

    ways: list[tuple[str, str]]
    issues: tuple[str, ...]
    handling: frozenset[str]


def _between(network: Network, ways: list[tuple[str, str]]) -> _Between:
    asked = {i for way in ways for i in way}
    issues = tuple(i.id for i in network.issues if i.id in asked)
    return _Between(ways, issues, frozenset(body for issue in issues for body in network.handling[issue]))


def _requirement(network: Network, one: str, other: str, about: _Between) -> Requirement:
    firm = network.firmly_responsible
    stated = any(one in firm[i] and other in firm[j] for i, j in about.ways)
    lax = network.meet(one, other)
    if lax is Truth.NO and not stated:
        lax = Truth.UNKNOWN
    strict = lax
    if not about.handling.isdisjoint(network.meetings(one, other)):
        strict = Truth.YES
    elif lax is Truth.YES:
        strict = Truth.UNKNOWN if not stated or _may_handle_where_both_may_be(network, one, other, about) else Truth.NO
    return Requirement(one, other, len(about.ways), about.issues, lax, strict)


def _may_handle_where_both_may_be(network: Network, one: str, other: str, about: _Between) -> bool:
    if not network.all_bodies_listed:
        return True
    both = network.where.range(one).in_common(network.where.range(other))
    return any(
        body in about.handling or may_handle(network.structure, network.bodies[body], issue)
        for body in both
        for issue in about.issues
    )
