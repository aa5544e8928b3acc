"""Who sits in a body, and what is known of the body itself."""

from __future__ import annotations

from collections.abc import Iterator

from civo.answers import Cell, Column, Fact, Table
from civo.field_words import field_words
from civo.queries.common import (
    CERTAIN,
    CERTAINTY,
    COMPLETENESS,
    DECLARED,
    NOT_SAID,
    SOURCE,
    STATUS,
    UNKNOWN,
    answer,
    basis_cell,
    declared_cell,
    filled_cell,
    holder_cell,
    lead_of_body_cell,
    names,
    narrowed_note,
    next_cell,
    represents_cell,
    since_cell,
    source_cell,
)
from civo.records import Absence, Body, Seat
from civo.seats.absences import absences_at, excepted_elsewhere
from civo.seats.declared import certainty_of_turns, order_of_turns, participation, shared_among, term_of_turns
from civo.selecting import narrowed
from civo.structure import Structure
from civo.terms import said_term
from civo.words import Text, joined

_WHO = (
    Column("seat", Text("Plats", "Seat")),
    Column("count", Text("Antal", "Number")),
    Column("role", Text("Roll", "Role")),
    Column("holder", Text("Innehas av", "Held by")),
    Column("represents", Text("Företräder", "Represents")),
    Column("basis", Text("Grund", "Basis")),
    Column("rotation", Text("Tur och period", "Order and term")),
    Column("participation", Text("Deltagande", "Participation")),
    Column("since", Text("Sedan / observerad", "Since / observed")),
    Column("status", Text("Status", "Status")),
    CERTAIN,
    SOURCE,
    DECLARED,
)


def who(structure: Structure, name: str, where: str = "") -> Table:
    """The seats of a body, as declared; `facts` hold what is known of the body, `notes` what stays open.

    `where` narrows the seats to those that a selector fits or may fit. Raises UnknownName when no body is called so.
    """
    body = structure.find(name, ("bodies",), Text("organen", "the bodies"))
    assert isinstance(body, Body)
    told = narrowed(structure, "seats", structure.seats_of.get(body.id, []), where)
    seats = [seat for seat, _ in told]
    rows = [
        (
            seat.id,
            seat.count if seat.count is not None else UNKNOWN,
            structure.name(seat.role) if seat.role else NOT_SAID,
            holder_cell(structure, seat),
            represents_cell(structure, seat),
            basis_cell(seat),
            _rotation_cell(structure, seat),
            _PARTICIPATION.get(participation(seat), ()),
            since_cell(seat, structure),
            _status_cell(structure, seat),
            CERTAINTY[seat.certainty],
            source_cell(structure, seat),
            declared_cell(structure, seat),
        )
        for seat in seats
    ]
    notes = [Text("Inga platser är kända.", "No seats are known.")] if not seats else []
    notes += narrowed_note(where, told)
    if body.composition != "closed":
        notes.append(_OPEN_LIST)
    notes += [_stated_absence(structure, body, absence) for absence in absences_at(structure, body)]
    title = Text(f"Vilka sitter i {body.label.sv}?", f"Who sits in {body.label.en or body.label.sv}?")
    return answer(structure, title, _WHO, rows, notes=notes, facts=body_facts(structure, body))


def _stated_absence(structure: Structure, body: Body, absence: Absence) -> Text:
    """Who is stated not to sit in the body, but for which seats here, or in one that may be this body."""
    who_not = structure.selector_name(absence.who)
    here = {seat.id for seat in structure.seats_of.get(body.id, ())}
    but = joined(structure.name(seat) for seat in absence.except_seats if seat in here)
    elsewhere = joined(seat.label for seat in excepted_elsewhere(structure, body, absence))
    if but.sv:
        return _ABSENT_BUT.filled(who=who_not, but=but)
    return _ABSENT_PERHAPS.filled(who=who_not, but=elsewhere) if elsewhere.sv else _ABSENT.filled(who=who_not)


_ABSENT = Text("Uttalat: {who} sitter inte här.", "Stated: {who} do not sit here.")
_ABSENT_BUT = Text(
    "Uttalat: {who} sitter inte här, med undantag: {but}.", "Stated: {who} do not sit here, except: {but}."
)
_ABSENT_PERHAPS = Text(
    "Uttalat: {who} sitter inte här, med ett undantag som kan gälla detta organ under annat namn: {but}.",
    "Stated: {who} do not sit here, with an exception that may be of this body under another name: {but}.",
)


