"""Two lead the same thing at the same time.

Looks at everything that somebody leads, one thing at a time: issues with a responsibility of the degree `lead`; issues,
bodies, arrangements, areas and levels that an existing relation `leads` or `coordinates`; bodies with a `lead`. Only what
existing records say counts, and at least one of the two has to be the structure's own.

It is a **gap** when two different ones are stated to lead the same at the same level, in modes that overlap, at the date.
It is **possible** when one of these is not said of both (a responsibility without a level, or with modes where the other
has none), when the one leads and the other co-ordinates, when a relation covers only some of it (`extent`), when the two
may be one under two names, or when a record is implied, probable, or of another time.

No double lead are: leads at different levels or in modes that do not meet; an organisation and its unit, its collective,
its kind or a role in it; two names that are stated to be one (`same_as`); and organisations of areas that do not overlap,
when what they lead has no area of its own (an issue, a level): each then leads in its own. A responsibility of a kind or
a selection is one lead, and one that names several organisations is several.

All things that the same ones lead are one finding. What it does not see: who leads a part when somebody else leads the
whole, and whether the two agree on how to share it.

Example:

```yaml
issues:
  - {id: vatten, name: {sv: vattenförsörjning, en: water supply}, source: {in: s}}
responsibilities:
  - {id: en, issue: vatten, who: [lst-a], degree: lead, level: regional, source: {in: s}}
  - {id: annan, issue: vatten, who: [region-a], degree: lead, level: regional, source: {in: s}}
```

```text
gap: More than one lead for water supply (Regional level): County Board A and Region A.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from civo.findings import Verdict
from civo.records import Body, Organization, Record, Relation, Responsibility, Role
from civo.rules.rule import Found, Gap, each
from civo.rules.scope import named, other_names
from civo.structure import Structure
from civo.words import NO_TEXT, Text, joined

TITLE = Text("Dubbel ledning", "Two leads")
WHY = Text(
    "När två leder samma sak får de andra olika besked, eller så väntar båda på den andra.",
    "When two lead the same thing the others are told different things, or both wait for the other.",
)
WHO = Text("de som leder, och den som har gett dem uppgiften", "those who lead, and whoever gave them the task")
CLOSE = Text(
    "Ange vem av dem som leder, eller skilj dem åt: nivå, läge eller del av frågan.",
    "State which of them leads, or tell them apart: by level, by mode or by part of the issue.",
)


class _Lead(NamedTuple):
    """One who leads: what says so, whom it means, at which level, in which modes and how."""

    record: Record
    id: str
    name: Text
    subjects: tuple[str, ...]
    members: frozenset[str] | None
    """The organisations that it may be, and itself; None where nothing is known of that."""
    level: str | None = None
    level_said: bool = True
    """Whether no level means every level; of a responsibility it is only not said."""
    modes: frozenset[str] | None = None
    """Empty where they are not said, None where they are all meant."""
    verb: str = "leads"
    partial: bool = False


class _Double(NamedTuple):
    """Two or more who lead the same: why that is not certain (nothing when it is), at which levels, and who."""

    doubts: tuple[Text, ...]
    levels: tuple[str, ...]
    leads: tuple[_Lead, ...]


def find(structure: Structure) -> Found:
    """One finding for all things that the same ones lead."""
    leads: dict[str, list[_Lead]] = {}
    for thing, lead in _all_leads(structure):
        leads.setdefault(thing, []).append(lead)
    together: dict[object, tuple[_Double, list[str], dict[str, Record]]] = {}
    for thing, told in leads.items():
        double = _double(structure, thing, told) if len(told) > 1 else None
        if double:
            key = (tuple(lead.id for lead in double.leads), double.doubts, double.levels)
            _, things, records = together.setdefault(key, (double, [], {}))
            things.append(thing)
            records.update((lead.record.id, lead.record) for lead in double.leads)
    checked = sum(any(structure.is_own(lead.record) for lead in told) for told in leads.values())
    return Found(checked, [_gap(structure, *found) for found in together.values()])


def _all_leads(structure: Structure) -> Iterator[tuple[str, _Lead]]:
    for responsibility in structure.responsibilities:
        if responsibility.degree == "lead" and responsibility.status == "existing":
            for lead in _responsible(structure, responsibility):
                yield from ((issue, lead) for issue in responsibility.issue if structure.get(issue))
    for relation in structure.relations:
        if relation.does in ("leads", "coordinates") and relation.status == "existing":
            for who in relation.who:
                lead = _related(structure, relation, who)
                yield from ((what, lead) for what in relation.what if structure.get(what))
    for body in structure.bodies:
        if body.status == "existing":
            for who in body.lead:
                yield body.id, _Lead(body, who, structure.name(who), (who,), _who(structure, who))


def _responsible(structure: Structure, said: Responsibility) -> Iterator[_Lead]:
    more = (said.level, said.level is not None, frozenset[str](said.mode), "either")
    if said.who.ids and not said.who.kind:
        for who in said.who.ids:
            yield _Lead(said, who, structure.name(who), (who,), _who(structure, who), *more)
    else:
        name = structure.selector_name(said.who)
        members = structure.with_units(structure.member_set(said.who))
        yield _Lead(said, str(said.who), name, said.who.kind, members, *more)


def _related(structure: Structure, said: Relation, who: str) -> _Lead:
    partial = said.extent in ("most", "some", "mainly", "for-example")
    members = _who(structure, who)
    return _Lead(said, who, structure.name(who), (who,), members, said.level, verb=said.does, partial=partial)


def _who(structure: Structure, who: str) -> frozenset[str] | None:
    record = structure.get(who)
    if isinstance(record, Role):
        return structure.with_units(structure.member_set(record.held_in)) | {who} if record.held_in else None
    return structure.with_units(frozenset((who, *structure.actor_members(who))))


def _double(structure: Structure, thing: str, told: list[_Lead]) -> _Double | None:
    """Those who lead a thing together with another: the certain ones where there are any."""
    sure: dict[str, _Lead] = {}
    unsure: dict[str, _Lead] = {}
    doubts: dict[Text, None] = {}
    for a, b in combinations(told, 2):
        if a.id in sure and b.id in sure:
            continue
        why = _doubts(structure, thing, a, b)
        if why == []:
            sure.update({a.id: a, b.id: b})
        elif why:
            unsure.update({a.id: a, b.id: b})
            doubts.update(dict.fromkeys(why))
    leads = tuple((sure or unsure).values())
    levels = tuple(dict.fromkeys(lead.level for lead in leads if lead.level and lead.level != thing))
    return _Double(() if sure else tuple(doubts), levels, leads) if leads else None


def _doubts(structure: Structure, thing: str, a: _Lead, b: _Lead) -> list[Text] | None:
    """Why it is not certain that two leads are double; an empty list when it is, None when they are not."""
    if not (structure.is_own(a.record) or structure.is_own(b.record)) or _are_one(structure, a, b):
        return None
    if a.record is b.record and isinstance(a.record, Body):  # the body says itself that they lead it together
        return None
    if (a.level and b.level and a.level != b.level) or (a.modes and b.modes and a.modes.isdisjoint(b.modes)):
        return None
    if structure.kind_of(thing) in ("issues", "levels") and _in_areas_apart(structure, a, b):
        return None
    found = []
    if not (a.level_said and b.level_said):
        found.append(_LEVEL)
    if None not in (a.modes, b.modes) and bool(a.modes) != bool(b.modes):
        found.append(_MODE)
    if {a.verb, b.verb} == {"leads", "coordinates"}:
        found.append(_VERB)
    if a.partial or b.partial:
        found.append(_PARTIAL)
    if a.members is None or b.members is None or b.id in other_names(structure, a.id):
        found.append(_ONE)
    if a.record.certainty != "stated" or b.record.certainty != "stated":
        found.append(_IMPLIED)
    if not structure.uncertain.isdisjoint((a.record.id, b.record.id)):
        found.append(_THEN)
    return found


def _are_one(structure: Structure, a: _Lead, b: _Lead) -> bool:
    """Whether the two are one: the same, a whole and its part, or two names of one."""
    if a.id == b.id or other_names(structure, a.id).get(b.id) == "stated":
        return True
    return a.members is not None and b.members is not None and not a.members.isdisjoint(b.members)


def _in_areas_apart(structure: Structure, a: _Lead, b: _Lead) -> bool:
    """Whether both act in areas, and none of the one's overlaps one of the other's."""
    of_a, of_b = _areas(structure, a), _areas(structure, b)
    if not of_a or not of_b:
        return False
    inside_a, inside_b = (frozenset().union(*map(structure.inside, areas)) for areas in (of_a, of_b))
    return of_a.isdisjoint(inside_b) and of_b.isdisjoint(inside_a)


def _areas(structure: Structure, lead: _Lead) -> frozenset[str]:
    """The areas where the one who leads acts; none where one of them has no area of its own."""
    members = [r for i in lead.members or () if isinstance(r := structure.get(i), (Organization, Body))]
    areas = {record.area for record in members if isinstance(record, Body) or not record.unit_of}
    return frozenset() if None in areas else frozenset(area for area in areas if area)


def _gap(structure: Structure, double: _Double, things: list[str], records: dict[str, Record]) -> Gap:
    level = _LEVELS.filled(levels=named(structure, double.levels)) if double.levels else NO_TEXT
    names = {"what": named(structure, things), "level": level}
    who = joined(lead.name for lead in double.leads)
    subjects = tuple(dict.fromkeys((*things, *(s for lead in double.leads for s in lead.subjects))))
    about = each(what=things, level=double.levels)
    chain = (*records.values(), *(record for i in things if (record := structure.get(i))))
    if double.doubts:
        sentence = _PERHAPS.filled(who=who, doubts=joined(double.doubts), **names)
        return Gap(Verdict.POSSIBLE, about, sentence, chain, subjects=subjects)
    return Gap(Verdict.GAP, about, _SURE.filled(who=who, **names), chain, subjects=subjects)


_SURE = Text("{what} har mer än en som leder{level}: {who}.", "More than one lead for {what}{level}: {who}.")
_PERHAPS = Text(
    "{what} har kanske mer än en som leder{level}: {who} ({doubts}).",
    "Perhaps more than one lead for {what}{level}: {who} ({doubts}).",
)
_LEVELS = Text(" ({levels})", " ({levels})")
_LEVEL = Text("på vilken nivå sägs inte för alla", "the level is not said of all")
_MODE = Text("i vilka lägen sägs inte för alla", "the modes are not said of all")
_VERB = Text("den ena leder, den andra samordnar", "one leads, the other co-ordinates")
_PARTIAL = Text("någon av dem gör det bara delvis", "one of them does so only in part")
_ONE = Text("de kan vara en och samma", "they may be one")
_IMPLIED = Text("det är inte uttalat för alla", "it is not stated of all")
_THEN = Text("om det gäller vid tidpunkten är okänt", "whether it holds at the date is unknown")
