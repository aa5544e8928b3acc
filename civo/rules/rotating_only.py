"""More organisations than seats behind a rotating seat.

Where a body seats organisations of some group only by a seat that goes round among them, all but the holder are there
indirectly at most. The finding names those who are certainly not the known holder at the date; where no holder is known
for the date, or not as many as there are seats, any of them may sit there, and it says so.

It is a **gap** when the seat is the only one the group has in the body by statement (the seat's `exclusive`, a stated
absence of them all that excepts it, or a closed list of a body that is stated), otherwise **possible**. Organisations
that certainly have another seat in the body are left out; where some may have one, it is possible only. So it is when
organisations that may not exist at the date are needed to make those who share it more than the seats, where the
declared order, not a tenure told, says who holds it, or where it is not stated that the seat goes round among just these
(`certainty` of `rotates`).

Example:

```yaml
bodies:
  - id: motet
    name: {sv: mötet, en: the meeting}
    level: hogre-regional
    composition: closed
    source: {in: s}
    seats:
      - id: motet.region
        count: 1
        rotates: {among: {kind: region}}
        held_by: {organization: region-a, from: 2024-01-01}
```

```text
gap: In the meeting, 2 share 1 rotating seat. Region A holds it; Region B is represented only indirectly.
```
"""

from civo.findings import Verdict
from civo.records import Body, Record, Seat
from civo.rotation import ByOrder
from civo.rules.rule import Found, Gap, Remedy, certain, each
from civo.rules.scope import named, own_bodies
from civo.seats.claims import Claim, Claims, holders
from civo.seats.declared import shared_among, who_share
from civo.seats.rosters import roster
from civo.structure import Structure
from civo.truth import Truth
from civo.words import Text

TITLE = Text("Bara en roterande plats", "Only a rotating seat")
WHY = Text(
    "Den som inte har platsen just nu är beroende av att innehavaren för allas talan och för tillbaka vad som sägs.",
    "Those who do not hold the seat depend on the holder to speak for all and to report back.",
)
WHO = Text("de som delar platsen", "those who share the seat")
CLOSE = Text(
    "Ge var och en en plats, eller skriv ned hur innehavaren företräder de andra och återkopplar till dem.",
    "Give each a seat, or write down how the holder speaks for the others and reports back to them.",
)
REMEDY = Remedy("seat-for-each-sharer")


def find(structure: Structure) -> Found:
    """One finding for each rotating seat that more organisations share than it has room for."""
    claims = structure.once(Claims)
    gaps: list[Gap] = []
    checked = 0
    for body in own_bodies(structure):
        for seat in structure.seats_of.get(body.id, ()):
            claim = claims.claim(seat)
            if claim.exists and shared_among(structure, seat):
                checked += 1
                among = who_share(structure, seat)
                if seat.count is None:
                    gaps.append(
                        Gap(
                            Verdict.NOT_ASSESSABLE, each(seat=seat.id), _UNCOUNTED.filled(body=body.label), (seat, body)
                        )
                    )
                elif len(among) > seat.count:
                    gaps += _gap(structure, body, seat, claim, among)
    return Found(checked, gaps)


def _gap(structure: Structure, body: Body, seat: Seat, claim: Claim, among: tuple[str, ...]) -> list[Gap]:
    count = seat.count or 0
    here = roster(structure, body)
    sure = [holder for holder in claim.held if holder.truth is Truth.YES] if claim.sure else []
    held = [o for o in among if any(o in holder.members for holder in sure)]
    held += sorted({o for holder in sure for o in holder.members} - {*held})
    together = any(holder.id not in holder.members for holder in sure)
    free = 0 if together else max(0, count - len(sure))
    standings = {o: here.own(frozenset((o,))) for o in among if o not in held}
    others = [o for o, standing in standings.items() if standing.truth is not Truth.YES]
    if len(others) <= free:
        return []
    enough = sum(o not in structure.uncertain for o in others) > free
    elsewhere = any(
        standings[o].truth is Truth.UNKNOWN and any(isinstance(r, Seat) and r is not seat for r in standings[o].because)
        for o in others
    )
    absences = [a for a in here.absences if seat.id in a.except_seats]
    told = {o for absence in absences for o in structure.members(absence.who)}
    only: list[Record] = [*absences] if told.issuperset(others) else []
    if not only and (seat.exclusive or here.closed):
        only = [seat]
    values: dict[str, Text | str | int] = {
        "seats": Text(f"{count} roterande plats", f"{count} rotating seat")
        if count == 1
        else _SEATS.filled(count=count),
        "have": Text("har den", "holds it") if count == 1 else Text("har dem", "hold them"),
        "it": Text("den", "it") if count == 1 else Text("dem", "them"),
        "all": len(among),
        "body": body.label,
        "others": named(structure, others),
        "indirect": _ONE if len(others) == 1 else _SEVERAL,
    }
    in_turn = any(isinstance(tenure, ByOrder) for tenure, truth in holders(structure, seat) if truth is Truth.YES)
    words = _OPEN if not held else _PARTLY if free else _IN_TURN if in_turn else _HELD
    sentence = words.filled(**values, holder=named(structure, held))
    sure_of_all = enough and not elsewhere and claim.turns_certainty == "stated"
    verdict = certain(seat, *only) if only and sure_of_all else Verdict.POSSIBLE
    subjects = (seat.id, *others)
    who = named(structure, list(among))
    return [Gap(verdict, each(seat=seat.id), sentence, (seat, body, *only), who, subjects)]


_HELD = Text(
    "I {body} delar {all} på {seats}. {holder} {have}; {others} {indirect}.",
    "In {body}, {all} share {seats}. {holder} {have}; {others} {indirect}.",
)
_IN_TURN = Text(
    "I {body} delar {all} på {seats}. Enligt turordningen har {holder} {it}; {others} {indirect}.",
    "In {body}, {all} share {seats}. By the declared order {holder} {have}; {others} {indirect}.",
)
_PARTLY = Text(
    "I {body} delar {all} på {seats}. Av innehavarna är bara {holder} känd; de övriga av {others} är bara "
    "indirekt företrädda.",
    "In {body}, {all} share {seats}. Of the holders only {holder} is known; the rest of {others} are "
    "represented only indirectly.",
)
_OPEN = Text(
    "I {body} delar {all} på {seats}. Vem som har {it} då är okänt; de övriga av {others} är bara indirekt företrädda.",
    "In {body}, {all} share {seats}. Who holds {it} at the date is unknown; the rest of {others} are "
    "represented only indirectly.",
)
_SEATS = Text("{count} roterande platser", "{count} rotating seats")
_ONE = Text("företräds bara indirekt", "is represented only indirectly")
_SEVERAL = Text("är bara indirekt företrädda", "are represented only indirectly")
_UNCOUNTED = Text(
    "En plats i {body} roterar, men hur många sådana platser som finns anges inte.",
    "A seat in {body} rotates, but the number of such seats is not said.",
)
