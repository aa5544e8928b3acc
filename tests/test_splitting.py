"""Views of a whole country: split into figures that can be printed, with every body and every line in one of them."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from civo.building import build
from civo.cli import civo
from civo.drawing import drawn, in_form_each, rendered
from civo.drawings import Drawing
from civo.errors import CivoError, InvalidFiles, UnknownName
from civo.layout import laid_out
from civo.layout.pages import READABLE, printed_text
from civo.loading import load
from civo.report import report
from civo.reports import Figure, blocks_of
from civo.structure import Structure, structure_at
from civo.views import drawings, read_view
from civo.words import Language, Text

from .figures.test_pages import assert_sound

ROOT = Path(__file__).parent.parent
REGISTER = ROOT / "structures" / "sverige"
BOTH = "structure: riket\ntitle: {sv: Hela landet, en: The whole country}\ncaption: {sv: Organen., en: The bodies.}\n"
LEVELS = "levels: [hogre-regional, regional]\n"
FOLDED = "actors: [kind:kommun, kind:region]\nfold_by: lan\n"
SOURCE = "source: {in: k, at: ¶1}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the register and a structure that has two bodies in each of its 21 counties and 6 civil areas."""
    structures = tmp_path_factory.mktemp("riket") / "structures"
    shutil.copytree(REGISTER, structures / "sverige")
    own = structures / "riket"
    own.mkdir()
    (own / "structure.yaml").write_text("title: {sv: Riket, en: The country}\ndate: 2023\nbuilds_on: [sverige]\n")
    (own / "sources.yaml").write_text("sources: [{id: k, name: Påhittad källa, read: whole}]\n")
    with (REGISTER / "areas.lan.csv").open(encoding="utf-8") as rows:
        counties = [(row["id"], _civil_area(row["part_of"])) for row in csv.DictReader(rows)]
    areas = dict.fromkeys(area for _, area in counties)
    (own / "bodies.yaml").write_text(
        "bodies:\n" + "".join(map(_of_area, areas)) + "".join(_of_county(*c) for c in counties)
    )
    (own / "scenarios").mkdir()
    (own / "scenarios" / "nytt.yaml").write_text(
        f"title: {{sv: Nytt, en: New}}\n{SOURCE}\nadd:\n  bodies:\n"
        "    - {id: nytt, name: Nytt, level: regional, area: skane-lan, seats: [{represents: {kind: kommun, in: skane-lan}}]}\n"
    )
    (structures.parent / "diagrams").mkdir()
    return structures.parent


def _civil_area(part_of: str) -> str:
    return next(area for area in part_of.split("|") if area.endswith("civilomradet"))


def _of_area(area: str) -> str:
    shared = f"{{kind: region, in: {area}}}"
    return (
        f"  - {{id: mote-{area}, name: Chefsmötet, level: hogre-regional, area: {area}, type: steering, composition: open,\n"
        f"     seats: [{{represents: {shared}, rotates: {{among: {shared}}}, {SOURCE}}}], {SOURCE}}}\n"
        f"  - {{id: grupp-{area}, name: Gruppen, level: hogre-regional, area: {area}, type: working-group, {SOURCE}}}\n"
    )


def _of_county(county: str, area: str) -> str:
    seats = ", ".join(f"{{represents: {{kind: {kind}, in: {county}}}, {SOURCE}}}" for kind in ("kommun", "region"))
    return (
        f"  - {{id: rad-{county}, name: Rådet, level: regional, area: {county}, type: council, appointed_by: [mote-{area}],\n"
        f"     composition: open, seats: [{seats}], {SOURCE}}}\n"
        f"  - {{id: nat-{county}, name: Nätverket, level: regional, area: {county}, type: network,\n"
        f"     appointed_by: [rad-{county}], seats: [{{represents: {{kind: kommun, in: {county}}}, {SOURCE}}}], {SOURCE}}}\n"
    )


