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
