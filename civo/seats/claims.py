"""What each seat claims of whom at the date: the one place where a seat's own words are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from civo.dates import holds, lasts, observed_at
from civo.records import Certainty, Role, Seat, Tenure
from civo.rotation import ByOrder, Sharing
from civo.seats.identity import Identity
from civo.selectors import Selector
from civo.structure import Structure
from civo.truth import Truth
from civo.words import OR, Text, joined

Way = Literal["own", "spoken-for", "turn", "shared"]
"""How an organisation is tied to a body, the strongest first.

`own`: a permanent seat that it holds, or that speaks for it alone. `spoken-for`: a permanent seat that speaks for it as
one of several. `turn`: a rotating seat that it holds at the date. `shared`: a rotating seat that goes round among it and
others and that it is not known to hold: an indirect share, never a presence.
"""
Group = frozenset[str]
"""Ids of organisations."""
NOBODY: Group = frozenset()


def union(groups: Iterable[Group]) -> Group:
    """All of several groups; the very same group where there is only one."""
    some = {id(group): group for group in groups if group}
    if len(some) < 2:
        return next(iter(some.values()), NOBODY)
    return NOBODY.union(*some.values())


class Holder(NamedTuple):
    """Who holds a seat, or may hold it, at the date: an organisation or a collective, and those behind the id."""

    id: str
    truth: Truth
    members: Group


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """What a seat says of organisations at the date; one object for all seats that say the same.

    Those named are told as they are named; the sets that end in `_wholes` have the organisations that they are units of
    too, since an organisation is where a unit of it is. Nothing is claimed by a seat that does not exist.
    """

    exists: bool = False
    """Whether there is such a seat, not merely a proposal of one."""
    sure: bool = False
    """Whether the seat certainly is there at the date."""
    rotating: bool = False
    verb: str = "seated"
    """The source's own word for how one has it: seated, represented, attends, staffs."""
    full: bool = True
    """Whether to have it is to sit; not so for those who only attend, or stand in, or keep the minutes."""
    vacated: bool = False
    """Whether all who are known to have held it have left it: nobody is known to speak from it."""
    held: tuple[Holder, ...] = ()
    """Certain holders first, each kind in the order declared."""
    sits: Group = NOBODY
    """Those who certainly sit in it themselves."""
    takes_part: Group = NOBODY
    """Those who certainly have it where to have it is not to sit."""
    speaks_for: Group = NOBODY
    """Those for whom it certainly speaks together."""
    turns: Group = NOBODY
    """Those among whom it goes round."""
    turns_certainty: Certainty = "stated"
    some_of: Group = NOBODY
    """Those of whom one or more certainly sit, nobody can tell which."""
    may: Group | None = NOBODY
    """Those who may hold it though the files do not name them; None for anybody."""
    unsure: Group = NOBODY
    """Those named as having it, for whom that is not certain."""
    perhaps_speaks_for: Group = NOBODY
    """Those for whom it may speak: it is not certain that it is there, or who speaks from it."""
    through: Group = NOBODY
    """Those whom a holder is stated to represent, in no body in particular: that it does so here is not known."""
    left: Group = NOBODY
    """Those who held it before and after the date, and so not then."""
    sits_wholes: Group = NOBODY
    spoken_wholes: Group = NOBODY
    """Of those whom it certainly speaks for as of one of several."""
    may_sit_wholes: Group | None = NOBODY
    """Of those for whom it is not known whether they sit; None for anybody but those who left."""
    named_wholes: Group = NOBODY
    """Of those named as having it, or as spoken for, for whom that is not certain."""
    may_speak_wholes: Group = NOBODY
    """Of those for whom it is not known whether it speaks."""
    meant_to_sit: Group = NOBODY
    """Those who may be meant where others are told to sit, or may sit."""
    meant_to_be_spoken_for: Group = NOBODY
    present: Group = NOBODY
    """All who certainly are in the body by this seat, wholes among them."""
    candidates: Group = NOBODY
    """All for whom the seat leaves it open, by name, whether they are in the body; those who share it among them."""

    @property
    def whole_groups(self) -> tuple[Group, ...]:
        """Groups of each of which one or more certainly sit, nobody can tell which."""
        turns = self.turns if self.sure and self.full and not self.vacated else NOBODY
        return tuple(group for group in (self.some_of, turns) if group)

    @property
    def ways(self) -> dict[str, tuple[Way, Truth]]:
        """How each organisation that it names is tied to the body, the strongest way, and whether that is certain."""
        sitting: Way = "turn" if self.rotating else "own"
        found: dict[str, tuple[Way, Truth]] = {}
        for organizations, way, truth in (
            (self.sits, sitting, Truth.YES),
            (self.speaks_for, "spoken-for", Truth.YES),
            (self.turns, "shared", Truth.YES if self.sure else Truth.UNKNOWN),
            (self.unsure, sitting, Truth.UNKNOWN),
            (self.perhaps_speaks_for, "spoken-for", Truth.UNKNOWN),
        ):
            for organization in sorted(organizations):
                found.setdefault(organization, (way, truth))
        return found

    def may_be_at_all(self, organizations: Group) -> bool:
        """Whether any of them sits, is spoken for, shares the seat, or may do so, for all that the seat says."""
        if not self.exists:
            return False
        return self.may_sit_wholes is None or not organizations.isdisjoint(self.present | self.candidates)


