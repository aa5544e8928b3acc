"""Where each sort of organisation is represented, and where not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from civo.answers import Table
from civo.drawings import Drawing
from civo.queries.common import as_part
from civo.queries.representation import kinds_told_of, representation
from civo.queries.seats import where
from civo.report.citing import in_units
from civo.report.levels import Drawn
from civo.report.wording import capital, fact_text
from civo.reports import Aside, Block, Entry, Figure, Listing, Paragraph, Section, Sentence, Slot, TableBlock, is_source
from civo.structure import Structure
from civo.truth import Truth
from civo.views import View
from civo.words import Text


def represented(structure: Structure, drawn: Drawn) -> Iterator[Section]:
    """The table of all bodies, figures of several levels, then each sort of organisation that seats are told of."""
    heading = Text(
        "Hur kommuner, regioner och andra företräds", "How municipalities, regions and others are represented"
    )
    table = as_part(structure, representation(structure))
    blocks: list[Block] = [
        Slot("representation"),
        TableBlock("representation", in_units(structure, replace(table, notes=()))),
    ]
    blocks.append(Paragraph(tuple(map(Aside, table.notes))))
    blocks += [Figure(drawing) for view, drawing in drawn if _is_of_seats(view) and len(view.levels) != 1]
    yield Section("representation", heading, 1, tuple(blocks))
    for kind in kinds_told_of(structure):
        asked = as_part(structure, where(structure, kind))
        known = _known(asked)
        lines = [Entry(Sentence(fact_text(fact), (kind, fact.key.removeprefix("level:")))) for fact in asked.facts]
        told: list[Block] = [Listing(tuple(lines))] if lines else []
        if known.rows:
            told.append(TableBlock(f"plats-{kind}", in_units(structure, known)))
        told.append(Paragraph(tuple(map(Aside, asked.notes))))
        yield Section(f"representation.{kind}", capital(structure.name(kind)), 2, tuple(told))


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
    return replace(asked, columns=tuple(asked.columns[n] for n in kept), rows=told, notes=(), facts=())


_ANSWERS = ("own_seat", "through_collective", "indirect")
_SHOWN = ("body", "id", "level", *_ANSWERS, "certainty")
