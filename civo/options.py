"""The options that commands share, spelled the same everywhere, and where a command line's language comes from."""

from __future__ import annotations

import gettext
import locale
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from civo.dates import ImpossibleDate, Period, parsed_period
from civo.words import Language


def language_of(arguments: list[str]) -> Language:
    """The language of messages: --lang, else CIVO_LANG, else the locale; Swedish for sv*, otherwise English."""
    for n, word in enumerate(arguments):
        if word == "--lang" and n + 1 < len(arguments):
            return _language(arguments[n + 1])
        if word.startswith("--lang="):
            return _language(word.removeprefix("--lang="))
    for variable in ("CIVO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return _language(value)
    return _language(locale.getlocale()[0] or "") if sys.platform == "win32" else "en"


def _language(word: str) -> Language:
    return "sv" if word.lower().startswith(("sv", "swed")) else "en"


LANGUAGE: Language = language_of(sys.argv[1:])
"""The language in which this run speaks; help texts need it before options are read."""


if LANGUAGE == "sv":  # click says its own words through gettext
    gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))
    os.environ["LANGUAGE"] = "sv"


def says(sv: str, en: str) -> str:
    """The text in the language of this run."""
    return sv if LANGUAGE == "sv" else en


class Date(click.ParamType[Period]):
    """A date of reduced precision."""

    name = "date"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return says("DATUM", "DATE")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        if isinstance(value, Period):
            return value
        try:
            return parsed_period(value)
        except ImpossibleDate:
            self.fail(
                says(
                    f"”{value}” är inget datum: skriv 2023, 2023-05 eller 2023-05-17",
                    f'"{value}" is not a date: write 2023, 2023-05 or 2023-05-17',
                ),
                param,
                ctx,
            )


Command = Callable[..., Any]


def shared(*formats: str) -> Callable[[Command], Command]:
    """The options that every question has; `formats` are what --format takes."""

    def add(command: Command) -> Command:
        for option in reversed(_options(formats)):
            command = option(command)
        return command

    return add


def _options(formats: tuple[str, ...]) -> list[Callable[[Command], Command]]:
    return [
        click.option(
            "--structure",
            "structure",
            metavar=says("MAPP", "FOLDER"),
            help=says("Strukturens mapp eller namn.", "The structure's folder or name."),
        ),
        click.option(
            "--at",
            type=Date(),
            help=says(
                "Fråga för ett datum: 2023, 2023-05 eller 2023-05-17.", "Ask for a date: 2023, 2023-05 or 2023-05-17."
            ),
        ),
        click.option(
            "--layer",
            "layers",
            multiple=True,
            metavar=says("LAGER", "LAYER"),
            help=says(
                "Slå på ett lager; not:LAGER slår av det. Kan upprepas.",
                "Switch a layer on; not:LAYER switches it off. May be repeated.",
            ),
        ),
        scenario_option,
        audience_option,
        language_option,
        *([format_option(formats), output_option] if formats else []),
    ]


def scenario_option(command: Command) -> Command:
    """--scenario, the same everywhere."""
    option: Callable[[Command], Command] = click.option(
        "--scenario",
        "scenarios",
        multiple=True,
        metavar="SCENARIO",
        help=says(
            "Lägg ett scenario över strukturen: ett namn i dess mapp scenarios, eller en fil. Kan upprepas.",
            "Lay a scenario over the structure: a name in its folder scenarios, or a file. May be repeated.",
        ),
    )
    return option(command)


def audience_option(command: Command) -> Command:
    """--audience, the same everywhere."""
    option: Callable[[Command], Command] = click.option(
        "--audience",
        type=click.Choice(["internal", "open"]),
        default="internal",
        help=says(
            "Vem svaret är för; open utelämnar det som inte är öppet (annars allt).",
            "Whom the answer is for; open leaves out what is not open (all otherwise).",
        ),
    )
    return option(command)


def rule_option(command: Command) -> Command:
    """--rule, the same everywhere."""
    option: Callable[[Command], Command] = click.option(
        "--rule",
        "rules",
        multiple=True,
        metavar=says("REGEL", "RULE"),
        help=says(
            "Bara luckor som denna regel hittar. Kan upprepas.", "Only gaps that this rule finds. May be repeated."
        ),
    )
    return option(command)


def where_option(command: Command) -> Command:
    """--where, the same everywhere."""
    option: Callable[[Command], Command] = click.option(
        "--where",
        default="",
        metavar=says("URVAL", "SELECTOR"),
        help=says(
            "Bara det som urvalet passar, t.ex. ”level:regional not:seats:kind:kommun”.",
            'Only what the selector fits, e.g. "level:regional not:seats:kind:kommun".',
        ),
    )
    return option(command)


def language_option(command: Command) -> Command:
    """--lang, the same everywhere."""
    option: Callable[[Command], Command] = click.option(
        "--lang",
        "language",
        type=click.Choice(["sv", "en"]),
        help=says(
            "Språk; annars CIVO_LANG eller datorns. Det som publiceras följer strukturens.",
            "Language; else CIVO_LANG or the computer's. What is published follows the structure's.",
        ),
    )
    return option(command)


def format_option(formats: tuple[str, ...]) -> Callable[[Command], Command]:
    """--format, with what the command can give."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help=says("Svarets form.", "The form of the answer."),
    )


def output_option(command: Command) -> Command:
    """--output, the same everywhere."""
    option: Callable[[Command], Command] = click.option(
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar=says("FIL", "FILE"),
        help=says("Skriv svaret till en fil.", "Write the answer to a file."),
    )
    return option(command)
