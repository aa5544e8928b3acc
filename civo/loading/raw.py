"""What the file readers hand on: records as plain dicts, each with the place it was declared."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from civo.errors import Problem
from civo.positions import Position

Key = str | int
Path_ = tuple[Key, ...]


class Span(NamedTuple):
    """A place in a file and how many characters it takes up."""

    position: Position
    length: int = 1


class Locator(Protocol):
    """Finds values in a file again, with every position; asked only when there is a problem to show."""

    def value(self, path: Path_) -> Span:
        """Where the value at the path stands, or the nearest thing around it."""

    def key(self, path: Path_) -> Span:
        """Where the key at the path stands."""


class Origin(NamedTuple):
    """Where a record was declared: which file (by number), line, column, and the path to it inside the file."""

    file: int
    line: int
    column: int
    path: Path_


@dataclass(slots=True)
class RawRecords:
    """The records of one kind, as read; `data` and `origins` run in parallel."""

    data: list[dict[str, Any]] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)


@dataclass(slots=True)
class ReadFile:
    """One file that was read: its name as shown to people, its layer, its locator."""

    path: Path
    shown: str
    layer: str
    locator: Locator
    marks: dict[Path_, tuple[int, int]] = field(default_factory=dict)

    def mark(self, path: Path_, otherwise: Origin) -> tuple[int, int]:
        """Line and column (from 1) of the record at the path, known from the first reading."""
        if found := self.marks.get(path):
            return found[0] + 1, found[1] + 1
        return otherwise.line, otherwise.column


@dataclass(slots=True)
class Reading:
    """Everything read of one folder, in the order of the files, with the problems met.

    `files` are those of all folders so far, which origins count through.
    `broken_ids` are declared in a way that cannot be used; `unread` tells that others may be, in what could not be read.
    `handed_down` pairs ids with fields whose values come from another record, at which their faults are reported.
    """

    files: list[ReadFile]
    records: dict[str, RawRecords] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    broken_ids: set[str] = field(default_factory=set)
    handed_down: set[tuple[str, str]] = field(default_factory=set)
    unread: bool = False

    def add(self, kind: str, data: dict[str, Any], origin: Origin) -> None:
        """Keep one record."""
        if (into := self.records.get(kind)) is None:
            into = self.records[kind] = RawRecords()
        into.data.append(data)
        into.origins.append(origin)

    def span(self, origin: Origin, path: Path_ = (), *, key: bool = False) -> Span:
        """Where a value (or a key) inside a record stands."""
        locator = self.files[origin.file].locator
        full = (*origin.path, *path)
        return locator.key(full) if key else locator.value(full)

    def position(self, origin: Origin) -> Position:
        """Where a record begins, without reading its file again."""
        return Position(self.files[origin.file].shown, origin.line, origin.column)
