"""What the rules find, marked in a drawing: the box it is about, a row that says it shortly, the sentence in the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from civo.drawings import Drawing, Item, LegendEntry, Node, NodeShape, Standing
from civo.findings import Finding, Verdict
from civo.gaps import find_gaps, titles
from civo.records import Organization
from civo.structure import Structure
from civo.views.alt_text import BOX, BOXES, FEW, counted, named, sentences
from civo.views.parts import NODE_MEANINGS, legend
from civo.words import NO_TEXT, Language, Text, joined

ALL_FINDINGS = "findings"
_MOST_ROWS = 5
_MOST_NOTES = 12
_SHORT = 90
"""How long a sentence may be that stands whole in a box, in characters."""


def rule_ids() -> list[str]:
    """The rules that may be named."""
    return list(titles())


def may_be_marked(structure: Structure, rules: Iterable[str]) -> bool:
    """Whether all that a view marks may be told to those whom the answers are for: half of it would look like the whole."""
    return all(structure.gaps_told == "all" if rule == ALL_FINDINGS else structure.tells(rule) for rule in rules)


def highlighted(structure: Structure, drawn: Drawing, rules: Iterable[str], numbered: bool = True) -> Drawing:
    """The drawing with its findings: a gap gets the gap's mark, a possible gap only its row, both a sentence in the list.

    `numbered`, the rows refer to the sentences by number, and the figure has these below it. Else they say only what
    they have in common with those of other boxes and of the other structure, to be compared and folded by. A finding
    about a level that is not drawn, or about nothing in the figure, is not told.
    """
    wanted = [rule for rule in rules if rule != ALL_FINDINGS]
    about = {node.id: _about(structure, node.id) for node in drawn.nodes}
    told: dict[str, list[_Told]] = {node.id: [] for node in drawn.nodes}
    seen: list[_Told] = []
    report = find_gaps(structure, wanted) if wanted else structure.once(find_gaps)
    for finding in report.findings:
        if finding.verdict is Verdict.NOT_ASSESSABLE or not _levels_drawn(finding, drawn):
            continue
        subjects = {(s.kind, s.id) for s in finding.subjects if s.kind != "levels"}
        where = [node for node, things in about.items() if subjects & things]
        if where:
            seen.append(_Told(finding, len(seen) + 1 if numbered else 0, drawn.language))
        for node in where:
            told[node].append(seen[-1])
    nodes = tuple(_marked(node, told[node.id]) for node in drawn.nodes)
    gaps = sum(one.is_gap for one in seen)
    marked = [Text(node.head) for node in nodes if node.standing == "gap"]
    alt = _alt(gaps, len(seen) - gaps, marked).in_language(drawn.language)
    items = tuple(Item(one.whole) for one in seen)
    return replace(
        drawn,
        nodes=nodes,
        legend=_legend(drawn, nodes),
        alt=f"{drawn.alt} {alt}",
        equivalent=(*drawn.equivalent, *([Item(_HEADING.in_language(drawn.language), items)] if items else [])),
        notes=tuple(_notes(seen, drawn.language)) if numbered else (),
    )


def _legend(drawn: Drawing, nodes: Sequence[Node]) -> tuple[LegendEntry, ...]:
    """The drawing's own legend, with the boxes that have a gap."""
    special: dict[tuple[NodeShape, Standing], Text] = {
        (shape, "gap"): _WITH_GAP.filled(what=words) for shape, words in NODE_MEANINGS.items()
    }
    marked = {(n.shape, "gap") for n in nodes if n.standing == "gap"} - {
        (n.shape, "gap") for n in drawn.nodes if n.standing == "gap"
    }
    entries = legend(nodes, drawn.edges, drawn.language, special={k: v for k, v in special.items() if k in marked})
    kept = {(e.sample, e.kind, e.standing, e.several): e for e in drawn.legend if not e.look}
    return (
        *(kept.get((e.sample, e.kind, e.standing, e.several), e) for e in entries),
        *(e for e in drawn.legend if e.look),
    )


class _Told(NamedTuple):
    """A finding in a figure, with its number there, or 0."""

    finding: Finding
    number: int
    language: Language

    @property
    def is_gap(self) -> bool:
        """Whether it is a gap, not only a possible one."""
        return self.finding.verdict is Verdict.GAP

    @property
    def lead(self) -> str:
        """What it is, with its number."""
        word = _LEAD[self.finding.verdict].in_language(self.language)
        return f"{word} {self.number}" if self.number else word

    @property
    def whole(self) -> str:
        """All of it."""
        return f"{self.lead}: {self.finding.sentence.in_language(self.language)}"

    @property
    def short(self) -> str:
        """The sentence where it has a number and is short, else what the rule is called and the kinds that it is about."""
        sentence = self.finding.sentence.in_language(self.language)
        if self.number and len(sentence) <= _SHORT:
            return f"{self.lead}: {sentence.removesuffix('.')}"
        title = titles()[self.finding.rule].in_language(self.language)
        kinds = joined(s.name for s in self.finding.subjects if s.kind == "kinds").in_language(self.language)
        return f"{self.lead}: {_small(title)}" + (f" ({kinds.lower()})" if kinds else "")


def _notes(seen: Sequence[_Told], language: Language) -> Iterator[str]:
    """The sentences; where they are very many, the first ones and how many more the list has."""
    yield from (_capital(one.whole) for one in seen[:_MOST_NOTES])
    if len(seen) > _MOST_NOTES:
        yield _MORE_IN_LIST.filled(n=len(seen) - _MOST_NOTES).in_language(language)


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


def _marked(node: Node, told: list[_Told]) -> Node:
    """The box with a row for each of its findings, gaps first; of very many the last ones only by number."""
    if not told:
        return node
    ordered = sorted(told, key=lambda one: not one.is_gap)
    rows = list(dict.fromkeys(one.short for one in ordered))
    if rest := rows[_MOST_ROWS:]:
        numbers = joined(Text(str(one.number)) for one in ordered[_MOST_ROWS:])
        more = _ALSO.filled(numbers=numbers) if ordered[0].number else _MORE_IN_LIST.filled(n=len(rest))
        rows = [*rows[:_MOST_ROWS], more.in_language(ordered[0].language)]
    standing = "gap" if ordered[0].is_gap and node.standing == "known" else node.standing
    return replace(node, rows=(*node.rows, *rows), standing=standing)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_LEAD = {Verdict.GAP: Text("lucka", "gap"), Verdict.POSSIBLE: Text("möjlig lucka", "possible gap")}
_HEADING = Text("Luckor i figuren", "Gaps in the figure")
_WITH_GAP = Text("{what} med en lucka", "{what} with a gap")
_ALSO = Text("även {numbers}", "also {numbers}")
_MORE_IN_LIST = Text("{n} till, se listan", "{n} more, see the list")


def _alt(gaps: int, possible: int, marked: list[Text]) -> Text:
    """How many gaps, which boxes they mark, and how many more are possible."""
    many = counted(gaps, Text("lucka", "gap"), Text("luckor", "gaps"))
    found = _GAPS.filled(gaps=many, boxes=named(marked, FEW, BOX, BOXES)) if marked else Text("{n}.").filled(n=many)
    more = counted(possible, Text("möjlig lucka", "possible gap"), Text("möjliga luckor", "possible gaps"))
    told = Text("I rutorna står också {more}.", "The boxes also tell of {more}.").filled(more=more)
    return sentences([found, told if possible else NO_TEXT])


_GAPS = Text("{gaps}; märkta är {boxes}.", "{gaps}; marked: {boxes}.")
