"""What documents list becomes raw records; what folders declare becomes records, each id once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from civo.errors import Problem
from civo.loading.loaded import Loaded
from civo.loading.raw import Origin, Path_, Reading
from civo.loading.validating import validated
from civo.loading.yaml_files import ReadYaml
from civo.records import KINDS
from civo.words import Text, nearest


def add_records(reading: Reading, file: int, read: ReadYaml, listed: Mapping[str, Any], under: Path_ = ()) -> None:
    """Keeps the records that a document lists by their kind, under the path."""
    locator = reading.files[file].locator
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


def take_in(reading: Reading, loaded: Loaded) -> None:
    """Validates what one folder declares and adds it to what is loaded."""
    for kind in KINDS:
        if kind not in reading.records:
            continue
        into = loaded.records.setdefault(kind, [])
        for record, origin in validated(reading, kind):
            record_id = record.id
            if record_id in loaded.origins:
                other = loaded.origins[record_id]
                span = reading.span(origin, ("id",))
                reading.problems.append(
                    Problem(
                        span.position, _SAME_ID.filled(id=record_id, where=str(loaded.place(other))), length=span.length
                    )
                )
                continue
            loaded.origins[record_id] = origin
            loaded.kinds[record_id] = kind
            into.append(record)
            if not record.source and kind != "sources" and (record_id, "source") not in reading.handed_down:
                where = reading.position(origin)
                reading.problems.append(Problem(where, _NO_SOURCE.filled(id=record_id), _SOURCE_FORM))
        del reading.records[kind]  # what is read next may have its place
    loaded.broken_ids |= reading.broken_ids
    loaded.handed_down |= reading.handed_down
    loaded.unread |= reading.unread


_NO_KIND = Text("”{kind}” är ingen sorts post", '"{kind}" is not a kind of record')
_NOT_RECORDS = Text("{kind} ska vara en lista av poster med fält", "{kind} has to be a list of records with fields")
_SAME_ID = Text("id ”{id}” finns redan: {where}", 'the id "{id}" is taken: {where}')
_NO_SOURCE = Text("posten ”{id}” saknar källa", 'the record "{id}" has no source')
_SOURCE_FORM = Text("source: {in: källans-id, at: plats}", "source: {in: the-source, at: place}")
