"""What a finding is about: its statements one by one, and everything through which it may be found."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from civo.findings import About, Finding, ids_in
from civo.records import Collective, Organization, Seat
from civo.seats.claims import Claims
from civo.structure import Structure


def statements(structure: Structure, findings: Iterable[Finding]) -> dict[tuple[str, About], Finding]:
    """Every rule and statement of some findings, with the finding; what is said of a collective is said of each member."""
    return {
        (finding.rule, about): finding
        for finding in findings
        for collective in finding.about
        for about in of_members(structure, collective)
    }


def of_members(structure: Structure, about: About) -> Iterable[About]:
    """The statement of each member of a collective that it names; itself where it names none, or one without members."""
    if not any(isinstance(structure.get(i), Collective) for i in ids_in(about)):
        return (about,)
    choices = []
    for name, value in about:
        members = structure.holder_members(value) if isinstance(value, str) else ()
        choices.append([(name, one) for one in members or (value,)])
    return tuple(product(*choices))


class Concerned:
    """Through which records a finding may be found."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._near: dict[str, frozenset[str]] = {}
        self._collectives: dict[str, list[str]] = {}
        for collective in structure.collectives:
            for member in structure.members(collective.members):
                self._collectives.setdefault(member, []).append(collective.id)

    def by(self, finding: Finding, statements: Iterable[About] | None = None) -> frozenset[str]:
        """The ids of all that a finding, or some of its statements, is about.

        That is what it names, with their members, kinds and collectives, the bodies of the seats, what units are units of;
        and the records that it rests on. Of some statements what only the others name is left out.
        """
        named = {i for about in finding.about for i in ids_in(about)}
        mine = named if statements is None else {i for about in statements for i in ids_in(about)}
        others = named - mine
        shown = {subject.id for subject in finding.subjects} | mine
        found = {evidence.id for evidence in finding.chain}.union(*map(self.near, shown - others))
        seats = [evidence.id for evidence in finding.chain if evidence.kind == "seats"]
        return frozenset(found.union(*map(self.near, seats)) - others)

    def near(self, record_id: str) -> frozenset[str]:
        """A record, and what one thinks of with it: the members of a kind or a collective, the body of a seat."""
        if record_id not in self._near:
            self._near[record_id] = frozenset((record_id, *self._beside(record_id)))
        return self._near[record_id]

    def _beside(self, record_id: str) -> Iterable[str]:
        record = self._structure.get(record_id)
        if isinstance(record, Seat):
            role = [record.role] if record.role else []
            return (record.body, *role, *self._structure.once(Claims).told_of(record))
        if isinstance(record, Organization):
            whole = [record.unit_of] if record.unit_of else []
            return (*record.kind, *self._collectives.get(record_id, ()), *whole)
        members = self._structure.actor_members(record_id)
        if isinstance(record, Collective):
            organizations = (self._structure.get(member) for member in members)
            kinds = {kind for one in organizations if isinstance(one, Organization) for kind in one.kind}
            return (*members, *kinds)
        return members
