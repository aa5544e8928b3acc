"""An issue for which nobody is stated to be responsible.

Looks at every issue of the structure that is a field of work or a power. Somebody is responsible when an existing
responsibility, of any degree, in any mode and at any level, is recorded for the issue. Responsibility for a wider issue
covers its parts, through it (a doubt about it is told of the wider issue only), unless it is partial there: then it may
be for another part. Responsibility for an issue that this one *needs* covers nothing here. A responsibility that is
only proposed or discussed does not count.

That nobody is recorded is not that nobody is responsible: sources are silent about most things. So this is
**possible**, and a **gap** only when the responsibility itself is stated to be open: an inquiry that is undecided or
under way is about that very responsibility, which does not exist yet. (That an inquiry is about the issue says nothing
of who is responsible.) It is **possible** too when the responsibility is only implied or probable, or covered only
through a partial one. It is **not assessable** when somebody was responsible at another time and nothing is known of
the date.

Parts of an issue for which nobody is known either are told in the same finding as the whole. What it does not see:
whether the responsibility that is recorded suffices.

Example:

```yaml
issues:
  - {id: vatten, name: {sv: Vatten, en: Water}, source: {in: s}}
```

```text
possible: Who is responsible for Water is not said.
```
"""

from civo.absent import absent_from
from civo.findings import Verdict
from civo.records import Inquiry, Issue, Responsibility
from civo.rules.rule import Found, Gap, Remedy, certain, each
from civo.rules.scope import named, own_issues
from civo.seats.handling import handled_by
from civo.structure import Structure
from civo.words import Text, joined

TITLE = Text("Ingen anges som ansvarig", "Nobody is stated to be responsible")
WHY = Text(
    "En fråga som ingen svarar för planeras det inte för, och i en kris tror alla att någon annan tar den.",
    "What nobody answers for is not planned for, and in a crisis all believe that somebody else will see to it.",
)
WHO = Text("de som frågan berör, och den som samordnar", "those whom the issue concerns, and whoever coordinates")
CLOSE = Text(
    "Ange vem som ansvarar för frågan, i vilka lägen och på vilken nivå.",
    "State who is responsible for the issue, in which situations and at which level.",
)
REMEDY = Remedy("responsibility", one_by_one=("issue",))


def find(structure: Structure) -> Found:
    """One finding for each issue, with its parts where they lack the same."""
    issues = [issue for issue in own_issues(structure) if issue.status != "ended"]
    gaps = []
    silent: dict[str, Issue] = {}
    for issue in issues:
        told = [r for r in structure.responsibilities_for.get(issue.id, ()) if r.status != "ended"]
        existing = [r for r in told if r.status == "existing"]
        if existing:
            gaps += _weak(structure, issue, existing)
            continue
        wider = _wider(structure, issue)
        if any(r.degree != "partial" for r in wider):
            continue
        undecided = [q for r in told for q in structure.inquiries_about.get(r.id, ()) if q.awaits_decision]
        if undecided:
            gaps.append(_undecided(structure, issue, told, undecided))
        elif wider:
            gaps.append(_through(structure, issue, wider))
        elif told:
            gaps.append(_proposed(structure, issue, told))
        else:
            silent[issue.id] = issue
    return Found(len(issues), [*gaps, *_silent(structure, silent)])


def _sure(structure: Structure, responsibility: Responsibility) -> bool:
    return responsibility.certainty == "stated" and responsibility.id not in structure.uncertain


def _wider(structure: Structure, issue: Issue) -> list[Responsibility]:
    """The existing responsibilities for all that the issue is part of, however far up."""
    wholes = list(issue.part_of)
    for whole in wholes:
        record = structure.get(whole)
        if isinstance(record, Issue):
            wholes += [w for w in record.part_of if w not in wholes]
    return [r for w in wholes for r in structure.responsibilities_for.get(w, ()) if r.status == "existing"]


def _weak(structure: Structure, issue: Issue, existing: list[Responsibility]) -> list[Gap]:
    """A finding where all that is known of the responsibility is implied, or of another time."""
    if any(_sure(structure, r) for r in existing):
        return []
    now = [r for r in existing if r.id not in structure.uncertain]
    verdict, sentence = (Verdict.POSSIBLE, _IMPLIED) if now else (Verdict.NOT_ASSESSABLE, _THEN)
    filled = sentence.filled(issue=issue.label, who=_who(structure, now or existing))
    return [Gap(verdict, each(issue=issue.id), filled, (issue, *(now or existing)))]


