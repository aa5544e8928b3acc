"""The questions on the invented world: what each answers, and what it rests on."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from civo.answers import Table
from civo.dates import parsed_period
from civo.errors import UnknownName
from civo.loading import load
from civo.outputs.cells import cell_text
from civo.queries.bodies import who
from civo.queries.dossier import show
from civo.queries.issues import issue, issues
from civo.queries.representation import representation
from civo.queries.seats import where
from civo.structure import Structure, structure_at

NORD = Path(__file__).parent.parent / "structures" / "civo-nord"
WORLD = load(Path(__file__).parent / "world" / "sjoriket")


@cache
def world(at: str = "2024-06", *layers: str) -> Structure:
    return structure_at(WORLD, parsed_period(at), layers)


def small(records: str, folder: Path, at: str = "2024-06-01") -> Structure:
    """The structure that some records make with the vocabulary of the rules' samples."""
    common = yaml.safe_load((Path(__file__).parent / "rules" / "common.yaml").read_text("utf-8"))
    declared = {r["id"] for listed in yaml.safe_load(records).values() for r in listed}
    common = {kind: [r for r in listed if r["id"] not in declared] for kind, listed in common.items()}
    (folder / "structure.yaml").write_text("title: Prov\ndate: 2024-06-01\narea: omrade\n", "utf-8")
    (folder / "common.yaml").write_text(yaml.safe_dump(common, allow_unicode=True), "utf-8")
    (folder / "sample.yaml").write_text(records, "utf-8")
    return structure_at(load(folder), parsed_period(at))


def facts(table: Table) -> dict[str, str]:
    return {fact.key: cell_text(fact.value, "en") for fact in table.facts}


def rows(table: Table, *keys: str) -> list[list[str]]:
    """The rows as English text, of the columns named."""
    numbers = [[column.key for column in table.columns].index(key) for key in keys]
    return [[cell_text(row[n], "en") for n in numbers] for row in table.rows]


def notes(table: Table) -> list[str]:
    return [note.en for note in table.notes]


def test_who() -> None:
    table = who(world(), "riksradet")
    assert rows(table, "seat", "count", "role", "holder", "represents", "basis", "since", "certainty") == [
        ["riksradet.fyr", "1", "head of agency", "The Lighthouse Agency", "not said", "chair; permanent",
         "since 2021-01-01", "stated"],
        ["riksradet.bro", "1", "head of agency", "The Bridge Agency", "not said", "not said", "since 2021-01-01", "stated"],
        ["riksradet.landskap", "1", "not said", "East Shire Council", "shire", "rotating", "since 2023-01-01", "stated"],
    ]  # fmt: skip
    assert rows(table, "source", "declared") == [
        ["Stadgan: 2 §", "sjoriket/bodies.yaml:30:9"],
        ["Stadgan: 2 §", "sjoriket/bodies.yaml:35:9"],
        ["Stadgan: 3 §", "sjoriket/bodies.yaml:39:9"],
    ]
    assert facts(table) == {
        "body": "The Realm Council",
        "level": "The realm's level",
        "area": "The Lake Realm",
        "composition": "closed: all seats are known",
        "lead": "The Lighthouse Agency",
        "appointed_by": "The Lighthouse Agency",
        "functions": "steering; decision",
        "decides": "adopts The realm's plan; the agenda",
        "handles": "Fairways; Water care",
        "source": "Stadgan: 2 §",
    }
    assert notes(table) == ["Stated: village do not sit here."]
    assert (table.at, table.layers) == ("2024-06", ("grunden", "sjoriket", "utredningen", "forslag"))


def test_who_tells_an_open_list_and_what_was_only_seen() -> None:
    table = who(world(), "landskapsmotet")
    assert facts(table)["composition"] == "open: others than those known may sit here"
    assert "One who is not listed may still sit in the body: the list is not closed." in notes(table)
    assert rows(table, "holder", "since") == [
        ["unknown", ""],
        ["Alvik Fire Brigade", "since 2020"],
        ["unknown (seen: East Shire Council 2023)", "observed 2023"],
        ["The Village Association", "since 2021-01-01"],
    ]
    assert rows(who(world("2023"), "landskapsmotet"), "holder")[2] == ["East Shire Council"]


