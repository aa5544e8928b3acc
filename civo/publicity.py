"""What is loaded -> what an open audience may see of it: the same shape, without what is not open and all that names it.

Whatever is asked of the open part is answered from it alone, so that no answer, error or suggestion can tell of the rest.
What could still tell is refused: an open record that states a number over those left out, or names one in its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from types import MappingProxyType
from typing import Any, TypeVar, cast

from civo.cutting import cut_selector, cut_thing
from civo.errors import CivoError, UnknownName
from civo.loading.loaded import LeftOut, Loaded
from civo.loading.manifest import Manifest
from civo.loading.references import named_by_any
from civo.models import Model
from civo.records import (
    Absence,
    AcceptedGap,
    Area,
    Arrangement,
    Body,
    Change,
    Collective,
    Count,
    Coverage,
    Goal,
    Issue,
    Level,
    Organization,
    Record,
    Role,
    Seat,
)
from civo.selectors import Selector
from civo.words import Text, folded

M = TypeVar("M", bound=Model)


def internal_ids(loaded: Loaded) -> frozenset[str]:
    """The ids of the records that are marked as internal, at any date and in any layer."""
    return frozenset(r.id for records in loaded.records.values() for r in records if r.publicity.level == "internal")


def internal_numbers(loaded: Loaded) -> Counter[str]:
    """How many records of each kind are marked as internal: for those who may see everything, never for an open answer."""
    marked = internal_ids(loaded)
    found = Counter({kind: sum(r.id in marked for r in records) for kind, records in loaded.records.items()})
    return +found


class NotForAll(CivoError):
    """A view that is about something that is not open: without it the figure would be another one."""

    def __init__(self, shown: str) -> None:
        super().__init__(_RESTS_ON_INTERNAL.filled(file=shown))


def open_view(loaded: Loaded, view: M, shown: str) -> M:
    """A view without what is left out.

    Raises CivoError when its words name that, and NotForAll when nothing is left of what chooses what it shows: it would
    show all there is.
    """
    left_out = loaded.left_out
    if left_out is None or not left_out.ids:
        return view
    cut = cut_thing(view, left_out.ids, left_out.organizations, {})
    if cut is None or any(getattr(view, name, None) and not getattr(cut, name) for name in _CHOOSING):
        raise NotForAll(shown)
    if any(_names_one(left_out, text) for text in _texts(cut)):
        raise CivoError(_NAMED_IN_FILE.filled(file=shown))
    return cut


_CHOOSING = ("include", "levels", "area", "issues", "arrangement", "actors", "emphasis")
"""The fields of a view by which it shows less than everything."""
_RESTS_ON_INTERNAL = Text(
    "kan inte visas öppet: {file} handlar om något som inte är öppet",
    "cannot be shown to anybody: {file} is about something that is not open",
)


def open_part(loaded: Loaded, internal: frozenset[str] = frozenset()) -> Loaded:
    """What an open audience may see: without internal records, what rests on them and every mention of them.

    `internal` are ids that are internal besides, such as those of another side of a comparison. Lists from which something
    was taken are no longer closed. Raises CivoError, naming the open records, where a stated number or their words would
    give away what is left out.
    """
    marked = internal_ids(loaded) | (internal & loaded.by_id.keys())
    if not marked:
        new = replace(loaded, warnings=(), left_out=LeftOut(whole=loaded))
        new.manifest = loaded.manifest
        return _without_acceptances(new)
    for layer in marked & loaded.layers.keys():  # an internal scenario is to anybody as if it were not there
        raise UnknownName(loaded.files[loaded.origin(layer).file].path.stem, among=_SCENARIOS)
    hiding = _Hiding(loaded, marked)
    records = hiding.opened()
    left_out = LeftOut(frozenset(hiding.hidden), hiding.organizations, _names_of(loaded, marked, records), loaded)
    refused = {*hiding.refused, *_naming(loaded, records, left_out, hiding.renamed)}
    if refused:
        raise CivoError(_refusal(sorted(refused)))
    new = _with(loaded, records, left_out, hiding.renamed)
    layers = [layer.name for layer in new.layers.values()]
    if any(_names_one(left_out, text) for text in (*_texts(new.manifest), *_texts(layers), *new.layers)):
        raise CivoError(_NAMED_IN_FILE.filled(file="structure.yaml"))
    return new


def _without_acceptances(loaded: Loaded) -> Loaded:
    """Without the acceptances of gaps that may not be told of."""
    tells = loaded.manifest.publicity.tells
    told = [r for r in loaded.records.get("accepted_gaps", ()) if isinstance(r, AcceptedGap) and tells(r.rule)]
    if len(told) < len(loaded.records.get("accepted_gaps", ())):
        loaded.keep_only(loaded.records | {"accepted_gaps": list(told)})
    return loaded


def _with(loaded: Loaded, records: dict[str, list[Record]], left_out: LeftOut, renamed: Mapping[str, str]) -> Loaded:
    """What is loaded, with only these records in it, some of which have a new id."""
    new = replace(
        loaded,
        handed_down={(renamed.get(i, i), key) for i, key in loaded.handed_down if i not in left_out.ids},
        overlaid={renamed.get(i, i): fields for i, fields in loaded.overlaid.items() if i not in left_out.ids},
        broken_ids=set(),
        warnings=(),
        left_out=left_out,
    )
    new.keep_only(records)
    new.manifest = _manifest(loaded, left_out)
    return new


def _manifest(loaded: Loaded, left_out: LeftOut) -> Manifest:
    """The structure's settings without what is left out; a rule narrowed to that is switched off."""
    manifest = loaded.manifest
    rules = []
    for setting in manifest.rules:
        cut = setting.scope and cut_selector(setting.scope, left_out.ids, left_out.organizations)
        if cut != setting.scope:
            setting = setting.model_copy(update={"scope": cut, "enabled": setting.enabled and cut is not None})
        rules.append(setting)
    area = "" if manifest.area in left_out.ids else manifest.area
    return manifest.model_copy(update={"rules": tuple(rules), "area": area})


