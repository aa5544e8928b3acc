"""Bodies or issues against organisations, kinds, levels or roles: yes, no, unknown or shared in every cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from civo.answers import Cell, Column, Fact, Table, Word
from civo.attending import Attendance, Attending, all_is_listed
from civo.duties import all_issues_known, leads
from civo.errors import CivoError
from civo.queries.common import answer, narrowed_note
from civo.records import Body, Issue, Level, Record
from civo.seating import all_seats_known
from civo.selecting import narrowed
from civo.structure import Structure
from civo.truth import Truth
from civo.words import Text, joined, swedish_order

Rows = Literal["bodies", "issues"]
Columns = Literal["organizations", "kinds", "levels", "roles"]

YES = Word("yes", Text("ja", "yes"))
NO = Word("no", Text("nej", "no"))
MAYBE = Word("unknown", Text("okänt", "unknown"))
SHARED = Word("shared", Text("delad", "shared"))
MOST_COLUMNS = 8
"""How many columns a reader can take in beside the names: more are numbered, with a legend."""


class _Line(NamedTuple):
    """A row or a column: the ids it stands for, and its name."""

    ids: tuple[str, ...]
    name: Text

    @property
    def key(self) -> str:
        """Its key for machines."""
        return self.ids[0]


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

    For bodies: does it sit there, or a seat speak for it? `shared` by a rotating seat only; for a kind, yes means at least
    one of its organisations. For issues: does it sit in a body that handles the issue? Against levels: is the issue
    handled there and, in a second column, is there a lead. No only from closed lists and stated absences, a lead is
    never a no. `level` and `body` narrow the bodies, those through which an issue is handled too.

    `readable`: the longer side runs down, organisations with the same answers stand together, and where there are many
    columns they are numbered, with a legend among the facts. Otherwise every row and column is there by its id.
    Raises UnknownName for a body or a level that does not exist, CivoError for sides that say nothing together.
    """
    if rows == "bodies" and columns == "levels":
        raise CivoError(_NOTHING_TO_SAY)
    bodies = _bodies(structure, level, body)
    across = _across(structure, columns, bodies, level)
    cell = _cell_of(structure, rows, columns, bodies)
    if rows == "bodies":
        told: list[tuple[Record, Truth]] = [*narrowed(structure, "bodies", bodies, where)]
    else:
        own = [i for i in structure.issues if structure.is_own(i) and i.type != "threat"]
        told = [*narrowed(structure, "issues", own, where)]
    down = [_Line((record.id,), record.label) for record, _ in told]
    cells = [[cell(row.key, column.key) for column in across] for row in down]
    notes = [
        *narrowed_note(where, told),
        _UNKNOWN_MEANS,
        *([_SHARED_MEANS] if any(SHARED in row for row in cells) else []),
        _MEANS[rows, columns],
    ]
    title = _TITLE[rows].filled(columns=_COLUMN_WORD[columns])
    drawn = _Drawn(down, across, cells, Text("Organ", "Body") if rows == "bodies" else Text("Sakfråga", "Issue"))
    drawn = _made_readable(drawn, _COLUMN_HEAD[columns]) if readable else drawn
    heads, legend = _heads(drawn.across) if readable else ([c.name for c in drawn.across], ())
    table_columns = (
        Column("name", drawn.head),
        Column("id", Text("Id", "Id"), detail=True),
        *(Column(column.key, head) for column, head in zip(drawn.across, heads, strict=True)),
    )
    lines: list[tuple[Cell, ...]] = [
        (row.name, row.ids, *cells) for row, cells in zip(drawn.down, drawn.cells, strict=True)
    ]
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
_COLUMN_HEAD = {
    "organizations": Text("Organisation", "Organisation"),
    "kinds": Text("Sort", "Kind"),
    "levels": Text("Nivå", "Level"),
    "roles": Text("Roll", "Role"),
}
_UNKNOWN_MEANS = Text(
    "Okänt betyder att källan lämnar frågan öppen, inte nej.", "Unknown means that the source leaves it open, not no."
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
_NOTHING_TO_SAY = Text(
    "organ och nivåer säger inget tillsammans: välj --rows issues, eller andra kolumner",
    "bodies and levels say nothing together: choose --rows issues, or other columns",
)


# What the sides are


def _bodies(structure: Structure, level: str, body: str) -> list[Body]:
    """The structure's own existing bodies, highest level first; of one level, or the one named whosever it is."""
    if body:
        found = structure.find(body, ("bodies",), Text("organen", "the bodies"))
        return [found] if isinstance(found, Body) else []
    at = structure.find(level, ("levels",), Text("nivåerna", "the levels")).id if level else ""
    order = {name: n for n, name in enumerate(structure.level_order)}
    own = [b for b in structure.bodies if structure.is_own(b) and b.status == "existing" and (not at or b.level == at)]
    return sorted(own, key=lambda b: order.get(b.level or "", len(order)))


def _across(structure: Structure, columns: Columns, bodies: list[Body], level: str) -> list[_Line]:
    if columns == "levels":
        only = structure.find(level, ("levels",)).id if level else ""
        levels = [i for i in structure.level_order if not only or i == only]
        return [
            _Line((key,), name)
            for i in levels
            for key, name in ((i, structure.name(i)), (f"{i}.lead", _lead_of(structure.name(i))))
        ]
    if columns == "roles":
        used = {seat.role for body in bodies for seat in structure.seats_of.get(body.id, ())}
        return [_Line((role.id,), role.label) for role in structure.roles if role.id in used]
    told = _told_of(structure, bodies)
    if columns == "organizations":
        return [_Line((o.id,), o.label) for o in structure.organizations if o.id in told]
    kinds = {kind for o in structure.organizations if o.id in told for kind in o.kind}
    return [_Line((kind.id,), kind.label) for kind in structure.kinds if kind.id in kinds]


def _lead_of(level: Text) -> Text:
    return Text(f"{level.sv}: ledning", f"{level.en or level.sv}: lead")


def _told_of(structure: Structure, bodies: Iterable[Body]) -> set[str]:
    """The organisations that the seats of some bodies speak of, and those of the area that are stated not to sit there."""
    attending = structure.once(Attending)
    near = {o for kind in structure.kinds for o in structure.actor_members(kind.id)}
    told: set[str] = set()
    for body in bodies:
        attendance = attending.of(body)
        told |= attendance.here.keys() | attendance.sharing.keys() | (near & attendance.absent.keys())
        for seat in structure.seats_of.get(body.id, ()):
            for tenure in seat.held_by:
                told.update(structure.holder_members(tenure.organization))
    return told


# What a cell says


def _cell_of(structure: Structure, rows: Rows, columns: Columns, bodies: list[Body]) -> Callable[[str, str], Word]:
    """The function that tells what stands in a cell, by the keys of its row and column."""
    sits = _role_in_body if columns == "roles" else _group_in_body
    attending = structure.once(Attending)
    members: dict[str, frozenset[str]] = {}
    chosen = {body.id: body for body in bodies}

    def in_body(body: Body, column: str) -> Word:
        if column not in members:
            members[column] = frozenset(structure.actor_members(column))
        return sits(structure, attending.of(body), column, members[column])

    def body_cell(row: str, column: str) -> Word:
        return in_body(chosen[row], column)

    def issue_cell(row: str, column: str) -> Word:
        if columns == "levels":
            return _issue_at_level(structure, row, column, chosen)
        told = [(body, record, in_body(body, column)) for body, record in structure.handled_by.get(row, ())]
        sure = [word for body, record, word in told if body.id in chosen and record.id not in structure.uncertain]
        for word in (YES, SHARED):
            if word in sure:
                return word
        closed = structure.once(all_is_listed) and all(_all_issues_told(structure, b) for b in structure.bodies)
        return NO if closed and all(word is NO for _, _, word in told) else MAYBE

    return body_cell if rows == "bodies" else issue_cell


def _group_in_body(structure: Structure, attendance: Attendance, _: str, members: frozenset[str]) -> Word:
    """Whether any of some organisations is in a body: by a seat of their own or one that speaks for them, or by turns."""
    if len(members) == 1:
        [one] = members
        if one in attendance.here:
            return YES
        if one in attendance.sharing:
            return SHARED
        return MAYBE if attendance.any_possible(members) else NO
    everyone = structure.with_units(members)
    rotating = {seat.id for seat, _ in attendance.rotations}
    here = [seat for seat, who in attendance.certain if not who.isdisjoint(everyone)]
    if any(seat.id not in rotating for seat in here):
        return YES
    if here or not attendance.sharing.keys().isdisjoint(members):
        return SHARED
    if not members or attendance.any_possible(members):
        return MAYBE
    return NO


def _role_in_body(structure: Structure, attendance: Attendance, role: str, _: frozenset[str]) -> Word:
    """Whether a body has a seat for a role; no only where the roles of all seats are known."""
    body = attendance.body
    seats = [seat for seat in structure.seats_of.get(body.id, ()) if seat.status == "existing"]
    named = [s for s in seats if s.role == role and s.participation != "attends"]  # who attends may have no seat
    sure = [s for s in named if structure.uncertain.isdisjoint((s.id, body.id))]
    if any(not seat.is_rotating for seat in sure):
        return YES
    if sure:
        return SHARED
    open_to_it = not all_seats_known(structure, body) or any(seat.role in (role, None) for seat in seats)
    return MAYBE if open_to_it else NO


def _issue_at_level(structure: Structure, issue: str, column: str, chosen: dict[str, Body]) -> Word:
    """Whether an issue is handled at a level, or, for the column of its leads, led there."""
    level = column.removesuffix(".lead")
    if column.endswith(".lead"):
        record = structure.get(issue)
        told: list[Record] = list(leads(structure, record, level)) if isinstance(record, Issue) else []
        here = [r for r in told if getattr(r, "level", None) == level and r.id not in structure.uncertain]
        return YES if here else MAYBE
    handling = [(body, record) for body, record in structure.handled_by.get(issue, ()) if body.level == level]
    if any(b.id in chosen and structure.uncertain.isdisjoint((b.id, record.id)) for b, record in handling):
        return YES
    at = structure.get(level)
    if handling or not (isinstance(at, Level) and at.bodies == "closed"):
        return MAYBE
    there = [b for b in structure.bodies if b.level in (level, None) and b.status == "existing"]
    return NO if all(b.level and _all_issues_told(structure, b) for b in there) else MAYBE


def _all_issues_told(structure: Structure, body: Body) -> bool:
    """Whether what a body handles is certainly all told; so it is of one that does not exist."""
    return body.status != "existing" or all_issues_known(structure, body)


# How it is drawn for a reader


class _Drawn(NamedTuple):
    """What stands where."""

    down: list[_Line]
    across: list[_Line]
    cells: list[list[Word]]
    head: Text


def _made_readable(drawn: _Drawn, other_head: Text) -> _Drawn:
    """The longer side down, and lines down with the very same answers as one."""
    if len(drawn.across) > max(len(drawn.down), MOST_COLUMNS):
        turned = [list(cells) for cells in zip(*drawn.cells, strict=True)]
        return _together(_Drawn(drawn.across, drawn.down, turned, other_head))
    return drawn


def _together(drawn: _Drawn) -> _Drawn:
    alike: dict[tuple[str, ...], list[int]] = {}
    for n, cells in enumerate(drawn.cells):
        alike.setdefault(tuple(word.key for word in cells), []).append(n)
    groups = list(alike.values())
    down = [_one_line([drawn.down[n] for n in group]) for group in groups]
    return drawn._replace(down=down, cells=[drawn.cells[group[0]] for group in groups])


def _one_line(lines: list[_Line]) -> _Line:
    names = sorted((line.name for line in lines), key=lambda text: swedish_order(text.sv))
    ids = tuple(i for line in lines for i in line.ids)
    if len(names) == 1:
        return _Line(ids, names[0])
    shown = names if len(names) <= 3 else [*names[:2], Text(f"{len(names) - 2} till", f"{len(names) - 2} more")]
    listed = joined(shown)
    return _Line(ids, Text(f"{len(names)}: {listed.sv}", f"{len(names)}: {listed.en}"))


def _heads(across: list[_Line]) -> tuple[list[Text], tuple[Fact, ...]]:
    """The headings; numbers with a legend where there are many, or long ones."""
    if len(across) <= MOST_COLUMNS:
        return [column.name for column in across], ()
    legend = tuple(Fact(column.key, Text(str(n)), column.name) for n, column in enumerate(across, start=1))
    return [fact.heading for fact in legend], legend