NOT_THERE = Claim()


class Claims:
    """The claims of a structure's seats: `structure.once(Claims)`. Each seat is read once."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._identity = structure.once(Identity)
        self._represented = structure.once(stated_to_represent)
        self._said: dict[object, Claim] = {}
        self._of: dict[str, tuple[Claim, ...]] = {}
        self._of_seat: dict[str, Claim] = {}
        self._holders: dict[tuple[str, bool], Holder] = {}

    def of(self, body: str) -> tuple[Claim, ...]:
        """The claim of each seat of a body, in the order of `seats_of`."""
        found = self._of.get(body)
        if found is None:
            seats = self._structure.seats_of.get(body, ())
            found = self._of[body] = tuple([self.claim(seat) for seat in seats])
        return found

    def claim(self, seat: Seat) -> Claim:
        """The claim of a seat. Seats that are written alike share their parts, which tells them without a look inside."""
        if seat.status != "existing":
            return NOT_THERE
        found = self._of_seat.get(seat.id)
        if found is None:
            found = self._of_seat[seat.id] = self.as_if_there(seat)
        return found

    def as_if_there(self, seat: Seat) -> Claim:
        """The claim of a seat that may be no more than proposed, as if it existed."""
        uncertain = seat.id in self._structure.uncertain
        held = tuple(self._held(seat)) if seat.held_by else ()
        left = self._left(seat) if not held and len(seat.held_by) > 1 else NOBODY
        said = (*map(id, held), left, not seat.held_by, uncertain, *self._words(seat))
        found = self._said.get(said)
        if found is None:
            found = self._said[said] = self._read(seat, held, left, not uncertain)
        return found

    def _words(self, seat: Seat) -> tuple[object, ...]:
        """What tells the words of a seat from those of another, but for its holders."""
        member_set = self._structure.member_set
        return (
            (member_set(seat.rotates.among), seat.rotates.certainty) if seat.rotates else None,
            member_set(seat.represents) if seat.represents else None,
            member_set(seat.some_of) if seat.some_of else None,
            seat.basis,
            seat.role,
            seat.count,
            seat.each,
            seat.participation,
            seat.certainty,
        )

    def one_for_each(self, seat: Seat) -> Group:
        """Those of whom each is told to have such a seat of its own: as represented, or else as its certain holders."""
        if not seat.each or seat.status != "existing":
            return NOBODY
        if seat.represents:
            return self._structure.member_set(seat.represents)
        certain = (holder for holder in self.claim(seat).held if holder.truth is Truth.YES)
        return NOBODY.union(*(holder.members for holder in certain))

    def named(self, seat: Seat) -> Group:
        """The same, and those in whom its role is found."""
        role = self._structure.get(seat.role) if seat.role else None
        held_in = role.held_in if isinstance(role, Role) else None
        return self.told_of(seat).union(self._structure.members(held_in))

    def speaks_for_any(self, seat: Seat, organizations: Group) -> Truth:
        """Whether a seat is declared to speak for any of the organisations; unknown where that is not said of it."""
        represented = self._structure.member_set(seat.represents) if seat.represents else NOBODY
        if not represented:
            return Truth.UNKNOWN
        return Truth.NO if organizations.isdisjoint(represented) else Truth.YES

    def held_by_any(self, seat: Seat, organizations: Group) -> Truth:
        """Whether any of the organisations sits in a seat or is spoken for from it, as far as the seat alone says."""
        claim, everyone = self.claim(seat), self._structure.with_units(organizations)
        if not everyone.isdisjoint(claim.present) or any(group <= everyone for group in claim.whole_groups):
            return Truth.YES
        return Truth.UNKNOWN if claim.may_be_at_all(everyone) else Truth.NO

    def told_of(self, seat: Seat) -> Group:
        """All whom a seat names: as holders, as represented, as those of whom some hold it or who share it."""
        member_set = self._structure.member_set
        selectors = (seat.represents, seat.some_of, seat.rotates.among if seat.rotates else None)
        named = [member_set(selector) for selector in selectors if selector]
        return self.ever_held(seat).union(*named)

    def ever_held(self, seat: Seat) -> Group:
        """All who are told to hold a seat at any date."""
        if len(seat.held_by) == 1:
            return self._holder(seat.held_by[0].organization, Truth.YES).members
        return NOBODY.union(*(self._members(tenure) for tenure in seat.held_by))

    def shared_by(self, seat: Seat) -> Selector | None:
        """Whom a seat goes round among, as declared; None where that is not told."""
        return seat.rotates.among if seat.rotates else None

    def kinds_named(self, seat: Seat) -> frozenset[str]:
        """The kinds of organisation that a seat names as those it is for, whether or not any such is listed."""
        told = (seat.represents, seat.some_of, seat.rotates.among if seat.rotates else None)
        return frozenset(kind for selector in told if selector for kind in selector.kind)

    def _held(self, seat: Seat) -> list[Holder]:
        if len(seat.held_by) > 1:
            return [self._holder(tenure.organization, truth) for tenure, truth in holders(self._structure, seat)]
        truth = tenure_holds(self._structure, seat, seat.held_by[0])
        return [self._holder(seat.held_by[0].organization, truth)] if truth is not Truth.NO else []

    def _holder(self, who: str, truth: Truth) -> Holder:
        key = (who, truth is Truth.YES)
        if key not in self._holders:
            self._holders[key] = Holder(who, truth, frozenset(self._structure.holder_members(who)))
        return self._holders[key]

    def _left(self, seat: Seat) -> Group:
        """Those told to have held the seat before and after the date, where it lies between: not they hold it then.

        Nobody where it lies before the first or after the last of them, where nobody can tell; nor for a seat that goes
        round, in which they may come again.
        """
        at = self._structure.at
        if seat.is_rotating or seat.certainty != "stated":
            return NOBODY
        over = any(t.end and holds(None, t.end, at) is Truth.NO for t in seat.held_by)
        to_come = any(t.start and holds(t.start, None, at) is Truth.NO for t in seat.held_by)
        if not over or not to_come:
            return NOBODY
        members = self._structure.holder_members
        return NOBODY.union(*(members(tenure.organization) for tenure in seat.held_by))

    def _read(self, seat: Seat, held: tuple[Holder, ...], left: Group, sure: bool) -> Claim:
        member_set = self._structure.member_set
        represented = member_set(seat.represents) if seat.represents else NOBODY
        turns = represented if seat.is_rotating else NOBODY
        if seat.rotates:
            turns = member_set(seat.rotates.among)
        stands_in = not {"substitute", "secretary"}.isdisjoint(seat.basis) and "chair" not in seat.basis
        full = seat.participation != "attends" and not stands_in
        vacated = bool(seat.held_by) and not held
        certain = [holder for holder in held if holder.truth is Truth.YES]
        too_many = seat.count is not None and not seat.each and len(certain) > seat.count

        sits: set[str] = set()
        takes_part: set[str] = set()
        spoken: set[str] = set()
        unsure: set[str] = set()
        perhaps_spoken: set[str] = set()
        for holder in held:
            if holder.truth is not Truth.YES or not full or too_many:
                unsure |= holder.members
                takes_part |= holder.members if holder.truth is Truth.YES and not too_many else NOBODY
            elif seat.each or holder.id in holder.members:
                sits |= holder.members
            else:
                spoken |= holder.members
                unsure |= holder.members
        together = represented - turns
        alone = self._alone(together, held)
        if not full and not vacated and not seat.is_rotating:
            takes_part |= together if seat.each else alone
        if vacated or stands_in:
            perhaps_spoken |= together
        elif seat.each:
            (sits if full else unsure).update(together)
        elif alone and not seat.is_rotating:
            (sits if full else unsure).update(alone)
            spoken |= together - alone
        else:
            spoken |= together
        some_of = member_set(seat.some_of) if seat.some_of else NOBODY
        if too_many:  # one of them holds it, nobody can tell which
            some_of = NOBODY.union(*(holder.members for holder in certain))
        if not sure:
            unsure |= sits
            perhaps_spoken |= spoken
            sits, spoken = set(), set()
        if unsure and not too_many:
            unsure -= self._kept_out_by(seat, certain)
        identity, may, through = self._identity, self._may(seat, held), self._through(held)
        doubted, left = frozenset(unsure - sits), left - represented
        perhaps_speaks = frozenset(perhaps_spoken - spoken)
        some_of = some_of if sure and full and not vacated else NOBODY
        around = turns if sure and full and not vacated else NOBODY
        own, speaks_for = frozenset(sits), frozenset(spoken)
        perhaps = union((doubted, may or NOBODY, NOBODY if sure else turns))
        sits_wholes = union((identity.with_wholes(own), identity.sole(some_of), identity.sole(around)))
        spoken_wholes = identity.with_wholes(speaks_for)
        may_sit = identity.with_wholes(perhaps)
        if left:
            may_sit -= identity.with_wholes(left)
        may_speak = identity.with_wholes(union((perhaps_speaks, through)))
        meant_to_sit = identity.meant_by(union((own, perhaps, some_of)))
        meant_to_be_spoken_for = identity.meant_by(union((speaks_for, perhaps_speaks)))
        return Claim(
            exists=True,
            sure=sure,
            rotating=seat.is_rotating,
            verb=seat.participation,
            full=full,
            vacated=vacated,
            held=held,
            sits=own,
            takes_part=frozenset(takes_part if sure else ()),
            speaks_for=speaks_for,
            turns=turns,
            turns_certainty=seat.rotates.certainty if seat.rotates else "stated",
            some_of=some_of,
            may=may,
            unsure=doubted,
            perhaps_speaks_for=perhaps_speaks,
            through=through,
            left=left,
            sits_wholes=sits_wholes,
            spoken_wholes=spoken_wholes,
            may_sit_wholes=None if may is None else may_sit,
            named_wholes=identity.with_wholes(union((perhaps_speaks, doubted))),
            may_speak_wholes=may_speak,
            meant_to_sit=meant_to_sit,
            meant_to_be_spoken_for=meant_to_be_spoken_for,
            present=union((sits_wholes, spoken_wholes)),
            candidates=union((may_sit, may_speak, turns, meant_to_sit, meant_to_be_spoken_for)),
        )

    def _alone(self, together: Group, held: tuple[Holder, ...]) -> Group:
        """Of those spoken for together the one whom all of it is about, unless another may hold the seat."""
        sole = self._identity.sole(together)
        return together & sole if all(holder.id in sole for holder in held) else NOBODY

    def _kept_out_by(self, seat: Seat, certain: list[Holder]) -> set[str]:
        """Those named who do not have it after all: certain holders, none of them for these, fill the seat."""
        if seat.count is None or seat.each or seat.certainty != "stated":
            return set()
        times: dict[str, int] = {}
        for holder in certain:
            for organization in holder.members:
                times[organization] = times.get(organization, 0) + 1
        return {o for o in self.ever_held(seat) if len(certain) - times.get(o, 0) >= seat.count}

    def _members(self, tenure: Tenure) -> tuple[str, ...]:
        return self._structure.holder_members(tenure.organization)

    def _may(self, seat: Seat, held: tuple[Holder, ...]) -> Group | None:
        """Those who may hold the seat though the files do not name them as its holders; None for anybody."""
        structure = self._structure
        certain = [holder for holder in held if holder.truth is Truth.YES]
        number = sum(len(holder.members) if seat.each else 1 for holder in certain)
        together = any(holder.id not in holder.members for holder in certain)  # a collective holds all of it
        stated = seat.certainty == "stated"
        taken = stated and seat.count is not None and (seat.count <= number or together)
        if taken:
            return NOBODY
        if seat.rotates:
            return structure.member_set(seat.rotates.among)
        if seat.some_of:
            return structure.member_set(seat.some_of)
        if certain and seat.represents is None and seat.count is None and stated:
            return NOBODY
        if seat.represents:
            represented = structure.member_set(seat.represents)
            unlisted = not represented and not seat.held_by  # of those for whom it speaks nobody is listed
            return None if unlisted else represented
        role = structure.get(seat.role) if seat.role else None
        return structure.member_set(role.held_in) if isinstance(role, Role) and role.held_in else None

    def _through(self, held: tuple[Holder, ...]) -> Group:
        if not self._represented:
            return NOBODY
        named = {o for holder in held for o in (holder.id, *holder.members)}
        return NOBODY.union(*(self._represented.get(o, NOBODY) for o in named))


def holders(structure: Structure, seat: Seat) -> list[tuple[Tenure, Truth]]:
    """The tenures of a seat that hold, or may hold, at the date: certain ones first."""
    told = [(tenure, tenure_holds(structure, seat, tenure)) for tenure in seat.held_by]
    told = [(tenure, truth) for tenure, truth in told if truth is not Truth.NO]
    return told if len(told) < 2 else sorted(told, key=lambda pair: pair[1] is not Truth.YES)


def tenure_holds(structure: Structure, seat: Seat, tenure: Tenure) -> Truth:
    """Whether a tenure holds at the structure's date.

    One that was only observed says nothing of other times. A seat that goes round goes on to another some time: a
    tenure in it without an end says nothing of what comes after the structure's own date, nor one without a beginning
    of what came before. A holder that is not there at the date holds nothing.
    """
    at = structure.at
    if structure.get(tenure.organization) is None:
        return Truth.NO
    truth = lasts(tenure.start, tenure.end, tenure.observed, at)
    if truth is not Truth.YES:
        return truth
    seen = tenure.observed is not None and observed_at(tenure.observed, at) is Truth.YES
    if seen:
        return truth
    if tenure.organization in structure.uncertain:
        return Truth.UNKNOWN
    if seat.is_rotating and not isinstance(tenure, ByOrder) and not (tenure.start and tenure.end):
        told = structure.loaded.manifest.date
        until_then = tenure.start is not None and at.after <= told.after
        return Truth.YES if until_then or observed_at(told, at) is Truth.YES else Truth.UNKNOWN
    return truth


def sharing(structure: Structure, seat: Seat) -> Sharing:
    """Those among whom a seat goes round; of some of them it may be unsure whether they are there at the date."""
    among = structure.member_set(seat.rotates.among) if seat.rotates else NOBODY
    return Sharing(among, among & structure.uncertain)


def stated_to_represent(structure: Structure) -> Mapping[str, Group]:
    """Those whom each organisation, or a collective, is stated to represent by itself, not by a seat."""
    found: dict[str, Group] = {}
    for relation in structure.relations:
        if relation.does == "represents" and relation.status == "existing":
            whom = frozenset(o for what in relation.what for o in structure.actor_members(what))
            for who in relation.who:
                if structure.kind_of(who) in ("organizations", "collectives"):
                    found[who] = found.get(who, NOBODY) | whom
    return found


def one_or_more(structure: Structure, seat: Seat) -> Text | None:
    """In words, that one or more of several certainly hold the seat, nobody can tell which; None where it is not so."""
    certain = structure.once(Claims).claim(seat).some_of
    if not certain:
        return None
    if seat.some_of:
        return _ONE_OR_MORE.filled(who=structure.selector_name(seat.some_of))
    return _ONE_OF.filled(who=joined(map(structure.name, sorted(certain)), OR))


_ONE_OR_MORE = Text("en eller flera av {who}, okänt vilka", "one or more of {who}, not known which")
_ONE_OF = Text("en av {who}, okänt vilken", "one of {who}, not known which")
