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

from collections.abc import Iterator
from typing import NamedTuple

from civo.attending import Attending
from civo.findings import Verdict
from civo.records import Body, Record, Seat
from civo.rules.rule import Found, Gap, certain
from civo.rules.scope import named, own_bodies, shortened
from civo.seating import holders
from civo.structure import Structure
from civo.truth import Truth
from civo.words import Text

TITLE = Text("Två organ har samma medlemmar", "Two bodies have the same members")
WHY = Text(
    "Samma personer möts två gånger om det som kunde avgöras en gång, och ingen vet vilket organ som gäller.",
    "The same people meet twice on what could be settled once, and nobody knows which body counts.",
)
WHO = Text("de som leder organen", "those who lead the bodies")
CLOSE = Text(
    "Slå ihop organen, eller ange hur de hör ihop (`part_of`, `appointed_by`, `same_as`) och vad som skiljer dem.",
    "Merge the bodies, or state how they belong together (`part_of`, `appointed_by`, `same_as`) and what sets them apart.",
)
FLOOR = 3
"""Bodies with fewer known members than this are not compared."""
Member = frozenset[str]
"""Those whom a seat is for: an organisation, or several together."""


class Membership(NamedTuple):
    """The known members of a body, each with the roles told ("" where some seat of theirs tells none) and the seats."""

    body: Body
    roles: dict[Member, frozenset[str]]
    seats: tuple[Seat, ...]
    whole: bool
    """Whether there certainly are no others."""

    def lies_in(self, other: Membership) -> bool:
        """Whether all members, with their roles as far as told, are members of the other."""
        return all(m in other.roles and _may_be_one(roles, other.roles[m]) for m, roles in self.roles.items())


def _may_be_one(some: frozenset[str], others: frozenset[str]) -> bool:
    return "" in some or "" in others or not some.isdisjoint(others)


def find(structure: Structure) -> Found:
    """A finding for each set of equal bodies, then one for each body that lies in others."""
    known = [_membership(structure, body) for body in own_bodies(structure) if not body.several]
    compared = {m.body.id: m for m in known if len(m.roles) >= FLOOR}
    checked = len(compared)
    apart = _related(structure, compared)
    handled = _handled(structure)
    equal: dict[str, list[Membership]] = {}
    inside: dict[str, list[Membership]] = {}
    first: dict[str, str] = {}
    for same in _same(compared):
        head = same[0]
        for other in same[1:]:
            pair = (head.body.id, other.body.id)
            if frozenset(pair) not in apart and not _differ(*(handled.get(body, set()) for body in pair)):
                first[head.body.id] = first[other.body.id] = head.body.id
                equal.setdefault(head.body.id, [head]).append(other)
                del compared[other.body.id]
    for inner, outer in _nested(compared):
        pair = (inner.body.id, outer.body.id)
        if frozenset(pair) in apart or _differ(*(handled.get(body, set()) for body in pair)):
            continue
        if not outer.lies_in(inner):
            if inner.body.level not in (outer.body.level, None) and outer.body.level is not None:
                continue
            inside.setdefault(inner.body.id, []).append(outer)
        elif outer.body.id not in first:
            start = first.setdefault(inner.body.id, inner.body.id)
            if outer.body.id != start:
                first[outer.body.id] = start
                equal.setdefault(start, [compared[start]]).append(outer)
    gaps = [_gap(structure, members, _EQUAL) for members in equal.values()]
    for body, outers in inside.items():
        if first.get(body, body) == body:
            gaps.append(_gap(structure, [compared[body], *outers], _NESTED))
    return Found(checked, gaps)


def _membership(structure: Structure, body: Body) -> Membership:
    roles: dict[Member, frozenset[str]] = {}
    seats = []
    attendance = structure.once(Attending).of(body)
    for seat in structure.seats_of.get(body.id, ()):
        if seat.status == "existing" and structure.uncertain.isdisjoint((seat.id, body.id)):
            for member in _members(structure, seat):
                roles[member] = roles.get(member, frozenset()) | {seat.role or ""}
                seats.append(seat)
    known = {o for member in roles for o in member}
    whole = attendance.closed and not attendance.anyone and all(who <= known for _, who in attendance.maybe)
    return Membership(body, roles, tuple({seat.id: seat for seat in seats}.values()), whole)


