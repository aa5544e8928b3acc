"""A scenario: changes laid over what is loaded. It changes what it names, and nothing else."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import ValidationError

from civo.errors import InvalidFiles, Problem
from civo.fields import BilingualText, OneOrMore
from civo.loading.gathering import add_records, take_in
from civo.loading.loaded import Loaded, LoadedLayer
from civo.loading.messages import problems_of
from civo.loading.raw import Origin, Path_, ReadFile, Reading, Span, declare, origin_of
from civo.loading.reference_problems import reference_problems
from civo.loading.validating import changed
from civo.loading.yaml_files import YamlLocator, read_yaml
from civo.models import Model
from civo.positions import Position
from civo.records import KIND_OF, KINDS, Place, Publicity, Record, Source
from civo.selectors import BadSelector, Selector, parsed_query
from civo.words import NO_TEXT, Text, folded, nearest

MOVED = ("level", "area", "body", "part_of", "arrangement", "unit_of")
"""The fields that say where a thing belongs."""

Choose = Callable[[Loaded, Selector, str], Iterable[str]]
"""Finds the ids of the records of a kind that a selector fits."""


class Scenario(Model):
    """A file in `scenarios/`: what would be otherwise."""

    title: BilingualText
    """What the scenario is called."""
    note: BilingualText = NO_TEXT
    """What it assumes, in your own words."""
    source: Annotated[tuple[Place, ...], OneOrMore] = ()
    """Where the thought comes from; for added records that name no source of their own."""
    publicity: Publicity = Publicity.model_construct()
    """Who may see it; one that is internal cannot be laid over a structure for an open audience."""
    add: dict[str, Any] = {}  # noqa: RUF012 - each gets one of its own
    """New records, listed by their kind as in any file."""
    end: Annotated[tuple[Any, ...], OneOrMore] = ()
    """What is no longer there: an id, or `{id, to}` with the first day that it no longer holds."""
    move: Annotated[tuple[Any, ...], OneOrMore] = ()
    """What belongs elsewhere: `{id}` with a new level, area, body, part_of, arrangement or unit_of."""
    rename: Annotated[tuple[Any, ...], OneOrMore] = ()
    """What is called otherwise: `{id, name}`. The old name stays as an alias."""
    extend: Annotated[tuple[Any, ...], OneOrMore] = ()
    """What gets more: `{id}` with values to add to lists, such as the issues that a body `handles`."""
    set: Annotated[tuple[Any, ...], OneOrMore] = ()
    """What has another value in any other field: `{id, status: existing}`."""


class _Change(NamedTuple):
    """One entry of a scenario: what it does, to which records, and the fields it gives; `path` is its place."""

    does: str
    ids: tuple[str, ...]
    fields: dict[str, object]
    path: Path_


def with_scenario(loaded: Loaded, text: str, shown: str, scenario: str, choose: Choose | None = None) -> Loaded:
    """What is loaded, with the changes of a scenario made to it; `loaded` itself stays as it is.

    `text` is the scenario's YAML, `shown` the file's name for readers, `scenario` its id. What is added or changed has the
    scenario among its sources and is on whichever layers are; what is changed stays in its own layer. `choose` finds
    whom a `where` means. Raises InvalidFiles with every problem.
    """
    problems: list[Problem] = []
    read = read_yaml(text, shown, problems, below=1)
    locator = YamlLocator(text, shown)
    told = _header(read.data, locator, shown, problems)
    if told is None:
        raise InvalidFiles(problems, loaded.path.parent)
    source_id = scenario_layer(scenario)
    new = _copied(loaded)
    new.layers[source_id] = LoadedLayer(source_id, told.title, True, True)
    new.files.append(ReadFile(Path(shown), shown, source_id, locator, read.marks))
    _add_source(new, source_id, told)
    reading = Reading(new.files, source_id, new.by_id)
    add_records(reading, len(new.files) - 1, read, told.add, ("add",))
    _hand_down_source(reading, source_id, read.data.get("source"))
    take_in(reading, new)
    problems += reading.problems
    place = Place.model_validate({"in": source_id})
    for change in _changes(told, new, locator, problems, choose):
        for record_id in change.ids:
            problems += _apply(new, record_id, change, place, locator)
    problems += reference_problems(new)
    if any(not problem.warning for problem in problems):
        raise InvalidFiles(problems, loaded.path.parent)
    return new


def _header(data: object, locator: YamlLocator, shown: str, problems: list[Problem]) -> Scenario | None:
    if not isinstance(data, dict):
        if not problems:
            problems.append(Problem(Position(shown, 1), _NO_FIELDS, Text("title, add, end, move, rename, extend, set")))
        return None
    try:
        return Scenario.model_validate(data)
    except ValidationError as wrong:

        def span(at: Path_, key: bool) -> Span:
            return locator.key(at) if key else locator.value(at)

        problems += problems_of(wrong.errors(), Scenario, span)
        return None


def scenario_layer(name: str) -> str:
    """The id of the layer, and the source, that a scenario becomes where it is laid over a structure."""
    return f"scenario.{re.sub(r'[^a-z0-9]+', '-', folded(name)).strip('-') or 'scenario'}"


def _copied(loaded: Loaded) -> Loaded:
    new = replace(
        loaded,
        layers=dict(loaded.layers),
        files=list(loaded.files),
        records={kind: list(records) for kind, records in loaded.records.items()},
        by_id=dict(loaded.by_id),
        handed_down=set(loaded.handed_down),
        overlaid=dict(loaded.overlaid),
    )
    new.manifest = loaded.manifest
    return new


def _add_source(new: Loaded, source_id: str, told: Scenario) -> None:
    """The scenario as a source of its own: what it says is no more than an assumption."""
    source = Source(id=source_id, name=told.title, note=told.note, publicity=told.publicity, source=told.source)
    new.records.setdefault("sources", []).append(source)
    declare(source, Origin(len(new.files) - 1, 1, 1, ()))
    new.by_id[source_id] = source


def _hand_down_source(reading: Reading, source_id: str, general: object) -> None:
    """Gives each added record the scenario as a source, behind its own or the one that the scenario names for all."""
    for kind, raw in reading.records.items():
        for data in raw.data:
            for record in (data, *_seats_in(data)) if kind == "bodies" else (data,):
                if record is data or "source" in record:
                    own = record.get("source", general)
                    listed = own if isinstance(own, list) else [own] if own else []
                    record["source"] = [*listed, {"in": source_id}]


def _seats_in(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    seats = body.get("seats")
    for seat in seats if isinstance(seats, list) else [seats]:
        if isinstance(seat, dict):
            yield seat


# Changes


def _changes(
    told: Scenario, new: Loaded, locator: YamlLocator, problems: list[Problem], choose: Choose | None
) -> Iterator[_Change]:
    """Every entry that changes something, in the order in which changes are made: what ends, ends last."""
    for does in ("move", "rename", "extend", "set", "end"):
        for n, entry in enumerate(getattr(told, does)):
            fields = {"id": entry} if isinstance(entry, str) and does == "end" else entry
            if not isinstance(fields, Mapping):
                span = locator.value((does, n))
                problems.append(Problem(span.position, _NOT_FIELDS.filled(does=does), _FORMS[does], length=span.length))
                continue
            rest = {key: value for key, value in fields.items() if key not in ("id", "where", "of")}
            wrong = list(_wrong_fields(does, rest, (does, n), locator))
            ids = tuple(_targets(fields, new, (does, n), locator, wrong, choose))
            problems += wrong
            if not wrong:
                yield _Change(does, ids, rest, (does, n))


def _wrong_fields(does: str, fields: Mapping[str, object], path: Path_, locator: YamlLocator) -> Iterator[Problem]:
    """What the entry may not give, or does not give and has to."""
    allowed = {"end": ("to",), "move": MOVED, "rename": ("name",)}.get(does, tuple(fields))
    for key in fields:
        if key not in allowed:
            span = locator.key((*path, key))
            expected = Text(", ".join(allowed))
            message = _NOT_SO.filled(does=does, key=key)
            yield Problem(span.position, message, expected, nearest(key, allowed) or "", span.length)
    if not fields and does != "end":
        span = locator.value(path)
        yield Problem(span.position, _NOTHING.filled(does=does), _FORMS[does], length=span.length)


def _targets(
    fields: Mapping[str, Any],
    new: Loaded,
    path: Path_,
    locator: YamlLocator,
    problems: list[Problem],
    choose: Choose | None,
) -> Iterator[str]:
    """The ids of the records that an entry changes: the one it names, or those that its `where` fits."""
    if "where" in fields:
        of = str(fields.get("of", ""))
        if of not in KINDS:
            span = locator.value((*path, "of"))
            known = Text(", ".join(KINDS))
            problems.append(Problem(span.position, _OF_WHAT, known, nearest(of, KINDS) or "", span.length))
            return
        try:
            selector = parsed_query(fields["where"])
        except BadSelector as wrong:
            span = locator.value((*path, "where"))
            expected = Text(", ".join(wrong.expected))
            hint = nearest(wrong.part, wrong.expected) or ""
            problems.append(Problem(span.position, _BAD_WHERE.filled(part=wrong.part), expected, hint, span.length))
            return
        found = tuple(choose(new, selector, of)) if choose else ()
        if not found:
            span = locator.value((*path, "where"))
            problems.append(Problem(span.position, _FITS_NONE, length=span.length))
        yield from found
        return
    record_id = fields.get("id")
    if not isinstance(record_id, str):
        span = locator.value(path)
        problems.append(Problem(span.position, _NO_ID, Text("id: ..."), length=span.length))
    elif record_id not in new.by_id:
        if not new.unread and record_id not in new.broken_ids:
            span = locator.value((*path, "id"))
            hint = nearest(record_id, new.by_id) or ""
            problems.append(Problem(span.position, _UNKNOWN.filled(id=record_id), NO_TEXT, hint, span.length))
    else:
        yield record_id


def _apply(new: Loaded, record_id: str, change: _Change, place: Place, locator: YamlLocator) -> Iterator[Problem]:
    """Puts the changed record in the place of the one that was there."""
    record = new.by_id[record_id]
    kind = KIND_OF[type(record)]
    fields = dict(change.fields)
    if change.does == "end" and "to" not in fields:
        fields["status"] = "ended"
        fields["to"] = None
    elif change.does == "rename":
        old = [name for name in (record.name.sv, record.name.en) if name]
        fields["aliases"] = [*record.aliases, *(name for name in old if name not in record.aliases)]
    elif change.does == "extend":
        for field, more in change.fields.items():
            had = _value(record, field)
            if had is not None and type(had) is not tuple:
                place_of = locator.key((*change.path, field))
                message = _NOT_A_LIST.filled(field=field)
                yield Problem(place_of.position, message, Text("set:"), length=place_of.length)
                return
            listed = more if isinstance(more, list) else [more]
            fields[field] = [*(had or ()), *(value for value in listed if value not in (had or ()))]
    fields.setdefault("source", [*record.source, *(() if place in record.source else (place,))])

    def span(at: Path_, key: bool) -> Span:
        return locator.key((*change.path, *at)) if key else locator.value((*change.path, *at))

    try:
        made = changed(record, kind, fields)
    except ValidationError as wrong:
        errors = [{**error, "loc": error["loc"][1:]} for error in wrong.errors()]
        yield from problems_of(errors, KINDS[kind], span)
        return
    declare(made, origin_of(record))
    new.by_id[record_id] = made
    new.records[kind] = [made if other is record else other for other in new.records[kind]]
    origin = Origin(len(new.files) - 1, 1, 1, change.path)
    had = {field: _value(record, field) for field in change.fields} if change.does == "extend" else {}
    places = {
        field: (origin, len(value) if isinstance(value := had.get(field), tuple) else 0) for field in change.fields
    }
    new.overlaid[record_id] = {**new.overlaid.get(record_id, {}), **places}


def _value(record: Record, field: str) -> object:
    """The value of a field by the name that files write."""
    for name, info in type(record).model_fields.items():
        if field == (info.alias or name):
            value: object = getattr(record, name)
            return value
    return None


_FORMS = {
    "end": Text("ett id, eller {id, to}", "an id, or {id, to}"),
    "move": Text("{id, level: ...}", "{id, level: ...}"),
    "rename": Text("{id, name: {sv, en}}", "{id, name: {sv, en}}"),
    "extend": Text("{id, handles: [...]}", "{id, handles: [...]}"),
    "set": Text("{id, status: existing}", "{id, status: existing}"),
}
_NO_FIELDS = Text("scenariot ska ha en titel och ändringar", "the scenario has to have a title and changes")
_NOT_FIELDS = Text("”{does}” ska lista poster med fält", '"{does}" has to list records with fields')
_NOT_SO = Text("”{does}” ändrar inte fältet ”{key}”: använd set", '"{does}" does not change the field "{key}": use set')
_NOTHING = Text("”{does}” säger inte vad som ändras", '"{does}" does not say what changes')
_NO_ID = Text("ändringen säger inte vilken post den gäller", "the change does not say which record it is of")
_OF_WHAT = Text("where kräver of: vilken sorts poster som menas", "where needs of: which kind of record is meant")
_BAD_WHERE = Text("urvalet går inte att läsa vid ”{part}”", 'the selector cannot be read at "{part}"')
_FITS_NONE = Text("urvalet passar säkert ingen post", "the selector surely fits no record")
_UNKNOWN = Text("”{id}” finns inte", '"{id}" does not exist')
_NOT_A_LIST = Text("”{field}” är ingen lista som kan utökas", '"{field}" is not a list that can be extended')
