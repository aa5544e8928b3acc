"""A kind of organisation has one seat, and no more, at a level.

Counts, at every level of the structure, the seats of every kind of organisation that is responsible for one of its
issues or affected by one. It is a **gap** when there is exactly one and no other can exist: an absence is stated for
all of the kind with that seat as the exception, or all bodies of the level and all their seats are listed. It is
**possible** when exactly one is known and others may exist. It is **not assessable** when the only seat known is told
of without a number: that is not counted as one.

Rotating seats count, as does a seat that speaks for several organisations of the kind. Substitutes do not, nor do seats
in a proposed or ended body. A seat with a holder, and without `represents`, is one seat also where no number is said.

It counts over the whole level, not area by area, and does not see who speaks for the kind through others (see
`indirect-only`). No seat at all is for `kind-absent-at-level`.

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
    seats: [{id: radet.kommun, count: 1, represents: {kind: kommun}}]
issues:
  - {id: vatten, affects: {kind: kommun}, source: {in: s}}
```

```text
gap: At the regional level there is one single seat for the municipalities, in the council.
```
"""

from __future__ import annotations

from civo.findings import Verdict
from civo.records import Absence, Record
from civo.rules.rule import Found, Gap, Remedy, certain, each
from civo.rules.scope import kinds_with_a_stake, level_in_words, own_levels
from civo.seats.absences import absences_at, absences_from, all_bodies_known, all_seats_known
from civo.seats.counting import Counting, Seats
from civo.seats.declared import goes_round
from civo.seats.levels import bodies_at
from civo.structure import Structure
from civo.words import Text

TITLE = Text("En sorts organisation har en enda plats på en nivå", "A kind of organisation has one seat at a level")
WHY = Text(
    "Allt hänger på en person: är den borta är ingen av dem med på nivån.",
    "Everything hangs on one person: when that one is away, none of them is there.",
)
WHO = Text("den som samordnar nivån", "whoever coordinates the level")
CLOSE = Text(
    "Ge dem en plats till på nivån, eller en ersättare, eller ange de platser som redan finns.",
    "Give them another seat at the level, or a substitute, or state the seats that exist already.",
)
REMEDY = Remedy("seat-at-level")


def find(structure: Structure) -> Found:
    """One finding for each level and kind."""
    gaps = []
    checked = 0
    levels = own_levels(structure)
    for kind in kinds_with_a_stake(structure):
        members = frozenset(structure.actor_members(kind))
        if members:
            checked += len(levels)
            counting = Counting(structure, members)
            gaps += [gap for level in levels if (gap := _gap(structure, level, kind, counting))]
    return Found(checked, gaps)


def _gap(structure: Structure, level: str, kind: str, counting: Counting) -> Gap | None:
    told: list[Seats] = []
    known = 0
    for seats in counting.at(level):  # looks no further than the second that is certain
        told.append(seats)
        known += seats.least
        if known > 1:
            return None
    only = next((seats for seats in told if seats.least), None)
    if only is None:
        return None
    names = {"kind": structure.those(kind), "level": level_in_words(structure, level), "body": only.body.label}
    chain = (only.seat, only.body)
    if only.most > 1:
        return Gap(Verdict.NOT_ASSESSABLE, each(kind=kind, level=level), _UNCOUNTED.filled(**names), chain)
    rotating = _ROTATING if goes_round(only.seat) else Text("", "")
    others = [seats for seats in told if seats is not only]
    why = _no_other(structure, level, frozenset(structure.actor_members(kind)), only, others)
    if why:
        sentence = _SINGLE.filled(rotating=rotating, **names)
        return Gap(certain(*chain, *why), each(kind=kind, level=level), sentence, (*chain, *why))
    maybe = tuple(seats.seat for seats in others)
    return Gap(
        Verdict.POSSIBLE, each(kind=kind, level=level), _ONE_KNOWN.filled(rotating=rotating, **names), (*chain, *maybe)
    )


def _no_other(
    structure: Structure, level: str, members: frozenset[str], only: Seats, others: list[Seats]
) -> tuple[Record, ...]:
    """Why no other seat of the kind can exist at the level; nothing when one can."""
    whole = absences_from(structure, level)
    if _covers(structure, whole, members) and any(only.seat.id in a.except_seats for a in whole):
        excepted = {seat for a in whole for seat in a.except_seats}
        return () if any(seats.seat.id in excepted for seats in others) else tuple(whole)
    record = structure.get(level)
    if record is None or not all_bodies_known(structure, level):
        return ()
    why: list[Record] = [record]
    for body in bodies_at(structure, level):
        stated = list(absences_at(structure, body))
        excepted = {seat for a in stated for seat in a.except_seats}
        listed = [seats.seat.id for seats in others if seats.body is body]
        if _covers(structure, stated, members) and excepted.isdisjoint(listed):
            why += stated
        elif all_seats_known(structure, body) and not listed:
            why.append(body)
        else:
            return ()
    return tuple(why)


def _covers(structure: Structure, absences: list[Absence], members: frozenset[str]) -> bool:
    return members <= {o for absence in absences for o in structure.members(absence.who)}


_SINGLE = Text(
    "På {level} har {kind} en enda plats, i {body}{rotating}.",
    "At {level} there is one single seat for {kind}, in {body}{rotating}.",
)
_ONE_KNOWN = Text(
    "På {level} är bara en plats känd för {kind}, i {body}{rotating}; det kan finnas fler.",
    "At {level} only one seat is known for {kind}, in {body}{rotating}; there may be more.",
)
_ROTATING = Text(", och den roterar", ", and it rotates")
_UNCOUNTED = Text(
    "Om {kind} på {level} har en eller flera platser i {body}, det enda organ där de är kända, går inte att säga.",
    "Whether there is one seat or several for {kind} at {level} in {body}, where alone any is known, cannot be told.",
)
