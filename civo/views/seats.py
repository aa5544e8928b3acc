"""The drawing of levels, their bodies, and who sits in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from civo.drawings import Drawing, Edge, EdgeKind, Group, Item, Node, Standing
from civo.records import Absence, Body, Seat
from civo.seating import group_in_body, holders, sits_in_seat
from civo.selectors import Selector
from civo.structure import Structure
from civo.truth import Truth
from civo.views.parts import (
    UNCERTAIN,
    actor_id,
    actor_node,
    doubt_of,
    is_proposed,
    legend,
    nothing_lost,
    standing_of,
)
from civo.views.view import View, shows
from civo.words import NO_TEXT, Language, Text, joined


def seat_drawing(structure: Structure, view: View, view_id: str, language: Language) -> Drawing:
    """The bodies of the view's levels as frames from the highest down, and below them the actors with their seats."""
    levels = {level: _bodies(structure, view, level) for level in structure.level_order if level in view.levels}
    bodies = [body for found in levels.values() for body in found]
    nodes = [_body_node(structure, body, language) for body in bodies]
    nodes += [actor_node(structure, actor, language) for actor in view.actors]
    edges = [edge for body in bodies for actor in view.actors for edge in _seat_edges(structure, body, actor)]
    edges += _appointments(structure, bodies)
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
        and shows(structure, view, body)
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
    who = joined(structure.name(w) for w in exact[0].who)
    if all(structure.kind_of(w) == "kinds" for w in exact[0].who):
        who = Text("en {who} (vilken anges inte)", "one {who} (which is not said)").filled(who=who)
    return Text("{verb} {who}{doubt}").filled(verb=verb, who=who, doubt=doubt_of(structure, exact[0]))


def _body_node(structure: Structure, body: Body, language: Language) -> Node:
    rows: list[Text] = []
    rows += [
        Text("antar {plan}", "adopts {plan}").filled(plan=structure.name(d.adopts)) for d in body.decides if d.adopts
    ]
    for seat in structure.seats_of.get(body.id, ()):
        if seat.is_rotating and (is_proposed(body) or not is_proposed(seat)):
            rows.append(_rotating_row(structure, seat))
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


class _Line(NamedTuple):
    """How a group sits in a body, and the members of whom that is known."""

    kind: EdgeKind
    standing: Standing
    known: frozenset[str] = frozenset()


def _seat_edges(structure: Structure, body: Body, actor: Selector) -> Iterator[Edge]:
    for line in _lines(structure, body, actor):
        yield Edge(actor_id(structure, actor), body.id, line.kind, line.standing)


def _lines(structure: Structure, body: Body, actor: Selector) -> Iterator[_Line]:
    """How a group sits in a body, a line for each way; known only where it is known of every member.

    None where nothing is known, and where nobody says that they do not sit but the list of seats is closed.
    """
    members = frozenset(structure.members(actor))
    if not members:
        return
    if is_proposed(body):  # nobody sits there; its seats are as proposed as it is
        ways = [_way(structure, seat, members, Truth.UNKNOWN) for seat in structure.seats_of.get(body.id, ())]
        yield from (_Line(kind, "proposed") for kind in dict.fromkeys(way[0] for way in ways if way))
        return
    found = group_in_body(structure, body, members)
    if found.truth is Truth.NO:
        if any(isinstance(record, Absence) for record in found.because):
            yield _Line("absent", "known", members)
        return
    doubtful = body.certainty != "stated" or body.id in structure.uncertain
    known: dict[EdgeKind, frozenset[str]] = {}
    for seat in found.because:
        if isinstance(seat, Seat) and (way := _way(structure, seat, members, found.truth)):
            kind, those = way
            sure = found.truth is Truth.YES and not doubtful and standing_of(structure, seat) == "known"
            known[kind] = known.get(kind, frozenset()) | (those if sure else frozenset())
    for kind, those in known.items():
        yield _Line(kind, "known" if those == members else "unknown", those)


def _way(
    structure: Structure, seat: Seat, members: frozenset[str], truth: Truth
) -> tuple[EdgeKind, frozenset[str]] | None:
    """How the group sits in a seat, and those of them who do; None for a seat that is merely open to anyone."""
    if seat.rotates:
        shared = members & structure.member_set(seat.rotates.among)
        return ("rotating", shared) if shared else None
    spoken_for = _among(structure, members, structure.members(seat.represents))
    held_by = frozenset[str]()
    for tenure, told in holders(structure, seat):
        those = structure.holder_members(tenure.organization)
        held_by |= _among(structure, members, those)
        if len(those) > 1 and (told is Truth.YES or truth is Truth.UNKNOWN):
            spoken_for |= _among(structure, members, those)
    if len(members) == 1:
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


def _appointments(structure: Structure, bodies: list[Body]) -> list[Edge]:
    drawn = {body.id: standing_of(structure, body) for body in bodies}
    found: dict[tuple[str, str], None] = {}
    for body in bodies:
        for decision in body.decides:
            for target in (decision.appoints, decision.assigns_issues_of):
                if target in drawn and target is not None:
                    found[body.id, target] = None
        for by in body.appointed_by:
            if by in drawn:
                found[by, body.id] = None
    return [Edge(a, b, "appoints", _weaker(drawn[a], drawn[b])) for a, b in found]


def _weaker(one: Standing, other: Standing) -> Standing:
    return next((s for s in _WEAKEST_FIRST if s in (one, other)), "known")


_WEAKEST_FIRST: tuple[Standing, ...] = ("proposed", "unknown")


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
            items.append(Item(node.head + doubt_of(structure, body).in_language(language), tuple(lines)))
        yield Item(f"{group.title}. {group.note}".strip(), tuple(items))
    roles = [(actor_node(structure, actor, language)) for actor in view.actors]
    said = Text("Företrädda", "Represented").in_language(language)
    yield Item(said, tuple(Item(node.head, tuple(Item(row) for row in node.rows)) for node in roles))


def _said(structure: Structure, body: Body, actor: Selector) -> Text:
    """What is known of an actor in a body, in a sentence."""
    members = structure.members(actor)
    lines = sorted(_lines(structure, body, actor), key=lambda line: list(_SAID).index(line.kind))
    said = [Text("{said}{doubt}").filled(said=_SAID[line.kind], doubt=_doubt(line, len(members))) for line in lines]
    if not said and members and not is_proposed(body):
        closed = group_in_body(structure, body, frozenset(members)).truth is Truth.NO
        said = [_CLOSED] if closed else []
    words = joined(said) if said else Text("okänt, källan säger inget", "unknown, the source is silent")
    return Text("{name}: {words}").filled(name=structure.selector_name(actor), words=words)


def _doubt(line: _Line, members: int) -> Text:
    if line.standing == "proposed":
        return Text(" (föreslaget)", " (proposed)")
    if line.standing == "known":
        return NO_TEXT
    told = Text(" (känt för {known} av {members})", " (known of {known} of {members})")
    return told.filled(known=len(line.known), members=members) if line.known else UNCERTAIN


_SAID: dict[EdgeKind, Text] = {
    "seat": Text("egen plats eller representation", "own seat or representation"),
    "rotating": Text("delar en roterande plats", "share a rotating seat"),
    "collective": Text("företräds gemensamt", "represented jointly"),
    "absent": Text("sitter inte här, det är uttalat", "do not sit here, that is stated"),
}
_CLOSED = Text("sitter inte här (alla platser är kända)", "do not sit here (all seats are known)")
