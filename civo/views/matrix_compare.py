"""Two matrices of one view laid over each other: rows and columns added and ended, answers that change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from civo.drawings import CellMark, Change, Drawing, GridCell, GridRow, Item, LegendEntry, Tone
from civo.queries.matrix import ROW_HEAD
from civo.queries.matrix_cells import LEAD, Line, Sides
from civo.queries.matrix_reading import Drawn
from civo.structure import Structure
from civo.views.compare import ADDED, AS_TODAY, ENDED, IN_SCENARIO, change_of, merged, said_of
from civo.views.matrix import WORDS, asked_of, mark_of, marks, matrix_shown, matrix_sides
from civo.views.view import View
from civo.words import Language, Text, joined


def compared_matrix(
    before: Structure, after: Structure, name: Text, view: View, view_id: str, language: Language
) -> Drawing:
    """The matrix after with what it was before: an answer that changes from one to the other, what is added, what ends.

    Both structures are asked for the same rows and columns. Where one has not what the row or the column is about, there
    is no answer, not a no; where it has, the answer is as certain as it is there.
    """
    was, now = _Side(before, matrix_sides(before, view)), _Side(after, matrix_sides(after, view))
    down = _lines([was.down, now.down])
    across = _lines([was.sides.across, now.sides.across])
    changes = {line.key: change_of(was.has_row(line), now.has_row(line)) for line in down}
    changes |= {line.key: change_of(was.has_column(line), now.has_column(line)) for line in across}
    cells = [[_cell(was.answer(row, column), now.answer(row, column)) for column in across] for row in down]
    shown = matrix_shown(after, view, Drawn(down, across, cells, ROW_HEAD[asked_of(view).rows]), language, changes)
    rows = shown.grid.rows
    columns = tuple(zip(shown.names, (change for _, change in shown.grid.changed_columns), strict=True))
    return Drawing(
        view_id,
        view.title.in_language(language),
        view.caption.in_language(language),
        language,
        (),
        (),
        (),
        tuple(_legend(after, rows, language)),
        _alt(rows, columns, name).in_language(language),
        tuple(_item(row, shown.names, language) for row in rows),
        grid=shown.grid,
        notes=shown.notes,
    )


# What each side answers


class _Side(NamedTuple):
    """One of the structures, with its rows and columns."""

    structure: Structure
    sides: Sides

    @property
    def down(self) -> list[Line]:
        """Its rows."""
        return [Line((record.id,), record.label) for record in self.sides.down]

    def has_row(self, row: Line) -> bool:
        """Whether the row is in its matrix."""
        return any(record.id == row.key for record in self.sides.down)

    def has_column(self, column: Line) -> bool:
        """Whether there is what the column is about, though the rows may say nothing of it."""
        return self.structure.get(column.key.removesuffix(LEAD)) is not None

    def answer(self, row: Line, column: Line) -> CellMark | None:
        """The answer; none without the row, or without what the column is about."""
        asked = self.has_row(row) and self.has_column(column)
        return mark_of(self.sides.cell(row.key, column.key)) if asked else None


def _lines(both: Sequence[Sequence[Line]]) -> list[Line]:
    """The rows or the columns of both, in the order after; one that is renamed with both its names."""
    was, now = ({line.key: line for line in lines} for lines in both)
    found = []
    for key in merged(list(was), list(now)):
        line = now.get(key) or was[key]
        if key in was and key in now and was[key].name != now[key].name:
            line = line._replace(name=Text("{was} → {now}").filled(was=was[key].name, now=now[key].name))
        found.append(line)
    return found


def _cell(was: CellMark | None, now: CellMark | None) -> GridCell:
    if was is None or now is None:
        there = now or was
        return GridCell(there, None, "strong" if now else "plain", change_of(bool(was), bool(now)) if there else "")
    if was == now:
        return GridCell(now, None, "faint")
    return GridCell(now, was, "strong")


# What is told beside it


_LOOKS: tuple[tuple[Tone, Change, Text], ...] = (
    ("strong", "", IN_SCENARIO[""]),
    ("strong", "added", IN_SCENARIO["added"]),
    ("plain", "ended", IN_SCENARIO["ended"]),
    ("faint", "", AS_TODAY),
)


def _legend(structure: Structure, rows: Sequence[GridRow], language: Language) -> Iterator[LegendEntry]:
    """The marks, then what becomes of answers, each shown by the first one of which it is true."""
    cells = [cell for row in rows for cell in row.cells if cell.mark]
    used = {mark for cell in cells for mark in (cell.mark, cell.was)}
    yield from (
        LegendEntry("mark", k, "known", m.in_language(language)) for k, m in marks(structure).items() if k in used
    )
    for tone, change, meaning in _LOOKS:
        shown = next((c for c in cells if (c.tone, c.change) == (tone, change)), None)
        if shown and shown.mark:
            said = meaning.in_language(language)
            yield LegendEntry("mark", shown.mark, "known", said, tone, change, shown.was)


def _item(row: GridRow, heads: Sequence[str], language: Language) -> Item:
    """The row with its answers, the same ones together: first those that change, last those that are as today."""
    found: dict[GridCell, list[str]] = {}
    for head, cell in zip(heads, row.cells, strict=True):
        if cell.mark:
            found.setdefault(cell, []).append(head)
    told = sorted(found, key=_order)
    items = tuple(Item(f"{_said(cell, row).in_language(language)}: {', '.join(found[cell])}") for cell in told)
    return Item(said_of(row.name, row.change, language), items)


def _order(cell: GridCell) -> tuple[int, list[bool]]:
    looks = [cell.was is not None, cell.change == "added", cell.change == "ended", True]
    return looks.index(True), [cell.mark == mark for mark in reversed(WORDS)]


def _said(cell: GridCell, row: GridRow) -> Text:
    """The answer in words; what is added or ends with its row needs no word of its own."""
    word = WORDS[cell.mark] if cell.mark else Text("")
    if cell.was:
        return _FROM_TO.filled(was=WORDS[cell.was], now=word)
    if cell.change == row.change:
        return word if cell.change else Text("{today}, {word}").filled(today=AS_TODAY, word=word)
    return Text("{change}, {word}").filled(change=ADDED if cell.change == "added" else ENDED, word=word)


_FROM_TO = Text("ändras från {was} till {now}", "changes from {was} to {now}")


def _alt(rows: Sequence[GridRow], columns: Sequence[tuple[str, Change]], name: Text) -> Text:
    cells = [cell for row in rows for cell in row.cells if cell.mark]
    became = Counter((cell.was, cell.mark) for cell in cells if cell.was and cell.mark)
    changed = joined(
        _BECAME.filled(was=WORDS[was], now=WORDS[now], n=n)
        for (was, now), n in sorted(became.items(), key=lambda pair: (-pair[1], pair[0]))
        if was and now
    )
    new = [row.name for row in rows if row.change == "added"] + [head for head, change in columns if change == "added"]
    told = _TOLD.filled(
        name=name,
        rows=len(rows),
        columns=len(columns),
        added=sum(row.change == "added" for row in rows),
        ended=sum(row.change == "ended" for row in rows),
        new=sum(change == "added" for _, change in columns),
        gone=sum(change == "ended" for _, change in columns),
        answers=changed if became else _NONE_CHANGES,
        came=sum(cell.change == "added" for cell in cells),
        went=sum(cell.change == "ended" for cell in cells),
        same=sum(cell.tone == "faint" for cell in cells),
    )
    names = Text(" Nytt: {names}.", " New: {names}.").filled(names=", ".join(new[:_NAMED])) if new else Text("")
    return Text(told.sv + names.sv, told.en + (names.en or names.sv))


_NAMED = 4
_BECAME = Text("{was} till {now} {n}", "{was} to {now} {n}")
_NONE_CHANGES = Text("inga ändras", "none change")
_TOLD = Text(
    "Matris över vad som skiljer ”{name}” från dagens struktur, {rows} rader och {columns} kolumner. Rader: {added} "
    "tillkommer, {ended} upphör. Kolumner: {new} tillkommer, {gone} upphör. Svar: {answers}; {came} tillkommer, {went} "
    "upphör, {same} är som i dag.",
    'Matrix of how "{name}" differs from the structure today, {rows} rows and {columns} columns. Rows: {added} added, '
    "{ended} ended. Columns: {new} added, {gone} ended. Answers: {answers}; {came} added, {went} ended, {same} as today.",
)
