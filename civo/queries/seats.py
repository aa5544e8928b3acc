"""Where somebody sits: own seats, seats through a collective, shares in rotating ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from civo.answers import Cell, Column, Fact, Table
from civo.field_words import field_words
from civo.queries.alike import Alike
from civo.queries.common import (
    CERTAIN,
    CERTAINTY,
    COMPLETENESS,
    DECLARED,
    ID,
    SOURCE,
    STATUS,
    UNKNOWN,
    answer,
    basis_cell,
    declared_cell,
    hedged,
    names,
    narrowed_note,
    since,
    source_cell,
    unknown_means,
)
from civo.records import Body, Kind, Level, Record, Role, Seat, Tenure
from civo.seating import (
    OwnSeats,
    SharedSeats,
    Standing,
    all_seats_known,
    any_of,
    at_level,
    group_at_level,
    holders,
    indirectly,
    is_stated,
    own_seat,
    sits_in_seat,
    some_of_them,
)
from civo.selecting import narrowed
from civo.sitting import one_or_more, reading
from civo.structure import Structure
from civo.truth import Truth
from civo.words import Language, Text, joined, level_inside

WHERE = (
    Column("body", Text("Organ", "Body")),
    ID,
    Column("level", Text("Nivå", "Level")),
    Column("own_seat", Text("Egen plats", "Own seat")),
    Column("through_collective", Text("Plats för flera", "Seat for several")),
    Column("indirect", Text("Indirekt", "Indirect")),
    Column("role", Text("Roll", "Role")),
    Column("basis", Text("Grund", "Basis")),
    Column("since", Text("Sedan / observerad", "Since / observed")),
    Column("why", Text("Bygger på", "Rests on")),
    CERTAIN,
    SOURCE,
    DECLARED,
)


def where(structure: Structure, name: str, *, body: str = "", level: str = "", among: str = "") -> Table:
    """Where an organisation, a kind, a collective or a role sits: one row a body, each cell yes, no or unknown.

    Own seats, seats through a collective and shares in a rotating seat are told apart. `body`, `level` and the selector
    `among` narrow the bodies. For several organisations (a kind, a collective) a yes means that at least one of them sits there.
    Raises UnknownName for a name that fits nothing.
    """
    kinds = ("organizations", "collectives", "kinds", "roles")
    record = structure.find(
        name, kinds, Text("organisationer, sorter, kollektiv och roller", "organisations, kinds, collectives and roles")
    )
    bodies, was_narrowed = _bodies(structure, body, level)
    asked = Alike(structure, structure.actor_members(record.id))
    rows = []
    left_out = 0
    told = narrowed(structure, "bodies", bodies, among)
    for one, _ in told:
        found = _role_found(structure, one, record) if isinstance(record, Role) else _found(structure, one, asked)
        if was_narrowed or structure.is_own(one) or found.is_known:
            rows.append(_row(structure, one, found))
        else:
            left_out += 1
    notes = [unknown_means(structure), *narrowed_note(among, told)]
    if left_out:
        notes.append(
            Text(
                f"{left_out} organ ur det som strukturen bygger på, där ingen plats är känd för dem, visas inte.",
                f"{left_out} bodies of what the structure builds on, where no seat is known of them, are not shown.",
            )
        )
    several = isinstance(record, Kind) or structure.kind_of(record.id) == "collectives"
    if several and not asked.organizations:
        notes.append(_NOBODY_COUNTED)
    elif several:
        notes.append(
            Text(
                f"Ja betyder att minst en av de {len(asked.organizations)} som räknas{_scope(structure, 'sv')} sitter där.",
                f"Yes means that at least one of the {len(asked.organizations)} counted{_scope(structure, 'en')} sits there.",
            )
        )
    facts = list(_role_facts(structure, record) if isinstance(record, Role) else _level_facts(structure, asked, level))
    those = structure.those(record.id)
    is_plural = several and (structure.kind_of(record.id) == "collectives" or those != record.label)
    title = _WHERE_DO.filled(who=those) if is_plural else _WHERE_DOES.filled(who=those)
    return answer(structure, title, WHERE, rows, notes=notes, facts=facts)


def _scope(structure: Structure, language: Language) -> str:
    area = structure.loaded.manifest.area
    name = structure.name(area).in_language(language) if area else ""
    return f" {'i' if language == 'sv' else 'in'} {name}" if name else ""


_WHERE_DO = Text("Var sitter {who}?", "Where do {who} sit?")
_WHERE_DOES = Text("Var sitter {who}?", "Where does {who} sit?")
_NOBODY_COUNTED = Text(
    "Ingen organisation räknas dit vid tidpunkten; därför går inget att säga.",
    "No organisation counts among them at the date; so nothing can be said.",
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


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of somebody in a body: the answers, the seats that are theirs, and what the answers rest on."""

    own: Truth
    through: Cell
    seats: tuple[Seat, ...]
    """Those that they certainly sit in, or that speak for them."""
    shared: tuple[Seat, ...]
    roles: tuple[Text, ...]
    tenures: tuple[Tenure, ...]
    rests: dict[str, tuple[Record, Text]]
    """Each record with what it says, by its id."""
    certainty: tuple[Text, ...]
    is_known: bool


