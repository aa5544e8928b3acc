"""A comparison as a table, for formats made of rows; and how much there is of each difference."""

from __future__ import annotations

from collections.abc import Iterator

from civo.answers import Cell, Column, Fact, Table
from civo.comparing.fields import kind_word
from civo.differences import GAP_HEADINGS, HEADINGS, Comparison, Difference, GapDifference, What
from civo.findings import Finding
from civo.kind_words import KIND_WORDS
from civo.queries.common import DECLARED, SOURCE
from civo.words import Language, Text


def comparison_table(comparison: Comparison) -> Table:
    """A row for each record that differs, or for each of its fields where it has changed, and for each gap.

    `what` says what has become of it, in the words of What and GapWhat, the same in every language.
    """
    rows = [
        *(row for difference in comparison.differences for row in _rows(difference)),
        *(_gap_row(gap) for gap in comparison.gaps),
    ]
    facts = tuple(
        Fact(key, heading, side.text)
        for key, heading, side in (
            ("before", Text("Före", "Before"), comparison.before),
            ("after", Text("Efter", "After"), comparison.after),
        )
    )
    return Table(
        Text("Jämförelse", "Comparison"), _COLUMNS, tuple(rows), (*counted(comparison), *comparison.notes), facts
    )


def _rows(difference: Difference) -> Iterator[tuple[Cell, ...]]:
    was, now = difference.before, difference.after
    item = difference.item
    common: tuple[Cell, ...] = (
        difference.what.value,
        kind_word(item.kind),
        tuple(i.name for i in (now or was)),
        tuple(i.id for i in (now or was)),
    )
    end: tuple[Cell, ...] = (
        difference.sentence,
        tuple(dict.fromkeys(place for i in (*was, *now) for place in i.places)),
        tuple(dict.fromkeys(i.declared for i in (*was, *now))),
    )
    if difference.what is What.RENAMED:
        yield (*common, None, tuple(i.name for i in was), tuple(i.name for i in now), *end)
    elif not difference.fields:
        yield (*common, None, tuple(s for i in was for s in i.says), tuple(s for i in now for s in i.says), *end)
    for change in difference.fields:
        yield (*common, change.heading, change.before, change.after, *end)


def _gap_row(gap: GapDifference) -> tuple[Cell, ...]:
    findings = gap.after or gap.before
    return (
        f"gap-{gap.what.value}",
        gap.title,
        tuple(dict.fromkeys(subject.name for finding in findings for subject in finding.subjects)),
        tuple(dict.fromkeys(subject.id for finding in findings for subject in finding.subjects)),
        None,
        tuple(map(_finding, gap.before)),
        tuple(map(_finding, gap.after)),
        gap.why,
        tuple(dict.fromkeys(place for finding in findings for link in finding.chain for place in link.places)),
        tuple(dict.fromkeys(str(link.position) for finding in findings for link in finding.chain)),
    )


def _finding(finding: Finding) -> Text:
    verdict = finding.verdict.text
    return Text(f"{verdict.sv}: {finding.sentence.sv}", f"{verdict.en}: {finding.sentence.en}")


def counted(comparison: Comparison) -> list[Text]:
    """How many records and gaps of each sort differ, and how many do not."""
    records = [(heading, len(comparison.of(what))) for what, heading in HEADINGS.items()]
    gaps = [(heading, len(comparison.gaps_of(what))) for what, heading in GAP_HEADINGS.items()]
    said = [] if comparison.differences else [_NO_RECORDS]
    if not comparison.gaps and comparison.gaps_told != "none":
        said.append(_NO_GAPS if comparison.gaps_told == "all" else _NO_GAPS_SHOWN)
    for told in (records, gaps):
        if found := [(heading, count) for heading, count in told if count]:
            sv, en = (", ".join(f"{h.in_language(lang).lower()}: {n}" for h, n in found) for lang in LANGUAGES)
            said.append(Text(f"{sv[:1].upper()}{sv[1:]}.", f"{en[:1].upper()}{en[1:]}."))
    same = [(KIND_WORDS[kind].plural, count) for kind, count in comparison.unchanged]
    same += [(Text("fynd", "findings"), comparison.gaps_unchanged)] if comparison.gaps_unchanged else []
    sv, en = (", ".join(f"{h.in_language(lang)} {n}" for h, n in same) for lang in LANGUAGES)
    return [*said, Text(f"Oförändrat: {sv}.", f"Unchanged: {en}.")] if same else said


_NO_RECORDS = Text("Inga skillnader i uppgifterna.", "No differences in the records.")
_NO_GAPS = Text("Inga skillnader i luckorna.", "No differences in the gaps.")
_NO_GAPS_SHOWN = Text("Inga skillnader i de luckor som visas.", "No differences in the gaps that are shown.")
LANGUAGES: tuple[Language, Language] = ("sv", "en")
_COLUMNS = (
    Column("what", Text("Vad", "What")),
    Column("kind", Text("Sort eller regel", "Kind or rule")),
    Column("name", Text("Namn", "Name")),
    Column("id", Text("Id", "Id"), detail=True),
    Column("field", Text("Fält", "Field")),
    Column("before", Text("Före", "Before")),
    Column("after", Text("Efter", "After")),
    Column("sentence", Text("Säger", "Says")),
    SOURCE,
    DECLARED,
)
