"""Which of many organisations a body says the same of, so that a question about all of them asks after few."""

from __future__ import annotations

from civo.records import Body
from civo.seating import absences_at, excepted_under_another_name
from civo.sitting import reading, readings
from civo.standing_in import told_as
from civo.structure import Structure

_How = tuple[bool, ...]
_NOBODY = frozenset[str]()


class Alike:
    """The organisations asked about, by the sets that tell them apart: those who hold a seat, may hold it, are spoken for.

    `with_units` are all of them and their units, `wholes` those that any of them is a unit of.
    """

    def __init__(self, structure: Structure, organizations: tuple[str, ...]) -> None:
        self._structure = structure
        self.organizations = organizations
        among = frozenset(organizations)
        self.with_units = structure.with_units(among)
        self.wholes = frozenset(o for o in told_as(structure, among) if not among.isdisjoint(structure.units(o)))
        several = organizations if len(organizations) > 1 else ()
        self._sides = {o: _sides(structure, o) for o in several}
        self._by_name: dict[str, list[str]] = {}
        for o, sides in self._sides.items():
            for name in _NOBODY.union(*sides):
                self._by_name.setdefault(name, []).append(o)
        self._told: dict[frozenset[str], dict[str, _How]] = {}

    def told_apart_in(self, body: Body) -> tuple[str, ...]:
        """One, the first, of each group of which the body's seats and absences say the same, in the order asked."""
        structure = self._structure
        if len(self.organizations) < 2:
            return self.organizations
        absences = absences_at(structure, body)
        excepted = [seat for a in absences for seat in excepted_under_another_name(structure, body, a)]
        told = (*readings(structure, body.id), *(reading(structure, seat) for seat in excepted))
        sets = dict.fromkeys(some for one in told for some in one.sets)
        sets |= dict.fromkeys(structure.member_set(absence.who) for absence in absences)
        said: dict[str, list[tuple[int, _How]]] = {}
        for n, some in enumerate(sets):
            for o, how in self._said(some).items():
                said.setdefault(o, []).append((n, how))
        chosen: dict[tuple[tuple[int, _How], ...], str] = {}
        for o in self.organizations:
            chosen.setdefault(tuple(said.get(o, ())), o)
        return tuple(chosen.values())

    def _said(self, some: frozenset[str]) -> dict[str, _How]:
        """How each organisation that has to do with a set stands to it; nobody where all stand to it in the same way."""
        found = self._told.get(some)
        if found is None:
            concerned = {o for name in self._by_name.keys() & some for o in self._by_name[name]}
            found = {o: _how(self._sides[o], some) for o in concerned}
            if len(found) == len(self.organizations) and len(set(found.values())) == 1:
                found = {}
            self._told[some] = found
        return found


def _sides(structure: Structure, organization: str) -> tuple[frozenset[str], ...]:
    """The organisation; with its units; those by whom it, and by whom they all, may be meant."""
    alone = frozenset((organization,))
    own = structure.with_units(alone)
    return alone, own, told_as(structure, alone), told_as(structure, own)


def _how(sides: tuple[frozenset[str], ...], some: frozenset[str]) -> _How:
    return tuple([answer for side in sides for answer in (not side.isdisjoint(some), side.issuperset(some))])
