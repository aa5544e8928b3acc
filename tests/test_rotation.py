"""Whose turn it is: what a declared order implies, and everything that keeps it from implying anything."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civo.checking import order_problems
from civo.dates import parsed_period
from civo.gaps import find_gaps
from civo.queries.bodies import who
from civo.queries.dossier import show
from civo.queries.seats import where
from civo.records import Rotation, Seat, Tenure
from civo.rotation import ByOrder, Sharing, in_turn, turns_of
from civo.rules.rotation_undefined import find
from civo.seats.claims import holders
from civo.selectors import parsed_selector
from civo.structure import Structure, structure_at
from civo.truth import Truth
from civo.words import Text

from .asking import is_vacated, own_seat
from .loading.samples import loaded

ALL = ("alby", "berga", "ceda", "dalen")
SIGN = {Truth.YES: "", Truth.UNKNOWN: "?"}


class Case(NamedTuple):
    """Who holds the seat at a date ("*": by the order, "?": perhaps), and who comes next."""

    name: str
    tenures: str
    at: str
    now: str
    next: str = ""
    order: str = "alby berga ceda dalen"
    term: str = "1 year"
    seats: int | None = 1


def seat_of(tenures: str, order: str = "alby berga ceda dalen", term: str = "1 year", count: int | None = 1) -> Seat:
    """A seat whose tenures are written "alby 2020-03-01..2021-03-01", "alby 2020.." or "alby @2023"."""
    found = []
    for text in filter(None, tenures.split(", ")):
        name, _, when = text.partition(" ")
        start, dots, end = when.partition("..")
        told = {"observed": when[1:]} if when.startswith("@") else {"from": start, "to": end} if dots else {}
        found.append(Tenure.model_validate({"organization": name, **{k: v for k, v in told.items() if v}}))
    rotation = Rotation(among=parsed_selector(list(ALL)), order=tuple(order.split()))
    if term:
        rotation = rotation.model_copy(update={"term": term})
    return Seat(id="s", body="b", rotates=rotation, held_by=tuple(found), count=count)


def told(seat: Seat, at: str, sharing: Sharing = Sharing(frozenset(ALL))) -> tuple[str, str]:  # noqa: B008
    """Who holds the seat, as `Case` writes it, and who comes next by the order."""
    when = parsed_period(at)
    turned = in_turn(seat, when, sharing)
    now, coming = [], []
    for tenure in turned.held_by:
        by_order = "*" if isinstance(tenure, ByOrder) else ""
        truth = holds_at(tenure, at)
        if truth is not Truth.NO:
            now.append(f"{tenure.organization}{by_order}{SIGN[truth]}")
        elif by_order and tenure.start and tenure.start.first >= when.after:
            coming.append(f"{tenure.organization} {tenure.start}")
    assert turned.certainty == ("implied" if "*" in " ".join(now) else "stated")
    return ", ".join(now), ", ".join(coming)


def holds_at(tenure: Tenure, at: str) -> Truth:
    from civo.dates import lasts

    return lasts(tenure.start, tenure.end, tenure.observed, parsed_period(at))


CASES = [
    # one seat, told to the day
    Case("before the anchor nothing", "berga 2020-03-01..2021-03-01", "2020-02-29", ""),
    Case("the anchor itself is told", "berga 2020-03-01..2021-03-01", "2020-03-01", "berga", "ceda 2021-03-01"),
    Case("the last day of the anchor", "berga 2020-03-01..2021-03-01", "2021-02-28", "berga", "ceda 2021-03-01"),
    Case("the first day of the next", "berga 2020-03-01..2021-03-01", "2021-03-01", "ceda*", "dalen 2022-03-01"),
    Case("round to the first again", "berga 2020-03-01..2021-03-01", "2023-03-01", "alby*", "berga 2024-03-01"),
    Case("a hundred years on", "berga 2020-03-01..2021-03-01", "2120-03-01", "berga*", "ceda 2121-03-01"),
    Case("an open anchor ends by its term", "berga 2020-03-01..", "2021-03-01", "ceda*", "dalen 2022-03-01"),
    Case("until then it holds", "berga 2020-03-01..", "2021-02-28", "berga", "ceda 2021-03-01"),
    Case("an end alone is enough", "berga ..2021-03-01", "2021-03-01", "ceda*", "dalen 2022-03-01"),
    Case(
        "one that left early is followed at once",
        "berga 2020-03-01..2020-06-01",
        "2020-06-01",
        "ceda*",
        "dalen 2021-06-01",
    ),
    Case("months", "alby 2023-01-31..", "2023-02-28", "berga*", "ceda 2023-03-31", term="1 month"),
    Case("days", "alby 2023-01-01..", "2023-01-31", "berga*", "ceda 2023-03-02", term="30 dagar"),
    # reduced precision
    Case("a year gives years", "berga 2020..", "2021-06-01", "berga?, ceda*?", "dalen 2022"),
    Case("and months months", "berga 2020-03..", "2021-05", "ceda*", "dalen 2022-03"),
    Case("in the month of change nobody can tell", "berga 2020-03..", "2021-03-10", "berga?, ceda*?", "dalen 2022-03"),
    Case("two years, told as years", "berga 2020..", "2023-06", "ceda*", "dalen 2024", term="2 years"),
    Case("half a year from a year", "berga 2020..", "2020-03", "berga?", "ceda 2020-07–2021-06", term="6 months"),
    Case("asked for a year in which it changes", "berga 2020-03-01..", "2021", "berga?, ceda*?", "dalen 2022-03-01"),
    Case(
        "asked for two changes in a month",
        "alby 2020-01-01..",
        "2020-07",
        "berga*?, ceda*?, dalen*?",
        "alby 2020-08-12",
        term="2 weeks",
        order="alby berga ceda dalen",
    ),
    # what is told goes first
    Case(
        "told again as the order says",
        "alby 2020-01-01.., dalen 2023-01-01..",
        "2023-06-01",
        "dalen",
        "alby 2024-01-01",
    ),
    Case(
        "and between them the order holds",
        "alby 2020-01-01.., dalen 2023-01-01..",
        "2021-06-01",
        "berga*",
        "ceda 2022-01-01",
    ),
    Case("the last before what is told", "alby 2020-01-01.., dalen 2023-01-01..", "2022-06-01", "ceda*"),
    Case("told against the order: nothing between", "alby 2020-01-01.., berga 2023-01-01..", "2021-06-01", "alby?"),
    Case(
        "and on from the last told", "alby 2020-01-01.., berga 2023-01-01..", "2024-01-01", "ceda*", "dalen 2025-01-01"
    ),
    Case("a hole between two told", "alby 2020-01-01..2020-05-01, berga 2020-09-01..", "2020-06-01", ""),
    Case("told and with no dates: for ever", "alby 2020-01-01..2021-01-01, berga", "2022", "berga"),
    Case("seen, as the order says", "alby 2020-01-01.., berga @2021-06", "2021-06-01", "berga", "ceda 2022-01-01"),
    Case("seen, against the order", "alby 2020-01-01.., ceda @2021-06", "2021-06-01", "alby?, ceda"),
    Case("after that the order says nothing", "alby 2020-01-01.., ceda @2021-06", "2022-06-01", "alby?, ceda?"),
    Case(
        "seen before the anchor is no matter",
        "ceda @2019, alby 2020-01-01..",
        "2021-06-01",
        "ceda?, berga*",
        "ceda 2022-01-01",
    ),
    # not derivable
    Case("only seen", "alby @2020", "2021", "alby?"),
    Case("the holder is not in the order", "region 2020-01-01..", "2021-06-01", "region?"),
    Case("no order: open after the term", "alby 2020-01-01..", "2021-06-01", "alby?", order=""),
    Case("no order: it holds till then", "alby 2020-01-01..", "2020-12-31", "alby", order=""),
    Case(
        "no term: the next one, but not till when",
        "alby 2020-01-01..2021-01-01",
        "2020-06",
        "alby",
        "berga 2021-01-01",
        term="",
    ),
    Case("no term: then nobody knows", "alby 2020-01-01..2021-01-01", "2021-06", "", term=""),
    Case("no term and no end: as told", "alby 2020-01-01..", "2031-06", "alby", term=""),
    Case("an order of some leads to its last", "alby 2020-01-01..", "2021-06", "berga*", order="alby berga"),
    Case("and no further", "alby 2020-01-01..", "2022-06", "alby?", order="alby berga"),
    Case("as many seats as names", "alby 2020-01-01..", "2022-06", "alby?", order="alby", seats=1),
    # several seats
    Case(
        "two seats, a year apart",
        "alby 2020-01-01.., berga 2021-01-01..",
        "2022-01-01",
        "berga, ceda*",
        "dalen 2023-01-01",
        term="2 years",
        seats=2,
    ),
    Case(
        "both by the order",
        "alby 2020-01-01.., berga 2021-01-01..",
        "2023-06-01",
        "ceda*, dalen*",
        "alby 2024-01-01",
        term="2 years",
        seats=2,
    ),
    Case(
        "two seats that change together",
        "alby 2020-01-01.., berga 2020-01-01..",
        "2021-06-01",
        "ceda*, dalen*",
        "alby 2022-01-01",
        seats=2,
    ),
    Case("only one of two is told", "alby 2020-01-01..", "2021-06-01", "alby?", seats=2),
    Case(
        "not next to each other in the order",
        "alby 2020-01-01.., ceda 2021-01-01..",
        "2023-06-01",
        "alby?, ceda?",
        term="2 years",
        seats=2,
    ),
    Case(
        "three are told for two seats",
        "alby 2020-01-01.., berga 2020-06-01.., ceda 2021-01-01..",
        "2023-06-01",
        "alby?, berga?, ceda?",
        term="2 years",
        seats=2,
    ),
    Case(
        "nobody says how many; two sit at once",
        "alby 2020-01-01..2022-01-01, berga 2021-01-01..2023-01-01",
        "2023-06-01",
        "",
        seats=None,
    ),
    Case(
        "nobody says how many; one at a time",
        "alby 2020-01-01..2021-01-01",
        "2021-06-01",
        "berga*",
        "ceda 2022-01-01",
        seats=None,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_turn(case: Case) -> None:
    seat = seat_of(case.tenures, case.order, case.term, case.seats)
    assert told(seat, case.at) == (case.now, case.next)


def test_who_may_not_be_there_stops_the_turns() -> None:
    """A member that is gone, or perhaps gone: whether the order closes up is not said."""
    seat = seat_of("alby 2020-01-01..")
    assert told(seat, "2021-06-01", Sharing(frozenset(ALL[:3]))) == ("alby?", "")
    assert told(seat, "2021-06-01", Sharing(frozenset(ALL), frozenset({"dalen"}))) == ("alby?", "")
    assert told(seat, "2020-06-01", Sharing(frozenset(ALL[:3]))) == ("alby", "")


def test_no_turn_after_the_seat_or_its_body_has_ended() -> None:
    seat = seat_of("alby 2020-01-01..")
    ended = in_turn(seat, parsed_period("2020"), Sharing(frozenset(ALL)), [parsed_period("2021-01-01")])
    assert not any(isinstance(tenure, ByOrder) for tenure in ended.held_by)
    later = in_turn(seat, parsed_period("2020"), Sharing(frozenset(ALL)), [parsed_period("2021-01-02")])
    assert [t.organization for t in later.held_by if isinstance(t, ByOrder)] == ["berga"]


def test_what_is_not_touched_is_the_same_object() -> None:
    seat = seat_of("alby @2020")
    assert in_turn(seat, parsed_period("2021"), Sharing(frozenset(ALL))) is seat


DATES = st.dates(date(2020, 1, 1), date(2060, 12, 31))
TERMS = st.sampled_from(["1 year", "6 months", "2 years", "30 days", "5 weeks"])


@given(DATES, DATES, TERMS, st.sampled_from(ALL))
def test_on_each_day_after_the_anchor_exactly_one_holds(start: date, at: date, term: str, holder: str) -> None:
    """Whatever the term: somebody holds the seat, nobody beside them, and the next in the order comes next."""
    now, coming = told(seat_of(f"{holder} {start}..", term=term), at.isoformat())
    if at < start:
        assert now == ""
        return
    name = now.rstrip("*")
    following = ALL[(ALL.index(name) + 1) % len(ALL)]
    assert coming.split()[0] == following
    begins = date.fromisoformat(coming.split()[1])
    assert begins > at
    assert told(seat_of(f"{holder} {start}..", term=term), begins.isoformat())[0] == f"{following}*"
    before = (begins - timedelta(days=1)).isoformat()
    assert told(seat_of(f"{holder} {start}..", term=term), before)[0].rstrip("*") == name


@given(DATES, DATES, TERMS)
def test_a_vaguer_beginning_never_names_another(start: date, at: date, term: str) -> None:
    """Told only by its year or month, the holder of the exact telling is among those who may hold the seat."""
    exact = told(seat_of(f"alby {start}..", term=term), at.isoformat())[0].rstrip("*")
    for vague in (start.isoformat()[:4], start.isoformat()[:7]):
        now = [name.rstrip("*?") for name in told(seat_of(f"alby {vague}..", term=term), at.isoformat())[0].split(", ")]
        assert not exact or exact in now


@given(DATES, st.dates(date(2020, 1, 1), date(2030, 1, 1)), TERMS, st.integers(1, 3), st.integers(0, 200))
def test_never_more_than_there_are_seats(at: date, start: date, term: str, count: int, apart: int) -> None:
    tenures = ", ".join(f"{ALL[n]} {start + timedelta(days=apart * n)}.." for n in range(count))
    now, _ = told(seat_of(tenures, term=term, count=count), at.isoformat())
    sure = [name for name in now.split(", ") if name and not name.endswith("?")]
    assert len(sure) <= count
    assert len({name.rstrip("*") for name in sure}) == len(sure)


# In a structure

ORDER = """\
organizations:
  - {id: ceda, name: Ceda, kind: kommun, area: lan, %s source: {in: s}}
