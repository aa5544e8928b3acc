"""Two answer for the same issue and never meet.

Looks at every issue of the structure that two or more answer for, and at the bodies that these are known to be in.
Bergsten, Jiren, Leventon, Dorresteijn, Schultner and Fischer 2019, Environmental Science and Policy 91:27-38 (there
called a collaborative gap). There are two sorts, each at most one finding for an issue, and the sentence tells which:

- *in no body at all* (lax): the two share no body, and no collaboration of theirs is stated;
- *not where the issue is handled* (strict): each sits where it is handled, and they meet, but elsewhere.

It is a **gap** when that is certain: of each body it is known that it lacks one of the two, all bodies of the levels are
listed, and for the strict sort that the bodies where they meet do not handle the issue. Otherwise it is **possible**.
Where some pairs are certain, the finding names these only.

Asked after are those who have reason to meet: whose areas lie one inside the other, or side by side in the
smallest larger one, so not a municipality and the region of another county. Two for whom one and the same seat speaks are heard
together, and count as meeting; two who share one rotating seat do not meet in it. Two who may meet, by listed seats of
which it is only not known who holds them, are left to `who`; those of whom no seat is told anywhere are left out, for
nothing is known of them; those without a seat where the issue is handled are told by `responsible-not-seated`.
Responsibility for a wider issue counts, unless it is partial. A unit and its whole are one.

Example:

```yaml
levels:
  - {id: regional, name: {sv: Regional nivå, en: Regional level}, bodies: closed, source: {in: s}}
bodies:
  - id: radet
    level: regional
    composition: closed
    source: {in: s}
    seats: [{id: radet.1, held_by: {organization: region-a}}]
  - id: gruppen
    level: regional
    composition: closed
    source: {in: s}
    seats: [{id: gruppen.1, held_by: {organization: lst-a}}]
issues:
  - {id: vatten, name: {sv: vattenförsörjning, en: water supply}, source: {in: s}}
responsibilities:
  - {id: ansvar, issue: vatten, who: [region-a, lst-a], source: {in: s}}
```

```text
gap: Those who answer for water supply do not all meet: Region A and County Board A are in no body together.
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from civo.findings import Verdict
from civo.network import Network
from civo.records import Body, Issue, Organization, Record, Responsibility
from civo.rules.rule import Found, Gap, Remedy, certain, each
from civo.rules.scope import answering, named, own_issues, shortened
from civo.seats.handling import may_handle, where_handled
from civo.seats.whereabouts import Listed
from civo.structure import Structure
from civo.words import Text

TITLE = Text("Två ansvarar för samma fråga och möts aldrig", "Two answer for the same issue and never meet")
WHY = Text(
    "De som delar ett ansvar utan att mötas gör samma sak två gånger, eller räknar båda med den andra.",
    "Those who share a responsibility without meeting do things twice, or each count on the other.",
)
WHO = Text("de som ansvarar för frågan", "those responsible for the issue")
CLOSE = Text(
    "Ge dem plats i samma organ, helst där frågan hanteras, eller ange var de redan möts.",
    "Seat them in one body, best where the issue is handled, or state where they meet already.",
)
REMEDY = Remedy("meeting")


class Standing(NamedTuple):
    """Where an organisation is known to be, or may be by a listed seat, and those around it."""

    listed: Listed
    around: frozenset[str]
    """The smallest areas that its own lies in; its own where there is none."""
    works_with: frozenset[str]


class Group(NamedTuple):
    """Organisations that stand alike: in the same bodies by the same seats, and side by side."""

    members: tuple[str, ...]
    areas: frozenset[str]
    standing: Standing


class Apart(NamedTuple):
    """Some who do not meet some others; the same twice when they do not meet among themselves."""

    ones: tuple[str, ...]
    others: tuple[str, ...]
    surely: bool


def find(structure: Structure) -> Found:
    """At most two findings for each issue, one of each sort."""
    network = structure.once(Network)
    told = {issue.id: answering(structure, issue.id) for issue in own_issues(structure)}
    told = {issue: who for issue, who in told.items() if len(who) > 1}
    meetings = _Meetings(structure, network, frozenset(o for who in told.values() for o in who))
    gaps = []
    for issue in own_issues(structure):
        if issue.id in told:
            groups = meetings.groups(told[issue.id])
            handled = where_handled(structure, issue.id).keys()
            for sentences, apart in (
                (_LAX, list(meetings.nowhere(groups))),
                (_STRICT, list(meetings.elsewhere(groups, issue, handled)) if handled else []),
            ):
                if apart:
                    gaps.append(_gap(structure, network, issue, told[issue.id], handled, sentences, apart))
    return Found(len(told), gaps)


class _Meetings:
    """Who of those responsible meets whom."""

    def __init__(self, structure: Structure, network: Network, actors: frozenset[str]) -> None:
        self._structure = structure
        self._network = network
        self._where = network.where
        self._above: dict[str, set[str]] = {}
        self._over: dict[str, frozenset[str]] = {}
        for area in structure.areas:
            for part in area.parts:
                self._above.setdefault(part, set()).add(area.id)
            self._above.setdefault(area.id, set()).update(area.part_of)
        self._areas: dict[str, str | None] = {}
        self._standings: dict[str, Standing] = {}
        alike: dict[object, Standing] = {}
        for actor in sorted(actors):
            record = structure.get(actor)
            listed = self._where.listed((actor,))
            if isinstance(record, Organization) and self._is_told(actor, listed):
                self._areas[actor] = record.area
                standing = self._standing(actor, record.area, listed)
                key = (listed.key, standing.around, standing.works_with)
                self._standings[actor] = alike.setdefault(key, standing)
        self._apart: dict[tuple[int, int], bool] = {}

    def _is_told(self, actor: str, listed: Listed) -> bool:
        """Whether anything is known of where it sits: a seat that is listed, or that it sits nowhere."""
        return bool(listed.told) or (self._network.all_bodies_listed and not self._where.range(actor).bodies)

    def _standing(self, actor: str, area: str | None, listed: Listed) -> Standing:
        above = self._above.get(area or "", set())
        nearest = {a for a in above if not any(a != b and a in self._areas_over(b) for b in above)}
        around = nearest or ({area} if area else set())
        works_with = frozenset(self._network.collaborations.get(actor, ()))
        return Standing(listed, frozenset(around), works_with)

    def groups(self, actors: Iterable[str]) -> list[Group]:
        """Those of whom something is known, in groups that stand alike."""
        found: dict[int, list[str]] = {}
        for actor in actors:
            if actor in self._standings:
                found.setdefault(id(self._standings[actor]), []).append(actor)
        return [
            Group(tuple(some), frozenset(a for o in some if (a := self._areas[o])), self._standings[some[0]])
            for some in found.values()
        ]

    def nowhere(self, groups: list[Group]) -> Iterator[Apart]:
        """Those who share no body, as far as known."""
        for one, other in self._near(groups):
            if self._share_nothing(one.standing, other.standing):
                others = tuple(o for o in other.members if o not in one.standing.works_with)
                if others and (one is not other or len(others) > 1):
                    surely = self._network.all_bodies_listed and self._are_apart(one.members, others)
                    yield Apart(one.members if one is not other else others, others, surely)

    def _share_nothing(self, one: Standing, other: Standing) -> bool:
        """Whether they are known in no body together, and may be in none by listed seats."""
        pair = (id(one), id(other))
        if pair not in self._apart:
            meet = not one.listed.known.isdisjoint(other.listed.known)
            self._apart[pair] = not meet and not one.listed.may_meet(other.listed)
        return self._apart[pair]

    def elsewhere(self, groups: list[Group], issue: Issue, handled: AbstractSet[str]) -> Iterator[Apart]:
        """Those who are where the issue is handled and meet, but only in other bodies, as far as known."""
        network = self._network
        seated = [group for group in groups if not group.standing.listed.known.isdisjoint(handled)]
        among: AbstractSet[str] = frozenset()
        for one, other in self._near(seated):
            met = one.standing.listed.known & other.standing.listed.known
            if met and met.isdisjoint(handled):
                if not among and network.all_bodies_listed:
                    among = handled | {b for b, body in network.bodies.items() if self._may_handle(body, issue)}
                surely = network.all_bodies_listed and self._are_apart(one.members, other.members, among)
                yield Apart(one.members, other.members, surely)

    def _may_handle(self, body: Body, issue: Issue) -> bool:
        return may_handle(self._structure, body, issue.id)

    def _near(self, groups: list[Group]) -> Iterator[tuple[Group, Group]]:
        """Pairs that have reason to meet: their areas lie in one another, or side by side."""
        at: dict[str, set[int]] = {}
        within: dict[str, set[int]] = {}
        beside: dict[str, set[int]] = {}
        everywhere = {n for n, group in enumerate(groups) if not group.areas}
        for n, group in enumerate(groups):
            for area in group.areas:
                at.setdefault(area, set()).add(n)
            for area in self._areas_above(group):
                within.setdefault(area, set()).add(n)
            for area in group.standing.around:
                beside.setdefault(area, set()).add(n)
        for n, group in enumerate(groups):
            near = set(range(n, len(groups))) if n in everywhere else everywhere | {n}
            near = near.union(*(beside[area] for area in group.standing.around))
            near |= {m for area in self._areas_above(group) for m in at.get(area, ())}
            near |= {m for area in group.areas for m in within.get(area, ())}
            for m in sorted(m for m in near if m >= n):
                if m != n or len(group.members) > 1:
                    yield group, groups[m]

    def _areas_above(self, group: Group) -> frozenset[str]:
        """The areas of the group, and all that they lie in."""
        return frozenset().union(*(self._areas_over(area) for area in group.areas))

    def _areas_over(self, area: str) -> frozenset[str]:
        if area not in self._over:
            found, waiting = {area}, [area]
            while waiting:
                fresh = self._above.get(waiting.pop(), set()) - found
                found |= fresh
                waiting += fresh
            self._over[area] = frozenset(found)
        return self._over[area]

    def _are_apart(self, ones: tuple[str, ...], others: tuple[str, ...], among: AbstractSet[str] | None = None) -> bool:
        """Whether certainly none of the ones is in a body with one of the others, among some bodies or all."""
        known = [[self._where.range(o).bodies for o in some] for some in (ones, others)]
        mine, theirs = ([bodies & among if among is not None else bodies for bodies in some] for some in known)
        if ones == others:
            return sum(map(len, mine)) == len(frozenset().union(*mine))
        return frozenset().union(*mine).isdisjoint(frozenset().union(*theirs))


def _gap(
    structure: Structure,
    network: Network,
    issue: Issue,
    told: dict[str, Responsibility],
    handled: AbstractSet[str],
    sentences: tuple[Text, Text],
    apart: list[Apart],
) -> Gap:
    sure = [pair for pair in apart if pair.surely]
    pairs = sure or apart
    who = tuple(dict.fromkeys(o for pair in pairs for o in (*pair.ones, *pair.others)))
    records: list[Record] = list({r.id: r for o in who if (r := told.get(o))}.values())
    bodies = [network.bodies[body] for body in network.assessed] if sure else []
    levels = [level for i in dict.fromkeys(b.level for b in bodies) if i and (level := structure.get(i))]
    verdict = certain(issue, *records, *bodies) if sure else Verdict.POSSIBLE
    sentence = sentences[0 if verdict is Verdict.GAP else 1].filled(
        issue=issue.label,
        pairs=_listed([_in_words(structure, pair) for pair in pairs]),
        bodies=named(structure, [body for body in network.bodies if body in handled]),
    )
    return Gap(verdict, each(issue=issue.id, who=who), sentence, (issue, *records, *bodies, *levels))


def _listed(pairs: list[Text]) -> Text:
    """An enumeration of pairs, each of which has an "och" or more of its own."""
    if len(pairs) > 1 and any(" å ena sidan " in pair.sv for pair in pairs):
        shown = [*pairs[:3], Text(f"{len(pairs) - 3} till", f"{len(pairs) - 3} more")] if len(pairs) > 4 else pairs
        return Text("; ".join(pair.sv for pair in shown), "; ".join(pair.en or pair.sv for pair in shown))
    return shortened(pairs, 4, Text("samt", "as well as"))


def _in_words(structure: Structure, pair: Apart) -> Text:
    ones = named(structure, pair.ones, 4)
    if pair.ones == pair.others:
        among = len(pair.ones) > 2
        return Text(f"{ones.sv} sinsemellan", f"{ones.en} among themselves") if among else ones
    others = named(structure, pair.others, 4)
    if len(pair.ones) == len(pair.others) == 1:
        return named(structure, (*pair.ones, *pair.others))
    return Text(
        f"{ones.sv} å ena sidan och {others.sv} å den andra", f"{ones.en} on the one hand and {others.en} on the other"
    )


_LAX = (
    Text(
        "De som svarar för {issue} möts inte alla: {pairs} finns inte i något organ tillsammans.",
        "Those who answer for {issue} do not all meet: {pairs} are in no body together.",
    ),
    Text(
        "De som svarar för {issue} möts kanske inte alla: {pairs} är inte kända i något organ tillsammans.",
        "Those who answer for {issue} may not all meet: {pairs} are not known in any body together.",
    ),
)
_STRICT = (
    Text(
        "De som svarar för {issue} möts inte alla där det hanteras ({bodies}): {pairs} möts bara i andra organ.",
        "Those who answer for {issue} do not all meet where that is handled ({bodies}): {pairs} meet in other bodies only.",
    ),
    Text(
        "De som svarar för {issue} möts kanske inte alla där det hanteras ({bodies}): {pairs} är bara kända tillsammans i "
        "andra organ.",
        "Those who answer for {issue} may not all meet where that is handled ({bodies}): {pairs} are known together in "
        "other bodies only.",
    ),
)
"""Each sort's sentence, when it is certain and when it is not."""
