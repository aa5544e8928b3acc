"""A record of each side -> what differs, field by field; and a record as readers are told of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from civo.answers import Cell
from civo.comparing.matching import field_value, id_fields
from civo.differences import FieldChange, Item
from civo.field_words import field_words
from civo.kind_words import KIND_WORDS
from civo.queries.common import holder_cell
from civo.queries.field_cells import field_cell, flat, record_facts, same_as_cell
from civo.records import KINDS, Record, Seat, Tenure
from civo.seats.claims import holders
from civo.seats.declared import speaks_for, tenures
from civo.structure import Structure
from civo.words import Text, joined


def item(structure: Structure, kind: str, record: Record, *, telling: bool = False) -> Item:
    """A record as readers are told of it; `telling`: with what it says."""
    return Item(
        kind,
        record.id,
        name_of(structure, kind, record),
        str(structure.loaded.position(record.id)),
        structure.places(record),
        tuple(_lines(structure, kind, record)) if telling else (),
        record.body if isinstance(record, Seat) else "",
    )


def _lines(structure: Structure, kind: str, record: Record) -> Iterator[Text]:
    for fact in record_facts(structure, record, kind):
        if fact.key not in ("source", "note", "body"):
            heading = fact.heading
            yield Text(f"{heading.sv}: {flat(fact.value, 'sv')}", f"{heading.en}: {flat(fact.value, 'en')}")


def name_of(structure: Structure, kind: str, record: Record) -> Text:
    """A record's name; of a statement without one, what it is about: "Rådet – kommunchef"."""
    if record.name.sv or kind not in _TOLD_BY:
        return record.label
    if isinstance(record, Seat) and not (record.role or speaks_for(structure, record)):
        held = joined(structure.name(o) for o in dict.fromkeys(tenure.organization for tenure in tenures(record)))
        body = structure.name(record.body)
        return (
            Text(f"{body.sv} – {held.sv}", f"{body.en or body.sv} – {held.en}") if held.sv else _SEAT.filled(body=body)
        )
    cells = [cell for attribute in _TOLD_BY[kind] if (cell := _cell(structure, kind, record, attribute))]
    return Text(" – ".join(flat(c, "sv") for c in cells), " – ".join(flat(c, "en") for c in cells))


_SOURCE = Text("källa", "source")
_SEAT = Text("{body} – en plats", "{body} – a seat")
_TOLD_BY = {
    "seats": ("body", "role", "represents"),
    "coverages": ("issue", "by"),
    "responsibilities": ("who", "issue"),
    "absences": ("who", "level", "body"),
    "relations": ("who", "does", "what"),
    "inquiries": ("about", "state"),
    "remarks": ("about", "type"),
    "counts": ("of", "number"),
    "accepted_gaps": ("rule", "subjects"),
    "changes": ("date",),
}
"""The fields that tell which statement it is."""


def _cell(structure: Structure, kind: str, record: Record, attribute: str) -> Cell:
    """What a field says; None where it is silent."""
    value = getattr(record, attribute)
    if value is None or value in ("", ()) or value == Text(""):
        return None
    if attribute == "source":
        return structure.places(record)
    if attribute == "same_as":
        return same_as_cell(structure, record)
    return field_cell(structure, value, attribute in id_fields(KINDS[kind]))


def field_changes(
    before: Structure, old: Record, after: Structure, new: Record, kind: str, mapped: Mapping[str, str]
) -> tuple[FieldChange, ...]:
    """The fields in which two records of one thing differ, in the order in which they are declared; not the id.

    Of a seat, who holds it at each date, and then what the files say of each tenure. A name that differs is told apart.
    """
    changes: list[FieldChange] = []
    if old is not new and not (old == new and not mapped):
        model = KINDS[kind]
        for attribute, info in model.model_fields.items():
            was, now = getattr(old, attribute), getattr(new, attribute)
            if attribute in ("id", "held_by") or was == now or _handed_down(before, old, after, new, attribute):
                continue
            if field_value(model, attribute, was, mapped) != field_value(model, attribute, now, {}):
                key = info.alias or attribute
                cells = _cell(before, kind, old, attribute), _cell(after, kind, new, attribute)
                if cells[0] == cells[1]:  # they differ in what is not told of otherwise
                    cells = _plainly(was), _plainly(now)
                changes.append(FieldChange(key, _SOURCE if key == "source" else field_words(key), *cells))
    if isinstance(old, Seat) and isinstance(new, Seat) and (tenures(old) or tenures(new)):
        changes += _holding(before, old, after, new, mapped)
    return tuple(changes)


