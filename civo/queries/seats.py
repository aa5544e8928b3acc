"""Who sits in a body, and where somebody sits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from civo.answers import Cell, Column, Fact, Table
from civo.field_words import field_words
from civo.queries.common import (
    CERTAIN,
    CERTAINTY,
    COMPLETENESS,
    DECLARED,
    ID,
    NOT_SAID,
    SOURCE,
    STATUS,
    UNKNOWN,
    answer,
    basis_cell,
    declared_cell,
    hedged,
    holder_cell,
    names,
    represents_cell,
    since_cell,
    source_cell,
)
from civo.records import Body, Kind, Record, Role, Seat
from civo.seating import Standing, absences_at, any_of, at_level, group_at_level, indirectly, own_seat, represented
from civo.structure import Structure
from civo.truth import Truth
from civo.words import Language, Text, joined

_WHO = (
    Column("seat", Text("Plats", "Seat")),
    Column("count", Text("Antal", "Number")),
    Column("role", Text("Roll", "Role")),
    Column("holder", Text("Innehas av", "Held by")),
    Column("represents", Text("Företräder", "Represents")),
    Column("basis", Text("Grund", "Basis")),
    Column("since", Text("Sedan / observerad", "Since / observed")),
    CERTAIN,
    SOURCE,
    DECLARED,
)


def who(structure: Structure, name: str) -> Table:
    """The seats of a body, as declared; `facts` hold what is known of the body, `notes` what stays open.

    Raises UnknownName when no body is called so.
    """
    body = structure.find(name, ("bodies",), Text("organen", "the bodies"))
    assert isinstance(body, Body)
    seats = structure.seats_of.get(body.id, [])
    rows = [
        (
            seat.id,
            seat.count if seat.count is not None else UNKNOWN,
            structure.name(seat.role) if seat.role else NOT_SAID,
            holder_cell(structure, seat),
            represents_cell(structure, seat),
            basis_cell(seat),
            since_cell(seat, structure),
            CERTAINTY[seat.certainty],
            source_cell(structure, seat),
            declared_cell(structure, seat),
        )
        for seat in seats
    ]
    notes = [Text("Inga platser är kända.", "No seats are known.")] if not seats else []
    if body.composition != "closed":
        notes.append(_OPEN_LIST)
    for absence in absences_at(structure, body):
        who_not = structure.selector_name(absence.who)
        but = joined(structure.name(seat) for seat in absence.except_seats)
        notes.append(
            Text(
                f"Uttalat: {who_not.sv} sitter inte här" + (f", med undantag: {but.sv}." if but.sv else "."),
                f"Stated: {who_not.en or who_not.sv} do not sit here" + (f", except: {but.en}." if but.sv else "."),
            )
        )
    title = Text(f"Vilka sitter i {body.label.sv}?", f"Who sits in {body.label.en or body.label.sv}?")
    return answer(structure, title, _WHO, rows, notes=notes, facts=body_facts(structure, body))


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
            Text("Troligen samma som" if same.certainty != "stated" else "Samma som", "Perhaps the same as"),
            structure.name(same.id),
        )
    yield Fact("source", SOURCE.heading, source_cell(structure, body))


def _named(structure: Structure, record_id: str | None, sv: str, en: str) -> Iterator[Text]:
    if record_id:
        name = structure.name(record_id)
        yield Text(f"{sv} {name.sv}", f"{en} {name.en or name.sv}")


_WHERE = (
    Column("body", Text("Organ", "Body")),
    ID,
    Column("level", Text("Nivå", "Level")),
    Column("own_seat", Text("Egen plats", "Own seat")),
    Column("through_collective", Text("Genom kollektiv", "Through a collective")),
    Column("indirect", Text("Indirekt", "Indirect")),
    Column("role", Text("Roll", "Role")),
    Column("basis", Text("Grund", "Basis")),
    Column("since", Text("Sedan / observerad", "Since / observed")),
    Column("why", Text("Bygger på", "Rests on")),
    SOURCE,
    DECLARED,
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Somebody asked about: the organisations meant, or a role."""

    record: Record
    organizations: tuple[str, ...]


