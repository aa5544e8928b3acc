"""Boxes that a view folds by area, and that look the same in all but their area: one box for them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from civo.drawings import Change, Drawing, Edge, LegendEntry, Node
from civo.views.parties import Party
from civo.views.parts import NODE_MEANINGS, legend
from civo.words import Language, Text


def alike(drawn: Drawing, parties: Iterable[Party]) -> Drawing:
    """The drawing with one box for those parts of an actor that have the same lines, marks and rows; it names their areas.

    Only how many they are may differ. The text equivalent stays as it is, and tells of each.
    """
    parts = {one.id: one for one in parties if one.area}
    lines: dict[str, list[Edge]] = {}
    for edge in drawn.edges:
        lines.setdefault(edge.source, []).append(edge)
    found: dict[object, list[Node]] = {}
    for node in drawn.nodes:
        told = _all_but_area(parts[node.id], node, lines.get(node.id, ())) if node.id in parts else None
        found.setdefault(told or node.id, []).append(node)
    boxes = {
        those[0].id: _box([parts[node.id] for node in those], those, those[0].id in lines, drawn.language)
        for those in found.values()
        if len(those) > 1
    }
    gone = {node.id for those in found.values() for node in those[1:]}
    return _with_boxes(drawn, boxes, gone) if boxes else drawn


def _all_but_area(one: Party, node: Node, lines: Iterable[Edge]) -> object:
    """All that tells its box from that of another area: its lines, how it is drawn, what it says but for the number.

    None where something has become of the number.
    """
    counts = 0 if one.is_one else 1
    if any(node.row_changes[:counts]):
        return None
    ways = tuple((line.target, line.kind, line.standing, line.tone, line.change) for line in lines)
    said = node.rows[counts:], node.row_changes[counts:]
    return one.whole, ways, node.standing, node.tone, node.change, said


def _box(parties: Sequence[Party], nodes: Sequence[Node], lines: bool, language: Language) -> Node:
    """The one box: it says which areas, and how many they are in each."""
    one, first = parties[0], nodes[0]
    words = (_SAME_LINES if lines else _NO_LINES).filled(name=one.whole or one.name, n=len(parties))
    head = words.in_language(language)
    single = all(part.is_one for part in parties)
    numbers = ["" if single else f" ({len(part.members)})" for part in parties]
    areas = [(part.area or part.name).in_language(language) for part in parties]
    counts = 0 if one.is_one else 1
    unchanged: Change = ""
    return replace(
        first,
        id=f"{first.id} alike",
        shape="collective",
        head=head[:1].upper() + head[1:],
        rows=(", ".join(a + n for a, n in zip(areas, numbers, strict=True)), *first.rows[counts:]),
        row_changes=(unchanged, *first.row_changes[counts:]) if first.row_changes else (),
    )


_SAME_LINES = Text("{name} i {n} områden, samma linjer för alla", "{name} in {n} areas, the same lines for all")
_NO_LINES = Text("{name} i {n} områden, inga linjer", "{name} in {n} areas, no lines")


def _with_boxes(drawn: Drawing, boxes: dict[str, Node], gone: set[str]) -> Drawing:
    """The drawing with these boxes in the place of the first of those they stand for, and without the others."""
    ids = {node: box.id for node, box in boxes.items()}
    nodes = tuple(boxes.get(node.id, node) for node in drawn.nodes if node.id not in gone)
    edges = tuple(replace(e, source=ids.get(e.source, e.source)) for e in drawn.edges if e.source not in gone)
    groups = tuple(
        replace(group, nodes=tuple(ids.get(i, i) for i in group.nodes if i not in gone)) for group in drawn.groups
    )
    told: dict[object, LegendEntry] = {(e.sample, e.kind, e.standing, e.several): e for e in drawn.legend if not e.look}
    entries = [_in_words_of(told, entry, drawn.language) for entry in legend(nodes, edges, drawn.language)]
    entries += [entry for entry in drawn.legend if entry.look]
    return replace(drawn, groups=groups, nodes=nodes, edges=edges, legend=tuple(entries))


def _in_words_of(told: Mapping[object, LegendEntry], entry: LegendEntry, language: Language) -> LegendEntry:
    """The entry as the legend had it; for several that were only drawn one by one before, in the words for one."""
    before = told.get((entry.sample, entry.kind, entry.standing, entry.several))
    single = told.get((entry.sample, "organization", entry.standing, False))
    if before or not single or entry.sample != "node":
        return before or entry
    one, several = (NODE_MEANINGS[shape].in_language(language) for shape in ("organization", "collective"))
    return replace(entry, meaning=several + single.meaning.removeprefix(one))
