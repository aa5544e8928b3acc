"""Ways, loads and matrices on small invented structures: every expectation is worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civo.answers import Table, Word
from civo.connections import Connections, Strength, Tie
from civo.dates import parsed_period
from civo.errors import CivoError, NotThere, UnknownName
from civo.loading import load as load_files
from civo.outputs.as_csv import table_csv
from civo.outputs.as_json import table_json
from civo.queries.load import load
from civo.queries.matrix import matrix
from civo.queries.route import route
from civo.records import Record
from civo.routing import Hop, Network, Way
from civo.structure import Structure, structure_at
from tests.test_queries import facts, notes, rows, small, world

NORD = Path(__file__).parent.parent / "structures" / "civo-nord"

STEP = ("way", "step", "from_id", "to_id", "record", "known", "only_way")


def steps(table: Table) -> list[str]:
    """Each step as "1.2 from > to by record: known, only way"."""
    return [f"{w}.{s} {a} > {b} by {r}: {k}, {o}" for w, s, a, b, r, k, o in keyed(table, *STEP)]


def keyed(table: Table, *keys: str) -> list[list[str]]:
    """The rows as scripts read them: words of small vocabularies by their keys."""
    numbers = [[column.key for column in table.columns].index(key) for key in keys]
    return [[_key(row[n]) for n in numbers] for row in table.rows]


def _key(cell: object) -> str:
    if isinstance(cell, tuple):
        return "+".join(str(part) for part in cell)
    return cell.key if isinstance(cell, Word) else str(cell)


def key_of(table: Table, fact: str) -> str:
    [value] = [f.value for f in table.facts if f.key == fact]
    return _key(value)


# Two meetings; the first seats two municipalities and region A, the second region A (whose turn it is) and board A.
CHAIN = """
levels:
  - {id: regional, name: {sv: Regional, en: Regional}, bodies: BODIES, source: {in: s}}
  - {id: nationell, name: {sv: Nationell, en: National}, bodies: BODIES, source: {in: s}}
  - {id: hogre-regional, name: {sv: Högre, en: Higher}, bodies: BODIES, source: {in: s}}
  - {id: lokal, name: {sv: Lokal, en: Local}, bodies: BODIES, source: {in: s}}
bodies:
  - id: lagmotet
    level: regional
    area: lan-a
    composition: LIST
    source: {in: s}
    seats:
      - {id: lag.1, count: 1, held_by: {organization: kommun-a1}}
      - {id: lag.2, count: 1, held_by: {organization: kommun-a2}}
      - {id: lag.3, count: 1, role: chef, held_by: {organization: region-a}}
  - id: hogmotet
    level: hogre-regional
    area: omrade
    composition: LIST
    source: {in: s}
    seats:
      - {id: hog.1, count: 1, rotates: {among: {kind: region}}, held_by: {organization: region-a}}
      - {id: hog.2, count: 1, certainty: implied, held_by: {organization: lst-a}}
