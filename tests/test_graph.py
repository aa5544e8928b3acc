"""The graph says what the plain indexes say, in the form that docs/graph.md describes."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from civo.dates import parsed_period
from civo.graph import to_networkx
from civo.loading import load
from civo.network import Network
from civo.seats.claims import Claims
from civo.seats.handling import wider_issues
from civo.shipped import shipped
from civo.structure import Structure, structure_at
from civo.truth import Truth

HERE = Path(__file__).parent
WORLD = HERE / "world" / "sjoriket"
NORD = shipped("structures") / "civo-nord"
CASES = [(WORLD, "2024-06"), (WORLD, "2022"), (NORD, "2023"), (NORD, "2025"), (NORD, "2026-01-01")]
each = pytest.mark.parametrize(("folder", "at"), CASES, ids=[f"{folder.name}-{at}" for folder, at in CASES])
PAGE = (HERE.parent / "docs" / "graph.md").read_text("utf-8")


@cache
def structure(folder: Path, at: str) -> Structure:
    return structure_at(load(folder), parsed_period(at))


def edges(graph: Any, kind: str) -> list[tuple[str, str, dict[str, Any]]]:
    return [(u, v, told) for u, v, told in graph.edges(data=True) if told["type"] == kind]


def rows(heading: str) -> set[str]:
    """The names in the first column of the tables under a heading of the page."""
    part = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return {
        name
        for line in part.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`([^`]+)`", line.split(" | ")[0])
    }


@each
def test_the_page_describes_every_attribute(folder: Path, at: str) -> None:
    graph = to_networkx(structure(folder, at))
    nodes = {name for _, told in graph.nodes(data=True) for name in told}
    assert nodes <= rows("Nodes")
    own = set(re.findall(r"`([a-z_]+)`", PAGE.split("\n## Edges\n")[1]))
    for _, _, told in graph.edges(data=True):
        assert told.keys() <= own
        assert told["type"] in rows("Edges")
    types = {told["type"] for _, told in graph.nodes(data=True)}
    assert types <= set(
        re.findall(r"`(\w+)`", next(line for line in PAGE.splitlines() if line.startswith("| `type` | all")))
    )


def test_the_page_describes_nothing_else() -> None:
    graphs = [to_networkx(structure(*case)) for case in CASES]
    named = rows("Nodes")
    assert named == {name for graph in graphs for _, told in graph.nodes(data=True) for name in told}


@each
def test_attributes_are_plain_and_the_graph_can_be_written(folder: Path, at: str, tmp_path: Path) -> None:
    graph = to_networkx(structure(folder, at))
    for told in [told for _, told in graph.nodes(data=True)] + [told for _, _, told in graph.edges(data=True)]:
        assert {type(value) for value in told.values()} <= {str, int, float, bool}
    file = tmp_path / "graph.graphml"
    nx.write_graphml(graph, file)
    again = nx.read_graphml(file, force_multigraph=True)
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    assert set(again.edges(keys=True)) == set(graph.edges(keys=True))
    nx.write_gexf(graph, tmp_path / "graph.gexf")


@each
def test_the_graph_and_the_indexes_agree(folder: Path, at: str) -> None:
    network = Network(structure(folder, at), background=True)
    graph = to_networkx(structure(folder, at))
    whole = network.units
    present: dict[str, set[str]] = {}
    for u, v, told in edges(graph, "seat"):
        if told["truth"] == "yes" and told["way"] != "shared":
            actor: str | None = u
            while actor:
                present.setdefault(v, set()).add(actor)
                actor = whole.get(actor)
    assert present == {body: set(network.where.present(body)) for body in network.bodies if network.where.present(body)}
    assert {v for v, told in graph.nodes(data=True) if told.get("closed")} <= network.closed
    issues = {issue.id for issue in network.issues}
    told_of = {(v, u) for u, v, _ in edges(graph, "handles") if u in network.bodies}
    handled = {(issue, body) for issue, bodies in network.handling.items() for body in bodies}
    assert {(issue, body) for issue, body in told_of if issue in issues} <= handled
    for issue, body in handled:  # the graph has what is said, the index what follows for parts too
        assert any((wide, body) in told_of for wide in wider_issues(network.structure, issue))
    answers = {(v, u) for u, v, _ in edges(graph, "responsible") if v in issues}
    assert answers == {(issue, o) for issue, told in network.responsible.items() for o in told}
    needs = {(u, v) for u, v, _ in edges(graph, "needs") if u in issues}
    assert needs == {(need.issue, need.needed) for need in network.needs if graph.has_node(need.needed)}


@each
def test_where_each_is_and_may_be_is_what_each_body_answers(folder: Path, at: str) -> None:
    network = Network(structure(folder, at), background=True)
    told = network.where
    for organization in (o.id for o in network.structure.organizations):
        alone = frozenset((organization,))
        answers = {body: told.roster(body).place(alone).truth for body in network.bodies}
        possible = {body for body, truth in answers.items() if truth is not Truth.NO}
        assert told.range(organization).bodies == possible
        assert {body for body in network.bodies if body in told.range(organization)} == possible
        assert [*told.known(organization)] == [body for body, truth in answers.items() if truth is Truth.YES]


def test_the_seats_of_the_shipped_structure_by_hand() -> None:
    graph = to_networkx(structure(NORD, "2023"))
    heads = {u: told for u, v, told in edges(graph, "seat") if v == "chefsmotet"}
    assert {u: told["way"] for u, told in heads.items()} == {
        "region-vasterbotten": "turn",
        "region-norrbotten": "shared",
        "region-jamtland-harjedalen": "shared",
        "region-vasternorrland": "shared",
    }
    told = heads["region-vasterbotten"]
    assert (told["role"], told["basis"], told["rotating"], told["observed"]) == (
        "regiondirektor",
        "rotating",
        True,
        "2023",
    )
    council = [(u, told["way"]) for u, v, told in edges(graph, "seat") if v == "regionala-radet"]
    assert sum(way == "spoken-for" for _, way in council) == 15
    assert ("region-vasterbotten", "own") in council
    assert len(council) == 16
    assert not graph.nodes["regionala-radet"]["closed"]
    assert graph.nodes["regionala-radet"]["seats"] == 2
    assert [(u, v) for u, v, _ in edges(graph, "needs")] == [("traumavardskedjan", "transporter")]


def test_what_was_seen_at_another_time_is_unknown() -> None:
    graph = to_networkx(structure(NORD, "2025"))
    assert {told["truth"] for _, v, told in edges(graph, "seat") if v == "chefsmotet"} == {"unknown"}
    assert not Network(structure(NORD, "2025")).where.present("chefsmotet")


def test_nothing_proposed_is_in_the_graph() -> None:
    here = structure(NORD, "2023")
    proposed = {record.id for _, record in here.all_records() if record.status != "existing"}
    assert proposed
    assert proposed.isdisjoint(to_networkx(here).nodes)


def test_ways_of_the_invented_world() -> None:
    here = structure(WORLD, "2024-06")
    ways = {
        (organization, seat.id): told
        for seat in here.seats
        for organization, told in here.once(Claims).claim(seat).ways.items()
        if seat.body in ("riksradet", "landskapsmotet", "kustforum", "brandnatet")
    }
    assert ways == {
        ("fyrverket", "riksradet.fyr"): ("own", Truth.YES),
        ("broverket", "riksradet.bro"): ("own", Truth.YES),
        ("landskap-ost", "riksradet.landskap"): ("turn", Truth.YES),
        ("landskap-vast", "riksradet.landskap"): ("shared", Truth.YES),
        ("edet", "riksradet.landskap"): ("shared", Truth.YES),
        ("berga", "kustforum.kust"): ("spoken-for", Truth.YES),
        ("edet", "kustforum.kust"): ("spoken-for", Truth.YES),
        ("alvik", "landskapsmotet.byar"): ("spoken-for", Truth.YES),
        ("berga", "landskapsmotet.byar"): ("spoken-for", Truth.YES),
        ("cedby", "landskapsmotet.byar"): ("spoken-for", Truth.YES),
        ("alvik-brand", "landskapsmotet.brand"): ("own", Truth.YES),
        ("landskap-ost", "landskapsmotet.landskap"): ("own", Truth.UNKNOWN),
        ("byforbundet", "landskapsmotet.forbund"): ("own", Truth.YES),
        ("edet", "brandnatet.edet"): ("own", Truth.UNKNOWN),  # the body began some time in 2024
    }


def test_a_plain_answer_imports_no_graph_library() -> None:
    code = (
        "import sys; from civo.shipped import shipped; from civo.loading import load; from civo.structure import structure_at\n"
        "from civo.network import Network\n"
        "network = structure_at(load(shipped('structures') / 'civo-nord')).once(Network)\n"
        "network.where, network.responsible, network.handling\n"
        "sys.exit('networkx' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=HERE.parent)
