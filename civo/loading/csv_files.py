"""CSV tables: the same kinds and fields as YAML, one record a row, with dots for nesting and | between list items.

Comma, semicolon or tab separates; the header tells which. A file `seats.csv` or `seats.2023.csv` holds seats.
"""

from __future__ import annotations

import csv
import io
import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from operator import itemgetter
from typing import Any

from civo.errors import Problem
from civo.loading.raw import Path_, Row, Span
from civo.loading.text_files import words_of
from civo.positions import Position
from civo.words import Text

_SEPARATORS = ",;\t"
_MOST_VALUES = 50_000
_GUARDED = re.compile(r"'+[=+\-@]")
"""A cell that outputs.as_csv guarded from being taken for a formula."""


def separator_of(text: str) -> str:
    """The separator of a table, judged from its header line."""
    header = text[: text.find("\n")] if "\n" in text else text
    return max(_SEPARATORS, key=header.count)


def read_csv(
    text: str | Iterable[str],
    shown: str,
    lists: frozenset[str],
    problems: list[Problem],
    unread: set[str],
    locator: CsvLocator | None = None,
) -> Iterator[Row]:
    """Each row of a table, given whole or by its lines, as a nested dict of its filled cells, with its first line.

    `lists` names the columns whose cells hold several values. An apostrophe that guards a formula is taken off.
    A row with more cells than the header is a problem and left out: nobody knows which cell belongs where. The words of
    what is left out, any of which may be a declared id, are added to `unread`.
    """
    lines = iter(io.StringIO(text, newline="") if isinstance(text, str) else text)
    first = next(lines, "")
    locator = locator or CsvLocator(text if isinstance(text, str) else first, shown)
    rows = csv.reader(chain([first], lines), delimiter=separator_of(first), strict=True)
    line = 1
    try:
        header = [name.strip() for name in next(rows, [])]
        if not _header_is_sound(header, locator, problems):
            unread.update(words_of(locator.text()))
            return
        record = _record_reader(header, lists)
        width = len(header)
        line = rows.line_num + 1
        for row in rows:
            if len(row) > width and any(cell.strip() for cell in row[width:]):
                problems.append(Problem(Position(shown, line), _TOO_WIDE.filled(cells=len(row), columns=width)))
                unread.update(word for cell in row for word in words_of(cell))
            elif any(row):
                row += [""] * (width - len(row))
                yield record(row), line
            line = rows.line_num + 1
    except csv.Error as wrong:
        what = next((words for said, words in _CSV_WORDS.items() if said in str(wrong)), Text(str(wrong)))
        problems.append(Problem(Position(shown, line), _BROKEN.filled(what=what)))
        unread.update(words_of(locator.text()))


def _record_reader(header: list[str], lists: frozenset[str]) -> Callable[[list[str]], dict[str, Any]]:
    """What makes a nested dict of the filled cells of a row.

    What cells stand for is made once for all rows that have the same.
    """
    columns: dict[str, list[int]] = {}
    for n, name in enumerate(header):
        if name:
            columns.setdefault(name.partition(".")[0], []).append(n)
    nested = {name: places for name, places in columns.items() if header[places[0]] != name}
    plain = [(n, name, _Cells(name in lists, name != "id")) for name, (n, *_) in columns.items() if name not in nested]
    below = [(name, _cells(places), _Nested([header[n] for n in places], lists)) for name, places in nested.items()]

    def record(row: list[str]) -> dict[str, Any]:
        told = {name: value for n, name, values in plain if (cell := row[n]) and (value := values[cell])}
        for name, cells, values in below:
            if value := values[cells(row)]:
                told[name] = value
        return told

    return record


def _cells(places: list[int]) -> Callable[[list[str]], tuple[str, ...]]:
    """What takes the cells in these places from a row."""
    return itemgetter(*places) if len(places) > 1 else lambda row: (row[places[0]],)


class _Cells(dict[str, Any]):
    """The value of each cell of a column; where there are very many different ones, they are forgotten from time to time."""

    def __init__(self, is_list: bool, remembers: bool = True) -> None:
        super().__init__()
        self._is_list = is_list
        self._remembers = remembers

    def __missing__(self, cell: str) -> str | list[str]:
        told = cell.strip()
        if told.startswith("'") and _GUARDED.match(told):
            told = told[1:].strip()
        value = [part.strip() for part in told.split("|")] if self._is_list and "|" in told else told
        if len(self) >= _MOST_VALUES:
            self.clear()
        if self._remembers:
            self[cell] = value
        return value


class _Nested(dict[tuple[str, ...], dict[str, Any]]):
    """The value of the cells of all columns below a field, remembered as those of one column are."""

    def __init__(self, columns: list[str], lists: frozenset[str]) -> None:
        super().__init__()
        self._columns = [(name.split(".")[1:], _Cells(name in lists)) for name in columns]

    def __missing__(self, cells: tuple[str, ...]) -> dict[str, Any]:
        value: dict[str, Any] = {}
        for (names, column), cell in zip(self._columns, cells, strict=True):
            if told := column[cell]:
                into = value
                for name in names[:-1]:
                    into = into.setdefault(name, {})
                into[names[-1]] = told
        if len(self) >= _MOST_VALUES:
            self.clear()
        self[cells] = value
        return value


