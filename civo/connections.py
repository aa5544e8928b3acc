"""The ties that a way can go along: seats, units, appointments and stated relations, each with the record behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import NamedTuple

from civo.records import Body, Organization, Record, Relation, Role, Seat
from civo.seats.claims import Claim, Claims
from civo.seats.handling import handled_by
from civo.seats.leading import leads_of_body
from civo.seats.rosters import Roster, Rosters
from civo.structure import Structure


class Strength(IntEnum):
    """How sure a tie is: known, known but shared by turns, or only possible."""

    KNOWN = 0
    INDIRECT = 1
    POSSIBLE = 2


class Tie(NamedTuple):
    """What ties those on one side to those on the other; two on the same side are not tied by it.

    `how` is a word that `HOW` in the question of ways knows, read from the first side to the other. `via` are the ids of
    what stands between: the collective, kind or role that is named for the organisations, the area or level led.
    """

    how: str
    record: Record
    one: frozenset[str]
    other: frozenset[str]
    strength: Strength = Strength.KNOWN
    spoken: bool = False
    """Whether the seat only speaks for the first side: nobody of it meets the others who share the seat."""
    via: tuple[str, ...] = ()


class _Side(NamedTuple):
    """Those who are meant by an id in a relation."""

    members: frozenset[str]
    strength: Strength = Strength.KNOWN
    via: tuple[str, ...] = ()


NOBODY = _Side(frozenset())


class Connections:
    """The ties of a structure, for a question about some of its records.

    A kind that a relation names stands for one or more of its organisations, which ones is not said: a tie through it is
    only possible, unless the question is about the kind itself (`asked`). A role stands for its organisation where it is
    found in one only; otherwise it ties nobody but itself, when it is asked about.
    """

    def __init__(self, structure: Structure, asked: frozenset[str] = frozenset()) -> None:
        self._structure = structure
        self._asked = asked
        self.leaders = _named_leaders(structure)
        self._under = _under_each(structure, self.leaders)

    def ties(self) -> Iterator[Tie]:
        """Every tie, in the order in which the records are declared: seats, units, bodies, relations."""
        yield from seat_ties(self._structure)
        for organization in self._structure.organizations:
            if organization.unit_of and self._exists(organization.id) and self._exists(organization.unit_of):
                yield self._tie("unit-of", organization, _one(organization.id), _one(organization.unit_of))
        for body in self._bodies():
            yield from self._body_ties(body)
        for relation in self._relations():
            for who in relation.who:
                for what in relation.what:
                    yield from self._relation_ties(relation, who, what)

    def ties_of(self, record: Record) -> Iterator[Tie]:
        """The ties that only a level, an issue or a role that is asked about has: it stands on the first side."""
        here = _one(record.id)
        if isinstance(record, Role):
            yield from self._role_ties(record)
        for body, told in handled_by(self._structure, record.id):
            yield self._tie("handled-by", told, here, _one(body.id))
        for responsibility in self._structure.responsibilities_for.get(record.id, ()):
            members = frozenset(self._structure.members(responsibility.who))
            if responsibility.degree == "lead" and responsibility.status == "existing" and members:
                yield self._tie("leads:by", responsibility, here, _Side(members))
        for relation in self._relations():
            for who in relation.who if record.id in relation.what else ():
                if (side := self._side(who, None)).members:
                    yield self._tie(f"{relation.does}:by", relation, here, side)
            for what in relation.what if record.id in relation.who else ():
                if (side := self._side(what, None)).members:
                    yield self._tie(relation.does, relation, here, side)

    def bodies_at(self, level: str) -> list[str]:
        """The existing bodies of a level."""
        return [body.id for body in self._structure.bodies_at.get(level, ()) if body.status == "existing"]

    def _bodies(self) -> Iterator[Body]:
        return (body for body in self._structure.bodies if body.status == "existing")

    def _relations(self) -> Iterator[Relation]:
        return (relation for relation in self._structure.relations if relation.status == "existing")

    def _exists(self, record_id: str) -> bool:
        record = self._structure.get(record_id)
        return record is not None and record.status == "existing"

    def _tie(self, how: str, record: Record, one: _Side, other: _Side) -> Tie:
        doubtful = record.id in self._structure.uncertain
        strength = max(one.strength, other.strength, Strength.POSSIBLE if doubtful else Strength.KNOWN)
        return Tie(how, record, one.members, other.members, strength, via=(*one.via, *other.via))

    def _side(self, actor: str, near: str | None) -> _Side:
        """Those whom the id of an actor means; of a role, those in or around the area, where one is given."""
        structure = self._structure
        kind = structure.kind_of(actor)
        if kind in ("organizations", "bodies"):
            return _one(actor) if self._exists(actor) else NOBODY
        if kind == "collectives":
            return _Side(frozenset(structure.holder_members(actor)), via=(actor,))
        if kind == "kinds":
            members = frozenset(structure.actor_members(actor))
        elif kind == "roles":
            role = structure.get(actor)
            held_in = role.held_in if isinstance(role, Role) else None
            members = frozenset(o for o in structure.members(held_in) if near is None or self._is_near(o, near))
            if len(members) != 1:  # in which of the organisations it is found says nothing of the others
                return NOBODY
        else:
            return NOBODY
        sure = len(members) == 1 or actor in self._asked
        return _Side(members, Strength.KNOWN if sure else Strength.POSSIBLE, (actor,))

    def _is_near(self, organization: str, area: str) -> bool:
        """Whether the organisation acts in the area, in a part of it, or in an area that it is a part of."""
        record = self._structure.get(organization)
        own = record.area if isinstance(record, Organization) else None
        return own is None or own in self._structure.inside(area) or area in self._structure.inside(own)

    def _body_ties(self, body: Body) -> Iterator[Tie]:
        here = _one(body.id)
        if body.part_of and self._exists(body.part_of):
            yield self._tie("part-of", body, here, _one(body.part_of))
        led_by = [lead.who for lead in leads_of_body(self._structure, body) if body in lead.records]
        for how, actors in (("led-by", led_by), ("appointed-by", body.appointed_by)):
            for actor in actors:
                if (side := self._side(actor, body.area)).members:
                    yield self._tie(how, body, here, side)
        for decision in body.decides:
            for how, other in (("appoints", decision.appoints), ("assigns-issues-of", decision.assigns_issues_of)):
                if other and self._exists(other):
                    yield self._tie(how, body, here, _one(other))
        for same in body.same_as:
            if self.is_body(same.id) and self._exists(same.id):
                sure = Strength.KNOWN if same.certainty == "stated" else Strength.POSSIBLE
                yield self._tie("same-as", body, here, _Side(frozenset((same.id,)), sure))

    def is_body(self, record_id: str) -> bool:
        """Whether the id is a body's."""
        return self._structure.kind_of(record_id) == "bodies"

    def _relation_ties(self, relation: Relation, who: str, what: str) -> Iterator[Tie]:
        structure = self._structure
        if structure.kind_of(who) == "kinds" and self._is_named_elsewhere(relation, who, what):
            return
        target = structure.get(what)
        area = getattr(target, "area", None) if target else None
        one = self._side(who, what if structure.kind_of(what) == "areas" else area)
        if not one.members:
            return
        if structure.kind_of(what) in ("areas", "levels"):
            yield from self._ties_down(relation, one, what)
            return
        source = structure.get(who)
        other = self._side(what, getattr(source, "area", None) if source else None)
        if relation.extent in ("some", "most") and len(other.members) > 1:
            other = other._replace(strength=Strength.POSSIBLE)
        if other.members:
            yield self._tie(relation.does, relation, one, other)

    def _ties_down(self, relation: Relation, one: _Side, what: str) -> Iterator[Tie]:
        """What the leader or co-ordinator of an area or a level is tied to: those who lie in it, the bodies at it.

        Those nearer to another named leader are tied to that one instead. That bodies at the level are meant is not said.
        """
        structure = self._structure
        if structure.kind_of(what) == "areas":
            under = self._under.get(what, frozenset()) if one.strength is Strength.KNOWN else self._all_in(what)
            if under - one.members:
                yield self._tie(f"{relation.does}:area", relation, one, _Side(under - one.members, via=(what,)))
        level = relation.level if structure.kind_of(what) == "areas" else what
        if level is None or relation.does not in ("leads", "coordinates"):
            return
        for area, members in self._by_area(one.members).items():
            bodies = frozenset(b for b in self.bodies_at(level) if self._serves(b, area, what))
            if bodies:
                side = _Side(bodies, Strength.POSSIBLE, (level,))
                yield self._tie(f"{relation.does}:level", relation, one._replace(members=members), side)

    def _all_in(self, area: str) -> frozenset[str]:
        inside = self._structure.inside(area)
        return frozenset(o.id for o in self._structure.organizations if o.status == "existing" and o.area in inside)

    def _by_area(self, organizations: Iterable[str]) -> dict[str | None, frozenset[str]]:
        found: dict[str | None, set[str]] = {}
        for o in organizations:
            record = self._structure.get(o)
            found.setdefault(record.area if isinstance(record, Organization) else None, set()).add(o)
        return {area: frozenset(found[area]) for area in sorted(found, key=str)}

    def _serves(self, body: str, area: str | None, what: str) -> bool:
        """Whether the body serves the area that is led, and one that the leader's own area has to do with."""
        record = self._structure.get(body)
        own = record.area if isinstance(record, Body) else None
        if own is None:
            return True
        inside = self._structure.inside
        led = self._structure.kind_of(what) == "areas"
        return (own in inside(what) if led else True) and (area is None or own in inside(area) or area in inside(own))

    def _is_named_elsewhere(self, relation: Relation, kind: str, what: str) -> bool:
        """Whether one of the kind is named to do the same: then that is whom the kind stood for."""
        return any(
            other.does == relation.does and what in other.what and kind in _kinds(self._structure, other.who)
            for other in self._relations()
        )

    def _role_ties(self, role: Role) -> Iterator[Tie]:
        here = _one(role.id)
        claims = self._structure.once(Claims)
        members = frozenset(self._structure.members(role.held_in))
        if members:
            yield self._tie("found-in", role, here, _Side(members))
        for seat in self._structure.seats:
            body = self._structure.get(seat.body)
            if seat.role == role.id and seat.status == "existing" and body and body.status == "existing":
                yield self._tie(claims.claim(seat).verb, seat, here, _one(seat.body))
        for body in self._bodies():
            led_by = [lead.who for lead in leads_of_body(self._structure, body)]
            for how, actors in (("leads", led_by), ("sets-up", list(body.appointed_by))):
                if role.id in actors:
                    yield self._tie(how, body, here, _one(body.id))


