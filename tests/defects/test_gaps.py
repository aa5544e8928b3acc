"""Every planted gap is found once, at the record it is marked at, with its verdict, and nothing else is.

The marks stand on the line where the first record of a finding's chain begins: `# DEFECT: rule`, with `possible` or
`not-assessable` after it where it is no plain gap. A mark of a rule that does not exist fails, and so does a rule without a
mark. To plant one more, write it and mark it.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from civo.checking import checked
from civo.gaps import find_gaps, titles
from civo.loading import load
from civo.structure import structure_at

HERE = Path(__file__).parent
MARK = re.compile(r"# DEFECT: (?P<rule>[a-z-]+)(?: (?P<verdict>possible|not-assessable))?(?= *(?:#|$))")
COMING = {
    "composition-claim-untestable",
    "disconnected",
    "double-lead",
    "duplicate-body",
    "goal-without-issue",
    "indirect-only",
    "knowledge-only",
    "no-agenda-access",
    "one-bridge",
    "overlapping-holders",
    "overloaded-body",
    "responsibility-without-mandate",
    "responsible-never-meet",
    "self-assessed-only",
    "single-cut",
    "stale-observation",
    "unbridged-dependency",
    "uneven-capability",
    "unverifiable-claim",
    "vacant-seat",
}
"""Rules that may be marked before they exist; each is held to its marks as soon as it does."""


class Planted(NamedTuple):
    """A gap, marked or found."""

    file: str
    line: int
    rule: str
    verdict: str


@cache
def marked() -> Counter[Planted]:
    """The marks of the structure's files."""
    return Counter(
        Planted(f"gaps/{path.name}", number, mark["rule"], (mark["verdict"] or "gap").replace("-", " "))
        for path in (HERE / "gaps").glob("*.yaml")
        if path.name != "structure.yaml"
        for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1)
        for mark in MARK.finditer(line)
    )


@cache
def found() -> Counter[Planted]:
    """What the rules find, each at the first record of its chain."""
    report = find_gaps(structure_at(load(HERE / "gaps")))
    places = [(finding, finding.chain[0].position) for finding in report.findings]
    return Counter(Planted(at.file, at.line, finding.rule, finding.verdict.value) for finding, at in places)


def test_the_files_are_sound() -> None:
    loaded = load(HERE / "gaps")
    assert loaded.warnings == checked(structure_at(loaded)).problems == ()


@pytest.mark.parametrize("rule", titles())
def test_each_gap_is_found_once_and_nothing_else_is(rule: str) -> None:
    wanted = Counter({gap: n for gap, n in marked().items() if gap.rule == rule})
    told = Counter({gap: n for gap, n in found().items() if gap.rule == rule})
    assert {"not found": wanted - told, "found beside": told - wanted} == {
        "not found": Counter(),
        "found beside": Counter(),
    }


def test_every_mark_is_of_a_rule() -> None:
    assert {gap.rule for gap in marked()} <= titles().keys() | COMING
    assert len(list(marked().elements())) == len(re.findall("DEFECT", "".join(
        path.read_text("utf-8") for path in (HERE / "gaps").glob("*.yaml") if path.name != "structure.yaml"
    ))), "a mark that cannot be read"  # fmt: skip


def test_every_rule_has_a_planted_gap() -> None:
    assert titles().keys() - COMING <= {gap.rule for gap in marked()}
    assert marked().total() >= 30
