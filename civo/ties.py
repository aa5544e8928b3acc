"""What ties organisations to bodies: what each seat says, and the known ties of all bodies, kept in few bytes each."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from civo.adjacency import turned_round
from civo.bits import bits, numbers
from civo.records import Seat
from civo.sitting import SeatReading, SeatReadings, reading
from civo.structure import Structure
from civo.truth import Truth

Way = Literal["own", "spoken-for", "turn", "shared"]
"""How an organisation is tied to a body, the strongest first.

`own`: a permanent seat that it holds, or that speaks for it alone. `spoken-for`: a permanent seat that speaks for it as
one of several. `turn`: a rotating seat that it holds at the date. `shared`: a rotating seat that goes round among it and
others and that it is not known to hold - an indirect share, never a presence.
"""
Ways = Mapping[str, tuple[Way, Truth]]
_WAYS: tuple[Way, ...] = ("own", "spoken-for", "turn", "shared")
_STRENGTH: dict[Way, int] = {way: n for n, way in enumerate(_WAYS)}
_STRENGTHS = 3
"""The bits that tell how strong a tie is; those above tell which of the seats of the body says so."""
_OWN, _SHARED = _STRENGTH["own"], _STRENGTH["shared"]


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
        add(told.beyond, "spoken-for", Truth.UNKNOWN if told.is_vacated else sure)
    elif seat.represents:
        spoken_for = structure.members(seat.represents)
        alone = seat.each or any(structure.with_units(frozenset((o,))).issuperset(spoken_for) for o in spoken_for)
        way: Way = "own" if alone and not seat.held_by else "spoken-for"
        add(spoken_for, way, Truth.UNKNOWN if told.is_vacated else sure)
    return found


class KnownTies:
    """The known ties of some bodies to organisations, the strongest of each pair: a dozen bytes for each.

    An organisation is tied through its units too, but for shares in a rotating seat: those are of the organisation that
    the seat goes round among. Who is present in a body comes first, then who only shares a seat there.
    """

    def __init__(self, structure: Structure, bodies: Iterable[str], units: Mapping[str, str]) -> None:
        self._structure = structure
        self._units = units
        self._places = {body: n for n, body in enumerate(bodies)}
        self._bodies = tuple(self._places)
        self._numbers: dict[str, int] = {}
        self._known_bits: dict[str, int] = {}
        self._parts: dict[tuple[SeatReading, bool], tuple[tuple[int, int], ...]] = {}
        self._starts, self._shares = array("i", [0]), array("i")
        self._who, self._how = array("i"), array("i")
        readings = structure.once(SeatReadings)
        for body in self._bodies:
            self._add(body, readings.of(body))
        self._names = tuple(self._numbers)
        organizations = range(len(self._names))
        self._of = (
            turned_round(self._who, self._starts[:-1], self._shares, organizations),
            turned_round(self._who, self._shares, self._starts[1:], organizations),
        )
        del self._parts

    def _add(self, body: str, told: Sequence[SeatReading]) -> None:
        found: dict[int, int] = {}
        unsure = body in self._structure.uncertain
        for position, one in enumerate(told):
            for number, strength in self._part(one, unsure or one.unsure):
                before = found.get(number)
                if before is None or strength < before & _STRENGTHS:
                    found[number] = position << 2 | strength
        present = {number: how for number, how in found.items() if how & _STRENGTHS != _SHARED}
        for some in (
            present,
            {n: how for n, how in found.items() if n not in present} if len(present) < len(found) else {},
        ):
            self._who.extend(some)
            self._how.extend(some.values())
        self._shares.append(self._starts[-1] + len(present))
        self._starts.append(len(self._who))

    def _part(self, told: SeatReading, unsure: bool) -> tuple[tuple[int, int], ...]:
        """What a seat adds, with the wholes of units, by numbers."""
        part = self._parts.get((told, unsure))
        if part is None:
            found: dict[str, int] = {}
            for one, (way, truth) in ways_of(self._structure, told, unsure).items():
                organization: str | None = one if truth is Truth.YES else None
                while organization is not None:
                    found[organization] = min(_STRENGTH[way], found.get(organization, _SHARED))
                    organization = self._units.get(organization) if way != "shared" else None
            known = self._numbers
            part = tuple([(known.setdefault(o, len(known)), strength) for o, strength in found.items()])
            self._parts[told, unsure] = part
        return part

    @property
    def organizations(self) -> tuple[str, ...]:
        """All that are tied to a body."""
        return self._names

    def ways(self, body: str) -> Iterator[tuple[str, Way]]:
        """Those tied to a body, each with how."""
        span = self._span(body)
        return (
            (self._names[n], _WAYS[how & _STRENGTHS]) for n, how in zip(self._who[span], self._how[span], strict=True)
        )

    def of(self, body: str) -> dict[str, Tie]:
        """The ties of a body by the organisations."""
        span, seats = self._span(body), self._structure.seats_of.get(body, [])
        told = zip(self._who[span], self._how[span], strict=True)
        names = ((self._names[n], how) for n, how in told)
        return {o: Tie(o, body, seats[how >> 2], _WAYS[how & _STRENGTHS], Truth.YES) for o, how in names}

    def present(self, body: str) -> Iterator[str]:
        """Those known to be present in a body, units and wholes."""
        place = self._places[body]
        return (self._names[n] for n in self._who[self._starts[place] : self._shares[place]])

    def bodies(self, organization: str, shared: bool = False, among: int = -1) -> Iterator[str]:
        """The bodies in which an organisation is known to be present, in their order; or only to share a seat.

        Of the bodies `numbered`, if told.
        """
        places: Iterable[int] = self._placed(organization, shared)
        if among >= 0:
            places = numbers(bits(self._placed(organization, shared)) & among)
        return (self._bodies[place] for place in places)

    def in_common(self, one: str, other: str, among: int = -1) -> Iterator[str]:
        """The bodies in which both are known to be present, in their order; of those `numbered`, if told."""
        return (self._bodies[place] for place in numbers(among & self._bits_of(one) & self._bits_of(other)))

    def numbered(self, bodies: Iterable[str]) -> int:
        """The number for some bodies: a bit for each."""
        return bits([self._places[body] for body in bodies])

    def together(self, bodies: Iterable[str]) -> frozenset[str]:
        """All who are known to be present in any of the bodies, units and wholes."""
        found: set[int] = set()
        for place in map(self._places.__getitem__, bodies):
            found.update(self._who[self._starts[place] : self._shares[place]])
        return frozenset([self._names[n] for n in found])

    def meet(self, body: str, one: str, other: str) -> bool:
        """Whether two that are present in a body are there by different seats, or each in person."""
        mine, theirs = self._how_in(body, one), self._how_in(body, other)
        return mine >> 2 != theirs >> 2 or mine & _STRENGTHS == theirs & _STRENGTHS == _OWN

    def met(self, body: str, organization: str) -> Iterator[str]:
        """Those present in a body by another seat than one that is present, or each in person: itself if so."""
        place = self._places[body]
        span = slice(self._starts[place], self._shares[place])
        mine = self._how_in(body, organization)
        seat, in_person = mine >> 2, mine & _STRENGTHS == _OWN
        told = zip(self._who[span], self._how[span], strict=True)
        return (self._names[n] for n, how in told if how >> 2 != seat or (in_person and how & _STRENGTHS == _OWN))

    def _bits_of(self, organization: str) -> int:
        if organization not in self._known_bits:
            self._known_bits[organization] = bits(self._placed(organization))
        return self._known_bits[organization]

    def _how_in(self, body: str, organization: str) -> int:
        place = self._places[body]
        start = self._starts[place]
        return self._how[self._who.index(self._numbers[organization], start, self._shares[place])]

    def _span(self, body: str) -> slice:
        place = self._places[body]
        return slice(self._starts[place], self._starts[place + 1])

    def _placed(self, organization: str, shared: bool = False) -> array[int]:
        number = self._numbers.get(organization)
        starts, places = self._of[shared]
        return places[starts[number] : starts[number + 1]] if number is not None else array("i")
