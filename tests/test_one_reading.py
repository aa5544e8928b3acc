"""The same fact asked of several commands: each was once told differently by two of them, or wrong in all."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from civo.cli import civo as program

from .loading.samples import write

MANIFEST = "title: {sv: Prov, en: Sample}\ndate: 2024-06-01\narea: lan\n"
BASE = """\
sources: [{id: s, name: S}]
levels: [{id: hog, name: Upper, source: {in: s}}, {id: lag, name: Lower, under: hog, source: {in: s}}]
areas: [{id: lan, name: Lan, source: {in: s}}]
kinds:
  - {id: kommun, name: kommun, level: lag, source: {in: s}}
  - {id: region, name: region, source: {in: s}}
  - {id: styrelse, name: styrelse, source: {in: s}}
organizations:
  - {id: alby, name: Alby, kind: kommun, area: lan, source: {in: s}}
  - {id: berga, name: Berga, kind: kommun, area: lan, source: {in: s}}
  - {id: ceda, name: Ceda, kind: kommun, area: lan, source: {in: s}}
  - {id: skog, name: Skog, kind: region, area: lan, source: {in: s}}
  - {id: lst, name: Lst, kind: styrelse, area: lan, source: {in: s}}
"""
STAKE = "issues: [{id: vatten, name: Vatten, affects: {kind: kommun}, source: {in: s}}]\n"
RADET = "bodies: [{id: radet, name: Radet, level: hog, composition: closed, source: {in: s}%s}]\n"


class Asked:
    """A structure in a folder, asked as a user asks it."""

    def __init__(self, folder: Path, own: str) -> None:
        self.folder = write(folder, {"own.yaml": own}, MANIFEST, BASE)

    def json(self, *command: str) -> Any:
        """A command's answer."""
        return json.loads(self.text(*command, "--format", "json"))

    def text(self, *command: str) -> str:
        result = CliRunner().invoke(program, [*command, "--structure", str(self.folder), "--lang", "en"])
        assert result.exit_code == 0, result.output
        return result.stdout

    def own(self, who: str, body: str = "radet", *more: str) -> str:
        return str(self._row(who, body, *more)["own_seat"])

    def through(self, who: str, body: str = "radet", *more: str) -> str:
        return str(self._row(who, body, *more)["through_collective"])

    def _row(self, who: str, body: str, *more: str) -> dict[str, Any]:
        (row,) = (row for row in self.json("where", who, *more)["rows"] if row["id"] == body)
        return dict(row)

    def cell(self, who: str, columns: str = "organizations") -> str:
        (row,) = (row for row in self.json("matrix", "--columns", columns)["rows"] if "radet" in row["id"])
        return str(row.get(who))

    def fits(self, selector: str, kind: str = "organizations") -> dict[str, str]:
        return {row["id"]: row["fits"] for row in self.json("list", kind, "--where", selector)["rows"]}

    def gaps(self, rule: str) -> list[tuple[str, str]]:
        return [(gap["verdict"], gap["sentence"]) for gap in self.json("gaps", "--rule", rule)["findings"]]


BY_KIND = ("--columns", "kinds")


def seats(*texts: str) -> str:
    return "seats:\n" + "".join(f"  - {{body: radet, source: {{in: s}}, {text}}}\n" for text in texts)


def test_two_holders_of_one_place_are_one_of_the_two(tmp_path: Path) -> None:
    asked = Asked(
        tmp_path,
        RADET % "" + seats("id: r.1, count: 1, held_by: [{organization: alby}, {organization: berga}]") + STAKE,
    )
    assert [asked.own(who) for who in ("alby", "berga", "ceda", "kommun")] == ["unknown", "unknown", "no", "yes"]
    assert [asked.cell(who) for who in ("alby", "berga")] == ["unknown", "unknown"]
    assert asked.fits("sits-in:radet") == {"alby": "unknown", "berga": "unknown"}
    assert asked.gaps("kind-absent-at-level") == []  # one of them sits there


def test_each_holder_has_its_own_dates(tmp_path: Path) -> None:
    held = "[{organization: alby, from: 2010, to: 2015}, {organization: berga, observed: 2024}]"
    asked = Asked(tmp_path, RADET % "" + seats(f"id: r.1, count: 1, held_by: {held}"))
    (row,) = asked.json("who", "radet")["rows"]
    assert (row["holder"], row["since"]) == (["Berga"], ["observed 2024"])
    assert asked.own("alby", "radet", "--at", "2012") == "yes"
    assert asked.own("berga", "radet", "--at", "2012") == "no"


