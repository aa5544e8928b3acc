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
    holder_cell,
    names,
    narrowed_note,
    next_cell,
    represents_cell,
    since_cell,
    source_cell,
)
from civo.records import Body, Seat
from civo.seating import (
    absences_at,
)
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
            _PARTICIPATION.get(seat.participation, ()),
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
    for absence in absences_at(structure, body):
        who_not = structure.selector_name(absence.who)
        here = {seat.id for seat in structure.seats_of.get(body.id, ())}
        but = joined(structure.name(seat) for seat in absence.except_seats if seat in here)
        notes.append(
            Text(
                f"Uttalat: {who_not.sv} sitter inte här" + (f", med undantag: {but.sv}." if but.sv else "."),
                f"Stated: {who_not.en or who_not.sv} do not sit here" + (f", except: {but.en}." if but.sv else "."),
            )
        )
    title = Text(f"Vilka sitter i {body.label.sv}?", f"Who sits in {body.label.en or body.label.sv}?")
    return answer(structure, title, _WHO, rows, notes=notes, facts=body_facts(structure, body))


def _rotation_cell(structure: Structure, seat: Seat) -> Cell:
    """In what order a seat goes round, how long each holds it and who comes next, as far as is known."""
    if seat.rotates is None:
        return ()
    order = ", ".join(name.sv for name in names(structure, seat.rotates.order))
    order_en = ", ".join(name.en or name.sv for name in names(structure, seat.rotates.order))
    parts = [Text(f"i tur: {order}", f"in turn: {order_en}")] if order else []
    if seat.rotates.term:
        term = said_term(seat.rotates.term)
        parts.append(Text(f"period: {term.sv}", f"term: {term.en}"))
    if seat.rotates.certainty != "stated":
        among, sure = structure.selector_name(seat.rotates.among), CERTAINTY[seat.rotates.certainty]
        parts.append(Text(f"bland {among.sv} ({sure.sv})", f"among {among.en or among.sv} ({sure.en})"))
    return (*parts, *next_cell(structure, seat))


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
    yield Fact("lead", Text("Leds av", "Led by"), names(structure, body.lead) or UNKNOWN)
    if body.appointed_by:
        yield Fact("appointed_by", Text("Tillsätts av", "Appointed by"), names(structure, body.appointed_by))
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
