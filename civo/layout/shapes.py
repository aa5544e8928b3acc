"""The shapes of a laid out figure: boxes, lines of text and paths, in points from the top left corner."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from civo.drawings import Bar, Change, Drawing, Edge, GridCell, Group, LegendEntry, Node, Tone


class Point(NamedTuple):
    """A place in the figure, in points."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle in the figure, in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower side."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """The centre."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def holds(self, other: Box) -> bool:
        """Whether the other box lies inside this one."""
        return (
            self.x <= other.x + 0.01
            and self.y <= other.y + 0.01
            and self.right >= other.right - 0.01
            and self.bottom >= other.bottom - 0.01
        )

    def overlaps(self, other: Box) -> bool:
        """Whether the two boxes share any area."""
        return (
            self.x < other.right - 0.01
            and other.x < self.right - 0.01
            and self.y < other.bottom - 0.01
            and other.y < self.bottom - 0.01
        )


NO_BOX = Box(0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. `x` is its left end or its middle, as `anchor` says; `y` is its baseline."""

    text: str
    x: float
    y: float
    size: float
    width: float
    bold: bool = False
    anchor: Literal["start", "middle"] = "start"

    @property
    def box(self) -> Box:
        """The area the text covers."""
        left = self.x - self.width / 2 if self.anchor == "middle" else self.x
        return Box(left, self.y - 0.78 * self.size, self.width, self.size)


@dataclass(frozen=True, slots=True)
class NodeBox:
    """A placed node: its outer box, the lines of its head and of each row, and where the head ends.

    `front` is the card itself, without the sheets behind it; `tag` the word at its top that says what became of it.
    """

    node: Node
    box: Box
    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...] = ()
    rule: float | None = None
    front: Box = NO_BOX
    tag: Line | None = None


@dataclass(frozen=True, slots=True)
class GroupBox:
    """A placed group: the whole band, the part of it that holds the title, and the lines there."""

    group: Group
    box: Box
    label: Box
    title: tuple[Line, ...]
    note: tuple[Line, ...] = ()


class Crossing(NamedTuple):
    """A place where a line, upright or level there, crosses another that it has nothing to do with; and that other one."""

    at: Point
    other: Edge
    is_upright: bool


@dataclass(frozen=True, slots=True)
class EdgePath:
    """A placed edge: its corners from source to target, all turns square, and where its mark stands.

    Edges of one kind that share an end share a trunk there; `trunk` says at which end it is.
    """

    edge: Edge
    points: tuple[Point, ...]
    mark: Point
    trunk: Literal["source", "target"]
    under: tuple[Crossing, ...] = ()
    """Where it passes under a line of another net."""
    over: tuple[Crossing, ...] = ()
    """Where it passes over a line of another net."""


@dataclass(frozen=True, slots=True)
class LegendBox:
    """A placed line of the legend: where the sample is drawn, and what it means."""

    entry: LegendEntry
    sample: Box
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CellBox:
    """A cell of a matrix; its mark stands in the middle."""

    cell: GridCell
    box: Box


@dataclass(frozen=True, slots=True)
class BarBox:
    """A bar over time."""

    bar: Bar
    box: Box


@dataclass(frozen=True, slots=True)
class HeadBox:
    """A heading: the corner or a column of a matrix, the seat that lanes are of; `tag` says what became of it."""

    text: str
    box: Box
    lines: tuple[Line, ...]
    change: Change = ""
    tag: Line | None = None


@dataclass(frozen=True, slots=True)
class RowBox:
    """A row of a matrix or a chart: its name in its place, and the cells or bars beside it; `said` tells it in words."""

    said: str
    box: Box
    head: HeadBox
    tone: Tone = "plain"
    cells: tuple[CellBox, ...] = ()
    bars: tuple[BarBox, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """What a matrix or a chart over time has in place of boxes and lines, from the top down."""

    headings: tuple[HeadBox, ...]
    """Of a matrix the corner and the columns; of a chart its seats, each above the rows that are its lanes."""
    rows: tuple[RowBox, ...]
    bands: tuple[Box, ...] = ()
    """Shaded areas behind headings."""
    rules: tuple[tuple[Point, Point], ...] = ()
    ticks: tuple[tuple[Line, ...], ...] = ()
    """What is written at days of a chart."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A drawing with the place of everything in it. Groups, nodes and legend keep the drawing's order.

    All places are in the figure's own points; the figure begins at 0, 0, the sheet it stands on may begin before.
    """

    drawing: Drawing
    width: float
    height: float
    title: tuple[Line, ...]
    groups: tuple[GroupBox, ...]
    nodes: tuple[NodeBox, ...]
    edges: tuple[EdgePath, ...]
    legend: tuple[LegendBox, ...]
    legend_heading: tuple[Line, ...] = ()
    sheet: Box = NO_BOX
    """The paper, in the figure's own points: the figure's box, or the page around it."""
    panel: Panel | None = None
    notes: tuple[tuple[Line, ...], ...] = ()
    """The lines of each of the drawing's notes."""
    scale: float = 1.0
    """How large the figure is printed: points on paper for each of its own."""

    @property
    def alone(self) -> Layout:
        """The same without the page around it: the sheet is the figure's own box."""
        return replace(self.cut_out, scale=1.0)

    @property
    def cut_out(self) -> Layout:
        """The same as large as it is printed on its page, without the empty paper around it."""
        return replace(self, sheet=Box(0.0, 0.0, self.width, self.height))
