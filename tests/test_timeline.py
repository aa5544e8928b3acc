"""What changes when: in the order of time, as exactly as it is known, with what nobody knows as lines of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from civo.answers import Table
from civo.dates import parsed_period
from civo.errors import CivoError, UnknownName
from civo.loading import load
from civo.queries.timeline import timeline
from civo.shipped import shipped
from civo.structure import Structure, structure_at

from .loading.samples import loaded

HERE = Path(__file__).parent
TIMES = load(HERE / "times")
WORLD = load(HERE / "world" / "sjoriket")


def lines(structure: Structure, name: str = "", since: str = "", until: str = "") -> list[str]:
    """The rows, as "date | event | id", with the certainty where it is not stated."""
    bounds = [parsed_period(text) if text else None for text in (since, until)]
    return written(timeline(structure, name, since=bounds[0], until=bounds[1]))


def written(table: Table) -> list[str]:
    found = []
    for row in table.rows:
        cells = {column.key: str(getattr(cell, "en", cell)) for column, cell in zip(table.columns, row, strict=True)}
        certain = "" if cells["certainty"] == "stated" else f" | {cells['certainty']}"
        found.append(f"{cells['date']} | {cells['event']} | {cells['id']}{certain}")
    return found


def times(at: str = "2024") -> Structure:
    return structure_at(TIMES, parsed_period(at))


def test_a_hole_is_a_line() -> None:
    assert lines(times(), "radet") == [
        "2022-01-01 | alby takes the seat | radet.1",
        "2023-05-01 | alby leaves the seat | radet.1",
        "2023-05-01–2023-09-01 | no holder known | radet.1",
        "2023-09-01 | berga takes the seat | radet.1",
    ]


def test_where_tenures_may_meet_there_is_no_hole_and_after_the_last_one_it_is_open() -> None:
    """May 2023 ends the one and begins the other: on no day of it is it known that nobody holds the seat."""
    assert lines(times(), "namnden") == [
        "2022 | alby takes the seat | namnden.1",
        "2023-05 | alby leaves the seat | namnden.1",
        "2023-05 | berga takes the seat | namnden.1",
        "2024 | berga leaves the seat | namnden.1",
        "2024– | no holder known | namnden.1",
    ]


def test_what_has_ended_is_asked_for_by_its_name_at_any_date() -> None:
    assert lines(times("2030"), "kansliet") == [
        "2020-01-01 | alby takes the seat | kansliet.1",
        "2023-05-17 | ends | kansliet",
    ]
    assert lines(times("1950"), "gamla") == [
        "2020-01-01 | gamla takes the seat | kretsen.1",
        "2023-07-01 | ends | gamla",
        "2023-07-01 | gamla and andra replaced by nya | sammanslagningen",
    ]


def test_an_area_brings_its_parts_bodies_and_their_seats() -> None:
    assert lines(times(), "omradet") == [
        "2020-01-01 | alby takes the seat | omradesradet.1",
        "2022-01-01 | alby takes the seat | radet.1",
        "2022-10-01 | begins | omradet",
        "2023-05-01 | alby leaves the seat | radet.1",
        "2023-05-01–2023-09-01 | no holder known | radet.1",
        "2023-09-01 | berga takes the seat | radet.1",
    ]


@pytest.mark.parametrize(
    ("since", "until", "dates"),
    [
        ("", "2022-12-31", ["2022-01-01"]),
        ("2023-05-01", "2023-05-01", ["2023-05-01", "2023-05-01–2023-09-01"]),
        ("2023-06", "2023-08", ["2023-05-01–2023-09-01"]),
        ("2023-09-01", "", ["2023-05-01–2023-09-01", "2023-09-01"]),
        ("2023-09-02", "", []),
        ("2023", "2023", ["2023-05-01", "2023-05-01–2023-09-01", "2023-09-01"]),
    ],
)
def test_narrowed(since: str, until: str, dates: list[str]) -> None:
    assert [line.split(" | ")[0] for line in lines(times(), "radet", since, until)] == dates


def test_what_may_lie_in_the_time_asked_for_is_kept() -> None:
    """Some day of 2022 may be in June."""
    assert lines(times(), "namnden", "2022-06", "2022-06") == ["2022 | alby takes the seat | namnden.1"]


def test_a_year_stands_before_its_months_and_days(tmp_path: Path) -> None:
    text = "bodies:\n" + "".join(
        f"  - {{id: b{n}, from: {when}, source: {{in: s}}}}\n"
        for n, when in enumerate(("2022-12-31", "2023-01-01", "2023", "2023-01", "2023-02", "2022"))
    )
    table = timeline(structure_at(loaded(tmp_path, {"r.yaml": text})))
    assert [row[0] for row in table.rows] == ["2022", "2022-12-31", "2023", "2023-01", "2023-01-01", "2023-02"]
    assert table.notes[0].en.startswith("A year stands before its months and days")


def test_at_the_same_date_ends_come_before_beginnings() -> None:
    assert [line for line in lines(times(), "kretsen") if line.startswith("2023-07")] == [
        "2023-07-01 | nya takes the seat | kretsen.1"
    ]
    assert lines(structure_at(WORLD), "sjöreformen") == [
        "2021-01-01 | The Old Council becomes the Realm Council | sjoreformen"
    ]
    both = [line for line in lines(structure_at(WORLD)) if line.startswith("2021-01-01")]
    assert [line.split(" | ")[2] for line in both][:3] == ["gamla-radet", "sjoreformen", "riksradet"]


ROTATING = """\
bodies:
  - id: gruppen
    source: {in: s}
    %s
    seats:
      - id: gruppen.1
        count: 1
        rotates: {among: [alby, berga], order: [%s], term: 1 year}
        held_by: [{organization: alby, from: 2020}, {organization: alby, from: 2022}]
