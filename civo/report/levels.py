"""The levels, from the highest down: what they are, which bodies are there, how they look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from civo.drawings import Drawing
from civo.field_words import field_words
from civo.queries.common import hedged
from civo.records import Arrangement, Body, Level
from civo.report.citing import sentence
from civo.report.crowds import counted, crowds, own_bodies, status_word, type_of
from civo.report.purpose import remark_entry
from civo.report.relations import relation_entry, relations_by_place
from civo.report.remarks import remarks_by_subject
from civo.report.wording import after
from civo.reports import Aside, Block, Entry, Figure, Listing, Paragraph, Section, Sentence, Slot
from civo.structure import Structure
from civo.views import View
from civo.words import Text, capital, english, joined

Drawn = Sequence[tuple[View, Drawing]]


def levels(structure: Structure, drawn: Drawn) -> Iterator[Section]:
    """The arrangements as a whole, then a section for each level at which the structure has something to tell."""
    remarks = structure.once(remarks_by_subject)
    related = structure.once(relations_by_place)
    told = [*_arrangements(structure), *_changes(structure)]
    told += [relation_entry(structure, relation) for relation in related.get("", ())]
    told += [remark_entry(structure, remark) for remark in remarks.get("", ())]
    whole: list[Block] = [Slot("nivaer"), *([Listing(tuple(told))] if told else [])]
    yield Section("nivaer", Text("Nivåerna", "The levels"), 1, tuple(whole))
    for level in structure.level_order:
        record = structure.get(level)
        bodies = own_bodies(structure, level)
        if isinstance(record, Level) and (bodies or remarks.get(level)):
            blocks: list[Block] = [Slot(f"nivaer.{level}"), Paragraph(tuple(_level(structure, record, bodies)))]
            said = [relation_entry(structure, relation) for relation in related.get(level, ())]
            said += [remark_entry(structure, remark, names=False) for remark in remarks.get(level, ())]
            blocks += [Listing(tuple(said))] if said else []
            blocks += [Figure(drawing) for view, drawing in drawn if view.levels == (level,)]
            yield Section(f"nivaer.{level}", record.label, 2, tuple(blocks))


def _arrangements(structure: Structure) -> Iterator[Entry]:
    for arrangement in structure.arrangements:
        if structure.is_own(arrangement):
            told = sentence(structure, hedged(structure, arrangement, _spans(structure, arrangement)), arrangement)
            below = [Entry(Sentence(said, told.records)) for said in _asked_of(structure, arrangement)]
            related = structure.once(relations_by_place).get(arrangement.id, ())
            yield Entry(told, (*below, *(relation_entry(structure, relation) for relation in related)))


def _asked_of(structure: Structure, arrangement: Arrangement) -> Iterator[Text]:
    """Whom and what it gathers, at which levels it needs a lead, and beside what it stands."""
    beside = (arrangement.parallel_to,) if arrangement.parallel_to else ()
    told = {"gathers": arrangement.gathers, "requires_lead": arrangement.requires_lead, "parallel_to": beside}
    for field, ids in told.items():
        if ids:
            yield capital(after(field_words(field), joined(structure.those(i) for i in ids)))
    if arrangement.note.sv:
        yield arrangement.note


def _changes(structure: Structure) -> Iterator[Entry]:
    """The reforms, with their dates and what came of them."""
    for change in structure.changes:
        if structure.is_own(change):
            name, results = change.label, joined(structure.name(i) for i in change.results)
            said = Text(f"{name.sv} ({change.date})", f"{english(name)} ({change.date})")
            if change.results:
                said = Text(f"{said.sv}: ger {results.sv}", f"{said.en}: results in {results.en}")
            below = (Entry(Sentence(change.note, (change.id,))),) if change.note.sv else ()
            yield Entry(sentence(structure, said, change), below)


def _spans(structure: Structure, arrangement: Arrangement) -> Text:
    """What an arrangement is called, and the levels that it spans where that is known."""
    name, spans = arrangement.label, joined(structure.name(level) for level in arrangement.levels)
    if not arrangement.levels:
        return name
    return Text(f"{name.sv}: omfattar {spans.sv}", f"{english(name)}: spans {spans.en}")


def _level(structure: Structure, level: Level, bodies: list[Body]) -> Iterator[Sentence | Aside]:
    name = level.label
    if level.under and (above := structure.get(level.under)):
        under = above.label
        text = Text(f"{name.sv} ligger under {under.sv}.", f"{english(name)} lies under {english(under)}.")
        yield sentence(structure, text, level)
    if not bodies:
        return
    yield _crowd(structure, bodies) if level.id in crowds(structure) else _listed(structure, bodies)
    whether = _ALL_BODIES if level.bodies == "closed" else _MORE_BODIES
    yield sentence(structure, whether, level)


def _listed(structure: Structure, bodies: list[Body]) -> Sentence:
    """How many bodies are known, and which they are."""
    listed = joined(hedged(structure, body, body.label) for body in bodies)
    count = len(bodies)
    several = (
        Text("organ är kända här", "bodies are known here")
        if count > 1
        else Text("organ är känt här", "body is known here")
    )
    text = Text(f"{count} {several.sv}: {listed.sv}.", f"{count} {several.en}: {listed.en}.")
    return sentence(structure, text, *bodies)


def _crowd(structure: Structure, bodies: list[Body]) -> Aside:
    """How many bodies are known, of which types, and whether they exist, where they are too many to name."""
    types = joined(counted(type_of(body) for body in bodies))
    statuses = joined(counted(status_word(structure, body) for body in bodies))
    return Aside(_CROWD.filled(number=len(bodies), types=types, statuses=statuses))


_CROWD = Text(
    "{number} organ är kända här ({statuses}), fler än som räknas upp: {types}.",
    "{number} bodies are known here ({statuses}), more than are named: {types}.",
)
_ALL_BODIES = Text("Alla organ på nivån är kända.", "All bodies of the level are known.")
_MORE_BODIES = Text(
    "Om det finns fler organ på nivån är inte känt.", "Whether there are more bodies at the level is not known."
)