def test_who_in_a_body_that_may_not_be_and_in_one_that_is_proposed() -> None:
    assert facts(who(world(), "brandnatet"))["exists"] == "unknown"
    assert "exists" not in facts(who(world("2025"), "brandnatet"))
    assert facts(who(world(), "Nya rådet"))["status"] == "proposed"
    assert notes(who(world("2024-06", "tankar"), "tankesmedjan"))[0] == "No seats are known."


@pytest.mark.parametrize(
    "name", ["riksradet", "Riksrådet", "riksrådet", "RIKSRADET", "The Realm Council", "rr", "stora radet"]
)
def test_names_aliases_and_ids_with_and_without_accents(name: str) -> None:
    assert facts(who(world(), name))["body"] == "The Realm Council"


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: who(world(), "Riksrodet"), 'cannot find "Riksrodet" among the bodies - did you mean Riksrådet?'),
        (lambda: who(world(), "alvik"), 'cannot find "alvik" among the bodies'),
        (lambda: who(world(), "xyzzy"), 'cannot find "xyzzy" among the bodies'),
        (lambda: issue(world(), "brandskudd"), 'cannot find "brandskudd" among the issues - did you mean brandskydd?'),
        (
            lambda: where(world(), "alvik", level="regionl"),
            'cannot find "regionl" among the levels - did you mean regional?',
        ),
        (lambda: show(world(), "sjoreforman"), 'cannot find "sjoreforman" - did you mean Sjöreformen?'),
    ],
)
def test_unknown_names(ask: object, said: str) -> None:
    with pytest.raises(UnknownName) as wrong:
        ask()  # type: ignore[operator]
    assert wrong.value.text.en.startswith(said), wrong.value.text.en


def test_where_an_organisation_sits() -> None:
    table = where(world(), "edet")
    assert rows(table, "id", "own_seat", "through_collective", "indirect", "why") == [
        ["riksradet", "no", "no", "shares 1 rotating seat among 3", "stated absence; seat riksradet.landskap"],
        ["kustforum", "unknown", "yes: the coastal villages", "", "seat kustforum.kust"],
        ["landskapsmotet", "unknown", "unknown", "",
         "seat landskapsmotet.landskap: holder unknown; open: others than those known may sit here"],
        ["vastmotet", "yes", "no", "", "seat vastmotet.byar; closed: all seats are known"],
        ["nya-radet", "no", "no", "", "proposed"],
        ["brandnatet", "unknown", "unknown", "", "seat brandnatet.edet: not known whether it exists then"],
    ]  # fmt: skip
    assert notes(table)[0] == "Unknown means that the source leaves it open, not no."


def test_where_tells_only_of_ones_own_tenures() -> None:
    """Somebody else's tenure, or a seat that is only perhaps theirs, says nothing of since when they sit."""
    assert rows(where(world(), "berga", body="landskapsmotet"), "own_seat", "since") == [["unknown", ""]]
    assert rows(where(world(), "landskap-vast", body="rr"), "indirect", "since") == [
        ["shares 1 rotating seat among 3", ""]
    ]
    assert rows(where(world(), "landskap-ost", body="rr"), "own_seat", "indirect", "since") == [
        ["yes", "", "since 2023-01-01"]
    ]


def test_where_a_kind_sits() -> None:
    table = where(world(), "by", level="nationell")
    assert rows(table, "id", "own_seat", "through_collective") == [
        ["riksradet", "no", "no"],
        ["kustforum", "unknown", "yes: the coastal villages"],
    ]
    assert list(facts(table)) == ["level:nationell"]
    assert "Yes means that at least one of the 5 counted in The Lake Realm sits there." in notes(table)


