"""What a name that somebody types means: ids, names and aliases, with or without accents."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from civo.dates import Period
from civo.errors import NotThere, SeveralNamed, UnknownName
from civo.records import KIND_OF, Record
from civo.words import Text, folded, nearest

if TYPE_CHECKING:
    from civo.loading.loaded import Loaded


class NameIndex:
    """The ids, names and aliases of a structure, as people may type them."""

    def __init__(self, loaded: Loaded, at: Period, layers: frozenset[str], records: Iterable[Record]) -> None:
        self._loaded = loaded
        self._at = at
        self._layers = layers
        self._exact: dict[str, list[Record]] = {}
        self._spelled: dict[str, str] = {}
        for record in records:
            for name in dict.fromkeys((record.id, record.name.sv, record.name.en, *record.aliases)):
                if name:
                    self._exact.setdefault(name.casefold(), []).append(record)
                    self._spelled.setdefault(name.casefold(), name)

    @cached_property
    def _loose(self) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        for name, records in self._exact.items():
            found.setdefault(folded(name), []).extend(records)
        return found

    def find(self, name: str, kinds: tuple[str, ...], among: Text) -> Record:
        """The one record of the kinds that the name means; exact spelling goes before spelling without accents."""
        for exact in (True, False):
            called = self._exact.get(name.casefold(), ()) if exact else self._loose.get(folded(name), ())
            hits = [r for r in called if not kinds or KIND_OF[type(r)] in kinds]
            if hits:
                return self._the_one(name, hits, kinds)
        self._complain_if_elsewhere(name, kinds)
        known = [
            self._spelled[word]
            for word, records in self._exact.items()
            if any(not kinds or KIND_OF[type(r)] in kinds for r in records)
        ]
        raise UnknownName(name, nearest(name, known) or "", among)

    def _the_one(self, name: str, hits: list[Record], kinds: tuple[str, ...]) -> Record:
        """The record whose id it is, else the only one of the first kind that has any; raises SeveralNamed."""
        order = kinds or tuple(self._loaded.records)
        rank = {record.id: order.index(KIND_OF[type(record)]) for record in hits}
        first = [r for r in hits if r.id == name] or [r for r in hits if rank[r.id] == min(rank.values())]
        if len({record.id for record in first}) > 1:
            raise SeveralNamed(name, sorted({record.id for record in first}))
        return first[0]

    def _complain_if_elsewhere(self, name: str, kinds: tuple[str, ...]) -> None:
        """Raises NotThere for a name of something that does not hold at the date, or is in a layer that is off."""
        loaded, wanted = self._loaded, folded(name)
        for kind, records in loaded.records.items():
            for record in records if not kinds or kind in kinds else ():
                if wanted not in {folded(n) for n in (record.id, record.name.sv, record.name.en, *record.aliases) if n}:
                    continue
                layer = loaded.layer_of(record.id)
                if layer not in self._layers:
                    raise NotThere(_LAYER_OFF.filled(name=record.label, layer=layer))
                bounds = f" ({record.start or ''}–{record.end or ''})" if record.start or record.end else ""
                raise NotThere(_NOT_THEN.filled(name=record.label, at=str(self._at), bounds=bounds))


_LAYER_OFF = Text(
    "{name} finns bara i lagret {layer}, som är av: lägg till --layer {layer}",
    "{name} is only in the layer {layer}, which is off: add --layer {layer}",
)
_NOT_THEN = Text("{name} finns inte {at}{bounds}", "{name} is not there at {at}{bounds}")
