"""The fewest changes that close gaps."""

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
    progress,
    structure_of,
    table_text,
)
from civo.options import rule_option, says, shared

if TYPE_CHECKING:
    from fractions import Fraction

SORTS = ("seat", "remit", "lead", "responsibility", "link", "body")


def costs_of(_: click.Context, option: click.Parameter, words: tuple[str, ...]) -> dict[str, Fraction]:
    """What each sort of change costs, from words like "seat=2"."""
    from fractions import Fraction

    found: dict[str, Fraction] = {}
    for word in words:
        sort, equals, value = word.partition("=")
        try:
            cost = Fraction(value.replace(",", "."))
        except (ValueError, ZeroDivisionError):
            cost = Fraction(0)
        if not equals or not 0 < cost <= 1_000_000 or cost.denominator > 1000:
            raise click.BadParameter(
                says(
                    f"”{word}”: skriv till exempel seat=2, med ett tal över noll och högst tre decimaler",
                    f'"{word}": write for example seat=2, with a number above nought and three decimals at most',
                ),
                param=option,
            )
        found[sort] = cost
    return found


@click.command(
    cls=Command,
    short_help=says("De minsta ändringarna som stänger luckor.", "The fewest changes that close gaps."),
    help=says(
        "De minsta (eller billigaste) ändringarna som stänger luckor: alla lika bra förslag, vad vart och ett stänger och "
        "öppnar, och vilka antaganden som skulle ändra svaret. Varje förslag är prövat med reglerna.",
        "The fewest (or cheapest) changes that close gaps: every proposal that is as good, what each closes and opens, and "
        "which assumptions would change the answer. Every proposal is tried with the rules.",
    )
    + "\n\n"
    + example("civo close --rule kind-absent-at-level")
    + "\n\n"
    + example("civo close --rule unhandled-issue --subject sjukvård --possible --write forslag.yaml"),
)
@rule_option
@click.option(
    "--subject",
    "subjects",
    multiple=True,
    metavar=says("NAMN", "NAME"),
    help=says("Bara luckor som gäller NAMN. Kan upprepas.", "Only gaps that are about NAME. May be repeated."),
)
@click.option(
    "--possible",
    is_flag=True,
    help=says("Även möjliga luckor.", "Possible gaps too."),
)
@click.option(
    "--change",
    "sorts",
    multiple=True,
    type=click.Choice(SORTS),
    help=says(
        "Bara ändringar av detta slag (annars alla). Kan upprepas.",
        "Only changes of this sort (all otherwise). May be repeated.",
    ),
)
@click.option(
    "--forbid",
    "forbidden",
    multiple=True,
    metavar=says("NIVÅ|ORGAN", "LEVEL|BODY"),
    help=says("Ingen ändring där. Kan upprepas.", "No change there. May be repeated."),
)
@click.option(
    "--cost",
    "costs",
    multiple=True,
    callback=costs_of,
    metavar=says("SLAG=TAL", "SORT=NUMBER"),
    help=says(
        "Vad en ändring kostar, t.ex. seat=2; annars 1. Kan upprepas.",
        "What a change costs, e.g. seat=2; 1 otherwise. May be repeated.",
    ),
)
@click.option(
    "--most",
    type=click.IntRange(1, 100),
    default=5,
    show_default=True,
    help=says("Visa högst så många lika bra förslag.", "Show at most so many equally good proposals."),
)
@click.option(
    "--seconds",
    type=click.FloatRange(0, min_open=True),
    default=60,
    show_default=True,
    help=says("Sök högst så länge; den säger om tiden inte räckte.", "Search no longer; it says if time ran out."),
)
@click.option(
    "--write",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=says("FIL", "FILE"),
    help=says("Skriv ett förslag som ett scenario.", "Write a proposal as a scenario."),
)
@click.option(
    "--choose",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help=says("Vilket förslag --write skriver.", "Which proposal --write writes."),
)
@shared(*FORMATS)
def close(write: Path | None, choose: int, **options: Any) -> None:
    """The fewest changes that close gaps."""
    from civo.closing import Asked, close, proposal_text
    from civo.closing.proving import changed
    from civo.closing.telling import closing_table, closing_text

    structure = structure_of(**options)
    asked = {name: options[name] for name in Asked.__dataclass_fields__}
    closing = close(structure, Asked(**asked), progress)
    form, language = str(options["form"]), language_of_answer(options)
    text = closing_text(closing, language) if form == "table" else table_text(closing_table(closing), form, language)
    if write:
        from civo.outputs.files import write_whole

        scenario = proposal_text(closing, choose, write.stem)
        changed(structure, scenario, str(write), write.stem)  # what does not load is not written
        write_whole(write, scenario)
        click.echo(says(f"skrev {write}", f"wrote {write}"), err=True)
    deliver(text, options)
