"""What a closing says beyond its proposals: costs, prohibitions, proofs, assumptions, and the scenario it writes."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

import civo.closing as closings
from civo.cli import civo
from civo.closing import Asked, close, proposal_text
from civo.closing.assumptions import Solving
from civo.closing.changes import SORTS, Drafting
from civo.closing.proving import Proving, changed
from civo.closing.telling import closing_table, closing_text
from civo.commands.closing import SORTS as SORTS_OF_OPTIONS
from civo.errors import CivoError, UnknownName
from civo.findings import Verdict
from civo.gaps import find_gaps
from civo.loading import load
from civo.outputs.cells import cell_text
from civo.structure import structure_at
from tests.closing.samples import closing_of, lines, structure_of
from tests.loading.samples import loaded

CASES = Path(__file__).parent / "cases"
THREE_BODIES = """
levels:
  - {id: regional, name: {sv: Regional nivå, en: Regional level}, bodies: closed, source: {in: s}}
bodies:
  - {id: ett, level: regional, composition: closed, handles_list: closed, source: {in: s}}
  - {id: tva, level: regional, composition: closed, handles_list: closed, source: {in: s}}
  - {id: tre, level: regional, composition: closed, handles_list: closed, source: {in: s}}
"""
ONE_RESPONSIBLE = """
issues:
  - {id: vatten, source: {in: s}}
  - {id: el, source: {in: s}}
  - {id: vagar, source: {in: s}}
coverages:
  - {id: h1, issue: vatten, by: ett, source: {in: s}}
  - {id: h2, issue: el, by: tva, source: {in: s}}
  - {id: h3, issue: vagar, by: tre, source: {in: s}}
arrangements:
  - {id: ordningen, levels: [regional], source: {in: s}}
responsibilities:
  - {id: v, issue: vatten, who: [region-a], source: {in: s}}
  - {id: e, issue: el, who: [region-a], source: {in: s}}
  - {id: r, issue: vagar, who: [region-a], source: {in: s}}
