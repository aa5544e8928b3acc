"""Who meets where about what: plain indexes over organisations, bodies and issues, for rules and measures.

Made once for each structure, `structure.once(Network)`, in a time linear in the seats. It needs no graph library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from civo.records import Issue, Level, Organization, Record, Relation, Responsibility
from civo.seats.absences import all_seats_known
from civo.seats.handling import where_handled
from civo.seats.identity import Identity, wholes
from civo.seats.whereabouts import Whereabouts
from civo.structure import Structure
from civo.truth import Truth
from civo.words import swedish_order

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Need:
    """That one issue needs another; `record` says so."""

    issue: str
    needed: str
    record: Issue


def own_issues(structure: Structure) -> list[Issue]:
    """The structure's own issues that are fields of work or powers; threats are not handled but met."""
    return [i for i in structure.issues if i.type != "threat" and structure.is_own(i)]


def kinds_with_a_stake(structure: Structure) -> list[str]:
    """The kinds of organisation that are responsible for an own issue, or affected by one."""
    organizations = {
        o
        for issue in own_issues(structure)
        for selector in (issue.affects, *(r.who for r in structure.responsibilities_for.get(issue.id, ())))
        for o in structure.members(selector)
    }
    found = {kind for o in structure.organizations if o.id in organizations for kind in o.kind}
    return [kind.id for kind in structure.kinds if kind.id in found]


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


class Network:
    """Existing bodies, those known to be in each, the issues they handle, and who answers for each issue.

    `bodies` are all existing bodies by id, those of the background too; `assessed` the ids of the structure's own, in
    the order they are declared: measures of bodies look at these, while a meeting in a body of the background is a
    meeting all the same. With `background`, all are assessed (`structure.once(whole_network)`).
    """

    def __init__(self, structure: Structure, background: bool = False) -> None:
        self.structure = structure
        self.where = structure.once(Whereabouts)
        """Who is known to be in each body, who may be, and who shares a rotating seat."""
        self.bodies = self.where.bodies
        self.assessed: tuple[str, ...] = tuple(b.id for b in self.bodies.values() if background or structure.is_own(b))
        self.closed: frozenset[str] = frozenset(b.id for b in self.bodies.values() if all_seats_known(structure, b))
        """The bodies of which all seats are certainly listed; of the others, others than those known may sit there."""
        self.units: dict[str, str] = structure.once(Identity).whole
        """The units inside organisations, and what each is a unit of."""

    def once(self, make: Callable[[Network], T]) -> T:
        """What `make` gives for this network; made the first time it is asked for, the same ever after."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    @cached_property
    def _made(self) -> dict[Callable[[Network], Any], Any]:
        return {}

    def rank(self, record_id: str) -> tuple[str, str]:
        """What orders records whatever order they are declared in: their names, and the ids of those with the same."""
        if record_id not in self._ranks:
            self._ranks[record_id] = swedish_order(self.structure.name(record_id).sv), record_id
        return self._ranks[record_id]

    @cached_property
    def _ranks(self) -> dict[str, tuple[str, str]]:
        return {}

    # Organisations and bodies

    def by_name(self, ids: Iterable[str]) -> list[str]:
        """Records in the order of their names: what is told first does not hang on ids, or on the order of records."""
        return sorted(ids, key=self.rank)

    def both(self, one: str, other: str) -> tuple[str, str]:
        """Two records in the order of their names."""
        first, second = self.by_name((one, other))
        return first, second

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

    def partners(self, organization: str) -> frozenset[str]:
        """Those that it is known to meet: in a body through different seats, or by a stated collaboration.

        Two that one and the same seat speaks for do not meet through that, nor two in a record of several bodies. Its own
        units, and what it is a unit of, are no partners of it. Costs the members of its bodies, once.
        """
        if organization not in self._partners:
            found = set(self.collaborations.get(organization, ()))
            for body in self.where.known(organization):
                if not self.bodies[body].several:
                    found.update(self.where.met(body, organization))
            self._partners[organization] = frozenset(found - self._family(organization))
        return self._partners[organization]

    @cached_property
    def _partners(self) -> dict[str, frozenset[str]]:
        return {}

    def meetings(self, one: str, other: str) -> tuple[str, ...]:
        """The existing bodies in which the two are known to meet, in the order they are declared."""
        return tuple(body for body in self.where.in_common(one, other) if self.meet_in(body, one, other))

    def meet_in(self, body: str, one: str, other: str) -> bool:
        """Whether two that are known to be in the body meet there: through different seats, or each in person.

        Not where the record stands for several bodies: they may be in different ones.
        """
        return not self.bodies[body].several and self.where.meet(body, one, other)

    def are_one(self, one: str, other: str) -> bool:
        """Whether the two are the same organisation, or one is a unit of the other: nobody to co-ordinate with."""
        return one == other or (bool(self.units) and other in self._family(one))

    def _family(self, organization: str) -> set[str]:
        """The organisation, its units, and what it is a unit of."""
        identity = self.structure.once(Identity)
        return {organization, *self.structure.units(organization), *identity.above(organization)}

    # Issues

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """The structure's own issues that are fields of work or powers, in the order they are declared."""
        return tuple(own_issues(self.structure))

    @cached_property
    def handling(self) -> dict[str, dict[str, Record]]:
        """For each own issue, the existing bodies that handle it, each with the record that says so."""
        return {issue.id: where_handled(self.structure, issue.id) for issue in self.issues}

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

    def possible_members(self, body: str) -> frozenset[str] | None:
        """All who are or may be in the body, for all that is known; None when anybody may."""
        roster = self.where.roster(body)
        return None if roster.anybody else roster.present | roster.sharing | roster.possible(roster.named)

    def meet(self, one: str, other: str) -> Truth:
        """Whether the two are known to meet (see `partners`).

        No only when every body certainly lacks one of them and no level may have bodies that no file lists.
        """
        if other in self.partners(one):
            return Truth.YES
        if not self.all_bodies_listed or self.where.range(one).meets(self.where.range(other)):
            return Truth.UNKNOWN
        return Truth.NO


def whole_network(structure: Structure) -> Network:
    """The network with every body assessed, those of the background too: `structure.once(whole_network)`."""
    return Network(structure, background=True)
