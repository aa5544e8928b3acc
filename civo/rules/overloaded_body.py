"""A body, or a role in an organisation, carries far more than its peers; or the source says that it carries much.

Looks at the known load of every existing body of the structure, as a plain sum whose terms are all shown: the issues it
handles, the kinds and other things it coordinates or leads, those it supports, what it decides or follows up. It is the
load of the meta-matrix (Krackhardt and Carley 1998, PCANS; the demand on an actor in ORA), unweighted: a term says how
many, never how heavy. Its peers are the structure's other existing bodies at the same level of which something is known;
records that stand for several bodies are nobody's peers. And it looks at every role that is known to hold seats, in one
organisation, with the same role in other organisations of the kind as its peers, by the number of seats.

Far more is: at least three times the median of at least four peers, and at least five more. A remark of the type `load`
about a body or a role fires too, in the source's words, with the known sum beside it where there is one.

It is a **gap** when the two say the same: a stated remark, and a sum far above the peers'. Either alone is **possible**:
a remark is a judgement without a number, and lists of issues and tasks are open, so that peers may carry more than is
known. It is **not assessable** when the remark speaks of another time only and no sum bears it out.

What it does not see: how much work each term is, how many people share it (civo keeps no record of staffing), and what
no file lists.

Example:

```yaml
bodies:
  - {id: natverket, name: {sv: nätverket, en: the network}, level: regional, source: {in: s}}
relations:
  - {id: stod, who: [natverket], does: supports, what: [kommunerna-i-lan-a, region-a], source: {in: s}}
remarks:
  - id: mycket
    type: load
    about: [natverket]
    text: {sv: Mycket ligger på nätverket., en: Much rests on the network.}
    source: {in: s}
```

```text
possible: The source on the load of the network: Much rests on the network.
```
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from civo.findings import Verdict
from civo.loads import Load, body_load, role_load
from civo.records import Body, Organization, Record, Remark, Role, Seat
from civo.rules.rule import Found, Gap, each
from civo.rules.scope import own_bodies, own_remarks, remarked
from civo.seats.claims import Claims
from civo.structure import Structure
from civo.truth import Truth
from civo.words import NO_TEXT, Text

TITLE = Text("Ett organ eller en roll bär mycket mer än andra", "A body or a role carries far more than others")
WHY = Text(
    "Det som läggs på några få blir liggande när det blir bråttom, och allt faller om de faller bort.",
    "What is put on a few is left undone when there is a rush, and all of it falls if they fall away.",
)
WHO = Text("den som leder organet, och de som ger det uppgifter", "whoever leads the body, and those who give it tasks")
CLOSE = Text(
    "Flytta en del till ett annat organ, eller ange vad som går först när allt inte hinns med.",
    "Move some of it to another body, or state what comes first when there is no time for all.",
)

_TIMES = 3
_MORE = 5
_PEERS = 4
"""Far more: so many times the median of at least so many peers, and at least so much more."""


class _Far(NamedTuple):
    """A sum that is far above those of its peers: the median of theirs, and how many they are."""

    median: float
    peers: int


def find(structure: Structure) -> Found:
    """One finding for each body, for each role with a remark, and for each role in an organisation."""
    loads: dict[str, list[Remark]] = {}
    for remark in own_remarks(structure, "load"):
        for about in remark.about:
            loads.setdefault(about, []).append(remark)
    gaps = []
    bodies = own_bodies(structure)
    compared = dict(_compared(structure, bodies))
    for body in bodies:
        if body.id in compared or body.id in loads:
            load = body_load(structure, body)
            gaps += _gap(structure, body, load, compared.get(body.id), loads.get(body.id, []))
    told = [role for role in structure.roles if role.id in loads]
    for role in told:
        gaps += _gap(structure, role, role_load(structure, role.id, None), None, loads[role.id])
    seats = _seats(structure)
    gaps += [_role_gap(structure, *found) for found in _far_roles(structure, seats)]
    return Found(len(bodies) + len(told) + len(seats), gaps)


def _compared(structure: Structure, bodies: list[Body]) -> Iterator[tuple[str, _Far]]:
    """The bodies whose known load is far above that of the others at their level."""
    single = sorted((body for body in bodies if body.level and not body.several), key=lambda body: body.level or "")
    for _, at_level in groupby(single, key=lambda body: body.level):
        totals = {body.id: total for body in at_level if (total := body_load(structure, body).total)}
        yield from _far(totals)


def _far(totals: dict[str, int]) -> Iterator[tuple[str, _Far]]:
    """Those whose number is far above the median of the others'."""
    if len(totals) <= _PEERS:
        return
    ordered = sorted(totals.values())
    for one, total in totals.items():
        others = _median_without(ordered, bisect_left(ordered, total))
        if total >= others * _TIMES and total >= others + _MORE:
            yield one, _Far(others, len(totals) - 1)