def _handed_down(before: Structure, old: Record, after: Structure, new: Record, attribute: str) -> bool:
    """Whether both have the value from another record, at which it is told that it differs."""
    return (old.id, attribute) in before.loaded.handed_down and (new.id, attribute) in after.loaded.handed_down


def _plainly(value: Any) -> Cell:
    """A value as a file writes it, where the words for two that differ are the same."""
    if isinstance(value, tuple):
        return tuple(text for part in value if (text := str(_plainly(part) or "")))
    terms = getattr(value, "terms", None)
    if terms is not None:
        return f"{value.at}: {', '.join(terms)}"
    if isinstance(value, Text):
        return f"{value.sv} / {value.en}" if value.en else value.sv
    return None if value is None else str(value)


def holders_in_doubt(before: Structure, old: Record, after: Structure, new: Record, mapped: Mapping[str, str]) -> bool:
    """Whether those who hold a seat on the one side are those who may hold it on the other: nobody is known to have left."""
    assert isinstance(old, Seat) and isinstance(new, Seat)
    was = {mapped.get(t.organization, t.organization) for t, _ in holders(before, old)}
    return was == {t.organization for t, _ in holders(after, new)}


def _holding(
    before: Structure, old: Seat, after: Structure, new: Seat, mapped: Mapping[str, str]
) -> Iterator[FieldChange]:
    """Who holds the seat at each date; and tenures that differ in the files, but for those that this has told of."""
    was = {(mapped.get(t.organization, t.organization), truth) for t, truth in holders(before, old)}
    now = {(t.organization, truth) for t, truth in holders(after, new)}
    if was != now:
        cells = holder_cell(before, old), holder_cell(after, new)
        if cells[0] != cells[1]:  # one who may have had it is as unknown as nobody
            yield FieldChange("holder", field_words("held_by"), *cells)
    if tenures(old) == tenures(new):
        return
    told = {organization for organization, _ in was ^ now}
    renamed = {was: now for was, now in mapped.items() if was not in after.loaded.by_id}
    before_told, after_told = _tenures(old, renamed), _tenures(new, {})
    for key in dict.fromkeys((*before_told, *after_told)):
        ended, begun = before_told.get(key), after_told.get(key)
        if (ended and begun and _bounds(ended) != _bounds(begun)) or (not (ended and begun) and key[0] not in told):
            tenure = begun or ended
            assert tenure is not None
            holder = (after if begun else before).name(tenure.organization)
            heading = Text(f"innehav: {holder.sv}", f"tenure: {holder.en or holder.sv}")
            yield FieldChange(f"held_by.{tenure.organization}", heading, _time(ended), _time(begun))


def _tenures(seat: Seat, mapped: Mapping[str, str]) -> dict[tuple[str, int], Tenure]:
    """The tenures by who holds, and the how manieth time."""
    found: dict[tuple[str, int], Tenure] = {}
    for tenure in tenures(seat):
        organization = mapped.get(tenure.organization, tenure.organization)
        number = sum(known == organization for known, _ in found)
        found[organization, number] = tenure
    return found


def _bounds(tenure: Tenure) -> tuple[object, ...]:
    return tenure.start, tenure.end, tenure.observed


def _time(tenure: Tenure | None) -> Cell:
    """When somebody holds a seat; None for nobody."""
    if tenure is None:
        return None
    told = [
        (field_words("from"), tenure.start),
        (field_words("to"), tenure.end),
        (field_words("observed"), tenure.observed),
    ]
    said = [Text(f"{word.sv} {when}", f"{word.en} {when}") for word, when in told if when]
    if not said:
        return Text("utan datum", "without a date")
    return Text(", ".join(text.sv for text in said), ", ".join(text.en for text in said))


def kind_word(kind: str) -> Text:
    """The word for a kind of record."""
    return KIND_WORDS[kind].word
