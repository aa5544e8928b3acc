"""Files are written whole or not at all, and where they may be."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from civo.errors import CivoError
from civo.outputs.files import expect_writable, write_whole


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "fil.txt"
    write_whole(path, "förr")

    def fails(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Path, "replace", fails)
        write_whole(path, "nu")
    assert path.read_text("utf-8") == "förr" and [*tmp_path.iterdir()] == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "fil.txt").write_text("förr", "utf-8")
    link = tmp_path / "länk.txt"
    try:
        link.symlink_to("fil.txt")
    except OSError:
        pytest.skip("no links on this system")
    write_whole(link, "nu")
    assert link.is_symlink() and (tmp_path / "fil.txt").read_text("utf-8") == "nu"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name on this system")
def test_what_is_no_file_is_written_to_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "rör"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, "nu")
    reader.join(timeout=10)
    assert read == [b"nu"] and pipe.is_fifo()


@pytest.mark.parametrize("name", ["", "fil.txt/x.svg", "fil.txt/mapp/x.svg"])
def test_a_place_that_takes_no_file_is_refused_before_and_when_it_is_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "fil.txt").write_text("", "utf-8")
    for write in (expect_writable, lambda path: write_whole(path, "x")):
        with pytest.raises(CivoError, match="cannot write"):
            write(tmp_path / name)
    expect_writable(tmp_path / "fil.txt")
    expect_writable(tmp_path / "ny" / "mapp" / "x.svg")
    assert not (tmp_path / "ny").exists()
