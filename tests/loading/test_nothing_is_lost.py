"""Every row and mapping of a file becomes a record or a problem at its own line: nothing is dropped in silence."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civo.errors import InvalidFiles
from civo.loading import load

BASE = """\
sources: [{id: s, name: S}]
areas: [{id: a, name: A, source: {in: s}}]
kinds: [{id: k, name: K, source: {in: s}}]
organizations: [{id: o, name: O, kind: k, area: a, source: {in: s}}, {id: p, name: P, kind: k, source: {in: s}}]
bodies: [{id: radet, name: Regionala rådet, composition: closed, source: {in: s}}]
"""
VALUES = st.sampled_from(
    ["radet", "Regionala rådet", "RADET", "o", "O", "p", "", " ", None, "1", 1, True, [], ["o", "p"], {}, {"in": "s"},
     {"organization": "o"}, {"organization": "O"}, [{"organization": "o"}], "2023", "31/12/2023", "kind:k", "kind:K", "x.1"]
)  # fmt: skip
FIELDS = {
    "seats": ["id", "body", "count", "held_by", "represents", "source", "from", "each", "basis", "kropp"],
    "bodies": ["id", "name", "area", "seats", "composition", "source", "part_of", "namn"],
    "responsibilities": ["id", "issue", "who", "source", "and more"],
}
COLUMNS = {
    "seats": ["id", "body", "count", "held_by.organization", "source.in", "name"],
    "bodies": ["id", "name", "area", "composition", "part_of", "source.in"],
    "responsibilities": ["id", "issue", "who", "source.in"],
}
KINDS = sorted(FIELDS)


@st.composite
def records(draw: st.DrawFn) -> tuple[str, list[object]]:
    kind = draw(st.sampled_from(KINDS))
    fields = st.dictionaries(st.sampled_from(FIELDS[kind]), VALUES, max_size=5)
    return kind, draw(st.lists(st.one_of(fields, fields, fields, VALUES), min_size=1, max_size=3))


def structure(folder: Path, files: dict[str, str]) -> Path:
    for name, text in {"structure.yaml": "title: T\ndate: 2024\n", "base.yaml": BASE, **files}.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def lines_told_of(folder: Path, name: str) -> set[int]:
    """The lines of a file on which a record is declared, or a problem found."""
    try:
        loaded = load(folder)
    except InvalidFiles as invalid:
        return {p.position.line for p in invalid.problems if p.position.file.endswith(name)}
    positions = [loaded.position(i) for i in loaded.by_id]
    return {place.line for place in positions if place.file.endswith(name)}


@settings(max_examples=300)
@given(records())
def test_every_mapping_is_a_record_or_a_problem(told: tuple[str, list[object]]) -> None:
    """One by one: with others that are sound beside it no problem of theirs can stand for it."""
    kind, items = told
    for item in items:
        with TemporaryDirectory() as made:
            folder = structure(Path(made), {"more.yaml": f"{kind}:\n  - {json.dumps(item, ensure_ascii=False)}\n"})
            assert 2 in lines_told_of(folder, "more.yaml"), item


@settings(max_examples=300)
@given(records())
def test_every_row_is_a_record_or_a_problem(told: tuple[str, list[object]]) -> None:
    kind, items = told
    header = COLUMNS[kind]
    for item in items if isinstance(items[0], dict) else []:
        cells = item if isinstance(item, dict) else {}
        row = [_cell(cells.get(column.split(".")[0])) for column in header]
        with TemporaryDirectory() as made:
            folder = structure(Path(made), {f"{kind}.csv": f"{','.join(header)}\n{','.join(row)}\n"})
            if any(cell.strip() for cell in row):
                assert 2 in lines_told_of(folder, f"{kind}.csv"), row


def _cell(value: object) -> str:
    return "" if value is None or isinstance(value, (dict, list)) else str(value)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"seats.csv": "body,held_by.organization\nRegionala rådet,o\n"}, '"Regionala rådet" does not exist'),
        ({"seats.csv": "body,held_by.organization\nRADET,o\n"}, '"RADET" does not exist'),
        ({"seats.csv": "body,held_by.organization\nradett,o\n"}, '"radett" does not exist'),
    ],
)
def test_a_seat_of_no_known_body_is_one_fault_at_its_cell(tmp_path: Path, files: dict[str, str], message: str) -> None:
    with pytest.raises(InvalidFiles) as raised:
        load(structure(tmp_path, files))
    [problem] = raised.value.problems
    assert (problem.message.en, problem.suggestion, problem.position.line) == (message, "radet", 2)


def test_a_name_cut_in_two_by_a_comma_is_told(tmp_path: Path) -> None:
    text = "bodies:\n  - {id: x, name: DPM, and SoS Housing, source: {in: s}}\n"
    with pytest.raises(InvalidFiles) as raised:
        load(structure(tmp_path, {"x.yaml": text}))
    [problem] = raised.value.problems
    assert problem.message.en.startswith('there is no field "and SoS Housing" here')
    assert "quotes" in problem.message.en
    nested = "bodies:\n  - {id: x, name: D, source: {in: s}, seats: [{count: 1, held_by: {organization: o, and P}}]}\n"
    with pytest.raises(InvalidFiles) as raised:
        load(structure(tmp_path, {"x.yaml": nested}))
    assert ['there is no field "and P" here' in p.message.en for p in raised.value.problems] == [True]
