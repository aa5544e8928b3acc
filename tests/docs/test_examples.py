"""Each example of the documentation says what the guide says that it says. The expectations are written by hand."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
import yaml

from civo.answers import Table
from civo.checking import count_problems
from civo.dates import parsed_period
from civo.gaps import find_gaps
from civo.loading import load
from civo.loading.manifest import Manifest
from civo.opening import overlaid
from civo.queries.bodies import who
from civo.queries.dossier import show
from civo.queries.issues import issues
from civo.queries.seats import where
from civo.queries.timeline import timeline
from civo.records import KINDS, Area, Body, Organization, Record
from civo.seats.claims import holders
from civo.structure import Structure, structure_at
from civo.truth import Truth
from civo.views import drawing, read_view, views_for
from civo.words import Text

from ..asking import group_at_level, group_in_body, indirectly, own_seat, represented

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "examples"
MANIFEST = "title: {sv: Prov, en: Sample}\ndate: 2024\nbuilds_on: exempel\narea: storomradet\n"

Read = Callable[..., Structure]
YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


R = TypeVar("R", bound=Record)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The structure that some of the examples make, at a date."""

    def read(*names: str, at: str = "2024", layers: tuple[str, ...] = ()) -> Structure:
        beside = tmp_path / "_".join(name.replace("/", "-") for name in names)
        folder = beside / "prov"
        if not folder.exists():
            shutil.copytree(EXAMPLES / "exempel", beside / "exempel")
            folder.mkdir()
            (folder / "structure.yaml").write_text(MANIFEST, "utf-8")
            for name in names:
                shutil.copy(EXAMPLES / name, folder)
        return structure_at(load(folder), parsed_period(at), layers)

    return read


def record(structure: Structure, record_id: str, model: type[R]) -> R:
    found = structure.get(record_id)
    assert isinstance(found, model)
    return found


def body(structure: Structure, body_id: str = "radet") -> Body:
    return record(structure, body_id, Body)


def seated(structure: Structure, *organizations: str, body_id: str = "radet") -> list[Truth]:
    """Whether each of them has a seat of its own in the body."""
    return [own_seat(structure, body(structure, body_id), o).truth for o in organizations]


def spoken_for(structure: Structure, *organizations: str, body_id: str = "radet") -> list[Truth]:
    return [represented(structure, body(structure, body_id), o).truth for o in organizations]


def cells(table: Table, row: int = 0) -> dict[str, Any]:
    return {column.key: cell for column, cell in zip(table.columns, table.rows[row], strict=True)}


def facts(table: Table) -> dict[str, Any]:
    return {fact.key: fact.value for fact in table.facts}


def found_by(structure: Structure, rule: str) -> list[list[str]]:
    """The subjects of each finding of a rule that is not accepted."""
    return [[s.id for s in f.subjects] for f in find_gaps(structure, [rule]).findings if f.rule == rule]


def test_every_example_is_tested() -> None:
    """And each is embedded in the guide."""
    here = Path(__file__).read_text("utf-8")
    guide = "".join(page.read_text("utf-8") for page in EXAMPLES.parent.glob("*.md"))
    for file in sorted(EXAMPLES.rglob("*.*")):
        name = file.relative_to(EXAMPLES).as_posix()
        assert f"<!-- example: {name} -->" in guide, name
        assert f'"{name}"' in here or f'"{name.split("/")[0]}"' in here or name.startswith("selectors/"), name


def test_every_kind_has_an_example() -> None:
    shown = set()
    for file in EXAMPLES.rglob("*.yaml"):
        data = yaml.safe_load(file.read_text("utf-8"))
        shown |= data.keys()
        shown |= {"seats" for record in data.get("bodies", []) if "seats" in record}
    shown |= {file.name.split(".")[0] for file in EXAMPLES.rglob("*.csv")}
    assert sorted(KINDS.keys() - shown) == []


