"""What a view may say: groups, seats in the boxes, folding, one organisation first, findings, a scenario, errors."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from civo.drawing import rendered
from civo.drawings import Drawing, Item
from civo.errors import CivoError, InvalidFiles
from civo.loading import load
from civo.opening import opened
from civo.structure import Structure, structure_at
from civo.views import drawing, read_view
from civo.words import Language

from .test_views import SEATS, lines, small, with_seats

ROOT = Path(__file__).parent.parent
BOTH = "structure: civo-nord\ntitle: {sv: T, en: T}\ncaption: {sv: C, en: C}\n"


@pytest.fixture(scope="module")
def civo_nord() -> Structure:
    return structure_at(load(ROOT / "structures" / "civo-nord"))


def shown(structure: Structure, folder: Path, fields: str, language: Language = "sv") -> Drawing:
    path = folder / "v.yaml"
    path.write_text(BOTH + fields, "utf-8")
    return drawing(structure, read_view(path, structure), "v", language)


def texts(items: tuple[Item, ...]) -> list[str]:
    return [text for item in items for text in (item.text, *texts(item.items))]


def rows(figure: Drawing, node: str) -> tuple[str, ...]:
    return next(n.rows for n in figure.nodes if n.id == node)


# Groups


def test_bodies_stand_by_area_or_by_type(civo_nord: Structure, tmp_path: Path) -> None:
    by_type = shown(civo_nord, tmp_path, "levels: [regional]\ngroup_by: type\n")
    assert {group.title for group in by_type.groups} >= {"Nätverk", "Arbetsgrupp", "Råd"}
    by_area = shown(civo_nord, tmp_path, "group_by: area\n")
    assert [group.title for group in by_area.groups][:2] == ["Norra civilområdet", "Västerbottens län"]
    drawn = [node.id for node in by_area.nodes]
    assert sorted(n for group in by_area.groups for n in group.nodes) == sorted(drawn)


# Seats in the boxes


@pytest.mark.parametrize(
    ("show", "told"),
    [
        ("roles", ("chef: kommun", "platserna varierar")),
        ("[roles, counts]", ("chef ×15: kommun", "platserna varierar")),
        ("[roles, counts, holders]", ("chef ×15: kommun", "innehavare 2024: alby", "platserna varierar")),
        ("counts", ("15 platser: kommun", "platserna varierar")),
    ],
)
def test_a_box_tells_of_its_seats_what_the_view_asks(tmp_path: Path, show: str, told: tuple[str, ...]) -> None:
    seat = "{role: chef, count: 15, represents: kind:kommun, held_by: {organization: alby, from: 2020}}"
    figure = small(tmp_path, with_seats(seat, ", composition: varies"), SEATS + f"show: {show}\n")
    assert rows(figure, "b") == told


def test_a_holder_who_was_seen_another_year_is_not_told_as_holding(tmp_path: Path) -> None:
    seat = "{held_by: {organization: alby, observed: 2020}}"
    figure = small(tmp_path, with_seats(seat), SEATS + "show: holders\n")
    assert rows(figure, "b")[0] == "innehavare 2024: okänd, kanske alby"


def test_a_box_tells_who_leads_and_what_is_handled(tmp_path: Path) -> None:
    figure = small(tmp_path, with_seats("", ", lead: alby, handles: vatten"), SEATS + "show: [lead, issues]\n")
    assert rows(figure, "b")[:2] == ("leds av alby", "hanterar vatten")


# Folding


def test_municipalities_fold_into_one_box_and_unfold_when_asked(civo_nord: Structure, tmp_path: Path) -> None:
    fields = "levels: [regional]\narea: vasterbottens-lan\nactors: [{kind: kommun, in: vasterbottens-lan}]\n"
    folded = shown(civo_nord, tmp_path, fields)
    assert [n.rows[0] for n in folded.nodes if n.shape == "collective"] == ["15 kommuner"]
    every = shown(civo_nord, tmp_path, fields + "unfold: true\n")
    assert sum(n.shape == "organization" for n in every.nodes) == 15
    two = shown(civo_nord, tmp_path, fields + "unfold: [umea-kommun, skelleftea-kommun]\n")
    assert {n.head: n.rows[:1] for n in two.nodes if n.shape != "body"} == {
        "Umeå kommun": (),
        "Skellefteå kommun": (),
        "Kommunerna i Västerbottens län: övriga": ("13 kommuner",),
    }
    whole = shown(civo_nord, tmp_path, fields + "unfold: kommunerna-i-vasterbottens-lan\n")
    assert [n.id for n in whole.nodes] == [n.id for n in every.nodes]


def test_one_of_those_who_are_represented_has_no_seat_of_its_own(civo_nord: Structure, tmp_path: Path) -> None:
    fields = "levels: [regional]\nactors: [{kind: kommun, in: vasterbottens-lan}]\nunfold: [umea-kommun]\n"
    found = {(e.target, e.kind) for e in shown(civo_nord, tmp_path, fields).edges if e.source == "umea-kommun"}
    assert ("regionala-radet", "collective") in found
    assert not any(kind == "seat" for _, kind in found)


def test_the_whole_country_folds_by_county(civo_nord: Structure, tmp_path: Path) -> None:
    figure = shown(civo_nord, tmp_path, "levels: [hogre-regional]\nactors: [kind:kommun]\nfold_by: lan\n")
    boxes = [n for n in figure.nodes if n.shape in ("collective", "organization")]
    assert len(boxes) == 2  # those of Västerbotten are told more of
    [alike] = [n for n in boxes if n.id.endswith(" alike")]
    told = [int(number) for number in re.findall(r"\((\d+)\)", alike.rows[0])]
    assert len(told) == 20 and sum(told) == 290 - 15
    assert "Kalmar län (12), Region Gotland (1), Blekinge län (5)" in alike.rows[0]
    assert alike.head == "Kommunerna i 20 områden, samma linjer för alla"


def test_a_county_with_lines_of_its_own_has_a_box_of_its_own(civo_nord: Structure, tmp_path: Path) -> None:
    fields = "levels: [hogre-regional, regional]\nactors: [kind:kommun]\nfold_by: lan\n"
    figure = shown(civo_nord, tmp_path, fields)
    own = next(n for n in figure.nodes if n.id == "kommunerna-i-vasterbottens-lan")
    [alike] = [n for n in figure.nodes if n.id.endswith(" alike")]
    assert own.rows[0] == "15 kommuner" and "Västerbotten" not in alike.rows[0]
    assert {e.kind for e in figure.edges if e.source == own.id} == {"collective", "absent"}
    assert {e.kind for e in figure.edges if e.source == alike.id} == {"absent"}


def test_counties_of_which_the_same_gaps_are_found_share_a_box(civo_nord: Structure, tmp_path: Path) -> None:
    fields = (
        "levels: [hogre-regional, regional]\nactors: [kind:kommun, kind:region]\nfold_by: lan\nhighlight: findings\n"
    )
    figure = shown(civo_nord, tmp_path, fields)
    boxes = {n.head: n for n in figure.nodes if n.shape in ("collective", "organization")}
    told = boxes["Kommunerna i 19 områden, samma linjer för alla"]
    assert told.rows[0].startswith("Stockholms län (26), ") and told.rows[0].endswith("Norrbottens län (14)")
    assert told.rows[1:] == (
        "lucka: en sorts organisation saknas helt på en nivå (kommun)",
        "lucka: allt går genom en enda plats eller ett enda organ (kommun och region)",
    )
    assert told.standing == "gap"
    own = boxes["Kommunerna i Västerbottens län"]
    assert own.rows[0] == "15 kommuner" and len(own.rows) > len(told.rows)
    assert (
        boxes["Regionerna i 3 områden, samma linjer för alla"].standing == "known"
    )  # that they share a seat is inferred
    assert boxes["Regionerna i 17 områden, samma linjer för alla"].standing == "known"
    meanings = {(entry.kind, entry.standing): entry.meaning for entry in figure.legend if entry.sample == "node"}
    drawn = {(node.shape, node.standing) for node in figure.nodes}
    assert set(meanings) == drawn
    assert meanings["collective", "gap"] == "Flera organisationer med en lucka"


def test_counties_that_a_scenario_changes_alike_share_a_box(civo_nord: Structure, tmp_path: Path) -> None:
    fields = "levels: [nationell, hogre-regional]\nactors: [kind:kommun]\nfold_by: lan\ncompare: {scenario: nationell-struktur}\n"
    figure = shown(civo_nord, tmp_path, fields)
    boxes = {n.id: n for n in figure.nodes if n.shape == "collective"}
    others = boxes["kommunerna-i-stockholms-lan alike"]
    assert others.rows[0].endswith("Västernorrlands län (7), Jämtlands län (8), Norrbottens län (14)")
    assert others.head == "Kommunerna i 20 områden, samma linjer för alla"
    added = [(e.source, e.target) for e in figure.edges if e.change == "added"]
    assert {source for source, _ in added} == {others.id, "kommunerna-i-vasterbottens-lan"}
    assert f"Dessutom tillkommer {len(added)} linjer" in figure.alt


def test_a_view_of_another_structure_says_so(civo_nord: Structure, tmp_path: Path) -> None:
    (tmp_path / "v.yaml").write_text("structure: civo-nrd\ntitle: T\ncaption: C\nlevels: [regional]\n", "utf-8")
    with pytest.raises(CivoError, match="names another than structure: civo-nord"):
        rendered(civo_nord, tmp_path, "v", "txt")


# One organisation first


def test_one_organisation_s_ways_are_strong_and_all_others_faint(civo_nord: Structure, tmp_path: Path) -> None:
    figure = shown(
        civo_nord, tmp_path, "levels: [hogre-regional, regional]\nactors: [{kind: region, in: norra-civilomradet}]\n"
        "emphasis: region-vasterbotten\n"
    )  # fmt: skip
    strong = {(e.target, e.kind) for e in figure.edges if e.tone == "strong"}
    assert {("chefsmotet", "rotating"), ("regionala-radet", "seat")} <= strong
    assert {e.source for e in figure.edges if e.tone == "strong"} == {"region-vasterbotten"}
    assert {e.tone for e in figure.edges} == {"strong", "faint"}
    tones = {n.id: n.tone for n in figure.nodes}
    assert (tones["region-vasterbotten"], tones["chefsmotet"], tones["regionala-natverk"]) == (
        "strong",
        "plain",
        "faint",
    )
    assert "Region Västerbotten: egen plats eller representation i" in figure.alt


def test_a_municipality_that_sits_nowhere_at_a_level_has_only_stated_absences_there(
    civo_nord: Structure, tmp_path: Path
) -> None:
    figure = shown(civo_nord, tmp_path, "levels: [hogre-regional]\nemphasis: umea-kommun\n")
    assert {(e.kind, e.tone) for e in figure.edges if e.source == "umea-kommun"} == {("absent", "strong")}
    assert all(n.tone == "faint" for n in figure.nodes if n.shape == "body")


# Findings


def test_a_gap_is_marked_and_a_possible_gap_only_told(civo_nord: Structure, tmp_path: Path) -> None:
    fields = "levels: [hogre-regional]\nactors: [{kind: kommun, in: norra-civilomradet}]\nhighlight: "
    figure = shown(civo_nord, tmp_path, fields + "[single-cut, name-conflict]\n")
    standing = {n.id: n.standing for n in figure.nodes}
    assert (standing["chefsmotet"], standing["central-grupp-hogre-regional"]) == ("gap", "known")
    assert any(row.startswith("lucka 1: ") for row in rows(figure, "chefsmotet"))
    assert any(row.startswith("möjlig lucka 2: ") for row in rows(figure, "central-grupp-hogre-regional"))
    told = texts(figure.equivalent)
    assert any(line.startswith("lucka 1: ") and "en enda plats" in line for line in told)
    assert (
        "1 lucka; märkta är Chefsmötet och Kommunerna i Norra civilområdet. I rutorna står också 1 möjlig lucka."
        in figure.alt
    )
    plain = shown(civo_nord, tmp_path, fields + "[vacant-seat]\n")
    assert all(n.standing != "gap" for n in plain.nodes)


GAPS = "levels: [hogre-regional]\nactors: [{kind: kommun, in: norra-civilomradet}]\nhighlight: findings\n"


def test_a_figure_of_gaps_tells_all_of_them_by_itself(civo_nord: Structure, tmp_path: Path) -> None:
    """Every number in a box has its sentence below the figure, in the order of the list; nothing points outside it."""
    figure = shown(civo_nord, tmp_path, GAPS)
    marked = [row for node in figure.nodes for row in node.rows if "lucka " in row]
    numbers = {int(re.search(r"lucka (\d+)", row).group(1)) for row in marked}  # type: ignore[union-attr]
    assert numbers == set(range(1, len(figure.notes) + 1))
    listed = [item.text for item in figure.equivalent[-1].items]
    assert [note.casefold() for note in figure.notes] == [line.casefold() for line in listed]
    assert not any("se listan" in row for row in marked)
    assert "lucka 1: Kommunerna företräds inte på högre regional nivå; det sägs uttryckligen" in marked
    assert any(row.endswith(" ett enda organ (kommun och region)") for row in marked)


def test_very_many_gaps_are_told_by_number_and_in_the_list(
    civo_nord: Structure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("civo.views.highlight._MOST_ROWS", 1)
    monkeypatch.setattr("civo.views.highlight._MOST_NOTES", 2)
    figure = shown(civo_nord, tmp_path, GAPS)
    assert rows(figure, "chefsmotet")[-1] == "även 3, 5 och 6"
    assert len(figure.notes) == 3
    assert figure.notes[-1] == f"{len(figure.equivalent[-1].items) - 2} till, se listan"


def test_gaps_have_no_numbers_where_two_structures_are_compared(civo_nord: Structure, tmp_path: Path) -> None:
    """A number that moves would look like a row that ends and another that is added."""
    figure = shown(civo_nord, tmp_path, GAPS + "compare: {scenario: nationell-struktur}\n")
    assert figure.notes == ()
    assert not any(re.search(r"lucka \d", row) for node in figure.nodes for row in node.rows)


def test_a_finding_about_another_level_marks_nothing(civo_nord: Structure, tmp_path: Path) -> None:
    fields = "levels: [regional]\nactors: [{kind: kommun, in: norra-civilomradet}]\nhighlight: kind-absent-at-level\n"
    assert all(n.standing != "gap" for n in shown(civo_nord, tmp_path, fields).nodes)


# A scenario laid over


def test_what_a_scenario_adds_is_strong_and_all_else_faint(civo_nord: Structure, tmp_path: Path) -> None:
    figure = shown(
        civo_nord, tmp_path, "levels: [nationell, hogre-regional]\nactors: [{kind: kommun, in: norra-civilomradet}]\n"
        "compare: {scenario: nationell-struktur}\n"
    )  # fmt: skip
    changes = {n.id: (n.tone, n.change) for n in figure.nodes}
    assert changes["nationella-samordningen"] == ("strong", "added")
    assert changes["chefsmotet"] == ("faint", "")
    added = [(e.source, e.target) for e in figure.edges if e.change == "added"]
    assert added == [("kommunerna-i-norra-civilomradet", "nationella-samordningen")]
    assert figure.groups[0].note.startswith("Tillkommer: ")
    assert figure.equivalent[0].text.startswith("tillkommer: Nationell nivå")
    assert "Tillkommer: Nationella samordningen." in figure.alt and "Upphör" not in figure.alt


def test_a_scenario_that_is_laid_over_already_is_compared_all_the_same() -> None:
    structure = opened(ROOT / "structures" / "civo-nord", scenarios=["nationell-struktur"])
    view = read_view(ROOT / "diagrams" / "nationell-struktur.yaml", structure)
    base = opened(ROOT / "structures" / "civo-nord")
    assert drawing(structure, view, "v") == drawing(base, view, "v")


def test_what_a_scenario_ends_is_struck_through_and_a_change_told_row_by_row(
    civo_nord: Structure, tmp_path: Path
) -> None:
    figure = shown(
        civo_nord, tmp_path, "issues: [traumavardskedjan, transporter]\narrangement: civo\n"
        "compare: {scenario: inom-regionala-organ}\n"
    )  # fmt: skip
    kinds = {(e.source, e.kind, e.change) for e in figure.edges}
    assert ("transporter", "outside", "ended") in kinds
    assert any(entry.change == "ended" for entry in figure.legend)
    regional = shown(
        civo_nord, tmp_path, "levels: [regional]\nshow: issues\ncompare: {scenario: inom-regionala-organ}\n"
    )  # fmt: skip
    node = next(n for n in regional.nodes if n.id == "regionala-samordningsgruppen")
    assert dict(zip(node.rows, node.row_changes, strict=True))["hanterar Traumavårdskedjan och Transporter"] == "added"
    assert (node.tone, node.change) == ("plain", "")


# Matrices and time


def test_a_matrix_has_the_answers_of_the_question(civo_nord: Structure, tmp_path: Path) -> None:
    figure = shown(civo_nord, tmp_path, "levels: [hogre-regional]\nmatrix: {rows: bodies, columns: kinds}\n")
    assert figure.grid is not None
    assert figure.grid.columns == ("kommun", "region")
    assert {row.id: tuple(cell.mark for cell in row.cells) for row in figure.grid.rows} == {
        "chefsmotet": ("no", "yes"),
        "arbetsgrupper-hogre-regional": ("no", "no"),
        "central-grupp-hogre-regional": ("no", "unknown"),
    }
    assert "3 rader (organ) och 2 kolumner (sorter). Chefsmötet – ja: region; nej: 1 sort." in figure.alt
    assert texts(figure.equivalent)[:3] == ["Chefsmötet", "ja: region", "nej: kommun"]
    assert [entry.kind for entry in figure.legend] == ["yes", "unknown", "no"]


def test_organisations_with_the_same_answers_share_a_row_by_their_collective_s_name(
    civo_nord: Structure, tmp_path: Path
) -> None:
    figure = shown(civo_nord, tmp_path, "matrix: {columns: organizations}\n")
    assert figure.grid is not None
    assert "Kommunerna i Västerbottens län (15)" in {row.name for row in figure.grid.rows}
    assert any(text.startswith("nej: Chefsmötet, ") for text in texts(figure.equivalent))


ROTATING = "rotates: {among: {kind: kommun}, order: [alby, berga], term: 2 years}, count: 1"


@pytest.mark.parametrize(
    ("seat", "told"),
    [
        (f"{ROTATING}, held_by: {{organization: alby, from: 2020-01-01}}",
         {"alby": "held", "berga": "implied"}),
        ("rotates: {among: {kind: kommun}}, held_by: {organization: alby, observed: 2022}",
         {"alby": "seen", "Ingen innehavare känd": "unknown"}),
        ("rotates: {among: {kind: kommun}}, held_by: [{organization: alby, from: 2020-01-01, to: 2021-01-01}, "
         "{organization: berga, from: 2022-01-01, to: 2023-01-01}]",
         {"alby": "held", "berga": "held", "Ingen innehavare känd": "hole"}),
    ],
)  # fmt: skip
def test_time_shows_what_is_told_implied_seen_and_not_known(tmp_path: Path, seat: str, told: dict[str, str]) -> None:
    fields = "levels: [lag]\ntimeline: {from: 2020, to: 2026}\n"
    figure = small(tmp_path, with_seats("{" + seat + "}"), fields)
    assert figure.chart is not None
    (group,) = figure.chart.groups
    found = {lane.name: {bar.kind for bar in lane.bars} for lane in group.lanes}
    for lane, kind in told.items():
        assert kind in found[lane], (lane, found)
    assert {entry.kind for entry in figure.legend} == {kind for kinds in found.values() for kind in kinds}


def test_the_time_of_the_chefsmotet_s_seat_says_that_only_2023_is_known(civo_nord: Structure) -> None:
    view = read_view(ROOT / "diagrams" / "chefsmotets-roterande-plats.yaml", civo_nord)
    figure = drawing(civo_nord, view, "v")
    told = texts(figure.equivalent)
    assert "Region Västerbotten: 2023 (observerad på platsen någon gång under tiden)" in told
    assert any(line.startswith("Ingen innehavare känd: 2022-10-01–2022-12-31 ") for line in told)
    assert "Känt är Region Västerbotten 2023 (observerad" in figure.alt
    assert "i övrigt är innehavaren inte känd" in figure.alt
    assert "procent" not in figure.alt


FRAME = """areas:
  - {id: omradet, type: lan, from: 2021-07-01, source: {in: s}}
