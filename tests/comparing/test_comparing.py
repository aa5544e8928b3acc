"""Pairs of small structures, and what has become of each record and each gap between the two.

A case is a folder: `before.yaml`, `after.yaml` where the files differ, `expected.txt`, written by hand, and `case.yaml`
where the sides differ in more than the files: their dates (`at`), their layers (`layers`; `layer.yaml` is the layer
"tankar", which is off), or in that the one after is another structure (`other`). All are read with the vocabulary of
tests/rules/common.yaml, as of 1 June 2024.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from civo.answers import Cell
from civo.comparing import compare, comparison_table, counted
from civo.dates import parsed_period
from civo.differences import Comparison, Difference, GapDifference, GapWhat, What
from civo.loading import load
from civo.outputs.as_comparison_markdown import comparison_markdown
from civo.outputs.as_comparison_text import comparison_text
from civo.outputs.as_csv import table_csv
from civo.outputs.as_json import comparison_json
from civo.outputs.cells import cell_text
from civo.shipped import shipped
from civo.sides import Side, both_opened
from civo.structure import Structure, structure_at
from civo.words import Language, Text

HERE = Path(__file__).parent
CASES = sorted(path.name for path in HERE.iterdir() if (path / "before.yaml").is_file())
MANIFEST = "title: {sv: Prov, en: Sample}\ndate: 2024-06-01\narea: land\n"
LAYER = "layers: [{id: tankar, name: {sv: Tankar, en: Thoughts}, files: layer.yaml, default: false}]\n"


def structure_of(
    records: str, folder: Path, at: str | None = None, layers: tuple[str, ...] = (), layer: str = ""
) -> Structure:
    """The structure that some records make together with the common vocabulary."""
    declared = {r["id"] for listed in (yaml.safe_load(records) or {}).values() for r in listed if "id" in r}
    common = yaml.safe_load((HERE.parent / "rules" / "common.yaml").read_text("utf-8"))
    common = {kind: [r for r in listed if r["id"] not in declared] for kind, listed in common.items()}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "structure.yaml").write_text(MANIFEST + (LAYER if layer else ""), "utf-8")
    (folder / "common.yaml").write_text(yaml.safe_dump(common, allow_unicode=True), "utf-8")
    (folder / "sample.yaml").write_text(records, "utf-8")
    if layer:
        (folder / "layer.yaml").write_text(layer, "utf-8")
    return structure_at(load(folder), parsed_period(at) if at else None, layers)


def sides_of(case: str, beside: Path) -> tuple[Structure, Structure]:
    folder = HERE / case
    before = (folder / "before.yaml").read_text("utf-8")
    after = (folder / "after.yaml").read_text("utf-8") if (folder / "after.yaml").is_file() else before
    how: dict[str, Any] = {"at": [None, None], "layers": [[], []], "other": False}
    if (folder / "case.yaml").is_file():
        how |= yaml.load((folder / "case.yaml").read_text("utf-8"), yaml.BaseLoader)
    layer = (folder / "layer.yaml").read_text("utf-8") if (folder / "layer.yaml").is_file() else ""
    names = ("prov", "annan" if how["other"] else "prov")
    told = [
        structure_of(text, beside / side / name, at, tuple(layers), layer)
        for text, side, name, at, layers in zip(
            (before, after), ("before", "after"), names, how["at"], how["layers"], strict=True
        )
    ]
    return told[0], told[1]


def ids(items: tuple[Any, ...]) -> str:
    return ", ".join(item.id for item in items)


def cell(value: Cell) -> str:
    return cell_text(value, "en", ", ") or "-"


def record_line(difference: Difference) -> str:
    """A difference as `expected.txt` writes it."""
    was, now = ids(difference.before), ids(difference.after)
    parts = [
        difference.what.value,
        difference.item.kind,
        was if was == now or not now else f"{was} -> {now}" if was else now,
    ]
    if difference.what.value == "renamed":
        assert difference.by
        parts.append(f"{difference.by.value}, {difference.certainty}")
    if difference.holds:
        parts.append(" -> ".join(truth.value for truth in difference.holds))
    parts += [f"{f.key}: {cell(f.before)} -> {cell(f.after)}" for f in difference.fields]
    return " | ".join(parts)


def gap_line(gap: GapDifference) -> str:
    verdicts = " -> ".join(verdict.value if verdict else "-" for verdict in gap.verdicts)
    subjects = "; ".join(ids(f.subjects) for f in gap.after or gap.before)
    parts = [f"gap {gap.what.value}", gap.rule, subjects, verdicts]
    parts += [f"+ {ids(gap.gained)}"] if gap.gained else []
    parts += [f"- {ids(gap.lost)}"] if gap.lost else []
    return " | ".join(parts)


def lines(comparison: Comparison) -> Iterator[str]:
    yield from map(record_line, comparison.differences)
    yield from map(gap_line, comparison.gaps)


def expected(case: str) -> list[str]:
    """The lines that say something: neither empty nor a remark."""
    text = (HERE / case / "expected.txt").read_text("utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize("case", CASES)
def test_case(case: str, tmp_path: Path) -> None:
    comparison = compare(*sides_of(case, tmp_path))
    assert list(lines(comparison)) == expected(case)
    assert comparison.is_same is not bool(expected(case))


@pytest.mark.parametrize("case", CASES)
def test_nothing_differs_from_itself(case: str, tmp_path: Path) -> None:
    for structure in sides_of(case, tmp_path):
        same = compare(structure, structure)
        assert list(lines(same)) == []
        assert same.unchanged


@pytest.mark.parametrize("case", CASES)
def test_every_format_tells_of_every_difference_in_the_same_bytes(case: str, tmp_path: Path) -> None:
    said = []
    for _ in range(2):
        comparison = compare(*sides_of(case, tmp_path))
        texts = []
        for language in ("sv", "en"):
            texts += all_formats(comparison, language)
        said.append(texts)
    assert said[0] == said[1]
    told = json.loads(comparison_json(comparison, "en"))
    records = sum(len(told[what]) for what in ("added", "ended", "unknown", "changed", "renamed"))
    gaps = sum(len(told["gaps"][what]) for what in ("opened", "closed", "changed", "unclear"))
    assert (records, gaps) == (len(comparison.differences), len(comparison.gaps))
    for difference in comparison.differences:
        if difference.what.value != "unknown" and not difference.item.under:
            assert difference.sentence.en in comparison_text(comparison, [], "en")


def all_formats(comparison: Comparison, language: Language) -> list[str]:
    counts = counted(comparison)
    return [
        comparison_text(comparison, counts, language),
        comparison_markdown(comparison, counts, language),
        comparison_json(comparison, language),
        table_csv(comparison_table(comparison), language),
    ]


@pytest.mark.parametrize("form", ["txt", "md", "json", "csv"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_golden(language: Language, form: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """What a case says in each format; `--accept` writes it anew, to be read."""
    texts = all_formats(compare(*sides_of("a-year-of-changes", tmp_path)), language)
    text = dict(zip(("txt", "md", "json", "csv"), texts, strict=True))[form]
    path = HERE / "golden" / f"comparison.{language}.{form}"
    if request.config.getoption("--accept"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()


def test_a_scenario_and_what_it_closes() -> None:
    """Records that a scenario changes are the same records; what it adds closes gaps, and nothing ends."""
    folder = shipped("structures") / "civo-nord"
    comparison = compare(*both_opened(Side(folder), Side(folder, scenarios=("nationell-struktur",))))
    assert (comparison.before.scenarios, comparison.after.scenarios) == ((), ("nationell-struktur",))
    told = {d.item.id: d for d in comparison.differences}
    assert told["nationella-samordningen"].what is What.ADDED
    changed = {change.key: (change.before, change.after) for change in told["nationell-struktur"].fields}
    assert changed["status"] == (Text("diskuteras", "discussed"), Text("finns", "existing"))
    assert not comparison.of(What.ENDED) and not comparison.of(What.UNKNOWN) and not comparison.of(What.RENAMED)
    assert "missing-lead" in {gap.rule for gap in comparison.gaps_of(GapWhat.CLOSED)}


def test_what_only_one_builds_on_is_counted_not_listed(tmp_path: Path) -> None:
    """The register is background: a structure that does not build on it has not lost three hundred municipalities."""
    alone = structure_of("", tmp_path / "prov")
    comparison = compare(structure_at(load(shipped("structures") / "civo-nord")), alone)
    assert "alby" not in {d.item.id for d in comparison.differences}
    assert not any(d.item.id == "umea" or (d.item.kind == "areas" and d.before) for d in comparison.differences)
    assert any("register" in note.en and "not listed" in note.en for note in comparison.notes)


def test_an_accepted_gap_is_told(tmp_path: Path) -> None:
    """The same gap, accepted now: changed, and told as accepted."""
    assert "- Gap → gap, accepted: " in comparison_text(compare(*sides_of("gaps", tmp_path)), [], "en")