"""


def chain(folder: Path, listed: str = "open", bodies: str = "unknown", more: str = "") -> Structure:
    """A closed list here is one in which nothing is implied either: only then does it rule anybody out."""
    told = CHAIN.replace("certainty: implied, ", "") if listed == "closed" else CHAIN
    return small(told.replace("LIST", listed).replace("BODIES", bodies) + more, folder)


def test_a_way_with_its_seats_and_the_only_way(tmp_path: Path) -> None:
    table = route(chain(tmp_path), "kommun-a1", "lst-a")
    assert steps(table) == [
        "1.1 kommun-a1 > lagmotet by lag.1: yes, known",
        "1.2 lagmotet > region-a by lag.3: yes, known",
        "1.3 region-a > hogmotet by hog.1: yes, known",
        "1.4 hogmotet > lst-a by hog.2: yes, known",
    ]
    assert rows(table, "how", "role", "certainty", "chain") == [
        ["sits in", "", "stated", "geographic"],
        ["where sits", "chief executive", "stated", "geographic"],
        ["has the rotating seat in", "", "stated", "geographic"],
        ["where sits", "", "implied", "geographic"],
    ]
    assert (key_of(table, "answer"), key_of(table, "shortest")) == ("yes", "4")
    assert "Ways of more than 6 steps have not been looked for; --longest looks further." not in notes(table)


def test_the_only_way_is_certain_only_when_everything_is_listed(tmp_path: Path) -> None:
    table = route(chain(tmp_path, "closed", "closed"), "kommun-a1", "lst-a")
    assert {only for [only] in keyed(table, "only_way")} == {"yes"}


def test_a_second_seat_to_the_same_body_is_another_way(tmp_path: Path) -> None:
    """Two seats of region A in the meeting: neither is the only way, but the meeting and the region are."""
    more = "seats:\n  - {id: lag.4, body: lagmotet, count: 1, held_by: {organization: region-a}, source: {in: s}}\n"
    table = route(chain(tmp_path, more=more), "kommun-a1", "lst-a")
    assert "1.2 lagmotet > region-a by lag.4+lag.3: yes, known" in steps(table)  # the region is a cut
    assert facts(table)["only_way"] == (
        "seat lag.1 (lagmotet); lagmotet; Region A; seat hog.1 (hogmotet); hogmotet; seat hog.2 (hogmotet)"
    )


def test_a_step_that_can_be_gone_round_is_not_the_only_way_and_the_way_round_is_shown(tmp_path: Path) -> None:
    """Region A is the only way from the first to the third; its seat in the first is not: the second leads round it."""
    seats = "  - {{id: {0}, composition: closed, source: {{in: s}}, seats: [{1}]}}\n"
    held = "{{id: {0}, count: 1, held_by: {{organization: {1}}}}}"
    told = {
        "ett": [("ett.lst", "lst-a"), ("ett.reg", "region-a")],
        "tva": [("tva.lst", "lst-a"), ("tva.reg", "region-a")],
        "tre": [("tre.reg", "region-a")],
    }
    bodies = [seats.format(body, ", ".join(held.format(*seat) for seat in listed)) for body, listed in told.items()]
    made = small("bodies:\n" + "".join(bodies), tmp_path)
    table = route(made, "ett", "tre")
    assert steps(table) == [
        "1.1 ett > region-a by ett.reg: yes, no",
        "1.2 region-a > tre by tre.reg: yes, known",
        "2.1 ett > lst-a by ett.lst: yes, no",
        "2.2 lst-a > tva by tva.lst: yes, no",
        "2.3 tva > region-a by tva.reg: yes, no",
        "2.4 region-a > tre by tre.reg: yes, known",
    ]
    assert facts(table)["only_way"] == "Region A; seat tre.reg (tre)"
    assert any(note.startswith("Detour, which could be shortened") and ": 2." in note for note in notes(table))
    assert [row[0] for row in rows(route(made, "ett", "tre", most=1), "number")] == ["1.1", "1.2"]
    assert "There are more ways than the 1 shortest" in " ".join(notes(route(made, "ett", "tre", most=1)))
    short = route(made, "ett", "tre", longest=3)
    assert [row[0] for row in rows(short, "number")] == ["1.1", "1.2"]
    assert "Ways of more than 3 steps have not been looked for; --longest looks further." in notes(short)


def test_who_only_shares_a_rotating_seat_reaches_indirectly(tmp_path: Path) -> None:
    """Region B shares the seat that region A has; the two do not meet in it, and B's way to A by that seat is none."""
    made = chain(tmp_path)
    table = route(made, "region-b", "lst-a")
    assert steps(table) == [
        "1.1 region-b > hogmotet by hog.1: indirect, known",
        "1.2 hogmotet > lst-a by hog.2: yes, known",
    ]
    assert key_of(table, "answer") == "indirect"
    assert key_of(route(made, "region-b", "region-a"), "answer") == "unknown"


SPOKEN = """
bodies:
  - id: radet
    composition: closed
    source: {in: s}
    seats:
      - {id: radet.1, count: 1, represents: {kind: kommun, in: lan-a}}
      - {id: radet.2, count: 1, held_by: {organization: lst-a}}
  - id: natet
    composition: closed
    source: {in: s}
    seats:
      - {id: natet.1, count: 1, held_by: {organization: kommun-a2}}
      - {id: natet.2, count: 1, held_by: {organization: region-a}}
"""


def test_one_voice_for_several_is_no_meeting_between_them(tmp_path: Path) -> None:
    """A1 and A2 are spoken for by the one seat: A1 does not reach A2, or what A2 reaches, through it."""
    table = route(small(SPOKEN, tmp_path), "kommun-a1", "region-a")
    assert (steps(table), key_of(table, "answer")) == ([], "unknown")
    assert route(small(SPOKEN, tmp_path), "kommun-a1", "lst-a").rows


