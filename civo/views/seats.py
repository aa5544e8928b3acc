"""The drawing of bodies in frames, by level or otherwise, and who sits in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from civo.drawings import Change, Drawing, Edge, EdgeKind, Group, Item, Node, Standing, Tone
from civo.field_words import field_words
from civo.records import Body
from civo.structure import Structure
from civo.views.alt_text import BODIES, BODY, alt_text, counted, counted_and_named, named
from civo.views.body_cards import body_node
from civo.views.parties import Party, parties, party_node, single
from civo.views.parts import EDGE_MEANINGS, doubt_of, legend, nothing_lost, standing_of
from civo.views.view import Part, View, shows
from civo.views.ways import Way, said_of, ways
from civo.words import NO_TEXT, Language, Text, capital, joined, level_inside


def seat_drawing(structure: Structure, view: View, view_id: str, language: Language) -> Drawing:
    """The bodies of the view in frames, levels from the highest down, and below them the parties with their seats."""
    shown = _Shown(structure, view, language)
    nodes = [*shown.body_nodes, *shown.party_nodes]
    edges = shown.edges
    groups = [frame.group(structure, language) for frame in shown.frames]
    note = _REST_ELSEWHERE.in_language(language) if _leaves_out(view) else ""
    groups.append(Group("actors", _PARTIES.in_language(language), tuple(one.id for one in shown.parties), note))
    apart: dict[tuple[Tone, Change], Text] = {}
    if view.emphasis:
        apart = {("strong", ""): shown.parties[0].name, ("faint", ""): _OTHERS}
    return Drawing(
        view_id,
        view.title.in_language(language),
        view.caption.in_language(language),
        language,
        nothing_lost(groups, nodes),
        tuple(nodes),
        tuple(edges),
        legend(nodes, edges, language, apart=apart),
        _alt(shown),
        tuple(_equivalent(shown)),
    )


_PARTIES = Text("Företrädda", "Represented")
_OTHERS = Text("övriga", "others")
_REST_ELSEWHERE = Text("Övriga står i andra delar", "The others stand in other parts")


def _leaves_out(view: View) -> bool:
    """Whether the figure is a part without some of the actors of the view."""
    return isinstance(view, Part) and view.leaves_out


def bodies_of(structure: Structure, view: View) -> list[Body]:
    """The bodies that a view draws, levels from the highest down; those without a level last."""
    all_levels = view.takes_all_levels and not view.levels
    chosen = [level for level in structure.level_order if level in view.levels or all_levels]
    found = [body for level in chosen for body in structure.bodies_at.get(level, ())]
    if all_levels:
        found += [body for body in structure.bodies if body.level is None]
    inside = structure.inside(view.area) if view.area else None
    return [
        body
        for body in found
        if structure.is_own(body)
        and (view.proposed or body.status == "existing")
        and (inside is None or body.area is None or body.area in inside)
        and shows(structure, view, body)
    ]


@dataclass(slots=True)
class _Frame:
    """A frame: what its bodies have in common, and they."""

    id: str
    name: Text
    bodies: list[Body]
    is_level: bool

    def group(self, structure: Structure, language: Language) -> Group:
        """The frame as it is drawn; a level's with its areas and who coordinates it."""
        note: list[str] = []
        if self.is_level:
            areas = list(dict.fromkeys(body.area for body in self.bodies if body.area))
            said = coordination(structure, self.id, areas)
            note = [", ".join(structure.name(a).in_language(language) for a in areas)] if areas else []
            note += [said.in_language(language)] if said else []
        return Group(self.id, self.name.in_language(language), tuple(b.id for b in self.bodies), ". ".join(note))


