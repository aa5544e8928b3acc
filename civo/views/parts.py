"""What the drawings share: boxes for actors, the legend, the words of standings and lines."""

from __future__ import annotations

from collections.abc import Iterable

from civo.drawings import Edge, EdgeKind, Group, LegendEntry, Node, NodeShape, Standing
from civo.queries.common import CERTAINTY, STATUS
from civo.records import Record
from civo.selectors import Selector
from civo.structure import Structure
from civo.words import NO_TEXT, Language, Text, joined


def actor_id(structure: Structure, selector: Selector) -> str:
    """The id of the box for those whom a selector fits."""
    if len(selector.ids) == 1 and not selector.kind:
        return selector.ids[0]
    collective = next((c.id for c in structure.collectives if c.members == selector), "")
    return collective or str(selector)


def actor_node(structure: Structure, selector: Selector, language: Language) -> Node:
    """The box for those whom a selector fits: one organisation, or several behind one another."""
    members = structure.members(selector)
    record = structure.get(selector.ids[0]) if len(selector.ids) == 1 else None
    name = record.label if record else structure.selector_name(selector)
    collective = len(members) != 1
    rows = []
    if collective:
        rows.append(Text(f"{len(members)} organisationer", f"{len(members)} organisations"))
    rows += roles_for(structure, selector)
    return Node(
        actor_id(structure, selector),
        "collective" if collective else "organization",
        _capital(name.in_language(language)),
        tuple(row.in_language(language) for row in rows),
        _standing_of_actor(structure, record, members),
    )


def _standing_of_actor(structure: Structure, record: Record | None, members: tuple[str, ...]) -> Standing:
    """Known only when all of them are."""
    those = [record] if record else []
    those += [member for i in members if (member := structure.get(i))]
    found = {standing_of(structure, one) for one in those} if members else set()
    return found.pop() if len(found) == 1 else "unknown"


def roles_for(structure: Structure, selector: Selector) -> list[Text]:
    """The roles that are stated to represent them."""
    members = set(structure.members(selector))
    said = []
    for relation in structure.relations:
        if relation.does != "represents" or is_proposed(relation):
            continue
        if any(set(structure.actor_members(w)) == members for w in relation.what):
            roles = joined(structure.name(role) for role in relation.who)
            mainly = Text("främst ", "mainly ") if relation.extent in ("mainly", "most") else Text("")
            words = Text("{mainly}genom {roles}{doubt}", "{mainly}by {roles}{doubt}")
            said.append(words.filled(mainly=mainly, roles=roles, doubt=doubt_of(structure, relation)))
    return said


def is_proposed(record: Record) -> bool:
    """Whether the thing does not exist: it is only proposed, discussed or looked into."""
    return record.status in ("proposed", "discussed", "under-investigation")


def is_doubtful(structure: Structure, record: Record) -> bool:
    """Whether it is not stated, or not known to hold at the date, or may be another thing that is recorded."""
    return (
        record.id in structure.uncertain
        or record.certainty != "stated"
        or any(same.certainty != "stated" for same in record.same_as)
    )


def standing_of(structure: Structure, record: Record) -> Standing:
    """How a record is drawn: known, uncertain, or only proposed."""
    if is_proposed(record):
        return "proposed"
    return "unknown" if is_doubtful(structure, record) else "known"


def doubt_of(structure: Structure, record: Record) -> Text:
    """The words to set after what a record says, in the text beside a figure: none for what is known."""
    return _bracketed(STATUS[record.status]) if is_proposed(record) else doubt_at_date(structure, record)


def doubt_at_date(structure: Structure, record: Record) -> Text:
    """The same for what does exist, whatever its status says: a discussion takes place though it is `discussed`."""
    if record.id in structure.uncertain:
        return UNCERTAIN
    if record.certainty != "stated":
        return _bracketed(CERTAINTY[record.certainty])
    return UNCERTAIN if is_doubtful(structure, record) else NO_TEXT


