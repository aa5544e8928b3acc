"""Responsible for an issue, and without a seat in any body that handles it.

Looks at every responsibility for an issue that some existing body handles, and at who sits in those bodies. It is a
**gap** when the responsible certainly have no seat in any of them (closed lists of seats, stated absences), and no
other body of the structure can both handle the issue and seat them. It is **possible** when that is not certain: a list
of seats is open, a body whose list of issues is open may handle the issue too, or something it rests on is implied. It
is **not assessable** when of none of the bodies any seat is told.

Seated is also whoever a seat speaks for, alone or among several, and whoever shares a rotating seat (`indirect-only`
and `rotating-only` tell what that leaves out). An organisation sits through its units; a unit whose whole sits may have
no seat of its own. Of a responsible kind, those count that act in the area the structure is about. A responsibility of
many is one finding, which names them by their group when all of it lack a seat and one by one when only some do.

It does not see bodies that no file lists. Where nobody handles the issue, see `unhandled-issue`. It is the gap between
responsibility and venue of the ecology of games: Lubell, Robins and Wang 2014, Ecology and Society 19(4):23.

Example:

```yaml
bodies:
  - id: radet
    name: {sv: rådet, en: the council}
    level: regional
    composition: closed
    handles: vatten
    source: {in: s}
    seats: [{id: radet.lst, held_by: {organization: lst-a}}]
issues:
  - {id: vatten, name: {sv: vattenförsörjning, en: water supply}, source: {in: s}}
responsibilities:
  - {id: ansvar, issue: vatten, who: {ids: [kommunerna-i-lan-a, lst-a]}, source: {in: s}}
```

```text
gap: Alby, Avik and Arnäs: responsible for water supply, but no seat where that is handled (the council).
```
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from civo.findings import Verdict
from civo.network import responsible
from civo.records import Body, Record, Responsibility
from civo.rules.rule import Found, Gap, Remedy, certain, each
from civo.rules.scope import named, own_bodies, own_issues
from civo.seats.handling import handled_by, may_handle
from civo.seats.rosters import Roster, Rosters
from civo.selectors import Selector
from civo.structure import Structure
from civo.words import Text

TITLE = Text(
    "Ansvarar för en fråga men sitter inte där den hanteras", "Responsible, but not seated where it is handled"
)
WHY = Text(
    "Den som ansvarar utan att sitta med får beslut om sin egen uppgift fattade av andra.",
    "Those who answer for an issue without a seat have their own task decided on by others.",
)
WHO = Text("den som leder organen", "whoever leads the bodies")
CLOSE = Text(
    "Ge de ansvariga en plats i ett organ som hanterar frågan, eller ange vem som för deras talan där.",
    "Give those responsible a seat in a body that handles the issue, or state who speaks for them there.",
)
REMEDY = Remedy("seat-where-handled", one_by_one=("who",))


class Missing(NamedTuple):
    """Some of those responsible who lack a seat, the bodies where they do, and whether that is certain."""

    responsibility: Responsibility
    who: tuple[str, ...]
    handling: tuple[tuple[Body, Record], ...]
    surely: bool


def find(structure: Structure) -> Found:
    """One finding for each responsibility and each set of bodies that handle its issues."""
    rosters = structure.once(Rosters)
    own = own_bodies(structure)
    checked = 0
    found: dict[object, tuple[Missing, list[str]]] = {}
    for issue in own_issues(structure):
        handling = tuple({body.id: (body, record) for body, record in handled_by(structure, issue.id)}.values())
        responsibilities = structure.responsibilities_for.get(issue.id, ())
        here = [rosters.of(body) for body, _ in handling] if responsibilities else []
        for responsibility in responsibilities:
            who = responsible(structure, responsibility)
            if handling and who and responsibility.status == "existing":
                checked += 1
                for surely, some in _missing(here, who):
                    key = (responsibility.id, some, tuple(body.id for body, _ in handling), surely)
                    found.setdefault(key, (Missing(responsibility, some, handling, surely), []))[1].append(issue.id)
    return Found(checked, [_gap(structure, missing, issues, rosters, own) for missing, issues in found.values()])


def _missing(rosters: list[Roster], who: tuple[str, ...]) -> list[tuple[bool, tuple[str, ...]]]:
    """Those who are certainly in none of the bodies, and those who are in none that is known but may be in one."""
    left = set(who)
    for roster in rosters:
        left.difference_update(roster.present, roster.sharing)
    possible: set[str] = set()
    for roster in rosters:
        if not (rest := left - possible):
            break
        possible |= roster.possible(frozenset(rest))
    sure = tuple(o for o in who if o in left and o not in possible)
    unsure = tuple(o for o in who if o in possible)
    return [(surely, some) for surely, some in ((True, sure), (False, unsure)) if some]


def _gap(structure: Structure, missing: Missing, issues: list[str], rosters: Rosters, own: list[Body]) -> Gap:
    responsibility, who, handling, surely = missing
    bodies = [body for body, _ in handling]
    names = {
        "who": _who(structure, responsibility, who),
        "issue": named(structure, issues),
        "bodies": named(structure, [body.id for body in bodies]),
    }
    about = each(issue=issues, who=_subjects(structure, responsibility, who))
    handled: list[Record] = [record for _, record in handling]
    if not surely:
        told = any(seat.status == "existing" for body in bodies for seat in structure.seats_of.get(body.id, ()))
        maybe = {s.id: s for body in bodies for s in rosters.of(body).seats_open_to(frozenset(who))}
        chain = (responsibility, *handled, *bodies, *maybe.values())
        if not told:
            return Gap(Verdict.NOT_ASSESSABLE, about, _UNTOLD.filled(**names), chain)
        return Gap(Verdict.POSSIBLE, about, _NOT_KNOWN.filled(**names), chain)
    why = [record for body in bodies for record in rosters.of(body).without(who)]
    chain = (responsibility, *handled, *why)
    other = _elsewhere(structure, rosters, own, issues, who, bodies)
    if other:
        sentence = _ELSEWHERE.filled(other=other.label, **names)
        return Gap(Verdict.POSSIBLE, about, sentence, (*chain, other))
    return Gap(certain(*chain), about, _NOT_SEATED.filled(**names), chain)


def _elsewhere(
    structure: Structure,
    rosters: Rosters,
    own: list[Body],
    issues: Iterable[str],
    who: tuple[str, ...],
    handling: list[Body],
) -> Body | None:
    """A body that may handle the issue as well, and where one of them sits or may sit."""
    known = {body.id for body in handling}
    for body in own:
        if body.id in known or not any(may_handle(structure, body, issue) for issue in issues):
            continue
        if rosters.of(body).may_be_here(frozenset(who)):
            return body
    return None


def _who(structure: Structure, responsibility: Responsibility, who: tuple[str, ...]) -> Text:
    if set(who) == set(responsible(structure, responsibility)) and len(who) > 1:
        return structure.selector_name(responsibility.who)
    return named(structure, who)


def _subjects(structure: Structure, responsibility: Responsibility, who: tuple[str, ...]) -> tuple[str, ...]:
    """The collective, when all of one lack a seat and it is the one responsible; otherwise the organisations."""
    for collective in structure.collectives:
        named_so = responsibility.who in (collective.members, Selector(ids=(collective.id,)))
        if named_so and set(who) == set(structure.members(collective.members)):
            return (collective.id,)
    return who


_NOT_SEATED = Text(
    "{who} ansvarar för {issue} men har ingen plats där det hanteras ({bodies}).",
    "{who}: responsible for {issue}, but no seat where that is handled ({bodies}).",
)
_ELSEWHERE = Text(
    "{who} ansvarar för {issue} men har ingen plats i {bodies}, där det hanteras; om det hanteras även i {other} är okänt.",
    "{who}: responsible for {issue}, but no seat in {bodies}, where that is handled; {other} may handle it too.",
)
_NOT_KNOWN = Text(
    "{who} ansvarar för {issue} men har ingen känd plats där det hanteras ({bodies}); alla som sitter där är inte kända.",
    "{who}: responsible for {issue}, but no known seat where that is handled ({bodies}); not all who sit there are known.",
)
_UNTOLD = Text(
    "Om {who}, som ansvarar för {issue}, har en plats där det hanteras ({bodies}) går inte att säga: ingen plats är känd.",
    "{who}: responsible for {issue}; a seat where that is handled ({bodies}) cannot be told, since no seat is known.",
)
