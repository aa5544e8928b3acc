"""The plain frozen shapes of every answer: tables of cells."""

from __future__ import annotations

from dataclasses import dataclass

from civo.truth import Truth
from civo.words import Text


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a small vocabulary: `key` for machines (the same in every language), `text` for readers."""

    key: str
    text: Text


Cell = Text | Truth | Word | str | int | None | tuple["Text | str", ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: `key` for machines (same in every language), `heading` for readers.

    A `detail` is left out where there is little room: in the terminal and in print.
    """

    key: str
    heading: Text
    detail: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that holds for an answer as a whole; `key` for machines."""

    key: str
    heading: Text
    value: Cell


@dataclass(frozen=True, slots=True)
class Table:
    """An answer in rows. `notes` say what the rows cannot: what is open, unknown or left out.

    `facts` are what holds for the answer as a whole, such as a body's level; `at` and `layers` what was asked.
    """

    title: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[Text, ...] = ()
    facts: tuple[Fact, ...] = ()
    at: str = ""
    layers: tuple[str, ...] = ()
