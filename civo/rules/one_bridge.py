"""What an issue needs is reached through one third party only.

Looks at every issue of the structure and at what it `needs`, where both have somebody who answers. When those who answer
for the one share no body with those who answer for the other, somebody else may still join them: whoever meets some of
the one and some of the other (M4, direct against third-party coordination: Kininmonth, Bergsten and Bodin 2015, Ambio
44(S1), doi 10.1007/s13280-014-0605-9). It tells of dependencies where that is one single organisation. To meet is to be
in one body, by a seat of one's own or one that speaks for one, or to have a stated collaboration; it is read from
organisations and bodies, never from a projection of them.

It is a **gap** when it is certain: none of those who answer for the two can be in one body, and nobody else can meet
both, since all seats of the bodies where they may be, and all bodies of the levels, are listed. Otherwise it is
**possible**: more ways may exist than those known.

No finding where somebody answers for both, where a body handles both, or where two of them may meet by listed seats of
which only the holder is not known. `unbridged-dependency` tells of those whom nobody joins. It does not see whether the
third party passes anything on. Dependencies that hang on the same organisation between the same responsible are one
finding.

Example:

```yaml
bodies:
  - id: radet
    source: {in: s}
    seats: [{id: radet.1, held_by: {organization: region-a}}, {id: radet.2, held_by: {organization: myndighet-x}}]
  - id: natet
    source: {in: s}
    seats: [{id: natet.1, held_by: {organization: myndighet-x}}, {id: natet.2, held_by: {organization: region-b}}]
issues:
  - {id: vard, name: {sv: vård, en: care}, needs: el, source: {in: s}}
  - {id: el, name: {sv: el, en: power}, source: {in: s}}
responsibilities:
  - {id: r-vard, issue: vard, who: [region-a], source: {in: s}}
  - {id: r-el, issue: el, who: [region-b], source: {in: s}}
```

```text
possible: Care: dependent on power, but those responsible (Region A; Region B) are known to meet only through Agency X.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from civo.findings import Verdict
from civo.network import Network
from civo.records import Body, Issue, Record, Responsibility
from civo.rules.rule import Found, Gap, Remedy, certain, each
from civo.rules.scope import answering, named, own_issues, who_in_words
from civo.seats.handling import where_handled
from civo.structure import Structure
from civo.words import Text

TITLE = Text("Ett beroende hänger på en enda tredje part", "A dependency hangs on a single third party")
WHY = Text(
    "Är den som förmedlar borta eller överlastad når de ansvariga inte varandra.",
    "When the one who joins them is away or overloaded, those responsible do not reach each other.",
)
WHO = Text(
    "de som ansvarar för frågorna, och den som förmedlar", "those responsible for the issues, and who joins them"
)
CLOSE = Text(
    "Låt de ansvariga mötas i ett organ, eller ange var de redan gör det.",
    "Let those responsible meet in one body, or state where they do already.",
)
REMEDY = Remedy("direct-tie")


class Case(NamedTuple):
    """A dependency with the one organisation that meets those who answer for either side."""

    issue: Issue
    needed: Issue
    ones: dict[str, Responsibility]
    others: dict[str, Responsibility]
    third: str = ""


def find(structure: Structure) -> Found:
    """One finding for each third party and the two sides that it joins."""
    network = structure.once(Network)
    needs = list(_needs(structure))
    found: dict[object, list[Case]] = {}
    for need in needs:
        third = _only_third(structure, network, need)
        if third:
            key = (third, frozenset(need.ones), frozenset(need.others))
            found.setdefault(key, []).append(need._replace(third=third))
    return Found(len(needs), [_gap(structure, network, cases) for cases in found.values()])


def _needs(structure: Structure) -> Iterator[Case]:
    """The dependencies of which both sides have somebody who answers, as yet without a third party."""
    for issue in own_issues(structure):
        for needed in dict.fromkeys(issue.needs):
            other = structure.get(needed)
            if isinstance(other, Issue):
                ones, others = answering(structure, issue.id), answering(structure, needed)
                if ones and others:
                    yield Case(issue, other, ones, others)


def _only_third(structure: Structure, network: Network, need: Case) -> str | None:
    """The one organisation that meets both sides, where they neither meet, nor may by listed seats, nor are one."""
    mine, theirs = frozenset(need.ones), frozenset(need.others)
    handled = where_handled(structure, need.issue.id)
    if mine & theirs or not handled.keys().isdisjoint(where_handled(structure, need.needed.id)):
        return None
    near, far = _met(network, mine), _met(network, theirs)
    if mine & far or network.where.listed(sorted(mine)).may_meet(network.where.listed(sorted(theirs))):
        return None
    between = {o for o in near & far if o not in network.units} - mine - theirs
    return between.pop() if len(between) == 1 else None


def _met(network: Network, some: frozenset[str]) -> frozenset[str]:
    """All who are known to be in a body with one of some, or are said to collaborate with one."""
    bodies = {body for o in some for body in network.where.known(o)}
    return network.where.together(bodies).union(*(network.collaborations.get(o, ()) for o in some))


def _gap(structure: Structure, network: Network, cases: list[Case]) -> Gap:
    _, _, ones, others, third = cases[0]
    needing = list(dict.fromkeys(case.issue.id for case in cases))
    needed = list(dict.fromkeys(case.needed.id for case in cases))
    issues = tuple({i.id: i for case in cases for i in (case.issue, case.needed)}.values())
    answers = tuple({r.id: r for r in (*ones.values(), *others.values())}.values())
    bodies = _bridging(network, {*ones, *others}, third)
    works_with = network.collaborations.get(third, {})
    stated = [relation for o, relation in works_with.items() if o in ones or o in others]
    chain: tuple[Record, ...] = (*issues, *answers, *bodies, *stated)
    sure = _is_certain(network, frozenset(ones), frozenset(others), third)
    verdict = certain(*chain) if sure else Verdict.POSSIBLE
    sentence = (_ONLY if verdict is Verdict.GAP else _KNOWN).filled(
        needing=named(structure, needing),
        needed=named(structure, needed),
        ones=who_in_words(structure, ones),
        others=who_in_words(structure, others),
        third=structure.name(third),
    )
    about = [one for case in cases for one in each(issue=case.issue.id, needed=case.needed.id, third=third)]
    return Gap(verdict, about, sentence, chain, structure.name(third))


def _bridging(network: Network, sides: set[str], third: str) -> list[Body]:
    """The bodies in which the third party is known to be together with either side."""
    theirs = network.where.known(third)
    return [network.bodies[b] for b in theirs if not sides.isdisjoint(network.where.present(b))]


def _is_certain(network: Network, mine: frozenset[str], theirs: frozenset[str], third: str) -> bool:
    """Whether nobody else can meet both sides, and the two sides cannot meet."""
    if not network.all_bodies_listed:
        return False
    near, far = _possible(network, mine), _possible(network, theirs)
    if near is None or far is None or near & theirs or far & mine:
        return False
    return near & far - frozenset(network.units) <= {third}


def _possible(network: Network, some: frozenset[str]) -> frozenset[str] | None:
    """All whom some may meet in any body; None for anybody."""
    found = frozenset(some).union(*(network.collaborations.get(o, ()) for o in some))
    for body in frozenset().union(*(network.where.range(o).bodies for o in some)):
        members = network.possible_members(body)
        if members is None:
            return None
        found |= members
    return found


_ONLY = Text(
    "{needing} behöver {needed}, men de ansvariga ({ones}; {others}) når varandra bara genom {third}.",
    "{needing}: dependent on {needed}, but those responsible ({ones}; {others}) meet only through {third}.",
)
_KNOWN = Text(
    "{needing} behöver {needed}, men de ansvariga ({ones}; {others}) når så vitt känt varandra bara genom {third}.",
    "{needing}: dependent on {needed}, but those responsible ({ones}; {others}) are known to meet only through {third}.",
)
