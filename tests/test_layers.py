"""The layers are a contract: .importlinter says what a module may import, and that every module has its place."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parent.parent


def test_contracts(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename=".importlinter", no_cache=True, show_timings=False)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_a_new_module_has_to_be_placed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The contract is exhaustive: without one of its lines it says which module it misses."""
    contract = (ROOT / ".importlinter").read_text("utf-8")
    (tmp_path / "contract").write_text(contract.replace("    schema\n", ""), "utf-8")
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename=str(tmp_path / "contract"), no_cache=True) != EXIT_STATUS_SUCCESS
    assert "- civo.schema" in capsys.readouterr().out


def test_heavy_packages_are_imported_where_they_are_used() -> None:
    """At the top of the command line's modules stands nothing that every answer would have to wait for."""
    light = {"__future__", "collections.abc", "pathlib", "typing"}
    light |= {f"civo.{name}" for name in ("cli", "main", "dates", "errors", "options", "shipped", "words")}
    package = ROOT / "civo"
    for path in (
        *(package / f"{name}.py" for name in ("main", "cli", "options", "__main__")),
        *package.glob("commands/*.py"),
    ):
        tree = ast.parse(path.read_text("utf-8"))
        top = {n.module or "" for n in tree.body if isinstance(n, ast.ImportFrom)}
        assert {name for name in top if not name.startswith("civo.commands.")} <= light, path.name


BEFORE_SEATS = {"records.py", "rotation.py", "structure.py", "publicity.py", "loading/reference_problems.py"}
"""What a seat's record is made of, whose turn it is at a date, and what is open: they come before anybody sits anywhere."""
WORDS_OF_A_SEAT = {"represents", "rotates", "held_by", "some_of", "each", "participation", "is_rotating"}


def test_only_the_seats_room_reads_what_a_seat_says_of_whom() -> None:
    """Whoever wants to know who sits, speaks or shares asks civo/seats: two readings would come to disagree."""
    package = ROOT / "civo"
    found = []
    for path in package.rglob("*.py"):
        place = path.relative_to(package)
        if place.parts[0] == "seats" or place.as_posix() in BEFORE_SEATS:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in WORDS_OF_A_SEAT and not _is_module(node.value):
                found.append(f"{place}:{node.lineno} .{node.attr}")
    assert found == []


def _is_module(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "levels"  # levels.participation is a measure
