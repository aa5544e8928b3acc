"""Responsible for an issue, and without a seat where it is decided which issues are taken up.

Looks at every responsibility for an issue of the structure, and at the existing bodies that decide the agenda: those that
assign the issues of other bodies (`decides: assigns_issues_of`) or have the function `agenda`. Those of one level and area
are taken together: a seat in one of them is enough. An issue concerns them when a body at their level and in their area
handles it (where one of them assigns the issues of that very body, only that one counts), or when nobody handles it:
then this is where those responsible, who act in the area, would have to raise it.

It is a **gap** when those responsible certainly have no seat there (closed lists of seats, stated absences), **possible**
when not all who sit there are known or something it rests on is implied or probable. It is **not assessable** when no seat at all
is told of those bodies; the finding says so when they may be the same as a body where those responsible do sit.

Seated is also whoever a seat speaks for and whoever shares a rotating seat (see `indirect-only` and `rotating-only`). An
organisation sits through its units. A responsibility that is stated for another level does not count, and neither do
issues that are handled at other levels only. What it does not see: agendas that are set outside the listed bodies, and
whether one who has no seat may still put an issue on the agenda.

Who decides the agenda decides what is never decided: Bachrach and Baratz 1962, American Political Science Review 56(4),
947-952.

Example:

```yaml
bodies:
  - id: ledningen
    name: {sv: ledningen, en: the steering group}
    area: lan-a
    composition: closed
    decides: {assigns_issues_of: gruppen}
    source: {in: s}
    seats: [{id: ledningen.lst, held_by: {organization: lst-a}}]
  - {id: gruppen, name: {sv: gruppen, en: the group}, area: lan-a, handles: vatten, source: {in: s}}
issues:
  - {id: vatten, name: {sv: vatten, en: water}, source: {in: s}}
responsibilities:
  - {id: ansvar, issue: vatten, who: [region-a, lst-a], source: {in: s}}
```

```text
gap: Region A: responsible for water, but no seat in the steering group, where it is decided which issues lie with the group.
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from civo.findings import Verdict
from civo.network import responsible
from civo.records import Body, Record, Responsibility
from civo.rules.rule import Found, Gap, Remedy, certain, each
from civo.rules.scope import level_in_words, named, other_names, own_bodies, own_issues, together
from civo.seats.handling import handled_by
from civo.seats.rosters import Roster, Rosters
from civo.structure import Structure
from civo.words import NO_TEXT, Text

TITLE = Text("Ansvarig, men utan plats där dagordningen avgörs", "Responsible, but no seat where the agenda is decided")
WHY = Text(
    "Den som inte är med när det avgörs vilka frågor som tas upp kan inte få upp sin egen.",
    "Those who are not there when it is decided which issues are taken up cannot bring up their own.",
)
WHO = Text("den som leder organet som avgör dagordningen", "whoever leads the body that decides the agenda")
CLOSE = Text(
    "Ge de ansvariga en plats där, eller ange hur de får upp en fråga utan att sitta med.",
    "Give those responsible a seat there, or state how they bring up an issue without one.",
)
REMEDY = Remedy("seat-where-agenda-is-set", one_by_one=("who",))


class _Venue(NamedTuple):
    """The bodies that decide the agenda at a level in an area; who acts in the area, and who acts there at all."""

    level: str | None
    area: str | None
    bodies: tuple[Body, ...]
    inside: frozenset[str] | None
    """None: anybody."""
    here: frozenset[str] | None


class _Missing(NamedTuple):
    """Some who lack a seat in the bodies, for which issues, and whether that is certain."""

    venue: _Venue
    bodies: tuple[Body, ...]
    surely: bool
    who: dict[str, None]
    issues: dict[str, None]
    because: dict[str, Record]


def find(structure: Structure) -> Found:
    """One finding for each agenda and all issues of which the same responsible lack a seat there."""
    rosters = structure.once(Rosters)
    venues = _venues(structure)
    checked = 0
    found: dict[object, _Missing] = {}
    for issue in own_issues(structure) if venues else ():
        told = [r for r in structure.responsibilities_for.get(issue.id, ()) if r.status == "existing"]
        for venue in venues if told else ():
            bodies, whole = _concerned(structure, issue.id, venue)
            for responsibility in told if bodies else ():
                who = _responsible(structure, responsibility, venue, whole)
                checked += bool(who)
                for surely, some in _missing(structure, rosters, bodies, who):
                    untold = not surely and not _told(structure, rosters, bodies, some)
                    key = (*(body.id for body in bodies), surely, None if untold else some)
                    missing = found.setdefault(key, _Missing(venue, bodies, surely, {}, {}, {}))
                    missing.who.update(dict.fromkeys(some))
                    missing.issues[issue.id] = None
                    missing.because.update({responsibility.id: responsibility, issue.id: issue})
    return Found(checked, [_gap(structure, rosters, missing) for missing in found.values()])


def _venues(structure: Structure) -> list[_Venue]:
    places: dict[tuple[str | None, str | None], list[Body]] = {}
    for body in own_bodies(structure):
        if "agenda" in body.functions or any(decision.assigns_issues_of for decision in body.decides):
            places.setdefault((body.level, body.area), []).append(body)
    return [_venue(structure, level, area, tuple(bodies)) for (level, area), bodies in places.items()]


def _venue(structure: Structure, level: str | None, area: str | None, bodies: tuple[Body, ...]) -> _Venue:
    if area is None:
        return _Venue(level, area, bodies, None, None)
    parts = structure.inside(area)
    inside = frozenset(o.id for o in structure.organizations if o.area in parts)
    above = {a.id for a in structure.areas if area in structure.inside(a.id)}
    here = inside | {o.id for o in structure.organizations if o.area is None or o.area in above}
    return _Venue(level, area, bodies, inside, here)


def _concerned(structure: Structure, issue: str, venue: _Venue) -> tuple[tuple[Body, ...], bool]:
    """The bodies that decide whether the issue is taken up, and whether it is handled here, so that all who act here are
    concerned and not only those who act in the area."""
    handling = {body.id: body for body, _ in handled_by(structure, issue)}
    if not handling:
        return venue.bodies, False
    assigning = tuple(b for b in venue.bodies if any(d.assigns_issues_of in handling for d in b.decides))
    if assigning:
        return assigning, True
    return (venue.bodies if any(_is_at(structure, body, venue) for body in handling.values()) else ()), True


def _is_at(structure: Structure, body: Body, venue: _Venue) -> bool:
    """Whether a body is at the level and in the area."""
    if body.level != venue.level:
        return False
    if body.area is None or venue.area is None:
        return True
    return body.area in structure.inside(venue.area) or venue.area in structure.inside(body.area)


def _responsible(structure: Structure, responsibility: Responsibility, venue: _Venue, whole: bool) -> tuple[str, ...]:
    """The responsible whom the agenda concerns."""
    if responsibility.level and venue.level and responsibility.level != venue.level:
        return ()
    among = venue.here if whole else venue.inside
    return tuple(o for o in responsible(structure, responsibility) if among is None or o in among)


def _missing(
    structure: Structure, rosters: Rosters, bodies: tuple[Body, ...], who: tuple[str, ...]
) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """Those who are certainly in none of the bodies, and those who may be in one; each of these when there are any."""
    names = [[rosters.of(one) for one in (body, *_same(structure, body))] for body in bodies]
    left = frozenset(who)
    for called in names:
        for roster in called:
            left -= roster.present | roster.sharing
    possible: set[str] = set()
    for called in names:
        may = left
        for roster in called:
            may &= roster.possible(may)
        possible |= may
    sure = tuple(o for o in who if o in left and o not in possible)
    unsure = tuple(o for o in who if o in possible)
    yield from ((surely, some) for surely, some in ((True, sure), (False, unsure)) if some)


def _same(structure: Structure, body: Body, surely: bool = True) -> list[Body]:
    """The bodies that are stated to be the same as this one, or are perhaps the same."""
    return [
        other
        for i, certainty in other_names(structure, body.id).items()
        if (certainty == "stated") is surely and isinstance(other := structure.get(i), Body)
        if other.status == "existing"
    ]


def _told(structure: Structure, rosters: Rosters, bodies: tuple[Body, ...], who: Iterable[str]) -> bool:
    """Whether any seat is told of the bodies, or one that some may hold."""
    names = [one for body in bodies for one in (body, *_same(structure, body))]
    return any(seat.status == "existing" for one in names for seat in structure.seats_of.get(one.id, ())) or any(
        rosters.of(body).seats_open_to(frozenset(who)) for body in bodies
    )


def _gap(structure: Structure, rosters: Rosters, missing: _Missing) -> Gap:
    who, subjects = together(structure, missing.who)
    names = {
        "who": who,
        "issues": named(structure, list(missing.issues)),
        "bodies": named(structure, [body.id for body in missing.bodies]),
        "agenda": _agenda(structure, missing),
        "partly": _PARTLY if _is_partial(missing) else NO_TEXT,
    }
    body = min(body.id for body in missing.bodies)  # bodies that are the same are one
    about = each(issue=list(missing.issues), who=subjects, body=body)
    subjects = (*missing.issues, *subjects)
    if missing.surely:
        why = [record for body in missing.bodies for record in rosters.of(body).without(missing.who)]
        chain = (*missing.because.values(), *missing.bodies, *why)
        return Gap(certain(*chain), about, _NONE.filled(**names), chain, subjects=subjects)
    others = {o.id: o for body in missing.bodies for o in _same(structure, body, surely=False)}
    seated = [o for o in others.values() if not _listed(rosters.of(o)).isdisjoint(missing.who)]
    perhaps = _PERHAPS.filled(others=named(structure, [o.id for o in seated])) if seated else NO_TEXT
    maybe = {s.id: s for b in missing.bodies for s in rosters.of(b).seats_open_to(frozenset(missing.who))}
    chain = (*missing.because.values(), *missing.bodies, *maybe.values(), *seated)
    if _told(structure, rosters, missing.bodies, missing.who):
        return Gap(Verdict.POSSIBLE, about, _NOT_KNOWN.filled(perhaps=perhaps, **names), chain, subjects=subjects)
    return Gap(Verdict.NOT_ASSESSABLE, about, _UNTOLD.filled(perhaps=perhaps, **names), chain, subjects=subjects)


def _agenda(structure: Structure, missing: _Missing) -> Text:
    """What is decided: the issues of other bodies, or what is taken up at a level."""
    assigned = [[d.assigns_issues_of for d in body.decides if d.assigns_issues_of] for body in missing.bodies]
    if all(assigned):
        return _ASSIGNED.filled(bodies=named(structure, list(dict.fromkeys(i for some in assigned for i in some))))
    level = missing.venue.level
    return _TAKEN_UP.filled(level=_LEVEL.filled(level=level_in_words(structure, level)) if level else NO_TEXT)


def _is_partial(missing: _Missing) -> bool:
    """Whether all of the responsibility is said to be partial."""
    told = [record.degree for record in missing.because.values() if isinstance(record, Responsibility)]
    return all(degree == "partial" for degree in told)


def _listed(roster: Roster) -> frozenset[str]:
    return roster.present | roster.sharing


_NONE = Text(
    "{who} ansvarar{partly} för {issues} men har ingen plats i {bodies}, som avgör {agenda}.",
    "{who}: {partly}responsible for {issues}, but no seat in {bodies}, where it is decided {agenda}.",
)
_NOT_KNOWN = Text(
    "{who} ansvarar{partly} för {issues} men har ingen känd plats i {bodies}, som avgör {agenda}; alla som "
    "sitter där är inte kända{perhaps}.",
    "{who}: {partly}responsible for {issues}, but no known seat in {bodies}, where it is decided {agenda}; "
    "not all who sit there are known{perhaps}.",
)
_UNTOLD = Text(
    "Ingen plats är känd i {bodies}, som avgör {agenda}; om de som ansvarar för {issues} ({who}) "
    "har en går inte att säga{perhaps}.",
    "No seat is known in {bodies}, where it is decided {agenda}; whether those responsible for {issues} "
    "({who}) have one cannot be told{perhaps}.",
)
_PARTLY = Text(" delvis", "partly ")
_ASSIGNED = Text("vilka frågor som ligger på {bodies}", "which issues lie with {bodies}")
_TAKEN_UP = Text("vilka frågor som tas upp{level}", "which issues are taken up{level}")
_LEVEL = Text(" på {level}", " at {level}")
_PERHAPS = Text(
    "; om det är samma organ som {others} har någon av dem en plats där, egen eller delad",
    "; if it is the same body as {others}, some of them have a seat there, of their own or shared",
)
