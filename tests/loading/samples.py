"""Structures written into a folder for one test, with marks around what is wrong in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from civo.errors import InvalidFiles, Problem
from civo.loading import Loaded, load

MANIFEST = "title: {sv: Prov, en: Sample}\ndate: 2024\n"
BASE = """\
sources:
  - {id: s, name: Källan}
levels:
  - {id: hog, source: {in: s}}
  - {id: lag, under: hog, source: {in: s}}
kinds:
  - {id: kommun, source: {in: s}}
  - {id: region, source: {in: s}}
areas:
  - {id: land, parts: lan, source: {in: s}}
  - {id: lan, source: {in: s}}
organizations:
  - {id: alby, kind: kommun, area: lan, source: {in: s}}
  - {id: berga, kind: kommun, area: lan, source: {in: s}}
roles:
  - {id: chef, source: {in: s}}
issues:
  - {id: vatten, source: {in: s}}
bodies:
  - {id: radet, level: lag, area: lan, source: {in: s}}
"""
OPEN, CLOSE = "⟦", "⟧"

Files = Mapping[str, str | bytes]


def write(folder: Path, files: Files, manifest: str = MANIFEST, base: str = BASE) -> Path:
    """The files in `folder`/prov, marks taken off, beside a base that declares one of most things."""
    structure = folder / "prov"
    for name, content in {"structure.yaml": manifest, "bas.yaml": base, **files}.items():
        path = structure / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else unmarked(content).encode())
    return structure


def unmarked(text: str) -> str:
    """The text without marks."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def problems_in(folder: Path) -> tuple[Problem, ...]:
    """What loading a folder says is wrong; nothing when it loads."""
    try:
        return load(folder).warnings
    except InvalidFiles as wrong:
        return wrong.problems


def loaded(folder: Path, files: Files, manifest: str = MANIFEST, base: str = BASE) -> Loaded:
    """The structure that the files make; they have to be sound."""
    return load(write(folder, files, manifest, base))


class Mark(NamedTuple):
    """A marked place: file, line and column from 1, and how many characters lie between the marks."""

    file: str
    line: int
    column: int
    length: int


def marks(files: Mapping[str, str | bytes]) -> list[Mark]:
    """The marked places of all files, sorted."""
    found = []
    for name, text in files.items():
        if isinstance(text, bytes):
            continue
        for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
            bare = 0
            for n, part in enumerate(line.replace(CLOSE, OPEN).split(OPEN)):
                if n % 2:
                    found.append(Mark(f"prov/{name}", number, bare + 1, max(len(part), 1)))
                bare += len(part)
    return sorted(found)
