"""Properties of reading: what was written is read back, and every place that is told is where the thing stands."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from civo.answers import Column, Table
from civo.errors import Problem
from civo.loading import load
from civo.loading.csv_files import CsvLocator, read_csv
from civo.loading.yaml_files import YamlLocator, read_yaml
from civo.outputs.as_csv import BOM, table_csv
from civo.positions import Position
from civo.words import Text

from .samples import write

UNPRINTABLE = "".join(chr(n) for n in [*range(32), *range(127, 160)] if chr(n) not in "\t\n\r") + "\ufffe\uffff"
ALPHABET = st.characters(exclude_categories=["Cs"], exclude_characters="\x85\u2028\u2029" + UNPRINTABLE)
ODD = st.sampled_from(
    ["0114", "NO", "~", "null", "yes", "12:30", "<<", "=", "", " ", "- a", "# x", "a: b", "{x", "'", '"']
)
STRINGS = st.text(ALPHABET, max_size=12) | ODD
NESTED = st.recursive(
    STRINGS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(STRINGS, inner, max_size=3),
    max_leaves=12,
)
fast = settings(max_examples=60, deadline=None)


@fast
@given(
    st.dictionaries(STRINGS, NESTED, max_size=4),
    st.sampled_from([None, '"', "'"]),
    st.sampled_from([True, False, None]),
)
def test_yaml_is_read_back(data: dict[str, Any], style: Any, flow: bool | None) -> None:
    text = yaml.safe_dump(data, default_style=style, default_flow_style=flow, allow_unicode=True, sort_keys=False)
    problems: list[Problem] = []
    assert read_yaml(text, "x", problems).data == data
    assert problems == []


@fast
@given(st.data())
def test_yaml_places(data: st.DataObject) -> None:
    """Every key and value of a text put together piece by piece, each with its place noted on the way."""
    written = Written(data.draw)
    written.mapping((), 0, flow=False)
    locator = YamlLocator(written.text, "x")
    for path, place in written.values.items():
        assert locator.value(path).position == place, (path, written.text)
    for path, place in written.keys.items():
        assert locator.key(path).position == place, (path, written.text)


class Written:
    """A YAML text that grows, and where each key and value in it begins."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.text = ""
        self.keys: dict[Any, Position] = {}
        self.values: dict[Any, Position] = {}

    def place(self) -> Position:
        lines = self.text.split("\n")
        return Position("x", len(lines), len(lines[-1]) + 1)

    def mapping(self, path: tuple[Any, ...], depth: int, *, flow: bool) -> None:
        names = self.draw(st.lists(st.sampled_from("abcdefåäö😀"), min_size=1, max_size=3, unique=True))
        self.text += "{" if flow else ""
        for n, name in enumerate(names):
            if not flow:
                self.text += self.draw(st.sampled_from(["", "\n", "# å ä ö 😀\n"])) + "  " * depth
            self.keys[*path, name] = self.place()
            self.text += f"{name}: " if self.draw(st.booleans()) else f'"{name}":   '
            if not flow and depth < 3 and self.draw(st.booleans()):
                self.text = self.text.rstrip(" ") + "\n"
                self.mapping((*path, name), depth + 1, flow=False)
                self.values[*path, name] = self.keys[*path, name, self.first(path, name)]
            else:
                self.value((*path, name), depth)
                self.text += "\n" if not flow else ", " if n + 1 < len(names) else ""
        self.text += "}" if flow else ""

    def first(self, path: tuple[Any, ...], name: str) -> Any:
        return next(key[-1] for key in self.keys if key[:-1] == (*path, name))

    def value(self, path: tuple[Any, ...], depth: int) -> None:
        self.values[path] = self.place()
        sort = self.draw(st.sampled_from(["plain", "quoted", "list", "mapping"])) if depth < 4 else "plain"
        if sort == "plain":
            self.text += self.draw(st.sampled_from(["x", "0114", "två ord", "å😀"]))
        elif sort == "quoted":
            self.text += self.draw(st.sampled_from(["'it''s, {x}'", '"a \\"b\\": c"', '"# 😀"', "''"]))
        elif sort == "mapping":
            self.mapping(path, depth + 1, flow=True)
        else:
            self.text += "["
            for n in range(self.draw(st.integers(0, 3))):
                self.text += ", " if n else ""
                self.value((*path, n), depth + 1)
            self.text += "]"


