"""Answers that must not claim more than the files say: each of these once did."""

from collections.abc import Callable
from pathlib import Path

import pytest

from civo.checking import checked, count_problems
from civo.dates import parsed_period
from civo.documents import verify
from civo.loading import load
from civo.queries.issues import lead_cell, participants_meet
from civo.records import Body
from civo.seats.claims import holders
from civo.structure import Structure, structure_at
from civo.truth import Truth
from civo.words import Text

from .asking import group_in_body, own_seat, represented

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
COMMON = """
sources: [{id: s, name: Påhittat}]
kinds: [{id: kommun, name: kommun, source: {in: s}}, {id: region, name: region, source: {in: s}}]
areas: [{id: lan, name: Länet, source: {in: s}}, {id: annat, name: Annat län, source: {in: s}}]
organizations:
  - {id: a, name: A, kind: kommun, area: lan, source: {in: s}}
  - {id: b, name: B, kind: kommun, area: lan, source: {in: s}}
  - {id: c, name: C, kind: kommun, area: lan, source: {in: s}}
  - {id: utom, name: Utom, kind: kommun, area: annat, source: {in: s}}
  - {id: forr, name: Förr, kind: region, area: lan, to: 2024-07-01, source: {in: s}}
  - {id: nu, name: Nu, kind: region, area: lan, from: 2024-07-01, source: {in: s}}
  - {id: tankt, name: Tänkt, kind: kommun, area: lan, status: proposed, source: {in: s}}
collectives: [{id: kommunerna, name: Kommunerna, members: kind:kommun in:lan, source: {in: s}}]
"""
Make = Callable[[str, str], Structure]


@pytest.fixture
def made(tmp_path: Path) -> Make:
    def make(text: str, at: str = "2025-06-01") -> Structure:
        (tmp_path / "structure.yaml").write_text("title: T\ndate: 2025-06-01\n", encoding="utf-8")
        (tmp_path / "a.yaml").write_text(COMMON + text, encoding="utf-8")
        return structure_at(load(tmp_path), parsed_period(at))

    return make


def body(structure: Structure) -> Body:
    return structure.bodies[0]


def own(structure: Structure, *names: str) -> list[Truth]:
    return [own_seat(structure, body(structure), name).truth for name in names]


def spoken_for(structure: Structure, *names: str) -> list[Truth]:
    return [represented(structure, body(structure), name).truth for name in names]


def closed(seat: str, more: str = "composition: closed") -> str:
    return f"bodies: [{{id: m, {more}, source: {{in: s}}, seats: [{seat}]}}]\n"


def test_a_holder_that_is_gone_holds_nothing(made: Make) -> None:
    one = made(closed("{count: 1, held_by: {organization: forr, from: 2020}}"), "2025-06-01")
    assert holders(one, one.seats[0]) == []
    assert own(one, "nu", "a") == [UNKNOWN, UNKNOWN]


def test_what_is_only_probable_makes_no_no(made: Make) -> None:
    seat = "{count: 1, certainty: probable, held_by: {organization: a}}"
    assert own(made(closed(seat), "2025"), "b") == [UNKNOWN]
    sure = "{count: 1, held_by: {organization: a}}"
    assert own(made(closed(sure), "2025"), "b") == [NO]
    assert own(made(closed(sure, "composition: closed, certainty: probable"), "2025"), "b") == [UNKNOWN]


def test_taking_part_is_not_a_seat(made: Make) -> None:
    one = made(closed("{participation: attends, held_by: {organization: a}}"), "2025")
    assert own(one, "a", "b") == [UNKNOWN, NO]
    assert group_in_body(one, body(one), frozenset({"a", "b"})).truth is UNKNOWN


@pytest.mark.parametrize("status", ["proposed", "discussed", "under-investigation"])
def test_nobody_sits_in_what_is_only_proposed(made: Make, status: str) -> None:
    one = made(closed("{count: 1, held_by: {organization: a}}", f"status: {status}"), "2025")
    assert own(one, "a") == [NO]
    assert spoken_for(one, "a") == [NO]
    assert group_in_body(one, body(one), frozenset({"a"})).truth is NO


def test_a_seat_that_all_have_left_speaks_for_nobody_surely(made: Make) -> None:
    seat = "{count: 1, represents: kind:kommun in:lan, held_by: {organization: a, to: 2024-01-01}}"
    assert spoken_for(made(closed(seat), "2025"), "b") == [UNKNOWN]
    assert spoken_for(made(closed(seat), "2023"), "b") == [YES]


def test_an_own_seat_is_not_told_as_a_collective_one(made: Make) -> None:
    each = made(closed("{each: true, represents: kind:kommun in:lan}"), "2025")
    assert (own(each, "a"), spoken_for(each, "a")) == ([YES], [NO])
    alone = made(closed("{represents: [a]}"), "2025")
    assert (own(alone, "a"), spoken_for(alone, "a")) == ([YES], [NO])


def test_a_collective_holds_all_the_seats_of_a_count(made: Make) -> None:
    one = made(closed("{count: 2, held_by: {organization: kommunerna}}"), "2025")
    assert own(one, "a", "utom") == [UNKNOWN, NO]


def test_others_do_not_hold_a_seat_that_is_filled(made: Make) -> None:
    seat = "{count: 1, held_by: [{organization: a, from: 2020}, {organization: b, observed: 2021}]}"
    assert own(made(closed(seat), "2025"), "a", "b") == [YES, NO]


def test_an_observation_and_an_end_tell_nothing_of_before(made: Make) -> None:
    seat = "{held_by: {organization: a, observed: 2023, to: 2025-01-01}}"
    assert [own(made(closed(seat), at), "a")[0] for at in ("1950", "2023", "2024", "2025")] == [
        UNKNOWN,
        YES,
        YES,
        UNKNOWN,
    ]


