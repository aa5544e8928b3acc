"""What it is all for, and which documents it is known from."""

from __future__ import annotations

from collections.abc import Iterator

from civo.answers import Column, Table
from civo.queries.common import ID, NOT_SAID, SOURCE, answer, as_part
from civo.records import Remark, Source
from civo.report.citing import entry, in_units, sentence
from civo.report.remarks import GOALS, remarks_by_subject
from civo.reports import Block, Entry, Listing, Paragraph, Section, Slot, TableBlock
from civo.structure import Structure
from civo.words import Text, english, joined


def purpose(structure: Structure) -> Iterator[Section]:
    """The purposes that the structure tells of, its goals, and its documents."""
    blocks: list[Block] = [Slot("syfte")]
    if purposes := [r for r in structure.remarks if structure.is_own(r) and r.type == "purpose"]:
        blocks.append(Listing(tuple(remark_entry(structure, remark) for remark in purposes)))
    if goals := [goal for goal in structure.goals if structure.is_own(goal)]:
        told = Text(f"{len(goals)} mål anges:", f"{len(goals)} goals are given:")
        blocks.append(Paragraph((sentence(structure, told, *goals),)))
        blocks.append(Listing(tuple(entry(structure, goal.label, goal) for goal in goals)))
    if remarks := structure.once(remarks_by_subject).get(GOALS):
        told_of = (remark_entry(structure, remark, names=False).said for remark in remarks)
        blocks.append(Paragraph(tuple(told_of)))
    blocks.append(TableBlock("kallor", in_units(structure, as_part(structure, _documents(structure)))))
    yield Section("syfte", Text("Syfte och källor", "Purpose and sources"), 1, tuple(blocks))


def remark_entry(structure: Structure, remark: Remark, *, names: bool = True) -> Entry:
    """A remark as a line, after the names of what it is about unless they stand in the heading above it."""
    if not names:
        return entry(structure, remark.text, remark)
    about = joined(structure.name(i) for i in remark.about)
    return entry(structure, Text(f"{about.sv}: {remark.text.sv}", f"{about.en}: {english(remark.text)}"), remark)


def _documents(structure: Structure) -> Table:
    own = [source for source in structure.sources if structure.is_own(source)]
    rows = [
        (
            _name(s),
            s.id,
            s.publisher and Text(s.publisher),
            _published(s),
            _READ[s.read] if s.read else NOT_SAID,
            s.note,
            s.label.sv,
        )
        for s in own
    ]
    title = Text(
        "Dokument som strukturens egna uppgifter kommer ur", "Documents that the structure's own facts come from"
    )
    return answer(structure, title, _COLUMNS, rows)


def _name(source: Source) -> Text:
    """The name; one that is told in English alone is its English too."""
    return source.label if source.language == "sv" else Text(source.label.sv, english(source.label))


def _published(source: Source) -> str:
    return str(source.published) if source.published else ""


_READ = {
    "whole": Text("i sin helhet", "whole"),
    "in-part": Text("i delar", "in part"),
    "second-hand": Text("i andra hand", "at second hand"),
}
_COLUMNS = (
    Column("document", Text("Dokument", "Document")),
    ID,
    Column("publisher", Text("Utgivare", "Publisher")),
    Column("published", Text("Utgivet", "Published")),
    Column("read", Text("Läst", "Read")),
    Column("note", Text("Anmärkning", "Remark")),
    SOURCE,
)
