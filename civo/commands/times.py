"""What changes when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from civo.commands.common import FORMATS, Command, answer, example
from civo.options import Date, says, shared

if TYPE_CHECKING:
    from civo.dates import Period


@click.command(
    cls=Command,
    short_help=says("Vad ändras när?", "What changes when?"),
    help=says(
        "Vad ändras när, i hela strukturen eller för NAMN och det som hör dit: början, slut, innehavare, tider då ingen "
        "innehavare är känd, och turer som turordningen innebär.",
        "What changes when, in the whole structure or for NAME and what belongs to it: beginnings, ends, holders, times "
        "of which no holder is known, and the turns that a declared order implies.",
    )
    + "\n\n"
    + example("civo timeline chefsmötet --from 2022 --to 2024"),
)
@click.argument("name", default="", metavar=says("[NAMN]", "[NAME]"))
@click.option("--from", "since", type=Date(), help=says("Bara från och med då.", "Only from then on."))
@click.option("--to", "until", type=Date(), help=says("Bara till och med då.", "Only up to and including then."))
@shared(*FORMATS)
def timeline(name: str, since: Period | None, until: Period | None, **options: Any) -> None:
    """What changes when."""
    from civo.queries.timeline import timeline

    answer(lambda structure: timeline(structure, name, since=since, until=until), **options)
