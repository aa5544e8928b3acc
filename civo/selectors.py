"""The one form that says "these": these organisations in files, these bodies or issues in questions and settings."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

KEYS = ("kind", "in", "level", "ids", "tags", "not")
"""What may be asked of organisations in a record's own field: only what is declared of them."""
RELATED = {
    "seats": "organizations",
    "led-by": "organizations",
    "handles": "issues",
    "handled-by": "bodies",
    "responsible": "organizations",
    "answers-for": "issues",
    "lead": "levels",
    "needs": "issues",
    "sits-in": "bodies",
    "body": "bodies",
    "held-by": "organizations",
    "represents": "organizations",
}
"""What may be asked of how records hang together: each key with the kind of record that its own selector is of."""
QUERY_KEYS = ("kind", "type", "in", "level", "ids", "tags", "status", "role", *RELATED, "not")
"""What may be asked in questions, rules' scopes, views and scenarios."""
OF_ANY = ("ids", "tags", "status")
ASKED_OF: dict[str, tuple[str, ...]] = {
    "organizations": ("kind", "in", "level", "sits-in", "answers-for"),
    "collectives": ("kind", "in", "level"),
    "bodies": ("type", "in", "level", "seats", "led-by", "handles"),
    "seats": ("level", "in", "role", "body", "held-by", "represents"),
    "issues": ("type", "lead", "handled-by", "responsible", "needs"),
    "areas": ("type", "in"),
    "kinds": ("kind", "level"),
    "levels": ("level",),
    "arrangements": ("level", "in"),
    "responsibilities": ("level",),
    "absences": ("level", "in"),
    "plans": ("in",),
    "relations": ("level",),
    "remarks": ("type",),
}
"""What may be asked of each kind of record, besides its id, tags and status. Of other kinds: only these three."""
ANYTHING = "*"
"""Stands for whatever there is: `not:lead:*`, without any lead."""


