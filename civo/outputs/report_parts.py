"""What the formats of a report share: numbered captions, cells, how wide the columns of a table are."""

from __future__ import annotations

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


def widths(headings: Sequence[str], rows: Sequence[Sequence[Sequence[str]]]) -> list[float]:
    """How wide each column should be, in shares of the whole: by its longest word, and somewhat by how much it says."""
    found = []
    for n, heading in enumerate(headings):
        texts = [heading, *(", ".join(row[n]) for row in rows)]
        longest = max(len(word) for text in texts for word in (text.split() or [""]))
        whole = max(map(len, texts))
        found.append(min(max(longest, 5) + whole**0.5 * 1.1, 34.0))
    total = sum(found)
    return [round(width / total, 4) for width in found]
