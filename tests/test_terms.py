"""How long a seat is held: what can be read, and the date that comes a term later, never exacter than it was told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civo.dates import Period, parsed_period
from civo.terms import BadTerm, Term, later, parsed_term

DAYS = st.dates(date(1, 1, 2), date(9000, 12, 30))
TEXTS = st.one_of(DAYS.map(lambda d: f"{d.year:04}"), DAYS.map(lambda d: d.isoformat()[:7]), DAYS.map(date.isoformat))
PERIODS = TEXTS.map(parsed_period)
UNITS = st.sampled_from(["year", "months", "weeks", "days", "år", "månader", "veckor", "dagar"])
TERMS = st.builds(lambda number, unit: parsed_term(f"{number} {unit}"), st.integers(1, 60), UNITS)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("1 year", Term(12, 0)),
        ("2 years", Term(24, 0)),
        ("1 år", Term(12, 0)),
        ("4 år", Term(48, 0)),
        ("1 month", Term(1, 0)),
        ("6 months", Term(6, 0)),
        ("1 månad", Term(1, 0)),
        ("18  månader", Term(18, 0)),
        ("1 week", Term(0, 7)),
        ("2 veckor", Term(0, 14)),
        (" 30 days ", Term(0, 30)),
        ("1 dag", Term(0, 1)),
    ],
)
def test_term(text: str, term: Term) -> None:
    assert parsed_term(text) == term


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("", ""),
        ("year", ""),
        ("ett år", ""),
        ("1 yaer", "1 year"),
        ("6 monhts", "6 months"),
        ("2 ar", "2 år"),
        ("3 manader", "3 månader"),
        ("0 years", ""),
        ("-1 year", ""),
        ("1.5 years", ""),
        ("1year", ""),
        ("1 Year", "1 year"),
        ("² years", ""),
        ("1 year 6 months", ""),
        ("100000 years", ""),
        ("1 mandatperiod", ""),
    ],
)
def test_no_term(text: str, suggestion: str) -> None:
    with pytest.raises(BadTerm) as wrong:
        parsed_term(text)
    assert wrong.value.suggestion == suggestion


@pytest.mark.parametrize(
    ("start", "term", "times", "then"),
    [
        # as exact as what it is counted from
        ("2023", "1 year", 1, "2024"),
        ("2023", "12 months", 2, "2025"),
        ("2023-05", "6 months", 1, "2023-11"),
        ("2023-11", "6 månader", 1, "2024-05"),
        ("2023-05", "1 år", 3, "2026-05"),
        ("2023-05-17", "1 year", 1, "2024-05-17"),
        ("2023-05-17", "30 days", 1, "2023-06-16"),
        ("2023-12-31", "1 dag", 1, "2024-01-01"),
        ("2023-01-01", "2 weeks", 2, "2023-01-29"),
        # the ends of months, always counted from the beginning
        ("2023-01-31", "1 month", 1, "2023-02-28"),
        ("2023-01-31", "1 month", 2, "2023-03-31"),
        ("2024-02-29", "1 year", 1, "2025-02-28"),
        ("2024-02-29", "1 year", 4, "2028-02-29"),
        # what no year and no month can say
        ("2023", "6 months", 1, "2023-07–2024-06"),
        ("2023", "30 days", 1, "2023-01-31–2024-01-30"),
        ("2023-05", "1 week", 1, "2023-05-08–2023-06-07"),
        # nothing comes after the year 9999
        ("9998", "1 year", 1, None),
        ("9999-12-31", "1 day", 1, None),
        ("9999-11", "1 month", 1, None),
    ],
)
def test_later(start: str, term: str, times: int, then: str | None) -> None:
    found = later(parsed_period(start), parsed_term(term), times)
    assert (found and str(found)) == then


@given(PERIODS, TERMS)
def test_later_is_never_exacter(start: Period, term: Term) -> None:
    found = later(start, term)
    assert found is not None and found.first > start.first
    assert found.is_day is start.is_day
    if not start.is_day:
        assert abs((found.after - found.first) - (start.after - start.first)) <= 4


@given(DAYS, DAYS, TERMS)
def test_order_is_kept(one: date, other: date, term: Term) -> None:
    first, second = sorted(parsed_period(d.isoformat()) for d in (one, other))
    a, b = later(first, term), later(second, term)
    assert a and b and a.first <= b.first


@given(PERIODS, TERMS)
def test_a_day_inside_comes_inside(start: Period, term: Term) -> None:
    """Whatever day of the year it began, the day a term later lies in what is told."""
    found = later(start, term)
    assert found is not None
    for n in (start.first, (start.first + start.after) // 2, start.after - 1):
        exact = later(parsed_period(date.fromordinal(n).isoformat()), term)
        assert exact and found.first <= exact.first < found.after
