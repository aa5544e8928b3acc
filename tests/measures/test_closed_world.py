"""Every measure on the closed world of samples.py, worked out by hand; and the trap: open one list, and no no is left."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from civo.measures import access, brokerage, congruence, coordination, cuts, fit, levels, overlap, rotation
from civo.measures import governance_gaps as gaps
from civo.measures.bipartite import organizations_and_bodies
from civo.measures.rates import Rate
from civo.network import Network
from civo.truth import Truth

from .samples import network, world

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Network:
    return network(tmp_path_factory.mktemp("closed") / "world")


def test_partners(closed: Network) -> None:
    assert closed.partners("lst-a") == {"kommun-a1", "region-a"}
    assert closed.partners("region-a") == {"lst-a", "lst-b"}
    assert closed.partners("region-b") == frozenset(), "a share in a rotating seat is no presence"
    assert closed.meetings("lst-a", "region-a") == ("gruppen",)
    assert closed.meet("lst-b", "kommun-a1") is NO
    assert closed.meet("region-b", "lst-b") is UNKNOWN, "its turn may come"
    assert closed.all_bodies_listed
    assert closed.closed == {"radet", "gruppen", "toppen"}


def test_access(closed: Network) -> None:
    found = access.access(closed)
    told = [(a.issue, a.organization, a.weight, a.bodies, a.truth) for a in found]
    assert told == [
        ("vatten", "kommun-a1", 1.0, ("radet",), YES),
        ("vatten", "kommun-a2", 0.5, (), NO),
        ("vard", "region-a", 1.0, ("gruppen",), YES),
        ("vard", "lst-a", 1.0, ("gruppen",), YES),
        ("vard", "lst-b", 1.0, (), NO),
    ]
    assert access.access_rate(found) == Rate(3, 2, 0)
    assert access.reach(closed, "lst-a") == {"vatten": ("radet",), "vard": ("gruppen",)}


def test_collaborative_gaps(closed: Network) -> None:
    pairs = {frozenset((p.one, p.other)): (p.issues, p.meet) for p in gaps.collaborative_pairs(closed)}
    assert pairs == {
        frozenset(("kommun-a1", "kommun-a2")): (("vatten",), NO),
        frozenset(("region-a", "lst-a")): (("vard",), YES),
        frozenset(("region-a", "lst-b")): (("vard",), YES),
        frozenset(("lst-a", "lst-b")): (("vard",), NO),
    }
    assert gaps.closure(gaps.collaborative_groups(closed)) == Rate(2, 2, 0)
    groups = gaps.collaborative_groups(closed)
    assert [(g.kinds, g.issues, g.pairs) for g in groups] == [
        (("kommun", "kommun"), ("vatten",), Rate(0, 1, 0)),
        (("lansstyrelse", "region"), ("vard",), Rate(2, 0, 0)),
        (("lansstyrelse", "lansstyrelse"), ("vard",), Rate(0, 1, 0)),
    ]


def test_integrative_gaps(closed: Network) -> None:
    links = gaps.integrative_links(closed)
    assert [(x.need.issue, x.need.needed, x.both, x.closing, x.truth) for x in links] == [
        ("vatten", "el", (), "half-orphan", UNKNOWN),
        ("vard", "vatten", (), "true", UNKNOWN),
    ]
    assert gaps.integration(links) == Rate(0, 0, 2), "no list of those responsible is closed"


def test_integration_by_one_who_answers_for_both(tmp_path: Path) -> None:
    records = world()
    records["responsibilities"].append({"id": "mer", "issue": "vatten", "who": "lst-a", "source": {"in": "s"}})
    links = gaps.integrative_links(network(tmp_path / "w", records))
    assert [(x.both, x.closing) for x in links] == [((), "half-orphan"), (("lst-a",), "closed")]
    records["issues"] += [{"id": i, "needs": n, "source": {"in": "s"}} for i, n in (("x", "y"), ("y", []))]
    links = gaps.integrative_links(network(tmp_path / "w2", records))
    assert links[-1].closing == "orphan"


def test_coordination(closed: Network) -> None:
    water, care = coordination.coordination(closed)
    assert (water.pairs, water.both) == (0, ())
    # region-a reaches kommun-a1 through lst-a, which meets it directly; nobody reaches kommun-a2, nor lst-b kommun-a1
    assert (care.direct, care.through, care.open, care.unknown) == (1, 1, 4, 0)
    assert care.third_parties == care.only == (("lst-a", 1),)
    assert coordination.totals((water, care)) == Rate(2, 4, 0)


def test_fit(closed: Network) -> None:
    found = {one.organization: one for one in fit.fit(closed)}
    a1, region = found["kommun-a1"], found["region-a"]
    assert (a1.shared, a1.linked, a1.across) == (Rate(0, 1, 0), Rate(0, 0, 2), Rate(1, 2, 0))
    assert (region.shared, region.linked, region.across) == (Rate(2, 0, 0), Rate(0, 0, 1), Rate(0, 2, 0))


def test_congruence(closed: Network) -> None:
    found = {frozenset((r.one, r.other)): r for r in congruence.requirements(closed)}
    assert len(found) == 1 + 3 + 6
    assert {r.strength for r in found.values()} == {1}
    anywhere = found[frozenset(("region-a", "lst-b"))]
    assert (anywhere.lax, anywhere.strict) == (YES, NO), "they meet in toppen, which handles nothing"
    across = found[frozenset(("lst-a", "kommun-a1"))]
    assert (across.issues, across.lax, across.strict) == (("vatten", "vard"), YES, YES)
    assert congruence.congruence(congruence.requirement_groups(closed)) == Rate(3, 7, 0)
    assert congruence.congruence(congruence.requirement_groups(closed), strictly=True) == Rate(2, 8, 0)


def test_levels(closed: Network) -> None:
    told = {(p.kind, p.level): (dict(p.ways), p.bodies) for p in levels.participation(closed)}
    assert told == {
        ("kommun", "regional"): ({"own": 1}, ("radet",)),
        ("region", "hogre-regional"): ({"turn": 1, "shared": 1}, ("toppen",)),
        ("region", "regional"): ({"own": 1}, ("gruppen",)),
        ("lansstyrelse", "hogre-regional"): ({"own": 1}, ("toppen",)),
        ("lansstyrelse", "regional"): ({"own": 2}, ("radet", "gruppen")),
    }
    reach = {u.kind: (u.above, u.all, u.share, u.permanent_share, u.open_bodies) for u in levels.up_reach(closed)}
    assert reach == {
        "kommun": ((1, 0), (1, 0), 1.0, 1.0, 0),
        "region": ((0, 1), (1, 1), 0.5, 0.0, 0),
        "lansstyrelse": ((1, 0), (3, 0), 1 / 3, 1 / 3, 0),
    }


def test_brokerage(closed: Network) -> None:
    assert brokerage.body_brokerage(closed) == (
        brokerage.Roles("lst-a", liaison=1),  # kommun-a1 and region-a: three kinds
        brokerage.Roles("region-a", itinerant=1),  # between two county boards
    )
    assert brokerage.body_brokerage(closed, of="level") == (
        brokerage.Roles("lst-a", representative=1),  # region-a is of its level, kommun-a1 is not
        brokerage.Roles("region-a", coordinator=1),
    )
    assert brokerage.junctions(closed, "lst-a") == (brokerage.Junction(("radet", "gruppen"), 1),)
    assert brokerage.are_settled(closed)


def test_cut_points_and_bridges(closed: Network) -> None:
    assert [(cut.id, cut.parts) for cut in cuts.cut_points(closed)] == [
        ("gruppen", (("radet", "lst-a", "kommun-a1"),)),
        ("lst-a", (("radet", "kommun-a1"),)),
        ("region-a", (("toppen", "lst-b"),)),
        ("radet", (("kommun-a1",),)),
        ("toppen", (("lst-b",),)),
    ]
    assert [(b.organization, b.body, b.rotating) for b in cuts.bridges(closed)] == [
        ("lst-a", "gruppen", False),
        ("lst-a", "radet", False),
        ("region-a", "gruppen", False),
        ("region-a", "toppen", True),
    ]
    graph = organizations_and_bodies(closed)
    assert sorted(map(graph.degree, range(len(graph.names)))) == [1, 1, 2, 2, 2, 2, 2], "all in a row"


def test_routes(closed: Network) -> None:
    there = cuts.routes(closed, "kommun", "region")
    assert there.routes == (("radet", "lst-a", "gruppen"),)
    assert there.cut == ("radet", "lst-a", "gruppen")
    both = cuts.routes(closed, "region", "lansstyrelse")
    assert (both.count, both.routes, both.cut) == (2, (("gruppen",), ("toppen",)), ("gruppen", "toppen"))
    up = cuts.routes(closed, "kommun", "hogre-regional")
    assert up.cut == ("radet", "lst-a", "gruppen", "region-a", "toppen")
    between = cuts.routes(closed, "regional", "hogre-regional")
    assert (between.count, between.cut) == (1, ("gruppen", "region-a", "toppen"))
    assert cuts.routes(closed, "kommun-a1", "lst-b").cut == ("radet", "lst-a", "gruppen", "region-a", "toppen")
    assert cuts.routes(closed, "kommun", "nationell").count == 0
    assert cuts.routes(closed, "kommun-b1", "lst-b").count == 0, "one who sits nowhere"
    with pytest.raises(ValueError):
        cuts.routes(closed, "kommun", "kommun")
    with pytest.raises(ValueError):
        cuts.routes(closed, "kommun", "vatten")


def test_one_who_is_of_both_kinds_is_a_route(tmp_path: Path) -> None:
    records = world()
    gotland = {"id": "region-a", "kind": ["region", "kommun"], "area": "lan-a", "source": {"in": "s"}}
    records["organizations"] = [gotland]
    found = cuts.routes(network(tmp_path / "w", records), "kommun", "region")
    assert ("region-a",) in found.routes


def test_rotation(closed: Network) -> None:
    (told,) = rotation.turns(closed)
    assert (told.seat.id, told.among, told.holders, told.otherwise) == (
        "toppen.region",
        ("region-a", "region-b"),
        ("region-a",),
        (),
    )
    assert told.share == Fraction(1, 2)


@pytest.mark.parametrize("opened", ["radet", "gruppen", "toppen"])
def test_an_open_list_leaves_no_no_that_rests_on_it(opened: str, closed: Network, tmp_path: Path) -> None:
    records = world()
    for body in records["bodies"]:
        if body["id"] == opened:
            body["composition"] = "open"
            body["handles_list"] = "open"
    told = network(tmp_path / "open", records)
    before, after = (access.access_rate(access.access(n)) for n in (closed, told))
    assert (after.yes, after.no) == (before.yes, 0)
    pairs = gaps.closure(gaps.collaborative_groups(told))
    assert (pairs.yes, pairs.no) == (2, 0), "two may both sit in the open one"
    totals = coordination.totals(coordination.coordination(told))
    assert (totals.yes, totals.no) == (2, 0)
    for strictly in (False, True):
        found = congruence.congruence(congruence.requirement_groups(told), strictly)
        known = congruence.congruence(congruence.requirement_groups(closed), strictly)
        assert found.yes == known.yes
        assert found.no == 0, "both may sit in the open one, and it may handle the issue"
    assert not brokerage.are_settled(told)
    assert sum(p.open_bodies for p in levels.participation(told)) > 0


def test_a_level_with_other_bodies_leaves_no_no(tmp_path: Path) -> None:
    records = world()
    records["levels"][0]["bodies"] = "open"
    told = network(tmp_path / "w", records)
    assert gaps.closure(gaps.collaborative_groups(told)) == Rate(2, 0, 2)
    assert coordination.totals(coordination.coordination(told)) == Rate(2, 0, 4)
    assert congruence.congruence(congruence.requirement_groups(told), strictly=True).no == 0


def test_an_implied_responsibility_makes_no_certain_gap(tmp_path: Path) -> None:
    records = world()
    for record in records["responsibilities"]:
        record["certainty"] = "implied"
    told = network(tmp_path / "w", records)
    assert access.access_rate(access.access(told)) == Rate(3, 0, 2)
    assert gaps.closure(gaps.collaborative_groups(told)) == Rate(2, 0, 2)
    assert coordination.totals(coordination.coordination(told)) == Rate(2, 0, 4)


def test_what_was_seen_at_another_time_is_unknown(tmp_path: Path) -> None:
    records = world()
    for body in records["bodies"]:
        body["observed"] = "2024-06-01"
    told = network(tmp_path / "w", records, at="2026-01-01")
    assert access.access_rate(access.access(told)).yes == 0
    assert access.access_rate(access.access(told)).no == 0
    assert levels.participation(told) == ()
    assert cuts.cut_points(told) == ()
    assert overlap.overlaps(told) == ()


def test_two_spoken_for_by_one_seat_do_not_meet_through_it(tmp_path: Path) -> None:
    records = world()
    for seat in records["seats"]:
        if seat["id"] == "radet.kommun":
            del seat["held_by"], seat["count"]
            seat["represents"] = {"kind": "kommun", "in": "lan-a"}
    told = network(tmp_path / "w", records)
    assert told.meet("kommun-a1", "lst-a") is YES
    assert told.meet("kommun-a1", "kommun-a2") is UNKNOWN
    assert [*told.where.in_common("kommun-a1", "kommun-a2")] == ["radet"]
    for seat in records["seats"]:
        if seat["id"] == "radet.kommun":
            seat["each"] = True
    assert network(tmp_path / "each", records).meet("kommun-a1", "kommun-a2") is YES


def test_a_record_of_several_bodies_joins_nobody(tmp_path: Path) -> None:
    records = world()
    records["bodies"][0]["several"] = True
    told = network(tmp_path / "w", records)
    assert told.meet("kommun-a1", "lst-a") is UNKNOWN
    assert "kommun-a1" not in organizations_and_bodies(told).names


def test_a_stated_collaboration_is_a_tie(tmp_path: Path) -> None:
    records = world()
    records["relations"] = [
        {"id": "avtal", "who": "lst-a", "does": "collaborates-with", "what": ["lst-b"], "source": {"in": "s"}}
    ]
    told = network(tmp_path / "w", records)
    assert told.meet("lst-a", "lst-b") is told.meet("lst-b", "lst-a") is YES
    assert gaps.closure(gaps.collaborative_groups(told)) == Rate(3, 1, 0)
    # the region linked the two county boards, which share no body
    assert brokerage.body_brokerage(told) == (brokerage.Roles("lst-a", liaison=1),)


def test_an_organisation_sits_through_its_unit(tmp_path: Path) -> None:
    records = world()
    unit = {"id": "vatten-a1", "kind": "kommun", "unit_of": "kommun-a1", "area": "lan-a", "source": {"in": "s"}}
    records["organizations"] = [unit]
    records["seats"][1]["held_by"] = {"organization": "vatten-a1"}
    told = network(tmp_path / "w", records)
    assert access.access_rate(access.access(told)) == Rate(3, 2, 0)
    assert "vatten-a1" not in organizations_and_bodies(told).names
    assert told.partners("kommun-a1") == {"lst-a"}
    assert told.are_one("kommun-a1", "vatten-a1") and not told.are_one("kommun-a1", "kommun-a2")
