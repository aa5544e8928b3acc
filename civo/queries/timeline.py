"""What changes when: every dated event of a structure, or of one thing and what belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from civo.answers import Cell, Column, Table
from civo.dates import Period
from civo.errors import CivoError
from civo.kind_words import KIND_WORDS
from civo.loading.references import named
from civo.naming import NameIndex
from civo.queries.common import (
    CERTAIN,
    CERTAINTY,
    DECLARED,
    ID,
    SOURCE,
    STATUS,
    answer,
    declared_cell,
    names,
    source_cell,
)
from civo.records import AcceptedGap, Area, Body, Certainty, Change, Record, Seat, Source, Tenure
from civo.rotation import ByOrder, ByTerm, told_of, turns_of
from civo.seats.claims import sharing
from civo.seats.declared import tenures
from civo.structure import Structure
from civo.words import NO_TEXT, Text, joined, swedish_order

_COLUMNS = (
    Column("date", Text("Datum", "Date")),
    Column("record", Text("Vad", "What")),
    Column("event", Text("Händelse", "Event")),
    Column("kind", Text("Sort", "Kind")),
    ID,
    CERTAIN,
    SOURCE,
    DECLARED,
)


class _Event(NamedTuple):
    """Something that happens at a date, or lasts between two; `rank` orders what happens at the same one."""

    when: Period
    rank: int
    said: Text
    record: Record
    certainty: Certainty
    until: Period | None = None

    @property
    def shown(self) -> str:
        """The date, or from when to when."""
        end = self.until.text if self.until else ""
        return f"{self.when}–{end}" if self.rank == _HOLE else str(self.when)


_ENDS, _HOLE, _CHANGES, _BEGINS, _TAKES, _SEEN = range(6)


def timeline(
    structure: Structure, name: str = "", *, since: Period | None = None, until: Period | None = None
) -> Table:
    """A row for each dated event of the structure's own records and of the changes of what it builds on.

    Of all these, what was only seen at the structure's own date is counted, not listed: that is every fact that has no
    date of its own. With a name: of whatever has it, at any date, and of what belongs to it: a body's seats, an
    organisation's units and the seats it holds, an area's parts and bodies, and the records that name them. `since` and
    `until` leave out what is certainly before or after them. The turns that a declared order implies are told up to
    `until`, without it up to the next one after the date asked.

    In the order of time. What is known to the year comes before what is known to a month or a day of it: it may have
    happened on any day from the first one on. At the same date ends come first, then changes, beginnings, holders and
    observations. An end (`to`) stands at the first day that no longer holds. A line with two dates tells of a time of which
    no holder of a seat is known, from the end of one tenure to the beginning of the next.

    Raises UnknownName for a name that nothing has, and CivoError when `until` comes before `since`.
    """
    if since and until and until.after <= since.first:
        raise CivoError(_BACKWARDS.filled(since=str(since), until=str(until)))
    visible = list(_visible(structure))
    about = _called(structure, name, visible) if name else None
    chosen = _belonging(about, visible) if about else _own(structure, visible)
    ends = {record.id: record.end for _, record in visible if isinstance(record, Body)}
    turns_until = max((until or structure.at).after, 0 if until or not since else since.after)
    events = [
        event
        for _, record in visible
        for event in _events(structure, record, chosen, ends, turns_until)
        if _within(event, since, until)
    ]
    events, notes = (events, []) if about else _told(structure, events)
    events.sort(key=lambda e: (e.when.first, -e.when.after, e.rank, swedish_order(e.record.label.sv), e.record.id))
    rows = [_row(structure, event) for event in events]
    title = Text("Tidslinje", "Timeline")
    if about:
        title = Text("Tidslinje: {name}", "Timeline: {name}").filled(name=_label(structure, about))
    if any(not event.when.is_day for event in events):
        notes.append(_REDUCED)
    return answer(structure, title, _COLUMNS, rows, notes=notes if rows else [_NOTHING, *notes])


def _told(structure: Structure, events: list[_Event]) -> tuple[list[_Event], list[Text]]:
    """The events without what was only seen at the structure's own date, and how many those are, if any."""
    own_date = structure.loaded.manifest.date
    told = [e for e in events if e.rank != _SEEN or e.when != own_date or isinstance(e.record, (Source, AcceptedGap))]
    left = len(events) - len(told)
    return told, [_ONLY_SEEN.filled(count=left, date=str(own_date))] if left else []


