"""Who sits in which body, in three values: the one place that tells yes, no and unknown apart."""

from __future__ import annotations

from collections.abc import Set
from operator import itemgetter
from typing import NamedTuple

from civo.records import Absence, Body, Level, Record, SameAs, Seat
from civo.sitting import (
    group_in_seat,
    holders,
    is_vacated,
    reading,
    readings,
    sits_in_seat,
    stated_to_represent,
    tenure_holds,
)
from civo.standing_in import told_as
from civo.structure import Structure
from civo.truth import Truth

__all__ = [
    "OwnSeats",
    "SharedSeats",
    "Standing",
    "absence_of",
    "absences_at",
    "all_seats_known",
    "any_of",
    "at_level",
    "excepted_under_another_name",
    "group_at_level",
    "group_in_body",
    "group_in_seat",
    "holders",
    "indirectly",
    "is_stated",
    "is_vacated",
    "own_seat",
    "represented",
    "sits_in_seat",
    "some_of_them",
    "tenure_holds",
]


class Standing(NamedTuple):
    """An answer with the records it rests on."""

    truth: Truth
    because: tuple[Record, ...] = ()


class OwnSeats:
    """The seats of a body by those whom they concern: for questions after many organisations in one body."""

    def __init__(self, structure: Structure, body: Body) -> None:
        self._structure = structure
        self._body = body
        self._seats = structure.seats_of.get(body.id, ())
        self._told = readings(structure, body.id)
        self._absences = absences_at(structure, body)
        self._by_organization: dict[str, list[int]] = {}
        self._wide: list[tuple[int, Set[str] | None]] = []
        for n, told in enumerate(self._told):
            concerned = told.concerned
            for some in (None,) if concerned is None else concerned:
                if some is None or len(some) > _FEW:
                    self._wide.append((n, some))
                else:
                    for organization in some:
                        self._by_organization.setdefault(organization, []).append(n)

    def of(self, organization: str) -> Standing:
        """Whether the organisation has a seat of its own in the body.

        No only when the body's list of seats is closed, or an absence is stated, and no listed seat can be its; and for
        one that is not there at the date. Where the organisation that it is a unit of sits, or one that may be the same
        under another name, a closed list leaves it unknown.
        """
        structure, body = self._structure, self._body
        if body.status != "existing" or structure.get(organization) is None:
            return Standing(Truth.NO, (body,))
        yes: list[Record] = []
        maybe: list[Record] = []
        for n in self._concerning(structure.with_units(frozenset((organization,)))):
            truth = self._told[n].sits(organization)
            if truth is not Truth.NO:
                (yes if truth is Truth.YES else maybe).append(self._seats[n])
        if yes:
            return Standing(Truth.YES, tuple(yes))
        absence = _first(structure, self._absences, organization)
        if absence:
            excepted = [seat for seat in maybe if seat.id in absence.except_seats]
            excepted += [
                seat
                for seat in excepted_under_another_name(structure, body, absence)
                if sits_in_seat(structure, seat, organization) is not Truth.NO
            ]
            return Standing(Truth.UNKNOWN if excepted else Truth.NO, (absence, *excepted))
        if maybe or not all_seats_known(structure, body):
            return Standing(Truth.UNKNOWN, tuple(maybe) or (body,))
        others = told_as(structure, (organization,))
        meant = (
            n for n in (self._concerning(others) if others else ()) if self._told[n].told_of(others) is not Truth.NO
        )
        if maybe := [self._seats[n] for n in meant]:
            return Standing(Truth.UNKNOWN, tuple(maybe))
        return Standing(Truth.NO, (body,))

    def _concerning(self, own: frozenset[str]) -> list[int]:
        """The numbers of the seats that have to do with any of them."""
        found = [n for n, some in self._wide if some is None or not own.isdisjoint(some)]
        for one in own:
            found += self._by_organization.get(one, ())
        return sorted(set(found))


_FEW = 4


def own_seat(structure: Structure, body: Body, organization: str) -> Standing:
    """Whether the organisation has a seat of its own in the body; see `OwnSeats`, which answers for many."""
    return OwnSeats(structure, body).of(organization)


def all_seats_known(structure: Structure, body: Body) -> bool:
    """Whether one who has no listed seat certainly does not sit: the list is closed, of one body, at this date."""
    sure = body.certainty == "stated" and body.id not in structure.uncertain
    return body.composition == "closed" and not body.several and sure


def absences_at(structure: Structure, body: Body) -> list[Absence]:
    """The stated absences that cover a body, in the order they are declared."""
    return structure.once(_Absences).of(body)


