"""The records of a kind, all or those that a selector fits: bodies with no municipality, issues without a lead."""

from __future__ import annotations

from collections.abc import Iterator

from civo.answers import Column, Table
from civo.errors import UnknownName
from civo.kind_words import KIND_WORDS
from civo.queries.common import CERTAIN, CERTAINTY, DECLARED, ID, SOURCE, STATUS, answer, declared_cell, source_cell
from civo.records import KINDS, Record
from civo.selecting import narrowed
from civo.structure import Structure
from civo.truth import Truth
from civo.words import Text, folded, nearest

_COLUMNS = (
    Column("name", Text("Namn", "Name")),
    ID,
    Column("fits", Text("Passar", "Fits")),
    Column("level", Text("Nivå", "Level")),
    Column("area", Text("Område", "Area")),
    Column("status", Text("Status", "Status")),
    CERTAIN,
    SOURCE,
    DECLARED,
)


def listing(structure: Structure, kind: str, where: str = "") -> Table:
    """The records of a kind in the order they are declared; those that the selector surely fits first.

    `fits` tells yes from unknown: what may fit is listed, what surely does not is not. What a structure builds on is
    listed where the structure has nothing of the kind itself. Raises UnknownName for a kind that there is not, and
    CivoError for what cannot be asked of it.
    """
    kind = _kind(kind)
    every = structure.records.get(kind, [])
    records = [record for record in every if structure.is_own(record)] or every
    told = narrowed(structure, kind, records, where)
    rows = [
        (
            record.label,
            record.id,
            truth if where else None,
            structure.name(level) if (level := getattr(record, "level", None)) else None,
            structure.name(area) if (area := getattr(record, "area", None)) else None,
            STATUS[record.status],
            CERTAINTY[record.certainty],
            source_cell(structure, record),
            declared_cell(structure, record),
        )
        for record, truth in told
    ]
    words = KIND_WORDS[kind].plural
    title = Text(f"{words.sv}, {where}", f"{words.en}, {where}") if where else words
    return answer(structure, title, _COLUMNS, rows, notes=_notes(structure, kind, told, len(records), where))


def _kind(name: str) -> str:
    """The kind that somebody names, as in the files or in words: "bodies", "organ", "organisationer"."""
    if name in KINDS:
        return name
    words = {
        folded(word): kind
        for kind, known in reversed(KIND_WORDS.items())
        for text in (known.word, known.plural)
        for word in (text.sv, text.en)
    }
    found = words.get(folded(name))
    if not found:
        near = nearest(name, (*KINDS, *words)) or ""
        raise UnknownName(name, words.get(near, near), Text("sorternas namn", "the names of kinds"))
    return found


def _notes(structure: Structure, kind: str, told: list[tuple[Record, Truth]], asked: int, where: str) -> Iterator[Text]:
    words = KIND_WORDS[kind].plural
    if where:
        sure = sum(truth is Truth.YES for _, truth in told)
        yield Text(
            f"Av {asked} {words.sv}: passar {sure}, går inte att säga {len(told) - sure}, passar inte {asked - len(told)}.",
            f"Of {asked} {words.en}: fits {sure}, cannot be told {len(told) - sure}, does not fit {asked - len(told)}.",
        )
    background = len(structure.records.get(kind, ())) - asked
    if background:
        yield Text(
            f"{background} i det som strukturen bygger på visas inte.",
            f"{background} in what the structure builds on are not shown.",
        )
