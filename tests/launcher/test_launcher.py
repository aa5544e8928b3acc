"""The launcher `cli.py`: when it installs, what it says when it cannot, and what it hands over to.

Each test works on a copy of cli.py in an empty folder. Nothing is installed, unless CIVO_TEST_INSTALL is set.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).resolve().parents[2]
FILES = ("cli.py", "pyproject.toml", "requirements.lock")


def load(folder: Path) -> ModuleType:
    """The launcher of a checkout, as a module."""
    spec = importlib.util.spec_from_file_location("launcher", folder / "cli.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def launcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The launcher of a new checkout: no .venv yet, English messages, no settings from outside."""
    for name in ("PIP_INDEX_URL", "PIP_CERT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CIVO_LANG", "en")
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in FILES:
        shutil.copy(CHECKOUT / name, folder)
    return load(folder)


def make_ready(launcher: ModuleType, test: bool = False) -> None:
    """A .venv that says it is finished."""
    launcher.PYTHON.parent.mkdir(parents=True, exist_ok=True)
    launcher.PYTHON.touch()
    launcher.finish(launcher.wanted_stamp(test))


def pip_that(monkeypatch: pytest.MonkeyPatch, launcher: ModuleType, answer: Callable[..., int], says: str = "") -> None:
    """Instead of running .venv's Python, answer with an exit code."""
    monkeypatch.setattr(
        launcher, "run", lambda *words: SimpleNamespace(returncode=answer(*words), stdout=says.encode())
    )


