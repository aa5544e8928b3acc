"""Answers as Markdown, for minutes and issue trackers."""

from __future__ import annotations

import re

from civo.answers import Table
from civo.outputs.cells import cell_text
from civo.words import Language, Text


def table_markdown(table: Table, language: Language) -> str:
    """A heading, the facts as a list, the table and the notes."""
    columns = [n for n, c in enumerate(table.columns) if not c.detail]
    lines = [f"## {escaped(table.title.in_language(language))}", ""]
    for fact in table.facts:
        lines.append(f"- {escaped(fact.heading.in_language(language))}: {escaped(cell_text(fact.value, language))}")
    if table.facts:
        lines.append("")
    if table.rows:
        lines.append("| " + " | ".join(escaped(table.columns[n].heading.in_language(language)) for n in columns) + " |")
        lines.append("|" + " --- |" * len(columns))
        for row in table.rows:
            lines.append("| " + " | ".join(escaped(cell_text(row[n], language)) for n in columns) + " |")
        lines.append("")
    lines += [f"{escaped(note.in_language(language))}\n" for note in table.notes]
    if table.at:
        asked = Text(
            f"Gäller {table.at}. Lager: {', '.join(table.layers)}.",
            f"As of {table.at}. Layers: {', '.join(table.layers)}.",
        )
        lines.append(f"*{escaped(asked.in_language(language))}*")
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """The text in one line, with nothing in it that Markdown would take for its own."""
    return re.sub(r"([\\`*_{}\[\]<>|#])", r"\\\1", " ".join(text.split()))
