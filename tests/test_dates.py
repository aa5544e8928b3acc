"""Dates of reduced precision: half-open, exact to the day where days are given, unknown where they are not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civo.dates import ImpossibleDate, Period, holds, in_order, observed_at, parsed_period
from civo.truth import Truth

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
DAYS = st.dates(date(1, 1, 2), date(9998, 12, 30))
TEXTS = st.one_of(
    DAYS.map(lambda d: f"{d:%Y}".zfill(4)), DAYS.map(lambda d: f"{d.isoformat()[:7]}"), DAYS.map(date.isoformat)
)
PERIODS = TEXTS.map(parsed_period)
MAYBE = st.none() | PERIODS


def day(when: date) -> Period:
    return parsed_period(when.isoformat())


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-05", date(2023, 5, 1), date(2023, 5, 31)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-05-17", date(2023, 5, 17), date(2023, 5, 17)),
        (" 2023 ", date(2023, 1, 1), date(2023, 12, 31)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
    ],
)
def test_period(text: str, first: date, last: date) -> None:
    period = parsed_period(text)
    assert (period.first, period.after) == (first.toordinal(), last.toordinal() + 1)
    assert str(period) == text.strip()
    assert period.is_day is (first == last)


@pytest.mark.parametrize(
    "text",
    ["", "23", "2023-5", "2023-13", "2023-00", "2023-05-00", "２０２３", "2023-02-29", "2023-04-31",
     "2023-5-17", "2023-05-17T00:00", "0000",
     "17/5 2023", "2023-", "2023--05", "12023", "-2023", "2023 - 2024", "idag"],
)  # fmt: skip
def test_impossible(text: str) -> None:
    with pytest.raises(ImpossibleDate):
        parsed_period(text)


@given(TEXTS)
def test_text_round_trip(text: str) -> None:
    assert str(parsed_period(text)) == text


@pytest.mark.parametrize(
    ("start", "end", "at", "answer"),
    [
        # bounds given as days: half-open, exact
        ("2022-10-01", None, "2022-09-30", NO),
        ("2022-10-01", None, "2022-10-01", YES),
        (None, "2024-01-01", "2023-12-31", YES),
        (None, "2024-01-01", "2024-01-01", NO),
        ("2023-05-17", "2023-05-18", "2023-05-17", YES),
        ("2023-05-17", "2023-05-18", "2023-05-16", NO),
        ("2023-05-17", "2023-05-18", "2023-05-18", NO),
        # part of what is asked about
        ("2022-10-01", None, "2022", UNKNOWN),
        ("2022-10-01", None, "2022-10", YES),
        ("2022-10-01", None, "2021", NO),
        (None, "2023-05-17", "2023-05", UNKNOWN),
        ("2023-01-01", "2024-01-01", "2023", YES),
        # bounds that lie somewhere in a month or a year
        ("2023", None, "2023", UNKNOWN),
        ("2023", None, "2023-12-31", UNKNOWN),
        ("2023", None, "2024-01-01", YES),
        ("2023", None, "2022-12-31", NO),
        (None, "2023", "2022-12-31", YES),
        (None, "2023", "2023-01-01", UNKNOWN),
        (None, "2023", "2024-01-01", NO),
        ("2023-05", "2023-07", "2023-06", YES),
        ("2023-05", "2023-07", "2023-07", UNKNOWN),
        ("2023-05", "2023-07", "2023-08", NO),
        # nothing known, nothing asked
        (None, None, "2023", YES),
        ("2023", "2024", None, YES),
    ],
)
def test_holds(start: str | None, end: str | None, at: str | None, answer: Truth) -> None:
    periods = [parsed_period(text) if text else None for text in (start, end, at)]
    assert holds(*periods) is answer


@given(DAYS, DAYS, DAYS)
def test_days_are_half_open(start: date, end: date, at: date) -> None:
    assert holds(day(start), day(end), day(at)) is (YES if start <= at < end else NO)


@given(MAYBE, MAYBE, DAYS)
def test_each_side_turns_once(start: Period | None, end: Period | None, at: date) -> None:
    """Before a beginning it is no, then perhaps unknown, then yes; never back. The same, mirrored, for an end."""
    worth = {NO: 0, UNKNOWN: 1, YES: 2}
    later = at + timedelta(days=1)
    assert worth[holds(start, None, day(at))] <= worth[holds(start, None, day(later))]
    assert worth[holds(None, end, day(at))] >= worth[holds(None, end, day(later))]


@given(MAYBE, MAYBE, TEXTS, DAYS)
def test_a_longer_time_is_never_surer_than_its_days(
    start: Period | None, end: Period | None, text: str, at: date
) -> None:
    """What holds over a year holds on each of its days; what does not hold on any day of it, not in it."""
    period = parsed_period(text)
    inside = date.fromordinal(period.first + at.toordinal() % (period.after - period.first))
    whole = holds(start, end, period)
    if whole is not UNKNOWN:
        assert holds(start, end, day(inside)) is whole


@given(PERIODS, st.none() | PERIODS, DAYS)
def test_a_vaguer_beginning_never_contradicts(start: Period, end: Period | None, at: date) -> None:
    """Telling only the year of a beginning may turn an answer into unknown, never into its opposite."""
    year = parsed_period(start.text[:4])
    exact, vague = holds(start, end, day(at)), holds(year, end, day(at))
    assert vague in (exact, UNKNOWN)


@pytest.mark.parametrize(
    ("observed", "at", "answer"),
    [
        ("2023", "2023", YES),
        ("2023", "2023-05", YES),
        ("2023-05", "2023", YES),
        ("2023", "2025", UNKNOWN),
        ("2023", "2022-12-31", UNKNOWN),
        ("2023-05-17", "2023-05-17", YES),
        ("2023-05-17", "2023-05-18", UNKNOWN),
        ("2023-05-17", "2023-06", UNKNOWN),
        ("2023", None, YES),
    ],
)
def test_observed(observed: str, at: str | None, answer: Truth) -> None:
    assert observed_at(parsed_period(observed), parsed_period(at) if at else None) is answer


@given(PERIODS, PERIODS)
def test_an_observation_never_says_no(observed: Period, at: Period) -> None:
    overlapping = observed.first < at.after and at.first < observed.after
    assert observed_at(observed, at) is (YES if overlapping else UNKNOWN)


@pytest.mark.parametrize(
    ("start", "end", "possible"),
    [
        ("2023-05-17", "2023-05-18", True),
        ("2023-05-17", "2023-05-17", False),
        ("2023-05-17", "2023-05-16", False),
        ("2023", "2023", True),
        ("2023", "2023-05-17", True),
        ("2023-05-17", "2023", True),
        ("2023-05", "2023-04", False),
        ("2024", "2023", False),
        ("2023-12-31", "2023-12", True),
        ("2024-01-01", "2023-12", False),
        ("2023-05", "2023-05-01", False),
    ],
)
def test_in_order(start: str, end: str, possible: bool) -> None:
    assert in_order(parsed_period(start), parsed_period(end)) is possible


@given(PERIODS, PERIODS)
def test_in_order_when_some_day_may_hold(start: Period, end: Period) -> None:
    """A time can be exactly when there is a day on which it is not certain that it does not hold."""
    some = any(
        holds(start, end, day(date.fromordinal(n))) is not NO
        for n in (start.first, start.after - 1, end.first - 1, end.after - 2)
        if n > 0
    )
    assert in_order(start, end) is some
