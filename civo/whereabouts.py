"""Where organisations may be for all that is known, as numbers with a bit for each body."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from civo.attending import Attendance
from civo.bits import bits, numbers
from civo.records import Absence
from civo.ties import KnownTies
from civo.truth import Truth


class Whereabouts:
    """Where organisations are or may be: the bodies of which `Attendance.answer` says anything but no.

    Reads every body once, for all that may be asked about; keeps each body with others that are open to the same.
    """

    def __init__(self, attendance: Mapping[str, Attendance], ties: KnownTies) -> None:
        self._attendance = attendance
        self._ties = ties
        self._bodies = tuple(attendance)
        self._of: dict[str, int] = {}
        anybody: list[int] = []
        listed: dict[frozenset[str], list[int]] = {}
        absent: dict[int, _Absent] = {}
        for place, told in enumerate(attendance.values()):
            if not told.closed or told.anyone:
                anybody.append(place)
            for who in {who for _, who in (*told.maybe, *told.rotations)}:
                listed.setdefault(who, []).append(place)
            if told.absent:
                absent.setdefault(id(told.absent), _Absent(told.absent)).add(place, told)
        self._anybody = bits(anybody)
        self._listed = {who: bits(places) for who, places in listed.items()}
        self._absent = list(absent.values())

    def of(self, organization: str) -> int:
        """The bodies that an organisation is in, or may be in, as `KnownTies.numbered` tells them."""
        if organization not in self._of:
            self._of[organization] = self._find(organization)
        return self._of[organization]

    def _find(self, organization: str) -> int:
        certain = self._ties.numbered(self._ties.bodies(organization))
        certain |= self._ties.numbered(self._ties.bodies(organization, shared=True))
        found = self._anybody
        for who, places in self._listed.items():
            if organization in who:
                found |= places
        for absent in self._absent:
            if organization in absent.who:
                found &= ~bits(absent.places)
                for place in absent.excepting:
                    if self._attendance[self._bodies[place]].answer(organization) is not Truth.NO:
                        found |= 1 << place
        return found | certain

    def named(self, places: int) -> tuple[str, ...]:
        """The bodies of a number, in their order."""
        return tuple(self._bodies[place] for place in numbers(places))


class _Absent:
    """Those who are stated to be absent from some bodies, and the bodies in which seats are excepted."""

    def __init__(self, who: Mapping[str, Absence]) -> None:
        self.who = who
        self.places: list[int] = []
        self.excepting: list[int] = []
        self._excepted = frozenset(seat for absence in who.values() for seat in absence.except_seats)

    def add(self, place: int, told: Attendance) -> None:
        """Adds a body."""
        self.places.append(place)
        open_to: Collection[str] = [seat.id for seat in (*(seat for seat, _ in told.maybe), *told.anyone)]
        if not self._excepted.isdisjoint(open_to):
            self.excepting.append(place)
