"""What the gap rules find: verdicts, findings with their evidence, and what a run looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from civo.positions import Position
from civo.words import Text

GapsTold = Literal["all", "some", "none"]
"""Which of the gaps that the rules find a reader is told of."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One record that an answer rests on, with where it is declared and where its source says it."""

    kind: str
    id: str
    name: Text
    position: Position
    places: tuple[str, ...] = ()


class Verdict(Enum):
    """How sure a finding is: a gap, a possible gap, or something that could not be assessed."""

    GAP = "gap"
    POSSIBLE = "possible"
    NOT_ASSESSABLE = "not assessable"

    @property
    def text(self) -> Text:
        """The verdict as a word."""
        return _VERDICT_TEXT[self]


_VERDICT_TEXT = {
    Verdict.GAP: Text("lucka", "gap"),
    Verdict.POSSIBLE: Text("möjlig lucka", "possible gap"),
    Verdict.NOT_ASSESSABLE: Text("går inte att bedöma", "not assessable"),
}


About = tuple[tuple[str, str | tuple[str, ...]], ...]
"""The smallest true statement of a rule: what each of its named fields is, an id, or sorted ids of a set."""


def ids_in(about: About) -> Iterator[str]:
    """The ids that a statement names, in the order of its fields."""
    for _, value in about:
        yield from (value,) if isinstance(value, str) else value


def named_in(statements: Iterable[About], *fields: str) -> list[str]:
    """The ids that statements have in some of their fields: first all of the first field, each once."""
    found: dict[str, None] = {}
    for field in fields:
        for about in statements:
            found.update(dict.fromkeys(ids_in(tuple(pair for pair in about if pair[0] == field))))
    return list(found)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about."""

    kind: str
    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found, with the sentence, the remedy and the chain of records behind it.

    `about` are the statements that it tells in one sentence; with the rule they say which finding it is, and `subjects` are
    what it is shown as being about. `weight` is the structure's own word on how much it counts.
    """

    rule: str
    verdict: Verdict
    subjects: tuple[Subject, ...]
    sentence: Text
    why: Text
    who_may_answer: Text
    how_to_close: Text
    chain: tuple[Evidence, ...]
    about: tuple[About, ...] = ()
    accepted: Text | None = None
    weight: int = 1


@dataclass(frozen=True, slots=True)
class RuleRun:
    """What one rule did: how many subjects it looked at, what it found, what it could not assess."""

    rule: str
    checked: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class GapReport:
    """All findings of a run, sorted, and what was checked: green must mean something."""

    runs: tuple[RuleRun, ...]
    seats: int
    issues: int
    left_out: tuple[Text, ...] = ()
    """The layers that were off."""
    off: tuple[str, ...] = ()
    """The rules that the structure has switched off, and that were not asked for by name."""
    outside: int = 0
    """How many findings were about nothing in the rule's scope, or in the selector asked for."""
    internal: tuple[Text, ...] = ()
    """What to know of findings that are left out since they are not assessed as open."""
    notes: tuple[Text, ...] = ()
    """What to know of an answer for anybody."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding that is not accepted, in the order of the rules."""
        return tuple(f for run in self.runs for f in run.findings if f.accepted is None)

    @property
    def accepted(self) -> tuple[Finding, ...]:
        """The findings that an accepted gap covers."""
        return tuple(f for run in self.runs for f in run.findings if f.accepted is not None)
