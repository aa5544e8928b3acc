"""A plan that is required is not adopted.

Looks at every plan, agreement or routine of the structure that has to exist (`required: yes`) or whose need is
discussed (`required: discussed`). A plan that is itself only proposed, discussed or under investigation is not adopted.

- **Gap**: it is required, and it is stated that it is not adopted, or that it is only proposed or discussed so far.
- **Possible**: the need is only discussed and no adopted plan is known; or the requirement is only implied or probable;
  or it is meant for several organisations and is only proposed for them as a whole, while some may have their own; or
  the record says both that it is adopted and that it is only proposed.
- **Not assessable**: it is required and nothing is said of whether it is adopted, or an adopted one was seen at another
  time and nothing is known of the date asked about.

A plan of which nobody says that it is required is not looked at, and not whether a plan is good, practised or known.

Example:

```yaml
plans:
  - id: nodvatten
    name: {sv: Nödvattenplanen, en: The emergency water plan}
    required: yes
    adopted: no
    source: {in: s}
```

```text
gap: The emergency water plan is required but has not been adopted.
```
"""

from civo.findings import Verdict
from civo.records import Inquiry, Plan
from civo.rules.rule import Found, Gap, certain, each
from civo.rules.scope import named
from civo.structure import Structure
from civo.words import Text

TITLE = Text("En plan som behövs är inte antagen", "A required plan is not adopted")
WHY = Text(
    "Utan en antagen plan vet ingen vad som gäller, och ingen är skyldig att följa den.",
    "Without an adopted plan nobody knows what holds, and nobody is bound by it.",
)
WHO = Text("de som planen är till för", "those whom the plan is for")
CLOSE = Text(
    "Anta planen, eller ange när och av vem den har antagits.",
    "Adopt the plan, or state when and by whom it was adopted.",
)


def find(structure: Structure) -> Found:
    """One finding for each plan, whomever it is for."""
    plans = [
        plan
        for plan in structure.plans
        if plan.required in ("yes", "discussed") and plan.status != "ended" and structure.is_own(plan)
    ]
    gaps = [gap for plan in plans if (gap := _assessed(structure, plan, _asked(structure, plan)))]
    return Found(len(plans), gaps)


def _asked(structure: Structure, plan: Plan) -> list[Inquiry]:
    return [q for q in structure.inquiries_about.get(plan.id, ()) if q.id not in structure.uncertain]


def _assessed(structure: Structure, plan: Plan, asked: list[Inquiry]) -> Gap | None:
    there = plan.status == "existing"
    if there and plan.adopted == "yes":
        seen_then = plan.id in structure.uncertain and plan.required == "yes"
        return _gap(structure, plan, Verdict.NOT_ASSESSABLE, _THEN, asked) if seen_then else None
    if plan.required == "discussed":
        sentence = _DISCUSSED_NOT if plan.adopted == "no" else _DISCUSSED
        return _gap(structure, plan, Verdict.POSSIBLE, sentence, asked)
    if plan.adopted == "no":
        return _gap(structure, plan, certain(plan), _NOT, asked)
    if there:
        return _gap(structure, plan, Verdict.NOT_ASSESSABLE, _UNKNOWN, asked)
    of_its_own = plan.scope is not None or plan.adopted == "yes"
    return _gap(structure, plan, Verdict.POSSIBLE if of_its_own else certain(plan), _ONLY, asked)


def _gap(structure: Structure, plan: Plan, verdict: Verdict, sentence: Text, asked: list[Inquiry]) -> Gap:
    filled = sentence.filled(plan=plan.label, state=_STATE.get(plan.status, Text("")))
    return Gap(verdict, each(plan=plan.id), filled, (plan, *asked), _who_may_answer(structure, plan, asked))


def _who_may_answer(structure: Structure, plan: Plan, asked: list[Inquiry]) -> Text | None:
    """The body that adopts it, else those who look into it, else those whom it is for, where told."""
    if plan.adopted_by:
        return structure.name(plan.adopted_by)
    by = list(dict.fromkeys(who for inquiry in asked for who in inquiry.by))
    if by:
        return named(structure, by)
    return structure.selector_name(plan.scope) if plan.scope else None


_STATE = {
    "proposed": Text("finns bara som förslag", "exists only as a proposal"),
    "discussed": Text("diskuteras bara", "is only being discussed"),
    "under-investigation": Text("utreds bara", "is only under investigation"),
}
_NOT = Text("{plan} krävs men har inte antagits.", "{plan} is required but has not been adopted.")
_ONLY = Text("{plan} krävs men {state} än så länge.", "{plan} is required but {state} so far.")
_UNKNOWN = Text(
    "{plan} krävs, men om någon har antagits sägs inte.", "{plan} is required, but whether one was adopted is not said."
)
_THEN = Text(
    "{plan} krävs och har antagits, men om det gäller vid tidpunkten är okänt.",
    "{plan} is required and has been adopted, but whether that holds at the date is unknown.",
)
_DISCUSSED = Text(
    "Behovet av {plan} diskuteras, och ingen antagen är känd.",
    "The need of {plan} is being discussed, and none is known to be adopted.",
)
_DISCUSSED_NOT = Text(
    "Behovet av {plan} diskuteras, och någon sådan har inte antagits.",
    "The need of {plan} is being discussed, and none has been adopted.",
)
