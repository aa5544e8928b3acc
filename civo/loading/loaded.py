"""Everything a structure's files declare: all dates, all layers, with the place of each record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from civo.errors import Problem
from civo.loading.manifest import Manifest
from civo.loading.raw import Origin, Path_, ReadFile, Span, file_of, origin_of
from civo.positions import Position
from civo.records import KIND_OF, Record
from civo.words import Text


@dataclass(frozen=True, slots=True)
class LoadedLayer:
    """A layer: its name, whether it is on by default, whether it belongs to the structure itself (not to a base)."""

    id: str
    name: Text
    default: bool
    own: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was left out of what was loaded so that anybody may see it: for looking, never for telling.

    `ids` are those of all that was left out, `organizations` those of them that are organisations; `names` are the words of
    each name that an internal record has, by the first; `whole` is what was loaded, with all of it, to lay a scenario over.
    """

    ids: frozenset[str] = frozenset()
    organizations: frozenset[str] = frozenset()
    names: Mapping[str, frozenset[tuple[str, ...]]] = field(default_factory=lambda: MappingProxyType({}))
    whole: Loaded | None = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class Loaded:
    """What was read. `by_id` are the records by their ids; `settings` tells where each setting of the manifest stands.

    `broken_ids`, `handed_down` and `unread` are as in Reading: they keep one fault from being reported many times.
    """

    path: Path
    manifest: Manifest = field(init=False)
    layers: dict[str, LoadedLayer] = field(default_factory=dict)
    files: list[ReadFile] = field(default_factory=list)
    records: dict[str, list[Record]] = field(default_factory=dict)
    by_id: dict[str, Record] = field(default_factory=dict)
    settings: dict[str, Origin] = field(default_factory=dict)
    broken_ids: set[str] = field(default_factory=set)
    handed_down: set[tuple[str, str]] = field(default_factory=set)
    unread: bool = False
    warnings: tuple[Problem, ...] = ()
    overlaid: dict[str, dict[str, tuple[Origin, int]]] = field(default_factory=dict)
    """The fields of each record that scenarios changed, with where, and how many values a list had before."""
    revision: str = ""
    """The git revision that the files were read from; empty for those that stand in the folder."""
    left_out: LeftOut | None = None
    """What was left out for an open audience; None where everything is there."""

    def keep_only(self, records: dict[str, list[Record]]) -> None:
        """Puts these records in the place of those that were there."""
        self.records = records
        self.by_id = {record.id: record for some in records.values() for record in some}

    def kind_of(self, record_id: str) -> str | None:
        """The kind of the record with the id; None when there is no such record."""
        record = self.by_id.get(record_id)
        return None if record is None else KIND_OF[type(record)]

    def origin(self, name: str) -> Origin:
        """Where the record with this id, or the setting of this name, was declared."""
        return self.settings[name] if name in self.settings else origin_of(self.by_id[name])

    def place(self, origin: Origin) -> Position:
        """Where a record begins."""
        return Position(self.files[origin.file].shown, origin.line, origin.column)

    def position(self, record_id: str) -> Position:
        """Where the record with this id begins."""
        return self.place(self.origin(record_id))

    def layer_of(self, record_id: str) -> str:
        """The layer in which the record is declared."""
        return self.files[file_of(self.by_id[record_id])].layer

    def span(self, record_id: str, path: Path_) -> Span:
        """Where a value inside a record stands; reads the file again with all positions."""
        origin = self.origin(record_id)
        changed = self.overlaid.get(record_id, {}).get(str(path[0])) if path else None
        if changed and len(path) > 1 and isinstance(path[1], int) and path[1] >= changed[1]:
            origin, path = changed[0], (path[0], path[1] - changed[1], *path[2:])
        elif changed and not changed[1]:
            origin = changed[0]
        return self.files[origin.file].locator.value((*origin.path, *path))
