"""Whose turn it is in a seat that goes round: what a declared order and the length of a term imply.

The turns follow from the last tenures told, as many as there are seats. A turn begins where the tenure before it is told
to end, else where it would end by the term. What is told goes before what is implied: between two tenures told, the order
says something only where it leads from the one to the other; and it says nothing once it has not been followed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import count, pairwise
from typing import NamedTuple

from civo.dates import Period, lasts
from civo.records import Seat, Tenure
from civo.terms import Term, later, parsed_term
from civo.truth import Truth

_NEVER = 1 << 30


class ByOrder(Tenure):
    """A tenure that nobody tells of: the declared order implies it."""


class ByTerm(Tenure):
    """A tenure of which no end is told: it ends by the length of a term, or no earlier than that."""


class Sharing(NamedTuple):
    """Those among whom a seat goes round at a date; of some of them it may be unsure whether they are there then."""

    all: frozenset[str]
    unsure: frozenset[str] = frozenset()


def in_turn(seat: Seat, at: Period, sharing: Sharing, ends: Iterable[Period | None] = ()) -> Seat:
    """The seat as order and term leave it at a date: the same one where they imply nothing.

    Its tenures are those told, an open one cut at its term (ByTerm), then the turns that touch the date and the one that
    follows it (ByOrder); none of them from one of the `ends` on, as when the body ends. The seat is `implied` where a turn
    may hold at the date. Nothing is implied where as many as there are seats are told to hold them, nor where one of
    those in the order may not be there at the date: nobody can tell how the turns go on then.
    """
    if seat.rotates is None or not seat.held_by or seat.each:
        return seat
    onward = [first for tenure in seat.held_by if (first := _first(tenure)) >= at.after]
    turns = [
        turn
        for turn in turns_of(seat, at.first, at.after, sharing, ends)
        if _touches(turn, at) or not any(first <= _first(turn) for first in onward)
    ]
    told = told_of(seat, exactly=bool(turns))
    if sum(lasts(t.start, t.end, t.observed, at) is Truth.YES for t in told) >= (seat.count or 1):
        turns = [turn for turn in turns if not _touches(turn, at)]
    if not turns and all(new is old for new, old in zip(told, seat.held_by, strict=True)):
        return seat
    implied = seat.certainty == "stated" and any(_touches(turn, at) for turn in turns)
    certainty = "implied" if implied else seat.certainty
    return seat.model_copy(update={"held_by": (*told, *turns), "certainty": certainty})


def turns_of(seat: Seat, first: int, after: int, sharing: Sharing, ends: Iterable[Period | None] = ()) -> list[ByOrder]:
    """The implied tenures that may touch the days from `first` up to `after`, and the one that follows them.

    None of them begins where the seat has ended, or from one of the other `ends` on.
    """
    if seat.rotates is None or not seat.held_by or seat.each:
        return []
    last = [end.latest for end in (seat.end, *ends) if end]
    found = [turn for rota in _rotas(seat, sharing) for turn in rota.turns(first, after)]
    return sorted((turn for turn in found if all(_first(turn) < end for end in last)), key=_first)


def _first(tenure: Tenure) -> int:
    return tenure.start.first if tenure.start else -1


def _touches(tenure: Tenure, at: Period) -> bool:
    return lasts(tenure.start, tenure.end, None, at) is not Truth.NO


def told_of(seat: Seat, *, exactly: bool) -> list[Tenure]:
    """The tenures told: an open one ends by its term exactly where turns follow, else no earlier than that.

    One that was seen after its term lasted till then at least.
    """
    if not seat.rotates or not seat.rotates.term:
        return list(seat.held_by)
    term = parsed_term(seat.rotates.term)
    found: list[Tenure] = []
    for tenure in seat.held_by:
        end = later(tenure.start, term) if tenure.start and not tenure.end else None
        if end is None:
            found.append(tenure)
            continue
        seen = tenure.observed.after if tenure.observed else 0
        if not exactly or seen > end.first:
            end = Period(max(end.first, seen), _NEVER, str(end))
        found.append(ByTerm.model_construct(**{**dict(tenure), "end": end}))
    return found


class _End(NamedTuple):
    """Where a tenure ends: so many terms (none, where the end is told) after a date."""

    date: Period
    terms: int = 0

    def later(self, term: Term | None, rounds: int = 0) -> Period | None:
        """That date, or the one some rounds of turns after it; always counted from the date, so that no day is lost."""
        times = self.terms + rounds
        return later(self.date, term, times) if term and times else None if times else self.date


class _Rota(NamedTuple):
    """How the turns go on from some tenures told, one for each seat; `until` which turn, where that one is told again."""

    ends: tuple[_End, ...]
    """Where the tenure in each seat ends, in the order of time."""
    following: tuple[str, ...]
    """Those whose turns come next, in order."""
    again: bool
    """Whether the first of them follows the last."""
    term: Term | None
    until: int | None = None

    def start(self, turn: int) -> Period | None:
        """When a turn begins; None beyond what can be told."""
        rounds, seat = divmod(turn, len(self.ends))
        return self.ends[seat].later(self.term, rounds)

    def holder(self, turn: int) -> str | None:
        """Whose turn it is; None beyond what can be told."""
        known = self.again or turn < len(self.following)
        told = self.until is None or turn < self.until
        return self.following[turn % len(self.following)] if known and told else None

    def touching(self, first: int) -> Iterator[tuple[int, Period, str]]:
        """The turns that are not surely over by a day, and all that come after: number, beginning, whose it is."""
        about = self._about(first)
        for turn in count(about.start + bisect_left(about, first + 1, key=self._over_by)):
            start, holder = self.start(turn), self.holder(turn)
            if start is None or holder is None:
                return
            yield turn, start, holder

    def turns(self, first: int, after: int) -> Iterator[ByOrder]:
        """The turns that may touch the days, and the one that follows."""
        if self.term is None:  # nobody can tell how long the next one holds it: known only before it begins
            start, holder = self.ends[0].date, self.holder(0)
            if holder and start.first >= after:
                yield ByOrder.model_construct(organization=holder, start=start)
            return
        for turn, start, holder in self.touching(first):
            yield ByOrder.model_construct(organization=holder, start=start, end=self.start(turn + len(self.ends)))
            if start.first >= after:
                return

    def _about(self, first: int) -> range:
        """Some turns, the first one that is not over by a day among them: a month has 28 to 31 days."""
        if self.term is None:
            return range(1)
        date, seats = self.ends[0].date, len(self.ends)
        shortest, longest = (self.term.days,) * 2 if self.term.days else (28 * self.term.months, 31 * self.term.months)
        from_turn = seats * ((first - date.after) // longest - 4)
        to_turn = seats * ((first - date.first) // shortest + 2) + 1
        return range(max(0, from_turn), max(1, to_turn))

    def _over_by(self, turn: int) -> int:
        end = self.start(turn + len(self.ends))
        return _NEVER if end is None else end.latest


def _rotas(seat: Seat, sharing: Sharing) -> Iterator[_Rota]:
    """How the turns go on from each tenure told (from each set of them, where there are several seats)."""
    rotation = seat.rotates
    assert rotation is not None
    order, seats = rotation.order, seat.count or 1
    sure = sharing.all - sharing.unsure
    if len(order) <= seats or not sure.issuperset(order) or (seats > 1 and not rotation.term):
        return
    if any(not (t.start or t.end or t.observed) for t in seat.held_by):  # somebody holds it for ever
        return
    term = parsed_term(rotation.term) if rotation.term else None
    again = sharing.all.issubset(order)
    if seats > 1 and not again:
        return
    place = {name: n for n, name in enumerate(order)}
    dated = [t for t in seat.held_by if t.start or t.end]
    dated.sort(key=lambda t: (_first(t), t.end.first if t.end else _NEVER, place.get(t.organization, -1)))
    for n in range(seats, len(dated) + 1):
        last, before, onward = dated[n - seats : n], dated[n - seats - 1 : n - seats], dated[n : n + 1]
        ends = [_end(tenure, term) for tenure in last]
        known = [end for end in ends if end]
        if len(known) < seats or not _in_order(last, place) or _still_sit(before, last, term):
            continue
        if not _staggered(known, term):
            continue
        start = place[last[-1].organization] + 1
        following = (*order[start:], *order[:start]) if again else order[start:]
        rota = _Rota(tuple(known), following, again, term)
        told = _leading_to(rota, onward) if onward else rota
        if told and following and _is_followed(told, last, seat, onward):
            yield told


def _end(tenure: Tenure, term: Term | None) -> _End | None:
    """Where a tenure ends: as told, else by its term; None where it was seen later than that, or nothing is known."""
    if tenure.end:
        return _End(tenure.end)
    end = later(tenure.start, term) if tenure.start and term else None
    if end is None or (tenure.observed and tenure.observed.first >= end.latest):
        return None
    return _End(tenure.start, 1) if tenure.start else None


def _in_order(tenures: list[Tenure], place: dict[str, int]) -> bool:
    """Whether those who hold the seats stand one after another in the order."""
    places = [place.get(tenure.organization, -1) for tenure in tenures]
    return places[0] >= 0 and all(after == (before + 1) % len(place) for before, after in pairwise(places))


def _still_sit(before: list[Tenure], last: list[Tenure], term: Term | None) -> bool:
    """Whether somebody told of before them has not left when the last of them begins: more sit than there are seats."""
    begins = _first(last[-1])
    ends = (end.later(term) for tenure in before if (end := _end(tenure, term)))
    return any(end is not None and end.first > begins >= 0 for end in ends)


def _staggered(ends: list[_End], term: Term | None) -> bool:
    """Whether the seats are left one after another, all within a term."""
    if len(ends) == 1:
        return True
    left = [by.first for end in ends if (by := end.later(term))]
    again = ends[0].later(term, 1)
    return left == sorted(left) and again is not None and left[-1] <= again.first


def _leading_to(rota: _Rota, onward: list[Tenure]) -> _Rota | None:
    """The turns up to the tenure that is told next; None where the order does not lead there."""
    [told] = onward
    if told.start is None or rota.term is None:
        return None
    for turn, start, holder in rota.touching(told.start.first - 1):
        if start.first >= told.start.after:
            return None
        if holder == told.organization and start.first < told.start.after and told.start.first < start.after:
            return rota._replace(until=turn)
    return None


def _is_followed(rota: _Rota, last: list[Tenure], seat: Seat, onward: list[Tenure]) -> bool:
    """Whether all who were only seen to hold the seat after the last ones told are those whose turn it was."""
    for seen in seat.held_by:
        if seen.start or seen.end or seen.observed is None:
            continue
        before = seen.observed.after <= _first(last[0])
        if before or (onward and onward[0].start and seen.observed.first >= onward[0].start.first):
            continue
        holding = {tenure.organization for tenure in last if _lasts_till(tenure, rota.term) > seen.observed.first}
        turns = rota.turns(seen.observed.first, seen.observed.after)
        holding |= {turn.organization for turn in turns if _touches(turn, seen.observed)}
        if seen.organization not in holding:
            return False
    return True


def _lasts_till(tenure: Tenure, term: Term | None) -> int:
    """The latest day on which a tenure may end."""
    end = _end(tenure, term)
    by = end.later(term) if end else None
    return by.latest if by else _NEVER
