"""How much of the time those who share a rotating seat sit in it, and for how long they do not."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from civo.network import Network
from civo.records import Seat
from civo.seats.declared import term_of_turns
from civo.terms import parsed_term


@dataclass(frozen=True, slots=True)
class Turns:
    """One rotating seat (or several alike) of an assessed body, and those that it goes round among."""

    seat: Seat
    among: tuple[str, ...]
    """Who shares it, in the order they are declared."""
    holders: tuple[str, ...]
    """Who is known to hold it at the date."""
    seats: int | None
    """How many such seats there are (m); None when the source does not say."""
    otherwise: tuple[str, ...]
    """Those among them who are in the body all the same, by another seat."""

    @property
    def share(self) -> Fraction | None:
        """The share of time, 0 to 1, in which each sits: m/n. None when m or those who share it are not known."""
        return share_of_time(len(self.among), self.seats) if self.seats and self.among else None

    @property
    def silence(self) -> Fraction | None:
        """The longest time between two turns of one of them, in months; None when m or the term is not known in months."""
        told = term_of_turns(self.seat)
        term = parsed_term(told) if told else None
        if not term or not term.months or not self.seats or not self.among:
            return None
        return longest_silence(len(self.among), self.seats, term.months)


def share_of_time(n: int, m: int) -> Fraction:
    """The share of time, 0 to 1, in which each of n sits in m seats that go round evenly: m/n, and at most 1."""
    return min(Fraction(m, n), Fraction(1))


def longest_silence(n: int, m: int, months: int) -> Fraction:
    """The longest time, in months, between two turns of one of n, when m seats go round in terms of so many months.

    (n - m) τ / m, with turns that begin evenly spread; 0 when there are seats for all.
    """
    return max(Fraction(n - m) * months / m, Fraction(0))


def turns(network: Network) -> tuple[Turns, ...]:
    """The rotating seats of the assessed bodies, in the order they are declared. A definition of our own.

    n organisations share m seats evenly: each sits m/n of the time. Sharing unevenly is not modelled. Whoever also sits by
    another seat is never silent: see `otherwise`.

    Unknown: the share when the number of seats is not told, or nobody is named whom the seat goes round among; how long
    the silence lasts when the length of a term is not told.
    """
    found = []
    declared = {organization.id: n for n, organization in enumerate(network.structure.organizations)}
    orders: dict[frozenset[str], tuple[str, ...]] = {}
    for body in network.assessed:
        seats = network.where.roster(body).seats
        for seat, claim in seats:
            if not claim.rotating or not claim.sure:
                continue
            if claim.turns not in orders:
                orders[claim.turns] = tuple(sorted(claim.turns & declared.keys(), key=declared.__getitem__))
            order = orders[claim.turns]
            others = [other.present for one, other in seats if one is not seat and not other.rotating]
            otherwise = frozenset().union(*others)
            found.append(
                Turns(
                    seat,
                    order,
                    tuple(o for o in order if o in claim.sits_wholes),
                    seat.count,
                    tuple(o for o in order if o in otherwise),
                )
            )
    return tuple(found)