# What is left out


class _Hiding:
    """Finds out what has to be left out with the records marked, and makes the rest fit to be seen."""

    def __init__(self, loaded: Loaded, marked: frozenset[str]) -> None:
        self._loaded = loaded
        self.hidden: set[str] = set(marked)
        self.organizations: frozenset[str] = frozenset()
        self.renamed: dict[str, str] = {}
        self.refused: list[str] = []
        self._all = {r.id: r for records in loaded.records.values() for r in records}
        self._over = _areas_over(loaded)
        self._reached: dict[Selector, bool] = {}

    def opened(self) -> dict[str, list[Record]]:
        """The open records by their kind, each without what names one that is left out."""
        while True:
            before = len(self.hidden)
            self._reached.clear()
            self.organizations = frozenset(i for i in self.hidden if self._loaded.kind_of(i) == "organizations")
            kept = {kind: list(self._kept(kind, some)) for kind, some in self._loaded.records.items()}
            if len(self.hidden) == before:
                break
        self._open_lists(kept)
        self._refuse_numbers()
        self._count_anew(kept)
        return kept

    def _kept(self, kind: str, records: list[Record]) -> Iterator[Record]:
        """The records of a kind that stay, cut where they name what is left out; the others are hidden from now on."""
        touched = any(name in self.hidden for name, _ in named_by_any(records, kind)) if records else False
        for record in records:
            if record.id in self.hidden:
                continue
            cut = cut_thing(record, self.hidden, self.organizations, {}) if touched else record
            if cut is not None:
                cut = self._fit(record, cut)
            if cut is None:
                self.hidden.add(record.id)
            else:
                yield cut

    def _fit(self, record: Record, cut: Record) -> Record | None:
        """What is left of a record that a cut would make say something else; None when it has to go."""
        if any(getattr(record, name) != getattr(cut, name) for name in _RESTS_ON.get(type(record), ())):
            return None
        if isinstance(record, Seat):
            shared = record.rotates.among if record.rotates else record.some_of
            return None if (shared and self._reaches(shared)) or self._is_spoken_for_elsewhere(record, cut) else cut
        if isinstance(record, Change) and (record.replaces or record.results):
            changed = cast("Change", cut)
            return cut if changed.replaces or changed.results else None
        if isinstance(record, AcceptedGap):
            return None if not self.hidden.isdisjoint(record.subjects) or not self._tells(record.rule) else cut
        if isinstance(record, Area):
            over = dict.fromkeys((*cast("Area", cut).part_of, *self._nearest_over(record.id)))
            return cut if tuple(over) == cast("Area", cut).part_of else cut.model_copy(update={"part_of": tuple(over)})
        if isinstance(record, Level) and record.under in self.hidden:
            return cut.model_copy(update={"under": self._level_over(record)})
        if cut is record:
            return cut
        if isinstance(record, Role) and record.held_in != cast("Role", cut).held_in:
            return cut.model_copy(update={"held_in": None})
        if isinstance(record, Issue) and record.requires_participants != cast("Issue", cut).requires_participants:
            return cut.model_copy(update={"requires_participants": ()})
        return cut

    def _tells(self, rule: str) -> bool:
        return self._loaded.manifest.publicity.tells(rule)

    def _is_spoken_for_elsewhere(self, seat: Seat, cut: Record) -> bool:
        """Whether the seat without those left out would say of somebody that they sit, or do not, when they do not or do."""
        left = cast("Seat", cut)
        holders = [[tenure.organization for tenure in told.held_by] for told in (seat, left)]
        return holders[0] != holders[1] or any(
            getattr(seat, name) != getattr(left, name) for name in ("represents", "some_of", "rotates")
        )

    def _nearest_over(self, area: str) -> Iterator[str]:
        """The open areas that an area lies in through others that are left out."""
        waiting, seen = [over for over in self._over.get(area, ()) if over in self.hidden], set[str]()
        while waiting:
            over = waiting.pop()
            if over in seen:
                continue
            seen.add(over)
            if over in self.hidden:
                waiting += self._over.get(over, ())
            else:
                yield over

    def _level_over(self, level: Level) -> str | None:
        over = level.under
        while over in self.hidden:
            record = self._all[over]
            over = record.under if isinstance(record, Level) else None
        return over

    def _open_lists(self, kept: dict[str, list[Record]]) -> None:
        """A list from which something is left out is no longer known to be whole."""
        gone = [self._all[i] for i in self.hidden]
        bodies = {r.body for r in gone if isinstance(r, Seat)}
        levels = {r.level for r in gone if isinstance(r, Body)}
        places = {r.by for r in gone if isinstance(r, Coverage)}
        places |= {
            c.by
            for c in self._loaded.records.get("coverages", ())
            if isinstance(c, Coverage) and _any(c.issue, self.hidden)
        }
        issues = any(isinstance(r, Issue) for r in gone)
        for kind in ("bodies", "levels", "arrangements"):
            for n, record in enumerate(kept.get(kind, ())):
                update = {}
                if isinstance(record, Body):
                    less = record.id in places or len(record.handles) < len(cast("Body", self._all[record.id]).handles)
                    update = {"composition": record.id in bodies, "handles_list": less}
                elif isinstance(record, Level):
                    update = {"bodies": record.id in levels or None in levels}
                elif isinstance(record, Arrangement):
                    update = {"covers": record.id in places or issues}
                told = {name: "unknown" for name, less in update.items() if less and getattr(record, name) == "closed"}
                if told:
                    kept[kind][n] = record.model_copy(update=told)
        if any(isinstance(r, Goal) for r in gone):
            kept["goals"] = [goal.model_copy(update={"number": None}) for goal in kept.get("goals", ())]

    # Numbers

    def _refuse_numbers(self) -> None:
        """Every open record that states how many there are of those of whom some are left out, and was not assessed."""
        for record in self._all.values():
            if record.id in self.hidden or record.publicity.assessed:
                continue
            if isinstance(record, (Count, Collective)) and record.number is not None:
                selector = record.of if isinstance(record, Count) else record.members
            elif isinstance(record, Seat) and record.count is not None and record.represents:
                selector = record.represents
            else:
                continue
            if self._reaches(selector):
                self.refused.append(f"{record.id} ({self._loaded.position(record.id)})")

    def _reaches(self, selector: Selector) -> bool:
        """Whether an organisation that is left out fits a selector, or may fit it."""
        if not self.organizations:
            return False
        if selector not in self._reached:
            self._reached[selector] = any(
                self._may_fit(cast("Organization", self._all[o]), selector) for o in self.organizations
            )
        return self._reached[selector]

    def _may_fit(self, organization: Organization, selector: Selector) -> bool:
        if selector.kind and set(selector.kind).isdisjoint(organization.kind):
            return False
        if selector.within and not self._areas_of(organization) & set(selector.within):
            return False
        if any(organization.id in group.ids and {*group.asked()} == {"ids"} for group in selector.excluded):
            return False
        return not selector.ids or any(self._is_or_holds(i, organization) for i in selector.ids)

    def _is_or_holds(self, name: str, organization: Organization) -> bool:
        record = self._all.get(name)
        if isinstance(record, Collective):
            return self._may_fit(organization, record.members)
        return name == organization.id

    def _areas_of(self, organization: Organization) -> set[str]:
        waiting, found = [organization.area] if organization.area else [], set[str]()
        while waiting:
            area = waiting.pop()
            if area not in found:
                found.add(area)
                waiting += self._over.get(area, ())
        return found

    # Ids that come from a place

    def _count_anew(self, kept: dict[str, list[Record]]) -> None:
        """Ids given by place are counted again where one of the same owner is left out: a gap would tell of it."""
        placed = {i for i, key in self._loaded.handed_down if key == "id"}
        owners = {i.rpartition(".")[0] for i in self.hidden & placed}
        if not owners:
            return
        taken = {r.id for records in kept.values() for r in records} - placed
        counts: Counter[str] = Counter()
        for record in chain.from_iterable(kept.values()):
            owner = record.id.rpartition(".")[0]
            if record.id not in placed or owner not in owners:
                continue
            counts[owner] += 1
            while f"{owner}.{counts[owner]}" in taken:
                counts[owner] += 1
            self.renamed[record.id] = f"{owner}.{counts[owner]}"
        self.renamed = {was: now for was, now in self.renamed.items() if was != now}
        if not self.renamed:
            return
        for kind, records in kept.items():
            touched = any(name in self.renamed for name, _ in named_by_any(records, kind)) if records else False
            for n, record in enumerate(records):
                new = cast("Record", cut_thing(record, (), frozenset(), self.renamed)) if touched else record
                if isinstance(new, AcceptedGap):
                    new = new.model_copy(update={"subjects": tuple(self.renamed.get(i, i) for i in new.subjects)})
                if new.id in self.renamed:
                    new = new.model_copy(update={"id": self.renamed[new.id]})
                records[n] = new


