"""The shipped views: what they draw of section 5.2, and that the files beside them are those of today."""

import re
from pathlib import Path

import pytest

from civo.dates import parsed_period
from civo.drawings import Drawing, Item
from civo.errors import InvalidFiles
from civo.layout import dot_of
from civo.loading import load
from civo.structure import Structure, structure_at
from civo.views import drawing, read_view
from civo.views.alt_text import BODIES, BODY, TAIL, alt_text, named
from civo.words import Language, Text

from .loading.samples import loaded

ROOT = Path(__file__).parent.parent
VIEWS = sorted((ROOT / "diagrams").glob("*.yaml"))


@pytest.fixture(scope="module")
def civo_nord() -> Structure:
    return structure_at(load(ROOT / "structures" / "civo-nord"))


def edges(structure: Structure, name: str) -> set[tuple[str, str, str, str]]:
    view = read_view(ROOT / "diagrams" / f"{name}.yaml", structure)
    return {(e.source, e.target, e.kind, e.standing) for e in drawing(structure, view, name).edges}


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: path.stem)
def test_the_dot_beside_a_view_is_what_it_draws_today(path: Path, civo_nord: Structure) -> None:
    figure = drawing(civo_nord, read_view(path, civo_nord), path.stem)
    assert path.with_suffix(".dot").read_text(encoding="utf-8") == dot_of(figure), "run: civo draw"


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: path.stem)
def test_every_view_has_a_title_a_legend_an_alt_text_and_a_text_equivalent(path: Path, civo_nord: Structure) -> None:
    figure = drawing(civo_nord, read_view(path, civo_nord), path.stem)
    assert figure.language == "sv"
    lanes = figure.chart.groups if figure.chart else ()
    assert {(entry.sample, entry.kind, entry.standing) for entry in figure.legend} == {
        *(("node", node.shape, node.standing) for node in figure.nodes),
        *(("edge", edge.kind, edge.standing) for edge in figure.edges),
        *(("mark", cell.mark, "known") for row in (figure.grid.rows if figure.grid else ()) for cell in row.cells),
        *(("bar", bar.kind, "known") for group in lanes for lane in group.lanes for bar in lane.bars),
    }
    said = " ".join(_texts(figure.equivalent))
    for node in figure.nodes:
        assert node.head.split(" ")[0].lower() in said.lower(), node.head
    assert figure.alt.startswith(("Diagram över", "Matris med", "Tidslinje över")) and figure.alt != figure.caption


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_alternative_text_names_what_is_few_and_ends_soon(
    path: Path, language: Language, civo_nord: Structure
) -> None:
    alt = drawing(civo_nord, read_view(path, civo_nord), path.stem, language).alt
    assert len(alt) < 650
    assert alt.count(TAIL.in_language(language)) == 1 and alt.endswith(TAIL.in_language(language))
    assert not re.search(r"\b1 (sakfrågor|rader|linjer|luckor|parter|rutor|issues|bodies|rows|lines|gaps|boxes)\b", alt)
    assert not re.search(r"\b0 |  | ,|\.\.|\{", alt), "what there is none of is not told"


def test_an_alternative_text_says_who_is_where_and_what_lies_outside(civo_nord: Structure) -> None:
    alts = {path.stem: drawing(civo_nord, read_view(path, civo_nord), path.stem).alt for path in VIEWS}
    level = alts["hogre-regional-niva"]
    assert "Kommunerna i Norra civilområdet: sägs uttryckligen inte sitta i något av organen." in level
    rest = (
        "del i en roterande plats i Chefsmötet; sägs uttryckligen inte sitta i Arbetsgrupper på högre regional nivå; "
    )
    assert f"{rest}ingen linje till 1 organ" in level
    assert "Utanför Civo-strukturen ligger Sjukvård (osäkert), Föreskriftsrätt (osäkert) och" in alts["fragor-utanfor"]
    assert alts["traumavardskedjan"].startswith("Diagram över 1 sakfråga: Traumavårdskedjan.")
    assert alts["representation-matris"].startswith("Matris med 4 rader (organisationer) och 12 kolumner (organ).")


def test_where_many_names_would_be_too_long_they_are_counted() -> None:
    names = [Text("Ett organ med ett ganska långt namn") for _ in range(6)]
    few = alt_text(lambda few, rest: [named(names, few, BODY, BODIES), named(names[:2], rest, BODY, BODIES)], "sv")
    assert len(few) < 600 and "2 organ" not in few
    long = alt_text(lambda few, _: [named(names, few, BODY, BODIES)] * 3, "en")
    assert long == "6 bodies 6 bodies 6 bodies"