def test_where_a_role_sits() -> None:
    table = where(world(), "byäldste")
    assert dict(rows(table, "id", "own_seat"))["kustforum"] == "unknown", "they attend; whether seated is not said"
    assert dict(rows(table, "id", "own_seat"))["riksradet"] == "unknown", "a seat there has no role told"


ROLES = """
bodies:
  - id: sluten
    level: regional
    composition: closed
    source: {in: s}
    seats:
      - {id: sluten.1, role: samordnare, held_by: {organization: lst-a}}
      - {id: sluten.2, role: chef, status: proposed}
  - id: utan-roll
    composition: closed
    source: {in: s}
    seats: [{id: utan-roll.1, count: 1, held_by: {organization: lst-a}}]
  - id: flera
    composition: closed
    several: true
    source: {in: s}
    seats: [{id: flera.1, role: samordnare}]
  - id: sedd
    composition: closed
    source: {in: s}
    seats: [{id: sedd.1, role: chef, observed: 2022}]
  - {id: tankt, composition: open, status: proposed, source: {in: s}, seats: [{id: tankt.1, role: chef}]}
  - id: troligt
    source: {in: s}
    seats:
      - id: troligt.1
        role: chef
        certainty: probable
        held_by: [{organization: region-a, from: 2020}, {organization: region-b, from: 2025}]
"""


def test_where_a_role_sits_is_no_surer_than_its_seats(tmp_path: Path) -> None:
    table = where(small(ROLES, tmp_path), "chef")
    assert rows(table, "id", "own_seat", "role", "since", "why", "certainty") == [
        ["sluten", "no", "", "", "closed: all seats are known", "stated"],
        ["utan-roll", "unknown", "", "", "seat utan-roll.1: role not said", ""],
        ["flera", "unknown", "", "", "several bodies, not named one by one", ""],
        ["sedd", "unknown", "", "", "seat sedd.1: not known whether it exists then", ""],
        ["tankt", "no", "", "", "proposed", "stated"],
        ["troligt", "yes", "chief executive", "since 2020", "seat troligt.1", "probable"],
    ]


def test_where_a_role_sat_that_was_only_seen_earlier() -> None:
    nord = structure_at(load(NORD), parsed_period("2025"))
    [row] = [r for r in rows(where(nord, "regiondirektör"), "id", "own_seat", "since") if r[0] == "chefsmotet"]
    assert row == ["chefsmotet", "unknown", ""]
    [share] = rows(where(nord, "Region Norrbotten", body="chefsmotet"), "indirect")
    assert share == ["unknown (2023: shares 1 rotating seat among 4)"]


SHARED = """
levels:
  - {id: regional, name: {sv: Regional, en: Regional}, bodies: BODIES, source: {in: s}}
bodies:
  - id: motet
    level: regional
    composition: closed
    source: {in: s}
    seats:
      - id: motet.region
        role: chef
        count: 1
        rotates: {among: {kind: region}, order: [region-a, region-b], term: 1 year}
        held_by: {organization: region-a, from: 2024-01-01}
      - id: motet.lst
        role: samordnare
        count: 2
        held_by: [{organization: lst-a, from: 2019-01-01}, {organization: lst-b, from: 2023-01-01}]
      - {id: motet.kommun, count: 1, represents: {kind: kommun}, each: true, certainty: probable}
      - {id: motet.verk, count: 1, role: samordnare}
"""


def test_where_does_not_take_somebody_elses_date_or_role(tmp_path: Path) -> None:
    made = small(SHARED.replace("BODIES", "open"), tmp_path)
    closed = "seat motet.{}; closed: all seats are known"
    told = ("own_seat", "role", "since", "certainty", "why")
    assert rows(where(made, "lst-b"), *told) == [
        ["yes", "coordinator", "since 2023-01-01", "stated", closed.format("lst")]
    ]
    assert rows(where(made, "lst-a"), *told) == [
        ["yes", "coordinator", "since 2019-01-01", "stated", closed.format("lst")]
    ]
    assert rows(where(made, "kommun-a1"), *told) == [["yes", "", "", "probable", closed.format("kommun")]]
    assert rows(where(made, "myndighet-x"), *told) == [["unknown", "", "", "", "seat motet.verk: holder unknown"]]


