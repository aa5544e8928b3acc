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
gap: Region A and Region B: represented at the local level only through Agency X in the council, with no seat of their own.
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from civo.findings import Verdict
from civo.network import responsible
from civo.records import Absence, Body, Organization, Record, Seat
from civo.rules.rule import Found, Gap, Remedy, certain, each
from civo.rules.scope import (
    level_in_words,
    named,
    own_bodies,
    own_issues,
    own_levels,
    together,
)
from civo.seats.absences import absences_from, all_bodies_known, is_stated
from civo.seats.claims import Claim, Claims
from civo.seats.handling import handled_by, may_handle
from civo.seats.identity import wholes
from civo.seats.rosters import Roster, Rosters, roster
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
REMEDY = Remedy("own-seats")


class _Share(NamedTuple):
    """What one seat says: who sits there themselves, and for which several it speaks, if it does."""

    own: frozenset[str]
    members: frozenset[str]
    loose: bool
    """Whether it may be seats of their own after all."""


class _Reading(NamedTuple):
    """Who sits in a body themselves, seat by seat, and who is spoken for by seats for several."""

    body: Body
    own: tuple[frozenset[str], ...] = ()
    shared: tuple[tuple[Seat, frozenset[str]], ...] = ()
    loose: tuple[tuple[Seat, frozenset[str]], ...] = ()
    """Those of the shared seats that may be seats of their own after all."""


class _Told(NamedTuple):
    """Those behind the same seats: in which bodies, whether it is certain, and why."""

    seats: tuple[Seat, ...]
    surely: bool
    who: list[str]


def find(structure: Structure) -> Found:
    """One finding for each level, and for each set of handled issues, and each set of seats for several."""
    shares = _Shares(structure)
    read = {body.id: shares.of(body) for body in own_bodies(structure)}
    checked = sum(len(reading.shared) for reading in read.values())
    gaps: list[Gap] = []
    told: dict[str, set[str]] = {}
    for level in own_levels(structure) if checked else ():
        here = [reading for reading in read.values() if reading.body.level == level]
        among = frozenset(o for reading in here for _, members in reading.shared for o in members)
        all_known = _all_known(structure, level, among)
        for found in _indirect(structure, here, among, all_known):
            told.setdefault(level, set()).update(found.who)
            gaps.append(_of_level(structure, level, found, here))
    return Found(checked, [*gaps, *_of_issues(structure, read, told)])


