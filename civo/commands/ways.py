"""How somebody reaches somebody, what each carries, and who is where at a glance."""

from __future__ import annotations

from typing import Any

import click

from civo.commands.common import FORMATS, Command, answer, example
from civo.options import says, shared, where_option


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


@click.command(
    cls=Command,
    short_help=says("Vem bär vad, och hur mycket?", "Who carries what, and how much?"),
    help=says(
        "Vad NAMN (organ, roll, organisation, kollektiv eller sort) bär: platser, frågor, ledning, stöd, ansvar; varje "
        "term för sig med det som räknas. Utan NAMN: alla.",
        "What NAME (body, role, organisation, collective or kind) carries: seats, issues, leads, supports, "
        "responsibilities; each term with what it counts. Without NAME: all.",
    )
    + "\n\n"
    + example("civo load regiondirektör"),
)
@click.argument("name", metavar=says("[NAMN]", "[NAME]"), default="")
@click.option(
    "--level",
    default="",
    metavar=says("NIVÅ", "LEVEL"),
    help=says("Utan NAMN: bara organen på denna nivå.", "Without NAME: only the bodies of this level."),
)
@where_option
@shared(*FORMATS)
def load(name: str, level: str, where: str, **options: Any) -> None:
    """Who carries what."""
    from civo.queries.load import load

    answer(lambda structure: load(structure, name, level=level, where=where), **options)


@click.command(
    cls=Command,
    short_help=says("Vem sitter var, i en ruta?", "Who sits where, at a glance?"),
    help=says(
        "Organ eller sakfrågor mot organisationer, sorter, nivåer eller roller: ja, ja men inte uttalat, nej, okänt eller delad.",
        "Bodies or issues against organisations, kinds, levels or roles: yes, yes but not stated, no, unknown or shared.",
    )
    + "\n\n"
    + example("civo matrix --columns organizations --level regional")
    + "\n\n"
    + example("civo matrix --rows issues --columns levels --format csv"),
)
@click.option(
    "--rows",
    type=click.Choice(["bodies", "issues"]),
    default="bodies",
    show_default=True,
    help=says("Vad raderna är.", "What the rows are."),
)
@click.option(
    "--columns",
    type=click.Choice(["organizations", "kinds", "levels", "roles"]),
    default=None,
    help=says(
        "Vad kolumnerna är; annars sorter, för sakfrågor nivåer.",
        "What the columns are; else kinds, for issues levels.",
    ),
)
@click.option(
    "--level", default="", metavar=says("NIVÅ", "LEVEL"), help=says("Bara på denna nivå.", "At this level only.")
)
@click.option(
    "--body", default="", metavar=says("ORGAN", "BODY"), help=says("Bara i detta organ.", "In this body only.")
)
@where_option
@shared(*FORMATS)
def matrix(rows: Any, columns: Any, level: str, body: str, where: str, **options: Any) -> None:
    """Who sits where, at a glance."""
    from civo.queries.matrix import matrix

    columns = columns or ("levels" if rows == "issues" else "kinds")
    narrow = {"level": level, "body": body, "where": where}
    readable = options["form"] in ("table", "md")
    answer(lambda structure: matrix(structure, rows, columns, **narrow, readable=readable), **options)
