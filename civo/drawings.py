"""A figure as data: what stands where, in one language, before anything is laid out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from civo.words import Language

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
    "assigns",
]
CellMark = Literal["yes", "implied", "shared", "unknown", "no"]
BarKind = Literal["held", "seen", "implied", "hole", "unknown"]
"""Held by what is told, seen to be held, implied by a declared order; nobody known between two holders, or at all."""
Tone = Literal["plain", "strong", "faint"]
"""What the figure is about is strong, what it stands beside is faint; where nothing is set apart, all is plain."""
Change = Literal["", "added", "ended"]
"""What has become of a thing between the two structures of a figure that compares."""
PageName = Literal["", "a4", "a4-landscape", "16x9"]
"""The page a figure is laid out for; without one it takes the room it needs."""


@dataclass(frozen=True, slots=True)
class Node:
    """A box in a drawing: a head, and rows below it. `standing` decides line style and mark, never colour alone."""

    id: str
    shape: NodeShape
    head: str
    rows: tuple[str, ...] = ()
    standing: Standing = "known"
    several: bool = False
    tone: Tone = "plain"
    change: Change = ""
    row_changes: tuple[Change, ...] = ()
    """What has become of each row, in their order; empty where the figure compares nothing."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one node to another; its kind and standing are explained in the legend."""

    source: str
    target: str
    kind: EdgeKind
    standing: Standing = "known"
    tone: Tone = "plain"
    change: Change = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A frame with a title around nodes; groups are stacked from top to bottom in their order."""

    id: str
    title: str
    nodes: tuple[str, ...]
    note: str = ""
    standing: Standing = "known"


SIGNS: dict[CellMark, str] = {"yes": "●", "implied": "○", "shared": "◐", "unknown": "?", "no": "×"}
"""The answers where they are written, not drawn."""
CHANGE_SIGNS: dict[Change, str] = {"": "", "added": "+", "ended": "−"}


@dataclass(frozen=True, slots=True)
class GridCell:
    """An answer. In a figure that compares it is added or ends with its row or its column, or was another one before.

    Without a mark there is nothing to answer: an added row never meets a column that ends.
    """

    mark: CellMark | None
    was: CellMark | None = None
    tone: Tone = "plain"
    change: Change = ""

    @property
    def sign(self) -> str:
        """The answer in characters: `●`, `? → ●` where it changes, `+ ●` and `− ●` where it is added or ends."""
        before = f"{SIGNS[self.was]} →" if self.was else CHANGE_SIGNS[self.change]
        return f"{before} {SIGNS[self.mark]}".strip() if self.mark else ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a grid: what it is about, and the answer in each column."""

    id: str
    name: str
    cells: tuple[GridCell, ...]
    tone: Tone = "plain"
    change: Change = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix: rows against columns, an answer where they meet."""

    corner: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    column_changes: tuple[Change, ...] = ()
    """What has become of each column, in their order; empty where the figure compares nothing."""

    @property
    def changed_columns(self) -> tuple[tuple[str, Change], ...]:
        """Each column with what has become of it."""
        unchanged: Change = ""
        return tuple(zip(self.columns, self.column_changes or (unchanged,) * len(self.columns), strict=True))


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time, in days; `after` is the first day that is no longer in it."""

    first: int
    after: int
    kind: BarKind
    tone: Tone = "plain"
    change: Change = ""

    @property
    def span(self) -> str:
        """The time in whole years where it is, else from day to day."""
        first, last = date.fromordinal(self.first), date.fromordinal(self.after - 1)
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        return f"{first}–{last}"


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of a chart over time: one holder, or nobody known, with its stretches of time."""

    name: str
    bars: tuple[Bar, ...]
    tone: Tone = "plain"
    change: Change = ""


@dataclass(frozen=True, slots=True)
class LaneGroup:
    """The lanes of one seat."""

    id: str
    title: str
    lanes: tuple[Lane, ...]
    change: Change = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart over time from one day up to another; `ticks` are days with what is written at them."""

    first: int
    after: int
    ticks: tuple[tuple[int, str], ...]
    groups: tuple[LaneGroup, ...]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of the legend: a sample of a box, a line, a mark or a bar as it is drawn, and what it means."""

    sample: Literal["node", "edge", "mark", "bar"]
    kind: NodeShape | EdgeKind | CellMark | BarKind
    standing: Standing
    meaning: str
    tone: Tone = "plain"
    change: Change = ""
    was: CellMark | None = None
    """Of a mark that changes: the one before."""
    several: bool = False
    """Of a box: whether it is a pile that stands for several."""
    look: str = ""
    """Of an entry that tells of a tone or a change, whatever box or line has it: how that looks, in a word."""

    @property
    def words(self) -> str:
        """What the legend says beside the sample."""
        return f"{self.look}: {self.meaning}" if self.look else self.meaning


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a text equivalent, with the lines below it."""

    text: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure as data: what stands where, in one language, before anything is laid out.

    It is a matrix where it has a `grid`, bars over time where it has a `chart`, else boxes and lines.

    `alt` says shortly what the figure shows; `equivalent` says all of it as a nested list, in the figure's own order.
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
    page: PageName = ""
    seams: tuple[tuple[str, int], ...] = ()
    """What the view's `split_by` may be for smaller figures, each with how many those would be."""
    bodies: int = 0
    """How many bodies it can be split between."""
    grid: Grid | None = None
    chart: Chart | None = None
    notes: tuple[str, ...] = ()
    """What stands below the figure that boxes or columns refer to by number."""
