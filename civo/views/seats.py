"""The drawing of levels, their bodies, and who sits in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from civo.drawings import Drawing, Edge, EdgeKind, Group, Item, Node
from civo.records import Body, Seat
from civo.seating import Standing, group_in_body, holders
from civo.selectors import Selector
from civo.structure import Structure
from civo.truth import Truth
from civo.views.parts import actor_id, actor_node, legend, nothing_lost, standing_of
from civo.words import Language, Text, joined

if TYPE_CHECKING:
    from civo.views.view import View


def seat_drawing(structure: Structure, view: View, view_id: str, language: Language) -> Drawing:
    """The bodies of the view's levels as frames from the highest down, and below them the actors with their seats."""
    levels = {level: _bodies(structure, view, level) for level in structure.level_order if level in view.levels}
    bodies = [body for found in levels.values() for body in found]
    nodes = [_body_node(structure, body, language) for body in bodies]
    nodes += [actor_node(structure, actor, language) for actor in view.actors]
    edges = [edge for body in bodies for actor in view.actors for edge in _seat_edges(structure, body, actor)]
    edges += _appointments(bodies)
    groups = [_level_group(structure, level, found, language) for level, found in levels.items()]
    actors = Text("Företrädda", "Represented")
    groups.append(Group("actors", actors.in_language(language), tuple(actor_id(structure, a) for a in view.actors)))
    return Drawing(
        view_id,
        view.title.in_language(language),
        view.caption.in_language(language),
        language,
        nothing_lost(groups, nodes),
        tuple(nodes),
        tuple(edges),
        legend(nodes, edges, language),
        _alt(structure, levels, view, edges).in_language(language),
        tuple(_equivalent(structure, view, levels, language)),
    )


def _bodies(structure: Structure, view: View, level: str) -> list[Body]:
    inside = structure.inside(view.area) if view.area else None
    return [
        body
        for body in structure.bodies_at.get(level, ())
        if structure.is_own(body)
        and (view.proposed or body.status == "existing")
        and (inside is None or body.area is None or body.area in inside)
    ]


def _level_group(structure: Structure, level: str, bodies: list[Body], language: Language) -> Group:
    areas = list(dict.fromkeys(body.area for body in bodies if body.area))
    title = structure.name(level).in_language(language)
    said = coordination(structure, level, areas)
    note = [", ".join(structure.name(a).in_language(language) for a in areas)] if areas else []
    note += [said.in_language(language)] if said else []
    return Group(level, title, tuple(body.id for body in bodies), ". ".join(note))


def coordination(structure: Structure, level: str, areas: list[str]) -> Text | None:
    """Who is stated to coordinate or lead the level, or its areas; those of the very area before those of all."""
    found = [
        r
        for r in structure.relations
        if r.does in ("coordinates", "leads")
        and r.status == "existing"
        and structure.is_own(r)
        and (r.level == level or level in r.what)
        and all(structure.kind_of(w) in ("organizations", "kinds", "collectives") for w in r.who)
    ]
    exact = [r for r in found if any(w in areas for w in r.what)] or found
    if not exact:
        return None
    verb = Text("Leds av", "Led by") if exact[0].does == "leads" else Text("Samordnas av", "Coordinated by")
    kinds = all(structure.kind_of(w) == "kinds" for w in exact[0].who)
    who = joined(structure.name(w) for w in exact[0].who)
    if kinds:
        which = Text(f"en {who.sv} (vilken anges inte)", f"one {who.en} (which is not said)")
        return Text(f"{verb.sv} {which.sv}", f"{verb.en} {which.en}")
    return Text(f"{verb.sv} {who.sv}", f"{verb.en} {who.en}")


def _body_node(structure: Structure, body: Body, language: Language) -> Node:
    rows: list[Text] = []
    rows += [
        Text(f"antar {structure.name(d.adopts).sv}", f"adopts {structure.name(d.adopts).en}")
        for d in body.decides
        if d.adopts
    ]
    for seat in structure.seats_of.get(body.id, ()):
        if seat.is_rotating:
            rows.append(_rotating_row(structure, seat))
    for same in body.same_as:
        rows.append(Text(f"troligen samma som {structure.name(same.id).sv}", f"probably {structure.name(same.id).en}"))
    if body.composition == "open":
        rows.append(Text("öppen lista: fler kan sitta här", "open list: others may sit here"))
    if body.composition == "varies":
        rows.append(Text("platserna varierar", "seats vary"))
    return Node(
        body.id,
        "body",
        body.label.in_language(language),
        tuple(row.in_language(language) for row in rows),
        standing_of(body),
        body.several,
    )


