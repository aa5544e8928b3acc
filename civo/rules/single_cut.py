"""One seat, or one body, is the only way between kinds of organisation, or the only seat of several at a level.

Reads the graph of organisations and bodies, with the organisations of each kind drawn together into one, and asks what
it hangs on: a node or an edge without which two parts of it have no way to each other (cut points and node cuts; Borgatti
and Everett 1997, Social Networks 19:243-269; of forums and actors, Jasny and Lubell 2015, Social Networks 42:36-47). Only
kinds that are responsible for one of the structure's issues, or affected by one, are looked at: others may carry word
between them, but speak for themselves. So it tells of ways of their own. Two sorts:

- *to a level*: several kinds that meet elsewhere reach the level through one single seat there. It is a **gap** when for
  all of them any other seat is ruled out: an absence of theirs is stated for the level with that seat as the exception,
  or all bodies of the level and all their seats are listed. One kind with one seat is told by `single-seat`.
- *between kinds* with a stake in the same issue: they meet in one body only, and no other kind joins them. It is a
  **gap** when all bodies of the levels and all their seats are listed.

Otherwise it is **possible**: more ways may exist than those known. A rotating seat counts as a way for those who share
it; a seat whose number is not told as more than one. That the organisations of a kind are drawn together makes ways that
no single one of them has, so that a finding is rather missed than invented.

Example:

```yaml
levels:
  - {id: hogre-regional, name: {sv: Högre nivå, en: Higher level}, bodies: closed, source: {in: s}}
  - {id: regional, under: hogre-regional, bodies: closed, source: {in: s}}
bodies:
  - id: motet
    name: {sv: mötet, en: the meeting}
    level: hogre-regional
    composition: closed
    source: {in: s}
    seats: [{id: motet.1, count: 1, held_by: {organization: region-a}}]
  - id: radet
    name: {sv: rådet, en: the council}
    level: regional
    composition: closed
    source: {in: s}
    seats: [{id: radet.1, represents: {kind: region}}, {id: radet.2, represents: {kind: kommun}}]
issues:
  - {id: vatten, affects: {kind: [region, kommun]}, source: {in: s}}
```

```text
gap: Only in the council do the municipalities and the regions meet.
gap: At the higher level, the regions have one single seat, in the meeting; the municipalities have no way there but through it.
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import combinations, islice
from typing import NamedTuple

from civo.findings import Verdict
from civo.network import Network
from civo.records import Absence, Body, Organization, Record, Seat
from civo.rules.rule import Found, Gap, Remedy, certain, each
from civo.rules.scope import (
    kinds_with_a_stake,
    level_in_words,
    own_bodies,
    own_issues,
    own_levels,
    seat_in_words,
    shortened,
)
from civo.seats.absences import absences_from, all_bodies_known
from civo.seats.claims import Claim
from civo.seats.declared import goes_round, is_for_each
from civo.seats.levels import bodies_at
from civo.seats.rosters import roster
from civo.structure import Structure
from civo.words import Text, joined

TITLE = Text("Allt går genom en enda plats eller ett enda organ", "Everything goes through one seat or one body")
WHY = Text(
    "Faller den enda vägen bort finns ingen annan, och den som håller i den bär hela förbindelsen.",
    "When the only way is lost there is no other, and whoever keeps it carries the whole connection.",
)
WHO = Text("den som samordnar nivån, och den som har platsen", "whoever coordinates the level, and who holds the seat")
CLOSE = Text(
    "Ordna en väg till: en plats, en ersättare eller ett organ där de också möts.",
    "Make another way: a seat, a substitute, or another body where they meet.",
)
REMEDY = Remedy("second-way")


class Meeting(NamedTuple):
    """The kinds that a body brings together."""

    body: Body
    kinds: frozenset[str]


class _Kinds:
    """The kinds of those who certainly have a seat, or share one; seats that say the same are looked at once."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        names = [kind for kind in kinds_with_a_stake(structure) if structure.actor_members(kind)]
        self.members = {kind: frozenset(structure.actor_members(kind)) for kind in names}
        """The kinds that are asked about, each with its organisations."""
        self._of: dict[Claim, frozenset[str]] = {}
        self._groups: dict[frozenset[str], frozenset[str]] = {}

    def seats(self, body: Body) -> Iterator[tuple[Seat, frozenset[str]]]:
        """The seats of a body, with the kinds that each brings there."""
        for seat, claim in roster(self._structure, body).seats:
            kinds = self._of.get(claim)
            if kinds is None:
                kinds = self._of[claim] = self._find(claim)
            yield seat, kinds

    def _find(self, claim: Claim) -> frozenset[str]:
        there = claim.sits | claim.speaks_for | (claim.turns if claim.sure else frozenset())
        records = [self._structure.get(o) for o in there]
        kinds = {kind for r in records if isinstance(r, Organization) for kind in r.kind}
        return frozenset(kind for kind in kinds if not there.isdisjoint(self.members.get(kind, ())))

    def meeting(self, body: Body) -> Meeting:
        """The kinds that a body brings together."""
        kinds = frozenset().union(*(kinds for _, kinds in self.seats(body)))
        return Meeting(body, self._groups.setdefault(kinds, kinds))


