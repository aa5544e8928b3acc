"""Structure files -> records: `load` spells the whole way."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from civo.errors import InvalidFiles, Problem
from civo.loading.csv_files import CsvLocator, read_csv
from civo.loading.folder import MANIFEST, Folder, area_problems, open_folder, sibling
from civo.loading.gathering import add_records, take_in
from civo.loading.loaded import Loaded, LoadedLayer
from civo.loading.raw import Origin, ReadFile, Reading, Row
from civo.loading.reference_problems import reference_problems
from civo.loading.text_files import read_text, rough_text, text_opener, words_of
from civo.loading.validating import list_columns
from civo.loading.yaml_files import YamlLocator, read_yaml
from civo.positions import Position
from civo.records import KINDS
from civo.words import Text, nearest

__all__ = ["Loaded", "LoadedLayer", "load"]


def load(path: Path) -> Loaded:
    """The records of the structure in a folder and of those it builds on.

    Raises InvalidFiles with every problem of the run, sorted by place, and CivoError when there is no structure there.
    """
    with _no_garbage_collection():
        return _loaded(path.parent if path.name == MANIFEST else path)


def _loaded(path: Path) -> Loaded:
    problems: list[Problem] = []
    unfolded: list[Problem] = []
    folders = _with_bases(path, unfolded)
    loaded = Loaded(path.resolve())
    for number, folder in enumerate(folders):
        reading = _read(folder, number == len(folders) - 1, loaded)
        take_in(reading, loaded)
        problems += reading.problems
    if folders:
        bases = {base for folder in folders for base in folder.manifest.builds_on}
        left_out = any(not problem.length and not problem.warning for problem in unfolded)
        loaded.unread |= left_out or not bases <= {folder.id for folder in folders}
        problems += reference_problems(loaded)
        problems += area_problems(folders[-1], loaded)
        _place_settings(folders[-1], loaded)
    problems += unfolded
    if any(not problem.warning for problem in problems):
        raise InvalidFiles(problems, path.resolve().parent)
    loaded.warnings = tuple(sorted(set(problems)))
    return loaded


def _place_settings(folder: Folder, loaded: Loaded) -> None:
    """Where each rule's setting stands, for the finding that it matches nothing."""
    if folder.manifest.rules:
        path = folder.path / MANIFEST
        locator = folder.locator()
        loaded.files.append(ReadFile(path, folder.shown(path), folder.id, locator))
        for n in range(len(folder.manifest.rules)):
            place = locator.value(("rules", n)).position
            loaded.settings[f"rules.{n}"] = Origin(len(loaded.files) - 1, place.line, place.column, ("rules", n))


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Loading makes many small objects and no circles: collecting in between only costs.

    What is left counts as old afterwards (that is what freezing and thawing does), so that the next collection of new
    objects need not go through all of it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def _with_bases(path: Path, problems: list[Problem]) -> list[Folder]:
    """The folder and those it builds on, bases first, each once."""
    found: dict[str, Folder] = {}
    under_way: list[str] = []

    def visit(path: Path) -> None:
        folder = open_folder(path, problems)
        if folder is None or folder.id in found:
            return
        under_way.append(folder.id)
        for n, name in enumerate(folder.manifest.builds_on):
            if name in under_way:
                span = folder.locator().value(("builds_on", n))
                problems.append(Problem(span.position, _CIRCLE, length=span.length))
            elif base := sibling(folder, name, n, problems):
                visit(base)
        under_way.pop()
        found[folder.id] = folder

    visit(path)
    return list(found.values())


def _read(folder: Folder, own: bool, loaded: Loaded) -> Reading:
    reading = Reading(loaded.files, folder.id)
    manifest = folder.manifest
    if any(layer == folder.id for _, layer in folder.files):
        loaded.layers[folder.id] = LoadedLayer(folder.id, manifest.title, True, own)
    for n, layer in enumerate(manifest.layers):
        if layer.id in loaded.layers:
            span = folder.locator().value(("layers", n, "id"))
            reading.problems.append(Problem(span.position, _SAME_LAYER.filled(id=layer.id), length=span.length))
        loaded.layers[layer.id] = LoadedLayer(layer.id, layer.name, layer.default, own)
    loaded.manifest = manifest
    for path, layer_id in folder.files:
        if path.suffix.lower() == ".csv":
            _read_table(path, layer_id, folder, reading)
        else:
            _read_document(path, layer_id, folder, reading)
    return reading


def _read_document(path: Path, layer: str, folder: Folder, reading: Reading) -> None:
    shown = folder.shown(path)
    text = read_text(path, shown, reading.problems)
    if text is None:
        _declares_unread(path, reading)
        return
    before = len(reading.problems)
    read = read_yaml(text, shown, reading.problems)
    locator = YamlLocator(lambda: read_text(path, shown, []) or "", shown)
    reading.files.append(ReadFile(path, shown, layer, locator, read.marks))
    file = len(reading.files) - 1
    if read.data is None:
        reading.broken_ids.update(_DECLARED.findall(text))
        return
    if not isinstance(read.data, dict):
        reading.problems.append(Problem(Position(shown, 1), _NOT_KINDS, Text(", ".join(KINDS))))
        return
    add_records(reading, file, read, read.data)
    if len(reading.problems) > before:
        reading.broken_ids.update(_DECLARED.findall(text))


def _read_table(path: Path, layer: str, folder: Folder, reading: Reading) -> None:
    shown = folder.shown(path)
    kind = path.name.split(".")[0].lower()
    if kind not in KINDS:
        reading.problems.append(
            Problem(
                Position(shown, 1),
                _NO_TABLE.filled(kind=kind),
                Text(", ".join(KINDS)),
                nearest(kind, KINDS) or "",
                length=0,
            )
        )
        _declares_unread(path, reading)
        return
    opened = text_opener(path, shown, reading.problems)
    if opened is None:
        _declares_unread(path, reading)
        return

    def whole() -> str:
        with opened() as file:
            return file.read()

    locator = CsvLocator(whole, shown)
    reading.files.append(ReadFile(path, shown, layer, locator))

    def rows() -> Iterator[Row]:
        problems: list[Problem] = []
        with opened() as lines:
            yield from read_csv(lines, shown, list_columns(kind), problems, reading.broken_ids, locator)
        reading.problems += problems

    reading.add_table(kind, len(reading.files) - 1, rows())


def _declares_unread(path: Path, reading: Reading) -> None:
    """Counts every word that may be an id in a file of which not all can be read as one that it may declare."""
    text = rough_text(path)
    reading.unread |= text is None
    reading.broken_ids.update(words_of(text or ""))


_CIRCLE = Text("strukturen bygger på sig själv", "the structure builds on itself")
_DECLARED = re.compile(r"\bid\s*:\s*[\"']?([a-z0-9][a-z0-9.#-]*)")
"""What looks like a declared id, in a file of which something could not be read."""
_SAME_LAYER = Text("det finns redan ett lager ”{id}”", 'there is a layer "{id}" already')
_NOT_KINDS = Text("filen ska lista poster under sin sort", "the file has to list records under their kind")
_NO_TABLE = Text(
    "filnamnet säger inte vilken sorts poster tabellen har: ”{kind}”",
    'the file name does not say which kind of record the table holds: "{kind}"',
)
