"""The main job, and single figures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from civo.commands.common import Command, deliver, example, progress, say, structure_of
from civo.options import says, shared
from civo.words import Language, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from civo.drawing import Drawn, Wishes
    from civo.drawings import PageName
    from civo.layout import Engine
    from civo.structure import Structure

views_option = click.option(
    "--views",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar=says("MAPP", "FOLDER"),
    help=says("Mappen med vyer.", "The folder of views."),
)


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
@views_option
@shared()
def build(output: Path, views: Path | None, language: Language | None, **options: Any) -> None:
    """All in one folder."""
    from civo.building import build
    from civo.gaps import summary
    from civo.outputs.files import expect_writable
    from civo.views import views_folder

    expect_writable(output / "index.html")
    structure = structure_of(**options)
    built = build(structure, views or views_folder(structure), output, language, progress)
    say(
        Text(
            f"Klart: {built.figures} {'figur' if built.figures == 1 else 'figurer'}, {built.files} filer. Öppna {built.page}",
            f"Done: {built.figures} {'figure' if built.figures == 1 else 'figures'}, {built.files} files. Open {built.page}",
        )
    )
    for text in summary(built.report):
        say(text)


@click.command(
    cls=Command,
    short_help=says("En rapport som webbsida, PDF eller Word.", "A report as a web page, PDF or Word."),
    help=says(
        "Skriver en rapport om strukturen: nivåer, organ, platser, frågor, luckor, öppna frågor och scenarier, med källor. "
        "Text som är skriven för hand mellan märkena i en rapport som redan finns är kvar när den görs om.",
        "Writes a report on the structure: levels, bodies, seats, issues, gaps, open questions and scenarios, with sources. "
        "Text written by hand between the marks of a report that is there already stays when it is made again.",
    )
    + "\n\n"
    + example("civo report --format docx --output rapport.docx"),
)
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar=says("FIL", "FILE"),
    help=says("Ett Word-dokument vars formatmallar rapporten får.", "A Word document whose styles the report takes."),
)
@click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar=says("MAPP", "FOLDER"),
    help=says(
        "En mapp med egen text i Markdown: en fil per avsnitt, t.ex. syfte.md.",
        "A folder of own text in Markdown: a file for each section, e.g. syfte.md.",
    ),
)
@views_option
@shared("html", "pdf", "docx")
def report(
    template: Path | None, texts: Path | None, views: Path | None, language: Language | None, **options: Any
) -> None:
    """A report."""
    from civo.outputs.files import expect_writable
    from civo.publishing import published
    from civo.report import read_texts, report
    from civo.views import views_folder

    form, output = str(options["form"]), options["output"]
    if template and form != "docx":
        raise click.UsageError(says("--template är för --format docx", "--template is for --format docx"))
    if output is None and form != "html" and sys.stdout.isatty():
        raise click.UsageError(says("ange --output FIL", "give --output FILE"))
    if output is not None:
        expect_writable(output)
    structure = structure_of(**options)
    progress(Text("samlar uppgifterna", "gathering the facts"))
    made = report(structure, views or views_folder(structure), language, read_texts(texts) if texts else None)
    progress(Text(f"skriver {form}", f"writing {form}"))
    result = published(made, form, output, template)
    deliver(result.content, options)
    for note in result.notes:
        say(note)


@click.command(
    cls=Command,
    short_help=says("En figur ur en vy.", "A figure from a view."),
    help=says(
        "Ritar VY som SVG, PNG, PDF eller DOT, eller för redigering i PowerPoint (pptx), draw.io (drawio) och Mermaid "
        "(mmd); txt och md ger figuren som text. En delad vy blir en fil för varje del. Utan VY: alla vyer, med SVG och DOT "
        "bredvid varje vyfil.",
        "Draws VIEW as SVG, PNG, PDF or DOT, or for editing in PowerPoint (pptx), draw.io (drawio) and Mermaid (mmd); txt "
        "and md give the figure as text. A view that is split becomes a file for each part. Without VIEW: all views, with SVG "
        "and DOT beside each view's file.",
    )
    + "\n\n"
    + example("civo draw regional-niva --format png --output figur.png")
    + "\n\n"
    + example("civo draw regional-niva --format pptx --output figur.pptx"),
)
@click.argument("view", required=False, metavar=says("[VY]", "[VIEW]"))
@views_option
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
@shared("svg", "png", "pdf", "pptx", "drawio", "mmd", "dot", "txt", "md")
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
    from civo.drawing import Wishes, draw_beside, drawn
    from civo.views import declared, views_folder

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
    folder = views or views_folder(structure)
    if view is None:
        written, told = False, declared(structure, folder)
        for path, note in draw_beside(structure, told, language):
            click.echo(path)
            written = True
            if note and path.suffix == ".svg":
                say(note)
        for note in told.notes:
            say(note)
        if not (written or told.withheld):
            say(
                Text(
                    f"Det finns ingen vy av strukturen i {folder.name}: se ”Vyer” i docs/files.md.",
                    f'There is no view of the structure in {folder.name}: see "Views" in docs/files.md.',
                )
            )
        return
    wishes = Wishes(language, engine, emphasis, page or "")
    _deliver_figures(structure, drawn(structure, folder, view, wishes), view, wishes, options)


def _deliver_figures(
    structure: Structure, figures: Sequence[Drawn], view: str, wishes: Wishes, options: dict[str, Any]
) -> None:
    """Each figure into a file of its own, where they are several; as text one after the other on the screen."""
    from civo.drawing import in_form_each, small_print

    form, output = str(options["form"]), options["output"]
    if len(figures) > 1 and output is None and form not in ("txt", "md"):
        names, n = ", ".join(figure.drawing.id for figure in figures[:3]), len(figures)
        raise click.UsageError(
            says(
                f"vyn är delad i {n} figurer: ange --output FIL, en fil för varje, eller skriv vilken, som {names}",
                f"the view is split into {n} figures: give --output FILE, a file for each, or say which, such as {names}",
            )
        )
    contents = in_form_each(structure, figures, form, wishes.engine)
    for number, (figure, content) in enumerate(zip(figures, contents, strict=True)):
        part = figure.drawing.id.removeprefix(view)
        file = output.with_name(f"{output.stem}{part}{output.suffix}") if output else None
        if number and not file:
            click.echo()
        deliver(content, {**options, "output": file})
        if note := small_print(figure, form, wishes.engine):
            say(note)
