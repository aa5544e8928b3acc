"""Who may be meant where another is named: units, the wholes they belong to, and other names of what may be the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from civo.structure import Structure

Names = Mapping[str, frozenset[str]]
_NONE: frozenset[str] = frozenset()


class Identity:
    """The units and possible other names of a structure's organisations: `structure.once(Identity)`."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self.whole = {o.id: o.unit_of for o in structure.organizations if o.unit_of}
        """The units, each with the organisation that it is a unit of."""
        self._with_wholes: dict[frozenset[str], frozenset[str]] = {}
        self._meant: dict[frozenset[str], frozenset[str]] = {}
        self._stand_ins = self._find_stand_ins()

    def with_wholes(self, organizations: frozenset[str]) -> frozenset[str]:
        """The organisations and all that they are units of: where a unit is, its whole is."""
        if not self.whole or not organizations:
            return organizations
        found = self._with_wholes.get(organizations)
        if found is None:
            above = {whole for o in organizations for whole in self.above(o)}
            found = organizations | above if above else organizations
            self._with_wholes[organizations] = found
        return found

    def above(self, organization: str) -> Iterator[str]:
        """The organisations that one is a unit of, from the nearest up."""
        seen = {organization}
        while (whole := self.whole.get(organization)) and whole not in seen:
            yield whole
            seen.add(whole)
            organization = whole

    def sole(self, organizations: frozenset[str]) -> frozenset[str]:
        """Those of whom all the organisations are units, or the only one: to speak for these is to speak for them alone."""
        if len(organizations) == 1:
            return self.with_wholes(organizations)
        if not self.whole or not organizations:
            return _NONE
        each = [frozenset((o, *self.above(o))) for o in organizations]
        return frozenset.intersection(*each)

    def meant_by(self, organizations: frozenset[str]) -> frozenset[str]:
        """Those who may be meant where the organisations are named: their units and other names of what may be the same.

        A list that names an organisation and is closed makes no "no" for these.
        """
        if not self._stand_ins or not organizations:
            return _NONE
        found = self._meant.get(organizations)
        if found is None:
            found = _NONE.union(*(self._stand_ins.get(o, _NONE) for o in organizations))
            self._meant[organizations] = found
        return found

    def _find_stand_ins(self) -> Names:
        structure, same = self._structure, _same(self._structure)
        found: dict[str, frozenset[str]] = {}
        for o in structure.organizations:
            names = same.get(o.id, frozenset((o.id,)))
            there = {o.id, *self.above(o.id)}  # where a unit is, its wholes are
            meant = {*names}
            for name in names:
                meant.update(structure.units(name))
                for above in self.above(name):
                    meant |= same.get(above, {above})
            if others := frozenset(meant - there):
                found[o.id] = others
        return found


def wholes(structure: Structure, ids: Iterable[str]) -> tuple[str, ...]:
    """The organisations without those that are units of others among them."""
    identity, ids = structure.once(Identity), tuple(ids)
    among = frozenset(ids)
    return tuple(o for o in ids if among.isdisjoint(identity.above(o)))


def _same(structure: Structure) -> Names:
    """The organisations that may all be one, by each of them; only those of more than one name."""
    found: dict[str, set[str]] = {}
    for o in structure.organizations:
        for same in o.same_as:
            if structure.kind_of(same.id) == "organizations":
                together = found.get(o.id, {o.id}) | found.get(same.id, {same.id})
                found.update(dict.fromkeys(together, together))
    return {o: frozenset(together) for o, together in found.items()}
