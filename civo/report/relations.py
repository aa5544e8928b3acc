"""Who leads, coordinates, represents and supports whom, as sentences, each in one section of a report."""

from __future__ import annotations

from civo.queries.common import hedged
from civo.queries.tie_words import DOES, EXTENT
from civo.records import Body, Record, Relation
from civo.report.citing import sentence
from civo.reports import Entry, Sentence
from civo.structure import Structure
from civo.words import Text, capital, english, joined


def relations_by_place(structure: Structure) -> dict[str, list[Relation]]:
    """The structure's own relations by the arrangement each is about, else by its level or its first body's; else by ""."""
    found: dict[str, list[Relation]] = {}
    for relation in structure.relations:
        if structure.is_own(relation):
            found.setdefault(_place(structure, relation), []).append(relation)
    return found


def _place(structure: Structure, relation: Relation) -> str:
    about = [record for i in (*relation.who, *relation.what) if (record := structure.get(i))]
    arrangement = next((record.id for record in about if structure.kind_of(record.id) == "arrangements"), "")
    level = next((record.level for record in about if isinstance(record, Body) and record.level), "")
    return arrangement or relation.level or level


def relation_entry(structure: Structure, relation: Relation) -> Entry:
    """What the relation says, and below it what to know of that."""
    who = joined(_one(structure, i) for i in relation.who)
    what = joined(structure.name(i) for i in relation.what)
    does = DOES[relation.does][0]
    extent = EXTENT.get(relation.extent)
    said = Text(f"{who.sv} {does.sv} {what.sv}", f"{english(who)} {does.en} {english(what)}")
    if extent:
        said = Text(f"{said.sv} ({extent.sv})", f"{said.en} ({extent.en})")
    told = hedged(structure, relation, said)
    note = relation.note
    below = (Entry(Sentence(note, (relation.id,))),) if note.sv else ()
    return Entry(sentence(structure, capital(Text(f"{told.sv}.", f"{told.en}.")), relation), below)


def relations_of(structure: Structure, record: Record) -> list[Relation]:
    """The structure's own relations that name the record."""
    named = (r for r in structure.relations if record.id in (*r.who, *r.what))
    return [relation for relation in named if structure.is_own(relation)]


def _one(structure: Structure, who: str) -> Text:
    """The name; of a kind, that it is one of them: which one is not said."""
    name = structure.name(who)
    return Text(f"en {name.sv}", f"one {english(name)}") if structure.kind_of(who) == "kinds" else name