class _Absences:
    """The stated absences of a structure by what they cover: a body, or a level in an area."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._of_body: dict[str, list[tuple[int, Absence]]] = {}
        self._of_level: list[tuple[int, Absence]] = []
        self._there: dict[tuple[str | None, str | None], list[tuple[int, Absence]]] = {}
        for numbered in enumerate(structure.absences):
            absence = numbered[1]
            if is_stated(structure, absence):
                if absence.body is not None:
                    self._of_body.setdefault(absence.body, []).append(numbered)
                elif absence.level is not None:
                    self._of_level.append(numbered)

    def of(self, body: Body) -> list[Absence]:
        place = (body.level, body.area)
        if place not in self._there:
            self._there[place] = [
                (n, absence)
                for n, absence in self._of_level
                if absence.level == body.level
                and (absence.area is None or body.area in self._structure.inside(absence.area))
            ]
        found = [*self._there[place], *self._of_body.get(body.id, ())]
        return [absence for _, absence in sorted(found, key=itemgetter(0))] if found else []


def excepted_under_another_name(structure: Structure, body: Body, absence: Absence) -> list[Seat]:
    """The seats that an absence excepts, of bodies that may be this one under another name."""
    names = {same.id for same in body.same_as}
    found = (structure.get(seat) for seat in absence.except_seats)
    return [
        seat
        for seat in found
        if isinstance(seat, Seat)
        and (seat.body in names or body.id in {same.id for same in _same_as(structure, seat.body)})
    ]


def _same_as(structure: Structure, body: str) -> tuple[SameAs, ...]:
    record = structure.get(body)
    return record.same_as if record else ()


def is_stated(structure: Structure, absence: Absence) -> bool:
    """Whether an absence can make a no: stated, and known to hold at the date."""
    return absence.certainty == "stated" and absence.status == "existing" and absence.id not in structure.uncertain


def absence_of(structure: Structure, body: Body, organization: str) -> Absence | None:
    """The stated absence, if any, that covers the organisation in the body."""
    return _first(structure, absences_at(structure, body), organization)


def _first(structure: Structure, absences: list[Absence], organization: str) -> Absence | None:
    return next((absence for absence in absences if organization in structure.member_set(absence.who)), None)


def represented(structure: Structure, body: Body, organization: str) -> Standing:
    """Whether somebody in the body speaks for the organisation as one of several; see `SharedSeats`."""
    return SharedSeats(structure, body).represented(organization)


def indirectly(structure: Structure, body: Body, organization: str) -> tuple[Seat, ...]:
    """The rotating seats in the body that the organisation shares; see `SharedSeats`, which answers for many."""
    return SharedSeats(structure, body).rotating(organization)


class SharedSeats:
    """The seats of a body that several share, by one who speaks for all or in turn: for questions after many organisations."""

    def __init__(self, structure: Structure, body: Body) -> None:
        self._structure = structure
        self._body = body
        existing = [seat for seat in structure.seats_of.get(body.id, ()) if seat.status == "existing"]
        told = [(seat, self._spoken_for(seat)) for seat in existing if not seat.each]
        told_of = (
            (seat, reading(structure, seat).through) for seat in (existing if stated_to_represent(structure) else ())
        )
        self._stated = [(seat, those) for seat, those in told_of if those]
        self._speaking = [(seat, spoken_for) for seat, spoken_for in told if spoken_for]
        self._rotating = [(seat, structure.member_set(seat.rotates.among)) for seat in existing if seat.rotates]

    def _spoken_for(self, seat: Seat) -> Set[str]:
        """Those for whom a seat speaks together: whom it represents, and the members of collectives that hold it.

        Of one that goes round only those to whom it does not come; the others share it.
        """
        structure = self._structure
        if seat.is_rotating:
            return reading(structure, seat).beyond
        together = structure.member_set(seat.represents) if seat.represents else frozenset[str]()
        for tenure, truth in holders(structure, seat):
            if truth is Truth.YES and structure.kind_of(tenure.organization) == "collectives":
                together = together.union(structure.holder_members(tenure.organization))
        return together

    def represented(self, organization: str) -> Standing:
        """Whether somebody in the body speaks for the organisation as one of several: a seat for a collective.

        Unknown where the list of seats is open and no such seat is listed.
        """
        structure, body = self._structure, self._body
        if body.status != "existing":
            return Standing(Truth.NO, (body,))
        own = {organization, *structure.units(organization)}
        others = told_as(structure, own)
        because: list[Record] = []
        maybe: list[Record] = []
        meant: list[Record] = []
        for seat, spoken_for in self._speaking:
            if not own.isdisjoint(spoken_for) and (seat.is_rotating or not own.issuperset(spoken_for)):
                doubtful = seat.id in structure.uncertain or is_vacated(structure, seat)
                (maybe if doubtful else because).append(seat)
            elif not others.isdisjoint(spoken_for):
                meant.append(seat)
        meant += [seat for seat, those in self._stated if not own.isdisjoint(those)]
        if because:
            return Standing(Truth.YES, tuple(because))
        if maybe:
            return Standing(Truth.UNKNOWN, tuple(maybe))
        absence = absence_of(structure, body, organization)
        if absence:
            return Standing(Truth.NO, (absence,))
        if meant:  # for the whole that it is a unit of, for one that may be the same, or by one that represents it
            return Standing(Truth.UNKNOWN, tuple(meant))
        return Standing(Truth.NO if all_seats_known(structure, body) else Truth.UNKNOWN, (body,))

    def rotating(self, organization: str) -> tuple[Seat, ...]:
        """The rotating seats that the organisation shares and does not certainly hold at the date."""
        return tuple(
            seat
            for seat, sharing in self._rotating
            if organization in sharing and sits_in_seat(self._structure, seat, organization) is not Truth.YES
        )


def some_of_them(structure: Structure, body: Body, organizations: frozenset[str]) -> Standing:
    """Whether one or more of the organisations certainly sit in the body, though nobody can tell which: yes or unknown."""
    everyone = structure.with_units(organizations)
    told = zip(structure.seats_of.get(body.id, ()), readings(structure, body.id), strict=True)
    seats = tuple(seat for seat, one in told if one.some and one.some <= everyone)
    sure = body.status == "existing" and body.id not in structure.uncertain
    return Standing(Truth.YES if seats and sure else Truth.UNKNOWN, seats)


def any_of(standings: list[Standing]) -> Standing:
    """Whether any of several has it: yes if one has, no if none has, otherwise unknown."""
    for truth in (Truth.YES, Truth.UNKNOWN):
        found = [s for s in standings if s.truth is truth]
        if found:
            return Standing(truth, tuple({r.id: r for s in found for r in s.because}.values()))
    return Standing(
        Truth.NO if standings else Truth.UNKNOWN, tuple({r.id: r for s in standings for r in s.because}.values())
    )


def at_level(structure: Structure, level: str, area: str | None = None) -> list[Body]:
    """The existing bodies of a level, of one area and what lies in it when an area is given."""
    inside = structure.inside(area) if area else None
    return [
        body
        for body in structure.bodies_at.get(level, ())
        if body.status == "existing" and (inside is None or body.area is None or body.area in inside)
    ]


def group_in_body(structure: Structure, body: Body, members: frozenset[str]) -> Standing:
    """Whether any of a group sits in the body or is spoken for there; looks at each seat once.

    A rotating seat that goes round only among the group is a yes for the group, whoever holds it.
    """
    if body.status != "existing":
        return Standing(Truth.NO, (body,))
    everyone = structure.with_units(members)
    yes: list[Record] = []
    maybe: list[Record] = []
    for seat, told in zip(structure.seats_of.get(body.id, ()), readings(structure, body.id), strict=True):
        truth = told.group(everyone) if told.existing else Truth.NO
        if truth is not Truth.NO:
            (yes if truth is Truth.YES and not told.unsure else maybe).append(seat)
    if yes:
        return Standing(Truth.YES, tuple(yes))
    stated = absences_at(structure, body)
    absences = [a for a in stated if not members.isdisjoint(structure.members(a.who))]
    if absences and members <= {o for a in absences for o in structure.members(a.who)}:
        excepted = [s for s in maybe if any(s.id in a.except_seats for a in absences)]
        excepted += [
            seat
            for absence in absences
            for seat in excepted_under_another_name(structure, body, absence)
            if group_in_seat(structure, seat, everyone) is not Truth.NO
        ]
        return Standing(Truth.UNKNOWN if excepted else Truth.NO, (*absences, *excepted))
    if maybe or not members or not all_seats_known(structure, body):
        return Standing(Truth.UNKNOWN, tuple(maybe) or (body,))
    if others := told_as(structure, everyone):
        seats = zip(structure.seats_of.get(body.id, ()), readings(structure, body.id), strict=True)
        if maybe := [seat for seat, told in seats if told.existing and told.group(others) is not Truth.NO]:
            return Standing(Truth.UNKNOWN, tuple(maybe))
    return Standing(Truth.NO, (body,))


def group_at_level(structure: Structure, level: str, members: frozenset[str]) -> Standing:
    """Whether any of a group sits at the level or is spoken for there.

    No only by a stated absence of all of them at the level, or when the level's bodies and all their seats are listed.
    """
    bodies = [b for b in structure.bodies_at.get(level, ()) if b.status == "existing"]
    told = [group_in_body(structure, body, members) for body in bodies]
    found = any_of(told)
    if found.truth is Truth.YES:
        return found
    about = structure.loaded.manifest.area
    stated = [
        a
        for a in structure.absences
        if a.level == level
        and a.body is None
        and is_stated(structure, a)
        and (a.area is None or about in structure.inside(a.area))
        and not members.isdisjoint(structure.members(a.who))
    ]
    covered = {o for a in stated for o in structure.members(a.who)}
    if members and members <= covered and not any(s.truth is Truth.UNKNOWN for s in told):
        return Standing(Truth.NO, tuple(stated))
    record = structure.get(level)
    if isinstance(record, Level) and record.bodies == "closed" and bodies and found.truth is Truth.NO:
        return found
    return Standing(Truth.UNKNOWN, found.because)