def where(structure: Structure, name: str, *, body: str = "", level: str = "") -> Table:
    """Where an organisation, a kind, a collective or a role sits: one row a body, each cell yes, no or unknown.

    Own seats, seats through a collective and shares in a rotating seat are told apart. `body` and `level` narrow the
    bodies. For several organisations (a kind, a collective) a yes means that at least one of them sits there.
    Raises UnknownName for a name that fits nothing.
    """
    kinds = ("organizations", "collectives", "kinds", "roles")
    record = structure.find(
        name, kinds, Text("organisationer, sorter, kollektiv och roller", "organisations, kinds, collectives and roles")
    )
    bodies, narrowed = _bodies(structure, body, level)
    asked = _Asked(record, structure.actor_members(record.id))
    rows = []
    left_out = 0
    for one in bodies:
        row = _role_row(structure, one, record) if isinstance(record, Role) else _where_row(structure, one, asked)
        if row is not None and (narrowed or structure.is_own(one) or Truth.YES in row):
            rows.append(row)
        else:
            left_out += 1
    notes = [_UNKNOWN_MEANS]
    if left_out:
        notes.append(
            Text(
                f"{left_out} organ där inget är känt om {record.label.sv} visas inte.",
                f"{left_out} bodies where nothing is known of {record.label.en or record.label.sv} are not shown.",
            )
        )
    if isinstance(record, Kind) or structure.kind_of(record.id) == "collectives":
        notes.append(
            Text(
                f"Ja betyder att minst en av de {len(asked.organizations)} som räknas{_scope(structure, 'sv')} sitter där.",
                f"Yes means that at least one of the {len(asked.organizations)} counted{_scope(structure, 'en')} sits there.",
            )
        )
    facts = list(_role_facts(structure, record) if isinstance(record, Role) else _level_facts(structure, asked, level))
    title = Text(f"Var sitter {record.label.sv}?", f"Where does {record.label.en or record.label.sv} sit?")
    return answer(structure, title, _WHERE, rows, notes=notes, facts=facts)


def _scope(structure: Structure, language: Language) -> str:
    area = structure.loaded.manifest.area
    name = structure.name(area).in_language(language) if area else ""
    return f" {'i' if language == 'sv' else 'in'} {name}" if name else ""


_UNKNOWN_MEANS = Text(
    "Okänt betyder att källan lämnar frågan öppen, inte nej.", "Unknown means that the source leaves it open, not no."
)


def _bodies(structure: Structure, body: str, level: str) -> tuple[list[Body], bool]:
    """The bodies asked about, highest level first, and whether the question was narrowed to some."""
    if body:
        found = structure.find(body, ("bodies",), Text("organen", "the bodies"))
        return [found] if isinstance(found, Body) else [], True
    if level:
        found_level = structure.find(level, ("levels",), Text("nivåerna", "the levels"))
        return list(structure.bodies_at.get(found_level.id, ())), False
    order = {name: n for n, name in enumerate(structure.level_order)}
    return sorted(structure.bodies, key=lambda b: order.get(b.level or "", len(order))), False


def _where_row(structure: Structure, body: Body, asked: _Asked) -> tuple[Cell, ...] | None:
    own = any_of([own_seat(structure, body, o) for o in asked.organizations])
    through = any_of([represented(structure, body, o) for o in asked.organizations])
    shared = {seat.id: seat for o in asked.organizations for seat in indirectly(structure, body, o)}
    indirect = [seat for seat in shared.values() if isinstance(seat, Seat)]
    if not structure.is_own(body) and own.truth is not Truth.YES and through.truth is not Truth.YES and not indirect:
        return None
    sure = [r for s in (own, through) if s.truth is Truth.YES for r in s.because if isinstance(r, Seat)]
    seats = list({seat.id: seat for seat in (*sure, *indirect)}.values())
    told = [r for s in (own, through) if s.truth is not Truth.UNKNOWN for r in s.because]
    rests = tuple({r.id: r for r in (*told, *indirect)}.values()) or (body,)
    return (
        body.label,
        body.id,
        structure.name(body.level) if body.level else UNKNOWN,
        own.truth,
        _through_cell(structure, through),
        _indirect_cell(structure, indirect),
        tuple(dict.fromkeys(structure.name(s.role) for s in seats if s.role)),
        tuple(dict.fromkeys(b for s in seats if isinstance(cell := basis_cell(s), tuple) for b in cell)),
        tuple(dict.fromkeys(b for s in sure if isinstance(cell := since_cell(s, structure), tuple) for b in cell)),
        tuple(_reason(structure, r) for r in rests),
        source_cell(structure, *rests),
        declared_cell(structure, *rests),
    )