def _row(structure: Structure, body: Body, found: _Found) -> tuple[Cell, ...]:
    records = [record for record, _ in found.rests.values()]
    bases = [cell for s in (*found.seats, *found.shared) if isinstance(cell := basis_cell(s), tuple)]
    return (
        body.label,
        body.id,
        structure.name(body.level) if body.level else UNKNOWN,
        found.own,
        found.through,
        _indirect_cell(structure, found.shared),
        found.roles,
        tuple(dict.fromkeys(basis for cell in bases for basis in cell)),
        tuple(dict.fromkeys(text for tenure in found.tenures for text in since(tenure))),
        tuple(text for _, text in found.rests.values()),
        found.certainty,
        source_cell(structure, *records),
        declared_cell(structure, *records),
    )


def _found(structure: Structure, body: Body, asked: Alike) -> _Found:
    own_seats, shared_seats = OwnSeats(structure, body), SharedSeats(structure, body)
    apart = asked.told_apart_in(body)
    own = any_of([own_seats.of(o) for o in apart])
    if own.truth is Truth.UNKNOWN and len(asked.organizations) > 1:
        own = any_of([own, some_of_them(structure, body, frozenset(asked.organizations))])
    through = any_of([shared_seats.represented(o) for o in apart])
    sharing = {seat.id: seat for o in apart for seat in shared_seats.rotating(o)}
    sure = {r.id: r for s in (own, through) if s.truth is Truth.YES for r in s.because if isinstance(r, Seat)}
    told = [r for s in (own, through) if s.truth is not Truth.UNKNOWN for r in s.because]
    told += sharing.values()
    if own.truth is Truth.UNKNOWN and any(isinstance(r, Seat) for r in own.because):
        told = [r for r in told if r is not body]  # that all seats are listed is not what leaves it open
    seats = tuple(sure.values())
    shared = tuple(sharing.values())
    return _Found(
        own.truth,
        _through_cell(structure, through),
        seats,
        shared,
        tuple(dict.fromkeys(structure.name(seat.role) for seat in seats or shared if seat.role)),
        tuple(_tenures_of(structure, seats, asked.with_units)),
        _rests(structure, body, told, own, apart, asked.wholes),
        _certainty_cell(seats or shared or told),
        bool(sure or shared),
    )


def _tenures_of(structure: Structure, seats: Iterable[Seat], own: frozenset[str]) -> Iterator[Tenure]:
    """By which tenures those asked about, or collectives with them, certainly hold the seats."""
    for seat in seats:
        for tenure, truth in holders(structure, seat):
            members = {tenure.organization, *structure.holder_members(tenure.organization)}
            if truth is Truth.YES and not own.isdisjoint(members):
                yield tenure


