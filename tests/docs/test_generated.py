"""The generated documents and schemas are what the code says today, and keep what they promise."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from civo.cli import civo
from civo.errors import InvalidFiles, UnknownName
from civo.loading import load
from civo.records import KINDS, Body
from civo.schema import FILES, fields_of, json_schema

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.glob("*.md")), *sorted((DOCS / "rules").glob("*.md"))]


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: a date is a text, `no` is a text, 0114 is a number."""


EditorLoader.yaml_implicit_resolvers = {}
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|True|TRUE|false|False|FALSE)$"), None)
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), None)
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]+\.[0-9]*$"), None)
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), None)
EditorLoader.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(str(node.value)))


def refused(text: str, name: str = "records") -> list[str]:
    """What a schema refuses in a YAML text."""
    validator = jsonschema.Draft202012Validator(json_schema(name))
    data = yaml.load(text, EditorLoader)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def test_what_is_committed_is_what_is_generated(tmp_path: Path) -> None:
    command = [sys.executable, str(DOCS / "generate.py"), str(tmp_path)]
    subprocess.run(command, check=True, cwd=tmp_path, env={**os.environ, "LANG": "sv_SE.UTF-8", "COLUMNS": "40"})
    made = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.*")}
    here = [*(DOCS / "rules").glob("*.md"), *(ROOT / "schema").glob("*.json"), *(ROOT / "civo").rglob("*.mo")]
    assert sorted({name for name in made if not re.fullmatch(r"docs/[a-z]+\.md", name)}) == sorted(
        path.relative_to(ROOT).as_posix() for path in here
    ), "run: python docs/generate.py"
    stale = [name for name, text in made.items() if (ROOT / name).read_bytes() != text]
    assert stale == [], "run: python docs/generate.py"


def test_every_example_in_the_guide_is_a_file() -> None:
    guide = "".join(page.read_text("utf-8") for page in DOCS.glob("*.md"))
    embedded = re.findall(r"<!-- example: (\S+) -->\n```(?:yaml|csv)\n(.*?)```", guide, re.DOTALL)
    assert len(embedded) > 30
    files = (DOCS / "files.md").read_text("utf-8")
    assert files.count("<!-- example: ") == len(re.findall(r"^```(?:yaml|csv)$", files, re.MULTILINE))
    for name, text in embedded:
        assert (DOCS / "examples" / name).read_text("utf-8") == text, name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        file, _, anchor = target.partition("#")
        linked = (page.parent / file) if file else page
        assert linked.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", linked.read_text("utf-8"), re.MULTILINE)
            assert anchor in {heading.strip("`").lower().replace(" ", "-") for heading in headings}, target


