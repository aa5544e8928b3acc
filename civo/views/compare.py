"""Two drawings of one view laid over each other: what is added, what ends, and what stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TypeVar

from civo.drawings import Change, Drawing, Edge, Group, Item, Node, Tone
from civo.loading import load
from civo.opening import both_told, unseen, whole, with_scenarios
from civo.structure import Structure
from civo.views.alt_text import BOX, BOXES, alt_text, counted_and_named, named
from civo.views.parts import EDGE_MEANINGS, legend
from civo.words import Language, Text

T = TypeVar("T")


def scenario_sides(structure: Structure, scenario: str) -> tuple[Structure, Structure, Text]:
    """The structure without and with a scenario, at the same date and with the same layers, and the scenario's title.

    Where it is laid over the structure already, the files are read again for the side without it.
    """
    layer = f"{_SCENARIO}{scenario}"
    before = after = whole(structure)
    with unseen("open" if structure.is_open else "internal"):
        if layer in after.layers:
            others = [i.removeprefix(_SCENARIO) for i in after.layers if i.startswith(_SCENARIO) and i != layer]
            before = with_scenarios(load(before.path), others, structure.at)
        else:
            after = with_scenarios(before, [scenario], structure.at)
    return *both_told(structure, before, after), after.layers[layer].name


_SCENARIO = "scenario."
"""What the id of a layer begins with that a scenario has been laid over the structure as."""


def compared(before: Drawing, after: Drawing) -> Drawing:
    """One drawing of both: boxes, lines and rows added are strong, those that end struck through, the others faint.

    Its alternative text is still that of after: `difference` says what is drawn.
    """
    nodes = tuple(_nodes(before, after))
    edges = tuple(_edges(before, after))
    language = after.language
    told = (Text(e.meaning) for e in (*after.legend, *before.legend) if e.kind == "part" and not e.look)
    part = next(told, EDGE_MEANINGS["part"])
    entries = legend(nodes, edges, language, part, _LEGENDS)
    return replace(
        after,
        groups=tuple(_groups(before, after)),
        nodes=nodes,
        edges=edges,
        legend=entries,
        equivalent=tuple(_items(before.equivalent, after.equivalent, language)),
    )


IN_SCENARIO: dict[Change, Text] = {
    "": Text("ändras i scenariot", "changes in the scenario"),
    "added": Text("tillkommer i scenariot", "added in the scenario"),
    "ended": Text("upphör i scenariot", "ends in the scenario"),
}
"""What the legend says of what is not as it is today."""
AS_TODAY = Text("som i dag", "as today")
_LEGENDS: dict[tuple[Tone, Change], Text] = {
    ("strong", "added"): IN_SCENARIO["added"],
    ("plain", "ended"): IN_SCENARIO["ended"],
    ("plain", ""): IN_SCENARIO[""],
    ("faint", ""): AS_TODAY,
}


def change_of(was: bool, now: bool) -> Change:
    """What has become of a thing that there was, or was not, and is, or is not."""
    return "" if was and now else "added" if now else "ended"


def said_of(text: str, change: Change, language: Language) -> str:
    """A line of the text equivalent, after the word for what has become of it."""
    if not change:
        return text
    return f"{(ADDED if change == 'added' else ENDED).in_language(language)}: {text}"


def merged(before: Sequence[T], after: Sequence[T]) -> list[T]:
    """Both in one order: as they stand after, what is gone where it stood."""
    found: list[T] = []
    for word, a, b, c, d in SequenceMatcher(a=list(before), b=list(after), autojunk=False).get_opcodes():
        found += after[c:d] if word == "equal" else [*before[a:b], *after[c:d]]
    return list(dict.fromkeys(found))


def _groups(before: Drawing, after: Drawing) -> list[Group]:
    was, now = {g.id: g for g in before.groups}, {g.id: g for g in after.groups}
    found = []
    for i in merged(list(was), list(now)):
        ids = merged(was[i].nodes if i in was else (), now[i].nodes if i in now else ())
        found.append(replace(_group(was.get(i), now.get(i), after.language), nodes=tuple(ids)))
    taken: set[str] = set()
    kept = []
    for group in found:  # a box that has moved to another frame stands where it stands after
        here = [n for n in group.nodes if n not in taken and _frame(after, n) in (group.id, None)]
        taken.update(here)
        kept.append(replace(group, nodes=tuple(here)))
    return [group for group in kept if group.nodes]


def _group(was: Group | None, now: Group | None, language: Language) -> Group:
    """The frame as it is after; a note that only one side has is said to be added or to end."""
    there = now or was
    assert there is not None
    if was and now and was.note == now.note:
        return there
    said = [f"{ENDED.in_language(language)}: {was.note}"] if was and was.note else []
    said += [f"{ADDED.in_language(language)}: {now.note}"] if now and now.note else []
    return replace(there, note=". ".join(text[:1].upper() + text[1:] for text in said))


def _frame(drawn: Drawing, node: str) -> str | None:
    return next((group.id for group in drawn.groups if node in group.nodes), None)


def _nodes(before: Drawing, after: Drawing) -> list[Node]:
    was, now = {n.id: n for n in before.nodes}, {n.id: n for n in after.nodes}
    return [_node(was.get(i), now.get(i)) for i in merged(list(was), list(now))]


def _node(was: Node | None, now: Node | None) -> Node:
    if was is None or now is None:
        there = now or was
        assert there is not None
        return replace(there, tone="strong" if now else "plain", change="added" if now else "ended")
    if was == now:
        return replace(now, tone="faint")
    rows = [(row, _change(row, was.rows, now.rows)) for row in merged(was.rows, now.rows)]
    return replace(now, rows=tuple(row for row, _ in rows), row_changes=tuple(change for _, change in rows))


def _change(row: str, was: Sequence[str], now: Sequence[str]) -> Change:
    if row in was and row in now:
        return ""
    return "added" if row in now else "ended"


def _edges(before: Drawing, after: Drawing) -> list[Edge]:
    found = []
    for edge in merged(before.edges, after.edges):
        there, then = edge in after.edges, edge in before.edges
        tone: Tone = "faint" if there and then else "strong" if there else "plain"
        found.append(replace(edge, tone=tone, change="" if there and then else "added" if there else "ended"))
    return found


def _items(was: tuple[Item, ...], now: tuple[Item, ...], language: Language) -> list[Item]:
    """Both lists in one, each line that only one of them has marked."""
    old, new = {item.text: item for item in was}, {item.text: item for item in now}
    found = []
    for text in merged(list(old), list(new)):
        if text in old and text in new:
            found.append(Item(text, tuple(_items(old[text].items, new[text].items, language))))
        else:
            item = new.get(text) or old[text]
            found.append(Item(said_of(item.text, change_of(text in old, text in new), language), item.items))
    return found


def difference(drawn: Drawing, name: Text, language: Language) -> str:
    """For the alternative text: which boxes and lines are added, ended and changed; `name` is the scenario's."""
    return alt_text(lambda few, rest: _said(drawn.nodes, drawn.edges, name, few, rest), language)