def test_vocabulary() -> None:
    structure = structure_at(load(EXAMPLES / "exempel"))
    assert structure.level_order == ("hogre-regional", "regional", "lokal")
    assert structure.inside("storomradet") == {"storomradet", "exempellan", "grannlan"}
    assert structure.find("exempellän").id == "exempellan"
    assert record(structure, "grannlan", Area).code == "99"
    assert len(structure.organizations) == 8
    assert record(structure, "ceda", Organization).tags == ("kust", "liten")
    assert record(structure, "dalby", Organization).name == Text("Dalby kommun")


def test_sources(read: Read) -> None:
    structure = read("sources.yaml")
    assert structure.places(body(structure)) == ("Beslut om samverkan: 2 / Samverkan ¶3", "Protokoll 3/2024: § 4")
    assert body(structure).source[0].terms == ("rådet", "länets aktörer")


def test_certainty_and_status(read: Read) -> None:
    structure = read("certainty.yaml")
    assert [b.id for b in structure.bodies] == ["radet", "gruppen", "forumet"]
    assert [b.certainty for b in structure.bodies] == ["stated", "implied", "stated"]
    assert [b.status for b in structure.bodies] == ["existing", "existing", "proposed"]


@pytest.mark.parametrize(
    ("at", "there", "uncertain"),
    [
        ("2019-12-31", "", ""),
        ("2021", "kansliet", ""),
        ("2022-06-01", "gruppen kansliet", "gruppen"),
        ("2022-09-30", "gruppen kansliet", "gruppen"),
        ("2022-10-01", "radet gruppen kansliet", "gruppen"),
        ("2022", "radet gruppen kansliet", "radet gruppen"),
        ("2023", "radet gruppen kansliet", ""),
        ("2024-05-31", "radet gruppen kansliet", ""),
        ("2024-06-01", "radet gruppen", ""),
        ("2024", "radet gruppen kansliet", "kansliet"),
    ],
)
def test_dates(read: Read, at: str, there: str, uncertain: str) -> None:
    structure = read("dates.yaml", at=at)
    assert [b.id for b in structure.bodies] == there.split()
    assert structure.uncertain == set(uncertain.split())


def test_only_observed(read: Read) -> None:
    assert seated(read("observed.yaml", at="2023"), "alby", "berga") == [YES, NO]
    assert seated(read("observed.yaml", at="2023-05-01"), "alby") == [YES]
    assert seated(read("observed.yaml", at="2025"), "alby", "berga") == [UNKNOWN, UNKNOWN]
    assert cells(who(read("observed.yaml", at="2025"), "radet"))["holder"] == Text(
        "okänt (sågs: Alby kommun 2023)", "unknown (seen: Alby kommun 2023)"
    )


def test_open_and_closed_lists(read: Read) -> None:
    structure = read("lists.yaml")
    assert seated(structure, "alby", "berga") == [YES, NO]
    assert seated(structure, "alby", "berga", body_id="natverket") == [YES, UNKNOWN]


def test_selectors(read: Read) -> None:
    expected = {
        "c1": "alby",
        "c2": "alby region-exempel",
        "c3": "alby berga ceda dalby",
        "c4": "alby berga ceda dalby region-exempel region-granne",
        "c5": "alby berga ceda",
        "c6": "region-exempel region-granne lst-exempel lst-granne",
        "c7": "alby ceda dalby",
        "c8": "alby berga ceda",
        "c9": "alby berga ceda region-exempel",
        "c10": "dalby",
    }
    for file in ("collectives.yaml", "collectives.csv"):
        structure = read(f"selectors/{file}")
        assert {c.id: " ".join(structure.members(c.members)) for c in structure.collectives} == expected, file
    in_yaml, in_csv = (read(f"selectors/collectives.{form}").collectives for form in ("yaml", "csv"))
    assert list(in_yaml) == list(in_csv)


def test_collectives(read: Read) -> None:
    structure = read("collectives.yaml")
    assert list(count_problems(structure)) == []
    assert seated(structure, "alby", "dalby") == [UNKNOWN, NO]
    assert spoken_for(structure, "alby", "dalby") == [YES, NO]


