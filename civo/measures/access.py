"""Where those who answer for an issue can act on it: actors, bodies and issues (the ecology of games)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from civo.measures.rates import Rate, rate
from civo.network import Network
from civo.seats.handling import may_handle
from civo.truth import Truth


@dataclass(frozen=True, slots=True)
class Access:
    """One who answers for an issue, and the bodies where the issue is handled and it is present.

    `truth` is whether it has such a place: yes by a known one; no when certainly in none of the listed bodies that handle
    the issue or may do so, and the responsibility is stated; otherwise unknown.
    """

    organization: str
    issue: str
    weight: float
    """1, or 0.5 when the responsibility is only partial."""
    bodies: tuple[str, ...]
    """Where it is known to be present and the issue is known to be handled."""
    indirect: tuple[str, ...]
    """Where it only shares a rotating seat that it is not known to hold."""
    truth: Truth

    @property
    def places(self) -> int:
        """C of the paper: in how many bodies it can act on the issue, as far as known."""
        return len(self.bodies)


def access(network: Network) -> tuple[Access, ...]:
    """The access of each organisation that answers for an own issue to that issue, by issue and then as declared.

    C = S·H: an organisation's places (S, organisations by bodies) times the issues that bodies handle (H, bodies by
    issues) gives in how many bodies it can act on the issue: a whole number, 0 or more. It is a gap when R > 0 (it is
    responsible) and C = 0. Bodies of the background count. Lubell, Robins and Wang 2014, Ecology and Society 19(4):23;
    actors, forums and issues as three modes: Fried, Hamilton and Berardo 2022, Journal of Public Administration Research
    and Theory, doi 10.1093/jopart/muac042.

    Unknown: whoever may sit where lists of seats are open, and bodies whose lists of issues are open. Bodies that no file
    lists are not seen.
    """
    return tuple(
        found for issue in network.issues for found in _of_issue(network, issue.id, network.responsible[issue.id])
    )


def reach(network: Network, organization: str) -> dict[str, tuple[str, ...]]:
    """A row of C: the own issues that an organisation can act on, responsible or not, each with the bodies."""
    found: dict[str, list[str]] = {}
    bodies = network.where.known_set(organization)
    for body in network.bodies:
        for issue in network.handled.get(body, ()) if body in bodies else ():
            found.setdefault(issue, []).append(body)
    return {issue: tuple(where) for issue, where in found.items()}


def access_rate(found: tuple[Access, ...]) -> Rate:
    """Of all pairs of one responsible and its issue, how many have a place."""
    return rate((one.truth, 1) for one in found)


def _of_issue(network: Network, issue: str, answering: Mapping[str, tuple[float, object]]) -> list[Access]:
    where, handling, firm = network.where, network.handling[issue], network.firmly_responsible[issue]
    may: list[str] | None = None
    found = []
    for organization, (weight, _) in answering.items():
        known, sharing = where.known_set(organization), frozenset(where.sharing(organization))
        bodies = tuple(body for body in handling if body in known)
        indirect = tuple(body for body in handling if body in sharing)
        truth = Truth.YES if bodies else Truth.UNKNOWN
        if not bodies and organization in firm:
            may = [*handling, *_may_handle(network, issue)] if may is None else may
            possible = where.range(organization)
            truth = truth if any(body in possible for body in may) else Truth.NO
        found.append(Access(organization, issue, weight, bodies, indirect, truth))
    return found


def _may_handle(network: Network, issue: str) -> list[str]:
    """The assessed bodies that may handle an issue."""
    return [b for b in network.assessed if may_handle(network.structure, network.bodies[b], issue)]
