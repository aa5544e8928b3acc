"""Two names for what is likely one thing, or one name for two.

Looks at the structure's own records (with what it builds on, where that is the other one of the two) and finds pairs

- that are said to be the same (`same_as`), which is only implied or probable; and
- of the same kind that have a name or an alias in common, apart from accents, capitals and hyphens. They are told apart
  when they state different areas, levels or wholes: every county may have its own regional council.

Always **possible**, one finding for each pair: which it is, only somebody who knows can say. A pair that is stated to
be the same is no conflict, and neither is one where a change says that the one replaced the other. Only names in
Swedish are compared, as they stand in the sources; English ones are translations. Of seats, responsibilities and other
records that are known by what they connect, only `same_as` is looked at. What it does not see: names that are merely
alike.

Example:

```yaml
bodies:
  - {id: samordning, name: {sv: Samordningsgruppen, en: Coordination Group}, source: {in: s}}
  - id: samverkan
    name: {sv: Samverkansgruppen, en: Collaboration Group}
    same_as: {id: samordning, certainty: probable}
    source: {in: s}
```

```text
possible: Collaboration Group and Coordination Group are probably one under two names; the source does not settle it.
```
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from civo.findings import Verdict
from civo.records import Record
from civo.rules.rule import Found, Gap, as_one
from civo.structure import Structure
from civo.words import Text, folded

TITLE = Text("Två namn, troligen en och samma", "Two names, likely one thing")
WHY = Text(
    "Räknas en grupp två gånger, eller två som en, stämmer varken antal, ansvar eller bilder.",
    "If one group is counted twice, or two as one, neither numbers nor duties nor figures are right.",
)
WHO = Text("den som har skrivit källan, eller den som samordnar", "whoever wrote the source, or whoever coordinates")
CLOSE = Text(
    "Ta reda på om det är samma. Ange det i så fall (`same_as`, `certainty: stated`), eller ge dem olika namn.",
    "Find out whether they are the same. If so, state it (`same_as`, `certainty: stated`), or give them other names.",
)


def find(structure: Structure) -> Found:
    """One finding for each pair."""
    settled = _settled(structure)
    said = _said(structure)
    gaps: dict[frozenset[str], Gap] = {
        pair: gap for pair, (sure, gap) in said.items() if not sure and pair not in settled
    }
    settled |= said.keys()
    checked = len(said)
    for kind, traits in _TOLD_APART_BY.items():
        records = structure.records.get(kind, ())
        checked += sum(map(structure.is_own, (record for record in records if record.name.sv)))
        for name, a, b in _same_names(structure, records, traits):
            pair = frozenset((a.id, b.id))
            if pair not in settled and pair not in gaps:
                filled = _ONE_NAME.filled(name=name, a=_described(a, name), b=_described(b, name))
                gaps[pair] = Gap(Verdict.POSSIBLE, as_one(records=pair), filled, (a, b), subjects=(a.id, b.id))
    return Found(checked, list(gaps.values()))


def _settled(structure: Structure) -> set[frozenset[str]]:
    """The pairs of which the one is stated to have replaced the other."""
    return {
        frozenset(pair) for c in structure.changes for pair in product(c.replaces, c.results) if c.status == "existing"
    }


def _said(structure: Structure) -> dict[frozenset[str], tuple[bool, Gap]]:
    """Each pair that is said to be the same: whether that is stated, and the finding if it is not."""
    said: dict[frozenset[str], tuple[bool, Gap]] = {}
    for _, record in structure.all_records():
        for same in record.same_as if record.same_as and structure.is_own(record) else ():
            other = structure.get(same.id)
            if other is None or other is record:
                continue
            pair = frozenset((record.id, other.id))
            sentence = _PROBABLE if same.certainty == "probable" else _IMPLIED
            gap = Gap(
                Verdict.POSSIBLE,
                as_one(records=pair),
                sentence.filled(a=record.label, b=other.label),
                (record, other),
                subjects=(record.id, other.id),
            )
            known, first = said.get(pair, (False, gap))
            said[pair] = (known or same.certainty == "stated", first)
    return said


def _same_names(
    structure: Structure, records: Sequence[Record], traits: tuple[str, ...]
) -> Iterator[tuple[str, Record, Record]]:
    """The name and the records of each pair, one of them own, that share a name and are not told apart."""
    first: dict[str, tuple[str, Record]] = {}
    sharing: dict[str, dict[str, tuple[str, Record]]] = {}
    for record in records:
        for name in filter(None, (record.name.sv, *record.aliases)):
            known = first.setdefault(folded(name), (name, record))
            if known[1] is not record:
                some = sharing.setdefault(folded(name), {known[1].id: known})
                some.setdefault(record.id, (name, record))
    for called in first:
        for (name, a), (_, b) in _pairs(list(sharing[called].values())) if called in sharing else ():
            if (structure.is_own(a) or structure.is_own(b)) and not _told_apart(a, b, traits):
                yield name, a, b


def _pairs(sharing: list[tuple[str, Record]]) -> Iterator[tuple[tuple[str, Record], tuple[str, Record]]]:
    """The pairs that may be one: those of one area, and those of no stated area with all."""
    by_area: dict[object, list[tuple[str, Record]]] = {}
    for one in sharing:
        by_area.setdefault(getattr(one[1], "area", None), []).append(one)
    nowhere = by_area.pop(None, [])
    yield from combinations(nowhere, 2)
    for somewhere in by_area.values():
        yield from combinations(somewhere, 2)
        yield from product(nowhere, somewhere)


def _told_apart(a: Record, b: Record, traits: tuple[str, ...]) -> bool:
    """Whether both state something by which they differ."""
    for trait in traits:
        of_a, of_b = getattr(a, trait, None), getattr(b, trait, None)
        if of_a and of_b and of_a != of_b:
            return True
    return False


def _described(record: Record, name: str) -> Text:
    """The record by its name, with its id where the name is the one that it shares."""
    label = record.label
    if folded(label.sv) != folded(name):
        return label
    return Text(f"{label.sv} ({record.id})", f"{label.en or label.sv} ({record.id})")


_TOLD_APART_BY = {
    "levels": (),
    "kinds": (),
    "areas": ("type", "code", "part_of"),
    "organizations": ("kind", "area", "level", "unit_of"),
    "collectives": ("members",),
    "roles": ("held_in",),
    "arrangements": ("area", "levels"),
    "bodies": ("area", "level", "part_of"),
    "issues": ("type", "part_of"),
    "plans": ("area", "scope"),
    "goals": ("number",),
}
"""The kinds of record that are known by their names, and what tells two of one name apart when both state it."""

_PROBABLE = Text(
    "{a} och {b} är troligen en och samma under två namn; källan avgör det inte.",
    "{a} and {b} are probably one under two names; the source does not settle it.",
)
_IMPLIED = Text(
    "Att {a} och {b} är en och samma under två namn är underförstått men inte uttalat.",
    "That {a} and {b} are one under two names is implied but not stated.",
)
_ONE_NAME = Text(
    "Både {a} och {b} kallas ”{name}”; om de är en och samma sägs inte.",
    'Both {a} and {b} are called "{name}"; whether they are one is not said.',
)