bodies:
  - id: gruppen
    name: {sv: Gruppen, en: The Group}
    level: lag
    composition: closed
    source: {in: s}
    seats:
      - id: gruppen.1
        count: 1
        rotates: {among: {kind: kommun}, order: [alby, berga, ceda], term: 1 year}
        held_by: {organization: alby, from: 2023-01-01}
"""


def at(when: str, folder: Path, more: str = "") -> Structure:
    return structure_at(loaded(folder / "f", {"r.yaml": ORDER % more}), parsed_period(when))


def seat(structure: Structure) -> Seat:
    return structure.seats_of["gruppen"][0]


def row(structure: Structure) -> dict[str, object]:
    table = who(structure, "gruppen")
    return {column.key: cell for column, cell in zip(table.columns, table.rows[0], strict=True)}


def test_who_says_that_it_is_the_order_that_says_so(tmp_path: Path) -> None:
    told = row(at("2024-06-01", tmp_path))
    assert told["holder"] == (Text("berga (enligt turordningen)", "berga (by the declared order)"),)
    assert told["certainty"] == Text("underförstått", "implied")
    assert told["since"] == (Text("från 2024-01-01 (enligt turordningen)", "since 2024-01-01 (by the declared order)"),)
    assert isinstance(told["rotation"], tuple)
    assert told["rotation"][-1] == Text(
        "härnäst: Ceda från 2025-01-01 (enligt turordningen)", "next: Ceda from 2025-01-01 (by the declared order)"
    )


def test_who_tells_a_stated_holder_as_stated(tmp_path: Path) -> None:
    told = row(at("2023-06-01", tmp_path))
    assert told["holder"] == (Text("alby"),)
    assert told["certainty"] == Text("uttalat", "stated")


def test_who_names_those_between_whom_it_stands(tmp_path: Path) -> None:
    assert row(at("2024", tmp_path))["holder"] == (
        Text("berga (enligt turordningen)", "berga (by the declared order)"),
    )
    assert row(at("2023-12", tmp_path))["holder"] == (Text("alby"),)
    assert row(at("2031", tmp_path, "to: 2030-06-01,"))["holder"] == Text(
        "okänt: alby (period till 2024-01-01)", "unknown: alby (term to 2024-01-01)"
    )


def test_where_and_show_say_that_it_is_implied(tmp_path: Path) -> None:
    structure = at("2024-06-01", tmp_path)
    found = where(structure, "berga", body="gruppen")
    told = {column.key: cell for column, cell in zip(found.columns, found.rows[0], strict=True)}
    assert (told["own_seat"], told["certainty"]) == (Truth.YES, (Text("underförstått", "implied"),))
    facts = {fact.key: fact.value for fact in show(structure, "gruppen.1").facts}
    assert "enligt turordningen" in str(facts["held_by"])
    assert "slutet enligt periodens längd" in str(facts["held_by"])


def test_an_implied_holder_makes_no_plain_no(tmp_path: Path) -> None:
    """The list is closed and the only seat is taken, but only by the order: of the others nobody can tell."""
    structure = at("2024-06-01", tmp_path)
    body = structure.find("gruppen")
    answers = {o: own_seat(structure, body, o).truth for o in ("alby", "berga", "ceda")}  # type: ignore[arg-type]
    assert answers == {"alby": Truth.UNKNOWN, "berga": Truth.YES, "ceda": Truth.UNKNOWN}
    stated = at("2023-06-01", tmp_path / "stated")
    answers = {o: own_seat(stated, body, o).truth for o in ("alby", "berga", "ceda")}  # type: ignore[arg-type]
    assert answers == {"alby": Truth.YES, "berga": Truth.NO, "ceda": Truth.NO}


def test_a_seat_whose_term_is_over_is_not_vacant(tmp_path: Path) -> None:
    structure = at("2031", tmp_path, "to: 2030-06-01,")  # Ceda is gone: whose turn it is nobody can tell
    assert [(t.organization, truth) for t, truth in holders(structure, seat(structure))] == [("alby", Truth.UNKNOWN)]
    assert not is_vacated(structure, seat(structure))


def test_rules_agree(tmp_path: Path) -> None:
    """The next holder is known, and who has the seat now is no more than a possible gap for the others."""
    structure = at("2024-06-01", tmp_path)
    assert find(structure).gaps == []
    [gap] = [f for f in find_gaps(structure, ["rotating-only"]).findings if f.rule == "rotating-only"]
    assert gap.verdict.value == "possible"
    assert gap.sentence.en == (
        "In the Group, 3 share 1 rotating seat. By the declared order berga holds it; alby and Ceda are represented only "
        "indirectly."
    )
    [gap] = [
        f for f in find_gaps(at("2023-06-01", tmp_path / "b"), ["rotating-only"]).findings if f.rule == "rotating-only"
    ]
    assert gap.verdict.value == "gap"


def test_orders_are_checked_against_those_who_share(tmp_path: Path) -> None:
    text = (
        "kinds: [{id: lst, source: {in: s}}]\norganizations: [{id: lansst, kind: lst, source: {in: s}}]\n"
        "seats:\n"
        "  - {body: radet, source: {in: s}, rotates: {among: 'kind:kommun', order: [alby, lansst, berga]}}\n"
        "  - {body: radet, source: {in: s}, rotates: {among: 'kind:kommun', order: [berga]}}\n"
        "  - {body: radet, source: {in: s}, rotates: {among: 'kind:kommun', order: [berga, alby]}}\n"
    )
    problems = list(order_problems(structure_at(loaded(tmp_path, {"r.yaml": text}))))
    assert [(str(p.position), p.length, p.warning, p.message.en) for p in problems] == [
        ("prov/r.yaml:4:82", 6, False, "the order names lansst, who is not among those who share the seat: kommun"),
        ("prov/r.yaml:5:75", 1, True, "the order leaves out alby"),
    ]


@given(DATES.map(lambda d: d.isoformat()), st.sampled_from([4, 7, 10]), DATES, TERMS, st.integers(1, 3))
def test_the_turns_looked_at_leave_none_out(start: str, exactly: int, at: date, term: str, count: int) -> None:
    """Where turns are looked for is an estimate; it finds what counting from the first one finds."""
    tenures = ", ".join(f"{name} {start[:exactly]}.." for name in ALL[:count])
    seat, day = seat_of(tenures, term=term, count=count), at.toordinal()
    found = turns_of(seat, day, day + 1, Sharing(frozenset(ALL)))
    every = turns_of(seat, 0, day + 1, Sharing(frozenset(ALL)))
    assert found == [
        turn for turn in every if turn.end and (turn.end.first if turn.end.is_day else turn.end.after) > day
    ]