"""
"""One who answers for three issues, each handled in a body of its own where it does not sit."""


def case(name: str) -> str:
    return (CASES / f"{name}.yaml").read_text("utf-8")


def told(closing: closings.Closing) -> list[str]:
    return [f"{a.otherwise.en}, {a.then.en}" for a in closing.assumptions]


def test_a_new_body_is_cheaper_than_three_seats_when_seats_are_dear(tmp_path: Path) -> None:
    """The three bodies are of what the structure builds on: it can seat somebody there, not give them other issues."""
    rule = ("responsible-not-seated",)
    structure = structure_of(ONE_RESPONSIBLE, tmp_path / "sample", base=THREE_BODIES)
    seats = ["cost 3", "seat:ett:ids:region-a + seat:tre:ids:region-a + seat:tva:ids:region-a"]
    assert lines(close(structure, Asked(rule))) == seats
    dear = close(structure, Asked(rule, costs={"seat": Fraction(5), "body": Fraction(2)}))
    new = "nytt-organ-regional"
    remits = " + ".join(f"remit:{new}:{issue}" for issue in ("el", "vagar", "vatten"))
    assert lines(dear) == [f"cost {2 + 3 + 5}", f"body:regional + {remits} + seat:{new}:ids:region-a"]


def test_the_cost_at_which_another_proposal_is_cheaper_is_told(tmp_path: Path) -> None:
    """Three seats cost 3s, a new body with the three issues and one seat s + 4: they are equal at s = 2."""
    rule = ("responsible-not-seated",)
    structure = structure_of(ONE_RESPONSIBLE, tmp_path / "sample", base=THREE_BODIES)
    found = [line for line in told(close(structure, Asked(rule))) if " costs " in line]
    assert len(found) == 2
    assert found[0].startswith("If a seat costs more than 2 (now 1), this is cheaper: Set up a new body")
    assert found[1].startswith("If a remit costs less than 1/3 (now 1), this is cheaper: Set up a new body")
    assert len(close(structure, Asked(rule, costs={"seat": Fraction(2)})).proposals) == 2
    above = close(structure, Asked(rule, costs={"seat": Fraction(3)}))
    assert [change.sort for change in above.proposals[0].changes].count("seat") == 1
    back = [line for line in told(above) if line.startswith("If a seat costs less than 2 (now 3)")]
    assert len(back) == 1
    assert any(line.startswith("If a body costs more than 3 (now 1)") for line in told(above))


def test_a_seat_and_two_remits_are_as_few_as_three_seats(tmp_path: Path) -> None:
    records = yaml.safe_load(THREE_BODIES) | yaml.safe_load(ONE_RESPONSIBLE)
    closing = closing_of(yaml.safe_dump(records), tmp_path, rules=("responsible-not-seated",), most=20)
    assert closing.cost == 3
    assert closing.all_found
    sorts = sorted("".join(sorted(change.sort[0] for change in p.changes)) for p in closing.proposals)
    assert sorts == ["rrs"] * 3 + ["rss"] * 6 + ["sss"]


def test_a_forbidden_level_flips_the_answer(tmp_path: Path) -> None:
    closing = closing_of(case("kind-absent-at-level"), tmp_path, rules=("kind-absent-at-level",))
    assert any(line.startswith("If nothing may change at Higher regional level") for line in told(closing))
    barred = close(closing.structure, Asked(("kind-absent-at-level",), forbidden=("högre regional nivå",)))
    assert lines(barred) == ["cost 0", "", "open kind-absent-at-level:kommun/hogre-regional"]
    assert barred.beyond[0][1].en == "None of the changes allowed closes it; others do."
    assert any(line.startswith("If Higher regional level could be changed, 1 more") for line in told(barred))
    body = close(closing.structure, Asked(("kind-absent-at-level",), forbidden=("motet",)))
    assert body.cost == 2
    assert {change.sort for change in body.proposals[0].changes} == {"body", "seat"}


def test_a_seat_for_several_may_not_count(tmp_path: Path) -> None:
    closing = closing_of(case("kind-absent-at-level"), tmp_path, rules=("kind-absent-at-level",))
    assert told(closing)[0].startswith("If one seat together is not enough, and each must have its own, the cost is 5 ")


def test_a_possible_gap_may_be_closed_already(tmp_path: Path) -> None:
    records = """
bodies:
  - {id: radet, level: regional, composition: open, handles_list: open, source: {in: s}}
issues:
  - {id: vatten, source: {in: s}}
"""
    nothing = closing_of(records, tmp_path, rules=("unhandled-issue",))
    assert nothing.gaps == ()
    assert nothing.proposals[0].changes == ()
    closing = close(nothing.structure, Asked(("unhandled-issue",), possible=True))
    assert lines(closing) == ["cost 1", "remit:radet:vatten"]
    assert [g.finding.verdict for g in closing.gaps] == [Verdict.POSSIBLE]
    assert any(line.startswith("If this is no gap after all (ask whoever decides") for line in told(closing))


def test_a_gap_that_can_no_longer_be_assessed_is_not_closed(tmp_path: Path) -> None:
    """A body of which nothing is known, at a level where all was known, hides the gap; it does not close it."""
    structure = structure_of(case("single-seat"), tmp_path / "sample")
    (gap,) = close(structure, Asked(("single-seat",))).gaps
    drafting = Drafting(structure)
    proving = Proving(drafting, (gap,))
    seat = drafting.way(drafting.seat("regional", "kommun"))
    body = drafting.way(drafting.new_body("regional"))
    assert seat
    assert body
    assert proving.closed(seat) == {gap.id}
    assert proving.closed(body) == frozenset()


def test_a_candidate_that_does_not_close_is_not_proposed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(drafting: Drafting, _: Any) -> Any:
        yield drafting.way(drafting.link("kommun-a1", "kommun-a2"))

    monkeypatch.setitem(closings.REMEDIES, "seat-at-level", careless)
    closing = closing_of(case("kind-absent-at-level"), tmp_path, rules=("kind-absent-at-level",))
    assert lines(closing) == ["cost 0", "", "open kind-absent-at-level:kommun/hogre-regional"]
    assert (closing.tried, closing.useless) == (1, 1)


def test_changes_that_undo_one_another_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each closes its gap alone, but not with the other made too: the next best is taken."""
    true = Proving.closed

    def spoiled(self: Proving, changes: frozenset[str]) -> frozenset[str]:
        both = changes == {"seat:radet:kind:kommun in:land"}
        return frozenset() if both and spoiled.armed else true(self, changes)  # type: ignore[attr-defined]

    spoiled.armed = False  # type: ignore[attr-defined]
    real = Solving.settle

    def settle(self: Any, closed: Any, most: int) -> None:
        spoiled.armed = True  # type: ignore[attr-defined]
        real(self, closed, most)

    monkeypatch.setattr(Proving, "closed", spoiled)
    monkeypatch.setattr(Solving, "settle", settle)
    closing = closing_of(case("single-seat"), tmp_path, rules=("single-seat",))
    assert lines(closing) == ["cost 1", "seat:gruppen:kind:kommun in:land"]


