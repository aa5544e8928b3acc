"""Makes the generated documents again: docs/records.md, commands.md, rules/, the examples in the guides, the answers in
closing.md and measures.md, schema/.

    python docs/generate.py

They are committed; a test compares them with what this makes.
"""

from __future__ import annotations

import os
import re
import sys
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Literal, get_args, get_origin

os.environ["CIVO_LANG"] = "en"  # the commands choose their language as they are imported

import click
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner

from civo.cli import civo as commands
from civo.dates import Period
from civo.kind_words import KIND_WORDS
from civo.loading.validating import NAMELESS
from civo.models import Model
from civo.records import KINDS, Body, Decision, Place, Publicity, Record, Rotation, SameAs, Tenure
from civo.rules import RULES, rule_id, unused_acceptance, unused_setting
from civo.rules.rule import Page
from civo.schema import FieldDoc, fields_of, needs_source, schema_files, summary
from civo.selectors import Selector
from civo.words import Text

ROOT = Path(__file__).resolve().parent.parent
GUIDES = ("docs/files.md", "docs/scenarios.md", "docs/selectors.md")
"""The pages in which examples are embedded."""
LOCALE = ROOT / "civo" / "locale" / "sv" / "LC_MESSAGES"
EXAMPLE = re.compile(r"<!-- example: (?P<file>\S+) -->\n```(?P<language>\w+)\n.*?```", re.DOTALL)
NESTED: tuple[type[Model], ...] = (Place, Tenure, Rotation, Decision, SameAs, Publicity)
WORDS = {model: re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower() for model in NESTED}


def main() -> None:
    """Writes every generated document into the folder given, or over those of this checkout."""
    into = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    made = dict(documents())
    for page in (into / "docs" / "rules").glob("*.md"):
        if f"docs/rules/{page.name}" not in made:
            page.unlink()
    for name, text in made.items():
        file = into / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    (into / LOCALE.relative_to(ROOT)).mkdir(parents=True, exist_ok=True)
    (into / LOCALE.relative_to(ROOT) / "messages.mo").write_bytes(compiled_words())


def compiled_words() -> bytes:
    """The Swedish of the command-line library's own words, as gettext reads it."""
    made = BytesIO()
    words = read_po(BytesIO((LOCALE / "messages.po").read_bytes()))
    words.creation_date = words.revision_date = datetime(2026, 1, 1, tzinfo=UTC)  # not the time of this run
    write_mo(made, words)
    return made.getvalue()


def documents() -> Iterator[tuple[str, str]]:
    """Every generated document: its path from the root, and its text."""
    yield "docs/records.md", records_page()
    yield "docs/commands.md", commands_page()
    for page in ("docs/closing.md", "docs/measures.md"):
        yield page, with_runs((ROOT / page).read_text(encoding="utf-8"))
    for page in GUIDES:
        yield page, with_examples((ROOT / page).read_text(encoding="utf-8"))
    pages: list[Page] = [*RULES, unused_acceptance, unused_setting]
    yield "docs/rules/README.md", rules_index(pages)
    for page in pages:
        yield f"docs/rules/{rule_id(page)}.md", rule_text(page)
    for name, text in schema_files():
        yield f"schema/{name}", text


def with_examples(guide: str) -> str:
    """The guide with each example as its file has it now."""

    def block(found: re.Match[str]) -> str:
        text = (ROOT / "docs" / "examples" / found["file"]).read_text(encoding="utf-8")
        return f"<!-- example: {found['file']} -->\n```{found['language']}\n{text}```"

    return EXAMPLE.sub(block, guide)


RUN = re.compile(r"<!-- run -->\n```console\n\$ civo (?P<words>.*)\n(?:(?!```).*\n)*```")


def with_runs(guide: str) -> str:
    """The guide with each command followed by what it answers now."""

    def block(found: re.Match[str]) -> str:
        answer = CliRunner().invoke(commands, found["words"].split(), catch_exceptions=False).stdout
        return f"<!-- run -->\n```console\n$ civo {found['words']}\n{answer}```"

    return RUN.sub(block, guide)


# Records


def records_page() -> str:
    """docs/records.md."""
    parts = [_RECORDS_INTRO, "## What every record carries\n", _table(Record), _RECORDS_COMMON]
    for kind, model in KINDS.items():
        own = [field for field in fields_of(model) if field.name not in _COMMON]
        parts += [f"## `{kind}`\n", summary(model) + "\n"]
        parts += [_table(model, own)] if own else ["No fields of its own.\n"]
        if model is Body:
            parts.append(
                "In YAML, a body may hold its `seats`: a list of [seats](#seats), which then need no `body`.\n"
            )
        parts.append(_columns_of(kind, own))
    parts.append("## Fields with fields of their own\n")
    for nested in NESTED:
        parts += [f"### {WORDS[nested].capitalize()}\n", summary(nested) + "\n", _table(nested)]
    return "\n".join(parts).rstrip() + "\n"


def _columns_of(kind: str, own: list[FieldDoc]) -> str:
    """How records of the kind are written as a table."""
    named = ", ".join(f"`{column}`" for field in own for column in columns(field))
    more = f", with the columns {named}" if named else ""
    return _filled(f"Table: `{kind}.csv`{more}." + (" The `id` may be left out." if kind in NAMELESS else ""))


def _filled(text: str) -> str:
    """A paragraph, with lines of the usual length and a blank one after it."""
    return textwrap.fill(text, 120, break_long_words=False, break_on_hyphens=False) + "\n"