def test_each(read: Read) -> None:
    assert seated(read("each.yaml"), "alby", "berga", "ceda", "dalby", body_id="natverket") == [YES, YES, YES, NO]


def test_some(read: Read) -> None:
    structure = read("some.yaml")
    network = structure.get("natverket")
    assert seated(structure, "alby", "berga", body_id="natverket") == [UNKNOWN, UNKNOWN]
    assert isinstance(network, Body)
    assert group_in_body(structure, network, frozenset(structure.actor_members("kommun"))).truth is YES


def test_absences(read: Read) -> None:
    structure = read("absences.yaml")
    assert seated(structure, "alby", "region-exempel", "lst-exempel", body_id="chefsmotet") == [NO, YES, UNKNOWN]
    assert group_at_level(structure, "hogre-regional", frozenset({"alby", "berga"})).truth is NO
    assert group_at_level(structure, "hogre-regional", frozenset({"region-exempel", "region-granne"})).truth is YES
    assert group_at_level(structure, "hogre-regional", frozenset({"lst-exempel"})).truth is UNKNOWN


def test_an_absence_of_one_area_says_nothing_of_another(tmp_path: Path) -> None:
    beside = tmp_path / "absence"
    shutil.copytree(EXAMPLES / "exempel", beside / "exempel")
    (beside / "exempel" / "absence.yaml").write_text(
        "bodies:\n"
        "  - {id: a, level: regional, area: exempellan, composition: open, source: {in: beslut}}\n"
        "  - {id: b, level: regional, area: grannlan, composition: open, source: {in: beslut}}\n"
        "absences:\n"
        "  - {who: {kind: kommun}, level: regional, area: exempellan, source: {in: beslut}}\n",
        "utf-8",
    )
    structure = structure_at(load(beside / "exempel"))
    assert (seated(structure, "alby", body_id="a"), seated(structure, "alby", body_id="b")) == ([NO], [UNKNOWN])
    assert group_at_level(structure, "regional", frozenset({"alby"})).truth is UNKNOWN


def test_seats(read: Read) -> None:
    structure = read("seats.yaml")
    kommunchef, ordforande, insyn = structure.seats_of["radet"]
    assert [(t.organization, truth) for t, truth in holders(structure, kommunchef)] == [("berga", YES)]
    before = read("seats.yaml", at="2023-12-31")
    assert [(t.organization, truth) for t, truth in holders(before, kommunchef)] == [("alby", YES)]
    assert seated(structure, "berga", "lst-exempel", "ceda") == [YES, YES, UNKNOWN]
    assert spoken_for(structure, "alby", "berga", "ceda") == [YES, YES, YES]
    assert (ordforande.basis, insyn.participation) == (("chair",), "attends")
    assert kommunchef.source == body(structure).source


def test_rotating_seats(read: Read) -> None:
    structure = read("rotating.yaml")
    assert seated(structure, "region-exempel", "region-granne", body_id="chefsmotet") == [YES, UNKNOWN]
    assert [s.id for s in indirectly(structure, body(structure, "chefsmotet"), "region-granne")] == [
        "chefsmotet.regiondirektor"
    ]
    assert seated(structure, "alby", "berga", "dalby") == [NO, YES, NO]
    later = read("rotating.yaml", at="2025")
    assert seated(later, "berga", "ceda", "dalby") == [UNKNOWN, YES, NO]  # by the declared order
    assert seated(later, "region-exempel", body_id="chefsmotet") == [UNKNOWN]
    rotates = structure.seats_of["radet"][0].rotates
    assert rotates and (rotates.order, rotates.term) == (("berga", "ceda", "alby"), "1 year")


