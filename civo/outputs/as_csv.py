"""Answers as CSV that Swedish Excel opens with a double-click: semicolons, UTF-8 with a byte-order mark."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from civo.answers import Table, Word
from civo.outputs.cells import cell_text
from civo.words import Language

BOM = "\ufeff"
_FORMULA = re.compile(r"'*[=+\-@]")


def table_csv(table: Table, language: Language) -> str:
    """All columns and rows; headings are the column keys, so that a script finds them in either language, and so are
    the words of a small vocabulary."""
    rows = [
        [cell.key if isinstance(cell, Word) else cell_text(cell, language, " | ") for cell in row] for row in table.rows
    ]
    return _csv([[column.key for column in table.columns], *rows])


def _csv(rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([_guarded(cell) for cell in row])
    return BOM + out.getvalue()


def _guarded(cell: str) -> str:
    """The cell without space around it; one that a spreadsheet would take for a formula gets an apostrophe.

    Reading it back takes the apostrophe off.
    """
    cell = cell.strip()
    return f"'{cell}" if _FORMULA.match(cell) else cell
