"""The Mermaid text: readable, in a fixed order, and names stay names."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from civo.drawings import Edge, Group, Node, NodeShape
from civo.layout.wrapping import cleaned
from civo.outputs.as_mermaid import FORMS, mermaid_text

from .samples import DRAWINGS, HOSTILE, HOSTILE_NAMES, drawing, line

SMALL = drawing(
    title='Två "nivåer"',
    groups=(Group("up", "Regional nivå", ("råd",)), Group("down", "Aktörer", ("node",))),
    nodes=(Node("råd", "body", "Rådet", ("möts",)), Node("node", "organization", "Kommun [A]", standing="gap")),
    edges=(Edge("node", "råd", "seat", "unknown"),),
    legend=(line("seat", "har en plats i", "unknown"),),
)

EXPECTED = r"""
---
title: "Två \x22nivåer\x22"
---
flowchart BT
  accTitle: Två nivåer
  accDescr: Diagram över figuren.
  subgraph g0["Regional nivå"]
    n0("Rådet<br>#8226; möts")
  end
  subgraph g1["Aktörer"]
    n1["Kommun #91;A#93; (#33;)"]
  end
  n1 -.->|"har en plats i"| n0
  n1 ~~~ n0
  classDef band fill:#f5f7f9,stroke:#64727f,color:#14202b
  class g0 band
  class g1 band
  classDef body-known fill:#e3ecf8,stroke:#14202b,color:#14202b,stroke-width:1.3px
  class n0 body-known
  classDef organization-gap fill:#eef1e6,stroke:#9b1c1c,color:#14202b,stroke-width:2.8px
  class n1 organization-gap
  linkStyle 0 stroke:#1d4f91,stroke-width:1.3px
"""


def test_a_small_drawing_reads_well() -> None:
    found = mermaid_text(SMALL).splitlines()
    assert [re.sub(" +", " ", row) for row in found] == [
        re.sub(" +", " ", row) for row in EXPECTED.strip().splitlines()
    ]


@pytest.mark.parametrize("name", DRAWINGS)
def test_labels_hold_nothing_that_mermaid_could_take_for_its_own(name: str) -> None:
    text = mermaid_text(DRAWINGS[name])
    assert text == mermaid_text(DRAWINGS[name])
    assert "%%" not in text
    for label in re.findall(r'"(.*)"', text.split("---\n", 2)[2]):
        assert not re.search(r'["\[\]{}|<>`;#&\\*~]', re.sub(r"#\d+;|<br>", "", label))


def test_hostile_names_come_out_as_they_went_in() -> None:
    shown = re.sub(r"#(\d+);", lambda found: chr(int(found.group(1))), mermaid_text(HOSTILE)).replace("\u2060", "")
    for hostile in HOSTILE_NAMES:
        assert cleaned(hostile) in shown


def test_comments_and_directives_in_names_stay_names() -> None:
    found = mermaid_text(drawing((Node("a", "body", '%%{init: {"theme": "dark"}}%% end'),), title="%%{x}%% `b`"))
    assert "%" not in found


def test_every_shape_has_brackets() -> None:
    assert set(FORMS) == set(get_args(NodeShape))
