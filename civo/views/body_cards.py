"""The box of a body: its name, and what is told of it and its seats."""

from __future__ import annotations

from collections.abc import Iterator

from civo.drawings import Node
from civo.records import Body, Seat
from civo.seats.claims import holders, one_or_more
from civo.seats.declared import goes_round, participation, speaks_for, tenures
from civo.seats.leading import leads_of_body
from civo.structure import Structure
from civo.truth import Truth
from civo.views.parts import doubt_of, is_proposed, standing_of
from civo.views.view import View
from civo.words import NO_TEXT, Language, Text, joined


def body_node(structure: Structure, body: Body, view: View, language: Language) -> Node:
    """The box of a body, with the rows that the view asks for and those that any figure has."""
    rows: list[Text] = []
    rows += [
        Text("antar {plan}", "adopts {plan}").filled(plan=structure.name(d.adopts)) for d in body.decides if d.adopts
    ]
    leads = [lead for lead in leads_of_body(structure, body) if lead.truth is Truth.YES]
    if "lead" in view.show and leads:
        rows.append(Text("leds av {who}", "led by {who}").filled(who=joined(structure.name(o.who) for o in leads)))
    if "issues" in view.show and body.handles:
        issues = joined(structure.name(i) for i in body.handles)
        rows.append(Text("hanterar {issues}", "handles {issues}").filled(issues=issues))
    for seat in structure.seats_of.get(body.id, ()):
        if is_proposed(body) or not is_proposed(seat):
            rows += _seat_rows(structure, seat, view)
    for same in body.same_as:
        words = _SAME if same.certainty == "stated" else _PERHAPS_SAME
        rows.append(words.filled(name=structure.name(same.id)))
    if body.composition == "open":
        rows.append(Text("öppen lista: fler kan sitta här", "open list: others may sit here"))
    if body.composition == "varies":
        rows.append(Text("platserna varierar", "seats vary"))
    return Node(
        body.id,
        "body",
        body.label.in_language(language),
        tuple(row.in_language(language) for row in rows),
        standing_of(structure, body),
        body.several,
    )


def _seat_rows(structure: Structure, seat: Seat, view: View) -> Iterator[Text]:
    """What the view shows of a seat; of a rotating one always how many share whose turn it is."""
    rotating = goes_round(seat) and "roles" not in view.show
    represented = speaks_for(structure, seat)
    of = Text(": {name}").filled(name=represented) if represented else NO_TEXT
    if rotating:
        yield _rotating_row(structure, seat)
    elif "roles" in view.show:
        role = structure.name(seat.role) if seat.role else _role_unsaid(seat, represented)
        basis = Text("roterande ", "rotating ") if goes_round(seat) else NO_TEXT
        count = Text(f" ×{seat.count}") if seat.count and "counts" in view.show else NO_TEXT
        manner = Text(" (deltar)", " (attends)") if participation(seat) == "attends" else NO_TEXT
        words = Text("{basis}{role}{count}{of}{manner}{doubt}")
        yield words.filled(basis=basis, role=role, count=count, of=of, manner=manner, doubt=doubt_of(structure, seat))
    elif "counts" in view.show:
        count = Text(str(seat.count)) if seat.count else Text("okänt antal", "unknown number of")
        words = _ONE_SEAT if seat.count == 1 else _SEATS
        yield words.filled(count=count, of=of)
    if "holders" in view.show and not rotating:
        told = holders(structure, seat)
        sure = [structure.name(t.organization) for t, truth in told if truth is Truth.YES]
        maybe = [structure.name(t.organization) for t, truth in told if truth is not Truth.YES]
        who = joined(sure) if sure else one_or_more(structure, seat) or Text("okänd", "unknown")
        if not sure and maybe:
            who = Text("okänd, kanske {who}", "unknown, perhaps {who}").filled(who=joined(maybe))
        if sure or maybe or tenures(seat) or goes_round(seat) or not represented:
            yield Text("innehavare {at}: {who}", "holder {at}: {who}").filled(at=str(structure.at), who=who)


_ONE_SEAT = Text("1 plats{of}", "1 seat{of}")
_SEATS = Text("{count} platser{of}", "{count} seats{of}")


def _role_unsaid(seat: Seat, represented: Text | None) -> Text:
    """What to call a seat without a role: by its name where nothing else tells whose it is."""
    if represented:
        return Text("plats", "seat")
    return seat.name if seat.name.sv else Text("plats, rollen anges inte", "seat, its role is not said")


def _rotating_row(structure: Structure, seat: Seat) -> Text:
    role = structure.name(seat.role) if seat.role else Text("plats", "seat")
    held = [structure.name(t.organization) for t, truth in holders(structure, seat) if truth is Truth.YES]
    words = Text("{count} roterande {role} ({at}: {who}){doubt}", "{count} rotating {role} ({at}: {who}){doubt}")
    return words.filled(
        count=seat.count if seat.count is not None else "?",
        role=role,
        at=str(structure.at),
        who=joined(held) if held else Text("innehavare okänd", "holder unknown"),
        doubt=doubt_of(structure, seat),
    )


_SAME = Text("samma som {name}", "same as {name}")
_PERHAPS_SAME = Text("troligen samma som {name}", "probably the same as {name}")
