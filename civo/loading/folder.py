"""A structure's folder: its manifest, structure.yaml, and the files of its layers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from pydantic import ValidationError

from civo.errors import CivoError, Problem
from civo.loading.loaded import Loaded
from civo.loading.manifest import Manifest
from civo.loading.messages import problems_of
from civo.loading.raw import Path_, Span
from civo.loading.text_files import read_text
from civo.loading.yaml_files import YamlLocator, read_yaml
from civo.positions import Position
from civo.shipped import shipped
from civo.words import Text, nearest

MANIFEST = "structure.yaml"
SCENARIOS = "scenarios"
"""The folder, inside a structure's own, that holds its scenarios: one in each file."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A structure's folder with its manifest; `files` pairs each file with the layer it belongs to."""

    id: str
    path: Path
    manifest: Manifest
    files: tuple[tuple[Path, str], ...]

    def shown(self, path: Path) -> str:
        """A file's name as people see it: the structure's folder and the path inside."""
        return f"{self.path.name}/{path.relative_to(self.path).as_posix()}"

    def locator(self) -> YamlLocator:
        """Every position in the manifest."""
        shown = self.shown(self.path / MANIFEST)
        return YamlLocator(read_text(self.path / MANIFEST, shown, []) or "", shown)


def open_folder(path: Path, problems: list[Problem]) -> Folder | None:
    """The folder of a structure; None, with problems added, if its manifest cannot be used.

    Raises CivoError when there is no such folder or no manifest in it.
    """
    path = path.parent if path.name == MANIFEST else path
    file = path / MANIFEST
    if not path.is_dir():
        raise CivoError(_NO_FOLDER.filled(path=str(path)))
    if not file.is_file():
        raise CivoError(_NO_MANIFEST.filled(path=str(path), name=MANIFEST))
    shown = f"{path.resolve().name}/{MANIFEST}"
    before = len(problems)
    text = read_text(file, shown, problems)
    read = read_yaml(text, shown, problems) if text is not None else None
    if read is None or text is None or (read.data is None and len(problems) > before):
        return None
    if not isinstance(read.data, dict):
        problems.append(Problem(Position(shown, 1), _NO_FIELDS, Text("title, date")))
        return None
    locator = YamlLocator(text, shown)
    try:
        manifest = Manifest.model_validate(read.data)
    except ValidationError as wrong:

        def span(at: Path_, key: bool) -> Span:
            return locator.key(at) if key else locator.value(at)

        problems.extend(problems_of(wrong.errors(), Manifest, span))
        return None
    path = path.resolve()
    return Folder(path.name, path, manifest, _files(path, manifest, locator, problems))


def _files(
    folder: Path, manifest: Manifest, locator: YamlLocator, problems: list[Problem]
) -> tuple[tuple[Path, str], ...]:
    seen = sorted(
        p for p in folder.rglob("*") if not any(part.startswith((".", "~")) for part in p.relative_to(folder).parts)
    )
    seen = [p for p in seen if p.relative_to(folder).parts[0] != SCENARIOS]
    found = [p for p in seen if p.suffix.lower() in (".yaml", ".yml", ".csv") and p.name != MANIFEST]
    for workbook in (p for p in seen if p.suffix.lower() in (".xlsx", ".xls", ".ods")):
        where = Position(f"{folder.name}/{workbook.relative_to(folder).as_posix()}", 1)
        problems.append(Problem(where, _WORKBOOK, _AS_CSV, length=0, warning=True))
    layer_of: dict[Path, str] = {}
    for file in found:
        if not file.resolve().is_relative_to(folder):
            problems.append(
                Problem(Position(f"{folder.name}/{file.relative_to(folder).as_posix()}", 1), _OUTSIDE, length=0)
            )
            layer_of[file] = ""
    names = {p.relative_to(folder).as_posix(): p for p in found}
    for n, layer in enumerate(manifest.layers):
        for m, pattern in enumerate(layer.files):
            place = locator.value(("layers", n, "files", m))
            hits = [name for name in names if fnmatch(name, pattern)]
            if not hits:
                problems.append(
                    Problem(
                        place.position,
                        _NO_FILE.filled(name=pattern),
                        length=place.length,
                        suggestion=nearest(pattern, names) or "",
                    )
                )
            for name in hits:
                if layer_of.setdefault(names[name], layer.id) != layer.id:
                    problems.append(Problem(place.position, _TWO_LAYERS.filled(name=name), length=place.length))
    base = folder.name
    return tuple((file, layer_of.get(file, base)) for file in found if layer_of.get(file, base))


def area_problems(folder: Folder, loaded: Loaded) -> Iterator[Problem]:
    """The manifest's area, if no area is called so."""
    name = folder.manifest.area
    kind = loaded.kind_of(name)
    broken = kind is None and (loaded.unread or name in loaded.broken_ids)
    if name and kind != "areas" and not broken:
        place = folder.locator().value(("area",))
        known = [area.id for area in loaded.records.get("areas", ())]
        yield Problem(
            place.position, _NO_AREA.filled(name=name), length=place.length, suggestion=nearest(name, known) or ""
        )


def sibling(folder: Folder, name: str, number: int, problems: list[Problem]) -> Path | None:
    """The folder of a structure that this one builds on: beside it, else one that comes with civo.

    None, with a problem added, when there is no such structure.
    """
    beside = (folder.path.parent, shipped("structures"))
    for parent in beside:
        if (parent / name / MANIFEST).is_file():
            return parent / name
    known = [p.parent.name for parent in beside for p in parent.glob(f"*/{MANIFEST}")]
    place = folder.locator().value(("builds_on", number))
    problems.append(
        Problem(place.position, _NO_BASE.filled(name=name), length=place.length, suggestion=nearest(name, known) or "")
    )
    return None


_NO_FOLDER = Text("hittar ingen mapp {path}", "there is no folder {path}")
_NO_MANIFEST = Text(
    "mappen {path} har ingen {name}: är det en struktur?", "the folder {path} has no {name}: is it a structure?"
)
_NO_FIELDS = Text("strukturen ska ha en titel och ett datum", "the structure has to have a title and a date")
_NO_AREA = Text("det finns inget område ”{name}”", 'there is no area "{name}"')
_WORKBOOK = Text("arbetsboken läses inte", "the workbook is not read")
_AS_CSV = Text("spara varje blad som CSV UTF-8", "save each sheet as CSV UTF-8")
_OUTSIDE = Text("filen ligger utanför strukturens mapp", "the file lies outside the structure's folder")
_NO_FILE = Text("ingen fil heter {name}", "no file is called {name}")
_TWO_LAYERS = Text("{name} hör redan till ett annat lager", "{name} belongs to another layer already")
_NO_BASE = Text("hittar ingen struktur {name}", "there is no structure {name}")
