"""Which records a selector fits: yes, unknown and no told apart, absence asked for as readily as presence."""

from __future__ import annotations

from pathlib import Path

import pytest

from civo.errors import CivoError, UnknownName
from civo.loading import load
from civo.records import KINDS
from civo.selecting import check_asked, chosen, query
from civo.selectors import ASKED_OF, QUERY_KEYS, BadSelector, parsed_query
from civo.structure import structure_at
from civo.truth import Truth
from tests.test_queries import small

WORLD = structure_at(load(Path(__file__).parent / "world" / "sjoriket"))

# What is asked, of which kind; those that it surely fits, and those that it may fit. The world's lists say why.
ASKED = [
    # Riksrådet: its list is closed, villages are stated to be absent. In Kustforum somebody speaks for them. Brandnätet:
    # whether it is there yet is not known. The proposed council seats nobody yet.
    # Edet, a village and a shire, shares a rotating seat there
    ("bodies", "not:seats:kind:by", ["nya-radet"], ["riksradet", "brandnatet"]),
    ("bodies", "seats:kind:by", ["kustforum", "landskapsmotet", "vastmotet"], ["riksradet", "brandnatet"]),
    ("bodies", "seats:fyrverket", ["riksradet"], ["kustforum", "landskapsmotet"]),
    ("bodies", "level:nationell", ["riksradet", "kustforum"], []),
    ("bodies", "level:nationell not:seats:fyrverket", [], ["kustforum"]),
    ("bodies", "type:network", ["kustforum", "brandnatet"], ["vastmotet", "nya-radet"]),
    ("bodies", "in:ost", ["landskapsmotet"], ["brandnatet"]),
    ("bodies", "led-by:kind:verk", ["riksradet"], ["kustforum", "landskapsmotet", "vastmotet", "brandnatet", "nya-radet"]),
    ("bodies", "handles:storflod", ["kustforum"], ["riksradet", "landskapsmotet", "vastmotet", "brandnatet", "nya-radet"]),
    ("bodies", "status:proposed", ["nya-radet"], []),
    # Nobody says who does not lead: without a lead is never sure.
    ("issues", "lead:nationell", ["farleder"], ["vattenvard", "brandskydd", "bropengar", "storflod"]),
    ("issues", "not:lead:nationell", [], ["vattenvard", "brandskydd", "bropengar", "storflod"]),
    # Edet is both a village and a shire, and the shires answer for fire protection.
    ("issues", "responsible:kind:by", ["vattenvard", "brandskydd"], ["farleder", "bropengar", "storflod"]),
    ("issues", "not:responsible:*", [], ["bropengar", "storflod"]),
    ("issues", "not:handled-by:*", [], ["bropengar"]),
    ("issues", "needs:vattenvard", ["farleder", "brandskydd"], ["vattenvard", "bropengar", "storflod"]),
    ("issues", "type:power,threat", ["bropengar", "storflod"], []),
    ("seats", "body:riksradet role:verkschef", ["riksradet.fyr", "riksradet.bro"], ["riksradet.landskap"]),
    ("seats", "body:landskapsmotet represents:kind:by", ["landskapsmotet.byar"],
     ["landskapsmotet.brand", "landskapsmotet.landskap", "landskapsmotet.forbund"]),
    ("organizations", "kind:by answers-for:vattenvard", ["alvik", "berga", "cedby", "dalby", "edet"], []),
    ("organizations", "kind:landskap sits-in:riksradet", ["landskap-ost"], ["edet", "landskap-vast"]),
    ("organizations", "kind:verk not:sits-in:riksradet", [], []),
    ("organizations", "kind:landskap not:sits-in:riksradet", [], ["edet", "landskap-vast"]),
    ("organizations", "tags:kust", ["berga", "edet"], []),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "where", "yes", "unknown"), ASKED, ids=[f"{k} {w}" for k, w, _, _ in ASKED])
def test_three_values(kind: str, where: str, yes: list[str], unknown: list[str]) -> None:
    selector = query(WORLD, where)
    check_asked(selector, kind)
    told = list(chosen(WORLD, WORLD.records[kind], selector))
    assert [r.id for r, truth in told if truth is Truth.YES] == yes
    assert [r.id for r, truth in told if truth is Truth.UNKNOWN] == unknown


def test_from_an_open_list_follows_no_absence() -> None:
    """The worst bug there could be: kustforum's list is open, so it is never surely without the lighthouse agency."""
    told = {r.id: t for r, t in chosen(WORLD, WORLD.bodies, query(WORLD, "not:seats:fyrverket"))}
    assert told["kustforum"] is Truth.UNKNOWN and told["landskapsmotet"] is Truth.UNKNOWN
    assert told["vastmotet"] is Truth.YES


