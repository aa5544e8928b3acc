"""Who sits where, in three values: the one place that tells yes, no and unknown apart."""

from __future__ import annotations

from collections.abc import Callable, Set
from functools import wraps
from typing import NamedTuple, TypeVar

from civo.dates import holds, lasts, observed_at
from civo.records import Absence, Body, Level, Record, SameAs, Seat, Tenure
from civo.structure import Structure
from civo.truth import Truth

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Standing(NamedTuple):
    """An answer with the records it rests on."""

    truth: Truth
    because: tuple[Record, ...] = ()


def tenure_holds(structure: Structure, tenure: Tenure) -> Truth:
    """Whether a tenure holds at the structure's date; one that was only observed says nothing of other times."""
    if structure.get(tenure.organization) is None:  # a holder that is not there at the date holds nothing
        return Truth.NO
    truth = lasts(tenure.start, tenure.end, tenure.observed, structure.at)
    seen = tenure.observed is not None and observed_at(tenure.observed, structure.at) is Truth.YES
    if truth is Truth.YES and tenure.organization in structure.uncertain and not seen:
        return Truth.UNKNOWN
    return truth


def _once_each(find: Callable[[Structure, R], T]) -> Callable[[Structure, R], T]:
    """The function, remembering for each structure what it found of each record: many questions ask it again."""

    def nothing_yet(_: Structure) -> dict[str, T]:
        return {}

    @wraps(find)
    def remembering(structure: Structure, record: R) -> T:
        known = structure.once(nothing_yet)
        record_id = record.id
        if record_id not in known:
            known[record_id] = find(structure, record)
        return known[record_id]

    return remembering


@_once_each
def holders(structure: Structure, seat: Seat) -> list[tuple[Tenure, Truth]]:
    """The tenures of a seat that hold, or may hold, at the date: certain ones first."""
    told = [(tenure, tenure_holds(structure, tenure)) for tenure in seat.held_by]
    return sorted(((t, truth) for t, truth in told if truth is not Truth.NO), key=lambda x: x[1] is not Truth.YES)


def sits_in_seat(structure: Structure, seat: Seat, organization: str) -> Truth:
    """Whether the organisation, or a unit of it, holds the seat at the date, or the seat speaks for it alone."""
    if seat.status != "existing":
        return Truth.NO
    own = {organization, *structure.units(organization)}
    held = holders(structure, seat)
    if seat.participation == "attends":  # takes part; whether that is a seat is not said
        taking_part = any(not own.isdisjoint(structure.holder_members(t.organization)) for t, _ in held)
        return Truth.UNKNOWN if taking_part or _may_hold(structure, seat, own) else Truth.NO
    answers = [truth for tenure, truth in held if tenure.organization in own]
    answers += [
        truth if seat.each else Truth.UNKNOWN
        for tenure, truth in held
        if tenure.organization not in own and not own.isdisjoint(structure.holder_members(tenure.organization))
    ]
    if Truth.YES in answers:
        return Truth.YES if seat.id not in structure.uncertain else Truth.UNKNOWN
    if answers:
        return Truth.NO if _filled_by_others(structure, seat, own) else Truth.UNKNOWN
    if not seat.held_by and not seat.is_rotating and seat.represents:
        spoken_for = structure.members(seat.represents)
        if own.issuperset(spoken_for) or (seat.each and not own.isdisjoint(spoken_for)):
            return Truth.YES if spoken_for and seat.id not in structure.uncertain else Truth.UNKNOWN
    if _is_hole(structure, seat) and own.isdisjoint(structure.members(seat.represents)):
        told = (structure.holder_members(tenure.organization) for tenure in seat.held_by)
        if any(not own.isdisjoint(members) for members in told):
            return Truth.NO
    return Truth.UNKNOWN if _may_hold(structure, seat, own) else Truth.NO