_RESTS_ON: dict[type[Record], tuple[str, ...]] = {
    Arrangement: ("area",),
    Organization: ("area", "level", "unit_of"),
    Body: ("area", "level", "arrangement", "part_of"),
    Absence: ("level", "body", "area", "except_seats"),
}
"""The fields whose loss would make a record of the kind say something else: it is left out as a whole."""


def _areas_over(loaded: Loaded) -> dict[str, list[str]]:
    over: dict[str, list[str]] = {}
    for area in loaded.records.get("areas", ()):
        assert isinstance(area, Area)
        over.setdefault(area.id, []).extend(area.part_of)
        for part in area.parts:
            over.setdefault(part, []).append(area.id)
    return over


def _any(ids: Iterable[str], hidden: set[str]) -> bool:
    return any(i in hidden for i in ids)


# Words that would tell


def _names_of(
    loaded: Loaded, internal: frozenset[str], visible: Mapping[str, list[Record]]
) -> Mapping[str, frozenset[tuple[str, ...]]]:
    """The names of internal records by their first word; not those that open records have too.

    An id that only tells the place of a record says nothing that its owner's does not.
    """
    there = {_words(name) for record in chain.from_iterable(visible.values()) for name in _called(record)}
    found: dict[str, set[tuple[str, ...]]] = {}
    for record in chain.from_iterable(loaded.records.values()):
        if record.id in internal:
            for name in _called(record)[(record.id, "id") in loaded.handed_down :]:
                words = _words(name)
                if len("".join(words)) >= _SHORTEST and words not in there:
                    found.setdefault(words[0], set()).add(words)
    return MappingProxyType({first: frozenset(names) for first, names in found.items()})