def _row(structure: Structure, event: _Event) -> tuple[Cell, ...]:
    return (
        event.shown,
        _label(structure, event.record),
        event.said,
        KIND_WORDS[structure.kind_of(event.record.id)].word,
        event.record.id,
        CERTAINTY[event.certainty],
        source_cell(structure, event.record),
        declared_cell(structure, event.record),
    )


_REDUCED = Text(
    "Ett år står före sina månader och dagar, en månad före sina dagar: när under tiden det hände är inte känt.",
    "A year stands before its months and days, a month before its days: when in that time it happened is not known.",
)
_ONLY_SEEN = Text(
    "{count} uppgifter som bara har observerats {date}, strukturens eget datum, visas inte här.",
    "{count} facts that were only observed {date}, the structure's own date, are not shown here.",
)
_NOTHING = Text("Inga daterade händelser.", "No dated events.")


def _visible(structure: Structure) -> Iterator[tuple[str, Record]]:
    """Every record of the layers that are on, at any date."""
    loaded = structure.loaded
    for kind, records in loaded.records.items():
        for record in records:
            if loaded.layer_of(record.id) in structure.layers:
                yield kind, record


def _called(structure: Structure, name: str, visible: list[tuple[str, Record]]) -> Record:
    index = NameIndex(structure.loaded, structure.at, structure.layers, (record for _, record in visible))
    return index.find(name, (), NO_TEXT)


class _Chosen(NamedTuple):
    """The records whose events are told, and those of whose tenures only are."""

    ids: frozenset[str]
    holders: frozenset[str] = frozenset()


def _own(structure: Structure, visible: list[tuple[str, Record]]) -> _Chosen:
    return _Chosen(frozenset(r.id for kind, r in visible if kind == "changes" or structure.is_own(r)))


def _belonging(about: Record, visible: list[tuple[str, Record]]) -> _Chosen:
    """The record, what belongs to it, what belongs to that and so on; then the records of other kinds that name them."""
    ids = {about.id}
    before = 0
    while before != len(ids):
        before = len(ids)
        ids |= {part for kind, r in visible if isinstance(r, Area) and r.id in ids for part in r.parts}
        ids |= {r.id for kind, r in visible if kind in _BELONGS and not ids.isdisjoint(_BELONGS[kind](r))}
    naming = {
        r.id
        for kind, r in visible
        if kind not in _BELONGS
        and kind not in _NEVER_NAMING
        and not ids.isdisjoint(name.id for name in named(r, kind) if name.path[0] != "source")
    }
    return _Chosen(frozenset(ids | naming), frozenset(ids))


def _wholes(*fields: str) -> Callable[[Record], set[str]]:
    """The ids in these fields of a record."""

    def of(record: Record) -> set[str]:
        found: set[str] = set()
        for field in fields:
            value = getattr(record, field)
            found.update((value,) if isinstance(value, str) else value or ())
        return found

    return of


_BELONGS = {
    "bodies": _wholes("part_of", "area", "level", "arrangement"),
    "seats": _wholes("body"),
    "organizations": _wholes("unit_of"),
    "areas": _wholes("part_of"),
    "issues": _wholes("part_of"),
    "responsibilities": _wholes("issue"),
    "coverages": _wholes("issue", "by"),
    "absences": _wholes("level", "body", "area"),
}
"""To what the records of a kind belong."""
_NEVER_NAMING = ("sources", "levels", "kinds", "collectives", "roles")


