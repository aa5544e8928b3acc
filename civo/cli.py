"""The commands: options -> library -> output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from civo.errors import InvalidFiles, Problem
from civo.options import LANGUAGE, format_option, language_option, output_option, says, shared, structure_folder
from civo.shipped import shipped
from civo.words import Language, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from civo.answers import Table
    from civo.dates import Period
    from civo.structure import Structure

FORMATS = ("table", "json", "csv", "md")


class Command(click.Command):
    """A command that calls its options by the language of the run."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": says("[VAL]", "[OPTIONS]"), **kwargs})


class Commands(click.Group):
    """The group of commands, in the order in which they are declared, with a hint for a misspelt one."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from civo.words import nearest

        if args and args[0] not in self.commands and not args[0].startswith("-"):
            hint = nearest(args[0], self.commands)
            tail = says(f" Menade du {hint}?", f" Did you mean {hint}?") if hint else ""
            ctx.fail(says(f"Det finns inget kommando ”{args[0]}”.", f'There is no command "{args[0]}".') + tail)
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    options_metavar=says("[VAL]", "[OPTIONS]"),
    subcommand_metavar=says("KOMMANDO [ARGUMENT]...", "COMMAND [ARGS]..."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=says(
        "Vem sitter var, vem ansvarar för vad och vilka frågor täcker ingen? Svar ur filer där varje uppgift har en källa."
        "\n\nBörja med:  civo build",
        "Who sits where, who answers for what, and which issues does nobody cover? Answers from files in which every "
        "fact has a source.\n\nBegin with:  civo build",
    ),
)
@click.version_option(package_name="civo-beredskap", prog_name="civo")
def civo() -> None:
    """The command line."""


def _example(line: str) -> str:
    return says(f"Exempel:  {line}", f"Example:  {line}")


@civo.command(
    short_help=says(
        "Allt i en mapp: kontroll, figurer, tabeller, luckor.", "All in one folder: check, figures, tables, gaps."
    ),
    help=says(
        "Kontrollerar strukturen och skriver figurer, tabeller, luckor och en webbsida som visar dem.",
        "Checks the structure and writes figures, tables, gaps and a page that shows them.",
    )
    + "\n\n"
    + _example("civo build --output resultat"),
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

    structure = _structure(**options)
    built = build(structure, views or _views(structure), output, language, _progress)
    _say(
        Text(
            f"Klart: {built.figures} figurer, {built.files} filer. Öppna {built.page}",
            f"Done: {built.figures} figures, {built.files} files. Open {built.page}",
        )
    )
    for text in summary(built.report):
        _say(text)


@civo.command(
    short_help=says("En figur ur en vy.", "A figure from a view."),
    help=says(
        "Ritar VY som SVG, PNG, PDF eller DOT. Utan VY: alla vyer, med SVG och DOT bredvid varje vyfil.",
        "Draws VIEW as SVG, PNG, PDF or DOT. Without VIEW: all views, with SVG and DOT beside each view's file.",
    )
    + "\n\n"
    + _example("civo draw regional-niva --format png --output figur.png"),
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
@shared("svg", "png", "pdf", "dot")
def draw(view: str | None, views: Path | None, engine: str, language: Language | None, **options: Any) -> None:
    """A figure from a view."""
    from civo.drawing import draw_beside, rendered

    asked = click.get_current_context().get_parameter_source
    told = [name for name in ("form", "output", "engine") if asked(name) is click.core.ParameterSource.COMMANDLINE]
    if view is None and told:
        raise click.UsageError(
            says("ange en VY för --format, --output och --engine", "name a VIEW for --format, --output and --engine")
        )
    structure = _structure(**options)
    folder = views or _views(structure)
    if view is None:
        for path in draw_beside(structure, folder, language):
            click.echo(path)
        return
    content = rendered(structure, folder, view, str(options["form"]), language, engine)
    _deliver(content, options)


@civo.command(
    short_help=says("Vilka sitter i ett organ?", "Who sits in a body?"),
    help=says(
        "Vilka sitter i ORGAN: plats, roll, innehavare, för vem, sedan när, enligt vad.",
        "Who sits in BODY: seat, role, holder, for whom, since when, according to what.",
    )
    + "\n\n"
    + _example("civo who chefsmötet --at 2023"),
)
@click.argument("body", metavar=says("ORGAN", "BODY"))
@shared(*FORMATS)
def who(body: str, **options: Any) -> None:
    """Who sits in a body."""
    from civo.queries.bodies import who

    _answer(lambda structure: who(structure, body), **options)


@civo.command(
    short_help=says("Var sitter en organisation, sort eller roll?", "Where does an organisation, kind or role sit?"),
    help=says(
        "Var sitter NAMN (organisation, sort, kollektiv eller roll): egen plats, genom kollektiv, indirekt.",
        "Where does NAME (organisation, kind, collective or role) sit: own seat, through a collective, indirectly.",
    )
    + "\n\n"
    + _example('civo where "Umeå kommun"')
    + "\n\n"
    + _example("civo where kommun --level hogre-regional"),
)
@click.argument("name", metavar=says("NAMN", "NAME"))
@click.option(
    "--body", default="", metavar=says("ORGAN", "BODY"), help=says("Bara i detta organ.", "In this body only.")
)
@click.option(
    "--level", default="", metavar=says("NIVÅ", "LEVEL"), help=says("Bara på denna nivå.", "At this level only.")
)
@shared(*FORMATS)
def where(name: str, body: str, level: str, **options: Any) -> None:
    """Where somebody sits."""
    from civo.queries.seats import where

    _answer(lambda structure: where(structure, name, body=body, level=level), **options)


@civo.command(
    short_help=says("Allt om en sakfråga.", "All about one issue."),
    help=says("Allt som är känt om en sakfråga.", "All that is known of one issue.")
    + "\n\n"
    + _example("civo issue traumavårdskedjan"),
)
@click.argument("name", metavar=says("FRÅGA", "ISSUE"))
@shared(*FORMATS)
def issue(name: str, **options: Any) -> None:
    """All about one issue."""
    from civo.queries.issues import issue

    _answer(lambda structure: issue(structure, name), **options)


@civo.command(
    short_help=says("Tabellen över sakfrågor.", "The table of issues."),
    help=says("Alla sakfrågor: ansvar, hantering, ledning, läge.", "All issues: responsibility, handling, lead, state.")
    + "\n\n"
    + _example("civo issues --format csv --output fragor.csv"),
)
@shared(*FORMATS)
def issues(**options: Any) -> None:
    """The table of issues."""
    from civo.queries.issues import issues

    _answer(issues, **options)


@civo.command(
    short_help=says("Allt om vad som helst.", "All about anything."),
    help=says(
        "Allt som är känt om NAMN, vad det än är: organ, plan, nivå, mål, organisation...",
        "All that is known of NAME, whatever it is: body, plan, level, goal, organisation...",
    )
    + "\n\n"
    + _example('civo show "regionala rådet"'),
)
@click.argument("name", metavar=says("NAMN", "NAME"))
@shared(*FORMATS)
def show(name: str, **options: Any) -> None:
    """All about anything."""
    from civo.queries.dossier import show

    _answer(lambda structure: show(structure, name), **options)


@civo.command(
    short_help=says("Vilka luckor finns?", "Which gaps are there?"),
    help=says(
        "Luckor i representation och ansvar, hur säkra de är och vad de bygger på.",
        "Gaps in representation and responsibility, how sure they are and what they rest on.",
    )
    + "\n\n"
    + _example("civo gaps --rule rotating-only"),
)
@click.option(
    "--rule",
    "rules",
    multiple=True,
    metavar=says("REGEL", "RULE"),
    help=says("Bara denna regel. Kan upprepas.", "Only this rule. May be repeated."),
)
@click.option(
    "--fail-on",
    type=click.Choice(["gap", "possible"]),
    help=says(
        "Sluta med kod 1 om det finns luckor (gap) eller ens möjliga (possible).",
        "End with code 1 if there are gaps, or even possible ones.",
    ),
)
@shared(*FORMATS)
def gaps(rules: tuple[str, ...], fail_on: str | None, **options: Any) -> None:
    """Which gaps there are."""
    from civo.findings import Verdict
    from civo.gaps import find_gaps, gap_table, summary, titles
    from civo.outputs.as_gap_text import gaps_text
    from civo.outputs.as_json import gaps_json

    structure = _structure(**options)
    report = find_gaps(structure, rules)
    form, language = str(options["form"]), _language(options)
    if form == "table":
        text = gaps_text(report, titles(), summary(report), language)
    elif form == "json":
        text = gaps_json(report, language)
    else:
        text = _table_text(gap_table(structure, report, titles()), form, language)
    _deliver(text, options)
    failing = {"gap": {Verdict.GAP}, "possible": {Verdict.GAP, Verdict.POSSIBLE}}.get(fail_on or "", set())
    if any(finding.verdict in failing for finding in report.findings):
        sys.exit(1)


@civo.command(
    short_help=says("Är filerna riktiga?", "Are the files right?"),
    help=says(
        "Läser alla filer, alla lager; visar varje fel med plats. --document jämför med källans text.",
        "Reads all files, all layers; shows each error with its place. --document compares with a source's text.",
    )
    + "\n\n"
    + _example("civo check --structure civo-nord"),
)
@click.option(
    "--document",
    "document",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar=says("FIL", "FILE"),
    help=says(
        "Källans text: finns varje plats och nyckelord där?",
        "The source's text: does each place and key term stand there?",
    ),
)
@click.option(
    "--source",
    default="",
    metavar="ID",
    help=says(
        "Vilken källa dokumentet är, om det inte är självklart.", "Which source the document is, where it is not plain."
    ),
)
@shared(*FORMATS)
def check(document: Path | None, source: str, **options: Any) -> None:
    """Whether the files are right."""
    from civo.checking import checked
    from civo.documents import verify

    try:
        structure = _structure(**options)
    except InvalidFiles as wrong:
        _deliver_problems(wrong.problems, options)
        raise
    result = checked(structure)
    problems = list(result.problems)
    notes = list(result.said)
    if document:
        verified = verify(structure.loaded, document, source)
        problems += verified.problems
        notes.append(verified.said)
    _report_check(structure, problems, notes, options)


@civo.command(
    short_help=says("Reglerna som hittar luckor.", "The rules that find gaps."),
    help=says("Alla regler, eller hela sidan om en.", "All rules, or the whole page of one.")
    + "\n\n"
    + _example("civo rules rotating-only"),
)
@click.argument("rule", required=False, metavar=says("[REGEL]", "[RULE]"))
@language_option
@format_option(FORMATS)
@output_option
def rules(rule: str | None, **options: Any) -> None:
    """The rules."""
    from civo.gaps import rule_page, rule_table, rules_text

    language = _language(options)
    if options["form"] == "table":
        text = rule_page(rule, language) if rule else rules_text(language)
    else:
        text = _table_text(rule_table(rule), options["form"], language)
    _deliver(text, options)


@civo.command(
    short_help=says(
        "Filspråket som JSON-schema, för redigeraren.", "The file language as JSON Schema, for the editor."
    ),
    help=says(
        "Schemat för en sorts fil (records, structure, view) eller lista (bodies, seats...), att peka ut för en redigerare.",
        "The schema of a sort of file (records, structure, view) or list (bodies, seats...), to point an editor at.",
    )
    + "\n\n"
    + _example("civo schema --output schema"),
)
@click.argument("name", default="records", metavar=says("[NAMN]", "[NAME]"))
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar=says("MAPP", "FOLDER"),
    help=says("Skriv de tre filschemana i en mapp.", "Write the three schemas of files into a folder."),
)
@language_option
def schema(name: str, output: Path | None, **_: Any) -> None:
    """The file language as JSON Schema."""
    from civo.schema import schema_files, schema_text

    if output is None:
        click.echo(schema_text(name), nl=False)
        return
    for file, text in schema_files():
        _deliver(text, {"output": output / file})


# What commands share


def _structure(
    structure: str | None = None, at: Period | None = None, layers: tuple[str, ...] = (), **_: Any
) -> Structure:
    from civo.loading import load
    from civo.structure import structure_at

    return structure_at(load(structure_folder(structure)), at, layers)


def _language(options: dict[str, Any]) -> Language:
    return options.get("language") or LANGUAGE


def _answer(question: Callable[[Structure], Table], **options: Any) -> None:
    table = question(_structure(**options))
    _deliver(_table_text(table, str(options["form"]), _language(options)), options)


def _table_text(table: Table, form: str, language: Language) -> str:
    """The table in one of the text formats; each is imported where it is used."""
    if form == "table":
        from civo.outputs.as_table import table_text

        return table_text(table, language, _terminal_width())
    if form == "json":
        from civo.outputs.as_json import table_json

        return table_json(table, language)
    if form == "csv":
        from civo.outputs.as_csv import table_csv

        return table_csv(table, language)
    from civo.outputs.as_markdown import table_markdown

    return table_markdown(table, language)


def _terminal_width() -> int | None:
    import shutil

    return max(60, shutil.get_terminal_size().columns) if sys.stdout.isatty() else None


def _views(structure: Structure) -> Path:
    """The folder of views: beside the folder that the structure stands in, or those that come with civo."""
    beside = structure.loaded.path.parent.parent / "diagrams"
    return beside if beside.is_dir() else shipped("diagrams")


def _say(text: Text) -> None:
    click.echo(text.in_language(LANGUAGE), err=True)


def _progress(text: Text) -> None:
    _say(Text(f"  {text.sv} ...", f"  {text.en} ..."))


def _deliver(text: str | bytes, options: dict[str, Any]) -> None:
    output = options.get("output")
    if isinstance(output, Path):
        from civo.outputs.files import write_whole

        write_whole(output, text)
        click.echo(says(f"skrev {output}", f"wrote {output}"), err=True)
    else:
        click.echo(text, nl=False)


def _report_check(structure: Structure, problems: list[Problem], notes: list[Text], options: dict[str, Any]) -> None:
    language = _language(options)
    loaded = structure.loaded
    _deliver_problems((*problems, *loaded.warnings), options, notes)
    if problems:
        raise InvalidFiles(problems, loaded.path.parent)
    show_problems(loaded.warnings, loaded.path.parent, language)
    if options["form"] == "table":
        _deliver("".join(f"{note.in_language(language)}\n" for note in notes), options)


def _deliver_problems(problems: Sequence[Problem], options: dict[str, Any], notes: Sequence[Text] = ()) -> None:
    """The problems in a format for others to read; as text they go to the error stream, with their lines."""
    if options["form"] == "json":
        from civo.outputs.as_json import problems_json

        _deliver(problems_json(tuple(problems), _language(options)), options)
    elif options["form"] != "table":
        from civo.checking import problem_table

        _deliver(_table_text(problem_table(problems, notes), options["form"], _language(options)), options)


def show_problems(problems: Sequence[Problem], base: Path, language: Language) -> None:
    """Each problem with its line, to the error stream."""
    if problems:
        from civo.outputs.as_problems import problems_text

        click.echo(problems_text(problems, base, language), err=True, nl=False)
