"""A source's text against the places and key terms that records name: does it stand there?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from civo.errors import CivoError, Problem
from civo.loading import Loaded
from civo.loading.raw import Path_
from civo.loading.text_files import read_text
from civo.records import Place, Record, Seat
from civo.seats.declared import tenures
from civo.words import Text, folded, nearest

_NUMBERED = re.compile(r"^(\d+(?:\.\d+)*)\.?\s+\S")
_BULLET = re.compile(r"^(?:[•◦▪\-–*]|\d+\)|[a-z]\))\s+")
_PLACE = re.compile(
    r"^(?P<headings>.*?)"
    r"(?:,?\s*(?:¶|§§|stycke|st\.?|para(?:graph)?)\s*(?P<paragraph>\d+))?"
    r"(?:,?\s*(?:punkt|item|•)\s*(?P<item>\d+))?$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Paragraph:
    """A paragraph with the items of the list that follows it."""

    text: str
    items: list[str] = field(default_factory=list)

    def whole(self) -> str:
        """The paragraph and its items."""
        return " ".join([self.text, *self.items])


@dataclass(slots=True)
class Section:
    """A heading and the paragraphs up to the next one; `number` is the heading's own number or the last one before."""

    heading: str
    number: str
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked up in a document: how many places and terms, and which are not as said."""

    places: int
    terms: int
    problems: tuple[Problem, ...]

    @property
    def said(self) -> Text:
        """How much was looked up."""
        return Text(
            f"{self.places} platser och {self.terms} nyckelord finns i dokumentet.",
            f"{self.places} places and {self.terms} key terms stand in the document.",
        )


def verify(loaded: Loaded, file: Path, source: str = "", scenarios: Iterable[Loaded] = ()) -> Verified:
    """Every place and key term that records, and the tenures of seats, give for a source, looked up in its text.

    A key term without a place may stand anywhere. `scenarios` are the same with one laid over: what it adds is looked up too.

    `source` is the source's id; without it, the only one that has places is meant. Raises CivoError when the file
    cannot be read or it is not clear which source it is.
    """
    problems: list[Problem] = []
    text = read_text(file, file.name, problems)
    if text is None:
        raise CivoError(problems[0].message)
    source = source or _the_source(loaded)
    sections = list(sections_of(text))
    places = terms = 0
    for now, record_id, path, place in chain(_all_places(loaded), *(_added(loaded, laid) for laid in scenarios)):
        if place.document != source or not (place.at or place.terms):
            continue
        places += bool(place.at)
        terms += len(place.terms)
        problems += _problems(now, record_id, path, place, sections)
    if not places:
        raise CivoError(Text(f"ingen post anger en plats i {source}", f"no record names a place in {source}"))
    return Verified(places, terms, tuple(sorted(set(problems))))


_Named = tuple[Loaded, str, Path_, Place]
"""Where something is loaded, the id of a record in it, and a place that the record names, with the path to it."""


def _all_places(loaded: Loaded) -> Iterator[_Named]:
    for records in loaded.records.values():
        for record in records:
            yield from ((loaded, record.id, path, place) for path, place in _places(loaded, record))


def _added(loaded: Loaded, laid: Loaded) -> Iterator[_Named]:
    """The places that only what is laid over names."""
    known = {record.id: record for records in loaded.records.values() for record in records}
    for records in laid.records.values():
        for record in records:
            if (was := known.get(record.id)) is not record:
                named = {place for _, place in _places(loaded, was)} if was else set()
                yield from ((laid, record.id, path, p) for path, p in _places(laid, record) if p not in named)


def _places(loaded: Loaded, record: Record) -> Iterator[tuple[Path_, Place]]:
    """Every place that a record itself names, with the path to it: its own sources, and those of a seat's tenures."""
    if (record.id, "source") not in loaded.handed_down:
        for n, place in enumerate(record.source):
            yield ("source", n), place
    if isinstance(record, Seat):
        for m, tenure in enumerate(tenures(record)):
            for n, place in enumerate(tenure.source):
                yield ("held_by", m, "source", n), place


def _the_source(loaded: Loaded) -> str:
    """The source that most records of the structure itself name places in, with key terms."""
    found: dict[str, int] = {}
    for records in loaded.records.values():
        for record in records:
            for place in record.source:
                if place.at and place.terms:
                    found[place.document] = found.get(place.document, 0) + 1
    if not found:
        raise CivoError(Text("ingen post anger plats och nyckelord", "no record names a place and key terms"))
    return max(found, key=lambda i: found[i])


def sections_of(text: str) -> Iterator[Section]:
    """The headings of a plain text with their paragraphs.

    A heading is a numbered line or a short line alone that does not end a sentence. A page break (a form feed, or a line
    that begins with a space) and the blank lines around it don't end a paragraph that is in the middle of a sentence.
    """
    section = Section("", "")
    number = ""
    for block in _blocks(text):
        numbered = _NUMBERED.match(block)
        if _is_heading(block):
            yield section
            number = numbered[1] if numbered else number
            section = Section(_plain(block), number)
        elif _BULLET.match(block):
            if not section.paragraphs:
                section.paragraphs.append(Paragraph(""))
            section.paragraphs[-1].items.append(_plain(_BULLET.sub("", block)))
        else:
            section.paragraphs.append(Paragraph(_plain(block)))
    yield section