@pytest.mark.parametrize("basis", ["basis: secretary", "basis: substitute", "participation: attends"])
def test_who_stands_in_or_attends_has_no_seat_of_its_own_in_any_answer(tmp_path: Path, basis: str) -> None:
    asked = Asked(
        tmp_path,
        RADET % ", handles: [vatten]"
        + seats(f"id: r.1, count: 1, {basis}, held_by: {{organization: alby}}", "id: r.2, held_by: {organization: lst}")
        + "issues: [{id: vatten, name: Vatten, requires_participants: [alby, lst], source: {in: s}}]\n",
    )
    assert (asked.own("alby"), asked.cell("alby")) == ("unknown", "unknown")
    assert asked.fits("sits-in:radet") == {"alby": "unknown", "lst": "yes"}
    assert asked.json("issue", "vatten")["facts"]["participants"] == "unknown"
    assert [verdict for verdict, _ in asked.gaps("participants-never-together")] == ["possible"]


def test_a_seat_for_a_group_of_one_is_for_that_one(tmp_path: Path) -> None:
    group = "collectives: [{id: regionerna, name: Regionerna, members: {kind: region}, source: {in: s}}]\n"
    asked = Asked(
        tmp_path, RADET % "" + group + seats("id: r.1, count: 1, held_by: {organization: lst}, represents: regionerna")
    )
    assert asked.through("skog").startswith("yes")
    assert asked.own("skog") == "no"
    assert asked.cell("skog") == "yes"
    assert asked.fits("sits-in:radet")["skog"] == "yes"


def test_a_group_of_nobody_sits_nowhere_and_is_warned_of(tmp_path: Path) -> None:
    nobody = "collectives: [{id: ingen, name: Ingen, members: {kind: kommun, not: {kind: kommun}}, source: {in: s}}]\n"
    asked = Asked(tmp_path, RADET % "" + nobody + seats("id: r.1, count: 1, held_by: {organization: lst}"))
    assert asked.own("ingen") == "no"
    warned = CliRunner().invoke(program, ["check", "--structure", str(asked.folder), "--lang", "en"]).output
    assert "own.yaml:2:49: warning: no organisation belongs to Ingen" in warned


def test_a_rotating_seat_is_known_up_to_the_structures_date(tmp_path: Path) -> None:
    held = "[{organization: alby, to: 2024-01-01}, {organization: berga, from: 2024-01-01}]"
    turns = f"rotates: {{among: {{kind: kommun}}}}, held_by: {held}"
    asked = Asked(tmp_path, RADET % "" + seats(f"id: r.1, count: 1, {turns}"))
    assert asked.own("berga") == "yes"
    assert (asked.own("alby"), asked.cell("alby")) == ("no", "shared")
    assert asked.fits("sits-in:radet") == {"berga": "yes", "alby": "unknown", "ceda": "unknown"}
    assert asked.own("berga", "radet", "--at", "2026-01-01") == "unknown"
    assert asked.own("alby", "radet", "--at", "2019-01-01") == "unknown"


def test_all_who_share_a_rotating_seat_sit_there_together(tmp_path: Path) -> None:
    asked = Asked(tmp_path, RADET % "" + seats("id: r.1, count: 1, rotates: {among: {kind: kommun}}"))
    assert (asked.own("alby"), asked.own("kommun")) == ("unknown", "yes")
    assert (asked.cell("alby"), asked.cell("kommun", "kinds")) == ("shared", "yes")
    assert asked.fits("seats:kind:kommun", "bodies") == {"radet": "yes"}
    assert set(asked.fits("sits-in:radet").values()) == {"unknown"}


LEADS = {
    "its own field": RADET % ", lead: lst" + seats("id: r.2, held_by: {organization: alby}"),
    "its chair": RADET % "" + seats("id: r.1, basis: chair, count: 1, held_by: {organization: lst}"),
    "whom its chair's seat is for": RADET % "" + seats("id: r.1, basis: chair, count: 1, represents: [lst]"),
    "a relation": RADET % "" + "relations: [{who: lst, does: leads, what: radet, source: {in: s}}]\n",
}


