"""Where each party is represented: bodies by kinds of organisation."""

from __future__ import annotations

from collections.abc import Container

from civo.answers import Cell, Column, Table
from civo.queries.common import CERTAINTY, COMPLETENESS, ID, SOURCE, UNKNOWN, answer, source_cell, unknown_means
from civo.records import Body, Record, Seat
from civo.seats.claims import Claims
from civo.seats.declared import way
from civo.seats.rosters import Standing, place
from civo.structure import Structure
from civo.truth import Truth
from civo.words import Text, capital


def representation(structure: Structure, without: Container[str | None] = ()) -> Table:
    """A row for each of the structure's own bodies, a column for each kind that the structure tells seats of.

    A cell says yes, no or unknown, and how: represented, by a rotating seat, by statement. The bodies of the levels
    `without` are left out.
    """
    kinds = kinds_told_of(structure)
    order = {level: n for n, level in enumerate(structure.level_order)}
    bodies = [b for b in structure.bodies if structure.is_own(b) and b.status == "existing" and b.level not in without]
    bodies.sort(key=lambda b: order.get(b.level or "", len(order)))
    columns = (
        Column("level", Text("Nivå", "Level")),
        Column("body", Text("Organ", "Body")),
        ID,
        *(Column(kind, capital(structure.those(kind))) for kind in kinds),
        Column("composition", Text("Platslista", "List of seats")),
        SOURCE,
    )
    rows = [_row(structure, body, kinds) for body in bodies]
    title = Text("Representation: vilka sitter i vilka organ", "Representation: who sits in which bodies")
    return answer(structure, title, columns, rows, notes=[unknown_means(structure)])


def kinds_told_of(structure: Structure) -> list[str]:
    """The kinds of organisation that own seats or stated absences speak of, in the order they are declared."""
    claims = structure.once(Claims)
    organizations: set[str] = set()
    for seat in structure.seats:
        if structure.is_own(seat):
            organizations |= claims.told_of(seat)
    for absence in structure.absences:
        organizations.update(structure.members(absence.who))
    kinds = {kind for o in structure.organizations if o.id in organizations for kind in o.kind}
    return [kind.id for kind in structure.kinds if kind.id in kinds]


def _row(structure: Structure, body: Body, kinds: list[str]) -> tuple[Cell, ...]:
    standings = {kind: standing(structure, body, kind) for kind in kinds}
    rests: list[Record] = [body, *(r for s in standings.values() if s.truth is not Truth.UNKNOWN for r in s.because)]
    return (
        structure.name(body.level) if body.level else UNKNOWN,
        body.label,
        body.id,
        *(how(standing) for standing in standings.values()),
        COMPLETENESS[body.composition],
        source_cell(structure, *rests),
    )


def standing(structure: Structure, body: Body, kind: str) -> Standing:
    """Whether any organisation of a kind sits in the body or is spoken for there."""
    return place(structure, body, structure.actor_members(kind)).standing


def how(standing: Standing) -> Cell:
    """Yes, no or unknown, with how: "ja, roterande", "nej, uttalat"."""
    seats = [r for r in standing.because if isinstance(r, Seat)]
    if standing.truth is Truth.YES:
        doubt = [CERTAINTY[standing.certainty]] if standing.certainty not in ("stated", None) else []
        words = list(dict.fromkeys([*(_WAYS[way(seat)] for seat in seats), *doubt]))
        return Text(", ".join(["ja", *(w.sv for w in words)]), ", ".join(["yes", *(w.en for w in words)]))
    if standing.truth is Truth.NO:
        stated = not seats and not any(isinstance(r, Body) for r in standing.because)
        return Text("nej, uttalat", "no, stated") if stated else Truth.NO
    return Truth.UNKNOWN


_WAYS = {
    "rotating": Text("roterande plats", "rotating seat"),
    "held": Text("egen plats", "own seat"),
    "seated": Text("plats", "seat"),
    "represented": Text("företrädda", "represented"),
    "attends": Text("deltar", "attend"),
    "staffs": Text("bemannar", "staff"),
}
