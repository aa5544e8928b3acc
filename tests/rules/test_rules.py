"""Every rule against its page's example and its samples; a rule added without them fails.

A rule's samples lie in `tests/rules/<rule-id>/`: `broken.yaml` with `expected.txt`, written by hand, and `sound.yaml`.
All are read together with `common.yaml`, as of 1 June 2024; `<sample>.structure.yaml` beside one is its structure.yaml.
"""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

import civo.rules
from civo.findings import Finding, RuleRun, Verdict
from civo.gaps import find_gaps
from civo.loading import load
from civo.queries.issues import participants_meet
from civo.records import Body
from civo.rules import RULES, participants_never_together, rule_id
from civo.rules.scope import own_issues
from civo.seats.rosters import place
from civo.structure import Structure, structure_at
from civo.truth import Truth
from civo.words import Text

HERE = Path(__file__).parent
SAMPLES = sorted(path for path in HERE.glob("*/*.yaml") if "." not in path.stem)
MANIFEST = "title: {sv: Prov, en: Sample}\ndate: 2024-06-01\narea: land\n"
EXAMPLE = re.compile(r"\nExample:\n\n```yaml\n(?P<records>.*?)```\n\n```text\n(?P<findings>.*?)```\s*\Z", re.DOTALL)
LAST = {"unused-acceptance", "unused-setting"}
"""They judge a run of the other rules, so they stand apart from RULES."""


def modules() -> dict[str, Any]:
    """Every module that finds something, by its rule's id, whether or not it is listed in RULES."""
    found: list[Any] = [
        import_module(f"civo.rules.{module.name}") for module in pkgutil.iter_modules(civo.rules.__path__)
    ]
    return {rule_id(m): m for m in found if hasattr(m, "find") or hasattr(m, "find_among")}


MODULES = modules()
each_rule = pytest.mark.parametrize("rule", sorted(MODULES))
each_with_example = pytest.mark.parametrize("rule", sorted(MODULES.keys() - LAST))


def sample_of(rule: str, name: str, folder: Path) -> Structure:
    """The structure of a rule's sample."""
    manifest = HERE / rule / f"{name}.structure.yaml"
    text = manifest.read_text("utf-8") if manifest.exists() else MANIFEST
    return structure_of((HERE / rule / f"{name}.yaml").read_text("utf-8"), folder / name, text)


def structure_of(records: str, folder: Path, manifest: str = MANIFEST) -> Structure:
    """The structure that some records make together with the common ones."""
    text = (HERE / "common.yaml").read_text("utf-8")
    declared = {r["id"] for listed in (yaml.safe_load(records) or {}).values() for r in listed}
    common = {kind: [r for r in listed if r["id"] not in declared] for kind, listed in yaml.safe_load(text).items()}
    folder.mkdir()
    (folder / "structure.yaml").write_text(manifest, "utf-8")
    (folder / "common.yaml").write_text(yaml.safe_dump(common, allow_unicode=True), "utf-8")
    (folder / "sample.yaml").write_text(records, "utf-8")
    return structure_at(load(folder))


def run_of(rule: str, structure: Structure) -> RuleRun:
    """What one rule does to a structure."""
    report = find_gaps(structure, [rule])
    return next(run for run in report.runs if run.rule == rule)


def line(finding: Finding) -> str:
    """A finding as `expected.txt` writes it."""
    ids = ", ".join(subject.id for subject in finding.subjects)
    return f"{finding.verdict.value} | {ids} | {finding.sentence.sv} | {finding.sentence.en}"


