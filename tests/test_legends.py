"""Every look that a figure uses is in its legend, and nothing else is: kinds, piles, standings, tones, changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from civo.drawings import Drawing
from civo.loading import load
from civo.structure import Structure, structure_at
from civo.views import drawing, read_view

from .test_view_fields import shown

ROOT = Path(__file__).parent.parent
ACTORS = "actors: [{kind: kommun, in: vasterbottens-lan}, [region-vasterbotten]]\n"
MADE_UP = {
    "plain": f"levels: [regional]\n{ACTORS}",
    "proposed": f"levels: [nationell, regional]\nproposed: true\n{ACTORS}",
    "one first": f"levels: [hogre-regional, regional]\n{ACTORS}emphasis: region-vasterbotten\n",
    "one first, with gaps": f"levels: [regional]\n{ACTORS}emphasis: umea-kommun\nhighlight: findings\n",
    "all with gaps": f"levels: [hogre-regional, regional]\n{ACTORS}highlight: findings\n",
    "issues of a scenario": "issues: [traumavardskedjan]\narrangement: civo\ncompare: {scenario: nationell-struktur}\n",
    "a scenario": f"levels: [nationell, regional]\n{ACTORS}compare: {{scenario: nationell-struktur}}\n",
    "another scenario": f"levels: [regional]\n{ACTORS}compare: {{scenario: inom-regionala-organ}}\n",
    "unfolded": "levels: [regional]\nactors: [{kind: kommun, in: vasterbottens-lan}]\nunfold: true\n",
    "folded": "levels: [hogre-regional, regional]\nactors: [kind:kommun, kind:region]\nfold_by: lan\n",
    "folded, one first": "levels: [regional]\nactors: [kind:kommun]\nfold_by: lan\nemphasis: umea-kommun\n",
    "folded, with gaps": "levels: [regional]\nactors: [kind:kommun]\nfold_by: lan\nhighlight: findings\n",
    "matrix": "matrix: {rows: bodies, columns: kinds}\n",
    "matrix of a scenario": "matrix: {rows: issues, columns: levels}\ncompare: {scenario: nationell-struktur}\n",
    "time of a scenario": "levels: [hogre-regional]\ntimeline: {}\ncompare: {scenario: nationell-struktur}\n",
}


@pytest.fixture(scope="module")
def civo_nord() -> Structure:
    return structure_at(load(ROOT / "structures" / "civo-nord"))


@pytest.mark.parametrize("path", sorted((ROOT / "diagrams").glob("*.yaml")), ids=lambda path: str(path.stem))
def test_a_shipped_legend_tells_all_that_is_used_and_nothing_else(civo_nord: Structure, path: Path) -> None:
    legend_holds(drawing(civo_nord, read_view(path, civo_nord), path.stem))


@pytest.mark.parametrize("fields", MADE_UP.values(), ids=list(MADE_UP))
def test_any_legend_tells_all_that_is_used_and_nothing_else(civo_nord: Structure, fields: str, tmp_path: Path) -> None:
    legend_holds(shown(civo_nord, tmp_path, fields))


def test_a_pile_of_bodies_is_no_single_body(civo_nord: Structure, tmp_path: Path) -> None:
    found = shown(civo_nord, tmp_path, MADE_UP["plain"]).legend
    bodies = [(entry.several, entry.meaning) for entry in found if (entry.kind, entry.standing) == ("body", "known")]
    assert bodies == [(False, "Organ där man möts"), (True, "Organ där man möts, flera i en ruta")]


def test_a_tone_is_told_once_for_all_kinds(civo_nord: Structure, tmp_path: Path) -> None:
    found = shown(civo_nord, tmp_path, MADE_UP["one first"]).legend
    assert [entry.words for entry in found if entry.look] == [
        "Tjockt: Region Västerbotten",
        "Tunt och blekt: övriga",
    ]


def legend_holds(figure: Drawing) -> None:
    """Kinds with their standings and piles are told one by one, tones and changes once for all kinds."""
    assert figure.legend
    assert len(set(figure.legend)) == len({entry.words for entry in figure.legend}) == len(figure.legend)
    told = [e for e in figure.legend if not e.look]
    assert {(e.kind, e.standing, e.several) for e in told if e.sample == "node"} == {
        (node.shape, node.standing, node.several) for node in figure.nodes
    }
    assert {(e.kind, e.standing) for e in told if e.sample == "edge"} == {(e.kind, e.standing) for e in figure.edges}
    looks = {(n.tone, n.change) for n in figure.nodes} | {(e.tone, e.change) for e in figure.edges}
    set_apart = {(e.tone, e.change) for e in figure.legend if e.look}
    assert looks - {("plain", "")} <= set_apart <= looks
    panel_legend_holds(figure)


def panel_legend_holds(figure: Drawing) -> None:
    cells = [cell for row in figure.grid.rows for cell in row.cells if cell.mark] if figure.grid else []
    lanes = [lane for group in figure.chart.groups for lane in group.lanes] if figure.chart else []
    bars = [bar for lane in lanes for bar in lane.bars]
    marks = {mark for cell in cells for mark in (cell.mark, cell.was) if mark} | {bar.kind for bar in bars}
    looks = {(c.tone, c.change) for c in cells} | {(b.tone, b.change) for b in bars}
    entries = [entry for entry in figure.legend if entry.sample in ("mark", "bar")]
    assert {entry.kind for entry in entries if (entry.tone, entry.change) == ("plain", "")} == marks
    assert {(entry.tone, entry.change) for entry in entries} - {("plain", "")} == looks - {("plain", "")}
