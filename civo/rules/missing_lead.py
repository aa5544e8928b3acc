"""Somebody must lead at a level, and nobody is known to.

Looks at every issue and every arrangement of the structure that requires a lead at a level, one level at a time. The
lead is there when somebody is stated to lead it at that level: an existing responsibility of the degree `lead`, or an
existing relation `leads` or `coordinates` to it. Who leads a wider issue leads its parts, and who leads an existing
arrangement leads the issues that it gathers. A lead that is only proposed or discussed is not there.

That no lead is recorded proves nothing: a source may be silent. It is therefore a **gap** only when the lead itself is
stated to be open: an inquiry that is undecided or under way is about that very responsibility or relation, which does not
exist yet. (That an inquiry is about the issue says nothing of its lead.)

It is **possible** when no lead is known, when the lead is only implied or probable, when the arrangement that requires it
is itself only proposed or discussed (the need is then no more than a proposal), when it is not said at which level
somebody leads, or when somebody leads the level or the area as a whole and it is not said whether this is included. It
is **not assessable** when somebody led at another time and nothing is known of the date asked about.

Parts that lack the same as the whole are told in one finding with it. Who chairs a body does not thereby lead the
issues it handles. Two leads at once are for `double-lead`.

Example:

```yaml
issues:
  - {id: vatten, name: {sv: Vatten, en: Water}, requires_lead: [nationell], source: {in: s}}
arrangements:
  - id: ny-ordning
    name: {sv: Ny ordning, en: New arrangement}
    requires_lead: [regional]
    status: proposed
    source: {in: s}
```

```text
possible: A lead at the regional level is needed for New arrangement, but there is none yet: the whole is only a proposal.
possible: A lead at the national level is needed for Water, but none is known.
```
"""

from collections.abc import Iterator
from typing import NamedTuple

from civo.absent import absent_from
from civo.findings import Verdict
from civo.records import Arrangement, Inquiry, Issue, Record, Relation, Responsibility
from civo.rules.rule import Found, Gap, Remedy, certain, each
from civo.rules.scope import level_in_words, named, own_issues
from civo.seats.leading import Leads
from civo.structure import Structure
from civo.words import Text, joined

TITLE = Text("Ledning saknas på en nivå", "No lead at a level")
WHY = Text(
    "Utan någon som leder blir det ingens sak att samla de andra när det gäller.",
    "Without somebody to lead, it is nobody's task to bring the others together when it matters.",
)
WHO = Text(
    "de som ansvarar för frågan, och den som samordnar nivån", "those responsible, and whoever coordinates the level"
)
CLOSE = Text(
    "Utse någon som leder på nivån, eller ange vem som redan gör det.",
    "Appoint somebody to lead at the level, or state who already does.",
)
REMEDY = Remedy("lead", one_by_one=("what",))

Lead = Responsibility | Relation
"""A record that says that somebody leads."""


class _Leads(NamedTuple):
    """Who leads what; what is being looked into; what each thing is part of or gathered in: by the id of the thing."""

    of: dict[str, list[Lead]]
    asked: dict[str, list[Inquiry]]
    wider: dict[str, list[str]]


class _Missing(NamedTuple):
    """How a lead is missing, and the records that say so."""

    verdict: Verdict
    sentence: Text
    told: tuple[Lead, ...] = ()
    asked: tuple[Record, ...] = ()
    state: Text = Text("")


_Needs = dict[tuple[str, str], tuple[Issue | Arrangement, _Missing | None]]
"""Each thing that needs a lead, and how it is missing, by the thing's id and the level's."""


def find(structure: Structure) -> Found:
    """One finding for each issue or arrangement and each level where it lacks a lead, with the parts that lack the same."""
    leads = _collected(structure)
    needs: _Needs = {
        (what.id, level): (what, _assessed(structure, leads, what, level))
        for what in _requiring(structure)
        for level in what.requires_lead
    }
    together: dict[tuple[str, str], tuple[_Missing, list[Record]]] = {}
    for (what_id, level), (what, missing) in needs.items():
        if missing:
            whole = needs[_whole(leads, needs, what_id, level), level][0]
            records = together.setdefault((whole.id, level), (missing, [whole]))[1]
            records += [what] if what is not whole else []
    gaps = [_gap(structure, missing, records, level) for (_, level), (missing, records) in together.items()]
    return Found(len(needs), gaps)


def _whole(leads: _Leads, needs: _Needs, part: str, level: str) -> str:
    """The widest thing that lacks the same lead in the same way; the part itself where there is none wider."""
    missing = needs[part, level][1]
    alike = [w for w in _with_wholes(part, leads.wider) if (w, level) in needs and needs[w, level][1] == missing]
    return min(alike, key=lambda w: (len(_with_wholes(w, leads.wider)), w))


def _requiring(structure: Structure) -> Iterator[Issue | Arrangement]:
    """The structure's own issues and arrangements, but for those that have ended."""
    yield from (issue for issue in own_issues(structure) if issue.status != "ended")
    yield from (a for a in structure.arrangements if a.status != "ended" and structure.is_own(a))


def _collected(structure: Structure) -> _Leads:
    leads = _Leads(structure.once(Leads).records, structure.inquiries_about, {})
    for issue_record in structure.issues:
        leads.wider.setdefault(issue_record.id, []).extend(issue_record.part_of)
    for arrangement in structure.arrangements:
        if arrangement.status == "existing":
            for gathered in arrangement.gathers:
                leads.wider.setdefault(gathered, []).append(arrangement.id)
    return leads


