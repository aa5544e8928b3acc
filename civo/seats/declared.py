"""What a seat's record says in so many words, for showing and comparing it. Who sits does not follow from these words."""

from __future__ import annotations

from collections.abc import Iterator

from civo.records import Certainty, Seat, Tenure
from civo.selectors import Selector
from civo.structure import Structure
from civo.words import Text


def speaks_for(structure: Structure, seat: Seat) -> Text | None:
    """The name of those for whom a seat is declared to speak."""
    return structure.selector_name(seat.represents) if seat.represents else None


def shared_among(structure: Structure, seat: Seat) -> Text | None:
    """The name of those among whom it is declared to go round."""
    return structure.selector_name(seat.rotates.among) if seat.rotates else None


def tenures(seat: Seat) -> tuple[Tenure, ...]:
    """The tenures declared, and those that a declared order implies, of any date."""
    return seat.held_by


def order_of_turns(seat: Seat) -> tuple[str, ...]:
    """The ids of those who hold it, in order, where that is declared."""
    return seat.rotates.order if seat.rotates else ()


def term_of_turns(seat: Seat) -> str:
    """How long each holds it, where that is declared."""
    return seat.rotates.term if seat.rotates else ""


def certainty_of_turns(seat: Seat) -> Certainty:
    """How sure it is that it goes round among just those declared."""
    return seat.rotates.certainty if seat.rotates else "stated"


def bases(seat: Seat) -> tuple[str, ...]:
    """On what ground the seat exists; a seat that goes round is rotating."""
    return tuple(dict.fromkeys((*seat.basis, "rotating") if goes_round(seat) else seat.basis))


def goes_round(seat: Seat) -> bool:
    """Whether it is a rotating seat."""
    return seat.is_rotating


def participation(seat: Seat) -> str:
    """The source's own verb: seated, represented, attends or staffs."""
    return seat.participation


def is_for_each(seat: Seat) -> bool:
    """Whether each of those for whom it is has one of its own."""
    return seat.each


def selectors(seat: Seat) -> Iterator[Selector]:
    """All by which it names organisations, but for its holders: whom it speaks for, who shares it, who some of are."""
    told = (seat.represents, seat.rotates.among if seat.rotates else None, seat.some_of)
    yield from (selector for selector in told if selector)


def way(seat: Seat) -> str:
    """In a word how one who has it is there: attends, staffs, rotating, held, seated or represented."""
    if seat.participation in ("attends", "staffs"):
        return seat.participation
    if seat.is_rotating:
        return "rotating"
    return "held" if seat.held_by else seat.participation


def who_share(structure: Structure, seat: Seat) -> tuple[str, ...]:
    """The organisations among whom it is declared to go round, in the order they are declared."""
    return structure.members(seat.rotates.among) if seat.rotates else ()
