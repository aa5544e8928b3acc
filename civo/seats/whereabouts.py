"""Where organisations are, where they may be, and whom they meet there: the claims of all bodies, by organisation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from civo.records import Body
from civo.seats.claims import NOBODY, Claim, Claims, Group, Way
from civo.seats.identity import Identity
from civo.seats.rosters import Roster, Rosters
from civo.structure import Structure
from civo.truth import Truth

FEW = 8
"""Groups of no more are looked up by the name of each in them; larger ones are asked whether they have somebody in them."""
_WAYS: tuple[Way, ...] = ("own", "spoken-for", "turn", "shared")


@dataclass(frozen=True, slots=True)
class Range:
    """The bodies that an organisation is or may be in: those open to anybody but for some, and others."""

    open: Group
    """One set for all organisations."""
    closed_to_it: Group
    others: Group

    def __contains__(self, body: str) -> bool:
        return body in self.others or (body in self.open and body not in self.closed_to_it)

    def meets(self, other: Range) -> bool:
        """Whether any body is in both."""
        out = len(self.closed_to_it) + len(other.closed_to_it)
        return len(self.open) > out or any(True for _ in self.in_common(other))

    def in_common(self, other: Range) -> Iterator[str]:
        """The bodies that are in both, in no order."""
        yield from self.others & other.others
        for body in self.open:
            if body not in self.closed_to_it and body not in other.closed_to_it:
                yield body

    @property
    def bodies(self) -> Group:
        """All of them."""
        return self.others | (self.open - self.closed_to_it)


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """Where an organisation, or any of several, is or may be by a listed seat."""

    known: Group
    """The bodies where it certainly is."""
    told: frozenset[int]
    """What the seats that tell of it tell, numbered."""
    lasting: frozenset[int]
    """Those of the numbers that are of seats that do not go round."""
    where: Callable[[frozenset[int]], Mapping[str, frozenset[int]]]
    """By each body the places of the seats with these numbers; those that go round told as negative numbers."""

    @property
    def key(self) -> object:
        """The same for those who are, and may be, in the same bodies by the same seats."""
        return self.known, self.told

    def may_meet(self, other: Listed) -> bool:
        """Whether the two are or may be in one body: not so where it is one seat that goes round, which they share."""
        if not self.lasting.isdisjoint(other.lasting):
            return True
        few, many = sorted((self.where(self.told), self.where(other.told)), key=len)
        return any(_is_room_for_both(few[body], many[body]) for body in few if body in many)


def _is_room_for_both(mine: frozenset[int], theirs: frozenset[int]) -> bool:
    places = mine | theirs
    return len(places) > 1 or any(place >= 0 for place in places)


class Whereabouts:
    """Where the organisations of a structure are and may be: `structure.once(Whereabouts)`. Reads every body once."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._claims = structure.once(Claims)
        self._rosters = structure.once(Rosters)
        self.bodies: dict[str, Body] = {b.id: b for b in structure.bodies if b.status == "existing"}
        """All existing bodies by id, those of the background too."""
        self._known: dict[str, list[str]] = {}
        self._sharing: dict[str, list[str]] = {}
        self._sets: dict[str, Group] = {}
        self._places: dict[frozenset[int], dict[str, frozenset[int]]] = {}
        self._anybody: set[str] = set()
        self._by_claim: dict[Claim, list[str]] = {}
        self._absences: dict[tuple[str, ...], list[str]] = {}
        self._excepting: dict[tuple[str, ...], list[str]] = {}
        for body in self.bodies.values():
            self._add(self._rosters.of(body))
        self._open = frozenset(self._anybody)
        self._ranges: dict[str, Range] = {}
        self._closed_to: dict[tuple[tuple[str, ...], ...], Group] = {}

    def _add(self, roster: Roster) -> None:
        body = roster.body.id
        for organization in roster.present:
            self._known.setdefault(organization, []).append(body)
        for organization in roster.sharing - roster.present:
            self._sharing.setdefault(organization, []).append(body)
        if roster.anybody:
            self._anybody.add(body)
        else:
            for _, claim in roster.seats:
                if not claim.candidates <= claim.present:
                    self._by_claim.setdefault(claim, []).append(body)
        if roster.absences:
            covering = tuple(absence.id for absence in roster.absences)
            self._absences.setdefault(covering, []).append(body)
            if roster.excepted:
                self._excepting.setdefault(covering, []).append(body)

    # Who is known to be where

    @cached_property
    def organizations(self) -> tuple[str, ...]:
        """All that certainly are in a body or share a seat in one, in the order declared."""
        tied = self._known.keys() | self._sharing.keys()
        return tuple(o.id for o in self._structure.organizations if o.id in tied)

    def known(self, organization: str) -> Sequence[str]:
        """The existing bodies that an organisation is known to be in, in the order declared."""
        return self._known.get(organization, ())

    def known_set(self, organization: str) -> Group:
        """The same as a set, to be asked often."""
        if organization not in self._sets:
            self._sets[organization] = frozenset(self.known(organization))
        return self._sets[organization]

    def sharing(self, organization: str) -> Sequence[str]:
        """The existing bodies in which it is only known to share a seat that goes round."""
        return self._sharing.get(organization, ())

    def present(self, body: str) -> Group:
        """Those known to be in a body, units and wholes."""
        return self.roster(body).present

    def roster(self, body: str) -> Roster:
        """Who is in the body with the id."""
        return self._rosters.of(self.bodies[body])

    def in_common(self, one: str, other: str) -> Iterator[str]:
        """The bodies in which both are known to be, in the order declared."""
        theirs = self.known_set(other)
        return (body for body in self.known(one) if body in theirs)

    def together(self, bodies: Iterable[str]) -> Group:
        """All who are known to be in any of the bodies, units and wholes."""
        return NOBODY.union(*(self.present(body) for body in bodies))

    def ways(self, body: str) -> dict[str, Way]:
        """By each organisation that is known to be in a body, or to share a seat there, its strongest way; wholes too."""
        identity = self._structure.once(Identity)
        found: dict[str, Way] = {}
        for claim in self._claims.of(body):
            for organization, (way, truth) in claim.ways.items():
                if truth is Truth.YES:
                    wholes = () if way == "shared" else identity.above(organization)
                    for o in (organization, *wholes):
                        before = found.get(o, "shared")
                        found[o] = min(way, before, key=_WAYS.index)
        return found

    # Who meets whom

    def meet(self, body: str, one: str, other: str) -> bool:
        """Whether two that are known to be in a body are there by different seats, or each in person."""
        seats = [claim for _, claim in self.roster(body).seats if one in claim.present or other in claim.present]
        if len(seats) > 1:
            return True
        return all(not c.rotating and one in c.sits_wholes and other in c.sits_wholes for c in seats)

    def met(self, body: str, organization: str) -> Group:
        """Those known to be in a body by another seat than an organisation that is, or each in person; itself if so."""
        claims = [claim for _, claim in self.roster(body).seats]
        places = [place for place, claim in enumerate(claims) if organization in claim.present]
        if len(places) != 1:
            return self.present(body) if places else NOBODY
        [mine] = places
        found = NOBODY.union(*(claim.present for place, claim in enumerate(claims) if place != mine))
        in_person = not claims[mine].rotating and organization in claims[mine].sits_wholes
        return found | claims[mine].sits_wholes if in_person else found

    # Where they may be

    def range(self, organization: str) -> Range:
        """The bodies that an organisation is in, shares a seat in, or may be in for all that is known."""
        if organization not in self._ranges:
            self._ranges[organization] = self._find_range(organization)
        return self._ranges[organization]

    def _find_range(self, organization: str) -> Range:
        certain = {*self.known(organization), *self.sharing(organization)}
        others = set(certain)
        for claim, bodies in self._by_claim.items():
            if organization in claim.candidates:
                others.update(bodies)
        others -= self._open
        covering = self._covering(organization)
        out = self._bodies_of(covering)
        alone = frozenset((organization,))
        back = out & certain
        for body in (body for ids in covering for body in self._excepting.get(ids, ())):
            if body not in back and self.roster(body).answer(alone) is not Truth.NO:
                back |= {body}
        closed_to_it = (out - back) & self._open if back else self._open_ones(covering)
        return Range(self._open, closed_to_it, frozenset(others - (out - back)))

    def _covering(self, organization: str) -> tuple[tuple[str, ...], ...]:
        """The sets of absences that cover an organisation, by their ids."""
        bodies = ((ids, self.roster(some[0])) for ids, some in self._absences.items())
        return tuple([ids for ids, roster in bodies if organization in roster.absent])

    def _bodies_of(self, covering: tuple[tuple[str, ...], ...]) -> Group:
        return NOBODY.union(*(self._absences[ids] for ids in covering))

    def _open_ones(self, covering: tuple[tuple[str, ...], ...]) -> Group:
        """Those of the bodies that are open to anybody else: one set for all whom the same absences cover."""
        if covering not in self._closed_to:
            self._closed_to[covering] = self._bodies_of(covering) & self._open
        return self._closed_to[covering]

    def listed(self, organizations: Iterable[str]) -> Listed:
        """Where any of the organisations is, or may be by a listed seat."""
        few, many, places = self._tellings
        known: set[str] = set()
        told: set[int] = set()
        for organization in organizations:
            known.update(self.known(organization))
            told.update(few.get(organization, ()))
            told.update(*[numbers for who, numbers in many if organization in who])
        lasting = frozenset(n for n in told if places[n][0][1] >= 0)
        return Listed(frozenset(known), frozenset(told), lasting, self._places_of)

    def _places_of(self, told: frozenset[int]) -> Mapping[str, frozenset[int]]:
        if told not in self._places:
            found: dict[str, set[int]] = {}
            for number in told:
                for body, place in self._tellings[2][number]:
                    found.setdefault(body, set()).add(place)
            self._places[told] = {body: frozenset(places) for body, places in found.items()}
        return self._places[told]

    @cached_property
    def _tellings(self) -> tuple[dict[str, list[int]], list[tuple[Group, list[int]]], list[list[tuple[str, int]]]]:
        """What seats tell of organisations, numbered: the numbers by each organisation, where they are few; the numbers of
        what tells of large groups; and by each number the bodies and places of the seats."""
        by_claim: dict[Claim, list[tuple[str, int]]] = {}
        for body in self.bodies:
            for place, claim in enumerate(self._claims.of(body)):
                if claim.exists:
                    by_claim.setdefault(claim, []).append((body, -1 - place if claim.rotating else place))
        places = list(by_claim.values())
        by_group: dict[Group, list[int]] = {}
        for number, claim in enumerate(by_claim):
            for who in {claim.present, claim.candidates}:
                by_group.setdefault(who, []).append(number)
        for body in (body for some in self._excepting.values() for body in some):
            for place, (_, who) in enumerate(self.roster(body).from_elsewhere, len(self._claims.of(body))):
                by_group.setdefault(who, []).append(len(places))
                places.append([(body, place)])
        few: dict[str, list[int]] = {}
        for who, numbers in by_group.items():
            for organization in who if len(who) <= FEW else ():
                few.setdefault(organization, []).extend(numbers)
        return few, [(who, numbers) for who, numbers in by_group.items() if len(who) > FEW], places
