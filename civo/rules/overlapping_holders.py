"""Two hold one seat at the same time.

Looks at every existing seat of the structure's own bodies of which the source says that it is one (`count: 1`, not
`each`), and at all holders told of it, **over all time**, not only at the date asked: a slip in the past is one too.
Bounds are half-open, so a holder until 2023-05-01 and one from 2023-05-01 do not overlap. It is a **gap** when two
certainly held the seat at once: whatever days the dates mean, the one had begun before the other left. It is
**possible** when that depends on:

- a date that names a month or a year: until 2023 and from 2023-03 may overlap or not;
- a bound that is not told: who has no end counts as holding the seat still, and who has no beginning as having held it
  always, so that the answers to "who sits here" name two;
- an observation: two seen in 2023 may have been seen one after the other.

Until 2023 and from 2023, the same month or year, is read as one handing over to the other. An observation says nothing
of times before and after it. Two tenures of one organisation, of it and a unit of it, or of a collective and one of its
members, are not two holders. Seats that are several, or whose number is not told, are not looked at.

Example:

```yaml
bodies:
  - id: radet
    name: {sv: Rådet, en: the Council}
    source: {in: s}
    seats:
      - id: radet.1
        count: 1
        held_by:
          - {organization: region-a, from: 2021, to: 2024}
          - {organization: region-b, from: 2023}
```

```text
gap: In the Council one seat has had more than one holder at a time: Region A (2021–2024) and Region B (from 2023).
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from civo.findings import Verdict
from civo.records import Body, Organization, Seat, Tenure
from civo.rules.rule import Found, Gap, certain, each
from civo.rules.scope import own_bodies, seat_in_words
from civo.seats.declared import is_for_each, tenures
from civo.structure import Structure
from civo.truth import Truth
from civo.words import Text, joined

TITLE = Text("Två har samma plats samtidigt", "Two hold one seat at the same time")
WHY = Text(
    "Då är minst en uppgift fel, eller så vet inte de två själva vem av dem som har platsen.",
    "Then at least one fact is wrong, or the two do not know themselves which of them has the seat.",
)
WHO = Text("den som leder organet, och de två", "whoever leads the body, and the two")
CLOSE = Text(
    "Rätta tiderna, eller ange hur många platserna är (`count`).",
    "Mend the times, or state how many the seats are (`count`).",
)
EVER = 1 << 30
"""Later, or negated earlier, than any day."""


class Time(NamedTuple):
    """The days of a tenure, as day ordinals: the earliest and latest that its first and its last day may be."""

    first: int
    begun: int
    left: int
    last: int


def find(structure: Structure) -> Found:
    """One finding for each seat that two hold, or may have held, at once; certain ones name only those who did."""
    gaps = []
    checked = 0
    for body in own_bodies(structure):
        for seat in structure.seats_of.get(body.id, ()):
            if seat.count == 1 and not is_for_each(seat) and seat.status == "existing" and len(tenures(seat)) > 1:
                checked += 1
                pairs = list(_overlapping(structure, seat))
                sure = [pair for truth, pair in pairs if truth is Truth.YES]
                if pairs:
                    told = sure or [pair for _, pair in pairs]
                    gaps.append(_gap(structure, body, seat, told, surely=bool(sure)))
    return Found(checked, gaps)


def _overlapping(structure: Structure, seat: Seat) -> Iterator[tuple[Truth, tuple[Tenure, Tenure]]]:
    for one, other in combinations(tenures(seat), 2):
        truth = _overlap(one, other)
        if truth is not Truth.NO and not _are_one(structure, one.organization, other.organization):
            yield truth, (one, other)


def _overlap(one: Tenure, other: Tenure) -> Truth:
    """Whether two tenures have a day in common."""
    a, b = _time(one), _time(other)
    if a.first > b.last or b.first > a.last or _hands_over(one, other) or _hands_over(other, one):
        return Truth.NO
    return Truth.YES if a.begun <= b.left and b.begun <= a.left else Truth.UNKNOWN


def _hands_over(one: Tenure, other: Tenure) -> bool:
    """Whether one leaves in the very month or year in which the other begins."""
    return one.end is not None and one.end == other.start


def _time(tenure: Tenure) -> Time:
    start, end, seen = tenure.start, tenure.end, tenure.observed
    first, begun = (start.first, start.first if start.is_day else start.after - 1) if start else (-EVER, EVER)
    left, last = (end.first - 1, end.first - 1 if end.is_day else end.after - 2) if end else (-EVER, EVER)
    if seen:
        begun, left = min(begun, seen.after - 1), max(left, seen.first)
        first = first if start else seen.first
        last = last if start or end else seen.after - 1
    if start:
        left = max(left, start.first)
    if end:
        begun = min(begun, last)
    return Time(first, begun, left, last)


def _are_one(structure: Structure, one: str, other: str) -> bool:
    """Whether two holders are the same, or one stands for the other."""
    return one == other or bool(_behind(structure, one) & _behind(structure, other))


def _behind(structure: Structure, holder: str) -> set[str]:
    """The holder, the members of a collective, and what a unit is a unit of."""
    found = {holder, *structure.holder_members(holder)}
    record = structure.get(holder)
    while isinstance(record, Organization) and record.unit_of and record.unit_of not in found:
        found.add(record.unit_of)
        record = structure.get(record.unit_of)
    return found


def _gap(structure: Structure, body: Body, seat: Seat, pairs: list[tuple[Tenure, Tenure]], *, surely: bool) -> Gap:
    among = [tenure for tenure in tenures(seat) if any(tenure is t for pair in pairs for t in pair)]
    who = joined(_told(structure, tenure) for tenure in among)
    verdict = certain(seat, body) if surely else Verdict.POSSIBLE
    sentence = (_HELD if verdict is Verdict.GAP else _MAYBE).filled(
        body=body.label, which=seat_in_words(structure, seat), who=who
    )
    about = each(seat=seat.id, holder=[tenure.organization for tenure in among])
    return Gap(verdict, about, sentence, (seat, body))


def _told(structure: Structure, tenure: Tenure) -> Text:
    """The holder with the time that is told of it."""
    name = structure.name(tenure.organization)
    times = [Text(f"{tenure.start}–{tenure.end}")] if tenure.start and tenure.end else []
    if tenure.start and not tenure.end:
        times.append(Text(f"från {tenure.start}", f"from {tenure.start}"))
    if tenure.end and not tenure.start:
        times.append(Text(f"till {tenure.end}", f"until {tenure.end}"))
    if tenure.observed:
        times.append(Text(f"sågs {tenure.observed}", f"seen {tenure.observed}"))
    told = times or [Text("tiden inte angiven", "time not told")]
    sv, en = ", ".join(t.sv for t in told), ", ".join(t.en or t.sv for t in told)
    return Text(f"{name.sv} ({sv})", f"{name.en or name.sv} ({en})")


_HELD = Text(
    "I {body} har en och samma plats{which} haft mer än en innehavare åt gången: {who}.",
    "In {body} one seat{which} has had more than one holder at a time: {who}.",
)
_MAYBE = Text(
    "I {body} kan en och samma plats{which} ha haft mer än en innehavare åt gången: {who}.",
    "In {body} one seat{which} may have had more than one holder at a time: {who}.",
)
