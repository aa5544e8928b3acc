"""What the file readers hand on: records as plain dicts, each with the place it was declared."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, Protocol, cast, overload

from civo.errors import Problem
from civo.positions import Position
from civo.records import Record

Key = str | int
Path_ = tuple[Key, ...]
Row = tuple[dict[str, Any], int]
"""A record as a row of a table tells it, and the line on which the row begins."""
AT_ONCE = 5_000
"""How many rows of a table are there as plain dicts at one time."""
MOST_SHARED = 100_000
"""How many values that rows may have in common are kept before they are forgotten: most stand near each other."""


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


def declare(record: Record, origin: Origin) -> None:
    """Keeps with a record where it was declared; of a row in a table, of which there may be very many, only a number."""
    in_table = origin.path == (origin.line,) and origin.column == 1
    _SET(record, origin.line * _MOST_FILES + origin.file if in_table else origin)


def declare_rows(records: Iterable[Record], rows: Rows) -> None:
    """Keeps with each of many records the row in which it was declared."""
    for record, line in zip(records, rows.lines, strict=True):
        _SET(record, line * _MOST_FILES + rows.file)


def origin_of(record: Record) -> Origin:
    """Where a record was declared."""
    kept = record._declared
    if isinstance(kept, int):
        line, file = divmod(kept, _MOST_FILES)
        return Origin(file, line, 1, (line,))
    assert isinstance(kept, Origin)
    return kept


def file_of(record: Record) -> int:
    """The number of the file alone, which is what is asked most."""
    kept = record._declared
    return kept % _MOST_FILES if isinstance(kept, int) else cast("Origin", kept).file


def of_one_reading(one: Record, other: Record) -> bool:
    """Whether two records, or what they are copies of, come from one and the same reading of a file."""
    return one._declared is other._declared


_SET: Callable[[Record, object], None] = vars(Record)["_declared"].__set__
_MOST_FILES = 1 << 20


@dataclass(frozen=True, slots=True)
class Rows(Sequence[Origin]):
    """Where the records of a table were declared: each on its line of one file."""

    file: int
    lines: list[int]

    @overload
    def __getitem__(self, n: int) -> Origin: ...
    @overload
    def __getitem__(self, n: slice) -> Rows: ...
    def __getitem__(self, n: int | slice) -> Origin | Rows:
        if isinstance(n, slice):
            return Rows(self.file, self.lines[n])
        line = self.lines[n]
        return Origin(self.file, line, 1, (line,))

    def __len__(self) -> int:
        return len(self.lines)


class Batch(NamedTuple):
    """Some records of one kind; `data` and `origins` run in parallel. `shared` keeps what several rows say alike."""

    data: list[dict[str, Any]]
    origins: Sequence[Origin]
    shared: dict[Any, Any]


class Table(NamedTuple):
    """The rows of a table, read as they are asked for; `before` is how many records of documents come before them."""

    before: int
    file: int
    rows: Iterator[Row]


@dataclass(slots=True)
class RawRecords:
    """The records of one kind: those of documents (`data` and `origins` run in parallel), and tables yet to be read."""

    data: list[dict[str, Any]] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def batches(self) -> Iterator[Batch]:
        """All of them, once, in the order of the files."""
        done = 0
        for table in self.tables:
            if table.before > done:
                yield Batch(self.data[done : table.before], self.origins[done : table.before], {})
                done = table.before
            shared: dict[Any, Any] = {}
            while rows := list(islice(table.rows, AT_ONCE)):
                if len(shared) > MOST_SHARED:
                    shared.clear()
                yield Batch([data for data, _ in rows], Rows(table.file, [n for _, n in rows]), shared)
        if done < len(self.data):
            yield Batch(self.data[done:], self.origins[done:], {})


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

    `files` are those of all folders so far, which origins count through. `prefix` begins the ids of nameless records, `taken`
    are ids that others have.
    `broken_ids` are declared in a way that cannot be used; `unread` tells that others may be, in what could not be read.
    `handed_down` pairs ids with fields whose values come from another record, at which their faults are reported.
    `sources` are what the bodies met so far say of theirs, for their seats.
    """

    files: list[ReadFile]
    prefix: str = ""
    taken: Container[str] = ()
    records: dict[str, RawRecords] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    broken_ids: set[str] = field(default_factory=set)
    handed_down: set[tuple[str, str]] = field(default_factory=set)
    sources: dict[str, Any] = field(default_factory=dict)
    unread: bool = False

    def add(self, kind: str, data: dict[str, Any], origin: Origin) -> None:
        """Keep one record."""
        if (into := self.records.get(kind)) is None:
            into = self.records[kind] = RawRecords()
        into.data.append(data)
        into.origins.append(origin)

    def add_table(self, kind: str, file: int, rows: Iterator[Row]) -> None:
        """Keep a table whose rows are records."""
        into = self.records.setdefault(kind, RawRecords())
        into.tables.append(Table(len(into.data), file, rows))

    def span(self, origin: Origin, path: Path_ = (), *, key: bool = False) -> Span:
        """Where a value (or a key) inside a record stands."""
        locator = self.files[origin.file].locator
        full = (*origin.path, *path)
        return locator.key(full) if key else locator.value(full)

    def position(self, origin: Origin) -> Position:
        """Where a record begins, without reading its file again."""
        return Position(self.files[origin.file].shown, origin.line, origin.column)
