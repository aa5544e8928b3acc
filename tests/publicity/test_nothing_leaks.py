"""Whatever is internal: no byte of what an open audience gets tells its name or its id."""

from __future__ import annotations

import re
import zipfile
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from civo.cli import civo
from civo.errors import CivoError
from civo.loading import load
from civo.records import KINDS
from tests.drawn_text import drawn_text
from tests.publicity.samples import NUMBER, SECRET, TELLS, WORLD, files, records, written

FORMATS = ("table", "json", "csv", "md")
ASKED = (
    *(["list", kind] for kind in KINDS),
    *(["show", name] for name in ("riksradet", "landskap-ost", "vattenvard", "riksplanen", "regional")),
    ["who", "riksradet"],
    ["who", "landskapsmotet"],
    ["where", "by"],
    ["where", "landskap-ost"],
    ["issue", "farleder"],
    ["issues"],
    ["matrix"],
    ["matrix", "--rows", "issues"],
    ["matrix", "--columns", "organizations"],
    ["load"],
    ["load", "riksradet"],
    ["timeline"],
    ["timeline", "riksradet"],
    ["measures"],
    ["measures", "routes"],
    ["measures", "overlap"],
    ["route", "landskap-ost", "riksradet"],
    ["route", "by", "nationell"],
    ["gaps"],
    ["close", "--possible", "--rule", "unhandled-issue"],
    ["check"],
    ["compare", "at:2020", "at:2025", "--layer", "tankar"],
    ["compare", "layer:tankar"],
    ["who", "zqx-1"],
    ["show", "Qvxhemlig1 ru"],
    ["list", "bodies", "--where", "seats:kind:by"],
)


def ask(folder: Path, *words: str) -> Result:
    result = CliRunner().invoke(civo, [*words, "--structure", str(folder), "--audience", "open"])
    wrong = result.exception
    assert wrong is None or isinstance(wrong, (CivoError, SystemExit)), (words, wrong)
    return result


def said(result: Result, asked: tuple[str, ...] = ()) -> str:
    """All that the reader gets, without the very words that they asked with."""
    wrong = result.exception
    text = result.output + result.stderr + (f"{wrong.text.sv} {wrong.text.en}" if isinstance(wrong, CivoError) else "")
    for word in asked:
        text = text.replace(word, "")
    return text


def leaks(folder: Path) -> list[str]:
    found = []
    for n, words in enumerate(ASKED):
        form = FORMATS[n % len(FORMATS)]
        result = ask(folder, *words, "--format", form)
        if hit := SECRET.search(said(result, tuple(words))):
            text = said(result, tuple(words))
            found.append(f"{words} {form}: {text[max(0, hit.start() - 80) : hit.end() + 20]}")
    return found


VIEWS = {
    "platser": """structure: sjoriket
title: Platser
caption: Vem som sitter var
levels: [nationell, regional, lokal]
area: riket
include: {level: [nationell, regional]}
actors: [kind:by, [landskap-ost], kind:verk]
proposed: true
""",
    "fragor": """structure: sjoriket
title: Frågor
caption: Vad som behöver vad
issues: [vattenvard, farleder, brandskydd, bropengar, storflod]
arrangement: sjoordningen
""",
}


def figures_leak(folder: Path, secret: set[int]) -> list[str]:
    """The files of a built folder, and the figures as DOT, in which something internal stands; the views name it too."""
    ids = {r["id"]: f"zqx-{n}" for n, (_, r) in enumerate(records(files())) if n in secret and "id" in r}
    views = folder.parent / "views"
    views.mkdir()
    for name, text in VIEWS.items():
        new = "".join(ids.get(word, word) for word in re.split(r"([ ,:\[\]\n]+)", text))
        (views / f"{name}.yaml").write_text(new.replace(ids.get("kind", "\0"), "kind"), "utf-8")
    built = folder.parent / "built"
    told = [ask(folder, "build", "--views", str(views), "--output", str(built))]
    told += [ask(folder, "draw", name, "--views", str(views), "--format", "dot") for name in VIEWS]
    found = [said(result) for result in told if SECRET.search(said(result))]
    for path in sorted(built.rglob("*")):
        if path.is_file() and any(SECRET.search(text) for text in (path.name, *texts_of(path))):
            found.append(str(path))
    return found


def texts_of(path: Path) -> list[str]:
    """What a file says: as text, each part of a zipped one, and of a PDF its titles, alternative texts, tags and letters."""
    if path.suffix in (".docx", ".pptx"):
        with zipfile.ZipFile(path) as file:
            return [file.read(name).decode("utf-8", "replace") + name for name in file.namelist()]
    if path.suffix == ".pdf":
        with pikepdf.open(path) as opened:
            told = [repr(thing) for thing in opened.objects if isinstance(thing, pikepdf.Dictionary)]
            return [*told, *drawn(opened)]
    return [path.read_bytes().decode("utf-8", "replace")]


def drawn(opened: pikepdf.Pdf) -> tuple[str, str]:
    """All letters that the pages draw, and the same with words put together that were broken at the end of a line."""
    text = "".join(one.text for one in drawn_text(opened))
    return text, re.sub(r"[-\u00ad\u2010\s]", "", text)