def columns(field: FieldDoc, prefix: str = "") -> Iterator[str]:
    """The columns of a table that a field takes."""
    name = f"{prefix}{field.name}"
    if field.model:
        for inner in fields_of(field.model):
            yield from columns(inner, f"{name}.")
    elif get_origin(field.leaf) is dict:
        yield f"{name}.…"
    elif field.leaf is Text:
        yield name
    else:
        yield f"{name} |" if field.many else name


def _table(model: type[Model], fields: list[FieldDoc] | None = None) -> str:
    rows = ["| field | is | meaning |", "| --- | --- | --- |"]
    for field in fields or fields_of(model):
        must = field.required or needs_source(model, field)
        if model is Record:
            must = field.name in ("id", "source")
        name = f"**`{field.name}`**" if must else f"`{field.name}`"
        rows.append(f"| {name} | {kind_of_value(field)} | {field.meaning} |")
    return "\n".join(rows) + "\n"


def kind_of_value(field: FieldDoc) -> str:
    """A field's type in plain words."""
    many = "one or more: " if field.single else "a list: " if field.many else ""
    if field.model:
        word = WORDS[field.model]
        return f"{many}[{word}](#{word.replace(' ', '-')})"
    if get_origin(field.leaf) is Literal:
        return many + ", ".join(f"`{word}`" for word in get_args(field.leaf))
    if field.refs is not None:
        kinds = " / ".join(f"[{KIND_WORDS[k].word.en}](#{k})" for k in field.refs)
        return f"{many}id of {kinds or 'any record'}"
    if get_origin(field.leaf) is dict:
        return "words with a text each"
    words = {Text: "text, or `sv` and `en`", Period: "date", Selector: "selector", bool: "`true` or `false`"}
    return many + (words | {int: "whole number", str: "text"})[field.leaf]


_COMMON = {field.name for field in fields_of(Record)}
_RECORDS_INTRO = """\
<!-- Made by docs/generate.py from the docstrings of civo/records.py. -->
# Records

Every kind of record that a structure's files may hold, with its fields. [files.md](files.md) tells how files are
written and has an example of each kind. A field in **bold** is required.

A *date* is `2023`, `2023-05` or `2023-05-17`. A *selector* says which organisations are meant: a text such as
`kind:kommun in:vasterbottens-lan`, a list of ids, or a mapping with `kind`, `in`, `level`, `ids`, `tags` and `not`. "One
or more" takes a list, or a single value without one.
"""
_RECORDS_COMMON = "\n".join(
    [
        _filled(
            f"`id` may be left out of {', '.join(f'`{kind}`' for kind in KINDS if kind in NAMELESS)}; the record then gets "
            "one from its place. `sources` need no `source`, and a seat without one takes its body's."
        ),
        _filled(
            "In a table, the fields that every kind shares are the columns "
            f"{', '.join(f'`{column}`' for field in fields_of(Record) for column in columns(field))}. A text in two "
            "languages takes two columns, such as `name.sv` and `name.en`. A column marked with ` |` may hold several "
            "values with `|` between them. A row holds one `source`, one `same_as`, one `held_by` and one item of "
            "`decides` at most: a record with more of them has to be written in YAML."
        ),
    ]
)


# Commands


def commands_page() -> str:
    """docs/commands.md."""
    parts = [_COMMANDS_INTRO, "## civo\n", _help(commands, "civo", None)]
    above = click.Context(commands, info_name="civo", **commands.context_settings)
    for name in commands.list_commands(above):
        command = commands.get_command(above, name)
        assert command is not None
        parts += [f"## civo {name}\n", _help(command, name, above)]
    return "\n".join(parts)


def _help(command: click.Command, name: str, above: click.Context | None) -> str:
    context = click.Context(command, info_name=name, parent=above, **{**command.context_settings, "terminal_width": 88})
    return f"```text\n{command.get_help(context)}\n```\n"


_COMMANDS_INTRO = """\
<!-- Made by docs/generate.py from the commands' --help. -->
# Commands

What `--help` says, in English. With `--lang sv`, `CIVO_LANG=sv` or a Swedish computer, it says it in Swedish.
"""


# Rules


def rules_index(pages: list[Page]) -> str:
    """docs/rules/README.md."""
    rows = [f"| [{rule_id(page)}]({rule_id(page)}.md) | {page.TITLE.sv} | {page.TITLE.en} |" for page in pages]
    return "\n".join([_RULES_INTRO, "| id | regel | rule |", "| --- | --- | --- |", *rows]) + "\n"


def rule_text(page: Page) -> str:
    """docs/rules/<rule-id>.md."""
    rows = [
        ("Varför", "Why it matters", page.WHY),
        ("Kan besvaras av", "May be answered by", page.WHO),
        ("Så stängs den", "How to close it", page.CLOSE),
    ]
    return "\n".join(
        [
            "<!-- Made by docs/generate.py from the rule's own module. -->",
            f"# {rule_id(page)}\n",
            f"**{page.TITLE.sv}** · **{page.TITLE.en}**\n",
            "| | svenska | English |",
            "| --- | --- | --- |",
            *(f"| {sv} / {en} | {text.sv} | {text.en} |" for sv, en, text in rows),
            "",
            (page.__doc__ or "").strip(),
            "",
        ]
    )


_RULES_INTRO = """\
<!-- Made by docs/generate.py from the rules' modules. -->
# Rules

What `civo gaps` looks for. `civo rules ID` prints a rule's page. Every finding is a **gap** (it follows from what is
stated), **possible** (it rests on something implied, or on a list that is open) or **not assessable** (nobody can tell
from these files).
"""


if __name__ == "__main__":
    main()
