"""Dates of reduced precision, and what can be said of a time between two of them."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from civo.truth import Truth

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class ImpossibleDate(ValueError):
    """The text is not a date, or names a day that no calendar has."""


class Period(NamedTuple):
    """A year, a month or a day: the days from `first` up to, not including, `after` (day ordinals)."""

    first: int
    after: int
    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def is_day(self) -> bool:
        """Whether the period is one day."""
        return self.after - self.first == 1

    @property
    def latest(self) -> int:
        """The latest day on which a bound given so may lie: a day is its own beginning, a month or a year lies open."""
        return self.first if self.is_day else self.after


@cache
def parsed_period(text: str) -> Period:
    """The period that "2023", "2023-05" or "2023-05-17" names; raises ImpossibleDate otherwise."""
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise ImpossibleDate(text)
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        first = date(year, month, day)
        if found[3]:
            after = first.toordinal() + 1
        elif found[2]:
            after = date(year + month // 12, month % 12 + 1, 1).toordinal()
        else:
            after = date(year + 1, 1, 1).toordinal()
    except (ValueError, OverflowError) as wrong:
        raise ImpossibleDate(text) from wrong
    return Period(first.toordinal(), after, text.strip())


def holds(start: Period | None, end: Period | None, at: Period | None) -> Truth:
    """Whether something that lasts over the half-open time [start, end) holds during the whole of `at`.

    A bound given as a day is that day's beginning. A bound given as a month or a year lies somewhere inside it, so
    the answer there is unknown, as it is when only a part of `at` is covered. No bound: no limit is known on that
    side, and none is assumed. No `at`: everything holds.
    """
    if at is None or (start is None and end is None):
        return Truth.YES
    start_early, start_late = _bound(start, -1)
    end_early, end_late = _bound(end, 1 << 30)
    if start_early >= at.after or end_late <= at.first:
        return Truth.NO
    if start_late <= at.first and end_early >= at.after:
        return Truth.YES
    return Truth.UNKNOWN


def _bound(period: Period | None, missing: int) -> tuple[int, int]:
    """The earliest and the latest day on which the bound may lie."""
    if period is None:
        return missing, missing
    return period.first, period.latest


def observed_at(observed: Period, at: Period | None) -> Truth:
    """Whether an observation speaks for `at`: yes within the period it names, unknown at any other time."""
    if at is None or (observed.first <= at.first and at.after <= observed.after):
        return Truth.YES
    if at.first <= observed.first and observed.after <= at.after:
        return Truth.YES
    return Truth.UNKNOWN


def lasts(start: Period | None, end: Period | None, observed: Period | None, at: Period) -> Truth:
    """Whether something told of by its bounds, by an observation, or by both, holds at a date.

    Only observed: yes then, unknown at other times. Observed and ended, with no beginning known: unknown before it was
    observed.
    """
    if observed is None:
        return holds(start, end, at)
    seen = observed_at(observed, at)
    if start is None and end is None:
        return seen
    truth = holds(start, end, at)
    if truth is Truth.UNKNOWN:
        return seen
    before = start is None and at.first < observed.first
    return Truth.UNKNOWN if truth is Truth.YES and before and seen is not Truth.YES else truth


def in_order(start: Period, end: Period) -> bool:
    """Whether a time from `start` to `end` can be: some end lies after some start."""
    return end.latest > start.first