class _Shown:
    """What one view shows, read once: its bodies in frames, its parties, and the ways of these into those."""

    def __init__(self, structure: Structure, view: View, language: Language) -> None:
        self.structure = structure
        self.view = view
        self.language = language
        self.bodies = bodies_of(structure, view)
        self.frames = _frames(structure, view, self.bodies)
        self.parties = parties(structure, view)
        if view.emphasis:
            self.parties = [
                single(structure, view.emphasis),
                *(one for one in self.parties if one.id != view.emphasis),
            ]
        self.ways: dict[tuple[str, str], list[Way]] = {
            (one.id, body.id): list(ways(structure, body, one)) for body in self.bodies for one in self.parties
        }
        reached = {b for (p, b), found in self.ways.items() if p == view.emphasis and _is_in(found)}
        told = _told_elsewhere(structure, view, self.bodies)
        self.body_nodes = [
            self._toned(
                _with_rows(body_node(structure, b, view, language), told.get(b.id, ()), language), b.id in reached
            )
            for b in self.bodies
        ]
        self.party_nodes = [self._toned(party_node(structure, one, language), False) for one in self.parties]

    def _toned(self, node: Node, reached: bool) -> Node:
        """Set apart where the view puts one organisation first: it is strong, bodies it is in as they are, others faint."""
        if not self.view.emphasis or reached:
            return node
        return replace(node, tone="strong" if node.id == self.view.emphasis else "faint")

    @property
    def edges(self) -> list[Edge]:
        """A line for each way of each party into each body, for who appoints whom, and who decides on whose issues."""
        drawn = [
            Edge(one.id, body.id, way.kind, way.standing)
            for body in self.bodies
            for one in self.parties
            for way in self.ways[one.id, body.id]
        ]
        drawn += _steering(self.structure, self.bodies)
        if not self.view.emphasis:
            return drawn
        return [replace(edge, tone="strong" if edge.source == self.view.emphasis else "faint") for edge in drawn]


def _is_in(found: list[Way]) -> bool:
    return any(way.kind != "absent" for way in found)


def _frames(structure: Structure, view: View, bodies: list[Body]) -> list[_Frame]:
    """The bodies by what they are grouped by: levels from the highest down, areas and types as they first stand."""
    if view.group_by == "level":
        levels = [level for level in structure.level_order if level in view.levels]
        return [_Frame(i, structure.name(i), [b for b in bodies if b.level == i], True) for i in levels]
    found: dict[str, list[Body]] = {}
    for body in bodies:
        found.setdefault((body.area if view.group_by == "area" else body.type) or "", []).append(body)
    names = {key: structure.name(key) if view.group_by == "area" else field_words(key) for key in found}
    unsaid = (
        Text("Område anges inte", "Area not said")
        if view.group_by == "area"
        else Text("Typ anges inte", "Type not said")
    )
    return [
        _Frame(f"{view.group_by}-{key}", capital(names[key]) if key else unsaid, those, False)
        for key, those in found.items()
    ]


def coordination(structure: Structure, level: str, areas: list[str]) -> Text | None:
    """Who is stated to coordinate or lead the level, or its areas; those of the very area before those of all.

    Who leads something else at the level, an issue or a body, does not lead the level.
    """
    found = [
        r
        for r in structure.relations
        if r.does in ("coordinates", "leads")
        and r.status == "existing"
        and structure.is_own(r)
        and (level in r.what or (r.level == level and any(structure.kind_of(w) == "areas" for w in r.what)))
        and all(structure.kind_of(w) in ("organizations", "kinds", "collectives") for w in r.who)
    ]
    exact = [r for r in found if any(w in areas for w in r.what)] or found
    if not exact:
        return None
    leads, example = exact[0].does == "leads", exact[0].extent == "for-example"
    verb = Text("Leds", "Led") if leads else Text("Samordnas", "Coordinated")
    by = Text("t.ex. av", "for example by") if example else Text("av", "by")
    who = joined(structure.name(w) for w in exact[0].who)
    if all(structure.kind_of(w) == "kinds" for w in exact[0].who):
        who = Text("en {who} (vilken anges inte)", "one {who} (which is not said)").filled(who=who)
    return Text("{verb} {by} {who}{doubt}").filled(verb=verb, by=by, who=who, doubt=doubt_of(structure, exact[0]))


def _steering(structure: Structure, bodies: list[Body]) -> list[Edge]:
    """Which of the bodies appoints which, and which decides on the issues of which, each once."""
    drawn = {body.id: standing_of(structure, body) for body in bodies}
    found: dict[tuple[str | None, EdgeKind, str | None], None] = {}
    for body in bodies:
        for decision in body.decides:
            found[body.id, "appoints", decision.appoints] = None
            found[body.id, "assigns", decision.assigns_issues_of] = None
        for by in body.appointed_by:
            found[by, "appoints", body.id] = None
    return [Edge(a, b, kind, _weaker(drawn[a], drawn[b])) for a, kind, b in found if a in drawn and b in drawn]