@pytest.mark.parametrize(
    ("bodies", "said"),
    [("closed", "only indirectly: another holds the rotating seat"), ("open", "unknown"), ("unknown", "unknown")],
)
def test_only_indirectly_at_a_level_only_when_its_bodies_are_known(bodies: str, said: str, tmp_path: Path) -> None:
    without_others = SHARED.replace("BODIES", bodies).partition("      - {id: motet.verk")[0]
    assert facts(where(small(without_others, tmp_path), "region-b", level="regional"))["level:regional"] == said


def test_who_hedges_what_may_not_be_and_tells_how_seats_go_round(tmp_path: Path) -> None:
    body = """
bodies:
  - id: motet
    source: {in: s}
    same_as: [{id: andra}, {id: tredje, certainty: probable}]
    seats:
      - id: motet.region
        count: 1
        observed: 2022
        rotates: {among: {kind: region}, order: [region-b, region-a], term: 1 year}
        held_by: [{organization: region-a, observed: 2022}]
      - {id: motet.lst, observed: 2022, held_by: [{organization: lst-a, from: 2020-01-01}]}
      - {id: motet.verk, status: discussed, participation: attends, held_by: [{organization: myndighet-x}]}
      - {id: motet.kommun, participation: staffs, held_by: [{organization: kommun-a1}]}
  - {id: andra, name: Andra, source: {in: s}}
  - {id: tredje, name: Tredje, source: {in: s}}
"""
    table = who(small(body, tmp_path), "motet")
    assert rows(table, "seat", "holder", "rotation", "participation", "status") == [
        ["motet.region", "unknown (seen: Region A 2022)", "in turn: Region B, Region A; term: 1 year", "",
         "exists then: unknown"],
        ["motet.lst", "unknown (County Board A)", "", "", "exists then: unknown"],
        ["motet.verk", "Agency X", "", "attends", "discussed"],
        ["motet.kommun", "Alby", "", "staffs", ""],
    ]  # fmt: skip
    same = [(fact.heading.sv, fact.heading.en) for fact in table.facts if fact.key == "same_as"]
    assert same == [("Samma som", "The same as"), ("Troligen samma som", "Probably the same as")]


def test_a_seat_that_is_attended_or_staffed_is_not_called_ones_own(tmp_path: Path) -> None:
    body = """
bodies:
  - id: motet
    source: {in: s}
    seats:
      - {id: motet.a, participation: attends, represents: {kind: lansstyrelse}, held_by: {organization: lst-a}}
      - {id: motet.b, participation: staffs, held_by: {organization: myndighet-x}}
      - {id: motet.c, held_by: {organization: region-a}}
"""
    told = rows(representation(small(body, tmp_path)), "lansstyrelse", "statlig-myndighet", "region")
    assert told == [["yes, attend", "yes, staff", "yes, own seat"]]


def test_background_bodies_are_left_out_only_when_no_seat_is_known(tmp_path: Path) -> None:
    under = tmp_path / "under"
    under.mkdir()
    background = """
bodies:
  - {id: langt-borta, composition: open, source: {in: s}, seats: [{id: langt-borta.1, held_by: {organization: lst-b}}]}
  - id: delad
    source: {in: s}
    seats: [{id: delad.1, count: 1, rotates: {among: {kind: region}}, held_by: {organization: region-a}}]
  - {id: genom, source: {in: s}, seats: [{id: genom.1, represents: [kommunerna-i-lan-a]}]}
"""
    small(background, under)
    own = tmp_path / "own"
    own.mkdir()
    (own / "structure.yaml").write_text("title: Prov\ndate: 2024-06-01\narea: omrade\nbuilds_on: under\n", "utf-8")
    made = structure_at(load(own))
    assert rows(where(made, "lst-b"), "id") == [["langt-borta"]]
    assert rows(where(made, "region-b"), "id", "indirect") == [["delad", "shares 1 rotating seat among 2"]]
    assert rows(where(made, "kommun-a1"), "id") == [["genom"]]
    assert rows(where(made, "myndighet-x"), "id") == []
    assert rows(where(made, "myndighet-x", body="genom"), "id", "own_seat") == [["genom", "unknown"]]