def test_greedy_would_take_three_where_two_are_enough(tmp_path: Path) -> None:
    """Region A may sit in three bodies; each issue is handled by some. The body with most issues is no part of the best."""
    bodies = {"bred": ("p2", "p3", "q2", "q3"), "vanster": ("p1", "p2", "p3"), "hoger": ("q1", "q2", "q3")}
    issues = sorted({issue for handled in bodies.values() for issue in handled})
    records: dict[str, list[dict[str, Any]]] = {
        "bodies": [
            {
                "id": body,
                "level": "regional",
                "composition": "closed",
                "handles": list(handled),
                "handles_list": "closed",
                "source": {"in": "s"},
            }
            for body, handled in bodies.items()
        ],
        "issues": [{"id": issue, "source": {"in": "s"}} for issue in issues],
        "responsibilities": [
            {"id": f"ansvar-{issue}", "issue": issue, "who": ["region-a"], "source": {"in": "s"}} for issue in issues
        ],
        "levels": [{"id": "regional", "name": "Regional nivå", "bodies": "closed", "source": {"in": "s"}}],
    }
    closing = closing_of(yaml.safe_dump(records), tmp_path, rules=("responsible-not-seated",))
    assert len(closing.gaps) == 6
    assert lines(closing) == ["cost 2", "seat:hoger:ids:region-a + seat:vanster:ids:region-a"]


def test_gaps_that_a_proposal_opens_are_told(tmp_path: Path) -> None:
    closing = closing_of(case("kind-absent-at-level"), tmp_path, rules=("kind-absent-at-level",))
    assert "single-seat" in [f.rule for f in closing.proposals[0].opened]


def test_more_equal_proposals_than_are_shown(tmp_path: Path) -> None:
    closing = closing_of(case("single-seat"), tmp_path, rules=("single-seat",), most=1)
    assert len(closing.proposals) == 1
    assert not closing.all_found


def many_proposed(most: int) -> str:
    """For each of two issues so many proposed bodies that would handle it; then one that would handle both."""
    body = "  - {{id: {}, level: regional, composition: closed, status: proposed, handles: [{}], source: {{in: s}}}}\n"
    single = [body.format(f"{issue}{n:02}", issue) for n in range(most) for issue in ("el", "vatten")]
    closed = "levels:\n  - {id: regional, name: Regional nivå, bodies: closed, source: {in: s}}\n"
    issues = "issues:\n  - {id: el, source: {in: s}}\n  - {id: vatten, source: {in: s}}\n"
    held = "  - {id: radet, level: regional, composition: closed, handles_list: closed, source: {in: s}}\n"
    return closed + issues + "bodies:\n" + held + "".join(single) + body.format("sist", "el, vatten")


def test_the_last_of_many_ways_is_weighed_too(tmp_path: Path) -> None:
    closing = closing_of(many_proposed(25), tmp_path, rules=("unhandled-issue",), sorts=("body",), possible=True)
    assert lines(closing) == ["cost 1", "exist:sist"]
    assert closing.more == ()
    assert closing.all_found