@pytest.mark.parametrize("told", LEADS.values(), ids=list(LEADS))
def test_who_leads_is_the_same_however_it_is_told(tmp_path: Path, told: str) -> None:
    asked = Asked(tmp_path, told)
    assert asked.json("who", "radet")["facts"]["lead"] in ("Lst", ["Lst"])
    assert asked.json("where", "lst")["facts"]["leads"] == ["Radet"]
    assert asked.fits("led-by:lst", "bodies") == {"radet": "yes"}
    (led,) = (row for row in asked.json("load", "lst")["rows"] if row["term"] == "coordinates_or_leads")
    assert led["number"] == 1


def test_to_lead_is_not_to_sit(tmp_path: Path) -> None:
    asked = Asked(tmp_path, LEADS["its own field"])
    assert asked.own("lst") == "no"
    assert asked.fits("sits-in:radet") == {"alby": "yes"}


def test_a_lead_that_the_chair_contradicts_is_warned_of_at_both_places(tmp_path: Path) -> None:
    asked = Asked(
        tmp_path, RADET % ", lead: skog" + seats("id: r.1, basis: chair, count: 1, held_by: {organization: lst}")
    )
    warned = CliRunner().invoke(program, ["check", "--structure", str(asked.folder), "--lang", "en"]).output
    assert "own.yaml:1:91: warning: led by Skog" in warned and "own.yaml:3:5" in warned
    assert asked.json("who", "radet")["facts"]["lead"] == ["Skog", "Lst"]


def test_chairs_together_are_no_gap_and_a_part_is_possibly_the_same_at_most(tmp_path: Path) -> None:
    asked = Asked(
        tmp_path,
        "bodies:\n"
        "  - {id: radet, name: Radet, composition: closed, lead: alby, source: {in: s}}\n"
        "  - {id: delen, name: Delen, composition: closed, lead: [berga, ceda], source: {in: s}}\n"
        + seats(
            "id: r.1, basis: chair, count: 1, held_by: {organization: alby}",
            *(f"id: r.{who}, count: 1, held_by: {{organization: {who}}}" for who in ("berga", "ceda", "lst")),
        )
        + "".join(
            f"  - {{id: d.{who}, body: delen, basis: {basis}, count: 1, held_by: {{organization: {who}}}, source: {{in: s}}}}\n"
            for who, basis in (("berga", "chair"), ("ceda", "chair"), ("alby", "permanent"))
        ),
    )
    assert asked.gaps("double-lead") == []
    ((verdict, sentence),) = asked.gaps("duplicate-body")
    assert verdict == "possible"
    assert "the same" not in sentence


@pytest.mark.parametrize(
    ("status", "told"),
    [("to: 2020-01-01", "ended 2020-01-01"), ("from: 2030-01-01", "from 2030-01-01"), ("status: proposed", "proposed")],
)
def test_what_is_not_there_fills_no_role_and_the_answer_says_why(tmp_path: Path, status: str, told: str) -> None:
    asked = Asked(
        tmp_path,
        f"organizations: [{{id: verket, name: Verket, kind: styrelse, {status}, source: {{in: s}}}}]\n"
        + RADET % ", lead: verket, appointed_by: verket"
        + "issues: [{id: vatten, name: Vatten, source: {in: s}}]\n"
        + "responsibilities: [{id: a.1, issue: vatten, who: [verket], degree: lead, level: hog, source: {in: s}}]\n",
    )
    facts = asked.json("who", "radet")["facts"]
    assert (facts["lead"], facts["appointed_by"]) == (f"unknown: Verket ({told})", [f"Verket ({told})"])
    assert asked.json("issue", "vatten")["facts"]["lead"] == f"none known: Verket ({told})"
    assert [verdict for verdict, _ in asked.gaps("nobody-responsible")] == ["possible"]


def test_a_kind_that_has_a_stake_and_no_seat_is_in_the_matrix(tmp_path: Path) -> None:
    asked = Asked(
        tmp_path,
        RADET % ""
        + seats("id: r.1, held_by: {organization: lst}")
        + "issues: [{id: vatten, name: Vatten, source: {in: s}}]\n"
        + "responsibilities: [{id: a.1, issue: vatten, who: [skog], source: {in: s}}]\n",
    )
    assert asked.cell("region", "kinds") == "no"


