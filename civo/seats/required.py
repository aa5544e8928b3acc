"""Whether those whom an issue requires meet in one body: one reading for the rule and for the table of issues."""

from __future__ import annotations

from typing import NamedTuple

from civo.records import Absence, Body, Issue, Record, Role
from civo.seats.absences import absences_from, all_bodies_known
from civo.seats.claims import Claims
from civo.seats.rosters import Roster, Rosters
from civo.selectors import Selector
from civo.structure import Structure
from civo.truth import Truth


class Meeting(NamedTuple):
    """One body: of each that is required, whether it sits there, and what says that some do not."""

    body: Body
    seated: tuple[Truth, ...]
    why_not: tuple[Record, ...]


def meets(structure: Structure, issue: Issue) -> tuple[Truth, Body | None]:
    """Whether one body seats all whom the issue requires, and which.

    No only when in each own body one of them certainly does not sit, no body that no file lists can seat them all, and
    all that this rests on is stated.
    """
    meetings = structure.once(Meetings)
    where = meetings.where_all_sit(issue)
    if where:
        return Truth.YES, where
    told = meetings.of(issue)
    levels, complete = levels_without(structure, issue)
    surely = bool(told) and complete and all(Truth.NO in meeting.seated for meeting in told)
    rests = (issue, *levels, *(record for meeting in told for record in meeting.why_not))
    return (Truth.NO if surely and all(r.certainty == "stated" for r in rests) else Truth.UNKNOWN), None


def levels_without(structure: Structure, issue: Issue) -> tuple[list[Record], bool]:
    """What says that bodies that no file lists seat them neither, and whether it says so of all the levels."""
    found: list[Record] = []
    complete = True
    own = _own_levels(structure)
    for level in own:
        record = structure.get(level)
        if record and all_bodies_known(structure, level):
            found.append(record)
            continue
        absence = next((a for a in absences_from(structure, level) if _keeps_one_away(structure, a, issue)), None)
        found += [absence] if absence else []
        complete = complete and absence is not None
    return found, complete and bool(own)


def _keeps_one_away(structure: Structure, absence: Absence, issue: Issue) -> bool:
    """Whether it is stated that one of those required does not sit at the level of an absence."""
    away = set(structure.members(absence.who))
    required = (structure.actor_members(actor) for actor in issue.requires_participants)
    return any(members and away.issuperset(members) for members in required)


def _own_levels(structure: Structure) -> list[str]:
    """The levels that the structure has existing bodies at, or that its existing arrangements span."""

    def own(record: Record) -> bool:
        return record.status == "existing" and structure.is_own(record)

    spanned = {body.level for body in structure.bodies if own(body)}
    spanned |= {level for arrangement in structure.arrangements if own(arrangement) for level in arrangement.levels}
    return [level for level in structure.level_order if level in spanned]


class Meetings:
    """Who of those whom issues require sits at which body's table."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._rosters = structure.once(Rosters)
        self._members: dict[str, frozenset[str]] = {}
        existing = [body for body in structure.bodies if body.status == "existing"]
        self._own = [body for body in existing if structure.is_own(body)]
        self._others = [body for body in existing if not structure.is_own(body)]
        self._told: dict[tuple[str, str], tuple[Truth, tuple[Record, ...]]] = {}

    def where_all_sit(self, issue: Issue) -> Body | None:
        """The first existing body, the structure's own before others, that certainly seats all whom an issue requires."""
        for body in (*self._own, *self._others):
            if all(self.seated(body, actor)[0] is Truth.YES for actor in issue.requires_participants):
                return body
        return None

    def of(self, issue: Issue) -> list[Meeting]:
        """Whom of those required by an issue each of the structure's own existing bodies seats."""
        return [self._meeting(body, issue) for body in self._own]

    def _meeting(self, body: Body, issue: Issue) -> Meeting:
        told = [self.seated(body, actor) for actor in issue.requires_participants]
        return Meeting(body, tuple(truth for truth, _ in told), tuple(r for _, why in told for r in why))

    def seated(self, body: Body, actor: str) -> tuple[Truth, tuple[Record, ...]]:
        """Whether one of those required sits in the body and, when certainly not, what says so."""
        if (body.id, actor) not in self._told:
            self._told[body.id, actor] = self._seated(body, actor)
        return self._told[body.id, actor]

    def _seated(self, body: Body, actor: str) -> tuple[Truth, tuple[Record, ...]]:
        roster = self._rosters.of(body)
        kind = self._structure.kind_of(actor)
        if kind == "bodies":
            return (Truth.YES if actor == body.id else Truth.UNKNOWN), ()
        if kind == "roles":
            return self._role(roster, actor)
        if actor not in self._members:
            self._members[actor] = frozenset(self._structure.actor_members(actor))
        members = self._members[actor]
        if not members:
            return self._unlisted(roster, actor)
        truth = roster.place(members).at_the_table
        return truth, roster.without(sorted(members)) if truth is Truth.NO else ()

    def _role(self, roster: Roster, role: str) -> tuple[Truth, tuple[Record, ...]]:
        mine = [(seat, claim) for seat, claim in roster.seats if seat.role == role]
        if any(claim.sure and claim.full for _, claim in mine):
            return Truth.YES, ()
        if roster.closed and not mine and all(seat.role for seat, _ in roster.seats):
            return Truth.NO, (roster.body,)
        record = self._structure.get(role)
        held_in = frozenset(self._structure.members(record.held_in)) if isinstance(record, Role) else frozenset()
        if held_in and roster.place(held_in).at_the_table is Truth.NO:
            return Truth.NO, roster.without(sorted(held_in))
        return Truth.UNKNOWN, ()

    def _unlisted(self, roster: Roster, kind: str) -> tuple[Truth, tuple[Record, ...]]:
        """For a kind of which no organisation is listed: what seats and absences say of the kind by name."""
        claims = self._structure.once(Claims)
        if any(claim.sure and kind in claims.kinds_named(seat) for seat, claim in roster.seats):
            return Truth.YES, ()
        absent = [a for a in roster.absences if _is_just_of(a.who, kind) and not a.except_seats]
        return (Truth.NO, tuple(absent)) if absent else (Truth.UNKNOWN, ())


def _is_just_of(selector: Selector, kind: str) -> bool:
    """Whether a selector means all organisations of the kind, with or without others."""
    return kind in selector.kind and selector == Selector(kind=selector.kind)