@_once_each
def _is_hole(structure: Structure, seat: Seat) -> bool:
    """Whether the date lies between the tenures told of a seat: who holds it is unknown, but not those told before and after.

    Before the first and after the last one nobody can tell; nor of a seat that goes round, where they may come again.
    """
    if seat.is_rotating or seat.certainty != "stated" or len(seat.held_by) < 2 or holders(structure, seat):
        return False
    at = structure.at
    over = any(tenure.end and holds(None, tenure.end, at) is Truth.NO for tenure in seat.held_by)
    return over and any(tenure.start and holds(tenure.start, None, at) is Truth.NO for tenure in seat.held_by)


def _filled_by_others(structure: Structure, seat: Seat, own: Set[str]) -> bool:
    """Whether certain holders, none of them among `own`, fill the seat: then one who may hold it does not."""
    if seat.count is None or seat.each or seat.certainty != "stated":
        return False
    others = [
        tenure
        for tenure, truth in holders(structure, seat)
        if truth is Truth.YES and own.isdisjoint(structure.holder_members(tenure.organization))
    ]
    return len(others) >= seat.count


def is_vacated(structure: Structure, seat: Seat) -> bool:
    """Whether all who are known to have held the seat have left it: nobody is known to speak from it."""
    return bool(seat.held_by) and not holders(structure, seat)


def _may_hold(structure: Structure, seat: Seat, own: Set[str]) -> bool:
    """Whether the organisation could be a holder that the files do not name."""
    open_to = _open_to(structure, seat)
    return open_to is None or not own.isdisjoint(open_to)


@_once_each
def _open_to(structure: Structure, seat: Seat) -> frozenset[str] | None:
    """Those who could be holders that the files do not name; None for anybody."""
    sure = [tenure.organization for tenure, truth in holders(structure, seat) if truth is Truth.YES]
    certain = sum(len(structure.holder_members(holder)) if seat.each else 1 for holder in sure)
    together = any(structure.kind_of(holder) == "collectives" for holder in sure)  # a collective holds all of it
    full = seat.certainty == "stated" and seat.count is not None and (seat.count <= certain or together)
    if seat.rotates:
        return frozenset() if full else structure.member_set(seat.rotates.among)
    if full or (certain and seat.represents is None and seat.count is None and seat.certainty == "stated"):
        return frozenset()
    if seat.represents:
        return structure.member_set(seat.represents)
    role = structure.get(seat.role) if seat.role else None
    held_in = getattr(role, "held_in", None)
    return structure.member_set(held_in) if held_in else None


def _concerns(structure: Structure, seat: Seat, own: Set[str]) -> bool:
    """Whether the seat has to do with any of them: if not, none of them sits in it. Quick, to be asked first."""
    concerned = _concerned(structure, seat)
    return concerned is None or any(not own.isdisjoint(some) for some in concerned)


@_once_each
def _concerned(structure: Structure, seat: Seat) -> list[Set[str]] | None:
    """Those who hold the seat, could hold it, or are spoken for; None for anybody."""
    open_to = _open_to(structure, seat)
    spoken_for = structure.member_set(seat.represents) if seat.represents else frozenset()
    if open_to is None or (seat.represents and not spoken_for):
        return None
    held = {
        organization
        for tenure, _ in holders(structure, seat)
        for organization in (tenure.organization, *structure.holder_members(tenure.organization))
    }
    return [some for some in (held, open_to, spoken_for) if some]


def own_seat(structure: Structure, body: Body, organization: str) -> Standing:
    """Whether the organisation has a seat of its own in the body.

    No only when the body's list of seats is closed, or an absence is stated, and no listed seat can be its; and for one
    that is not there at the date.
    """
    if body.status != "existing" or structure.get(organization) is None:
        return Standing(Truth.NO, (body,))
    own = structure.with_units(frozenset((organization,)))
    seats = [seat for seat in structure.seats_of.get(body.id, ()) if _concerns(structure, seat, own)]
    told = [(sits_in_seat(structure, seat, organization), seat) for seat in seats]
    yes = [seat for truth, seat in told if truth is Truth.YES]
    if yes:
        return Standing(Truth.YES, tuple(yes))
    maybe = [seat for truth, seat in told if truth is Truth.UNKNOWN]
    absence = absence_of(structure, body, organization)
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
    return Standing(Truth.NO, (body,))


