"""A drawing as DOT text, and what Graphviz answers: the order in each row and the way of each edge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import quote

from graphviz import Digraph, escape, nohtml

from civo.drawings import Drawing, Edge, Node
from civo.layout.cards import Card
from civo.layout.rows import Row
from civo.layout.shapes import Point
from civo.layout.wrapping import cleaned

_SHAPES = {
    "organization": "box",
    "collective": "folder",
    "body": "box",
    "role": "tab",
    "issue": "octagon",
    "arrangement": "box",
    "plan": "note",
    "note": "plaintext",
}
_STYLES = {"known": "solid", "unknown": "dashed", "proposed": "dotted", "gap": "bold"}


@dataclass(frozen=True, slots=True)
class Placing:
    """What Graphviz decided: the middle of each node, and each edge's curve (by its place among the edges)."""

    nodes: Mapping[str, Point]
    curves: Mapping[int, tuple[Point, ...]]


def dot_source(drawing: Drawing, rows: Sequence[Row], cards: Mapping[str, Card], ordered: bool) -> str:
    """The drawing as DOT: rows from top to bottom, one node or edge to a line, always in the same order.

    Where it is `ordered`, the engine has to keep each row's order, which edges that are not seen hold.
    """
    graph = Digraph(
        "figure",
        graph_attr={
            "label": escape(cleaned(drawing.title)),
            "labelloc": "t",
            "lang": drawing.language,
            "rankdir": "TB",
            "nodesep": "0.25",
            "ranksep": "0.5",
            "splines": "true",
            "newrank": "true",
            "outputorder": "edgesfirst",
        },
        node_attr={"fixedsize": "true", "fontname": "Source Sans Pro", "fontsize": "10", "margin": "0"},
    )
    for number, row in enumerate(rows):
        graph.subgraph(_row_graph(drawing, number, row, cards))
    place = {node: (number, n) for number, row in enumerate(rows) for n, node in enumerate(row.nodes)}
    filled = [row for row in rows if row.nodes]
    for upper, lower in pairwise(filled):
        graph.edge(dot_name(upper.nodes[0]), dot_name(lower.nodes[0]), style="invis", weight="0")
    for row in filled if ordered else ():
        for left, right in pairwise(row.nodes):
            graph.edge(dot_name(left), dot_name(right), style="invis")
    for number, edge in enumerate(drawing.edges):
        _add_edge(graph, number, edge, place)
    return str(graph.source)


def _row_graph(drawing: Drawing, number: int, row: Row, cards: Mapping[str, Card]) -> Digraph:
    attributes = {"rank": "same"}
    if row.frame is not None:
        group = drawing.groups[row.frame]
        attributes |= {"label": escape(cleaned(group.title)), "class": f"group {group.standing}"}
    part = Digraph(f"row {number + 1}", graph_attr=attributes)
    for node in row.nodes:
        _add_node(part, cards[node])
    return part


def _add_node(part: Digraph, one: Card) -> None:
    node = one.node
    style = _STYLES[node.standing]
    several = " several" if node.several else ""
    part.node(
        dot_name(node.id),
        label=_label(one),
        shape=_SHAPES[node.shape],
        style=f"rounded,{style}" if node.shape == "body" else style,
        width=f"{one.width / 72:.4f}",
        height=f"{one.height / 72:.4f}",
        **{"class": f"{node.shape} {node.standing}{several}{_apart(node)}"},
    )


def _label(one: Card) -> str:
    """The texts of a card; none of them empty, since Graphviz 16 writes past its memory at an empty line."""
    texts = (cleaned(text) for text in (one.node.head, *one.node.rows))
    return nohtml("\\n".join(escape(text) for text in texts if text))  # type: ignore[no-any-return]


def _add_edge(graph: Digraph, number: int, edge: Edge, place: Mapping[str, tuple[int, int]]) -> None:
    """Drawn from the upper row to the lower, or from left to right, so that no edge can turn them; `dir` keeps its direction."""
    upward = place[edge.source] > place[edge.target]
    ends = (edge.target, edge.source) if upward else (edge.source, edge.target)
    graph.edge(
        *map(dot_name, ends),
        id=f"edge{number}",
        dir="back" if upward else "forward",
        style=_STYLES[edge.standing],
        constraint="false" if place[edge.source][0] == place[edge.target][0] else "true",
        **{"class": f"{edge.kind} {edge.standing}{_apart(edge)}"},
    )


def _apart(thing: Node | Edge) -> str:
    """The words that tell how it is set apart from others: its tone, and what has become of it."""
    return "".join(f" {word}" for word in (thing.tone, thing.change) if word not in ("plain", ""))


def dot_name(identifier: str) -> str:
    """A node's name in DOT: its id, with all but plain letters, digits, blanks and -._~ written as =xx.

    A colon would be read as a port, and Graphviz keeps names that begin with % for itself.
    """
    return quote(identifier, safe=" ", errors="surrogatepass").replace("%", "=") or "="


def placing(drawing: Drawing, found: Mapping[str, Any]) -> Placing:
    """The answer of Graphviz, with y turned to grow downwards."""
    by_name = {item["name"]: item for item in found.get("objects", ()) if "pos" in item and "nodes" not in item}
    nodes = {node.id: _point(by_name[dot_name(node.id)]["pos"]) for node in drawing.nodes}
    curves = {
        int(edge["id"].removeprefix("edge")): _curve(edge["pos"])
        for edge in found.get("edges", ())
        if "id" in edge and "pos" in edge
    }
    return Placing(nodes, curves)


def _point(text: str) -> Point:
    x, y = text.rstrip("!").split(",")[:2]
    return Point(float(x), -float(y))


def _curve(text: str) -> tuple[Point, ...]:
    return tuple(_point(part) for part in text.split(";")[0].split(" ") if part[:2] not in ("e,", "s,"))
