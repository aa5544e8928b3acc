"""Matrices and charts that compare: rows, columns and answers added, ended and changed, in words and as they are drawn."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from civo.answers import Word
from civo.drawings import Drawing
from civo.layout import dot_of
from civo.loading import load
from civo.opening import with_scenarios
from civo.outputs.as_equivalent import equivalent_text
from civo.queries.matrix import matrix
from civo.queries.matrix_cells import Rows
from civo.structure import Structure, structure_at
from civo.views import drawing, read_view
from civo.words import Language

ROOT = Path(__file__).parent.parent
WORLD = Path(__file__).parent / "world"
SCENARIO = """
title: {sv: Kustens råd, en: The coast's council}
note: {sv: Ett antagande., en: An assumption.}
source: {in: utr, at: 9 ¶9}
add:
  bodies:
    - id: kustradet
      name: {sv: Kustrådet, en: The Coast Council}
      level: nationell
      area: riket
      composition: closed
      seats:
        - {id: kustradet.by, represents: {kind: by, tags: kust}, count: 1}
        - id: kustradet.landskap
          name: {sv: landskapens plats, en: the shires' seat}
          rotates: {among: {kind: landskap}}
          held_by: {organization: edet, from: 2024-01-01, to: 2026-01-01}
  kinds:
    - {id: hamn, name: {sv: hamn, en: harbour}, level: lokal}
  organizations:
    - {id: storhamnen, name: {sv: Storhamnen, en: The Great Harbour}, kind: hamn, area: vast}
  seats:
    - {id: landskapsmotet.hamn, body: landskapsmotet, held_by: {organization: storhamnen, from: 2022-01-01}}
set:
  - {id: vastmotet, composition: open}
  - id: riksradet.landskap
    rotates: {among: {kind: landskap}, order: [landskap-ost, edet], term: 2 år}
    held_by: [{organization: landskap-ost, from: 2023-01-01, to: 2026-01-01}]
end:
  - brandnatet
"""
HEAD = "title: {sv: Jämförelse, en: Comparison}\ncaption: {sv: Bildtext., en: Caption.}\n"
VIEWS = {
    "kinds": "structure: sjoriket\nmatrix: {rows: bodies, columns: kinds}\ncompare: {scenario: kust}\n",
    "organizations": "structure: sjoriket\nmatrix: {rows: bodies, columns: organizations}\n"
    "compare: {scenario: kust}\n",
    "time": "structure: sjoriket\ntimeline: {from: 2022, to: 2028}\ncompare: {scenario: kust}\n",
    "national": "structure: civo-nord\nlevels: [nationell, hogre-regional]\n"
    "matrix: {rows: bodies, columns: kinds}\ncompare: {scenario: nationell-struktur}\n",
    "issues": "structure: civo-nord\nissues: [traumavardskedjan, transporter, sjukvard]\n"
    "matrix: {rows: issues, columns: levels}\ncompare: {scenario: inom-regionala-organ}\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Structure]:
    """The invented world with a scenario of its own, and the structure that is shipped."""
    folder = tmp_path_factory.mktemp("world")
    shutil.copytree(WORLD, folder, dirs_exist_ok=True)
    (folder / "sjoriket" / "scenarios").mkdir()
    (folder / "sjoriket" / "scenarios" / "kust.yaml").write_text(SCENARIO, "utf-8")
    folders = {"sjoriket": folder / "sjoriket", "civo-nord": ROOT / "structures" / "civo-nord"}
    return {name: structure_at(load(path)) for name, path in folders.items()}


def shown(worlds: dict[str, Structure], folder: Path, name: str, language: Language = "sv") -> Drawing:
    """The figure of one of the views."""
    path = folder / f"{name}.yaml"
    path.write_text(HEAD + VIEWS[name], "utf-8")
    structure = worlds["sjoriket" if "sjoriket" in VIEWS[name] else "civo-nord"]
    return drawing(structure, read_view(path, structure), name, language)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", VIEWS)
def test_what_a_figure_that_compares_says(
    worlds: dict[str, Structure], tmp_path: Path, golden: Callable[[str, str], None], name: str, language: Language
) -> None:
    golden(f"compared/{name}.{language}.txt", equivalent_text(shown(worlds, tmp_path, name, language)))


@pytest.mark.parametrize("name", VIEWS)
def test_what_a_figure_that_compares_shows(
    worlds: dict[str, Structure], tmp_path: Path, golden: Callable[[str, str], None], name: str
) -> None:
    golden(f"compared/{name}.dot", dot_of(shown(worlds, tmp_path, name)))


@pytest.mark.parametrize("name", ["kinds", "national", "issues"])
def test_every_answer_is_that_of_the_question_on_its_side(
    worlds: dict[str, Structure], tmp_path: Path, name: str
) -> None:
    """What was and what is, cell by cell, as `civo matrix` answers without and with the scenario."""
    grid = shown(worlds, tmp_path, name).grid
    assert grid is not None
    now = worlds["sjoriket" if "sjoriket" in VIEWS[name] else "civo-nord"]
    scenario = VIEWS[name].split("scenario: ")[1].split("}")[0]
    sides = (now, structure_at(with_scenarios(now.loaded, [scenario], now.at), now.at))
    asked: Rows = "issues" if "rows: issues" in VIEWS[name] else "bodies"
    for n, side in enumerate(sides):
        table = matrix(side, asked, "levels" if asked == "issues" else "kinds")
        heads = [column.heading.sv for column in table.columns]
        told: dict[tuple[str, str], str] = {}
        for _, ids, *answers in table.rows:
            for head, answer in zip(heads[2:], answers, strict=True):
                assert isinstance(ids, tuple) and isinstance(answer, Word)
                told[str(ids[0]), head] = answer.key
        seen = 0
        for row in grid.rows:
            for head, cell in zip(grid.columns, row.cells, strict=True):
                there = {"added": (None, cell.mark), "ended": (cell.mark, None)}.get(cell.change)
                said = (there or (cell.was or cell.mark, cell.mark))[n]
                if (row.id, head) in told:
                    assert said == told[row.id, head], (row.name, head)
                    seen += 1
                elif row.id in {key for key, _ in told} and said:
                    assert head not in heads
        assert seen


def test_what_there_is_on_one_side_only_has_no_answer_on_the_other(
    worlds: dict[str, Structure], tmp_path: Path
) -> None:
    """An added organisation never meets a body that ends: that cell is empty, not a no."""
    grid = shown(worlds, tmp_path, "organizations").grid
    assert grid is not None
    changes = dict(grid.changed_columns)
    assert set(changes.values()) == {"", "added", "ended"}
    (harbour,) = [row for row in grid.rows if row.change == "added"]
    empty = [head for (head, _), cell in zip(grid.changed_columns, harbour.cells, strict=True) if cell.mark is None]
    assert [changes[head] for head in empty] == ["ended"]


def test_a_chart_tells_times_that_end_from_times_that_come(worlds: dict[str, Structure], tmp_path: Path) -> None:
    chart = shown(worlds, tmp_path, "time").chart
    assert chart is not None
    old, new = chart.groups
    assert (old.change, new.change) == ("", "added")
    bars = {lane.name: [(bar.span, bar.kind, bar.change) for bar in lane.bars] for lane in old.lanes}
    assert bars["Landskapet Öst"] == [("2023–2024", "held", ""), ("2025", "held", "added")]
    assert bars["Landskapet Väst"] == [("2025–2026", "held", "ended")]
    assert {bar.change for lane in new.lanes for bar in lane.bars} == {"added"}


def test_every_golden_of_a_comparison_is_compared() -> None:
    names = {f"{name}{end}" for name in VIEWS for end in (".sv.txt", ".en.txt", ".dot")}
    assert {path.name for path in (Path(__file__).parent / "golden" / "compared").iterdir()} == names
