"""The main job, and single figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from civo.commands.common import Command, deliver, example, progress, say, structure_of, views_of
from civo.options import says, shared
from civo.words import Language, Text

if TYPE_CHECKING:
    from civo.drawings import PageName
    from civo.layout import Engine


@click.command(
    cls=Command,
    short_help=says(
        "Allt i en mapp: kontroll, figurer, tabeller, luckor.", "All in one folder: check, figures, tables, gaps."
    ),
    help=says(
        "Kontrollerar strukturen och skriver figurer, tabeller, luckor och en webbsida som visar dem.",
        "Checks the structure and writes figures, tables, gaps and a page that shows them.",
    )
    + "\n\n"
    + example("civo build --output resultat"),
)
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("resultat"),
    show_default=True,
    metavar=says("MAPP", "FOLDER"),
    help=says("Mappen att skriva i.", "The folder to write into."),
)
@click.option(
    "--views",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar=says("MAPP", "FOLDER"),
    help=says("Mappen med vyer.", "The folder of views."),
)
@shared()
def build(output: Path, views: Path | None, language: Language | None, **options: Any) -> None:
    """All in one folder."""
    from civo.building import build
    from civo.gaps import summary

    structure = structure_of(**options)
    built = build(structure, views or views_of(structure), output, language, progress)
    say(
        Text(
            f"Klart: {built.figures} figurer, {built.files} filer. Öppna {built.page}",
            f"Done: {built.figures} figures, {built.files} files. Open {built.page}",
        )
    )
    for text in summary(built.report):
        say(text)


@click.command(
    cls=Command,
    short_help=says("En figur ur en vy.", "A figure from a view."),
    help=says(
        "Ritar VY som SVG, PNG, PDF eller DOT; txt och md ger figuren som text. Utan VY: alla vyer, med SVG och DOT "
        "bredvid varje vyfil.",
        "Draws VIEW as SVG, PNG, PDF or DOT; txt and md give the figure as text. Without VIEW: all views, with SVG and DOT "
        "beside each view's file.",
    )
    + "\n\n"
    + example("civo draw regional-niva --format png --output figur.png"),
)
@click.argument("view", required=False, metavar=says("[VY]", "[VIEW]"))
@click.option(
    "--views",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar=says("MAPP", "FOLDER"),
    help=says("Mappen med vyer.", "The folder of views."),
)
@click.option(
    "--engine",
    type=click.Choice(["builtin", "dot"]),
    default="builtin",
    show_default=True,
    help=says(
        "Vem som placerar: den inbyggda, eller datorns dot.", "Who lays out: the one built in, or this computer's dot."
    ),
)
@click.option(
    "--emphasis",
    default="",
    metavar=says("ORGANISATION", "ORGANISATION"),
    help=says("Dra fram en organisations vägar in.", "Bring out one organisation's ways in."),
)
@click.option(
    "--page",
    type=click.Choice(["a4", "a4-landscape", "16x9"]),
    help=says("Sidan att rymmas på, med text om minst 8 punkter.", "The page to fit, with text of 8 points at least."),
)
@shared("svg", "png", "pdf", "dot", "txt", "md")
def draw(
    view: str | None,
    views: Path | None,
    engine: Engine,
    emphasis: str,
    page: PageName | None,
    language: Language | None,
    **options: Any,
) -> None:
    """A figure from a view."""
    from civo.drawing import Wishes, draw_beside, rendered

    asked = click.get_current_context().get_parameter_source
    names = ("form", "output", "engine", "emphasis", "page")
    if view is None and any(asked(name) is click.core.ParameterSource.COMMANDLINE for name in names):
        raise click.UsageError(
            says(
                "ange en VY för --format, --output, --engine, --emphasis och --page",
                "name a VIEW for --format, --output, --engine, --emphasis and --page",
            )
        )
    structure = structure_of(**options)
    folder = views or views_of(structure)
    if view is None:
        for path in draw_beside(structure, folder, language):
            click.echo(path)
        return
    wishes = Wishes(language, engine, emphasis, page or "")
    content = rendered(structure, folder, view, str(options["form"]), wishes)
    deliver(content, options)