def test_a_body_entered_otherwise_is_open_to_those_it_was_shut_to(tmp_path: Path) -> None:
    """A1 sits beside board B, which has a seat of its own in the council: that way, A1 meets the voice of A2."""
    more = """
  - id: grannarna
    source: {in: s}
    seats:
      - {id: g.1, count: 1, held_by: {organization: kommun-a1}}
      - {id: g.2, count: 1, held_by: {organization: lst-b}}
"""
    more += "seats:\n  - {id: radet.3, body: radet, held_by: {organization: lst-b}, source: {in: s}}\n"
    table = route(small(SPOKEN + more.lstrip("\n"), tmp_path), "kommun-a1", "region-a")
    assert key_of(table, "answer") == "yes"
    assert [s.partition(" by")[0] for s in steps(table)] == [
        "1.1 kommun-a1 > grannarna",
        "1.2 grannarna > lst-b",
        "1.3 lst-b > radet",
        "1.4 radet > kommun-a2",
        "1.5 kommun-a2 > natet",
        "1.6 natet > region-a",
    ]


def test_one_voice_is_left_when_the_body_is_entered_another_way(tmp_path: Path) -> None:
    """The county board meets the municipalities' voice in the council, and through A2 it reaches region A."""
    table = route(small(SPOKEN, tmp_path), "lst-a", "region-a")
    assert [s.partition(":")[0] for s in steps(table)] == [
        "1.1 lst-a > radet by radet.2",
        "1.2 radet > kommun-a2 by radet.1",
        "1.3 kommun-a2 > natet by natet.1",
        "1.4 natet > region-a by natet.2",
    ]


def test_no_way_known_is_no_no_while_a_list_is_open(tmp_path: Path) -> None:
    made = chain(tmp_path, "closed", "closed")
    assert key_of(route(made, "kommun-b1", "hogmotet"), "answer") == "no"
    one_open = tmp_path / "en"
    one_open.mkdir()
    table = route(chain(one_open, "open", "closed"), "kommun-b1", "hogmotet")
    assert key_of(table, "answer") == "unknown"
    assert notes(table)[:3] == [
        "No way is known. That is not a no: what is not listed may exist all the same.",
        "The list of seats of hogmotet is not closed: others than those known may sit there.",
        "2 of 2 bodies have lists of seats that are not closed. Levels whose bodies are not all listed: none.",
    ]
    levels_open = tmp_path / "niva"
    levels_open.mkdir()
    table = route(chain(levels_open, "closed", "open"), "kommun-b1", "hogmotet")
    assert key_of(table, "answer") == "unknown", "a body that no file lists may seat both"


def test_a_seat_that_may_be_held_is_only_possible(tmp_path: Path) -> None:
    """A seat for a role that municipalities have, its holder unknown: each may hold it, none is known to."""
    more = """
roles:
  - {id: samordnare, name: Samordnare, held_in: {kind: kommun, in: lan-b}, source: {in: s}}
seats:
  - {id: hog.3, body: hogmotet, role: samordnare, count: 1, source: {in: s}}
"""
    made = chain(tmp_path, "closed", "closed", more)
    table = route(made, "kommun-b1", "hogmotet")
    assert steps(table) == ["1.1 kommun-b1 > hogmotet by hog.3: possible, yes"]
    assert key_of(table, "answer") == "possible"
    assert key_of(route(made, "kommun-a3", "hogmotet"), "answer") == "no"


def test_whether_a_possible_way_is_the_only_one_is_unknown_where_another_is_possible(tmp_path: Path) -> None:
    """Two seats for the role, in two bodies where a county board sits: each may be the municipality's, or neither."""
    more = """
roles:
  - {id: samordnare, name: Samordnare, held_in: {kind: kommun, in: lan-b}, source: {in: s}}
seats:
  - {id: hog.3, body: hogmotet, role: samordnare, count: 1, source: {in: s}}
  - {id: lag.4, body: lagmotet, role: samordnare, count: 1, source: {in: s}}
  - {id: lag.5, body: lagmotet, held_by: {organization: lst-a}, source: {in: s}}
"""
    table = route(chain(tmp_path, "open", "unknown", more), "kommun-b1", "lst-a")
    assert key_of(table, "answer") == "possible"
    assert steps(table) == [
        "1.1 kommun-b1 > lagmotet by lag.4: possible, unknown",
        "1.2 lagmotet > lst-a by lag.5: yes, unknown",
        "2.1 kommun-b1 > hogmotet by hog.3: possible, unknown",
        "2.2 hogmotet > lst-a by hog.2: yes, unknown",
    ]