class _Shares:
    """What seats say of who sits there themselves; those that say the same are looked at once."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._shares: dict[tuple[Claim, int | None], _Share] = {}

    def of(self, body: Body) -> _Reading:
        """Who sits in a body themselves, and who is spoken for."""
        told = [(s, self._share(s, claim)) for s, claim in roster(self._structure, body).seats if claim.sure]
        return _Reading(
            body,
            tuple([share.own for _, share in told if share.own]),
            tuple([(seat, share.members) for seat, share in told if share.members]),
            tuple([(seat, share.members) for seat, share in told if share.loose]),
        )

    def _share(self, seat: Seat, claim: Claim) -> _Share:
        share = self._shares.get((claim, seat.count))
        if share is None:
            share = self._shares[claim, seat.count] = self._find_share(seat, claim)
        return share

    def _find_share(self, seat: Seat, claim: Claim) -> _Share:
        members = frozenset(wholes(self._structure, sorted(claim.speaks_for)))
        if claim.rotating or not members:
            return _Share(claim.sits_wholes, frozenset(), False)
        others = [h for h in claim.held if h.truth is Truth.YES and h.id not in members]
        fewer = seat.count is not None and (seat.count < len(members) or seat.count <= len(others))
        return _Share(claim.sits_wholes, members, seat.certainty != "stated" or not fewer)


def _all_known(structure: Structure, level: str, among: frozenset[str]) -> frozenset[str]:
    """Those of whom it is known that they sit in no body of the level that is not listed."""
    if all_bodies_known(structure, level):
        return among
    here = absences_from(structure, level)
    found: set[str] = set()
    for absence in structure.absences:
        if absence.level == level and absence.body is None and is_stated(structure, absence):
            members = structure.member_set(absence.who) & among
            inside = structure.inside(absence.area) if absence.area else frozenset()
            found |= members if absence in here else {o for o in members if _area(structure, o) in inside}
    return frozenset(found)


def _area(structure: Structure, organization: str) -> str | None:
    record = structure.get(organization)
    return record.area if isinstance(record, Organization) else None


def _indirect(
    structure: Structure, here: list[_Reading], among: AbstractSet[str], all_known: AbstractSet[str]
) -> Iterator[_Told]:
    """Those among some who are in the bodies only by seats for several, together with those behind the same seats."""
    left = set(among)
    rosters = structure.once(Rosters)
    for reading in here:
        left.difference_update(*reading.own)
    for body in (reading.body for reading in here):
        if not left:
            return
        left.difference_update(rosters.of(body).sharing)
    behind: dict[str, list[Seat]] = {}
    for reading in here:
        for seat, members in reading.shared:
            for o in members & left:
                behind.setdefault(o, []).append(seat)
    left = set(behind)
    unsure = left - all_known
    for reading in here if left else ():
        near = _near(structure, reading.body, left - unsure)
        unsure |= _may_have_own(reading, rosters.of(reading.body), near) if near else set()
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


def _may_have_own(reading: _Reading, here: Roster, organizations: set[str]) -> set[str]:
    """Those of the organisations that may have a seat of their own in the body."""
    loose = {seat.id: who for seat, who in reading.loose}
    shared = {seat.id for seat, _ in reading.shared if seat.id not in loose}
    absent = organizations & here.absent.keys()
    found = organizations - absent if here.anybody else set()
    for o in organizations - found:
        excepting = here.absent[o].except_seats if o in absent else tuple(loose)
        found |= {o} if any(o in who for seat, who in loose.items() if seat in excepting) else set()
        standing = here.own(frozenset((o,)))
        told = {record.id for record in standing.because if isinstance(record, Seat)}
        found |= {o} if standing.truth is Truth.UNKNOWN and told - shared else set()
    return found


def _of_level(structure: Structure, level: str, found: _Told, here: list[_Reading]) -> Gap:
    where = _AT.filled(level=level_in_words(structure, level))
    record = structure.get(level)
    more = [record] if record else []
    return _gap(structure, {"level": level}, found, here, where, more)


def _of_issues(structure: Structure, read: dict[str, _Reading], told: dict[str, set[str]]) -> Iterator[Gap]:
    """The findings for those responsible for issues, where the level has not told the same of them."""
    found: dict[tuple[object, ...], tuple[_Told, list[_Reading], dict[str, None], dict[str, Record]]] = {}
    for issue in own_issues(structure):
        ids = dict.fromkeys(body.id for body, _ in handled_by(structure, issue.id))
        here = [read[i] for i in ids if i in read]
        if not any(reading.shared for reading in here) or len(here) < len(ids):
            continue
        elsewhere = any(b.body.id not in ids and may_handle(structure, b.body, issue.id) for b in read.values())
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
        yield _gap(structure, {"issue": list(issues)}, group, here, where, records.values())


def _gap(
    structure: Structure,
    at: dict[str, str | list[str]],
    found: _Told,
    here: list[_Reading],
    where: Text,
    more: Iterable[Record],
) -> Gap:
    claims = structure.once(Claims)
    who, ids = together(structure, found.who, [h.id for seat in found.seats for h in claims.claim(seat).held])
    about = each(**at, who=ids)
    sentence = (_SURE if found.surely else _PERHAPS).filled(who=who, where=where, through=_through(structure, found))
    bodies = {seat.body for seat in found.seats}
    chain: list[Record] = [*found.seats, *(r.body for r in here if r.body.id in bodies), *more]
    if not found.surely:
        return Gap(Verdict.POSSIBLE, about, sentence, tuple(chain))
    rosters = structure.once(Rosters)
    for body in (reading.body for reading in here):
        without = rosters.of(body).without(found.who)
        chain += [why for why in without if isinstance(why, Absence) or why is body]
    return Gap(certain(*chain), about, sentence, tuple(chain))


def _through(structure: Structure, found: _Told) -> Text:
    """By whom, or by seats in which bodies, they are spoken for."""
    claims = structure.once(Claims)
    parts: dict[Text, None] = {}
    unheld: dict[str, None] = {}
    for seat in found.seats:
        sure = [holder for holder in claims.claim(seat).held if holder.truth is Truth.YES]
        held = [holder.id for holder in sure if holder.id in holder.members]
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