def _rotation_cell(structure: Structure, seat: Seat) -> Cell:
    """In what order a seat goes round, how long each holds it and who comes next, as far as is known."""
    among = shared_among(structure, seat)
    if among is None:
        return ()
    told = names(structure, order_of_turns(seat))
    order = Text(", ".join(name.sv for name in told), ", ".join(name.en or name.sv for name in told))
    parts = [_IN_TURN.filled(order=order)] if told else []
    if term := term_of_turns(seat):
        parts.append(_TERM.filled(term=said_term(term)))
    if (certainty := certainty_of_turns(seat)) != "stated":
        parts.append(_AMONG.filled(among=among, sure=CERTAINTY[certainty]))
    return (*parts, *next_cell(structure, seat))


_IN_TURN = Text("i tur: {order}", "in turn: {order}")
_TERM = Text("period: {term}", "term: {term}")
_AMONG = Text("bland {among} ({sure})", "among {among} ({sure})")


def _status_cell(structure: Structure, seat: Seat) -> Cell:
    """What keeps a seat from surely being there at the date; nothing when it is."""
    doubts = [] if seat.status == "existing" else [STATUS[seat.status]]
    if seat.id in structure.uncertain:
        doubts.append(Text("finns då: okänt", "exists then: unknown"))
    return tuple(doubts)


_PARTICIPATION = {
    "represented": Text("företräds", "represented"),
    "attends": Text("deltar", "attends"),
    "staffs": Text("bemannar", "staffs"),
}
_OPEN_LIST = Text(
    "Den som inte står här kan ändå sitta i organet: listan är inte sluten.",
    "One who is not listed may still sit in the body: the list is not closed.",
)


def body_facts(structure: Structure, body: Body) -> Iterator[Fact]:
    """What is known of a body, besides its seats."""
    yield Fact("body", Text("Organ", "Body"), body.label)
    yield Fact("level", Text("Nivå", "Level"), structure.name(body.level) if body.level else UNKNOWN)
    yield Fact("area", Text("Område", "Area"), structure.name(body.area) if body.area else NOT_SAID)
    if body.id in structure.uncertain:
        yield Fact("exists", Text("Finns då", "Exists then"), UNKNOWN)
    if body.status != "existing":
        yield Fact("status", Text("Status", "Status"), STATUS[body.status])
    yield Fact("composition", Text("Platslista", "List of seats"), COMPLETENESS[body.composition])
    yield Fact("lead", Text("Leds av", "Led by"), lead_of_body_cell(structure, body))
    if appointing := filled_cell(structure, body, "appointed_by"):
        yield Fact("appointed_by", Text("Tillsätts av", "Appointed by"), appointing)
    if body.functions:
        yield Fact("functions", Text("Uppgift", "Function"), tuple(field_words(f) for f in body.functions))
    decides = tuple(
        text
        for decision in body.decides
        for text in (
            *(_named(structure, decision.adopts, "antar", "adopts")),
            *(_named(structure, decision.appoints, "tillsätter", "appoints")),
            *(_named(structure, decision.assigns_issues_of, "lägger frågor på", "assigns issues to")),
            *((decision.about,) if decision.about.sv else ()),
        )
    )
    if decides:
        yield Fact("decides", Text("Beslutar", "Decides"), decides)
    if body.handles:
        yield Fact("handles", Text("Hanterar", "Handles"), names(structure, body.handles))
    if body.meets:
        yield Fact("meets", field_words("meets"), body.meets)
    for same in body.same_as:
        yield Fact(
            "same_as",
            _SAME if same.certainty == "stated" else _PERHAPS_SAME,
            structure.name(same.id),
        )
    yield Fact("source", SOURCE.heading, source_cell(structure, body))


_SAME = Text("Samma som", "The same as")
_PERHAPS_SAME = Text("Troligen samma som", "Probably the same as")


def _named(structure: Structure, record_id: str | None, sv: str, en: str) -> Iterator[Text]:
    if record_id:
        name = structure.name(record_id)
        yield Text(f"{sv} {name.sv}", f"{en} {name.en or name.sv}")