def _undecided(structure: Structure, issue: Issue, told: list[Responsibility], asked: list[Inquiry]) -> Gap:
    sure = [q for q in asked if q.certainty == "stated" and q.id not in structure.uncertain] or asked
    sentence = _UNDECIDED.filled(issue=issue.label, who=_who(structure, told))
    return Gap(certain(issue, *sure), each(issue=issue.id), sentence, (issue, *told, *sure), _askable(structure, asked))


def _through(structure: Structure, issue: Issue, wider: list[Responsibility]) -> Gap:
    wholes = [i for r in wider for i in r.issue if i != issue.id]
    sentence = _THROUGH.filled(
        issue=issue.label, who=_who(structure, wider), whole=named(structure, list(dict.fromkeys(wholes)))
    )
    return Gap(Verdict.POSSIBLE, each(issue=issue.id), sentence, (issue, *wider))


def _proposed(structure: Structure, issue: Issue, told: list[Responsibility]) -> Gap:
    sentence = _PROPOSED.filled(issue=issue.label, who=_who(structure, told))
    return Gap(Verdict.POSSIBLE, each(issue=issue.id), sentence, (issue, *told))


def _silent(structure: Structure, silent: dict[str, Issue]) -> list[Gap]:
    """One finding for each issue of which nothing is said, with those of its parts that are told of no more."""
    together: dict[str, list[Issue]] = {}
    for issue in silent.values():
        top = issue
        while whole := next((w for w in top.part_of if w in silent), None):
            top = silent[whole]
        together.setdefault(top.id, [top])
        if issue is not top:
            together[top.id].append(issue)
    gaps = []
    for issues in together.values():
        ids = tuple(issue.id for issue in issues)
        asked = [q for i in ids for q in structure.inquiries_about.get(i, ())]
        handling = dict.fromkeys(body.id for i in ids for body, _ in handled_by(structure, i))
        who = _askable(structure, asked) or (named(structure, list(handling)) if handling else None)
        gone = joined(dict.fromkeys(one for i in ids for one in absent_from(structure, i, "responsible")))
        sentence = (_GONE if gone.sv else _SILENT).filled(issues=named(structure, ids), gone=gone)
        gaps.append(Gap(Verdict.POSSIBLE, each(issue=ids), sentence, (*issues, *asked), who))
    return gaps


def _askable(structure: Structure, asked: list[Inquiry]) -> Text | None:
    """Those who look into it, where they are named."""
    by = list(dict.fromkeys(who for inquiry in asked for who in inquiry.by))
    return named(structure, by) if by else None


def _who(structure: Structure, told: list[Responsibility]) -> Text:
    return joined(dict.fromkeys(structure.selector_name(r.who) for r in told))


_GONE = Text(
    "Ingen är känd som ansvarar för {issues} vid tidpunkten: {gone}.",
    "Nobody is known to be responsible for {issues} at the date: {gone}.",
)
_SILENT = Text("Vem som ansvarar för {issues} sägs inte.", "Who is responsible for {issues} is not said.")
_PROPOSED = Text(
    "Ingen anges ansvara för {issue} i dag; att {who} ska göra det är inte bestämt.",
    "Nobody is said to be responsible for {issue} today; making {who} responsible is not settled.",
)
_UNDECIDED = Text(
    "Ingen ansvarar för {issue}: om {who} ska göra det är inte avgjort.",
    "Nobody is responsible for {issue}: whether to make {who} responsible is not decided.",
)
_THROUGH = Text(
    "Ingen anges ansvara för just {issue}, bara, genom den vidare frågan, {who} för {whole}.",
    "Nobody is said to be responsible for {issue} itself, only, through the wider issue, {who} for {whole}.",
)
_IMPLIED = Text(
    "Att {who} ansvarar för {issue} är inte uttalat.", "That responsibility for {issue} lies with {who} is not stated."
)
_THEN = Text(
    "Om {who} ansvarar för {issue} vid tidpunkten är okänt.",
    "Whether responsibility for {issue} lies with {who} at the date is unknown.",
)
