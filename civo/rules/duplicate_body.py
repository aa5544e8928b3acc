"""Two bodies have the same members, or all of one sit in the other.

Compares the structure's own existing bodies by who has seats in them: equal and nested membership (Breiger 1974, The
duality of persons and groups, Social Forces 53(2):181-190). What counts as one member is what a seat is for: an
organisation that holds it or for which it speaks, a collective, or those who share it when it rotates, each with its
role where told. Two seats for the same with different roles are two members: a meeting of chief executives is not a
meeting of coordinators.

It is a **gap** when the lists of seats of both are closed, and all of it is stated. Otherwise it is **possible**: others
may sit in either. Bodies with fewer than three known members are not looked at, since what little is known of them would
lie in many others.

Not told of: bodies one of which is a part of the other, or appoints it, for nesting is intended there; two that are said
to be, or maybe to be, the same (see `name-conflict`); two that are known to handle issues and have none in common; and
records that stand for several bodies. Bodies that are equal
are one finding, and so are all that one body lies in. Nesting is told within a level only: that a county's network lies
in the country's is as it should be. It does not see what the bodies do: equal members may well meet
twice for two purposes.

Example:

```yaml
bodies:
  - id: radet
    name: {sv: rådet, en: the council}
    composition: closed
    source: {in: s}
    seats:
      - {id: radet.1, held_by: {organization: region-a}}
      - {id: radet.2, held_by: {organization: lst-a}}
      - {id: radet.3, represents: [kommunerna-i-lan-a]}
  - id: gruppen
    name: {sv: gruppen, en: the group}
    composition: closed
    source: {in: s}
    seats:
      - {id: gruppen.1, held_by: {organization: lst-a}}
      - {id: gruppen.2, represents: [kommunerna-i-lan-a]}
      - {id: gruppen.3, held_by: {organization: region-a}}
```

```text
gap: The council and the group have the same members: Region A, County Board A and the municipalities of County A.
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from civo.findings import Verdict
from civo.records import Body, Record, Seat
from civo.rules.rule import Found, Gap, as_one, certain
from civo.rules.scope import named, own_bodies, shortened
from civo.seats.claims import Claim
from civo.seats.declared import shared_among, speaks_for
from civo.seats.handling import told_to_handle
from civo.seats.rosters import roster
from civo.structure import Structure
from civo.truth import Truth
from civo.words import Text

TITLE = Text(
    "Två organ har samma medlemmar, eller det enas alla sitter i det andra",
    "Two bodies have the same members, or all of one sit in the other",
)
WHY = Text(
    "Samma personer möts två gånger om det som kunde avgöras en gång, och ingen vet vilket organ som gäller.",
    "The same people meet twice on what could be settled once, and nobody knows which body counts.",
)
WHO = Text("de som leder organen", "those who lead the bodies")
CLOSE = Text(
    "Slå ihop organen, eller ange hur de hör ihop (`part_of`, `appointed_by`, `same_as`) och vad som skiljer dem.",
    "Merge the bodies, or state how they belong together (`part_of`, `appointed_by`, `same_as`) and what sets them apart.",
)
T = TypeVar("T")
FLOOR = 3
"""Bodies with fewer known members than this are not compared."""
Member = frozenset[str]
"""Those whom a seat is for: an organisation, or several together."""
Roles = dict[Member, frozenset[str]]
"""The known members of a body, each with the roles told ("" where some seat of theirs tells none)."""


def find(structure: Structure) -> Found:
    """A finding for each set of equal bodies, then one for each body that lies in others."""
    told = _Memberships(structure)
    every = ((body, told.roles(body)) for body in own_bodies(structure) if not body.several)
    compared = {body.id: told.numbered(body, roles) for body, roles in every if len(roles) >= FLOOR}
    checked = len(compared)
    apart = _related(structure, [listing.body for listing in compared.values()])
    handled = _handled(structure)
    equal: dict[str, list[Body]] = {}
    inside: dict[str, list[Body]] = {}
    first: dict[str, str] = {}
    for head, *others in _same(compared):
        for other in others:
            pair = (head.id, other.id)
            if frozenset(pair) not in apart and not _differ(*(handled.get(body, ()) for body in pair)):
                first[head.id] = first[other.id] = head.id
                equal.setdefault(head.id, [head]).append(other)
                del compared[other.id]
    for inner, outer, mutual in _nested(told, list(compared.values()), handled):
        if frozenset((inner.id, outer.id)) in apart:
            continue
        if not mutual:
            inside.setdefault(inner.id, []).append(outer)
        elif outer.id not in first:
            start = first.setdefault(inner.id, inner.id)
            if outer.id != start:
                first[outer.id] = start
                equal.setdefault(start, [compared[start].body]).append(outer)
    gaps = [_gap(structure, told, bodies, _EQUAL) for bodies in equal.values()]
    for body, outers in inside.items():
        if first.get(body, body) == body:
            gaps.append(_gap(structure, told, [compared[body].body, *outers], _NESTED))
    return Found(checked, gaps)


class Listing(NamedTuple):
    """A body with the numbers of its members: one for each member in its roles."""

    body: Body
    numbers: tuple[int, ...]


class _Memberships:
    """Who are members of bodies, by what their seats say; seats that say the same are looked at once."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._members: dict[Claim, tuple[Member, ...]] = {}
        self._numbers: dict[tuple[Member, frozenset[str]], int] = {}

    def seats(self, body: Body) -> Iterator[tuple[Seat, tuple[Member, ...]]]:
        """The seats that certainly are there for somebody, with whom each is for."""
        for seat, claim in roster(self._structure, body).seats:
            if claim.sure:
                members = self._members.get(claim)
                if members is None:
                    members = self._members[claim] = tuple(_members(claim))
                if members:
                    yield seat, members

    def roles(self, body: Body) -> Roles:
        """The known members of a body, with their roles."""
        found: Roles = {}
        for seat, members in self.seats(body):
            role = frozenset((seat.role or "",))
            for member in members:
                before = found.get(member)
                found[member] = before | role if before else role
        return found

    def numbered(self, body: Body, roles: Roles) -> Listing:
        """The body with the numbers of its members."""
        known = self._numbers
        return Listing(body, tuple([known.setdefault(told, len(known)) for told in roles.items()]))

    def alike(self) -> list[list[int]]:
        """For each number, those of the same member in roles that may be one of its own; itself among them."""
        of: dict[Member, list[tuple[frozenset[str], int]]] = {}
        for (member, roles), number in self._numbers.items():
            of.setdefault(member, []).append((roles, number))
        return [
            [other for others, other in of[member] if _may_be_one(roles, others)] for member, roles in self._numbers
        ]

    def is_whole(self, body: Body) -> bool:
        """Whether there certainly are no other members."""
        here = roster(self._structure, body)
        known = {o for _, members in self.seats(body) for member in members for o in member}
        return not here.anybody and all(claim.candidates <= known for _, claim in here.seats)


