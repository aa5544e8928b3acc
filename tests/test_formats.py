"""check and rules in the formats that every answer has."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from civo.cli import civo
from civo.errors import InvalidFiles
from civo.gaps import titles

BROKEN = "title: T\ndate: 2025-02-30\n"


def said(*words: str) -> str:
    return CliRunner().invoke(civo, words, catch_exceptions=False).output


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


@pytest.mark.parametrize("form", ["csv", "md", "json"])
def test_a_sound_structure_has_no_rows(form: str) -> None:
    text = said("check", "--format", form, "--structure", "sverige", "--lang", "sv")
    if form == "csv":
        assert rows(text) == [
            ["severity", "file", "line", "column", "cell", "message", "expected", "suggestion"],
        ]
    elif form == "json":
        assert json.loads(text) == []
    else:
        assert "angivna antal stämmer" in text and "| --- |" not in text


def test_every_problem_is_a_row(tmp_path: Path) -> None:
    (tmp_path / "structure.yaml").write_text(BROKEN, encoding="utf-8")
    for form in ("csv", "json", "md"):
        result = CliRunner().invoke(civo, ["check", "--format", form, "--structure", str(tmp_path), "--lang", "sv"])
        assert isinstance(result.exception, InvalidFiles)
        if form == "csv":
            assert rows(result.stdout)[1][:4] == ["fel", f"{tmp_path.name}/structure.yaml", "2", "7"]
        elif form == "json":
            assert [(p["line"], p["column"]) for p in json.loads(result.stdout)] == [(2, 7)]
        else:
            assert "är inget datum som finns" in result.stdout


def test_the_rules_as_rows() -> None:
    table = rows(said("rules", "--format", "csv", "--lang", "sv"))
    assert [row[0] for row in table[1:]] == list(titles())
    assert all(all(row) for row in table)
    one = json.loads(said("rules", "weak-place", "--format", "json", "--lang", "en"))
    assert [row["rule"] for row in one["rows"]] == ["weak-place"]
