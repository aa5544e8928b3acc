"""Some bodies have no way to the others: nobody sits in both.

Reads the graph of organisations and bodies: an organisation is tied to each body where it sits, where a seat speaks for
it, or in which it shares a rotating seat. Parts of the graph without a path between them (its connected components, as
in any two-mode network: Borgatti and Halgin 2011, Analyzing affiliation networks) are told one by one, but for the
largest. What joins them otherwise counts as a path too: that one body is a part of another, appoints it, leads it or may
be the same; a lead that sits elsewhere; a stated collaboration; bodies of the background; and organisations that may sit
by a listed seat of which only the holder is not known. A unit is tied with its whole.

It is **possible**, for others may sit there than those known. It is a **gap** only when no path can exist: all seats of
the part's bodies are listed, none of those who sit there can sit in any other body, and all bodies of the levels are
listed.

Bodies of which no member is known are not looked at: nothing can be told of them. Nor does it see how long a path is, or
whether anybody uses it (see `single-cut` for paths that hang on one seat).

Example:

```yaml
bodies:
  - id: radet
    name: {sv: rådet, en: the council}
    source: {in: s}
    seats: [{id: radet.1, held_by: {organization: region-a}}, {id: radet.2, held_by: {organization: lst-a}}]
  - id: natet
    name: {sv: nätet, en: the net}
    source: {in: s}
    seats: [{id: natet.1, held_by: {organization: myndighet-x}}]
```

```text
possible: No way is known between the net and the other bodies (the council): nobody is known to sit in both.
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from civo.findings import Verdict
from civo.network import Network
from civo.records import Level, Record
from civo.rules.rule import Found, Gap, Remedy, certain, each
from civo.rules.scope import named, whole_of
from civo.seats.leading import leads_of_body
from civo.structure import Structure
from civo.words import Text

TITLE = Text("Organ utan väg till de andra", "Bodies without a way to the others")
WHY = Text(
    "Det som sägs i den ena delen når aldrig den andra, om inte någon bär det vid sidan om.",
    "What is said in the one part never reaches the other, unless somebody carries it on the side.",
)
WHO = Text("de som leder organen", "those who lead the bodies")
CLOSE = Text(
    "Ge någon från den ena delen en plats i den andra, eller ange vem som redan sitter i båda.",
    "Give somebody of the one part a seat in the other, or state who sits in both already.",
)
REMEDY = Remedy("join-parts", altogether=True)


def find(structure: Structure) -> Found:
    """One finding for each part but the largest."""
    network = structure.once(Network)
    joined_up = _Joined()
    told = set()
    for organization in structure.organizations:
        joined_up.join(organization.id, whole_of(structure, organization.id))
    for body in network.bodies:
        roster = network.where.roster(body)
        for one in roster.present | roster.sharing:
            joined_up.join(body, one)
            told.add(body)
        for who in (*(claim.candidates for _, claim in roster.seats), *(who for _, who in roster.from_elsewhere)):
            if who:
                joined_up.join_all(body, who)
    for one, other in _other_ties(structure, network):
        joined_up.join(one, other)
    parts: dict[str, list[str]] = {}
    assessed = [body for body in network.assessed if body in told]
    for body in assessed:
        parts.setdefault(joined_up.root(body), []).append(body)
    largest = max(parts.values(), key=lambda part: (len(part), _by_name(structure, network, part)), default=[])
    gaps = [_gap(structure, network, part, assessed) for part in parts.values() if part is not largest]
    return Found(len(assessed), gaps)


def _by_name(structure: Structure, network: Network, part: list[str]) -> tuple[list[str], list[str]]:
    """What tells parts of one size apart, whatever their order and their ids: the names of the bodies, then who sits there."""
    present = {one for body in part for one in network.where.present(body)}
    return _names(structure, part), _names(structure, present)


def _names(structure: Structure, ids: Iterable[str]) -> list[str]:
    return sorted(structure.name(i).sv for i in ids)


class _Joined:
    """Things joined into parts (disjoint sets: Tarjan 1975, Journal of the ACM 22(2):215-225)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._together: dict[frozenset[str], str] = {}

    def root(self, one: str) -> str:
        """What stands for the part that a thing is in."""
        above = self._above.setdefault(one, one)
        while above != self._above[above]:
            self._above[one] = self._above[above]
            one, above = above, self._above[above]
        return above

    def join(self, one: str, other: str) -> None:
        """Makes one part of two."""
        self._above[self.root(one)] = self.root(other)

    def join_all(self, one: str, others: frozenset[str]) -> None:
        """Makes one part of one and some others; those who are joined already are not looked at again one by one."""
        if others not in self._together:
            self._together[others] = first = min(others)
            for other in others:
                self.join(first, other)
        self.join(one, self._together[others])


def _other_ties(structure: Structure, network: Network) -> Iterator[tuple[str, str]]:
    """What joins bodies and organisations but seats."""
    for body in network.bodies.values():
        near = [body.part_of or body.id, *(same.id for same in body.same_as), *body.appointed_by]
        near += [decision.appoints for decision in body.decides if decision.appoints]
        near += [decision.assigns_issues_of for decision in body.decides if decision.assigns_issues_of]
        for other in (*near, *(lead.who for lead in leads_of_body(structure, body))):
            for one in (other, *structure.holder_members(other)):
                yield body.id, whole_of(structure, one)
    for one, others in network.collaborations.items():
        for other in others:
            yield whole_of(structure, one), whole_of(structure, other)
    for relation in structure.relations:
        if relation.status == "existing":
            bodies = [b for b in (*relation.who, *relation.what) if b in network.bodies]
            yield from pairwise(bodies)


def _gap(structure: Structure, network: Network, part: list[str], told: list[str]) -> Gap:
    bodies = [network.bodies[body] for body in part]
    inside = set(part)
    others = [body for body in told if body not in inside]
    surely = _no_path(network, part)
    levels = [r for b in dict.fromkeys(b.level for b in bodies) if b and isinstance(r := structure.get(b), Level)]
    chain: tuple[Record, ...] = (*bodies, *_seats(network, part), *(levels if surely else ()))
    verdict = certain(*chain) if surely else Verdict.POSSIBLE
    sentence = (_NO_WAY if verdict is Verdict.GAP else _NO_WAY_KNOWN).filled(
        part=named(structure, part), others=named(structure, others)
    )
    return Gap(verdict, each(body=part), sentence, chain)


def _seats(network: Network, part: Iterable[str]) -> list[Record]:
    """The seats by which somebody is known to be in the bodies."""
    told = (pair for body in part for pair in network.where.roster(body).seats)
    return [seat for seat, claim in told if claim.present or (claim.turns and claim.sure)]


def _no_path(network: Network, part: list[str]) -> bool:
    """Whether all who may be in the part are known, and none of them can be in another body."""
    if not network.all_bodies_listed:
        return False
    members: set[str] = set()
    for body in part:
        possible = network.possible_members(body)
        if possible is None:
            return False
        members |= possible
    inside = frozenset(part)
    return all(network.where.range(o).bodies <= inside for o in members)


_NO_WAY = Text(
    "Mellan {part} och de andra organen ({others}) finns ingen väg: ingen sitter i båda.",
    "There is no way between {part} and the other bodies ({others}): nobody sits in both.",
)
_NO_WAY_KNOWN = Text(
    "Mellan {part} och de andra organen ({others}) är ingen väg känd: ingen är känd som sitter i båda.",
    "No way is known between {part} and the other bodies ({others}): nobody is known to sit in both.",
)
