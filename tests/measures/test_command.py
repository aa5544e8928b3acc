"""civo measures: every measure has a line and a list, in both languages and every format; the page shows what it says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from civo.answers import Table
from civo.dates import parsed_period
from civo.errors import UnknownName
from civo.loading import load
from civo.outputs.as_csv import table_csv
from civo.outputs.as_json import table_json
from civo.outputs.as_markdown import table_markdown
from civo.outputs.as_table import table_text
from civo.queries.measures import MEASURES, measure, measures
from civo.shipped import shipped
from civo.structure import Structure, structure_at
from civo.words import Language, Text

ROOT = Path(__file__).resolve().parents[2]
WORLD = ROOT / "tests" / "world" / "sjoriket"
PAGE = (ROOT / "docs" / "measures.md").read_text("utf-8")
NAMES = [one.name for one in MEASURES]


NORD = shipped("structures") / "civo-nord"


@cache
def structure(folder: Path = NORD, at: str = "2023") -> Structure:
    return structure_at(load(folder), parsed_period(at))


def texts(table: Table) -> list[Text]:
    cells = [cell for row in table.rows for one in row for cell in (one if isinstance(one, tuple) else (one,))]
    told = [*cells, *(fact.value for fact in table.facts), *(fact.heading for fact in table.facts)]
    return [text for text in (*told, *table.notes, *(c.heading for c in table.columns)) if isinstance(text, Text)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("at", ["2023", "2025", "2026-01-01"])
def test_every_list(name: str, at: str) -> None:
    table = measure(structure(at=at), name)
    keys = [column.key for column in table.columns]
    assert len(set(keys)) == len(keys)
    headings = [column.heading for column in table.columns]
    assert len(set(headings)) == len(headings), "a reader of a CSV file has nothing else to tell columns apart by"
    assert all(len(row) == len(keys) for row in table.rows)
    for text in texts(table):
        assert not set("{}") & {*text.sv, *text.en}, text
        assert "None" not in text.sv
    for form in (table_csv, table_json, table_markdown, table_text):
        for language in ("sv", "en"):
            assert form(table, language)


def test_a_line_for_each() -> None:
    table = measures(structure())
    assert [row[1] for row in table.rows] == NAMES
    told = {row[1]: row[3:8] for row in table.rows}
    known = {name: row[0] for name, row in told.items()}
    # by hand, from section 5.2: nobody is known to handle what somebody answers for; 15 pairs of a municipality and the
    # region share two issues and meet; nobody is stated to answer for transport; region-vasterbotten alone leads upward
    assert known == {
        "access": 0,
        "collaborative-gaps": 30,
        "integrative-gaps": 0,
        "coordination": 0,
        "fit": 30,
        "congruence": 0,
        "levels": 61,
        "brokerage": 0,
        "cut-points": 1,
        "bridges": 0,
        "routes": 3,
        "overlap": 2,
        "rotation": 1,
    }
    assert all(row[1] in (0, None) for row in told.values()), "no list is closed, so nothing is certainly not so"


@pytest.mark.parametrize("folder", [NORD, WORLD], ids=["nord", "world"])
def test_a_list_says_the_number_of_its_line(folder: Path) -> None:
    told = structure(folder)
    for _, name, counts, known, _, _, _, of, _ in measures(told).rows:
        fact = next(fact.value for fact in measure(told, str(name)).facts if fact.key == "known")
        assert isinstance(fact, Text) and isinstance(counts, Text)
        assert fact.en == (f"{known} of {of} - {counts.en}" if of is not None else f"{known} - {counts.en}")
        assert fact.sv == (f"{known} av {of} – {counts.sv}" if of is not None else f"{known} – {counts.sv}")


def test_before_the_reform_and_after_what_was_seen_nothing_is_known() -> None:
    for at in ("2020", "2025"):
        told = {row[1]: row[3:8] for row in measures(structure(at=at)).rows}
        assert {name: row[0] for name, row in told.items()} == dict.fromkeys(NAMES, 0)
        assert all(row[1] in (0, None) for row in told.values())


def test_the_invented_world() -> None:
    here = structure(WORLD, "2024-06")
    shares = dict(
        zip(
            ("seat", "body", "among", "seats", "share", "term", "silence"),
            measure(here, "rotation").rows[0],
            strict=False,
        )
    )
    assert (shares["seats"], shares["share"], shares["term"]) == (1, "1/3", Text("2 år", "2 years"))
    assert shares["silence"] == "48", "each of three waits for two terms of two years"
    ways = [(row[0], row[2]) for row in measure(here, "routes").rows if row[2] == 1]
    assert (here.name("by"), 1) in ways


def test_a_misspelt_name() -> None:
    with pytest.raises(UnknownName) as told:
        measure(structure(), "route")
    assert told.value.suggestion == "routes"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_command(language: Language) -> None:
    environment = {**os.environ, "CIVO_LANG": language, "PYTHONIOENCODING": "utf-8"}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "civo", "measures", *words]
        return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)

    told = run("levels", "--format", "json", "--structure", "civo-nord")
    assert told.returncode == 0, told.stderr
    assert (
        json.loads(told.stdout)["title"]
        == {"sv": "Deltagande på andra nivåer", "en": "Participation at other levels"}[language]
    )
    wrong = run("cutpoints")
    assert wrong.returncode == 2
    assert "cut-points" in wrong.stderr
    assert "civo measures routes" in run("--help").stdout


def test_the_same_whatever_the_order_of_sets() -> None:
    command = [sys.executable, "-m", "civo", "measures", "routes", "--structure", str(WORLD)]
    told = {
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, capture_output=True, check=True
        ).stdout
        for seed in "123"
    }
    assert len(told) == 1


def test_the_page_has_a_section_for_each() -> None:
    assert re.findall(r"^## ([a-z-]+)$", PAGE, re.MULTILINE) == NAMES
    assert PAGE.count("\n$ civo measures") > 4, "tests/docs holds that they answer so"


def test_the_code_of_the_pages_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for page in (PAGE, (ROOT / "docs" / "graph.md").read_text("utf-8")):
        blocks = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
        assert blocks
        for block in blocks:
            exec(compile(block, "page", "exec"), {})
    assert (tmp_path / "civo-nord.graphml").stat().st_size > 1000