def test_ways_that_were_not_weighed_are_told_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a structure so large that to weigh every way would take too long: the best one is missed, and that is said."""
    monkeypatch.setattr(closings, "READ_ANEW", 0)
    closing = closing_of(many_proposed(25), tmp_path, rules=("unhandled-issue",), sorts=("body",), possible=True)
    assert closing.cost == 2
    assert len(closing.more) == 2
    told = closing_text(closing, "en").splitlines()
    assert told[1].startswith("Weighed: not every way: for 2 of 2 gaps there are more")
    assert "Lowest cost: 2 (nothing that was weighed is cheaper)" in told
    facts = {fact.key: cell_text(fact.value, "en") for fact in closing_table(closing).facts}
    claims = ("weighed_all_suggested", "cheapest_of_weighed", "all_of_weighed_shown", "gaps_with_more_ways")
    assert [facts[key] for key in claims] == ["no", "yes", "no", "2"]
    assert int(facts["ways_weighed"]) == closing.tried


def test_pairs_too_many_to_weigh_one_by_one_are_not_passed_over_in_silence(tmp_path: Path) -> None:
    """Four who answer for an issue and sit in a body each: six pairs, which seats in other bodies could join."""
    who = ("region-a", "region-b", "lst-a", "kommun-a1")
    seats = "seats: [{{held_by: {{organization: {}}}}}]"
    closed = "level: regional, composition: closed, source: {in: s}"
    bodies = [f"  - {{id: b{n}, {closed}, {seats.format(one)}}}\n" for n, one in enumerate(who)]
    records = (
        "levels:\n  - {id: regional, name: Regional nivå, bodies: closed, source: {in: s}}\n"
        f"bodies:\n{''.join(bodies)}issues:\n  - {{id: vatten, source: {{in: s}}}}\n"
        f"responsibilities:\n  - {{id: r, issue: vatten, who: [{', '.join(who)}], source: {{in: s}}}}\n"
    )
    closing = closing_of(records, tmp_path, rules=("responsible-never-meet",), possible=True)
    assert len(closing.gaps) == 1
    assert closing.more == closing.gaps


def test_only_what_the_subject_names(tmp_path: Path) -> None:
    closing = closing_of(case("outside-structure"), tmp_path, rules=("outside-structure",), subjects=("el",))
    assert lines(closing) == ["cost 1", "remit:gruppen:el"]
    left = changed(closing.structure, proposal_text(closing, 1))
    assert [s.id for f in find_gaps(left, ("outside-structure",)).findings for s in f.subjects] == [
        "vatten",
        "ordningen",
    ]


def test_a_body_is_a_subject_and_a_name_without_gaps_gets_the_nearest_with(tmp_path: Path) -> None:
    text = """areas: [{id: osby, name: Osby, source: {in: s}}]
organizations: [{id: osby-kommun, name: Osby kommun, kind: kommun, area: osby, source: {in: s}}]
bodies:
  - id: b
    level: lag
    area: lan
    composition: closed
    source: {in: s}
    seats: [{count: 1, rotates: {among: [alby, osby-kommun]}, held_by: {organization: alby}}]