"""


def rotating(folder: Path, order: str = "alby, berga", more: str = "") -> Structure:
    return structure_at(loaded(folder, {"r.yaml": ROTATING % (more, order)}))


def test_turns_are_told_as_implied_up_to_the_next_one(tmp_path: Path) -> None:
    assert lines(rotating(tmp_path), "gruppen") == [
        "2020 | alby takes the seat | gruppen.1",
        "2021 | the term of alby is over | gruppen.1 | implied",
        "2021 | berga takes the seat (by the declared order) | gruppen.1 | implied",
        "2022 | alby takes the seat | gruppen.1",
        "2023 | the term of alby is over | gruppen.1 | implied",
        "2023 | berga takes the seat (by the declared order) | gruppen.1 | implied",
        "2024 | alby takes the seat (by the declared order) | gruppen.1 | implied",
        "2025 | berga takes the seat (by the declared order) | gruppen.1 | implied",
    ]


def test_or_as_far_as_is_asked_and_no_further_than_the_body_lasts(tmp_path: Path) -> None:
    assert [line[:4] for line in lines(rotating(tmp_path / "a"), "gruppen", "2026", "2028")] == ["2026", "2027", "2028"]
    ending = rotating(tmp_path / "b", more="to: 2025-01-01")
    assert [line[:15] for line in lines(ending, "gruppen", "2024", "2028")] == ["2024 | alby tak", "2025-01-01 | en"]


def test_without_an_order_a_term_that_is_over_leaves_a_hole(tmp_path: Path) -> None:
    assert lines(rotating(tmp_path, order=""), "gruppen", "2021", "2022-01-01") == [
        "2021 | the term of alby is over | gruppen.1 | implied",
        "2022 | alby takes the seat | gruppen.1",
    ]
    text = ROTATING.replace("from: 2020}", "from: 2019-01-01}") % ("", "")
    assert lines(structure_at(loaded(tmp_path / "b", {"r.yaml": text})), "gruppen", until="2022")[1:3] == [
        "2020-01-01 | the term of alby is over | gruppen.1 | implied",
        "2020-01-01–2022 | no holder known | gruppen.1 | implied",
    ]


def test_facts_of_the_structures_own_date_are_counted_not_listed() -> None:
    nord = structure_at(load(shipped("structures") / "civo-nord"))
    table = timeline(nord)
    assert not [line for line in written(table) if line.startswith("2023 | observed")]
    assert "2022-10-01 | begins | norra-civilomradet" in [*written(table), *lines(nord, "norra civilområdet")]
    assert table.notes[0].en.endswith("the structure's own date, are not shown here.")
    assert "2023 | Region Västerbotten holds the seat (observed) | chefsmotet.regiondirektor" in lines(
        nord, "chefsmötet"
    )


def test_layers_that_are_off_are_not_told_of() -> None:
    off = structure_at(WORLD, layers=["not:utredningen"])
    assert not [line for line in lines(off) if "riksradet" in line]


def test_an_unknown_name() -> None:
    with pytest.raises(UnknownName):
        timeline(times(), "finns inte")


def test_nothing_dated(tmp_path: Path) -> None:
    table = timeline(structure_at(loaded(tmp_path, {})))
    assert (table.rows, [note.sv for note in table.notes]) == ((), ["Inga daterade händelser."])


def test_a_stretch_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(CivoError, match="2022 comes before 2024"):
        lines(times(), since="2024", until="2022")
