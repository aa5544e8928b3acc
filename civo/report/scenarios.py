"""Each scenario of the structure: what it adds, and which gaps it opens and closes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from civo.comparing import compare, counted
from civo.differences import Difference, GapDifference, Item
from civo.kind_words import KIND_WORDS
from civo.opening import laid_over, scenario_files
from civo.records import Source
from civo.report.citing import units
from civo.report.found import said
from civo.report.wording import after, capital, cell_text
from civo.reports import Aside, Entry, Listing, Paragraph, Section, Sentence, Slot
from civo.structure import Structure, structure_at
from civo.withheld import gaps_notes
from civo.words import Text, english


def with_scenarios(structure: Structure) -> list[tuple[str, Structure]]:
    """The structure with each of the scenarios laid over it that are not there already, by the id of its source.

    Raises InvalidFiles for a scenario that cannot be laid over it.
    """
    layers = tuple(i if i in structure.layers else f"not:{i}" for i in structure.loaded.layers)
    found = []
    for name in scenario_files(structure.loaded):
        loaded = laid_over(structure.loaded, name, structure.at, layers)
        fresh = [layer for layer in loaded.layers if layer not in structure.loaded.layers]
        if fresh:
            found.append((fresh[0], structure_at(loaded, structure.at, (*layers, *fresh))))
    return found


def scenarios(structure: Structure, others: Iterable[tuple[str, Structure]]) -> Iterator[Section]:
    """A section for each scenario: its assumption, what it adds or ends, what becomes of the gaps."""
    others = list(others)
    said = [_COMPARED, *gaps_notes(structure.loaded)] if others else [_NONE_OPEN if structure.is_open else _NONE]
    blocks = (Slot("scenarier"), Paragraph(tuple(map(Aside, said))))
    yield Section("scenarier", Text("Scenarier i jämförelse", "Scenarios compared"), 1, blocks)
    for scenario, other in others:
        yield from _scenario(structure, scenario, other)


def _scenario(structure: Structure, scenario: str, other: Structure) -> Iterator[Section]:
    compared = compare(structure, other)
    source = other.get(scenario)
    name = other.name(scenario)
    notes = [source.note] if isinstance(source, Source) and source.note.sv else []
    key = units(other, (name.sv,))
    intro = [Sentence(note, (scenario,), key) for note in notes] + [Aside(text) for text in counted(compared)]
    yield Section(f"scenarier.{scenario}", name, 2, (Paragraph(tuple(intro)),))
    for n, (heading, differences) in enumerate(compared.parts(), start=1):
        told = [entry for d in differences if (entry := _difference(other, d)) is not None]
        if told:
            yield Section(f"scenarier.{scenario}.{n}", heading, 3, (Listing(tuple(told)),))
    for n, (heading, gaps) in enumerate(compared.gap_parts(), start=1):
        listing = Listing(tuple(entry for gap in gaps for entry in _gap(other, gap)))
        yield Section(f"scenarier.{scenario}.luckor-{n}", heading, 3, (listing,))


def _difference(structure: Structure, difference: Difference) -> Entry | None:
    """What has become of a record, with what it says; None for the scenario itself, and where only its sources differ."""
    changes = [change for change in difference.fields if change.key != "source"]
    item = difference.item
    if item.kind == "sources" or (difference.fields and not changes):
        return None
    items = (*difference.before, *difference.after)
    word = KIND_WORDS[item.kind].word
    text = Text(f"{item.name.sv} ({word.sv})", f"{english(item.name)} ({word.en})")
    sentence = Sentence(text, tuple(dict.fromkeys(i.id for i in items)), _places(structure, items))
    told = [says for says in item.says if not difference.fields]
    told += [after(capital(c.heading), _from_to(cell_text(c.before), cell_text(c.after))) for c in changes]
    return Entry(sentence, tuple(Entry(Sentence(capital(says), sentence.records)) for says in told))


def _from_to(before: Text, after: Text) -> Text:
    return Text(f"{before.sv or '–'} → {after.sv or '–'}", f"{english(before) or '–'} → {english(after) or '–'}")


def _places(structure: Structure, items: Iterable[Item]) -> tuple[str, ...]:
    return units(structure, (place for item in items for place in item.places))


def _gap(structure: Structure, gap: GapDifference) -> Iterator[Entry]:
    """The findings as they are after, or were before where there are none; below the last what has made the difference."""
    *others, last = (said(structure, finding) for finding in gap.after or gap.before)
    yield from map(Entry, others)
    below = [Entry(Sentence(gap.why, last.records))] if gap.why.sv else []
    yield Entry(last, (Entry(Sentence(after(Text("Regel", "Rule"), gap.title), last.records)), *below))


_COMPARED = Text(
    "Varje scenario är ett antagande som läggs över strukturen: det visar vad som skulle ändras, inte vad som gäller.",
    "Each scenario is an assumption laid over the structure: it shows what would change, not what holds.",
)
_NONE = Text("Strukturen har inga scenarier.", "The structure has no scenarios.")
_NONE_OPEN = Text("Den öppna versionen har inga scenarier.", "The open version has no scenarios.")
