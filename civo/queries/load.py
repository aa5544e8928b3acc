"""What bodies, roles and organisations carry: every term of the sum, and what it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from civo.answers import Cell, Column, Fact, Table, Word
from civo.kind_words import KIND_WORDS
from civo.loads import Load, Term, body_load, organization_load, role_load
from civo.queries.common import BASIS, DECLARED, ID, SOURCE, UNKNOWN, answer, declared_cell, narrowed_note, source_cell
from civo.records import Body, Issue, Record, Relation, Role, Seat
from civo.seats.declared import bases
from civo.seats.handling import all_issues_known
from civo.seats.rosters import all_is_listed
from civo.selecting import narrowed
from civo.structure import Structure
from civo.words import Text, capital, joined, swedish_order

_KINDS = ("bodies", "roles", "organizations", "collectives", "kinds")
_AMONG = Text(
    "organ, roller, organisationer, kollektiv och sorter", "bodies, roles, organisations, collectives and kinds"
)

AT_LEAST = Word("at-least", Text("minst", "at least"))
EXACTLY = Word("exactly", Text("precis", "exactly"))

_ONE = (
    Column("carries", Text("Bär", "Carries")),
    Column("term", Text("Term", "Term")),
    Column("bound", Text("Minst eller precis", "At least or exactly")),
    Column("number", Text("Antal", "Number")),
    Column("counted", Text("Räknas", "Counted")),
    Column("carries_id", Text("Id", "Id"), detail=True),
    SOURCE,
    DECLARED,
)
_APART = ("chair", "secretary", "substitute", "rotating", "co-opted", "permanent")
"""The grounds that seats are told apart by, the first that fits a seat."""


class _Carrier(NamedTuple):
    """One that carries something, or several that carry the very same, each as much."""

    ids: tuple[str, ...]
    load: Load

    @property
    def id(self) -> str:
        """The one that the load was computed for."""
        return self.ids[0]


def load(structure: Structure, name: str = "", *, level: str = "", where: str = "") -> Table:
    """What somebody carries, a row a term; without a name, all bodies, roles and organisations, a row each.

    Bodies: load(b) = issues + kinds coordinated + supports out + responsibilities (Krackhardt and Carley 1998, PCANS),
    unweighted; roles and organisations: their seats in place of responsibilities of bodies. Without a name, of what a
    structure builds on only those appear that own records name. `level` narrows to the bodies of a level, `where` to
    bodies that a selector fits or may fit. Counts what is
    known: `at least` where a list is open or a seat has no number. Raises UnknownName for a name that fits nothing.
    """
    if not name:
        return _all(structure, level, where)
    record = structure.find(name, _KINDS, _AMONG)
    carriers = list(_carriers_of(structure, record))
    rows = [row for carrier in carriers for term in carrier.load.terms for row in _term_rows(structure, carrier, term)]
    facts = []
    if len(carriers) == 1:
        heading = Text("Summa", "Total")
        facts.append(Fact("total", heading, carriers[0].load.total))
        facts.append(Fact("bound", Text("Minst eller precis", "At least or exactly"), _bound(structure, carriers[0])))
        facts += _spread(structure, carriers[0])
    title = Text(f"Belastning: {record.label.sv}", f"Load: {record.label.en or record.label.sv}")
    return answer(structure, title, _ONE, rows, notes=_NOTES, facts=facts)


_NOTES = (
    Text(
        "Varje post räknas en gång och väger lika. Minst: en lista är öppen, eller en plats har inget antal; det som inte "
        "står i filerna räknas inte.",
        "Each record is counted once and weighs the same. At least: a list is open, or a seat has no number; what the "
        "files do not tell is not counted.",
    ),
)


def _carriers_of(structure: Structure, record: Record) -> Iterator[_Carrier]:
    if isinstance(record, Body):
        yield _Carrier((record.id,), body_load(structure, record))
    elif isinstance(record, Role):
        yield _Carrier((record.id,), role_load(structure, record.id, None))
    else:
        yield from _alike(organization_load(structure, o) for o in structure.actor_members(record.id))


def _alike(loads: Iterable[Load]) -> Iterator[_Carrier]:
    """The loads, those of the very same records together."""
    found: dict[tuple[tuple[str, ...], ...], list[Load]] = {}
    for one in loads:
        key = tuple(tuple(record.id for record in term.records) for term in one.terms)
        found.setdefault(key, []).append(one)
    for alike in found.values():
        yield _Carrier(tuple(one.who for one in alike), alike[0])


def _term_rows(structure: Structure, carrier: _Carrier, term: Term) -> Iterator[tuple[Cell, ...]]:
    """A row for a term, and one for each ground that its seats have, when they have several."""
    yield _row(structure, carrier, term, term.name)
    seats = [record for record in term.records if isinstance(record, Seat)]
    grounds = _by_ground(seats)
    if seats and set(grounds) != {""}:
        for ground, those in grounds.items():
            word = BASIS.get(ground, Text("grund anges inte", "basis not said"))
            name = Text(f"varav {word.sv}", f"of which {word.en}")
            yield _row(structure, carrier, Term(name, len(those), tuple(those)), name)


def _row(structure: Structure, carrier: _Carrier, term: Term, name: Text) -> tuple[Cell, ...]:
    return (
        _name(structure, carrier),
        Word(_key(name), name),
        _term_bound(structure, carrier.load, term),
        term.number,
        tuple(dict.fromkeys(_counted(structure, record) for record in _those_counted(term))),
        carrier.ids,
        source_cell(structure, *term.records),
        declared_cell(structure, *term.records),
    )


def _name(structure: Structure, carrier: _Carrier) -> Text:
    """The name of the carrier; of several, how many and some of them."""
    names = sorted((structure.name(i) for i in carrier.ids), key=lambda text: swedish_order(text.sv))
    if len(names) == 1:
        return names[0]
    shown = names if len(names) <= 3 else [*names[:2], Text(f"{len(names) - 2} till", f"{len(names) - 2} more")]
    listed = joined(shown)
    return Text(f"var och en av {len(names)}: {listed.sv}", f"each of {len(names)}: {listed.en}")


def _those_counted(term: Term) -> Iterable[Record]:
    """The records that are counted; of issues these themselves, not what says that they are handled."""
    issues = [record for record in term.records if isinstance(record, Issue)]
    return issues or term.records


def _counted(structure: Structure, record: Record) -> Text:
    """What a record adds, in a few words."""
    if isinstance(record, Seat):
        body = structure.name(record.body)
        label = record.label
        return Text(f"{label.sv} ({body.sv})", f"{label.en or label.sv} ({body.en or body.sv})")
    if isinstance(record, Relation):
        return joined(structure.name(what) for what in record.what)
    if issues := getattr(record, "issue", ()):
        return joined(structure.name(issue) for issue in issues)
    return record.label


def _by_ground(seats: Iterable[Seat]) -> dict[str, list[Seat]]:
    """The seats by the first of the grounds that each has; in that order, those whose ground is not said last."""
    found: dict[str, list[Seat]] = {}
    for seat in seats:
        found.setdefault(_ground(seat), []).append(seat)
    return {ground: found[ground] for ground in (*_APART, "") if ground in found}


def _ground(seat: Seat) -> str:
    return next((ground for ground in _APART if ground in bases(seat)), "")


def _term_bound(structure: Structure, load: Load, term: Term) -> Word:
    """Whether there may be more than are counted: only lists that are closed give an exact number."""
    body = structure.get(load.who)
    if isinstance(body, Body):
        is_issues = term.name.en == "issues"
        return EXACTLY if is_issues and all_issues_known(structure, body) else AT_LEAST
    seats = [record for record in term.records if isinstance(record, Seat)]
    if term.name.en in _OF_SEATS or seats:
        listed = structure.once(all_is_listed)
        return EXACTLY if listed and all(seat.count is not None for seat in seats) else AT_LEAST
    return AT_LEAST


_OF_SEATS = ("seats", "shared seats", "possible seats")


def _bound(structure: Structure, carrier: _Carrier) -> Word:
    """The whole is exact when every term is."""
    terms = (_term_bound(structure, carrier.load, term) for term in carrier.load.terms)
    return EXACTLY if all(bound is EXACTLY for bound in terms) else AT_LEAST


def _spread(structure: Structure, carrier: _Carrier) -> Iterator[Fact]:
    """In which bodies and at which levels somebody has seats of its own."""
    seats = [r for term in carrier.load.terms if term.name.en == "seats" for r in term.records if isinstance(r, Seat)]
    if structure.kind_of(carrier.id) == "bodies":
        return
    bodies = list(dict.fromkeys(seat.body for seat in seats))
    records = [record for body in bodies if isinstance(record := structure.get(body), Body)]
    at = {record.level for record in records if record.level}
    unknown = [UNKNOWN] if any(record.level is None for record in records) else []
    levels = [structure.name(level) for level in structure.level_order if level in at] + unknown
    yield Fact("bodies", Text("Organ med egen plats", "Bodies with a seat of its own"), len(bodies))
    yield Fact("levels", Text("Nivåer med egen plats", "Levels with a seat of its own"), tuple(levels))


def _all(structure: Structure, level: str, where: str) -> Table:
    """A row for each body, role and organisation that carries something."""
    at = structure.find(level, ("levels",), Text("nivåerna", "the levels")).id if level else ""
    own = [b for b in structure.bodies if b.status == "existing" and structure.is_own(b) and (not at or b.level == at)]
    told = narrowed(structure, "bodies", own, where)
    carriers = [_Carrier((body.id,), body_load(structure, body)) for body, _ in told]
    if not at and not where:
        roles = [_Carrier((role.id,), role_load(structure, role.id, None)) for role in structure.roles]
        organizations = _alike(
            organization_load(structure, o.id) for o in structure.organizations if o.status == "existing"
        )
        carriers += [c for c in (*roles, *organizations) if c.load.total and _has_own(structure, c)]
    terms = {_key(term.name): term.name for carrier in carriers for term in carrier.load.terms}
    grounds = {g for c in carriers for g in _by_ground(_own_seats(c)) if g}
    told_apart = [ground for ground in _APART if ground in grounds]
    columns = (
        Column("carries", Text("Bär", "Carries")),
        Column("kind", Text("Sort", "Kind")),
        Column("bound", Text("Minst eller precis", "At least or exactly")),
        Column("total", Text("Summa", "Total")),
        *(Column(key, capital(name)) for key, name in terms.items()),
        *(Column(f"of_which_{g}", Text(f"Varav {BASIS[g].sv}", f"Of which {BASIS[g].en}")) for g in told_apart),
        ID,
    )
    rows = [_wide(structure, carrier, list(terms), told_apart) for carrier in _heaviest_first(structure, carriers)]
    title = Text(
        "Belastning: vad organ, roller och organisationer bär", "Load: what bodies, roles and organisations carry"
    )
    return answer(structure, title, columns, rows, notes=[*narrowed_note(where, told), *_NOTES])


def _heaviest_first(structure: Structure, carriers: list[_Carrier]) -> list[_Carrier]:
    """Bodies, then roles, then organisations: the heaviest of each first, in the order they are declared."""
    order = {"bodies": 0, "roles": 1, "organizations": 2}
    return sorted(carriers, key=lambda c: (order[structure.kind_of(c.id)], -c.load.total))


def _wide(structure: Structure, carrier: _Carrier, terms: list[str], grounds: list[str]) -> tuple[Cell, ...]:
    numbers = {_key(term.name): term.number for term in carrier.load.terms}
    seats = _by_ground(_own_seats(carrier))
    is_body = structure.kind_of(carrier.id) == "bodies"
    return (
        _name(structure, carrier),
        KIND_WORDS[structure.kind_of(carrier.id)].word,
        _bound(structure, carrier),
        carrier.load.total,
        *(numbers.get(key) for key in terms),
        *(None if is_body else len(seats.get(ground, ())) for ground in grounds),
        carrier.ids,
    )


def _own_seats(carrier: _Carrier) -> list[Seat]:
    return [r for term in carrier.load.terms if term.name.en == "seats" for r in term.records if isinstance(r, Seat)]


def _has_own(structure: Structure, carrier: _Carrier) -> bool:
    records = (record for term in carrier.load.terms for record in term.records)
    return any(structure.is_own(record) for record in records if not isinstance(record, Issue))


def _key(name: Text) -> str:
    return name.en.replace(" ", "_").replace("-", "_")