def said(text: str) -> list[str]:
    """The lines that say something: neither empty nor a remark."""
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@pytest.fixture(autouse=True)
def every_module_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule is tested even before it is listed; that it is not, is a failure of its own."""
    for name, module in MODULES.items():
        if name not in LAST:
            monkeypatch.setitem(civo.rules.BY_ID, name, module)


def test_every_rule_is_listed() -> None:
    assert sorted(map(rule_id, RULES)) == sorted(MODULES.keys() - LAST)


def test_every_folder_of_samples_is_a_rules() -> None:
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and not path.name.startswith(("_", "."))}
    assert sorted(folders) == sorted(MODULES)


@each_rule
def test_words(rule: str) -> None:
    module = MODULES[rule]
    page = module.__doc__ or ""
    assert page.strip() and not page.lstrip().startswith("#"), "a rule's docstring is its published page"
    for name in ("TITLE", "WHY", "WHO", "CLOSE"):
        text: Text = getattr(module, name)
        assert text.sv and text.en and text.sv != text.en, name


@each_with_example
def test_example(rule: str, tmp_path: Path) -> None:
    example = EXAMPLE.search(MODULES[rule].__doc__ or "")
    assert example, "the page has to end with Example:, a block of yaml and a block of text"
    run = run_of(rule, structure_of(example["records"], tmp_path / "example"))
    assert run.findings, "an example has to show a finding"
    assert [f"{f.verdict.value}: {f.sentence.en}" for f in run.findings] == said(example["findings"])


@each_rule
def test_broken(rule: str, tmp_path: Path) -> None:
    run = run_of(rule, sample_of(rule, "broken", tmp_path))
    assert list(map(line, run.findings)) == said((HERE / rule / "expected.txt").read_text("utf-8"))
    assert run.findings
    assert run.checked > 0
    for finding in run.findings:
        check_finding(finding)


@each_rule
def test_sound(rule: str, tmp_path: Path) -> None:
    run = run_of(rule, sample_of(rule, "sound", tmp_path))
    assert list(map(line, run.findings)) == []
    assert run.checked > 0, "a sample in which the rule has nothing to look at shows nothing"


@each_rule
def test_nothing_known_is_no_gap(rule: str, tmp_path: Path) -> None:
    run = run_of(rule, structure_of("", tmp_path / "empty", MANIFEST + "rules: [{rule: weak-place, weight: 2}]\n"))
    assert [line(f) for f in run.findings if f.verdict is not Verdict.NOT_ASSESSABLE] == []


@pytest.mark.parametrize("sample", SAMPLES, ids=[f"{path.parent.name}/{path.stem}" for path in SAMPLES])
def test_the_table_of_issues_is_as_sure_of_meetings_as_the_rule(sample: Path, tmp_path: Path) -> None:
    """No in the table where the rule finds a gap, unknown where it finds less, yes where it finds nothing."""
    structure = structure_of(sample.read_text("utf-8"), tmp_path / "sample")
    found = {gap.subjects[0]: gap for gap in participants_never_together.find(structure).gaps}
    for issue in own_issues(structure):
        if issue.requires_participants:
            gap = found.get(issue.id)
            told = Truth.YES if gap is None else Truth.NO if gap.verdict is Verdict.GAP else Truth.UNKNOWN
            assert participants_meet(structure, issue)[0] is told, issue.id


@pytest.mark.parametrize("sample", SAMPLES, ids=[f"{path.parent.name}/{path.stem}" for path in SAMPLES])
def test_the_table_of_issues_is_never_surer_than_what_is_known_of_groups(sample: Path, tmp_path: Path) -> None:
    """What the table says of a meeting, `group_in_body` says of each of those who are required, or leaves open."""
    structure = structure_of(sample.read_text("utf-8"), tmp_path / "sample")
    for issue in own_issues(structure):
        told, because = participants_meet(structure, issue)
        groups = [frozenset(structure.actor_members(actor)) for actor in issue.requires_participants]
        for body in because if told is Truth.YES else ():
            assert isinstance(body, Body)
            answers = [place(structure, body, members).truth for members in groups if members]
            assert Truth.NO not in answers, f"{issue.id} in {body.id}"


def check_finding(finding: Finding) -> None:
    """A finding is complete: words in both languages, subjects that exist, a chain of records with their places."""
    for text in (finding.sentence, finding.why, finding.who_may_answer, finding.how_to_close):
        for words in (text.sv, text.en):
            assert words.strip()
            assert not set("{}") & set(words), f"an unfilled place in: {words}"
            assert "  " not in words and "None" not in words, words
    assert finding.sentence.sv.endswith(".") and finding.sentence.en.endswith(".")
    assert finding.subjects
    assert all(subject.kind for subject in finding.subjects), "a subject has to be a record"
    assert len({subject.id for subject in finding.subjects}) == len(finding.subjects)
    assert finding.chain
    for link in finding.chain:
        assert link.kind
        assert link.position.file.endswith((".yaml", ".csv")) and link.position.line > 0


@pytest.mark.parametrize(
    ("limit", "found"), [("3 years", True), ("60 månader", False), ("3 år", True), ("7 years", False)]
)
def test_the_limit_of_an_observation_is_the_structures(limit: str, found: bool, tmp_path: Path) -> None:
    seen = "bodies:\n  - {id: radet, observed: 2020, source: {in: s}}\n"
    manifest = MANIFEST + f"rules: [{{rule: stale-observation, limit: {limit}}}]\n"
    run = run_of("stale-observation", structure_of(seen, tmp_path / "sample", manifest))
    assert bool(run.findings) is found
