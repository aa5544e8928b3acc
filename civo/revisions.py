"""A structure as its git repository has it at a revision: read from a copy of those files, never from the working tree."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from civo.errors import CivoError, InvalidFiles, Problem
from civo.loading import load
from civo.loading.folder import MANIFEST, open_folder
from civo.loading.loaded import Loaded
from civo.words import Text


def load_revision(folder: Path, revision: str) -> Loaded:
    """The records of the structure in a folder as of a git revision: a branch, a tag, a commit, HEAD~3.

    What it builds on is read as of the same revision where it lies beside it in the repository, else from those that
    come with civo. Files are shown as git writes them: "HEAD~3:civo-nord/bodies.yaml". Raises CivoError without git,
    outside a repository, for an unknown revision and where the folder was not there then; InvalidFiles as `load` does.
    """
    folder = folder.parent if folder.name == MANIFEST else folder
    if not folder.is_dir():
        raise CivoError(_NO_FOLDER.filled(path=str(folder)))
    top, inside = _place(folder)
    commit = _commit(folder, revision)
    with TemporaryDirectory() as temporary:
        copy = Path(temporary).resolve() / top.name  # a structure is called what its folder is
        copy.mkdir()
        path = copy / inside
        _copy_with_bases(top, commit, revision, inside, copy)
        try:
            loaded = load(path)
        except InvalidFiles as wrong:
            problems = [_shown_as_of(problem, revision) for problem in wrong.problems]
            raise InvalidFiles(problems, folder.resolve().parent) from wrong
    for file in loaded.files:
        if file.path.is_relative_to(copy):
            file.shown = f"{revision}:{file.shown}"
    loaded.warnings = tuple(_shown_as_of(problem, revision) for problem in loaded.warnings)
    loaded.path = folder.resolve()
    loaded.revision = revision
    return loaded


def _shown_as_of(problem: Problem, revision: str) -> Problem:
    place = problem.position
    return problem._replace(position=place._replace(file=f"{revision}:{place.file}"))


def _place(folder: Path) -> tuple[Path, PurePosixPath]:
    """The top of the repository that a folder lies in, and the folder's place in it."""
    try:
        top, inside, *_ = (*_git(folder, "rev-parse", "--show-toplevel", "--show-prefix").decode().split("\n"), "")
    except _GitSays as said:
        raise CivoError(_NO_REPOSITORY.filled(path=str(folder), git=str(said))) from said
    return Path(top), PurePosixPath(inside)


def _commit(folder: Path, revision: str) -> str:
    """The commit that a revision names."""
    try:
        if revision.startswith("-") or not revision:
            raise _GitSays("")
        return _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode().strip()
    except _GitSays as said:
        raise CivoError(_NO_REVISION.filled(revision=revision)) from said


def _copy_with_bases(top: Path, commit: str, revision: str, inside: PurePosixPath, into: Path) -> None:
    """Copies a structure, and what it builds on as far as that lies beside it, out of a commit."""
    if not _has(top, commit, inside / MANIFEST):
        raise CivoError(_NOT_THEN.filled(path=str(inside), revision=revision, name=MANIFEST))
    waiting, done = [inside], set()
    while waiting:
        place = waiting.pop()
        done.add(place)
        _copy(top, commit, place, into)
        opened = open_folder(into / place, [])
        beside = [place.parent / name for name in (opened.manifest.builds_on if opened else ())]
        if place != PurePosixPath():
            waiting += [base for base in beside if base not in done and _has(top, commit, base / MANIFEST)]


def _has(top: Path, commit: str, path: PurePosixPath) -> bool:
    try:
        _git(top, "cat-file", "-e", f"{commit}:{path}")
    except _GitSays:
        return False
    return True


def _copy(top: Path, commit: str, place: PurePosixPath, into: Path) -> None:
    """Copies a folder out of a commit."""
    paths = [f":(literal){place}"] if place != PurePosixPath() else []
    archive = _git(top, "archive", "--format=tar", commit, *paths)
    try:
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            _refuse_links_out(files, into)
            files.extractall(into, **_SAFELY)
    except tarfile.TarError as wrong:
        raise CivoError(_CANNOT_COPY.filled(path=str(place), why=str(wrong))) from wrong


def _refuse_links_out(files: tarfile.TarFile, into: Path) -> None:
    for member in files.getmembers():
        if member.issym():
            target = (into / member.name).parent / member.linkname
            if not target.resolve().is_relative_to(into.resolve()):
                raise tarfile.TarError(f"{member.name} -> {member.linkname}")


_SAFELY: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
"""Pythons before 3.11.4 know no filters; the members of git's archives are files, folders and links alone."""


class _GitSays(Exception):
    """What git says when it cannot do what was asked."""


_NOT_OURS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What a git hook sets; the folder decides which repository is meant."""


def _git(folder: Path, *arguments: str) -> bytes:
    """What a git command gives."""
    environment = {key: value for key, value in os.environ.items() if key not in _NOT_OURS}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            env={**environment, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as wrong:
        raise CivoError(_NO_GIT) from wrong
    if done.returncode:
        raise _GitSays(done.stderr.decode(errors="replace").strip().split("\n")[0])
    return done.stdout


_NO_GIT = Text(
    "git finns inte på datorn: utan det går ingen revision att läsa",
    "git is not installed: without it no revision can be read",
)
_NO_FOLDER = Text("hittar ingen mapp {path}", "there is no folder {path}")
_NO_REPOSITORY = Text(
    "{path} ligger inte i något git-förråd som går att läsa (git: {git})",
    "{path} does not lie in a git repository that can be read (git: {git})",
)
_NO_REVISION = Text(
    "förrådet har ingen revision ”{revision}”: skriv en gren, en tagg, en incheckning eller HEAD~1",
    'the repository has no revision "{revision}": write a branch, a tag, a commit or HEAD~1',
)
_NOT_THEN = Text(
    "mappen {path} hade ingen {name} i revisionen {revision}",
    "the folder {path} had no {name} at the revision {revision}",
)
_CANNOT_COPY = Text("kan inte läsa {path} ur förrådet: {why}", "cannot read {path} from the repository: {why}")
