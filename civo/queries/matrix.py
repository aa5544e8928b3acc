"""Bodies or issues against organisations, kinds, levels or roles: yes, no, unknown or shared in every cell."""

from __future__ import annotations

from civo.answers import Cell, Column, Table
from civo.queries.common import answer, narrowed_note, unknown_means
from civo.queries.matrix_cells import IMPLIED, SHARED, Columns, Line, Rows, sides
from civo.queries.matrix_reading import Drawn, headings, made_readable
from civo.selecting import narrowed
from civo.structure import Structure
from civo.words import Text


def matrix(
    structure: Structure,
    rows: Rows = "bodies",
    columns: Columns = "kinds",
    *,
    level: str = "",
    body: str = "",
    where: str = "",
    readable: bool = False,
) -> Table:
    """A row for each of the structure's own bodies or issues, a column for each organisation, kind, level or role.

    For bodies: does it sit there, or a seat speak for it? `implied` where no seat or body that says so is stated, `shared`
    by a rotating seat only; for a kind, yes means at least
    one of its organisations. For issues: does it sit in a body that handles the issue? Against levels: is the issue
    handled there and, in a second column, is there a lead. No only from closed lists and stated absences, a lead is
    never a no. `level` and `body` narrow the bodies, those through which an issue is handled too.

    `readable`: the longer side runs down, organisations with the same answers stand together, and where there are many
    columns they are numbered, with a legend among the facts. Otherwise every row and column is there by its id.
    Raises UnknownName for a body or a level that does not exist, CivoError for sides that say nothing together.
    """
    asked = sides(structure, rows, columns, level, body)
    told = [*narrowed(structure, rows, asked.down, where)]
    down = [Line((record.id,), record.label) for record, _ in told]
    cells = [[asked.cell(row.key, column.key) for column in asked.across] for row in down]
    notes = [
        *narrowed_note(where, told),
        unknown_means(structure),
        *([_IMPLIED_MEANS] if any(IMPLIED in row for row in cells) else []),
        *([_SHARED_MEANS] if any(SHARED in row for row in cells) else []),
        _MEANS[rows, columns],
    ]
    drawn = Drawn(down, asked.across, cells, ROW_HEAD[rows])
    drawn = made_readable(drawn, COLUMN_HEAD[columns]) if readable else drawn
    heads, legend = headings(drawn.across) if readable else ([c.name for c in drawn.across], ())
    table_columns = (
        Column("name", drawn.head),
        Column("id", Text("Id", "Id"), detail=True),
        *(Column(column.key, head) for column, head in zip(drawn.across, heads, strict=True)),
    )
    lines: list[tuple[Cell, ...]] = [
        (row.name, row.ids, *cells) for row, cells in zip(drawn.down, drawn.cells, strict=True)
    ]
    title = _TITLE[rows].filled(columns=_COLUMN_WORD[columns])
    return answer(structure, title, table_columns, lines, notes=notes, facts=legend)


_TITLE = {
    "bodies": Text("Organ och {columns}", "Bodies and {columns}"),
    "issues": Text("Sakfrågor och {columns}", "Issues and {columns}"),
}
_COLUMN_WORD = {
    "organizations": Text("organisationer", "organisations"),
    "kinds": Text("sorters organisationer", "kinds of organisation"),
    "levels": Text("nivåer", "levels"),
    "roles": Text("roller", "roles"),
}
ROW_HEAD: dict[Rows, Text] = {"bodies": Text("Organ", "Body"), "issues": Text("Sakfråga", "Issue")}
COLUMN_HEAD: dict[Columns, Text] = {
    "organizations": Text("Organisation", "Organisation"),
    "kinds": Text("Sort", "Kind"),
    "levels": Text("Nivå", "Level"),
    "roles": Text("Roll", "Role"),
}
_IMPLIED_MEANS = Text(
    "Ja, inte uttalat: det är en slutsats ur källan, eller troligt.",
    "Yes, not stated: it is inferred from the source, or probable.",
)
_SHARED_MEANS = Text(
    "Delad: bara genom en plats som går runt bland flera.", "Shared: only through a seat that goes round among several."
)
_SEATS_MEAN = Text(
    "Ja: har en plats där, eller företräds av en. Källorna: civo where NAMN --body ORGAN.",
    "Yes: has a seat there, or is spoken for by one. The sources: civo where NAME --body BODY.",
)
_KINDS_MEAN = Text(
    "Ja: minst en av sorten har en plats där, eller företräds av en. Källorna: civo where SORT --body ORGAN.",
    "Yes: at least one of the kind has a seat there, or is spoken for by one. The sources: civo where KIND --body BODY.",
)
_HANDLED_MEANS = Text(
    "Ja: sitter eller företräds i ett organ som hanterar frågan. Källorna: civo issue FRÅGA.",
    "Yes: sits or is spoken for in a body that handles the issue. The sources: civo issue ISSUE.",
)
_MEANS = {
    ("bodies", "organizations"): _SEATS_MEAN,
    ("bodies", "kinds"): _KINDS_MEAN,
    ("bodies", "roles"): Text(
        "Ja: en plats för rollen finns där; delad när den går runt. Källorna: civo where ROLL --body ORGAN.",
        "Yes: a seat for the role is there; shared when it goes round. The sources: civo where ROLE --body BODY.",
    ),
    ("issues", "organizations"): _HANDLED_MEANS,
    ("issues", "kinds"): _HANDLED_MEANS,
    ("issues", "roles"): _HANDLED_MEANS,
    ("issues", "levels"): Text(
        "Ja: ett organ på nivån hanterar frågan; ledning: någon sägs leda den där. Källorna: civo issue FRÅGA.",
        "Yes: a body at the level handles the issue; lead: somebody is said to lead it there. The sources: civo issue "
        "ISSUE.",
    ),
}