def _median_without(ordered: list[int], left_out: int) -> float:
    """The median of the ordered numbers but one."""
    left = len(ordered) - 1
    middle = [i if i < left_out else i + 1 for i in ((left - 1) // 2, left // 2)]
    return sum(ordered[i] for i in middle) / 2


def _gap(structure: Structure, what: Body | Role, load: Load, far: _Far | None, said: list[Remark]) -> list[Gap]:
    """The finding for a body or a role, if there is one: by comparison, by remarks, or by both."""
    if not far and not said:
        return []
    counted = [record for term in load.terms for record in term.records]
    chain: tuple[Record, ...] = (*said, what, *counted)
    names: dict[str, Text | str | int] = {"what": what.label, "sum": _sum(load), "total": load.total}
    if not far:
        sentence = _SAID.filled(said=remarked(said), what=what.label)
        dated = all(remark.id in structure.uncertain for remark in said)
        verdict = Verdict.NOT_ASSESSABLE if dated else Verdict.POSSIBLE
        return [Gap(verdict, each(what=what.id), sentence, (*said, what))]
    also = _ALSO.filled(said=remarked(said)) if said else NO_TEXT
    sentence = _FAR.filled(median=_number(far.median), peers=far.peers, also=also, **names)
    stated = any(remark.certainty == "stated" for remark in said) and what.certainty == "stated"
    return [Gap(Verdict.GAP if stated else Verdict.POSSIBLE, each(what=what.id), sentence, chain)]


def _seats(structure: Structure) -> dict[tuple[str, str], list[Seat]]:
    """The own seats that each role is known to hold, by role and organisation; a seat through a collective is none."""
    found: dict[tuple[str, str], list[Seat]] = {}
    claims = structure.once(Claims)
    for seat in structure.seats:
        claim = claims.claim(seat)
        if seat.role and claim.sure and claim.full and structure.is_own(seat):
            for holder in dict.fromkeys(claim.held):
                if holder.truth is Truth.YES and holder.id in holder.members:
                    found.setdefault((seat.role, holder.id), []).append(seat)
    return found


def _far_roles(
    structure: Structure, seats: dict[tuple[str, str], list[Seat]]
) -> Iterator[tuple[str, str, list[Seat], _Far]]:
    """The roles in an organisation that hold far more seats than the same role in others of its kind."""
    by_role: dict[tuple[str, str], dict[str, int]] = {}
    for (role, organization), held in seats.items():
        record = structure.get(organization)
        kind = record.kind[0] if isinstance(record, Organization) else ""
        by_role.setdefault((role, kind), {})[organization] = len(held)
    for (role, _), totals in by_role.items():
        for organization, far in _far(totals):
            yield role, organization, seats[role, organization], far


def _role_gap(structure: Structure, role: str, organization: str, seats: list[Seat], far: _Far) -> Gap:
    load = role_load(structure, role, organization)
    sentence = _ROLE.filled(
        role=structure.name(role),
        organization=structure.name(organization),
        seats=len(seats),
        peers=far.peers,
        median=_number(far.median),
        total=load.total,
        sum=_sum(load),
    )
    declared = [record for i in (role, organization) if (record := structure.get(i))]
    return Gap(Verdict.POSSIBLE, each(role=role, organization=organization), sentence, (*seats, *declared))


def _sum(load: Load) -> Text:
    """The terms of a sum that are not nought: "frågor 3, stödjer 2"."""
    terms = [(term.name, term.number) for term in load.terms if term.number]
    return Text(
        " + ".join(f"{name.sv} {number}" for name, number in terms),
        " + ".join(f"{name.en} {number}" for name, number in terms),
    )


def _number(value: float) -> Text:
    written = f"{value:g}"
    return Text(written.replace(".", ","), written)


_FAR = Text(
    "{what} bär mycket mer än andra på sin nivå: {total} ({sum}); medianen för de {peers} andra är {median}.{also}",
    "{what} carries far more than others at its level: {total} ({sum}); the median of the {peers} others is {median}.{also}",
)
_ALSO = Text(" Källan om bördan: {said}", " The source on its load: {said}")
_SAID = Text("Källan om bördan för {what}: {said}", "The source on the load of {what}: {said}")
_ROLE = Text(
    "{role} i {organization} har {seats} platser; medianen för samma roll hos {peers} andra av samma slag är {median}. "
    "Känd belastning: {total} ({sum}).",
    "{role} in {organization} holds {seats} seats; the median of the same role in {peers} others of its kind is {median}. "
    "Known load: {total} ({sum}).",
)
