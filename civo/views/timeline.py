"""The drawing of who holds rotating seats over time: told, seen, implied by a declared order, or not known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from civo.drawings import Bar, BarKind, Chart, Drawing, Item, Lane, LaneGroup, LegendEntry
from civo.records import Body, Seat, Tenure
from civo.rotation import ByOrder, told_of, turns_of
from civo.seats.claims import sharing
from civo.seats.declared import goes_round, order_of_turns, tenures
from civo.structure import Structure
from civo.views.alt_text import alt_text, counted
from civo.views.seats import bodies_of
from civo.views.view import Over, View
from civo.words import NO_TEXT, Language, Text, joined


def timeline_drawing(structure: Structure, view: View, view_id: str, language: Language) -> Drawing:
    """The rotating seats of the view's bodies, a lane for each of those who share one, and one for when nobody is known."""
    first, after = limits(structure, view)
    told = [SeatTime(structure, body, seat, first, after) for body, seat in rotating_seats(structure, view)]
    groups = tuple(one.group(language) for one in told)
    kinds = {bar.kind for group in groups for lane in group.lanes for bar in lane.bars}
    return Drawing(
        view_id,
        view.title.in_language(language),
        view.caption.in_language(language),
        language,
        (),
        (),
        (),
        tuple(LegendEntry("bar", kind, "known", m.in_language(language)) for kind, m in BARS.items() if kind in kinds),
        _alt(told, first, after, language),
        tuple(_item(group, language) for group in groups),
        chart=Chart(first, after, tuple(ticks(first, after)), groups),
    )


BARS: dict[BarKind, Text] = {
    "held": Text("har platsen", "holds the seat"),
    "seen": Text("observerad på platsen någon gång under tiden", "seen in the seat at some time in the period"),
    "implied": Text("enligt turordningen, inte uttalat", "by the declared order, not stated"),
    "hole": Text("ingen känd mellan två innehavare", "nobody known between two holders"),
    "unknown": Text("innehavaren är inte känd", "the holder is not known"),
}
NOBODY = Text("Ingen innehavare känd", "No holder known")
OTHERS = Text("{n} till delar platsen", "{n} more share the seat")
NO_TIME = Text("ingen tid är känd", "no time is known")
MOST_LANES = 15


def rotating_seats(structure: Structure, view: View) -> list[tuple[Body, Seat]]:
    """The existing rotating seats of the view's bodies, as they are declared, not as they stand at the date."""
    declared = {seat.id: seat for seat in structure.loaded.records.get("seats", ()) if isinstance(seat, Seat)}
    return [
        (body, declared.get(seat.id, seat))
        for body in bodies_of(structure, view)
        for seat in structure.seats_of.get(body.id, ())
        if goes_round(seat) and seat.status == "existing"
    ]


def limits(structure: Structure, view: View) -> tuple[int, int]:
    """The first day and the one after the last: as the view says, else whole years around all that is told."""
    over = view.timeline or Over()
    days = [structure.at.first, structure.at.after - 1]
    for _, seat in rotating_seats(structure, view):
        days += [p.first for t in tenures(seat) for p in (t.start, t.end, t.observed) if p]
    first = over.start.first if over.start else date(date.fromordinal(min(days)).year - 1, 1, 1).toordinal()
    after = over.end.first if over.end else date(date.fromordinal(max(days)).year + 3, 1, 1).toordinal()
    return first, max(after, first + 1)


def ticks(first: int, after: int) -> Iterator[tuple[int, str]]:
    """The first day of each year, with the year."""
    for year in range(date.fromordinal(first).year, date.fromordinal(after - 1).year + 1):
        day = date(year, 1, 1).toordinal()
        if first <= day < after:
            yield day, str(year)


class _Held(NamedTuple):
    """A stretch of time that somebody holds the seat."""

    who: str
    bar: Bar


