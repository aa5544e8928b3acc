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
        fields = _fields(header, lists)
        width = len(header)
        line = rows.line_num + 1
        for row in rows:
            if len(row) > width and any(cell.strip() for cell in row[width:]):
                problems.append(Problem(Position(shown, line), _TOO_WIDE.filled(cells=len(row), columns=width)))
                unread.update(word for cell in row for word in words_of(cell))
            elif any(row):
                row += [""] * (width - len(row))
                yield {name: value for name, cells, values in fields if (value := values[cells(row)])}, line
            line = rows.line_num + 1
    except csv.Error as wrong:
        what = next((words for said, words in _CSV_WORDS.items() if said in str(wrong)), Text(str(wrong)))
        problems.append(Problem(Position(shown, line), _BROKEN.filled(what=what)))
        unread.update(words_of(locator.text()))


Cells = str | tuple[str, ...]
"""What a row says of one field: the cell, or those of all columns below it."""


def _fields(header: list[str], lists: frozenset[str]) -> list[tuple[str, Callable[[list[str]], Cells], _Values]]:
    """Each field of a record, in the order of the columns: its name, how to take its cells from a row, their values."""
    columns: dict[str, list[int]] = {}
    for n, name in enumerate(header):
        if name:
            columns.setdefault(name.partition(".")[0], []).append(n)
    return [
        (name, _taking(places, header), _Values([header[n] for n in places], lists)) for name, places in columns.items()
    ]


def _taking(places: list[int], header: list[str]) -> Callable[[list[str]], Cells]:
    """How to take the cells in these places from a row; several, or those below a field, as a tuple."""
    if len(places) == 1 and "." in header[places[0]]:
        return lambda row: (row[places[0]],)
    return itemgetter(*places)


class _Values(dict[Cells, Any]):
    """The value that the cells of a field stand for, made once for all rows that have the same; empty for empty ones.

    Where there are very many different ones, they are forgotten from time to time; ids are different in every row.
    """

    def __init__(self, columns: list[str], lists: frozenset[str]) -> None:
        super().__init__()
        self._ways = [name.split(".")[1:] for name in columns]
        self._are_lists = [name in lists for name in columns]
        self._remembers = columns != ["id"]

    def __missing__(self, cells: Cells) -> Any:
        value = _told(cells, self._are_lists[0]) if isinstance(cells, str) else self._nested(cells)
        if len(self) >= _MOST_VALUES:
            self.clear()
        if self._remembers:
            self[cells] = value
        return value

    def _nested(self, cells: tuple[str, ...]) -> dict[str, Any]:
        value: dict[str, Any] = {}
        for names, is_list, cell in zip(self._ways, self._are_lists, cells, strict=True):
            if cell and (told := _told(cell, is_list)):
                into = value
                for name in names[:-1]:
                    into = into.setdefault(name, {})
                into[names[-1]] = told
        return value


def _told(cell: str, is_list: bool) -> str | list[str]:
    cell = cell.strip()
    if cell.startswith("'") and _GUARDED.match(cell):
        cell = cell[1:].strip()
    return [part.strip() for part in cell.split("|")] if is_list and "|" in cell else cell


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
