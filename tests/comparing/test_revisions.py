"""A structure as its repository has it at a revision."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from civo.comparing import compare
from civo.errors import CivoError, InvalidFiles
from civo.revisions import load_revision
from civo.sides import Side, both_opened, earlier_first
from civo.structure import structure_at

BASE = "kinds:\n  - {id: kommun, name: kommun, source: {in: s}}\nsources:\n  - {id: s, name: S}\n"
ONE = "bodies:\n  - {id: radet, name: Rådet, source: {in: s}}\n"
TWO = "bodies:\n  # en rad till\n  - {id: radet, name: Stora rådet, source: {in: s}}\n  - {id: nya, source: {in: s}}\n"


def git(folder: Path, *words: str) -> None:
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b"}
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, env={**os.environ, **who})


def write(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A structure that builds on one beside it; each has one commit, then another."""
    top = tmp_path / "förråd"
    inside, beside = top / "strukturer" / "prov", top / "strukturer" / "grund"
    write(beside, structure="title: Grund\ndate: 2024\n", a=BASE)
    write(inside, structure="title: Prov\ndate: 2024\nbuilds_on: grund\n", a=ONE)
    git(tmp_path, "init", "-q", str(top))
    git(top, "add", "-A")
    git(top, "commit", "-qm", "ett")
    git(top, "tag", "start")
    write(beside, a=BASE.replace("name: kommun", "name: stad"))
    write(inside, a=TWO)
    git(top, "add", "-A")
    git(top, "commit", "-qm", "två")
    write(inside, a=TWO.replace("Stora", "Allra största"))  # not committed
    return inside


def names(folder: Path, revision: str) -> dict[str, str]:
    structure = structure_at(load_revision(folder, revision))
    return {record.id: record.label.sv for record in (*structure.bodies, *structure.kinds)}


def test_files_are_read_as_they_were(folder: Path) -> None:
    assert names(folder, "HEAD~1") == names(folder, "start") == {"radet": "Rådet", "kommun": "kommun"}
    assert names(folder, "HEAD") == {"radet": "Stora rådet", "nya": "nya", "kommun": "stad"}
    assert names(folder / "structure.yaml", "HEAD") == names(folder, "HEAD")


def test_places_are_the_structures_own(folder: Path) -> None:
    loaded = load_revision(folder, "HEAD~1")
    assert str(loaded.position("radet")) == "HEAD~1:prov/a.yaml:2:5"
    assert str(loaded.position("kommun")) == "HEAD~1:grund/a.yaml:2:5"
    assert (loaded.path, loaded.revision) == (folder, "HEAD~1")


def test_compared(folder: Path) -> None:
    as_is = Side(folder)
    comparison = compare(*earlier_first(Side(folder, revision="start"), as_is))
    assert comparison.before.revision == "start" and not comparison.after.revision
    told = [(d.what.value, d.item.id, d.item.declared) for d in comparison.differences]
    assert told == [
        ("added", "nya", "prov/a.yaml:4:5"),
        ("renamed", "kommun", "grund/a.yaml:2:5"),
        ("renamed", "radet", "prov/a.yaml:3:5"),
    ]
    assert comparison.differences[2].before[0].declared == "start:prov/a.yaml:2:5"
    assert compare(*both_opened(Side(folder, revision="start"), Side(folder, revision="HEAD~1"))).is_same


def test_the_repositorys_top_may_be_the_structure(tmp_path: Path) -> None:
    folder = tmp_path / "ensam"
    write(folder, structure="title: Ensam\ndate: 2024\n", a=BASE)
    git(tmp_path, "init", "-q", str(folder))
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "ett")
    assert str(load_revision(folder, "HEAD").position("kommun")) == "HEAD:ensam/a.yaml:2:5"


def test_what_comes_with_civo_may_be_built_on(folder: Path) -> None:
    write(folder.parent / "eget", structure="title: Eget\ndate: 2024\nbuilds_on: sverige\n")
    git(folder, "add", "-A", str(folder.parent))
    git(folder, "commit", "-qm", "tre")
    loaded = load_revision(folder.parent / "eget", "HEAD")
    assert str(loaded.position("norra-civilomradet")).startswith("sverige/")


@pytest.mark.parametrize("revision", ["finns-inte", "HEAD~9", "--help", "", "HEAD:strukturer"])
def test_no_such_revision(folder: Path, revision: str) -> None:
    with pytest.raises(CivoError, match="has no revision"):
        load_revision(folder, revision)


def test_a_folder_that_was_not_there_then(folder: Path) -> None:
    write(folder.parent / "ny", structure="title: Ny\ndate: 2024\n")
    with pytest.raises(CivoError, match=r"strukturer/ny had no structure\.yaml at the revision HEAD"):
        load_revision(folder.parent / "ny", "HEAD")


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write(tmp_path / "prov", structure="title: Prov\ndate: 2024\n")
    with pytest.raises(CivoError, match="does not lie in a git repository"):
        load_revision(tmp_path / "prov", "HEAD")
    with pytest.raises(CivoError, match="no folder"):
        load_revision(tmp_path / "ingen", "HEAD")


def test_no_git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CivoError, match="git is not installed"):
        load_revision(folder, "HEAD")


def test_files_that_were_wrong(folder: Path) -> None:
    write(folder, a="bodies:\n  - {id: radet, nam: Rådet, source: {in: s}}\n")
    git(folder, "commit", "-qam", "fel")
    with pytest.raises(InvalidFiles) as wrong:
        load_revision(folder, "HEAD")
    assert [str(problem.position) for problem in wrong.value.problems] == ["HEAD:prov/a.yaml:2:17"]


def test_a_link_out_of_the_folder_is_refused(folder: Path) -> None:
    (folder / "b.yaml").symlink_to("/etc/hostname")
    git(folder, "add", "-A", str(folder))
    git(folder, "commit", "-qm", "länk")
    with pytest.raises(CivoError, match="cannot read strukturer/prov"):
        load_revision(folder, "HEAD")
