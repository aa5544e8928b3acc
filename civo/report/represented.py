"""Where each sort of organisation is represented, and where not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from civo.answers import Cell, Column, Table
from civo.drawings import Drawing
from civo.queries.common import as_part
from civo.queries.representation import kinds_told_of, representation, standing
from civo.queries.seats import WHERE, where
from civo.records import Body
from civo.report.citing import in_units
from civo.report.crowds import MANY, crowds, is_counted, level_name, standing_word, truths
from civo.report.levels import Drawn
from civo.report.wording import fact_text
from civo.reports import Aside, Block, Entry, Figure, Listing, Paragraph, Section, Sentence, Slot, TableBlock, is_source
from civo.structure import Structure
from civo.truth import Truth
from civo.views import View
from civo.words import Text, capital, joined


def represented(structure: Structure, drawn: Drawn) -> Iterator[Section]:
    """The table of all bodies, figures of several levels, then each sort of organisation that seats are told of."""
    heading = Text(
        "Hur kommuner, regioner och andra företräds", "How municipalities, regions and others are represented"
    )
    counted = crowds(structure)
    table = as_part(structure, representation(structure, without=counted))
    blocks: list[Block] = [Slot("representation")]
    if table.rows or not counted:
        blocks.append(TableBlock("representation", in_units(structure, replace(table, notes=()))))
    blocks.append(Paragraph(tuple(map(Aside, table.notes))))
    if counted:
        blocks += [Paragraph((Aside(_counted(structure)),)), TableBlock("antal", _counts(structure), is_facts=False)]
    blocks += [Figure(drawing) for view, drawing in drawn if _is_of_seats(view) and len(view.levels) != 1]
    yield Section("representation", heading, 1, tuple(blocks))
    for kind in kinds_told_of(structure):
        yield Section(f"representation.{kind}", capital(structure.those(kind)), 2, tuple(_kind(structure, kind)))


def _kind(structure: Structure, kind: str) -> Iterator[Block]:
    """The levels where the kind has a seat, and the bodies of which something is known; the rest of them counted."""
    asked = as_part(structure, where(structure, kind))
    lines = [Entry(Sentence(fact_text(fact), (kind, fact.key.removeprefix("level:")))) for fact in asked.facts]
    if lines:
        yield Listing(tuple(lines))
    one_by_one, counted = _parted(structure, asked)
    known = _known(one_by_one)
    if known.rows:
        yield TableBlock(f"plats-{kind}", in_units(structure, replace(known, notes=())))
    yield Paragraph(tuple(map(Aside, (*known.notes, *asked.notes))))
    if counted:
        yield Paragraph((Aside(_SEATS_COUNTED.filled(id=kind)),))
        yield TableBlock(f"antal-{kind}", _seats_counted(structure, asked.title, counted), is_facts=False)


def _parted(structure: Structure, asked: Table) -> tuple[Table, dict[str, Row]]:
    """The rows of the bodies that are told of one by one, and those of the others by their ids."""
    n = next(n for n, column in enumerate(asked.columns) if column.key == "id")
    counted: dict[str, Row] = {}
    rest = []
    for row in asked.rows:
        body = structure.get(str(row[n]))
        if isinstance(body, Body) and is_counted(structure, body):
            counted[body.id] = row
        else:
            rest.append(row)
    return replace(asked, rows=tuple(rest)), counted


def _counts(structure: Structure) -> Table:
    """How many bodies of each area seat each kind, with yes, no and unknown told apart."""
    kinds = kinds_told_of(structure)
    rows: list[Row] = []
    for level, groups in crowds(structure).items():
        for area, bodies in groups:
            words = (truths(standing_word(b, standing(structure, b, kind).truth) for b in bodies) for kind in kinds)
            rows.append((level_name(structure, level), area, len(bodies), *words))
    columns = (*_COUNTED, *(Column(kind, capital(structure.those(kind))) for kind in kinds))
    return Table(Text("Representation i antal organ", "Representation in numbers of bodies"), columns, tuple(rows))


def _seats_counted(structure: Structure, title: Text, told: dict[str, Row]) -> Table:
    """In how many bodies of each area those asked about have a seat, are spoken for, share a rotating seat."""
    own, through, indirect = (n for n, column in enumerate(WHERE) if column.key in _ANSWERS)
    rows: list[Row] = []
    for level, groups in crowds(structure).items():
        for area, bodies in groups:
            answers = (truths(standing_word(b, _truth(told[b.id][n])) for b in bodies) for n in (own, through))
            shared = sum(told[body.id][indirect] != () for body in bodies)
            rows.append((level_name(structure, level), area, len(bodies), *answers, shared))
    return Table(_NUMBERS.filled(title=title), (*_COUNTED, *_ANSWERS_COUNTED), tuple(rows))


def _truth(cell: Cell) -> Truth:
    """The answer of a cell; one that says how is a yes."""
    return cell if isinstance(cell, Truth) else Truth.YES


def _counted(structure: Structure) -> Text:
    """Of which levels the bodies are counted, and where all of them stand."""
    levels = joined(level_name(structure, level) for level in crowds(structure))
    number = sum(len(bodies) for groups in crowds(structure).values() for _, bodies in groups)
    return _BODIES_COUNTED.filled(number=number, levels=levels, many=MANY)


def _is_of_seats(view: View) -> bool:
    return not view.issues


def figures_of_issues(drawn: Drawn) -> list[Drawing]:
    """The figures that are about issues."""
    return [drawing for view, drawing in drawn if not _is_of_seats(view)]


def _known(asked: Table) -> Table:
    """The bodies of which something is known, in the columns that a page has room for."""
    answers = [n for n, column in enumerate(asked.columns) if column.key in _ANSWERS]
    kept = [n for n, column in enumerate(asked.columns) if column.key in _SHOWN or is_source(column)]
    rows = [row for row in asked.rows if any(row[n] not in (Truth.UNKNOWN, "", None, ()) for n in answers)]
    told = tuple(tuple(row[n] for n in kept) for row in rows)
    silent = len(asked.rows) - len(rows)
    notes = (_SILENT.filled(number=silent),) if silent else ()
    return replace(asked, columns=tuple(asked.columns[n] for n in kept), rows=told, notes=notes, facts=())


_SILENT = Text(
    "Strukturens övriga {number} organ, där inget är känt, står inte i tabellen.",
    "The structure's other bodies, {number} of which nothing is known here, are not in the table.",
)
Row = tuple[Cell, ...]
_ANSWERS = ("own_seat", "through_collective", "indirect")
_SHOWN = ("body", "id", "level", *_ANSWERS, "certainty")
_COUNTED = (
    Column("level", Text("Nivå", "Level")),
    Column("area", Text("Område eller typ", "Area or type")),
    Column("bodies", Text("Organ", "Bodies")),
)
_ANSWERS_COUNTED = (
    Column("own_seat", Text("Egen plats", "Own seat")),
    Column("through_collective", Text("Plats för flera", "Seat for several")),
    Column("indirect", Text("Delar roterande plats", "Shares a rotating seat")),
)
_NUMBERS = Text("{title} I antal organ", "{title} In numbers of bodies")
_BODIES_COUNTED = Text(
    "{number} organ räknas här i stället för att stå var för sig: de på nivåer med fler än {many} organ ({levels}). "
    "Alla, med källor, står i tabeller/representation.csv som civo build skriver.",
    "{number} bodies are counted here instead of standing one by one: those of levels with more than {many} bodies "
    "({levels}). All of them, with sources, stand in tabeller/representation.csv, which civo build writes.",
)
_SEATS_COUNTED = Text(
    "Organen på de nivåer som har många räknas här. Vart och ett, med källor: civo where {id} --format csv.",
    "The bodies of the levels that have many are counted here. Each of them, with sources: civo where {id} --format csv.",
)