@pytest.fixture(scope="module")
def riket(folder: Path) -> Structure:
    return structure_at(load(folder / "structures" / "riket"))


def shown(structure: Structure, folder: Path, fields: str, language: Language = "sv") -> list[Drawing]:
    path = folder / "v.yaml"
    path.write_text(BOTH + fields, "utf-8")
    return drawings(structure, read_view(path, structure), "v", language)


def bodies(figure: Drawing) -> list[str]:
    return [node.id for node in figure.nodes if node.shape == "body"]


def rows(figure: Drawing, node: str) -> tuple[str, ...]:
    return next(n.rows for n in figure.nodes if n.id == node)


# Which parts


@pytest.mark.parametrize("split", ["split_by: lan", "split_by: [civilomrade, level]", "split_by: type", "most_bodies: 5",
                                   "split_by: [level, civilomrade]\nmost_bodies: 3"])  # fmt: skip
def test_every_body_and_every_line_is_in_exactly_one_part(riket: Structure, tmp_path: Path, split: str) -> None:
    fields = LEVELS + "actors: [kind:region]\nunfold: true\n"
    (whole,) = shown(riket, tmp_path, fields)
    parts = shown(riket, tmp_path, f"{fields}{split}\n")
    assert sorted(body for part in parts for body in bodies(part)) == sorted(bodies(whole))
    seats = [edge for edge in whole.edges if edge.kind != "appoints"]
    assert sorted((e.source, e.target) for part in parts for e in part.edges if e.kind != "appoints") == sorted(
        (e.source, e.target) for e in seats
    )
    assert {n.id for part in parts for n in part.nodes} == {n.id for n in whole.nodes}
    assert len({part.id for part in parts}) == len(parts)
    for part in parts:
        assert {e.source for e in part.edges} | {e.target for e in part.edges} <= {n.id for n in part.nodes}
        said = [node for group in part.groups for node in group.nodes]
        assert sorted(said) == sorted(n.id for n in part.nodes)


def test_parts_by_county_come_after_what_no_county_has_of_its_own(riket: Structure, tmp_path: Path) -> None:
    parts = shown(riket, tmp_path, f"{LEVELS}{FOLDED}split_by: lan\n")
    assert [part.id for part in parts][:3] == ["v.utan-omrade", "v.stockholms-lan", "v.uppsala-lan"]
    assert len(parts) == 22
    assert parts[0].title == "Hela landet: organ utan eget område (del 1 av 22)"
    assert parts[2].title == "Hela landet: Uppsala län (del 3 av 22)"
    assert parts[2].caption == "Organen. Uppsala län (del 3 av 22)."
    english = shown(riket, tmp_path, f"{LEVELS}{FOLDED}split_by: lan\n", "en")
    assert english[0].title == "The whole country: bodies without an area of their own (part 1 of 22)"
    assert english[2].caption == "The bodies. Uppsala County (part 3 of 22)."


def test_counties_within_civil_areas_come_after_the_area_s_own(riket: Structure, tmp_path: Path) -> None:
    parts = shown(riket, tmp_path, f"{LEVELS}{FOLDED}split_by: [civilomrade, lan]\n")
    area, county = "v.norra-civilomradet", "Hela landet: Norra civilområdet, Västernorrlands län (del 2 av 27)"
    assert [part.id for part in parts][:3] == [area, f"{area}.vasternorrlands-lan", f"{area}.jamtlands-lan"]
    assert [part.title for part in parts][:2] == ["Hela landet: Norra civilområdet (del 1 av 27)", county]


def test_a_part_has_the_actors_with_a_line_into_it_and_says_that_others_stand_elsewhere(
    riket: Structure, tmp_path: Path
) -> None:
    parts = {part.id: part for part in shown(riket, tmp_path, f"{LEVELS}{FOLDED}split_by: lan\n")}
    uppsala = parts["v.uppsala-lan"]
    assert [n.id for n in uppsala.nodes if n.shape != "body"] == ["kommunerna-i-uppsala-lan", "region-uppsala"]
    assert uppsala.groups[-1].note == "Övriga står i andra delar"
    assert "Övriga står i andra delar." in uppsala.alt
    everyone = [n for n in parts["v.utan-omrade"].nodes if n.shape != "body"]
    assert len(everyone) == 6  # the regions of each civil area share a box, and no municipality has a line there


