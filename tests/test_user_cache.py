"""The user's cache: what is kept comes back, and nothing that is damaged or that others may have written."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from civo.user_cache import keep, kept

unix = pytest.mark.skipif(sys.platform == "win32", reason="Unix permissions")


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The empty folder that the cache is to use."""
    monkeypatch.setattr("civo.user_cache._user_cache", lambda: tmp_path)
    return tmp_path / "civo"


@pytest.mark.usefixtures("folder")
def test_what_is_kept_comes_back_and_nothing_else() -> None:
    assert kept("font-a") is None
    keep("font-a", b"glyphs", most=2)
    assert kept("font-a") == b"glyphs"
    assert kept("font-b") is None


@unix
def test_it_is_written_for_this_user_alone(folder: Path) -> None:
    keep("font-a", b"glyphs", most=2)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not stat.S_IMODE((folder / "font-a").stat().st_mode) & 0o077


def test_a_damaged_file_is_not_used(folder: Path) -> None:
    keep("font-a", b"glyphs", most=2)
    good = (folder / "font-a").read_bytes()
    for content in (b"", good[:10], good[:-1], good + b"x", good.replace(b"g", b"h")):
        (folder / "font-a").write_bytes(content)
        assert kept("font-a") is None


def test_a_file_kept_under_another_name_is_not_used(folder: Path) -> None:
    keep("font-a", b"glyphs", most=2)
    (folder / "font-a").rename(folder / "font-b")
    assert kept("font-b") is None


@unix
def test_a_file_that_others_may_write_is_not_used(folder: Path) -> None:
    keep("font-a", b"glyphs", most=2)
    (folder / "font-a").chmod(0o622)
    assert kept("font-a") is None


@unix
def test_a_file_of_another_user_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep("font-a", b"glyphs", most=2)
    monkeypatch.setattr(os, "getuid", lambda: folder.stat().st_uid + 1)
    assert kept("font-a") is None


@unix
def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    keep("font-a", b"glyphs", most=2)
    (folder / "font-a").rename(tmp_path / "elsewhere")
    (folder / "font-a").symlink_to(tmp_path / "elsewhere")
    assert kept("font-a") is None


def test_only_the_newest_of_a_kind_stay(folder: Path) -> None:
    keep("module-a", b"code", most=1)
    for age, name in enumerate("dcba"):
        keep(f"font-{name}", name.encode(), most=2)
        os.utime(folder / f"font-{name}", ns=(age, age))
    assert sorted(path.name for path in folder.iterdir()) == ["font-a", "font-b", "module-a"]


@pytest.mark.parametrize("place", [None, Path("relative"), Path("/dev/null")])
def test_without_a_folder_nothing_is_kept(monkeypatch: pytest.MonkeyPatch, place: Path | None) -> None:
    monkeypatch.setattr("civo.user_cache._user_cache", lambda: place)
    before = set(Path().iterdir())
    keep("font-a", b"glyphs", most=2)
    assert kept("font-a") is None
    assert set(Path().iterdir()) == before