def _within(event: _Event, since: Period | None, until: Period | None) -> bool:
    last = event.when.after
    if event.rank == _HOLE:
        last = event.until.after if event.until else 1 << 30
    return (since is None or last > since.first) and (until is None or event.when.first < until.after)


def _events(
    structure: Structure, record: Record, chosen: _Chosen, ends: dict[str, Period | None], turns_until: int
) -> Iterator[_Event]:
    if record.id in chosen.ids:
        yield from _record_events(structure, record)
        if isinstance(record, Seat):
            yield from _seat_events(structure, record, ends.get(record.body), turns_until)
    elif isinstance(record, Seat):
        for tenure in tenures(record):
            if tenure.organization in chosen.holders:
                yield from _tenure_events(structure, record, tenure)


def _record_events(structure: Structure, record: Record) -> Iterator[_Event]:
    """What a record says of itself: when it began, ended, was seen; when a change took effect."""
    mark = Text("")
    if record.status not in ("existing", "ended"):
        mark = Text(f" ({STATUS[record.status].sv})", f" ({STATUS[record.status].en})")
    if record.start:
        yield _Event(record.start, _BEGINS, _BEGIN.filled(mark=mark), record, record.certainty)
    if record.end:
        yield _Event(record.end, _ENDS, _END.filled(mark=mark), record, record.certainty)
    if record.observed:
        yield _Event(record.observed, _SEEN, _OBSERVED.filled(mark=mark), record, record.certainty)
    if isinstance(record, Change):
        yield _Event(record.date, _CHANGES, _change(structure, record), record, record.certainty)
    if isinstance(record, Source) and record.published:
        yield _Event(record.published, _SEEN, _PUBLISHED, record, record.certainty)
    if isinstance(record, AcceptedGap):
        yield _Event(record.date, _SEEN, _ACCEPTED, record, record.certainty)


def _change(structure: Structure, change: Change) -> Text:
    """What a change does, from what was there before and what came of it."""
    before, after = _few(structure, change.replaces), _few(structure, change.results)
    if not before.sv or not after.sv:
        words = _GONE if before.sv else _NEW if after.sv else _CHANGED
        return words.filled(what=before if before.sv else after)
    words = _BECOMES if len(change.replaces) == len(change.results) == 1 else _REPLACED
    return words.filled(before=before, after=after)


def _few(structure: Structure, ids: tuple[str, ...]) -> Text:
    """The names of several things; of many, the first ones and how many more there are."""
    if len(ids) <= _MANY:
        return joined(names(structure, ids))
    more = len(ids) - _MANY + 1
    return joined([*names(structure, ids[: _MANY - 1]), Text(f"{more} till", f"{more} more")])


def _seat_events(structure: Structure, seat: Seat, body_ends: Period | None, turns_until: int) -> Iterator[_Event]:
    """Who takes and leaves a seat, as told and by the declared order, and between whom nobody is known to hold it."""
    turns = turns_of(seat, 0, turns_until, sharing(structure, seat), (body_ends,))
    told = told_of(seat, exactly=True)
    for tenure in told:
        yield from _tenure_events(structure, seat, tenure)
    for turn in turns:
        if turn.start:
            said = _BY_ORDER.filled(who=structure.name(turn.organization))
            yield _Event(turn.start, _TAKES, said, seat, _implied(seat))
    yield from _holes(seat, [*told, *turns], [end for end in (seat.end, body_ends) if end])


def _tenure_events(structure: Structure, seat: Seat, tenure: Tenure) -> Iterator[_Event]:
    who = structure.name(tenure.organization)
    s = "" if structure.kind_of(tenure.organization) == "collectives" else "s"
    told = seat.model_copy(update={"source": tenure.source}) if tenure.source else seat
    if tenure.start:
        yield _Event(tenure.start, _TAKES, _TAKE.filled(who=who, s=s), told, seat.certainty)
    if tenure.end and isinstance(tenure, ByTerm):
        yield _Event(_shown_end(tenure.end), _ENDS, _TERM_OVER.filled(who=who), told, _implied(seat))
    elif tenure.end:
        yield _Event(tenure.end, _ENDS, _LEAVE.filled(who=who, s=s), told, seat.certainty)
    if tenure.observed:
        yield _Event(tenure.observed, _SEEN, _HOLD.filled(who=who, s=s), told, seat.certainty)


