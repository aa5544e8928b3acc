"""An issue is handled, but with a weaker place than its peers.

Looks at every coverage, by an existing body or arrangement, that says which place issues have there. It is a **gap**
when the place is stated to be weak and **possible** when that is only implied. Issues that one record names together
are one finding.

It sees only what a source says of the place; it does not measure how often a body meets on an issue, or what it
decides.

Example:

```yaml
bodies:
  - {id: radet, name: {sv: rådet, en: the council}, level: regional, source: {in: s}}
issues:
  - {id: vatten, name: {sv: vattenförsörjning, en: water supply}, source: {in: s}}
coverages:
  - {id: svag, issue: vatten, by: radet, place: weak, source: {in: s}}
```

```text
gap: A weaker place than other issues in the council: water supply.
```
"""

from civo.findings import Verdict
from civo.records import Arrangement, Body
from civo.rules.rule import Found, Gap, Remedy, certain, each
from civo.rules.scope import named
from civo.structure import Structure
from civo.words import Text

TITLE = Text("En fråga har en svagare plats än andra", "An issue has a weaker place than others")
WHY = Text(
    "En fråga med svagare plats kommer upp mer sällan och senare, och beslut om den dröjer.",
    "An issue with a weaker place comes up less often and later, and decisions on it are delayed.",
)
WHO = Text(
    "den som leder organet eller ansvarar för strukturen", "whoever leads the body or is in charge of the structure"
)
CLOSE = Text(
    "Ge frågan samma plats som de andra, eller ange varför den ska ha en svagare.",
    "Give the issue the same place as the others, or state why its place should be weaker.",
)
REMEDY = Remedy("body-of-place", one_by_one=("issue",))


def find(structure: Structure) -> Found:
    """One finding for each coverage that gives issues a weak place."""
    gaps = []
    checked = 0
    for coverage in structure.coverages:
        place = structure.get(coverage.by)
        if not isinstance(place, (Body, Arrangement)) or not structure.is_own(coverage):
            continue
        if coverage.status == place.status == "existing" and coverage.place != "none":
            issues = [issue for issue in coverage.issue if structure.get(issue)]
            checked += len(issues)
            if coverage.place == "weak" and issues:
                verdict = certain(coverage, place)
                sentence = _STATED if verdict is Verdict.GAP else _IMPLIED
                names = {"place": place.label, "issues": named(structure, issues)}
                gaps.append(
                    Gap(verdict, each(issue=issues, place=place.id), sentence.filled(**names), (coverage, place))
                )
    return Found(checked, gaps)


_STATED = Text(
    "Svagare plats än andra frågor i {place}: {issues}.",
    "A weaker place than other issues in {place}: {issues}.",
)
_IMPLIED = Text(
    "Troligen svagare plats än andra frågor i {place}: {issues}.",
    "Probably a weaker place than other issues in {place}: {issues}.",
)