def _texts(items: tuple[Item, ...]) -> list[str]:
    return [text for item in items for text in (item.text, *_texts(item.items))]


def test_the_higher_level_shows_the_rotating_seat_and_the_stated_absences(civo_nord: Structure) -> None:
    found = edges(civo_nord, "hogre-regional-niva")
    kommuner, regioner = "kommunerna-i-norra-civilomradet", "regionerna-i-norra-civilomradet"
    assert (regioner, "chefsmotet", "rotating", "known") in found
    assert (kommuner, "chefsmotet", "absent", "known") in found
    assert (regioner, "arbetsgrupper-hogre-regional", "absent", "known") in found
    assert not any(kind in ("seat", "collective") for _, _, kind, _ in found)


def test_the_regional_level_shows_who_is_represented_and_draws_nothing_where_the_report_is_silent(
    civo_nord: Structure,
) -> None:
    found = edges(civo_nord, "regional-niva")
    kommuner = "kommunerna-i-vasterbottens-lan"
    assert (kommuner, "regionala-radet", "collective", "known") in found
    assert ("region-vasterbotten", "regionala-radet", "seat", "known") in found
    assert (kommuner, "arbetsgrupper-regional", "collective", "unknown") in found
    assert not any(target == "regionala-natverk" for _, target, _, _ in found)
    assert not any(kind == "absent" for _, _, kind, _ in found)


def test_the_issue_figure_shows_what_lies_outside_and_what_the_trauma_chain_requires(civo_nord: Structure) -> None:
    found = edges(civo_nord, "fragor-utanfor")
    for issue in ("sjukvard", "transporter", "foreskriftsratt"):
        assert (issue, "civo", "outside", "unknown") in found
    assert ("traumavardskedjan", "civo", "part", "unknown") in found
    assert ("traumavardskedjan", "transporter", "needs", "unknown") in found
    for required in ("kommunal-halso-och-sjukvard", "socialtjanst", "lead-nationell"):
        assert ("traumavardskedjan", required, "requires", "unknown") in found
    assert ("direktorsnatverk", "traumavardskedjan", "discussed", "known") in found


def test_before_the_reform_there_is_no_higher_level_to_draw() -> None:
    loaded = load(ROOT / "structures" / "civo-nord")
    before = structure_at(loaded, parsed_period("2021"))
    view = read_view(ROOT / "diagrams" / "hogre-regional-niva.yaml", before)
    figure = drawing(before, view, "before")
    assert not any(node.shape == "body" for node in figure.nodes)


def test_a_dangling_id_in_a_view_is_an_error_with_its_place(tmp_path: Path, civo_nord: Structure) -> None:
    view = tmp_path / "x.yaml"
    view.write_text(
        "structure: civo-nord\ntitle: X\ncaption: Y\nlevels: [regionall]\nactors:\n  - {kind: komun}\nextra: 1\n"
    )
    with pytest.raises(InvalidFiles) as wrong:
        read_view(view, civo_nord)
    assert [(p.position.line, p.position.column) for p in wrong.value.problems] == [(7, 1)]
    view.write_text(view.read_text().replace("extra: 1\n", ""))
    with pytest.raises(InvalidFiles) as wrong:
        read_view(view, civo_nord)
    told = [(p.position.line, p.position.column, p.message.sv, p.suggestion) for p in wrong.value.problems]
    assert told == [(4, 10, "”regionall” finns inte", "regional"), (6, 5, "”komun” finns inte", "kommun")]


# Small structures: what is drawn as a fact, and what is not

ARRANGEMENT = "arrangements:\n  - {id: ordning, source: {in: s}}\n"
ISSUES = "issues: [vatten]\narrangement: ordning\n"
SEATS = "levels: [lag]\nactors:\n  - {kind: kommun}\n"


def small(folder: Path, records: str, view: str, at: str = "2024", language: Language = "sv") -> Drawing:
    """The view of a structure with these records beside the base, at a date."""
    structure = structure_at(loaded(folder, {"b.yaml": records}), parsed_period(at))
    path = folder / "v.yaml"
    path.write_text("structure: prov\ntitle: {sv: T, en: T}\ncaption: {sv: C, en: C}\n" + view)
    return drawing(structure, read_view(path, structure), "v", language)


def lines(figure: Drawing) -> list[tuple[str, str, str, str]]:
    return [(e.source, e.target, e.kind, e.standing) for e in figure.edges]


