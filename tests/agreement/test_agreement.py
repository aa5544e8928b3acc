"""One question, one answer, in whatever order and form the records stand, whatever their ids.

Asked of structures made up at random, at several dates, through the front door and the command
line alone.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import civo

from .asked import gaps_of
from .holding import (
    differences,
    everything,
    figure_differs,
    list_differs,
    matrix_differs,
    no_without_reason,
    report_differs,
    roles_differ,
    rules_differ,
    who_differs,
    words,
    yes_lost,
)
from .made import MANIFEST, Records, dates, seats, structures, whole
from .written import renamed, shuffled, write

AT_ONCE = [Phase.explicit, Phase.reuse, Phase.generate]
"""To make an example smaller takes minutes where everything is asked of it."""

orders = st.integers(0, 10_000)


@settings(max_examples=300)
@given(structures(), dates)
def test_every_command_says_the_same_of_who_is_in_a_body(made: Records, at: str) -> None:
    with TemporaryDirectory() as folder:
        path = write(whole(made), Path(folder) / "prov")
        structure = civo.load(path, at=at)
        told = words(structure)
        wrong = [
            *matrix_differs(structure, told),
            *roles_differ(structure),
            *list_differs(structure, told),
            *who_differs(structure, told, made),
            *rules_differ(structure, told, made, gaps_of(path, at)),
            *figure_differs(structure, told, Path(folder) / "figurer"),
        ]
    assert wrong == []


@settings(max_examples=60)
@given(structures(), dates)
def test_the_report_says_the_same(made: Records, at: str) -> None:
    with TemporaryDirectory() as folder:
        path = write(whole(made), Path(folder) / "prov")
        structure = civo.load(path, at=at)
        wrong = list(report_differs(structure, words(structure), path, at))
    assert wrong == []


def answers(records: Records, path: Path, at: str, **how: Any) -> dict[str, Any]:
    """The answers to all questions; `how` the records are written, or the ids they have got."""
    new = how.pop("new", {})
    path = write(records, path, **how)
    return everything(civo.load(path, at=at), gaps_of(path, at), new)


@settings(max_examples=80, phases=AT_ONCE)
@given(structures(), dates, orders)
def test_any_order_of_records_and_tables_give_the_same_answers(made: Records, at: str, order: int) -> None:
    records = whole(made)
    with TemporaryDirectory() as folder:
        right = answers(records, Path(folder) / "a" / "prov", at)
        in_another_order = answers(shuffled(records, order), Path(folder) / "b" / "prov", at)
        in_tables = answers(records, Path(folder) / "c" / "prov", at, tables=frozenset(records))
    assert differences(right, in_another_order) == []
    assert differences(right, in_tables) == []


@settings(max_examples=80, phases=AT_ONCE)
@given(structures(), dates, orders)
def test_any_ids_give_the_same_answers(made: Records, at: str, order: int) -> None:
    records = whole(made)
    others, new = renamed(records, order)
    manifest = MANIFEST.replace("area: land", f"area: {new['land']}")
    with TemporaryDirectory() as folder:
        right = answers(records, Path(folder) / "a" / "prov", at)
        by_others = answers(others, Path(folder) / "b" / "prov", at, manifest=manifest, new=new)
    assert differences(right, by_others) == []


@settings(max_examples=200)
@given(structures(), seats, dates)
def test_a_seat_more_takes_no_yes_away(made: Records, seat: dict[str, Any], at: str) -> None:
    one_more = {"id": "radet.ny", "body": "radet", **seat}
    with TemporaryDirectory() as folder:
        before = words(civo.load(write(whole(made), Path(folder) / "a" / "prov"), at=at))
        more = whole({**made, "seats": [*made["seats"], one_more]})
        after = words(civo.load(write(more, Path(folder) / "b" / "prov"), at=at))
    assert list(yes_lost(before, after)) == []


@settings(max_examples=200)
@given(structures(), dates)
def test_open_lists_say_no_to_nobody_unless_it_is_stated(made: Records, at: str) -> None:
    opened = {
        **made,
        "levels": [{**level, "bodies": "open"} for level in made["levels"]],
        "bodies": [{**body, "composition": "open"} for body in made["bodies"]],
        "seats": [{**seat, "exclusive": False} for seat in made["seats"]],
    }
    with TemporaryDirectory() as folder:
        path = write(whole(opened), Path(folder) / "prov")
        wrong = list(no_without_reason(civo.load(path, at=at), opened))
    assert wrong == []
