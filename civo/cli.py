"""The command line: the group, and the commands in the order in which they are shown."""

from __future__ import annotations

import click

from civo.commands.asking import issue, issues, list_records, show, where, who
from civo.commands.changes import compare
from civo.commands.closing import close
from civo.commands.files import check, schema
from civo.commands.gaps import gaps, rules
from civo.commands.making import build, draw, report
from civo.commands.network import measures
from civo.commands.times import timeline
from civo.commands.ways import load, matrix, route
from civo.options import says


class Commands(click.Group):
    """The group of commands, in the order in which they are declared, with a hint for a misspelt one."""

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


for _command in (
    build,
    report,
    draw,
    who,
    where,
    route,
    issue,
    issues,
    matrix,
    load,
    show,
    timeline,
    list_records,
    gaps,
    measures,
    compare,
    close,
    check,
    rules,
    schema,
):
    civo.add_command(_command)