def all_seats_known(structure: Structure, body: Body) -> bool:
    """Whether one who has no listed seat certainly does not sit: the list is closed, of one body, at this date."""
    sure = body.certainty == "stated" and body.id not in structure.uncertain
    return body.composition == "closed" and not body.several and sure


@_once_each
def absences_at(structure: Structure, body: Body) -> list[Absence]:
    """The stated absences that cover a body."""
    return [
        absence
        for absence in structure.absences
        if is_stated(structure, absence)
        and (
            absence.body == body.id
            or (
                absence.level is not None
                and absence.level == body.level
                and absence.body is None
                and (absence.area is None or body.area in structure.inside(absence.area))
            )
        )
    ]


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
    for absence in absences_at(structure, body):
        if organization in structure.members(absence.who):
            return absence
    return None


def represented(structure: Structure, body: Body, organization: str) -> Standing:
    """Whether somebody in the body speaks for the organisation as one of several: a seat for a collective.

    Unknown where the list of seats is open and no such seat is listed.
    """
    if body.status != "existing":
        return Standing(Truth.NO, (body,))
    own = {organization, *structure.units(organization)}
    because: list[Record] = []
    maybe: list[Record] = []
    for seat in structure.seats_of.get(body.id, ()):
        if seat.status != "existing" or seat.is_rotating or seat.each:
            continue
        spoken_for = set(structure.members(seat.represents))
        for tenure, truth in holders(structure, seat):
            if truth is Truth.YES and structure.kind_of(tenure.organization) == "collectives":
                spoken_for |= set(structure.holder_members(tenure.organization))
        if not own.isdisjoint(spoken_for) and not own.issuperset(spoken_for):
            doubtful = seat.id in structure.uncertain or is_vacated(structure, seat)
            (maybe if doubtful else because).append(seat)
    if because:
        return Standing(Truth.YES, tuple(because))
    if maybe:
        return Standing(Truth.UNKNOWN, tuple(maybe))
    absence = absence_of(structure, body, organization)
    if absence:
        return Standing(Truth.NO, (absence,))
    return Standing(Truth.NO if all_seats_known(structure, body) else Truth.UNKNOWN, (body,))


def indirectly(structure: Structure, body: Body, organization: str) -> tuple[Record, ...]:
    """The rotating seats in the body that the organisation shares and does not certainly hold at the date."""
    return tuple(
        seat
        for seat in structure.seats_of.get(body.id, ())
        if seat.rotates
        and seat.status == "existing"
        and organization in structure.members(seat.rotates.among)
        and sits_in_seat(structure, seat, organization) is not Truth.YES
    )


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
    for seat in structure.seats_of.get(body.id, ()):
        truth = _group_in_seat(structure, seat, everyone) if seat.status == "existing" else Truth.NO
        if truth is Truth.YES and seat.id not in structure.uncertain:
            yes.append(seat)
        elif truth is not Truth.NO:
            maybe.append(seat)
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
            if _group_in_seat(structure, seat, everyone) is not Truth.NO
        ]
        return Standing(Truth.UNKNOWN if excepted else Truth.NO, (*absences, *excepted))
    if maybe or not members or not all_seats_known(structure, body):
        return Standing(Truth.UNKNOWN, tuple(maybe) or (body,))
    return Standing(Truth.NO, (body,))


def _group_in_seat(structure: Structure, seat: Seat, members: frozenset[str]) -> Truth:
    answer = Truth.NO
    for tenure, truth in holders(structure, seat):
        if not members.isdisjoint(structure.holder_members(tenure.organization)):
            if truth is Truth.YES and seat.participation != "attends":
                return Truth.YES
            answer = Truth.UNKNOWN
    selector = seat.rotates.among if seat.rotates else seat.represents
    if selector is None:
        return Truth.UNKNOWN if answer is Truth.UNKNOWN or _may_hold(structure, seat, members) else Truth.NO
    spoken_for = structure.members(selector)
    shared = [o for o in spoken_for if o in members]
    whole = not seat.rotates or len(shared) == len(spoken_for)
    if shared and whole and not is_vacated(structure, seat):
        return Truth.YES
    return Truth.UNKNOWN if shared else answer


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