def _rests(
    structure: Structure,
    body: Body,
    told: list[Record],
    own: Standing,
    apart: tuple[str, ...],
    wholes: frozenset[str],
) -> dict[str, tuple[Record, Text]]:
    """What the answers rest on and, where it is unknown whether they have a seat, the seats that leave it so."""
    rests = {r.id: (r, _reason(structure, r)) for r in told}
    if own.truth is Truth.UNKNOWN:
        doubtful = [r for r in own.because if isinstance(r, Seat) and r.id not in rests]
        if doubtful:
            absences = [r for r in own.because if structure.kind_of(r.id) == "absences"]
            rests |= {r.id: (r, _reason(structure, r)) for r in absences}
            theirs = {
                seat.id: any(sits_in_seat(structure, seat, o) is not Truth.NO for o in apart) for seat in doubtful
            }
            rests |= {
                seat.id: (seat, _doubt(structure, seat) if theirs[seat.id] else _another(structure, seat, wholes))
                for seat in doubtful
            }
            if not absences and body.composition != "closed":
                rests[body.id] = (body, _reason(structure, body))
    return rests or {body.id: (body, _reason(structure, body))}


def _doubt(structure: Structure, seat: Seat) -> Text:
    """Why nobody can say whether somebody has the seat."""
    if seat.id in structure.uncertain:
        return Text(f"plats {seat.id}: okänt om den finns då", f"seat {seat.id}: not known whether it exists then")
    if seat.participation == "attends":
        return Text(
            f"plats {seat.id}: deltar, om med plats sägs inte", f"seat {seat.id}: attends, seated or not unsaid"
        )
    if any(truth is Truth.YES for _, truth in holders(structure, seat)):
        return Text(f"plats {seat.id}: alla innehavare är inte kända", f"seat {seat.id}: not all holders are known")
    if told := one_or_more(structure, seat):
        return Text(f"plats {seat.id}: {told.sv}", f"seat {seat.id}: {told.en}")
    return Text(f"plats {seat.id}: innehavaren okänd", f"seat {seat.id}: holder unknown")


def _another(structure: Structure, seat: Seat, wholes: frozenset[str]) -> Text:
    """That another is told to have the seat by which those asked about, units of the wholes perhaps, may be meant."""
    if reading(structure, seat).told_of(wholes) is not Truth.NO:
        return Text(
            f"plats {seat.id}: organisationen som enheten hör till sitter",
            f"seat {seat.id}: the organisation that the unit belongs to sits",
        )
    return Text(f"plats {seat.id}: kanske samma under annat namn", f"seat {seat.id}: the same by another name, perhaps")


def _certainty_cell(told: Iterable[Record]) -> tuple[Text, ...]:
    return tuple(dict.fromkeys(CERTAINTY[record.certainty] for record in told))


def _through_cell(structure: Structure, through: Standing) -> Cell:
    if through.truth is not Truth.YES:
        return through.truth
    spoken = [s.represents for s in through.because if isinstance(s, Seat) and s.represents]
    of = joined(dict.fromkeys(structure.selector_name(selector) for selector in spoken))
    return Text(f"ja: {of.sv}", f"yes: {of.en}") if spoken else Truth.YES


def _indirect_cell(structure: Structure, seats: Iterable[Seat]) -> Cell:
    parts = []
    for seat in seats:
        among = len(structure.members(seat.rotates.among)) if seat.rotates else 0
        count = seat.count if seat.count is not None else "?"
        share = Text(f"delar {count} roterande plats bland {among}", f"shares {count} rotating seat among {among}")
        parts.append(hedged(structure, seat, share))
    return tuple(parts)


def _reason(structure: Structure, record: Record) -> Text:
    """Why the answer is what it is, in a few words."""
    kind = structure.kind_of(record.id)
    if kind == "absences":
        return Text("uttalad frånvaro", "stated absence")
    if isinstance(record, Seat):
        which = Text(f"plats {record.id}", f"seat {record.id}")
        told = one_or_more(structure, record)
        return Text("{which}: {told}").filled(which=which, told=told) if told else which
    if isinstance(record, Body):
        if record.status != "existing":
            return STATUS[record.status]
        if record.id in structure.uncertain:
            return Text("okänt om organet finns då", "not known whether the body exists then")
        if record.several:
            return Text("flera organ som inte nämns vart för sig", "several bodies, not named one by one")
        return COMPLETENESS[record.composition]
    return record.label