def box(figure: Drawing, name: str) -> str:
    return {node.id: node.standing for node in figure.nodes}[name]


def with_seats(seats: str, body: str = "") -> str:
    return f"bodies:\n  - {{id: b, level: lag{body}, source: {{in: s}}, seats: [{seats}]}}\n"


@pytest.mark.parametrize(
    ("coverage", "edge", "issue"),
    [
        ("", "known", "gap"),
        (", certainty: implied", "unknown", "gap"),
        (", observed: 2020", "unknown", "known"),
        (", status: proposed", "proposed", "known"),
    ],
)
def test_only_a_coverage_that_exists_now_makes_an_issue_a_gap(
    tmp_path: Path, coverage: str, edge: str, issue: str
) -> None:
    records = f"{ARRANGEMENT}coverages:\n  - {{id: c, issue: vatten, by: ordning, place: none{coverage}, source: {{in: s}}}}\n"
    figure = small(tmp_path, records, ISSUES + "proposed: true\n")
    assert lines(figure) == [("vatten", "ordning", "outside", edge)]
    assert box(figure, "vatten") == issue
    told = {"known": "Utanför ordning ligger vatten.", "unknown": "Utanför ordning ligger vatten (osäkert)."}
    assert told[edge] in figure.alt if edge in told else "Utanför" not in figure.alt


RESPONSIBLE = "responsibilities:\n  - {id: a, issue: vatten, who: [alby]%s, source: {in: s}}\n"


@pytest.mark.parametrize(
    ("field", "standing", "words"),
    [
        ("", "known", ""),
        (", status: discussed", "proposed", " (diskuteras)"),
        (", certainty: probable", "unknown", " (troligt)"),
        (", observed: 2020", "unknown", " (osäkert)"),
    ],
)
def test_a_responsibility_is_as_sure_as_its_record(tmp_path: Path, field: str, standing: str, words: str) -> None:
    figure = small(tmp_path, RESPONSIBLE % field, "issues: [vatten]\nproposed: true\n")
    assert lines(figure) == [("alby", "vatten", "responsible", standing)]
    assert _texts(figure.equivalent) == ["vatten", f"ansvarar: alby{words}"]


@pytest.mark.parametrize("proposed", [True, False])
def test_what_is_proposed_is_drawn_only_in_a_view_that_asks_for_it(tmp_path: Path, proposed: bool) -> None:
    records = (
        "arrangements:\n  - {id: ordning, status: proposed, source: {in: s}}\n"
        "coverages:\n  - {id: c, issue: vatten, by: ordning, source: {in: s}}\n" + RESPONSIBLE % ", status: proposed"
    )
    figure = small(tmp_path, records, ISSUES + f"proposed: {str(proposed).lower()}\n")
    told = {node.id: node.standing for node in figure.nodes}
    assert told == ({"ordning": "proposed", "vatten": "known", "alby": "known"} if proposed else {"vatten": "known"})
    assert ("alby", "vatten", "responsible", "proposed") in lines(figure) or not proposed
    assert bool(figure.edges) is proposed


def test_an_uncertain_issue_is_not_drawn_as_fact_nor_what_it_requires(tmp_path: Path) -> None:
    records = (
        "issues:\n  - {id: brand, observed: 2020, needs: vatten, requires_participants: alby, requires_lead: hog, "
        "source: {in: s}}\n  - {id: skred, status: discussed, requires_lead: hog, source: {in: s}}\n"
    )
    figure = small(tmp_path, records, "issues: [brand, skred]\n")
    assert lines(figure) == [
        ("brand", "vatten", "needs", "unknown"),
        ("brand", "alby", "requires", "unknown"),
        ("brand", "lead-hog-brand", "requires", "unknown"),
        ("skred", "lead-hog-skred", "requires", "proposed"),
    ]
    assert (box(figure, "brand"), box(figure, "skred")) == ("unknown", "proposed")
    assert (box(figure, "lead-hog-brand"), box(figure, "lead-hog-skred")) == ("unknown", "proposed")


def test_those_who_are_required_are_as_sure_as_their_records(tmp_path: Path) -> None:
    records = (
        "organizations:\n  - {id: nya, kind: kommun, status: proposed, source: {in: s}}\n"
        "issues:\n  - {id: brand, requires_participants: nya, source: {in: s}}\n"
    )
    figure = small(tmp_path, records, "issues: [brand]\n")
    assert lines(figure) == [("brand", "nya", "requires", "known")]
    assert box(figure, "nya") == "proposed"