def _header_is_sound(header: list[str], locator: CsvLocator, problems: list[Problem]) -> bool:
    sound = True
    for n, name in enumerate(header):
        prefixes = {other for other in header if other.startswith(f"{name}.")} if name else set()
        if name and (header.index(name) != n or prefixes):
            span = locator.heading(n)
            problems.append(Problem(span.position, _TWICE.filled(name=name), length=span.length))
            sound = False
    if not any(header):
        problems.append(Problem(locator.value((1,)).position, _NO_HEADER))
        sound = False
    return sound


def _cell(column: int, row: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


class CsvLocator:
    """Every cell of one table; a path is (line the row begins on, column name parts...).

    The text, or what reads it, is looked at when the first place is asked for, and then only in the rows asked for.
    """

    def __init__(self, text: str | Callable[[], str], shown: str) -> None:
        self._given = text
        self._shown = shown
        self._lines: list[str] = []
        self._begins = array("L")
        self._separator = ","
        self._header: list[str] = []
        self._headings: list[Span] = []
        self._rows: dict[int, dict[str, Span]] = {}

    def text(self) -> str:
        """The whole table."""
        return self._given if isinstance(self._given, str) else self._given()

    def value(self, path: Path_) -> Span:
        """The cell of the value, or the row it would stand in."""
        line = path[0] if path and isinstance(path[0], int) else 1
        cells = self._row(line)
        names = [part for part in path[1:] if isinstance(part, str)]
        for end in range(len(names), 0, -1):
            if found := cells.get(".".join(names[:end])):
                return found
        return Span(Position(self._shown, line))

    def key(self, path: Path_) -> Span:
        """The heading of the column."""
        names = [part for part in path[1:] if isinstance(part, str)]
        return self._row(1).get(".".join(names)) or self.value(path)

    def heading(self, number: int) -> Span:
        """The heading of the column with the number, from 0."""
        self._read()
        return self._headings[number]

    def _read(self) -> None:
        """Finds where each row begins, and reads the headings."""
        if self._begins:
            return
        text = self.text()
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._separator = separator_of(text)
        self._lines = io.StringIO(text, newline="\n").readlines()
        self._begins.append(1)
        rows = csv.reader(self._lines, delimiter=self._separator)
        for _ in rows:
            self._begins.append(rows.line_num + 1)
        heading = self._scanned_row(1)
        self._header = [cell.strip() for cell, _, _ in heading]
        self._headings = [span for _, span in self._spans(heading, 1)]

    def _scanned_row(self, number: int) -> list[tuple[str, int, int]]:
        begin, end = self._begins[number - 1], self._begins[number] if number < len(self._begins) else None
        text = "".join(self._lines[begin - 1 : end - 1 if end else None])
        cells = next(_scanned(text, self._separator), [])
        return [(cell, line + begin - 1, column) for cell, line, column in cells]

    def _row(self, line: int) -> dict[str, Span]:
        """The spans of the cells of the row that begins on a line, by their headings."""
        self._read()
        if line not in self._rows:
            number = bisect_left(self._begins, line) + 1
            found = number <= len(self._begins) and self._begins[number - 1] == line
            self._rows[line] = dict(self._spans(self._scanned_row(number), number)) if found else {}
        return self._rows[line]

    def _spans(self, row: list[tuple[str, int, int]], number: int) -> Iterator[tuple[str, Span]]:
        for n, ((cell, line, column), name) in enumerate(zip(row, self._header, strict=False)):
            place = Position(self._shown, line, column, _cell(n, number))
            yield name, Span(place, max(len(cell.strip().split("\n")[0]), 1))


def _scanned(text: str, separator: str) -> Iterator[list[tuple[str, int, int]]]:
    """Rows of (cell, line, column), positions from 1; the csv module does not tell columns."""
    row: list[tuple[str, int, int]] = []
    cell: list[str] = []
    line = column = n = 0
    start = (0, 0)
    quoted = False
    while n < len(text):
        sign = text[n]
        if quoted and text[n : n + 2] == '""':
            cell.append(sign)
            n, column = n + 1, column + 1
        elif sign == '"' and (quoted or not cell):
            start = start if quoted else (line, column + 1)
            quoted = not quoted
        elif not quoted and sign in (separator, "\n"):
            row.append(("".join(cell), start[0] + 1, start[1] + 1))
            cell = []
            start = (line + 1, 0) if sign == "\n" else (line, column + 1)
            if sign == "\n":
                yield row
                row = []
        else:
            cell.append(sign)
        line, column = (line + 1, 0) if sign == "\n" else (line, column + 1)
        n += 1
    if cell or row:
        row.append(("".join(cell), start[0] + 1, start[1] + 1))
        yield row


_TWICE = Text(
    "kolumnen ”{name}” står två gånger eller krockar med en underkolumn",
    'the column "{name}" stands twice or clashes with a column below it',
)
_NO_HEADER = Text("tabellen saknar rubrikrad", "the table has no header row")
_TOO_WIDE = Text(
    "raden har {cells} celler men rubrikraden {columns}: saknas citattecken kring ett skiljetecken?",
    "the row has {cells} cells but the header {columns}: is a separator not in quotes?",
)
_CSV_WORDS = {
    "unexpected end of data": Text("ett citattecken stängs aldrig", "a quote is never closed"),
    "expected after": Text("text efter ett avslutande citattecken", "text after a closing quote"),
}
_BROKEN = Text("tabellen går inte att läsa här: {what}", "the table cannot be read here: {what}")
