"""Those who have to have a capability are themselves the ones who judge it.

Looks at every remark of the structure, for those of the type `self-assessed`. It is a **gap** when the source states it, and
**possible** when it is only implied or probable, when the remark may not hold at the date asked about, or when somebody
else is known to look into an issue that concerns the very same (an inquiry of the state `being-surveyed`): then some of
it may be seen from outside. Remarks about the very same are one finding.

It tells what a source says, in the words of the remark. That a source is silent about outside reviews does not show that
there are none, and how good the capability is is not told.

Example:

```yaml
remarks:
  - id: var-och-en
    type: self-assessed
    about: [kommunerna-i-lan-a]
    text: {sv: Var och en bedömer sin förmåga., en: Each judges its own capability.}
    source: {in: s}
```

```text
gap: Judge themselves: the municipalities of County A. Each judges its own capability.
```
"""

from civo.findings import Verdict
from civo.records import Inquiry, Issue, Record, Remark
from civo.rules.rule import Found, Gap, certain, each
from civo.rules.scope import named, own_issues, own_remarks, remarked
from civo.structure import Structure
from civo.words import Text, joined

TITLE = Text("Förmågan bedöms av dem själva", "Capability is judged by those who have it")
WHY = Text(
    "Egna bedömningar görs med olika mått, går inte att jämföra och upptäcker sällan det som ingen har tänkt på.",
    "Own judgements use different yardsticks, cannot be compared and seldom find what nobody has thought of.",
)
WHO = Text("de som det gäller, och den som samordnar dem", "those concerned, and whoever coordinates them")
CLOSE = Text(
    "Bedöm efter ett gemensamt mått, och låt någon utomstående eller en jämbördig granska bedömningarna.",
    "Judge by a common yardstick, and let an outsider or a peer review the judgements.",
)


def find(structure: Structure) -> Found:
    """One finding for all remarks about the same."""
    remarks = own_remarks(structure, "self-assessed")
    surveyed = _surveyed(structure) if remarks else []
    together: dict[tuple[str, ...], list[Remark]] = {}
    for remark in remarks:
        together.setdefault(tuple(about for about in remark.about if structure.get(about)), []).append(remark)
    return Found(
        len(own_remarks(structure)), [_gap(structure, about, said, surveyed) for about, said in together.items()]
    )


def _surveyed(structure: Structure) -> list[tuple[Inquiry, Issue]]:
    """The inquiries in which somebody surveys an issue, with the issue."""
    return [
        (inquiry, issue)
        for issue in own_issues(structure)
        for inquiry in structure.inquiries_about.get(issue.id, ())
        if inquiry.state == "being-surveyed" and inquiry.by
    ]


def _gap(
    structure: Structure, about: tuple[str, ...], said: list[Remark], surveyed: list[tuple[Inquiry, Issue]]
) -> Gap:
    judged = {o for i in about for o in structure.actor_members(i)}
    outside = [
        (inquiry, issue)
        for inquiry, issue in surveyed
        if not judged.isdisjoint(structure.members(issue.affects))
        and judged.isdisjoint(o for by in inquiry.by for o in structure.actor_members(by))
    ]
    seen: list[Record] = [inquiry for inquiry, _ in outside]
    chain: tuple[Record, ...] = (*said, *(record for i in about if (record := structure.get(i))), *seen)
    names = {"who": named(structure, about), "said": remarked(said)}
    if not outside:
        return Gap(certain(*said), each(who=about), _SELF.filled(**names), chain)
    looks = joined(_LOOK.filled(by=named(structure, inquiry.by), issue=issue.label) for inquiry, issue in outside)
    return Gap(Verdict.POSSIBLE, each(who=about), _SEEN.filled(looks=looks, **names), chain)


_SELF = Text("Bedömer sig själva: {who}. {said}", "Judge themselves: {who}. {said}")
_SEEN = Text(
    "Bedömer sig själva: {who}. {said} Känt utifrån: {looks}.",
    "Judge themselves: {who}. {said} Known from outside: {looks}.",
)
_LOOK = Text("{by} kartlägger ”{issue}”", '{by} surveys "{issue}"')
