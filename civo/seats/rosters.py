"""Who is in a body, in three values: each question about one organisation or several is algebra over the claims of its seats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from civo.records import Absence, Body, Certainty, Record, Seat
from civo.seats.absences import absences_at, all_seats_known, excepted_elsewhere
from civo.seats.claims import Claim, Claims, Group, union
from civo.structure import Structure
from civo.truth import Truth


class Standing(NamedTuple):
    """An answer with the records that it rests on, and how sure it is itself; no certainty where it is unknown."""

    truth: Truth
    because: tuple[Record, ...] = ()
    certainty: Certainty | None = None


class Place(NamedTuple):
    """What is known of an organisation, or of any of several, in a body."""

    own: Standing
    """Whether it sits in a seat of its own."""
    spoken_for: Standing
    """Whether somebody speaks for it there as for one of several."""
    shared: tuple[Seat, ...]
    """The rotating seats that it shares and is not known to hold: no presence, but no absence either."""
    perhaps_shared: tuple[Seat, ...]
    """The same of seats of which it is not known whether they are there at the date."""

    @property
    def truth(self) -> Truth:
        """Whether it sits in the body or is spoken for there; a share in a rotating seat leaves that unknown."""
        told = (self.own.truth, self.spoken_for.truth)
        if Truth.YES in told:
            return Truth.YES
        return Truth.NO if told == (Truth.NO, Truth.NO) and not self.shared else Truth.UNKNOWN

    @property
    def at_the_table(self) -> Truth:
        """The same at the very date: one who only shares a rotating seat that another holds then is not there."""
        return self._replace(shared=()).truth

    @property
    def standing(self) -> Standing:
        """The same with the records behind it."""
        truth = self.truth
        told = [s for s in (self.own, self.spoken_for) if s.truth is truth]
        records = {record.id: record for s in told for record in s.because}
        if truth is not Truth.YES:
            records |= {seat.id: seat for seat in self.shared}
        return Standing(truth, tuple(records.values()), surest(s.certainty for s in told))


class Roster:
    """The existing seats of one body with what each claims, and what is stated of who does not sit there."""

    def __init__(self, structure: Structure, body: Body) -> None:
        self._structure = structure
        self.body = body
        claims = structure.once(Claims)
        told = zip(structure.seats_of.get(body.id, ()), claims.of(body.id), strict=True)
        self.seats = tuple([(seat, claim) for seat, claim in told if claim.exists])
        self.closed = all_seats_known(structure, body)
        """Whether all seats are certainly listed."""
        self.absences = absences_at(structure, body)

    @cached_property
    def present(self) -> Group:
        """All who certainly sit here or are spoken for, wholes of units among them."""
        return union(claim.present for _, claim in self.seats)

    @cached_property
    def sharing(self) -> Group:
        """All who certainly share a rotating seat here."""
        return union(claim.turns for _, claim in self.seats if claim.sure)

    @cached_property
    def absent(self) -> Mapping[str, Absence]:
        """Those who are stated not to sit here, each with what says so first."""
        return self._structure.once(Rosters).absent(self.absences) if self.absences else {}

    @cached_property
    def excepted(self) -> tuple[tuple[Absence, Seat, Claim], ...]:
        """The seats that stated absences except: those here, and those of bodies that may be this one."""
        here = {seat.id: (seat, claim) for seat, claim in self.seats}
        claims = self._structure.once(Claims)
        found: list[tuple[Absence, Seat, Claim]] = []
        for absence in self.absences:
            found += [(absence, *here[i]) for i in absence.except_seats if i in here]
            elsewhere = excepted_elsewhere(self._structure, self.body, absence)
            found += [(absence, seat, claims.claim(seat)) for seat in elsewhere]
        return tuple(found)

    @cached_property
    def from_elsewhere(self) -> tuple[tuple[Seat, Group], ...]:
        """The excepted seats of bodies that may be this one, with those who may be here by each of them."""
        told = [(seat, c, self._structure.member_set(a.who)) for a, seat, c in self.excepted]
        return tuple([(s, (c.present | c.candidates) & who) for s, c, who in told if s.body != self.body.id])

    @cached_property
    def anybody(self) -> bool:
        """Whether one who is not named may sit here: the list is not closed, or a seat is open to anybody."""
        return not self.closed or any(claim.may_sit_wholes is None for _, claim in self.seats)

    @cached_property
    def named(self) -> Group:
        """All who are or may be here for all that the listed seats say of them by name."""
        return union((self.present, *(claim.candidates for _, claim in self.seats)))

    def place(self, members: Group) -> Place:
        """What is known of the organisations here: of any of them, where they are several."""
        shared, perhaps = self.shared(members), self.shared(members, surely=False)
        return Place(self.own(members), self.spoken_for(members), shared, perhaps)

    def answer(self, members: Group) -> Truth:
        """Whether any of the organisations sits here or is spoken for; see `Place.truth`."""
        if not members.isdisjoint(self.present):
            return Truth.YES
        return self.place(members).truth

    def own(self, members: Group) -> Standing:
        """Whether any of the organisations has a seat of its own here.

        Yes also for a group of whom one or more certainly sit, nobody can tell which. No only when the body's list of
        seats is closed, or an absence is stated, and no listed seat can be theirs; and for those not there at the date.
        """
        everyone = self._structure.with_units(members)
        yes = [(seat, sure) for seat, claim in self.seats if (sure := _has_seat(claim, seat, members, everyone))]
        return self._standing(members, yes, _may_sit, lambda claim: claim.meant_to_sit)

    def spoken_for(self, members: Group) -> Standing:
        """Whether somebody here speaks for any of the organisations as for one of several, or holds a seat in its stead."""
        yes = [(s, s.certainty) for s, claim in self.seats if not members.isdisjoint(claim.spoken_wholes)]
        return self._standing(members, yes, _may_speak, lambda claim: claim.meant_to_be_spoken_for)

    def shared(self, members: Group, surely: bool = True) -> tuple[Seat, ...]:
        """The rotating seats that any of the organisations shares without certainly holding it at the date.

        Those that surely are there then, or the others.
        """
        return tuple(
            seat for seat, claim in self.seats if claim.sure is surely and (members & claim.turns) - claim.sits_wholes
        )

    def possible(self, members: Group) -> Group:
        """Those of the organisations, none of them certainly here, who may sit here or be spoken for all the same."""
        candidates = members - self.present
        if not self.anybody:
            candidates &= self.named
        stated = candidates & self.absent.keys()
        doubtful = stated if self.excepted else stated & self.sharing
        for _, claim in self.seats:
            doubtful |= candidates & claim.left
        told = frozenset(o for o in doubtful if self.answer(frozenset((o,))) is Truth.UNKNOWN)
        return (candidates - stated - doubtful) | told

    def may_be_here(self, members: Group) -> bool:
        """Whether any of the organisations is here, or may be."""
        return self.answer(members) is not Truth.NO

    def without(self, organizations: Iterable[str]) -> tuple[Body | Absence, ...]:
        """Why the organisations certainly do not sit here: stated absences, or the closed list of seats."""
        why = {r.id: r for r in (self.absent.get(o, self.body) for o in organizations)}
        return tuple(why.values()) or (self.body,)

    def seats_open_to(self, members: Group) -> list[Seat]:
        """The seats that name any of the organisations, or those they may be meant by, as one who may be here.

        Among them those of another body that may be this one, where these make an exception from an absence.
        """
        told = [(seat, claim.candidates) for seat, claim in self.seats]
        return [seat for seat, who in (*told, *self.from_elsewhere) if not members.isdisjoint(who)]

    def _standing(
        self,
        members: Group,
        yes: list[tuple[Seat, Certainty]],
        may: Callable[[Claim, Group], bool],
        meant: Callable[[Claim], Group],
    ) -> Standing:
        structure, body = self._structure, self.body
        if body.status != "existing":
            return Standing(Truth.NO, (body,), "stated")
        if yes:
            sure = surest(certainty for _, certainty in yes)
            return Standing(Truth.YES, tuple(s for s, _ in yes), sure if body.certainty == "stated" else "implied")
        members &= structure.once(_there)
        covered = members & self.absent.keys()
        free = members - covered
        maybe: dict[str, Record] = {s.id: s for s, c in self.seats if may(c, free) or may(c, covered & c.named_wholes)}
        stated = {a.id: a for a in self.absences if not covered.isdisjoint(structure.member_set(a.who))}
        for absence, seat, claim in self.excepted if covered else ():
            those = covered & structure.member_set(absence.who)
            applies = may(claim, those) if seat.body == body.id else claim.may_be_at_all(those)
            if applies:
                maybe[seat.id] = seat
        if maybe:
            return Standing(Truth.UNKNOWN, (*stated.values(), *maybe.values()))
        if (free or not covered) and not self.closed:
            return Standing(Truth.UNKNOWN, (body,))
        if others := [s for s, claim in self.seats if not free.isdisjoint(meant(claim))]:
            return Standing(Truth.UNKNOWN, tuple(others))
        because = (*stated.values(), *([body] if free or not covered else []))
        return Standing(Truth.NO, because, "stated")


def _there(structure: Structure) -> Group:
    return frozenset(o.id for o in structure.organizations)


def _has_seat(claim: Claim, seat: Seat, members: Group, everyone: Group) -> Certainty | None:
    """How certain it is that any of the organisations sits in the seat, if it is."""
    if not members.isdisjoint(claim.sits_wholes):
        return seat.certainty
    if claim.some_of and claim.some_of <= everyone:
        return seat.certainty
    if claim.turns and claim.turns in claim.whole_groups and claim.turns <= everyone:
        return seat.certainty if claim.turns_certainty == "stated" else claim.turns_certainty
    return None


def _may_sit(claim: Claim, members: Group) -> bool:
    if claim.may_sit_wholes is None:
        return bool(members - claim.left)
    return not members.isdisjoint(claim.may_sit_wholes)


def _may_speak(claim: Claim, members: Group) -> bool:
    return not members.isdisjoint(claim.may_speak_wholes)


def surest(certainties: Iterable[Certainty | None]) -> Certainty | None:
    """The surest of some certainties; none where there are none."""
    order: tuple[Certainty, ...] = ("stated", "implied", "probable")
    return min((c for c in certainties if c), key=order.index, default=None)


_MOST = 10_000
"""How many rosters are kept at one time: what seats claim is kept in any case."""


class Rosters:
    """The rosters of a structure's bodies: `structure.once(Rosters)`."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._kept: dict[str, Roster] = {}
        self._absent: dict[tuple[str, ...], Mapping[str, Absence]] = {}

    def of(self, body: Body) -> Roster:
        """Who is in the body."""
        found = self._kept.get(body.id)
        if found is None:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            found = self._kept[body.id] = Roster(self._structure, body)
        return found

    def absent(self, absences: Sequence[Absence]) -> Mapping[str, Absence]:
        """Those whom stated absences are of, each with the first that is; made once for bodies with the same absences."""
        ids = tuple([absence.id for absence in absences])
        if ids not in self._absent:
            members = self._structure.members
            self._absent[ids] = {o: absence for absence in reversed(absences) for o in members(absence.who)}
        return self._absent[ids]


def roster(structure: Structure, body: Body) -> Roster:
    """Who is in a body."""
    return structure.once(Rosters).of(body)


def all_is_listed(structure: Structure) -> bool:
    """Whether all bodies of all levels are listed, all seats of all bodies, and those who may hold each seat."""
    if structure.is_less or not all(level.bodies == "closed" for level in structure.levels):
        return False
    existing = (body for body in structure.bodies if body.status == "existing")
    return not any(roster(structure, body).anybody for body in existing)


def place(structure: Structure, body: Body, members: Iterable[str]) -> Place:
    """What is known of one organisation, or of any of several, in a body."""
    return roster(structure, body).place(frozenset(members))
