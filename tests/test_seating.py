"""Who sits where, in three values: the matrix of the invented world, and the facts of section 5.2.

The worst fault would be a plain no that rests on a list that is not closed.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civo.dates import parsed_period
from civo.loading import load
from civo.queries.matrix_cells import YES as MATRIX_YES
from civo.queries.matrix_cells import sides
from civo.queries.seats import where
from civo.records import Absence, Body, Record, Seat
from civo.seats.claims import Claims, holders
from civo.seats.levels import any_of
from civo.seats.required import Meetings
from civo.seats.rosters import Roster, Standing, roster
from civo.shipped import shipped
from civo.structure import Structure, structure_at
from civo.truth import Truth
from civo.views.parties import single
from civo.views.ways import ways

from .asking import absence_of, group_at_level, group_in_body, indirectly, own_seat, represented, sits_in_seat
from .loading.samples import loaded

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
WORD = {"ja": YES, "nej": NO, "?": UNKNOWN}
WORLD = load(Path(__file__).parent / "world" / "sjoriket")
NORD = load(shipped("structures") / "civo-nord")


@cache
def world(at: str = "2024-06", *layers: str) -> Structure:
    return structure_at(WORLD, parsed_period(at), layers)


@cache
def nord(at: str = "2023", *layers: str) -> Structure:
    return structure_at(NORD, parsed_period(at), layers)


def body(structure: Structure, name: str) -> Body:
    found = structure.get(name)
    assert isinstance(found, Body)
    return found


def ids(records: tuple[Record, ...]) -> list[str]:
    return [record.id for record in records]


# rows: organisations; columns: bodies; in each cell: own seat / spoken for as one of several
MATRIX = """
                riksradet  kustforum  landskapsmotet  vastmotet  brandnatet
