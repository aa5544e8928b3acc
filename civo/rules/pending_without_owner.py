"""Something waits for a decision, and nobody is named to make it.

Looks at every inquiry of the structure: what is under investigation, discussed, not decided, being surveyed or being
identified. For the first three somebody should be named who decides (`decided_by`); who investigates or discusses is not
who decides. A survey, or an attempt to identify something, is no decision: there it is enough that somebody is named who
makes it (`by`).

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
gap: How to arrange for water: under investigation, and who is to decide is not said.
```
"""

from civo.records import Inquiry
from civo.rules.rule import Found, Gap, certain, each
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
    """One finding for each inquiry that names nobody to decide (where nothing is to be decided: nobody who makes it)."""
    inquiries = [q for q in structure.inquiries if structure.is_own(q) and q.status not in ("proposed", "ended")]
    gaps = [gap for inquiry in inquiries if (gap := _gap(structure, inquiry))]
    return Found(len(inquiries), gaps)


def _gap(structure: Structure, inquiry: Inquiry) -> Gap | None:
    undecided = inquiry.state not in _NO_DECISION
    owners = inquiry.decided_by or (() if undecided else inquiry.by)
    known = [record for owner in owners if (record := structure.get(owner))]
    if any(record.status == "existing" for record in known):
        return None
    sentence = _NOT_THERE if owners else _NOBODY if undecided else _BY_NOBODY
    filled = sentence.filled(
        matter=inquiry.name if inquiry.name.sv else named(structure, inquiry.about),
        state=_STATE[inquiry.state],
        owners=named(structure, owners),
    )
    who = named(structure, inquiry.by) if inquiry.by else None
    subjects = tuple(dict.fromkeys((inquiry.id, *inquiry.about)))
    return Gap(certain(inquiry), each(inquiry=inquiry.id), filled, (inquiry, *known), who, subjects)


_STATE = {
    "under-investigation": Text("utreds", "under investigation"),
    "discussed": Text("diskuteras", "discussed"),
    "undecided": Text("väntar på avgörande", "not decided"),
    "being-surveyed": Text("inventeras", "being surveyed"),
    "being-identified": Text("identifieras", "being identified"),
}
_NO_DECISION = ("being-surveyed", "being-identified")
_NOBODY = Text(
    "{matter} {state}, men vem som ska besluta sägs inte.", "{matter}: {state}, and who is to decide is not said."
)
_BY_NOBODY = Text("{matter} {state}, men av vem sägs inte.", "{matter}: {state}, and by whom is not said.")
_NOT_THERE = Text(
    "{matter} {state}, men {owners}, som anges för det, finns inte vid tidpunkten.",
    "{matter}: {state}; named for it, but not there at the date: {owners}.",
)
