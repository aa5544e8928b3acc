"""The pure problem: the cheapest choice, proven, and every one that costs as much."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from civo import covering
from civo.covering import Instance, cheapest, covers


def one(*actions: str) -> tuple[frozenset[str], ...]:
    """Ways of a single action each."""
    return tuple(frozenset((action,)) for action in actions)


def same_cost(*actions: str) -> dict[str, Fraction]:
    return dict.fromkeys(actions, Fraction(1))


def by_hand(instance: Instance) -> tuple[Fraction | None, tuple[tuple[str, ...], ...]]:
    """All choices tried: the least cost, and the choices that have it, in the order of preference."""
    actions = list(instance.costs)
    sound = [
        choice
        for size in range(len(actions) + 1)
        for choice in combinations(actions, size)
        if covers(instance, frozenset(choice))
    ]
    costs = {choice: sum((instance.costs[a] for a in choice), Fraction(0)) for choice in sound}
    least = min(costs.values(), default=None)
    best = [choice for choice in sound if costs[choice] == least]
    return least, tuple(sorted(best, key=lambda choice: [action not in choice for action in actions]))


def greedy(instance: Instance) -> list[str]:
    """Each time the action that covers most of what is left; needs of single actions only."""
    left = dict(instance.ways)
    taken = []
    while left:
        best = max(instance.costs, key=lambda action: sum(frozenset((action,)) in ways for ways in left.values()))
        left = {need: ways for need, ways in left.items() if frozenset((best,)) not in ways}
        taken.append(best)
    return taken


def davis(order: int) -> Instance:
    """The women as actions, from the first or from the last; the events as needs (Davis, Gardner and Gardner 1941)."""
    graph = nx.davis_southern_women_graph()
    women = sorted(graph.graph["top"])[::order]
    return Instance(same_cost(*women), {event: one(*sorted(graph[event])) for event in graph.graph["bottom"]})


def test_the_fewest_women_at_all_events_are_two_and_no_other_two() -> None:
    found = cheapest(davis(1))
    assert found.choices == (("Evelyn Jefferson", "Nora Fayette"),)
    assert found.cost == found.least == 2
    assert found.proven
    assert found.all_found


def test_the_greedy_choice_is_not_always_the_best() -> None:
    assert {len(greedy(davis(order))) for order in (1, -1)} == {2, 3}
    trap = Instance(
        same_cost("wide", "left", "right"),
        {
            **{f"l{n}": one("left", "wide") if n else one("left") for n in range(4)},
            **{f"r{n}": one("right", "wide") if n else one("right") for n in range(4)},
        },
    )
    assert len(greedy(trap)) == 3
    assert cheapest(trap).choices == (("left", "right"),)


def test_actions_that_only_help_together() -> None:
    both = (frozenset({"a", "b"}), frozenset({"c"}))
    dear = {"a": Fraction(1), "b": Fraction(1), "c": Fraction(3)}
    assert cheapest(Instance(dear, {"g": both})).choices == (("a", "b"),)
    assert cheapest(Instance({**dear, "c": Fraction(1)}, {"g": both})).choices == (("c",),)
    assert cheapest(Instance({**dear, "c": Fraction(2)}, {"g": both})).choices == (("a", "b"), ("c",))


def test_a_seat_needs_its_body() -> None:
    instance = Instance(
        {"seat": Fraction(1), "new-seat": Fraction(1, 2), "new-body": Fraction(1)},
        {"g": one("seat", "new-seat")},
        {"new-seat": frozenset({"new-body"})},
    )
    assert cheapest(instance).choices == (("seat",),)
    cheap_body = Instance({**instance.costs, "new-body": Fraction(1, 4)}, instance.ways, instance.requires)
    assert cheapest(cheap_body).choices == (("new-seat", "new-body"),)
    assert cheapest(cheap_body).cost == Fraction(3, 4)


def test_what_nothing_covers_is_told_and_the_rest_is_covered() -> None:
    found = cheapest(Instance(same_cost("a"), {"g": one("a"), "h": ()}))
    assert found.uncovered == ("h",)
    assert found.choices == (("a",),)
    nothing = cheapest(Instance({}, {"h": ()}))
    assert nothing.cost == 0
    assert nothing.choices == ((),)
    assert nothing.uncovered == ("h",)


def test_nothing_to_cover_costs_nothing() -> None:
    assert cheapest(Instance(same_cost("a"), {})).choices == ((),)
    assert cheapest(Instance(same_cost("a"), {"g": (frozenset(),)})).choices == ((),)


def test_equal_choices_are_capped_and_that_is_said() -> None:
    instance = Instance(same_cost(*"abcdef"), {"g": one(*"abcdef")})
    capped = cheapest(instance, most=4)
    assert capped.choices == (("a",), ("b",), ("c",), ("d",))
    assert capped.proven
    assert not capped.all_found
    assert cheapest(instance, most=6).all_found


def test_a_refused_choice_is_not_made_but_one_with_more_may_be() -> None:
    instance = Instance(same_cost("a", "b"), {"g": one("a")}, refused=(frozenset({"a"}),))
    assert cheapest(instance).choices == (("a", "b"),)
    hopeless = Instance(same_cost("a"), {"g": one("a")}, refused=(frozenset({"a"}),))
    assert cheapest(hopeless).cost is None
    assert cheapest(hopeless).proven


def test_out_of_time_is_said() -> None:
    actions = [f"a{n}" for n in range(400)]
    ways = {f"g{n}": one(*(actions[(n * n + 37 * k * k + n * k) % 400] for k in range(12))) for n in range(300)}
    found = cheapest(Instance(same_cost(*actions), ways), seconds=0.2)
    assert not found.proven
    assert not found.all_found
    assert found.cost is None or found.least <= found.cost


def test_a_cost_equal_to_the_bound_is_proven_though_time_ran_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The solver holds a choice of cost 2 and knows that nothing costs less; whether others cost 2 it does not know."""
    monkeypatch.setattr(covering._Solver, "best", lambda _: (frozenset("ab"), 2, False))
    found = cheapest(Instance(same_cost("a", "b"), {"g": one("a"), "h": one("b")}))
    assert found.cost == found.least == 2
    assert found.choices == (("a", "b"),)
    assert found.proven
    assert not found.all_found
    monkeypatch.setattr(covering._Solver, "best", lambda _: (frozenset("ab"), 1, False))
    assert not cheapest(Instance(same_cost("a", "b"), {"g": one("a"), "h": one("b")})).proven