def test_a_sure_way_is_not_hidden_by_a_shorter_possible_one(tmp_path: Path) -> None:
    more = """
relations:
  - {id: r1, who: kommun, does: reports-to, what: lst-a, source: {in: s}}
"""
    table = route(chain(tmp_path, more=more), "kommun-a1", "lst-a")
    first, *sure = steps(table)
    assert first == "1.1 kommun-a1 > lst-a by r1: possible, no"
    assert len(sure) == 4 and key_of(table, "answer") == "yes"
    assert key_of(route(chain(tmp_path, more=more), "kommun", "lst-a"), "answer") == "yes", "of the kind it is said"


AREAS = """
relations:
  - {id: leder, who: lst-b, does: leads, what: omrade, level: hogre-regional, source: {in: s}}
  - {id: samordnar, who: lst-a, does: coordinates, what: lan-a, level: regional, source: {in: s}}
  - {id: rapporterar, who: lst-a, does: reports-to, what: lst-b, source: {in: s}}
bodies:
  - id: sektorn
    type: sector
    level: nationell
    area: land
    source: {in: s}
    seats:
      - {id: sektorn.1, basis: chair, held_by: {organization: myndighet-x}}
      - {id: sektorn.2, held_by: {organization: lst-b}}
      - {id: sektorn.3, held_by: {organization: region-b}}
"""


def test_the_two_chains_are_told_apart_by_what_the_data_say(tmp_path: Path) -> None:
    """A municipality of county A goes by its county's co-ordinator, which is nearer than the leader of the whole area."""
    table = route(small(AREAS, tmp_path), "kommun-a1", "myndighet-x")
    first = [row[1:] for row in keyed(table, "way", "from_id", "to_id", "record", "chain") if row[0] == "1"]
    assert first == [
        ["kommun-a1", "lst-a", "samordnar", "area"],
        ["lst-a", "lst-b", "leder+rapporterar", "area"],
        ["lst-b", "sektorn", "sektorn.2", "sector"],
        ["sektorn", "myndighet-x", "sektorn.1", "sector"],
    ]
    assert rows(table, "how")[0] == ["lies in an area that is co-ordinated by"]
    assert steps(route(small(AREAS, tmp_path), "kommun-b1", "lst-b"))[0].startswith("1.1 kommun-b1 > lst-b by leder")


def test_lying_in_one_area_is_no_way_between_two(tmp_path: Path) -> None:
    """B1 and B2 reach each other only by whoever leads their area."""
    table = route(small(AREAS, tmp_path), "kommun-b1", "kommun-b2")
    assert [s.partition(" by")[0] for s in steps(table)] == ["1.1 kommun-b1 > lst-b", "1.2 lst-b > kommun-b2"]


def test_a_named_organisation_is_whom_its_kind_stood_for(tmp_path: Path) -> None:
    more = "  - {id: sort, who: lansstyrelse, does: leads, what: omrade, source: {in: s}}\n"
    made = small(AREAS.replace("relations:\n", "relations:\n" + more), tmp_path)
    assert "sort" not in {record for [record] in keyed(route(made, "kommun-b1", "lst-b"), "record")}
    assert key_of(route(made, "kommun-b1", "lst-b"), "answer") == "yes"


def test_levels_roles_issues_and_what_is_not_there(tmp_path: Path) -> None:
    more = """
issues:
  - {id: vatten, name: Vatten, source: {in: s}}
  - {id: el, name: El, source: {in: s}}
coverages:
  - {id: v, issue: vatten, by: hogmotet, source: {in: s}}
responsibilities:
  - {id: a, issue: el, who: kommun-a1, degree: main, source: {in: s}}
"""
    made = chain(tmp_path, more=more)
    assert steps(route(made, "kommun-a1", "regional")) == ["1.1 kommun-a1 > lagmotet by lag.1: yes, known"]
    assert [s.partition(" by")[0] for s in steps(route(made, "chef", "hogmotet"))][:2] == [
        "1.1 chef > lagmotet",
        "1.2 lagmotet > region-a",
    ]
    assert [s.partition(" by")[0] for s in steps(route(made, "lst-a", "vatten"))] == [
        "1.1 lst-a > hogmotet",
        "1.2 hogmotet > vatten",
    ]
    assert key_of(route(made, "kommun-a1", "el"), "answer") == "unknown", "to answer for it oneself is no way"
    proposed = route(world(), "alvik", "nya-radet")
    assert (key_of(proposed, "answer"), notes(proposed)[0]) == (
        "no",
        "No way leads to what is not there: The New Council (proposed).",
    )


