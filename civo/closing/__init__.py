"""Gaps -> the fewest, or cheapest, changes that close them: `close` spells the whole way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from civo.closing.assumptions import Assumption, Solving, assumptions
from civo.closing.changes import SORTS, Change, Drafting
from civo.closing.open_gaps import OpenGap, open_gaps
from civo.closing.overlay import scenario_text
from civo.closing.proving import Proving
from civo.closing.remedies import LEAST, READ_ANEW, REMEDIES, START, ways_to_close
from civo.concerns import Concerned
from civo.errors import CivoError, UnknownName
from civo.findings import Finding, Verdict
from civo.gaps import find_gaps, titles
from civo.kind_words import KIND_WORDS
from civo.structure import Structure
from civo.words import Text, nearest

__all__ = ["REMEDIES", "SORTS", "Asked", "Closing", "Proposal", "close", "proposal_text"]

Tell = Callable[[Text], None]
WEIGHED = 40
"""Of so many equally cheap proposals those that open the fewest gaps are shown."""
_TIMES = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """Which gaps are to be closed, and by what: `rules` and `subjects` (names) limit the gaps, all by default.

    `sorts` are the sorts of change allowed, all by default; in the levels and bodies `forbidden` nothing may change.
    `costs` of a change of each sort are 1 by default. Of equally cheap proposals `most` are told of.
    """

    rules: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    possible: bool = False
    sorts: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    costs: Mapping[str, Fraction] = field(default_factory=lambda: MappingProxyType({}))
    most: int = 5
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """Changes that together close all gaps that can be closed, each with the gaps it has a part in closing, and the
    findings that are new, or surer, when they are made."""

    changes: tuple[Change, ...]
    closes: Mapping[str, tuple[OpenGap, ...]]
    opened: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """The answer: proposals that all cost the same and than which nothing that was weighed is cheaper.

    `all_found` tells whether nothing else that was weighed costs the same; when `proven` is false the time ran out, and
    `least` is what no proposal can be cheaper than. `beyond` are the gaps that no allowed change closes, each with why;
    `tried` and `useless` count the ways that were tried, and those that closed nothing, `unfit` those that no scenario can
    tell; `more` are the gaps for which there are more ways than those weighed: there a cheaper one may exist.
    """

    structure: Structure
    gaps: tuple[OpenGap, ...]
    proposals: tuple[Proposal, ...]
    costs: Mapping[str, Fraction]
    cost: Fraction | None
    least: Fraction
    all_found: bool
    proven: bool
    beyond: tuple[tuple[OpenGap, Text], ...]
    assumptions: tuple[Assumption, ...]
    tried: int
    useless: int
    more: tuple[OpenGap, ...]
    unfit: int

    def cost_of(self, change: Change) -> Fraction:
        """What a change costs."""
        return self.costs[change.sort] * change.number


def close(structure: Structure, asked: Asked, tell: Tell = lambda _: None) -> Closing:
    """The cheapest changes that close the gaps asked about, all of them proven by the rules.

    Raises UnknownName for a rule, a name or a sort of change that does not exist, and CivoError where the gaps may not be
    told to those whom the answer is for.
    """
    if structure.is_open and not all(map(structure.tells, asked.rules or titles())):
        raise CivoError(_NOT_OPEN)
    gaps = _gaps(structure, asked)
    forbidden = frozenset(structure.find(name, ("levels", "bodies"), _PLACES).id for name in asked.forbidden)
    for sort in (*asked.sorts, *asked.costs):
        if sort not in SORTS:
            raise UnknownName(sort, nearest(sort, SORTS) or "", Text("ändringarna", "the changes"))
    costs = {sort: asked.costs.get(sort, Fraction(1)) for sort in SORTS}
    drafting = Drafting(structure)
    ways: dict[str, list[frozenset[str]]] = {}
    more: list[OpenGap] = []
    records = sum(map(len, structure.records.values()))
    most = max(LEAST, READ_ANEW // ((records + START) * max(len(gaps), 1)))
    for gap in gaps:
        if gap.remedy:
            ways[gap.id], are_all = ways_to_close(drafting, gap, most)
            more += [] if are_all else [gap]
    proving = Proving(drafting, gaps)
    proven = _proven(drafting, proving, ways, tell)
    solving = Solving(drafting.changes, costs, proven, [gap.id for gap in gaps], asked.seconds, asked.sorts, forbidden)
    solving.settle(proving.closed, min(WEIGHED, _TIMES * asked.most))
    covering = solving.covering
    found = [_proposal(drafting, gaps, proven, proving, choice) for choice in covering.choices]
    proposals = tuple(sorted(found, key=_opened)[: asked.most])
    return Closing(
        structure,
        gaps,
        proposals,
        costs,
        covering.cost,
        covering.least,
        covering.all_found and len(found) == len(proposals),
        covering.proven,
        tuple((gap, _why(gap, proven)) for gap in gaps if gap.id in covering.uncovered),
        tuple(assumptions(structure, gaps, solving, forbidden)),
        proving.runs,
        sum(not proving.closed(way) for way in proven),
        tuple(more),
        len(proving.unfit),
    )


def proposal_text(closing: Closing, number: int, name: str = "") -> str:
    """A proposal, by its number from 1, as a scenario file. Raises CivoError when there is no such proposal."""
    if not 1 <= number <= len(closing.proposals) or not closing.proposals[number - 1].changes:
        raise CivoError(_NO_SUCH.filled(number=number, of=sum(bool(p.changes) for p in closing.proposals)))
    changes = closing.proposals[number - 1].changes
    title = _TITLE.filled(name=name) if name else _UNTITLED
    return scenario_text(closing.structure, changes, title, [change.sentence.sv for change in changes])


def _gaps(structure: Structure, asked: Asked) -> tuple[OpenGap, ...]:
    """The gaps asked about, each once, in the order of the rules.

    Raises CivoError where none is about the names, but some are about what is called almost so.
    """
    names = [structure.find(name).id for name in asked.subjects]
    subjects = {i for name in names for i in (name, *structure.holder_members(name))}
    concerned = structure.once(Concerned)
    named = titles()
    found: dict[str, OpenGap] = {}
    others: set[str] = set()
    for finding in find_gaps(structure, asked.rules).findings:
        if finding.verdict is Verdict.GAP or (asked.possible and finding.verdict is Verdict.POSSIBLE):
            for gap in open_gaps(structure, finding, named[finding.rule]):
                others.update(subject.id for subject in finding.subjects)
                if not subjects or subjects & concerned.by(finding, gap.about):
                    found.setdefault(gap.id, gap)
    if not found:
        _complain(structure, asked.subjects, others - subjects)
    return tuple(found.values())


def _complain(structure: Structure, names: Iterable[str], others: Iterable[str]) -> None:
    """Raises CivoError when gaps are about something that is called almost as one of the names."""
    labels = [structure.name(i) for i in sorted(others)]
    known = [*(label.sv for label in labels), *(label.en for label in labels if label.en)]
    for name in names:
        if (near := nearest(name, known)) is not None:
            record = structure.find(name)
            kind = KIND_WORDS[structure.kind_of(record.id)].word
            raise CivoError(_ABOUT_ANOTHER.filled(name=record.label, kind=kind, near=near))


_ABOUT_ANOTHER = Text(
    "ingen sådan lucka gäller {name} ({kind}) – menade du {near}?",
    "no such gap is about {name} ({kind}) - did you mean {near}?",
)


def _proven(
    drafting: Drafting, proving: Proving, ways: Mapping[str, Iterable[frozenset[str]]], tell: Tell
) -> dict[frozenset[str], frozenset[str]]:
    """What each way closes, of all the gaps; and what each change closes by itself."""
    alone = [drafting.way(change) for change in drafting.changes]
    every = dict.fromkeys([*(way for some in ways.values() for way in some), *(way for way in alone if way)])
    if every:
        tell(Text(f"prövar {len(every)} sätt att stänga luckorna", f"trying {len(every)} ways to close the gaps"))
    return {way: proving.closed(way) for way in every}


def _proposal(
    drafting: Drafting,
    gaps: tuple[OpenGap, ...],
    proven: Mapping[frozenset[str], frozenset[str]],
    proving: Proving,
    choice: tuple[str, ...],
) -> Proposal:
    chosen = frozenset(choice)
    ways = {way: closed for way, closed in proven.items() if way <= chosen}
    closes: dict[str, tuple[OpenGap, ...]] = {}
    for change in choice:
        mine = {
            gap
            for way, closed in ways.items()
            if change in way
            for gap in closed
            if not any(gap in others for less, others in ways.items() if less < way)
        }
        closes[change] = tuple(gap for gap in gaps if gap.id in mine)
    return Proposal(
        tuple(drafting.changes[change] for change in choice), closes, proving.opened(chosen) if chosen else ()
    )


def _opened(proposal: Proposal) -> tuple[int, int]:
    """How many gaps, and how many findings less sure, a proposal opens: of equally cheap ones the gentlest come first."""
    certain = sum(finding.verdict is Verdict.GAP for finding in proposal.opened)
    return certain, len(proposal.opened) - certain


def _why(gap: OpenGap, proven: Mapping[frozenset[str], frozenset[str]]) -> Text:
    """Why no allowed change closes the gap."""
    if gap.remedy is None:
        return _OTHERWISE.filled(how=gap.finding.how_to_close)
    if any(gap.id in closed for closed in proven.values()):
        return _NOT_ALLOWED
    return _NO_WAY.filled(how=gap.finding.how_to_close)


_NOT_OPEN = Text(
    "luckorna är inte bedömda för öppen publicering, och inte heller vad som stänger dem: ange --rule med bedömda regler, eller "
    "publicity: {gaps: open, assessed: DATUM} i structure.yaml när de är bedömda",
    "the gaps are not assessed as open, nor is what closes them: give --rule with assessed rules, or "
    "publicity: {gaps: open, assessed: DATE} in structure.yaml once they are",
)
_PLACES = Text("nivåerna och organen", "the levels and bodies")
_TITLE = Text("Förslag som stänger luckor: {name}", "Proposal that closes gaps: {name}")
_UNTITLED = Text("Förslag som stänger luckor", "Proposal that closes gaps")
_NO_SUCH = Text("det finns inget förslag {number} ({of} finns)", "there is no proposal {number} (there are {of})")
_OTHERWISE = Text("I stället: {how}", "Instead: {how}")
_NOT_ALLOWED = Text(
    "Ingen av de tillåtna ändringarna stänger den; andra ändringar gör det.",
    "None of the changes allowed closes it; others do.",
)
_NO_WAY = Text(
    "Filerna ger ingen att föreslå, eller ingen ändring som stänger den. I stället: {how}",
    "The files give nobody to propose, or no change that closes it. Instead: {how}",
)
