"""The issues, the gaps issue by issue, and the open questions by who may answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from civo.answers import Cell, Table
from civo.findings import Evidence, Finding, GapReport, Verdict
from civo.gaps import titles
from civo.queries.common import CERTAINTY, as_part
from civo.queries.issues import issues
from civo.records import Body, Certainty, Inquiry, Level, Record, Remark, Seat
from civo.report.citing import in_units, sentence, units
from civo.report.crowds import AT_ONCE, FIRST, MANY, counted, crowds, named_or_counted
from civo.report.levels import Drawn
from civo.report.purpose import remark_entry
from civo.report.relations import relation_entry, relations_of
from civo.report.remarks import remarks_by_subject
from civo.report.represented import figures_of_issues
from civo.report.wording import after, for_readers
from civo.reports import Aside, Block, Entry, Figure, Listing, Paragraph, Section, Sentence, Slot, TableBlock
from civo.rules.scope import in_words
from civo.seats.handling import handled_by
from civo.structure import Structure
from civo.withheld import gaps_notes
from civo.words import Text, capital, english, joined, swedish_order


def issue_table(structure: Structure) -> Iterator[Section]:
    """The committee's table: a row for each issue."""
    table = as_part(structure, issues(structure))
    said = [*table.notes]
    if crowds(structure):
        table = _with_crowds(structure, table)
        said.append(_HANDLED_COUNTED)
    block = TableBlock("sakfragor", in_units(structure, replace(table, notes=())))
    notes = Paragraph(tuple(map(Aside, said)))
    yield Section("sakfragor", Text("Sakfrågorna", "The issues"), 1, (Slot("sakfragor"), notes, block), wide=True)