def find(structure: Structure) -> Found:
    """One finding for each seat, or body, that is the only way; those to a level first."""
    kinds = _Kinds(structure)
    meetings = [kinds.meeting(body) for body in own_bodies(structure)]
    levels = own_levels(structure)
    gaps = [gap for level in levels for gap in _to_level(structure, level, kinds, meetings)]
    gaps += _between(structure, kinds, meetings)
    return Found(len(levels) + len(meetings) if len(kinds.members) > 1 else 0, gaps)


def _together(kinds: Iterable[str], groups: Iterable[AbstractSet[str]]) -> list[list[str]]:
    """The kinds in parts that some chain of groups joins, in the order of the kinds."""
    parts = [{kind} for kind in kinds]
    for group in groups:
        touched = [part for part in parts if not part.isdisjoint(group)]
        if len(touched) > 1:
            parts = [part for part in parts if part.isdisjoint(group)] + [set().union(*touched)]
    order = {kind: n for n, kind in enumerate(kinds)}
    return sorted((sorted(part, key=order.__getitem__) for part in parts), key=lambda part: order[part[0]])


# To a level


def _to_level(structure: Structure, level: str, kinds: _Kinds, meetings: list[Meeting]) -> Iterator[Gap]:
    there = [m for m in meetings if m.body.level == level]
    elsewhere = {m.kinds for m in meetings if m.body.level != level}
    for part in _together(kinds.members, elsewhere):
        ways = list(islice(_ways(kinds, there, frozenset(part)), 2)) if len(part) > 1 else []
        if len(ways) != 1:
            continue
        body, seat = ways[0]
        if seat.count == 1 and not is_for_each(seat) and not body.several:
            everyone = frozenset().union(*(kinds.members[kind] for kind in part))
            here = next(here for one, here in kinds.seats(body) if one is seat)
            yield _seat_gap(structure, level, part, [kind for kind in part if kind in here], body, seat, everyone)


def _ways(kinds: _Kinds, meetings: list[Meeting], part: frozenset[str]) -> Iterator[tuple[Body, Seat]]:
    """The seats by which any of some kinds is in one of the bodies."""
    for meeting in meetings:
        if not part.isdisjoint(meeting.kinds):
            yield from ((meeting.body, seat) for seat, here in kinds.seats(meeting.body) if not part.isdisjoint(here))


def _seat_gap(
    structure: Structure,
    level: str,
    part: list[str],
    having: list[str],
    body: Body,
    seat: Seat,
    everyone: frozenset[str],
) -> Gap:
    """That a seat is the only way of some kinds to a level, of those whom it is for and of others who meet these."""
    why = _no_other(structure, level, seat, everyone)
    verdict = certain(seat, body, *why) if why else Verdict.POSSIBLE
    lacking = [kind for kind in part if kind not in having]
    words = (_ONE_SEAT, _ONE_SEAT_KNOWN) if not lacking else (_THEIR_SEAT, _THEIR_SEAT_KNOWN)
    sentence = words[verdict is not Verdict.GAP].filled(
        kinds=_those(structure, having),
        others=_those(structure, lacking),
        level=level_in_words(structure, level),
        rotating=_ROTATES if goes_round(seat) else Text(""),
        which=seat_in_words(structure, seat),
        body=body.label,
    )
    return Gap(verdict, each(seat=seat.id, level=level, kind=part), sentence, (seat, body, *why))


def _no_other(structure: Structure, level: str, seat: Seat, everyone: frozenset[str]) -> tuple[Record, ...]:
    """Why none of them can have another seat at the level; nothing when one may."""
    stated = absences_from(structure, level)
    if _rule_out(structure, stated, seat, everyone):
        return tuple(a for a in stated if not everyone.isdisjoint(structure.members(a.who)))
    record = structure.get(level)
    if record is None or not all_bodies_known(structure, level):
        return ()
    why: list[Record] = [record]
    for body in bodies_at(structure, level):
        here = roster(structure, body)
        others = any(one.id != seat.id for one in here.seats_open_to(everyone))
        if not here.anybody and not others:
            why.append(body)
        elif _rule_out(structure, here.absences, seat, everyone):
            why += here.absences
        else:
            return ()
    return tuple(why)


def _rule_out(structure: Structure, absences: list[Absence], seat: Seat, everyone: frozenset[str]) -> bool:
    """Whether it is stated that none of them sits there, but for the one seat at most."""
    covered = {o for absence in absences for o in structure.members(absence.who)}
    excepted = {other for absence in absences for other in absence.except_seats}
    return bool(absences) and everyone <= covered and excepted <= {seat.id}


