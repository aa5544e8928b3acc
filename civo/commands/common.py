"""What the commands share: their class, a structure from the options, an answer in its format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from civo.errors import Problem
from civo.options import LANGUAGE, says
from civo.words import Language, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from civo.answers import Table
    from civo.dates import Period
    from civo.structure import Audience, Structure

FORMATS = ("table", "json", "csv", "md")


class Command(click.Command):
    """A command that calls its options by the language of the run."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": says("[VAL]", "[OPTIONS]"), **kwargs})


def example(line: str) -> str:
    return says(f"Exempel:  {line}", f"Example:  {line}")


def structure_of(
    structure: str | None = None,
    at: Period | None = None,
    layers: tuple[str, ...] = (),
    scenarios: tuple[str, ...] = (),
    audience: Audience = "internal",
    **_: Any,
) -> Structure:
    from civo.opening import opened, structure_folder

    return opened(structure_folder(structure), at, layers, scenarios, audience)


def language_of_answer(options: dict[str, Any]) -> Language:
    return options.get("language") or LANGUAGE


def answer(question: Callable[[Structure], Table], **options: Any) -> None:
    table = question(structure_of(**options))
    deliver(table_text(table, str(options["form"]), language_of_answer(options)), options)


def table_text(table: Table, form: str, language: Language) -> str:
    """The table in one of the text formats; each is imported where it is used."""
    if form == "table":
        from civo.outputs.as_table import table_text

        return table_text(table, language, terminal_width())
    if form == "json":
        from civo.outputs.as_json import table_json

        return table_json(table, language)
    if form == "csv":
        from civo.outputs.as_csv import table_csv

        return table_csv(table, language)
    from civo.outputs.as_markdown import table_markdown

    return table_markdown(table, language)


def terminal_width() -> int | None:
    import shutil

    return max(60, shutil.get_terminal_size().columns) if sys.stdout.isatty() else None


def say(text: Text) -> None:
    click.echo(text.in_language(LANGUAGE), err=True)


def progress(text: Text) -> None:
    say(Text(f"  {text.sv} ...", f"  {text.en} ..."))


def deliver(text: str | bytes, options: dict[str, Any]) -> None:
    output = options.get("output")
    if isinstance(output, Path):
        from civo.outputs.files import write_whole

        write_whole(output, text)
        click.echo(says(f"skrev {output}", f"wrote {output}"), err=True)
    else:
        click.echo(text, nl=False)


def show_problems(problems: Sequence[Problem], base: Path, language: Language) -> None:
    """Each problem with its line, to the error stream."""
    if problems:
        from civo.outputs.as_problems import problems_text

        click.echo(problems_text(problems, base, language), err=True, nl=False)
