"""How somebody reaches somebody, what each carries, and who is where at a glance."""

from __future__ import annotations

from typing import Any

import click

from civo.commands.common import FORMATS, Command, answer, example
from civo.options import says, shared


@click.command(
    cls=Command,
    short_help=says("Hur når någon någon annan?", "How does somebody reach somebody?"),
    help=says(
        "Vägarna från A till B genom platser och uttalade relationer, kortast först. A och B: organisation, sort, "
        "kollektiv, roll, organ, nivå eller sakfråga. Märker de steg som är enda vägen.",
        "The ways from A to B through seats and stated relations, shortest first. A and B: organisation, kind, "
        "collective, role, body, level or issue. Marks the steps that are the only way.",
    )
    + "\n\n"
    + example('civo route "Umeå kommun" chefsmötet')
    + "\n\n"
    + example("civo route kommun nationell --structure sverige"),
)
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option(
    "--most",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    metavar=says("ANTAL", "NUMBER"),
    help=says("Visa så många vägar som mest.", "Show so many ways at most."),
)
@click.option(
    "--longest",
    type=click.IntRange(1, 12),
    default=6,
    show_default=True,
    metavar=says("STEG", "STEPS"),
    help=says("Visa inga vägar med fler steg.", "Show no ways of more steps."),
)
@shared(*FORMATS)
def route(one: str, other: str, most: int, longest: int, **options: Any) -> None:
    """How somebody reaches somebody."""
    from civo.queries.route import route

    answer(lambda structure: route(structure, one, other, most=most, longest=longest), **options)
