"""A drawing as Mermaid text, for pages that draw such text themselves: wikis, issue trackers, README files.

https://mermaid.js.org/syntax/flowchart.html. Mermaid places everything as it likes: only roughly as in the figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from civo.drawings import Drawing, Edge, EdgeKind, Node, NodeShape, Standing
from civo.layout.wrapping import cleaned
from civo.outputs.figure_style import (
    BAND,
    BAND_LINE,
    EDGES,
    FILLS,
    INK,
    STANDINGS,
    line_colour,
    line_dash,
    line_width,
    outline_colour,
)
from civo.outputs.svg_shapes import number

FORMS: dict[NodeShape, tuple[str, str]] = {
    "organization": ("[", "]"),
    "collective": ("[[", "]]"),
    "body": ("(", ")"),
    "role": ("([", "])"),
    "issue": ("{{", "}}"),
    "arrangement": ("[[", "]]"),
    "plan": ("[/", "/]"),
    "note": (">", "]"),
}
"""The brackets that give each shape of box its form."""

_ENDS = {"circle": "o", "disc": "o", "cross": "x", "bar": "x"}
_JOINER = "\u2060"
"""Has no width; between a backslash and an n it keeps Mermaid from taking them for a new line."""
_PLAIN = re.compile(r"[^\w ,.()/?-]|^[\d-]")


def mermaid_text(drawing: Drawing) -> str:
    """The drawing as a flowchart: a frame for each group, a line's text for what the legend says of it.

    Every sign of a name that could mean something to Mermaid, HTML or Markdown is written as its number.
    """
    return "\n".join(_lines(drawing)) + "\n"


def _lines(drawing: Drawing) -> Iterator[str]:
    names = {node.id: f"n{n}" for n, node in enumerate(drawing.nodes)}
    nodes = {node.id: node for node in drawing.nodes}
    groups = [tuple(nodes.pop(i) for i in dict.fromkeys(group.nodes) if i in nodes) for group in drawing.groups]
    upwards = _go_up(drawing, groups)
    yield "---"
    yield f"title: {_yaml(cleaned(drawing.title))}"
    yield "---"
    yield f"flowchart {'BT' if upwards else 'TB'}"
    yield f"  accTitle: {_spoken(drawing.title)}"
    yield f"  accDescr: {_spoken(drawing.alt)}"
    for n, (group, members) in enumerate(zip(drawing.groups, groups, strict=True)):
        if members:
            yield f'  subgraph g{n}["{_text(". ".join(part for part in (group.title, group.note) if part.strip()))}"]'
            yield from (f"    {_node(node, names[node.id])}" for node in members)
            yield "  end"
    yield from (f"  {_node(node, names[node.id])}" for node in nodes.values())
    meanings = {(e.kind, e.standing): e.meaning for e in drawing.legend if e.sample == "edge" and not e.look}
    for edge in drawing.edges:
        yield f"  {_edge(edge, names, meanings.get((edge.kind, edge.standing), ''))}"
    for upper, lower in pairwise(members for members in groups if members):
        first, second = (lower, upper) if upwards else (upper, lower)
        yield f"  {names[first[0].id]} ~~~ {names[second[0].id]}"
    yield f"  classDef band fill:{BAND},stroke:{BAND_LINE},color:{INK}"
    yield from (f"  class g{n} band" for n, members in enumerate(groups) if members)
    yield from _styles(drawing, names)


def _go_up(drawing: Drawing, groups: Sequence[Sequence[Node]]) -> bool:
    """Whether most lines between groups lead upwards: Mermaid sets what a line leads to after what it comes from."""
    place = {node.id: n for n, members in enumerate(groups) for node in members}
    ways = [place.get(edge.target, 0) - place.get(edge.source, 0) for edge in drawing.edges]
    return sum(way < 0 for way in ways) > sum(way > 0 for way in ways)


def _node(node: Node, name: str) -> str:
    opening, closing = FORMS[node.shape]
    sign = STANDINGS[node.standing].mark
    head = _text(f"{node.head} ({sign})" if sign else node.head)
    rows = "".join(f"<br>{_text(f'• {row}')}" for row in node.rows)
    return f'{name}{opening}"{head}{rows}"{closing}'


def _edge(edge: Edge, names: dict[str, str], meaning: str) -> str:
    stroke = {"known": "--", "unknown": "-.-", "proposed": "-.-", "gap": "=="}[edge.standing]
    if edge.standing == "known" and line_dash(edge.kind, edge.standing):
        stroke = "-.-"
    end = _ENDS.get(EDGES[edge.kind].head, ">")
    said = f'|"{_text(meaning)}"|' if meaning.strip() else ""
    return f"{names[edge.source]} {stroke}{end}{said} {names[edge.target]}"


def _styles(drawing: Drawing, names: dict[str, str]) -> Iterator[str]:
    """The colours and lines of boxes, one class for each shape and standing that occurs; then those of lines."""
    members: dict[tuple[NodeShape, Standing], list[str]] = {}
    for node in drawing.nodes:
        members.setdefault((node.shape, node.standing), []).append(names[node.id])
    for (shape, standing), boxes in members.items():
        style = STANDINGS[standing]
        look = f"fill:{FILLS[shape]},stroke:{outline_colour(standing)},color:{INK}"
        look += f",stroke-width:{number(style.width or 1.3)}px"
        look += f",stroke-dasharray:{' '.join(map(number, style.dash))}" if style.dash else ""
        yield f"  classDef {shape}-{standing} {look}"
        yield f"  class {','.join(boxes)} {shape}-{standing}"
    looks: dict[tuple[EdgeKind, Standing], list[str]] = {}
    for n, edge in enumerate(drawing.edges):
        looks.setdefault((edge.kind, edge.standing), []).append(str(n))
    for (kind, standing), numbers in looks.items():
        colour, width = line_colour(kind, standing), number(line_width(kind, standing))
        yield f"  linkStyle {','.join(numbers)} stroke:{colour},stroke-width:{width}px"


def _text(text: str) -> str:
    """The text as Mermaid shows it again; an empty one as a blank, since Mermaid takes no empty label."""
    apart = cleaned(text).replace("\\n", f"\\{_JOINER}n")
    return _PLAIN.sub(lambda found: f"#{ord(found.group())};", apart) or "#160;"


def _spoken(text: str) -> str:
    """The text for those who listen: to the end of the line, where numbers are not read back."""
    return re.sub(r"[^\w ,.()/-]", " ", cleaned(text)).strip() or "-"


def _yaml(text: str) -> str:
    return '"' + re.sub(r'["\\%]', lambda found: f"\\x{ord(found.group()):02x}", text) + '"'