def _rotating_row(structure: Structure, seat: Seat) -> Text:
    role = structure.name(seat.role) if seat.role else Text("plats", "seat")
    held = [structure.name(t.organization) for t, truth in holders(structure, seat) if truth is Truth.YES]
    count = seat.count if seat.count is not None else "?"
    who = joined(held) if held else Text("innehavare okänd", "holder unknown")
    return Text(
        f"{count} roterande {role.sv} ({structure.at}: {who.sv})",
        f"{count} rotating {role.en} ({structure.at}: {who.en})",
    )


def _seat_edges(structure: Structure, body: Body, actor: Selector) -> Iterator[Edge]:
    members = frozenset(structure.members(actor))
    if not members:
        return
    found = group_in_body(structure, body, members)
    if found.truth is Truth.NO:
        yield Edge(actor_id(structure, actor), body.id, "absent")
        return
    kinds: dict[EdgeKind, bool] = {}
    for seat in found.because:
        if isinstance(seat, Seat) and (kind := _edge_kind(structure, seat, members, found)):
            kinds[kind] = kinds.get(kind, False) or (found.truth is Truth.YES and seat.certainty == "stated")
    for kind, sure in kinds.items():
        yield Edge(actor_id(structure, actor), body.id, kind, "known" if sure else "unknown")


def _edge_kind(structure: Structure, seat: Seat, members: frozenset[str], found: Standing) -> EdgeKind | None:
    """How the group sits in a seat; None for a seat that is merely open to anyone."""
    if seat.rotates:
        return "rotating" if not members.isdisjoint(structure.members(seat.rotates.among)) else None
    if len(members) == 1:
        named = members.issubset(structure.members(seat.represents)) or found.truth is Truth.YES
        return "seat" if named else None
    return "collective" if seat.represents or seat.held_by else None


def _appointments(bodies: list[Body]) -> list[Edge]:
    drawn = {body.id for body in bodies}
    found: dict[tuple[str, str], None] = {}
    for body in bodies:
        for decision in body.decides:
            for target in (decision.appoints, decision.assigns_issues_of):
                if target in drawn and target is not None:
                    found[body.id, target] = None
        for by in body.appointed_by:
            if by in drawn:
                found[by, body.id] = None
    uncertain = {body.id for body in bodies if standing_of(body) == "unknown"}
    return [Edge(a, b, "appoints", "unknown" if a in uncertain else "known") for a, b in found]


def _alt(structure: Structure, levels: dict[str, list[Body]], view: View, edges: list[Edge]) -> Text:
    names = joined(structure.name(level) for level in levels)
    bodies = sum(len(found) for found in levels.values())
    lines = sum(edge.kind != "appoints" for edge in edges)
    return Text(
        f"Diagram över {names.sv}: {bodies} organ, {len(view.actors)} företrädda parter och {lines} linjer som visar var "
        "de sitter, delar plats eller uttalat saknas. Allt står också som lista under figuren.",
        f"Diagram of {names.en}: {bodies} bodies, {len(view.actors)} parties and {lines} lines that show where they sit, "
        "share a seat or are stated not to sit. All of it also stands as a list below the figure.",
    )


def _equivalent(structure: Structure, view: View, levels: dict[str, list[Body]], language: Language) -> Iterator[Item]:
    for level, bodies in levels.items():
        group = _level_group(structure, level, bodies, language)
        items = []
        for body in bodies:
            node = _body_node(structure, body, language)
            lines = [Item(row) for row in node.rows]
            lines += [Item(_said(structure, body, actor).in_language(language)) for actor in view.actors]
            items.append(Item(node.head, tuple(lines)))
        yield Item(f"{group.title}. {group.note}".strip(), tuple(items))
    roles = [(actor_node(structure, actor, language)) for actor in view.actors]
    said = Text("Företrädda", "Represented").in_language(language)
    yield Item(said, tuple(Item(node.head, tuple(Item(row) for row in node.rows)) for node in roles))


def _said(structure: Structure, body: Body, actor: Selector) -> Text:
    """What is known of an actor in a body, in a sentence."""
    name = structure.selector_name(actor)
    kinds = {edge.kind: edge.standing for edge in _seat_edges(structure, body, actor)}
    for kind, said in _SAID.items():
        if kind in kinds:
            doubt = Text(" (osäkert)", " (uncertain)") if kinds[kind] == "unknown" else Text("")
            return Text(f"{name.sv}: {said.sv}{doubt.sv}", f"{name.en or name.sv}: {said.en}{doubt.en}")
    return Text(f"{name.sv}: okänt, källan säger inget", f"{name.en or name.sv}: unknown, the source is silent")


_SAID: dict[EdgeKind, Text] = {
    "seat": Text("egen plats eller representation", "own seat or representation"),
    "rotating": Text("delar en roterande plats", "share a rotating seat"),
    "collective": Text("företräds gemensamt", "represented jointly"),
    "absent": Text("sitter inte här, det är uttalat", "do not sit here, that is stated"),
}
