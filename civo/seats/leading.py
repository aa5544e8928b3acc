"""Who leads or coordinates what at the date: a body's own field, its chair's seat, responsibilities and relations.

Whatever is not there at the date leads nothing: the structure has taken it out of the fields that name it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from civo.records import Body, Issue, Record, Relation, Responsibility, Seat
from civo.seats.claims import Claims
from civo.seats.handling import wider_issues
from civo.structure import Structure
from civo.truth import Truth
from civo.words import Text, joined

LeadRecord = Responsibility | Relation
"""A record of its own that says that somebody leads or coordinates."""


class Lead(NamedTuple):
    """One who leads or coordinates something, and what says so: surest first."""

    who: str
    what: str
    verb: str
    truth: Truth
    records: tuple[Record, ...]


class Leads:
    """Who leads what in a structure, by either: `structure.once(Leads)`."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self.records: dict[str, list[LeadRecord]] = {}
        """By each thing the records that say who leads or coordinates it, proposed ones among them."""
        for responsibility in structure.responsibilities:
            if responsibility.degree == "lead":
                for issue in responsibility.issue:
                    self.records.setdefault(issue, []).append(responsibility)
        for relation in structure.relations:
            if relation.does in ("leads", "coordinates"):
                for what in relation.what:
                    self.records.setdefault(what, []).append(relation)
        self._of: dict[str, tuple[Lead, ...]] = {}
        self._by: dict[str, list[Lead]] | None = None

    def of_body(self, body: Body) -> tuple[Lead, ...]:
        """Who leads or coordinates a body: as its record says, as its chair, as a relation says; each once."""
        if body.id not in self._of:
            self._of[body.id] = tuple(_joined([*self._told_of(body)]))
        return self._of[body.id]

    def by(self, who: str) -> list[Lead]:
        """What an organisation, a role or another actor leads or coordinates: bodies first, then all that relations name."""
        if self._by is None:
            self._by = {}
            for body in self._structure.bodies:
                for lead in self.of_body(body) if body.status == "existing" else ():
                    self._by.setdefault(lead.who, []).append(lead)
            for what, records in self.records.items():
                if self._structure.kind_of(what) != "bodies":
                    for record in records:
                        for lead in self._by_relation(record, what) if isinstance(record, Relation) else ():
                            self._by.setdefault(lead.who, []).append(lead)
        return self._by.get(who, [])

    def _told_of(self, body: Body) -> Iterator[Lead]:
        sure = body.id not in self._structure.uncertain
        for who in body.lead:
            yield Lead(who, body.id, "leads", Truth.YES if sure else Truth.UNKNOWN, (body,))
        for seat in self._structure.seats_of.get(body.id, ()):
            if "chair" in seat.basis:
                yield from self._by_seat(seat)
        for record in self.records.get(body.id, ()):
            if isinstance(record, Relation):
                yield from self._by_relation(record, body.id)

    def _by_seat(self, seat: Seat) -> Iterator[Lead]:
        claim = self._structure.once(Claims).claim(seat)
        for holder in claim.held:
            certain = holder.truth is Truth.YES and holder.members <= claim.sits | claim.speaks_for
            yield Lead(holder.id, seat.body, "leads", Truth.YES if certain else Truth.UNKNOWN, (seat,))
        if not claim.held:
            for who in self._structure.members(seat.represents) if seat.represents else ():
                if who in claim.sits:
                    yield Lead(who, seat.body, "leads", Truth.YES, (seat,))

    def _by_relation(self, relation: Relation, what: str) -> Iterator[Lead]:
        if relation.status == "existing":
            truth = Truth.UNKNOWN if relation.id in self._structure.uncertain else Truth.YES
            yield from (Lead(who, what, relation.does, truth, (relation,)) for who in relation.who)


def _joined(told: list[Lead]) -> Iterator[Lead]:
    """Each who leads once, with all that says so; sure where one of them is."""
    together: dict[str, list[Lead]] = {}
    for lead in told:
        together.setdefault(lead.who, []).append(lead)
    for leads in together.values():
        first = min(leads, key=lambda lead: lead.truth is not Truth.YES)
        records = {record.id: record for lead in leads for record in lead.records}
        yield first._replace(records=tuple(records.values()))


def leads_of_body(structure: Structure, body: Body) -> tuple[Lead, ...]:
    """Who leads or coordinates a body at the date."""
    return structure.once(Leads).of_body(body)


def contradicting_leads(structure: Structure, body: Body) -> tuple[Record, Record] | None:
    """The record of a body and the seat of its chair, where they name different ones as leading it for certain."""
    told = leads_of_body(structure, body)
    by_field = {lead.who for lead in told if body in lead.records}
    chairs = [(lead.who, r) for lead in told if lead.truth is Truth.YES for r in lead.records if isinstance(r, Seat)]
    if not by_field or not chairs:
        return None
    members = {o for who in by_field for o in (who, *structure.actor_members(who))}
    strangers = [seat for who, seat in chairs if members.isdisjoint((who, *structure.holder_members(who)))]
    return (body, strangers[0]) if len(strangers) == len(chairs) else None


def leads_of_issue(structure: Structure, issue: Issue, level: str) -> list[LeadRecord]:
    """What says that somebody leads an issue, or a wider one that it is part of, at a level or at one not said."""
    records = structure.once(Leads).records
    told = {r.id: r for whole in wider_issues(structure, issue.id) for r in records.get(whole, ())}
    return [r for r in told.values() if r.status == "existing" and r.level in (level, None)]


def leader(structure: Structure, lead: LeadRecord) -> Text:
    """Who it is that leads, by a record of its own."""
    if isinstance(lead, Responsibility):
        return structure.selector_name(lead.who)
    return joined(structure.name(who) for who in lead.who)
