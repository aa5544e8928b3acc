"""A report as data: sections of sentences, lists, tables and figures, each sentence with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from civo.answers import Cell, Column, Table
from civo.drawings import Drawing
from civo.words import Language, Text


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something that holds, with the ids of the records that say it, and where the sources of these say it.

    Each source is one place in one document, as the report's list of sources has it. A sentence without any is told
    beside one that has them, and rests on the same records.
    """

    text: Text
    records: tuple[str, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """What a report says of itself: how to read it, what was counted, what a rule looks for. No fact of the world."""

    text: Text


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list, with the lines below it."""

    said: Sentence | Aside
    below: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences after each other."""

    sentences: tuple[Sentence | Aside, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table. Where `is_facts`, each row has its places in the column `source`; else it is of the report itself."""

    id: str
    table: Table
    is_facts: bool = True

    @property
    def used(self) -> tuple[int, ...]:
        """The columns to print: those that are no detail and say something in some row."""
        shown = [n for n, column in enumerate(self.table.columns) if not column.detail]
        used = [n for n in shown if any(row[n] not in (None, "", ()) for row in self.table.rows)]
        return tuple(used or shown)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure; the drawing brings its alternative text and its equivalent as a list."""

    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Span:
    """A run of hand-written words."""

    text: str
    bold: bool = False
    italic: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph, a heading or a point of a list that a person wrote; `depth` is that of a point in its list."""

    sort: Literal["paragraph", "heading", "bullet", "number"]
    spans: tuple[Span, ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for text written by hand; `texts` is what stands in a file of its own for it."""

    id: str
    texts: tuple[Written, ...] = ()


Block = Paragraph | Listing | TableBlock | Figure | Slot


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it until the next; level 1 is below the title. `wide` wants a wide page."""

    id: str
    heading: Text
    level: int
    blocks: tuple[Block, ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Cited:
    """One place in one document, by the words that sentences and tables know it by, and as the list tells it.

    `language` is that of the document, and so of the `place` in it, and of its name where that is not told in both.
    """

    key: str
    name: Text
    place: str = ""
    url: str = ""
    language: Language = "sv"
    published: str = ""
    """By whom and when, in brackets, where no table tells of the document."""

    def told(self, language: Language) -> tuple[tuple[str, Language | None], ...]:
        """The name, who published it and the place, each with the language that it is in where that is not the one asked."""
        own = self.language if self.language != language else None
        named = (self.name.in_language(language), None if self.name.en else own)
        place = (self.place, own if any(map(str.isalpha, self.place)) else None)
        told: tuple[tuple[str, Language | None], ...] = (named, (self.published, None), place)
        return tuple(part for part in told if part[0])


@dataclass(frozen=True, slots=True)
class Homeless:
    """A hand-written text whose section is not there."""

    id: str
    texts: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All of a report, in both languages, but for figures, which are drawn in its own.

    `made` is no clock's time but the first moment of the date that it is for, so that the same files give the same
    bytes. `facts` tell of the date, the layers, the scenarios and the sources; `sources` every place cited, in the order in which
    it first is.
    """

    title: Text
    language: Language
    made: datetime
    facts: tuple[tuple[Text, Text], ...]
    sections: tuple[Section, ...]
    sources: tuple[Cited, ...]
    homeless: tuple[Homeless, ...] = ()

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each source, by its key."""
        return {source.key: n for n, source in enumerate(self.sources, start=1)}

    @property
    def slots(self) -> tuple[str, ...]:
        """The ids of the places for hand-written text."""
        return tuple(block.id for block in blocks_of(self.sections) if isinstance(block, Slot))

    def said(self) -> Iterator[Sentence | Aside]:
        """All that the report says in sentences."""
        return said_in(self.sections)


def blocks_of(sections: Iterable[Section]) -> Iterator[Block]:
    """Every block of the sections."""
    for section in sections:
        yield from section.blocks


def said_in(sections: Iterable[Section]) -> Iterator[Sentence | Aside]:
    """Every sentence of the sections, in their order."""
    for block in blocks_of(sections):
        if isinstance(block, Paragraph):
            yield from block.sentences
        elif isinstance(block, Listing):
            yield from _said(block.entries)


def _said(entries: Iterable[Entry]) -> Iterator[Sentence | Aside]:
    for entry in entries:
        yield entry.said
        yield from _said(entry.below)


def cited_in(sections: Iterable[Section]) -> Iterator[str]:
    """The sources of all sentences and tables, as often as they are cited, in their order."""
    for section in sections:
        for block in section.blocks:
            if isinstance(block, TableBlock):
                yield from sources_of(block.table)
            else:
                for said in said_in([Section(section.id, section.heading, section.level, (block,))]):
                    yield from said.sources if isinstance(said, Sentence) else ()


def sources_of(table: Table) -> Iterator[str]:
    """What stands in a table's column of sources."""
    for n, column in enumerate(table.columns):
        if column.key == SOURCE_KEY:
            for row in table.rows:
                yield from map(str, parts_of(row[n]))


def parts_of(cell: Cell) -> tuple[Cell, ...]:
    """The values of a cell, one or several; none of an empty one."""
    if isinstance(cell, tuple):
        return cell
    return () if cell in (None, "") else (cell,)


def is_source(column: Column) -> bool:
    """Whether the column tells where the sources say it."""
    return column.key == SOURCE_KEY


SOURCE_KEY = "source"
HAND_WRITTEN = Text("Skrivet för hand", "Written by hand")
HOMELESS = Text("Egen text som inte längre har någon plats", "Own text that no longer has a place")
SOURCES = Text("Källor", "Sources")
NOTES = Text("Att veta om tabellen", "To know of the table")
FIGURE = Text("Figur", "Figure")
TABLE = Text("Tabell", "Table")
EQUIVALENT = Text("Samma innehåll som lista", "The same content as a list")
CONTENTS = Text("Innehåll", "Contents")
