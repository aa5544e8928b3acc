"""The ways in which organisations sit in a body: by a seat of their own, by turns, through a seat for several, or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from civo.drawings import EdgeKind, Standing
from civo.records import Absence, Body, Seat
from civo.seating import group_in_body, holders, sits_in_seat
from civo.sitting import reading
from civo.structure import Structure
from civo.truth import Truth
from civo.views.parties import Party
from civo.views.parts import UNCERTAIN, is_proposed, standing_of
from civo.withheld import silence
from civo.words import NO_TEXT, Text, joined


class Way(NamedTuple):
    """How a group sits in a body, and the members of whom that is known."""

    kind: EdgeKind
    standing: Standing
    known: frozenset[str] = frozenset()


def ways(structure: Structure, body: Body, one: Party) -> Iterator[Way]:
    """How a group sits in a body, a line for each way; known only where it is known of every member.

    None where nothing is known, and where nobody says that they do not sit but the list of seats is closed.
    """
    members = frozenset(one.members)
    if not members:
        return
    if is_proposed(body):  # nobody sits there; its seats are as proposed as it is
        seats = structure.seats_of.get(body.id, ())
        told = [way for seat in seats for way in _in_seat(structure, seat, members, Truth.UNKNOWN)]
        yield from (Way(kind, "proposed") for kind in dict.fromkeys(kind for kind, _ in told))
        return
    found = group_in_body(structure, body, members)
    if found.truth is Truth.NO:
        if any(isinstance(record, Absence) for record in found.because):
            yield Way("absent", "known", members)
        return
    doubtful = body.certainty != "stated" or body.id in structure.uncertain
    known: dict[EdgeKind, frozenset[str]] = {}
    for seat in found.because:
        for kind, those in _in_seat(structure, seat, members, found.truth) if isinstance(seat, Seat) else ():
            sure = found.truth is Truth.YES and not doubtful and standing_of(structure, seat) == "known"
            known[kind] = known.get(kind, frozenset()) | (those if sure else frozenset())
    for kind, those in known.items():
        yield Way(kind, "known" if those == members else "unknown", those)


def _in_seat(
    structure: Structure, seat: Seat, members: frozenset[str], truth: Truth
) -> Iterator[tuple[EdgeKind, frozenset[str]]]:
    """How the group sits in a seat, and those of them who do; nothing for a seat that is merely open to anyone."""
    if seat.rotates:
        if shared := members & structure.member_set(seat.rotates.among):
            yield "rotating", shared
        if beyond := _among(structure, members, reading(structure, seat).beyond):
            yield "collective", beyond
    elif way := _way(structure, seat, members, truth):
        yield way


def _way(
    structure: Structure, seat: Seat, members: frozenset[str], truth: Truth
) -> tuple[EdgeKind, frozenset[str]] | None:
    """The same of a seat that is not told to go round among some; there is one way at most."""
    some = reading(structure, seat).some
    if some and some <= structure.with_units(members):  # which of them is not said
        return "seat", frozenset()
    spoken_for = _among(structure, members, structure.members(seat.represents))
    held_by = frozenset[str]()
    for tenure, told in holders(structure, seat):
        those = structure.holder_members(tenure.organization)
        held_by |= _among(structure, members, those)
        if len(those) > 1 and (told is Truth.YES or truth is Truth.UNKNOWN):
            spoken_for |= _among(structure, members, those)
    if len(members) == 1:
        if spoken_for and not held_by and not seat.each and len(structure.members(seat.represents)) > 1:
            return "collective", members
        return ("seat", members) if spoken_for or held_by or truth is Truth.YES else None
    if len(spoken_for) > 1 and not seat.each:
        return "collective", spoken_for
    concerned = spoken_for | held_by
    sitting = frozenset(m for m in concerned if sits_in_seat(structure, seat, m) is Truth.YES)
    return ("seat", sitting) if concerned else None


def _among(structure: Structure, members: frozenset[str], organizations: Iterable[str]) -> frozenset[str]:
    """The members that are among the organisations, themselves or through a unit."""
    wanted = frozenset(organizations)
    return frozenset(m for m in members if not wanted.isdisjoint((m, *structure.units(m))))


def said_of(structure: Structure, body: Body, one: Party) -> Text:
    """What is known of an actor in a body, in a sentence."""
    lines = sorted(ways(structure, body, one), key=lambda line: list(SAID).index(line.kind))
    said = [Text("{said}{doubt}").filled(said=_said(line, one), doubt=_doubt(line, len(one.members))) for line in lines]
    if not said and one.members and not is_proposed(body):
        closed = group_in_body(structure, body, frozenset(one.members)).truth is Truth.NO
        said = [_CLOSED] if closed else []
    words = joined(said) if said else _UNKNOWN.filled(why=silence(structure.loaded, _SILENT))
    return Text("{name}: {words}").filled(name=one.name, words=words)


def _said(line: Way, one: Party) -> Text:
    """How it sits there; of one organisation among several that are represented, no more than that it is one of them."""
    return _ONE_OF_THEM if line.kind == "collective" and one.is_one else SAID[line.kind]


def _doubt(line: Way, members: int) -> Text:
    if line.standing == "proposed":
        return Text(" (föreslaget)", " (proposed)")
    if line.standing == "known":
        return NO_TEXT
    told = Text(" (känt för {known} av {members})", " (known of {known} of {members})")
    return told.filled(known=len(line.known), members=members) if line.known else UNCERTAIN


SAID: dict[EdgeKind, Text] = {
    "seat": Text("egen plats eller representation", "own seat or representation"),
    "rotating": Text("delar en roterande plats", "share in a rotating seat"),
    "collective": Text("företräds här", "represented here"),
    "absent": Text("sitter inte här, det är uttalat", "stated not to sit here"),
}
_ONE_OF_THEM = Text("hör till dem som företräds här", "one of those represented here")
_UNKNOWN = Text("okänt, {why}", "unknown, {why}")
_SILENT = Text("källan säger inget", "the source is silent")
_CLOSED = Text("sitter inte här (alla platser är kända)", "do not sit here (all seats are known)")
