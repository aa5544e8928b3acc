"""YAML files: every plain scalar stays the text it is, every record keeps its line and column.

Read from libyaml's events with a constructor of our own. Anchors, aliases, tags, merge keys, duplicate keys, several
documents and nesting deeper than DEEPEST are refused, each where it stands: nobody needs them to state facts, and they
are how a YAML file says something else than it seems to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import yaml
from yaml import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from civo.errors import Problem
from civo.loading.raw import Path_, Span
from civo.loading.text_files import CONTROL, UNPRINTABLE
from civo.positions import Position
from civo.words import NO_TEXT, Text

DEEPEST = 64
_LINE_ENDS = ("\x85", "\u2028", "\u2029")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_QUIET = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent)


class _Refused(Exception):
    """The rest of the file cannot be read."""


Marks = dict[Path_, tuple[int, int]]
"""Line and column (from 0) of the mappings that are records or seats inside one, by path."""


@dataclass(slots=True)
class ReadYaml:
    """What one YAML document says: dicts, lists and text; an empty value is as if its key were not there.

    `marks` holds the place of each record, `broken` the records from which something was refused, `empty` the paths of
    the keys without a value.
    """

    data: Any
    marks: Marks
    broken: set[Path_]
    empty: list[Path_]


def read_yaml(text: str, shown: str, problems: list[Problem], *, below: int = 0) -> ReadYaml:
    """The data of one YAML document. What is refused is left out and added to `problems`.

    `below` tells under how many keys the lists of records stand: none in a file of records.
    """
    problems += _invisible_line_ends(text, shown)
    reader = _Reader(text, shown, problems, below=below)
    data = None
    try:
        data = reader.read()
    except _Refused:
        pass
    except yaml.MarkedYAMLError as wrong:
        problems.append(_syntax_problem(wrong, shown))
    except yaml.YAMLError as wrong:
        problems.append(Problem(_place_of(wrong, shown, text), _SYNTAX.filled(what=_reason(wrong))))
    return ReadYaml(data, reader.marks, reader.broken, reader.empty)


class _Reader:
    """One pass over the events of a text. `words` makes one text of all that are spelled alike."""

    def __init__(
        self, text: str, shown: str, problems: list[Problem], *, everything: bool = False, below: int = 0
    ) -> None:
        self.parser = CParser(_without_line_ends(text))
        self.shown = shown
        self.problems = problems
        self.marks: Marks = {}
        self.everything = everything
        self.records = (2 + below, 4 + below)
        self.escapes = "\\" in text
        self.values: dict[Path_, Span] = {}
        self.keys: dict[Path_, Span] = {}
        self.broken: set[Path_] = set()
        self.empty: list[Path_] = []
        self.words: dict[str, str] = {}

    def read(self) -> Any:
        get = self.parser.get_event
        data: Any = None
        documents = 0
        while (event := get()) is not None:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.refuse(event, (), _SECOND_DOCUMENT)
                    raise _Refused
            elif not isinstance(event, _QUIET):
                data = self.node(event, (), 0)
        return data

    def node(self, event: Any, path: Path_, depth: int) -> Any:
        kind = type(event)
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                self.check_properties(event, path)
            if self.everything:
                self.mark(self.values, path, event)
            if self.escapes and UNPRINTABLE.search(event.value):
                self.refuse(event, path, CONTROL)
            return _text_of(event)
        if kind is yaml.AliasEvent:
            self.refuse(event, path, _ALIAS)
            return None
        if depth >= DEEPEST:
            self.refuse(event, path, _TOO_DEEP)
            raise _Refused
        if event.anchor is not None or event.tag is not None:
            self.check_properties(event, path)
        if self.everything:
            self.mark(self.values, path, event)
        if kind is MappingStartEvent:
            if depth in self.records:
                self.marks[path] = (event.start_mark.line, event.start_mark.column)
            return self.mapping(path, depth + 1)
        if kind is SequenceStartEvent:
            return self.sequence(path, depth + 1)
        raise AssertionError(event)

    def sequence(self, path: Path_, depth: int) -> list[Any]:
        get, plain, word = self.parser.get_event, not (self.everything or self.escapes), self.words.setdefault
        items: list[Any] = []
        while type(event := get()) is not SequenceEndEvent:
            if plain and type(event) is ScalarEvent and event.anchor is None and event.tag is None:
                value = event.value
                items.append(None if value in _NULLS and not event.style else word(value, value))
            else:
                items.append(self.node(event, (*path, len(items)), depth))
        return items

    def mapping(self, path: Path_, depth: int) -> dict[str, Any]:
        get, plain, word = self.parser.get_event, not (self.everything or self.escapes), self.words.setdefault
        data: dict[str, Any] = {}
        empty: set[str] = set()
        while type(event := get()) is not MappingEndEvent:
            if type(event) is not ScalarEvent:
                self.refuse(event, path, _ODD_KEY)
                self.node(event, path, depth)
                self.node(get(), path, depth)
                continue
            key = word(event.value, event.value)
            if event.anchor is not None or event.tag is not None:
                self.check_properties(event, path)
            if key == "<<" and not event.style:
                self.refuse(event, path, _MERGE)
            elif key in data or key in empty:
                self.refuse(event, path, _DUPLICATE.filled(key=key))
                self.node(get(), (*path, key, "(again)"), depth)
                continue
            if self.everything:
                self.mark(self.keys, (*path, key), event)
            event = get()
            if plain and type(event) is ScalarEvent and event.anchor is None and event.tag is None:
                text = event.value
                value = None if text in _NULLS and not event.style else word(text, text)
            else:
                value = self.node(event, (*path, key), depth)
            if value is None:
                empty.add(key)
                self.empty.append((*path, key))
            else:
                data[key] = value
        return data

    def check_properties(self, event: Any, path: Path_) -> None:
        if event.anchor is not None:
            self.refuse(event, path, _ANCHOR.filled(name=event.anchor))
        if event.tag is not None:
            self.refuse(event, path, _TAG.filled(tag=event.tag))

    def refuse(self, event: Any, path: Path_, message: Text) -> None:
        span = self.span(event)
        self.broken.add(path[: self.records[0]])
        self.problems.append(Problem(span.position, message, length=span.length))

    def mark(self, into: dict[Path_, Span], path: Path_, event: Any) -> None:
        into.setdefault(path, self.span(event))

    def span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        length = end.column - start.column if end.line == start.line else 1
        return Span(Position(self.shown, start.line + 1, start.column + 1), max(length, 1))


def _text_of(event: Any) -> str | None:
    value: str = event.value
    return None if value in _NULLS and not event.style else value


class YamlLocator:
    """Every position in one YAML text, given or read by what is given; gone through the first time it is asked."""

    def __init__(self, text: str | Callable[[], str], shown: str) -> None:
        self._given = text
        self._shown = shown
        self._reader: _Reader | None = None

    def value(self, path: Path_) -> Span:
        """Where the value at the path stands, or the nearest thing around it."""
        reader = self._read()
        return reader.values.get(self._written(path)) or Span(Position(self._shown, 1))

    def key(self, path: Path_) -> Span:
        """Where the key at the path stands, or the nearest value around it."""
        return self._read().keys.get((*self._written(path[:-1]), *path[-1:])) or self.value(path)

    def _written(self, path: Path_) -> Path_:
        """The path as far as the file goes along it.

        A single value may stand for a list of one, and a list of ids for a selector's `ids`: those steps are skipped.
        """
        values = self._read().values
        found: Path_ = ()
        for n, step in enumerate(path):
            if (*found, step) in values:
                found = (*found, step)
            elif step != 0 and not (step == "ids" and (*found, *path[n + 1 : n + 2]) in values):
                break
        return found

    def _read(self) -> _Reader:
        if self._reader is None:
            text = self._given if isinstance(self._given, str) else self._given()
            self._reader = _Reader(text, self._shown, [], everything=True)
            with suppress(_Refused, yaml.YAMLError):
                self._reader.read()
        return self._reader


def _without_line_ends(text: str) -> str:
    """The text with a space for each invisible line end; the same text when there is none."""
    for sign in _LINE_ENDS:
        if sign in text:
            text = text.replace(sign, " ")
    return text


def _invisible_line_ends(text: str, shown: str) -> Iterator[Problem]:
    """Characters that end a line in YAML 1.1, not in YAML 1.2 nor in an editor: read as spaces, and refused."""
    if _without_line_ends(text) == text:
        return
    for number, line in enumerate(text.split("\n"), start=1):
        for column, sign in enumerate(line, start=1):
            if sign in _LINE_ENDS:
                yield Problem(Position(shown, number, column), _INVISIBLE.filled(code=f"U+{ord(sign):04X}"))


def _syntax_problem(wrong: yaml.MarkedYAMLError, shown: str) -> Problem:
    what = wrong.problem or str(wrong)
    unclosed = "end of stream" in what and wrong.context_mark
    mark = wrong.context_mark if unclosed else wrong.problem_mark or wrong.context_mark
    place = Position(shown, mark.line + 1, mark.column + 1) if mark else Position(shown, 1)
    return Problem(
        place,
        _SYNTAX.filled(what=_SYNTAX_WORDS.get(what, Text(what))),
        _NO_TABS if "cannot start any token" in what else NO_TEXT,
    )


def _reason(wrong: yaml.YAMLError) -> Text:
    reason = str(getattr(wrong, "reason", "") or wrong)
    return _SYNTAX_WORDS.get(reason, Text(reason))


def _place_of(wrong: yaml.YAMLError, shown: str, text: str) -> Position:
    """Where a character stands that YAML does not allow; libyaml counts bytes."""
    before = text.encode()[: getattr(wrong, "position", 0) or 0].decode("utf-8", "ignore").split("\n")
    return Position(shown, len(before), len(before[-1]) + 1)


_SYNTAX = Text("YAML går inte att läsa här: {what}", "the YAML cannot be read here: {what}")
_NO_TABS = Text(
    "indrag med mellanslag, inte tabbar; citattecken runt text som börjar med @ ` eller %",
    "spaces for indentation, not tabs; quotes around text that begins with @ ` or %",
)
_SYNTAX_WORDS = {
    "control characters are not allowed": Text("styrtecken tillåts inte", "control characters are not allowed"),
    "could not find expected ':'": Text("kolon saknas efter nyckeln", "a colon is missing after the key"),
    "did not find expected ',' or ']'": Text("komma eller ] saknas", "a comma or ] is missing"),
    "did not find expected ',' or '}'": Text("komma eller } saknas", "a comma or } is missing"),
    "did not find expected '-' indicator": Text("raden borde börja med -", "the line should begin with -"),
    "did not find expected <document start>": Text(
        "texten hör inte ihop med det ovanför", "the text does not belong with what stands above"
    ),
    "did not find expected node content": Text("ett värde saknas", "a value is missing"),
    "did not find expected key": Text(
        "här borde stå en nyckel: fel indrag?", "a key should stand here: is the indentation wrong?"
    ),
    "found character that cannot start any token": Text(
        "ett värde kan inte börja med detta tecken", "a value cannot begin with this character"
    ),
    "found unexpected end of stream": Text("citattecknet stängs aldrig", "the quote is never closed"),
    "found unknown escape character": Text("okänt tecken efter \\", "unknown character after \\"),
    "mapping values are not allowed in this context": Text(
        "ett kolon för mycket, eller fel indrag", "a colon too many, or wrong indentation"
    ),
}
"""What libyaml says, in plainer words."""
_INVISIBLE = Text(
    "ett radslut som inte syns ({code}): ta bort det", "a line end that does not show ({code}): take it away"
)
_SECOND_DOCUMENT = Text("filen har ett andra dokument (---)", "the file has a second document (---)")
_TOO_DEEP = Text(f"djupare nästlat än {DEEPEST} nivåer", f"nested deeper than {DEEPEST} levels")
_ALIAS = Text("alias (*) tillåts inte: skriv ut värdet", "aliases (*) are not allowed: write the value out")
_ANCHOR = Text("ankare (&{name}) tillåts inte", "anchors (&{name}) are not allowed")
_TAG = Text("taggar ({tag}) tillåts inte", "tags ({tag}) are not allowed")
_MERGE = Text(
    "sammanslagning (<<) tillåts inte: skriv ut fälten", "merge keys (<<) are not allowed: write the fields out"
)
_DUPLICATE = Text("”{key}” står två gånger", '"{key}" stands twice')
_ODD_KEY = Text("en nyckel måste vara ett ord", "a key has to be one word")