def test_a_gap_is_found_through_all_that_it_is_about(tmp_path: Path) -> None:
    group = "collectives: [{id: kommunerna, name: Kommunerna, members: {kind: kommun}, source: {in: s}}]\n"
    absent = "absences: [{id: f.1, who: {kind: kommun}, level: hog, source: {in: s}}]\n"
    asked = Asked(tmp_path, RADET % "" + group + STAKE + absent + seats("id: r.1, held_by: {organization: lst}"))
    for named in ("Alby", "kommun", "kommunerna", "Upper", "f.1"):
        found = asked.json("gaps", "--where", f'"{named}"', "--rule", "kind-absent-at-level")["findings"]
        assert "kommun" in {about["kind"] for gap in found for about in gap["about"]}, named


def test_of_two_groups_with_the_same_members_the_one_that_has_the_seat_is_named(tmp_path: Path) -> None:
    groups = [f"{{id: g{n}, name: Grupp {n}, members: {{kind: kommun}}, source: {{in: s}}}}" for n in (1, 2)]
    said = []
    for n, order in enumerate((groups, groups[::-1])):
        own = f"collectives: [{', '.join(order)}]\n" + RADET % ""
        asked = Asked(tmp_path / str(n), own + seats("id: r.1, count: 1, held_by: {organization: g2}"))
        said.append([gap["about"] for gap in asked.json("gaps", "--rule", "indirect-only")["findings"]])
    assert said[0] == said[1] == [[{"level": "hog", "who": "g2"}]]


def test_a_part_is_handled_where_the_whole_is_unless_it_is_said_to_lie_outside(tmp_path: Path) -> None:
    asked = Asked(
        tmp_path,
        RADET % ", handles: [vatten], handles_list: closed"
        + seats("id: r.1, held_by: {organization: skog}")
        + "issues:\n"
        + "  - {id: vatten, name: Vatten, part_of: [miljo], source: {in: s}}\n"
        + "  - {id: brunnar, name: Brunnar, part_of: [vatten], source: {in: s}}\n"
        + "  - {id: bad, name: Bad, part_of: [vatten], source: {in: s}}\n"
        + "  - {id: miljo, name: Miljo, source: {in: s}}\n"
        + "coverages: [{issue: bad, by: radet, place: none, source: {in: s}}]\n",
    )
    answers = {"vatten": "yes", "brunnar": "yes", "bad": "no", "miljo": "no"}
    handled = {row["id"]: row["handled_by"] for row in asked.json("issues")["rows"]}
    assert handled == {"vatten": ["Radet"], "brunnar": ["Radet"], "bad": "unknown", "miljo": "unknown"}
    for issue, answer in answers.items():
        fits = "yes" if answer == "yes" else None
        assert asked.fits(f"handles:{issue}", "bodies").get("radet") == fits, issue
        assert asked.fits("handled-by:radet", "issues").get(issue) == fits, issue
    cells = {"".join(row["id"]): row for row in asked.json("matrix", "--rows", "issues", *BY_KIND)["rows"]}
    assert [cells[issue].get("region") for issue in ("vatten", "brunnar")] == ["yes", "yes"]
    assert not {"vatten", "brunnar"} & {
        about["issue"] for gap in asked.json("gaps", "--rule", "unhandled-issue")["findings"] for about in gap["about"]
    }


@pytest.mark.parametrize("names", [("Rådet", "Nämnden"), ("Rådet", "Rådet")])
def test_which_of_two_parts_as_large_is_told_depends_on_no_order_and_no_id(
    names: tuple[str, str], tmp_path: Path
) -> None:
    """Two bodies without a way between them; also where they are called the same, and only who sits there differs."""
    told = set()
    for n, (ids, turned) in enumerate(product((("b1", "b2"), ("b2", "b1")), (False, True))):
        bodies = [
            f"  - {{id: {i}, name: {name}, source: {{in: s}}, seats: [{{held_by: {{organization: {who}}}}}]}}\n"
            for i, name, who in zip(ids, names, ("lst", "skog"), strict=True)
        ]
        (tmp_path / str(n)).mkdir()
        asked = Asked(tmp_path / str(n), "bodies:\n" + "".join(bodies[::-1] if turned else bodies))
        (found,) = asked.json("gaps", "--rule", "disconnected")["findings"]
        (body,) = (link["id"] for link in found["chain"] if link["kind"] == "bodies")
        told.add((found["sentence"], ids.index(body)))
    assert len(told) == 1
