"""Each scenario of the structure: what it adds, and which gaps it opens and closes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from civo.comparing import compare, counted
from civo.differences import Difference, GapDifference, Item
from civo.kind_words import KIND_WORDS
from civo.loading.scenarios import scenario_layer
from civo.opening import both_told, laid_over, scenarios_told, unseen, whole
from civo.records import Source
from civo.report.citing import units
from civo.report.crowds import FIRST, MANY
from civo.report.found import said
from civo.report.wording import after, cell_text
from civo.reports import Aside, Entry, Listing, Paragraph, Section, Sentence, Slot
from civo.structure import Structure
from civo.withheld import gaps_notes
from civo.words import Text, capital, english

Sides = tuple[str, Structure, Structure]
"""The id of a scenario's source, and the structure without and with it."""


def with_scenarios(structure: Structure) -> list[Sides]:
    """The structure without and with each of its scenarios, those apart that are laid over it already.

    Raises InvalidFiles for a scenario that cannot be laid over it, which for an open audience is a CivoError.
    """
    layers = tuple(i if i in structure.layers else f"not:{i}" for i in structure.loaded.layers)
    before = whole(structure)
    found = []
    for name in scenarios_told(structure):
        if (scenario := scenario_layer(name)) not in before.layers:
            with unseen("open" if structure.is_open else "internal"):
                after = laid_over(before, name, structure.at, layers)
            found.append((scenario, *both_told(structure, before, after)))
    return found


def scenarios(structure: Structure, others: Iterable[Sides]) -> Iterator[Section]:
    """A section for each scenario: its assumption, what it adds or ends, what becomes of the gaps."""
    others = list(others)
    said = [_COMPARED, *gaps_notes(structure.loaded)] if others else [_NONE_OPEN if structure.is_open else _NONE]
    blocks = (Slot("scenarier"), Paragraph(tuple(map(Aside, said))))
    yield Section("scenarier", Text("Scenarier i jämförelse", "Scenarios compared"), 1, blocks)
    for sides in others:
        yield from _scenario(*sides)


def _scenario(scenario: str, structure: Structure, other: Structure) -> Iterator[Section]:
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
            yield Section(f"scenarier.{scenario}.{n}", heading, 3, (_listing([[one] for one in told], scenario),))
    for n, (heading, gaps) in enumerate(compared.gap_parts(), start=1):
        listing = _listing([list(_gap(other, gap)) for gap in gaps], scenario)
        yield Section(f"scenarier.{scenario}.luckor-{n}", heading, 3, (listing,))


def _listing(told: list[list[Entry]], scenario: str) -> Listing:
    """The lines of each difference; of very many, those of the first, and how many more there are."""
    if len(told) <= MANY:
        return Listing(tuple(entry for entries in told for entry in entries))
    more = _MORE.filled(left=len(told) - FIRST, name=scenario.removeprefix("scenario."))
    return Listing((*(entry for entries in told[:FIRST] for entry in entries), Entry(Aside(more))))


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


_MORE = Text(
    "{left} till ger civo compare as-is scenario:{name} --format csv",
    "{left} more by civo compare as-is scenario:{name} --format csv",
)
_COMPARED = Text(
    "Varje scenario är ett antagande som läggs över strukturen: det visar vad som skulle ändras, inte vad som gäller.",
    "Each scenario is an assumption laid over the structure: it shows what would change, not what holds.",
)
_NONE = Text("Strukturen har inga scenarier.", "The structure has no scenarios.")
_NONE_OPEN = Text("Den öppna versionen har inga scenarier.", "The open version has no scenarios.")