def test_the_wider_issue_and_who_only_attends_are_told(tmp_path: Path) -> None:
    issues = "issues:\n  - {id: el, name: El, part_of: vatten, source: {in: s}}\n"
    figure = small(tmp_path, ARRANGEMENT + issues, ISSUES.replace("[vatten]", "[el]"))
    assert [node.rows for node in figure.nodes if node.id == "el"] == [("del av vatten",)]
    folder = tmp_path / "b"
    folder.mkdir()
    records = "bodies:\n  - {id: b, level: lag, source: {in: s}, seats: [{role: chef, participation: attends}, {role: chef}]}\n"
    figure = small(folder, records, "levels: [lag]\nshow: [roles]\n")
    assert [node.rows for node in figure.nodes if node.id == "b"] == [("chef (deltar)", "chef")]


def test_one_seat_is_one(tmp_path: Path) -> None:
    records = "bodies:\n  - {id: b, level: lag, source: {in: s}, seats: [{count: 1}, {count: 2}, {}]}\n"
    figure = small(tmp_path, records, "levels: [lag]\nshow: [counts]\n")
    [rows] = [node.rows for node in figure.nodes if node.id == "b"]
    assert rows == ("1 plats", "2 platser", "okänt antal platser")


def test_a_wrong_page_gets_the_pages_there_are(civo_nord: Structure, tmp_path: Path) -> None:
    view = tmp_path / "x.yaml"
    view.write_text("structure: civo-nord\ntitle: X\ncaption: Y\nlevels: [regional]\npage: a3\n")
    with pytest.raises(InvalidFiles) as wrong:
        read_view(view, civo_nord)
    assert [p.expected.sv for p in wrong.value.problems] == ["a4, a4-landscape, 16x9"]


@pytest.mark.parametrize(
    ("what", "note"), [("lan", "Leds av alby"), ("lag", "Leds av alby"), ("vatten", ""), ("radet", "")]
)
def test_who_leads_something_at_a_level_does_not_lead_the_level(tmp_path: Path, what: str, note: str) -> None:
    records = f"relations:\n  - {{who: alby, does: leads, what: {what}, level: lag, source: {{in: s}}}}\n"
    drawing = small(tmp_path, records, "levels: [lag]\n")
    assert [group.note.removeprefix("lan").strip(". ") for group in drawing.groups] == [note]


def test_one_issue_s_lead_is_not_said_of_another(tmp_path: Path) -> None:
    records = (
        "issues:\n  - {id: brand, requires_lead: hog, source: {in: s}}\n"
        "  - {id: skred, requires_lead: hog, source: {in: s}}\n"
        "responsibilities:\n  - {id: a, issue: brand, who: [alby], degree: lead, level: hog, source: {in: s}}\n"
    )
    figure = small(tmp_path, records, "issues: [brand, skred]\n")
    assert (box(figure, "lead-hog-brand"), box(figure, "lead-hog")) == ("known", "gap")
    assert ("skred", "lead-hog", "requires", "known") in lines(figure)


@pytest.mark.parametrize(
    ("field", "standing"),
    [
        ("status: discussed", "known"),
        ("status: discussed, observed: 2020", "unknown"),
        ("certainty: implied", "unknown"),
    ],
)
def test_a_discussion_takes_place_unless_it_is_uncertain(tmp_path: Path, field: str, standing: str) -> None:
    records = f"inquiries:\n  - {{id: i, about: vatten, by: radet, state: discussed, {field}, source: {{in: s}}}}\n"
    assert lines(small(tmp_path, records, "issues: [vatten]\n")) == [("radet", "vatten", "discussed", standing)]


def test_a_full_place_is_not_called_a_weaker_one(tmp_path: Path) -> None:
    records = (
        f"{ARRANGEMENT}issues:\n  - {{id: brand, source: {{in: s}}}}\n"
        "coverages:\n  - {id: c, issue: vatten, by: ordning, source: {in: s}}\n"
        "  - {id: d, issue: brand, by: ordning, place: weak, source: {in: s}}\n"
    )
    full = small(tmp_path / "full", records, ISSUES)
    assert "I ordning ingår vatten." in full.alt and "Svagare" not in full.alt
    assert [e.meaning for e in full.legend if e.kind == "part"] == ["Ingår"]
    weak = small(tmp_path / "weak", records, "issues: [brand]\narrangement: ordning\n")
    assert "Svagare plats i ordning har brand." in weak.alt and "ingår" not in weak.alt
    assert [e.meaning for e in weak.legend if e.kind == "part"] == ["Ingår, med svagare plats"]


