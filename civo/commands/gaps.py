"""Gaps, and the rules that find them."""

from __future__ import annotations

import sys
from typing import Any

import click

from civo.commands.common import FORMATS, Command, deliver, example, language_of_answer, say, structure_of, table_text
from civo.options import format_option, language_option, output_option, rule_option, says, shared, where_option


@click.command(
    cls=Command,
    short_help=says("Vilka luckor finns?", "Which gaps are there?"),
    help=says(
        "Luckor i representation och ansvar, hur säkra de är och vad de bygger på.",
        "Gaps in representation and responsibility, how sure they are and what they rest on.",
    )
    + "\n\n"
    + example("civo gaps --rule rotating-only"),
)
@rule_option
@click.option(
    "--fail-on",
    type=click.Choice(["gap", "possible"]),
    help=says(
        "Sluta med kod 1 om det finns luckor (gap) eller ens möjliga (possible).",
        "End with code 1 if there are gaps, or even possible ones.",
    ),
)
@where_option
@shared(*FORMATS)
def gaps(rules: tuple[str, ...], fail_on: str | None, where: str, **options: Any) -> None:
    """Which gaps there are."""
    from civo.findings import Verdict
    from civo.gaps import find_told_gaps, gap_table, summary, titles
    from civo.outputs.as_gap_text import gaps_text
    from civo.outputs.as_json import gaps_json
    from civo.selecting import query

    structure = structure_of(**options)
    report = find_told_gaps(structure, rules, query(structure, where) if where else None)
    form, language = str(options["form"]), language_of_answer(options)
    if form == "table":
        text = gaps_text(report, titles(), summary(report), language)
    elif form == "json":
        text = gaps_json(report, language)
    else:
        text = table_text(gap_table(structure, report, titles()), form, language)
    deliver(text, options)
    for note in report.internal if form == "csv" else ():  # rows have no room for it
        say(note)
    failing = {"gap": {Verdict.GAP}, "possible": {Verdict.GAP, Verdict.POSSIBLE}}.get(fail_on or "", set())
    if any(finding.verdict in failing for finding in report.findings):
        sys.exit(1)


@click.command(
    cls=Command,
    short_help=says("Reglerna som hittar luckor.", "The rules that find gaps."),
    help=says("Alla regler, eller hela sidan om en.", "All rules, or the whole page of one.")
    + "\n\n"
    + example("civo rules rotating-only"),
)
@click.argument("rule", required=False, metavar=says("[REGEL]", "[RULE]"))
@language_option
@format_option(FORMATS)
@output_option
def rules(rule: str | None, **options: Any) -> None:
    """The rules."""
    from civo.gaps import rule_page, rule_table, rules_text

    language = language_of_answer(options)
    if options["form"] == "table":
        text = rule_page(rule, language) if rule else rules_text(language)
    else:
        text = table_text(rule_table(rule), options["form"], language)
    deliver(text, options)