@pytest.mark.parametrize(
    "page", [DOCS / "files.md", DOCS / "measures.md", ROOT / "README.md"], ids=lambda page: page.stem
)
def test_commands_that_pages_name_exist(page: Path) -> None:
    """Each `civo ...` in a page is a command with options that it has."""
    named = re.findall(r"`civo ([a-z][^`\n]*)`", page.read_text("utf-8"))
    assert named
    for line in named:
        name, *words = shlex.split(line)
        assert name in civo.commands, line
        known = {option for parameter in civo.commands[name].params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known, line


def test_every_field_has_a_meaning() -> None:
    for model in KINDS.values():
        for field in fields_of(model):
            assert field.meaning.endswith((".", '"', "`")), f"{model.__name__}.{field.name}"


def test_fields_of_a_body() -> None:
    fields = {field.name: field for field in fields_of(Body)}
    assert list(fields)[:3] == ["id", "name", "aliases"]
    assert fields["from"].meaning == "When it began, as exactly as known."
    assert (fields["handles"].many, fields["handles"].single, fields["handles"].refs) == (True, True, ("issues",))
    assert (fields["level"].many, fields["level"].required, fields["level"].refs) == (False, False, ("levels",))
    assert fields["several"].leaf is bool
    assert fields["id"].required


@pytest.mark.parametrize("name", [*FILES, *KINDS])
def test_every_schema_is_one(name: str) -> None:
    schema = json_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    text = yaml.safe_dump(schema)
    named = set(re.findall(r"#/\$defs/(\w+)", text))
    assert named == schema["$defs"].keys(), "a definition is missing, or nothing refers to it"


def sort_of(path: Path) -> str:
    if path.name == "structure.yaml":
        return "structure"
    if path.parent.name == "scenarios":
        return "scenario"
    return "view" if path.parent.name == "diagrams" or path.name == "view.yaml" else "records"


@pytest.mark.parametrize(
    "path",
    [p for folder in ("structures", "diagrams", "docs/examples") for p in sorted((ROOT / folder).rglob("*.yaml"))],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_what_is_shipped_fits_its_schema(path: Path) -> None:
    assert refused(path.read_text("utf-8"), sort_of(path)) == []


GOOD = [
    "bodies: [{id: a, source: {in: s}, seats: {count: 1}}]",
    "bodies: [{id: a, source: {in: s}, seats: [{count: 1}]}]",
    "bodies: [{id: a, source: [{in: s}], handles: x, composition: open}]",
    "seats: [{body: a, held_by: {organization: o, observed: 2023}, source: {in: s}}]",
    "seats: [{body: a, held_by: [{organization: o, from: 2023-05, to: 2023-05-17}], each: true, source: {in: s}}]",
    "absences: [{who: 'kind:kommun in:lan', level: regional, source: {in: s}}]",
    "absences: [{who: {kind: [a, b], not: {in: [c], not: d}}, level: x, source: {in: s}}]",
    "areas: [{id: a, code: 0114, source: {in: s}}]",
    "sources: [{id: s, name: 5.2}]",
    "organizations: [{id: o, kind: k, identifiers: {scb: 0114}, source: {in: s}}]",
    "relations: [{who: a, does: leads, what: [b], source: {in: s}}]",
    "plans: [{id: p, for: o, required: yes, adopted: no, source: {in: s}}]",
    "issues: [{id: i, name: {sv: Vatten, en: Water}, source: {in: s}}]",
]
BAD = [
    "bodies: [{id: a, source: {in: s}, seats: [1]}]",
    "bodys: []",
    "bodies: {id: a, source: {in: s}}",
    "bodies: [{id: a}]",
    "bodies: [{source: {in: s}}]",
    "bodies: [{id: Å, source: {in: s}}]",
    "bodies: [{id: a, source: {in: s}, compositon: open}]",
    "bodies: [{id: a, source: {in: s}, composition: shut}]",
    "bodies: [{id: a, source: {in: s}, from: 23}]",
    "bodies: [{id: a, source: {in: s}, seats: [{count: one}]}]",
    "bodies: [{id: a, source: {at: x}}]",
    "bodies: [{id: a, source: {in: s}, level: [x]}]",
    "seats: [{count: 1, source: {in: s}}]",
    "seats: [{body: a, start: 2023, source: {in: s}}]",
    "absences: [{who: {type: kommun}, source: {in: s}}]",
    "absences: [{level: regional, source: {in: s}}]",
    "issues: [{id: i, name: {}, source: {in: s}}]",
    "relations: [{who: a, does: likes, what: [b], source: {in: s}}]",
    "organizations: [{id: o, source: {in: s}}]",
]


@pytest.mark.parametrize("text", GOOD)
def test_the_schema_lets_pass_what_the_language_allows(text: str, tmp_path: Path) -> None:
    assert refused(text) == []
    assert not fields_refused(text, tmp_path)


@pytest.mark.parametrize("text", BAD)
def test_the_schema_refuses_what_the_loader_refuses(text: str, tmp_path: Path) -> None:
    assert refused(text) != []
    assert fields_refused(text, tmp_path)


def fields_refused(text: str, folder: Path) -> list[str]:
    """What the loader finds wrong, apart from ids that these snippets do not declare."""
    (folder / "structure.yaml").write_text("{title: t, date: 2024}", "utf-8")
    (folder / "a.yaml").write_text(text, "utf-8")
    try:
        load(folder)
    except InvalidFiles as wrong:
        return [p.message.en for p in wrong.problems if not p.message.en.endswith("does not exist")]
    return []


def test_a_nested_seat_may_leave_out_its_body_and_a_seat_of_its_own_may_not() -> None:
    definitions: dict[str, Any] = json_schema()["$defs"]
    assert definitions["Seat"]["required"] == ["body"]
    assert "required" not in definitions["SeatInBody"]
    assert definitions["Absence"]["required"] == ["source", "who"]
    assert definitions["Body"]["required"] == ["id", "source"]
    assert "source" not in definitions["Source"].get("required", [])


def test_no_such_schema() -> None:
    with pytest.raises(UnknownName, match="bodies"):
        json_schema("bodes")


def test_the_command_prints_and_writes(tmp_path: Path) -> None:
    printed = CliRunner().invoke(civo, ["schema"])
    assert printed.stdout == (ROOT / "schema" / "records.schema.json").read_text("utf-8")
    assert CliRunner().invoke(civo, ["schema", "--output", str(tmp_path / "s")]).exit_code == 0
    assert sorted(p.name for p in (tmp_path / "s").iterdir()) == [
        "records.schema.json",
        "scenario.schema.json",
        "structure.schema.json",
        "view.schema.json",
    ]
