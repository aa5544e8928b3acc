"""What a body or a role carries: a plain sum of counted things, every term of it shown with its records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from civo.records import Body, Organization, Record, Relation, Role, Seat
from civo.seats.claims import Claims
from civo.seats.declared import tenures
from civo.seats.handling import told_to_handle
from civo.seats.leading import leads_of_body
from civo.seats.rosters import roster
from civo.structure import Structure
from civo.truth import Truth
from civo.words import Text


class Term(NamedTuple):
    """One term of a load: what is counted, how many of it are known, and the records that say so."""

    name: Text
    number: int
    records: tuple[Record, ...]


class Load(NamedTuple):
    """What a body or a role carries, term by term: always the same terms in the same order, noughts among them."""

    who: str
    terms: tuple[Term, ...]

    @property
    def total(self) -> int:
        """The sum of the terms."""
        return sum(term.number for term in self.terms)


def body_load(structure: Structure, body: Body) -> Load:
    """The issues a body handles, what it coordinates, whom it supports and what it is to see to; in that order.

    load(b) = issues + kinds coordinated + supports out + responsibilities: the terms of an actor's demand in the
    meta-matrix (Krackhardt and Carley 1998, PCANS; Carley et al., ORA), unweighted. Coordinated are the kinds of the
    organisations that an existing relation `coordinates` or `leads` names, and each level, area, body or other thing as
    one; a body that it is the lead of is one too. Responsibilities of a body are what it decides, sets up, adopts or
    follows up.

    Counts what is known to exist; what is only proposed is left out. A small number is therefore no proof of a small
    load. Records of which it is not known whether they hold at the date are counted; see `structure.uncertain`.
    """
    given = structure.once(_Given)
    return Load(
        body.id,
        (_issues(structure, given, (body,)), _coordinated(structure, given, body.id), *_duties(given, body)),
    )


def role_load(structure: Structure, role: str, organization: str | None) -> Load:
    """What a role carries, in an organisation or, with None, wherever it is found.

    The terms: the seats that it certainly has, the seats that may be its (it shares them, or is one of several that they
    speak for), the issues of the bodies where it certainly sits, what it coordinates or leads (bodies among it), whom it
    supports, whom it speaks for or follows up. Seats, bodies and relations that do not name the role are not counted.
    Relations name a role, not an organisation: they are the same for every organisation where the role is found, but one
    where it speaks for others than this one (`represents`). In an organisation where it is said not to be found, all terms
    are nought.
    """
    given = structure.once(_Given)
    found_there = organization is None or _is_found_in(structure, role, organization)
    seats = given.seats.get(role, []) if found_there else []
    told = list(_having(structure, seats, organization)) if organization else [(seat, Truth.YES) for seat in seats]
    related = role if found_there else ""
    sure = [seat for seat, truth in told if truth is Truth.YES]
    maybe = [seat for seat, truth in told if truth is Truth.UNKNOWN]
    found = {seat.body: structure.get(seat.body) for seat in sure}
    bodies = [body for body in found.values() if isinstance(body, Body) and body.status == "existing"]
    return Load(
        role,
        (
            Term(_SEATS, len(sure), tuple(sure)),
            Term(_MAYBE, len(maybe), tuple(maybe)),
            _issues(structure, given, bodies),
            _coordinated(structure, given, related),
            _reached(given, related, ("supports",), _SUPPORTS),
            _reached(given, related, ("represents", "follows-up"), _SPEAKS_FOR, _others_only(structure, organization)),
        ),
    )


def organization_load(structure: Structure, organization: str) -> Load:
    """What an organisation carries.

    The terms: the seats that it certainly has itself; the seats that it shares by turns without having them, or that only
    speak for it as one of several; the issues of the bodies where it has a seat of its own; what it coordinates or leads
    (bodies among it); whom it supports; whom it speaks for or follows up; the issues that it answers for. Seats that it
    may have, and what its units carry, are not counted.
    """
    given, borne = structure.once(_Given), structure.once(_Borne)
    own, shared = borne.seats.get(organization, []), borne.shared.get(organization, [])
    found = {seat.body: structure.get(seat.body) for seat in own}
    answered = borne.answers.get(organization, {})
    return Load(
        organization,
        (
            Term(_SEATS, len(own), tuple(own)),
            Term(_SHARED, len(shared), tuple(shared)),
            _issues(structure, given, [body for body in found.values() if isinstance(body, Body)]),
            _coordinated(structure, given, organization),
            _reached(given, organization, ("supports",), _SUPPORTS),
            _reached(given, organization, ("represents", "follows-up"), _SPEAKS_FOR),
            Term(_ANSWERS, len(answered), _once(record for told in answered.values() for record in told)),
        ),
    )


class _Borne:
    """What each organisation bears, read once: own seats, shared ones, the issues that it answers for."""

    def __init__(self, structure: Structure) -> None:
        self.seats: dict[str, list[Seat]] = {}
        self.shared: dict[str, list[Seat]] = {}
        self.answers: dict[str, dict[str, list[Record]]] = {}
        for body in structure.bodies:
            for seat, claim in roster(structure, body).seats if body.status == "existing" else ():
                borne = claim.sits | claim.takes_part
                shared = claim.speaks_for | (claim.turns if claim.sure else frozenset())
                for organizations, into in ((borne, self.seats), (shared - borne, self.shared)):
                    for organization in organizations:
                        into.setdefault(organization, []).append(seat)
        for responsibility in structure.responsibilities:
            if responsibility.status == "existing":
                for organization in structure.members(responsibility.who):
                    for issue in responsibility.issue:
                        self.answers.setdefault(organization, {}).setdefault(issue, []).append(responsibility)


class _Given:
    """What is given to each body and role, read once: by the id of the one that carries it."""

    def __init__(self, structure: Structure) -> None:
        self.relations: dict[str, list[Relation]] = {}
        self.led: dict[str, list[Body]] = {}
        self.set_up: dict[str, list[Body]] = {}
        self.adopted: dict[str, list[Record]] = {}
        self.seats: dict[str, list[Seat]] = {}
        self.handled: dict[str, dict[str, Record]] = {}
        for relation in structure.relations:
            if relation.status == "existing":
                for who in relation.who:
                    self.relations.setdefault(who, []).append(relation)
        for body in structure.bodies:
            if body.status == "existing":
                for lead in leads_of_body(structure, body):
                    by_relation = isinstance(lead.records[0], Relation)  # then it is counted as the relation
                    if lead.truth is Truth.YES and not by_relation:
                        self.led.setdefault(lead.who, []).append(body)
                for who in body.appointed_by:
                    self.set_up.setdefault(who, []).append(body)
        for plan in structure.plans:
            if plan.adopted_by and plan.status == "existing":
                self.adopted.setdefault(plan.adopted_by, []).append(plan)
        for seat in structure.seats:
            if seat.role and seat.status == "existing":
                self.seats.setdefault(seat.role, []).append(seat)
        for issue, handling in told_to_handle(structure).items():
            for body, record in handling:
                self.handled.setdefault(body.id, {}).setdefault(issue, record)


def _is_found_in(structure: Structure, role: str, organization: str) -> bool:
    """Whether the role may be found in the organisation, or in a unit of it: where it is found is not said, it is said of
    this one, or a seat of the role is told to be its."""
    record = structure.get(role)
    held_in = record.held_in if isinstance(record, Role) else None
    own = _own(structure, organization)
    if held_in is None or not structure.member_set(held_in).isdisjoint(own):
        return True
    seats = structure.once(_Given).seats.get(role, ())
    return any(tenure.organization in own for seat in seats for tenure in tenures(seat))


def _having(structure: Structure, seats: list[Seat], organization: str) -> Iterator[tuple[Seat, Truth]]:
    """A role's seats, with whether each is the organisation's; unknown only where something ties the two together."""
    own = _own(structure, organization)
    claims = structure.once(Claims)
    for seat in seats:
        claim = claims.claim(seat)
        if organization in claim.sits_wholes or not own.isdisjoint(claim.takes_part):
            yield seat, Truth.YES
        else:
            maybe = claim.may_sit_wholes is None or organization in claim.may_sit_wholes
            told = maybe and not own.isdisjoint(claims.named(seat))
            yield seat, Truth.UNKNOWN if told else Truth.NO


def _own(structure: Structure, organization: str) -> frozenset[str]:
    return structure.with_units(frozenset((organization,)))


def _issues(structure: Structure, given: _Given, bodies: Iterable[Body]) -> Term:
    """The issues that any of the bodies handles; each of them, and what says that it is handled."""
    handled: dict[str, Record] = {}
    for body in bodies:
        handled = {**given.handled.get(body.id, {}), **handled}
    issues = [issue for i in handled if (issue := structure.get(i))]
    return Term(_ISSUES, len(handled), _once([*handled.values(), *issues]))


def _coordinated(structure: Structure, given: _Given, who: str) -> Term:
    """The kinds of organisation, and the other things, that somebody coordinates or leads; bodies that it chairs too."""
    relations = [r for r in given.relations.get(who, ()) if r.does in ("coordinates", "leads")]
    bodies = given.led.get(who, [])
    things = {body.id for body in bodies}
    for relation in relations:
        for what in relation.what:
            things |= set(_kinds(structure, what)) or {what}
    return Term(_COORDINATED, len(things), _once([*relations, *bodies]))


def _kinds(structure: Structure, what: str) -> Iterable[str]:
    """The kinds of an organisation, or of those in a collective; nothing for other things."""
    if structure.kind_of(what) in ("organizations", "collectives"):
        for member in structure.holder_members(what):
            record = structure.get(member)
            yield from record.kind if isinstance(record, Organization) else ()


def _duties(given: _Given, body: Body) -> tuple[Term, Term]:
    """Whom a body supports; what it decides, sets up, adopts and follows up, each once however often it is told."""
    things: set[tuple[str, str]] = set()
    for decision in body.decides:
        things |= {("adopts", decision.adopts)} if decision.adopts else set()
        things |= {("sets up", decision.appoints)} if decision.appoints else set()
        things |= {("assigns", decision.assigns_issues_of)} if decision.assigns_issues_of else set()
        things |= {("decides", decision.about.sv)} if decision.about.sv else set()
    set_up = given.set_up.get(body.id, [])
    adopted = given.adopted.get(body.id, [])
    followed = [r for r in given.relations.get(body.id, ()) if r.does == "follows-up"]
    things |= {("sets up", other.id) for other in set_up} | {("adopts", plan.id) for plan in adopted}
    things |= {("follows up", what) for relation in followed for what in relation.what}
    own = [body] if body.decides else []
    duties = Term(_RESPONSIBILITIES, len(things), _once([*own, *set_up, *adopted, *followed]))
    return _reached(given, body.id, ("supports",), _SUPPORTS), duties


def _others_only(structure: Structure, organization: str | None) -> Callable[[Relation], bool]:
    """Whether a role speaks for others than an organisation's own: then it does not do so in that organisation."""
    own = _own(structure, organization) if organization else frozenset[str]()

    def speaks_for_others(relation: Relation) -> bool:
        actors = {member for what in relation.what for member in structure.actor_members(what)}
        return bool(own and actors) and relation.does == "represents" and own.isdisjoint(actors)

    return speaks_for_others


def _reached(
    given: _Given, who: str, does: tuple[str, ...], name: Text, but: Callable[[Relation], bool] = lambda _: False
) -> Term:
    """Those to whom somebody does something; a collective or a kind is one. Some relations may be left out."""
    relations = [r for r in given.relations.get(who, ()) if r.does in does and not but(r)]
    return Term(name, len({what for relation in relations for what in relation.what}), tuple(relations))


def _once(records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple({record.id: record for record in records}.values())


_ISSUES = Text("frågor", "issues")
_COORDINATED = Text("samordnar eller leder", "coordinates or leads")
_SUPPORTS = Text("stödjer", "supports")
_RESPONSIBILITIES = Text("beslut och uppföljning", "decisions and follow-ups")
_SEATS = Text("platser", "seats")
_MAYBE = Text("möjliga platser", "possible seats")
_SHARED = Text("delade platser", "shared seats")
_ANSWERS = Text("ansvar", "responsibilities")
_SPEAKS_FOR = Text("företräder eller följer upp", "speaks for or follows up")
