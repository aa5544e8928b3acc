"""The main job: a structure -> one folder with its check, figures, tables, gap list, report, and a page that shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from civo.answers import Table
from civo.checking import checked
from civo.drawing import Drawn, all_drawn, forms_of, in_form, small_print
from civo.errors import CivoError, InvalidFiles
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
Files = dict[str, str | bytes]
"""What is to be written: the name of each file inside the folder, and its content."""
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

    Published things follow the structure's own language unless `language` is given. All is made before anything is
    written, each file whole or not at all, the page last. Raises InvalidFiles when numbers do not agree or a view is
    wrong, and CivoError for an open version in a folder that has files of another one.
    """
    made: Files = {}
    language = language or structure.language
    say(Text("kontrollerar", "checking"))
    result = checked(structure)
    if any(not problem.warning for problem in result.problems):
        raise InvalidFiles(result.problems, structure.loaded.path.parent)
    told = declared(structure, views)
    figures = all_drawn(structure, told, language)
    sections = list(_figures(structure, figures, made, say))
    gaps = structure.once(find_gaps)
    tables = {"fragor": issues(structure), "representation": representation(structure)}
    if structure.gaps_told != "none":
        tables["luckor"] = gap_table(structure, gaps, titles())
        made["tabeller/luckor.json"] = gaps_json(gaps, language)
    for name, table in tables.items():
        say(Text(f"tabell {name}", f"table {name}"))
        made[f"tabeller/{name}.csv"] = table_csv(table, language)
        sections.append(_table_section(name, as_part(structure, table), language))
    if structure.gaps_told == "none":
        sections.append(_texts("luckor", Text("Luckor", "Gaps"), [NO_GAPS], language))
    said = [*result.said, *done(gaps)]
    sections.append(_texts("kontrollerat", Text("Kontrollerat", "Checked"), said, language))
    intro = [text.in_language(language) for text in (*_intro(structure), *told.notes)]
    links = list(_reports(structure, views, output, language, made, say))
    sections.insert(0, Section("rapport", Text("Rapporten", "The report").in_language(language), links_html(links)))
    made["index.html"] = page(structure.title.in_language(language), language, intro, sections)
    if structure.is_open and (others := _of_another_build(output, made)):
        raise CivoError(_OTHERS.filled(folder=str(output), files=", ".join(others[:3]), n=len(others)))
    for name, content in made.items():
        write_whole(output / name, content)
    return Built(output / "index.html", len(made), len(figures), gaps)


def _of_another_build(output: Path, made: Files) -> list[str]:
    """The files that stand where this build's do, and that it does not make anew."""
    found = (path for folder in ("figurer", "tabeller") for path in sorted((output / folder).glob("*")))
    return [name for path in found if (name := path.relative_to(output).as_posix()) not in made]


_OTHERS = Text(
    "mappen {folder} har filer från ett annat bygge ({files}; {n} i allt): ange en tom mapp, så att inget som inte är öppet "
    "följer med",
    "the folder {folder} has files of another build ({files}; {n} in all): give an empty one, so that nothing that is not "
    "open goes with it",
)


def _reports(
    structure: Structure, views: Path, output: Path, language: Language, into: Files, say: Say
) -> Iterator[tuple[str, str]]:
    """Makes the report in each format, keeping what people have written in it; says the name and address of each."""
    made = report(structure, views, language)
    for form in FORMS:
        say(Text(f"rapport {form}", f"report {form}"))
        path = output / f"rapport.{form}"
        result = published(made, form, path)
        into[path.name] = result.content
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


def _figures(structure: Structure, figures: list[Drawn], into: Files, say: Say) -> Iterator[Section]:
    for n, figure in enumerate(figures, start=1):
        name = figure.drawing.id
        say(Text(f"figur {n} av {len(figures)}: {name}", f"figure {n} of {len(figures)}: {name}"))
        forms = [form for form in _FORMS if form in forms_of(figure.drawing)]
        for form in forms:
            into[f"figurer/{name}.{form}"] = in_form(structure, figure, form)
        if note := small_print(figure, "pdf"):
            say(note)
        files = [(_FORMS[form], f"figurer/{quote(name)}.{form}") for form in forms]
        yield Section(f"figur-{name}", figure.drawing.title, figure_html(figure.drawing, files))


def _table_section(name: str, table: Table, language: Language) -> Section:
    files = [("CSV", f"tabeller/{name}.csv")] + ([("JSON", "tabeller/luckor.json")] if name == "luckor" else [])
    return Section(name, table.title.in_language(language), table_html(table, name, language, files))


def _texts(name: str, heading: Text, said: Iterable[Text], language: Language) -> Section:
    return Section(name, heading.in_language(language), paragraphs(text.in_language(language) for text in said))
