"""Who sits in a seat, in three values: what it says is read once for all seats that say the same."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from civo.dates import holds, lasts, observed_at
from civo.records import Role, Seat, Tenure
from civo.structure import Structure
from civo.truth import Truth
from civo.words import Text

Holders = tuple[tuple[str, Truth], ...]
"""The ids of those who hold a seat, or may hold it, at the date: certain ones first."""


def tenure_holds(structure: Structure, tenure: Tenure) -> Truth:
    """Whether a tenure holds at the structure's date; one that was only observed says nothing of other times."""
    if structure.get(tenure.organization) is None:  # a holder that is not there at the date holds nothing
        return Truth.NO
    truth = lasts(tenure.start, tenure.end, tenure.observed, structure.at)
    if truth is Truth.YES and tenure.organization in structure.uncertain:
        seen = tenure.observed is not None and observed_at(tenure.observed, structure.at) is Truth.YES
        return truth if seen else Truth.UNKNOWN
    return truth


def holders(structure: Structure, seat: Seat) -> list[tuple[Tenure, Truth]]:
    """The tenures of a seat that hold, or may hold, at the date: certain ones first."""
    told = [(tenure, tenure_holds(structure, tenure)) for tenure in seat.held_by]
    told = [(tenure, truth) for tenure, truth in told if truth is not Truth.NO]
    return told if len(told) < 2 else sorted(told, key=lambda x: x[1] is not Truth.YES)


