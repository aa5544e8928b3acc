"""What the formats of a report share: numbered captions, cells, how wide the columns of a table are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from civo.answers import Cell
from civo.outputs.cells import cell_text
from civo.reports import FIGURE, TABLE, Figure, TableBlock, parts_of
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


def cell_parts(cell: Cell, language: Language, numbers: Mapping[str, int] | None = None) -> list[str]:
    """The values of a cell, each a text; those of a column of sources as their numbers, in order."""
    texts = [cell_text(part, language) for part in parts_of(cell)]
    if numbers is None:
        return [text for text in texts if text]
    return [str(n) for n in sorted(numbers[text] for text in texts)]


def widths(headings: Sequence[str], rows: Sequence[Sequence[Sequence[str]]], room: float) -> list[float]:
    """How wide each column should be, in shares of the whole; `room` is how many signs fit beside each other.

    Each gets room for its longest word, as far as there is; what is left goes to those that say most.
    """
    least, wanted = [], []
    for n, heading in enumerate(headings):
        texts = [heading, *(", ".join(row[n]) for row in rows)]
        words = [word for text in texts for word in re.split(r"[\s/-]+", text)]
        least.append(min(max(map(len, words)), LONGEST) + PADDING)
        wanted.append(sum(map(len, texts[1:])) ** 0.5)
    left = max(0.0, room - sum(least))
    found = [few + left * more / (sum(wanted) or 1.0) for few, more in zip(least, wanted, strict=True)]
    return [round(width / sum(found), 4) for width in found]


LONGEST, PADDING = 24, 2.8
"""How many signs of a word a column makes room for, and how many the space around them takes."""