def test_who_has_no_line_stands_in_the_first_part_of_its_area(riket: Structure, tmp_path: Path) -> None:
    fields = f"levels: hogre-regional\n{FOLDED}split_by: civilomrade\n"
    north = next(part for part in shown(riket, tmp_path, fields) if part.id == "v.norra-civilomradet")
    heads = [n.head for n in north.nodes if n.shape != "body"]
    assert heads == ["Kommunerna i 4 områden, inga linjer", "Regionerna i 4 områden, samma linjer för alla"]
    halves = shown(riket, tmp_path, f"{fields}most_bodies: 1\n")
    first, second = (part for part in halves if part.id.startswith("v.norra-civilomradet"))
    assert [n.head for n in first.nodes if n.shape != "body"] == heads
    assert [n.id for n in second.nodes] == ["grupp-norra-civilomradet"]


def test_by_level_and_type_every_part_has_all_actors(riket: Structure, tmp_path: Path) -> None:
    high, low = shown(riket, tmp_path, f"{LEVELS}{FOLDED}split_by: level\n")
    assert (high.id, low.id) == ("v.hogre-regional", "v.regional")
    (alone,) = shown(riket, tmp_path, f"levels: hogre-regional\n{FOLDED}")
    assert [n.id for n in high.nodes] == [n.id for n in alone.nodes]
    assert high.edges == alone.edges
    assert "andra delar" not in high.alt


def test_a_line_into_another_part_is_told_in_the_boxes_of_both(riket: Structure, tmp_path: Path) -> None:
    parts = {part.id: part for part in shown(riket, tmp_path, f"{LEVELS}{FOLDED}split_by: lan\n")}
    told = rows(parts["v.utan-omrade"], "mote-ostra-civilomradet")
    assert "tillsätter Rådet i del 2 och Rådet i del 9" in told
    assert "tillsätts av Chefsmötet i del 1" in rows(parts["v.stockholms-lan"], "rad-stockholms-lan")
    within = [e for e in parts["v.stockholms-lan"].edges if e.kind == "appoints"]
    assert [(e.source, e.target) for e in within] == [("rad-stockholms-lan", "nat-stockholms-lan")]
    said = shown(riket, tmp_path, f"{LEVELS}{FOLDED}split_by: lan\n", "en")[1]
    assert "appointed by Chefsmötet in part 1" in rows(said, "rad-stockholms-lan")


def test_bodies_are_split_evenly(riket: Structure, tmp_path: Path) -> None:
    parts = shown(riket, tmp_path, f"{LEVELS}split_by: level\nmost_bodies: 10\n")
    assert [len(bodies(part)) for part in parts] == [6, 6, 8, 9, 8, 9, 8]
    assert parts[0].title == "Hela landet: Högre regional nivå, organ 1–6 av 12 (del 1 av 7)"
    single = shown(riket, tmp_path, f"{LEVELS}split_by: level\nmost_bodies: 1\n")
    assert single[2].id == "v.hogre-regional.3"
    assert single[2].title == "Hela landet: Högre regional nivå, organ 3 av 12 (del 3 av 54)"


def test_a_view_with_one_part_is_not_split(riket: Structure, tmp_path: Path) -> None:
    (figure,) = shown(riket, tmp_path, "levels: regional\nsplit_by: level\nmost_bodies: 42\n")
    assert (figure.id, figure.title, figure.caption) == ("v", "Hela landet", "Organen.")


