"""A seat that nobody holds at the date, as far as is known.

Looks at every existing seat of the structure's own bodies of which some holder is told with the time when it was held.
A seat of which no holder is told, or one that was only seen at another time, is *unknown*, not vacant: no finding.
Neither is a seat whose last holder left within a month or a year that reaches into the date.

Who has left is known, that nobody followed hardly ever is: the files may not have been told. So it is a **gap** only
when the hole is told from both sides (one holder left before the date and the next is said to begin after it), the seat
is one place of a body, and it does not rotate. It is **possible** when:

- all holders told have left, and none is told to follow;
- the last holder is no longer there itself (merged, closed down);
- the seat is said to have begun before the date (`from` of its own), and the first holder told begins after it;
- of several like seats (`count`) fewer are held than were held at one and the same time before;
- in a rotating seat there is a hole between two holders: a third of those who share it may have held it.

A rotating seat whose order and length of term are known is never vacant: they tell who holds it. Attendance
(`participation: attends`) is not a seat. A seat that each of many has for itself (`each`), and a seat without a number,
is only looked at as a whole. It does not see persons: that an office at the holder is unfilled is not recorded.

Example:

```yaml
bodies:
  - id: radet
    name: {sv: Rådet, en: the Council}
    source: {in: s}
    seats:
      - id: radet.1
        role: samordnare
        count: 1
        held_by: [{organization: lst-a, to: 2024-03-01}, {organization: lst-b, from: 2024-09-01}]
```

```text
gap: In the Council a seat (coordinator) is vacant: County Board A held it until 2024-03-01, and County Board B begins 2024-09-01.
```
"""

from __future__ import annotations

from civo.dates import Period
from civo.findings import Verdict
from civo.records import Body, Seat, Tenure
from civo.rules.rule import Found, Gap, certain, each
from civo.rules.scope import named, own_bodies, seat_in_words
from civo.seats.claims import holders
from civo.seats.declared import goes_round, is_for_each, order_of_turns, participation, tenures, term_of_turns
from civo.structure import Structure
from civo.words import Text

TITLE = Text("En plats är vakant", "A seat is vacant")
WHY = Text(
    "På en plats som ingen har för ingen talan, och den som ringer till den får inget svar.",
    "From a seat that nobody holds nobody speaks, and whoever turns to it gets no answer.",
)
WHO = Text("den som leder organet, och den som hade platsen sist", "whoever leads the body, and who held the seat last")
CLOSE = Text(
    "Utse någon till platsen, ange vem som har den, eller avsluta den (`to`).",
    "Appoint somebody to the seat, state who holds it, or end it (`to`).",
)


def find(structure: Structure) -> Found:
    """One finding for each seat, or number of like seats, that is vacant."""
    gaps = []
    checked = 0
    for body in own_bodies(structure):
        for seat in structure.seats_of.get(body.id, ()):
            if _is_assessable(structure, seat):
                checked += 1
                gaps += _gaps(structure, body, seat)
    return Found(checked, gaps)


def _is_assessable(structure: Structure, seat: Seat) -> bool:
    timed = any(tenure.start or tenure.end or not structure.get(tenure.organization) for tenure in tenures(seat))
    follows = bool(order_of_turns(seat)) and bool(term_of_turns(seat))
    return timed and not follows and seat.status == "existing" and participation(seat) != "attends"


def _gaps(structure: Structure, body: Body, seat: Seat) -> list[Gap]:
    held = holders(structure, seat)
    if held:
        lost = _places_lost(structure, seat, [tenure for tenure, _ in held])
        return [_fewer(structure, body, seat, lost)] if lost else []
    before = max((t for t in tenures(seat) if _is_past(structure, t)), key=_last_day, default=None)
    after = min((t for t in tenures(seat) if _is_future(structure, t)), key=_first_day, default=None)
    if before is None and not (after and _began(structure, seat)):
        return []
    names: dict[str, Text | str | int] = {
        "body": body.label,
        "which": seat_in_words(structure, seat),
        "last": structure.name(before.organization) if before else Text(""),
        "end": str(before.end) if before else "",
        "next": structure.name(after.organization) if after else Text(""),
        "start": str(after.start) if after else "",
    }
    if before is None:
        return [_gap(Verdict.POSSIBLE, seat, body, _NOT_YET.filled(**names))]
    if structure.get(before.organization) is None and not _ended(structure, before):
        return [_gap(Verdict.POSSIBLE, seat, body, _GONE.filled(**names))]
    if after is None:
        return [_gap(Verdict.POSSIBLE, seat, body, _LEFT.filled(**names))]
    alone = seat.count == 1 and not body.several and not is_for_each(seat) and not goes_round(seat)
    verdict = certain(seat, body) if alone else Verdict.POSSIBLE
    sentence = _HOLE if verdict is Verdict.GAP else _MAYBE_HOLE
    return [_gap(verdict, seat, body, sentence.filled(**names))]