_SHORTEST = 3


def _names_one(left_out: LeftOut, text: str) -> bool:
    """Whether the name of an internal record stands in the text, as whole words, however it is spelt."""
    words = _words(text) if text and left_out.names else ()
    return any(
        words[n : n + len(name)] == name for n, word in enumerate(words) for name in left_out.names.get(word, ())
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple("".join(c if c.isalnum() else " " for c in folded(text)).split())


def _called(record: Record) -> tuple[str, ...]:
    return (record.id, record.name.sv, record.name.en, *record.aliases)


def _texts(thing: Any) -> Iterator[str]:
    """Every text in a thing, however deep."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Text):
        yield from (thing.sv, thing.en)
    elif isinstance(thing, Model):
        for _, value in thing:
            yield from _texts(value)
    elif isinstance(thing, Mapping):
        yield from chain.from_iterable(_texts(part) for item in thing.items() for part in item)
    elif isinstance(thing, (tuple, list)):
        for part in thing:
            yield from _texts(part)
    elif isinstance(thing, Selector):
        yield str(thing)


def _naming(
    loaded: Loaded, records: Mapping[str, list[Record]], left_out: LeftOut, renamed: Mapping[str, str]
) -> Iterator[str]:
    """Every open record whose words name an internal one, and that was not assessed as open."""
    known: dict[str, bool] = {}
    back = {now: was for was, now in renamed.items()}
    for record in chain.from_iterable(records.values()):
        if record.publicity.assessed:
            continue
        for text in _texts(record):
            if text not in known:
                known[text] = bool(text) and _names_one(left_out, text)
            if known[text]:
                yield f"{record.id} ({loaded.position(back.get(record.id, record.id))})"
                break


def _refusal(places: list[str]) -> Text:
    told = "; ".join(places[:_TOLD])
    more = len(places) - _TOLD
    rest = Text(f" och {more} till", f" and {more} more") if more > 0 else Text("")
    return Text(
        f"kan inte visas öppet: det som står i {told}{rest.sv} skulle röja något som inte är öppet. Ändra uppgiften, märk den "
        "som intern, eller bedöm den: publicity: {level: open, assessed: DATUM}",
        f"cannot be shown to anybody: what stands in {told}{rest.en or rest.sv} would give away something that is not open. "
        "Change the record, mark it as internal, or assess it: publicity: {level: open, assessed: DATE}",
    )


_TOLD = 5
_SCENARIOS = Text("scenarierna", "the scenarios")
_NAMED_IN_FILE = Text(
    "kan inte visas öppet: orden i {file} nämner något som inte är öppet",
    "cannot be shown to anybody: the words in {file} name something that is not open",
)
