"""What is there, who holds what and who does not, on the very days on which it changes."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civo.answers import Cell, Table
from civo.dates import Period, holds, lasts, observed_at, parsed_period
from civo.errors import NotThere
from civo.loading import load
from civo.queries.bodies import who
from civo.queries.seats import where
from civo.records import Body
from civo.seats.claims import holders
from civo.shipped import shipped
from civo.structure import Structure, structure_at
from civo.truth import Truth
from civo.words import Text

from .asking import is_vacated, own_seat

HERE = Path(__file__).parent
YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
WORDS = {"yes": YES, "no": NO, "?": UNKNOWN}
TIMES = load(HERE / "times")
NORD = load(shipped("structures") / "civo-nord")


@cache
def at(when: str) -> Structure:
    return structure_at(TIMES, parsed_period(when))


@cache
def nord(when: str) -> Structure:
    return structure_at(NORD, parsed_period(when))


def there(structure: Structure, name: str) -> Truth:
    """Whether a record is there at the structure's date."""
    if structure.get(name) is None:
        return NO
    return UNKNOWN if name in structure.uncertain else YES


def table(name: str) -> list[tuple[str, str, str]]:
    """The rows of a table of tests/times: what is asked, then an answer for each date of its first row."""
    lines = [line.split("|") for line in (HERE / "times" / name).read_text("utf-8").splitlines() if line[:1] not in "#"]
    rows = [tuple(cell.strip() for cell in line) for line in lines]
    (_, *dates), *asked = rows
    return [(name, when, answer) for name, *answers in asked for when, answer in zip(dates, answers, strict=True)]


@pytest.mark.parametrize(("name", "when", "answer"), table("there.txt"))
def test_there(name: str, when: str, answer: str) -> None:
    assert there(at(when), name) is WORDS[answer]


@pytest.mark.parametrize(("name", "when", "answer"), table("holders.txt"))
def test_holders(name: str, when: str, answer: str) -> None:
    """Who holds a seat: "-" nobody known, "a" a certainly, "a?" perhaps."""
    structure = at(when)
    seat = next((s for s in structure.seats if s.id == name), None)
    told = (
        [f"{t.organization}{'?' if truth is UNKNOWN else ''}" for t, truth in holders(structure, seat)] if seat else []
    )
    assert (", ".join(told) or "-") == answer


@pytest.mark.parametrize(("name", "when", "answer"), table("own-seats.txt"))
def test_own_seat(name: str, when: str, answer: str) -> None:
    """Whether an organisation has a seat of its own in a body ("organisation in body")."""
    organization, _, body_id = name.partition(" in ")
    structure = at(when)
    body = structure.get(body_id)
    truth = own_seat(structure, body, organization).truth if isinstance(body, Body) else NO
    assert truth is WORDS[answer]


def test_in_a_hole_nobody_is_known_and_those_told_are_known_not_to_hold_it() -> None:
    structure = at("2023-06-01")
    [seat] = structure.seats_of["radet"]
    assert holders(structure, seat) == []
    assert is_vacated(structure, seat)
    assert cell(who(structure, "radet"), "holder") == Text("okänt", "unknown")
    assert cell(where(structure, "alby", body="radet"), "own_seat") is NO
    assert cell(where(structure, "ceda", body="radet"), "own_seat") is UNKNOWN


def cell(found: Table, key: str) -> Cell:
    """A cell of a table's first row."""
    return found.rows[0][[column.key for column in found.columns].index(key)]


@pytest.mark.parametrize("when", ["2022-09-30", "2022-09", "2021", "1998-05-17"])
def test_before_the_reform_there_is_no_civil_area(when: str) -> None:
    structure = nord(when)
    assert there(structure, "norra-civilomradet") is NO
    assert structure.inside("norra-civilomradet") == frozenset()
    assert [b.id for b in structure.bodies if b.area == "norra-civilomradet"] == []
    with pytest.raises(NotThere):
        who(structure, "chefsmötet")


@pytest.mark.parametrize(("when", "answer"), [("2022-10-01", YES), ("2022-10", YES), ("2023", YES), ("2022", UNKNOWN)])
def test_from_the_day_of_the_reform_there_is(when: str, answer: Truth) -> None:
    assert there(nord(when), "norra-civilomradet") is answer
    assert nord(when).inside("norra-civilomradet")


# Properties

DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
TEXTS = st.one_of(DAYS.map(lambda d: f"{d.year:04}"), DAYS.map(lambda d: d.isoformat()[:7]), DAYS.map(date.isoformat))
PERIODS = TEXTS.map(parsed_period)
MAYBE = st.none() | PERIODS


@given(DAYS, DAYS, DAYS)
def test_tenures_that_meet_leave_no_day_out_and_share_none(one: date, other: date, between: date) -> None:
    """[a, b) and [b, c): on b the second holds and the first does not; each day of both has exactly one."""
    a, b, c = (parsed_period(d.isoformat()) for d in sorted((one, other, between)))
    for when in (a, b, c, *(parsed_period((date.fromordinal(p.first) - timedelta(1)).isoformat()) for p in (a, b, c))):
        told = [holds(a, b, when), holds(b, c, when)]
        assert told.count(YES) == (1 if a.first <= when.first < c.first else 0)
        assert UNKNOWN not in told


@given(PERIODS, PERIODS, PERIODS)
def test_what_has_ended_has_ended_for_good(end: Period, one: Period, other: Period) -> None:
    first, then = sorted((one, other), key=lambda p: p.first)
    if holds(None, end, first) is NO and then.first >= first.first:
        assert holds(None, end, then) is NO


@given(MAYBE, MAYBE, PERIODS, PERIODS)
def test_a_sight_within_the_bounds_never_turns_yes_into_no(
    start: Period | None, end: Period | None, seen: Period, when: Period
) -> None:
    """To have been seen may make unknown a yes, and what was seen at the date is never a no; bounds decide the rest."""
    bounds = holds(start, end, when)
    told = lasts(start, end, seen, when)
    if start is not None or end is not None:
        assert (told is NO) is (bounds is NO)
    else:
        assert told is observed_at(seen, when)
    if bounds is UNKNOWN:
        assert told is observed_at(seen, when)
