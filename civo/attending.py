"""Who is in a body, read once from its seats: for all that asks after many organisations in many bodies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from civo.records import Absence, Body, Seat
from civo.seating import absences_at, all_seats_known, excepted_under_another_name
from civo.sitting import SeatReading, reading, readings
from civo.standing_in import stand_ins
from civo.structure import Structure
from civo.truth import Truth


@dataclass(slots=True)
class Attendance:
    """Who is in one body, and who may be. Each organisation with the seats that say so.

    `here` sit certainly, or a seat speaks for them; an organisation is here through its units. `sharing` share a
    rotating seat. `maybe` are seats with those who may hold each, `anyone` the seats that anybody may hold. `absent` are
    stated not to sit here. `rotations` are the rotating seats with those that share each.
    """

    body: Body
    closed: bool
    """Whether all seats are certainly listed."""
    here: dict[str, Seat] = field(default_factory=dict)
    sharing: dict[str, Seat] = field(default_factory=dict)
    listed: list[tuple[Seat, frozenset[str]]] = field(default_factory=list)
    """The seats, with those who may hold each, as they are told of; `maybe` has more."""
    anyone: list[Seat] = field(default_factory=list)
    absent: Mapping[str, Absence] = field(default_factory=dict)
    rotations: list[tuple[Seat, frozenset[str]]] = field(default_factory=list)
    some: list[tuple[Seat, frozenset[str]]] = field(default_factory=list)
    """The seats that one or more of these certainly hold, where nobody can tell which."""
    meant: list[tuple[Seat, frozenset[str]]] = field(default_factory=list)
    """The seats of those who are here, with those who may be meant by them: units, other names."""
    bringing: Callable[[], Iterable[tuple[Seat, frozenset[str]]]] = tuple
    """Reads `certain`, which few ask for."""

    @property
    def certain(self) -> list[tuple[Seat, frozenset[str]]]:
        """The seats with those whom each certainly brings here, units not counted as their wholes."""
        return list(self.bringing())

    @property
    def maybe(self) -> list[tuple[Seat, frozenset[str]]]:
        """The seats, with those who may hold each: among them units and other names of those who are here."""
        return [*self.listed, *self.meant]

    def answer(self, organization: str) -> Truth:
        """Whether the organisation is here: it sits, or a seat speaks for it. A share in a rotating seat is no more than
        unknown (`sharing` tells of it); no only by a closed list or a stated absence."""
        if organization in self.here:
            return Truth.YES
        may = organization in self.sharing or self._may_sit(organization)
        return Truth.UNKNOWN if may else Truth.NO

    def possible(self, organizations: AbstractSet[str]) -> frozenset[str]:
        """Those of the organisations, none of them here, that may sit in the body all the same."""
        found = self._candidates(organizations)
        if self.absent.keys().isdisjoint(found):
            return frozenset(found)
        return frozenset(o for o in found if self._may_sit(o))

    def any_possible(self, organizations: AbstractSet[str]) -> bool:
        """Whether any of the organisations, none of them here, may sit in the body all the same."""
        return bool(self.possible(organizations))

    def may_hold(self, organization: str) -> list[Seat]:
        """The listed seats that the organisation, which is not here, may hold."""
        return [seat for seat, who in self.maybe if organization in who]

    def _candidates(self, organizations: AbstractSet[str]) -> AbstractSet[str]:
        if not self.closed or self.anyone:
            return organizations
        return frozenset().union(*(who & organizations for _, who in self.maybe))

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


class _Part(NamedTuple):
    """What a seat adds to an attendance: those who are here, groups of those who may be, those who share it."""

    here: frozenset[str]
    maybe: tuple[frozenset[str], ...]
    sharing: frozenset[str]
    anyone: bool
    own: frozenset[str]
    """Those who are here, units not counted as their wholes."""
    meant: tuple[tuple[str, frozenset[str]], ...]
    """Of those who are here, those who may be meant by them."""
    some: frozenset[str]
    """Those of whom one or more are here."""


_MOST = 10_000
"""How many bodies are remembered at one time: what their seats say is remembered in any case (`readings`)."""


class Attending:
    """Who is in each body of a structure; every body is read once, or a few times where there are very many."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._read: dict[str, Attendance] = {}
        self._whole = {o.id: o.unit_of for o in structure.organizations if o.unit_of}
        self._absent: dict[tuple[str, ...], Mapping[str, Absence]] = {}
        self._stand_ins = stand_ins(structure)
        self._parts: dict[tuple[SeatReading, bool], _Part] = {}
        self._groups: dict[frozenset[str], frozenset[str]] = {}
        self._may_be: dict[frozenset[str], frozenset[str]] = {}

    def of(self, body: Body) -> Attendance:
        """Who is in the body."""
        found = self._read.get(body.id)
        if found is None:
            if len(self._read) >= _MOST:
                self._read.clear()
            found = self._read[body.id] = self._attendance(body)
        return found

    def _attendance(self, body: Body) -> Attendance:
        structure = self._structure
        unsure = body.id in structure.uncertain
        absences = absences_at(structure, body)
        absent = self._absent_by(absences)
        closed = all_seats_known(structure, body)
        found = Attendance(body, closed, absent=absent, bringing=partial(self._certain, body))
        for absence in absences:
            for seat in excepted_under_another_name(structure, body, absence):
                _sit_down(found, seat, self._part(reading(structure, seat), unsure=True))
        for seat, told in zip(structure.seats_of.get(body.id, ()), readings(structure, body.id), strict=True):
            if told.existing:
                _sit_down(found, seat, self._part(told, unsure or told.unsure))
        return found

    def _certain(self, body: Body) -> Iterator[tuple[Seat, frozenset[str]]]:
        unsure = body.id in self._structure.uncertain
        seats = self._structure.seats_of.get(body.id, ())
        for seat, told in zip(seats, readings(self._structure, body.id), strict=True):
            if told.existing and (own := self._part(told, unsure or told.unsure).own):
                yield seat, own

    def _absent_by(self, absences: list[Absence]) -> Mapping[str, Absence]:
        """Those who are stated to be absent, with what says so first; one for all bodies that the same absences cover."""
        ids = tuple(absence.id for absence in absences)
        if ids not in self._absent:
            members = self._structure.members
            self._absent[ids] = {o: absence for absence in reversed(absences) for o in members(absence.who)}
        return self._absent[ids]

    def _part(self, told: SeatReading, unsure: bool) -> _Part:
        """What a seat adds; the same for all that say the same."""
        part = self._parts.get((told, unsure))
        if part is None:
            part = self._parts[told, unsure] = self._find_part(told, unsure)
        return part

    def _find_part(self, told: SeatReading, unsure: bool) -> _Part:
        structure, seat = self._structure, told.seat
        sure = [holder for holder, truth in told.held if truth is Truth.YES and seat.participation != "attends"]
        here = {o for holder in sure for o in structure.holder_members(holder)}
        maybe = [frozenset(structure.holder_members(holder)) for holder, _ in told.held if holder not in sure]
        shared = seat.rotates.among if seat.rotates else seat.represents if seat.is_rotating else None
        among: frozenset[str] = frozenset()
        anyone = False
        if shared:
            among = structure.member_set(shared)
            anyone = not among
            here |= told.beyond
            maybe += [among] if unsure or told.open_to != frozenset() else []
        elif seat.represents and structure.members(seat.represents):
            here |= structure.member_set(seat.represents)
        elif told.open_to is None or (seat.represents and not sure):  # of whom it speaks, nobody is listed
            anyone = True
        elif told.open_to:
            maybe.append(told.open_to)
        if unsure or told.is_vacated:
            maybe.append(frozenset(here))
            here = set()
        maybe += [told.through]
        present = self._group(self._with_wholes(here))
        return _Part(
            present,
            tuple([self._around(organizations) for organizations in maybe if organizations]),
            among if not unsure else frozenset(),
            anyone,
            self._group(frozenset(here)),
            tuple([(o, self._stand_ins[o]) for o in present if o in self._stand_ins]),
            told.some if not unsure else frozenset(),
        )

    def _group(self, organizations: frozenset[str]) -> frozenset[str]:
        """The same set for the same organisations: there are few, and some of them are of all municipalities."""
        return self._groups.setdefault(organizations, organizations)

    def _around(self, organizations: frozenset[str]) -> frozenset[str]:
        """The organisations, those that they are units of, and those who may be meant by them."""
        found = self._may_be.get(organizations)
        if found is None:
            meant = (self._stand_ins.get(o, ()) for o in organizations)
            found = self._group(self._with_wholes(organizations).union(*meant))
            self._may_be[organizations] = found
        return found

    def _with_wholes(self, organizations: AbstractSet[str]) -> frozenset[str]:
        """The organisations, and those that they are units of."""
        found = waiting = set(organizations)
        while waiting:
            waiting = {self._whole[unit] for unit in waiting if unit in self._whole} - found
            found = found | waiting
        return frozenset(found)


def _sit_down(found: Attendance, seat: Seat, part: _Part) -> None:
    """Adds those of one seat."""
    for organization in part.here:
        found.here.setdefault(organization, seat)
    for organization, who in part.meant:
        if found.here[organization] is seat:
            found.meant.append((seat, who))
    for who in part.maybe:
        found.listed.append((seat, who))
    if part.sharing:
        found.rotations.append((seat, part.sharing))
        for organization in part.sharing:
            found.sharing.setdefault(organization, seat)
    if part.some:
        found.some.append((seat, part.some))
    if part.anyone:
        found.anyone.append(seat)


def all_is_listed(structure: Structure) -> bool:
    """Whether all bodies of all levels are listed, all seats of all bodies, and those who may hold each seat."""
    if structure.is_less:
        return False
    attending = structure.once(Attending)
    return all(level.bodies == "closed" for level in structure.levels) and all(
        attendance.closed and not attendance.anyone
        for attendance in (attending.of(body) for body in structure.bodies if body.status == "existing")
    )
