"""Every id that a record names: does it exist, is it of the right kind, does it run in circles?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple, get_args, get_origin

from civo.fields import Ref
from civo.loading.raw import Path_
from civo.models import Model
from civo.records import KINDS, Record
from civo.selectors import Selector

SELECTOR_KINDS: dict[str, tuple[str, ...]] = {
    "kind": ("kinds",),
    "in": ("areas",),
    "level": ("levels",),
    "ids": ("organizations", "collectives"),
}


class Step(NamedTuple):
    """One attribute on the way to a reference: its name in Python, its name in files, whether it is a list."""

    attribute: str
    written: str
    many: bool


class Reference(NamedTuple):
    """A field that names ids: the way to it, and the kinds it may name (none: any kind). `kinds` None: a selector."""

    steps: tuple[Step, ...]
    kinds: tuple[str, ...] | None


class Named(NamedTuple):
    """One id named by a record: the path to it, the id, the kinds it may be of."""

    path: Path_
    id: str
    kinds: tuple[str, ...]


@cache
def references(model: type[Model]) -> tuple[Reference, ...]:
    """All fields of a model, at any depth, that name ids."""
    return tuple(_references(model, ()))


def _references(model: type[Model], above: tuple[Step, ...]) -> Iterator[Reference]:
    for attribute, info in model.model_fields.items():
        many, leaf, marks = _unwrapped(info.annotation, list(info.metadata))
        steps = (*above, Step(attribute, info.alias or attribute, many))
        mark = next((m for m in marks if isinstance(m, Ref)), None)
        if mark:
            yield Reference(steps, mark.kinds)
        elif leaf is Selector:
            yield Reference(steps, None)
        elif isinstance(leaf, type) and issubclass(leaf, Model):
            yield from _references(leaf, steps)


def _unwrapped(annotation: Any, marks: list[Any]) -> tuple[bool, Any, list[Any]]:
    """Whether the annotation is a list, the type of its items, and the marks on the way."""
    many = False
    while True:
        if hasattr(annotation, "__metadata__"):
            marks += annotation.__metadata__
            annotation = annotation.__origin__
            continue
        parts = [part for part in get_args(annotation) if part not in (type(None), Ellipsis)]
        if get_origin(annotation) is tuple:
            many, annotation = True, parts[0]
        elif len(parts) == 1 and get_origin(annotation) is not dict:
            annotation = parts[0]
        else:
            return many, annotation, marks


def named_by_any(records: Sequence[Record], kind: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every id that any of the records names, with the kinds it may be of; many records that name the same cost little."""
    for reference in references(KINDS[kind]):
        for value in _distinct(records, reference.steps):
            if reference.kinds is not None:
                yield value, reference.kinds
            else:
                yield from ((name, SELECTOR_KINDS[key]) for _, key, name in value.references())


def fits(kind: str | None, kinds: tuple[str, ...]) -> bool:
    """Whether a record of this kind (None: there is no such record) may be named."""
    return kind is not None and (not kinds or kind in kinds)


def _distinct(things: Iterable[Any], steps: tuple[Step, ...]) -> Collection[Any]:
    """The values at the end of the way from records, without empty ones: texts each once, others each object."""
    step, *further = steps
    values = filter(None, map(attrgetter(step.attribute), things))
    things = list(chain.from_iterable(values) if step.many else values)
    if things and isinstance(things[0], str):
        return set(things)
    once = dict(zip(map(id, things), things, strict=True)).values()
    return _distinct(once, tuple(further)) if further else once


def named(record: Record, kind: str) -> Iterator[Named]:
    """Every id that a record names, with the path to it."""
    for reference in references(KINDS[kind]):
        for path, value in _values(record, reference.steps):
            if reference.kinds is None:
                for below, key, name in value.references():
                    yield Named((*path, *below), name, SELECTOR_KINDS[key])
            else:
                yield Named(path, value, reference.kinds)


def _values(thing: Any, steps: tuple[Step, ...]) -> Iterator[tuple[Path_, Any]]:
    if not steps:
        yield (), thing
        return
    step = steps[0]
    value = getattr(thing, step.attribute)
    if value is None:
        return
    items = enumerate(value) if step.many else [(None, value)]
    for n, item in items:
        here: Path_ = (step.written,) if n is None else (step.written, n)
        for path, found in _values(item, steps[1:]):
            yield (*here, *path), found


def circles(links: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Each circle that following the links runs into, once, from the id that comes first in the alphabet."""
    found: dict[frozenset[str], list[str]] = {}
    done: set[str] = set()
    for start in links:
        trail: list[str] = []
        stack: list[tuple[str, Iterator[str]]] = [(start, iter(links.get(start, ())))]
        if start in done:
            continue
        trail.append(start)
        while stack:
            _, onward = stack[-1]
            following = next(onward, None)
            if following is None:
                done.add(stack.pop()[0])
                trail.pop()
            elif following in trail:
                circle = trail[trail.index(following) :]
                first = circle.index(min(circle))
                found.setdefault(frozenset(circle), circle[first:] + circle[:first])
            elif following not in done:
                stack.append((following, iter(links.get(following, ()))))
                trail.append(following)
    return list(found.values())