def test_a_cost_of_nought_and_costs_too_far_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="above nought"):
        cheapest(Instance({"a": Fraction(0)}, {"g": one("a")}))
    with pytest.raises(ValueError, match="too far apart"):
        cheapest(Instance({"a": Fraction(1, 10**9), "b": Fraction(10**9)}, {"g": one("a", "b")}))


ACTIONS = "abcdefg"
COSTS = st.fractions(min_value=Fraction(1, 3), max_value=3, max_denominator=3)
WAYS = st.lists(st.frozensets(st.sampled_from(ACTIONS), min_size=1, max_size=3), max_size=4).map(tuple)


@given(
    st.fixed_dictionaries(dict.fromkeys(ACTIONS, COSTS)),
    st.dictionaries(st.sampled_from("PQRS"), WAYS),
    st.dictionaries(st.sampled_from("ab"), st.frozensets(st.sampled_from("cd"), max_size=1)),
)
def test_all_choices_tried_give_the_same(
    costs: dict[str, Fraction], ways: dict[str, tuple[frozenset[str], ...]], requires: dict[str, frozenset[str]]
) -> None:
    instance = Instance(costs, ways, requires)
    found = cheapest(instance, most=1000)
    if len(found.uncovered) < len(ways):
        assert (found.cost, found.choices) == by_hand(instance)
    assert found.all_found
    assert found.proven