def seat_ties(structure: Structure) -> Iterator[Tie]:
    """Who sits in each existing body, is spoken for there, shares a seat by turns, or may hold one."""
    rosters = structure.once(Rosters)
    for body in structure.bodies:
        if body.status == "existing":
            roster = rosters.of(body)
            for seat, claim in roster.seats:
                yield from _seat_ties(roster, seat, claim)
            for seat, who in roster.from_elsewhere:
                yield Tie("may-sit", seat, who, frozenset((body.id,)), Strength.POSSIBLE, spoken=True)


def _one(record_id: str) -> _Side:
    return _Side(frozenset((record_id,)))


def _kinds(structure: Structure, ids: Iterable[str]) -> set[str]:
    """The kinds of the organisations among the ids."""
    records = (structure.get(i) for i in ids)
    return {kind for record in records if isinstance(record, Organization) for kind in record.kind}


def _seat_ties(roster: Roster, seat: Seat, claim: Claim) -> Iterator[Tie]:
    """The same of one seat."""
    here = frozenset((roster.body.id,))
    certain = claim.sits | claim.speaks_for
    if claim.sits:
        yield Tie("has-the-turn" if claim.rotating else claim.verb, seat, claim.sits, here)
    if others := claim.speaks_for - claim.sits:
        yield Tie("spoken-for", seat, others, here, spoken=True)
    attending = claim.takes_part - certain if claim.verb == "attends" else frozenset[str]()
    if attending:
        yield Tie(claim.verb, seat, attending, here)
    if claim.rotating and claim.sure:
        if sharing := claim.turns - certain:
            yield Tie("takes-turns", seat, sharing, here, Strength.INDIRECT, spoken=True)
        return
    may = claim.candidates - certain - attending
    if not roster.absent.keys().isdisjoint(may):
        may = frozenset(o for o in may if not _is_absent(roster, seat, o))
    if may:
        yield Tie("may-sit", seat, may, here, Strength.POSSIBLE, spoken=True)


