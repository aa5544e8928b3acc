"""Where organisations are and may be, as numbers with a bit for each body: any two are compared at once.

An organisation that may hold one of the open seats of most bodies would otherwise bring a set of all of those, and each
pair a look through two such sets.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import reduce
from itertools import zip_longest
from operator import or_
from typing import NamedTuple

from civo.attending import Attendance, Attending
from civo.bits import bits
from civo.records import Seat
from civo.structure import Structure

_NOBODY: frozenset[str] = frozenset()


class Presence(NamedTuple):
    """Where one organisation, or any of several, is or may be by a listed seat: a bit for each body."""

    known: int = 0
    """Where it certainly is."""
    steady: int = 0
    """Where it is or may be by a seat that does not go round."""
    turns: tuple[int, ...] = ()
    """Where it is or may be by the first seat of a body that goes round, by the second such seat, and so on."""

    @property
    def anywhere(self) -> int:
        """Where it is or may be at all."""
        return reduce(or_, self.turns, self.steady)

    def may_meet(self, other: Presence) -> bool:
        """Whether the two are or may be in one body: not so where it is one seat that goes round, which they share."""
        mine, theirs = self.anywhere, other.anywhere
        if not mine & theirs:
            return False
        if self.steady & theirs or mine & other.steady:
            return True
        return any(ours & others for i, ours in enumerate(self.turns) for j, others in enumerate(other.turns) if i != j)


class Presences:
    """Where each of some organisations is and may be; reads every existing body once, for all of them."""

    def __init__(self, structure: Structure, organizations: AbstractSet[str]) -> None:
        self._asked = organizations
        bodies = [body for body in structure.bodies if body.status == "existing"]
        self._numbers = {body.id: n for n, body in enumerate(bodies)}
        self._among: dict[frozenset[str], frozenset[str]] = {}
        self._met: dict[str, set[str]] = {}
        self._alike: dict[str, list[int]] = {}
        self._of: dict[str, Presence] = {}
        found: dict[_Sort, list[int]] = {}
        attending = structure.once(Attending)
        for n, body in enumerate(bodies):
            for sort in self._sorts(attending.of(body)):
                found.setdefault(sort, []).append(n)
        for number, (sort, where) in enumerate(found.items()):
            self._add(number, sort, bits(where))

    def of(self, organizations: Iterable[str]) -> Presence:
        """Where any of the organisations is, or may be."""
        told = [self._of[o] for o in organizations if o in self._of]
        return reduce(_joined, told) if told else Presence()

    def alike(self, organization: str) -> tuple[int, ...]:
        """The same for two that are, and may be, in the same bodies by the same seats; nothing for one in none."""
        return tuple(self._alike.get(organization, ()))

    def met(self, organization: str) -> Collection[str]:
        """All who are known to be in a body with an organisation that is asked about, itself among them."""
        return self._met.get(organization, _NOBODY)

    def numbered(self, bodies: Iterable[str]) -> int:
        """The number for some existing bodies."""
        return bits([self._numbers[body] for body in bodies])

    def _sorts(self, attendance: Attendance) -> Iterator[_Sort]:
        """Those asked about by whom the seats of a body bring there for certain, and perhaps."""
        by_seat: dict[str, list[str]] = {}
        may: dict[str, frozenset[str]] = {}
        seats: dict[str, Seat] = {}
        for organization in attendance.here.keys() & self._asked:
            seat = attendance.here[organization]
            seats[seat.id] = seat
            by_seat.setdefault(seat.id, []).append(organization)
            self._met.setdefault(organization, set()).update(attendance.here)
        for seat, who in (*attendance.maybe, *attendance.rotations):
            if asked := self._asked_among(who):
                seats[seat.id] = seat
                may[seat.id] = asked | before if (before := may.get(seat.id)) else asked
        turns = {seat: n for n, seat in enumerate(seat.id for seat in seats.values() if seat.is_rotating)}
        for seat_id, sure in by_seat.items():
            yield _Sort(frozenset(sure), True, turns.get(seat_id))
        for seat_id, asked in may.items():
            yield _Sort(asked, False, turns.get(seat_id))

    def _asked_among(self, organizations: frozenset[str]) -> frozenset[str]:
        asked = self._among.get(organizations)
        if asked is None:
            asked = self._among[organizations] = organizations & self._asked
        return asked

    def _add(self, number: int, sort: _Sort, bodies: int) -> None:
        """Tells each of a sort that it is, or may be, in some bodies."""
        turns = () if sort.turn is None else (*[0] * sort.turn, bodies)
        more = Presence(bodies if sort.surely else 0, 0 if turns else bodies, turns)
        for organization in sort.who:
            self._alike.setdefault(organization, []).append(number)
            before = self._of.get(organization)
            self._of[organization] = _joined(before, more) if before else more


class _Sort(NamedTuple):
    """Those whom a seat brings to a body: for certain or perhaps, and by which of its seats that go round, if by one."""

    who: frozenset[str]
    surely: bool
    turn: int | None


def _joined(one: Presence, other: Presence) -> Presence:
    turns = tuple(a | b for a, b in zip_longest(one.turns, other.turns, fillvalue=0))
    return Presence(one.known | other.known, one.steady | other.steady, turns)