def test_many_alike_are_one_step(tmp_path: Path) -> None:
    """Two municipalities with the same ties are one step; the one asked about stands for itself."""
    made = small(SPOKEN.replace("in: lan-a", "in: omrade"), tmp_path)
    table = route(made, "kommun", "lst-a")
    assert [row for row in keyed(table, "from_id") if row != ["radet"]] == [
        ["kommun-a1+kommun-a3+kommun-b1+kommun-b2"],
        ["kommun-a2"],
    ]
    assert facts(table)["from_with_way"] == "5 of 5"


def test_ways_are_capped_and_it_is_said(tmp_path: Path) -> None:
    table = route(world(), "by", "nationell", most=1)
    assert len({way for [way] in rows(table, "way")}) == 1
    assert "There are more ways than the 1 shortest that are shown; --most shows more." in notes(table)
    table = route(chain(tmp_path), "kommun-a1", "lst-a", longest=3)
    assert (table.rows, key_of(table, "answer")) == ((), "yes")
    assert notes(table)[0] == "There are ways, but only of more than 3 steps; --longest looks further."


def test_ends_that_cannot_be() -> None:
    with pytest.raises(CivoError, match="the same thing: Alvik"):
        route(world(), "alvik", "Alviks by")
    with pytest.raises(CivoError, match="overlap"):
        route(world(), "by", "alvik")
    with pytest.raises(UnknownName, match="did you mean"):
        route(world(), "alvik", "riksrodet")
    with pytest.raises(NotThere):
        route(world("2020"), "alvik", "riksradet")


def test_what_was_only_seen_earlier_is_a_possible_way() -> None:
    """East Shire was seen in its meeting in 2023; the relation that it co-ordinates the meeting has no date."""
    table = route(world(), "byforbundet", "landskap-ost")
    assert keyed(table, "way", "record", "known") == [
        ["1", "landskapsmotet.forbund", "yes"],
        ["1", "sjoriket.relations.2", "yes"],
        ["2", "sjoriket.relations.1", "yes"],
        ["2", "landskapsmotet.byar", "yes"],
        ["2", "sjoriket.relations.2", "yes"],
    ]


def test_the_shipped_structure_and_the_register() -> None:
    nord = structure_at(load_files(NORD))
    table = route(nord, "Umeå kommun", "chefsmötet")
    assert (key_of(table, "answer"), key_of(table, "shortest")) == ("yes", "3")
    assert facts(table)["only_way"] == "seat The regions' seat in the heads' meeting (The heads' meeting)"
    sweden = structure_at(load_files(NORD.parent / "sverige"))
    table = route(sweden, "kommun", "nationell", most=20)
    assert facts(table)["from_with_way"] == "290 of 290"
    assert {way for [way] in rows(table, "way")} == {str(n) for n in range(1, 13)}, "six civil areas, two sectors"
    assert {tuple(row) for row in keyed(table, "step", "chain")} == {("1", "area"), ("2", "sector")}


def test_a_large_body_is_few_points(tmp_path: Path) -> None:
    """300 municipalities in 20 bodies each: but for the one asked about they are one point, with one tie to each body."""
    organizations = "".join(
        f"  - {{id: k{n}, name: K{n}, kind: kommun, area: lan-a, source: {{in: s}}}}\n" for n in range(300)
    )
    bodies = "".join(
        f"  - {{id: b{n}, source: {{in: s}}, seats: [{{id: b{n}.k, represents: {{kind: kommun}}, each: true}}, "
        f"{{id: b{n}.r, held_by: {{organization: region-a}}}}]}}\n"
        for n in range(20)
    )
    made = small(f"organizations:\n{organizations}bodies:\n{bodies}", tmp_path)
    asked = (frozenset(("k1",)), frozenset(("region-a",)))
    network = Network(Connections(made).ties(), (o.id for o in made.organizations), asked)
    assert sorted(len(members) for members in network.points.values()) == [1, 1, 304]  # five more in the vocabulary
    assert sum(len(hops) for out in network.hops.values() for hops in out.values()) == 2 * 3 * 20
    table = route(made, "k1", "region-a", most=50)
    assert len({way for [way] in rows(table, "way")}) == 20
    assert keyed(table, "only_way") == [["no"]] * 40


@st.composite
def networks(draw: st.DrawFn) -> list[Tie]:
    """Seats of four organisations in three bodies: some hold, some are spoken for together, some only may."""
    ties = []
    for body in ("b1", "b2", "b3"):
        for n in range(draw(st.integers(0, 3))):
            members = frozenset(draw(st.sets(st.sampled_from(["o1", "o2", "o3", "o4"]), min_size=1, max_size=3)))
            record = Record(id=f"{body}.{n}")
            strength = draw(st.sampled_from(list(Strength)))
            ties.append(Tie("seated", record, members, frozenset((body,)), strength, spoken=draw(st.booleans())))
    return ties


