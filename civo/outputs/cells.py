"""A cell of an answer as text or as data: what all text formats share."""

from __future__ import annotations

from civo.answers import Cell, Word
from civo.truth import Truth
from civo.words import Language, Text

Data = str | int | None | list[str]


def cell_text(cell: Cell, language: Language, between: str = "; ") -> str:
    """The cell for a reader."""
    if isinstance(cell, tuple) and not isinstance(cell, Text):
        return between.join(cell_text(part, language) for part in cell)
    if isinstance(cell, Text):
        return cell.in_language(language)
    if isinstance(cell, (Truth, Word)):
        return cell.text.in_language(language)
    return "" if cell is None else str(cell)


def foreign(cell: Cell, language: Language) -> Language | None:
    """The language that all of a cell is in, where it is another than the reader's."""
    if isinstance(cell, tuple):
        found = {foreign(part, language) for part in cell}
        return found.pop() if len(found) == 1 else None
    if isinstance(cell, (Truth, Word)):
        return cell.text.foreign(language)
    return cell.foreign(language) if isinstance(cell, Text) else None


def cell_data(cell: Cell, language: Language) -> Data:
    """The cell for a machine: yes, no, unknown and other fixed words by their keys in either language, several values as
    a list."""
    if isinstance(cell, Truth):
        return cell.value
    if isinstance(cell, Word):
        return cell.key
    if isinstance(cell, Text):
        return cell.in_language(language)
    if isinstance(cell, tuple):
        return [cell_text(part, language) for part in cell]
    return cell
