"""A seat rotates, and it is not said how.

Looks at every existing rotating seat of the structure's own bodies, and says what is missing: among whom it goes round,
in which order (of all who share it), how long each holds it, and who holds it next. The next holder is known when a
tenure that begins after the date is recorded, or when the order implies one: the last holder told stands in the order, and
it is known when that tenure ends (as told, or from its beginning and the length of a term). With the order of all and the
length of a term, the next holder follows from the last tenure told, however long ago that was; `civo who` shows who.

That a source says nothing of the order does not mean that those who share the seat have none: the finding is
**possible**. It is a **gap** only when an inquiry about the seat states that it is not decided or is under way. Seats
that are as many as those who share them are not looked at. What it does not see: whether the order is followed.

Example:

```yaml
bodies:
  - id: radet
    name: {sv: Rådet, en: Council}
    level: regional
    source: {in: s}
    seats:
      - {rotates: {among: [region-a, region-b], term: 1 year}}
```

```text
possible: In Council a seat rotates among Region A and Region B, but nothing is said of the order or the next holder.
```
"""

from civo.findings import Verdict
from civo.records import Body, Inquiry, Seat
from civo.rules.rule import Found, Gap, certain, each
from civo.rules.scope import named, own_bodies
from civo.seats.declared import (
    goes_round,
    order_of_turns,
    shared_among,
    tenures,
    term_of_turns,
    who_share,
)
from civo.structure import Structure
from civo.words import OR, Text, joined

TITLE = Text("Det sägs inte hur platsen roterar", "How the seat rotates is not said")
WHY = Text(
    "Den som inte vet när turen kommer kan inte förbereda sig, och ingen vet vem som har platsen i ett skarpt läge.",
    "Those who do not know when their turn comes cannot prepare, and in a crisis nobody knows who has the seat.",
)
WHO = Text("de som delar platsen", "those who share the seat")
CLOSE = Text(
    "Skriv ned turordningen, hur länge var och en har platsen och vem som har den härnäst.",
    "Write down the order, how long each holds the seat and who holds it next.",
)


def find(structure: Structure) -> Found:
    """One finding for each rotating seat, with all that is missing."""
    gaps = []
    checked = 0
    for body in own_bodies(structure):
        for seat in structure.seats_of.get(body.id, ()):
            if goes_round(seat) and seat.status == "existing" and not _has_room_for_all(structure, seat):
                checked += 1
                missing = _missing(structure, seat)
                if missing:
                    asked = [q for q in structure.inquiries_about.get(seat.id, ()) if q.awaits_decision]
                    gaps.append(_gap(structure, body, seat, missing, asked))
    return Found(checked, gaps)


def _has_room_for_all(structure: Structure, seat: Seat) -> bool:
    among = who_share(structure, seat)
    return bool(among) and len(among) <= (seat.count or 1)


def _missing(structure: Structure, seat: Seat) -> list[Text]:
    order = order_of_turns(seat)
    whole = bool(order) and set(who_share(structure, seat)) <= set(order)
    untold = _ORDER_OF_ALL if order else _ORDER
    missing = [] if shared_among(structure, seat) else [_AMONG]
    missing += [*([] if whole else [untold]), *([] if term_of_turns(seat) else [_TERM])]
    return missing if _next_is_known(structure, seat) else [*missing, _NEXT]


def _next_is_known(structure: Structure, seat: Seat) -> bool:
    """Whether a tenure begins after the date: one that is told, or the one that the declared order implies."""
    return any(tenure.start is not None and tenure.start.first >= structure.at.after for tenure in tenures(seat))


def _gap(structure: Structure, body: Body, seat: Seat, missing: list[Text], asked: list[Inquiry]) -> Gap:
    among = who_share(structure, seat)
    shared = shared_among(structure, seat) or Text("")
    who = named(structure, among) if among else shared
    told, untold = (_OPEN_AMONG, _OPEN) if asked else (_SILENT_AMONG, _SILENT)
    sentence = told if who.sv else untold
    sure = [q for q in asked if q.certainty == "stated" and q.id not in structure.uncertain] or asked
    verdict = certain(seat, *sure) if asked else Verdict.POSSIBLE
    filled = sentence.filled(body=body.label, who=who, missing=joined(missing, OR))
    return Gap(verdict, each(seat=seat.id), filled, (seat, body, *sure), who if who.sv else None)


_AMONG = Text("vilka som delar den", "who shares it")
_ORDER = Text("turordningen", "the order")
_ORDER_OF_ALL = Text("turordningen för alla", "the order of all of them")
_TERM = Text("periodens längd", "the length of a term")
_NEXT = Text("nästa innehavare", "the next holder")
_SILENT_AMONG = Text(
    "I {body} roterar en plats mellan {who}, men inget sägs om {missing}.",
    "In {body} a seat rotates among {who}, but nothing is said of {missing}.",
)
_SILENT = Text(
    "I {body} roterar en plats, men inget sägs om {missing}.",
    "In {body} a seat rotates, but nothing is said of {missing}.",
)
_OPEN_AMONG = Text(
    "I {body} roterar en plats mellan {who}, men hur är inte avgjort: inget sägs om {missing}.",
    "In {body} a seat rotates among {who}, but how is not decided: nothing is said of {missing}.",
)
_OPEN = Text(
    "I {body} roterar en plats, men hur är inte avgjort: inget sägs om {missing}.",
    "In {body} a seat rotates, but how is not decided: nothing is said of {missing}.",
)
