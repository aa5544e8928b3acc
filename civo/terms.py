"""How long a seat is held, "1 year" or "6 månader", and the date that comes one or several terms after another."""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from civo.dates import Period
from civo.words import Text, folded

_MONTHS = {"year": 12, "years": 12, "år": 12, "month": 1, "months": 1, "månad": 1, "månader": 1}
_DAYS = {"week": 7, "weeks": 7, "vecka": 7, "veckor": 7, "day": 1, "days": 1, "dag": 1, "dagar": 1}
TERM_PATTERN = rf"^\s*[1-9][0-9]{{0,4}}\s+({'|'.join((*_MONTHS, *_DAYS))})\s*$"
"""What a term looks like, for schemas."""
_NUMBER = re.compile("[1-9][0-9]{0,4}")
_FOLDED = {folded(unit): unit for unit in (*_MONTHS, *_DAYS)}
_FORM = re.compile(TERM_PATTERN)
_LAST_MONTH = 9999 * 12 - 1
_LAST_DAY = date.max.toordinal()


class BadTerm(ValueError):
    """The text is no term; `suggestion` is what was probably meant, if anything is near."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        number, _, unit = text.strip().partition(" ")
        near = get_close_matches(folded(unit), _FOLDED, n=1, cutoff=0.7) if _NUMBER.fullmatch(number) else []
        self.suggestion = f"{number} {_FOLDED[near[0]]}" if near and " " not in unit.strip() else ""


class Term(NamedTuple):
    """A length of time: whole months or whole days, one of them 0."""

    months: int
    days: int


@cache
def parsed_term(text: str) -> Term:
    """The term that a number and a unit name, in Swedish or English; raises BadTerm otherwise."""
    found = _FORM.match(text)
    if not found:
        raise BadTerm(text)
    number, unit = int(text.split()[0]), found[1]
    return Term(number * _MONTHS.get(unit, 0), number * _DAYS.get(unit, 0))


def later(start: Period, term: Term, times: int = 1) -> Period | None:
    """The date a number of terms after another, as exactly as that one is known; None after the year 9999.

    A year and whole years give a year, a month and whole months a month, a day a day: 31 January and a month is the
    last day of February. Other sums lie somewhere within a stretch of days, which is told by its first and last one:
    a year and 6 months is "2023-07–2024-06". Nothing is ever made exacter than what it was counted from.
    """
    months, days = term.months * times, term.days * times
    if start.is_day:
        day = _moved(start.first, months, days)
        return None if day is None else Period(day, day + 1, date.fromordinal(day).isoformat())
    first, after = _moved(start.first, months, days), _moved(start.after, months, days)
    if first is None or after is None:
        return None
    return Period(first, after, _stretch(date.fromordinal(first), date.fromordinal(after - 1)))


def term_in_words(term: Term) -> Text:
    """A term as people say it: in years where it is whole years, else in months or days."""
    if term.days:
        return _words(term.days, Text("dag", "day"), Text("dagar", "days"))
    if term.months % 12 == 0:
        return _words(term.months // 12, Text("år", "year"), Text("år", "years"))
    return _words(term.months, Text("månad", "month"), Text("månader", "months"))


def said_term(text: str) -> Text:
    """A term that a file gives, in both languages."""
    return term_in_words(parsed_term(text))


def _words(number: int, one: Text, several: Text) -> Text:
    unit = one if number == 1 else several
    return Text(f"{number} {unit.sv}", f"{number} {unit.en}")


def _moved(day: int, months: int, days: int) -> int | None:
    """The day so many months, or so many days, later."""
    if not months:
        return day + days if day + days <= _LAST_DAY else None
    then = date.fromordinal(day)
    month = then.year * 12 + then.month - 1 + months
    if month > _LAST_MONTH:
        return None
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(then.day, _days_in(year, month))).toordinal()


def _days_in(year: int, month: int) -> int:
    """How many days a month has."""
    if month == 12:
        return 31
    return (date(year, month + 1, 1) - date(year, month, 1)).days


def _stretch(first: date, last: date) -> str:
    """A year, a month, a stretch of months or a stretch of days, as text."""
    whole_months = first.day == 1 and last.day == _days_in(last.year, last.month)
    if whole_months and first.year == last.year and (first.month, last.month) == (1, 12):
        return f"{first:%Y}"
    if whole_months:
        texts = (f"{first:%Y-%m}", f"{last:%Y-%m}")
        return texts[0] if texts[0] == texts[1] else "–".join(texts)
    return f"{first.isoformat()}–{last.isoformat()}"