class BadSelector(ValueError):
    """A selector that cannot be read; `part` is the word that is wrong, `expected` what would be right."""

    def __init__(self, part: str, expected: tuple[str, ...] = KEYS) -> None:
        super().__init__(part)
        self.part = part
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Selector:
    """Records that fit every line given: of one of the kinds, inside one of the areas, and so on.

    `ids` may name organisations, units and collectives (then their members are meant); `related` asks whether a record hangs
    together with any that another selector fits; each of `excluded` takes away what it fits. An empty selector fits
    nothing: everything must be asked for.
    """

    kind: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    excluded: tuple[Selector, ...] = ()
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    related: tuple[tuple[str, Selector], ...] = ()

    def __str__(self) -> str:
        parts = [f"{key}:{','.join(values)}" for key, values in self.lines() if values]
        nested = [*self.related, *(("not", group) for group in self.excluded)]
        return " ".join([*parts, *(f"{key}:{part}" for key, inner in nested for part in str(inner).split())])

    def lines(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The selector's own keys as they are written, with their values, without those that hold another selector."""
        yield "kind", self.kind
        yield "in", self.within
        yield "level", self.level
        yield "ids", self.ids
        yield "tags", self.tags
        yield "type", self.type
        yield "status", self.status
        yield "role", self.role

    def asked(self) -> Iterator[str]:
        """Every key that is asked, `not` and what stands under it among them."""
        yield from (key for key, values in self.lines() if values)
        yield from (key for key, _ in self.related)
        for group in self.excluded:
            yield from group.asked()

    def references(self) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
        """Every id named: the path to it, what sort of thing it must be (the key), and the id.

        The sort is a key of its own for `ids` inside a key that asks of other records: `lead.ids`.
        """
        for key, values in self.lines():
            if key not in ("tags", "type", "status"):
                for n, value in enumerate(values):
                    yield (key, n), key, value
        for key, inner in self.related:
            for path, sort, value in inner.references():
                if value != ANYTHING:
                    yield (key, *path), f"{key}.ids" if sort == "ids" else sort, value
        for group in self.excluded:
            for path, key, value in group.references():
                yield ("not", *path), key, value


def parsed_selector(written: object) -> Selector:
    """The organisations that a mapping, a list of ids or a text such as "kind:kommun in:vasterbotten" says.

    Raises BadSelector for an unknown key, an empty selector or a value that is not text.
    """
    return _parsed(written, KEYS)


def parsed_query(written: object) -> Selector:
    """The same for any records: "level:regional not:seats:kind:kommun". It may do with `not` alone.

    Raises BadSelector also for what cannot be asked of the records that a key leads to.
    """
    return _parsed(written, QUERY_KEYS)


def _parsed(written: object, keys: tuple[str, ...]) -> Selector:
    if isinstance(written, Selector):
        return written
    if isinstance(written, str):
        return _from_text(written, keys)
    if isinstance(written, (list, tuple)):
        return _from_mapping({"ids": written}, keys)
    if isinstance(written, Mapping):
        return _from_mapping(written, keys)
    raise BadSelector(str(written), keys)


@cache
def _from_text(text: str, keys: tuple[str, ...]) -> Selector:
    try:
        words = shlex.split(text) if '"' in text else text.split()
    except ValueError as wrong:
        raise BadSelector('"', keys) from wrong
    return _from_mapping(_lines(words), keys)


def _lines(words: Iterable[str]) -> dict[object, object]:
    """The words as a mapping; words that begin with the same key that holds a selector describe one group together.

    `not:not:` takes nothing away: each word that begins so has to fit by itself.
    """
    lines: dict[object, object] = {}
    inner: dict[str, list[str]] = {}
    alone: list[dict[object, object]] = []
    for word in words:
        key, colon, value = word.partition(":")
        if key == "not" and value.startswith("not:"):
            alone.append(_lines([value]))
            continue
        if colon and (key == "not" or key in RELATED):
            inner.setdefault(key, []).append(value)
            continue
        if not colon:
            key, value = "ids", key
        lines[key] = [*_words(lines.get(key, [])), *value.split(",")]
    nested: dict[object, object] = {key: _lines(parts) for key, parts in inner.items()}
    if alone:
        nested["not"] = [*([nested["not"]] if "not" in nested else []), *alone]
    return lines | nested


def _from_mapping(lines: Mapping[object, object], keys: tuple[str, ...]) -> Selector:
    for key in lines:
        if key not in keys:
            raise BadSelector(str(key), keys)
    selector = Selector(
        kind=_words(lines.get("kind")),
        within=_words(lines.get("in")),
        level=_words(lines.get("level")),
        ids=_words(lines.get("ids")),
        tags=_words(lines.get("tags")),
        excluded=tuple(_parsed(group, keys) for group in _groups(lines.get("not"))),
        type=_words(lines.get("type")),
        status=_words(lines.get("status")),
        role=_words(lines.get("role")),
        related=tuple((key, _inside(key, lines[key])) for key in RELATED if lines.get(key)),
    )
    asks = any(values for _, values in selector.lines()) or selector.related
    if not asks and not (selector.excluded and keys is not KEYS):
        raise BadSelector("", keys)
    return selector


def _groups(excluded: object) -> Sequence[object]:
    """What stands under `not`, group by group: several only where it is a list of mappings."""
    if isinstance(excluded, list) and all(isinstance(group, Mapping) for group in excluded):
        return excluded
    return [excluded] if excluded else []


def _inside(key: str, written: object) -> Selector:
    """The selector under a key that asks of other records: what may be asked of those; of seats their role too."""
    keys = (*OF_ANY, *ASKED_OF[RELATED[key]], *(("role",) if key == "seats" else ()), "not")
    inner = _parsed(written, keys)
    if any("role" in group.asked() for group in inner.excluded):
        raise BadSelector("role", tuple(k for k in keys if k != "role"))
    return inner


def _words(values: object) -> tuple[str, ...]:
    if values is None:
        return ()
    if isinstance(values, str):
        values = [values]
    if not isinstance(values, (list, tuple)):
        raise BadSelector(str(values))
    for value in values:
        if not isinstance(value, str) or not value:
            raise BadSelector(str(value))
    return tuple(values)
