"""No single body seats all whom an issue requires.

Looks at every issue that requires participants. It is a **gap** when in each of the structure's existing bodies at
least one of them is certainly absent (a closed list of seats, a stated absence), and no body that no file lists can
seat them all: of each of the structure's levels all bodies are listed (`bodies: closed`), or it is stated that one of
those required sits nowhere at the level. It is **possible** when no body is known to seat all but some may: lists are
open, levels may have other bodies, or what it rests on is implied. It is **not assessable** when no seat of
any existing body is told.

How each is seated:

- an organisation by a seat of its own, held by it or by a unit of it, or by a seat that speaks for it; a share in a
  rotating seat that another holds is not enough, and a seat of the whole is not surely one of its unit;
- a collective or a kind by a seat of any one of its organisations, by a seat that speaks for any, or by one that goes
  round among them only; a kind whose organisations are not listed is seated when a seat is said to speak for it;
- a role by a seat of that role;
- a body only in itself: whether its members sit elsewhere on its behalf cannot be told from lists of seats.

It does not see bodies that belong to no level and that no file lists. Bodies of the background count when they seat
all. That a body seats all says nothing of whether it handles the issue: see `unhandled-issue`.

Example:

```yaml
levels:
  - {id: regional, name: {sv: Regional nivå, en: Regional level}, bodies: closed, source: {in: s}}
bodies:
  - id: radet
    name: {sv: rådet, en: the council}
    level: regional
    composition: closed
    source: {in: s}
    seats: [{id: radet.region, held_by: {organization: region-a}}]
issues:
  - {id: vard, name: {sv: vårdkedjan, en: care}, requires_participants: [region-a, kommun], source: {in: s}}
```

```text
gap: No body seats all that care requires (Region A and municipality); closest is the council, without municipality.
```
"""

from __future__ import annotations

from typing import NamedTuple

from civo.attending import Attendance, Attending
from civo.findings import Verdict
from civo.records import Absence, Body, Issue, Level, Record, Role
from civo.rules.rule import Found, Gap, certain
from civo.rules.scope import named, own_bodies, own_issues, own_levels
from civo.seating import absences_at, is_stated
from civo.selectors import Selector
from civo.structure import Structure
from civo.truth import Truth
from civo.words import Text

TITLE = Text("De som behövs möts aldrig i samma organ", "Those who are needed never meet in one body")
WHY = Text(
    "Det som kräver flera kan inte göras upp när de aldrig sitter vid samma bord.",
    "What takes several cannot be settled when they never sit at the same table.",
)
WHO = Text("de som ansvarar för frågan", "those responsible for the issue")
CLOSE = Text(
    "Ge dem som saknas plats i ett organ där de andra sitter, eller ange organet där alla möts.",
    "Give those missing a seat in a body where the others sit, or state the body where all meet.",
)


class Meeting(NamedTuple):
    """One body: of each that is required, whether it sits there, and what says that some do not."""

    body: Body
    seated: tuple[Truth, ...]
    why_not: tuple[Record, ...]


def find(structure: Structure) -> Found:
    """One finding for each issue that requires participants."""
    own = own_bodies(structure)
    others = [b for b in structure.bodies if b.status == "existing" and not structure.is_own(b)]
    table = _Table(structure)
    gaps = []
    checked = 0
    for issue in own_issues(structure):
        if issue.requires_participants:
            checked += 1
            if not any(_all_sit(table, body, issue) for body in (*own, *others)):
                gaps.append(_gap(structure, issue, [table.meeting(body, issue) for body in own]))
    return Found(checked, gaps)


def _all_sit(table: _Table, body: Body, issue: Issue) -> bool:
    return all(table.seated(body, actor)[0] is Truth.YES for actor in issue.requires_participants)


def _gap(structure: Structure, issue: Issue, meetings: list[Meeting]) -> Gap:
    required = tuple(dict.fromkeys(issue.requires_participants))
    subjects = (issue.id, *(actor for actor in required if actor != issue.id))
    names = {"issue": issue.label, "required": named(structure, required)}
    told = any(seat.status == "existing" for m in meetings for seat in structure.seats_of.get(m.body.id, ()))
    surely = bool(meetings) and all(Truth.NO in m.seated for m in meetings)
    if not told and not surely:
        return Gap(Verdict.NOT_ASSESSABLE, subjects, _UNTOLD.filled(**names), (issue, *(m.body for m in meetings)))
    closest = max(meetings, key=lambda m: (m.seated.count(Truth.YES), -m.seated.count(Truth.NO)))
    nearest = Text("", "")
    chain: tuple[Record, ...] = (issue,)
    if Truth.YES in closest.seated:
        lacking = [a for a, t in zip(issue.requires_participants, closest.seated, strict=True) if t is not Truth.YES]
        words = _WITHOUT if Truth.UNKNOWN not in closest.seated else _UNKNOWN
        nearest = words.filled(body=closest.body.label, lacking=named(structure, lacking))
        chain = (issue, closest.body)
    if surely:
        levels, complete = _levels(structure, issue)
        why = tuple({r.id: r for r in (*(r for m in meetings for r in m.why_not), *levels)}.values())
        if not complete:
            return Gap(Verdict.POSSIBLE, subjects, _NOT_KNOWN.filled(closest=nearest, **names), (*chain, *why))
        return Gap(certain(issue, *why), subjects, _NEVER.filled(closest=nearest, **names), (*chain, *why))
    return Gap(Verdict.POSSIBLE, subjects, _NOT_KNOWN.filled(closest=nearest, **names), chain)