def test_a_closed_list_of_issues_gives_a_no_only_of_one_stated_body_at_the_date(tmp_path: Path) -> None:
    closed = "level: regional, handles_list: closed, source: {in: s}"
    made = small(
        f"""
issues:
  - {{id: vatten, source: {{in: s}}}}
  - {{id: el, source: {{in: s}}}}
bodies:
  - {{id: ett, {closed}}}
  - {{id: antytt, certainty: implied, {closed}}}
  - {{id: flera, several: true, {closed}}}
  - {{id: sett, observed: 2020, {closed}}}
  - {{id: sett-hantera, observed: 2020, handles: vatten, {closed}}}
  - {{id: utanfor, level: regional, source: {{in: s}}}}
  - {{id: sags-utanfor, level: regional, source: {{in: s}}}}
coverages:
  - {{id: u1, issue: el, by: utanfor, place: none, source: {{in: s}}}}
  - {{id: u2, issue: el, by: sags-utanfor, place: none, observed: 2020, source: {{in: s}}}}
""",
        tmp_path,
    )

    def fits(where: str) -> dict[str, Truth]:
        told = {r.id: truth for r, truth in chosen(made, made.bodies, query(made, where))}
        return {body.id: told.get(body.id, Truth.NO) for body in made.bodies}

    assert [body for body, truth in fits("handles:*").items() if truth is Truth.NO] == ["ett"]
    assert Truth.YES not in fits("handles:*").values()
    assert [body for body, truth in fits("handles:el").items() if truth is Truth.NO] == ["ett", "utanfor"]
    told = {r.id: truth for r, truth in chosen(made, made.issues, query(made, "handled-by:*"))}
    assert told == {"vatten": Truth.UNKNOWN, "el": Truth.UNKNOWN}


def test_names_work_as_ids_do_and_a_wrong_one_gets_the_nearest() -> None:
    assert query(WORLD, 'seats:"Alviks by" level:nationell') == query(WORLD, "seats:alvik level:nationell")
    for wrong, hint in (
        ("seats:alvi", "did you mean Alvik"),
        ("levell:x", "did you mean level"),
        ("in:nationell", "nationell"),
    ):
        with pytest.raises(CivoError, match=hint):
            query(WORLD, wrong)


def test_what_cannot_be_asked_of_a_kind_is_refused_with_what_can() -> None:
    with pytest.raises(CivoError, match='"seats" cannot be asked of issues: ids, tags, status, type, lead'):
        check_asked(parsed_query("seats:alvik"), "issues")
    with pytest.raises(CivoError, match='"lead" cannot'):
        check_asked(parsed_query("level:x not:lead:y"), "bodies")


@pytest.mark.parametrize(
    ("where", "part", "key"),
    [
        ("seats:body:riksradet", "body", "sits-in"),
        ("not:seats:type:council", "type", "kind"),
        ("seats:kind:by seats:not:role:verkschef", "role", "kind"),
        ("handles:kind:by", "kind", "handled-by"),
        ("seats:sits-in:led-by:lead:nationell", "lead", "answers-for"),
        ("not:not:handles:role:verkschef", "role", "needs"),
    ],
)
def test_what_cannot_be_asked_inside_a_key_is_refused_with_what_can(where: str, part: str, key: str) -> None:
    """In a text, and in a mapping: nothing asked is left out without a word."""
    with pytest.raises(BadSelector) as wrong:
        parsed_query(where)
    assert wrong.value.part == part and key in wrong.value.expected and part not in wrong.value.expected
    with pytest.raises(CivoError, match=f'cannot be read at "{part}".* Keys: ids, tags, status'):
        query(WORLD, where)
    with pytest.raises(BadSelector, match="lead"):
        parsed_query({"seats": {"sits-in": {"lead": "nationell"}}})


ROLES = """
roles:
  - {id: chef, name: Chef, source: {in: s}}
  - {id: kanslist, name: Kanslist, source: {in: s}}
bodies:
  - {id: ja, composition: closed, source: {in: s}, seats: [{role: chef, held_by: {organization: region-a}}]}
  - {id: vakant, composition: closed, source: {in: s}, seats: [{role: chef}, {role: kanslist}]}
  - {id: nej, composition: closed, source: {in: s}, seats: [{role: kanslist, held_by: {organization: region-a}}]}
  - {id: oppet, source: {in: s}, seats: [{role: kanslist, held_by: {organization: region-a}}]}
  - {id: osagt, composition: closed, source: {in: s}, seats: [{held_by: {organization: region-a}}]}
  - {id: sett, composition: closed, source: {in: s},
     seats: [{role: chef, observed: 2020, held_by: {organization: region-a}}]}
  - {id: andra, composition: closed, source: {in: s},
     seats: [{role: chef, held_by: {organization: lst-a}}, {role: kanslist, held_by: {organization: region-a}}]}
"""


