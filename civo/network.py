"""Who meets where about what: plain indexes over organisations, bodies and issues, for rules and measures.

Made once for each structure, `structure.once(Network)`, in a time linear in the seats. It needs no graph library.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from civo.attending import Attendance, Attending
from civo.records import Body, Issue, Level, Organization, Record, Relation, Responsibility, Seat
from civo.seating import all_seats_known
from civo.sitting import SeatReading, reading
from civo.structure import Structure
from civo.truth import Truth

Way = Literal["own", "spoken-for", "turn", "shared"]
"""How an organisation is tied to a body, the strongest first.

`own`: a permanent seat that it holds, or that speaks for it alone. `spoken-for`: a permanent seat that speaks for it as
one of several. `turn`: a rotating seat that it holds at the date. `shared`: a rotating seat that goes round among it and
others and that it is not known to hold - an indirect share, never a presence.
"""
Ways = Mapping[str, tuple[Way, Truth]]
_NONE: frozenset[str] = frozenset()
_STRENGTH: dict[Way, int] = {"own": 0, "spoken-for": 1, "turn": 2, "shared": 3}


class Tie(NamedTuple):
    """What one seat says of one organisation. `truth` is yes, or unknown where the seat or its holder is in doubt."""

    organization: str
    body: str
    seat: Seat
    way: Way
    truth: Truth

    @property
    def is_rotating(self) -> bool:
        """Whether the tie is through a rotating seat."""
        return self.way in ("turn", "shared")

    @property
    def is_presence(self) -> bool:
        """Whether the organisation is certainly there: it sits, or the seat speaks for it."""
        return self.truth is Truth.YES and self.way != "shared"


@dataclass(frozen=True, slots=True)
class Need:
    """That one issue needs another; `record` says so."""

    issue: str
    needed: str
    record: Issue


def ties_of(structure: Structure, seat: Seat) -> Iterator[Tie]:
    """What a seat says of organisations: each of them once, with the strongest way. Nothing for a seat that is only
    proposed; nothing of those who might hold a seat that the files name nobody for.
    """
    known = structure.once(_ways)
    told = reading(structure, seat)
    unsure = told.unsure or seat.body in structure.uncertain
    ways = known.get((told, unsure))
    if ways is None:
        ways = known[told, unsure] = ways_of(structure, told, unsure)
    for organization, (way, truth) in ways.items():
        yield Tie(organization, seat.body, seat, way, truth)


def _ways(_: Structure) -> dict[tuple[SeatReading, bool], Ways]:
    return {}


def ways_of(structure: Structure, told: SeatReading, unsure: bool) -> Ways:
    """The same of every seat that says so, where it and its body are certain or unsure: by each organisation its strongest
    way, and whether that is so.
    """
    seat = told.seat
    found: dict[str, tuple[Way, Truth]] = {}

    def add(organizations: Collection[str], way: Way, truth: Truth) -> None:
        for o in organizations:
            before = found.get(o)
            if before is None or (truth is not Truth.YES, _STRENGTH[way]) < (
                before[1] is not Truth.YES,
                _STRENGTH[before[0]],
            ):
                found[o] = (way, truth)

    if not told.existing:
        return found
    sure = Truth.UNKNOWN if unsure else Truth.YES
    for holder, truth in told.held:
        whole = structure.holder_members(holder)
        alone = holder in whole or seat.each
        known = truth if sure is Truth.YES and seat.participation != "attends" else Truth.UNKNOWN
        add(whole, "turn" if seat.is_rotating else "own" if alone else "spoken-for", known)
    if seat.is_rotating:
        among = seat.rotates.among if seat.rotates else seat.represents
        add(structure.members(among), "shared", sure)
    elif seat.represents:
        spoken_for = structure.members(seat.represents)
        alone = seat.each or any(structure.with_units(frozenset((o,))).issuperset(spoken_for) for o in spoken_for)
        way: Way = "own" if alone and not seat.held_by else "spoken-for"
        add(spoken_for, way, Truth.UNKNOWN if told.is_vacated else sure)
    return found


def responsible(structure: Structure, responsibility: Responsibility) -> tuple[str, ...]:
    """The organisations that answer for it, in the order they are declared: wholes only, and of a kind those that act in
    the area that the structure is about.
    """
    members = structure.members(responsibility.who)
    if responsibility.who.kind:
        acting = {o for kind in responsibility.who.kind for o in structure.actor_members(kind)}
        members = tuple(o for o in members if o in acting)
    return wholes(structure, members)


def weight(responsibility: Responsibility) -> float:
    """How much of an issue a responsibility is: 0.5 when only partial, otherwise 1 (also when the source does not say)."""
    return 0.5 if responsibility.degree == "partial" else 1.0


def wholes(structure: Structure, ids: Iterable[str]) -> tuple[str, ...]:
    """The organisations without those that are units of others among them."""
    ids = tuple(ids)
    among = frozenset(ids)

    def is_inside(organization: str) -> bool:
        record = structure.get(organization)
        whole = record.unit_of if isinstance(record, Organization) else None
        return whole is not None and (whole in among or is_inside(whole))

    return tuple(o for o in ids if not is_inside(o))


class _EachAttendance(Mapping[str, Attendance]):
    """Who is in each of some bodies, read when it is asked for: `Attending` says how many are remembered."""

    def __init__(self, attending: Attending, bodies: Mapping[str, Body]) -> None:
        self._attending = attending
        self._bodies = bodies

    def __getitem__(self, body: str) -> Attendance:
        return self._attending.of(self._bodies[body])

    def __iter__(self) -> Iterator[str]:
        return iter(self._bodies)

    def __len__(self) -> int:
        return len(self._bodies)


class Network:
    """Existing bodies, those known to be in each, the issues they handle, and who answers for each issue.

    `bodies` are all existing bodies by id, those of the background too; `assessed` the ids of the structure's own, in
    the order they are declared: measures of bodies look at these, while a meeting in a body of the background is a
    meeting all the same. With `background`, all are assessed (`structure.once(whole_network)`).
    """

    def __init__(self, structure: Structure, background: bool = False) -> None:
        self.structure = structure
        self.bodies: dict[str, Body] = {b.id: b for b in structure.bodies if b.status == "existing"}
        self.assessed: tuple[str, ...] = tuple(b.id for b in self.bodies.values() if background or structure.is_own(b))
        self.attendance: Mapping[str, Attendance] = _EachAttendance(structure.once(Attending), self.bodies)
        """Who is known to be in each body (`here`), who shares a rotating seat, and what is not known."""
        self.closed: frozenset[str] = frozenset(b.id for b in self.bodies.values() if all_seats_known(structure, b))
        """The bodies of which all seats are certainly listed; of the others, others than those known may sit there."""
        self.units: dict[str, str] = {o.id: o.unit_of for o in structure.organizations if o.unit_of}
        """The units inside organisations, and what each is a unit of."""

    # Organisations and bodies

    def kind_of(self, organization: str) -> str:
        """The first kind of an organisation: of one that has two, the one it is grouped by."""
        return self.kinds_of(organization)[0]

    def kinds_of(self, organization: str) -> tuple[str, ...]:
        """The kinds of an organisation, in the order they are declared; one empty text for anything else."""
        record = self.structure.get(organization)
        return record.kind if isinstance(record, Organization) else ("",)

    @cached_property
    def meeting_places(self) -> tuple[str, ...]:
        """The assessed bodies, but for records that stand for several: who is in those need not meet."""
        return tuple(body for body in self.assessed if not self.bodies[body].several)

    def members(self, body: str) -> Mapping[str, Seat]:
        """Those known to be in the body, wholes and units, each with a seat that says so."""
        return self.attendance[body].here

    @cached_property
    def bodies_of(self) -> dict[str, frozenset[str]]:
        """The existing bodies that each organisation is known to be in; no entry where none is known."""
        found: dict[str, list[str]] = {}
        for body, attendance in self.attendance.items():
            for organization in attendance.here:
                found.setdefault(organization, []).append(body)
        return {organization: frozenset(bodies) for organization, bodies in found.items()}

    @cached_property
    def ties(self) -> dict[str, dict[str, Tie]]:
        """Known ties by body and organisation, the strongest of each pair; also of bodies that are not assessed.

        An organisation is tied through its units too; the tie's own `organization` is then the unit. Ties with
        `is_presence` are those of `members`.
        """
        return {body: self._ties(body) for body in self.bodies}

    def _ties(self, body: str) -> dict[str, Tie]:
        found: dict[str, Tie] = {}
        for seat in self.structure.seats_of.get(body, ()):
            for tie in ties_of(self.structure, seat):
                if tie.truth is not Truth.YES:
                    continue
                organization: str | None = tie.organization
                while organization is not None:
                    before = found.get(organization)
                    if before is None or _STRENGTH[tie.way] < _STRENGTH[before.way]:
                        found[organization] = tie
                    # a share is of the organisation that the seat goes round among, not of what it is a unit of
                    organization = self.units.get(organization) if tie.way != "shared" else None
        return found

    def share_a_body(self, one: str, other: str) -> frozenset[str]:
        """The existing bodies that both are known to be in, whether or not they are known to meet there (`meetings`)."""
        return self.bodies_of.get(one, _NONE) & self.bodies_of.get(other, _NONE)

    def partners(self, organization: str) -> frozenset[str]:
        """Those that it is known to meet: in a body through different seats, or by a stated collaboration.

        Two that one and the same seat speaks for do not meet through that, nor two in a record of several bodies. Its own
        units, and what it is a unit of, are no partners of it. Costs the members of its bodies, once.
        """
        if organization not in self._partners:
            found = set(self.collaborations.get(organization, ()))
            for body in self.bodies_of.get(organization, ()):
                found |= self._met(body, organization)
            self._partners[organization] = frozenset(found - self._family(organization))
        return self._partners[organization]

    @cached_property
    def _partners(self) -> dict[str, frozenset[str]]:
        return {}

    def _met(self, body: str, organization: str) -> set[str]:
        if self.bodies[body].several:
            return set()
        ties = self.ties[body]
        mine = ties[organization]
        return {
            o
            for o, tie in ties.items()
            if tie.way != "shared" and (tie.seat is not mine.seat or tie.way == mine.way == "own")
        }

    def meetings(self, one: str, other: str) -> tuple[str, ...]:
        """The existing bodies in which the two are known to meet, in the order they are declared."""
        shared = {body for body in self.share_a_body(one, other) if self.meet_in(body, one, other)}
        return tuple(body for body in self.bodies if body in shared) if shared else ()

    def meet_in(self, body: str, one: str, other: str) -> bool:
        """Whether two that are known to be in the body meet there: through different seats, or each in person.

        Not where the record stands for several bodies: they may be in different ones.
        """
        if self.bodies[body].several:
            return False
        mine, theirs = self.ties[body][one], self.ties[body][other]
        return mine.seat is not theirs.seat or mine.way == theirs.way == "own"

    def are_one(self, one: str, other: str) -> bool:
        """Whether the two are the same organisation, or one is a unit of the other: nobody to co-ordinate with."""
        return one == other or (bool(self.units) and other in self._family(one))

    def _family(self, organization: str) -> set[str]:
        """The organisation, its units, and what it is a unit of."""
        found = {organization, *self.structure.units(organization)}
        whole = self.units.get(organization)
        while whole:
            found.add(whole)
            whole = self.units.get(whole)
        return found

    # Issues

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """The structure's own issues that are fields of work or powers, in the order they are declared."""
        return tuple(i for i in self.structure.issues if i.type != "threat" and self.structure.is_own(i))

    @cached_property
    def handling(self) -> dict[str, dict[str, Record]]:
        """For each own issue, the existing bodies that handle it, each with the record that says so."""
        told = self.structure.handled_by
        return {i.id: {body.id: record for body, record in told.get(i.id, ())} for i in self.issues}

    @cached_property
    def handled(self) -> dict[str, tuple[str, ...]]:
        """The own issues that each existing body is known to handle; no entry where none is known."""
        found: dict[str, list[str]] = {}
        for issue, bodies in self.handling.items():
            for body in bodies:
                found.setdefault(body, []).append(issue)
        return {body: tuple(issues) for body, issues in found.items()}

    @cached_property
    def responsible(self) -> dict[str, dict[str, tuple[float, Responsibility]]]:
        """For each own issue, those who answer for it: the largest weight (see `weight`) and the record that says so."""
        found: dict[str, dict[str, tuple[float, Responsibility]]] = {}
        for issue in self.issues:
            told = found[issue.id] = {}
            for record in self.structure.responsibilities_for.get(issue.id, ()):
                if record.status == "existing":
                    share = weight(record)
                    for organization in responsible(self.structure, record):
                        if organization not in told or told[organization][0] < share:
                            told[organization] = (share, record)
        return found

    @cached_property
    def firmly_responsible(self) -> dict[str, frozenset[str]]:
        """For each own issue, those of `responsible` by a record that is stated and certainly holds at the date."""
        unsure = self.structure.uncertain
        return {
            issue: frozenset(o for o, (_, r) in told.items() if r.certainty == "stated" and r.id not in unsure)
            for issue, told in self.responsible.items()
        }

    @cached_property
    def by_issues(self) -> dict[frozenset[str], tuple[str, ...]]:
        """The responsible organisations, grouped by the own issues that they answer for: many answer for the same."""
        issues_of: dict[str, list[str]] = {}
        for issue, told in self.responsible.items():
            for organization in told:
                issues_of.setdefault(organization, []).append(issue)
        found: dict[frozenset[str], list[str]] = {}
        for organization, issues in issues_of.items():
            found.setdefault(frozenset(issues), []).append(organization)
        return {issues: tuple(organizations) for issues, organizations in found.items()}

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """Which own issue needs which other, in the order they are declared; what is needed may be of the background."""
        return tuple(Need(i.id, needed, i) for i in self.issues for needed in dict.fromkeys(i.needs) if needed != i.id)

    # Ties between organisations that are stated, not seen in bodies

    @cached_property
    def collaborations(self) -> dict[str, dict[str, Relation]]:
        """Stated collaborations (`collaborates-with`): for each organisation those it works with; told both ways."""
        found: dict[str, dict[str, Relation]] = {}
        for relation in self.structure.relations:
            if relation.does != "collaborates-with" or relation.status != "existing":
                continue
            if relation.id in self.structure.uncertain:
                continue
            ones, others = (
                [o for actor in side for o in self.structure.actor_members(actor)]
                for side in (relation.who, relation.what)
            )
            for one in ones:
                for other in others:
                    if one != other:
                        found.setdefault(one, {}).setdefault(other, relation)
                        found.setdefault(other, {}).setdefault(one, relation)
        return found

    # What is not known

    @cached_property
    def all_bodies_listed(self) -> bool:
        """Whether no file lists all bodies but these: every level with an own body says that all its bodies are listed."""
        levels = {self.bodies[body].level for body in self.assessed}
        records = [self.structure.get(level) if level else None for level in levels]
        return all(
            isinstance(r, Level) and r.bodies == "closed" and r.id not in self.structure.uncertain for r in records
        )

    def answer(self, body: str, organization: str) -> Truth:
        """Whether the organisation is in the body; no only by a closed list or a stated absence."""
        return self.attendance[body].answer(organization)

    def may_be_in(self, organization: str) -> frozenset[str]:
        """The existing bodies that the organisation is in, or may be in for all that is known."""
        if organization not in self._may_be_in:
            self._may_be_in[organization] = frozenset(
                body for body, attendance in self.attendance.items() if attendance.answer(organization) is not Truth.NO
            )
        return self._may_be_in[organization]

    @cached_property
    def _may_be_in(self) -> dict[str, frozenset[str]]:
        return {}

    def possible_members(self, body: str) -> frozenset[str] | None:
        """All who are or may be in the body, for all that is known; None when anybody may."""
        attendance = self.attendance[body]
        if not attendance.closed or attendance.anyone:
            return None
        return frozenset(attendance.here).union(attendance.sharing, *(who for _, who in attendance.maybe))

    def meet(self, one: str, other: str) -> Truth:
        """Whether the two are known to meet (see `partners`).

        No only when every body certainly lacks one of them and no level may have bodies that no file lists.
        """
        if other in self.partners(one):
            return Truth.YES
        if not self.all_bodies_listed or not self.may_be_in(one).isdisjoint(self.may_be_in(other)):
            return Truth.UNKNOWN
        return Truth.NO


def whole_network(structure: Structure) -> Network:
    """The network with every body assessed, those of the background too: `structure.once(whole_network)`."""
    return Network(structure, background=True)
