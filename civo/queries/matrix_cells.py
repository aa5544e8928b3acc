"""What a matrix has down and across, and what stands where a row and a column meet: yes, implied, no, unknown or shared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from civo.answers import Word
from civo.errors import CivoError
from civo.network import kinds_with_a_stake
from civo.records import Body, Issue, Level, Record
from civo.seats.claims import Claims
from civo.seats.handling import all_issues_known, handled_by
from civo.seats.leading import leads_of_issue
from civo.seats.rosters import Roster, Rosters, all_is_listed
from civo.structure import Structure
from civo.truth import Truth
from civo.words import Text

Rows = Literal["bodies", "issues"]
Columns = Literal["organizations", "kinds", "levels", "roles"]

YES = Word("yes", Text("ja", "yes"))
NO = Word("no", Text("nej", "no"))
MAYBE = Word("unknown", Text("okänt", "unknown"))
IMPLIED = Word("implied", Text("ja, inte uttalat", "yes, not stated"))
SHARED = Word("shared", Text("delad", "shared"))
LEAD = ".lead"
"""What the key of a column ends in that is about who leads at the level before it."""


class Line(NamedTuple):
    """A row or a column: the ids it stands for, and its name."""

    ids: tuple[str, ...]
    name: Text

    @property
    def key(self) -> str:
        """Its key for machines."""
        return self.ids[0]


class Sides(NamedTuple):
    """The records down, the columns across, and what stands in a cell, by the keys of its row and its column.

    A column may be asked for that is not among those across, as long as the structure has what it is about.
    """

    down: list[Record]
    across: list[Line]
    cell: Callable[[str, str], Word]


def sides(structure: Structure, rows: Rows, columns: Columns, level: str = "", body: str = "") -> Sides:
    """Both sides of a matrix of the structure's own bodies, highest level first, or of its own issues.

    Raises UnknownName for a body or a level that does not exist, CivoError for sides that say nothing together.
    """
    if rows == "bodies" and columns == "levels":
        raise CivoError(_NOTHING_TO_SAY)
    bodies = _bodies(structure, level, body)
    issues = [i for i in structure.issues if structure.is_own(i) and i.type != "threat"]
    down: list[Record] = [*bodies] if rows == "bodies" else [*issues]
    return Sides(down, _across(structure, columns, bodies, level), _cell_of(structure, rows, columns, bodies))


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


def _across(structure: Structure, columns: Columns, bodies: list[Body], level: str) -> list[Line]:
    if columns == "levels":
        only = structure.find(level, ("levels",)).id if level else ""
        levels = [i for i in structure.level_order if not only or i == only]
        return [
            Line((key,), name)
            for i in levels
            for key, name in ((i, structure.name(i)), (f"{i}{LEAD}", _lead_of(structure.name(i))))
        ]
    if columns == "roles":
        used = {seat.role for body in bodies for seat in structure.seats_of.get(body.id, ())}
        return [Line((role.id,), role.label) for role in structure.roles if role.id in used]
    told = _told_of(structure, bodies)
    if columns == "organizations":
        return [Line((o.id,), o.label) for o in structure.organizations if o.id in told]
    kinds = {kind for o in structure.organizations if o.id in told for kind in o.kind}
    kinds.update(kinds_with_a_stake(structure))  # those without any seat are what one looks for
    return [Line((kind.id,), kind.label) for kind in structure.kinds if kind.id in kinds]


def _lead_of(level: Text) -> Text:
    return Text(f"{level.sv}: ledning", f"{level.en or level.sv}: lead")


def _told_of(structure: Structure, bodies: Iterable[Body]) -> set[str]:
    """The organisations that the seats of some bodies speak of, and those of the area that are stated not to sit there."""
    claims, rosters = structure.once(Claims), structure.once(Rosters)
    near = {o for kind in structure.kinds for o in structure.actor_members(kind.id)}
    told: set[str] = set()
    for body in bodies:
        roster = rosters.of(body)
        told |= roster.present | roster.sharing | (near & roster.absent.keys())
        for seat, _ in roster.seats:
            told |= claims.ever_held(seat)
    return told


# What a cell says


def _cell_of(structure: Structure, rows: Rows, columns: Columns, bodies: list[Body]) -> Callable[[str, str], Word]:
    """The function that tells what stands in a cell, by the keys of its row and column."""
    sits = _role_in_body if columns == "roles" else _group_in_body
    rosters = structure.once(Rosters)
    members: dict[str, frozenset[str]] = {}
    chosen = {body.id: body for body in bodies}

    def in_body(body: Body, column: str) -> Word:
        if column not in members:
            members[column] = frozenset(structure.actor_members(column))
        return sits(structure, rosters.of(body), column, members[column])

    def body_cell(row: str, column: str) -> Word:
        return in_body(chosen[row], column)

    def issue_cell(row: str, column: str) -> Word:
        if columns == "levels":
            return _issue_at_level(structure, row, column, chosen)
        told = [(body, record, in_body(body, column)) for body, record in handled_by(structure, row)]
        sure = [
            IMPLIED if word is YES and record.certainty != "stated" else word
            for body, record, word in told
            if body.id in chosen and record.id not in structure.uncertain
        ]
        for word in (YES, IMPLIED, SHARED):
            if word in sure:
                return word
        closed = structure.once(all_is_listed) and all(_all_issues_told(structure, b) for b in structure.bodies)
        return NO if closed and all(word is NO for _, _, word in told) else MAYBE

    return body_cell if rows == "bodies" else issue_cell


def _group_in_body(_: Structure, roster: Roster, __: str, members: frozenset[str]) -> Word:
    """Whether any of some organisations is in a body: by a seat of their own or one that speaks for them, or by turns."""
    place = roster.place(members)
    standing = place.standing
    if standing.truth is Truth.YES:
        return YES if standing.certainty == "stated" else IMPLIED
    if place.shared:
        return SHARED
    return NO if standing.truth is Truth.NO else MAYBE


def _yes(body: Body, *told: Record) -> Word:
    """Yes, where the body and one of the records that say so are stated; else it is implied."""
    return YES if body.certainty == "stated" and any(r.certainty == "stated" for r in told) else IMPLIED


def _role_in_body(_: Structure, roster: Roster, role: str, __: frozenset[str]) -> Word:
    """Whether a body has a seat for a role; no only where the roles of all seats are known."""
    sure = [(seat, claim) for seat, claim in roster.seats if seat.role == role and claim.sure and claim.full]
    if own := [seat for seat, claim in sure if not claim.rotating]:
        return _yes(roster.body, *own)
    if sure:
        return SHARED
    open_to_it = not roster.closed or any(seat.role in (role, None) for seat, _ in roster.seats)
    return MAYBE if open_to_it else NO


def _issue_at_level(structure: Structure, issue: str, column: str, chosen: dict[str, Body]) -> Word:
    """Whether an issue is handled at a level, or, for the column of its leads, led there."""
    level = column.removesuffix(LEAD)
    if column.endswith(LEAD):
        record = structure.get(issue)
        told: list[Record] = list(leads_of_issue(structure, record, level)) if isinstance(record, Issue) else []
        here = [r for r in told if getattr(r, "level", None) == level and r.id not in structure.uncertain]
        if not here:
            return MAYBE
        return YES if any(r.certainty == "stated" for r in here) else IMPLIED
    handling = [(body, record) for body, record in handled_by(structure, issue) if body.level == level]
    words = {
        _yes(b, record)
        for b, record in handling
        if b.id in chosen and structure.uncertain.isdisjoint((b.id, record.id))
    }
    if words:
        return YES if YES in words else IMPLIED
    at = structure.get(level)
    if handling or not (isinstance(at, Level) and at.bodies == "closed"):
        return MAYBE
    there = [b for b in structure.bodies if b.level in (level, None) and b.status == "existing"]
    return NO if all(b.level and _all_issues_told(structure, b) for b in there) else MAYBE


def _all_issues_told(structure: Structure, body: Body) -> bool:
    """Whether what a body handles is certainly all told; so it is of one that does not exist."""
    return body.status != "existing" or all_issues_known(structure, body)
