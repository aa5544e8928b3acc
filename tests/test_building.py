"""The main job: one folder with everything, and a page that anyone can read."""

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from civo.building import Built, build
from civo.checking import checked
from civo.errors import CivoError
from civo.loading import load
from civo.opening import opened
from civo.outputs.as_html import Section, page
from civo.structure import structure_at
from civo.words import Text
from tests.loading.samples import loaded

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Path, list[Text]]:
    folder = tmp_path_factory.mktemp("built")
    said: list[Text] = []
    structure = structure_at(load(ROOT / "structures" / "civo-nord"))
    return build(structure, ROOT / "diagrams", folder, None, said.append), folder, said


class _Page(HTMLParser):
    """What a page holds: its tags with attributes, its ids, its headings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


def test_everything_is_in_the_folder(built: tuple[Built, Path, list[Text]]) -> None:
    result, folder, said = built
    figures = sorted(path.stem for path in (ROOT / "diagrams").glob("*.yaml"))
    names = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert names == {
        "index.html",
        *(f"figurer/{figure}.{form}" for figure in figures for form in ("svg", "png", "pdf", "pptx", "drawio")),
        *(f"rapport.{form}" for form in ("html", "pdf", "docx")),
        *(f"tabeller/{table}" for table in ("fragor.csv", "representation.csv", "luckor.csv", "luckor.json")),
    }
    assert result.files == len(names)
    assert result.figures == 10
    assert any("figur 1 av 10: hogre-regional-niva" in text.sv for text in said)


def test_the_page_is_accessible_and_needs_no_network(built: tuple[Built, Path, list[Text]]) -> None:
    text = built[0].page.read_text(encoding="utf-8")
    html = _Page(text)
    assert html.all("html")[0]["lang"] == "sv"
    assert len(html.all("h1")) == 1
    assert not html.all("script")
    assert all(not (a.get("style") or "") for _, a in html.tags)
    ids = [a["id"] for _, a in html.tags if a.get("id")]
    assert len(ids) == len(set(ids))
    targets = [a["href"] for a in html.all("a")]
    assert all(href[1:] in ids for href in targets if href and href.startswith("#"))
    assert all((built[1] / href).is_file() for href in targets if href and not href.startswith("#"))
    assert not re.search(r"(?:src|href)=\"https?:", text)
    assert all(a.get("scope") for a in html.all("th"))
    assert len(html.all("svg")) == 10 and all(a.get("aria-labelledby") for a in html.all("svg"))
    assert len(html.all("details")) == 10
    policy = next(a["content"] for a in html.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy and policy.startswith("default-src 'none'")


def test_the_page_says_what_was_checked(built: tuple[Built, Path, list[Text]]) -> None:
    text = built[0].page.read_text(encoding="utf-8")
    assert "angivna antal stämmer" in text
    assert "Avstängda lager, inte prövade: Uppgifter ur andra källor." in text
    findings = json.loads((built[1] / "tabeller" / "luckor.json").read_text(encoding="utf-8"))
    assert len(findings["findings"]) == len(built[0].report.findings)


def test_the_same_files_give_the_same_bytes(built: tuple[Built, Path, list[Text]], tmp_path: Path) -> None:
    structure = structure_at(load(ROOT / "structures" / "civo-nord"))
    build(structure, ROOT / "diagrams", tmp_path, None, lambda _: None)
    for path in built[1].rglob("*"):
        if path.is_file():
            assert (tmp_path / path.relative_to(built[1])).read_bytes() == path.read_bytes(), path.name


def test_another_structure_without_views_builds_too(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "structures", tmp_path / "structures")
    structure = structure_at(load(tmp_path / "structures" / "sverige"))
    result = build(structure, ROOT / "diagrams", tmp_path / "out", None, lambda _: None)
    assert result.figures == 0
    assert result.page.is_file()


def test_a_warning_does_not_stop_the_build(tmp_path: Path) -> None:
    text = """bodies:
  - id: b
    source: {in: s}
    seats: [{count: 1, rotates: {among: kind:kommun, order: [alby]}, source: {in: s}}]
"""
    structure = structure_at(loaded(tmp_path, {"b.yaml": text}))
    assert [problem.warning for problem in checked(structure).problems] == [True]
    (tmp_path / "diagrams").mkdir()
    assert build(structure, tmp_path / "diagrams", tmp_path / "out", None, lambda _: None).page.is_file()


def test_nothing_is_written_before_all_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    structure = structure_at(load(ROOT / "structures" / "civo-nord"))
    (tmp_path / "diagrams").mkdir()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("civo.building.published", stop)
    with pytest.raises(KeyboardInterrupt):
        build(structure, tmp_path / "diagrams", tmp_path / "out", None, lambda _: None)
    assert not (tmp_path / "out").exists()


def test_an_open_version_does_not_stand_among_files_of_another(tmp_path: Path) -> None:
    structure = opened(ROOT / "structures" / "civo-nord", audience="open")
    (tmp_path / "diagrams").mkdir()
    left = tmp_path / "out" / "tabeller" / "luckor.json"
    left.parent.mkdir(parents=True)
    left.write_text("{}", "utf-8")
    with pytest.raises(CivoError, match=r"tabeller/luckor\.json; 1 in all"):
        build(structure, tmp_path / "diagrams", tmp_path / "out", None, lambda _: None)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["tabeller"]
    left.unlink()
    for _ in range(2):  # over its own files it may be made again
        build(structure, tmp_path / "diagrams", tmp_path / "out", None, lambda _: None)


def test_names_are_data_in_the_page() -> None:
    hostile = "</title><script>alert(1)</script>"
    text = page(hostile, "sv", [hostile], [Section("a", hostile, "")])
    assert "<script>" not in text
