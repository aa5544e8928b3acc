"""The measures' definitions: the papers' own examples, counts by hand, and plain computations to compare with."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from civo.measures.bipartite import organizations_and_bodies
from civo.measures.brokerage import Roles, body_brokerage, brokerage
from civo.measures.congruence import coordination_requirements
from civo.measures.cuts import cut_points, routes
from civo.measures.overlap import alike, overlaps
from civo.measures.rates import Rate
from civo.measures.rotation import longest_silence, share_of_time
from civo.network import Network
from civo.truth import Truth

from .samples import Records, network, world

NAMES = st.sampled_from("abcdefgh")
SETS = st.dictionaries(st.sampled_from([f"b{n}" for n in range(8)]), st.frozensets(NAMES), max_size=8)


def test_the_example_of_cataldo_and_others() -> None:
    """T_A rows A = 010, B = 011, C = 110; T_D = [110; 111; 011]; C_R = [[1, 2, 2], [2, 4, 3], [2, 3, 4]]."""
    assignments = {"A": (2,), "B": (2, 3), "C": (1, 2)}
    tasks = {actor: [str(task) for task in told] for actor, told in assignments.items()}
    found = coordination_requirements(tasks, [("1", "2"), ("2", "3")])
    assert [[found[one][other] for other in "ABC"] for one in "ABC"] == [[1, 2, 2], [2, 4, 3], [2, 3, 4]]


@given(
    st.dictionaries(NAMES, st.frozensets(st.integers(0, 4)), max_size=5), st.sets(st.tuples(*[st.integers(0, 4)] * 2))
)
def test_requirements_are_the_product_of_the_matrices(
    actors: dict[str, frozenset[int]], needs: set[tuple[int, int]]
) -> None:
    t_d = [[int(i == j or (i, j) in needs or (j, i) in needs) for j in range(5)] for i in range(5)]
    found = coordination_requirements(
        {actor: [str(i) for i in tasks] for actor, tasks in actors.items()}, [(str(i), str(j)) for i, j in needs]
    )
    for one, mine in actors.items():
        for other, theirs in actors.items():
            assert found[one][other] == sum(t_d[i][j] for i in mine for j in theirs)


def test_the_five_roles_by_hand() -> None:
    """v, of group V, between others of groups V, A and B."""
    ties = {"v1": ["v"], "a1": ["v"], "v": ["v2", "a2", "b1"]}
    groups = {"v": "V", "v1": "V", "v2": "V", "a1": "A", "a2": "A", "b1": "B"}
    assert brokerage(ties, groups)["v"] == Roles(
        "v",
        coordinator=1,  # v1 -> v -> v2
        representative=2,  # v1 -> v -> a2, v1 -> v -> b1
        gatekeeper=1,  # a1 -> v -> v2
        itinerant=1,  # a1 -> v -> a2
        liaison=1,  # a1 -> v -> b1
    )
    assert brokerage({**ties, "a1": ["v", "b1"]}, groups)["v"].liaison == 0, "a1 reaches b1 itself"
    assert brokerage(ties, groups, {"a1": ["b1"]})["v"].liaison == 0


@given(st.dictionaries(NAMES, st.frozensets(NAMES), max_size=8))
def test_brokerage_counts_every_triple(ties: dict[str, frozenset[str]]) -> None:
    groups = {name: "xyz"["abcdefgh".index(name) % 3] for name in "abcdefgh"}
    counts: dict[str, Counter[str]] = {name: Counter() for name in "abcdefgh"}
    for a, v, b in permutations("abcdefgh", 3):
        if v in ties.get(a, ()) and b in ties.get(v, ()) and b not in ties.get(a, ()):
            same = (groups[a] == groups[v], groups[v] == groups[b], groups[a] == groups[b])
            counts[v][
                {
                    (True, True, True): "coordinator",
                    (False, False, True): "itinerant",
                    (False, True, False): "gatekeeper",
                    (True, False, False): "representative",
                    (False, False, False): "liaison",
                }[same]
            ] += 1
    for v, roles in brokerage(ties, groups).items():
        assert roles == Roles(v, **counts[v])


@given(SETS)
def test_alike_finds_what_looking_at_every_pair_finds(sets: dict[str, frozenset[str]]) -> None:
    expected = {
        (one, other)
        for one, other in combinations(sorted(sets), 2)
        if len(shared := sets[one] & sets[other]) >= 2
        and (shared in (sets[one], sets[other]) or len(shared) / len(sets[one] | sets[other]) >= 0.5)
    }
    found = list(alike(sets, 0.5))
    assert set(found) == expected
    assert len(found) == len(expected)


def test_shares_of_time() -> None:
    assert share_of_time(4, 1) == Fraction(1, 4)
    assert share_of_time(2, 3) == 1
    assert longest_silence(4, 1, 12) == 36, "three others, a year each"
    assert longest_silence(4, 2, 12) == 12
    assert longest_silence(15, 2, 6) == 39
    assert longest_silence(2, 3, 12) == 0


def test_a_rate_lies_between_what_is_known_and_what_may_be() -> None:
    found = Rate(2, 1, 5)
    assert (found.of, found.least, found.most) == (8, 0.25, 0.875)
    assert Rate(0, 0, 0).least is None and Rate(0, 0, 0).most is None


# Davis's Southern Women, eighteen women at fourteen events, as networkx has it


def southern_women(folder: Path) -> Network:
    """The women as organisations, alone in their kind, and the events as bodies with closed lists."""
    graph = nx.davis_southern_women_graph()
    women, events = graph.graph["top"], graph.graph["bottom"]
    ids = {name: "w-" + name.lower().replace(" ", "-") for name in women} | {name: name.lower() for name in events}
    source = {"in": "s"}
    records: Records = {
        "levels": [{"id": "regional", "bodies": "closed", "source": source}],
        "organizations": [{"id": ids[w], "kind": "kommun", "area": "lan-a", "source": source} for w in women],
        "bodies": [{"id": ids[e], "level": "regional", "composition": "closed", "source": source} for e in events],
        "seats": [
            {
                "id": f"{ids[e]}.{ids[w]}",
                "body": ids[e],
                "count": 1,
                "held_by": {"organization": ids[w]},
                "source": source,
            }
            for e in events
            for w in graph[e]
        ],
    }
    return network(folder, records)


def test_southern_women(tmp_path: Path) -> None:
    found = southern_women(tmp_path / "women")
    davis: Any = nx.davis_southern_women_graph()
    women, events = davis.graph["top"], davis.graph["bottom"]
    graph = organizations_and_bodies(found)
    edges = [(node, body) for body in range(graph.bodies) for node in graph.near(body)]
    assert nx.is_isomorphic(nx.Graph(edges), davis)
    assert cut_points(found) == ()
    flora, laura = "w-flora-price", "w-laura-mandeville"
    assert found.meet(flora, laura) is Truth.NO, "they were never at one event"
    expected = nx.minimum_node_cut(davis, "Flora Price", "Laura Mandeville")
    assert routes(found, flora, laura).count == len(expected) == 2, "Flora Price was at two events only"
    assert routes(found, flora, laura).cut == ("e11", "e9")
    projected = nx.bipartite.projected_graph(davis, women)
    for woman in women:
        partners = {
            w
            for w in women
            if f"w-{w.lower().replace(' ', '-')}" in found.partners("w-" + woman.lower().replace(" ", "-"))
        }
        assert partners == set(projected[woman])
    brokered = {r.actor: r.coordinator for r in body_brokerage(found)}
    for woman in women:
        apart = [1 for a, b in combinations(projected[woman], 2) if not projected.has_edge(a, b)]
        assert brokered.get("w-" + woman.lower().replace(" ", "-"), 0) == len(apart)
    told = {frozenset((o.one, o.other)): o for o in overlaps(found)}
    by_hand = {
        frozenset((e.lower(), f.lower()))
        for e, f in combinations(events, 2)
        if "E14" not in (e, f) or (e, f) == ("E13", "E14")  # the twin of an earlier one is compared with that alone
        if set(davis[e]) <= set(davis[f])
        or set(davis[f]) <= set(davis[e])
        or len(set(davis[e]) & set(davis[f])) / len(set(davis[e]) | set(davis[f])) >= 0.5
    }
    assert told.keys() == by_hand
    twins = told[frozenset(("e13", "e14"))]
    assert (twins.how, twins.jaccard, twins.truth) == ("identical", 1.0, Truth.YES)


def test_overlap_of_open_lists_is_as_far_as_known(tmp_path: Path) -> None:
    records = world()
    records["seats"] += [
        {
            "id": "gruppen.kommun",
            "body": "gruppen",
            "count": 1,
            "held_by": {"organization": "kommun-a1"},
            "source": {"in": "s"},
        }
    ]
    (told,) = overlaps(network(tmp_path / "w", records))
    assert (told.one, told.other, told.how, told.shared) == ("radet", "gruppen", "nested", ("kommun-a1", "lst-a"))
    assert (told.truth, told.jaccard) == (Truth.YES, 2 / 3)
    records["bodies"][1]["composition"] = "open"
    (told,) = overlaps(network(tmp_path / "w2", records))
    assert (told.how, told.truth) == ("nested", Truth.UNKNOWN)
