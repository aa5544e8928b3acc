"""What an open answer withholds is told as not shown, never as not there; what one open record states is told."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from shutil import copy, copytree
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from civo.cli import civo
from civo.comparing import compare
from civo.drawing import rendered
from civo.errors import CivoError, InvalidFiles
from civo.gaps import find_gaps
from civo.loading import load
from civo.opening import opened
from civo.queries.issues import issues
from civo.queries.measures import measure
from civo.report import report
from civo.reports import Report, Section, Slot
from civo.structure import Structure, structure_at
from civo.truth import Truth
from civo.views import by_itself, declared, drawing
from civo.withheld import NO_GAPS, audience_notes
from civo.words import Text
from tests.loading.samples import write
from tests.publicity.samples import NUMBER, SECRET, TELLS, files, written
from tests.rules.test_rules import MODULES, sample_of

ROOT = Path(__file__).parents[2]
CIVO_NORD = ROOT / "structures" / "civo-nord"
DIAGRAMS = ROOT / "diagrams"
NONE_FOUND = re.compile(
    "inget fynd|inget av de fynd|inga fynd|inga luckor|ingen lucka|inga möjliga|ingen känd|inga skillnader i luckorna|"
    "de luckor som reglerna|no finding|none of the findings|no gap|no possible|none known|no differences in the gaps|"
    "the gaps that the rules",
    re.IGNORECASE,
)
"""Words that say that there is no gap, or that all gaps stand there."""
ONLY = "publicity: {gaps: open, only: missing-lead, assessed: 2024-01-01}\n"


def texts(thing: Any) -> Iterator[str]:
    """Every text in a thing, however deep, in both languages."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Text):
        yield from (thing.sv, thing.en)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from texts(getattr(thing, field.name))
    elif isinstance(thing, (tuple, list)):
        for part in thing:
            yield from texts(part)


@cache
def shipped() -> tuple[Structure, Report]:
    structure = opened(CIVO_NORD, audience="open")
    return structure, report(structure, DIAGRAMS)


def section(told: Report, name: str) -> Section:
    return next(one for one in told.sections if one.id == name)


# What is not there, and what is not shown


@pytest.mark.parametrize("rule", sorted(MODULES))
def test_no_open_report_tells_a_finding_or_that_there_is_none(rule: str, tmp_path: Path) -> None:
    """For the sample of every rule, where the rule finds something."""
    sample_of(rule, "broken", tmp_path)
    folder = tmp_path / "broken"
    told = list(texts(report(opened(folder), DIAGRAMS)))
    found = {f.sentence.sv for f in find_gaps(opened(folder)).findings}
    assert found and any(sentence in text for sentence in found for text in told)
    if "\npublicity:" in (folder / "structure.yaml").read_text("utf-8"):
        return
    hushed = report(opened(folder, audience="open"), DIAGRAMS)
    said = list(texts(hushed))
    assert not [text for text in said for sentence in found if sentence in text]
    assert not [text for text in said if NONE_FOUND.search(text)]
    for name in ("luckor", "oppna-fragor"):
        assert NO_GAPS.sv in list(texts(section(hushed, name)))


def test_the_open_report_says_what_is_not_shown_and_leaves_nothing_empty() -> None:
    _, told = shipped()
    said = list(texts(told))
    assert not [text for text in said if NONE_FOUND.search(text)]
    for name in ("luckor", "oppna-fragor", "scenarier", "metod.kontrollerat"):
        assert NO_GAPS.en in list(texts(section(told, name)))
    for one in told.sections:
        blocks = [block for block in one.blocks if not isinstance(block, Slot)]
        assert blocks or any(other.id.startswith(f"{one.id}.") for other in told.sections), one.id
        assert all(block.table.rows for block in blocks if hasattr(block, "table")), one.id
    assert not any(one.id == "metod.regler" for one in told.sections)
    assert any("Luckor på högre regional nivå" in text for text in texts(section(told, "utelamnat")))


