"""No existing body handles the issue.

Looks at every issue of the structure. It is a **gap** when each of the structure's own bodies is known not to handle
it: the body's list of issues is closed (`handles_list`), or the issue is stated to lie outside the body or the
arrangement that the body belongs to. It is **possible** when that is only implied, or when some body's list of issues
is open or unknown. It is **not assessable** when no existing body is known at all, or when those that handle the issue
are known from another date only.

Issues of which nothing more is known than that no body is known to handle them are one finding: its cause is one, that
the lists are open.

A body that is only proposed or discussed does not handle anything yet: the finding names it. Levels at which the issue
requires a lead are named too.

A body that handles a wider issue (`part_of`) handles its parts, unless a part is said to lie outside. An issue of which
every listed part is handled counts as handled; one of which only some parts are is at most possible.

It does not see bodies that no file lists, nor what the bodies do about the issue (see `weak-place`). That a body is
implied to handle the issue is enough here. Threats are met, not handled, and are left out.

Example:

```yaml
bodies:
  - {id: radet, level: regional, handles: el, handles_list: closed, source: {in: s}}
issues:
  - {id: el, name: {sv: elförsörjning, en: power supply}, source: {in: s}}
  - {id: vatten, name: {sv: vattenförsörjning, en: water supply}, requires_lead: regional, source: {in: s}}
```

```text
gap: No body handles water supply (a lead is required: Regional level).
```
"""

from __future__ import annotations

from typing import NamedTuple

from civo.findings import Verdict
from civo.records import Arrangement, Body, Issue, Record
from civo.rules.rule import Found, Gap, Remedy, certain, each
from civo.rules.scope import named, own_bodies, own_issues
from civo.seats.handling import handled_by, is_certain, lies_outside
from civo.structure import Structure
from civo.words import Text

TITLE = Text("Ingen hanterar frågan", "Nobody handles the issue")
WHY = Text(
    "En fråga som inget organ hanterar samordnas inte, och ingen märker när den faller mellan stolarna.",
    "An issue that no body handles is not coordinated, and nobody notices when it falls between chairs.",
)
WHO = Text("den som bestämmer organens frågor", "whoever decides the issues of the bodies")
CLOSE = Text(
    "Lägg frågan på ett organ, eller ange vilket som redan hanterar den.",
    "Give the issue to a body, or state which one handles it already.",
)
REMEDY = Remedy("body-for-issue", one_by_one=("issue",))


class Case(NamedTuple):
    """An issue that no body is known to handle, and what is known of it all the same."""

    issue: Issue
    reasons: tuple[Record, ...]
    """Why bodies do not handle it, for each body of which that is known."""
    parts: tuple[str, ...]
    """Its parts that are handled."""
    proposed: tuple[Record, ...]
    """What would handle it, but does not exist yet."""

    @property
    def is_silent(self) -> bool:
        """Whether nothing more is to be said of it."""
        return not (self.parts or self.proposed or self.issue.requires_lead)


def find(structure: Structure) -> Found:
    """One finding for each issue, but one for all those of which the same is, and is not, known."""
    bodies = own_bodies(structure)
    issues = own_issues(structure)
    parts: dict[str, list[str]] = {}
    for issue in issues:
        for whole in issue.part_of:
            parts.setdefault(whole, []).append(issue.id)
    gaps = []
    alike: dict[object, list[Case]] = {}
    for issue in issues:
        handling = handled_by(structure, issue.id)
        handled = tuple(part for part in parts.get(issue.id, ()) if handled_by(structure, part))
        if handling:
            if not any(is_certain(structure, *pair) for pair in handling):
                gaps.append(_dated(structure, issue, handling))
        elif not handled or len(handled) < len(parts[issue.id]):
            why = tuple(record for body in bodies if (record := _excluded(structure, body, issue.id)))
            case = Case(issue, why, handled, tuple(_proposed(structure, issue.id)))
            silent = case.is_silent and (len(why) < len(bodies) or not bodies)
            alike.setdefault(tuple(r.id for r in why) if silent else issue.id, []).append(case)
    return Found(len(issues), [*gaps, *(_gap(structure, cases, len(bodies)) for cases in alike.values())])


