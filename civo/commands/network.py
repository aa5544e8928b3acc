"""The network of who meets where about what: its published measures."""

from __future__ import annotations

from typing import Any

import click

from civo.commands.common import FORMATS, Command, answer, example
from civo.options import says, shared


@click.command(
    cls=Command,
    short_help=says("Publicerade mått på vem som möter vem.", "Published measures of who meets whom."),
    help=says(
        "Mått ur forskningen: en rad för varje, eller listan bakom MÅTT. Alltid med vad som är okänt.",
        "Measures from research: a line for each, or the list behind MEASURE. Always with what is unknown.",
    )
    + "\n\n"
    + example("civo measures")
    + "\n\n"
    + example("civo measures routes"),
)
@click.argument("name", required=False, metavar=says("[MÅTT]", "[MEASURE]"))
@shared(*FORMATS)
def measures(name: str | None, **options: Any) -> None:
    """The measures."""
    from civo.queries.measures import measure, measures

    answer(lambda structure: measure(structure, name) if name else measures(structure), **options)
