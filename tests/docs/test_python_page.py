"""The page on Python runs, and tells of every function that the front door has."""

from __future__ import annotations

import doctest
import inspect
import re
from pathlib import Path

import civo

PAGE = Path(__file__).resolve().parents[2] / "docs" / "python.md"


def test_every_example_runs() -> None:
    failures, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert tried > 20 and failures == 0


def test_every_function_is_told_of_and_has_words_of_its_own() -> None:
    public = {name for name, thing in vars(civo).items() if inspect.isfunction(thing) and not name.startswith("_")}
    assert public == set(civo.__all__)
    table = PAGE.read_text("utf-8").partition("## All functions")[2]
    assert public == set(
        re.findall(r"`(\w+)`", "\n".join(line.split("|")[1] for line in table.splitlines() if "|" in line))
    )
    for name in public:
        assert (getattr(civo, name).__doc__ or "").strip(), name


def test_nothing_inside_uses_the_front_door() -> None:
    for path in Path(civo.__file__).parent.rglob("*.py"):
        assert not re.search(r"^\s*(import civo$|from civo import)", path.read_text("utf-8"), re.MULTILINE), path