def test_a_plan_that_is_discussed_is_told_with_its_issue(tmp_path: Path) -> None:
    records = (
        "issues:\n  - {id: mat, name: Mat, source: {in: s}}\n"
        "plans:\n  - {id: p, name: Planen, issues: mat, source: {in: s}}\n"
        "inquiries:\n  - {id: q, about: p, state: discussed, source: {in: s}}\n"
    )
    table = issues(small(records, tmp_path))
    assert [cell_text(row[9], "sv") for row in table.rows] == ["plan: diskuteras"]


def test_those_of_a_kind_are_called_by_its_plural(tmp_path: Path) -> None:
    records = (
        "kinds:\n  - {id: kommun, name: kommun, plural: kommuner, definite: kommunerna, source: {in: s}}\n"
        "issues:\n  - {id: mat, name: Mat, source: {in: s}}\n"
        "responsibilities:\n  - {id: r, issue: mat, who: {kind: [kommun, region], in: lan-b}, source: {in: s}}\n"
    )
    table = issues(small(records, tmp_path))
    assert cell_text(table.rows[0][3], "sv") == "kommunerna och regionerna i Län B"


def test_issues() -> None:
    assert rows(issues(world()), "id", "responsible", "handled_by", "place", "lead", "participants", "needs", "status") == [
        ["vattenvard", "village (main, in normal times, in war)", "The Realm Council; The East Shire Meeting", "not said",
         "The shires' level: required, none known", "not said", "", ""],
        ["farleder", "The Lighthouse Agency and the Bridge Agency", "The Realm Council", "not said",
         "The realm's level: required, The Lighthouse Agency", "yes", "Water care", ""],
        ["brandskydd", "shire in The Lake Realm (partial)",
         "unknown (The Fire Network); The East Shire Meeting; The Realm Council", "not said",
         "not said", "yes", "Water care; Fairways", ""],
        ["bropengar", "not said", "unknown", "The Lake Order: outside, implied", "not said", "not said", "", "undecided"],
        ["storflod", "not said", "The Coast Forum", "not said", "not said", "not said", "", ""],
    ]  # fmt: skip


@pytest.mark.parametrize(("at", "answer"), [("2024-06", "yes"), ("2024-07", "unknown"), ("2020", "unknown")])
def test_required_parties_meet(at: str, answer: str) -> None:
    """The two agencies meet in the council until one's tenure ends; that they do not then meet is not told."""
    told = dict(rows(issues(world(at)), "id", "participants"))
    assert told["farleder"] == answer


def test_show_names_every_record_that_names_it() -> None:
    table = show(world(), "landskap-ost")
    assert rows(table, "kind", "id") == [
        ["seat", "riksradet.landskap"],
        ["seat", "landskapsmotet.landskap"],
        ["relation", "sjoriket.relations.2"],
    ]
    assert facts(table)["area"] == "East Shire"


def test_representation() -> None:
    """Edet is both a village and a shire: with it, one of the shires is spoken for in the forum."""
    table = representation(world())
    assert rows(table, "id", "by", "landskap", "verk") == [
        ["riksradet", "unknown", "yes, rotating seat", "yes, own seat"],
        ["kustforum", "yes, attend, implied", "yes, attend, implied", "unknown"],
        ["landskapsmotet", "yes, own seat, represented", "unknown", "unknown"],
        ["vastmotet", "yes, seat", "yes, seat, own seat", "no"],
        ["brandnatet", "unknown", "unknown", "no, stated"],
    ]


def test_a_date_other_than_the_structures_is_noted() -> None:
    [note] = [text for text in notes(who(world("2025"), "rr")) if "2025" in text]
    assert note.startswith("Asked for 2025, but the facts are from 2024-06.")
    assert not any("Asked for" in text for text in notes(who(world(), "rr")))
