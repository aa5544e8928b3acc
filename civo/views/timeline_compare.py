"""Two charts over time of one view laid over each other: seats, those who share them, and times added and ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from civo.drawings import Bar, Change, Chart, Drawing, Item, Lane, LaneGroup, LegendEntry, Tone
from civo.structure import Structure
from civo.views.compare import AS_TODAY, IN_SCENARIO, change_of, merged, said_of
from civo.views.timeline import BARS, MOST_LANES, NO_TIME, NOBODY, OTHERS, SeatTime, limits, rotating_seats, ticks
from civo.views.view import View
from civo.words import Language, Text


def compared_timeline(
    before: Structure, after: Structure, name: Text, view: View, view_id: str, language: Language
) -> Drawing:
    """The rotating seats of both over the same time: what of it is added, what ends, what is as it is today."""
    both = [limits(side, view) for side in (before, after)]
    first, last = min(first for first, _ in both), max(last for _, last in both)
    was, now = (
        {seat.id: SeatTime(side, body, seat, first, last) for body, seat in rotating_seats(side, view)}
        for side in (before, after)
    )
    groups = tuple(_group(was.get(i), now.get(i), language) for i in merged(list(was), list(now)))
    return Drawing(
        view_id,
        view.title.in_language(language),
        view.caption.in_language(language),
        language,
        (),
        (),
        (),
        tuple(_legend(groups, language)),
        _alt(groups, name, Bar(first, last, "held").span).in_language(language),
        tuple(_item(group, language) for group in groups),
        chart=Chart(first, last, tuple(ticks(first, last)), groups),
    )


# The lanes


def _group(was: SeatTime | None, now: SeatTime | None, language: Language) -> LaneGroup:
    there = now or was
    assert there is not None
    lanes = tuple(_lanes(was, now, language))
    return LaneGroup(there.seat.id, there.title.in_language(language), lanes, change_of(bool(was), bool(now)))


def _lanes(was: SeatTime | None, now: SeatTime | None, language: Language) -> Iterator[Lane]:
    """Those who share the seat on either side, all of them where they are few; then nobody."""
    sides = (was, now)
    known = [list(side.holders) if side else [] for side in sides]
    told = {held.who for side in sides if side for held in side.held}
    holders = merged(*known)
    shown = [who for who in holders if len(holders) <= MOST_LANES or who in told]
    for who in shown:
        bars = [[held.bar for held in side.held if held.who == who] if side else [] for side in sides]
        change = change_of(*(who in known[n] for n in (0, 1))) if was and now else ""
        label = next(side.structure for side in (now, was) if side and who in side.holders).name(who)
        yield _lane(label.in_language(language), tuple(_bars(*bars)), change)
    others = [sum(who not in shown for who in side) for side in known]
    if any(others):
        counts = [n for n, side in zip(others, sides, strict=True) if side]
        count = " → ".join(map(str, dict.fromkeys(counts)))
        yield _lane(OTHERS.filled(n=count).in_language(language), (), "")
    nobody = tuple(_bars(*(side.nobody if side else [] for side in sides)))
    if nobody:
        yield _lane(NOBODY.in_language(language), nobody, "")


def _lane(name: str, bars: tuple[Bar, ...], change: Change) -> Lane:
    same = not change and all(bar.tone == "faint" for bar in bars)
    return Lane(name, bars, "faint" if same else "plain", change)


def _bars(was: Sequence[Bar], now: Sequence[Bar]) -> list[Bar]:
    """Both in one: for each time and kind whether both have it, or only one of them."""
    found: list[Bar] = []
    for bar in now:
        alike = [other for other in was if other.kind == bar.kind]
        new = list(_without(bar, alike))
        found += [replace(piece, tone="strong", change="added") for piece in new]
        found += [replace(piece, tone="faint") for piece in _without(bar, new)]
    for bar in was:
        alike = [other for other in now if other.kind == bar.kind]
        found += [replace(piece, change="ended") for piece in _without(bar, alike)]
    return sorted(found, key=lambda bar: (bar.first, bar.after, bar.change, bar.kind))


def _without(bar: Bar, others: Sequence[Bar]) -> Iterator[Bar]:
    """What is left of a stretch of time without some others."""
    first = bar.first
    for other in sorted(others, key=lambda one: one.first):
        if other.first >= bar.after:
            break
        if other.first > first:
            yield replace(bar, first=first, after=other.first)
        first = max(first, other.after)
    if first < bar.after:
        yield replace(bar, first=first)


# What is told beside it


_LOOKS: tuple[tuple[Tone, Change, Text], ...] = (
    ("strong", "added", IN_SCENARIO["added"]),
    ("plain", "ended", IN_SCENARIO["ended"]),
    ("faint", "", AS_TODAY),
)


def _legend(groups: Sequence[LaneGroup], language: Language) -> Iterator[LegendEntry]:
    """The kinds of bars, then what becomes of them, each shown by the first one of which it is true."""
    bars = _all_bars(groups)
    kinds = {bar.kind for bar in bars}
    yield from (LegendEntry("bar", k, "known", m.in_language(language)) for k, m in BARS.items() if k in kinds)
    for tone, change, meaning in _LOOKS:
        shown = next((bar for bar in bars if (bar.tone, bar.change) == (tone, change)), None)
        if shown:
            yield LegendEntry("bar", shown.kind, "known", meaning.in_language(language), tone, change)


def _all_bars(groups: Sequence[LaneGroup]) -> list[Bar]:
    return [bar for group in groups for lane in group.lanes for bar in lane.bars]


def _item(group: LaneGroup, language: Language) -> Item:
    lines = []
    for lane in group.lanes:
        told = [
            said_of(f"{bar.span} ({BARS[bar.kind].in_language(language)})", bar.change, language) for bar in lane.bars
        ]
        said = f"{lane.name}: {'; '.join(told) or NO_TIME.in_language(language)}"
        lines.append(Item(said_of(said, lane.change, language)))
    return Item(said_of(group.title, group.change, language), tuple(lines))


def _alt(groups: Sequence[LaneGroup], name: Text, years: str) -> Text:
    lanes = [lane for group in groups for lane in group.lanes]
    bars = _all_bars(groups)
    new = [
        f"{lane.name} {bar.span}" for lane in lanes for bar in lane.bars if bar.change == "added" and bar.kind in _HELD
    ]
    told = _TOLD.filled(
        name=name,
        years=years,
        seats=len(groups),
        added=sum(group.change == "added" for group in groups),
        ended=sum(group.change == "ended" for group in groups),
        come=sum(lane.change == "added" for lane in lanes),
        go=sum(lane.change == "ended" for lane in lanes),
        new=sum(bar.change == "added" for bar in bars),
        gone=sum(bar.change == "ended" for bar in bars),
        same=sum(not bar.change for bar in bars),
    )
    names = Text(" Nytt: {names}.", " New: {names}.").filled(names=", ".join(new[:_NAMED])) if new else Text("")
    return Text(told.sv + names.sv, told.en + (names.en or names.sv))


_NAMED = 4
_HELD = ("held", "seen", "implied")
_TOLD = Text(
    "Diagram över hur roterande platser {years} skiljer sig i ”{name}” från dagens struktur. Platser, {seats}: {added} "
    "tillkommer, {ended} upphör. De som delar dem: {come} tillkommer, {go} upphör. Tider: {new} tillkommer, {gone} upphör, "
    "{same} är som i dag.",
    'Diagram of how rotating seats {years} differ in "{name}" from the structure today. Seats, {seats}: {added} added, '
    "{ended} ended. Those who share them: {come} added, {go} ended. Times: {new} added, {gone} ended, {same} as today.",
)