alvik           nej/nej    nej/nej    ja/ja           nej/nej    ?/?
berga           nej/nej    ?/ja       ?/ja            nej/nej    ?/?
cedby           nej/nej    nej/nej    ?/ja            nej/nej    ?/?
dalby           nej/nej    nej/nej    ?/?             ja/nej     ?/?
edet            nej/nej    ?/ja       ?/?             ja/nej     ?/?
landskap-ost    ja/nej     ?/?        ?/?             nej/nej    nej/nej
landskap-vast   nej/nej    ?/?        ?/?             ja/nej     nej/nej
fyrverket       ja/nej     ?/?        ?/?             nej/nej    nej/nej
broverket       ja/nej     ?/?        ?/?             nej/nej    nej/nej
byforbundet     nej/nej    ?/?        ja/?            nej/nej    ?/?
alvik-brand     nej/nej    ?/?        ja/?            nej/nej    ?/?
"""
HEAD, *ROWS = [line.split() for line in MATRIX.strip().splitlines()]


@pytest.mark.parametrize(
    ("organization", "name", "cell"),
    [(row[0], name, cell) for row in ROWS for name, cell in zip(HEAD, row[1:], strict=True)],
)
def test_matrix(organization: str, name: str, cell: str) -> None:
    own, spoken_for = cell.split("/")
    assert own_seat(world(), body(world(), name), organization).truth is WORD[own]
    assert represented(world(), body(world(), name), organization).truth is WORD[spoken_for]


@pytest.mark.parametrize("organization", [o.id for o in world().organizations])
@pytest.mark.parametrize("name", ["kustforum", "landskapsmotet"])
def test_an_open_list_says_no_only_by_stated_absence(organization: str, name: str) -> None:
    one = body(world(), name)
    for standing in (own_seat(world(), one, organization), represented(world(), one, organization)):
        if standing.truth is NO:
            assert [type(record) for record in standing.because] == [Absence]


@pytest.mark.parametrize(
    ("composition", "several", "answer"),
    [("open", "false", UNKNOWN), ("varies", "false", UNKNOWN), ("unknown", "false", UNKNOWN), ("closed", "true", UNKNOWN),
     ("closed", "false", NO)],
)  # fmt: skip
def test_only_a_closed_list_of_one_body_says_no(tmp_path: Path, composition: str, several: str, answer: Truth) -> None:
    text = (
        f"bodies:\n  - {{id: b, composition: {composition}, several: {several}, source: {{in: s}}, "
        "seats: [{count: 1, held_by: {organization: alby}}]}\n"
    )
    structure = structure_at(loaded(tmp_path, {"b.yaml": text}))
    one = body(structure, "b")
    assert own_seat(structure, one, "alby").truth is YES
    assert own_seat(structure, one, "berga").truth is answer
    assert represented(structure, one, "berga").truth is answer
    assert group_in_body(structure, one, frozenset({"berga"})).truth is answer


@pytest.mark.parametrize(
    ("seat", "alby", "berga"),
    [
        # who holds it is known
        ("count: 1, held_by: {organization: alby}", YES, NO),
        ("held_by: {organization: alby}", YES, NO),
        ("count: 2, held_by: {organization: alby}", YES, UNKNOWN),
        ("held_by: {organization: alby}, represents: kind:kommun", YES, UNKNOWN),
        ("count: 1, held_by: {organization: alby}, represents: kind:kommun", YES, NO),
        # who holds it is not known
        ("count: 1", UNKNOWN, UNKNOWN),
        ("count: 1, represents: kind:kommun", UNKNOWN, UNKNOWN),
        ("count: 1, represents: [alby]", YES, NO),
        ("represents: [alby]", YES, NO),
        ("role: kommunens", UNKNOWN, UNKNOWN),
        ("role: regionens", NO, NO),
        ("each: true, represents: kind:kommun", YES, YES),
        # a collective holds it
        ("count: 1, held_by: {organization: kommunerna}", UNKNOWN, UNKNOWN),
        ("each: true, held_by: {organization: kommunerna}", YES, YES),
        # some of several hold it, nobody knows which
        ("some_of: kind:kommun", UNKNOWN, UNKNOWN),
        ("some_of: [alby]", YES, NO),
        ("some_of: kind:region", NO, NO),
        ("some_of: kind:kommun, held_by: {organization: alby}", YES, UNKNOWN),
        ("count: 1, some_of: kind:kommun, held_by: {organization: alby}", YES, NO),
        ("some_of: [alby], participation: attends", UNKNOWN, NO),
        # it goes round
        ("count: 1, rotates: {among: kind:kommun}", UNKNOWN, UNKNOWN),
        ("count: 1, rotates: {among: kind:kommun}, held_by: {organization: alby}", YES, NO),
        ("rotates: {among: kind:kommun}, held_by: {organization: alby}", YES, UNKNOWN),
        ("count: 1, rotates: {among: [alby]}", YES, NO),
        # when it is held; who has it at any other time, the same one perhaps, is not told
        ("count: 1, held_by: {organization: alby, observed: 2024}", YES, NO),
        ("count: 1, held_by: {organization: alby, observed: 2023}", UNKNOWN, UNKNOWN),
        ("count: 1, held_by: {organization: alby, from: 2025}", UNKNOWN, UNKNOWN),
        ("count: 1, held_by: {organization: alby, to: 2024-01-01}", UNKNOWN, UNKNOWN),
        ("count: 1, held_by: {organization: alby, from: 2024}", UNKNOWN, UNKNOWN),
        # whether there is one
        ("count: 1, status: proposed, held_by: {organization: alby}", NO, NO),
        ("count: 1, from: 2024, held_by: {organization: alby}", UNKNOWN, NO),
        ("count: 1, to: 2024-01-01, held_by: {organization: alby}", NO, NO),
        ("count: 1, observed: 2023, held_by: {organization: alby}", UNKNOWN, NO),
    ],
)
def test_one_seat_in_a_closed_list(tmp_path: Path, seat: str, alby: Truth, berga: Truth) -> None:
    """What one seat of a closed list says of the two municipalities there are, in 2024."""
    text = (
        "collectives:\n  - {id: kommunerna, members: kind:kommun, source: {in: s}}\n"
        "roles:\n  - {id: kommunens, held_in: kind:kommun, source: {in: s}}\n"
        "  - {id: regionens, held_in: kind:region, source: {in: s}}\n"
        f"bodies:\n  - {{id: b, composition: closed, source: {{in: s}}, seats: [{{{seat}}}]}}\n"
    )
    structure = structure_at(loaded(tmp_path, {"b.yaml": text}))
    told = [own_seat(structure, body(structure, "b"), o).truth for o in ("alby", "berga")]
    assert told == [alby, berga]


@pytest.mark.parametrize(
    ("seat", "group", "answer"),
    [
        ("some_of: kind:kommun", "kommun", YES),
        ("some_of: kind:kommun", "region", UNKNOWN),
        ("some_of: {kind: [kommun, region]}", "kommun", UNKNOWN),
        ("some_of: kind:kommun, participation: attends", "kommun", UNKNOWN),
        ("some_of: kind:kommun, status: proposed", "kommun", UNKNOWN),
        ("some_of: kind:kommun, observed: 2020", "kommun", UNKNOWN),
    ],
)
def test_some_of_a_group_is_a_yes_for_the_group_alone(tmp_path: Path, seat: str, group: str, answer: Truth) -> None:
    """Nobody knows which of them: a yes for all of them together, unknown for each, and in an open list for others too."""
    text = (
        "organizations:\n  - {id: skogen, kind: region, source: {in: s}}\n"
        f"bodies:\n  - {{id: b, composition: open, source: {{in: s}}, seats: [{{{seat}}}]}}\n"
    )
    structure = structure_at(loaded(tmp_path, {"b.yaml": text}))
    one, members = body(structure, "b"), frozenset(structure.actor_members(group))
    assert group_in_body(structure, one, members).truth is answer
    assert {own_seat(structure, one, o).truth for o in ("alby", "berga", "skogen")} == {UNKNOWN}
    assert structure.once(Meetings).seated(one, group)[0] is answer
    [row] = where(structure, group, body="b").rows
    assert row[3] is answer
    cells = sides(structure, "bodies", "kinds").cell("b", group)
    assert (cells is MATRIX_YES) is (answer is YES)


@pytest.mark.parametrize(
    ("relation", "answer"),
    [
        ("who: alby, does: represents, what: berga", UNKNOWN),
        ("who: alby, does: represents, what: kommun", UNKNOWN),
        ("who: alby, does: represents, what: berga, status: proposed", NO),
        ("who: alby, does: supports, what: berga", NO),
        ("who: berga, does: represents, what: alby", NO),
        ("who: chef, does: represents, what: berga", NO),
    ],
)
def test_one_whom_a_holder_represents_somewhere_gets_no_plain_no(tmp_path: Path, relation: str, answer: Truth) -> None:
    text = (
        f"relations:\n  - {{{relation}, source: {{in: s}}}}\n"
        "bodies:\n  - {id: b, composition: closed, source: {in: s}, seats: [{count: 1, held_by: {organization: alby}}]}\n"
    )
    structure = structure_at(loaded(tmp_path, {"b.yaml": text}))
    one, group = body(structure, "b"), frozenset({"berga"})
    assert own_seat(structure, one, "berga").truth is NO
    assert represented(structure, one, "berga").truth is answer
    assert group_in_body(structure, one, group).truth is answer
    assert roster(structure, one).answer(frozenset(("berga",))) is answer
    assert structure.once(Meetings).seated(one, "berga")[0] is answer


def test_a_rotating_seat_speaks_for_those_whom_it_does_not_come_to(tmp_path: Path) -> None:
    """Of three municipalities two take turns in a seat that represents all: nobody can say that the third is not there."""
    text = (
        "organizations:\n  - {id: ceda, kind: kommun, area: lan, source: {in: s}}\n"
        "bodies:\n  - id: b\n    composition: closed\n    handles: vatten\n    source: {in: s}\n    seats:\n"
        "      - {count: 1, represents: kind:kommun, rotates: {among: [alby, berga]}, held_by: {organization: alby}}\n"
    )
    structure = structure_at(loaded(tmp_path, {"b.yaml": text}))
    one = body(structure, "b")
    assert [own_seat(structure, one, o).truth for o in ("alby", "berga", "ceda")] == [YES, NO, NO]
    assert [represented(structure, one, o).truth for o in ("alby", "berga", "ceda")] == [NO, NO, YES]
    assert [bool(indirectly(structure, one, o)) for o in ("alby", "berga", "ceda")] == [False, True, False]
    assert group_in_body(structure, one, frozenset({"ceda"})).truth is YES
    present = roster(structure, one).present
    assert "ceda" in present and "berga" not in present
    ways_told = structure.once(Claims).claim(structure.seats_of["b"][0]).ways
    assert ways_told["ceda"] == ("spoken-for", YES)
    found = ways(structure, one, single(structure, "ceda"))
    assert [(way.kind, way.standing) for way in found] == [("collective", "known")]


def test_a_unit_sits_for_its_organisation_not_the_other_way() -> None:
    meeting = body(world(), "landskapsmotet")
    assert ids(own_seat(world(), meeting, "alvik").because) == ["landskapsmotet.brand"]
    [shared] = [s for s in world().seats if s.id == "landskapsmotet.byar"]
    assert sits_in_seat(world(), shared, "alvik-brand") is NO


MEANT = """
kinds:
  - {id: enhet, source: {in: s}}
