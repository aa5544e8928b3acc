"""Raw records -> records: ids and places filled in, each kind validated in one go, every problem kept."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from civo.errors import Problem
from civo.fields import OneOrMore
from civo.loading.messages import problems_of
from civo.loading.raw import Origin, Path_, RawRecords, Reading, Span
from civo.records import KINDS, Record
from civo.words import Text, folded

NAMELESS = frozenset(
    {
        "seats",
        "coverages",
        "responsibilities",
        "absences",
        "relations",
        "inquiries",
        "remarks",
        "counts",
        "accepted_gaps",
        "changes",
    }
)
"""Kinds whose records may leave out their id; they get one from their place in the files."""


@cache
def list_columns(kind: str) -> frozenset[str]:
    """The columns of a table of this kind whose cells may hold several values."""
    return frozenset(_list_columns(KINDS[kind], ""))


def _list_columns(model: type[BaseModel], prefix: str) -> list[str]:
    found: list[str] = []
    for name, info in model.model_fields.items():
        column = f"{prefix}{info.alias or name}"
        inner = _inner_model(info.annotation)
        if inner:
            found += _list_columns(inner, f"{column}.")
        elif OneOrMore in info.metadata or _is_list_alias(info.annotation):
            found.append(column)
    return found


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, BaseModel) else None
    for part in getattr(annotation, "__args__", ()):
        if found := _inner_model(part):
            return found
    return None


def _is_list_alias(annotation: Any) -> bool:
    return getattr(annotation, "__origin__", None) is tuple


def prepare(reading: Reading, prefix: str, taken: Container[str] = ()) -> None:
    """Takes seats out of bodies and gives every record that may be nameless an id that is not taken."""
    bodies = reading.records.get("bodies", RawRecords())
    for data, origin in zip(bodies.data, bodies.origins, strict=True):
        if "seats" in data:
            _take_seats(reading, data, origin)
    sources = {data["id"]: data.get("source") for data in bodies.data if isinstance(data.get("id"), str)}
    prefix = re.sub(r"[^a-z0-9]+", "-", folded(prefix)).strip("-") or "structure"
    for kind, raw in reading.records.items():
        if kind not in NAMELESS:
            continue
        counts: dict[str, int] = {}
        for data in raw.data:
            owner = f"{prefix}.{kind.replace('_', '-')}"
            if kind == "seats":
                owner = str(data.get("body", "seats"))
            number = counts.get(owner, 0) + 1
            while f"{owner}.{number}" in taken:
                number += 1
            counts[owner] = number
            if "id" not in data:
                data["id"] = f"{owner}.{number}"
                reading.handed_down.add((data["id"], "id"))
            if kind == "seats" and "source" not in data and owner in sources:
                reading.handed_down.add((str(data["id"]), "source"))
                if source := sources[owner]:
                    data["source"] = source


def _take_seats(reading: Reading, body: dict[str, Any], origin: Origin) -> None:
    seats = body.pop("seats")
    for n, seat in enumerate(seats if isinstance(seats, list) else [seats]):
        path = (*origin.path, "seats", n)
        if not isinstance(seat, dict):
            span = reading.span(origin, ("seats", n))
            reading.problems.append(Problem(span.position, _NOT_A_RECORD.filled(kind="seats"), length=span.length))
            continue
        if seat.setdefault("body", body.get("id", "")) != body.get("id", ""):
            span = reading.span(origin, ("seats", n, "body"))
            reading.problems.append(Problem(span.position, _OTHER_BODY, length=span.length))
            continue
        reading.add("seats", seat, Origin(origin.file, *reading.files[origin.file].mark(path, origin), path))


@cache
def _adapter(kind: str) -> TypeAdapter[list[Record]]:
    return TypeAdapter(list[KINDS[kind]])  # type: ignore[valid-type]


def validated(reading: Reading, kind: str) -> list[tuple[Record, Origin]]:
    """The records of a kind that are sound, with their origins; the others' problems are added."""
    raw = reading.records.get(kind)
    if raw is None:
        return []
    adapter = _adapter(kind)
    try:
        return list(zip(adapter.validate_python(raw.data, context={}), raw.origins, strict=True))
    except ValidationError as wrong:
        bad: dict[int, list[Any]] = {}
        for error in wrong.errors():
            n, *path = error["loc"]
            assert isinstance(n, int)
            mine = bad.setdefault(n, [])
            if (str(raw.data[n].get("id")), path[0] if path else "") not in reading.handed_down:
                mine.append({**error, "loc": tuple(path)})
    for n, errors in bad.items():
        origin = raw.origins[n]

        def span(path: Path_, key: bool, origin: Origin = origin) -> Span:
            return reading.span(origin, path, key=key)

        reading.problems.extend(problems_of(errors, KINDS[kind], span))
    good = [n for n in range(len(raw.data)) if n not in bad]
    records = adapter.validate_python([raw.data[n] for n in good], context={})
    return list(zip(records, [raw.origins[n] for n in good], strict=True))


def changed(record: Record, kind: str, fields: Mapping[str, object]) -> Record:
    """The record with other values in some fields, named as files name them. Raises pydantic's ValidationError."""
    model = KINDS[kind]
    written = {info.alias or name: getattr(record, name) for name, info in model.model_fields.items()}
    return _adapter(kind).validate_python([{**written, **fields}], context={})[0]


_OTHER_BODY = Text("platsen står i ett organ men anger ett annat", "the seat stands in one body but names another")
_NOT_A_RECORD = Text("varje post i {kind} ska ha fält", "each record in {kind} has to have fields")