@pytest.mark.parametrize(
    ("where", "yes", "unknown"),
    [
        ("seats:role:chef", ["ja", "vakant", "andra"], ["oppet", "osagt", "sett"]),
        ("not:seats:role:chef", ["nej"], ["oppet", "osagt", "sett"]),
        ("seats:role:chef,kanslist", ["ja", "vakant", "nej", "oppet", "andra"], ["osagt", "sett"]),
        ("seats:role:chef seats:kind:region", ["ja"], ["vakant", "oppet", "osagt", "sett"]),
        ("seats:role:chef seats:*", ["ja", "vakant", "andra"], ["oppet", "osagt", "sett"]),
        ("seats:role:kanslist seats:region-a not:seats:lst-a", ["nej"], ["vakant", "oppet", "osagt"]),
    ],
)
def test_a_seat_for_a_role(where: str, yes: list[str], unknown: list[str], tmp_path: Path) -> None:
    """One seat has to be for the role and of the organisations; a vacant one is a seat, an open list may have one."""
    made = small(ROLES, tmp_path)
    told = list(chosen(made, made.bodies, query(made, where)))
    assert [r.id for r, truth in told if truth is Truth.YES] == yes
    assert [r.id for r, truth in told if truth is Truth.UNKNOWN] == unknown


THREE = """
bodies:
  - {id: ett, composition: closed, source: {in: s}, seats: [{represents: [region-a, lst-a, kommun-a1]}]}
  - {id: tva, composition: closed, source: {in: s}, seats: [{represents: [region-a, lst-a]}]}
  - {id: tre, composition: closed, source: {in: s}, seats: [{represents: [region-a, kommun-a1]}]}
  - {id: oppet, source: {in: s}, seats: [{represents: [kommun-a2]}]}
"""


@pytest.mark.parametrize(
    ("where", "yes"),
    [
        ("sits-in:ett not:not:sits-in:tva not:not:sits-in:tre", {"region-a"}),
        ("not:not:sits-in:ett not:not:sits-in:tva not:not:sits-in:tre", {"region-a"}),
        ("not:not:sits-in:tva not:not:sits-in:tre not:lst-a", {"region-a"}),
        ("not:not:not:sits-in:tre not:not:sits-in:tva", {"lst-a"}),
        ("not:not:kind:region not:not:kind:lansstyrelse", set()),
        ("kind:region not:not:kind:region", {"region-a", "region-b"}),
    ],
)
def test_what_is_denied_twice_has_to_fit_by_itself(where: str, yes: set[str], tmp_path: Path) -> None:
    made = small(THREE, tmp_path)
    selector = query(made, where)
    assert {o.id for o, truth in chosen(made, made.organizations, selector) if truth is Truth.YES} == yes
    assert query(made, str(selector)) == selector


@pytest.mark.parametrize(
    ("kind", "where", "answers"),
    [
        # who sits in the open body is not known, so neither is whether what it seats sits elsewhere
        ("bodies", "seats:sits-in:oppet", {"ett": Truth.UNKNOWN, "oppet": Truth.YES}),
        ("bodies", "seats:not:sits-in:oppet", {"ett": Truth.UNKNOWN, "oppet": Truth.UNKNOWN}),
        ("bodies", "seats:not:sits-in:ett", {"tva": Truth.NO, "oppet": Truth.YES}),
        ("bodies", "seats:* seats:kind:lansstyrelse", {"tva": Truth.YES, "tre": Truth.NO, "oppet": Truth.UNKNOWN}),
        # sits in a body that perhaps seats somebody: perhaps
        ("organizations", "sits-in:seats:lst-b", {"kommun-a2": Truth.UNKNOWN, "region-a": Truth.UNKNOWN}),
    ],
)
def test_what_is_unknown_inside_a_key_stays_unknown(
    kind: str, where: str, answers: dict[str, Truth], tmp_path: Path
) -> None:
    made = small(THREE, tmp_path)
    told = {r.id: truth for r, truth in chosen(made, made.records[kind], query(made, where))}
    assert {name: told.get(name, Truth.NO) for name in answers} == answers


def test_every_key_may_be_asked_of_something() -> None:
    asked = {key for keys in ASKED_OF.values() for key in keys} | {"ids", "tags", "status", "not"}
    assert asked == set(QUERY_KEYS) and ASKED_OF.keys() <= KINDS.keys()


@pytest.mark.parametrize("text", ["level:a,b", "not:seats:kind:by", "type:x seats:kind:by seats:in:ost not:lead:a"])
def test_text_and_mapping_round_trip(text: str) -> None:
    assert parsed_query(str(parsed_query(text))) == parsed_query(text)
    assert parsed_query({"not": {"seats": {"kind": "by"}}}) == parsed_query("not:seats:kind:by")


@pytest.mark.parametrize(
    ("where", "wrong", "right"),
    [
        ("type:netwrok", "netwrok", "network"),
        ("status:propsed", "propsed", "proposed"),
        ("handles:type:thread", "thread", "threat"),
        ("not:tags:nobody-says-this", "nobody-says-this", ""),
    ],
)
def test_a_word_that_no_record_has_is_told(where: str, wrong: str, right: str) -> None:
    with pytest.raises(UnknownName) as told:
        query(WORLD, where)
    assert (told.value.name, told.value.suggestion) == (wrong, right)


@pytest.mark.parametrize("where", ["status:under-investigation", "type:threat", "type:council"])
def test_a_word_that_records_may_have_is_not(where: str) -> None:
    assert query(WORLD, where)
