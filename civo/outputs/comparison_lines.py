"""A comparison as headed lists of sentences: what the readable formats share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from civo.answers import Cell
from civo.differences import Comparison, Difference, FieldChange, GapDifference, GapWhat, Item, What
from civo.findings import Finding, Verdict
from civo.kind_words import KIND_WORDS
from civo.outputs.cells import cell_text
from civo.words import Language, Text


class Line(NamedTuple):
    """A sentence, with what stands below it."""

    text: str
    below: tuple[str, ...] = ()


class Part(NamedTuple):
    """A heading, with its sentences."""

    heading: str
    lines: tuple[Line, ...]


def comparison_parts(comparison: Comparison, language: Language) -> Iterator[Part]:
    """What has become of records, then of gaps: a part for each sort of difference that there is."""
    for heading, differences in comparison.parts():
        lines = _doubts if differences[0].what is What.UNKNOWN else _records
        yield Part(f"{heading.in_language(language)} ({len(differences)})", tuple(lines(differences, language)))
    for heading, gaps in comparison.gap_parts():
        yield Part(f"{heading.in_language(language)} ({len(gaps)})", tuple(_gap(gap, language) for gap in gaps))


def side_lines(comparison: Comparison, language: Language) -> tuple[str, str]:
    """What is compared, a line for each side."""
    sides = ((Text("Före", "Before"), comparison.before), (Text("Efter", "After"), comparison.after))
    before, after = (f"{word.in_language(language)}: {side.text.in_language(language)}" for word, side in sides)
    return before, after


# Records


def _records(differences: tuple[Difference, ...], language: Language) -> Iterator[Line]:
    """A line for each; seats stand below their body, where it has come or gone with them."""
    bodies = {d.item.id for d in differences if d.item.kind == "bodies" and not d.fields}
    seats: dict[str, list[Item]] = {}
    for difference in differences:
        if difference.what in (What.ADDED, What.ENDED) and difference.item.under in bodies:
            seats.setdefault(difference.item.under, []).append(difference.item)
    for difference in differences:
        item = difference.item
        if item.under in seats:
            continue
        below = [says.in_language(language) for says in item.says]
        below += [_change(change, language) for change in difference.fields]
        below += [_below_body(seat, language) for seat in seats.get(item.id, ())]
        places = [*dict.fromkeys(place for i in (*difference.before, *difference.after) for place in i.places)]
        if places and all(change.key != "source" for change in difference.fields):
            below.append(f"{Text('källa', 'source').in_language(language)}: {'; '.join(places)}")
        yield Line(difference.sentence.in_language(language), tuple(below))


def _below_body(seat: Item, language: Language) -> str:
    says = "; ".join(text.in_language(language) for text in seat.says)
    return f"{KIND_WORDS[seat.kind].word.in_language(language)}: {says or seat.name.in_language(language)}"


def _doubts(differences: tuple[Difference, ...], language: Language) -> Iterator[Line]:
    """What is unknown for the same reason in one line, kind by kind; then what has changed besides, and unknown holders."""
    together: dict[str, dict[str, list[str]]] = {}
    for difference in differences:
        if difference.why.sv:
            kinds = together.setdefault(difference.why.in_language(language), {})
            kinds.setdefault(difference.item.kind, []).append(difference.item.name.in_language(language))
    for why, kinds in together.items():
        below = (f"{_kinds(kind, names, language)}: {'; '.join(names)}" for kind, names in kinds.items())
        yield Line(f"{why[:1].upper()}{why[1:]}", tuple(below))
    for difference in differences:
        told = [change for change in difference.fields if change.key != "holder" or not difference.why.sv]
        if told:
            name = difference.item.name.in_language(language)
            text = name if difference.why.sv else difference.sentence.in_language(language)
            yield Line(text, tuple(_change(change, language) for change in told))


def _kinds(kind: str, names: list[str], language: Language) -> str:
    words = KIND_WORDS[kind]
    return (words.word if len(names) == 1 else words.plural).in_language(language)


def _change(change: FieldChange, language: Language) -> str:
    """A field with what it was and is; of lists that share something, what came and what went."""
    heading = change.heading.in_language(language)
    was, now = _listed(change.before, language), _listed(change.after, language)
    if not set(was).isdisjoint(now):
        come, gone = [x for x in now if x not in was], [x for x in was if x not in now]
        told = [(Text("tillkom", "added"), come), (Text("utgick", "taken away"), gone)]
        said = "; ".join(f"{word.in_language(language)} {', '.join(items)}" for word, items in told if items)
        if said:
            return f"{heading}: {said}"
    return f"{heading}: {', '.join(was) or '–'} → {', '.join(now) or '–'}"


def _listed(cell: Cell, language: Language) -> list[str]:
    parts = cell if isinstance(cell, tuple) else (cell,)
    return [text for part in parts if (text := cell_text(part, language))]


# Gaps


def _gap(gap: GapDifference, language: Language) -> Line:
    told = gap.after or gap.before
    sentences = [finding.sentence.in_language(language) for finding in told]
    head = _standing(gap).in_language(language)
    below = [gap.why.in_language(language)] if gap.why.sv else []
    earlier = [s for f in gap.before if gap.after and (s := f.sentence.in_language(language)) not in sentences]
    below += [f"{Text('före', 'before').in_language(language)}: {sentence}" for sentence in earlier]
    for word, subjects in ((Text("nu även", "now also"), gap.gained), (Text("inte längre", "no longer"), gap.lost)):
        if subjects:
            names = ", ".join(subject.name.in_language(language) for subject in subjects)
            below.append(f"{word.in_language(language)}: {names}")
    return Line(f"{head[:1].upper()}{head[1:]}: {' '.join(sentences)} ({gap.rule})", tuple(below))


def _standing(gap: GapDifference) -> Text:
    """The verdict; where it has changed, from which to which."""
    was, now = _verdict(gap.before, gap.verdicts[0]), _verdict(gap.after, gap.verdicts[1])
    here = now if gap.after else was
    if gap.what is GapWhat.UNCLEAR:
        side = Text("bara efter", "only after") if gap.after else Text("bara före", "only before")
        return Text(f"{here.sv} ({side.sv})", f"{here.en} ({side.en})")
    if gap.what is GapWhat.CHANGED and was != now:
        return Text(f"{was.sv} → {now.sv}", f"{was.en} → {now.en}")
    return here


def _verdict(findings: tuple[Finding, ...], verdict: Verdict | None) -> Text:
    if verdict is None:
        return Text("inget fynd", "no finding")
    if all(finding.accepted is not None for finding in findings):
        return Text(f"{verdict.text.sv}, godtagen", f"{verdict.text.en}, accepted")
    return verdict.text
