"""How well each actor's ties fit its tasks: three small patterns of actors and linked issues."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from civo.measures.rates import Rate, rate
from civo.network import Network
from civo.truth import Truth


@dataclass(frozen=True, slots=True)
class Fit:
    """One actor's patterns, each as closed, certainly open and unknown."""

    organization: str
    shared: Rate
    """(a) Others who answer for an issue that it answers for: how many it meets."""
    linked: Rate
    """(b) Needs between one of its issues and another: how many where it answers for both."""
    across: Rate
    """(c) Others who answer for the other end of such a need: how many it meets."""


def fit(network: Network) -> tuple[Fit, ...]:
    """The fit of each organisation that answers for an own issue, in the order in which the issues name them.

    Patterns of Bodin and Nohrstedt 2016, Global Environmental Change 41:183-194: (a) two actors on one task who collaborate,
    (b) one actor on both of two interdependent tasks, (c) two actors on a task each, the tasks interdependent, who
    collaborate. An actor's score in each is closed / (closed + open), 0 to 1. Bodin and others 2022, Public Administration
    Review, doi 10.1111/puar.13518: (a) and (b) went with effectiveness, the number of ties did not; so read (a) before (c),
    and never the number of meetings.

    Unknown: pairs that may meet where lists are open or bodies unlisted; (b) is never certainly open, as no list of those
    responsible is closed.
    """
    linked: dict[str, set[str]] = {}
    for need in network.needs:
        if need.needed in network.responsible:
            linked.setdefault(need.issue, set()).add(need.needed)
            linked.setdefault(need.needed, set()).add(need.issue)
    return tuple(
        _of(network, organization, issues, linked)
        for issues, organizations in network.by_issues.items()
        for organization in organizations
    )


def _of(network: Network, organization: str, issues: frozenset[str], linked: dict[str, set[str]]) -> Fit:
    answering = network.responsible
    needs = {(min(i, j), max(i, j)) for i in issues for j in linked.get(i, ())}
    sharing = {o for i in issues for o in answering[i]}
    across = {o for i in issues for j in linked.get(i, ()) for o in answering[j]}
    return Fit(
        organization,
        _met(network, organization, sharing),
        rate((Truth.YES if i in issues and j in issues else Truth.UNKNOWN, 1) for i, j in needs),
        _met(network, organization, across),
    )


def _met(network: Network, organization: str, others: Iterable[str]) -> Rate:
    """How many of the others, but for its own units and itself, it meets."""
    return rate((network.meet(organization, o), 1) for o in others if not network.are_one(organization, o))
