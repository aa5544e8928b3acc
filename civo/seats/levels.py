"""Who sits at a level: in any of its bodies, listed or not."""

from __future__ import annotations

from collections.abc import Iterable

from civo.records import Body, Seat
from civo.seats.absences import absences_from, all_bodies_known
from civo.seats.claims import Group
from civo.seats.rosters import Place, Standing, roster, surest
from civo.structure import Structure
from civo.truth import Truth


def bodies_at(structure: Structure, level: str, area: str | None = None) -> list[Body]:
    """The existing bodies of a level, of one area and what lies in it when an area is given."""
    inside = structure.inside(area) if area else None
    return [
        body
        for body in structure.bodies_at.get(level, ())
        if body.status == "existing" and (inside is None or body.area is None or body.area in inside)
    ]


def any_of(standings: Iterable[Standing]) -> Standing:
    """Whether any of several holds: yes if one does, no if none does, otherwise unknown."""
    told = list(standings)
    for truth in (Truth.YES, Truth.UNKNOWN, Truth.NO):
        if found := [s for s in told if s.truth is truth]:
            records = {record.id: record for s in found for record in s.because}
            return Standing(truth, tuple(records.values()), surest(s.certainty for s in found))
    return Standing(Truth.UNKNOWN)


def place_at_level(structure: Structure, level: str, members: Group) -> Place:
    """What is known of an organisation, or of any of several, in the bodies of a level, those that no file lists included.

    No only by a stated absence of all of them from the level, or when the level's bodies and all their seats are listed.
    """
    places = [roster(structure, body).place(members) for body in bodies_at(structure, level)]
    shared = {seat.id: seat for one in places for seat in one.shared}
    return Place(
        _with_unlisted(structure, level, members, [one.own for one in places]),
        _with_unlisted(structure, level, members, [one.spoken_for for one in places]),
        tuple(shared.values()),
        tuple({seat.id: seat for one in places for seat in one.perhaps_shared}.values()),
    )


def _with_unlisted(structure: Structure, level: str, members: Group, told: list[Standing]) -> Standing:
    """Whether it holds in any body: of the listed ones as told, and of others as far as these are ruled out."""
    found = any_of(told)
    if found.truth is Truth.YES or any(standing.truth is Truth.UNKNOWN for standing in told):
        return found
    stated = [a for a in absences_from(structure, level) if not members.isdisjoint(structure.member_set(a.who))]
    covered = {o for absence in stated for o in structure.members(absence.who)}
    if members and members <= covered:
        return Standing(Truth.NO, tuple(stated), "stated")
    if told and all_bodies_known(structure, level):
        return found
    return Standing(Truth.UNKNOWN, found.because)


def only_shares(structure: Structure, level: str, members: Group) -> bool:
    """Whether the organisations certainly have no more than a share in seats at a level that another holds.

    A body that may be the one where they share a seat, under another name, leaves no more open than that.
    """
    rosters = [roster(structure, body) for body in bodies_at(structure, level)]
    places = [(here, here.place(members)) for here in rosters]
    shared = {seat.id for _, one in places for seat in one.shared}
    if not shared or not _is_nowhere_else(structure, level, members):
        return False
    for here, one in places:
        for standing in (one.own, one.spoken_for):
            seats = {record.id for record in standing.because if isinstance(record, Seat)}
            elsewhere = {seat.id for _, seat, _ in here.excepted if seat.body != here.body.id}
            left_open = standing.truth is Truth.UNKNOWN and not (seats and seats <= shared & elsewhere)
            if standing.truth is Truth.YES or left_open:
                return False
    return True


def _is_nowhere_else(structure: Structure, level: str, members: Group) -> bool:
    """Whether none of the organisations sits in a body of the level that no file lists."""
    covered = {o for absence in absences_from(structure, level) for o in structure.members(absence.who)}
    return members <= covered or all_bodies_known(structure, level)
