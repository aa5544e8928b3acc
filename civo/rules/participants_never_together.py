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

from civo.findings import Verdict
from civo.records import Issue, Record
from civo.rules.rule import Found, Gap, Remedy, certain, each
from civo.rules.scope import named, own_issues
from civo.seats.required import Meeting, Meetings, levels_without
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
REMEDY = Remedy("seat-for-those-missing")


def find(structure: Structure) -> Found:
    """One finding for each issue that requires participants."""
    meetings = structure.once(Meetings)
    gaps = []
    checked = 0
    for issue in own_issues(structure):
        if issue.requires_participants:
            checked += 1
            if meetings.where_all_sit(issue) is None:
                gaps.append(_gap(structure, issue, meetings.of(issue)))
    return Found(checked, gaps)


def _gap(structure: Structure, issue: Issue, meetings: list[Meeting]) -> Gap:
    required = tuple(dict.fromkeys(issue.requires_participants))
    subjects = (issue.id, *(actor for actor in required if actor != issue.id))
    names = {"issue": issue.label, "required": named(structure, required)}
    told = any(seat.status == "existing" for m in meetings for seat in structure.seats_of.get(m.body.id, ()))
    surely = bool(meetings) and all(Truth.NO in m.seated for m in meetings)
    if not told and not surely:
        return Gap(
            Verdict.NOT_ASSESSABLE,
            each(issue=issue.id),
            _UNTOLD.filled(**names),
            (issue, *(m.body for m in meetings)),
            subjects=subjects,
        )
    closest = max(meetings, key=lambda m: (m.seated.count(Truth.YES), -m.seated.count(Truth.NO)))
    nearest = Text("", "")
    chain: tuple[Record, ...] = (issue,)
    if Truth.YES in closest.seated:
        lacking = [a for a, t in zip(issue.requires_participants, closest.seated, strict=True) if t is not Truth.YES]
        words = _WITHOUT if Truth.UNKNOWN not in closest.seated else _UNKNOWN
        nearest = words.filled(body=closest.body.label, lacking=named(structure, lacking))
        chain = (issue, closest.body)
    if surely:
        levels, complete = levels_without(structure, issue)
        why = tuple({r.id: r for r in (*(r for m in meetings for r in m.why_not), *levels)}.values())
        if not complete:
            return Gap(
                Verdict.POSSIBLE,
                each(issue=issue.id),
                _NOT_KNOWN.filled(closest=nearest, **names),
                (*chain, *why),
                subjects=subjects,
            )
        return Gap(
            certain(issue, *why),
            each(issue=issue.id),
            _NEVER.filled(closest=nearest, **names),
            (*chain, *why),
            subjects=subjects,
        )
    return Gap(
        Verdict.POSSIBLE, each(issue=issue.id), _NOT_KNOWN.filled(closest=nearest, **names), chain, subjects=subjects
    )


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
