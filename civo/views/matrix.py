"""The drawing of a matrix: bodies or issues against organisations, kinds, levels or roles."""

from __future__ import annotations

from collections import Counter
from typing import cast

from civo.answers import Cell, Word
from civo.drawings import CellMark, Drawing, Grid, GridRow, Item, LegendEntry
from civo.queries.matrix import matrix
from civo.structure import Structure
from civo.views.issues import issues_of
from civo.views.seats import bodies_of
from civo.views.view import Matrix, View
from civo.words import Language, Text, joined


def matrix_drawing(structure: Structure, view: View, view_id: str, language: Language) -> Drawing:
    """Yes, shared, unknown or no in every cell, as `civo matrix` answers; only rows that the view's selectors let in.

    Against organisations, those with the same answers share a row, and many bodies are numbered with a key below.
    """
    asked = view.matrix or Matrix()
    compact = asked.columns == "organizations"
    level = view.levels[0] if len(view.levels) == 1 else ""
    table = matrix(structure, asked.rows, asked.columns, level=level, readable=compact)
    chosen = None if compact else _chosen(structure, view, asked)
    rows = [
        GridRow(_key(row[1]), _name(structure, row, language), tuple(_mark(cell) for cell in row[2:]))
        for row in table.rows
        if chosen is None or _key(row[1]) in chosen
    ]
    heads = tuple(column.heading.in_language(language) for column in table.columns[2:])
    corner = table.columns[0].heading.in_language(language)
    keys = {f.heading.in_language(language): _said(f.value, language) for f in table.facts}
    names = tuple(keys.get(head, head) for head in heads)
    notes = tuple(f"{f.heading.in_language(language)}: {_said(f.value, language)}" for f in table.facts)
    used = Counter(cell for row in rows for cell in row.cells)
    return Drawing(
        view_id,
        view.title.in_language(language),
        view.caption.in_language(language),
        language,
        (),
        (),
        (),
        tuple(LegendEntry("mark", k, "known", m.in_language(language)) for k, m in MARKS.items() if used[k]),
        _alt(rows, names, used, language),
        tuple(Item(row.name, tuple(_answers(row, names, language))) for row in rows),
        grid=Grid(corner, heads, tuple(rows), notes),
    )


MARKS: dict[CellMark, Text] = {
    "yes": Text("ja", "yes"),
    "shared": Text("delad: bara genom en plats som går runt", "shared: only by a seat that goes round"),
    "unknown": Text("okänt: källan lämnar det öppet", "unknown: the source leaves it open"),
    "no": Text("nej: uttalat, eller alla platser är kända", "no: stated, or all seats are known"),
}
_WORDS: dict[CellMark, Text] = {
    "yes": Text("ja", "yes"),
    "shared": Text("delad", "shared"),
    "unknown": Text("okänt", "unknown"),
    "no": Text("nej", "no"),
}


def _chosen(structure: Structure, view: View, asked: Matrix) -> set[str] | None:
    if asked.rows == "bodies":
        return {body.id for body in bodies_of(structure, view)}
    return {issue.id for issue in issues_of(structure, view)} if view.issues else None


def _name(structure: Structure, row: tuple[Cell, ...], language: Language) -> str:
    """The row's name; of several, the collective's whose members they are, where there is one."""
    ids = row[1]
    if isinstance(ids, tuple) and len(ids) > 1:
        named = next((c.label for c in structure.collectives if {*structure.members(c.members)} == {*ids}), None)
        if named:
            return f"{named.in_language(language)} ({len(ids)})"
    return _said(row[0], language)


def _key(cell: Cell) -> str:
    return (
        cell
        if isinstance(cell, str)
        else " ".join(str(part) for part in cell)
        if isinstance(cell, tuple)
        else str(cell)
    )


def _said(cell: Cell, language: Language) -> str:
    if isinstance(cell, Word):
        cell = cell.text
    return cell.in_language(language) if isinstance(cell, Text) else _key(cell)


def _mark(cell: Cell) -> CellMark:
    return cast("CellMark", cell.key if isinstance(cell, Word) else "unknown")


def _answers(row: GridRow, heads: tuple[str, ...], language: Language) -> list[Item]:
    """What the row answers, the same answers together."""
    found: dict[CellMark, list[str]] = {}
    for head, cell in zip(heads, row.cells, strict=True):
        found.setdefault(cell, []).append(head)
    return [Item(f"{_WORDS[k].in_language(language)}: {', '.join(found[k])}") for k in _WORDS if k in found]


def _alt(rows: list[GridRow], heads: tuple[str, ...], used: Counter[CellMark], language: Language) -> str:
    counts = joined(Text("{word} {n}").filled(word=_WORDS[k], n=used[k]) for k in _WORDS if used[k])
    by_column = [
        (Text("{head} {n}").filled(head=head, n=n), n)
        for i, head in enumerate(heads)
        for n in [sum(row.cells[i] in ("yes", "shared") for row in rows)]
    ]
    reached = [text for text, n in by_column if n]
    words = Text(
        "Matris med {rows} rader och {columns} kolumner: {counts}. Rader med ja eller delad: {by}. Allt står också som "
        "lista under figuren.",
        "Matrix of {rows} rows and {columns} columns: {counts}. Rows with yes or shared: {by}. All of it also stands as a "
        "list below the figure.",
    )
    told = words.filled(
        rows=len(rows), columns=len(heads), counts=counts, by=joined(reached[:_TOLD]) if reached else _NONE
    )
    return told.in_language(language)


_TOLD = 8
_NONE = Text("inga", "none")