@pytest.mark.parametrize(
    ("at", "radet", "forumet", "gruppen"),
    [
        ("2023-12-31", "Alby kommun",
         "unknown: Alby kommun (term to 2023) or Berga kommun (by the declared order)", "Alby kommun"),
        ("2024-06-01", "Berga kommun (by the declared order)",
         "unknown: Berga kommun (by the declared order) or Ceda kommun (by the declared order)",
         "unknown (seen: Alby kommun 2026-02-01)"),
        ("2025-01-01", "Ceda kommun (by the declared order)",
         "unknown: Ceda kommun (by the declared order) or Alby kommun (by the declared order)", "Berga kommun"),
        ("2026-06-01", "Alby kommun (by the declared order)",
         "unknown: Alby kommun (by the declared order) or Berga kommun (by the declared order)",
         "unknown (seen: Alby kommun 2026-02-01)"),
    ],
)  # fmt: skip
def test_turns(read: Read, at: str, radet: str, forumet: str, gruppen: str) -> None:
    structure = read("turns.yaml", at=at)
    holders = [cells(who(structure, name))["holder"] for name in ("radet", "forumet", "gruppen")]
    told = [
        ", ".join(part.en or part.sv for part in (cell if isinstance(cell, tuple) else (cell,))) for cell in holders
    ]
    assert told == [radet, forumet, gruppen]


def test_an_implied_turn_makes_no_plain_no(read: Read) -> None:
    assert seated(read("turns.yaml", at="2024-06-01"), "alby", "berga", "ceda") == [UNKNOWN, YES, UNKNOWN]


def test_holes(read: Read) -> None:
    for at, told in {
        "2021": [UNKNOWN, UNKNOWN, UNKNOWN],
        "2023-04": [YES, NO, NO],
        "2023-06": [NO, NO, UNKNOWN],
        "2023-09": [NO, YES, NO],
    }.items():
        assert seated(read("holes.yaml", at=at), "alby", "berga", "ceda") == told
    rows = [(str(row[0]), getattr(row[2], "en", row[2])) for row in timeline(read("holes.yaml"), "radet").rows]
    shown = (
        (EXAMPLES.parent / "files.md").read_text("utf-8").split("`civo timeline radet` shows it:")[1].split("```")[1]
    )
    assert [re.split(" {2,}", line) for line in shown.splitlines()[1:]] == [list(row) for row in rows]


def test_names(read: Read) -> None:
    structure = read("names.yaml")
    for name in ("RSG", "rsg", "Regionala Samordningsgruppen", "the regional coordination group", "samordningsgruppen"):
        assert structure.find(name).id == "samordningsgruppen"
    assert facts(who(structure, "samverkansgruppen"))["same_as"].sv == "Regionala samordningsgruppen"


def test_units(read: Read) -> None:
    structure = read("units.yaml")
    assert seated(structure, "alby", "alby-raddningstjanst", "berga") == [YES, YES, NO]


def test_issues(read: Read) -> None:
    structure = read("issues.yaml")
    table = issues(structure)
    rows = {row["id"]: row for row in (cells(table, n) for n in range(len(table.rows)))}
    vatten = rows["dricksvatten"]
    assert vatten["needs"] == (Text("Transporter"),)
    assert vatten["participants"] is YES  # the council seats both a municipality and the county board
    assert vatten["lead"] == (Text("Regional nivå: krävs, ingen känd", "Regional nivå: required, none known"),)
    assert vatten["handled_by"] == (Text("Rådet"),)
    assert rows["forsorjning"]["handled_by"] is UNKNOWN  # that its part is handled says nothing of the whole
    told = facts(show(structure, "dricksvatten"))
    assert (told["part_of"], told["serves"]) == ((Text("Försörjning"),), (Text("Värna befolkningen"),))


def test_responsibilities(read: Read) -> None:
    row = cells(issues(read("responsibilities.yaml")))
    assert [text.en for text in row["responsible"]] == ["region (main)", "municipality (partial, in a crisis, in war)"]
    assert [text.en for text in row["lead"]] == ["Regional nivå: Länsstyrelsen i Exempellän"]