# Between kinds


def _between(structure: Structure, kinds: _Kinds, meetings: list[Meeting]) -> Iterator[Gap]:
    alike = Counter(meeting.kinds for meeting in meetings)
    often: Counter[tuple[str, ...]] = Counter()
    for group, number in alike.items():
        often.update(dict.fromkeys(combinations(sorted(group), 2), number))
    issues = _kinds_of_issues(structure, kinds.members)
    rare = {group for group in alike if any(often[pair] == 1 for pair in combinations(sorted(group), 2))}
    for meeting in meetings:
        here = meeting.kinds
        if meeting.body.several or here not in rare:
            continue
        others = [group for group, number in alike.items() if group != here or number > 1]
        together = _together(kinds.members, others)
        parts = [[k for k in part if k in here] for part in together if not here.isdisjoint(part)]
        needed = [part for part in parts if _concern_each_other(part, [p for p in parts if p is not part], issues)]
        if len(needed) > 1:
            yield _body_gap(structure, kinds, meeting.body, needed)


def _kinds_of_issues(structure: Structure, members: dict[str, frozenset[str]]) -> list[frozenset[str]]:
    """For each own issue, the kinds that are responsible for it or affected by it."""
    found = set()
    for issue in own_issues(structure):
        told = (issue.affects, *(r.who for r in structure.responsibilities_for.get(issue.id, ())))
        who = {o for selector in told for o in structure.members(selector)}
        found.add(frozenset(kind for kind, some in members.items() if not some.isdisjoint(who)))
    return [kinds for kinds in found if len(kinds) > 1]


def _concern_each_other(part: list[str], others: list[list[str]], issues: list[frozenset[str]]) -> bool:
    """Whether some kind of the part has a stake in an issue together with one of another part."""
    return any(
        not kinds.isdisjoint(part) and not kinds.isdisjoint(kind for other in others for kind in other)
        for kinds in issues
    )


def _body_gap(structure: Structure, kinds: _Kinds, body: Body, parts: list[list[str]]) -> Gap:
    network = structure.once(Network)
    met = [kind for part in parts for kind in part]
    seats = list({seat.id: seat for kind in met for seat, here in kinds.seats(body) if kind in here}.values())
    bodies = [network.bodies[other] for other in network.assessed]
    listed = network.all_bodies_listed and all(_all_told(network, other) for other in network.assessed)
    verdict = certain(body, *seats, *bodies) if listed else Verdict.POSSIBLE
    names = [_those(structure, part) for part in parts]
    sentence = (_ONE_BODY if verdict is Verdict.GAP else _ONE_BODY_KNOWN).filled(
        kinds=shortened(names) if len(met) == len(parts) else joined(names, Text("samt", "as well as")),
        body=body.label,
    )
    return Gap(verdict, each(body=body.id, kind=met), sentence, (body, *seats, *(bodies if listed else ())))


def _those(structure: Structure, kinds: list[str]) -> Text:
    return shortened([structure.those(kind) for kind in kinds])


def _all_told(network: Network, body: str) -> bool:
    """Whether nobody can sit in the body who is not known to, or to share a seat there."""
    possible = network.possible_members(body)
    here = network.where.roster(body)
    return possible is not None and possible <= here.present | here.sharing


_ROTATES = Text(", och den roterar", ", and it rotates")
_ONE_SEAT = Text(
    "På {level} har {kinds}, som möts på annat håll, tillsammans en enda plats{which}, i {body}{rotating}.",
    "At {level}, {kinds}, who meet elsewhere, have one seat in all{which}, in {body}{rotating}.",
)
_ONE_SEAT_KNOWN = Text(
    "På {level} är för {kinds}, som möts på annat håll, bara en plats känd{which}, i {body}{rotating}; det kan finnas fler.",
    "At {level}, of {kinds}, who meet elsewhere, only one seat is known{which}, in {body}{rotating}; there may be more.",
)
_THEIR_SEAT = Text(
    "På {level} har {kinds} en enda plats{which}, i {body}{rotating}; {others} har ingen väg dit utom genom den.",
    "At {level}, {kinds} have one single seat{which}, in {body}{rotating}; {others} have no way there but through it.",
)
_THEIR_SEAT_KNOWN = Text(
    "På {level} är bara en plats känd för {kinds}{which}, i {body}{rotating}; för {others} är ingen väg dit känd utom "
    "genom den; det kan finnas fler.",
    "At {level}, only one seat is known for {kinds}{which}, in {body}{rotating}; for {others} no way there is known but "
    "through it; there may be more.",
)
_ONE_BODY = Text("Bara i {body} möts {kinds}.", "Only in {body} do {kinds} meet.")
_ONE_BODY_KNOWN = Text(
    "Så vitt känt möts {kinds} bara i {body}; det kan finnas fler organ.",
    "As far as is known, {kinds} meet in {body} only; there may be other bodies.",
)