class SeatReading:
    """What a seat says of who sits in it at the date; the same object for all seats that say the same.

    `held` are its holders, `seat` one of the seats. Asked of organisations, it remembers what it answered.
    """

    __slots__ = (
        "_concerned",
        "_gone",
        "_groups",
        "_open_to",
        "_sets",
        "_sits",
        "_structure",
        "existing",
        "held",
        "seat",
        "unsure",
    )

    def __init__(self, structure: Structure, seat: Seat, held: Holders, unsure: bool, gone: frozenset[str]) -> None:
        self._structure = structure
        self.seat = seat
        self.held = held
        self.unsure = unsure
        self._gone = gone
        self.existing = seat.status == "existing"
        self._open_to: frozenset[str] | bool | None = False
        self._concerned: list[AbstractSet[str]] | bool | None = False
        self._sets: tuple[frozenset[str], ...] | None = None
        self._sits: dict[str, Truth] | None = None
        self._groups: dict[frozenset[str], Truth] | None = None

    @property
    def is_vacated(self) -> bool:
        """Whether all who are known to have held the seat have left it: nobody is known to speak from it."""
        return bool(self.seat.held_by) and not self.held

    def sits(self, organization: str) -> Truth:
        """Whether the organisation, or a unit of it, holds the seat at the date, or the seat speaks for it alone."""
        if self._sits is None:
            self._sits = {}
        truth = self._sits.get(organization)
        if truth is None:
            truth = self._sits[organization] = self._sitting(organization)
        return truth

    def _sitting(self, organization: str) -> Truth:
        return self.told_of(self._structure.with_units(frozenset((organization,))))

    def told_of(self, own: frozenset[str]) -> Truth:
        """Whether one of these, and not merely a unit of one that is not among them, holds the seat at the date."""
        if not self.existing:
            return Truth.NO
        structure, seat, held = self._structure, self.seat, self.held
        if seat.participation == "attends":  # takes part; whether that is a seat is not said
            taking_part = any(not own.isdisjoint(structure.holder_members(holder)) for holder, _ in held)
            return Truth.UNKNOWN if taking_part or self.may_hold(own) else Truth.NO
        answers = [truth for holder, truth in held if holder in own]
        answers += [
            truth if seat.each else Truth.UNKNOWN
            for holder, truth in held
            if holder not in own and not own.isdisjoint(structure.holder_members(holder))
        ]
        if Truth.YES in answers:
            return Truth.YES if not self.unsure else Truth.UNKNOWN
        if answers:
            return Truth.NO if self._filled_by_others(own) else Truth.UNKNOWN
        if not seat.held_by and not seat.is_rotating and seat.represents:
            spoken_for = structure.members(seat.represents)
            if own.issuperset(spoken_for) or (seat.each and not own.isdisjoint(spoken_for)):
                return Truth.YES if spoken_for and not self.unsure else Truth.UNKNOWN
        if (some := self.some) and some <= own:
            return Truth.YES
        if not own.isdisjoint(self._gone) and own.isdisjoint(structure.members(seat.represents)):
            return Truth.NO
        return Truth.UNKNOWN if self.may_hold(own) else Truth.NO

    def _filled_by_others(self, own: AbstractSet[str]) -> bool:
        """Whether certain holders, none of them among `own`, fill the seat: then one who may hold it does not."""
        seat = self.seat
        if seat.count is None or seat.each or seat.certainty != "stated":
            return False
        sure = [holder for holder, truth in self.held if truth is Truth.YES]
        return sum(own.isdisjoint(self._structure.holder_members(holder)) for holder in sure) >= seat.count

    def may_hold(self, own: AbstractSet[str]) -> bool:
        """Whether any of them could be a holder that the files do not name."""
        open_to = self.open_to
        return open_to is None or not own.isdisjoint(open_to)

    @property
    def open_to(self) -> frozenset[str] | None:
        """Those who could be holders that the files do not name; None for anybody."""
        if isinstance(self._open_to, bool):
            self._open_to = self._find_open_to()
        return self._open_to

    def _find_open_to(self) -> frozenset[str] | None:
        structure, seat = self._structure, self.seat
        sure = [holder for holder, truth in self.held if truth is Truth.YES]
        certain = sum(len(structure.holder_members(holder)) if seat.each else 1 for holder in sure)
        together = any(structure.kind_of(holder) == "collectives" for holder in sure)  # a collective holds all of it
        full = seat.certainty == "stated" and seat.count is not None and (seat.count <= certain or together)
        if seat.rotates:
            return frozenset() if full else structure.member_set(seat.rotates.among)
        if seat.some_of and not full:
            return structure.member_set(seat.some_of)
        if full or (certain and seat.represents is None and seat.count is None and seat.certainty == "stated"):
            return frozenset()
        if seat.represents:
            return structure.member_set(seat.represents)
        role = structure.get(seat.role) if seat.role else None
        return structure.member_set(role.held_in) if isinstance(role, Role) and role.held_in else None

    @property
    def some(self) -> frozenset[str]:
        """Those of whom one or more certainly sit here, where nobody can tell which; nobody where that is not so."""
        seat = self.seat
        sure = self.existing and not self.unsure and not self.is_vacated and seat.participation != "attends"
        return self._structure.member_set(seat.some_of) if seat.some_of and sure else frozenset()

    @property
    def beyond(self) -> frozenset[str]:
        """Of a seat that goes round, those whom it speaks for though it does not come to them."""
        seat, members = self.seat, self._structure.member_set
        if not seat.rotates or not seat.represents or not self.existing:
            return frozenset()
        return members(seat.represents) - members(seat.rotates.among)

    @property
    def through(self) -> frozenset[str]:
        """Those whom a holder is stated to represent, in no body in particular: that it does so here is not known."""
        told = stated_to_represent(self._structure)
        if not told or not self.existing:
            return frozenset()
        holding = (o for holder, _ in self.held for o in (holder, *self._structure.holder_members(holder)))
        return frozenset().union(*(told.get(o, frozenset()) for o in holding))

    @property
    def concerned(self) -> list[AbstractSet[str]] | None:
        """Those who hold the seat, could hold it, or are spoken for; None for anybody. No other sits in it."""
        if isinstance(self._concerned, bool):
            self._concerned = self._find_concerned()
        return self._concerned

    def _find_concerned(self) -> list[AbstractSet[str]] | None:
        structure, seat = self._structure, self.seat
        spoken_for = structure.member_set(seat.represents) if seat.represents else frozenset()
        if self.open_to is None or (seat.represents and not spoken_for):
            return None
        held = {o for holder, _ in self.held for o in (holder, *structure.holder_members(holder))}
        return [some for some in (held, self.open_to, spoken_for) if some]

    @property
    def sets(self) -> tuple[frozenset[str], ...]:
        """The organisations that it speaks of, set by set: those who stand alike to each of these, it says the same of."""
        if self._sets is None:
            structure, seat = self._structure, self.seat
            selectors = (seat.represents, seat.some_of, seat.rotates.among if seat.rotates else None)
            told = [structure.member_set(selector) for selector in selectors if selector]
            told += [frozenset((holder,)) for holder, _ in self.held]
            told += [frozenset(structure.holder_members(holder)) for holder, _ in self.held]
            self._sets = tuple({some: None for some in (*told, self._gone, self.open_to, self.through) if some})
        return self._sets

    def group(self, members: frozenset[str]) -> Truth:
        """Whether any of a group, units among them, sits in the seat or is spoken for there.

        A rotating seat that goes round only among the group is a yes for the group, whoever holds it.
        """
        if self._groups is None:
            self._groups = {}
        truth = self._groups.get(members)
        if truth is None:
            truth = self._groups[members] = self._group(members)
        return truth

    def _group(self, members: frozenset[str]) -> Truth:
        structure, seat = self._structure, self.seat
        answer = Truth.NO
        for holder, truth in self.held:
            if not members.isdisjoint(structure.holder_members(holder)):
                if truth is Truth.YES and seat.participation != "attends":
                    return Truth.YES
                answer = Truth.UNKNOWN
        if answer is Truth.NO and not members.isdisjoint(self.through):
            answer = Truth.UNKNOWN
        if some := self.some:
            if some <= members:
                return Truth.YES
            if not members.isdisjoint(some):
                answer = Truth.UNKNOWN
        if not members.isdisjoint(self.beyond) and not self.is_vacated:
            return Truth.YES
        selector = seat.rotates.among if seat.rotates else seat.represents
        if selector is None:
            return Truth.UNKNOWN if answer is Truth.UNKNOWN or self.may_hold(members) else Truth.NO
        spoken_for = structure.members(selector)
        shared = [o for o in spoken_for if o in members]
        whole = not seat.rotates or len(shared) == len(spoken_for)
        if shared and whole and not self.is_vacated:
            return Truth.YES
        return Truth.UNKNOWN if shared else answer