def test_arrangements(read: Read) -> None:
    structure = read("arrangements.yaml")
    assert [(a.id, a.status) for a in structure.arrangements] == [
        ("samverkan", "existing"),
        ("vardstruktur", "proposed"),
    ]
    proposed = facts(show(structure, "vardstruktur"))
    assert [text.sv for text in proposed["gathers"]] == ["kommun", "region", "Sjukvård"]
    assert proposed["parallel_to"].sv == "Samverkansstrukturen"


def test_coverages(read: Read) -> None:
    table = issues(read("coverages.yaml"))
    place = {cells(table, n)["id"]: cells(table, n)["place"] for n in range(3)}
    handled = {cells(table, n)["id"]: cells(table, n)["handled_by"] for n in range(3)}
    assert place["sjukvard"] == (
        Text("Samverkansstrukturen: ligger utanför, uttalat", "Samverkansstrukturen: outside, stated"),
    )
    assert place["transporter"][0].en == "Samverkansstrukturen: weaker place, stated"
    assert handled == {"dricksvatten": (Text("Rådet"),), "sjukvard": UNKNOWN, "transporter": (Text("Rådet"),)}


def test_bodies(read: Read) -> None:
    told = facts(who(read("bodies.yaml"), "chefsmötet"))
    assert [text.en or text.sv for text in told["decides"]] == [
        "adopts Handlingsplanen",
        "appoints Arbetsgrupperna",
        "The direction of the year",
    ]
    assert [text.sv for text in told["lead"]] == ["Länsstyrelsen i Exempellän"]


def test_plans(read: Read) -> None:
    structure = read("plans.yaml")
    handlingsplan, krisplan = structure.plans
    assert (handlingsplan.required, handlingsplan.adopted, krisplan.status) == ("yes", "no", "discussed")
    assert structure.members(krisplan.scope) == ("alby", "berga", "ceda")


def test_relations(read: Read) -> None:
    row = cells(show(read("relations.yaml"), "exempellan"))
    assert (row["kind"].en, row["id"]) == ("relation", "prov.relations.1")
    assert [text.en for text in row["says"]][:2] == ["who: Länsstyrelsen i Exempellän", "does: coordinates"]


def test_inquiries(read: Read) -> None:
    structure = read("inquiries.yaml")
    assert cells(issues(structure))["status"] == (Text("utreds", "under investigation"),)
    assert structure.inquiries[0].decided_by == ("region-exempel",)


def test_changes(read: Read) -> None:
    there = {at: [b.id for b in read("changes.yaml", at=at).bodies] for at in ("2022-09-30", "2022-10-01")}
    assert there == {"2022-09-30": ["gamla-radet"], "2022-10-01": ["nya-radet"]}
    change = cells(show(read("changes.yaml"), "nya-radet"))
    assert [text.sv for text in change["says"]] == [
        "datum: 2022-10-01",
        "ersätter: Gamla rådet",
        "ger: Nya rådet",
    ]


def test_counts(read: Read) -> None:
    problems = [problem.message.en for problem in count_problems(read("counts.yaml"))]
    assert problems == ["prov.counts.2: the source says 5, but 4 are declared"]


def test_remarks(read: Read) -> None:
    row = cells(show(read("remarks.yaml"), "berga"))
    assert "type: uneven capability" in [text.en for text in row["says"]]


def test_publicity(read: Read) -> None:
    kept = body(read("publicity.yaml")).publicity
    assert (kept.level, kept.ground, kept.assessed) == ("internal", "OSL 18:13", parsed_period("2024-03-01"))


def test_accepted_gaps(read: Read) -> None:
    report = find_gaps(read("accepted.yaml"), ["rotating-only"])
    assert report.findings == ()
    assert [(f.rule, f.accepted and f.accepted.en) for f in report.accepted] == [
        ("rotating-only", "The regions have agreed on it.")
    ]


