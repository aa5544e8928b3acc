"""What records say against each other: seats of those who are stated not to sit there, and numbers of seats for each."""

from __future__ import annotations

from collections.abc import Iterator

from civo.errors import Problem
from civo.records import Absence, Body, Record, Seat
from civo.seats.claims import Claims
from civo.seats.leading import contradicting_leads
from civo.seats.rosters import roster
from civo.structure import Structure
from civo.words import Text, joined


def contradictions(structure: Structure) -> Iterator[Problem]:
    """A warning for each seat that an absence speaks against, and for each number of seats that is not one for each.

    All is read at the structure's date, with the layers that are on. Sources may well contradict each other; then one of
    the records has to be made unsure, or end, since no answer can be right of both.
    """
    for body in structure.bodies:
        if body.status == "existing":
            yield from _held_though_absent(structure, body)
            for seat in structure.seats_of.get(body.id, ()):
                yield from _not_one_for_each(structure, seat)
            if told := contradicting_leads(structure, body):
                yield _two_leads(structure, *told)


def _two_leads(structure: Structure, body: Record, seat: Record) -> Problem:
    """A warning where a body says that it is led by others than the one who holds its chair."""
    names = joined(structure.name(who) for who in getattr(body, "lead", ()))
    held = structure.once(Claims).claim(seat).held if isinstance(seat, Seat) else ()
    message = _CHAIRED.filled(
        body=names, chair=joined(structure.name(h.id) for h in held), place=str(structure.loaded.position(seat.id))
    )
    return _warning(structure, body, message, _ONE_LEAD, "lead")


def empty_collectives(structure: Structure) -> Iterator[Problem]:
    """A warning for each of the structure's own collectives that nobody is a member of: all said of it is of nobody."""
    for collective in structure.collectives:
        own = collective.status == "existing" and structure.is_own(collective)
        if own and not structure.members(collective.members):
            message = _EMPTY.filled(name=collective.label, at=str(structure.at))
            yield _warning(structure, collective, message, _MEMBERS, "members")


def _held_though_absent(structure: Structure, body: Body) -> Iterator[Problem]:
    here = roster(structure, body)
    if here.present.isdisjoint(here.absent):
        return
    for seat, claim in here.seats:
        against: dict[Absence, list[str]] = {}
        for organization in sorted((claim.sits | claim.speaks_for) & here.absent.keys()):
            absence = here.absent[organization]
            if seat.id not in absence.except_seats:
                against.setdefault(absence, []).append(organization)
        for absence, organizations in against.items():
            names = joined([structure.name(o) for o in organizations[:_TOLD]])
            more = len(organizations) - _TOLD
            message = (_SEATED if more <= 0 else _MANY_SEATED).filled(
                who=names, more=more, body=body.label, place=str(structure.loaded.position(absence.id))
            )
            yield _warning(structure, seat, message, _EXCEPTED)


def _not_one_for_each(structure: Structure, seat: Seat) -> Iterator[Problem]:
    each = structure.once(Claims).one_for_each(seat)
    if each and seat.count is not None and len(each) != seat.count:
        yield _warning(structure, seat, _EACH.filled(count=seat.count, each=len(each)), Text(str(len(each))), "count")


def _warning(structure: Structure, record: Record, message: Text, expected: Text, field: str = "") -> Problem:
    span = structure.loaded.span(record.id, (field,) if field else ())
    return Problem(span.position, message, expected, length=span.length, warning=True)


_TOLD = 3
_CHAIRED = Text(
    "leds av {body} enligt organet, men ordförandens plats innehas av {chair}: {place}",
    "led by {body} as the body says, but the chair's seat is held by {chair}: {place}",
)
_ONE_LEAD = Text("samma som leder på båda ställena, eller båda i lead", "the same lead in both places, or both in lead")
_EMPTY = Text(
    "ingen organisation hör till {name} ({at}): vad som sägs om dem gäller ingen",
    "no organisation belongs to {name} ({at}): what is said of them is of nobody",
)
_MEMBERS = Text("ett urval som passar organisationer som är deklarerade", "a selector that fits organisations declared")
_SEATED = Text(
    "{who} har en plats här, men sägs inte sitta i {body}: {place}",
    "{who} has a seat here, but is stated not to sit in {body}: {place}",
)
_MANY_SEATED = Text(
    "{who} och {more} till har en plats här, men sägs inte sitta i {body}: {place}",
    "{who} and {more} more have a seat here, but are stated not to sit in {body}: {place}",
)
_EXCEPTED = Text(
    "platsen bland except_seats, om den är ett undantag", "the seat among except_seats, if it is an exception"
)
_EACH = Text(
    "var och en har en plats, men count är {count} och de är {each}",
    "each has a seat, but count is {count} and they are {each}",
)