def test_what_is_left_out_is_said_once() -> None:
    structure, told = shipped()
    (note,) = audience_notes(structure.loaded)
    assert Counter(texts(told))[note.sv] == 1 == Counter(texts(section(told, "utelamnat")))[note.sv]
    assert note.en.endswith("No other record is left out.") and "gaps" in note.en
    view, name = declared(structure, DIAGRAMS).shown[0]
    figure = drawing(structure, view, name)
    assert figure.title.endswith("(öppen version)") and note.sv not in list(texts(figure))
    assert Counter(texts(by_itself(structure, figure)))[note.sv] == 1
    assert str(rendered(structure, DIAGRAMS, name, "txt")).count("Öppen version:") == 1


def test_some_gaps_told_are_not_told_as_all(tmp_path: Path) -> None:
    folder = with_settings(tmp_path, ONLY)
    structure = opened(folder, audience="open")
    told = report(structure, DIAGRAMS)
    said = list(texts(told))
    assert not [text for text in said if re.search("Inget fynd rör|No finding concerns", text)]
    assert any("Inget av de fynd som visas rör Cyberattacker" in text for text in said)
    assert any("Om det finns fler" in text for text in texts(section(told, "oppna-fragor")))
    assert {view.title.sv for view in declared(structure, DIAGRAMS).withheld} == {"Luckor på högre regional nivå"}
    (note,) = audience_notes(structure.loaded)
    assert "only by the rules assessed" in note.en


def test_where_all_is_told_nothing_is_said_to_be_withheld(tmp_path: Path) -> None:
    structure = opened(with_settings(tmp_path, TELLS), audience="open")
    told = report(structure, DIAGRAMS)
    assert not [text for text in texts(told) if re.search("visas inte i den öppna|inte bedömda", text)]
    assert not declared(structure, DIAGRAMS).withheld
    assert [note.en for note in audience_notes(structure.loaded)] == ["Open version: no record is left out."]


@pytest.mark.parametrize(
    "chooses",
    [
        "include: {ids: b}",
        "issues: [hemlig]\nmatrix: {rows: issues, columns: levels}",
        "actors: [[dold]]",
        "emphasis: dold",
    ],
)
def test_a_view_of_what_is_internal_is_left_out_not_widened(tmp_path: Path, chooses: str) -> None:
    """Without what it chooses it would show all there is; that there is such a view is not told."""
    text = (
        "bodies:\n  - {id: b, level: lag, publicity: {level: internal}, source: {in: s}}\n"
        "issues:\n  - {id: hemlig, publicity: {level: internal}, source: {in: s}}\n"
        "organizations:\n  - {id: dold, kind: kommun, publicity: {level: internal}, source: {in: s}}\n"
    )
    folder = write(tmp_path, {"b.yaml": text})
    views = tmp_path / "views"
    views.mkdir()
    view = f"structure: prov\ntitle: {{sv: T, en: T}}\ncaption: {{sv: C, en: C}}\nlevels: [lag]\n{chooses}\n"
    (views / "v.yaml").write_text(view, "utf-8")
    assert len(declared(opened(folder), views).shown) == 1
    told = declared(opened(folder, audience="open"), views)
    assert not told.shown and not told.notes
    with pytest.raises(CivoError, match="about something that is not open"):
        rendered(opened(folder, audience="open"), views, "v", "txt")


def test_where_records_are_left_out_unknown_is_not_put_down_to_the_source(tmp_path: Path) -> None:
    folder = with_settings(tmp_path, TELLS)
    absences = folder / "absences.yaml"
    text = absences.read_text("utf-8").replace("\n    who:", "\n    publicity: {level: internal}\n    who:", 1)
    absences.write_text(text, "utf-8")
    structure = opened(folder, audience="open")
    told = report(structure, DIAGRAMS)
    said = list(texts(told))
    assert not [
        text for text in said if re.search("källan (är tyst|säger inget|lämnar)|sources? (is|are) silent", text)
    ]
    assert not [text for text in said if re.search("Inget fynd rör|No finding concerns", text)]
    assert "Okänt står där ingen öppen uppgift säger det." in said
    (note,) = audience_notes(structure.loaded)
    assert Counter(said)[note.sv] == 1 and "among the open records" in note.en and "gaps" not in note.en
    assert any("bland de öppna uppgifterna" in text for text in texts(section(told, "luckor")))


def with_settings(folder: Path, settings: str) -> Path:
    """The shipped structure with more in its structure.yaml."""
    copytree(ROOT / "structures", folder / "structures")
    manifest = folder / "structures" / "civo-nord" / "structure.yaml"
    manifest.write_text(manifest.read_text("utf-8") + "\n" + settings, "utf-8")
    return manifest.parent