def test_an_acceptance_ends(read: Read) -> None:
    assert found_by(read("accepted.yaml", at="2024-06-01"), "rotating-only") == []
    later = [f.verdict.name for f in find_gaps(read("accepted.yaml", at="2027"), ["rotating-only"]).findings]
    assert later == ["GAP"]


def test_layers() -> None:
    loaded = load(EXAMPLES / "layers")
    assert structure_at(loaded).seats_of == {}
    with_external = structure_at(loaded, layers=["externt"])
    assert [s.id for s in with_external.seats_of["radet"]] == ["radet.pressbild"]
    assert structure_at(loaded, layers=["not:beslutat"]).bodies == []


def test_table_says_the_same_as_yaml(read: Read) -> None:
    in_csv, in_yaml = read("table/bodies.yaml", "table/seats.csv"), read("table/bodies.yaml", "table/seats.yaml")
    assert list(in_csv.seats) == list(in_yaml.seats)
    assert [s.id for s in in_csv.seats] == ["radet.ordforande", "radet.kommuner"]
    assert in_csv.seats[1].basis == ("permanent", "co-opted")
    assert in_csv.members(in_csv.seats[1].represents) == ("alby", "berga", "ceda")


def test_view(read: Read) -> None:
    structure = read("seats.yaml")
    view = read_view(EXAMPLES / "view.yaml", structure)
    figure = drawing(structure, view, "view", "sv")
    assert figure.title == "Regional nivå i Exempellän"
    assert "Rådet" in [node.head for node in figure.nodes]
    assert views_for(structure_at(load(EXAMPLES / "exempel")), EXAMPLES)[-1].name == "view.yaml"


def test_a_view_of_a_matrix_compares() -> None:
    structure = structure_at(load(ROOT / "structures" / "civo-nord"))
    path = EXAMPLES / "diagrams" / "fragor-i-scenariot.yaml"
    figure = drawing(structure, read_view(path, structure), path.stem, "sv")
    assert figure.grid is not None
    changed = [(row.name, cell.was, cell.mark) for row in figure.grid.rows for cell in row.cells if cell.was]
    assert changed == [("Transporter", "unknown", "yes"), ("Traumavårdskedjan", "unknown", "yes")]


def test_where_answers_in_three_values(read: Read) -> None:
    answers = {
        name: {cells(table, n)["id"]: cells(table, n)["own_seat"] for n in range(len(table.rows))}
        for name in ("Alby kommun", "Berga kommun")
        for table in [where(read("lists.yaml"), name)]
    }
    assert answers == {
        "Alby kommun": {"radet": YES, "natverket": YES},
        "Berga kommun": {"radet": NO, "natverket": UNKNOWN},
    }


def test_a_scenario_gives_the_municipalities_a_seat_in_turn(read: Read) -> None:
    before = read("absences.yaml")
    everyone = frozenset({"alby", "berga", "ceda", "dalby"})
    assert group_at_level(before, "hogre-regional", everyone).truth is NO
    text = (EXAMPLES / "scenario/scenarios/kommunerna-med.yaml").read_text("utf-8")
    after = structure_at(overlaid(before.loaded, text, "kommunerna-med.yaml", "kommunerna-med"))
    assert group_at_level(after, "hogre-regional", everyone).truth is YES
    assert own_seat(after, body(after, "chefsmotet"), "alby").truth is UNKNOWN
    assert body(after, "chefsmotet").functions == ("coordination",)


def test_settings_of_rules() -> None:
    data = yaml.safe_load((EXAMPLES / "settings/structure.yaml").read_text("utf-8"))
    weak, single, stale = Manifest.model_validate({**data, "date": str(data["date"])}).rules
    assert (weak.enabled, single.weight, str(single.scope), stale.limit) == (False, 3, "level:regional", "2 years")


def test_no_example_speaks_of_a_real_place() -> None:
    """Nobody shall read an invented fact as one of Sweden."""
    for file in EXAMPLES.rglob("*.*"):
        assert not re.search(r"väster|norr|umeå|chefsmöte i", file.read_text("utf-8"), re.IGNORECASE), file
