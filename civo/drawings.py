"""A figure as data: what stands where, in one language, before anything is laid out."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    "adopts",
]
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


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of the legend: a sample of a box or a line as it is drawn, and what it means."""

    sample: Literal["node", "edge"]
    kind: NodeShape | EdgeKind
    standing: Standing
    meaning: str
    tone: Tone = "plain"
    change: Change = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a text equivalent, with the lines below it."""

    text: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure as data: what stands where, in one language, before anything is laid out.

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