# What is stated


def requirements_told(structure: Structure) -> None:
    """Every requirement of an open record stands in the table of issues."""
    table = issues(structure)
    keys = [column.key for column in table.columns]
    rows = {row[keys.index("id")]: dict(zip(keys, row, strict=True)) for row in table.rows}
    for issue in structure.issues:
        if not structure.is_own(issue):
            continue
        led, met = rows[issue.id]["lead"], rows[issue.id]["participants"]
        for level in issue.requires_lead:
            name = structure.name(level)
            assert any(text.startswith(f"{name.sv}: krävs") for text in texts(led)), (issue.id, led)
            assert any(text.startswith(f"{name.en or name.sv}: required") for text in texts(led)), (issue.id, led)
        if issue.requires_participants and not structure.tells("participants-never-together"):
            names = [structure.name(actor).sv for actor in issue.requires_participants]
            assert met is Truth.YES or (isinstance(met, Text) and all(name in met.sv for name in names)), (
                issue.id,
                met,
            )


@settings(max_examples=12)
@given(st.sets(st.integers(0, NUMBER - 1), max_size=6), st.sampled_from(["", TELLS, ONLY]))
def test_every_requirement_that_an_open_record_states_is_told(
    tmp_path_factory: pytest.TempPathFactory, secret: set[int], settings: str
) -> None:
    folder = written(tmp_path_factory.mktemp("world"), files(), secret, True, settings)
    requirements_told(opened(folder, audience="open"))


def test_a_required_lead_is_told_in_table_and_figure_and_only_whether_one_is_known_is_not() -> None:
    structure, _ = shipped()
    requirements_told(structure)
    rows = {row[1]: row for row in issues(structure).rows}
    assert rows["traumavardskedjan"][6] == (Text("Nationell nivå: krävs", "National level: required"),)
    for name in ("fragor-utanfor", "traumavardskedjan"):
        told = str(rendered(structure, DIAGRAMS, name, "txt"))
        assert "kräver ledning på nationell nivå (underförstått): om någon är känd visas inte" in told
        assert "ingen känd" in str(rendered(structure_at(load(CIVO_NORD)), DIAGRAMS, name, "txt"))
        view = next(view for view, shown in declared(structure, DIAGRAMS).shown if shown == name)
        figure, inside = (drawing(s, view, name) for s in (structure, structure_at(load(CIVO_NORD))))
        assert [node.head for node in figure.nodes] == [node.head for node in inside.nodes]
        assert len(figure.edges) == len(inside.edges)
        assert not any(node.standing == "gap" for node in figure.nodes)


def test_whether_required_parties_meet_is_never_unknown_where_it_is_withheld(tmp_path: Path) -> None:
    sample_of("participants-never-together", "broken", tmp_path)
    inside, outside = (
        {row[1]: row[7] for row in issues(opened(tmp_path / "broken", audience=audience)).rows}
        for audience in ("internal", "open")
    )
    assert {inside["vard"], inside["tillsyn"]} == {Truth.NO, Truth.UNKNOWN}
    assert outside["vard"] == Text(
        "Region B och Länsstyrelsen B krävs; om de möts visas inte",
        "Region B and County Board B required; whether they meet is not shown",
    )
    assert outside["tillsyn"].en.endswith("whether they meet is not shown")  # type: ignore[union-attr]


# Answers that are nothing but gaps