def _bracketed(words: Text) -> Text:
    return Text(" ({words})").filled(words=words)


UNCERTAIN = Text(" (osäkert)", " (uncertain)")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


NODE_MEANINGS: dict[NodeShape, Text] = {
    "organization": Text("Organisation", "Organisation"),
    "collective": Text("Flera organisationer", "Several organisations"),
    "body": Text("Organ där man möts", "Body in which they meet"),
    "role": Text("Roll", "Role"),
    "issue": Text("Sakfråga", "Issue"),
    "arrangement": Text("Struktur", "Structure"),
    "plan": Text("Plan", "Plan"),
    "note": Text("Upplysning", "Note"),
}
STANDING_MEANINGS: dict[Standing, Text] = {
    "known": Text(""),
    "unknown": Text("osäkert eller underförstått", "uncertain or implied"),
    "proposed": Text("föreslagen eller diskuterad", "proposed or discussed"),
    "gap": Text("saknas", "missing"),
}
EDGE_MEANINGS: dict[EdgeKind, Text] = {
    "seat": Text("Egen plats eller representation", "Own seat or representation"),
    "rotating": Text("Delar en roterande plats", "Shares a rotating seat"),
    "collective": Text("Företräds gemensamt", "Represented jointly"),
    "absent": Text("Sitter inte här (uttalat)", "Does not sit here (stated)"),
    "coordinates": Text("Samordnar", "Coordinates"),
    "appoints": Text("Tillsätter, eller beslutar om frågor", "Appoints, or decides on issues"),
    "needs": Text("Behöver", "Needs"),
    "requires": Text("Kräver", "Requires"),
    "responsible": Text("Har ansvar", "Is responsible"),
    "outside": Text("Ligger utanför", "Lies outside"),
    "discussed": Text("Diskuterar", "Discusses"),
    "part": Text("Ingår, med svagare plats", "Included, in a weaker place"),
    "adopts": Text("Antar", "Adopts"),
}


_SPECIAL: dict[tuple[NodeShape, Standing], Text] = {
    ("issue", "gap"): Text("Sakfråga utanför strukturen", "Issue outside the structure"),
    ("role", "gap"): Text("Ledning som krävs, ingen känd", "Lead that is required, none known"),
}


def legend(
    nodes: Iterable[Node], edges: Iterable[Edge], language: Language, part: Text = EDGE_MEANINGS["part"]
) -> tuple[LegendEntry, ...]:
    """An entry for each kind of box and line that is drawn, in a fixed order; `part` says what those lines mean."""
    shapes = {(node.shape, node.standing) for node in nodes}
    kinds = {(edge.kind, edge.standing) for edge in edges}
    entries: list[LegendEntry] = []
    for shape, meaning in NODE_MEANINGS.items():
        for standing, extra in STANDING_MEANINGS.items():
            if (shape, standing) in shapes:
                said = _SPECIAL.get((shape, standing))
                words = said.in_language(language) if said else _meaning(meaning, extra, language)
                entries.append(LegendEntry("node", shape, standing, words))
    for kind, meaning in {**EDGE_MEANINGS, "part": part}.items():
        for standing, extra in STANDING_MEANINGS.items():
            if (kind, standing) in kinds:
                entries.append(LegendEntry("edge", kind, standing, _meaning(meaning, extra, language)))
    return tuple(entries)


def _meaning(meaning: Text, extra: Text, language: Language) -> str:
    words = meaning.in_language(language)
    return f"{words}, {extra.in_language(language)}" if extra.sv else words


def nothing_lost(groups: Iterable[Group], nodes: Iterable[Node]) -> tuple[Group, ...]:
    """The groups without names of boxes that are not drawn, and without groups that are empty."""
    drawn = {node.id for node in nodes}
    kept = []
    for group in groups:
        ids = tuple(i for i in group.nodes if i in drawn)
        if ids:
            kept.append(Group(group.id, group.title, ids, group.note, group.standing))
    return tuple(kept)