def _is_heading(block: str) -> bool:
    line = block.strip()
    return (
        "\n" not in line
        and len(line) < 100
        and line[-1] not in ".:,;!?"
        and not _BULLET.match(line)
        and not line[0].islower()
    )


def _blocks(text: str) -> Iterator[str]:
    """The text's blocks: paragraphs, headings, list items; what a page break tore apart is put together."""
    block: list[str] = []
    blank = False
    for raw in text.replace("\r\n", "\n").replace("\f", "\n ").split("\n"):
        line = raw.strip()
        if not line:
            blank = True
            continue
        new_page = raw.startswith(" ")
        if block and _begins_anew(block, line, blank=blank, new_page=new_page):
            yield "\n".join(block)
            block = []
        block.append(line)
        blank = False
    if block:
        yield "\n".join(block)


def _begins_anew(block: list[str], line: str, *, blank: bool, new_page: bool) -> bool:
    if _BULLET.match(line):
        return True
    unfinished = block[-1][-1] not in ".:!?”" and line[0].islower()
    if unfinished:
        return False
    return blank or (new_page and (block[-1][-1] in ".:!?”" or _NUMBERED.match(line) is not None))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _problems(loaded: Loaded, record_id: str, path: Path_, place: Place, sections: list[Section]) -> Iterator[Problem]:
    here = loaded.span(record_id, (*path, "at"))
    found = _PLACE.match(place.at)
    assert found is not None  # the pattern fits any text
    candidates = _candidates(found["headings"], sections) if place.at else sections
    if not candidates:
        headings = [s.heading for s in sections if s.heading]
        wanted = re.split(r"\s+/\s+", found["headings"])[-1]
        yield Problem(
            here.position,
            _NO_HEADING.filled(heading=found["headings"].strip()),
            length=here.length,
            suggestion=nearest(wanted, headings) or "",
        )
        return
    if place.at:
        texts = [t for section in candidates if (t := _at(section, found["paragraph"], found["item"])) is not None]
    else:  # anywhere in the document
        texts = [" ".join(text for section in sections if (text := _at(section, None, None)))]
    if not texts:
        count = max(len(section.paragraphs) for section in candidates)
        yield Problem(here.position, _NO_PARAGRAPH.filled(at=place.at, count=count), length=here.length)
        return
    best = max(texts, key=lambda text: sum(_stands_in(term, text) for term in place.terms))
    for m, term in enumerate(place.terms):
        if not _stands_in(term, best):
            span = loaded.span(record_id, (*path, "terms", m))
            yield Problem(span.position, _no_term(term, place.at), _elsewhere(term, candidates), length=span.length)


def _no_term(term: str, at: str) -> Text:
    return _NO_TERM.filled(term=term, at=at) if at else _NO_TERM_AT_ALL.filled(term=term)


def _candidates(headings: str, sections: list[Section]) -> list[Section]:
    """The sections that "5.2 / Regional nivå" can mean: the last heading, inside what the ones before name."""
    parts = [folded(part) for part in re.split(r"\s+/\s+", headings.strip()) if part.strip()]
    if not parts:
        return []
    found = [s for s in sections if _is_called(s, parts[-1])]
    for part in parts[:-1]:
        number = part.rstrip(".")
        found = [s for s in found if s.number == number or s.number.startswith(f"{number}.")] or [
            s for s in found if any(_is_called(o, part) and o.number == s.number for o in sections)
        ]
    return found


def _is_called(section: Section, heading: str) -> bool:
    name = folded(section.heading)
    return (
        name == heading
        or folded(_NUMBERED.sub(lambda m: m[0][-1], section.heading)) == heading
        or (bool(section.number) and heading == section.number and name.startswith(section.number))
    )


def _at(section: Section, paragraph: str | None, item: str | None) -> str | None:
    if paragraph is None and item is None:
        return " ".join(p.whole() for p in section.paragraphs) or section.heading
    n = int(paragraph) if paragraph else 1
    if not 0 < n <= len(section.paragraphs):
        return None
    found = section.paragraphs[n - 1]
    if item is None:
        return found.whole()
    return found.items[int(item) - 1] if 0 < int(item) <= len(found.items) else None


def _stands_in(term: str, text: str) -> bool:
    return f" {_letters(term)}" in f" {_letters(text)}"


def _letters(text: str) -> str:
    return " ".join(re.findall(r"[\w%§&/.:–-]+", text.casefold())).replace("- ", "-")


def _elsewhere(term: str, sections: list[Section]) -> Text:
    for section in sections:
        for n, paragraph in enumerate(section.paragraphs, start=1):
            if _stands_in(term, paragraph.whole()):
                return Text(f"det står i {section.heading} ¶{n}", f"it stands in {section.heading} ¶{n}")
    return Text("")


_NO_HEADING = Text("dokumentet har ingen rubrik ”{heading}”", 'the document has no heading "{heading}"')
_NO_PARAGRAPH = Text(
    "platsen ”{at}” finns inte: rubriken har {count} stycken",
    'there is no place "{at}": the heading has {count} paragraphs',
)
_NO_TERM_AT_ALL = Text(
    "nyckelordet ”{term}” står inte i dokumentet", 'the key term "{term}" does not stand in the document'
)
_NO_TERM = Text("nyckelordet ”{term}” står inte i ”{at}”", 'the key term "{term}" does not stand in "{at}"')