def _shown_end(end: Period) -> Period:
    """The end by a term, where it is told as no earlier than that, as the date it is counted to."""
    return end if end.after < 1 << 30 else Period(end.first, end.first + 1, end.text)


def _implied(seat: Seat) -> Certainty:
    return "implied" if seat.certainty == "stated" else seat.certainty


def _holes(seat: Seat, tenures: list[Tenure], ends: list[Period]) -> Iterator[_Event]:
    """The times from the end of a tenure to the beginning of the next one, with a day between them of which nobody knows.

    After the last one the time is open, unless the seat, or its body, ends with it.
    """
    known = sorted(tenures, key=lambda t: b.first if (b := t.start or t.observed) and not _to_only(t) else -1)
    last: Tenure | None = None
    for tenure in known:
        begins = tenure.start or tenure.observed
        if last and last.end and begins and begins.first > _late(last.end):
            yield _Event(_shown_end(last.end), _HOLE, _NOBODY, seat, _certainty(seat, last), begins)
        if last is None or _ends(tenure) >= _ends(last):
            last = tenure
    if last and last.end and not any(end.first <= _late(last.end) for end in ends):
        at = _shown_end(last.end)
        closes = min(ends, key=lambda end: end.first) if ends else None
        if not isinstance(last, ByOrder):
            yield _Event(at, _HOLE, _NOBODY, seat, _certainty(seat, last), closes)


def _to_only(tenure: Tenure) -> bool:
    return tenure.start is None and tenure.end is not None


def _late(end: Period) -> int:
    end = _shown_end(end)
    return end.latest


def _ends(tenure: Tenure) -> int:
    """The day from which nobody is known by a tenure; one that was only seen is known for the time it was seen in."""
    if tenure.end:
        return _late(tenure.end)
    return tenure.observed.after if tenure.observed and not tenure.start else 1 << 30


def _certainty(seat: Seat, last: Tenure) -> Certainty:
    return _implied(seat) if isinstance(last, (ByTerm, ByOrder)) else seat.certainty


def _label(structure: Structure, record: Record) -> Text:
    """A record's name; of a seat its body's and its role's."""
    if not isinstance(record, Seat):
        return record.label
    own = record.name if record.name.sv else structure.name(record.role) if record.role else Text(record.id)
    return Text("{body}: {seat}").filled(body=structure.name(record.body), seat=own)


_MANY = 6
_BACKWARDS = Text(
    "{until} kommer före {since}: byt plats på dem", "{until} comes before {since}: let them change places"
)
_BEGIN = Text("börjar gälla{mark}", "begins{mark}")
_END = Text("upphör{mark}", "ends{mark}")
_OBSERVED = Text("observerad{mark}", "observed{mark}")
_PUBLISHED = Text("ges ut", "is published")
_ACCEPTED = Text("godtas", "is accepted")
_BECOMES = Text("{before} blir {after}", "{before} becomes {after}")
_REPLACED = Text("{before} ersätts av {after}", "{before} replaced by {after}")
_NEW = Text("ger {what}", "results in {what}")
_GONE = Text("{what} finns inte längre", "{what} no longer exists")
_CHANGED = Text("träder i kraft", "takes effect")
_TAKE = Text("{who} får platsen", "{who} take{s} the seat")
_LEAVE = Text("{who} lämnar platsen", "{who} leave{s} the seat")
_HOLD = Text("{who} har platsen (observerat)", "{who} hold{s} the seat (observed)")
_BY_ORDER = Text("{who} får platsen (enligt turordningen)", "{who} takes the seat (by the declared order)")
_TERM_OVER = Text("perioden för {who} går ut", "the term of {who} is over")
_NOBODY = Text("ingen innehavare känd", "no holder known")
