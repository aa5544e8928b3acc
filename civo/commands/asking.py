"""Who sits where, and what is known of issues and of anything else."""

from __future__ import annotations

from typing import Any

import click

from civo.commands.common import FORMATS, Command, answer, example
from civo.options import says, shared, where_option


@click.command(
    cls=Command,
    short_help=says("Vilka sitter i ett organ?", "Who sits in a body?"),
    help=says(
        "Vilka sitter i ORGAN: plats, roll, innehavare, för vem, sedan när, enligt vad.",
        "Who sits in BODY: seat, role, holder, for whom, since when, according to what.",
    )
    + "\n\n"
    + example("civo who chefsmötet --at 2023"),
)
@click.argument("body", metavar=says("ORGAN", "BODY"))
@where_option
@shared(*FORMATS)
def who(body: str, where: str, **options: Any) -> None:
    """Who sits in a body."""
    from civo.queries.bodies import who

    answer(lambda structure: who(structure, body, where), **options)


@click.command(
    cls=Command,
    short_help=says("Var sitter en organisation, sort eller roll?", "Where does an organisation, kind or role sit?"),
    help=says(
        "Var sitter NAMN (organisation, sort, kollektiv eller roll): egen plats, genom kollektiv, indirekt.",
        "Where does NAME (organisation, kind, collective or role) sit: own seat, through a collective, indirectly.",
    )
    + "\n\n"
    + example('civo where "Umeå kommun"')
    + "\n\n"
    + example("civo where kommun --level hogre-regional"),
)
@click.argument("name", metavar=says("NAMN", "NAME"))
@click.option(
    "--body", default="", metavar=says("ORGAN", "BODY"), help=says("Bara i detta organ.", "In this body only.")
)
@click.option(
    "--level", default="", metavar=says("NIVÅ", "LEVEL"), help=says("Bara på denna nivå.", "At this level only.")
)
@where_option
@shared(*FORMATS)
def where(name: str, body: str, level: str, where: str, **options: Any) -> None:
    """Where somebody sits."""
    from civo.queries import seats

    answer(lambda structure: seats.where(structure, name, body=body, level=level, among=where), **options)


@click.command(
    cls=Command,
    short_help=says("Allt om en sakfråga.", "All about one issue."),
    help=says("Allt som är känt om en sakfråga.", "All that is known of one issue.")
    + "\n\n"
    + example("civo issue traumavårdskedjan"),
)
@click.argument("name", metavar=says("FRÅGA", "ISSUE"))
@shared(*FORMATS)
def issue(name: str, **options: Any) -> None:
    """All about one issue."""
    from civo.queries.issues import issue

    answer(lambda structure: issue(structure, name), **options)


@click.command(
    cls=Command,
    short_help=says("Tabellen över sakfrågor.", "The table of issues."),
    help=says("Alla sakfrågor: ansvar, hantering, ledning, läge.", "All issues: responsibility, handling, lead, state.")
    + "\n\n"
    + example("civo issues --format csv --output fragor.csv"),
)
@where_option
@shared(*FORMATS)
def issues(where: str, **options: Any) -> None:
    """The table of issues."""
    from civo.queries.issues import issues

    answer(lambda structure: issues(structure, where), **options)


@click.command(
    cls=Command,
    short_help=says("Allt om vad som helst.", "All about anything."),
    help=says(
        "Allt som är känt om NAMN, vad det än är: organ, plan, nivå, mål, organisation...",
        "All that is known of NAME, whatever it is: body, plan, level, goal, organisation...",
    )
    + "\n\n"
    + example('civo show "regionala rådet"'),
)
@click.argument("name", metavar=says("NAMN", "NAME"))
@shared(*FORMATS)
def show(name: str, **options: Any) -> None:
    """All about anything."""
    from civo.queries.dossier import show

    answer(lambda structure: show(structure, name), **options)


@click.command(
    "list",
    cls=Command,
    short_help=says("Poster av en sort, alla eller de i ett urval.", "Records of a kind, all or those selected."),
    help=says(
        "Posterna av SORT: bodies, issues, seats, organizations... Med --where bara de som urvalet passar eller kan passa.",
        "The records of KIND: bodies, issues, seats, organizations... With --where only those that it fits or may fit.",
    )
    + "\n\n"
    + example('civo list bodies --where "level:regional not:seats:kind:kommun"')
    + "\n\n"
    + example("civo list issues --where not:lead:nationell"),
)
@click.argument("kind", metavar=says("SORT", "KIND"))
@where_option
@shared(*FORMATS)
def list_records(kind: str, where: str, **options: Any) -> None:
    """The records of a kind."""
    from civo.queries.listing import listing

    answer(lambda structure: listing(structure, kind, where), **options)
