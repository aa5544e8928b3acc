"""The DOT text: readable, in a fixed order, and names stay names."""

from __future__ import annotations

from civo.drawings import Edge, Group, Node
from civo.layout import engines
from civo.outputs.as_dot import dot_text

from .samples import HOSTILE, HOSTILE_NAMES, REPRESENTATION, drawing

SMALL = drawing(
    title="Två nivåer",
    groups=(Group("up", "Regional nivå", ("råd",)), Group("down", "Aktörer", ("node",), standing="proposed")),
    nodes=(Node("råd", "body", "Rådet", ("möts",)), Node("node", "organization", 'Kommun "A"', standing="gap")),
    edges=(Edge("node", "råd", "seat", "unknown"),),
)

EXPECTED = r"""
digraph figure {
    subgraph "row 1" {
        graph [class="group known" label="Regional nivå" rank=same]
        "r=C3=A5d" [label="Rådet\nmöts" class="body known" height=0.5475 shape=box style="rounded,solid" width=1.6250]
    }
    subgraph "row 2" {
        graph [class="group proposed" label="Aktörer" rank=same]
        "node" [label="Kommun \"A\"" class="organization gap" height=0.3611 shape=box style=bold width=1.6250]
    }
    "r=C3=A5d" -> "node" [style=invis weight=0]
    "r=C3=A5d" -> "node" [class="seat unknown" constraint=true dir=back id=edge0 style=dashed]
}
"""


def test_a_small_drawing_reads_well() -> None:
    lines = dot_text(SMALL).expandtabs(4).splitlines()
    assert lines[1].startswith('    graph [label="Två nivåer" ')
    assert lines[2].startswith("    node [fixedsize=true ")
    assert [lines[0], *lines[3:]] == EXPECTED.strip().splitlines()


def test_the_same_drawing_gives_the_same_text() -> None:
    assert dot_text(REPRESENTATION) == dot_text(REPRESENTATION)


def test_hostile_names_stay_names() -> None:
    found = engines.positions(dot_text(HOSTILE))
    nodes = [item for item in found["objects"] if "pos" in item]
    assert len(nodes) == len(HOSTILE_NAMES)
    edges = [edge for edge in found["edges"] if edge.get("style") != "invis"]
    assert len(edges) == len(HOSTILE.edges)