def _told_elsewhere(structure: Structure, view: View, bodies: list[Body]) -> dict[str, list[Text]]:
    """Rows for what would be lines into other parts of the view: who appoints whom there, and which part it is."""
    part_of = dict(view.elsewhere) if isinstance(view, Part) else {}
    others = [body for i in part_of if isinstance(body := structure.get(i), Body)]
    named: dict[tuple[str, Text], list[Text]] = {}
    for edge in _steering(structure, [*bodies, *others]) if others else ():
        down, up = _ACROSS[edge.kind]
        for here, there, words in ((edge.source, edge.target, down), (edge.target, edge.source, up)):
            if there in part_of and here not in part_of:
                doubt, n = _UNSURE[edge.standing], part_of[there]
                name = _IN_PART.filled(name=structure.name(there), n=n, doubt=doubt)
                named.setdefault((here, words), []).append(name)
    found: dict[str, list[Text]] = {}
    for (here, words), names in named.items():
        found.setdefault(here, []).append(words.filled(names=joined(names)))
    return found


_ACROSS: dict[EdgeKind, tuple[Text, Text]] = {
    "appoints": (Text("tillsätter {names}", "appoints {names}"), Text("tillsätts av {names}", "appointed by {names}")),
    "assigns": (
        Text("beslutar om frågorna i {names}", "decides on the issues of {names}"),
        Text("får sina frågor beslutade av {names}", "has its issues decided on by {names}"),
    ),
}
_IN_PART = Text("{name} i del {n}{doubt}", "{name} in part {n}{doubt}")


def _with_rows(node: Node, rows: Iterable[Text], language: Language) -> Node:
    return replace(node, rows=(*node.rows, *(row.in_language(language) for row in rows)))


def _weaker(one: Standing, other: Standing) -> Standing:
    return next((s for s in _WEAKEST_FIRST if s in (one, other)), "known")


_WEAKEST_FIRST: tuple[Standing, ...] = ("proposed", "unknown")


def _alt(shown: _Shown) -> str:
    """What the figure shows: the bodies of each frame, and of each party in which it has which place."""
    if not shown.bodies:
        return _NO_BODIES.filled(at=str(shown.structure.at)).in_language(shown.language)
    return alt_text(lambda few, rest: _said(shown, few, rest), shown.language)


def _said(shown: _Shown, few: int, rest: int) -> Iterator[Text]:
    frames = [(frame, [body.label for body in frame.bodies]) for frame in shown.frames if frame.bodies]
    levels = [
        Text("{frame} ({bodies})").filled(
            frame=level_inside(frame.name) if frame.is_level else frame.name,
            bodies=counted_and_named(names, rest, BODY, BODIES),
        )
        for frame, names in frames
    ]
    yield Text("Diagram över {frames}.", "Diagram of {frames}.").filled(frames=joined(levels))
    if shown.view.emphasis:
        yield Text("Framhävt: {name}.", "Emphasised: {name}.").filled(name=shown.parties[0].name)
    told: dict[Text, list[Text]] = {}
    for one in shown.parties[:_TOLD]:
        told.setdefault(_summary(shown, one, few, rest), []).append(capital(one.name))
    for said, parties_with_it in told.items():
        yield Text("{names}: {said}.").filled(names=joined(parties_with_it), said=said)
    if len(shown.parties) > _TOLD:
        more = counted(len(shown.parties) - _TOLD, Text("part till", "more party"), Text("parter till", "more parties"))
        yield Text("Figuren visar {more}.", "The figure shows {more}.").filled(more=more)
    for kind, words in _STEERING.items():
        yield _steering_said(shown, kind, words, rest)
    if _leaves_out(shown.view):
        yield Text("{rest}.").filled(rest=_REST_ELSEWHERE)


_TOLD = 4
_NO_BODIES = Text(
    "Diagram utan organ: inget av de organ som vyn visar finns {at}.",
    "Diagram without bodies: none of the bodies that the view shows is there {at}.",
)


def _summary(shown: _Shown, one: Party, few: int, rest: int) -> Text:
    """In which of the bodies a party has which place, and to which no line leads."""
    reached: dict[str, dict[str, bool]] = {}
    for body in shown.bodies:
        for way in shown.ways[one.id, body.id]:
            sure = reached.setdefault(way.kind, {})
            sure[body.id] = sure.get(body.id, True) and way.standing == "known"
    parts = [_placed(shown, reached[kind], kind, few) for kind in _PLACED if kind in reached]
    silent = [body.label for body in shown.bodies if not shown.ways[one.id, body.id]]
    if silent:
        parts.append(_NO_LINE.filled(bodies=named(silent, rest, BODY, BODIES)))
    return Text("; ".join(part.sv for part in parts), "; ".join(part.en for part in parts))