def _with_crowds(structure: Structure, table: Table) -> Table:
    """The table with the bodies that handle each issue counted where their level has very many."""
    keys = [column.key for column in table.columns]
    issue, handled = keys.index("id"), keys.index("handled_by")

    def told(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        bodies = [body for body, _ in handled_by(structure, str(row[issue]))]
        return (*row[:handled], named_or_counted(structure, bodies) or row[handled], *row[handled + 1 :])

    return replace(table, rows=tuple(map(told, table.rows)))


def gaps_by_issue(structure: Structure, report: GapReport, drawn: Drawn) -> Iterator[Section]:
    """The findings under the first issue that each is about, shortly under the others; the rest by level and body.

    Remarks on an issue stand there too. Accepted gaps stand last, with their reason.
    """
    whole: list[Block] = [Slot("luckor"), *_not_all(structure)]
    by_issue, rest = _grouped(report.findings)
    remarks = structure.once(remarks_by_subject)
    own = [issue for issue in structure.issues if structure.is_own(issue)]
    touched = {i for finding in report.findings for i in _concerned(structure, finding)}
    if (free := [issue for issue in own if issue.id not in touched]) and structure.gaps_told != "none":
        words = _NO_FINDING_SHOWN if gaps_notes(structure.loaded) else _NO_FINDING
        text = words.filled(names=joined(issue.label for issue in free))
        whole.append(Paragraph((sentence(structure, text, *free),)))
    whole += map(Figure, figures_of_issues(drawn))
    yield Section("luckor", Text("Luckor, fråga för fråga", "Gaps, issue by issue"), 1, tuple(whole))
    for issue in dict.fromkeys([*(issue.id for issue in own), *by_issue]):
        lines = [remark_entry(structure, remark, names=False) for remark in remarks.get(issue, ())]
        if record := structure.get(issue):
            lines += [relation_entry(structure, relation) for relation in relations_of(structure, record)]
        listing = _listing(structure, by_issue.get(issue, ()), partial(_under, issue))
        if lines or listing.entries:
            both = Listing((*lines, *listing.entries))
            yield Section(f"luckor.{issue}", structure.name(issue), 2, (both,))
    for place, findings in _placed(structure, rest):
        heading = Text("Rör ingen enskild fråga", "Concerns no single issue")
        name = structure.name(place) if place else Text("övrigt", "other matters")
        listing = _listing(structure, findings, _finding)
        yield Section(f"luckor.{place or 'ovrigt'}", after(heading, name), 2, (listing,))
    if report.accepted:
        listing = _listing(structure, report.accepted, _accepted)
        yield Section("luckor.godtagna", Text("Godtagna luckor", "Accepted gaps"), 2, (listing,))


def open_questions(structure: Structure, report: GapReport) -> Iterator[Section]:
    """What is only possible or cannot be assessed, by who may answer."""
    intro = [] if structure.gaps_told == "none" else [Paragraph((Aside(_OPEN),))]
    blocks: list[Block] = [Slot("oppna-fragor"), *intro, *_not_all(structure)]
    yield Section("oppna-fragor", Text("Öppna frågor", "Open questions"), 1, tuple(blocks))
    groups: dict[Text, list[Finding]] = {}
    for finding in report.findings:
        if finding.verdict is not Verdict.GAP:
            groups.setdefault(finding.who_may_answer, []).append(finding)
    for n, who in enumerate(sorted(groups, key=lambda who: swedish_order(who.sv)), start=1):
        listing = _listing(structure, groups[who], _question)
        yield Section(f"oppna-fragor.{n}", capital(who), 2, (listing,))


def _listing(structure: Structure, findings: Sequence[Finding], tell: Tell) -> Listing:
    """Each finding as `tell` has it; of very many, rule by rule how many there are, and a few of each, the surest."""
    if len(findings) <= MANY:
        return Listing(tuple(tell(structure, finding) for finding in findings))
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    return Listing(tuple(_counted(structure, rule, found, tell) for rule, found in by_rule.items()))


def _counted(structure: Structure, rule: str, findings: list[Finding], tell: Tell) -> Entry:
    verdicts = joined(counted(finding.verdict.text for finding in findings))
    text = _ALL if len(findings) <= FIRST else _SOME
    text = text.filled(rule=titles()[rule], verdicts=verdicts, first=FIRST, left=len(findings) - FIRST, id=rule)
    surest = sorted(findings, key=lambda finding: _SUREST_FIRST.index(finding.verdict))[:FIRST]
    return Entry(Aside(text), tuple(tell(structure, finding) for finding in surest))


def _question(structure: Structure, finding: Finding) -> Entry:
    """The finding, and below it how to answer or close it."""
    return Entry(said(structure, finding), (Entry(Aside(after(_CLOSED_BY, for_readers(finding.how_to_close)))),))


def _not_all(structure: Structure) -> Iterator[Paragraph]:
    """What a section of gaps says first where not all of them may stand in it."""
    if notes := gaps_notes(structure.loaded):
        yield Paragraph(tuple(map(Aside, notes)))


def said(structure: Structure, finding: Finding) -> Sentence:
    """A finding as a sentence after its verdict, resting on the records in its chain, or else on its subjects.

    Of very many places, the first are cited and the others counted.
    """
    records = tuple(link.id for link in finding.chain) or tuple(subject.id for subject in finding.subjects)
    text = after(capital(finding.verdict.text), finding.sentence)
    places = units(structure, (place for link in finding.chain for place in link.places))
    if len(places) > AT_ONCE:
        text = _PLACES.filled(text=text, first=FIRST, number=len(places))
        places = places[:FIRST]
    return Sentence(text, records, places)


def _finding(structure: Structure, finding: Finding) -> Entry:
    """The finding, and below it its rule, how sure its evidence is, and which records that is."""
    told = said(structure, finding)
    below = [Entry(Sentence(after(_RULE, titles()[finding.rule]), told.records))]
    if finding.chain:
        rests = Text(f"{_rests(structure, finding, 'sv')}.", f"{_rests(structure, finding, 'en')}.")
        below.append(Entry(Sentence(rests, told.records)))
    return Entry(told, tuple(below))


def _rests(structure: Structure, finding: Finding, language: str) -> str:
    names = list(dict.fromkeys(_evidence(structure, link) for link in finding.chain))
    if len(names) > AT_ONCE:
        names = [*names[:FIRST], _AND_MORE.filled(number=len(names) - FIRST)]
    told = "; ".join(name.sv if language == "sv" else english(name) for name in names)
    sure = _certainty(structure, finding)
    head = Text(f"Bygger på ({sure.sv})", f"Rests on ({sure.en})")
    return f"{head.sv if language == 'sv' else head.en}: {told}"


def _evidence(structure: Structure, link: Evidence) -> Text:
    """What to call a record that a finding rests on: its name, or what it is a fact on where it has none."""
    record = structure.get(link.id)
    return in_words(structure, record) if record else link.name


def _certainty(structure: Structure, finding: Finding) -> Text:
    """The least certainty in the chain."""
    told: list[Certainty] = [r.certainty for link in finding.chain if (r := structure.get(link.id))]
    weakest: Certainty = next((word for word in _WEAKEST_FIRST if word in told), "stated")
    return CERTAINTY[weakest]


def _under(issue: str, structure: Structure, finding: Finding) -> Entry:
    """The finding under one of its issues: whole under the first, shortly under the others."""
    return (_finding if _issues(finding)[0] == issue else _shortly)(structure, finding)


def _shortly(structure: Structure, finding: Finding) -> Entry:
    """What rule has found what, with the issue that it is told under in full."""
    told = said(structure, finding)
    first = next(subject.name for subject in finding.subjects if subject.kind == "issues")
    rule = titles()[finding.rule]
    short = Text(f"{rule.sv}; se under {first.sv}.", f"{english(rule)}; see under {english(first)}.")
    return Entry(replace(told, text=after(capital(finding.verdict.text), short)))


def _accepted(structure: Structure, finding: Finding) -> Entry:
    told = said(structure, finding)
    reason = after(Text("Godtagen", "Accepted"), finding.accepted or Text(""))
    return Entry(told, (Entry(Sentence(reason, told.records)),))


def _issues(finding: Finding) -> list[str]:
    """The issues that a finding is about."""
    return [subject.id for subject in finding.subjects if subject.kind == "issues"]


def _concerned(structure: Structure, finding: Finding) -> Iterator[str]:
    """All that a finding is about, and all that the records are about that it rests on."""
    yield from (subject.id for subject in finding.subjects)
    for link in finding.chain:
        record = structure.get(link.id)
        yield link.id
        if isinstance(record, (Remark, Inquiry)):
            yield from record.about


def _grouped(findings: Iterable[Finding]) -> tuple[dict[str, list[Finding]], list[Finding]]:
    by_issue: dict[str, list[Finding]] = {}
    rest = []
    for finding in findings:
        for issue in _issues(finding):
            by_issue.setdefault(issue, []).append(finding)
        if not _issues(finding):
            rest.append(finding)
    return by_issue, rest


def _placed(structure: Structure, findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """The findings by level, from the highest down, and within it by body; last, those of no level, under ""."""
    groups: dict[str, list[Finding]] = {level: [] for level in (*structure.level_order, "")}
    for finding in findings:
        groups[_level(structure, finding)].append(finding)
    return [(level, sorted(found, key=_body)) for level, found in groups.items() if found]


def _level(structure: Structure, finding: Finding) -> str:
    records = [structure.get(i) for i in (*(s.id for s in finding.subjects), *(link.id for link in finding.chain))]
    return next((level for record in records if (level := _level_of(structure, record))), "")


def _level_of(structure: Structure, record: Record | None) -> str:
    if isinstance(record, Level):
        return record.id
    if isinstance(record, Seat):
        record = structure.get(record.body)
    return (record.level or "") if isinstance(record, Body) else ""


def _body(finding: Finding) -> str:
    return next((subject.id for subject in finding.subjects if subject.kind == "bodies"), "")


_SUREST_FIRST = tuple(Verdict)
_WEAKEST_FIRST: tuple[Certainty, ...] = ("probable", "implied", "stated")
Tell = Callable[[Structure, Finding], Entry]
_ALL = Text("{rule} ({verdicts})", "{rule} ({verdicts})")
_SOME = Text(
    "{rule} ({verdicts}): här står {first}, de säkraste först; {left} till ger civo gaps --rule {id} --format csv",
    "{rule} ({verdicts}): here stand {first}, the surest first; {left} more by civo gaps --rule {id} --format csv",
)
_PLACES = Text(
    "{text} (Här anges {first} av {number} ställen i källorna.)",
    "{text} (Here {first} of {number} places in the sources are given.)",
)
_HANDLED_COUNTED = Text(
    "Organ på nivåer som har många är räknade under ”Hanteras av”. Alla: civo issue FRÅGA, eller tabeller/fragor.csv som "
    "civo build skriver.",
    'Bodies of levels that have many are counted under "Handled by". All of them: civo issue ISSUE, or '
    "tabeller/fragor.csv, which civo build writes.",
)
_AND_MORE = Text("{number} till", "{number} more")
_RULE = Text("Regel", "Rule")
_CLOSED_BY = Text("Så besvaras eller stängs den", "How to answer or close it")
_NO_FINDING = Text("Inget fynd rör {names}.", "No finding concerns {names}.")
_NO_FINDING_SHOWN = Text("Inget av de fynd som visas rör {names}.", "None of the findings shown concerns {names}.")
_OPEN = Text(
    "Här står det som bara är en möjlig lucka, eller som inte går att bedöma, efter vem som kan svara.",
    "Here stands what is only a possible gap, or cannot be assessed, by who may answer.",
)