def _dated(structure: Structure, issue: Issue, handling: list[tuple[Body, Record]]) -> Gap:
    bodies = named(structure, list(dict.fromkeys(body.id for body, _ in handling)))
    chain = (issue, *(record for _, record in handling))
    return Gap(Verdict.NOT_ASSESSABLE, each(issue=issue.id), _DATED.filled(issue=issue.label, bodies=bodies), chain)


def _gap(structure: Structure, cases: list[Case], bodies: int) -> Gap:
    """The finding for issues that are alike."""
    _, reasons, parts, proposed = cases[0]
    issues = tuple(case.issue for case in cases)
    ids = [issue.id for issue in issues]
    about = each(issue=ids)
    ends = {"issue": named(structure, ids), **_ends(structure, cases[0])}
    chain = (*issues, *reasons, *proposed, *(r for part in parts if (r := structure.get(part))))
    if not bodies:
        return Gap(Verdict.NOT_ASSESSABLE, about, _NO_BODY.filled(**ends), chain)
    if len(reasons) < bodies:
        sentence = _NONE_KNOWN.filled(open=bodies - len(reasons), all=bodies, **ends)
        return Gap(Verdict.POSSIBLE, about, sentence, chain)
    stated = all(record.certainty == "stated" for record in reasons)
    verdict = Verdict.POSSIBLE if parts else certain(*issues, *reasons)
    return Gap(verdict, about, (_NONE if stated else _PROBABLY_NONE).filled(**ends), chain)


def _excluded(structure: Structure, body: Body, issue: str) -> Record | None:
    """The record by which the body does not handle the issue; none when it may."""
    outside = lies_outside(structure, body, issue)
    closed = body.handles_list == "closed" and not body.several and body.id not in structure.uncertain
    if closed and (outside is None or outside.certainty != "stated"):
        return body
    return outside


def _proposed(structure: Structure, issue: str) -> list[Record]:
    """The bodies and arrangements that would handle the issue but do not, since nothing of it exists yet."""
    found: list[Record] = [b for b in structure.bodies if issue in b.handles and b.status != "existing"]
    found += [a for a in structure.arrangements if issue in a.gathers and a.status != "existing"]
    for coverage in structure.coverages_of.get(issue, ()):
        by = structure.get(coverage.by)
        exists = by is not None and by.status == coverage.status == "existing"
        if isinstance(by, (Body, Arrangement)) and coverage.place != "none" and not exists:
            found.append(by)
    return list({record.id: record for record in found if record.status != "ended"}.values())


def _ends(structure: Structure, case: Case) -> dict[str, Text]:
    """What is added to the sentence: parts that are handled, proposals, and levels that require a lead."""
    none = Text("", "")
    proposed = tuple(record.id for record in case.proposed)
    levels = case.issue.requires_lead
    return {
        "parts": _PARTS.filled(parts=named(structure, case.parts)) if case.parts else none,
        "proposed": _PROPOSED.filled(bodies=named(structure, proposed)) if proposed else none,
        "lead": _LEAD.filled(levels=named(structure, levels)) if levels else none,
    }


_NONE = Text("Inget organ hanterar {issue}{lead}{parts}{proposed}.", "No body handles {issue}{lead}{parts}{proposed}.")
_PROBABLY_NONE = Text(
    "Troligen hanterar inget organ {issue}{lead}{parts}{proposed}.",
    "Probably no body handles {issue}{lead}{parts}{proposed}.",
)
_NONE_KNOWN = Text(
    "Inget känt organ hanterar {issue}{lead}{parts}{proposed}; {open} av {all} organ kan ha fler frågor än de kända.",
    "No body is known to handle {issue}{lead}{parts}{proposed}; {open} of {all} bodies may have more issues than those known.",
)
_NO_BODY = Text(
    "Om något organ hanterar {issue}{lead}{parts} går inte att säga: inget organ är känt{proposed}.",
    "Whether any body handles {issue}{lead}{parts} cannot be told: no body is known{proposed}.",
)
_DATED = Text(
    "Om {issue} hanteras vid tiden går inte att säga: {bodies} är bara känt från en annan tid.",
    "Whether {issue} is handled at the date cannot be told: {bodies} is known from another time only.",
)
_PARTS = Text(", bara en del av det ({parts})", ", only a part of it ({parts})")
_PROPOSED = Text(
    "; i dag finns bara det som föreslås eller diskuteras ({bodies})",
    "; today there is only what is proposed or discussed ({bodies})",
)
_LEAD = Text(" (ledning krävs: {levels})", " (a lead is required: {levels})")
