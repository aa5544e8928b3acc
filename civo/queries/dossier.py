"""All that is known of one thing: what its record says, and every record that names it."""

from __future__ import annotations

from collections.abc import Iterator

from civo.answers import Column, Fact, Table
from civo.field_words import field_words
from civo.kind_words import KIND_WORDS
from civo.loading.references import named
from civo.loading.validating import NAMELESS
from civo.queries.common import (
    CERTAIN,
    CERTAINTY,
    DECLARED,
    ID,
    SOURCE,
    STATUS,
    UNKNOWN,
    answer,
    declared_cell,
    names,
    source_cell,
)
from civo.queries.field_cells import flat, record_facts
from civo.records import Area, Record
from civo.structure import Structure
from civo.truth import Truth
from civo.words import Text

_COLUMNS = (
    Column("kind", Text("Sort", "Kind")),
    Column("record", Text("Post", "Record")),
    ID,
    Column("layer", Text("Lager", "Layer")),
    Column("says", Text("Säger", "Says")),
    Column("status", Text("Status", "Status")),
    CERTAIN,
    SOURCE,
    DECLARED,
)


def show(structure: Structure, name: str) -> Table:
    """All that is known of whatever has the name. Raises UnknownName when nothing has it."""
    return dossier(structure, structure.find(name))


def dossier(structure: Structure, record: Record) -> Table:
    """The record's own fields as facts, and a row for every record that names it or counts it among its members.

    `exists` tells of a dated record whether it is there at the date. Fields that answer what people ask are told as
    unknown where the record is silent.
    """
    kind = structure.kind_of(record.id)
    facts = [
        Fact("kind", Text("Sort", "Kind"), KIND_WORDS[kind].word),
        *_exists(structure, record),
        *record_facts(structure, record, kind),
        *_parts(structure, record),
        *_silent(record, kind),
    ]
    rows = [
        (
            KIND_WORDS[other_kind].word,
            other.label if other.name.sv or other_kind not in NAMELESS else "",
            other.id,
            structure.loaded.layer_of(other.id),
            tuple(
                Text(f"{f.heading.sv}: {flat(f.value, 'sv')}", f"{f.heading.en}: {flat(f.value, 'en')}")
                for f in record_facts(structure, other, other_kind)
                if f.key not in _NOT_IN_ROWS
            ),
            UNKNOWN if other.id in structure.uncertain else STATUS[other.status],
            CERTAINTY[other.certainty],
            source_cell(structure, other),
            declared_cell(structure, other),
        )
        for other_kind, other in _naming(structure, record)
    ]
    return answer(structure, record.label, _COLUMNS, rows, facts=facts)


def _naming(structure: Structure, record: Record) -> Iterator[tuple[str, Record]]:
    for kind, other in structure.all_records():
        if other.id == record.id or kind in ("sources", "counts"):
            continue
        if not structure.is_own(other) and kind not in ("relations", "changes"):
            continue
        if any(name.id == record.id for name in named(other, kind)):
            yield kind, other


def _exists(structure: Structure, record: Record) -> Iterator[Fact]:
    heading = Text("Finns då", "Exists then")
    if record.id in structure.uncertain:
        yield Fact("exists", heading, Truth.UNKNOWN)
    elif record.status == "existing" and (record.start or record.end or record.observed):
        yield Fact("exists", heading, Truth.YES)


def _parts(structure: Structure, record: Record) -> Iterator[Fact]:
    """The areas that an area is made of, told by themselves or by it."""
    if isinstance(record, Area):
        parts = [area.id for area in structure.areas if record.id in area.part_of or area.id in record.parts]
        if parts:
            yield Fact("parts", field_words("parts"), names(structure, parts))


def _silent(record: Record, kind: str) -> Iterator[Fact]:
    for attribute in _ASKED_FOR.get(kind, ()):
        if getattr(record, attribute) in (None, "", (), "unknown"):
            yield Fact(attribute, field_words(attribute), UNKNOWN)


_ASKED_FOR = {
    "bodies": ("level", "lead", "appointed_by", "composition", "decides", "handles", "handles_list"),
    "seats": ("role", "represents", "held_by", "count"),
    "arrangements": ("levels",),
    "plans": ("required", "adopted", "adopted_by"),
    "inquiries": ("by", "decided_by"),
    "responsibilities": ("mode",),
}
"""The fields of which it matters to know that they are not known."""

_NOT_IN_ROWS = {"source", "status", "certainty"}
