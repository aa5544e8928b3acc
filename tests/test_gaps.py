"""What a run of the rules tells: acceptances that count, and what was looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from civo.errors import UnknownName
from civo.findings import GapReport
from civo.gaps import find_gaps, summary
from civo.loading import load
from civo.selecting import query
from civo.structure import Structure, structure_at
from tests.rules.test_rules import structure_of

ACCEPTED = """
bodies:
  - id: motet
    level: hogre-regional
    composition: open
    source: {in: s}
    seats: [{id: motet.1, held_by: {organization: lst-a}}]
issues:
  - {id: vatten, affects: {kind: kommun}, source: {in: s}}
absences:
  - {id: inga-kommuner, who: {kind: kommun}, level: hogre-regional, source: {in: s}}
accepted_gaps:
  - {id: godtagen, rule: kind-absent-at-level, subjects: [kommun, hogre-regional], reason: Skäl., date: 2024-02-01, MORE}
  - {id: stangd, rule: kind-absent-at-level, subjects: [region, hogre-regional], reason: Skäl., date: 2024-02-01, source: {in: s}}
"""


def accepted(folder: Path, more: str = "source: {in: s}") -> Structure:
    return structure_of(ACCEPTED.replace("MORE", more), folder / "sample")


@pytest.mark.parametrize(
    ("more", "count"),
    [("source: {in: s}", 1), ("source: {in: s}, status: proposed", 0), ("source: {in: s}, observed: 2022", 0)],
)
def test_only_an_acceptance_that_holds_accepts(more: str, count: int, tmp_path: Path) -> None:
    report = find_gaps(accepted(tmp_path, more), ["kind-absent-at-level"])
    assert len(report.accepted) == count


def told(report: GapReport) -> list[tuple[str, list[str]]]:
    return [(run.rule, [f.subjects[0].id for f in run.findings]) for run in report.runs]


def test_unused_acceptances_may_be_asked_for_alone(tmp_path: Path) -> None:
    structure = accepted(tmp_path)
    assert told(find_gaps(structure, ["unused-acceptance"])) == [("unused-acceptance", ["stangd"])]
    both = told(find_gaps(structure, ["unused-acceptance", "kind-absent-at-level"]))
    assert both == [("kind-absent-at-level", ["kommun"]), ("unused-acceptance", ["stangd"])]
    with pytest.raises(UnknownName, match="did you mean unused-acceptance"):
        find_gaps(structure, ["unused-acceptanc"])


def test_seats_counted_are_ones_own(tmp_path: Path) -> None:
    accepted(tmp_path)
    own = tmp_path / "own"
    own.mkdir()
    (own / "structure.yaml").write_text("title: Prov\ndate: 2024-06-01\nbuilds_on: sample\n", "utf-8")
    records = "bodies:\n  - {id: eget, source: {in: s}, seats: [{id: eget.1}, {id: eget.2}]}\n"
    (own / "own.yaml").write_text(records, "utf-8")
    assert find_gaps(structure_at(load(own))).seats == 2


SETTINGS = "title: Prov\ndate: 2024-06-01\narea: land\nrules:\n  - "
SCENE = """
bodies:
  - {id: motet, level: hogre-regional, composition: open, source: {in: s}}
  - {id: radet, level: regional, composition: open, source: {in: s}}
issues:
  - {id: vatten, affects: {kind: kommun}, source: {in: s}}
absences:
  - {id: inga-i-motet, who: {kind: kommun}, level: hogre-regional, source: {in: s}}
  - {id: inga-i-radet, who: {kind: kommun}, level: regional, source: {in: s}}