def test_an_organisation_that_is_only_proposed_is_no_member(made: Make) -> None:
    one = made(closed("{represents: kind:kommun in:lan}"), "2025")
    assert one.members(one.collectives[0].members) == ("a", "b", "c")
    assert own(one, "tankt") == [NO]


def test_a_workbook_in_the_folder_is_told_of(made: Make, tmp_path: Path) -> None:
    (tmp_path / "platser.xlsx").write_bytes(b"PK")
    one = made("", "2025")
    assert [p.message.sv for p in one.loaded.warnings] == ["arbetsboken läses inte"]


def test_a_count_is_compared_with_the_layers_that_are_on(tmp_path: Path) -> None:
    (tmp_path / "structure.yaml").write_text(
        "title: T\ndate: 2025\nlayers: [{id: mer, name: Mer, files: mer.yaml, default: false}]\n", encoding="utf-8"
    )
    count = "counts: [{of: kind:kommun in:lan, number: 3, observed: 2024, source: {in: s}}]\n"
    (tmp_path / "a.yaml").write_text(COMMON + count, encoding="utf-8")
    more = "organizations: [{id: d, name: D, kind: kommun, area: lan, source: {in: s}}]\n"
    (tmp_path / "mer.yaml").write_text(more, encoding="utf-8")
    loaded = load(tmp_path)
    assert list(count_problems(structure_at(loaded))) == []
    assert len(list(count_problems(structure_at(loaded, layers=["mer"])))) == 1


def test_a_manifest_names_its_folder(made: Make, tmp_path: Path) -> None:
    made("", "2025")
    assert load(tmp_path / "structure.yaml").path == tmp_path


def test_key_terms_of_tenures_and_those_without_a_place_are_looked_up(made: Make, tmp_path: Path) -> None:
    seat = "{held_by: {organization: a, source: {in: s, at: Rubrik ¶1, terms: [finnsinte]}}}"
    one = made(f"bodies: [{{id: m, source: {{in: s, terms: [saknas]}}, seats: [{seat}]}}]\n", "2025")
    text = tmp_path / "s.txt"
    text.write_text("Rubrik\n\nEtt stycke som slutar.\n", encoding="utf-8")
    found = verify(one.loaded, text, "s")
    assert (found.places, found.terms) == (1, 2)
    assert sorted(p.message.sv for p in found.problems) == [
        "nyckelordet ”finnsinte” står inte i ”Rubrik ¶1”",
        "nyckelordet ”saknas” står inte i dokumentet",
    ]


def levels(bodies: str) -> str:
    return f"levels: [{{id: niva, name: Nivån, bodies: {bodies}, source: {{in: s}}}}]\n"


ISSUE = "issues: [{id: i, name: I, requires_participants: [b], requires_lead: [niva], source: {in: s}}]\n"


@pytest.mark.parametrize(("bodies", "answer"), [("closed", NO), ("unknown", UNKNOWN), ("open", UNKNOWN)])
def test_that_none_meet_is_a_no_only_where_all_bodies_are_listed(made: Make, bodies: str, answer: Truth) -> None:
    seat = closed("{count: 1, held_by: {organization: a}}", "level: niva, composition: closed")
    one = made(levels(bodies) + ISSUE + seat, "2025")
    assert participants_meet(one, one.issues[0])[0] is answer


@pytest.mark.parametrize(
    ("lead", "cell"),
    [
        ("", ["Nivån: krävs, ingen känd"]),
        ("relations: [{who: a, does: leads, what: i, level: niva, source: {in: s}}]\n", ["Nivån: krävs, A"]),
        (
            "responsibilities: [{issue: i, who: [a], degree: lead, source: {in: s}}]\n",
            ["Nivån: krävs, ingen känd", "nivå anges inte: A"],
        ),
    ],
)
def test_the_lead_told_of_an_issue_is_the_one_that_is_recorded(made: Make, lead: str, cell: list[str]) -> None:
    one = made(levels("unknown") + ISSUE + lead, "2025")
    told = lead_cell(one, one.issues[0])
    assert isinstance(told, tuple)
    assert [text.sv for text in told if isinstance(text, Text)] == cell


def test_the_lead_of_a_wider_issue_leads_its_parts(made: Make) -> None:
    wider = "issues: [{id: hel, name: Hel, source: {in: s}}, {id: del, name: Del, part_of: hel, source: {in: s}}]\n"
    lead = "responsibilities: [{issue: hel, who: [a], degree: lead, level: niva, source: {in: s}}]\n"
    one = made(levels("unknown") + wider + lead, "2025")
    assert lead_cell(one, one.issues[1]) == (Text("Nivån: A", "Nivån: A"),)


def test_only_numbers_that_were_compared_are_said_to_agree(tmp_path: Path) -> None:
    (tmp_path / "structure.yaml").write_text(
        "title: T\ndate: 2025\nlayers: [{id: mer, name: Mer, files: mer.yaml, default: false}]\n", encoding="utf-8"
    )
    (tmp_path / "a.yaml").write_text(COMMON, encoding="utf-8")
    (tmp_path / "mer.yaml").write_text(
        "counts: [{of: kind:kommun in:lan, number: 3, source: {in: s}}]\n", encoding="utf-8"
    )
    loaded = load(tmp_path)
    assert not any("stämmer" in said.sv for said in checked(structure_at(loaded)).said)
    assert checked(structure_at(loaded, layers=["mer"])).said[-1].sv == "1 angivet antal stämmer."
