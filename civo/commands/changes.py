"""What has changed between two structures, dates, layers or revisions."""

from __future__ import annotations

import sys
from typing import Any

import click

from civo.commands.common import FORMATS, Command, deliver, example, language_of_answer, table_text
from civo.options import says, shared


@click.command(
    cls=Command,
    short_help=says("Vad har ändrats, och vilka luckor?", "What has changed, and which gaps?"),
    help=says(
        "Vad som skiljer FÖRE från EFTER: uppgifter som tillkommit, upphört, ändrats eller bytt namn, och luckor som "
        "öppnats eller stängts.",
        "What differs between BEFORE and AFTER: records added, ended, changed or renamed, and gaps opened or closed.",
    )
    + "\n\n"
    + says(
        "En sida är ett eller flera av at:DATUM, layer:LAGER, scenario:NAMN, revision:REVISION (i git) och "
        "structure:MAPP, inom citattecken om de är flera, eller as-is: strukturen som den är. En ensam sida jämförs med "
        "strukturen som den är; det som är tidigare kommer först.",
        "A side is one or more of at:DATE, layer:LAYER, scenario:NAME, revision:REVISION (in git) and "
        "structure:FOLDER, in quotation marks if several, or as-is: the structure as it is. One side alone is compared "
        "with the structure as it is; what is earlier comes first.",
    )
    + "\n\n"
    + example("civo compare at:2022 at:2023")
    + "\n\n"
    + example("civo compare as-is scenario:nationell-struktur --format md"),
)
@click.argument("before", metavar=says("FÖRE", "BEFORE"))
@click.argument("after", required=False, metavar=says("[EFTER]", "[AFTER]"))
@click.option(
    "--exit-code",
    is_flag=True,
    help=says("Sluta med kod 1 om något skiljer.", "End with code 1 if anything differs."),
)
@shared(*FORMATS)
def compare(before: str, after: str | None, exit_code: bool, **options: Any) -> None:
    """What has changed."""
    from civo.comparing import compare, comparison_table, counted
    from civo.opening import structure_folder
    from civo.outputs.as_comparison_markdown import comparison_markdown
    from civo.outputs.as_comparison_text import comparison_text
    from civo.outputs.as_json import comparison_json
    from civo.sides import Side, both_opened, earlier_first, parsed_side

    as_is = Side(structure_folder(options["structure"]), options["at"], options["layers"], options["scenarios"])
    one = parsed_side(before, as_is, structure_folder)
    other = parsed_side(after, as_is, structure_folder) if after is not None else None
    audience = options["audience"]
    comparison = compare(*(both_opened(one, other, audience) if other else earlier_first(one, as_is, audience)))
    form, language = str(options["form"]), language_of_answer(options)
    if form == "table":
        text = comparison_text(comparison, counted(comparison), language)
    elif form == "md":
        text = comparison_markdown(comparison, counted(comparison), language)
    elif form == "json":
        text = comparison_json(comparison, language)
    else:
        text = table_text(comparison_table(comparison), form, language)
    deliver(text, options)
    if exit_code and not comparison.is_same:
        sys.exit(1)