def test_a_closed_list_is_not_a_stated_absence(tmp_path: Path) -> None:
    body = with_seats("{held_by: {organization: region-x}, count: 1}", ", composition: closed")
    region = "organizations:\n  - {id: region-x, kind: region, source: {in: s}}\n"
    closed = small(tmp_path / "closed", region + body, SEATS)
    assert lines(closed) == []
    assert "kommun: sitter inte här (alla platser är kända)" in _texts(closed.equivalent)
    absence = "absences:\n  - {id: a, who: {kind: kommun}, body: b, source: {in: s}}\n"
    stated = small(tmp_path / "stated", region + body + absence, SEATS)
    assert lines(stated) == [("kind:kommun", "b", "absent", "known")]
    assert "kommun: sitter inte här, det är uttalat" in _texts(stated.equivalent)


@pytest.mark.parametrize(
    ("seats", "kind", "standing", "said"),
    [
        ("{represents: kind:kommun}", "collective", "known", "företräds här"),
        ("{each: true, represents: kind:kommun}", "seat", "known", "egen plats eller representation"),
        ("{represents: [alby]}", "seat", "unknown", "egen plats eller representation (känt för 1 av 2)"),
        ("{represents: [alby]}, {represents: [berga]}", "seat", "known", "egen plats eller representation"),
        ("{held_by: {organization: alby}}", "seat", "unknown", "egen plats eller representation (känt för 1 av 2)"),
        ("{represents: kind:kommun, certainty: implied}", "collective", "unknown", "företräds här (osäkert)"),
    ],
)
def test_several_are_represented_only_by_a_seat_for_several(
    tmp_path: Path, seats: str, kind: str, standing: str, said: str
) -> None:
    figure = small(tmp_path, with_seats(seats), SEATS)
    assert lines(figure) == [("kind:kommun", "b", kind, standing)]
    assert f"kommun: {said}" in _texts(figure.equivalent)


def test_who_is_only_named_as_an_example_of_who_might_coordinate_is_told_as_one(tmp_path: Path) -> None:
    records = with_seats("{represents: kind:kommun}") + (
        "relations:\n  - {id: r, who: alby, does: coordinates, what: lag, extent: for-example, source: {in: s}}\n"
    )
    assert small(tmp_path / "sv", records, SEATS).groups[0].note == "lan. Samordnas t.ex. av alby"
    assert (
        small(tmp_path / "en", records, SEATS, language="en").groups[0].note == "lan. Coordinated for example by alby"
    )


def test_a_body_that_is_proposed_or_uncertain_has_no_solid_lines(tmp_path: Path) -> None:
    seat = "{represents: kind:kommun}"
    proposed = small(tmp_path / "p", with_seats(seat, ", status: proposed"), SEATS + "proposed: true\n")
    assert (box(proposed, "b"), lines(proposed)[0][2:]) == ("proposed", ("collective", "proposed"))
    uncertain = small(tmp_path / "u", with_seats(seat, ", observed: 2020"), SEATS)
    assert (box(uncertain, "b"), lines(uncertain)[0][2:]) == ("unknown", ("collective", "unknown"))
    assert {"b (föreslaget)", "b (osäkert)"} <= {*_texts(proposed.equivalent), *_texts(uncertain.equivalent)}


def test_what_an_uncertain_body_appoints_is_uncertain(tmp_path: Path) -> None:
    bodies = (
        "bodies:\n  - {id: b, level: lag, observed: 2020, decides: {appoints: c}, source: {in: s}}\n"
        "  - {id: c, level: lag, source: {in: s}}\n"
    )
    assert lines(small(tmp_path, bodies, SEATS)) == [("b", "c", "appoints", "unknown")]


def test_who_answers_mainly_and_who_in_part_do_not_look_alike(civo_nord: Structure) -> None:
    figure = drawing(civo_nord, read_view(ROOT / "diagrams" / "fragor-utanfor.yaml", civo_nord), "fragor-utanfor")
    rows = {node.id: node.rows for node in figure.nodes}
    assert rows["region-vasterbotten"] == ("Sjukvård: huvudansvar",)
    assert rows["kommunerna-i-vasterbottens-lan"][-1] == "Sjukvård: delvis"
    assert not any("organisationer" in row or "kommuner" in row for told in rows.values() for row in told)