organizations:
  - {id: alby-brand, kind: enhet, unit_of: alby, source: {in: s}}
  - {id: alby-skola, kind: enhet, unit_of: alby, source: {in: s}}
  - {id: alby-stad, kind: kommun, same_as: {id: alby, certainty: CERTAINTY}, source: {in: s}}
collectives:
  - {id: kommunerna, members: [alby, berga], source: {in: s}}
bodies:
  - {id: b, composition: closed, source: {in: s}, seats: [{SEAT}]}
"""


@pytest.mark.parametrize("certainty", ["stated", "probable"])
@pytest.mark.parametrize(
    ("seat", "brand", "skola", "stad", "alby", "berga"),
    [
        ("count: 1, held_by: {organization: alby}", UNKNOWN, UNKNOWN, UNKNOWN, YES, NO),
        ("count: 1, held_by: {organization: alby-brand}", YES, NO, UNKNOWN, YES, NO),
        ("count: 1, held_by: {organization: alby-stad}", UNKNOWN, UNKNOWN, YES, UNKNOWN, NO),
        ("count: 1, held_by: {organization: berga}", NO, NO, NO, NO, YES),
        ("each: true, held_by: {organization: kommunerna}", UNKNOWN, UNKNOWN, UNKNOWN, YES, YES),
    ],
)
def test_those_who_may_be_meant_get_no_plain_no(
    tmp_path: Path, seat: str, brand: Truth, skola: Truth, stad: Truth, alby: Truth, berga: Truth, certainty: str
) -> None:
    """A closed list that names the whole, or one that may be the same under another name, leaves it open."""
    text = MEANT.replace("SEAT", seat).replace("CERTAINTY", certainty)
    structure = structure_at(loaded(tmp_path, {"b.yaml": text}))
    the_body = body(structure, "b")
    asked = ("alby-brand", "alby-skola", "alby-stad", "alby", "berga")
    assert [own_seat(structure, the_body, o).truth for o in asked] == [brand, skola, stad, alby, berga]
    here = Roster(structure, the_body)
    for o, told in zip(asked, (brand, skola, stad, alby, berga), strict=True):
        assert not (told is not NO and here.answer(frozenset((o,))) is NO), o
        assert not (told is not NO and group_in_body(structure, the_body, frozenset((o,))).truth is NO), o
    assert (group_in_body(structure, the_body, frozenset(("berga",))).truth is NO) == (berga is NO)


def test_a_seat_for_several_may_speak_for_a_unit_of_one(tmp_path: Path) -> None:
    text = MEANT.replace("SEAT", "represents: kommunerna").replace("CERTAINTY", "probable")
    structure = structure_at(loaded(tmp_path, {"b.yaml": text}))
    told = {o: represented(structure, body(structure, "b"), o).truth for o in ("alby", "alby-brand", "alby-stad")}
    assert told == {"alby": YES, "alby-brand": UNKNOWN, "alby-stad": UNKNOWN}


@pytest.mark.parametrize(
    ("at", "landskap_ost", "broverket"),
    [
        ("2022-12-31", UNKNOWN, YES),
        ("2023-01-01", YES, YES),
        ("2024-06-30", YES, YES),
        ("2024-07-01", YES, UNKNOWN),
        ("2024", YES, UNKNOWN),
        ("2024-12-31", YES, UNKNOWN),
        ("2025-01-01", NO, UNKNOWN),
        ("2026-12-31", NO, UNKNOWN),
        ("2027-01-01", UNKNOWN, UNKNOWN),
    ],
)
def test_tenures_are_half_open(at: str, landskap_ost: Truth, broverket: Truth) -> None:
    """After its last tenure, whoever may hold the role may have the seat: that is not told, so not a no."""
    council = body(world(at), "riksradet")
    assert own_seat(world(at), council, "landskap-ost").truth is landskap_ost
    assert own_seat(world(at), council, "broverket").truth is broverket


@pytest.mark.parametrize(
    ("at", "answer"), [("2023", YES), ("2023-05-17", YES), ("2024-06", UNKNOWN), ("2022", UNKNOWN)]
)
def test_one_who_was_only_seen(at: str, answer: Truth) -> None:
    assert own_seat(world(at), body(world(at), "landskapsmotet"), "landskap-ost").truth is answer


def test_holders_certain_first() -> None:
    seat = world("2025").get("riksradet.landskap")
    assert isinstance(seat, Seat)
    assert [(t.organization, truth) for t, truth in holders(world("2025"), seat)] == [("landskap-vast", YES)]
    assert [(t.organization, truth) for t, truth in holders(world("2024"), seat)] == [("landskap-ost", YES)]


def test_indirectly_are_those_who_share_and_do_not_hold() -> None:
    council = body(world(), "riksradet")
    assert {
        o.id for o in world().organizations if indirectly(world(), council, o.id)
    } == {"landskap-vast", "edet"}  # fmt: skip
    assert {
        o.id for o in world("2025").organizations if indirectly(world("2025"), council, o.id)
    } == {"landskap-ost", "edet"}  # fmt: skip


def test_an_absence_and_its_exception() -> None:
    forum = body(world(), "kustforum")
    berga, cedby = own_seat(world(), forum, "berga"), own_seat(world(), forum, "cedby")
    assert (berga.truth, ids(berga.because)) == (UNKNOWN, ["byar-saknas", "kustforum.kust"])
    assert (cedby.truth, ids(cedby.because)) == (NO, ["byar-saknas"])
    assert absence_of(world(), forum, "landskap-ost") is None


@pytest.mark.parametrize(
    "weak", ["certainty: implied", "status: discussed", "from: 2024", "to: 2024-01-01", "observed: 2023"]
)
def test_an_absence_that_is_not_certain_says_nothing(tmp_path: Path, weak: str) -> None:
    text = f"absences:\n  - {{id: a, who: kind:kommun, body: radet, {weak}, source: {{in: s}}}}\n"
    structure = structure_at(loaded(tmp_path, {"b.yaml": text}))
    assert own_seat(structure, body(structure, "radet"), "alby").truth is UNKNOWN
    plain = structure_at(loaded(tmp_path, {"b.yaml": text.replace(f" {weak},", "")}))
    assert own_seat(plain, body(plain, "radet"), "alby").truth is NO


def test_what_rests_on_doubt_is_in_doubt() -> None:
    """The network began some time in 2024: then neither its closed list nor its seat is certain."""
    for at, edet, verk in (("2024-06", UNKNOWN, UNKNOWN), ("2025", YES, NO)):
        structure = structure_at(WORLD, parsed_period(at))
        structure.records["absences"] = []
        network = body(structure, "brandnatet")
        assert own_seat(structure, network, "edet").truth is edet
        assert own_seat(structure, network, "broverket").truth is verk
        assert group_in_body(structure, network, frozenset({"edet"})).truth is edet


def test_before_and_after() -> None:
    assert world("2020").get("gamla-radet") and not world("2020").get("riksradet")
    assert not world("2021-01-01").get("gamla-radet") and world("2021-01-01").get("riksradet")
    assert not world("2024").get("gamla-radet.verk"), "a seat of a body that is no more is no more"
    assert own_seat(world("2020"), body(world("2020"), "gamla-radet"), "gamla-verket").truth is YES


def test_layers() -> None:
    assert world().get("nya-radet") and not world().get("tankesmedjan")
    assert world("2024-06", "tankar").get("tankesmedjan")
    assert not world("2024-06", "not:forslag").get("nya-radet")
    assert [s.id for s in world("2025").seats_of["brandnatet"]] == ["brandnatet.edet"]
    assert [s.id for s in world("2025", "tankar").seats_of["brandnatet"]] == ["brandnatet.forbund", "brandnatet.edet"]


def test_nobody_sits_in_what_is_only_proposed() -> None:
    new = body(world(), "nya-radet")
    assert own_seat(world(), new, "alvik").truth is NO
    assert group_at_level(world(), "regional", frozenset({"cedby"})).truth is YES
    without = world("2024-06", "not:utredningen")
    assert group_at_level(without, "regional", frozenset({"cedby"})).truth is UNKNOWN


@pytest.mark.parametrize(
    ("level", "members", "answer"),
    [
        ("nationell", ("fyrverket",), YES),
        ("nationell", ("landskap-ost", "landskap-vast", "edet"), YES),
        ("nationell", ("berga", "edet"), YES),
        ("nationell", ("cedby",), NO),
        ("nationell", ("alvik", "cedby", "dalby"), NO),
        ("nationell", ("cedby", "byforbundet"), UNKNOWN),
        ("nationell", ("byforbundet",), UNKNOWN),
        ("regional", ("byforbundet",), YES),
        ("regional", ("alvik", "cedby"), YES),
        ("regional", ("broverket",), UNKNOWN),
        ("lokal", ("landskap-ost", "landskap-vast"), NO),
        ("lokal", ("landskap-ost", "edet"), UNKNOWN),
        ("lokal", ("broverket", "fyrverket"), NO),
        ("lokal", ("alvik",), UNKNOWN),
        ("lokal", (), UNKNOWN),
    ],
)
def test_groups_at_levels(level: str, members: tuple[str, ...], answer: Truth) -> None:
    assert group_at_level(world(), level, frozenset(members)).truth is answer


ORGANIZATIONS = [o.id for o in world().organizations]


@given(st.sampled_from([b.id for b in world().bodies]), st.sets(st.sampled_from(ORGANIZATIONS), min_size=1, max_size=4))
def test_a_group_is_never_surer_to_be_missing_than_its_members(name: str, members: set[str]) -> None:
    """If the group is not there, none of them is; if one of them is, the group is."""
    one = body(world(), name)
    if one.status != "existing":
        return
    group = group_in_body(world(), one, frozenset(members)).truth
    told = {own_seat(world(), one, o).truth for o in members} | {represented(world(), one, o).truth for o in members}
    if YES in told:
        assert group is YES
    if group is NO:
        assert told == {NO}


def test_any_of() -> None:
    yes, no, unknown = Standing(YES), Standing(NO), Standing(UNKNOWN)
    assert any_of([no, unknown, yes]).truth is YES
    assert any_of([no, unknown]).truth is UNKNOWN
    assert any_of([no, no]).truth is NO
    assert any_of([]).truth is UNKNOWN


# Section 5.2


def test_the_police_may_sit_in_the_heads_meeting() -> None:
    """Only the regions' seat is told of; the source says nothing of the police."""
    meeting = body(nord(), "chefsmotet")
    assert own_seat(nord(), meeting, "polismyndigheten").truth is UNKNOWN
    assert represented(nord(), meeting, "polismyndigheten").truth is UNKNOWN
    assert group_at_level(nord(), "hogre-regional", frozenset({"polismyndigheten"})).truth is UNKNOWN