@settings(max_examples=8)
@given(st.sets(st.integers(0, NUMBER - 1), min_size=1, max_size=6), st.booleans(), st.booleans())
def test_no_internal_name_or_id_in_any_answer(secret: set[int], assessed: bool, tells: bool) -> None:
    with TemporaryDirectory() as temporary:
        folder = written(Path(temporary), files(), secret, assessed, TELLS if tells else "")
        load(folder)  # with everything there the files are right
        assert not leaks(folder)


@pytest.mark.parametrize("secret", range(NUMBER), ids=[f"{k}-{r.get('id', '')}" for k, r in records(files())])
def test_each_record_may_be_internal(secret: int, tmp_path: Path) -> None:
    folder = written(tmp_path, files(), {secret}, True, TELLS)
    for words in (["list", "bodies"], ["list", "seats"], ["issues"], ["gaps"], ["timeline"], ["matrix"], ["load"]):
        result = ask(folder, *words, "--format", "json")
        assert not isinstance(result.exception, CivoError), result.exception
        assert not SECRET.search(said(result))


def test_the_world_is_read_as_it_is() -> None:
    with TemporaryDirectory() as temporary:
        folder = written(Path(temporary), files(), (), False)
        kinds, own = ({i: type(r) for i, r in load(f).by_id.items()} for f in (folder, WORLD / "sjoriket"))
        assert kinds == own


@pytest.mark.parametrize("start", range(0, 60, 20))
def test_nothing_in_a_built_folder_or_a_figure(start: int, tmp_path: Path) -> None:
    secret = set(range(start, NUMBER, 17))
    folder = written(tmp_path, files(), secret, True, TELLS)
    assert not figures_leak(folder, secret)


def test_the_letters_of_a_pdf_are_read(tmp_path: Path) -> None:
    """What is internal stands in the PDF for those inside, so that its not standing in the open one means something."""
    body = next(
        n for n, (kind, record) in enumerate(records(files())) if kind == "bodies" and record.get("id") == "riksradet"
    )
    folder = written(tmp_path, files(), {body}, True, TELLS)
    told = {}
    for audience in ("internal", "open"):
        target = tmp_path / f"{audience}.pdf"
        words = ["report", "--structure", str(folder), "--format", "pdf", "--output", str(target)]
        result = CliRunner().invoke(civo, [*words, "--audience", audience])
        assert result.exit_code == 0, result.output
        with pikepdf.open(target) as opened:
            told[audience] = drawn(opened)
    assert SECRET.search(told["internal"][0]) and len(told["open"][0]) > 5000
    assert not any(SECRET.search(text) for text in told["open"])


@pytest.mark.parametrize("kind", ["bodies", "seats", "issues", "organizations"])
def test_how_many_are_internal_changes_no_letter_of_a_pdf(kind: str, tmp_path: Path) -> None:
    """One internal record more beside two of its sort: the open report is letter for letter the same."""
    numbers = [
        n for n, (found, record) in enumerate(records(files())) if found == kind and ("id" in record or kind == "seats")
    ][1:3]
    told: dict[str, list[str]] = {"open": [], "internal": []}
    for more in (False, True):
        folder = written(tmp_path / str(more), files(), numbers, True, TELLS)
        without_numbers(folder)
        if more:
            add_twin(folder, kind)
        for audience, texts in told.items():
            target = tmp_path / f"{more}-{audience}.pdf"
            words = ["report", "--structure", str(folder), "--format", "pdf", "--output", str(target)]
            assert CliRunner().invoke(civo, [*words, "--audience", audience]).exit_code == 0
            with pikepdf.open(target) as opened:
                texts.append(drawn(opened)[0])
    assert told["open"][0] == told["open"][1]
    assert told["internal"][0] != told["internal"][1]


def add_twin(folder: Path, kind: str) -> None:
    """Puts a copy of an internal record, with an id and a name of its own, beside it."""
    for path in sorted(folder.parent.rglob("*.yaml")):
        listed = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        if path.name == "structure.yaml":
            continue
        for some in (
            listed.get(kind, []),
            *([b.get("seats", []) for b in listed.get("bodies", [])] if kind == "seats" else []),
        ):
            secret = next((record for record in some if record.get("publicity", {}).get("level") == "internal"), None)
            if secret is None:
                continue
            name = {"sv": "Qvxhemlig tvilling", "en": "Qvxsecret twin"}
            some.append({k: v for k, v in deepcopy(secret).items() if k != "seats"} | {"id": "zqx-twin", "name": name})
            path.write_text(yaml.safe_dump(listed, allow_unicode=True), "utf-8")
            load(folder)  # the files are right still
            return
    raise AssertionError(kind)


def without_numbers(folder: Path) -> None:
    """Takes away the numbers that the world's sources give: with a twin they would be wrong."""
    for path in folder.parent.rglob("*.yaml"):
        listed = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        for record in listed.get("collectives", ()):
            record.pop("number", None)
        listed.pop("counts", None)
        path.write_text(yaml.safe_dump(listed, allow_unicode=True), "utf-8")
