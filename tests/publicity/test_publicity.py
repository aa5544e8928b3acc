"""What an open audience is told, what it is not, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from civo.closing import Asked, close
from civo.errors import CivoError, UnknownName
from civo.findings import Verdict
from civo.gaps import find_gaps, summary
from civo.opening import opened
from civo.publicity import internal_numbers
from civo.queries.bodies import who
from civo.queries.dossier import show
from civo.queries.issues import issues
from civo.queries.measures import measures
from civo.queries.route import route
from civo.seats.rosters import place
from civo.structure import Structure
from civo.truth import Truth

COMMON = Path(__file__).parents[1] / "rules" / "common.yaml"
BODY = """
bodies:
  - id: radet
    name: Rådet
    level: regional
    composition: closed
    handles: vatten
    handles_list: closed
    source: {in: s}
    seats:
      - {role: chef, held_by: {organization: lst-a}}
      - {name: Tysta platsen, held_by: {organization: kommun-a1}, publicity: {level: internal}}
      - {role: samordnare, held_by: {organization: region-a}}
issues:
  - {id: vatten, name: Vatten, requires_lead: nationell, source: {in: s}}
"""
INTERNAL = "publicity: {level: internal}"


def world(folder: Path, text: str, settings: str = "", audience: str = "open") -> Structure:
    folder.mkdir(exist_ok=True)
    declared = {r["id"] for listed in yaml.safe_load(text).values() for r in listed if "id" in r}
    common = yaml.safe_load(COMMON.read_text("utf-8"))
    kept = {kind: [r for r in listed if r["id"] not in declared] for kind, listed in common.items()}
    manifest = "title: {sv: Prov, en: Sample}\ndate: 2024-06-01\narea: land\n" + settings
    (folder / "structure.yaml").write_text(manifest, "utf-8")
    (folder / "common.yaml").write_text(yaml.safe_dump(kept, allow_unicode=True), "utf-8")
    (folder / "sample.yaml").write_text(text, "utf-8")
    return opened(folder, audience=audience)  # type: ignore[arg-type]


def test_a_seat_left_out_opens_its_list_and_leaves_no_number_out(tmp_path: Path) -> None:
    structure = world(tmp_path, BODY)
    assert [seat.id for seat in structure.seats] == ["radet.1", "radet.2"]
    assert structure.bodies[0].composition == "unknown"
    assert place(structure, structure.bodies[0], ["kommun-a1"]).own.truth is Truth.UNKNOWN
    assert [note.en for note in who(structure, "Rådet").notes][-1].startswith("Open version: what is not open")
    inside = world(tmp_path, BODY, audience="internal")
    assert [seat.id for seat in inside.seats] == ["radet.1", "radet.2", "radet.3"]
    assert place(inside, inside.bodies[0], ["kommun-b1"]).own.truth is Truth.NO
    assert internal_numbers(inside.loaded) == {"seats": 1}


def test_an_internal_name_is_answered_as_one_that_is_not_there(tmp_path: Path) -> None:
    text = BODY.replace("    source: {in: s}\n    seats", f"    {INTERNAL}\n    source: {{in: s}}\n    seats")
    structure = world(tmp_path, text)
    (tmp_path / "without").mkdir()
    without = world(tmp_path / "without", yaml.safe_dump({"issues": yaml.safe_load(BODY)["issues"]}))
    for name in ("Rådet", "radet", "rådett"):
        told = []
        for asked in (structure, without):
            with pytest.raises(UnknownName) as wrong:
                show(asked, name)
            told.append(wrong.value.text)
        assert told[0] == told[1]
    assert not structure.seats


def test_an_absence_left_out_is_no_longer_a_no(tmp_path: Path) -> None:
    text = (
        BODY.replace("closed", "open") + "absences:\n  - {id: a, who: kind:region, body: radet, %s source: {in: s}}\n"
    )
    inside = world(tmp_path, text % "")
    assert place(inside, inside.bodies[0], ["region-b"]).own.truth is Truth.NO
    outside = world(tmp_path, text % f"{INTERNAL},")
    assert place(outside, outside.bodies[0], ["region-b"]).own.truth is Truth.UNKNOWN


HIDDEN = f"""
organizations:
  - {{id: kommun-a1, name: Tysta kommunen, kind: kommun, area: lan-a, {INTERNAL}, source: {{in: s}}}}
"""
NUMBERED = """collectives:
  - id: kommunerna-i-lan-a
    name: kommunerna i Län A
    members: {kind: kommun, in: lan-a}
    number: 3
    %s
    source: {in: s}