def test_a_matrix_a_time_line_and_a_comparison_are_split_too(riket: Structure, tmp_path: Path) -> None:
    matrices = shown(riket, tmp_path, f"{LEVELS}matrix: {{rows: bodies, columns: kinds}}\nsplit_by: civilomrade\n")
    assert [len(part.grid.rows) for part in matrices if part.grid] == [10, 16, 6, 8, 6, 8]
    times = shown(riket, tmp_path, "levels: hogre-regional\ntimeline: {from: 2022, to: 2025}\nsplit_by: civilomrade\n")
    assert [len(part.chart.groups) for part in times if part.chart] == [1] * 6
    fields = f"{LEVELS}{FOLDED}split_by: lan\ncompare: {{scenario: nytt}}\n"
    compared = {part.id: part for part in shown(riket, tmp_path, fields)}
    assert [n.id for n in compared["v.skane-lan"].nodes if n.change == "added"] == ["nytt"]
    assert not any(n.change for n in compared["v.uppsala-lan"].nodes)


# What is printed


@pytest.mark.parametrize(
    ("language", "fields"),
    [
        ("sv", "split_by: lan\nmost_bodies: 6\n"),
        ("en", "split_by: [civilomrade, lan]\n"),
        ("sv", "split_by: [civilomrade, lan]\nhighlight: findings\n"),
    ],
)
def test_a_country_with_bodies_in_every_county_can_be_read_on_a4(
    riket: Structure, tmp_path: Path, language: Language, fields: str
) -> None:
    for figure in shown(riket, tmp_path, f"{LEVELS}{FOLDED}page: a4\n{fields}", language):
        layout = laid_out(figure)
        assert printed_text(layout) >= READABLE
        assert_sound(layout)


def test_the_same_view_gives_the_same_figures(riket: Structure, folder: Path, tmp_path: Path) -> None:
    fields = f"{LEVELS}{FOLDED}split_by: [civilomrade, lan]\n"
    again = structure_at(load(folder / "structures" / "riket"))
    assert shown(riket, tmp_path, fields) == shown(again, tmp_path, fields)


def test_a_page_that_is_too_small_is_an_error_at_its_line_with_the_ways_to_split(
    riket: Structure, tmp_path: Path
) -> None:
    path = tmp_path / "v.yaml"
    path.write_text(f"{BOTH}{LEVELS}{FOLDED}page: a4\n", "utf-8")
    with pytest.raises(InvalidFiles) as wrong:
        in_form_each(riket, drawn(riket, tmp_path, "v"), "svg")
    (problem,) = wrong.value.problems
    assert (problem.position.line, problem.position.column, problem.length) == (7, 1, 4)
    for said in ("ryms inte på a4", "split_by: level (2 delar)", "split_by: civilomrade (6 delar)", "split_by: lan (22 delar)",
                 "eller most_bodies: "):  # fmt: skip
        assert said in problem.message.sv
    assert "split it in the view: split_by: level (2 parts), " in (problem.message.en or "")


def test_every_part_that_is_too_small_is_told_of(riket: Structure, tmp_path: Path) -> None:
    (tmp_path / "v.yaml").write_text(f"{BOTH}{LEVELS}{FOLDED}page: a4\nsplit_by: level\n", "utf-8")
    with pytest.raises(InvalidFiles) as wrong:
        in_form_each(riket, drawn(riket, tmp_path, "v"), "svg")
    first, second = (problem.message.sv for problem in wrong.value.problems)
    assert "figuren v.hogre-regional ryms inte" in first and "split_by: [level, civilomrade] (6 delar)" in first
    assert "figuren v.regional ryms inte" in second and "split_by: [level, lan] (21 delar)" in second


