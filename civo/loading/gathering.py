"""What documents list becomes raw records; what folders declare becomes records, each id once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from civo.errors import Problem
from civo.loading.loaded import Loaded
from civo.loading.messages import fields_at
from civo.loading.raw import Locator, Origin, Path_, Reading, Rows, declare, declare_rows
from civo.loading.validating import validated
from civo.loading.yaml_files import ReadYaml
from civo.records import KINDS, Record, Seat
from civo.words import Text, nearest


def add_records(reading: Reading, file: int, read: ReadYaml, listed: Mapping[str, Any], under: Path_ = ()) -> None:
    """Keeps the records that a document lists by their kind, under the path."""
    locator = reading.files[file].locator
    _empty_fields(reading, read, locator, under)
    for kind, records in listed.items():
        if kind not in KINDS:
            span = locator.key((*under, kind))
            reading.problems.append(
                Problem(
                    span.position,
                    _NO_KIND.filled(kind=kind),
                    Text(", ".join(KINDS)),
                    nearest(kind, KINDS) or "",
                    span.length,
                )
            )
            continue
        at = (*under, kind)
        for n, record in enumerate(records if isinstance(records, list) else [records]):
            if not isinstance(record, dict) or not isinstance(records, list):
                span = locator.value((*at, n) if isinstance(records, list) else at)
                if (*at, n) not in read.broken:
                    reading.problems.append(Problem(span.position, _NOT_RECORDS.filled(kind=kind), length=span.length))
                continue
            line, column = read.marks.get((*at, n), (0, 0))
            if (*at, n) in read.broken:
                reading.broken_ids.add(str(record.get("id", "")))
                continue
            reading.add(kind, record, Origin(file, line + 1, column + 1, (*at, n)))


def _empty_fields(reading: Reading, read: ReadYaml, locator: Locator, under: Path_) -> None:
    """A key without a value says nothing; one that names no field is a fault all the same: a name was cut in two."""
    depth = len(under)
    for path in read.empty:
        kind, below = path[depth : depth + 1], path[depth + 2 :]
        if not below or kind[0] not in KINDS or path[: depth + 2] in read.broken:
            continue
        model = KINDS[str(kind[0])]
        if kind == ("bodies",) and below[0] == "seats":
            model, below = KINDS["seats"], below[2:]
        known = fields_at(model, below[:-1]) if below else None
        name = str(below[-1]) if below else ""
        if known is None or name in known or (model is KINDS["bodies"] and below == ("seats",)):
            continue
        span = locator.key(path)
        message = _CUT_IN_TWO.filled(name=name)
        near = nearest(name, known) or ""
        reading.problems.append(Problem(span.position, message, Text(", ".join(known)), near, span.length))


def take_in(reading: Reading, loaded: Loaded) -> None:
    """Validates what one folder declares and adds it to what is loaded."""
    for kind in KINDS:
        if kind not in reading.records:
            continue
        into = loaded.records.setdefault(kind, [])
        for records, origins in validated(reading, kind):
            into += _kept(reading, loaded, kind, records, origins)
        del reading.records[kind]  # what is read next may have its place
    loaded.broken_ids |= reading.broken_ids
    loaded.handed_down |= reading.handed_down
    loaded.unread |= reading.unread


def _kept(
    reading: Reading, loaded: Loaded, kind: str, records: list[Record], origins: Sequence[Origin]
) -> list[Record]:
    """The records whose ids are not taken, once their origins and kind are known; without a source they are problems."""
    by_id = {record.id: record for record in records}
    if isinstance(origins, Rows) and len(by_id) == len(records) and by_id.keys().isdisjoint(loaded.by_id):
        declare_rows(records, origins)
        loaded.by_id.update(by_id)
    else:
        records = list(_first_of_their_ids(reading, loaded, zip(records, origins, strict=True)))
    for record in records:
        orphan = isinstance(record, Seat) and record.body not in loaded.by_id  # its body's own fault is told
        has_to_say = kind != "sources" and not orphan and (record.id, "source") not in reading.handed_down
        if has_to_say and not record.source:
            where = loaded.position(record.id)
            reading.problems.append(Problem(where, _NO_SOURCE.filled(id=record.id), _SOURCE_FORM))
    return records


def _first_of_their_ids(reading: Reading, loaded: Loaded, records: Iterable[tuple[Record, Origin]]) -> Iterator[Record]:
    for record, origin in records:
        if record.id in loaded.by_id:
            span = reading.span(origin, ("id",))
            message = _SAME_ID.filled(id=record.id, where=str(loaded.position(record.id)))
            reading.problems.append(Problem(span.position, message, length=span.length))
        else:
            declare(record, origin)
            loaded.by_id[record.id] = record
            yield record


_CUT_IN_TWO = Text(
    "fältet ”{name}” finns inte här, och har inget värde: sätt citattecken om ett namn som har ett komma eller kolon",
    'there is no field "{name}" here, and it has no value: put quotes around a name that has a comma or a colon',
)
_NO_KIND = Text("”{kind}” är ingen sorts post", '"{kind}" is not a kind of record')
_NOT_RECORDS = Text("{kind} ska vara en lista av poster med fält", "{kind} has to be a list of records with fields")
_SAME_ID = Text("id ”{id}” finns redan: {where}", 'the id "{id}" is taken: {where}')
_NO_SOURCE = Text("posten ”{id}” saknar källa", 'the record "{id}" has no source')
_SOURCE_FORM = Text("source: {in: källans-id, at: plats}", "source: {in: the-source, at: place}")
