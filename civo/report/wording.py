"""Cells of answers as texts in both languages, to stand in a sentence."""

from __future__ import annotations

import re

from civo.answers import Cell, Fact
from civo.truth import Truth
from civo.words import Text, english


def fact_text(fact: Fact) -> Text:
    """A fact as a line: "Nivå: Regional nivå"."""
    value = cell_text(fact.value)
    return Text(f"{fact.heading.sv}: {value.sv}", f"{english(fact.heading)}: {english(value)}")


def cell_text(cell: Cell) -> Text:
    """The cell as a text in both languages, several values with commas between."""
    if isinstance(cell, Text):
        return cell
    if isinstance(cell, Truth):
        return cell.text
    if isinstance(cell, tuple):
        parts = [part if isinstance(part, Text) else Text(part) for part in cell]
        return Text(", ".join(part.sv for part in parts), ", ".join(english(part) for part in parts))
    return Text("" if cell is None else str(cell))


def for_readers(advice: Text) -> Text:
    """Advice without the brackets that name fields of the files."""
    return Text(_FIELDS.sub("", advice.sv), _FIELDS.sub("", advice.en))


_FIELDS = re.compile(r" \([^()]*`[^()]*\)")


def after(head: Text, text: Text) -> Text:
    """The text after a head and a colon."""
    return Text(f"{head.sv}: {text.sv}", f"{english(head)}: {english(text)}")