"""
    structure = structure_at(loaded(tmp_path, {"b.yaml": text}))
    assert close(structure, Asked(("rotating-only",), ("b",))).gaps
    assert not close(structure, Asked(("rotating-only",), ("vatten",))).gaps
    with pytest.raises(CivoError, match=r"Osby \(area\) - did you mean Osby kommun"):
        close(structure, Asked(("rotating-only",), ("Osby",)))


def test_what_does_not_exist_is_said(tmp_path: Path) -> None:
    structure = structure_of(case("single-seat"), tmp_path / "sample")
    for asked in (
        Asked(("single-seet",)),
        Asked(subjects=("kommunn",)),
        Asked(sorts=("seats",)),
        Asked(forbidden=("x",)),
    ):
        with pytest.raises(UnknownName):
            close(structure, asked)
    with pytest.raises(CivoError, match="3"):
        proposal_text(close(structure, Asked(("single-seat",))), 3)


def test_options_name_every_sort_of_change() -> None:
    assert tuple(SORTS) == SORTS_OF_OPTIONS


def run(*words: str) -> Any:
    return CliRunner().invoke(civo, ["close", *words], catch_exceptions=False)


def test_the_written_scenario_closes_the_gap_when_it_is_read_again(tmp_path: Path) -> None:
    structure_of(case("rotating-only"), tmp_path / "sample")
    file = tmp_path / "forslag.yaml"
    folder = ["--structure", str(tmp_path / "sample")]
    result = run("--rule", "rotating-only", *folder, "--write", str(file), "--lang", "en")
    assert result.exit_code == 0
    assert "Lowest cost: 2 (nothing that was weighed is cheaper)" in result.output
    again = CliRunner().invoke(civo, ["gaps", "--rule", "rotating-only", *folder, "--scenario", str(file)])
    assert "rotating-only" not in again.output.split("\n")[0]
    after = changed(structure_at(load(tmp_path / "sample")), file.read_text("utf-8"))
    assert find_gaps(after, ("rotating-only",)).findings == ()


@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_format_in_both_languages(form: str, language: str) -> None:
    result = run("--rule", "kind-absent-at-level", "--format", form, "--lang", language)
    assert result.exit_code == 0
    assert ("Ge Kommunerna" if language == "sv" else "Give the municipalities") in result.output


def test_what_a_layer_that_is_off_tells_of_is_left_alone_and_that_is_said() -> None:
    result = run("--rule", "kind-absent-at-level", "--layer", "externt", "--lang", "en")
    assert result.exit_code == 0
    assert "they touch facts in layers that are otherwise off" in result.output


def test_at_a_date_of_which_nothing_is_known_there_is_no_gap_to_close() -> None:
    result = run("--rule", "kind-absent-at-level", "--at", "2025", "--lang", "sv")
    assert "Luckor: 0" in result.output
    assert "Förslag" not in result.output


def test_costs_are_read_as_people_write_them() -> None:
    shown = run("--rule", "kind-absent-at-level", "--cost", "seat=1,5", "--lang", "en")
    assert "costs 1.5" in shown.output
    for wrong in ("seat", "seat=0", "seat=-1", "seat=x", "seat=0.00001"):
        assert run("--cost", wrong).exit_code == 2
    assert isinstance(CliRunner().invoke(civo, ["close", "--cost", "seet=1"]).exception, UnknownName)


def test_a_change_gets_no_credit_for_what_another_closes_alone(tmp_path: Path) -> None:
    """Care lies outside and needs transport: the two remits bridge them, and only that of care brings it inside."""
    records = """
arrangements:
  - {id: ordningen, source: {in: s}}
bodies:
  - {id: radet, level: regional, arrangement: ordningen, source: {in: s}}
issues:
  - {id: vard, needs: transport, source: {in: s}}
  - {id: transport, source: {in: s}}
coverages:
  - {id: utanfor, issue: vard, by: ordningen, place: none, source: {in: s}}
"""
    rules = ("outside-structure", "unbridged-dependency")
    (proposal,) = closing_of(records, tmp_path, rules=rules, possible=True).proposals
    assert {change: [gap.rule for gap in gaps] for change, gaps in proposal.closes.items()} == {
        "remit:radet:vard": ["outside-structure", "unbridged-dependency"],
        "remit:radet:transport": ["unbridged-dependency"],
    }


def test_each_dependency_is_closed_by_itself(tmp_path: Path) -> None:
    """One finding tells of two issues that lack anybody for transport; a body for one of them closes that one only."""
    records = """
bodies:
  - {id: radet, handles: vard, source: {in: s}}
issues:
  - {id: vard, needs: transport, source: {in: s}}
  - {id: mat, needs: transport, source: {in: s}}
  - {id: transport, source: {in: s}}
responsibilities:
  - {id: r, issue: [vard, mat], who: [region-a], source: {in: s}}
