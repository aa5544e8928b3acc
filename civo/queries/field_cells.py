"""What a record's fields say, in the reader's words: ids as names, values as words, nested records in a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from civo.answers import Cell, Fact
from civo.dates import Period
from civo.field_words import field_words
from civo.loading.references import references
from civo.models import Model
from civo.queries.common import CERTAINTY, SOURCE, UNKNOWN, source_cell
from civo.records import KINDS, Record
from civo.rotation import ByOrder, ByTerm
from civo.selectors import Selector
from civo.structure import Structure
from civo.terms import said_term
from civo.words import Text


def record_facts(structure: Structure, record: Record, kind: str) -> Iterator[Fact]:
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
            field_cell(structure, value, attribute in id_fields),
        )
    if record.same_as:
        yield Fact("same_as", field_words("same_as"), same_as_cell(structure, record))
    if record.note.sv:
        yield Fact("note", field_words("note"), record.note)
    yield Fact("source", SOURCE.heading, source_cell(structure, record))


def same_as_cell(structure: Structure, record: Record) -> Cell:
    """What may be the same as the record, and how surely."""
    told = ((structure.name(same.id), CERTAINTY[same.certainty]) for same in record.same_as)
    return tuple(Text(f"{name.sv} ({how.sv})", f"{name.en or name.sv} ({how.en})") for name, how in told)


def field_cell(structure: Structure, value: Any, is_id: bool) -> Cell:
    """The value of a field: the name of what it names, where it is an id, else the word for it."""
    if isinstance(value, Text):
        return value
    if isinstance(value, Selector):
        return structure.selector_name(value)
    if isinstance(value, bool):
        return Text("ja", "yes") if value else Text("nej", "no")
    if isinstance(value, (Period, int)):
        return str(value)
    if isinstance(value, str):
        return structure.name(value) if is_id else field_words(value)
    if isinstance(value, tuple):
        parts: list[Text | str] = []
        for item in value:
            cell = field_cell(structure, item, is_id)
            parts += cell if isinstance(cell, tuple) else [cell if isinstance(cell, Text) else str(cell)]
        return tuple(parts)
    if isinstance(value, dict):
        return tuple(f"{key} {text}" for key, text in value.items())
    return _nested(structure, value)


def _nested(structure: Structure, value: Any) -> Cell:
    """A nested record, such as a tenure, in a line."""
    parts_sv, parts_en = [], []
    model: type[Model] = type(value)
    for attribute, info in model.model_fields.items():
        inner = getattr(value, attribute)
        silent = not inner and attribute in _ASKED_FOR_INSIDE
        if attribute == "source" or (not silent and (not inner or inner == info.default)):
            continue
        is_id = any(r.steps[-1].attribute == attribute for r in references(model))
        cell = UNKNOWN if silent else said_term(inner) if attribute == "term" else field_cell(structure, inner, is_id)
        heading = field_words(info.alias or attribute)
        parts_sv.append(f"{heading.sv} {flat(cell, 'sv')}")
        parts_en.append(f"{heading.en} {flat(cell, 'en')}")
    if how := _INFERRED.get(model):
        parts_sv.append(how.sv)
        parts_en.append(how.en)
    return Text(", ".join(parts_sv), ", ".join(parts_en))


def flat(cell: Cell, language: Any) -> str:
    """A cell as a text in one language."""
    if isinstance(cell, tuple):
        return ", ".join(flat(part, language) for part in cell)
    return cell.in_language(language) if isinstance(cell, Text) else str(cell)


_ASKED_FOR_INSIDE = {"order", "term"}

_INFERRED: dict[type[Model], Text] = {
    ByOrder: Text("enligt turordningen", "by the declared order"),
    ByTerm: Text("slutet enligt periodens längd", "the end by the length of a term"),
}
"""What is not told of a tenure."""

_KEYS = {("organizations", "kind"): "organization_kind"}
"""Keys that are not the field's name, since `kind` is the record's own kind."""

_COMMON = {"note", "id", "source", "publicity", "same_as", "name", "parts"}
