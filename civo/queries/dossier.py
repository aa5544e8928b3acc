"""All that is known of one thing: what its record says, and every record that names it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from civo.answers import Cell, Column, Fact, Table
from civo.dates import Period
from civo.field_words import field_words
from civo.kind_words import KIND_WORDS
from civo.loading.references import named, references
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
from civo.records import KINDS, Area, Record
from civo.rotation import ByOrder, ByTerm
from civo.selectors import Selector
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
        *_facts(structure, record, kind),
        *_parts(structure, record),
        *_silent(record, kind),
    ]
    rows = [
        (
            KIND_WORDS[other_kind].word,
            other.name if other.name.sv else "",
            other.id,
            structure.loaded.layer_of(other.id),
            tuple(
                Text(f"{f.heading.sv}: {_flat(f.value, 'sv')}", f"{f.heading.en}: {_flat(f.value, 'en')}")
                for f in _facts(structure, other, other_kind)
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
_ASKED_FOR_INSIDE = {"order", "term"}

_INFERRED: dict[type[BaseModel], Text] = {
    ByOrder: Text("enligt turordningen", "by the declared order"),
    ByTerm: Text("slutet enligt periodens längd", "the end by the length of a term"),
}
"""What is not told of a tenure."""

_KEYS = {("organizations", "kind"): "organization_kind"}
"""Keys that are not the field's name, since `kind` is the record's own kind."""

_NOT_IN_ROWS = {"source", "status", "certainty"}
_COMMON = {"note", "id", "source", "publicity", "same_as", "name", "parts"}


def _facts(structure: Structure, record: Record, kind: str) -> Iterator[Fact]:
    """The filled fields of a record, with ids as names."""
    defaults = KINDS[kind].model_fields
    id_fields = {reference.steps[0].attribute for reference in references(KINDS[kind])}
    for attribute, info in defaults.items():
        value = getattr(record, attribute)
        if attribute in _COMMON or not value or value == info.default:
            continue
        yield Fact(
            _KEYS.get((kind, attribute)) or info.alias or attribute,
            field_words(info.alias or attribute),
            _cell(structure, value, attribute in id_fields),
        )
    if record.same_as:
        same = tuple(
            Text(f"{name.sv} ({how.sv})", f"{name.en or name.sv} ({how.en})")
            for name, how in ((structure.name(s.id), CERTAINTY[s.certainty]) for s in record.same_as)
        )
        yield Fact("same_as", field_words("same_as"), same)
    if record.note.sv:
        yield Fact("note", field_words("note"), record.note)
    yield Fact("source", SOURCE.heading, source_cell(structure, record))


def _cell(structure: Structure, value: Any, is_id: bool) -> Cell:
    if isinstance(value, Text):
        return value
    if isinstance(value, Selector):
        return structure.selector_name(value)
    if isinstance(value, bool):
        return Text("ja", "yes")
    if isinstance(value, (Period, int)):
        return str(value)
    if isinstance(value, str):
        return structure.name(value) if is_id else field_words(value)
    if isinstance(value, tuple):
        parts: list[Text | str] = []
        for item in value:
            cell = _cell(structure, item, is_id)
            parts += cell if isinstance(cell, tuple) else [cell if isinstance(cell, Text) else str(cell)]
        return tuple(parts)
    if isinstance(value, dict):
        return tuple(f"{key} {text}" for key, text in value.items())
    return _nested(structure, value)


def _nested(structure: Structure, value: Any) -> Cell:
    """A nested record, such as a tenure, in a line."""
    parts_sv, parts_en = [], []
    model: type[BaseModel] = type(value)
    for attribute, info in model.model_fields.items():
        inner = getattr(value, attribute)
        silent = not inner and attribute in _ASKED_FOR_INSIDE
        if attribute == "source" or (not silent and (not inner or inner == info.default)):
            continue
        is_id = any(r.steps[-1].attribute == attribute for r in references(model))
        cell = UNKNOWN if silent else _cell(structure, inner, is_id)
        heading = field_words(info.alias or attribute)
        parts_sv.append(f"{heading.sv} {_flat(cell, 'sv')}")
        parts_en.append(f"{heading.en} {_flat(cell, 'en')}")
    if how := _INFERRED.get(model):
        parts_sv.append(how.sv)
        parts_en.append(how.en)
    return Text(", ".join(parts_sv), ", ".join(parts_en))


def _flat(cell: Cell, language: Any) -> str:
    if isinstance(cell, tuple):
        return ", ".join(_flat(part, language) for part in cell)
    return cell.in_language(language) if isinstance(cell, Text) else str(cell)
