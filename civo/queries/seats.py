"""Where somebody sits: own seats, seats through a collective, shares in rotating ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from civo.answers import Cell, Column, Fact, Table
from civo.field_words import field_words
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
from civo.records import Absence, Body, Certainty, Kind, Record, Relation, Role, Seat, Tenure
from civo.seats.claims import Claim, Claims, Group, holders, one_or_more
from civo.seats.declared import certainty_of_turns, speaks_for
from civo.seats.identity import Identity
from civo.seats.leading import Lead, Leads
from civo.seats.levels import only_shares, place_at_level
from civo.seats.rosters import Place, Roster, Standing, roster, surest
from civo.selecting import narrowed
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
    asked = frozenset(structure.actor_members(record.id))
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
    if several and not asked:
        notes.append(_NOBODY_COUNTED)
    elif several:
        notes.append(
            Text(
                f"Ja betyder att minst en av de {len(asked)} som räknas{_scope(structure, 'sv')} sitter där.",
                f"Yes means that at least one of the {len(asked)} counted{_scope(structure, 'en')} sits there.",
            )
        )
    facts = [*_lead_facts(structure, record, bodies)]
    facts += _role_facts(structure, record) if isinstance(record, Role) else _level_facts(structure, asked, level)
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
    certainty: Certainty | None
    """How sure the answer is; nothing where it is unknown."""
    is_known: bool


def _row(structure: Structure, body: Body, found: _Found) -> tuple[Cell, ...]:
    records = [record for record, _ in found.rests.values()]
    seats = (*found.seats, *found.shared)
    bases = [cell for seat in seats if isinstance(cell := basis_cell(seat), tuple)]
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
        (CERTAINTY[found.certainty],) if found.certainty else (),
        source_cell(structure, *records),
        declared_cell(structure, *records),
    )


def _found(structure: Structure, body: Body, asked: Group) -> _Found:
    here = roster(structure, body)
    place = here.place(asked)
    told = [s for s in (place.own, place.spoken_for) if s.truth is not Truth.UNKNOWN]
    sure = {r.id: r for s in told if s.truth is Truth.YES for r in s.because if isinstance(r, Seat)}
    seats, shared = tuple(sure.values()), (*place.shared, *place.perhaps_shared)
    return _Found(
        place.own.truth,
        _through_cell(structure, place.spoken_for),
        seats,
        shared,
        tuple(dict.fromkeys(structure.name(seat.role) for seat in seats or shared if seat.role)),
        tuple(_tenures_of(structure, seats, structure.with_units(asked))),
        _rests(structure, here, place, asked),
        _certainty(place),
        bool(seats or shared),
    )


def _certainty(place: Place) -> Certainty | None:
    """How sure it is what is told of somebody in a body: of a share, that it is shared."""
    if place.truth is Truth.UNKNOWN and place.shared:
        told = [c for seat in place.shared for c in (seat.certainty, certainty_of_turns(seat))]
        return max(told, key=("stated", "implied", "probable").index)
    return place.standing.certainty


def _tenures_of(structure: Structure, seats: Iterable[Seat], own: Group) -> Iterator[Tenure]:
    """By which tenures those asked about, or collectives with them, certainly hold the seats."""
    for seat in seats:
        for tenure, truth in holders(structure, seat):
            members = {tenure.organization, *structure.holder_members(tenure.organization)}
            if truth is Truth.YES and not own.isdisjoint(members):
                yield tenure


def _rests(structure: Structure, here: Roster, place: Place, asked: Group) -> dict[str, tuple[Record, Text]]:
    """What the answers rest on and, where it is unknown whether they have a seat, what leaves it so."""
    told = [r for s in (place.own, place.spoken_for) if s.truth is not Truth.UNKNOWN for r in s.because]
    known = {r.id for r in (*told, *place.shared, *place.perhaps_shared)}
    doubtful = [r for r in place.own.because if isinstance(r, Seat) and r.id not in known]
    doubtful = doubtful if place.own.truth is Truth.UNKNOWN else []
    if doubtful:
        told = [r for r in told if r is not here.body]  # that all seats are listed is not what leaves it open
        told += [r for r in place.own.because if isinstance(r, Absence)]
    rests = {r.id: (r, _reason(structure, r)) for r in (*told, *place.shared, *place.perhaps_shared)}
    for seat in doubtful:
        elsewhere = _SAME_BODY.filled(seat=seat.id, other=structure.name(seat.body))
        words = _doubt(structure, seat, asked) if seat.body == here.body.id else elsewhere
        rests.setdefault(seat.id, (seat, words))
    is_open = here.body.composition != "closed" and not any(isinstance(r, Absence) for r in place.own.because)
    if not rests or (doubtful and is_open):
        rests[here.body.id] = (here.body, _reason(structure, here.body))
    return rests


def _doubt(structure: Structure, seat: Seat, asked: Group = frozenset()) -> Text:
    """Why nobody can say whether somebody has the seat."""
    claim = structure.once(Claims).claim(seat)
    return Text("plats {seat}: {why}", "seat {seat}: {why}").filled(
        seat=seat.id, why=_why(structure, seat, claim, asked)
    )


def _why(structure: Structure, seat: Seat, claim: Claim, asked: Group) -> Text:
    named = claim.may_sit_wholes is None or not asked.isdisjoint(claim.may_sit_wholes)
    if asked and not named:
        wholes = {whole for o in asked for whole in structure.once(Identity).above(o)}
        if not wholes.isdisjoint(claim.sits | claim.unsure | (claim.may or frozenset())):
            return _ITS_WHOLE
        return _ANOTHER_NAME
    if not claim.sure:
        return _PERHAPS_THERE
    if not claim.full:
        return _ATTENDS if claim.verb == "attends" else _STANDS_IN
    if told := one_or_more(structure, seat):
        return told
    return _NOT_ALL if any(holder.truth is Truth.YES for holder in claim.held) else _NOBODY_KNOWN


_SAME_BODY = Text("plats {seat}: kanske samma organ som {other}", "seat {seat}: perhaps the same body as {other}")
_ITS_WHOLE = Text("organisationen som enheten hör till sitter", "the organisation that the unit belongs to sits")
_ANOTHER_NAME = Text("kanske samma under annat namn", "the same by another name, perhaps")
_PERHAPS_THERE = Text("okänt om den finns då", "not known whether it exists then")
_ATTENDS = Text("deltar, om med plats sägs inte", "attends, seated or not unsaid")
_STANDS_IN = Text("bara som ersättare eller sekreterare", "only as substitute or secretary")
_NOT_ALL = Text("alla innehavare är inte kända", "not all holders are known")
_NOBODY_KNOWN = Text("innehavaren okänd", "holder unknown")


def _through_cell(structure: Structure, through: Standing) -> Cell:
    if through.truth is not Truth.YES:
        return through.truth
    seats = [record for record in through.because if isinstance(record, Seat)]
    spoken = [name for seat in seats if (name := speaks_for(structure, seat))]
    words = Text("ja: {of}", "yes: {of}")
    return words.filled(of=joined(dict.fromkeys(spoken))) if spoken else Truth.YES


def _indirect_cell(structure: Structure, seats: Iterable[Seat]) -> Cell:
    parts = []
    for seat in seats:
        among = len(structure.once(Claims).claim(seat).turns)
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
    here = roster(structure, body)
    existing = here.seats if body.status == "existing" else ()
    named = [seat for seat, _ in existing if seat.role == role.id]
    sure = tuple(seat for seat, claim in existing if seat in named and claim.sure and claim.full)
    untold = [seat for seat, _ in existing if not seat.role]
    closed = body.status != "existing" or here.closed
    truth = Truth.YES if sure else Truth.UNKNOWN if named or untold or not closed else Truth.NO
    rests: dict[str, tuple[Record, Text]] = {s.id: (s, _reason(structure, s)) for s in sure}
    if truth is Truth.UNKNOWN:
        rests = {s.id: (s, _doubt(structure, s)) for s in named}
        if closed or body.composition == "closed":
            rests |= {s.id: (s, _no_role(s)) for s in untold}
    if not rests:
        rests = {body.id: (body, _reason(structure, body))}
    certainty = surest(seat.certainty for seat in sure) if sure else "stated" if truth is Truth.NO else None
    return _Found(
        truth,
        tuple(dict.fromkeys(name for seat in sure if (name := speaks_for(structure, seat)))),
        sure,
        (),
        (role.label,) if sure else (),
        tuple(t for s in sure for t, held in holders(structure, s) if held is Truth.YES),
        rests,
        certainty,
        bool(named),
    )


def _no_role(seat: Seat) -> Text:
    return Text(f"plats {seat.id}: rollen anges inte", f"seat {seat.id}: role not said")


def _lead_facts(structure: Structure, record: Record, bodies: list[Body]) -> Iterator[Fact]:
    """What they lead or coordinate, first of all; of bodies, only those asked about."""
    asked = {body.id for body in bodies}
    told = structure.once(Leads).by(record.id)
    for verb, heading in (("leads", Text("Leder", "Leads")), ("coordinates", Text("Samordnar", "Coordinates"))):
        led = [o for o in told if o.verb == verb and (o.what in asked or structure.kind_of(o.what) != "bodies")]
        if led:
            yield Fact(verb, heading, tuple(hedged(structure, o.records[0], _of_what(structure, o)) for o in led))


def _of_what(structure: Structure, lead: Lead) -> Text:
    """What is led; of an area, at which level."""
    level = next((r.level for r in lead.records if isinstance(r, Relation) and r.level), None)
    name = structure.name(lead.what)
    if level is None or level == lead.what:
        return name
    return Text("{name} ({level})", "{name} ({level})").filled(name=name, level=level_inside(structure.name(level)))


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


def _level_facts(structure: Structure, asked: Group, level: str) -> Iterator[Fact]:
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
        truth: Cell = place_at_level(structure, level_id, asked).truth
        if truth is Truth.UNKNOWN and only_shares(structure, level_id, asked):
            truth = _ONLY_SHARED
        yield Fact(f"level:{level_id}", heading, truth)


_ONLY_SHARED = Text(
    "bara indirekt: en annan har den roterande platsen", "only indirectly: another holds the rotating seat"
)