"""
    structure = structure_of(records, tmp_path / "sample")
    asked = Asked(("unbridged-dependency",), possible=True)
    both = ["unbridged-dependency:vard/transport", "unbridged-dependency:mat/transport"]
    assert [gap.id for gap in close(structure, asked).gaps] == both
    assert lines(close(structure, asked)) == ["cost 1", "responsibility:transport:ids:region-a"]
    remits = close(structure, Asked(("unbridged-dependency",), possible=True, sorts=("remit",)))
    assert lines(remits) == ["cost 2", "remit:radet:mat + remit:radet:transport"]


def test_three_parts_take_two_changes(tmp_path: Path) -> None:
    """To join two of the parts leaves them without a way to the third: that closes nothing."""
    who = {"radet": "region-a", "natet": "myndighet-x", "gruppen": "lst-a"}
    bodies = [
        {"id": body, "source": {"in": "s"}, "seats": [{"id": f"{body}.1", "held_by": {"organization": o}}]}
        for body, o in who.items()
    ]
    closing = closing_of(yaml.safe_dump({"bodies": bodies}), tmp_path, rules=("disconnected",), possible=True)
    assert [gap.id for gap in closing.gaps] == ["disconnected:gruppen", "disconnected:natet"]
    assert closing.cost == 2
    for n in range(1, len(closing.proposals) + 1):
        after = changed(closing.structure, proposal_text(closing, n))
        assert not find_gaps(after, ("disconnected",)).findings


def test_another_seat_for_the_same_kind_is_a_second_way_and_one_in_the_only_body_is_not(tmp_path: Path) -> None:
    structure = structure_of(case("single-cut"), tmp_path / "sample")
    body, seat = close(structure, Asked(("single-cut",))).gaps
    drafting = Drafting(structure)
    proving = Proving(drafting, (seat, body))
    motet, radet = structure.bodies
    more = drafting.way(drafting.seat(motet, "region-b"))
    there = drafting.way(drafting.seat(radet, "kommun-b1"))
    assert more
    assert there
    assert proving.closed(more) == {seat.id}
    assert proving.closed(there) == frozenset()


def test_who_meet_elsewhere_have_to_meet_where_the_issue_is_handled(tmp_path: Path) -> None:
    """A link between them, or one more meeting elsewhere, does not bring them together where water is handled."""
    seats = {"radet": "region-a", "gruppen": "lst-a"}
    records = {
        "levels": [{"id": "regional", "name": "Regional nivå", "bodies": "closed", "source": {"in": "s"}}],
        "bodies": [
            {
                "id": body,
                "level": "regional",
                "composition": "closed",
                "handles": handled,
                "handles_list": "closed",
                "source": {"in": "s"},
                "seats": [{"id": f"{body}.{o}", "held_by": {"organization": o}} for o in who],
            }
            for body, handled, who in (
                *((body, ["vatten"], [o]) for body, o in seats.items()),
                ("motet", [], ["region-a", "lst-a"]),
            )
        ],
        "issues": [{"id": "vatten", "source": {"in": "s"}}],
        "responsibilities": [{"id": "r", "issue": "vatten", "who": ["region-a", "lst-a"], "source": {"in": "s"}}],
    }
    closing = closing_of(yaml.safe_dump(records), tmp_path, rules=("responsible-never-meet",))
    assert lines(closing) == [
        "cost 1",
        "seat:radet:ids:lst-a",
        "seat:gruppen:ids:region-a",
        "remit:motet:vatten",
    ]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("vatten", 1),
        ("mat", 1),
        ("kommun-a1", 2),
        ("kommun", 2),
        ("kommunerna-i-lan-a", 2),
        ("radet", 1),
        ("kommun-b1", 0),
    ],
)
def test_a_gap_is_asked_for_by_anything_it_is_about(name: str, count: int, tmp_path: Path) -> None:
    """Each by itself: the issue of the one is not what the other is about."""
    records = """
bodies:
  - {id: radet, handles: vatten, composition: closed, source: {in: s}, seats: [{held_by: {organization: lst-a}}]}
  - {id: natet, handles: mat, composition: closed, part_of: radet, source: {in: s}, seats: [{held_by: {organization: lst-a}}]}
issues:
  - {id: vatten, source: {in: s}}
  - {id: mat, source: {in: s}}
responsibilities:
  - {id: r, issue: [vatten, mat], who: [kommunerna-i-lan-a], source: {in: s}}
"""
    structure = structure_of(records, tmp_path / "sample")
    assert len(close(structure, Asked(("responsible-not-seated",), (name,), possible=True)).gaps) == count