def _levels(structure: Structure, issue: Issue) -> tuple[list[Record], bool]:
    """What says that bodies that no file lists seat them neither, and whether it says so of all the levels."""
    found: list[Record] = []
    complete = True
    own = own_levels(structure)
    for level in own:
        record = structure.get(level)
        if isinstance(record, Level) and record.bodies == "closed":
            found.append(record)
            continue
        absence = next((a for a in structure.absences if _keeps_one_away(structure, a, level, issue)), None)
        found += [absence] if absence else []
        complete = complete and absence is not None
    return found, complete and bool(own)


def _keeps_one_away(structure: Structure, absence: Absence, level: str, issue: Issue) -> bool:
    """Whether it is stated that one of those required sits in no body of the level."""
    if absence.level != level or absence.body is not None or not is_stated(structure, absence):
        return False
    if absence.area is not None and structure.loaded.manifest.area not in structure.inside(absence.area):
        return False
    away = set(structure.members(absence.who))
    required = (structure.actor_members(actor) for actor in issue.requires_participants)
    return any(members and away.issuperset(members) for members in required)


class _Table:
    """Who of those required sits at which body's table."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._attending = structure.once(Attending)
        self._members: dict[str, frozenset[str]] = {}
        self._told: dict[tuple[str, str], tuple[Truth, tuple[Record, ...]]] = {}

    def meeting(self, body: Body, issue: Issue) -> Meeting:
        """Whom of those required by an issue a body seats."""
        told = [self.seated(body, actor) for actor in issue.requires_participants]
        return Meeting(body, tuple(truth for truth, _ in told), tuple(r for _, why in told for r in why))

    def seated(self, body: Body, actor: str) -> tuple[Truth, tuple[Record, ...]]:
        """Whether one of those required sits in the body and, when certainly not, what says so."""
        if (body.id, actor) not in self._told:
            self._told[body.id, actor] = self._seated(body, actor)
        return self._told[body.id, actor]

    def _seated(self, body: Body, actor: str) -> tuple[Truth, tuple[Record, ...]]:
        attendance = self._attending.of(body)
        kind = self._structure.kind_of(actor)
        if kind == "bodies":
            return (Truth.YES if actor == body.id else Truth.UNKNOWN), ()
        if kind == "roles":
            return self._role(attendance, actor)
        if actor not in self._members:
            self._members[actor] = frozenset(self._structure.actor_members(actor))
        members = self._members[actor]
        if not members:
            return self._unlisted(attendance, actor)
        if not attendance.here.keys().isdisjoint(members):
            return Truth.YES, ()
        if kind != "organizations" and any(among and among <= members for _, among in attendance.rotations):
            return Truth.YES, ()
        if attendance.any_possible(members):
            return Truth.UNKNOWN, ()
        return Truth.NO, attendance.without(members)

    def _role(self, attendance: Attendance, role: str) -> tuple[Truth, tuple[Record, ...]]:
        seats = [s for s in self._structure.seats_of.get(attendance.body.id, ()) if s.status == "existing"]
        mine = [seat for seat in seats if seat.role == role]
        if any(self._structure.uncertain.isdisjoint((seat.id, seat.body)) for seat in mine):
            return Truth.YES, ()
        if attendance.closed and not mine and all(seat.role for seat in seats):
            return Truth.NO, (attendance.body,)
        record = self._structure.get(role)
        held_in = frozenset(self._structure.members(record.held_in)) if isinstance(record, Role) else frozenset()
        if held_in and attendance.here.keys().isdisjoint(held_in) and not attendance.any_possible(held_in):
            return Truth.NO, attendance.without(held_in)
        return Truth.UNKNOWN, ()

    def _unlisted(self, attendance: Attendance, kind: str) -> tuple[Truth, tuple[Record, ...]]:
        """For a kind of which no organisation is listed: what seats and absences say of the kind by name."""
        structure = self._structure
        for seat in structure.seats_of.get(attendance.body.id, ()):
            spoken_for = seat.rotates.among if seat.rotates else seat.represents
            certain_seat = seat.status == "existing" and structure.uncertain.isdisjoint((seat.id, seat.body))
            if certain_seat and spoken_for and kind in spoken_for.kind:
                return Truth.YES, ()
        absent = [a for a in absences_at(structure, attendance.body) if _is_just_of(a.who, kind) and not a.except_seats]
        return (Truth.NO, tuple(absent)) if absent else (Truth.UNKNOWN, ())


def _is_just_of(selector: Selector, kind: str) -> bool:
    """Whether a selector means all organisations of the kind, with or without others."""
    return kind in selector.kind and selector == Selector(kind=selector.kind)


_NEVER = Text(
    "Inget organ samlar alla som {issue} kräver ({required}){closest}.",
    "No body seats all that {issue} requires ({required}){closest}.",
)
_NOT_KNOWN = Text(
    "Inget känt organ samlar alla som {issue} kräver ({required}){closest}.",
    "No body is known to seat all that {issue} requires ({required}){closest}.",
)
_WITHOUT = Text("; närmast är {body}, utan {lacking}", "; closest is {body}, without {lacking}")
_UNKNOWN = Text("; närmast är {body}, där {lacking} inte är känt", "; closest is {body}, where {lacking} is not known")
_UNTOLD = Text(
    "Om något organ samlar alla som {issue} kräver ({required}) går inte att säga: ingen plats är känd.",
    "Whether any body seats all that {issue} requires ({required}) cannot be told: no seat is known.",
)
