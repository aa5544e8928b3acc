"""Only bodies that raise knowledge handle an issue; none of them is known to decide anything.

Looks at every issue that existing bodies handle, itself or as part of a wider one, and at every existing body of the
structure that has the function `competence` and of which no issue is listed: then its issues are meant as a whole.

It fires when all those bodies have the function `competence` and none of them has a known right to decide: no `decides`,
no function `decision`, `steering` or `direction`, no plan that it adopts and no body that it sets up. A body that is
stated to be the same as another one has the rights of both; where that is only implied or probable, the finding says so.

This is **possible**, never a gap: neither the functions of a body nor what it may decide is ever known to be complete,
and another body may decide on the issue without being listed for it. It is told because a source that says what a body
is for, and names no right to decide, is worth a question.

What it does not see: whether a decision is needed, and whether knowledge leads to action anyway. Issues that the same
bodies handle are one finding.

Example:

```yaml
bodies:
  - {id: gruppen, name: {sv: gruppen, en: the group}, functions: competence, handles: vatten, source: {in: s}}
issues:
  - {id: vatten, name: {sv: vattenförsörjning, en: water supply}, source: {in: s}}
```

```text
possible: Water supply: handled only where knowledge is raised (the group); no right to decide is known there.
```
"""

from collections.abc import Iterable

from civo.findings import Verdict
from civo.records import Body, Record
from civo.rules.rule import Found, Gap, Remedy, each
from civo.rules.scope import deciding_bodies, named, other_names, own_bodies, own_issues
from civo.seats.handling import handled_by
from civo.structure import Structure
from civo.words import NO_TEXT, Text

TITLE = Text("Bara kunskap, inget beslut", "Knowledge only, no decision")
WHY = Text(
    "Där frågan bara diskuteras och kunnandet växer kan ingen besluta vad som ska göras, och ingen behöver göra det.",
    "Where an issue is only discussed and learnt about, nobody can decide what to do, and nobody has to do it.",
)
WHO = Text("den som tillsätter organet eller bestämmer dess frågor", "whoever sets up the body or decides its issues")
CLOSE = Text(
    "Ange vem som beslutar i frågan, eller ge ett organ som hanterar den rätt att besluta.",
    "State who decides on the issue, or give a body that handles it a right to decide.",
)
REMEDY = Remedy("deciding-body", one_by_one=("issue",))

_KNOWLEDGE = "competence"


def find(structure: Structure) -> Found:
    """One finding for all issues that the same bodies handle, and one for each body of which no issue is listed."""
    handled = {issue.id: handled_by(structure, issue.id) for issue in own_issues(structure)}
    listed = {body.id for bodies in handled.values() for body, _ in bodies}
    together: dict[tuple[str, ...], tuple[list[str], list[tuple[Body, Record]]]] = {}
    for issue, handling in handled.items():
        if handling and _knowledge_only(structure, [body for body, _ in handling]):
            key = tuple(dict.fromkeys(body.id for body, _ in handling))
            together.setdefault(key, ([], []))[0].append(issue)
            together[key][1].extend(handling)
    silent = [b for b in own_bodies(structure) if b.id not in listed and not b.handles and _KNOWLEDGE in b.functions]
    gaps = [_of_issues(structure, issues, handling) for issues, handling in together.values()]
    gaps += [_of_body(structure, body) for body in silent if _knowledge_only(structure, [body])]
    return Found(sum(map(bool, handled.values())) + len(silent), gaps)


def _knowledge_only(structure: Structure, bodies: list[Body]) -> bool:
    deciding = deciding_bodies(structure)
    return all(_KNOWLEDGE in body.functions for body in bodies) and not any(
        body.id in deciding or any(sure == "stated" and o in deciding for o, sure in _names(structure, body))
        for body in bodies
    )


def _names(structure: Structure, body: Body) -> Iterable[tuple[str, str]]:
    return other_names(structure, body.id).items()


def _of_issues(structure: Structure, issues: list[str], handling: list[tuple[Body, Record]]) -> Gap:
    bodies = list({body.id: body for body, _ in handling}.values())
    names = {"issues": named(structure, issues), "bodies": named(structure, [body.id for body in bodies])}
    sentence = _ISSUES.filled(other=_perhaps(structure, bodies), **names)
    declared = [record for i in issues if (record := structure.get(i))]
    return Gap(Verdict.POSSIBLE, each(issue=issues), sentence, (*declared, *bodies, *(r for _, r in handling)))


def _of_body(structure: Structure, body: Body) -> Gap:
    sentence = _BODY.filled(body=body.label, other=_perhaps(structure, [body]))
    who = named(structure, body.appointed_by) if body.appointed_by else None
    return Gap(Verdict.POSSIBLE, each(body=body.id), sentence, (body,), who)


def _perhaps(structure: Structure, bodies: list[Body]) -> Text:
    """That one of the bodies is perhaps the same as one that may decide."""
    deciding = deciding_bodies(structure)
    others = [o for body in bodies for o, _ in _names(structure, body) if o in deciding]
    return _PERHAPS.filled(others=named(structure, list(dict.fromkeys(others)))) if others else NO_TEXT


_ISSUES = Text(
    "{issues} hanteras bara där kunnandet utvecklas ({bodies}); någon rätt att besluta är inte känd där{other}.",
    "{issues}: handled only where knowledge is raised ({bodies}); no right to decide is known there{other}.",
)
_BODY = Text(
    "{body} utvecklar kunnandet i sina frågor; någon rätt att besluta i dem är inte känd{other}.",
    "{body}: knowledge of its issues is raised there; no right to decide on them is known{other}.",
)
_PERHAPS = Text(
    ", om det inte är detsamma som {others}, med en rätt att besluta",
    ", unless it is the same as {others}, which has a right to decide",
)
