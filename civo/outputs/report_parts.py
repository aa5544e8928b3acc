"""What the formats of a report share: numbered captions, cells, how wide the columns of a table are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from civo.answers import Cell
from civo.outputs.cells import cell_text, foreign
from civo.reports import FIGURE, TABLE, Figure, TableBlock, is_source, parts_of
from civo.words import Language


class Captions:
    """Counts figures and tables as they come, and gives each its caption."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._figures = self._tables = 0

    def figure(self, figure: Figure) -> str:
        """ "Figur 1: what the drawing says of itself"."""
        self._figures += 1
        return f"{FIGURE.in_language(self._language)} {self._figures}: {figure.drawing.caption or figure.drawing.title}"

    def table(self, table: TableBlock) -> str:
        """ "Tabell 1: the table's title"."""
        self._tables += 1
        return f"{TABLE.in_language(self._language)} {self._tables}: {table.table.title.in_language(self._language)}"


@dataclass(frozen=True, slots=True)
class PrintCell:
    """A cell as it is printed: its values, each on a line of its own, or the numbers of sources.

    `foreign` is the language of its words where it is not the report's.
    """

    parts: tuple[str, ...]
    is_source: bool = False
    foreign: Language | None = None


@dataclass(frozen=True, slots=True)
class PrintTable:
    """A table as it fits a page: its headings, its rows, and the width of each column as a share of the whole."""

    headings: tuple[str, ...]
    rows: tuple[tuple[PrintCell, ...], ...]
    widths: tuple[float, ...]


def print_table(block: TableBlock, language: Language, numbers: Mapping[str, int], room: float) -> PrintTable:
    """The table for a page on which `room` signs stand beside each other.

    One with few rows and more columns than there is room for is turned: a column for each row, a row for each column.
    """
    columns = [block.table.columns[n] for n in block.used]
    headings = tuple(column.heading.in_language(language) for column in columns)
    rows = tuple(
        tuple(
            _cell(row[n], language, numbers if is_source(column) else None)
            for n, column in zip(block.used, columns, strict=True)
        )
        for row in block.table.rows
    )
    if rows and len(rows) <= FEW and sum(_least(headings, rows)) > room:
        names = [", ".join(row[0].parts) for row in rows]
        lines = enumerate(headings[1:], start=1)
        rows = tuple((PrintCell((heading,)), *(row[n] for row in rows)) for n, heading in lines)
        headings = (headings[0], *names)
    return PrintTable(headings, rows, tuple(_widths(headings, rows, room)))


def _cell(cell: Cell, language: Language, numbers: Mapping[str, int] | None) -> PrintCell:
    texts = [cell_text(part, language) for part in parts_of(cell)]
    if numbers is None:
        return PrintCell(tuple(text for text in texts if text), foreign=foreign(cell, language))
    return PrintCell(tuple(str(n) for n in sorted(numbers[text] for text in texts)), True)


Rows = Sequence[Sequence[PrintCell]]


def _texts(headings: Sequence[str], rows: Rows) -> list[list[str]]:
    """What each column says, its heading first."""
    return [[heading, *(", ".join(row[n].parts) for row in rows)] for n, heading in enumerate(headings)]


def _least(headings: Sequence[str], rows: Rows) -> list[float]:
    """How many signs each column needs for its longest word."""
    words = ([word for text in texts for word in re.split(r"[\s/-]+", text)] for texts in _texts(headings, rows))
    return [min(max(map(len, column)), LONGEST) + PADDING for column in words]


def _widths(headings: Sequence[str], rows: Rows, room: float) -> list[float]:
    """The share of each column: room for its longest word, and of what is left the more the more it says."""
    least = _least(headings, rows)
    wanted = [sum(map(len, texts[1:])) ** 0.75 for texts in _texts(headings, rows)]
    left = max(0.0, room - sum(least))
    found = [few + left * more / (sum(wanted) or 1.0) for few, more in zip(least, wanted, strict=True)]
    return [round(width / sum(found), 4) for width in found]


FEW = 3
"""How many rows a table has at most that is turned to fit a page."""
LONGEST, PADDING = 24, 2.8
"""How many signs of a word a column makes room for, and how many the space around them takes."""