def simple_ways(
    network: Network, path: list[str], entry: Hop | None, without: str, limit: Strength
) -> Iterator[list[str]]:
    """Every way from the path's end to o4 that passes no point twice: slow and plain."""
    if path[-1] == network.point_of.get("o4"):
        yield path
        return
    for point, hops in network.hops.get(path[-1], {}).items():
        for hop in hops:
            same = entry is not None and entry.tie.record is hop.tie.record and (entry.tie.spoken or hop.tie.spoken)
            passed = without in (point, hop.tie.record.id)
            if point not in path and not same and not passed and hop.tie.strength <= limit:
                yield from simple_ways(network, [*path, point], hop, without, limit)


def _passed(way: Way) -> set[str]:
    """The points and records of a way."""
    return {step.end for step in way}.union(hop.tie.record.id for step in way for hop in step.hops)


@given(networks())
def test_what_is_reached_is_what_ways_lead_to(ties: list[Tie]) -> None:
    """The quick search finds a way when there is one, with and without each seat and body; so does the list of ways."""
    ends = (frozenset(("o1",)), frozenset(("o4",)))
    network = Network(ties, ("o1", "o2", "o3", "o4"), ends)
    start, target = network.point_of.get("o1"), network.point_of.get("o4")
    if start is None or target is None:
        return
    for limit in Strength:
        for without in ("", "b1", "b2", "b3", *(tie.record.id for tie in ties)):
            there = any(simple_ways(network, [start], None, without, limit))
            assert network.reaches([start], frozenset((target,)), limit, without) is there
            if without:
                round_it = network.around(without, limit).ways([start], frozenset((target,)), 1, 12).ways
                assert bool(round_it) is there
                assert all(without not in _passed(way) for way in round_it)
    found = network.ways([start], frozenset((target,)), 1000, 12).ways
    assert bool(found) is any(simple_ways(network, [start], None, "", Strength.POSSIBLE))
    told = {(way[0].start, *(step.end for step in way)) for way in found}
    assert told <= {tuple(way) for way in simple_ways(network, [start], None, "", Strength.POSSIBLE)}


# Load

LOADED = """
bodies:
  - id: gruppen
    handles: [vatten, el]
    handles_list: closed
    composition: closed
    decides: [{adopts: planen}]
    source: {in: s}
    seats:
      - {id: g.1, basis: chair, count: 1, role: chef, held_by: {organization: lst-a}}
      - {id: g.2, basis: substitute, role: chef, held_by: {organization: lst-a}}
      - {id: g.3, count: 1, rotates: {among: {kind: region}}, held_by: {organization: region-a}}
issues:
  - {id: vatten, name: {sv: Vatten, en: Water}, source: {in: s}}
  - {id: el, name: {sv: El, en: Power}, source: {in: s}}
plans:
  - {id: planen, name: {sv: Planen, en: The plan}, adopted_by: gruppen, source: {in: s}}
responsibilities:
  - {id: ansvar, issue: [vatten], who: {kind: lansstyrelse}, source: {in: s}}
relations:
  - {id: stod, who: gruppen, does: supports, what: [kommunerna-i-lan-a, region-a], source: {in: s}}
  - {id: samordning, who: gruppen, does: coordinates, what: kommunerna-i-lan-a, source: {in: s}}
"""


def test_every_term_of_a_bodys_load(tmp_path: Path) -> None:
    """Two issues, one kind co-ordinated, two supported, one plan adopted: six. Relations are never all told."""
    table = load(small(LOADED, tmp_path), "gruppen")
    assert keyed(table, "term", "number", "bound") == [
        ["issues", "2", "exactly"],
        ["coordinates_or_leads", "1", "at-least"],
        ["supports", "2", "at-least"],
        ["decisions_and_follow_ups", "1", "at-least"],
    ]
    assert (facts(table)["total"], key_of(table, "bound")) == ("6", "at-least")
    assert rows(table, "counted")[0] == ["Water; Power"]
    opened = tmp_path / "oppen"
    opened.mkdir()
    open_list = load(small(LOADED.replace("handles_list: closed", "handles_list: open"), opened), "gruppen")
    assert keyed(open_list, "number", "bound")[0] == ["2", "at-least"]


