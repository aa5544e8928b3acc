"""Where a thing is declared: file, line, column and, in a table, the cell."""

from __future__ import annotations

from typing import NamedTuple


class Position(NamedTuple):
    """A place in a file. Lines and columns count from 1; `cell` is a spreadsheet address such as C5."""

    file: str
    line: int
    column: int = 1
    cell: str = ""

    def __str__(self) -> str:
        cell = f" ({self.cell})" if self.cell else ""
        return f"{self.file}:{self.line}:{self.column}{cell}"