def _assessed(structure: Structure, leads: _Leads, what: Issue | Arrangement, level: str) -> _Missing | None:
    """How the lead is missing at a level, if it is: the strongest thing that can be said of one decides."""
    wholes = _with_wholes(what.id, leads.wider)
    told = tuple(r for i in wholes for r in leads.of.get(i, ()) if r.level in (level, None) and r.status != "ended")
    here = tuple(r for r in told if r.status == "existing" and r.level == level)
    if any(r.certainty == "stated" and r.id not in structure.uncertain for r in here):
        return None
    if now := tuple(r for r in here if r.id not in structure.uncertain):
        return _Missing(Verdict.POSSIBLE, _IMPLIED, now)
    if here:
        return _Missing(Verdict.NOT_ASSESSABLE, _THEN, here)
    if somewhere := tuple(r for r in told if r.status == "existing"):
        return _Missing(Verdict.POSSIBLE, _NO_LEVEL, somewhere)
    if isinstance(what, Arrangement) and what.status != "existing":
        known = tuple(r for r in told if r.id not in structure.uncertain)
        return _Missing(Verdict.POSSIBLE, _NOT_THERE, known, state=_STATE[what.status])
    if asked := [q for r in told for q in leads.asked.get(r.id, ()) if q.awaits_decision]:
        sure = [q for q in asked if q.certainty == "stated" and q.id not in structure.uncertain] or asked
        return _Missing(certain(what, *sure), _UNDECIDED, told, tuple(sure))
    if wide := _at_large(leads, what, level):
        return _Missing(Verdict.POSSIBLE, _WIDE, wide)
    if told:
        return _Missing(Verdict.POSSIBLE, _PROPOSED, told, state=_STATE[told[0].status])
    if gone := [one for i in wholes for one in absent_from(structure, i, "lead")]:
        return _Missing(Verdict.POSSIBLE, _GONE, state=joined(gone))
    return _Missing(Verdict.POSSIBLE, _NONE)


def _at_large(leads: _Leads, what: Issue | Arrangement, level: str) -> tuple[Lead, ...]:
    """Who leads the level, or the area of the arrangement, as a whole."""
    area = what.area if isinstance(what, Arrangement) else None
    told = [*leads.of.get(level, ()), *(leads.of.get(area, ()) if area else ())]
    return tuple(lead for lead in told if lead.status == "existing" and lead.level in (level, None))


def _with_wholes(part: str, wider: dict[str, list[str]]) -> list[str]:
    """The thing itself, then all that it is part of or gathered in."""
    found = [part]
    for one in found:
        found += [whole for whole in wider.get(one, ()) if whole not in found]
    return found


def _gap(structure: Structure, missing: _Missing, records: list[Record], level: str) -> Gap:
    ids = [record.id for record in records]
    who = joined(dict.fromkeys(_leader(structure, lead) for lead in missing.told))
    filled = missing.sentence.filled(
        what=named(structure, ids), level=level_in_words(structure, level), who=who, state=missing.state
    )
    record = structure.get(level)
    chain = (*records, *missing.told, *missing.asked, *([record] if record else []))
    return Gap(missing.verdict, each(what=ids, level=level), filled, chain)


def _leader(structure: Structure, lead: Lead) -> Text:
    return structure.selector_name(lead.who) if isinstance(lead, Responsibility) else named(structure, lead.who)


_STATE = {
    "proposed": Text("ett förslag", "a proposal"),
    "discussed": Text("under diskussion", "being discussed"),
    "under-investigation": Text("under utredning", "under investigation"),
}
_GONE = Text(
    "{what} behöver ledas på {level}, men ingen som leder är känd: {state}.",
    "A lead at {level} is needed for {what}, but none is known: {state}.",
)
_NONE = Text(
    "{what} behöver ledas på {level}, men ingen som leder är känd.",
    "A lead at {level} is needed for {what}, but none is known.",
)
_PROPOSED = Text(
    "{what} behöver ledas på {level}, men att {who} gör det är bara {state}.",
    "A lead at {level} is needed for {what}, but that it should be {who} is only {state}.",
)
_UNDECIDED = Text(
    "{what} behöver ledas på {level}, men om {who} ska göra det är inte avgjort.",
    "A lead at {level} is needed for {what}, but whether it is to be {who} is not decided.",
)
_NOT_THERE = Text(
    "{what} behöver ledas på {level}, men ingen leder än: det hela är bara {state}.",
    "A lead at {level} is needed for {what}, but there is none yet: the whole is only {state}.",
)
_IMPLIED = Text(
    "{what} behöver ledas på {level}; att {who} gör det är inte uttalat.",
    "A lead at {level} is needed for {what}; that it is {who} is not stated.",
)
_NO_LEVEL = Text(
    "{what} behöver ledas på {level}; {who} leder, men på vilken nivå sägs inte.",
    "A lead at {level} is needed for {what}; the lead is {who}, but at which level is not said.",
)
_WIDE = Text(
    "{what} behöver ledas på {level}; {who} leder där i stort, men om det gäller även detta sägs inte.",
    "A lead at {level} is needed for {what}; at large it is {who}, but whether this is included is not said.",
)
_THEN = Text(
    "{what} behöver ledas på {level}; om {who} gör det vid tidpunkten är okänt.",
    "A lead at {level} is needed for {what}; whether it is {who} at the date is unknown.",
)