def test_the_grounds_of_seats_are_told_apart(tmp_path: Path) -> None:
    table = load(small(LOADED, tmp_path), "lst-a")
    assert keyed(table, "term", "number") == [
        ["seats", "2"],
        ["of_which_chair", "1"],
        ["of_which_substitute", "1"],
        ["shared_seats", "0"],
        ["issues", "2"],
        ["coordinates_or_leads", "1"],
        ["supports", "0"],
        ["speaks_for_or_follows_up", "0"],
        ["responsibilities", "1"],
    ]
    assert facts(table)["bodies"] == "1"
    shared = load(small(LOADED, tmp_path), "region-b")
    assert keyed(shared, "term", "number")[:3] == [
        ["seats", "0"],
        ["shared_seats", "1"],
        ["of_which_rotating", "1"],
    ]


def test_seats_are_counted_exactly_only_when_all_are_listed_and_numbered(tmp_path: Path) -> None:
    levels = "".join(
        f"  - {{id: {name}, name: {name}, bodies: closed, source: {{in: s}}}}\n"
        for name in ("nationell", "hogre-regional", "regional", "lokal")
    )
    made = small(f"{LOADED}levels:\n{levels}", tmp_path)
    assert keyed(load(made, "lst-a"), "term", "bound")[0] == ["seats", "at-least"], "the substitutes have no number"
    assert keyed(load(made, "region-a"), "term", "bound")[0] == ["seats", "exactly"]


def test_load_of_all_puts_those_alike_together(tmp_path: Path) -> None:
    """Without a name: what carries nothing is left out, but for bodies; the heaviest of each sort first."""
    table = load(small(LOADED, tmp_path))
    assert keyed(table, "id", "total", "bound") == [
        ["gruppen", "6", "at-least"],
        ["chef", "4", "at-least"],  # two seats, two issues
        ["lst-a", "6", "at-least"],  # two seats, two issues, leads the group, answers for water
        ["region-a", "3", "at-least"],  # the turn, two issues
        ["region-b", "1", "at-least"],
        ["lst-b", "1", "at-least"],
    ]
    assert rows(load(world(), "by"), "carries")[0] == ["each of 2: Alvik and Cedby"]
    with pytest.raises(UnknownName):
        load(world(), "ingenting")


# Matrix

CELLS = """
bodies:
  - id: slutet
    level: regional
    composition: closed
    handles: vatten
    source: {in: s}
    seats:
      - {id: s.1, count: 1, role: chef, held_by: {organization: kommun-a1}}
      - {id: s.2, count: 1, role: samordnare, rotates: {among: {kind: region}}, held_by: {organization: region-a}}
  - id: oppet
    level: lokal
    composition: open
    source: {in: s}
    seats: [{id: o.1, count: 1, held_by: {organization: lst-a}}]
issues:
  - {id: vatten, name: {sv: Vatten, en: Water}, source: {in: s}}
  - {id: el, name: {sv: El, en: Power}, source: {in: s}}
absences:
  - {id: inga, who: {kind: region}, body: oppet, source: {in: s}}
responsibilities:
  - {id: led, issue: [el], who: lst-a, degree: lead, level: regional, source: {in: s}}
"""


def test_a_cell_is_a_no_only_by_a_closed_list_or_an_absence(tmp_path: Path) -> None:
    made = small(CELLS, tmp_path)
    assert keyed(matrix(made), "id", "kommun", "region", "lansstyrelse") == [
        ["slutet", "yes", "yes", "no"],  # the regions share a seat: one of them has it
        ["oppet", "unknown", "no", "yes"],
    ]
    table = matrix(made, "bodies", "organizations")
    assert [column.key for column in table.columns] == ["name", "id", "kommun-a1", "region-a", "region-b", "lst-a"]
    assert keyed(table, "kommun-a1", "region-a", "region-b", "lst-a") == [
        ["yes", "yes", "shared", "no"],
        ["unknown", "no", "no", "yes"],
    ]
    assert keyed(matrix(made, "bodies", "roles"), "id", "chef", "samordnare") == [
        ["slutet", "yes", "shared"],
        ["oppet", "unknown", "unknown"],
    ]


