"""Whether the files are right, and the language they are written in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from civo.commands.common import (
    FORMATS,
    Command,
    deliver,
    example,
    language_of_answer,
    show_problems,
    structure_of,
    table_text,
)
from civo.errors import InvalidFiles, Problem
from civo.options import language_option, says, shared
from civo.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from civo.structure import Structure


@click.command(
    cls=Command,
    short_help=says("Är filerna riktiga?", "Are the files right?"),
    help=says(
        "Läser alla filer, alla lager; visar varje fel med plats. --document jämför med källans text.",
        "Reads all files, all layers; shows each error with its place. --document compares with a source's text.",
    )
    + "\n\n"
    + example("civo check --structure civo-nord"),
)
@click.option(
    "--document",
    "document",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar=says("FIL", "FILE"),
    help=says(
        "Källans text: finns varje plats och nyckelord där?",
        "The source's text: does each place and key term stand there?",
    ),
)
@click.option(
    "--source",
    default="",
    metavar="ID",
    help=says(
        "Vilken källa dokumentet är, om det inte är självklart.", "Which source the document is, where it is not plain."
    ),
)
@shared(*FORMATS)
def check(document: Path | None, source: str, **options: Any) -> None:
    """Whether the files are right."""
    from civo.checking import checked, sound_scenarios
    from civo.documents import verify
    from civo.withheld import audience_notes

    try:
        structure = structure_of(**options)
    except InvalidFiles as wrong:
        deliver_problems(wrong.problems, options)
        raise
    result = checked(structure)
    problems = list(result.problems)
    notes = [*result.said, *audience_notes(structure.loaded)]
    if document:
        scenarios = () if structure.is_open else sound_scenarios(structure.loaded)
        verified = verify(structure.loaded, document, source, scenarios)
        problems += verified.problems
        notes.append(verified.said)
    report_check(structure, problems, notes, options)


@click.command(
    cls=Command,
    short_help=says(
        "Filspråket som JSON-schema, för redigeraren.", "The file language as JSON Schema, for the editor."
    ),
    help=says(
        "Schemat för en sorts fil (records, structure, scenario, view) eller lista (bodies...), att peka ut för en redigerare.",
        "The schema of a sort of file (records, structure, scenario, view) or list (bodies...), to point an editor at.",
    )
    + "\n\n"
    + example("civo schema --output schema"),
)
@click.argument("name", default="records", metavar=says("[NAMN]", "[NAME]"))
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar=says("MAPP", "FOLDER"),
    help=says("Skriv filschemana i en mapp.", "Write the schemas of files into a folder."),
)
@language_option
def schema(name: str, output: Path | None, **_: Any) -> None:
    """The file language as JSON Schema."""
    from civo.schema import schema_files, schema_text

    if output is None:
        click.echo(schema_text(name), nl=False)
        return
    for file, text in schema_files():
        deliver(text, {"output": output / file})


def report_check(structure: Structure, problems: list[Problem], notes: list[Text], options: dict[str, Any]) -> None:
    language = language_of_answer(options)
    loaded = structure.loaded
    problems += loaded.warnings
    if structure.is_open:  # the line that is wrong may say more than the record that is open
        problems = [problem._replace(length=0) for problem in problems]
    deliver_problems(problems, options, notes)
    if any(not problem.warning for problem in problems):
        raise InvalidFiles(problems, loaded.path.parent)
    show_problems(problems, loaded.path.parent, language)
    if options["form"] == "table":
        deliver("".join(f"{note.in_language(language)}\n" for note in notes), options)


def deliver_problems(problems: Sequence[Problem], options: dict[str, Any], notes: Sequence[Text] = ()) -> None:
    """The problems in a format for others to read; as text they go to the error stream, with their lines."""
    if options["form"] == "json":
        from civo.outputs.as_json import problems_json

        deliver(problems_json(tuple(problems), language_of_answer(options)), options)
    elif options["form"] != "table":
        from civo.checking import problem_table

        deliver(table_text(problem_table(problems, notes), options["form"], language_of_answer(options)), options)