def _members(structure: Structure, seat: Seat) -> Iterator[Member]:
    """Those whom the seat is for; nothing where that is not told, or where they only attend."""
    if seat.participation == "attends":
        return
    if seat.rotates:
        yield from filter(None, [structure.member_set(seat.rotates.among)])
        return
    held = [
        frozenset(structure.holder_members(t.organization))
        for t, truth in holders(structure, seat)
        if truth is Truth.YES
    ]
    if held:
        yield from filter(None, held)
    elif seat.represents and not seat.held_by:
        everyone = structure.member_set(seat.represents)
        yield from ([frozenset((o,)) for o in sorted(everyone)] if seat.each else filter(None, [everyone]))


def _same(compared: dict[str, Membership]) -> Iterator[list[Membership]]:
    """The bodies that have the very same members in the same roles, together: one of them is enough to compare with others."""
    found: dict[frozenset[tuple[Member, frozenset[str]]], list[Membership]] = {}
    for membership in compared.values():
        found.setdefault(frozenset(membership.roles.items()), []).append(membership)
    yield from found.values()


def _nested(compared: dict[str, Membership]) -> Iterator[tuple[Membership, Membership]]:
    """Pairs of which the first lies in the second; only bodies that share the first's rarest member are compared."""
    having: dict[Member, list[str]] = {}
    for body, membership in compared.items():
        for member in membership.roles:
            having.setdefault(member, []).append(body)
    for body, membership in compared.items():
        for other in min((having[member] for member in membership.roles), key=len):
            if other != body and membership.lies_in(compared[other]):
                yield membership, compared[other]


def _related(structure: Structure, compared: dict[str, Membership]) -> set[frozenset[str]]:
    """Pairs of bodies that belong together: part and whole, appointed and appointing, or maybe the same."""
    found: set[frozenset[str]] = set()
    for body in (m.body for m in compared.values()):
        near = [*body.appointed_by, *(same.id for same in body.same_as)]
        near += [decision.appoints for decision in body.decides if decision.appoints]
        whole: Record | None = body
        while isinstance(whole, Body) and whole.part_of and whole.part_of not in near:
            near.append(whole.part_of)
            whole = structure.get(whole.part_of)
        found |= {frozenset((body.id, other)) for other in near}
    return found


def _handled(structure: Structure) -> dict[str, set[str]]:
    """The issues that each body is known to handle."""
    found: dict[str, set[str]] = {}
    for issue, bodies in structure.handled_by.items():
        for body, _ in bodies:
            found.setdefault(body.id, set()).add(issue)
    return found


def _differ(ones: set[str], others: set[str]) -> bool:
    """Whether two are known to handle issues, and none in common."""
    return bool(ones) and bool(others) and ones.isdisjoint(others)


def _gap(structure: Structure, members: list[Membership], sentences: tuple[Text, Text]) -> Gap:
    inner, *outers = members
    bodies = [m.body for m in members]
    seats = [seat for m in members for seat in m.seats]
    verdict = certain(*bodies, *seats) if all(m.whole for m in members) else Verdict.POSSIBLE
    sentence = sentences[0 if verdict is Verdict.GAP else 1].filled(
        bodies=named(structure, [body.id for body in bodies]),
        inner=inner.body.label,
        outers=named(structure, [m.body.id for m in outers]),
        who=shortened([_in_words(structure, inner, member) for member in inner.roles]),
    )
    return Gap(verdict, tuple(body.id for body in bodies), sentence, (*bodies, *seats))


def _in_words(structure: Structure, membership: Membership, member: Member) -> Text:
    """What a member is called: the collective that holds a seat, whom a seat speaks for, or the organisations."""
    for seat in membership.seats if len(member) > 1 else ():
        for selector in (seat.rotates.among if seat.rotates else None, seat.represents):
            if selector and structure.member_set(selector) == member:
                return structure.selector_name(selector)
        for tenure in seat.held_by:
            if frozenset(structure.holder_members(tenure.organization)) == member:
                return structure.name(tenure.organization)
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
