"""Where the sources say it, place by place, so that each place has one number in a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from civo.answers import Cell, Table
from civo.records import Record, Source
from civo.reports import Cited, Entry, Sentence, is_source, parts_of
from civo.structure import Structure
from civo.words import Text


def sentence(structure: Structure, text: Text, *records: Record) -> Sentence:
    """A sentence that rests on the records and cites their places."""
    once = tuple(dict.fromkeys(record.id for record in records))
    return Sentence(text, once, units(structure, structure.places(*records)))


def entry(structure: Structure, text: Text, *records: Record) -> Entry:
    """The same as a line of a list."""
    return Entry(sentence(structure, text, *records))


def units(structure: Structure, places: Iterable[str]) -> tuple[str, ...]:
    """The single places in what `Structure.places` tells: "Report: 5.2 ¶2, ¶3" is two."""
    names = structure.once(_document_names)
    return tuple(dict.fromkeys(unit for place in places for unit in _units(place, names)))


def _document_names(structure: Structure) -> tuple[str, ...]:
    """The names of all documents, the longest first: one may begin with another."""
    return tuple(sorted({source.label.sv for source in structure.sources}, key=lambda name: (-len(name), name)))


def _units(place: str, names: tuple[str, ...]) -> Iterator[str]:
    name = next((n for n in names if place.startswith(f"{n}: ")), None)
    if name is None:
        yield place
        return
    for part in place.removeprefix(f"{name}: ").split("; "):
        heading, mark, paragraphs = part.partition(" ¶")
        if not mark:
            yield f"{name}: {part}"
        for paragraph in f"¶{paragraphs}".split(", ¶") if mark else ():
            yield f"{name}: {heading} ¶{paragraph.removeprefix('¶')}"


def in_units(structure: Structure, table: Table) -> Table:
    """The table with its column of sources told place by place."""
    columns = [n for n, column in enumerate(table.columns) if is_source(column)]
    if not columns:
        return table

    def told(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(units(structure, map(str, parts_of(cell))) if n in columns else cell for n, cell in enumerate(row))

    return replace(table, rows=tuple(map(told, table.rows)))


def cited(structures: Iterable[Structure], keys: Iterable[str]) -> tuple[Cited, ...]:
    """The list of sources: each place once, in the order in which it is first cited, with the document's address."""
    documents: dict[str, tuple[Source, str]] = {
        s.label.sv: (s, "" if structure.is_own(s) else _published(s))
        for structure in structures
        for s in structure.sources
    }
    longest = sorted(documents, key=len, reverse=True)
    return tuple(_cited(key, documents, longest) for key in dict.fromkeys(keys))


def _cited(key: str, documents: dict[str, tuple[Source, str]], longest: list[str]) -> Cited:
    name = next((n for n in longest if key == n or key.startswith(f"{n}: ")), None)
    if name is None:
        return Cited(key, Text(key))
    document, published = documents[name]
    return Cited(key, document.label, key.removeprefix(name), document.url, document.language, published)


def _published(document: Source) -> str:
    """Who published a document, and when, in brackets: of those that the table of the structure's own has not."""
    told = [text for text in (document.publisher, document.reference, str(document.published or "")) if text]
    return f" ({', '.join(told)})" if told else ""
