"""An issue lies outside a named structure.

Looks at every coverage with the place `none` in an existing arrangement. It is a **gap** when the source states it and
**possible** when the source only implies it, or when a body of that arrangement handles the issue all the same: then
the sources contradict each other, and the finding says so. Issues that one record names together are one finding.

An issue that nothing is said of is not outside: see `unhandled-issue`. That an issue lies outside one single body is no
finding here.

Example:

```yaml
arrangements:
  - {id: omradesstrukturen, name: {sv: områdesstrukturen, en: the area structure}, source: {in: s}}
issues:
  - {id: vatten, name: {sv: vattenförsörjning, en: water supply}, source: {in: s}}
  - {id: el, name: {sv: elförsörjning, en: power supply}, source: {in: s}}
coverages:
  - {id: utanfor, issue: [vatten, el], by: omradesstrukturen, place: none, source: {in: s}}
```

```text
gap: Outside the area structure: water supply and power supply.
```
"""

from civo.findings import Verdict
from civo.records import Arrangement, Coverage, Record
from civo.rules.rule import Found, Gap, Remedy, certain, each
from civo.rules.scope import named
from civo.seats.handling import handled_by
from civo.structure import Structure
from civo.words import Text

TITLE = Text("En fråga ligger utanför strukturen", "An issue lies outside the structure")
WHY = Text(
    "Det som ligger utanför strukturen kan ingen i den ta upp, samordna eller besluta om.",
    "What lies outside the structure cannot be raised, coordinated or decided by anyone in it.",
)
WHO = Text("den som ansvarar för strukturen", "whoever is in charge of the structure")
CLOSE = Text(
    "Ge frågan en plats i ett organ i strukturen, eller ange var den hanteras i stället.",
    "Give the issue a place in a body of the structure, or state where it is handled instead.",
)
REMEDY = Remedy("body-of-place", one_by_one=("issue",))


def find(structure: Structure) -> Found:
    """One finding for each coverage that places issues outside; another for those that a body handles anyway."""
    gaps = []
    checked = 0
    for coverage in structure.coverages:
        place = structure.get(coverage.by)
        if not isinstance(place, Arrangement) or not structure.is_own(coverage):
            continue
        if coverage.status == place.status == "existing":
            issues = [issue for issue in coverage.issue if structure.get(issue)]
            checked += len(issues)
            if coverage.place == "none":
                gaps += _gaps(structure, coverage, place, issues)
    return Found(checked, gaps)


def _gaps(structure: Structure, coverage: Coverage, place: Arrangement, issues: list[str]) -> list[Gap]:
    gaps = []
    outside = []
    for issue in issues:
        inside = [pair for pair in handled_by(structure, issue) if pair[0].arrangement == place.id]
        if not inside:
            outside.append(issue)
            continue
        bodies = named(structure, [body.id for body, _ in inside])
        sentence = _DISPUTED.filled(place=place.label, issue=structure.name(issue), bodies=bodies)
        chain: list[Record] = [coverage, *(record for _, record in inside), place]
        gaps.append(Gap(Verdict.POSSIBLE, each(issue=issue, place=place.id), sentence, tuple(chain)))
    if outside:
        verdict = certain(coverage, place)
        sentence = _STATED if verdict is Verdict.GAP else _IMPLIED
        names = {"place": place.label, "issues": named(structure, outside)}
        gaps.append(Gap(verdict, each(issue=outside, place=place.id), sentence.filled(**names), (coverage, place)))
    return gaps


_STATED = Text("Utanför {place}: {issues}.", "Outside {place}: {issues}.")
_IMPLIED = Text("Troligen utanför {place}: {issues}.", "Probably outside {place}: {issues}.")
_DISPUTED = Text(
    "Utanför {place} enligt en uppgift: {issue}; enligt en annan hanteras frågan där, av {bodies}.",
    "Outside {place} by one account: {issue}; by another it is handled there, by {bodies}.",
)