def test_no_municipality_sits_at_the_higher_regional_level() -> None:
    meeting = body(nord(), "chefsmotet")
    standing = own_seat(nord(), meeting, "umea-kommun")
    assert (standing.truth, ids(standing.because)) == (NO, ["kommuner-och-regioner-saknas-pa-hogre-regional-niva"])
    members = frozenset(nord().actor_members("kommun"))
    assert len(members) == 44
    level = group_at_level(nord(), "hogre-regional", members)
    assert (level.truth, ids(level.because)) == (NO, ["kommuner-och-regioner-saknas-pa-hogre-regional-niva"])


def test_who_holds_the_rotating_seat() -> None:
    """Seen in 2023; in 2025 it is unknown, for the holder and for those who share the seat."""
    sharing = ["region-jamtland-harjedalen", "region-norrbotten", "region-vasterbotten", "region-vasternorrland"]
    for at, answers in (("2023", [NO, NO, YES, NO]), ("2025", [UNKNOWN] * 4)):
        meeting = body(nord(at), "chefsmotet")
        assert [own_seat(nord(at), meeting, region).truth for region in sharing] == answers
        assert all(indirectly(nord(at), meeting, region) for region in sharing if at == "2025")
    assert indirectly(nord(), body(nord(), "chefsmotet"), "region-norrbotten")
    assert not indirectly(nord(), body(nord(), "chefsmotet"), "region-vasterbotten")
    assert own_seat(nord(), body(nord(), "chefsmotet"), "region-skane").truth is NO


def test_before_the_reform_there_is_no_civil_area() -> None:
    assert nord("2021").get("norra-civilomradet") is None
    assert nord("2021").get("chefsmotet") is None
    assert nord("2022-09-30").get("norra-civilomradet") is None
    assert nord("2022-10-01").get("norra-civilomradet")
    assert nord("2021").inside("norra-civilomradet") == frozenset()
    assert group_at_level(nord("2021"), "hogre-regional", frozenset({"umea-kommun"})).truth is UNKNOWN
