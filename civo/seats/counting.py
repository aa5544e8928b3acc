"""How many seats a group of organisations has, at least and at most, as far as each seat tells of its number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from civo.records import Body, Role, Seat
from civo.seats.claims import Claim, Claims, Group
from civo.seats.levels import bodies_at
from civo.selectors import Selector
from civo.structure import Structure
from civo.truth import Truth

MANY = 1 << 30
"""More seats than there can be: their number is not known."""


class Seats(NamedTuple):
    """How many seats of the group a record tells of: at least, and at most."""

    body: Body
    seat: Seat
    least: int
    most: int


class Counting:
    """Counts the seats of a group of organisations, units among them."""

    def __init__(self, structure: Structure, members: Group) -> None:
        self._structure = structure
        self._claims = structure.once(Claims)
        self._members = structure.with_units(members)
        self._shares: dict[Selector, tuple[int, int]] = {}

    def at(self, level: str) -> Iterator[Seats]:
        """The seats at the level that are, or may be, of the group."""
        for body in bodies_at(self._structure, level):
            for seat in self._structure.seats_of.get(body.id, ()):
                claim = self._claims.claim(seat)
                least, most = self._in_seat(seat, claim) if claim.exists and claim.full else (0, 0)
                if most:
                    yield Seats(body, seat, least if claim.sure else 0, MANY if body.several else most)

    def _in_seat(self, seat: Seat, claim: Claim) -> tuple[int, int]:
        mine, theirs = self._holding(seat, claim)
        selector = seat.rotates.among if seat.rotates else seat.represents or seat.some_of
        if selector is None:
            return self._by_holder(seat, mine, theirs)
        fit, of = self._share(selector)
        if seat.each and fit:
            return fit, fit
        if fit and fit == of:
            return (seat.count, seat.count) if seat.count is not None else (max(1, mine), MANY)
        free = MANY if seat.count is None else max(0, seat.count - theirs)
        return mine, max(mine, free if fit else 0)

    def _by_holder(self, seat: Seat, mine: int, theirs: int) -> tuple[int, int]:
        """Of a seat that speaks for nobody in particular: those who hold it, and those who may."""
        structure = self._structure
        jointly = not seat.each and any(structure.kind_of(t.organization) == "collectives" for t in seat.held_by)
        count = seat.count if seat.count is not None else (mine + theirs if not jointly else 0) or MANY
        free = max(0, count - mine - theirs)
        role = structure.get(seat.role) if seat.role else None
        fit, of = self._share(role.held_in) if isinstance(role, Role) and role.held_in else (1, 2)
        if not fit:
            return mine, mine
        if fit == of and not theirs and not seat.held_by:
            return (count, count) if count != MANY else (1, MANY)
        return mine, mine + free

    def _holding(self, seat: Seat, claim: Claim) -> tuple[int, int]:
        """How many certainly hold the seat: of the group, and others."""
        mine = theirs = 0
        for holder in claim.held:
            if holder.truth is Truth.YES:
                within = len(self._members & holder.members)
                number = len(holder.members) if seat.each else 1
                mine += min(number, within)
                theirs += number - min(number, within)
        return mine, theirs

    def _share(self, selector: Selector) -> tuple[int, int]:
        """How many of those that a selector fits are of the group, and how many it fits."""
        if selector not in self._shares:
            fitted = self._structure.member_set(selector)
            self._shares[selector] = len(self._members & fitted), len(fitted)
        return self._shares[selector]