def _may_be_one(some: frozenset[str], others: frozenset[str]) -> bool:
    return "" in some or "" in others or not some.isdisjoint(others)


def _members(claim: Claim) -> Iterator[Member]:
    """Those whom a seat is for; nothing where that is not told, or where they only attend or stand in."""
    if not claim.full:
        return
    held = [holder.members for holder in claim.held if holder.truth is Truth.YES and holder.members]
    if claim.rotating:
        yield from filter(None, [claim.turns])
    elif held:
        yield from held
    elif not claim.held:
        yield from (frozenset((o,)) for o in sorted(claim.sits))
        yield from filter(None, [claim.speaks_for])


def _same(compared: dict[str, Listing]) -> list[list[Body]]:
    """The bodies that have the very same members in the same roles, together: one of them is enough to compare."""
    found: dict[frozenset[int], list[Body]] = {}
    for listing in compared.values():
        found.setdefault(frozenset(listing.numbers), []).append(listing.body)
    return list(found.values())


def _nested(
    told: _Memberships, compared: list[Listing], handled: dict[str, tuple[str, ...]]
) -> Iterator[tuple[Body, Body, bool]]:
    """Pairs of which the first lies in the second, and whether the second lies in the first too.

    All members of the first, with their roles as far as told, are members of the second: so it is among the bodies of
    each of these. Not those that are known to handle issues and have none in common, nor those of two levels unless they
    are equal.
    """
    having = _sets((number, n) for n, listing in enumerate(compared) for number in listing.numbers)
    fitting: dict[int, set[int]] = {}
    for number, alike in enumerate(told.alike()):
        if number in having:
            fitting[number] = set().union(*(having.get(other, ()) for other in alike))
    together = _sets((issue, n) for n, listing in enumerate(compared) for issue in handled.get(listing.body.id, ("",)))
    for n, (body, members) in enumerate(compared):
        issues = handled.get(body.id)
        left = set.intersection(*sorted((fitting[number] for number in members), key=len)) - {n}
        if issues:
            left &= together.get("", set()).union(*(together[issue] for issue in issues))
        for m in sorted(left):
            outer, others = compared[m]
            mutual = len(members) == len(others)
            if mutual or body.level in (None, outer.level) or outer.level is None:
                yield body, outer, mutual