"""
ABSENT = "kind-absent-at-level"


def scene(folder: Path, setting: str) -> Structure:
    return structure_of(SCENE, folder / "scene", SETTINGS + setting + "\n")


def absent(report: GapReport) -> list[str]:
    return [f.subjects[1].id for run in report.runs if run.rule == ABSENT for f in run.findings]


def test_a_rule_that_is_off_is_told_and_runs_when_named(tmp_path: Path) -> None:
    structure = scene(tmp_path, f"{{rule: {ABSENT}, enabled: false}}")
    report = find_gaps(structure)
    assert report.off == (ABSENT,) and ABSENT not in {run.rule for run in report.runs}
    assert any(ABSENT in said.en for said in summary(report))
    assert absent(find_gaps(structure, [ABSENT])) == ["hogre-regional", "regional"]


def test_a_scope_keeps_what_is_about_it_and_tells_how_much_is_not_shown(tmp_path: Path) -> None:
    structure = scene(tmp_path, f'{{rule: {ABSENT}, scope: "level:regional"}}')
    report = find_gaps(structure, [ABSENT])
    assert absent(report) == ["regional"] and report.outside == 1
    assert absent(find_gaps(structure, [ABSENT], query(structure, "ids:vatten"))) == []


def test_the_heavier_come_first(tmp_path: Path) -> None:
    structure = scene(tmp_path, "{rule: unhandled-issue, weight: 5}")
    report = find_gaps(structure)
    assert report.runs[0].rule == "unhandled-issue"
    assert {f.weight for f in report.runs[0].findings} == {5}
    assert {f.weight for run in report.runs[1:] for f in run.findings} <= {1}


ABOUT = """
bodies:
  - id: motet
    level: hogre-regional
    composition: closed
    source: {in: s}
    seats: [{id: motet.1, count: 1, rotates: {among: {kind: region}}, held_by: {organization: region-a}, source: {in: s}}]
issues:
  - {id: vatten, affects: {kind: kommun}, source: {in: s}}
  - {id: el, source: {in: s}}
absences:
  - {id: inga, who: {kind: kommun}, level: hogre-regional, source: {in: s}}
"""


@pytest.mark.parametrize(
    ("where", "rule", "count"),
    [
        ("ids:kommun-a1", ABSENT, 1),  # one of the kind that the finding names
        ("ids:kommun", ABSENT, 1),
        ("ids:kommunerna-i-lan-a", ABSENT, 1),  # some of the kind
        ("ids:inga", ABSENT, 1),  # what it rests on
        ("ids:hogre-regional", ABSENT, 1),
        ("kind:kommun", ABSENT, 1),
        ("ids:region-a", ABSENT, 0),
        ("ids:vatten", ABSENT, 0),
        ("ids:motet", "rotating-only", 1),  # the body of the seat
        ("ids:motet.1", "rotating-only", 1),
        ("ids:region-b", "rotating-only", 1),
        ("ids:kommun-a1", "rotating-only", 0),
        ("ids:el", "unhandled-issue", 1),
        ("ids:motet", "unhandled-issue", 0),
    ],
)
def test_a_finding_is_found_through_whatever_it_is_about(where: str, rule: str, count: int, tmp_path: Path) -> None:
    structure = structure_of(ABOUT, tmp_path / "sample")
    (run,) = find_gaps(structure, [rule], query(structure, where)).runs[:1]
    assert len(run.findings) == count


def test_an_acceptance_names_the_subjects_in_any_order(tmp_path: Path) -> None:
    text = ACCEPTED.replace("[kommun, hogre-regional]", "[hogre-regional, kommun]").replace("MORE", "source: {in: s}")
    assert len(find_gaps(structure_of(text, tmp_path / "sample"), [ABSENT]).accepted) == 1


def test_a_finding_says_what_it_is_about_by_name(tmp_path: Path) -> None:
    structure = structure_of(ABOUT, tmp_path / "sample")
    (finding,) = find_gaps(structure, [ABSENT]).findings
    assert finding.about == ((("kind", "kommun"), ("level", "hogre-regional")),)
    (silent,) = find_gaps(structure, ["unhandled-issue"]).findings
    assert silent.about == ((("issue", "vatten"),), (("issue", "el"),))