def _gap(verdict: Verdict, seat: Seat, body: Body, sentence: Text) -> Gap:
    return Gap(verdict, each(seat=seat.id), sentence, (seat, body))


def _ended(structure: Structure, tenure: Tenure) -> bool:
    end = tenure.end
    return end is not None and end.latest <= structure.at.first


def _is_past(structure: Structure, tenure: Tenure) -> bool:
    """Whether the tenure had ended before the date, or its holder had: it did begin before the date."""
    return not _is_future(structure, tenure) and (_ended(structure, tenure) or not structure.get(tenure.organization))


def _is_future(structure: Structure, tenure: Tenure) -> bool:
    return tenure.start is not None and tenure.start.first >= structure.at.after


def _first_day(tenure: Tenure) -> int:
    return tenure.start.first if tenure.start else 0


def _last_day(tenure: Tenure) -> int:
    return tenure.end.first if tenure.end else 1 << 30


def _began(structure: Structure, seat: Seat) -> bool:
    """Whether it is said that the seat itself was there before the date."""
    start = seat.start
    return start is not None and start.latest <= structure.at.first


def _places_lost(structure: Structure, seat: Seat, held: list[Tenure]) -> list[Tenure]:
    """Of several like seats: the last to leave, as many as the places that were held together and are not now."""
    if not seat.count or seat.count < 2 or is_for_each(seat) or goes_round(seat) or _jointly(structure, seat):
        return []
    left = [t for t in tenures(seat) if _is_past(structure, t) and t.start and t.end]
    dated = [*left, *(tenure for tenure in held if tenure.start)]
    together = max((sum(_covers(t, other.start) for t in dated) for other in dated if other.start), default=0)
    lost = min(together, seat.count) - len(held)
    return sorted(left, key=_last_day)[-lost:] if lost > 0 else []


def _jointly(structure: Structure, seat: Seat) -> bool:
    """Whether some holder is a collective: how many of the seats it fills is not said."""
    return any(structure.kind_of(tenure.organization) == "collectives" for tenure in tenures(seat))


def _covers(tenure: Tenure, start: Period) -> bool:
    """Whether the tenure certainly held when another certainly had begun."""
    began = start.latest
    begun = tenure.start is not None and tenure.start.latest <= began
    return begun and (tenure.end is None or tenure.end.first > began)


def _fewer(structure: Structure, body: Body, seat: Seat, lost: list[Tenure]) -> Gap:
    who = named(structure, [tenure.organization for tenure in lost])
    sentence = (_ONE_LESS if len(lost) == 1 else _LESS).filled(
        body=body.label,
        which=seat_in_words(structure, seat),
        number=len(lost),
        all=seat.count or 0,
        last=who,
        end=str(lost[-1].end),
    )
    return Gap(Verdict.POSSIBLE, each(seat=seat.id), sentence, (seat, body))


_HOLE = Text(
    "I {body} är en plats{which} vakant: {last} hade den till {end}, och {next} tillträder {start}.",
    "In {body} a seat{which} is vacant: {last} held it until {end}, and {next} begins {start}.",
)
_MAYBE_HOLE = Text(
    "I {body} kan en plats{which} vara vakant: {last} hade den till {end}, och {next} tillträder {start}.",
    "In {body} a seat{which} may be vacant: {last} held it until {end}, and {next} begins {start}.",
)
_LEFT = Text(
    "I {body} kan en plats{which} vara vakant: {last} hade den till {end}, och ingen efterträdare är känd.",
    "In {body} a seat{which} may be vacant: {last} held it until {end}, and no successor is known.",
)
_GONE = Text(
    "I {body} kan en plats{which} vara vakant: {last}, som hade den, finns inte längre.",
    "In {body} a seat{which} may be vacant: {last}, who held it, is no longer there.",
)
_NOT_YET = Text(
    "I {body} kan en plats{which} ännu vara vakant: den första kända innehavaren, {next}, tillträder {start}.",
    "In {body} a seat{which} may still be vacant: its first known holder, {next}, begins {start}.",
)
_ONE_LESS = Text(
    "I {body} kan 1 av {all} platser{which} vara vakant: {last} hade en till {end}, och ingen efterträdare är känd.",
    "In {body} 1 of {all} seats{which} may be vacant: {last} held one until {end}, and no successor is known.",
)
_LESS = Text(
    "I {body} kan {number} av {all} platser{which} vara vakanta: {last} hade var sin, den sista till {end}, och inga "
    "efterträdare är kända.",
    "In {body} {number} of {all} seats{which} may be vacant: {last} held one each, the last until {end}, and no "
    "successors are known.",
)
