"""Which record of one structure is which of another: by id, by what the files say, by name, by content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from civo.differences import By
from civo.loading.raw import of_one_reading
from civo.loading.references import references
from civo.models import Model
from civo.records import KINDS, Change, Record
from civo.selectors import Selector
from civo.structure import Structure
from civo.words import folded

ALIKE = 0.5
"""How much of what two statements of one place say must be the same for them to be one that has changed."""


class Match(NamedTuple):
    """Records of the two sides that are one, or that were merged, split or replaced; and what tells so."""

    kind: str
    before: tuple[Record, ...]
    after: tuple[Record, ...]
    by: By
    certainty: str = "stated"
    change: Change | None = None


@dataclass(slots=True)
class Matching:
    """All records of two structures: those that are matched, and those of one side only.

    `mapped` tells what an id of the side before is called after, where it is called something else, and `back` the other
    way round. An id that comes from a place, and is another record's on the other side, is called what nothing there is.
    """

    matches: list[Match] = field(default_factory=list)
    only_before: dict[str, tuple[str, Record]] = field(default_factory=dict)
    only_after: dict[str, tuple[str, Record]] = field(default_factory=dict)
    mapped: dict[str, str] = field(default_factory=dict)
    back: dict[str, str] = field(default_factory=dict)

    def add(self, match: Match) -> None:
        """Takes the records of a match from those of one side only."""
        self.matches.append(match)
        for record in match.before:
            del self.only_before[record.id]
            if len(match.after) == 1 and record.id != match.after[0].id:
                self.mapped[record.id] = match.after[0].id
                self.back[match.after[0].id] = record.id
        for record in match.after:
            del self.only_after[record.id]


def matched(before: Structure, after: Structure) -> Matching:
    """Which record is which.

    The same id is the same thing, but for ids that come from a place in a file: those are matched by what they say.
    Then, among what is on one side only: what a change replaces and what it results in; what is stated to be the same;
    and, between structures of different names, the one thing of a kind that has the same name.
    """
    found = Matching()
    found.only_before = {record.id: (kind, record) for kind, record in before.all_records()}
    found.only_after = {record.id: (kind, record) for kind, record in after.all_records()}
    _by_id(before, after, found)
    _by_changes(before, after, found)
    _by_same_as(found)
    if before.loaded.path.name != after.loaded.path.name:
        _by_name(found)
    _by_content(before, after, found)
    found.mapped.update((i, f"{i} (before)") for i in found.only_before if after.get(i))
    found.back.update((i, f"{i} (after)") for i in found.only_after if before.get(i))
    return found


def _by_id(before: Structure, after: Structure, found: Matching) -> None:
    for record_id, (kind, record) in list(found.only_before.items()):
        other_kind, other = found.only_after.get(record_id, ("", None))
        if other is None or other_kind != kind:
            continue
        placed = has_placed_id(before, record_id) or has_placed_id(after, record_id)
        same = of_one_reading(record, other) or record == other
        if not placed or same or content(record, kind) == content(other, kind):
            found.add(Match(kind, (record,), (other,), By.ID))


def has_placed_id(structure: Structure, record_id: str) -> bool:
    """Whether the id comes from the record's place in a file, so that it may be another's tomorrow."""
    return (record_id, "id") in structure.loaded.handed_down


def _by_changes(before: Structure, after: Structure, found: Matching) -> None:
    """What a change replaces and what it results in, kind by kind, where the one is gone and the other there."""
    changes = {change.id: change for structure in (before, after) for change in structure.changes}
    for change in changes.values():
        gone = [found.only_before[i] for i in change.replaces if i in found.only_before]
        come = [found.only_after[i] for i in change.results if i in found.only_after]
        for kind in dict.fromkeys(kind for kind, _ in gone):
            old = tuple(record for k, record in gone if k == kind)
            new = tuple(record for k, record in come if k == kind)
            if new:
                doubtful = change.id in before.uncertain or change.id in after.uncertain
                certainty = "probable" if doubtful else change.certainty
                found.add(Match(kind, old, new, By.CHANGE, certainty, change))


def _by_same_as(found: Matching) -> None:
    for kind, record, same in _stated(found.only_after):
        if same.id in found.only_before and record.id in found.only_after and found.only_before[same.id][0] == kind:
            found.add(Match(kind, (found.only_before[same.id][1],), (record,), By.SAME_AS, same.certainty))
    for kind, record, same in _stated(found.only_before):
        if same.id in found.only_after and record.id in found.only_before and found.only_after[same.id][0] == kind:
            found.add(Match(kind, (record,), (found.only_after[same.id][1],), By.SAME_AS, same.certainty))


def _stated(records: Mapping[str, tuple[str, Record]]) -> list[tuple[str, Record, Any]]:
    """What records say that they are the same as, the surest first."""
    order = {"stated": 0, "implied": 1, "probable": 2}
    told = [(kind, record, same) for kind, record in records.values() for same in record.same_as]
    return sorted(told, key=lambda x: order[x[2].certainty])


def _by_name(found: Matching) -> None:
    """The one record of a kind that has a name, with the one on the other side that has it."""
    old, new = _named(found.only_before), _named(found.only_after)
    for key, records in old.items():
        others = new.get(key, [])
        if len(records) == 1 and len(others) == 1:
            found.add(Match(key[0], (records[0],), (others[0],), By.NAME, "implied"))


def _named(records: Mapping[str, tuple[str, Record]]) -> dict[tuple[str, str], list[Record]]:
    found: dict[tuple[str, str], list[Record]] = {}
    for kind, record in records.values():
        if record.name.sv:
            found.setdefault((kind, folded(record.name.sv)), []).append(record)
    return found


# Statements: records that need no name and no id of their own


def _by_content(before: Structure, after: Structure, found: Matching) -> None:
    """Statements that say the same; then those about the same that say much the same, closest first.

    Two that differ and have ids of their own are two, unless what they are about is called something else now. What has
    been replaced takes only those seats with it that its successor has just so.
    """
    exact: dict[Hashable, list[Record]] = {}
    for kind, record in _statements(found.only_after):
        exact.setdefault((kind, content(record, kind)), []).append(record)
    for kind, record in _statements(found.only_before):
        same = exact.get((kind, content(record, kind, found.mapped)))
        if same:
            found.add(Match(kind, (record,), (same.pop(0),), By.CONTENT))
    here, there = _by_theme(found.only_before, found.mapped), _by_theme(found.only_after, {})
    elsewhere = before.loaded.path.name != after.loaded.path.name
    replaced = {record.id for match in found.matches if match.by is By.CHANGE for record in match.before}
    for (kind, theme), records in here.items():
        if any(_theme(record, kind, {}) in replaced for record in records):
            continue
        moved = elsewhere or any(_theme(record, kind, {}) != theme for record in records)
        told = [
            (-likeness, n, m)
            for n, record in enumerate(records)
            for m, other in enumerate(there.get((kind, theme), ()))
            if (moved or has_placed_id(before, record.id) or has_placed_id(after, other.id))
            and (likeness := _likeness(record, other, kind, found.mapped)) >= ALIKE
        ]
        for _, n, m in sorted(told):
            record, other = records[n], there[kind, theme][m]
            if record.id in found.only_before and other.id in found.only_after:
                found.add(Match(kind, (record,), (other,), By.CONTENT, "implied"))


def _statements(records: Mapping[str, tuple[str, Record]]) -> list[tuple[str, Record]]:
    return [(kind, r) for kind, r in records.values() if kind in _THEMES and (kind == "seats" or not r.name.sv)]


def _by_theme(
    records: Mapping[str, tuple[str, Record]], mapped: Mapping[str, str]
) -> dict[tuple[str, Hashable], list[Record]]:
    found: dict[tuple[str, Hashable], list[Record]] = {}
    for kind, record in _statements(records):
        found.setdefault((kind, _theme(record, kind, mapped)), []).append(record)
    return found


def _theme(record: Record, kind: str, mapped: Mapping[str, str]) -> Hashable:
    return comparable(getattr(record, _THEMES[kind]), mapped)


_THEMES = {
    "seats": "body",
    "coverages": "by",
    "responsibilities": "issue",
    "absences": "who",
    "relations": "who",
    "inquiries": "about",
    "remarks": "about",
    "counts": "of",
    "accepted_gaps": "rule",
    "changes": "date",
}
"""The field that tells what a statement is about first of all."""


def _likeness(record: Record, other: Record, kind: str, mapped: Mapping[str, str]) -> float:
    """The share of the fields that either fills in which both say the same. Who holds a seat makes it no other seat."""
    old, new = dict(_told(record, kind, mapped)), dict(_told(other, kind, {}))
    both = old.keys() | new.keys()
    return sum(old.get(key) == new.get(key) for key in both) / len(both) if both else 1.0


def _told(record: Record, kind: str, mapped: Mapping[str, str]) -> Iterator[tuple[str, Hashable]]:
    for attribute, info in KINDS[kind].model_fields.items():
        value = getattr(record, attribute)
        if attribute not in ("id", "source", "held_by", _THEMES[kind]) and value and value != info.default:
            yield attribute, field_value(KINDS[kind], attribute, value, mapped)


# Values


def content(record: Record, kind: str, mapped: Mapping[str, str] | None = None) -> Hashable:
    """All that a record says, but its id; equal for records that say the same, with ids told as the other side does."""
    model = KINDS[kind]
    return tuple(
        field_value(model, attribute, getattr(record, attribute), mapped or {})
        for attribute in model.model_fields
        if attribute != "id"
    )


@cache
def id_fields(model: type[Model]) -> frozenset[str]:
    """The fields of a model that hold ids, themselves or in what they nest."""
    return frozenset(reference.steps[0].attribute for reference in references(model))


def field_value(model: type[Model], attribute: str, value: Any, mapped: Mapping[str, str]) -> Hashable:
    """A field's value, equal to another that says the same: lists in any order, ids as the other side has them."""
    if attribute == "order":
        return tuple(mapped.get(item, item) for item in value)
    return comparable(value, mapped if attribute in id_fields(model) else {})


def comparable(value: Any, mapped: Mapping[str, str]) -> Hashable:
    """The same of a value whose texts are ids."""
    if isinstance(value, str):
        return mapped.get(value, value)
    if isinstance(value, Model):
        model = type(value)
        return tuple((name, field_value(model, name, inner, mapped)) for name, inner in value)
    if type(value) is tuple:
        return frozenset(Counter(comparable(item, mapped) for item in value).items())
    if isinstance(value, Selector):
        lines = tuple((key, comparable(ids, mapped)) for key, ids in value.lines())
        return (*lines, comparable(value.related, mapped), comparable(value.excluded, mapped))
    if isinstance(value, dict):
        return frozenset(value.items())
    return value  # type: ignore[no-any-return]
