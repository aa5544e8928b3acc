"""The row headers of the tables in a PDF that Typst made."""

from __future__ import annotations

import re


def with_row_headers(pdf: bytes) -> bytes:
    """The PDF with the first cell of each row of a table as that row's header; as long as before, so every offset holds.

    Typst has words for it (`pdf.header-cell`), but behind a flag that its Python package cannot set. A data cell names its
    column's header: it must not, or a reader looks no further and never says the row's. Both are found by their scope.
    """
    return _DATA_CELL.sub(_cell, pdf)


_DATA_CELL = re.compile(
    rb"(?P<object>\n\d+ 0 obj\n<</Type/StructElem/S)/TD(?P<between>/[^\n]*?/O/Table)"
    rb"(?P<headers>/Headers\[\(U\d+x(?P<column>\d+)y\d+\)\])"
)
"""A data cell as Typst writes it: an object on a line of its own, whose text no name in the report can look like."""


def _cell(found: re.Match[bytes]) -> bytes:
    sort, scope = (b"/TH", b"/Scope/Row") if found["column"] == b"0" else (b"/TD", b"")
    return found["object"] + sort + found["between"] + scope.ljust(len(found["headers"]))