class SeatTime:
    """One rotating seat over time."""

    def __init__(self, structure: Structure, body: Body, seat: Seat, first: int, after: int) -> None:
        self.structure = structure
        self.body = body
        self.seat = seat
        among = sharing(structure, seat)
        turns = turns_of(seat, first, after, among, (body.end,))
        own = max((p.first for p in (seat.start, body.start) if p), default=first)
        ends = [p.first for p in (seat.end, body.end) if p]
        frame = max((day for day in _around(structure, body) if day <= _first_told(seat, after)), default=first)
        self.begins, self.ends = max(first, own, frame), min([after, *ends])
        self.is_as_old_as_its_frame = frame > max(first, own)
        self.held = [held for tenure in (*told_of(seat, exactly=bool(turns)), *turns) for held in self._stretch(tenure)]
        order = [o for o in order_of_turns(seat) if o in among.all]
        others = [o.id for o in structure.organizations if o.id in among.all - {*order}]
        self.holders = list(dict.fromkeys([*order, *others, *(held.who for held in self.held)]))

    def _stretch(self, tenure: Tenure) -> Iterator[_Held]:
        kind: BarKind = "implied" if isinstance(tenure, ByOrder) else "held" if tenure.start else "seen"
        begin = tenure.start or tenure.observed
        if begin is None and tenure.end is None:
            return
        only_seen = tenure.observed if not tenure.start else None
        # without an end it is known as far as the structure's own date: the seat goes on to another some time
        known = max(begin.after if begin else 0, self.structure.loaded.manifest.date.after)
        after = tenure.end.first if tenure.end else only_seen.after if only_seen else known
        first = begin.first if begin else self.begins
        first, after = max(first, self.begins), min(after, self.ends)
        if first < after:
            yield _Held(tenure.organization, Bar(first, after, kind))

    @property
    def nobody(self) -> list[Bar]:
        """When nobody is known to hold it: holes between two holders, and the time before and after them."""
        covered = sorted((held.bar.first, held.bar.after) for held in self.held)
        marks = [(self.begins, self.begins), *covered, (self.ends, self.ends)]
        found: list[Bar] = []
        reached = self.begins
        for n, (before, following) in enumerate(pairwise(marks)):
            reached = max(reached, before[1])
            if following[0] > reached:
                kind: BarKind = "hole" if 0 < n < len(marks) - 2 else "unknown"
                found.append(Bar(reached, following[0], kind))
        return found

    @property
    def title(self) -> Text:
        """The body's name, the role or what the seat is called, and the first day that it may be there, where that shows."""
        seat = self.seat
        what = self.structure.name(seat.role) if seat.role else seat.name if seat.name.sv else Text("plats", "seat")
        words = _AT_THE_EARLIEST if self.is_as_old_as_its_frame else Text("{body}: {what}")
        return words.filled(body=self.body.label, what=what, day=date.fromordinal(self.begins).isoformat())

    def group(self, language: Language) -> LaneGroup:
        """The lanes: those who share the seat in its order, all of them where they are few, and nobody."""
        told = {held.who for held in self.held}
        few = len(self.holders) <= MOST_LANES
        lanes = [
            Lane(self.structure.name(who).in_language(language), tuple(h.bar for h in self.held if h.who == who))
            for who in self.holders
            if few or who in told
        ]
        if not few:
            others = OTHERS.filled(n=len(self.holders) - len(told))
            lanes.append(Lane(others.in_language(language), ()))
        if self.nobody:
            lanes.append(Lane(NOBODY.in_language(language), tuple(self.nobody)))
        return LaneGroup(self.seat.id, self.title.in_language(language), tuple(lanes))


_AT_THE_EARLIEST = Text("{body}: {what} (finns tidigast {day})", "{body}: {what} (there from {day} at the earliest)")


def _around(structure: Structure, body: Body) -> Iterator[int]:
    """When the body's area and arrangement came to be, or itself by a change, as far as it is told."""
    frame = [body.area, body.arrangement]
    yield from (record.start.first for i in frame if i and (record := structure.get(i)) and record.start)
    for change in structure.changes:
        if change.status == "existing" and not {body.id, *frame}.isdisjoint(change.results):
            yield change.date.first


def _first_told(seat: Seat, otherwise: int) -> int:
    """The first day that anybody is told to have held the seat: then it was there, whatever else came to be later."""
    return min((p.first for t in tenures(seat) for p in (t.start, t.end, t.observed) if p), default=otherwise)


def _item(group: LaneGroup, language: Language) -> Item:
    lines = []
    for lane in group.lanes:
        told = [f"{bar.span} ({BARS[bar.kind].in_language(language)})" for bar in lane.bars]
        lines.append(Item(f"{lane.name}: {', '.join(told) if told else NO_TIME.in_language(language)}"))
    return Item(group.title, tuple(lines))


def _alt(told: list[SeatTime], first: int, after: int, language: Language) -> str:
    """What the figure shows: of each seat who share it, who are known to hold it, and for how long nobody is."""
    years = Bar(first, after, "held").span
    return alt_text(lambda few, _: _said(told, years, few), language)


def _said(told: list[SeatTime], years: str, few: int) -> Iterator[Text]:
    seats = counted(len(told), Text("roterande plats", "rotating seat"), Text("roterande platser", "rotating seats"))
    yield Text("Tidslinje över {seats} {years}.", "Timeline of {seats} {years}.").filled(seats=seats, years=years)
    for one in told[:_TOLD]:
        yield _sentence(one, few)


_TOLD = 4


def _sentence(one: SeatTime, few: int) -> Text:
    """Who is known when; that nobody is known for the rest, where there is a rest."""
    words, most = Text("{who} {when} ({how})"), min(_TOLD, few or 1)
    told = [words.filled(who=one.structure.name(h.who), when=h.bar.span, how=BARS[h.bar.kind]) for h in one.held[:most]]
    if len(one.held) > most:
        told.append(Text("{n} till", "{n} more").filled(n=len(one.held) - most))
    sentence = _NONE_KNOWN if not told else _KNOWN_AND_REST if one.nobody else _KNOWN
    return sentence.filled(title=one.title, n=len(one.holders), told=joined(told) if told else NO_TEXT)


_KNOWN = Text("{title}: {n} delar platsen. Känt är {told}.", "{title}: {n} share the seat. Known is {told}.")
_KNOWN_AND_REST = Text(
    "{title}: {n} delar platsen. Känt är {told}; i övrigt är innehavaren inte känd.",
    "{title}: {n} share the seat. Known is {told}; for the rest the holder is not known.",
)
_NONE_KNOWN = Text(
    "{title}: {n} delar platsen. Ingen innehavare är känd.", "{title}: {n} share the seat. No holder is known."
)