def test_old_pythons_can_read_the_file() -> None:
    ast.parse((CHECKOUT / "cli.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_is_told_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 6, 15, "final", 0))
    with pytest.raises(SystemExit) as stop:
        load(CHECKOUT)
    swedish, english = str(stop.value).splitlines()
    assert "behöver Python 3.11 eller nyare; det här är 3.6.15" in swedish
    assert "needs Python 3.11 or newer; this is 3.6.15" in english


def test_a_new_checkout_is_not_ready(launcher: ModuleType) -> None:
    assert not launcher.is_ready(launcher.read_stamp(), test=False)


@pytest.mark.parametrize(
    ("made", "asked", "ready"), [(False, False, True), (True, True, True), (True, False, True), (False, True, False)]
)
def test_the_test_tools_also_serve_civo(launcher: ModuleType, made: bool, asked: bool, ready: bool) -> None:
    make_ready(launcher, test=made)
    assert launcher.is_ready(launcher.read_stamp(), test=asked) is ready


@pytest.mark.parametrize("name", ["pyproject.toml", "requirements.lock"])
def test_changed_dependencies_are_installed_into_the_same_venv(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    make_ready(launcher)
    with (launcher.ROOT / name).open("a") as file:
        file.write("# changed\n")
    pip_that(monkeypatch, launcher, lambda *_: 0)
    assert not launcher.is_ready(launcher.read_stamp(), test=False)
    assert launcher.is_whole(launcher.read_stamp())


def test_a_moved_checkout_is_made_anew(launcher: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    make_ready(launcher)
    moved = load(launcher.ROOT.rename(launcher.ROOT.with_name("moved")))
    pip_that(monkeypatch, moved, lambda *_: 0)
    assert not moved.is_ready(moved.read_stamp(), test=False)
    assert not moved.is_whole(moved.read_stamp())


def test_another_python_makes_it_anew(launcher: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    make_ready(launcher)
    launcher.finish({**launcher.read_stamp(), "python": "3.10"})
    pip_that(monkeypatch, launcher, lambda *_: 0)
    assert not launcher.is_ready(launcher.read_stamp(), test=False)
    assert not launcher.is_whole(launcher.read_stamp())


@pytest.mark.parametrize("stamp", ["", "{", "[]", "null"])
def test_a_half_made_venv_is_made_anew(launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, stamp: str) -> None:
    make_ready(launcher)
    launcher.STAMP.write_text(stamp)
    pip_that(monkeypatch, launcher, lambda *_: 0)
    assert not launcher.is_ready(launcher.read_stamp(), test=False)
    assert not launcher.is_whole(launcher.read_stamp())


def test_a_venv_whose_python_is_gone_is_made_anew(launcher: ModuleType) -> None:
    make_ready(launcher)
    launcher.PYTHON.unlink()
    assert not launcher.is_ready(launcher.read_stamp(), test=False)
    assert not launcher.is_whole(launcher.read_stamp())


@pytest.mark.parametrize("works", [True, False])
def test_a_venv_made_by_hand_is_kept_if_its_pip_works(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, works: bool
) -> None:
    make_ready(launcher)
    launcher.STAMP.unlink()
    pip_that(monkeypatch, launcher, lambda *_: 0 if works else 1)
    assert launcher.is_whole(launcher.read_stamp()) is works


@pytest.mark.parametrize("lacks", [True, False])
def test_pip_is_fetched_only_where_ensurepip_is_missing(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, lacks: bool
) -> None:
    commands: list[tuple[str, ...]] = []

    def answer(*words: str) -> int:
        commands.append(words)
        return 1 if lacks and "ensurepip" in words else 0

    wheel = launcher.VENV / launcher.PIP_WHEEL
    pip_that(monkeypatch, launcher, answer)
    monkeypatch.setattr(launcher, "fetch_pip", lambda: wheel.touch() or wheel)
    launcher.VENV.mkdir()
    (launcher.VENV / "left").mkdir()
    launcher.make_environment()
    assert not (launcher.VENV / "left").exists()
    assert launcher.PYTHON.exists()
    assert [words[0] for words in commands] == ["-m", str(wheel / "pip")][: 1 + lacks]
    assert not wheel.exists()


def test_the_pip_wheel_comes_from_the_given_index(launcher: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    link = f'<a href="../../f/x%2B1/{launcher.PIP_WHEEL}#sha256=0">pip</a>'
    pages = {
        "https://packages.example/simple/pip/": link.encode(),
        f"https://packages.example/f/x%2B1/{launcher.PIP_WHEEL}": b"a wheel",
    }
    monkeypatch.setenv("PIP_INDEX_URL", "https://packages.example/simple/")
    monkeypatch.setattr(launcher, "download", pages.__getitem__)
    monkeypatch.setattr(launcher, "PIP_SHA256", hashlib.sha256(b"a wheel").hexdigest())
    launcher.VENV.mkdir()
    assert launcher.fetch_pip().read_bytes() == b"a wheel"


@pytest.mark.parametrize("page", ["", '<a href="/pip-26.3-py3-none-any.whl">pip</a>'])
def test_another_pip_wheel_is_refused(launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    monkeypatch.setattr(launcher, "download", lambda _: page.encode())
    launcher.VENV.mkdir()
    with pytest.raises(launcher.Obstacle, match="the package index does not have the right pip"):
        launcher.fetch_pip()
    assert list(launcher.VENV.iterdir()) == []


def test_an_index_out_of_reach_is_named_without_its_password(launcher: ModuleType) -> None:
    with pytest.raises(launcher.Obstacle) as stop:
        launcher.download("http://someone:secret@127.0.0.1:9/simple/pip/")
    assert "127.0.0.1:9" in str(stop.value)
    assert "secret" not in str(stop.value)


def test_pip_without_network_is_said_in_plain_words(launcher: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    says = "x\nWARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError'\n"
    pip_that(monkeypatch, launcher, lambda *_: 1, says)
    with pytest.raises(launcher.Obstacle, match=r"no packages within reach.*NewConnectionError"):
        launcher.install(test=False)


def test_other_failures_show_what_pip_says(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pip_that(monkeypatch, launcher, lambda *_: 1, "ERROR: No space left on device\n")
    with pytest.raises(launcher.Obstacle, match="pip says why"):
        launcher.install(test=False)
    assert "No space left on device" in capsys.readouterr().err


def test_a_failed_update_leaves_what_worked(launcher: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    make_ready(launcher)
    before = launcher.read_stamp()
    pip_that(monkeypatch, launcher, lambda *words: int("install" in words), "Retrying")
    assert launcher.main(["test"]) == 4
    assert launcher.read_stamp() == before
    assert launcher.is_ready(before, test=False)


def test_an_interrupted_install_is_not_taken_for_finished(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: str) -> int:
        raise KeyboardInterrupt

    pip_that(monkeypatch, launcher, interrupt)
    assert launcher.main(["who"]) == 130
    assert "run the same command again" in capsys.readouterr().err
    assert launcher.read_stamp() == {}
    assert launcher.STAMP.exists()


def test_a_folder_that_cannot_be_written_is_said(
    launcher: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    launcher.VENV.write_text("in the way")
    assert launcher.main(["who"]) == 4
    monkeypatch.setenv("CIVO_LANG", "sv")
    assert launcher.main(["who"]) == 4
    english, swedish = capsys.readouterr().err.splitlines()
    assert "Copy civo to a folder where you may write" in english
    assert "Kopiera civo till en mapp där du får skriva" in swedish


def test_only_one_installs_at_a_time(launcher: ModuleType) -> None:
    if sys.platform == "win32":
        pytest.skip("the lock is another one there")
    import fcntl

    launcher.VENV.mkdir()
    with launcher.IN_USE.open("a") as other:
        with launcher.alone(), pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


@pytest.mark.skipif(os.name == "nt", reason="no execv there")
@pytest.mark.parametrize(
    ("arguments", "handed", "in_checkout"),
    [
        (["who", "Rådet", "--at", "2023"], ["-P", "-m", "civo", "who", "Rådet", "--at", "2023"], False),
        (["test", "-k", "stamp"], ["-m", "pytest", "-k", "stamp"], True),
        ([], ["-P", "-m", "civo"], False),
    ],
)
def test_it_hands_over(
    launcher: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: list[str],
    handed: list[str],
    in_checkout: bool,
) -> None:
    class Gone(Exception):
        """The process has become another one."""

    def become(program: Path, words: list[str]) -> None:
        raise Gone(program, words, Path.cwd())

    make_ready(launcher, test=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "execv", become)
    with pytest.raises(Gone) as gone:
        launcher.main(arguments)
    python = launcher.PYTHON
    assert gone.value.args == (python, [str(python), *handed], launcher.ROOT if in_checkout else tmp_path)


def test_the_lock_holds_every_dependency_in_a_fitting_version() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (CHECKOUT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    locked = [Requirement(line) for line in lines if not line.startswith("#")]
    extras = project["optional-dependencies"].values()
    for wanted in map(Requirement, [*project["dependencies"], *(line for extra in extras for line in extra)]):
        pins = [pin for pin in locked if canonicalize_name(pin.name) == canonicalize_name(wanted.name)]
        assert pins, f"{wanted.name} is not in requirements.lock"
        for pin in pins:
            version = re.sub("^==", "", str(pin.specifier))
            assert wanted.specifier.contains(version), f"requirements.lock has {pin}, pyproject.toml {wanted}"


@pytest.mark.skipif("CIVO_TEST_INSTALL" not in os.environ, reason="installs from the network; set CIVO_TEST_INSTALL=1")
def test_a_new_checkout_runs_at_the_first_command(tmp_path: Path) -> None:
    checkout = tmp_path / "en mapp #1 [å]"
    passed_over = shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__")
    shutil.copytree(CHECKOUT, checkout, ignore=passed_over)
    command = [sys.executable, str(checkout / "cli.py"), "--help"]
    first = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    again = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "civo" in first.stdout
    assert (again.stdout, again.stderr) == (first.stdout, "")