def ask(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(civo, [*words, "--structure", str(folder), "--audience", "open"])


@pytest.mark.parametrize(
    "words",
    [("gaps",), ("gaps", "--format", "csv"), ("gaps", "--fail-on", "gap"), ("draw", "luckor-hogre-regional-niva")],
)
def test_an_answer_of_nothing_but_gaps_is_refused(words: tuple[str, ...]) -> None:
    result = ask(CIVO_NORD, *words)
    assert isinstance(result.exception, CivoError) and not result.stdout
    assert "publicity: {gaps: open" in result.exception.text.en


def test_the_list_behind_a_measure_of_gaps_is_refused() -> None:
    with pytest.raises(CivoError):
        measure(shipped()[0], "access")


def test_a_build_writes_no_list_of_gaps_and_no_figure_of_them(tmp_path: Path) -> None:
    views, output = tmp_path / "views", tmp_path / "built"
    views.mkdir()
    for name in ("luckor-hogre-regional-niva", "traumavardskedjan"):
        copy(DIAGRAMS / f"{name}.yaml", views)
    result = ask(CIVO_NORD, "build", "--lang", "en", "--views", str(views), "--output", str(output))
    assert result.exit_code == 0, result.output
    names = {path.name for path in output.rglob("*") if path.is_file()}
    assert not {name for name in names if name.startswith("luckor")}
    assert {"fragor.csv", "traumavardskedjan.svg"} < names
    page = (output / "index.html").read_text("utf-8")
    assert NO_GAPS.en in page and "Gaps at the higher regional level." in page
    assert page.count("Open version:") == 1 and not NONE_FOUND.search(page)
    assert f"{len(names)} files" in result.output


def test_all_figures_drawn_are_all_but_those_of_gaps_which_are_named(tmp_path: Path) -> None:
    for name in ("luckor-hogre-regional-niva", "umea-kommun"):
        copy(DIAGRAMS / f"{name}.yaml", tmp_path)
    result = ask(CIVO_NORD, "draw", "--views", str(tmp_path), "--lang", "en")
    assert result.exit_code == 0, result.output
    assert {path.name for path in tmp_path.iterdir() if path.suffix != ".yaml"} == {
        "umea-kommun.svg",
        "umea-kommun.dot",
    }
    assert re.search("Luckor på högre regional nivå|Gaps at the higher regional level", result.stderr)


def test_a_comparison_says_nothing_of_gaps_that_a_side_may_not_tell(tmp_path: Path) -> None:
    told = opened(with_settings(tmp_path, TELLS), audience="open")
    hushed = opened(CIVO_NORD, audience="open")
    for before, after in ((told, hushed), (hushed, told)):
        both = compare(before, after)
        assert both.gaps_told == "none" and not both.gaps and not both.gaps_unchanged
        assert any("not assessed as open" in note.en for note in both.notes)
    data = json.loads(ask(CIVO_NORD, "compare", "as-is", "layer:externt", "--format", "json").stdout)
    assert data["gaps"] is None
    same = json.loads(ask(CIVO_NORD, "compare", "as-is", "as-is", "--format", "json").stdout)
    assert same["same"] is None


# Scenarios


def internal_scenario(folder: Path) -> Path:
    structure = with_settings(folder, "")
    path = structure / "scenarios" / "nationell-struktur.yaml"
    path.write_text(path.read_text("utf-8").replace("\ntitle:", "\npublicity: {level: internal}\ntitle:", 1), "utf-8")
    return structure


def test_an_internal_scenario_is_in_no_open_report_or_figure(tmp_path: Path) -> None:
    structure = opened(internal_scenario(tmp_path), audience="open")
    views = copytree(DIAGRAMS, tmp_path / "views")
    with pytest.raises(InvalidFiles):
        report(structure, views)
    (views / "nationell-struktur.yaml").unlink()
    told = list(texts(report(structure, views)))
    assert not [text for text in told if "En nationell struktur parallellt med Civo" in text]
    assert any("Traumavårdskedjan och transporter inom" in text for text in told)


def test_what_a_scenario_adds_that_is_internal_is_in_no_open_report_or_figure(tmp_path: Path) -> None:
    structure = with_settings(tmp_path, "")
    path = structure / "scenarios" / "nationell-struktur.yaml"
    text = path.read_text("utf-8")
    added = re.search(r"\n( +)- id: (\S+)\n( +)name: .*\n", text)
    assert added, "the scenario adds a body"
    secret = (
        f"\n{added[1]}- id: {added[2]}\n{added[3]}name: Qvxhemlig samling\n{added[3]}publicity: {{level: internal}}\n"
    )
    path.write_text(text.replace(added[0], secret, 1), "utf-8")
    inside = opened(structure)
    assert any(SECRET.search(text) for text in texts(report(inside, DIAGRAMS)))
    for scenarios in ((), ("nationell-struktur",)):
        outside = opened(structure, scenarios=scenarios, audience="open")
        assert not [text for text in texts(report(outside, DIAGRAMS)) if SECRET.search(text)]
