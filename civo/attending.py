"""Who is in a body, read once from its seats: for all that asks after many organisations in many bodies."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from civo.records import Absence, Body, Role, Seat
from civo.seating import absences_at, all_seats_known, excepted_under_another_name, holders, is_vacated
from civo.structure import Structure
from civo.truth import Truth


@dataclass(slots=True)
class Attendance:
    """Who is in one body, and who may be. Each organisation with the seats that say so.

    `here` sit certainly, or a seat speaks for them; an organisation is here through its units. `certain` are the seats
    with those whom each brings here, units not counted as their wholes. `sharing` share a rotating seat. `maybe` are
    seats with those who may hold each, `anyone` the seats that anybody may hold. `absent` are stated not to sit here.
    `rotations` are the rotating seats with those that share each.
    """

    body: Body
    closed: bool
    """Whether all seats are certainly listed."""
    here: dict[str, Seat] = field(default_factory=dict)
    certain: list[tuple[Seat, frozenset[str]]] = field(default_factory=list)
    sharing: dict[str, Seat] = field(default_factory=dict)
    maybe: list[tuple[Seat, frozenset[str]]] = field(default_factory=list)
    anyone: list[Seat] = field(default_factory=list)
    absent: dict[str, Absence] = field(default_factory=dict)
    rotations: list[tuple[Seat, frozenset[str]]] = field(default_factory=list)

    def answer(self, organization: str) -> Truth:
        """Whether the organisation is here: it sits, or a seat speaks for it. A share in a rotating seat is no more than
        unknown (`sharing` tells of it); no only by a closed list or a stated absence."""
        if organization in self.here:
            return Truth.YES
        may = organization in self.sharing or self._may_sit(organization)
        return Truth.UNKNOWN if may else Truth.NO

    def possible(self, organizations: AbstractSet[str]) -> frozenset[str]:
        """Those of the organisations, none of them here, that may sit in the body all the same."""
        return frozenset(o for o in self._candidates(organizations) if self._may_sit(o))

    def any_possible(self, organizations: AbstractSet[str]) -> bool:
        """Whether any of the organisations, none of them here, may sit in the body all the same."""
        return any(self._may_sit(o) for o in self._candidates(organizations))

    def may_hold(self, organization: str) -> list[Seat]:
        """The listed seats that the organisation, which is not here, may hold."""
        return [seat for seat, who in self.maybe if organization in who]

    def _candidates(self, organizations: AbstractSet[str]) -> AbstractSet[str]:
        if not self.closed or self.anyone:
            return organizations
        return frozenset(o for _, who in self.maybe for o in who & organizations)

    def _may_sit(self, organization: str) -> bool:
        absence = self.absent.get(organization)
        if absence:
            return any(seat.id in absence.except_seats for seat in (*self.may_hold(organization), *self.anyone))
        return not self.closed or bool(self.anyone) or bool(self.may_hold(organization))

    def without(self, organizations: Iterable[str]) -> tuple[Body | Absence, ...]:
        """Why the organisations certainly do not sit here: stated absences, or the closed list of seats."""
        if not self.absent:
            return (self.body,)
        why = {r.id: r for r in (self.absent.get(o, self.body) for o in organizations)}
        return tuple(why.values())


class Attending:
    """Who is in each body of a structure; every body is read once."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._read: dict[str, Attendance] = {}
        self._whole = {o.id: o.unit_of for o in structure.organizations if o.unit_of}
        self._wholes: dict[tuple[str, ...], frozenset[str]] = {}

    def of(self, body: Body) -> Attendance:
        """Who is in the body."""
        if body.id not in self._read:
            self._read[body.id] = self._attendance(body)
        return self._read[body.id]

    def _attendance(self, body: Body) -> Attendance:
        structure = self._structure
        unsure = body.id in structure.uncertain
        found = Attendance(body, all_seats_known(structure, body))
        for absence in absences_at(structure, body):
            for organization in structure.members(absence.who):
                found.absent.setdefault(organization, absence)
            for seat in excepted_under_another_name(structure, body, absence):
                self._sit_down(found, seat, unsure=True)
        for seat in structure.seats_of.get(body.id, ()):
            if seat.status == "existing":
                self._sit_down(found, seat, unsure or seat.id in structure.uncertain)
        found.maybe += [(seat, frozenset(units)) for o, seat in found.here.items() if (units := structure.units(o))]
        return found

    def _sit_down(self, found: Attendance, seat: Seat, unsure: bool) -> None:
        """Adds those of one seat."""
        structure = self._structure
        told = holders(structure, seat)
        sure = [tenure for tenure, truth in told if truth is Truth.YES and seat.participation != "attends"]
        here = {o for t in sure for o in structure.holder_members(t.organization)}
        maybe = [structure.holder_members(t.organization) for t, _ in told if t not in sure]
        shared = seat.rotates.among if seat.rotates else seat.represents if seat.is_rotating else None
        spoken_for = set(structure.members(seat.represents))
        if shared:
            among = frozenset(structure.members(shared))
            if not among:
                found.anyone.append(seat)
            elif not unsure:
                found.rotations.append((seat, among))
                found.sharing.update(dict.fromkeys(among - found.sharing.keys(), seat))
            full = seat.count is not None and len(sure) >= seat.count
            maybe += [] if full and not unsure else [structure.members(shared)]
        elif spoken_for:
            here |= spoken_for
        elif not sure or (seat.count is not None and len(sure) < seat.count):
            role = structure.get(seat.role) if seat.role else None
            if isinstance(role, Role) and role.held_in:
                maybe.append(structure.members(role.held_in))
            else:
                found.anyone.append(seat)
        if unsure or is_vacated(structure, seat):
            maybe.append(tuple(here))
        elif here:
            found.certain.append((seat, frozenset(here)))
            found.here.update(dict.fromkeys(self._with_wholes(tuple(here)) - found.here.keys(), seat))
        found.maybe += [(seat, self._with_wholes(organizations)) for organizations in maybe if organizations]

    def _with_wholes(self, organizations: tuple[str, ...]) -> frozenset[str]:
        """The organisations, and those that they are units of."""
        if organizations not in self._wholes:
            found = waiting = set(organizations)
            while waiting:
                waiting = {self._whole[unit] for unit in waiting if unit in self._whole} - found
                found = found | waiting
            self._wholes[organizations] = frozenset(found)
        return self._wholes[organizations]


def all_is_listed(structure: Structure) -> bool:
    """Whether all bodies of all levels are listed, all seats of all bodies, and those who may hold each seat."""
    attending = structure.once(Attending)
    return all(level.bodies == "closed" for level in structure.levels) and all(
        attendance.closed and not attendance.anyone
        for attendance in (attending.of(body) for body in structure.bodies if body.status == "existing")
    )
