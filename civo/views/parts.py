"""What the drawings share: the legend, the words of standings and lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from civo.drawings import Change, Edge, EdgeKind, Group, LegendEntry, Node, NodeShape, Standing, Tone
from civo.queries.common import CERTAINTY, STATUS
from civo.records import Record
from civo.structure import Structure
from civo.words import NO_TEXT, Language, Text


def is_proposed(record: Record) -> bool:
    """Whether the thing does not exist: it is only proposed, discussed or looked into."""
    return record.status in ("proposed", "discussed", "under-investigation")


def is_doubtful(structure: Structure, record: Record) -> bool:
    """Whether it is not stated, or not known to hold at the date.

    What may be another thing under a second name is there all the same: only that they are one is in doubt.
    """
    return record.id in structure.uncertain or record.certainty != "stated"


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
    return _bracketed(CERTAINTY[record.certainty]) if record.certainty != "stated" else NO_TEXT


def _bracketed(words: Text) -> Text:
    return Text(" ({words})").filled(words=words)


UNCERTAIN = Text(" (osäkert)", " (uncertain)")


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
    "collective": Text("Företräds här", "Represented here"),
    "absent": Text("Sitter inte här (uttalat)", "Does not sit here (stated)"),
    "coordinates": Text("Samordnar", "Coordinates"),
    "appoints": Text("Tillsätter", "Appoints"),
    "assigns": Text("Beslutar om frågorna där", "Decides on the issues there"),
    "needs": Text("Behöver", "Needs"),
    "requires": Text("Kräver", "Requires"),
    "responsible": Text("Har ansvar", "Is responsible"),
    "outside": Text("Ligger utanför", "Lies outside"),
    "discussed": Text("Diskuterar", "Discusses"),
    "part": Text("Ingår, med svagare plats", "Included, in a weaker place"),
}


_SPECIAL: dict[tuple[NodeShape, Standing], Text] = {
    ("issue", "gap"): Text("Sakfråga utanför strukturen", "Issue outside the structure"),
    ("role", "gap"): Text("Ledning som krävs, ingen känd", "Lead that is required, none known"),
}


def legend(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    language: Language,
    part: Text = EDGE_MEANINGS["part"],
    apart: Mapping[tuple[Tone, Change], Text] = MappingProxyType({}),
    special: Mapping[tuple[NodeShape, Standing], Text] = MappingProxyType({}),
) -> tuple[LegendEntry, ...]:
    """An entry for each kind of box and line that is drawn, then one for each way in which some are set apart.

    `part` says what those lines mean, `apart` what a tone or a change means in this figure, `special` what a box does
    in it. All in a fixed order.
    """
    boxes = {(node.shape, node.standing, node.several) for node in nodes}
    lines = {(edge.kind, edge.standing) for edge in edges}
    said = {**_SPECIAL, **special}
    entries: list[LegendEntry] = []
    for shape, meaning in NODE_MEANINGS.items():
        for standing, extra in STANDING_MEANINGS.items():
            for several in (False, True):
                if (shape, standing, several) in boxes:
                    words = [said[shape, standing]] if (shape, standing) in said else [meaning, extra]
                    told = _meaning([*words, _SEVERAL if several else NO_TEXT], language)
                    entries.append(LegendEntry("node", shape, standing, told, several=several))
    for kind, meaning in {**EDGE_MEANINGS, "part": part}.items():
        for standing, extra in STANDING_MEANINGS.items():
            if (kind, standing) in lines:
                entries.append(LegendEntry("edge", kind, standing, _meaning([meaning, extra], language)))
    return (*entries, *_apart(nodes, edges, apart, language))


def _apart(
    nodes: Sequence[Node], edges: Sequence[Edge], apart: Mapping[tuple[Tone, Change], Text], language: Language
) -> Iterator[LegendEntry]:
    """What each tone and change means that the figure gives a meaning, shown by the first box that has it, else a line."""
    for (tone, change), look in _LOOKS.items():
        box = next((node for node in nodes if (node.tone, node.change) == (tone, change)), None)
        line = next((edge for edge in edges if (edge.tone, edge.change) == (tone, change)), None)
        shown = box or line
        if shown and (tone, change) in apart:
            sample: Literal["node", "edge"] = "node" if box else "edge"
            kind = box.shape if box else line.kind if line else "body"
            meaning, word = apart[tone, change].in_language(language), look.in_language(language)
            yield LegendEntry(sample, kind, shown.standing, meaning, tone, change, look=word)


_SEVERAL = Text("flera i en ruta", "several in one box")
_LOOKS: dict[tuple[Tone, Change], Text] = {
    ("plain", ""): Text("Varken tjockt eller blekt", "Neither thick nor pale"),
    ("strong", ""): Text("Tjockt", "Thick"),
    ("strong", "added"): Text("Tjockt", "Thick"),
    ("plain", "ended"): Text("Överstruket", "Struck through"),
    ("faint", ""): Text("Tunt och blekt", "Thin and pale"),
}
"""How what is set apart looks, in the order of the legend."""


def _meaning(words: Iterable[Text], language: Language) -> str:
    return ", ".join(text.in_language(language) for text in words if text.sv)


def nothing_lost(groups: Iterable[Group], nodes: Iterable[Node]) -> tuple[Group, ...]:
    """The groups without names of boxes that are not drawn, and without groups that are empty."""
    drawn = {node.id for node in nodes}
    kept = []
    for group in groups:
        ids = tuple(i for i in group.nodes if i in drawn)
        if ids:
            kept.append(Group(group.id, group.title, ids, group.note, group.standing))
    return tuple(kept)