arrangements:
  - {id: ordning, from: 2021-03-01, source: {in: s}}
"""
REFORM = "changes:\n  - {id: reform, date: 2022-05-01, results: b, source: {in: s}}\n"


@pytest.mark.parametrize(
    ("body", "change", "held", "begins", "told"),
    [
        ("", REFORM, "", "2022-05-01", True),
        (", area: omradet, from: 2022-09-01", REFORM, "", "2022-09-01", False),
        (", area: omradet, arrangement: ordning", "", "", "2021-07-01", True),
        (", arrangement: ordning", "", "", "2021-03-01", True),
        (", arrangement: ordning", REFORM, ", held_by: {organization: alby, observed: 2022}", "2021-03-01", True),
        ("", "", "", "2020-01-01", False),
    ],
)
def test_nobody_holds_a_seat_before_what_it_is_part_of(
    tmp_path: Path, body: str, change: str, held: str, begins: str, told: bool
) -> None:
    """The last beginning counts, but none after somebody is told to have held the seat; the title tells it if need be."""
    records = FRAME + change + with_seats(f"{{rotates: {{among: {{kind: kommun}}}}{held}}}", body)
    figure = small(tmp_path, records, "levels: [lag]\ntimeline: {from: 2020, to: 2026}\n")
    assert figure.chart is not None
    (group,) = figure.chart.groups
    first = min(bar.first for lane in group.lanes for bar in lane.bars)
    assert date.fromordinal(first).isoformat() == begins
    assert ("finns tidigast" in group.title) == told


def test_the_alternative_text_of_a_time_says_who_is_known_when_and_what_is_left(tmp_path: Path) -> None:
    view = "levels: [lag]\ntimeline: {from: 2020, to: 2024}\n"
    whole = "{rotates: {among: {kind: kommun}}, held_by: {organization: alby, from: 2020-01-01}}"
    assert "Känt är alby 2020–2023 (har platsen)." in small(tmp_path, with_seats(whole), view).alt
    part = "{rotates: {among: {kind: kommun}}, held_by: {organization: alby, observed: 2022}}"
    assert "Known is alby 2022 (seen" in small(tmp_path, with_seats(part), view, language="en").alt
    none = small(tmp_path, with_seats("{rotates: {among: {kind: kommun}}}"), view)
    assert "Ingen innehavare är känd." in none.alt


# What is wrong in a view


@pytest.mark.parametrize(
    ("fields", "place", "message", "hint"),
    [
        ("levels: [lokal]\n", (4, 1), "vyn visar ingenting: inget organ och ingen fråga passar den (2023)", ""),
        ("levels: [regional]\ninclude: type:event\n", (4, 1), "vyn visar ingenting", ""),
        ("actors: [kind:kommun]\n", (2, 1), "vyn visar ingenting", ""),
        ("levels: [regional]\nemphasis: umea-komun\n", (5, 11), "”umea-komun” finns inte", "umea-kommun"),
        ("levels: [regional]\nunfold: [umea-komun]\n", (5, 10), "”umea-komun” finns inte", "umea-kommun"),
        ("levels: [regional]\nhighlight: [rotating-onli]\n", (5, 13), "”rotating-onli” finns inte", "rotating-only"),
        ("levels: [regional]\ncompare: {scenario: nationel-struktur}\n", (5, 21), "”nationel-struktur” finns inte",
         "nationell-struktur"),
        ("levels: [regional]\nactors: [kind:kommun]\nfold_by: län\n", (6, 10), "”län” finns inte", "lan"),
        ("levels: [regional]\nmatrix: {rows: bodies}\nemphasis: umea-kommun\n", (6, 1), "”emphasis” säger inget", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(
    civo_nord: Structure, tmp_path: Path, fields: str, place: tuple[int, int], message: str, hint: str
) -> None:
    path = tmp_path / "v.yaml"
    path.write_text(BOTH + fields, "utf-8")
    with pytest.raises(InvalidFiles) as wrong:
        read_view(path, civo_nord)
    (problem,) = wrong.value.problems
    assert (problem.position.line, problem.position.column) == place
    assert problem.message.sv.startswith(message)
    assert problem.suggestion == hint
    assert problem.position.file.endswith("v.yaml")


def test_an_unfold_of_one_record_does_not_draw_it_twice(tmp_path: Path) -> None:
    figure = small(tmp_path, with_seats("{represents: kind:kommun}"), SEATS + "unfold: true\n")
    assert lines(figure) == [("alby", "b", "collective", "known"), ("berga", "b", "collective", "known")]
