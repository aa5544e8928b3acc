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

from collections.abc import Iterator
from typing import NamedTuple

from civo.findings import Verdict
from civo.records import Absence, Body, Level, Record, Role, Seat
from civo.rules.rule import Found, Gap, Remedy, certain, each
from civo.rules.scope import kinds_with_a_stake, level_in_words, own_levels
from civo.seating import absences_at, at_level, holders, is_stated
from civo.selectors import Selector
from civo.structure import Structure
from civo.truth import Truth
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
MANY = 1 << 30
"""More seats than there can be: their number is not known."""


class Seats(NamedTuple):
    """How many seats of the kind a record tells of: at least, and at most."""

    body: Body
    seat: Seat
    least: int
    most: int


def find(structure: Structure) -> Found:
    """One finding for each level and kind."""
    gaps = []
    checked = 0
    levels = own_levels(structure)
    for kind in kinds_with_a_stake(structure):
        members = frozenset(o for m in structure.actor_members(kind) for o in (m, *structure.units(m)))
        if members:
            checked += len(levels)
            counting = _Counting(structure, members)
            gaps += [gap for level in levels if (gap := _gap(structure, level, kind, counting))]
    return Found(checked, gaps)


def _gap(structure: Structure, level: str, kind: str, counting: _Counting) -> Gap | None:
    told: list[Seats] = []
    known = 0
    for seats in counting.seats(level):  # looks no further than the second that is certain
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
    rotating = _ROTATING if only.seat.is_rotating else Text("", "")
    others = [seats for seats in told if seats is not only]
    why = _no_other(structure, level, frozenset(structure.actor_members(kind)), only, others)
    if why:
        sentence = _SINGLE.filled(rotating=rotating, **names)
        return Gap(certain(*chain, *why), each(kind=kind, level=level), sentence, (*chain, *why))
    maybe = tuple(seats.seat for seats in others)
    return Gap(
        Verdict.POSSIBLE, each(kind=kind, level=level), _ONE_KNOWN.filled(rotating=rotating, **names), (*chain, *maybe)
    )


class _Counting:
    """Counts the seats of a group of organisations."""

    def __init__(self, structure: Structure, members: frozenset[str]) -> None:
        self._structure = structure
        self._members = members
        self._shares: dict[Selector, tuple[int, int]] = {}

    def seats(self, level: str) -> Iterator[Seats]:
        """The seats at the level that are, or may be, of the group."""
        for body in at_level(self._structure, level):
            for seat in self._structure.seats_of.get(body.id, ()):
                least, most = self._in_seat(seat)
                if {body.id, seat.id} & self._structure.uncertain:
                    least = 0
                if most:
                    yield Seats(body, seat, least, MANY if body.several else most)

    def _in_seat(self, seat: Seat) -> tuple[int, int]:
        if seat.status != "existing" or seat.basis == ("substitute",):
            return 0, 0
        mine, theirs = self._holding(seat)
        selector = seat.rotates.among if seat.rotates else seat.represents or seat.some_of
        if selector is None:
            return self._by_holder(seat, mine, theirs)
        fit, of = self._share(selector)
        if seat.each and fit:
            return fit, fit
        if fit and fit == of:
            return (seat.count, seat.count) if seat.count is not None else (max(1, mine), MANY)
        free = MANY if seat.count is None else max(0, seat.count - theirs)
        return mine, max(mine, free if fit else 0)

    def _by_holder(self, seat: Seat, mine: int, theirs: int) -> tuple[int, int]:
        """Of a seat that speaks for nobody in particular: those who hold it, and those who may."""
        jointly = not seat.each and any(self._structure.kind_of(t.organization) == "collectives" for t in seat.held_by)
        count = seat.count if seat.count is not None else (mine + theirs if not jointly else 0) or MANY
        free = max(0, count - mine - theirs)
        role = self._structure.get(seat.role) if seat.role else None
        fit, of = self._share(role.held_in) if isinstance(role, Role) and role.held_in else (1, 2)
        if not fit:
            return mine, mine
        if fit == of and not theirs and not seat.held_by:
            return (count, count) if count != MANY else (1, MANY)
        return mine, mine + free

    def _holding(self, seat: Seat) -> tuple[int, int]:
        """How many certainly hold the seat: of the group, and others."""
        mine = theirs = 0
        for tenure, truth in holders(self._structure, seat):
            if truth is not Truth.YES:
                continue
            group = self._structure.holder_members(tenure.organization)
            within = len(self._members.intersection(group))
            number = len(group) if seat.each else 1
            mine += min(number, within)
            theirs += number - min(number, within)
        return mine, theirs

    def _share(self, selector: Selector) -> tuple[int, int]:
        """How many of those that a selector fits are of the group, and how many it fits."""
        if selector not in self._shares:
            fitted = self._structure.members(selector)
            self._shares[selector] = len(self._members.intersection(fitted)), len(fitted)
        return self._shares[selector]


def _no_other(
    structure: Structure, level: str, members: frozenset[str], only: Seats, others: list[Seats]
) -> tuple[Record, ...]:
    """Why no other seat of the kind can exist at the level; nothing when one can."""
    whole = [a for a in structure.absences if _is_of_the_level(structure, a, level)]
    if _covers(structure, whole, members) and any(only.seat.id in a.except_seats for a in whole):
        excepted = {seat for a in whole for seat in a.except_seats}
        return () if any(seats.seat.id in excepted for seats in others) else tuple(whole)
    record = structure.get(level)
    if not isinstance(record, Level) or record.bodies != "closed":
        return ()
    why: list[Record] = [record]
    for body in at_level(structure, level):
        stated = list(absences_at(structure, body))
        excepted = {seat for a in stated for seat in a.except_seats}
        listed = [seats.seat.id for seats in others if seats.body is body]
        if _covers(structure, stated, members) and excepted.isdisjoint(listed):
            why += stated
        elif body.composition == "closed" and not body.several and body.id not in structure.uncertain and not listed:
            why.append(body)
        else:
            return ()
    return tuple(why)


def _is_of_the_level(structure: Structure, absence: Absence, level: str) -> bool:
    """Whether an absence is stated of the whole level, as far as the structure's area goes."""
    everywhere = absence.area is None or structure.loaded.manifest.area in structure.inside(absence.area)
    return everywhere and absence.level == level and absence.body is None and is_stated(structure, absence)


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