@pytest.mark.parametrize(
    ("fields", "place", "message", "hint"),
    [
        ("split_by: län\n", (5, 11), "”län” finns inte", "lan"),
        ("split_by: [lan, leve]\n", (5, 17), "”leve” finns inte", "level"),
        ("most_bodies: 0\n", (5, 14), "", ""),
        (
            "matrix: {rows: issues}\nsplit_by: lan\n",
            (6, 1),
            "”split_by” säger inget tillsammans med ”matrix: {rows",
            "",
        ),
    ],
)
def test_what_cannot_be_split_by_is_told_with_its_place(
    riket: Structure, tmp_path: Path, fields: str, place: tuple[int, int], message: str, hint: str
) -> None:
    path = tmp_path / "v.yaml"
    path.write_text(f"{BOTH}{LEVELS}{fields}", "utf-8")
    with pytest.raises(InvalidFiles) as wrong:
        read_view(path, riket)
    (problem,) = wrong.value.problems
    assert (problem.position.line, problem.position.column) == place
    assert problem.message.sv.startswith(message) and problem.suggestion == hint


# Where it comes out


@pytest.fixture
def views(tmp_path: Path) -> Path:
    (tmp_path / "v.yaml").write_text(f"{BOTH}levels: hogre-regional\n{FOLDED}split_by: civilomrade\n", "utf-8")
    return tmp_path


def test_a_part_is_asked_for_by_its_name(riket: Structure, views: Path) -> None:
    part = rendered(riket, views, "v.norra-civilomradet", "txt")
    assert isinstance(part, str) and part.startswith("Hela landet: Norra civilområdet (del 1 av 6)\n")
    with pytest.raises(CivoError, match=r"v is split into 6 figures: say which, such as v\.norra-civilomradet, "):
        rendered(riket, views, "v", "svg")
    with pytest.raises(UnknownName) as unknown:
        rendered(riket, views, "v.nora-civilomradet", "svg")
    assert unknown.value.suggestion == "v.norra-civilomradet"


def test_draw_writes_a_file_for_each_part(folder: Path, views: Path) -> None:
    options = ["--structure", str(folder / "structures" / "riket"), "--views", str(views), "--lang", "sv"]
    done = CliRunner().invoke(civo, ["draw", "v", *options, "--format", "svg", "--output", str(views / "bild.svg")])
    assert done.exit_code == 0, done.output
    made = sorted(path.name for path in views.glob("*.svg"))
    assert len(made) == 6 and "bild.norra-civilomradet.svg" in made
    text = CliRunner().invoke(civo, ["draw", "v", *options, "--format", "txt"])
    assert [f"(del {n} av 6)\n" in text.stdout for n in range(1, 7)] == [True] * 6
    refused = CliRunner().invoke(civo, ["draw", "v", *options, "--format", "svg"])
    assert refused.exit_code == 2 and "6 fig" in refused.output
    everything = CliRunner().invoke(civo, ["draw", *options])
    assert str(views / "v.norra-civilomradet.dot") in everything.stdout
    assert (views / "v.norra-civilomradet.svg").is_file()


def test_a_figure_without_a_page_that_cannot_be_read_on_a4_is_told_of(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "v.yaml").write_text(f"{BOTH}{LEVELS}{FOLDED}", "utf-8")
    options = ["--structure", str(folder / "structures" / "riket"), "--views", str(tmp_path), "--lang", "sv"]
    done = CliRunner().invoke(civo, ["draw", "v", *options, "--output", str(tmp_path / "v.svg")])
    assert done.exit_code == 0
    assert "the figure v gets too small on A4: its smallest text would be 2." in done.stderr
    assert "split it in the view: split_by: level (2 parts), " in done.stderr


def test_the_build_and_the_report_have_every_part(riket: Structure, views: Path, tmp_path: Path) -> None:
    said: list[Text] = []
    built = build(riket, views, tmp_path / "ut", None, said.append)
    assert built.figures == 6
    assert (tmp_path / "ut" / "figurer" / "v.norra-civilomradet.pptx").is_file()
    assert 'href="figurer/v.norra-civilomradet.svg"' in built.page.read_text(encoding="utf-8")
    made = report(riket, views)
    titles = [block.drawing.title for block in blocks_of(made.sections) if isinstance(block, Figure)]
    assert titles[0] == "Hela landet: Norra civilområdet (del 1 av 6)" and len(titles) == 6
