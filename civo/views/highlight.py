"""What the rules find, marked in a drawing: the box it is about, a row that says it shortly, the sentence in the list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from civo.drawings import Drawing, Item, Node, NodeShape, Standing
from civo.findings import Finding, Verdict
from civo.gaps import find_gaps, titles
from civo.records import Organization
from civo.structure import Structure
from civo.views.alt_text import BOX, BOXES, FEW, counted, named, sentences
from civo.views.parts import NODE_MEANINGS, legend
from civo.words import NO_TEXT, Text

ALL_FINDINGS = "findings"
_MOST_ROWS = 3


def rule_ids() -> list[str]:
    """The rules that may be named."""
    return list(titles())


def highlighted(structure: Structure, drawn: Drawing, rules: Iterable[str]) -> Drawing:
    """The drawing with its findings: a gap gets the gap's mark, a possible gap only its row, both a sentence in the list.

    A finding about a level that is not drawn, or about nothing in the figure, is not told.
    """
    wanted = [rule for rule in rules if rule != ALL_FINDINGS]
    report = find_gaps(structure, wanted)
    findings = [f for f in report.findings if f.verdict is not Verdict.NOT_ASSESSABLE]
    about = {node.id: _about(structure, node.id) for node in drawn.nodes}
    told: dict[str, list[Finding]] = {}
    for finding in findings:
        if not _levels_drawn(finding, drawn):
            continue
        for node in drawn.nodes:
            if any((s.kind, s.id) in about[node.id] for s in finding.subjects if s.kind != "levels"):
                told.setdefault(node.id, []).append(finding)
    nodes = tuple(_marked(node, told.get(node.id, []), drawn) for node in drawn.nodes)
    seen = dict.fromkeys(id(f) for found in told.values() for f in found)
    sentences = tuple(
        Item(f"{_LEAD[f.verdict].in_language(drawn.language)}: {f.sentence.in_language(drawn.language)}")
        for f in findings
        if id(f) in seen
    )
    gaps = sum(f.verdict is Verdict.GAP for f in findings if id(f) in seen)
    alt = _alt(gaps, len(seen) - gaps, [Text(n.head) for n in nodes if n.standing == "gap"]).in_language(drawn.language)
    special: dict[tuple[NodeShape, Standing], Text] = {
        (shape, "gap"): _WITH_GAP.filled(what=words) for shape, words in NODE_MEANINGS.items()
    }
    marked = {(n.shape, "gap") for n in nodes if n.standing == "gap"} - {
        (n.shape, "gap") for n in drawn.nodes if n.standing == "gap"
    }
    entries = legend(nodes, drawn.edges, drawn.language, special={k: v for k, v in special.items() if k in marked})
    kept = {(e.sample, e.kind, e.standing, e.tone, e.change): e for e in drawn.legend}
    return replace(
        drawn,
        nodes=nodes,
        legend=tuple(kept.get((e.sample, e.kind, e.standing, e.tone, e.change), e) for e in entries),
        alt=f"{drawn.alt} {alt}",
        equivalent=(*drawn.equivalent, *([Item(_HEADING.in_language(drawn.language), sentences)] if sentences else [])),
    )


def _levels_drawn(finding: Finding, drawn: Drawing) -> bool:
    levels = [s.id for s in finding.subjects if s.kind == "levels"]
    frames = {group.id for group in drawn.groups}
    return not levels or bool(frames.intersection(levels)) or any(s.kind == "issues" for s in finding.subjects)


def _about(structure: Structure, node: str) -> set[tuple[str, str]]:
    """The kinds and ids of what a box stands for: itself, a body's seats, the kind that all its organisations are of."""
    found = {(structure.kind_of(node), node)}
    found |= {("seats", seat.id) for seat in structure.seats_of.get(node, ())}
    collective = next((c for c in structure.collectives if c.id == node), None)
    if collective:
        members = [structure.get(m) for m in structure.members(collective.members)]
        kinds = [set(m.kind) for m in members if isinstance(m, Organization)]
        found |= {("kinds", kind) for kind in set.intersection(*kinds)} if kinds else set()
    return found


def _marked(node: Node, findings: list[Finding], drawn: Drawing) -> Node:
    if not findings:
        return node
    names = titles()
    said = dict.fromkeys(
        f"{_LEAD[f.verdict].in_language(drawn.language)}: {_small(names[f.rule].in_language(drawn.language))}"
        for f in sorted(findings, key=lambda f: f.verdict is not Verdict.GAP)
    )
    rows = list(said)[:_MOST_ROWS]
    if len(said) > _MOST_ROWS:
        rows.append(_MORE.filled(n=len(said) - _MOST_ROWS).in_language(drawn.language))
    is_gap = any(f.verdict is Verdict.GAP for f in findings)
    standing = "gap" if is_gap and node.standing == "known" else node.standing
    return replace(node, rows=(*node.rows, *rows), standing=standing)


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]


_LEAD = {Verdict.GAP: Text("lucka", "gap"), Verdict.POSSIBLE: Text("möjlig lucka", "possible gap")}
_HEADING = Text("Luckor i figuren", "Gaps in the figure")
_WITH_GAP = Text("{what} med en lucka", "{what} with a gap")
_MORE = Text("och {n} till, se listan", "and {n} more, see the list")


def _alt(gaps: int, possible: int, marked: list[Text]) -> Text:
    """How many gaps, which boxes they mark, and how many more are possible."""
    many = counted(gaps, Text("lucka", "gap"), Text("luckor", "gaps"))
    found = _GAPS.filled(gaps=many, boxes=named(marked, FEW, BOX, BOXES)) if marked else Text("{n}.").filled(n=many)
    more = counted(possible, Text("möjlig lucka", "possible gap"), Text("möjliga luckor", "possible gaps"))
    told = Text("I rutorna står också {more}.", "The boxes also tell of {more}.").filled(more=more)
    return sentences([found, told if possible else NO_TEXT])


_GAPS = Text("{gaps}; märkta är {boxes}.", "{gaps}; marked: {boxes}.")
