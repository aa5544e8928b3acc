"""Every planted defect of files is found once, at its place, and nothing else is.

The defects are marked where they stand: `# DEFECT: kind column` on the line (in a table `DEFECT: kind cell`, in a note), or in
`files.marks` for files that can hold no mark. To plant one more, write it and mark it.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from civo.checking import checked
from civo.errors import InvalidFiles, Problem
from civo.loading import load
from civo.outputs.as_problems import problems_text
from civo.structure import structure_at

HERE = Path(__file__).parent
MARK = re.compile(r"DEFECT: (?P<kind>[a-z0-9-]+)(?: (?P<place>[A-Z]*[0-9]+))?")
BESIDE = re.compile(r"(?P<file>[^:#\s]+):(?P<line>\d+)(?::(?P<place>[A-Z]*\d+))? (?P<kind>\S+)")
STRUCTURES = ("files", "manifest", "base", "numbers")
KINDS = {
    "unknown-reference": '"{}" does not exist',
    "wrong-kind": '"{}" is a.*',
    "circle": "runs in a circle: .*",
    "across-layers": '"{}" is only in the layer {}, which may be off',
    "absence-of-nothing": "the absence names neither a level nor a body",
    "id-twice": 'the id "{}" is taken: .*',
    "no-source": 'the record "{}" has no source',
    "missing-field": 'the field "{}" is missing',
    "unknown-field": 'there is no field "{}" here',
    "bad-id": '"{}" will not do as an id',
    "bad-word": '"{}" will not do as (?!an id).*',
    "bad-date": '{}: "{}" is not a date that exists',
    "bad-number": '{}: "{}" is not a whole number',
    "bad-truth": '{}: "{}" is neither true nor false',
    "bad-term": '{}: "{}" is not a length of time',
    "bad-selector": 'the selector cannot be read at "{}"',
    "too-small": "{}: {} is too small",
    "not-a-text": "{} has to be a text",
    "not-fields": "{} has to have fields of its own",
    "not-a-record": "{} has to be a list of records with fields|each record in {} has to have fields",
    "backwards": "ends {} but begins {}",
    "order-twice": '"{}" stands twice in the order',
    "order-outside": "the order names {}, who is not among those who share the seat: .*",
    "order-leaves-out": "the order leaves out .*",
    "seat-of-another-body": "the seat stands in one body but names another",
    "unknown-kind": '"{}" is not a kind of record',
    "unknown-table": "the file name does not say which kind of record the table holds: .*",
    "not-under-kind": "the file has to list records under their kind",
    "tag": "tags .* are not allowed",
    "anchor": "anchors .* are not allowed",
    "alias": "aliases .* are not allowed: .*",
    "merge": "merge keys .* are not allowed: .*",
    "key-twice": '"{}" stands twice',
    "odd-key": "a key has to be one word",
    "control-character": "control characters are not allowed",
    "second-document": "the file has a second document .*",
    "too-deep": "nested deeper than .*",
    "syntax": "the YAML cannot be read here: .*",
    "csv-syntax": "the table cannot be read here: .*",
    "column-twice": "the column .* stands twice or clashes with a column below it",
    "row-too-long": "the row has {} cells but the header {}: .*",
    "encoding": "the file is not UTF-8 .*",
    "utf-16": "the file is saved as UTF-16",
    "workbook": "the workbook is not read",
    "unknown-area": 'there is no area "{}"',
    "no-such-file": "no file is called {}",
    "file-in-two-layers": "{} belongs to another layer already",
    "layer-twice": 'there is a layer "{}" already',
    "no-such-base": "there is no structure {}",
    "builds-on-itself": "the structure builds on itself",
    "count": "{}: the source says {}, but {} are declared",
}
"""What is said in English of each kind of defect; {} stands for a word."""


class Defect(NamedTuple):
    """A defect, marked or found: column and cell only where the mark tells them."""

    file: str
    line: int
    kind: str
    place: str = ""


def marked(name: str) -> list[Defect]:
    """The marks of a structure's files, and those beside them."""
    found = []
    for path in sorted((HERE / name).iterdir()):
        for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").split("\n"), start=1):
            found += [Defect(f"{name}/{path.name}", number, m["kind"], m["place"] or "") for m in MARK.finditer(line)]
    for line in (HERE / "files.marks").read_text("utf-8").splitlines():
        if (m := BESIDE.match(line)) and m["file"].startswith(f"{name}/"):
            found.append(Defect(m["file"], int(m["line"]), m["kind"], m["place"] or ""))
    return sorted(found)


def problems_of(name: str) -> list[Problem]:
    """All that loading a structure, and checking it, says is wrong."""
    try:
        loaded = load(HERE / name)
    except InvalidFiles as wrong:
        return list(wrong.problems)
    return [*checked(structure_at(loaded)).problems, *loaded.warnings]


def kind_of(problem: Problem) -> str:
    """The kind of a problem, from what is said of it; what no kind fits is told in its own words."""
    said = problem.message.in_language("en")
    for kind, words in KINDS.items():
        if re.fullmatch(words.replace("{}", ".*?"), said, re.DOTALL):
            return kind
    return said


def found(name: str) -> list[Defect]:
    """The problems of a structure as defects, each with its column or cell."""
    return sorted(
        Defect(p.position.file, p.position.line, kind_of(p), p.position.cell or str(p.position.column))
        for p in problems_of(name)
    )


def without_place(defects: list[Defect]) -> Counter[Defect]:
    return Counter(defect._replace(place="") for defect in defects)


@pytest.mark.parametrize("name", STRUCTURES)
def test_each_defect_is_found_once_at_its_line_and_nothing_else_is(name: str) -> None:
    wanted, told = without_place(marked(name)), without_place(found(name))
    assert {"not found": wanted - told, "found beside": told - wanted} == {
        "not found": Counter(),
        "found beside": Counter(),
    }


@pytest.mark.parametrize("name", STRUCTURES)
def test_and_at_its_column_or_cell(name: str) -> None:
    wanted = [defect for defect in marked(name) if defect.place]
    assert [defect for defect in wanted if defect not in found(name)] == []


def test_there_are_defects_of_every_kind() -> None:
    every = [defect for name in STRUCTURES for defect in marked(name)]
    assert {defect.kind for defect in every} == KINDS.keys()
    assert len(every) >= 30


@pytest.mark.parametrize("name", STRUCTURES)
def test_each_is_said_in_both_languages_with_its_line(name: str) -> None:
    problems = problems_of(name)
    for language in ("sv", "en"):
        text = problems_text(problems, HERE, language)
        for problem in problems:
            assert problem.message.in_language(language) in text
    assert all(problem.message.sv != problem.message.en for problem in problems)


NEAREST = {
    "cheff": "chef",
    "brega": "berga",
    "raadet": "radet",
    "bergga": "berga",
    "lga": "lag",
    "naem": "name",
    "closd": "closed",
    "chaair": "chair",
    "bodis": "bodies",
    "1 yaer": "1 year",
    "extrra.yaml": "extra.yaml",
    "lann": "lan",
    "sverge": "sverige",
    "titel": "title",
    "rolle": "role",
}


def test_misspelt_words_are_shown_their_nearest_right_spelling() -> None:
    problems = [problem for name in STRUCTURES for problem in problems_of(name)]
    for wrong, right in NEAREST.items():
        told = {p.suggestion for p in problems if re.search(rf"(?<![\w.]){re.escape(wrong)}(?!\w)", p.message.en)}
        assert told == {right}, wrong
