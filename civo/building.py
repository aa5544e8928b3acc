"""The main job: a structure -> one folder with its check, figures, tables, gap list, report, and a page that shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from civo.answers import Table
from civo.checking import checked
from civo.drawing import Drawn, drawn_in, forms_of, in_form, small_print
from civo.errors import InvalidFiles
from civo.findings import GapReport
from civo.gaps import done, find_gaps, gap_table, titles
from civo.outputs.as_csv import table_csv
from civo.outputs.as_html import Section, figure_html, links_html, page, paragraphs, table_html
from civo.outputs.as_json import gaps_json
from civo.outputs.files import write_whole
from civo.publishing import FORMS, published
from civo.queries.common import as_part
from civo.queries.issues import issues
from civo.queries.representation import representation
from civo.report import report
from civo.structure import Structure
from civo.views import declared
from civo.withheld import NO_GAPS, audience_notes, silence
from civo.words import Language, Text

Say = Callable[[Text], None]
_FORMS = {"svg": "SVG", "png": "PNG", "pdf": "PDF", "pptx": "PowerPoint", "drawio": "draw.io"}
"""What each figure is written as, and what the page calls it."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: its page, how many files, and the findings."""

    page: Path
    files: int
    figures: int
    report: GapReport


def build(structure: Structure, views: Path, output: Path, language: Language | None, say: Say) -> Built:
    """Checks the structure and writes everything into `output`; `say` is told each step.

    Published things follow the structure's own language unless `language` is given. Each file is written whole or not
    at all, the page last. Raises InvalidFiles when numbers do not agree or a view is wrong.
    """
    language = language or structure.language
    say(Text("kontrollerar", "checking"))
    result = checked(structure)
    if any(not problem.warning for problem in result.problems):
        raise InvalidFiles(result.problems, structure.loaded.path.parent)
    views_shown = declared(structure, views)
    figures = drawn_in(structure, views, language)
    sections = list(_figures(structure, figures, output, say))
    gaps = structure.once(find_gaps)
    tables = {"fragor": issues(structure), "representation": representation(structure)}
    if structure.gaps_told != "none":
        tables["luckor"] = gap_table(structure, gaps, titles())
        write_whole(output / "tabeller" / "luckor.json", gaps_json(gaps, language))
    for name, table in tables.items():
        say(Text(f"tabell {name}", f"table {name}"))
        write_whole(output / "tabeller" / f"{name}.csv", table_csv(table, language))
        sections.append(_table_section(name, as_part(structure, table), language))
    if structure.gaps_told == "none":
        sections.append(_texts("luckor", Text("Luckor", "Gaps"), [NO_GAPS], language))
    said = [*result.said, *done(gaps)]
    sections.append(_texts("kontrollerat", Text("Kontrollerat", "Checked"), said, language))
    intro = [text.in_language(language) for text in (*_intro(structure), *views_shown.notes)]
    links = list(_reports(structure, views, output, language, say))
    sections.insert(0, Section("rapport", Text("Rapporten", "The report").in_language(language), links_html(links)))
    index = output / "index.html"
    write_whole(index, page(structure.title.in_language(language), language, intro, sections))
    files = (
        sum(form in forms_of(figure.drawing) for figure in figures for form in _FORMS) + len(tables) + len(links) + 1
    )
    files += "luckor" in tables  # as JSON too
    return Built(index, files, len(figures), gaps)


def _reports(
    structure: Structure, views: Path, output: Path, language: Language, say: Say
) -> Iterator[tuple[str, str]]:
    """Writes the report in each format, keeping what people have written in it; says the name and address of each."""
    made = report(structure, views, language)
    for form in FORMS:
        say(Text(f"rapport {form}", f"report {form}"))
        path = output / f"rapport.{form}"
        result = published(made, form, path)
        write_whole(path, result.content)
        for note in result.notes:
            say(note)
        yield form.upper(), path.name


def _intro(structure: Structure) -> list[Text]:
    layers = [layer.name for i, layer in structure.loaded.layers.items() if i in structure.layers]
    return [
        Text(
            f"Uppgifterna gäller {structure.at}. Lager: {', '.join(t.sv for t in layers)}.",
            f"The facts are as of {structure.at}. Layers: {', '.join(t.en or t.sv for t in layers)}.",
        ),
        Text(
            "Varje uppgift kommer ur en fil som säger var källan säger det. Okänt betyder att {why}, inte nej.",
            "Every fact comes from a file that says where its source says it. Unknown means that {why}, not no.",
        ).filled(why=silence(structure.loaded)),
        *audience_notes(structure.loaded),
    ]


def _figures(structure: Structure, figures: list[Drawn], output: Path, say: Say) -> Iterator[Section]:
    for n, figure in enumerate(figures, start=1):
        name = figure.drawing.id
        say(Text(f"figur {n} av {len(figures)}: {name}", f"figure {n} of {len(figures)}: {name}"))
        folder = output / "figurer"
        forms = [form for form in _FORMS if form in forms_of(figure.drawing)]
        for form in forms:
            write_whole(folder / f"{name}.{form}", in_form(structure, figure, form))
        if note := small_print(figure, "pdf"):
            say(note)
        files = [(_FORMS[form], f"figurer/{quote(name)}.{form}") for form in forms]
        yield Section(f"figur-{name}", figure.drawing.title, figure_html(figure.drawing, files))


def _table_section(name: str, table: Table, language: Language) -> Section:
    files = [("CSV", f"tabeller/{name}.csv")] + ([("JSON", "tabeller/luckor.json")] if name == "luckor" else [])
    return Section(name, table.title.in_language(language), table_html(table, name, language, files))


def _texts(name: str, heading: Text, said: Iterable[Text], language: Language) -> Section:
    return Section(name, heading.in_language(language), paragraphs(text.in_language(language) for text in said))