def _through_cell(structure: Structure, through: Standing) -> Cell:
    if through.truth is not Truth.YES:
        return through.truth
    spoken = [s.represents for s in through.because if isinstance(s, Seat) and s.represents]
    of = joined(dict.fromkeys(structure.selector_name(selector) for selector in spoken))
    return Text(f"ja: {of.sv}", f"yes: {of.en}") if spoken else Truth.YES


def _indirect_cell(structure: Structure, seats: list[Seat]) -> Cell:
    parts = []
    for seat in seats:
        among = len(structure.members(seat.rotates.among)) if seat.rotates else 0
        count = seat.count if seat.count is not None else "?"
        parts.append(
            Text(f"delar {count} roterande plats bland {among}", f"shares {count} rotating seat among {among}")
        )
    return tuple(parts)


def _reason(structure: Structure, record: Record) -> Text:
    """Why the answer is what it is, in a few words."""
    kind = structure.kind_of(record.id)
    if kind == "absences":
        return Text("uttalad frånvaro", "stated absence")
    if kind == "seats":
        return Text(f"plats {record.id}", f"seat {record.id}")
    if isinstance(record, Body):
        return COMPLETENESS[record.composition] if record.status == "existing" else STATUS[record.status]
    return record.label


def _role_row(structure: Structure, body: Body, role: Role) -> tuple[Cell, ...] | None:
    seats = [s for s in structure.seats_of.get(body.id, ()) if s.role == role.id and s.status == "existing"]
    if not structure.is_own(body) and not seats:
        return None
    closed = body.composition == "closed" and all(s.role for s in structure.seats_of.get(body.id, ()))
    rests: list[Record] = [*seats] or [body]
    return (
        body.label,
        body.id,
        structure.name(body.level) if body.level else UNKNOWN,
        Truth.YES if seats else Truth.NO if closed else Truth.UNKNOWN,
        tuple(dict.fromkeys(structure.selector_name(s.represents) for s in seats if s.represents)),
        (),
        role.label,
        tuple(b for s in seats if isinstance(cell := basis_cell(s), tuple) for b in cell),
        tuple(b for s in seats if isinstance(cell := since_cell(s, structure), tuple) for b in cell),
        tuple(_reason(structure, r) for r in rests),
        source_cell(structure, *rests),
        declared_cell(structure, *rests),
    )


def _role_facts(structure: Structure, role: Role) -> Iterator[Fact]:
    """The levels at which the role is said to represent somebody, without a word of bodies."""
    for relation in structure.relations:
        if (
            relation.does == "represents"
            and role.id in relation.who
            and relation.level
            and relation.status == "existing"
        ):
            name = structure.name(relation.level)
            whom = names(structure, relation.what)
            extent = field_words(relation.extent) if relation.extent != "unspecified" else Text("")
            said = Text(
                f"ja: företräder {', '.join(t.sv for t in whom)}" + (f" ({extent.sv})" if extent.sv else ""),
                f"yes: represents {', '.join(t.en or t.sv for t in whom)}" + (f" ({extent.en})" if extent.sv else ""),
            )
            heading = Text(f"På {name.sv}", f"At {name.en or name.sv}")
            yield Fact(f"level:{relation.level}", heading, hedged(structure, relation, said))


def _level_facts(structure: Structure, asked: _Asked, level: str) -> Iterator[Fact]:
    """For each level, or the one asked: does any of them sit there, or is any of them spoken for there?"""
    wanted = structure.find(level, ("levels",)).id if level else ""
    for level_id in structure.level_order:
        if level_id != wanted and (
            wanted or not any(structure.is_own(b) for b in structure.bodies_at.get(level_id, ()))
        ):
            continue
        name = structure.name(level_id)
        heading = Text(f"Plats eller företrädd på {name.sv}", f"Seated or spoken for at {name.en or name.sv}")
        yield Fact(f"level:{level_id}", heading, _level_cell(structure, asked, level_id))


def _level_cell(structure: Structure, asked: _Asked, level: str) -> Cell:
    truth = group_at_level(structure, level, frozenset(asked.organizations)).truth
    if truth is Truth.UNKNOWN and len(asked.organizations) == 1:
        bodies = at_level(structure, level)
        [one] = asked.organizations
        elsewhere = any_of([own_seat(structure, body, one) for body in bodies]).truth is Truth.NO
        if elsewhere and any(indirectly(structure, body, one) for body in bodies):
            return _ONLY_SHARED
    return truth


_ONLY_SHARED = Text(
    "bara indirekt: en annan har den roterande platsen", "only indirectly: another holds the rotating seat"
)


__all__ = ["body_facts", "where", "who"]
