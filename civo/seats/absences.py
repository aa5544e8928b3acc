"""What is stated of who does not sit: the absences of a body, and of a level as a whole."""

from __future__ import annotations

from operator import itemgetter

from civo.records import Absence, Body, Level, SameAs, Seat
from civo.structure import Structure


class Absences:
    """The stated absences of a structure, by what they are about: `structure.once(Absences)`."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._of_body: dict[str, list[tuple[int, Absence]]] = {}
        self._of_level: list[tuple[int, Absence]] = []
        self._there: dict[tuple[str | None, str | None], list[tuple[int, Absence]]] = {}
        for number, absence in enumerate(structure.absences):
            if not is_stated(structure, absence):
                continue
            if absence.body is not None:
                self._of_body.setdefault(absence.body, []).append((number, absence))
            elif absence.level is not None:
                self._of_level.append((number, absence))

    def of_body(self, body: Body) -> list[Absence]:
        """Those that say who does not sit in a body, in the order declared."""
        place = (body.level, body.area)
        if place not in self._there:
            self._there[place] = [
                (number, absence)
                for number, absence in self._of_level
                if absence.level == body.level and self._covers(absence, body.area)
            ]
        found = [*self._there[place], *self._of_body.get(body.id, ())]
        return [absence for _, absence in sorted(found, key=itemgetter(0))]

    def of_level(self, level: str, area: str | None) -> list[Absence]:
        """Those that say who sits in no body of a whole level, in an area."""
        return [a for _, a in self._of_level if a.level == level and self._covers(a, area)]

    def _covers(self, absence: Absence, area: str | None) -> bool:
        return absence.area is None or area in self._structure.inside(absence.area)


def absences_at(structure: Structure, body: Body) -> list[Absence]:
    """The stated absences that cover a body."""
    return structure.once(Absences).of_body(body)


def absences_from(structure: Structure, level: str) -> list[Absence]:
    """The stated absences from a whole level, in the area that the structure is about."""
    return structure.once(Absences).of_level(level, structure.loaded.manifest.area)


def is_stated(structure: Structure, absence: Absence) -> bool:
    """Whether an absence can make a no: stated, and known to hold at the date."""
    return absence.certainty == "stated" and absence.status == "existing" and absence.id not in structure.uncertain


def all_seats_known(structure: Structure, body: Body) -> bool:
    """Whether one who is not listed certainly does not sit in the body: the list is closed, of one body, at this date."""
    sure = body.certainty == "stated" and body.id not in structure.uncertain
    return body.composition == "closed" and not body.several and sure


def all_bodies_known(structure: Structure, level: str) -> bool:
    """Whether all bodies of a level are certainly listed."""
    record = structure.get(level)
    return isinstance(record, Level) and record.bodies == "closed" and record.id not in structure.uncertain


def excepted_elsewhere(structure: Structure, body: Body, absence: Absence) -> list[Seat]:
    """The seats that an absence excepts, of bodies that may be this one under another name."""
    names = {same.id for same in body.same_as}
    seats = [seat for i in absence.except_seats if isinstance(seat := structure.get(i), Seat)]
    return [s for s in seats if s.body in names or body.id in {o.id for o in _same_as(structure, s.body)}]


def _same_as(structure: Structure, body: str) -> tuple[SameAs, ...]:
    record = structure.get(body)
    return record.same_as if record else ()
