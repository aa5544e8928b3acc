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
FILES = sorted((HERE / "gaps").glob("*.yaml"))
MARK = re.compile(r"# DEFECT: (?P<rule>[a-z-]+)(?: (?P<verdict>possible|not-assessable))?(?= *(?:#|$))")


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
        for path in FILES
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
    assert {gap.rule for gap in marked()} <= titles().keys()
    written = sum(path.read_text("utf-8").count("DEFECT") for path in FILES)
    assert marked().total() == written, "a mark that cannot be read"


def test_every_rule_has_a_planted_gap() -> None:
    assert titles().keys() <= {gap.rule for gap in marked()}
