"""What the formats of a report share: numbered captions."""

from __future__ import annotations

from civo.reports import FIGURE, TABLE, Figure, TableBlock
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
