"""Goals that no issue is known to serve.

Looks at every goal of the structure and at the issues that serve it (`serves`). All goals without one are one finding:
its cause is one, that nothing ties them to an issue.

Neither the list of issues nor what an issue serves is ever known to be complete, so this is **possible**, never a gap. It
is **not assessable** when no issue is said to serve any goal: then the source does not tell issues and goals apart or
together, and nothing can be said of one goal rather than another. So it is when those that serve a goal are known from
another time only.

An issue that is only proposed or discussed serves nothing yet; one that is implied or probable does. What it does not
see: whether an issue that serves a goal is enough, or whether anybody handles it (see `unhandled-issue`).

Example:

```yaml
goals:
  - {id: skydd, name: {sv: Skydda befolkningen, en: Protect the population}, source: {in: s}}
  - {id: forsorjning, name: {sv: Nödvändig försörjning, en: Necessary supplies}, source: {in: s}}
issues:
  - {id: mat, name: {sv: mat, en: food}, serves: [forsorjning], source: {in: s}}
```

```text
possible: Goals that no issue is known to serve: Protect the population.
```
"""

from civo.findings import Verdict
from civo.records import Goal, Issue
from civo.rules.rule import Found, Gap, each
from civo.rules.scope import named
from civo.structure import Structure
from civo.words import Text

TITLE = Text("Ett mål som ingen fråga tjänar", "A goal that no issue serves")
WHY = Text(
    "Ett mål som inget arbete är knutet till blir ingens uppgift, och om det nås går inte att följa upp.",
    "A goal that no work is tied to is nobody's task, and whether it is reached cannot be followed up.",
)
WHO = Text(
    "den som har satt målen, och den som bestämmer frågorna", "whoever set the goals, and whoever decides the issues"
)
CLOSE = Text(
    "Ange för varje fråga vilka mål den tjänar (`serves`), och lägg till en fråga för mål som blir utan.",
    "State for each issue which goals it serves (`serves`), and add an issue for goals that are left without.",
)


def find(structure: Structure) -> Found:
    """At most one finding of each verdict, with all goals that it is about."""
    goals = [goal for goal in structure.goals if goal.status == "existing" and structure.is_own(goal)]
    serving: dict[str, list[Issue]] = {}
    for issue in structure.issues:
        if issue.status != "ended":
            for goal in issue.serves:
                serving.setdefault(goal, []).append(issue)
    now = {goal for goal, issues in serving.items() if any(_serves(structure, issue) for issue in issues)}
    then = {goal for goal, issues in serving.items() if any(issue.status == "existing" for issue in issues)} - now
    without = [goal for goal in goals if goal.id not in now | then]
    gaps = []
    if without and not serving:
        gaps.append(_gap(structure, Verdict.NOT_ASSESSABLE, _UNTOLD, without))
    elif without:
        proposed = [issue for goal in without for issue in serving.get(goal.id, ())]
        gaps.append(_gap(structure, Verdict.POSSIBLE, _PROPOSED if proposed else _NONE, without, proposed))
    if dated := [goal for goal in goals if goal.id in then]:
        gaps.append(
            _gap(structure, Verdict.NOT_ASSESSABLE, _THEN, dated, [i for goal in dated for i in serving[goal.id]])
        )
    return Found(len(goals), gaps)


def _serves(structure: Structure, issue: Issue) -> bool:
    return issue.status == "existing" and issue.id not in structure.uncertain


def _gap(
    structure: Structure, verdict: Verdict, sentence: Text, goals: list[Goal], issues: list[Issue] | None = None
) -> Gap:
    once = {issue.id: issue for issue in issues or ()}
    ids = tuple(goal.id for goal in goals)
    filled = sentence.filled(goals=named(structure, ids), issues=named(structure, list(once)))
    return Gap(verdict, each(goal=ids), filled, (*goals, *once.values()))


_NONE = Text("Mål som ingen känd fråga tjänar: {goals}.", "Goals that no issue is known to serve: {goals}.")
_PROPOSED = Text(
    "Mål som ingen känd fråga tjänar: {goals}; i dag finns bara det som föreslås eller diskuteras ({issues}).",
    "Goals that no issue is known to serve: {goals}; today there is only what is proposed or discussed ({issues}).",
)
_UNTOLD = Text(
    "Vilka frågor som tjänar vilka mål sägs inte alls, så om något av målen är utan går inte att säga: {goals}.",
    "Which issues serve which goals is not said at all, so whether any goal is without one cannot be told: {goals}.",
)
_THEN = Text(
    "Om {issues} vid tidpunkten tjänar målen är okänt: {goals}.",
    "Whether {issues} serve the goals at the date is unknown: {goals}.",
)