@pytest.mark.parametrize(
    ("body", "seats", "cells"),
    [
        ("stated", ("stated",), ["yes", "yes", "yes"]),
        ("stated", ("implied",), ["implied", "implied", "implied"]),
        ("implied", ("stated",), ["implied", "implied", "implied"]),
        ("stated", ("implied", "stated"), ["yes", "yes", "yes"]),
        ("stated", ("probable", "implied"), ["implied", "implied", "implied"]),
    ],
)
def test_what_is_not_stated_is_told_apart_from_a_yes(
    tmp_path: Path, body: str, seats: tuple[str, ...], cells: list[str]
) -> None:
    """By a kind, an organisation and a role: the body and one of the seats that say so have to be stated."""
    text = f"bodies:\n  - {{id: b, certainty: {body}, handles: vatten, source: {{in: s}}, seats: ["
    text += ", ".join(f"{{role: chef, certainty: {c}, held_by: {{organization: kommun-a1}}}}" for c in seats)
    made = small(text + "]}\nissues:\n  - {id: vatten, name: V, source: {in: s}}\n", tmp_path)
    told = [
        keyed(matrix(made, "bodies", "kinds"), "kommun"),
        keyed(matrix(made, "bodies", "organizations"), "kommun-a1"),
    ]
    assert [row for [[row]] in (*told, keyed(matrix(made, "bodies", "roles"), "chef"))] == cells
    assert keyed(matrix(made, "issues", "kinds"), "kommun") == [[cells[0]]]


def test_issues_at_levels(tmp_path: Path) -> None:
    """Handled where a body is known to handle it; no only when the level's bodies and their issues are all listed."""
    table = matrix(small(CELLS, tmp_path), "issues", "levels", level="regional")
    assert keyed(table, "id", "regional", "regional.lead") == [
        ["vatten", "yes", "unknown"],
        ["el", "unknown", "yes"],
    ]
    listed = CELLS.replace("handles: vatten", "handles: vatten\n    handles_list: closed")
    listed += "levels:\n  - {id: regional, name: R, bodies: closed, source: {in: s}}\n"
    closed = tmp_path / "sluten"
    closed.mkdir()
    table = matrix(small(listed, closed), "issues", "levels", level="regional")
    assert keyed(table, "id", "regional", "regional.lead") == [["vatten", "yes", "unknown"], ["el", "no", "yes"]]


def test_who_reaches_an_issue(tmp_path: Path) -> None:
    table = matrix(small(CELLS, tmp_path), "issues", "kinds")
    assert keyed(table, "id", "kommun", "region", "lansstyrelse") == [
        ["vatten", "yes", "yes", "unknown"],  # the board may sit in a body that no file says handles it
        ["el", "unknown", "unknown", "unknown"],
    ]


def test_matrix_is_narrowed_and_refuses_sides_that_say_nothing(tmp_path: Path) -> None:
    made = small(CELLS, tmp_path)
    assert keyed(matrix(made, level="lokal"), "id") == [["oppet"]]
    assert keyed(matrix(made, body="slutet"), "id") == [["slutet"]]
    with pytest.raises(CivoError, match="say nothing together"):
        matrix(made, "bodies", "levels")
    with pytest.raises(UnknownName):
        matrix(made, level="mellan")


def test_a_reader_gets_the_longer_side_down_and_those_alike_together() -> None:
    table = matrix(world(), "bodies", "organizations", readable=True)
    assert [column.key for column in table.columns][2:] == [
        "riksradet",
        "kustforum",
        "landskapsmotet",
        "vastmotet",
        "brandnatet",
    ]
    assert keyed(table, "id")[0] == ["alvik+cedby"]
    whole = matrix(world(), "bodies", "organizations")
    assert len(whole.columns) == 2 + 11
    # every answer of the whole stands in what a reader gets
    told = {
        (one, column): word
        for row in keyed(table, "id", *(c.key for c in table.columns[2:]))
        for one in row[0].split("+")
        for column, word in zip((c.key for c in table.columns[2:]), row[1:], strict=True)
    }
    assert told == {
        (column, row[0]): word
        for row in keyed(whole, "id", *(c.key for c in whole.columns[2:]))
        for column, word in zip((c.key for c in whole.columns[2:]), row[1:], strict=True)
    }


def test_many_columns_are_numbered_with_a_legend() -> None:
    sweden = structure_at(load_files(NORD.parent / "sverige"), parsed_period("2026-01-01"))
    table = matrix(sweden, "bodies", "organizations", readable=True)
    assert [column.heading.sv for column in table.columns][2:4] == ["1", "2"]
    assert table.facts[0].value == sweden.name("sektor-ekonomisk-sakerhet")


def test_words_are_the_same_for_machines_in_either_language(tmp_path: Path) -> None:
    table = matrix(small(CELLS, tmp_path))
    assert "slutet;yes;yes;no" in table_csv(table, "sv") and "slutet;yes;yes;no" in table_csv(table, "en")
    assert '"region": "yes"' in table_json(table, "sv")
