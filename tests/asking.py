"""Short questions about who sits where, for tests: one organisation or a group, in a body, a seat or a level."""

from __future__ import annotations

from civo.records import Absence, Body, Seat
from civo.seats.absences import absences_at
from civo.seats.claims import Claims
from civo.seats.levels import place_at_level
from civo.seats.rosters import Standing, roster
from civo.structure import Structure
from civo.truth import Truth


def own_seat(structure: Structure, body: Body, organization: str) -> Standing:
    return roster(structure, body).own(frozenset((organization,)))


def represented(structure: Structure, body: Body, organization: str) -> Standing:
    return roster(structure, body).spoken_for(frozenset((organization,)))


def indirectly(structure: Structure, body: Body, organization: str) -> tuple[Seat, ...]:
    place = roster(structure, body).place(frozenset((organization,)))
    return (*place.shared, *place.perhaps_shared)


def group_in_body(structure: Structure, body: Body, members: frozenset[str]) -> Standing:
    return roster(structure, body).place(members).standing


def group_at_level(structure: Structure, level: str, members: frozenset[str]) -> Standing:
    return place_at_level(structure, level, members).standing


def sits_in_seat(structure: Structure, seat: Seat, organization: str) -> Truth:
    claim = structure.once(Claims).claim(seat)
    if organization in claim.sits_wholes:
        return Truth.YES
    maybe = claim.may_sit_wholes is None or organization in claim.may_sit_wholes
    return Truth.UNKNOWN if claim.exists and maybe else Truth.NO


def is_vacated(structure: Structure, seat: Seat) -> bool:
    return structure.once(Claims).claim(seat).vacated


def absence_of(structure: Structure, body: Body, organization: str) -> Absence | None:
    covering = (a for a in absences_at(structure, body) if organization in structure.member_set(a.who))
    return next(covering, None)
