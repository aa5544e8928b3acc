"""Organisations that are represented only through an association or a collective, without a seat of their own.

Looks at every seat, in the structure's own existing bodies, that speaks for several organisations: it is held by a
collective, or represents several and is not one for `each`. First level by level; then, for those responsible for an
issue, in the bodies that handle it, where that says more than the level did. Those who have a seat of their own there, or
share a rotating one (see `rotating-only`), are left out.

It is a **gap** when the others certainly have no seat of their own. For that the seats for several have to be surely
shared: stated, counted, and either fewer than those they speak for or held by the collective or by somebody else. No
other listed seat may be theirs; and all seats and bodies of the level are listed, or an absence is stated. Of an issue no
other body may handle it. Otherwise it is **possible**: whether there are seats of their own is then not known.

All organisations behind the same seats are one finding. Whoever sits through a unit has a seat, and an implied seat of
one's own is one. A seat for several of which it is not known whether it is there at the date is left out. What it does not
see: how the one who sits finds out what the others want.

Speaking for somebody and being somebody are kept apart as in Popolo (`on_behalf_of`); that an indirect seat gives weaker
access than one's own is the point of the ecology of games: Lubell, Robins and Wang 2014, Ecology and Society 19(4):23.

Example:

```yaml
levels:
  - {id: lokal, name: {sv: Lokal nivå, en: Local level}, bodies: closed, source: {in: s}}
bodies:
  - id: radet
    name: {sv: rådet, en: the council}
    level: lokal
    composition: closed
    source: {in: s}
    seats:
      - id: radet.regioner
        count: 1
        represents: [region-a, region-b]
        held_by: {organization: myndighet-x}
```

```text
gap: Region A and Region B: represented at Local level only through Agency X in the council, with no seat of their own.
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from civo.attending import Attendance, Attending
from civo.duties import may_handle
from civo.findings import Verdict
from civo.network import responsible, wholes
from civo.records import Absence, Body, Level, Organization, Record, Seat
from civo.rules.rule import Found, Gap, certain
from civo.rules.scope import (
    named,
    own_bodies,
    own_issues,
    own_levels,
    together,
)
from civo.seating import holders, is_stated, is_vacated
from civo.structure import Structure
from civo.truth import Truth
from civo.words import Text, joined

TITLE = Text("Företrädda bara genom andra", "Represented only through others")
WHY = Text(
    "Den som talar för flera kan inte säga vad just en av dem behöver, och den enskilda får besked i andra hand.",
    "Who speaks for several cannot say what one of them needs, and each of them is told at second hand.",
)
WHO = Text("den som har platsen, och de som den talar för", "whoever has the seat, and those it speaks for")
CLOSE = Text(
    "Ge dem som behöver det en egen plats, eller skriv ned hur den som talar för dem hör dem och återkopplar.",
    "Give those who need it a seat of their own, or write down how the one who speaks for them hears them and reports back.",
)


@dataclass(slots=True)
class _Reading:
    """Who sits in a body themselves, and who is spoken for by seats for several."""

    attendance: Attendance
    own: set[str] = field(default_factory=set)
    shared: list[tuple[Seat, frozenset[str]]] = field(default_factory=list)
    loose: list[tuple[Seat, frozenset[str]]] = field(default_factory=list)
    """Those of the shared seats that may be seats of their own after all."""

    @property
    def body(self) -> Body:
        """The body that was read."""
        return self.attendance.body


class _Told(NamedTuple):
    """Those behind the same seats: in which bodies, whether it is certain, and why."""

    seats: tuple[Seat, ...]
    surely: bool
    who: list[str]


def find(structure: Structure) -> Found:
    """One finding for each level, and for each set of handled issues, and each set of seats for several."""
    attending = structure.once(Attending)
    whole = {o.id: o.unit_of for o in structure.organizations if o.unit_of}
    readings = {body.id: _read(structure, attending.of(body), whole) for body in own_bodies(structure)}
    checked = sum(len(reading.shared) for reading in readings.values())
    gaps: list[Gap] = []
    told: dict[str, set[str]] = {}
    for level in own_levels(structure) if checked else ():
        here = [reading for reading in readings.values() if reading.body.level == level]
        among = frozenset(o for reading in here for _, members in reading.shared for o in members)
        all_known = _all_known(structure, level, among)
        for found in _indirect(structure, here, among, all_known):
            told.setdefault(level, set()).update(found.who)
            gaps.append(_of_level(structure, level, found, here))
    return Found(checked, [*gaps, *_of_issues(structure, readings, told)])


def _read(structure: Structure, attendance: Attendance, whole: dict[str, str]) -> _Reading:
    reading = _Reading(attendance)
    if attendance.body.id in structure.uncertain:
        return reading
    for seat in structure.seats_of.get(attendance.body.id, ()):
        if seat.status == "existing" and seat.id not in structure.uncertain and not is_vacated(structure, seat):
            _read_seat(structure, reading, seat)
    for organization in list(reading.own):
        while organization in whole:
            organization = whole[organization]
            reading.own.add(organization)
    return reading


def _read_seat(structure: Structure, reading: _Reading, seat: Seat) -> None:
    sure = [tenure.organization for tenure, truth in holders(structure, seat) if truth is Truth.YES]
    bearers = {o for o in sure if structure.kind_of(o) == "organizations"}
    if seat.participation != "attends":
        reading.own |= bearers
    if seat.is_rotating:
        return
    spoken_for = set(structure.members(seat.represents))
    spoken_for |= {m for o in sure if o not in bearers for m in structure.holder_members(o)}
    members = frozenset(wholes(structure, spoken_for))
    members = structure.once(_groups).setdefault(members, members)
    if seat.each or len(members) == 1:
        reading.own |= members if seat.each or not bearers else set()
    elif members:
        reading.shared.append((seat, members))
        others = [o for o in sure if o not in members]
        fewer = seat.count is not None and (seat.count < len(members) or seat.count <= len(others))
        if seat.certainty != "stated" or not fewer:
            reading.loose.append((seat, members))


def _groups(_: Structure) -> dict[frozenset[str], frozenset[str]]:
    """One set for all seats that speak for the same."""
    return {}


def _all_known(structure: Structure, level: str, among: frozenset[str]) -> frozenset[str]:
    """Those of whom it is known that they sit in no body of the level that is not listed."""
    record = structure.get(level)
    if isinstance(record, Level) and record.bodies == "closed":
        return among
    found: set[str] = set()
    for absence in structure.absences:
        if absence.level == level and absence.body is None and is_stated(structure, absence):
            inside = structure.inside(absence.area) if absence.area else None
            about = structure.loaded.manifest.area
            members = structure.member_set(absence.who) & among
            found |= (
                members if inside is None or about in inside else {o for o in members if _area(structure, o) in inside}
            )
    return frozenset(found)


def _area(structure: Structure, organization: str) -> str | None:
    record = structure.get(organization)
    return record.area if isinstance(record, Organization) else None


def _indirect(
    structure: Structure, here: list[_Reading], among: AbstractSet[str], all_known: AbstractSet[str]
) -> Iterator[_Told]:
    """Those among some who are in the bodies only by seats for several, together with those behind the same seats."""
    left = set(among)
    for reading in here:
        left -= reading.own | reading.attendance.sharing.keys()
    behind: dict[str, list[Seat]] = {}
    for reading in here:
        for seat, members in reading.shared:
            for o in members & left:
                behind.setdefault(o, []).append(seat)
    left = set(behind)
    unsure = left - all_known
    for reading in here:
        unsure |= _may_have_own(reading, _near(structure, reading.body, left - unsure))
    groups: dict[tuple[object, ...], _Told] = {}
    for o, seats in behind.items():
        key = (*(seat.id for seat in seats), o not in unsure)
        groups.setdefault(key, _Told(tuple(seats), o not in unsure, [])).who.append(o)
    order = {o.id: n for n, o in enumerate(structure.organizations)} if groups else {}
    for found in groups.values():
        found.who.sort(key=lambda o: order.get(o, 0))
        yield found


def _near(structure: Structure, body: Body, organizations: set[str]) -> set[str]:
    """Those of the organisations that act where the body does."""
    if body.area is None:
        return organizations
    inside = structure.inside(body.area)
    areas = {o: _area(structure, o) for o in organizations}
    return {o for o, area in areas.items() if area is None or area in inside or body.area in structure.inside(area)}


def _may_have_own(reading: _Reading, organizations: set[str]) -> set[str]:
    """Those of the organisations that may have a seat of their own in the body."""
    attendance = reading.attendance
    perhaps = [*attendance.maybe, *reading.loose, *((seat, frozenset(organizations)) for seat in attendance.anyone)]
    absent = organizations & attendance.absent.keys()
    found = set() if attendance.closed else organizations - absent
    for seat, who in perhaps:
        found |= (organizations - absent) & who
        found |= {o for o in absent & who if seat.id in attendance.absent[o].except_seats}
    return found


def _of_level(structure: Structure, level: str, found: _Told, here: list[_Reading]) -> Gap:
    where = _AT.filled(level=structure.name(level))
    record = structure.get(level)
    more = [record] if record else []
    return _gap(structure, (level,), found, here, where, more)


def _of_issues(structure: Structure, readings: dict[str, _Reading], told: dict[str, set[str]]) -> Iterator[Gap]:
    """The findings for those responsible for issues, where the level has not told the same of them."""
    found: dict[tuple[object, ...], tuple[_Told, list[_Reading], dict[str, None], dict[str, Record]]] = {}
    for issue in own_issues(structure):
        ids = dict.fromkeys(body.id for body, _ in structure.handled_by.get(issue.id, ()))
        here = [readings[i] for i in ids if i in readings]
        if not any(reading.shared for reading in here) or len(here) < len(ids):
            continue
        elsewhere = any(b.body.id not in ids and may_handle(structure, b.body, issue.id) for b in readings.values())
        for responsibility in structure.responsibilities_for.get(issue.id, ()):
            who = set(responsible(structure, responsibility)) if responsibility.status == "existing" else set()
            for reading in here:
                who -= told.get(reading.body.level or "", set())
            for group in _indirect(structure, here, who, frozenset() if elsewhere else who):
                key = (*(seat.id for seat in group.seats), group.surely, *group.who)
                _, _, issues, records = found.setdefault(key, (group, here, {}, {}))
                issues[issue.id] = None
                records[responsibility.id] = responsibility
    for group, here, issues, records in found.values():
        where = _WHERE.filled(issues=named(structure, list(issues)))
        yield _gap(structure, tuple(issues), group, here, where, records.values())


def _gap(
    structure: Structure,
    subjects: tuple[str, ...],
    found: _Told,
    here: list[_Reading],
    where: Text,
    more: Iterable[Record],
) -> Gap:
    who, ids = together(structure, found.who)
    sentence = (_SURE if found.surely else _PERHAPS).filled(who=who, where=where, through=_through(structure, found))
    bodies = {seat.body for seat in found.seats}
    chain: list[Record] = [*found.seats, *(r.body for r in here if r.body.id in bodies), *more]
    if not found.surely:
        return Gap(Verdict.POSSIBLE, (*subjects, *ids), sentence, tuple(chain))
    chain += [why for r in here for why in r.attendance.without(found.who) if isinstance(why, Absence) or why is r.body]
    return Gap(certain(*chain), (*subjects, *ids), sentence, tuple(chain))


def _through(structure: Structure, found: _Told) -> Text:
    """By whom, or by seats in which bodies, they are spoken for."""
    parts: dict[Text, None] = {}
    unheld: dict[str, None] = {}
    for seat in found.seats:
        sure = [t.organization for t, truth in holders(structure, seat) if truth is Truth.YES]
        held = [o for o in sure if structure.kind_of(o) == "organizations"]
        if held:
            parts[_HELD.filled(who=named(structure, held), body=structure.name(seat.body))] = None
        else:
            unheld[seat.body] = None
    if unheld:
        parts[_UNHELD.filled(bodies=named(structure, list(unheld)))] = None
    return joined(parts)


_SURE = Text(
    "{who} företräds {where} bara genom {through}, utan egen plats där.",
    "{who}: represented {where} only through {through}, with no seat of their own.",
)
_PERHAPS = Text(
    "{who} företräds {where}, så vitt känt, bara genom {through}; om det finns egna platser där sägs inte.",
    "{who}: as far as known, represented {where} only through {through}; whether there are seats of their own is not said.",
)
_AT = Text("på {level}", "at {level}")
_WHERE = Text("där {issues} hanteras", "where {issues} is handled")
_HELD = Text("{who} i {body}", "{who} in {body}")
_UNHELD = Text("platser för flera i {bodies}", "seats for several in {bodies}")
