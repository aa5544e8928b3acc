"""The ways in which organisations sit in a body: by a seat of their own, by turns, through a seat for several, or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from civo.drawings import EdgeKind, Standing
from civo.records import Absence, Body, Seat
from civo.seats.claims import Claim, Claims, Group
from civo.seats.rosters import roster
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
        claims = structure.once(Claims)
        seats = structure.seats_of.get(body.id, ())
        told = dict.fromkeys(kind for s in seats for kind in _kinds(claims.as_if_there(s), members))
        yield from (Way(kind, "proposed") for kind in told)
        return
    here = roster(structure, body)
    place = here.place(members)
    if place.truth is Truth.NO:
        if any(isinstance(record, Absence) for record in place.standing.because):
            yield Way("absent", "known", members)
        return
    doubtful = body.certainty != "stated" or body.id in structure.uncertain
    known: dict[EdgeKind, Group] = {}
    for seat, claim in here.seats:
        sure = not doubtful and standing_of(structure, seat) == "known"
        for kind, those in _certain(structure, claim, members).items():
            known[kind] = known.get(kind, frozenset()) | (those if sure else frozenset())
    if not known:
        leaving_open = {record.id for s in (place.own, place.spoken_for) for record in s.because}
        told = dict.fromkeys(k for s, c in here.seats if s.id in leaving_open for k in _kinds(c, members))
        known = dict.fromkeys(told, frozenset())
    for kind, those in known.items():
        yield Way(kind, "known" if those == members else "unknown", those)


def _certain(structure: Structure, claim: Claim, members: Group) -> dict[EdgeKind, Group]:
    """How the group certainly is in a body by a seat, and those of them who are; nobody where it is not known who."""
    found: dict[EdgeKind, Group] = {}
    if claim.sure and (sharing := members & claim.turns):
        found["rotating"] = sharing
    sitting = members & claim.sits_wholes
    whole = any(group <= structure.with_units(members) for group in claim.whole_groups)
    if not claim.rotating and (sitting or whole):
        found["seat"] = sitting
    if spoken := members & claim.spoken_wholes:
        found["collective"] = spoken
    return found


def _kinds(claim: Claim, members: Group) -> list[EdgeKind]:
    """How the group may be in a body by a seat, as far as it has to do with the seat by name."""
    if not members.isdisjoint(claim.turns):
        return ["rotating"]
    if not members.isdisjoint(claim.spoken_wholes | claim.may_speak_wholes):
        return ["collective"]
    named = claim.sits_wholes | (claim.may_sit_wholes or frozenset())
    return ["seat"] if not members.isdisjoint(named) else []


def said_of(structure: Structure, body: Body, one: Party) -> Text:
    """What is known of an actor in a body, in a sentence."""
    lines = sorted(ways(structure, body, one), key=lambda line: list(SAID).index(line.kind))
    speakers = _speakers(structure, body, frozenset(one.members))
    said = [_said(line, one, speakers) for line in lines]
    if not said and not is_proposed(body):
        closed = roster(structure, body).answer(frozenset(one.members)) is Truth.NO
        said = [_CLOSED] if closed else []
    words = joined(said) if said else _UNKNOWN.filled(why=_why_unknown(structure, body, one))
    return Text("{name}: {words}").filled(name=one.name, words=words)


def _why_unknown(structure: Structure, body: Body, one: Party) -> Text:
    """Why nothing is known of an actor in a body: the source is silent, or it may be another body where something is."""
    seats = roster(structure, body).place(frozenset(one.members)).own.because
    others = dict.fromkeys(r.body for r in seats if isinstance(r, Seat) and r.body != body.id)
    if others:
        return _PERHAPS_THE_SAME.filled(others=joined(map(structure.name, others)))
    return silence(structure.loaded, _SILENT)


def _said(line: Way, one: Party, speakers: Text) -> Text:
    """How it sits there; of one organisation among several that are represented, no more than that it is one of them."""
    words = SAID[line.kind]
    if line.kind == "collective":
        words = _ONE_OF_THEM if one.is_one else words
        words = _THROUGH.filled(said=words, who=speakers) if speakers.sv else words
    return Text("{said}{doubt}").filled(said=words, doubt=_doubt(line, len(one.members)))


def _speakers(structure: Structure, body: Body, members: Group) -> Text:
    """Those who are known to hold the seats that speak for the members, and are none of these."""
    claims = (claim for _, claim in roster(structure, body).seats if not members.isdisjoint(claim.spoken_wholes))
    held = (holder for claim in claims for holder in claim.held if holder.truth is Truth.YES)
    return joined(dict.fromkeys(structure.name(h.id) for h in held if h.members.isdisjoint(members)))


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
_THROUGH = Text("{said}, genom {who}", "{said}, through {who}")
_UNKNOWN = Text("okänt, {why}", "unknown, {why}")
_PERHAPS_THE_SAME = Text("kanske samma organ som {others}", "perhaps the same body as {others}")
_SILENT = Text("källan säger inget", "the source is silent")
_CLOSED = Text("sitter inte här (alla platser är kända)", "do not sit here (all seats are known)")
