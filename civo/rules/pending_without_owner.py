"""Something waits for a decision, and nobody is named to make it.

Looks at every inquiry of the structure: what is under investigation, discussed, not decided or being surveyed. For the
first three somebody should be named who decides (`decided_by`); who investigates or discusses is not who decides. A
survey is no decision: there it is enough that somebody is named who makes it (`by`).

It is a **gap** when the inquiry is stated and names nobody, or names only bodies that do not exist at the date: that
nobody is named is seen from the source itself and is no conclusion from its silence about something else. It is
**possible** when the inquiry is only implied or probable. That a body may adopt a plan does not make it the one that
decides whether the plan is needed.

An inquiry that is itself only proposed, or has ended, has nothing that waits. What it does not see: whether those named
have the right to decide, and when they will.

Example:

```yaml
inquiries:
  - id: om-vatten
    name: {sv: Hur vattnet ska ordnas, en: How to arrange for water}
    about: [lan-a]
    state: under-investigation
    by: [lst-a]
    source: {in: s}
```

```text
gap: How to arrange for water is under investigation, but who is to decide is not said.
```
"""

from civo.answers import Verdict
from civo.records import Inquiry, Record
from civo.rules.rule import Found, Gap, certain
from civo.rules.scope import named
from civo.structure import Structure
from civo.words import Text

TITLE = Text("Väntar på beslut som ingen anges fatta", "Waits for a decision that nobody is named to make")
WHY = Text(
    "Det som ingen har att avgöra kan förbli öppet hur länge som helst.",
    "What nobody has to decide may stay open for ever.",
)
WHO = Text("de som frågan berör", "those whom the matter concerns")
CLOSE = Text("Ange vem som ska besluta, och när.", "State who is to decide, and when.")


def find(structure: Structure) -> Found:
    """One finding for each inquiry that names nobody to decide (for a survey: nobody who makes it)."""
    inquiries = [
        q for q in structure.inquiries if structure.is_own(q) and q.status not in ("proposed", "ended")
    ]
    gaps = [gap for inquiry in inquiries if (gap := _gap(structure, inquiry))]
    return Found(len(inquiries), gaps)


def _gap(structure: Structure, inquiry: Inquiry) -> Gap | None:
    owners = inquiry.decided_by or (inquiry.by if inquiry.state == "being-surveyed" else ())
    known = [record for owner in owners if (record := structure.get(owner))]
    if any(record.status == "existing" for record in known):
        return None
    if owners:
        sentence = _NOT_THERE
    else:
        sentence = _NO_SURVEYOR if inquiry.state == "being-surveyed" else _NOBODY
    filled = sentence.filled(
        matter=inquiry.name if inquiry.name.sv else named(structure, inquiry.about),
        state=_STATE[inquiry.state],
        owners=named(structure, owners),
    )
    chain: tuple[Record, ...] = (inquiry, *known)
    verdict = certain(*chain) if not any(r.id in structure.uncertain for r in known) else Verdict.POSSIBLE
    who = named(structure, inquiry.by) if inquiry.by else None
    return Gap(verdict, (inquiry.id, *inquiry.about), filled, chain, who)


_STATE = {
    "under-investigation": Text("utreds", "under investigation"),
    "discussed": Text("diskuteras", "being discussed"),
    "undecided": Text("är inte avgjort", "not decided"),
    "being-surveyed": Text("inventeras", "being surveyed"),
}
_NOBODY = Text(
    "{matter}: det {state}, men vem som ska besluta sägs inte.",
    "{matter}: this is {state}, but who is to decide is not said.",
)
_NO_SURVEYOR = Text(
    "{matter}: det inventeras, men av vem sägs inte.",
    "{matter}: this is being surveyed, but by whom is not said.",
)
_NOT_THERE = Text(
    "{matter}: det {state}, men {owners}, som anges för det, finns inte vid tidpunkten.",
    "{matter}: this is {state}, but {owners}, named for it, does not exist at the date.",
)
