"""What a file declares, without some ids: every field, however deep, that names one of them loses it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple, TypeVar

from civo.loading.references import references
from civo.models import Model
from civo.records import Decision
from civo.selectors import Selector

M = TypeVar("M", bound=Model)


class _Field(NamedTuple):
    """A field that names ids, itself or in what it holds."""

    attribute: str
    many: bool
    required: bool


@cache
def _naming_fields(model: type[Model]) -> tuple[_Field, ...]:
    first = {reference.steps[0].attribute: reference.steps[0].many for reference in references(model)}
    return tuple(_Field(name, many, model.model_fields[name].is_required()) for name, many in first.items())


def cut_thing(thing: M, hidden: Iterable[str], organizations: frozenset[str], renamed: Mapping[str, str]) -> M | None:
    """The thing without the ids that are hidden, the others renamed; None when what it cannot do without is gone."""
    update: dict[str, Any] = {}
    for name, many, required in _naming_fields(type(thing)):
        value = getattr(thing, name)
        if not value:
            continue
        old = value if many else (value,)
        new = tuple(x for item in old if (x := _cut_item(item, hidden, organizations, renamed)) is not None)
        if new != old:
            if required and not new:
                return None
            update[name] = new if many else new[0] if new else None
    if not update:
        return thing
    cut = thing.model_copy(update=update)
    says_nothing = isinstance(cut, Decision) and not (
        cut.adopts or cut.appoints or cut.assigns_issues_of or cut.about.sv
    )
    return None if says_nothing else cut


def _cut_item(item: Any, hidden: Iterable[str], organizations: frozenset[str], renamed: Mapping[str, str]) -> Any:
    if isinstance(item, str):
        return None if item in hidden else renamed.get(item, item)
    if isinstance(item, Selector):
        return cut_selector(item, hidden, organizations) if hidden else item
    return cut_thing(item, hidden, organizations, renamed)


def cut_selector(selector: Selector, hidden: Iterable[str], organizations: frozenset[str]) -> Selector | None:
    """The selector without organisations that are hidden; None when it asks by anything else that is, or nothing is left."""
    named = {i for _, _, i in selector.references() if i in hidden}
    if not named:
        return selector
    if not named <= organizations or selector.related:
        return None
    excluded = tuple(cut for group in selector.excluded if (cut := cut_selector(group, hidden, organizations)))
    ids = tuple(i for i in selector.ids if i not in hidden)
    return None if selector.ids and not ids else replace(selector, ids=ids, excluded=excluded)