def _sets(pairs: Iterable[tuple[T, int]]) -> dict[T, set[int]]:
    """The numbers that are paired with each thing."""
    found: dict[T, set[int]] = {}
    for thing, number in pairs:
        found.setdefault(thing, set()).add(number)
    return found


def _related(structure: Structure, compared: list[Body]) -> set[frozenset[str]]:
    """Pairs of bodies that belong together: part and whole, appointed and appointing, or maybe the same."""
    found: set[frozenset[str]] = set()
    for body in compared:
        near = [*body.appointed_by, *(same.id for same in body.same_as)]
        near += [decision.appoints for decision in body.decides if decision.appoints]
        whole: Record | None = body
        while isinstance(whole, Body) and whole.part_of and whole.part_of not in near:
            near.append(whole.part_of)
            whole = structure.get(whole.part_of)
        found |= {frozenset((body.id, other)) for other in near}
    return found


def _handled(structure: Structure) -> dict[str, tuple[str, ...]]:
    """The issues that each body is known to handle."""
    found: dict[str, tuple[str, ...]] = {}
    for issue, bodies in told_to_handle(structure).items():
        for body in {body.id for body, _ in bodies}:
            found[body] = (*found.get(body, ()), issue)
    return found


def _differ(ones: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether two are known to handle issues, and none in common."""
    return bool(ones) and bool(others) and set(ones).isdisjoint(others)


def _gap(structure: Structure, told: _Memberships, bodies: list[Body], sentences: tuple[Text, Text]) -> Gap:
    inner, *outers = bodies
    seats = [seat for body in bodies for seat, _ in told.seats(body)]
    same = sentences is _EQUAL  # that all of one sit in another too may be just as it should be
    whole = all(map(told.is_whole, bodies if same else bodies[:1]))
    verdict = certain(*bodies, *seats) if same and whole else Verdict.POSSIBLE
    members = told.roles(inner)
    sentence = sentences[0 if whole else 1].filled(
        bodies=named(structure, [body.id for body in bodies]),
        inner=inner.label,
        outers=named(structure, [body.id for body in outers]),
        who=shortened([_in_words(structure, inner, member) for member in members]),
    )
    subjects = tuple(body.id for body in bodies)
    first = inner.id if sentences is _NESTED else min(subjects)
    about = [one for other in subjects if other != first for one in as_one(bodies=(first, other))]
    return Gap(verdict, about, sentence, (*bodies, *seats), subjects=subjects)


def _in_words(structure: Structure, body: Body, member: Member) -> Text:
    """What a member is called: the collective that holds a seat, whom a seat speaks for, or the organisations."""
    for seat, claim in roster(structure, body).seats if len(member) > 1 else ():
        for group, name in ((claim.turns, shared_among), (claim.speaks_for, speaks_for)):
            if group == member and (words := name(structure, seat)):
                return words
        for holder in claim.held:
            if holder.members == member:
                return structure.name(holder.id)
    return named(structure, sorted(member))


_EQUAL = (
    Text("{bodies} har samma medlemmar: {who}.", "{bodies} have the same members: {who}."),
    Text(
        "{bodies} har så vitt känt samma medlemmar: {who}.",
        "{bodies} have, as far as is known, the same members: {who}.",
    ),
)
_NESTED = (
    Text("Alla i {inner} sitter även i {outers}: {who}.", "All of {inner} sit in {outers} too: {who}."),
    Text(
        "Alla kända i {inner} sitter även i {outers}: {who}.",
        "All who are known of {inner} sit in {outers} too: {who}.",
    ),
)
"""When it is certain, and when it is not."""
