"""The levels, from the highest down: what they are, which bodies are there, how they look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from civo.drawings import Drawing
from civo.queries.common import hedged
from civo.records import Arrangement, Body, Level
from civo.report.citing import entry, sentence
from civo.report.purpose import remark_entry
from civo.report.remarks import remarks_by_subject
from civo.reports import Block, Entry, Figure, Listing, Paragraph, Section, Sentence, Slot
from civo.structure import Structure
from civo.views import View
from civo.words import Text, english, joined

Drawn = Sequence[tuple[View, Drawing]]


def levels(structure: Structure, drawn: Drawn) -> Iterator[Section]:
    """The arrangements as a whole, then a section for each level at which the structure has something to tell."""
    remarks = structure.once(remarks_by_subject)
    told = [*_arrangements(structure), *(remark_entry(structure, remark) for remark in remarks.get("", ()))]
    whole: list[Block] = [Slot("nivaer"), *([Listing(tuple(told))] if told else [])]
    yield Section("nivaer", Text("Nivåerna", "The levels"), 1, tuple(whole))
    for level in structure.level_order:
        record = structure.get(level)
        bodies = own_bodies(structure, level)
        if isinstance(record, Level) and (bodies or remarks.get(level)):
            blocks: list[Block] = [Slot(f"nivaer.{level}"), Paragraph(tuple(_level(structure, record, bodies)))]
            if said := remarks.get(level):
                blocks.append(Listing(tuple(remark_entry(structure, remark, names=False) for remark in said)))
            blocks += [Figure(drawing) for view, drawing in drawn if view.levels == (level,)]
            yield Section(f"nivaer.{level}", record.label, 2, tuple(blocks))


def own_bodies(structure: Structure, level: str | None) -> list[Body]:
    """The structure's own bodies at a level (None: at none that is said), those that exist first."""
    bodies = [body for body in structure.bodies if body.level == level and structure.is_own(body)]
    return sorted(bodies, key=lambda body: body.status != "existing")


def _arrangements(structure: Structure) -> Iterator[Entry]:
    for arrangement in structure.arrangements:
        if structure.is_own(arrangement):
            yield entry(structure, hedged(structure, arrangement, _spans(structure, arrangement)), arrangement)


def _spans(structure: Structure, arrangement: Arrangement) -> Text:
    """What an arrangement is called, and the levels that it spans where that is known."""
    name, spans = arrangement.label, joined(structure.name(level) for level in arrangement.levels)
    if not arrangement.levels:
        return name
    return Text(f"{name.sv}: omfattar {spans.sv}", f"{english(name)}: spans {spans.en}")


def _level(structure: Structure, level: Level, bodies: list[Body]) -> Iterator[Sentence]:
    name = level.label
    if level.under and (above := structure.get(level.under)):
        under = above.label
        text = Text(f"{name.sv} ligger under {under.sv}.", f"{english(name)} lies under {english(under)}.")
        yield sentence(structure, text, level)
    if not bodies:
        return
    listed = joined(hedged(structure, body, body.label) for body in bodies)
    count = len(bodies)
    several = (
        Text("organ är kända här", "bodies are known here")
        if count > 1
        else Text("organ är känt här", "body is known here")
    )
    yield sentence(
        structure, Text(f"{count} {several.sv}: {listed.sv}.", f"{count} {several.en}: {listed.en}."), *bodies
    )
    whether = _ALL_BODIES if level.bodies == "closed" else _MORE_BODIES
    yield sentence(structure, whether, level)


_ALL_BODIES = Text("Alla organ på nivån är kända.", "All bodies of the level are known.")
_MORE_BODIES = Text(
    "Om det finns fler organ på nivån är inte känt.", "Whether there are more bodies at the level is not known."
)
