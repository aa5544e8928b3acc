"""Each body: what is known of it, and its seats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from civo.answers import Cell, Column, Table
from civo.queries.bodies import who
from civo.queries.common import COMPLETENESS, NOT_SAID, UNKNOWN, as_part, date_notes
from civo.records import Body
from civo.report.citing import in_units, sentence, units
from civo.report.crowds import MANY, Group, counted, crowds, level_name, own_bodies, status_word, type_of
from civo.report.purpose import remark_entry
from civo.report.remarks import remarks_by_subject
from civo.report.wording import after, fact_text
from civo.reports import SOURCES, Aside, Block, Entry, Listing, Paragraph, Section, Sentence, Slot, TableBlock
from civo.seats.absences import absences_at
from civo.structure import Structure
from civo.words import Text, joined


def bodies(structure: Structure) -> Iterator[Section]:
    """A section for each of the structure's own bodies, from the highest level down; one for a level with very many."""
    yield Section("organ", Text("Organen och deras platser", "The bodies and their seats"), 1, (Slot("organ"),))
    for level in (*structure.level_order, None):
        if level in crowds(structure):
            yield _crowd(structure, level, crowds(structure)[level])
            continue
        for body in own_bodies(structure, level):
            yield Section(f"organ.{body.id}", body.label, 2, tuple(_body(structure, body)))


def _crowd(structure: Structure, level: str | None, groups: list[Group]) -> Section:
    """The bodies of a level counted by area, with all remarks on any of them."""
    every = [body for _, bodies in groups for body in bodies]
    name = level_name(structure, level)
    where = f'--where "level:{level}" ' if level else ""
    told = _CROWD.filled(level=name, number=len(every), many=MANY, where=where)
    blocks: list[Block] = [Paragraph((Aside(told),))]
    remarks = structure.once(remarks_by_subject)
    if said := [remark_entry(structure, remark) for body in every for remark in remarks.get(body.id, ())]:
        blocks.append(Listing(tuple(said)))
    rows = tuple(_counts(structure, area, bodies) for area, bodies in groups)
    table = Table(_COUNTED.filled(level=name), _COUNTS, rows)
    blocks.append(TableBlock(f"antal-{level or 'ingen-niva'}", table, is_facts=False))
    return Section(f"organ.antal.{level or 'ingen-niva'}", _COUNTED.filled(level=name), 2, tuple(blocks))


def _counts(structure: Structure, area: Text, bodies: list[Body]) -> tuple[Cell, ...]:
    """How many bodies an area has, of which types, which of them exist, whose seats are known, and how many seats."""
    return (
        area,
        len(bodies),
        counted(type_of(body) for body in bodies),
        counted(status_word(structure, body) for body in bodies),
        counted(COMPLETENESS[body.composition] for body in bodies),
        sum(len(structure.seats_of.get(body.id, ())) for body in bodies),
    )


def _body(structure: Structure, body: Body) -> Iterator[Block]:
    """What is known of the body, remarks on it, its seats, and what stays open."""
    asked = as_part(structure, who(structure, body.id))
    known = [fact for fact in asked.facts if fact.key not in ("body", "source")]
    lines = [Entry(Sentence(fact_text(fact), (body.id,))) for fact in known]
    lines.append(Entry(Sentence(SOURCES, (body.id,), units(structure, structure.places(body)))))
    remarks = structure.once(remarks_by_subject).get(body.id, ())
    yield Listing((*lines, *(remark_entry(structure, remark, names=False) for remark in remarks)))
    if asked.rows:
        table, silent = _spoken(in_units(structure, _seats(structure, asked)))
        yield TableBlock(f"platser-{body.id}", table)
        if silent:
            seats = (body.id, *(seat.id for seat in structure.seats_of.get(body.id, ())))
            columns = joined(Text(column.heading.sv.lower(), column.heading.en.lower()) for column in silent)
            yield Paragraph((Sentence(after(_NOT_SAID_OF_ANY, Text(f"{columns.sv}.", f"{columns.en}.")), seats),))
    yield Paragraph(tuple(_notes(structure, body, asked.notes)))


def _notes(structure: Structure, body: Body, notes: tuple[Text, ...]) -> Iterator[Sentence | Aside]:
    """What stays open, then the stated absences with their places; what the date means is said with the method."""
    absences = absences_at(structure, body)
    told = [note for note in notes if note not in date_notes(structure)]
    open_notes, stated = told[: len(told) - len(absences)], told[len(told) - len(absences) :]
    yield from (Sentence(note, (body.id,)) for note in open_notes)
    yield from (sentence(structure, note, absence) for note, absence in zip(stated, absences, strict=True))


def _seats(structure: Structure, asked: Table) -> Table:
    """The seats by their names, where they have any, instead of their ids."""
    n = next(n for n, column in enumerate(asked.columns) if column.key == "seat")
    rows = tuple((*row[:n], structure.name(str(row[n])), *row[n + 1 :]) for row in asked.rows)
    return replace(asked, rows=rows, notes=(), facts=())


def _spoken(table: Table) -> tuple[Table, list[Column]]:
    """The table without the columns of which the sources say nothing for any row; and those columns."""
    silent = [
        column
        for n, column in enumerate(table.columns)
        if not column.detail and all(_is_silent(row[n]) for row in table.rows) and any(row[n] for row in table.rows)
    ]
    kept = [n for n, column in enumerate(table.columns) if column not in silent]
    rows = tuple(tuple(row[n] for n in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[n] for n in kept), rows=rows), silent


def _is_silent(cell: object) -> bool:
    return cell in (NOT_SAID, UNKNOWN) or not cell


_NOT_SAID_OF_ANY = Text(
    "Inte känt eller inte sagt för någon av platserna", "Not known, or not said, of any of the seats"
)
_COUNTED = Text("{level}: organen i antal", "{level}: the bodies counted")
_CROWD = Text(
    "{level} har {number} organ. Fler än {many} på en nivå räknas här efter område i stället för att ha ett avsnitt var. "
    "Ett av dem med sina platser och källor: civo who ORGAN. Alla: civo list bodies {where}--format csv.",
    "{level} has {number} bodies. More than {many} at a level are counted here by area instead of having a section each. "
    "One of them with its seats and sources: civo who BODY. All: civo list bodies {where}--format csv.",
)
_COUNTS = (
    Column("area", Text("Område eller typ", "Area or type")),
    Column("bodies", Text("Organ", "Bodies")),
    Column("types", Text("Typ", "Type")),
    Column("status", Text("Finns", "Exists")),
    Column("composition", Text("Platslista", "List of seats")),
    Column("seats", Text("Platser i listorna", "Seats listed")),
)