def _said(nodes: Sequence[Node], edges: Sequence[Edge], name: Text, few: int, rest: int) -> Iterator[Text]:
    heads = {node.id: Text(node.head) for node in nodes}
    yield Text(
        "Diagram över vad som skiljer ”{name}” från dagens struktur.",
        'Diagram of how "{name}" differs from the structure today.',
    ).filled(name=name)
    boxes = (
        (_ADDED_BOXES, [heads[n.id] for n in nodes if n.change == "added"], few),
        (_ENDED_BOXES, [heads[n.id] for n in nodes if n.change == "ended"], few),
        (_CHANGED_BOXES, [heads[n.id] for n in nodes if n.tone == "plain" and not n.change], few),
        (_SAME_BOXES, [heads[n.id] for n in nodes if n.tone == "faint"], rest),
    )
    lines = [Text("{a} – {b}").filled(a=heads[e.source], b=heads[e.target]) for e in edges if e.change == "added"]
    gone = [Text("{a} – {b}").filled(a=heads[e.source], b=heads[e.target]) for e in edges if e.change == "ended"]
    for words, those, most in boxes:
        if those:
            yield words.filled(what=named(those, most, BOX, BOXES))
    for words, those in ((_ADDED_LINES, lines), (_ENDED_LINES, gone)):
        if those:
            yield words.filled(what=counted_and_named(those, rest, Text("linje", "line"), Text("linjer", "lines")))
    if not (lines or gone or any(those for _, those, _ in boxes[:3])):
        yield Text("Inget skiljer.", "Nothing differs.")


_ADDED_BOXES = Text("Tillkommer: {what}.", "Added: {what}.")
_ENDED_BOXES = Text("Upphör: {what}.", "Ended: {what}.")
_CHANGED_BOXES = Text("Ändras: {what}.", "Changed: {what}.")
_SAME_BOXES = Text("Som i dag: {what}.", "As today: {what}.")
_ADDED_LINES = Text("Dessutom tillkommer {what}.", "Also added: {what}.")
_ENDED_LINES = Text("Dessutom upphör {what}.", "Also ended: {what}.")
ADDED = Text("tillkommer", "added")
ENDED = Text("upphör", "ends")
