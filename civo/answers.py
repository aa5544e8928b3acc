"""The plain frozen shapes of every answer: tables, findings, drawings."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from civo.positions import Position
from civo.truth import Truth
from civo.words import Language, Text


@dataclass(frozen=True, slots=True)
class Evidence:
    """One record that an answer rests on, with where it is declared and where its source says it."""

    kind: str
    id: str
    name: Text
    position: Position
    places: tuple[str, ...] = ()


Cell = Text | Truth | str | int | None | tuple["Text | str", ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: `key` for machines (same in every language), `heading` for readers.

    A `detail` is left out where there is little room: in the terminal and in print.
    """

    key: str
    heading: Text
    detail: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that holds for an answer as a whole; `key` for machines."""

    key: str
    heading: Text
    value: Cell


@dataclass(frozen=True, slots=True)
class Table:
    """An answer in rows. `notes` say what the rows cannot: what is open, unknown or left out.

    `facts` are what holds for the answer as a whole, such as a body's level; `at` and `layers` what was asked.
    """

    title: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[Text, ...] = ()
    facts: tuple[Fact, ...] = ()
    at: str = ""
    layers: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about."""

    kind: str
    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found, with the sentence, the remedy and the chain of records behind it."""

    rule: str
    verdict: Verdict
    subjects: tuple[Subject, ...]
    sentence: Text
    why: Text
    who_may_answer: Text
    how_to_close: Text
    chain: tuple[Evidence, ...]
    accepted: Text | None = None


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

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding that is not accepted, in the order of the rules."""
        return tuple(f for run in self.runs for f in run.findings if f.accepted is None)

    @property
    def accepted(self) -> tuple[Finding, ...]:
        """The findings that an accepted gap covers."""
        return tuple(f for run in self.runs for f in run.findings if f.accepted is not None)


NodeShape = Literal["organization", "collective", "body", "role", "issue", "arrangement", "plan", "note"]
Standing = Literal["known", "unknown", "proposed", "gap"]
EdgeKind = Literal[
    "seat",
    "rotating",
    "collective",
    "absent",
    "coordinates",
    "appoints",
    "needs",
    "requires",
    "responsible",
    "outside",
    "discussed",
    "part",
    "adopts",
]


@dataclass(frozen=True, slots=True)
class Node:
    """A box in a drawing: a head, and rows below it. `standing` decides line style and mark, never colour alone."""

    id: str
    shape: NodeShape
    head: str
    rows: tuple[str, ...] = ()
    standing: Standing = "known"
    several: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one node to another; its kind and standing are explained in the legend."""

    source: str
    target: str
    kind: EdgeKind
    standing: Standing = "known"


@dataclass(frozen=True, slots=True)
class Group:
    """A frame with a title around nodes; groups are stacked from top to bottom in their order."""

    id: str
    title: str
    nodes: tuple[str, ...]
    note: str = ""
    standing: Standing = "known"


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of the legend: a sample of a node shape, an edge kind or a standing, and what it means."""

    sample: Literal["node", "edge"]
    kind: NodeShape | EdgeKind
    standing: Standing
    meaning: str


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a text equivalent, with the lines below it."""

    text: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure as data: what stands where, in one language, before anything is laid out.

    `alt` says shortly what the figure shows; `equivalent` says all of it as a nested list.
    """

    id: str
    title: str
    caption: str
    language: Language
    groups: tuple[Group, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    legend: tuple[LegendEntry, ...]
    alt: str
    equivalent: tuple[Item, ...] = field(default=())
