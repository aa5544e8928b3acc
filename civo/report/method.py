"""How the report was made: what the answers mean, which rules were used, what was checked, what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from civo.answers import Column, Table
from civo.checking import Checked
from civo.findings import GapReport, Verdict
from civo.gaps import done, rule_table
from civo.publicity import internal_numbers
from civo.queries.common import date_notes
from civo.report.crowds import FIRST, MANY, crowds
from civo.report.wording import for_readers
from civo.reports import Aside, Entry, Listing, Paragraph, Section, Slot, TableBlock
from civo.structure import Structure
from civo.withheld import WHY_GAPS, audience_notes, gaps_notes, silence
from civo.words import Text


def method(structure: Structure, report: GapReport, result: Checked) -> Iterator[Section]:
    """What yes, no and unknown mean, what was checked, and the rules with what each found."""
    heading = Text("Metod och reservationer", "Method and reservations")
    counted = [_COUNTED.filled(many=MANY, first=FIRST)] if crowds(structure) else []
    unknown = _UNKNOWN.filled(why=silence(structure.loaded))
    values = Paragraph(tuple(map(Aside, (*_VALUES, unknown, *_EVIDENCE, *counted, *date_notes(structure)))))
    yield Section("metod", heading, 1, (Slot("metod"), values))
    said = [*result.said, *done(report, by_title=True), *gaps_notes(structure.loaded)]
    checked = Listing(tuple(Entry(Aside(text)) for text in said))
    yield Section("metod.kontrollerat", Text("Vad som är kontrollerat", "What was checked"), 2, (checked,))
    if report.runs:
        rules = TableBlock("regler", _rules(report), is_facts=False)
        yield Section("metod.regler", Text("Reglerna", "The rules"), 2, (rules,), wide=True)


def publicity(structure: Structure, figures: Iterable[Text]) -> Iterator[Section]:
    """What was left out because it is not open; for those who may see everything, how much of it is not.

    `figures` is what to say of those that are not shown.
    """
    why = [] if structure.gaps_told == "all" else [WHY_GAPS]
    said = [*audience_notes(structure.loaded), *why, *figures]
    if not said:
        number = sum(internal_numbers(structure.loaded).values())
        said = [_ALL_OPEN if not number else _INTERNAL.filled(number=number)]
    yield Section("utelamnat", LEFT_OUT, 1, (Slot("utelamnat"), Paragraph(tuple(map(Aside, said)))))


def _rules(report: GapReport) -> Table:
    """Each rule that was used: what it looks for, why, how to close what it finds, and what it did."""
    pages = {str(row[0]): row for row in rule_table().rows}
    rows = []
    for run in report.runs:
        _, title, why, _, close = pages[run.rule]
        found = [sum(f.verdict is verdict for f in run.findings) for verdict in Verdict]
        rows.append(
            (title, run.rule, why, for_readers(close) if isinstance(close, Text) else close, run.checked, *found)
        )
    return Table(Text("Regler som är prövade", "Rules that were tried"), _COLUMNS, tuple(rows))


LEFT_OUT = Text("Utelämnat av hänsyn till sekretess", "Left out for publicity reasons")
_ALL_OPEN = Text(
    "Ingenting är utelämnat, och ingen uppgift är märkt som intern.",
    "Nothing is left out, and no record is marked internal.",
)
_INTERNAL = Text(
    "Ingenting är utelämnat: {number} uppgifter är märkta som interna. En öppen rapport görs med --audience open.",
    "Nothing is left out: {number} records are marked internal. An open report is made with --audience open.",
)
_VALUES = (
    Text(
        "Svaren är tre: ja, nej och okänt.",
        "There are three answers: yes, no and unknown.",
    ),
    Text(
        "Ja står där en källa säger det.",
        "Yes stands where a source says so.",
    ),
    Text(
        "Nej står bara där en källa säger att något inte är så, eller där en lista är sluten: alla platser är uppräknade.",
        "No stands only where a source says that something is not so, or where a list is closed: all seats are listed.",
    ),
)
_UNKNOWN = Text("Okänt står där {why}.", "Unknown stands where {why}.")
_EVIDENCE = (
    Text(
        "En lucka är säker, en möjlig lucka vilar på något underförstått eller på en öppen lista, och det som inte går att "
        "bedöma saknar underlag.",
        "A gap is sure, a possible gap rests on something implied or on an open list, and what cannot be assessed lacks "
        "evidence.",
    ),
    Text(
        "Rapporten är gjord ur filer där varje uppgift har en källa; siffrorna inom hakparentes leder till listan över källor.",
        "The report is made from files in which every fact has a source; the numbers in brackets lead to the list of sources.",
    ),
)
_COUNTED = Text(
    "Mer än {many} organ på en nivå är räknade efter område, och av mer än {many} fynd i ett avsnitt står {first} "
    "enligt varje regel: vad som inte är uppräknat är sagt där det är räknat, med hur det tas fram.",
    "More than {many} bodies at a level are counted by area, and of more than {many} findings in a section {first} "
    "of each rule stand there: what is not told one by one is said where it is counted, with how to get it.",
)
_COLUMNS = (
    Column("title", Text("Regel", "Rule")),
    Column("rule", Text("Regel-id", "Rule id"), detail=True),
    Column("why", Text("Varför det spelar roll", "Why it matters")),
    Column("close", Text("Så stängs den", "How to close it")),
    Column("checked", Text("Prövat", "Tried")),
    Column("gaps", Text("Luckor", "Gaps")),
    Column("possible", Text("Möjliga", "Possible")),
    Column("not_assessable", Text("Går inte att bedöma", "Not assessable")),
)