def test_who_appoints_and_who_decides_on_issues_are_two_lines_with_two_words(tmp_path: Path) -> None:
    bodies = (
        "bodies:\n  - {id: b, level: lag, same_as: {id: d, certainty: probable}, source: {in: s}, "
        "decides: [{appoints: c}, {assigns_issues_of: c}]}\n"
        "  - {id: c, level: lag, source: {in: s}}\n  - {id: d, level: lag, source: {in: s}}\n"
    )
    figure = small(tmp_path, bodies, SEATS)
    assert lines(figure) == [("b", "c", "appoints", "known"), ("b", "c", "assigns", "known")]
    words = [entry.meaning for entry in figure.legend if entry.kind in ("appoints", "assigns")]
    assert words == ["Tillsätter", "Beslutar om frågorna där"]
    assert [(item.text, _texts(item.items)) for item in figure.equivalent if item.text in words] == [
        ("Tillsätter", ["b → c"]),
        ("Beslutar om frågorna där", ["b → c"]),
    ]


@pytest.mark.parametrize(
    ("certainty", "language", "row"),
    [
        ("stated", "sv", "samma som Rådet"),
        ("stated", "en", "same as Rådet"),
        ("probable", "sv", "troligen samma som Rådet"),
        ("probable", "en", "probably the same as Rådet"),
    ],
)
def test_the_same_body_is_called_probable_only_when_it_is(
    tmp_path: Path, certainty: str, language: Language, row: str
) -> None:
    bodies = (
        f"bodies:\n  - {{id: b, level: lag, same_as: {{id: c, certainty: {certainty}}}, source: {{in: s}}}}\n"
        "  - {id: c, name: Rådet, source: {in: s}}\n"
    )
    figure = small(tmp_path, bodies, SEATS, language=language)
    assert next(node for node in figure.nodes if node.id == "b").rows == (row,)
    assert box(figure, "b") == "known", "that it may be another one makes it no less there"


def test_an_english_figure_uses_swedish_names_where_there_are_no_others(tmp_path: Path) -> None:
    records = (
        "roles:\n  - {id: direktor, name: direktör, source: {in: s}}\n"
        "plans:\n  - {id: p, name: Planen, source: {in: s}}\n"
        "bodies:\n  - {id: b, level: lag, area: lan, decides: {adopts: p}, source: {in: s}, "
        "seats: [{role: direktor, rotates: {among: {kind: kommun}}, held_by: {organization: alby}, count: 1}]}\n"
        "relations:\n  - {id: r, who: kommun, does: leads, what: lag, observed: 2020, source: {in: s}}\n"
    )
    figure = small(tmp_path, records, SEATS, language="en")
    node = next(node for node in figure.nodes if node.id == "b")
    assert node.rows == ("adopts Planen", "1 rotating direktör (2024: alby)")
    assert figure.groups[0].note.endswith("Led by one kommun (which is not said) (uncertain)")


NARROWED = """structure: civo-nord
title: Prov
caption: Prov
levels: [hogre-regional, regional]
"""


@pytest.mark.parametrize(
    ("lines", "bodies"),
    [
        ("include: type:council", {"regionala-radet"}),
        ("include: type:network\nexclude: 'seats:kind:kommun'", {"regionala-natverk"}),
        ("include: {level: hogre-regional, not: {seats: {kind: region}}}",
         {"arbetsgrupper-hogre-regional", "central-grupp-hogre-regional"}),
    ],
)  # fmt: skip
def test_a_view_is_narrowed_by_selectors(lines: str, bodies: set[str], civo_nord: Structure, tmp_path: Path) -> None:
    """What surely does not fit is left out, and what surely fits is excluded: what is unknown stays in."""
    path = tmp_path / "prov.yaml"
    path.write_text(NARROWED + lines + "\n", "utf-8")
    figure = drawing(civo_nord, read_view(path, civo_nord), "prov")
    assert {node.id for node in figure.nodes if node.shape == "body"} == bodies


@pytest.mark.parametrize(
    ("lines", "place", "hint"),
    [("include: seats:kind:komun", (5, 10), "kommun"), ("exclude: {lead: {ids: regionalt}}", (5, 23), "regional")],
)
def test_a_dangling_id_in_a_selector(
    lines: str, place: tuple[int, int], hint: str, civo_nord: Structure, tmp_path: Path
) -> None:
    path = tmp_path / "prov.yaml"
    path.write_text(NARROWED + lines + "\n", "utf-8")
    with pytest.raises(InvalidFiles) as wrong:
        read_view(path, civo_nord)
    [problem] = wrong.value.problems
    assert ((problem.position.line, problem.position.column), problem.suggestion) == (place, hint)
