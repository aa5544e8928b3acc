"""A level without a body.

Looks at the levels that an existing arrangement of the structure spans, and at those where an issue or an existing
arrangement of its requires somebody to lead. Other levels are not looked at: a structure may leave a level out on
purpose. A body is there when an existing one, of the structure itself or of one that it builds on, is recorded at the
level and serves an area that has something in common with the structure's. A body that is only proposed or discussed is
not there.

It is a **gap** when the level's list of bodies is closed and no body is in it. Where it is not known whether the list is
complete, it is **possible** when no body is known; so it is when the only ones known are implied or probable. It is
**not assessable** when the list is said to be open or to vary (then there are, or may be, bodies that are not named),
or when bodies were seen there at another time and nothing is known of the date asked about.

What it does not see: a level that has a body in one county and none in the next, and whether the bodies do anything.

Example:

```yaml
levels:
  - {id: lokal, name: {sv: Lokal nivå, en: Local level}, under: regional, bodies: closed, source: {in: s}}
arrangements:
  - {id: ordningen, name: {sv: Ordningen, en: The arrangement}, levels: [lokal], source: {in: s}}
```

```text
gap: Local level, which the arrangement spans, has no body.
```
"""

from civo.findings import Verdict
from civo.records import Arrangement, Body, Issue, Level, Record
from civo.rules.rule import Found, Gap, Remedy, certain, each
from civo.rules.scope import named, own_issues
from civo.structure import Structure
from civo.words import Text

TITLE = Text("En nivå utan organ", "A level without a body")
WHY = Text(
    "Utan ett organ på nivån finns ingenstans att samordna det som ska samordnas där.",
    "Without a body at the level there is nowhere to coordinate what is to be coordinated there.",
)
WHO = Text("den som samordnar nivån", "whoever coordinates the level")
CLOSE = Text(
    "Inrätta ett organ på nivån, eller ange vilket som redan finns.",
    "Set up a body at the level, or state which one there is.",
)
REMEDY = Remedy("new-body")


def find(structure: Structure) -> Found:
    """One finding for each level."""
    spanning, requiring = _asked_of_levels(structure)
    gaps = []
    checked = 0
    for level in structure.levels:
        asked = [*spanning.get(level.id, ()), *requiring.get(level.id, ())]
        if asked:
            checked += 1
            gap = _assessed(structure, level, asked, level.id in spanning)
            if gap:
                gaps.append(gap)
    return Found(checked, gaps)


def _asked_of_levels(structure: Structure) -> tuple[dict[str, list[Record]], dict[str, list[Record]]]:
    """The existing arrangements that span each level, and the issues and arrangements that require a lead at each."""
    spanning: dict[str, list[Record]] = {}
    requiring: dict[str, list[Record]] = {}
    arrangements = [a for a in structure.arrangements if a.status == "existing" and structure.is_own(a)]
    for arrangement in arrangements:
        for level in arrangement.levels:
            spanning.setdefault(level, []).append(arrangement)
    needing: list[Arrangement | Issue] = [*(i for i in own_issues(structure) if i.status == "existing"), *arrangements]
    for record in needing:
        for level in record.requires_lead:
            requiring.setdefault(level, []).append(record)
    return spanning, requiring


def _assessed(structure: Structure, level: Level, asked: list[Record], spanned: bool) -> Gap | None:
    bodies = [b for b in structure.bodies_at.get(level.id, ()) if b.status != "ended" and _serves(structure, b)]
    existing = [b for b in bodies if b.status == "existing"]
    now = [b for b in existing if b.id not in structure.uncertain]
    if any(b.certainty == "stated" for b in now):
        return None
    verdict: Verdict
    if now:
        verdict, sentence, rests = Verdict.POSSIBLE, _IMPLIED, now
    elif existing:
        verdict, sentence, rests = Verdict.NOT_ASSESSABLE, _THEN, existing
    elif level.bodies == "closed":
        sure = [r for r in asked if certain(r) is Verdict.GAP and r.id not in structure.uncertain]
        asked = sure or asked
        known = [b for b in bodies if b.id not in structure.uncertain]
        verdict, sentence, rests = certain(level, *asked), _PROPOSED if known else _NONE, known
    elif level.bodies == "unknown":
        verdict, sentence, rests = Verdict.POSSIBLE, _PROPOSED_KNOWN if bodies else _NONE_KNOWN, bodies
    else:
        verdict, sentence, rests = Verdict.NOT_ASSESSABLE, _OPEN, bodies
    reason = (_SPANS if spanned else _REQUIRES).filled(who=named(structure, [r.id for r in asked]))
    filled = sentence.filled(level=level.label, reason=reason, bodies=named(structure, [b.id for b in rests]))
    return Gap(verdict, each(level=level.id), filled, (*asked, level, *rests))


def _serves(structure: Structure, body: Body) -> bool:
    """Whether the body's area and the structure's have something in common; yes where either is not told."""
    about = structure.loaded.manifest.area
    if not structure.inside(about) or not body.area:
        return True
    return body.area in structure.inside(about) or about in structure.inside(body.area)


_SPANS = Text("som {who} omfattar", "which {who} spans")
_REQUIRES = Text("där {who} behöver ledas", "where {who} needs a lead")
_NONE = Text("{level}, {reason}, har inget organ.", "{level}, {reason}, has no body.")
_PROPOSED = Text(
    "{level}, {reason}, har inget organ; {bodies} finns inte än.",
    "{level}, {reason}, has no body; not there yet: {bodies}.",
)
_NONE_KNOWN = Text("{level}, {reason}, har inget känt organ.", "{level}, {reason}, has no body that is known.")
_PROPOSED_KNOWN = Text(
    "{level}, {reason}, har inget känt organ; {bodies} finns inte än.",
    "{level}, {reason}, has no body that is known; not there yet: {bodies}.",
)
_IMPLIED = Text(
    "{level}, {reason}, har bara organ som inte är uttalade: {bodies}.",
    "{level}, {reason}, has only bodies that are not stated: {bodies}.",
)
_OPEN = Text(
    "{level}, {reason}: inget organ är känt, men alla är inte uppräknade.",
    "{level}, {reason}: no body is known, but not all are listed.",
)
_THEN = Text(
    "{level}, {reason}: om {bodies} finns där vid tidpunkten är okänt.",
    "{level}, {reason}: whether it has {bodies} at the date is unknown.",
)
