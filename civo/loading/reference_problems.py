"""What is wrong between records: unknown ids, wrong kinds, circles, times that end before they begin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from civo.dates import Period, in_order
from civo.errors import Problem
from civo.kind_words import KIND_WORDS
from civo.loading.loaded import Loaded
from civo.loading.references import circles, fits, named, named_by_any
from civo.records import Absence, Area, Body, Collective, Issue, Level, Organization, Record, Seat
from civo.words import Text, folded, nearest


def reference_problems(loaded: Loaded) -> Iterator[Problem]:
    """Every problem between records; an id whose own record is broken is not reported again."""
    for kind, records in loaded.records.items():
        if not all(fits(loaded.kind_of(name), kinds) for name, kinds in named_by_any(records, kind)):
            for record in records:
                yield from _unknown(loaded, record, kind)
    yield from _across_layers(loaded)
    yield from _circles(loaded)
    yield from _times(loaded)
    yield from _nowhere(loaded)
    yield from _twice_in_turn(loaded)


def _unknown(loaded: Loaded, record: Record, kind: str) -> Iterator[Problem]:
    for path, name, kinds in named(record, kind):
        found = loaded.kind_of(name)
        if fits(found, kinds) or (found is None and (loaded.unread or name in loaded.broken_ids)):
            continue
        if (record.id, path[0]) in loaded.handed_down:
            continue
        span = loaded.span(record.id, path)
        expected = Text(
            " eller ".join(KIND_WORDS[k].one.sv for k in kinds), " or ".join(KIND_WORDS[k].one.en for k in kinds)
        )
        if found is None:
            near = _meant(loaded, name, kinds)
            yield Problem(span.position, _UNKNOWN.filled(id=name), expected, near, span.length)
        else:
            yield Problem(
                span.position, _WRONG_KIND.filled(id=name, kind=KIND_WORDS[found].one), expected, "", span.length
            )


def _meant(loaded: Loaded, text: str, kinds: tuple[str, ...]) -> str:
    """The id that is probably meant: of the record that is called so, of the nearest name, or the nearest id."""
    known = [record for i, record in loaded.by_id.items() if not kinds or loaded.kind_of(i) in kinds]
    called: dict[str, str] = {}
    for record in known:
        for name in (record.name.sv, record.name.en, *record.aliases):
            called.setdefault(folded(name), record.id)
    called.pop("", None)
    if folded(text) in called:
        return called[folded(text)]
    if near := nearest(text, [record.id for record in known]):
        return near
    return called.get(nearest(text, called) or "", "")


def _across_layers(loaded: Loaded) -> Iterator[Problem]:
    """A record must not lean on a layer that may be off while its own is on."""
    optional = {layer.id for layer in loaded.layers.values() if not layer.default}
    if not optional:
        return
    hidden = {i: layer for i in loaded.by_id if (layer := loaded.layer_of(i)) in optional}
    for kind, records in loaded.records.items():
        by_layer: dict[str, list[Record]] = {}
        for record in records:
            by_layer.setdefault(loaded.layer_of(record.id), []).append(record)
        for layer, group in by_layer.items() if hidden else ():
            if any(hidden.get(name, layer) != layer for name, _ in named_by_any(group, kind)):
                yield from _hidden_names(loaded, group, kind, layer, hidden)


def _hidden_names(
    loaded: Loaded, records: list[Record], kind: str, layer: str, hidden: dict[str, str]
) -> Iterator[Problem]:
    for record in records:
        for path, name, _ in named(record, kind):
            if hidden.get(name, layer) != layer:
                span = loaded.span(record.id, path)
                yield Problem(span.position, _OTHER_LAYER.filled(id=name, layer=hidden[name]), length=span.length)


def _circles(loaded: Loaded) -> Iterator[Problem]:
    levels = cast("list[Level]", loaded.records.get("levels", []))
    areas = cast("list[Area]", loaded.records.get("areas", []))
    bodies = cast("list[Body]", loaded.records.get("bodies", []))
    units = cast("list[Organization]", loaded.records.get("organizations", []))
    issues = cast("list[Issue]", loaded.records.get("issues", []))
    collectives = cast("list[Collective]", loaded.records.get("collectives", []))
    inside: dict[str, list[str]] = {area.id: list(area.part_of) for area in areas}
    for area in areas:
        for part in area.parts:
            if area.id not in inside.setdefault(part, []):
                inside[part].append(area.id)
    for links in (
        {level.id: [level.under] for level in levels if level.under},
        inside,
        {body.id: [body.part_of] for body in bodies if body.part_of},
        {unit.id: [unit.unit_of] for unit in units if unit.unit_of},
        {issue.id: list(issue.part_of) for issue in issues if issue.part_of},
        {c.id: [name for _, key, name in c.members.references() if key == "ids"] for c in collectives},
    ):
        for circle in circles(links):
            yield Problem(loaded.position(circle[0]), _CIRCLE.filled(circle=" → ".join([*circle, circle[0]])))


def _nowhere(loaded: Loaded) -> Iterator[Problem]:
    """An absence has to say where: without level and body it would deny nothing."""
    for absence in cast("list[Absence]", loaded.records.get("absences", [])):
        if absence.level is None and absence.body is None:
            yield Problem(loaded.position(absence.id), _NOWHERE, Text("level: / body:"))


def _twice_in_turn(loaded: Loaded) -> Iterator[Problem]:
    """An order in which somebody stands twice: whose turn it is could not be told from who held the seat last."""
    for seat in cast("list[Seat]", loaded.records.get("seats", [])):
        order = seat.rotates.order if seat.rotates else ()
        if len(set(order)) == len(order):
            continue
        for n, name in enumerate(order):
            if name in order[:n]:
                span = loaded.span(seat.id, ("rotates", "order", n))
                yield Problem(span.position, _TWICE_IN_TURN.filled(id=name), length=span.length)


def _times(loaded: Loaded) -> Iterator[Problem]:
    for records in loaded.records.values():
        for record in records:
            if record.start and record.end:
                yield from _backwards(loaded, record, (), record.start, record.end)
    for seat in cast("list[Seat]", loaded.records.get("seats", [])):
        for n, tenure in enumerate(seat.held_by):
            if tenure.start and tenure.end:
                yield from _backwards(loaded, seat, ("held_by", n), tenure.start, tenure.end)


def _backwards(loaded: Loaded, record: Record, path: Any, start: Period, end: Period) -> Iterator[Problem]:
    if not in_order(start, end):
        span = loaded.span(record.id, (*path, "to"))
        message = _BACKWARDS.filled(start=str(start), end=str(end))
        yield Problem(span.position, message, _HALF_OPEN, length=span.length)


_NOWHERE = Text("frånvaron anger varken nivå eller organ", "the absence names neither a level nor a body")
_UNKNOWN = Text("”{id}” finns inte", '"{id}" does not exist')
_WRONG_KIND = Text("”{id}” är {kind}", '"{id}" is {kind}')
_OTHER_LAYER = Text(
    "”{id}” finns bara i lagret {layer}, som kan vara avstängt", '"{id}" is only in the layer {layer}, which may be off'
)
_TWICE_IN_TURN = Text("”{id}” står två gånger i turordningen", '"{id}" stands twice in the order')
_CIRCLE = Text("går i cirkel: {circle}", "runs in a circle: {circle}")
_BACKWARDS = Text("slutar {end} men börjar {start}", "ends {end} but begins {start}")
_HALF_OPEN = Text("to: är den första dagen som inte längre gäller", "to: is the first day that it no longer holds")