def stated_to_represent(structure: Structure) -> Mapping[str, frozenset[str]]:
    """Those whom each organisation, or a collective, is stated to represent by itself, not by a seat."""
    return structure.once(_represented)


def _represented(structure: Structure) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for relation in structure.relations:
        if relation.does == "represents" and relation.status == "existing":
            whom = frozenset(o for what in relation.what for o in structure.actor_members(what))
            for who in relation.who:
                if structure.kind_of(who) in ("organizations", "collectives"):
                    found[who] = found.get(who, frozenset()) | whom
    return found


class SeatReadings:
    """The readings of a structure's seats."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._written: dict[object, SeatReading] = {}
        self._known: dict[object, SeatReading] = {}
        self._of: dict[str, tuple[SeatReading, ...]] = {}

    def of(self, body: str) -> tuple[SeatReading, ...]:
        """Of each seat of a body, in the order of `seats_of`."""
        found = self._of.get(body)
        if found is None:
            found = self._of[body] = tuple([self.reading(seat) for seat in self._structure.seats_of.get(body, ())])
        return found

    def reading(self, seat: Seat) -> SeatReading:
        """Of one seat. Seats that are written alike share their parts, so that those tell which are without a look inside."""
        written = (
            id(seat.held_by),
            id(seat.rotates),
            id(seat.represents),
            id(seat.some_of),
            id(seat.basis),
            seat.role,
            seat.count,
            seat.each,
            seat.participation,
            seat.certainty,
            seat.status,
            seat.id in self._structure.uncertain,
        )
        found = self._written.get(written)
        if found is None:
            found = self._written[written] = self._reading(seat)
        return found

    def _reading(self, seat: Seat) -> SeatReading:
        structure = self._structure
        held = tuple([(tenure.organization, truth) for tenure, truth in holders(structure, seat)])
        unsure = seat.id in structure.uncertain
        gone = _told_around(structure, seat) if not held and len(seat.held_by) > 1 else frozenset()
        key = (
            held,
            gone,
            not seat.held_by,
            id(seat.rotates),
            id(seat.represents),
            id(seat.some_of),
            seat.role,
            seat.count,
            seat.each,
            seat.is_rotating,
            seat.participation,
            seat.certainty,
            seat.status,
            unsure,
        )
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = SeatReading(structure, seat, held, unsure, gone)
        return found


def _told_around(structure: Structure, seat: Seat) -> frozenset[str]:
    """Those told to have held the seat before and after the date, where it lies between: not they hold it then.

    Nobody where it lies before the first or after the last of them, where nobody can tell; nor for a seat that goes
    round, in which they may come again.
    """
    if seat.is_rotating or seat.certainty != "stated":
        return frozenset()
    over = any(tenure.end and holds(None, tenure.end, structure.at) is Truth.NO for tenure in seat.held_by)
    if not over or not any(t.start and holds(t.start, None, structure.at) is Truth.NO for t in seat.held_by):
        return frozenset()
    return frozenset(o for tenure in seat.held_by for o in structure.holder_members(tenure.organization))


def reading(structure: Structure, seat: Seat) -> SeatReading:
    """What a seat says of who sits in it."""
    return structure.once(SeatReadings).reading(seat)


def readings(structure: Structure, body: str) -> tuple[SeatReading, ...]:
    """What each seat of a body says, in the order of `seats_of`."""
    return structure.once(SeatReadings).of(body)


def sits_in_seat(structure: Structure, seat: Seat, organization: str) -> Truth:
    """Whether the organisation, or a unit of it, holds the seat at the date, or the seat speaks for it alone."""
    return reading(structure, seat).sits(organization)


def one_or_more(structure: Structure, seat: Seat) -> Text | None:
    """In words, that one or more of several certainly hold the seat, nobody can tell which; None where it is not so."""
    some = reading(structure, seat).some
    return _ONE_OR_MORE.filled(who=structure.selector_name(seat.some_of)) if some and seat.some_of else None


_ONE_OR_MORE = Text("en eller flera av {who}, okänt vilka", "one or more of {who}, not known which")


def is_vacated(structure: Structure, seat: Seat) -> bool:
    """Whether all who are known to have held the seat have left it: nobody is known to speak from it."""
    return bool(seat.held_by) and not holders(structure, seat)


def group_in_seat(structure: Structure, seat: Seat, members: frozenset[str]) -> Truth:
    """Whether any of a group, units among them, sits in the seat or is spoken for there."""
    return reading(structure, seat).group(members)