def _placed(shown: _Shown, reached: dict[str, bool], kind: EdgeKind, few: int) -> Text:
    """The bodies that a party has a place in: their names where they are few, all of them, or how many."""
    words = _PLACED[kind]
    unsure = sum(not sure for sure in reached.values())
    if len(reached) == len(shown.bodies) > 1 and not unsure:
        return words.filled(bodies=_ANY if kind == "absent" else _ALL)
    names = [
        Text("{name}{doubt}").filled(name=body.label, doubt=_UNSURE["known" if reached[body.id] else "unknown"])
        for body in shown.bodies
        if body.id in reached
    ]
    doubt = _OF_WHICH.filled(n=unsure) if unsure and len(names) > few else NO_TEXT
    return words.filled(bodies=Text("{names}{doubt}").filled(names=named(names, few, BODY, BODIES), doubt=doubt))


_PLACED: dict[EdgeKind, Text] = {
    "seat": Text("egen plats eller representation i {bodies}", "own seat or representation in {bodies}"),
    "rotating": Text("del i en roterande plats i {bodies}", "a share in a rotating seat in {bodies}"),
    "collective": Text("företräds i {bodies}", "represented in {bodies}"),
    "absent": Text("sägs uttryckligen inte sitta i {bodies}", "stated not to sit in {bodies}"),
}
_ANY, _ALL = Text("något av organen", "any of the bodies"), Text("alla organ", "all bodies")
_OF_WHICH = Text(", varav {n} osäkert", ", {n} of which uncertain")
_NO_LINE = Text("ingen linje till {bodies}", "no line to {bodies}")


def _steering_said(shown: _Shown, kind: EdgeKind, what: Text, few: int) -> Text:
    """Which bodies appoint which, or decide on the issues of which, where that is drawn."""
    names = {body.id: body.label for body in shown.bodies}
    told = [
        Text("{one} till {other}{doubt}", "{one} to {other}{doubt}").filled(
            one=names[edge.source], other=names[edge.target], doubt=_UNSURE[edge.standing]
        )
        for edge in _steering(shown.structure, shown.bodies)
        if edge.kind == kind
    ]
    if not told:
        return NO_TEXT
    lines = counted(len(told), Text("linje visar", "line shows"), Text("linjer visar", "lines show"))
    which = Text(", från {told}", ", from {told}").filled(told=joined(told)) if len(told) <= few else NO_TEXT
    return Text("{lines} {what}{which}.").filled(lines=lines, what=what, which=which)


def _equivalent(shown: _Shown) -> Iterator[Item]:
    structure, language = shown.structure, shown.language
    nodes = {node.id: node for node in (*shown.body_nodes, *shown.party_nodes)}
    for frame in shown.frames:
        if not frame.bodies:
            continue
        group = frame.group(structure, language)
        items = []
        for body in frame.bodies:
            node = nodes[body.id]
            lines = [Item(row) for row in node.rows]
            lines += [Item(said_of(structure, body, one).in_language(language)) for one in shown.parties]
            items.append(Item(node.head + doubt_of(structure, body).in_language(language), tuple(lines)))
        yield Item(f"{group.title}. {group.note}".strip(), tuple(items))
    told = tuple(Item(nodes[one.id].head, tuple(Item(row) for row in nodes[one.id].rows)) for one in shown.parties)
    if told:
        note = f". {_REST_ELSEWHERE.in_language(language)}" if _leaves_out(shown.view) else ""
        yield Item(_PARTIES.in_language(language) + note, told)
    steering = _steering(structure, shown.bodies)
    for kind in _STEERING:
        lines = [
            Item(f"{nodes[edge.source].head} → {nodes[edge.target].head}{_UNSURE[edge.standing].in_language(language)}")
            for edge in steering
            if edge.kind == kind
        ]
        if lines:
            yield Item(EDGE_MEANINGS[kind].in_language(language), tuple(lines))


_STEERING: dict[EdgeKind, Text] = {
    "appoints": Text("vem som tillsätter vem", "who appoints whom"),
    "assigns": Text("vem som beslutar om frågorna i ett annat organ", "who decides on the issues of another body"),
}
_UNSURE: dict[Standing, Text] = {
    "known": Text(""),
    "gap": Text(""),
    "unknown": Text(" (osäkert)", " (uncertain)"),
    "proposed": Text(" (föreslaget)", " (proposed)"),
}
