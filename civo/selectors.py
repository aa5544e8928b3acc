"""The one form that says "these organisations", in files, tables and on the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

KEYS = ("kind", "in", "level", "ids", "tags", "not")


class BadSelector(ValueError):
    """A selector that cannot be read; `part` is the word that is wrong, `expected` what would be right."""

    def __init__(self, part: str, expected: tuple[str, ...] = KEYS) -> None:
        super().__init__(part)
        self.part = part
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Selector:
    """Organisations that fit every line given: of one of the kinds, inside one of the areas, and so on.

    `ids` may name organisations, units and collectives (then their members are meant); `excluded` takes away what
    another selector fits. An empty selector fits nothing: everything must be asked for.
    """

    kind: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    excluded: Selector | None = None

    def __str__(self) -> str:
        parts = [f"{key}:{','.join(values)}" for key, values in self.lines() if values]
        if self.excluded:
            parts += [f"not:{part}" for part in str(self.excluded).split()]
        return " ".join(parts)

    def lines(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The selector's own keys as they are written, with their values, without `not`."""
        yield "kind", self.kind
        yield "in", self.within
        yield "level", self.level
        yield "ids", self.ids
        yield "tags", self.tags

    def references(self) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
        """Every id named: the path to it, what sort of thing it must be (the key), and the id."""
        for key, values in self.lines():
            if key != "tags":
                for n, value in enumerate(values):
                    yield (key, n), key, value
        if self.excluded:
            for path, key, value in self.excluded.references():
                yield ("not", *path), key, value


def parsed_selector(written: object) -> Selector:
    """The selector that a mapping, a list of ids or a text such as "kind:kommun in:vasterbotten" says.

    Raises BadSelector for an unknown key, an empty selector or a value that is not text.
    """
    if isinstance(written, Selector):
        return written
    if isinstance(written, str):
        return _from_text(written)
    if isinstance(written, (list, tuple)):
        return _from_mapping({"ids": written})
    if isinstance(written, Mapping):
        return _from_mapping(written)
    raise BadSelector(str(written))


@cache
def _from_text(text: str) -> Selector:
    words = text.split()
    lines: dict[object, object] = {}
    excluded: dict[object, object] = {}
    for word in words:
        key, colon, value = word.partition(":")
        into = lines
        if colon and key == "not":
            into = excluded
            key, colon, value = value.partition(":")
        if not colon:
            key, value = "ids", key
        into[key] = [*_words(into.get(key, [])), *value.split(",")]
    return _from_mapping({**lines, "not": excluded} if excluded else lines)


def _from_mapping(lines: Mapping[object, object]) -> Selector:
    for key in lines:
        if key not in KEYS:
            raise BadSelector(str(key))
    selector = Selector(
        kind=_words(lines.get("kind")),
        within=_words(lines.get("in")),
        level=_words(lines.get("level")),
        ids=_words(lines.get("ids")),
        tags=_words(lines.get("tags")),
        excluded=parsed_selector(lines["not"]) if lines.get("not") else None,
    )
    if not any(values for _, values in selector.lines()):
        raise BadSelector("")
    return selector


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
