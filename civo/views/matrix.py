"""The drawing of a matrix: bodies or issues against organisations, kinds, levels or roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, cast

from civo.answers import Word
from civo.drawings import CellMark, Change, Drawing, Grid, GridCell, GridRow, Item, LegendEntry, Tone
from civo.queries.matrix import COLUMN_HEAD, ROW_HEAD
from civo.queries.matrix_cells import Line, Sides, sides
from civo.queries.matrix_reading import Drawn, headings, made_readable
from civo.structure import Structure
from civo.views.issues import issues_of
from civo.views.parties import how_many
from civo.views.seats import bodies_of
from civo.views.view import Matrix, View
from civo.withheld import silence
from civo.words import Language, Text, joined


def matrix_drawing(structure: Structure, view: View, view_id: str, language: Language) -> Drawing:
    """Yes, implied, shared, unknown or no in every cell, as `civo matrix` answers; only rows that the view's selectors let in.

    Against organisations, those with the same answers share a row, and many bodies are numbered with a key below.
    """
    asked = matrix_sides(structure, view)
    down = [Line((record.id,), record.label) for record in asked.down]
    cells = [[GridCell(mark_of(asked.cell(row.key, column.key))) for column in asked.across] for row in down]
    shown = matrix_shown(structure, view, Drawn(down, asked.across, cells, ROW_HEAD[asked_of(view).rows]), language)
    rows = shown.grid.rows
    used = Counter(cell.mark for row in rows for cell in row.cells if cell.mark)
    return Drawing(
        view_id,
        view.title.in_language(language),
        view.caption.in_language(language),
        language,
        (),
        (),
        (),
        tuple(LegendEntry("mark", k, "known", m.in_language(language)) for k, m in marks(structure).items() if used[k]),
        _alt(rows, shown.names, used, language),
        tuple(Item(row.name, tuple(_answers(row, shown.names, language))) for row in rows),
        grid=shown.grid,
        notes=shown.notes,
    )


def marks(structure: Structure) -> dict[CellMark, Text]:
    """What each mark means."""
    unknown = Text("okänt: {why}", "unknown: {why}").filled(why=silence(structure.loaded, _LEFT_OPEN))
    return {
        "yes": Text("ja", "yes"),
        "implied": Text("ja, men inte uttalat: en slutsats", "yes, but not stated: inferred"),
        "shared": Text("delad: bara genom en plats som går runt", "shared: only by a seat that goes round"),
        "unknown": unknown,
        "no": Text("nej: uttalat, eller alla platser är kända", "no: stated, or all seats are known"),
    }


_LEFT_OPEN = Text("källan lämnar det öppet", "the source leaves it open")
WORDS: dict[CellMark, Text] = {
    "yes": Text("ja", "yes"),
    "implied": Text("ja, inte uttalat", "yes, not stated"),
    "shared": Text("delad", "shared"),
    "unknown": Text("okänt", "unknown"),
    "no": Text("nej", "no"),
}


def asked_of(view: View) -> Matrix:
    """What the matrix has for rows and columns."""
    return view.matrix or Matrix()


def mark_of(word: Word) -> CellMark:
    """The mark of an answer."""
    return cast("CellMark", word.key)


def matrix_sides(structure: Structure, view: View) -> Sides:
    """What stands down and across, only with the rows that the view's selectors let in."""
    asked = asked_of(view)
    found = sides(structure, asked.rows, asked.columns, view.levels[0] if len(view.levels) == 1 else "")
    chosen = _chosen(structure, view, asked)
    return found if chosen is None else found._replace(down=[r for r in found.down if r.id in chosen])


def _chosen(structure: Structure, view: View, asked: Matrix) -> set[str] | None:
    if asked.rows == "bodies":
        return {body.id for body in bodies_of(structure, view)}
    return {issue.id for issue in issues_of(structure, view)} if view.issues else None


class Shown(NamedTuple):
    """A matrix as it is drawn; `names` are its columns without numbers in their place, `notes` what the numbers mean."""

    grid: Grid
    names: tuple[str, ...]
    notes: tuple[str, ...]


def matrix_shown(
    structure: Structure,
    view: View,
    drawn: Drawn[GridCell],
    language: Language,
    changes: Mapping[str, Change] = MappingProxyType({}),
) -> Shown:
    """The matrix in words; `changes` says of rows and columns, by their keys, what has become of them."""
    compact = asked_of(view).columns == "organizations"
    drawn = made_readable(drawn, COLUMN_HEAD["organizations"], changes) if compact else drawn
    heads, keys = headings(drawn.across) if compact else ([column.name for column in drawn.across], ())
    numbered = zip(heads, drawn.across, strict=True) if keys else ()
    rows = tuple(
        GridRow(" ".join(line.ids), _name(structure, line, language), tuple(cells), _tone(cells), _of(changes, line))
        for line, cells in zip(drawn.down, drawn.cells, strict=True)
    )
    grid = Grid(
        drawn.head.in_language(language),
        tuple(head.in_language(language) for head in heads),
        rows,
        tuple(_of(changes, column) for column in drawn.across) if changes else (),
    )
    names = tuple(column.name.in_language(language) for column in drawn.across)
    return Shown(grid, names, tuple(f"{n.in_language(language)}: {c.name.in_language(language)}" for n, c in numbered))


def _of(changes: Mapping[str, Change], line: Line) -> Change:
    return changes.get(line.key, "")


def _tone(cells: list[GridCell]) -> Tone:
    """Faint where all answers are: they are as today."""
    return "faint" if cells and all(cell.tone == "faint" for cell in cells) else "plain"


def _name(structure: Structure, line: Line, language: Language) -> str:
    """The row's name; of several, the collective's whose members they are, where there is one."""
    if len(line.ids) > 1:
        named = next((c.label for c in structure.collectives if {*structure.members(c.members)} == {*line.ids}), None)
        if named:
            return f"{named.in_language(language)} ({len(line.ids)})"
        number, colon, names = line.name.in_language(language).partition(": ")
        if number == str(len(line.ids)):
            return f"{how_many(structure, line.ids).in_language(language)}{colon}{names}"
    return line.name.in_language(language)


def _answers(row: GridRow, heads: tuple[str, ...], language: Language) -> list[Item]:
    """What the row answers, the same answers together."""
    found: dict[CellMark, list[str]] = {}
    for head, cell in zip(heads, row.cells, strict=True):
        if cell.mark:
            found.setdefault(cell.mark, []).append(head)
    return [Item(f"{WORDS[k].in_language(language)}: {', '.join(found[k])}") for k in WORDS if k in found]


def _alt(rows: tuple[GridRow, ...], heads: tuple[str, ...], used: Counter[CellMark], language: Language) -> str:
    counts = joined(Text("{word} {n}").filled(word=WORDS[k], n=used[k]) for k in WORDS if used[k])
    by_column = [
        (Text("{head} {n}").filled(head=head, n=n), n)
        for i, head in enumerate(heads)
        for n in [sum(row.cells[i].mark in ("yes", "implied", "shared") for row in rows)]
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