def _is_absent(roster: Roster, seat: Seat, organization: str) -> bool:
    absence = roster.absent.get(organization)
    return absence is not None and seat.id not in absence.except_seats


def _named_leaders(structure: Structure) -> dict[str, frozenset[str]]:
    """The organisations that are named, for certain, to lead or co-ordinate each area."""
    found: dict[str, set[str]] = {}
    for relation in structure.relations:
        if relation.does not in ("leads", "coordinates") or relation.status != "existing":
            continue
        named = {who for who in relation.who if structure.kind_of(who) == "organizations"}
        if named and relation.id not in structure.uncertain:
            for what in relation.what:
                if structure.kind_of(what) == "areas":
                    found.setdefault(what, set()).update(named)
    return {area: frozenset(found[area]) for area in found}


def _under_each(structure: Structure, leaders: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """For each area with a named leader, those who lie in it and in no smaller area with another leader than they."""
    above: dict[str, set[str]] = {}
    for declared in structure.areas:
        above.setdefault(declared.id, set()).update(declared.part_of)
        for part in declared.parts:
            above.setdefault(part, set()).add(declared.id)
    found: dict[str, set[str]] = {}
    for organization in structure.organizations:
        around = {organization.area} if organization.area and organization.status == "existing" else set()
        seen: set[str] = set()
        while around:
            led = [area for area in around if leaders.get(area, frozenset()) - {organization.id}]
            for area in led:
                found.setdefault(area, set()).add(organization.id)
            seen |= around
            around = set() if led else {whole for area in around for whole in above.get(area, ())} - seen
    return {area: frozenset(members) for area, members in found.items()}
