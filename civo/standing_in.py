"""Who may be meant where another is told of: units of an organisation, and other names of what may be the same one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from civo.structure import Structure

_Groups = Mapping[str, frozenset[str]]


def stand_ins(structure: Structure) -> _Groups:
    """By each organisation, those who may be there where it is told to be; not those who have no such other.

    They are its units, and whatever is said to be the same as it or as what it is a unit of (`same_as`, however sure), with
    the units and wholes of that: a list that names the organisation and is closed does not make a no for them.
    """
    return structure.once(_stand_ins)


def told_as(structure: Structure, organizations: Iterable[str]) -> frozenset[str]:
    """The other way round: those who, where they are told to be, may mean one of the organisations, none of them itself."""
    names = structure.once(_told_as)
    if not names:
        return frozenset()
    asked = frozenset(organizations)
    return frozenset().union(*(names.get(o, ()) for o in asked)) - asked


def _stand_ins(structure: Structure) -> _Groups:
    whole = {o.id: o.unit_of for o in structure.organizations if o.unit_of}
    same = _same(structure)
    found: dict[str, frozenset[str]] = {}
    for o in structure.organizations:
        names = same.get(o.id, frozenset((o.id,)))
        there = {o.id, *_above(whole, o.id)}  # where a unit is, its wholes are: nobody has to stand in for them
        meant = {*names, *(unit for name in names for unit in structure.units(name))}
        for above in {above for name in names for above in _above(whole, name)}:
            meant |= same.get(above, {above})
        if others := frozenset(meant - there):
            found[o.id] = others
    return found


def _above(whole: Mapping[str, str], organization: str) -> Iterator[str]:
    """The organisations that one is a unit of, from the nearest up."""
    while above := whole.get(organization):
        yield above
        organization = above


def _told_as(structure: Structure) -> _Groups:
    found: dict[str, set[str]] = {}
    for o, others in stand_ins(structure).items():
        for other in others:
            found.setdefault(other, set()).add(o)
    return {o: frozenset(others) for o, others in found.items()}


def _same(structure: Structure) -> _Groups:
    """The organisations that may all be one, by each of them; only those of more than one name."""
    found: dict[str, set[str]] = {}
    for o in structure.organizations:
        for same in o.same_as:
            if structure.kind_of(same.id) == "organizations":
                together = found.get(o.id, {o.id}) | found.get(same.id, {same.id})
                found.update(dict.fromkeys(together, together))
    return {o: frozenset(together) for o, together in found.items()}