def _role_found(structure: Structure, body: Body, role: Role) -> _Found:
    """Where a role sits: yes by an existing seat of that role, no when the roles of all seats are known."""
    existing = [s for s in structure.seats_of.get(body.id, ()) if s.status == body.status == "existing"]
    named = [s for s in existing if s.role == role.id]
    sure = tuple(s for s in named if s.participation != "attends" and structure.uncertain.isdisjoint((s.id, body.id)))
    untold = [s for s in existing if not s.role]
    closed = body.status != "existing" or all_seats_known(structure, body)
    truth = Truth.YES if sure else Truth.UNKNOWN if named or untold or not closed else Truth.NO
    rests: dict[str, tuple[Record, Text]] = {s.id: (s, _reason(structure, s)) for s in sure}
    if truth is Truth.UNKNOWN:
        rests = {s.id: (s, _doubt(structure, s)) for s in named}
        if closed or body.composition == "closed":
            rests |= {s.id: (s, _no_role(s)) for s in untold}
    if not rests:
        rests = {body.id: (body, _reason(structure, body))}
    spoken_for = [structure.selector_name(s.represents) for s in sure if s.represents]
    return _Found(
        truth,
        tuple(dict.fromkeys(spoken_for)),
        sure,
        (),
        (role.label,) if sure else (),
        tuple(t for s in sure for t, held in holders(structure, s) if held is Truth.YES),
        rests,
        _certainty_cell(sure or (() if truth is Truth.UNKNOWN else (body,))),
        bool(named),
    )


def _no_role(seat: Seat) -> Text:
    return Text(f"plats {seat.id}: rollen anges inte", f"seat {seat.id}: role not said")


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


def _level_facts(structure: Structure, asked: Alike, level: str) -> Iterator[Fact]:
    """For each level, or the one asked: does any of them sit there, or is any of them spoken for there?"""
    wanted = structure.find(level, ("levels",)).id if level else ""
    for level_id in structure.level_order:
        if level_id != wanted and (
            wanted or not any(structure.is_own(b) for b in structure.bodies_at.get(level_id, ()))
        ):
            continue
        name = structure.name(level_id)
        heading = Text("Har plats eller företräds på {level}", "Seated or represented at {level}").filled(
            level=level_inside(name)
        )
        yield Fact(f"level:{level_id}", heading, _level_cell(structure, asked, level_id))


def _level_cell(structure: Structure, asked: Alike, level: str) -> Cell:
    truth = group_at_level(structure, level, frozenset(asked.organizations)).truth
    if truth is Truth.UNKNOWN and len(asked.organizations) == 1:
        bodies = at_level(structure, level)
        [one] = asked.organizations
        if not _elsewhere_excluded(structure, level, one):
            return truth
        elsewhere = any_of([own_seat(structure, body, one) for body in bodies]).truth is Truth.NO
        if elsewhere and any(indirectly(structure, body, one) for body in bodies):
            return _ONLY_SHARED
    return truth


def _elsewhere_excluded(structure: Structure, level: str, organization: str) -> bool:
    """Whether the organisation sits in no body of the level that no file lists: all are listed, or it is stated."""
    record = structure.get(level)
    about = structure.loaded.manifest.area
    return (isinstance(record, Level) and record.bodies == "closed") or any(
        absence.level == level
        and absence.body is None
        and is_stated(structure, absence)
        and (absence.area is None or about in structure.inside(absence.area))
        and organization in structure.members(absence.who)
        for absence in structure.absences
    )


_ONLY_SHARED = Text(
    "bara indirekt: en annan har den roterande platsen", "only indirectly: another holds the rotating seat"
)
