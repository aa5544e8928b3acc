"""A scenario changes what it names, and nothing else; every fault in one is told at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from civo.dates import parsed_period
from civo.errors import InvalidFiles, UnknownName
from civo.loading import load
from civo.loading.loaded import Loaded
from civo.opening import opened, overlaid, scenario_files
from civo.queries.bodies import who
from civo.records import Body, Seat
from civo.structure import Structure, structure_at

HERE = Path(__file__).parent.parent
WORLD = HERE / "world" / "sjoriket"
NORD = HERE.parent / "structures" / "civo-nord"


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(WORLD)


def laid(loaded: Loaded, changes: str) -> Structure:
    text = f"title: {{sv: Tänk om, en: What if}}\n{changes}"
    return structure_at(overlaid(loaded, text, "sjoriket/scenarios/tank.yaml", "tank"))


def body(structure: Structure, body_id: str) -> Body:
    found = structure.get(body_id)
    assert isinstance(found, Body)
    return found


def test_nothing_else_changes(loaded: Loaded) -> None:
    before = structure_at(loaded)
    after = laid(loaded, "rename: [{id: kustforum, name: {sv: Kustmötet, en: The Coast Meeting}}]")
    told = {r.id: r for _, r in after.all_records()}
    assert told.pop("scenario.tank").label.en == "What if"
    changed = told.pop("kustforum")
    assert (changed.name.sv, changed.aliases) == ("Kustmötet", ("Kustforum", "The Coast Forum"))
    assert told == {r.id: r for _, r in before.all_records() if r.id != "kustforum"}
    assert body(before, "kustforum").name.sv == "Kustforum", "what is loaded stays as it is"
    assert after.find("Kustforum").id == "kustforum"


def test_added_records_have_the_scenario_as_their_source(loaded: Loaded) -> None:
    after = laid(
        loaded,
        "source: {in: utr, at: 9 ¶1}\n"
        "add:\n"
        "  bodies:\n"
        "    - {id: nytt, level: lokal, seats: [{count: 1, held_by: {organization: alvik}}, {source: {in: stadgan}}]}\n"
        "  seats:\n    - {body: kustforum, held_by: {organization: fyrverket}}\n",
    )
    assert [p.document for p in body(after, "nytt").source] == ["utr", "scenario.tank"]
    seats = after.seats_of["nytt"]
    assert [s.id for s in seats] == ["nytt.1", "nytt.2"]
    assert [[p.document for p in s.source] for s in seats] == [["utr", "scenario.tank"], ["stadgan", "scenario.tank"]]
    assert [s.id for s in after.seats_of["kustforum"]] == ["kustforum.kust", "kustforum.1"]
    assert after.loaded.position("nytt").file == "sjoriket/scenarios/tank.yaml"
    assert after.is_own(body(after, "nytt"))


def test_a_seat_without_an_id_gets_one_that_is_free(loaded: Loaded) -> None:
    twice = overlaid(loaded, "title: A\nadd: {seats: [{body: kustforum}]}", "a.yaml", "a")
    after = structure_at(overlaid(twice, "title: B\nadd: {seats: [{body: kustforum}]}", "b.yaml", "b"))
    assert [s.id for s in after.seats_of["kustforum"]] == ["kustforum.kust", "kustforum.1", "kustforum.2"]


def test_what_ends_takes_along_what_rests_on_it(loaded: Loaded) -> None:
    after = laid(loaded, "end: [riksradet, {id: landskapsmotet, to: 2030-01-01}]")
    assert after.get("riksradet") is None and after.get("riksradet.fyr") is None
    assert after.get("landskapsmotet.byar") is not None, "it has not ended yet at the date"
    assert structure_at(after.loaded, parsed_period("2030")).get("landskapsmotet") is None


def test_moved_extended_and_set(loaded: Loaded) -> None:
    after = laid(
        loaded,
        "move: [{id: kustforum.kust, body: landskapsmotet}, {id: kustforum, level: regional, area: ost}]\n"
        "extend: [{id: kustforum, handles: [vattenvard, storflod]}]\n"
        "set: [{id: nya-radet, status: existing}, {id: nya-radet.byar, status: existing}]\n",
    )
    moved = after.get("kustforum.kust")
    assert isinstance(moved, Seat) and moved.body == "landskapsmotet"
    forum = body(after, "kustforum")
    assert (forum.level, forum.area, forum.handles) == ("regional", "ost", ("storflod", "vattenvard"))
    assert body(after, "nya-radet").status == "existing"
    assert [p.document for p in forum.source] == ["utr", "scenario.tank"], "told once, however much is changed"
    assert forum in after.bodies_at["regional"]


def test_where_means_those_it_surely_fits(loaded: Loaded) -> None:
    after = laid(loaded, "end: [{where: 'level:regional not:seats:fyrverket status:existing', of: bodies}]")
    assert after.get("vastmotet") is None
    assert after.get("landskapsmotet") is not None, "its list is open: it may seat the agency"


FAULTS = [
    ("end: [riksrade]", (2, 7), "”riksrade” finns inte", "riksradet"),
    ("end: [{id: riksradet, too: 2024}]", (2, 23), "”end” ändrar inte fältet ”too”: använd set", "to"),
    ("move: [{id: riksradet, nivå: lokal}]", (2, 24), "”move” ändrar inte fältet ”nivå”: använd set", ""),
    ("move: [{id: riksradet, level: lokalt}]", (2, 31), "”lokalt” finns inte", "lokal"),
    ("rename: [{id: riksradet}]", (2, 10), "”rename” säger inte vad som ändras", ""),
    ("extend: [{id: riksradet, lead: [alvi]}]", (2, 33), "”alvi” finns inte", "alvik"),
    ("extend: [{id: riksradet, level: lokal}]", (2, 26), "”level” är ingen lista som kan utökas", ""),
    ("set: [{id: riksradet, status: exist}]", (2, 31), "”exist” går inte som status", "existing"),
    ("set: [{id: riksradet, statuss: ended}]", (2, 23), "fältet ”statuss” finns inte här", "status"),
    ("set: [{status: ended}]", (2, 7), "ändringen säger inte vilken post den gäller", ""),
    ("set: [riksradet]", (2, 7), "”set” ska lista poster med fält", ""),
    ("end: [{where: 'type:network', of: bodie}]", (2, 35), "where kräver of: vilken sorts poster som menas", "bodies"),
    ("end: [{where: 'typ:network', of: bodies}]", (2, 15), "urvalet går inte att läsa vid ”typ”", "type"),
    ("end: [{where: 'type:netwerk', of: bodies}]", (2, 15), "urvalet passar säkert ingen post", ""),
    ("add: {bodis: []}", (2, 7), "”bodis” är ingen sorts post", "bodies"),
    ("add: {bodies: [{id: ny, levl: lokal}]}", (2, 25), "fältet ”levl” finns inte här", "level"),
    ("add: {bodies: [{id: riksradet}]}", (2, 21), "id ”riksradet” finns redan: sjoriket/bodies.yaml:13:5", ""),
    ("ad: {}", (2, 1), "fältet ”ad” finns inte här", "add"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "place", "message", "hint"), FAULTS, ids=[c for c, _, _, _ in FAULTS])
def test_faults(loaded: Loaded, changes: str, place: tuple[int, int], message: str, hint: str) -> None:
    with pytest.raises(InvalidFiles) as wrong:
        laid(loaded, changes)
    [problem] = wrong.value.problems
    at = (problem.position.line, problem.position.column)
    assert (at, problem.message.sv, problem.suggestion) == (place, message, hint)
    assert problem.position.file == "sjoriket/scenarios/tank.yaml"


def test_a_scenario_without_a_title(loaded: Loaded) -> None:
    with pytest.raises(InvalidFiles) as wrong:
        overlaid(loaded, "add: {}", "x.yaml", "x")
    assert [p.message.en for p in wrong.value.problems] == ['the field "title" is missing']


def test_named_or_given_as_a_file(tmp_path: Path) -> None:
    assert list(scenario_files(load(NORD))) == ["inom-regionala-organ", "nationell-struktur"]
    file = tmp_path / "eget.yaml"
    file.write_text("title: Eget\nend: [chefsmotet]\n", "utf-8")
    both = opened(NORD, scenarios=["inom-regionala-organ", str(file)])
    assert both.get("chefsmotet") is None and both.get("regionala-samordningsgruppen.socialtjanst") is not None
    assert "inom-regionala-organ" not in both.layers and "scenario.eget" in both.layers
    with pytest.raises(UnknownName, match="did you mean nationell-struktur"):
        opened(NORD, scenarios=["nationell-strukturen"])


def test_who_tells_that_it_is_an_assumption() -> None:
    table = who(opened(NORD, scenarios=["nationell-struktur"]), "nationella samordningen")
    assert "scenario.nationell-struktur" in table.layers
    source = [column.key for column in table.columns].index("source")
    assert all("En nationell struktur parallellt med Civo" in str(row[source]) for row in table.rows)
