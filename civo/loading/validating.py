"""Raw records -> records: ids and places filled in, each kind validated in one go, every problem kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from civo.errors import Problem
from civo.fields import OneOrMore, is_id
from civo.loading.messages import problems_of
from civo.loading.raw import Batch, Origin, Path_, Reading, Span
from civo.models import Model
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


def _list_columns(model: type[Model], prefix: str) -> list[str]:
    found: list[str] = []
    for name, info in model.model_fields.items():
        column = f"{prefix}{info.alias or name}"
        inner = _inner_model(info.annotation)
        if inner:
            found += _list_columns(inner, f"{column}.")
        elif OneOrMore in info.metadata or _is_list_alias(info.annotation):
            found.append(column)
    return found


def _inner_model(annotation: Any) -> type[Model] | None:
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, Model) else None
    for part in getattr(annotation, "__args__", ()):
        if found := _inner_model(part):
            return found
    return None


def _is_list_alias(annotation: Any) -> bool:
    return getattr(annotation, "__origin__", None) is tuple


def prepared(reading: Reading, kind: str) -> Iterator[Batch]:
    """The records of a kind, with seats taken out of bodies, and an id that is not taken for every one that may be nameless.

    Bodies have to be asked for before seats.
    """
    counts: dict[str, int] = {}
    prefix = re.sub(r"[^a-z0-9]+", "-", folded(reading.prefix)).strip("-") or "structure"
    for batch in reading.records[kind].batches():
        if kind == "bodies":
            for data, origin in zip(batch.data, batch.origins, strict=True):
                if "seats" in data:
                    _take_seats(reading, data, origin)
                if isinstance(data.get("id"), str):
                    reading.sources[data["id"]] = data.get("source")
        if kind in NAMELESS:
            _give_ids(reading, kind, batch, f"{prefix}.{kind.replace('_', '-')}", counts)
        yield batch


def _give_ids(reading: Reading, kind: str, batch: Batch, owner: str, counts: dict[str, int]) -> None:
    """Counts the records of each owner; a seat's is its body, from which it also takes its source if it has none.

    A body that is not told by an id gives none: that it does not exist is told where it stands.
    """
    sources, nameless = reading.sources, owner
    for data in batch.data:
        if kind == "seats":
            body = data.get("body")
            owner = body if isinstance(body, str) and is_id(body) else nameless
        number = counts.get(owner, 0) + 1
        while reading.taken and f"{owner}.{number}" in reading.taken:
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


def validated(reading: Reading, kind: str) -> Iterator[tuple[list[Record], Sequence[Origin]]]:
    """The records of a kind that are sound, some at a time, with their origins; the others' problems are added."""
    for batch in prepared(reading, kind):
        yield _validated(reading, kind, batch)


def _validated(reading: Reading, kind: str, batch: Batch) -> tuple[list[Record], Sequence[Origin]]:
    adapter = _adapter(kind)
    try:
        return adapter.validate_python(batch.data, context=batch.shared), batch.origins
    except ValidationError as wrong:
        bad: dict[int, list[Any]] = {}
        for error in wrong.errors():
            n, *path = error["loc"]
            assert isinstance(n, int)
            mine = bad.setdefault(n, [])
            if (str(batch.data[n].get("id")), path[0] if path else "") not in reading.handed_down:
                mine.append({**error, "loc": tuple(path)})
    reading.broken_ids |= {str(data.get("id", "")) for data in batch.data}
    for n, errors in bad.items():
        origin = batch.origins[n]

        def span(path: Path_, key: bool, origin: Origin = origin) -> Span:
            return reading.span(origin, path, key=key)

        reading.problems.extend(problems_of(errors, KINDS[kind], span))
    good = [n for n in range(len(batch.data)) if n not in bad]
    records = adapter.validate_python([batch.data[n] for n in good], context=batch.shared)
    return records, [batch.origins[n] for n in good]


def changed(record: Record, kind: str, fields: Mapping[str, object]) -> Record:
    """The record with other values in some fields, named as files name them. Raises pydantic's ValidationError."""
    model = KINDS[kind]
    written = {info.alias or name: getattr(record, name) for name, info in model.model_fields.items()}
    return _adapter(kind).validate_python([{**written, **fields}], context={})[0]


_OTHER_BODY = Text("platsen står i ett organ men anger ett annat", "the seat stands in one body but names another")
_NOT_A_RECORD = Text("varje post i {kind} ska ha fält", "each record in {kind} has to have fields")