"""


def test_a_number_that_would_tell_is_refused_until_it_is_assessed(tmp_path: Path) -> None:
    with pytest.raises(CivoError) as wrong:
        world(tmp_path, HIDDEN + NUMBERED % "note: x")
    assert "kommunerna-i-lan-a" in wrong.value.text.en and "kommun-a1" not in wrong.value.text.en
    assert "Tysta" not in wrong.value.text.sv
    structure = world(tmp_path, HIDDEN + NUMBERED % "publicity: {level: open, assessed: 2024-01-01}")
    assert structure.members(structure.collectives[0].members) == ("kommun-a2", "kommun-a3")


def test_words_that_name_what_is_internal_are_refused(tmp_path: Path) -> None:
    told = "remarks:\n  - {id: r, about: vatten, type: task, text: Se tysta  platsen., %s source: {in: s}}\n"
    with pytest.raises(CivoError) as wrong:
        world(tmp_path, BODY + told % "")
    assert "r (" in wrong.value.text.en and "platsen" not in wrong.value.text.sv
    assert world(tmp_path, BODY + told % "publicity: {level: open, assessed: 2024},").remarks


def test_a_seat_whose_turns_go_by_somebody_internal_goes_with_them(tmp_path: Path) -> None:
    hidden = HIDDEN.replace("kommun-a1", "region-a").replace("kind: kommun", "kind: region")
    seat = "seats:\n  - {id: p, body: b, rotates: {among: {kind: region}}, source: {in: s}}\n"
    body = "bodies:\n  - {id: b, level: regional, composition: closed, source: {in: s}}\n"
    structure = world(tmp_path, hidden + body + seat)
    assert not structure.seats and structure.bodies[0].composition == "unknown"


# Findings

TOLD = "publicity: {gaps: open, assessed: 2024-01-01}\n"


def test_findings_are_internal_unless_assessed(tmp_path: Path) -> None:
    open_body = BODY.replace(", publicity: {level: internal}", "")
    closed = world(tmp_path, open_body)
    assert not find_gaps(closed).findings
    assert "publicity: {gaps: open, assessed: DATE}" in summary(find_gaps(closed))[0].en
    for settings in ("publicity: {gaps: open}\n", "publicity: {gaps: internal, assessed: 2024}\n"):
        assert not find_gaps(world(tmp_path, open_body, settings)).findings
    with pytest.raises(CivoError, match="not assessed as open"):
        close(closed, Asked())
    told = str(issues(closed).rows)
    assert "required" in told and "none known" not in told
    found = find_gaps(world(tmp_path, open_body, TOLD))
    assert found.findings == find_gaps(world(tmp_path, open_body, TOLD, "internal")).findings != ()
    only = find_gaps(world(tmp_path, open_body, TOLD.replace("assessed", "only: missing-lead, assessed")))
    assert {finding.rule for finding in only.findings} == {"missing-lead"}


def test_where_something_is_left_out_no_gap_is_sure(tmp_path: Path) -> None:
    verdicts = {finding.verdict for finding in find_gaps(world(tmp_path, BODY, TOLD)).findings}
    assert Verdict.POSSIBLE in verdicts and Verdict.GAP not in verdicts


def test_only_ways_and_the_measures_that_find_them_are_internal(tmp_path: Path) -> None:
    text = BODY.replace(", publicity: {level: internal}", "")
    for settings, told in (("", False), (TOLD, True)):
        structure = world(tmp_path, text, settings)
        ways = route(structure, "kommun-a1", "region-a")
        assert ("only_way" in [column.key for column in ways.columns]) is told
        assert ("only_way" in [fact.key for fact in ways.facts]) is told
        assert ("bridges" in [row[1] for row in measures(structure).rows]) is told


def test_a_way_round_a_step_is_internal_as_long_as_only_ways_are(tmp_path: Path) -> None:
    """It would say of every other step that there is no way round it."""
    told = {"ett": ("lst-a", "region-a"), "tva": ("lst-a", "region-a"), "tre": ("region-a",)}
    text = "bodies:\n"
    for body, sitting in told.items():
        seats = ", ".join(f"{{held_by: {{organization: {who}}}}}" for who in sitting)
        text += f"  - {{id: {body}, source: {{in: s}}, seats: [{seats}]}}\n"
    for settings, steps in (("", ["1.1", "1.2"]), (TOLD, ["1.1", "1.2", "2.1", "2.2", "2.3", "2.4"])):
        assert [row[0] for row in route(world(tmp_path, text, settings), "ett", "tre").rows] == steps


def test_an_internal_scenario_is_not_there(tmp_path: Path) -> None:
    world(tmp_path, BODY)
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "tyst.yaml").write_text(f"title: Tyst\n{INTERNAL}\nend: radet\n", "utf-8")
    told = []
    for name in ("tyst", "tyxt"):
        with pytest.raises(UnknownName) as wrong:
            opened(tmp_path, scenarios=[name], audience="open")
        told.append(wrong.value.text.sv.replace(name, "X"))
    assert told[0] == told[1]
    assert opened(tmp_path, scenarios=["tyst"])


def test_files_with_errors_are_not_shown(tmp_path: Path) -> None:
    with pytest.raises(CivoError) as wrong:
        world(tmp_path, BODY + "remarks:\n  - {id: r, about: radte, type: task, text: x, source: {in: s}}\n")
    assert "radet" not in str(wrong.value)
