"""A closing for readers: as text, and as a table for formats made of rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from civo.answers import Cell, Column, Fact, Table
from civo.closing import Closing, Proposal
from civo.closing.assumptions import number
from civo.closing.changes import SORTS
from civo.findings import Finding
from civo.queries.common import answer, date_notes
from civo.truth import Truth
from civo.words import Language, Text


def closing_text(closing: Closing, language: Language) -> str:
    """The proposals, the first in full and the others as they differ from it; what to ask first; what stays open; and
    which assumptions would give another answer."""
    blank = Text("")
    lines = [_TITLE, *(_fact_line(fact) for fact in _facts(closing))]
    for n, proposal in enumerate(closing.proposals, start=1):
        if proposal.changes:
            lines += [blank, _PROPOSAL.filled(n=n)]
            lines += _in_full(closing, proposal) if n == 1 else _differing(closing, proposal)
    for heading, items in _sections(closing):
        if items:
            lines += [blank, heading, *(Text(f"  - {item.sv}", f"  - {item.en or item.sv}") for item in items)]
    notes = _notes(closing)
    lines += [blank, *notes] if notes else []
    return "".join(line.in_language(language) + "\n" for line in lines)


def _in_full(closing: Closing, proposal: Proposal) -> Iterator[Text]:
    for n, change in enumerate(proposal.changes, start=1):
        cost = number(closing.cost_of(change))
        sort = SORTS[change.sort]
        yield _CHANGE.filled(n=n, sentence=change.sentence, sort=sort, cost=cost)
        for gap in proposal.closes[change.id]:
            yield _CLOSES.filled(gap=gap.text)
    yield from _opening(proposal)


def _differing(closing: Closing, proposal: Proposal) -> Iterator[Text]:
    """What the first proposal has and this one has not, and the other way round."""
    first = closing.proposals[0]
    theirs = [change for change in first.changes if change not in proposal.changes]
    mine = [change for change in proposal.changes if change not in first.changes]
    alike = len(theirs) < len(first.changes)
    if alike:
        yield _AS_FIRST.filled(without=_sentences(c.sentence for c in theirs))
    for n, change in enumerate(mine, start=1):
        words = _INSTEAD if alike else _CHANGE
        cost = number(closing.cost_of(change))
        yield words.filled(n=n, sentence=change.sentence, sort=SORTS[change.sort], cost=cost)
    theirs_too = [finding.sentence for finding in first.opened] if alike else []
    yield from _opening(proposal, theirs_too)
    mine_too = [finding.sentence for finding in proposal.opened]
    yield from (_OPENS_NOT.filled(sentence=told) for told in theirs_too if told not in mine_too)


def _opening(proposal: Proposal, but: Collection[Text] = ()) -> Iterator[Text]:
    """What the proposal opens, but for some that is told already."""
    for finding in proposal.opened:
        if finding.sentence not in but:
            yield _OPENS.filled(verdict=finding.verdict.text, sentence=finding.sentence)


def _sections(closing: Closing) -> Iterator[tuple[Text, list[Text]]]:
    yield _ASK, [_ASKED.filled(finding=f.sentence, who=f.who_may_answer) for f in _unsure(closing)]
    yield _BEYOND, [Text(f"{gap.text.sv} {why.sv}", f"{gap.text.en} {why.en}") for gap, why in closing.beyond]
    yield (
        _ASSUMED,
        [Text(f"{a.otherwise.sv}, {a.then.sv}", f"{a.otherwise.en}, {a.then.en}") for a in closing.assumptions],
    )


def _unsure(closing: Closing) -> list[Finding]:
    """The possible gaps that could be closed, each finding once: asking costs less than changing."""
    beyond = {gap.id for gap, _ in closing.beyond}
    unsure = [gap for gap in closing.gaps if not gap.is_certain and gap.id not in beyond]
    return list({id(gap.finding): gap.finding for gap in unsure}.values())


def closing_table(closing: Closing) -> Table:
    """A row for each change of each proposal, each gap that it opens, each thing to find out first, each gap that stays
    open, and each assumption that would give another answer; the column `row` says which it is."""
    return answer(
        closing.structure,
        _TITLE,
        _COLUMNS,
        _rows(closing),
        notes=_own_notes(closing),
        facts=[*_facts(closing), *_for_machines(closing)],
    )


def _rows(closing: Closing) -> Iterator[tuple[Cell, ...]]:
    for n, proposal in enumerate(closing.proposals, start=1):
        for change in proposal.changes:
            closes = tuple(gap.text for gap in proposal.closes[change.id])
            cost = number(closing.cost_of(change))
            yield (_ROW["change"], n, SORTS[change.sort], change.sentence, cost, closes, None, change.id)
        for finding in proposal.opened:
            yield (_ROW["opens"], n, finding.verdict.text, finding.sentence, None, None, None, finding.rule)
    for finding in _unsure(closing):
        who = finding.who_may_answer
        yield (_ROW["ask"], None, finding.verdict.text, finding.sentence, None, None, who, finding.rule)
    for gap, why in closing.beyond:
        yield (_ROW["beyond"], None, gap.finding.verdict.text, gap.text, None, None, why, gap.id)
    for one in closing.assumptions:
        cost_then = number(one.cost) if one.cost is not None else None
        yield (_ROW["assumption"], None, None, one.otherwise, cost_then, None, one.then, None)


def _facts(closing: Closing) -> list[Fact]:
    closable = len(closing.gaps) - len(closing.beyond)
    weighed = _NOT_EVERY_WAY.filled(more=len(closing.more), all=len(closing.gaps))
    facts = [Fact("weighed", _WEIGHED, weighed)] if closing.more else []
    facts.append(Fact("gaps", Text("Luckor", "Gaps"), _GAPS.filled(all=len(closing.gaps), closable=closable)))
    if closing.cost is None:
        return [*facts, Fact("cost", _COST, _NONE_FOUND)]
    words = _FREE if not closing.cost else _PROVEN if closing.proven else _NOT_PROVEN
    facts.append(Fact("cost", _COST, words.filled(cost=number(closing.cost), least=number(closing.least))))
    shown = sum(bool(proposal.changes) for proposal in closing.proposals)
    if shown:
        words = _ALL if closing.all_found else _SOME
        facts.append(
            Fact("proposals", Text("Förslag som kostar lika lite", "Proposals at that cost"), words.filled(n=shown))
        )
        tried = _TRIED.filled(tried=closing.tried, useless=closing.useless)
        facts.append(Fact("tried", Text("Prövade uppsättningar ändringar", "Sets of changes tried"), tried))
    return facts


def _for_machines(closing: Closing) -> list[Fact]:
    """What is claimed of the answer, as yes and no: nothing is, of ways that were not weighed."""
    told = {
        "weighed_all_suggested": not closing.more,
        "cheapest_of_weighed": closing.proven,
        "all_of_weighed_shown": closing.all_found,
    }
    headings = {
        "weighed_all_suggested": Text(
            "Alla sätt som reglerna föreslår vägda", "All ways that the rules suggest weighed"
        ),
        "cheapest_of_weighed": Text("Billigast av de vägda", "Cheapest of those weighed"),
        "all_of_weighed_shown": Text("Alla lika billiga av de vägda visas", "All as cheap of those weighed are shown"),
    }
    counts = [
        Fact("ways_weighed", Text("Vägda sätt", "Ways weighed"), closing.tried),
        Fact("gaps_with_more_ways", Text("Luckor med fler sätt", "Gaps with more ways"), len(closing.more)),
    ]
    return [*(Fact(key, headings[key], Truth.YES if yes else Truth.NO) for key, yes in told.items()), *counts]


def _fact_line(fact: Fact) -> Text:
    value = fact.value if isinstance(fact.value, Text) else Text(str(fact.value))
    return Text(f"{fact.heading.sv}: {value.sv}", f"{fact.heading.en}: {value.en or value.sv}")


def _notes(closing: Closing) -> list[Text]:
    return [*_own_notes(closing), *date_notes(closing.structure)]


def _own_notes(closing: Closing) -> list[Text]:
    notes = []
    if not closing.gaps:
        notes.append(_NO_GAPS)
    if closing.unfit:
        notes.append(_UNFIT.filled(number=closing.unfit))
    return notes


def _sentences(texts: Iterable[Text]) -> Text:
    told = list(texts)
    return Text(" ".join(t.sv for t in told), " ".join(t.en or t.sv for t in told))


_TITLE = Text("De billigaste ändringar som stänger luckorna", "The cheapest changes that close the gaps")
_COST = Text("Lägsta kostnad", "Lowest cost")
_GAPS = Text("{all}, varav {closable} går att stänga så", "{all}, of which {closable} can be closed so")
_NONE_FOUND = Text(
    "inga ändringar hittades som tillsammans stänger dem", "no changes were found that close them together"
)
_WEIGHED = Text("Vägt", "Weighed")
_NOT_EVERY_WAY = Text(
    "inte alla sätt: för {more} av {all} luckor finns fler än de troligaste, som vägdes; något billigare kan finnas",
    "not every way: for {more} of {all} gaps there are more than the likeliest, which were weighed; "
    "a cheaper one may exist",
)
_FREE = Text("{cost}", "{cost}")
_PROVEN = Text("{cost} (inget av det som vägts är billigare)", "{cost} (nothing that was weighed is cheaper)")
_NOT_PROVEN = Text(
    "{cost} är det bästa som hanns med; inget av det som vägts kostar mindre än {least}",
    "{cost} is the best found in time; nothing that was weighed costs less than {least}",
)
_ALL = Text("{n} (alla som vägts)", "{n} (all that were weighed)")
_SOME = Text("{n} visas; det finns fler", "{n} shown; there are more")
_TRIED = Text("{tried}, varav {useless} inte stängde någonting", "{tried}, of which {useless} closed nothing")
_PROPOSAL = Text("Förslag {n}", "Proposal {n}")
_CHANGE = Text("  {n}. {sentence} ({sort}, kostar {cost})", "  {n}. {sentence} ({sort}, costs {cost})")
_CLOSES = Text("     stänger: {gap}", "     closes: {gap}")
_OPENS = Text("  öppnar: {sentence} ({verdict})", "  opens: {sentence} ({verdict})")
_OPENS_NOT = Text("  öppnar inte: {sentence}", "  does not open: {sentence}")
_AS_FIRST = Text("  Som förslag 1, men inte: {without}", "  As proposal 1, but not: {without}")
_INSTEAD = Text("  I stället: {sentence} ({sort}, kostar {cost})", "  Instead: {sentence} ({sort}, costs {cost})")
_ASK = Text(
    "Ta först reda på (att fråga är billigare än att ändra)", "Find out first (asking is cheaper than changing)"
)
_ASKED = Text("{finding} Kan besvaras av: {who}.", "{finding} May be answered by: {who}.")
_BEYOND = Text("Stängs inte så", "Not closed so")
_ASSUMED = Text("Vad som skulle ändra svaret", "What would change the answer")
_NO_GAPS = Text(
    "Det finns ingen sådan lucka att stänga; med --possible räknas även möjliga luckor.",
    "There is no such gap to close; with --possible, possible gaps count too.",
)
_UNFIT = Text(
    "{number} sätt kunde inte skrivas som ett scenario: de rör uppgifter i lager som annars är avstängda.",
    "{number} ways could not be written as a scenario: they touch facts in layers that are otherwise off.",
)
_ROW = {
    "change": Text("ändring", "change"),
    "opens": Text("öppnar", "opens"),
    "ask": Text("ta reda på", "find out"),
    "beyond": Text("stängs inte så", "not closed so"),
    "assumption": Text("antagande", "assumption"),
}
_COLUMNS = (
    Column("row", Text("Rad", "Row")),
    Column("proposal", Text("Förslag", "Proposal")),
    Column("sort", Text("Slag", "Sort")),
    Column("text", Text("Ändring, lucka eller antagande", "Change, gap or assumption")),
    Column("cost", Text("Kostnad", "Cost")),
    Column("closes", Text("Stänger", "Closes")),
    Column("then", Text("Då, eller i stället", "Then, or instead")),
    Column("id", Text("Id", "Id"), detail=True),
)