CELLS = st.text(st.sampled_from("a å;,\t|\"'=+-@\n\r😀#"), max_size=6) | STRINGS.filter(lambda cell: "\0" not in cell)


@fast
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5))
def test_a_written_table_is_read_back(rows: list[tuple[str, str, str]]) -> None:
    """Formulas are guarded on the way out and freed on the way in; only space around a cell is lost."""
    table = Table(Text("T"), tuple(Column(key, Text(key)) for key in ("a", "b.c", "b.d")), tuple(rows))
    text = table_csv(table, "sv")
    assert text.startswith(BOM)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    problems: list[Problem] = []
    read = [data for data, _ in read_csv(text.removeprefix(BOM), "x", frozenset(), problems, set())]
    assert problems == []
    assert read == list(nested(rows))


def nested(rows: list[tuple[str, str, str]]) -> Iterator[dict[str, Any]]:
    for a, c, d in ([cell.strip() for cell in row] for row in rows):
        below = {name: cell for name, cell in (("c", c), ("d", d)) if cell}
        if a or below:
            yield {**({"a": a} if a else {}), **({"b": below} if below else {})}


@fast
@given(
    st.lists(st.tuples(*[st.text(st.sampled_from('aå ;,"\n😀'), max_size=5)] * 3), max_size=5),
    st.sampled_from(",;\t"),
    st.sampled_from(["\n", "\r\n"]),
)
def test_table_places(rows: list[tuple[str, ...]], between: str, end: str) -> None:
    """Line, column and cell of every value, after its quote, counted while the table is written."""
    text = between.join("abc") + end
    places = []
    for number, row in enumerate(rows, start=2):
        first = text.count("\n") + 1
        for column, cell in enumerate(row):
            line = text.count("\n") + 1
            places.append(
                (
                    first,
                    "abc"[column],
                    Position("x", line, len(text) - text.rfind("\n") + 1, f"{'ABC'[column]}{number}"),
                )
            )
            text += '"' + cell.replace('"', '""') + '"' + (between if column < 2 else end)
    locator = CsvLocator(text, "x")
    for first, column_name, place in places:
        assert locator.value((first, column_name)).position == place
    told = [line for _, line in read_csv(text, "x", frozenset(), [], set())]
    assert told == [
        first for first, column_name, _ in places if column_name == "a" and any(rows_at(rows, places, first))
    ]


def rows_at(rows: list[tuple[str, ...]], places: list[tuple[int, str, Position]], first: int) -> tuple[str, ...]:
    starts = [line for line, name, _ in places if name == "a"]
    return rows[starts.index(first)]


@fast
@given(st.lists(st.sampled_from(["flow", "block", "late", "table"]), min_size=1, max_size=6), st.integers(0, 3))
def test_records_stand_where_it_is_told(forms: list[str], blank: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        text, table, places = "roles:\n", "id,source.in\n", {}
        for n, form in enumerate(forms):
            text += "\n" * blank
            line = text.count("\n") + 1
            if form == "table":
                places[f"r{n}"] = f"prov/roles.csv:{table.count(chr(10)) + 1}:1"
                table += f"r{n},s\n"
            else:
                places[f"r{n}"] = f"prov/r.yaml:{line}:{5 if form != 'late' else 8}"
                text += {
                    "flow": f"  - {{id: r{n}, source: {{in: s}}}}\n",
                    "block": f"  - source:\n      in: s\n    id: r{n}\n",
                    "late": f"  -    {{source: {{in: s}},\n id: r{n}}}\n",
                }[form]
        found = load(write(Path(folder), {"r.yaml": text, "roles.csv": table}))
        assert {r.id: str(found.position(r.id)) for r in found.records["roles"] if r.id != "chef"} == places
