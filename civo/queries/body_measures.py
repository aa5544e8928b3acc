"""The lists behind the measures of bodies: levels, brokerage, what hangs on one, what is alike, what goes round."""

from __future__ import annotations

from civo.answers import Cell, Column, Fact
from civo.measures import brokerage, cuts, levels, overlap, rotation
from civo.network import Network
from civo.queries.common import UNKNOWN, names
from civo.queries.measure_parts import (
    BODIES,
    BODY,
    KIND,
    LEVEL,
    OPEN_BODIES,
    PAIR_COUNT,
    WHO,
    Line,
    List,
    named,
    open_bodies,
    several,
)
from civo.seats.declared import term_of_turns
from civo.terms import said_term
from civo.words import Text


def levels_line(network: Network, found: tuple[levels.UpReach, ...]) -> Line:
    """What it comes to: see the list."""
    above, all_ties = sum(sum(u.above) for u in found), sum(sum(u.all) for u in found)
    return Line(above, all_ties, None, open_bodies(network), OPEN_BODIES)


def levels_list(network: Network, found: tuple[levels.UpReach, ...]) -> List:
    """The list: kinds by levels, with how much reaches above their own."""
    columns = (
        KIND,
        LEVEL,
        Column("own", Text("Egen fast plats", "Permanent seat of its own")),
        Column("spoken_for", Text("Plats för flera", "Seat for several")),
        Column("turn", Text("Har en roterande plats", "Holds a rotating seat")),
        Column("shared", Text("Delar en roterande plats", "Shares a rotating seat")),
        BODIES,
        Column("open_bodies", Text("Organ med öppen lista", "Bodies with open lists")),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            named(network, p.kind),
            named(network, p.level),
            p.ways.get("own", 0),
            p.ways.get("spoken-for", 0),
            p.ways.get("turn", 0),
            p.ways.get("shared", 0),
            several(network, p.bodies),
            p.open_bodies,
        )
        for p in network.once(levels.participation)
    ]
    facts = [
        Fact(f"up_reach.{u.kind}", Text(f"Ovanför egen nivå, {name.sv}", f"Above its own level, {name.en}"), _reach(u))
        for u in found
        for name in (named(network, u.kind),)
    ]
    return List(columns, rows, facts=tuple(facts))


def _reach(reach: levels.UpReach) -> Text:
    permanent, rotating = reach.above
    return Text(
        f"{permanent} av {reach.all[0]} fasta, {rotating} av {reach.all[1]} roterande",
        f"{permanent} of {reach.all[0]} permanent, {rotating} of {reach.all[1]} rotating",
    )


def brokerage_line(network: Network, found: tuple[brokerage.Roles, ...]) -> Line:
    """What it comes to: see the list."""
    actors = [o for o in network.where.organizations if o not in network.units and network.where.known(o)]
    return Line(len(found), len(actors), None, open_bodies(network), OPEN_BODIES)


def brokerage_list(network: Network, found: tuple[brokerage.Roles, ...]) -> List:
    """The list: who links others, in which role."""
    columns = (
        WHO,
        KIND,
        Column("coordinator", Text("Samordnare: alla av samma sort", "Coordinator: all of one kind")),
        Column("itinerant", Text("Medlare: mellan två av en annan sort", "Itinerant: between two of another kind")),
        Column("representative", Text("Företrädare eller grindvakt", "Representative or gatekeeper")),
        Column("liaison", Text("Förbindelse: tre olika sorter", "Liaison: three different kinds")),
        PAIR_COUNT,
        BODIES,
    )
    places = frozenset(network.meeting_places)
    rows: list[tuple[Cell, ...]] = [
        (
            named(network, r.actor),
            named(network, network.kind_of(r.actor)),
            r.coordinator,
            r.itinerant,
            r.representative,
            r.liaison,
            r.total,
            several(network, [b for b in network.where.known(r.actor) if b in places]),
        )
        for r in found
    ]
    return List(columns, rows)


def cuts_line(network: Network, found: tuple[cuts.Cut, ...]) -> Line:
    """What it comes to: see the list."""
    tied = {organization for body in network.meeting_places for organization in network.where.ways(body)}
    ends = {*network.meeting_places, *tied}
    return Line(len(found), len(ends - network.units.keys()), None, open_bodies(network), OPEN_BODIES)


def cuts_list(network: Network, found: tuple[cuts.Cut, ...]) -> List:
    """The list: what others hang on, and what falls apart without it."""
    columns = (
        Column("point", Text("Organ eller organisation", "Body or organisation")),
        Column("parts", Text("Delar som skiljs av", "Parts cut off")),
        Column("cut_off", Text("Så många", "So many")),
        Column("who", Text("Vilka", "Which")),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            named(network, cut.id),
            len(cut.parts),
            sum(map(len, cut.parts)),
            several(network, [one for part in cut.parts for one in part]),
        )
        for cut in found
    ]
    return List(columns, rows)


def bridges_line(network: Network, found: tuple[cuts.Bridge, ...]) -> Line:
    """What it comes to: see the list."""
    ties = sum(len(network.where.present(body)) for body in network.meeting_places)
    return Line(len(found), ties, None, open_bodies(network), OPEN_BODIES)


def bridges_list(network: Network, found: tuple[cuts.Bridge, ...]) -> List:
    """The list: the ties that alone hold parts together."""
    columns = (WHO, BODY, Column("rotating", Text("Roterande plats", "Rotating seat")))
    rows: list[tuple[Cell, ...]] = [
        (named(network, b.organization), named(network, b.body), _YES if b.rotating else _NO) for b in found
    ]
    return List(columns, rows)


_YES, _NO = Text("ja", "yes"), Text("nej", "no")


def all_routes(network: Network) -> tuple[cuts.Routes, ...]:
    """Between every two kinds with a known tie, and every such kind and every level with a body."""
    kinds = sorted({p.kind for p in network.once(levels.participation) if p.bodies}, key=network.rank)
    told = {network.bodies[body].level for body in network.assessed}
    ends = [level for level in network.structure.level_order if level in told]
    pairs = [(a, b) for n, a in enumerate(kinds) for b in (*kinds[n + 1 :], *ends)]
    pairs += [(a, b) for n, a in enumerate(ends) for b in ends[n + 1 :]]
    return tuple(cuts.routes(network, a, b) for a, b in pairs)


def routes_line(network: Network, found: tuple[cuts.Routes, ...]) -> Line:
    """What it comes to: see the list."""
    return Line(sum(r.count == 1 for r in found), len(found), None, open_bodies(network), OPEN_BODIES)


def routes_list(network: Network, found: tuple[cuts.Routes, ...]) -> List:
    """The list: kinds and levels, and the ways between them."""
    columns = (
        Column("from", Text("Från", "From")),
        Column("to", Text("Till", "To")),
        Column("routes", Text("Skilda vägar", "Separate routes")),
        Column("cut", Text("Allt hänger på", "All hangs on")),
        Column("shortest", Text("Kortaste vägen", "Shortest route")),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            named(network, r.one),
            named(network, r.other),
            _count(r.count),
            several(network, r.cut),
            names(network.structure, r.routes[0]) if r.routes else _NONE_KNOWN,
        )
        for r in found
    ]
    return List(columns, rows)


_NONE_KNOWN = Text("ingen känd", "none known")


def _count(count: int) -> Cell:
    return Text(f"{count} eller fler", f"{count} or more") if count >= cuts.MOST_ROUTES else count


def overlap_line(network: Network, found: tuple[overlap.Overlap, ...]) -> Line:
    """What it comes to: see the list."""
    return Line(sum(o.how == "identical" for o in found), None, None, open_bodies(network), OPEN_BODIES)


_HOW: dict[overlap.How, Text] = {
    "identical": Text("samma medlemmar", "the same members"),
    "nested": Text("det första inuti det andra", "the first inside the other"),
    "overlapping": Text("delvis samma", "partly the same"),
}


def overlap_list(network: Network, found: tuple[overlap.Overlap, ...]) -> List:
    """The list: bodies that are alike."""
    columns = (
        BODY,
        Column("other_body", Text("Annat organ", "Other body")),
        Column("how", Text("Hur", "How")),
        Column("shared", Text("Gemensamma", "Shared")),
        Column("only_first", Text("Bara i första", "Only in the first")),
        Column("only_other", Text("Bara i andra", "Only in the other")),
        Column("jaccard", Text("Likhet (Jaccard)", "Likeness (Jaccard)")),
        Column("certain", Text("Säkert", "Certain")),
        WHO,
    )
    rows: list[tuple[Cell, ...]] = [
        (
            named(network, o.one),
            named(network, o.other),
            _HOW[o.how],
            len(o.shared),
            o.only_one,
            o.only_other,
            f"{o.jaccard:.2f}",
            o.truth,
            several(network, network.by_name(o.shared)),
        )
        for o in found
    ]
    return List(columns, rows)


def rotation_line(_: Network, found: tuple[rotation.Turns, ...]) -> Line:
    """What it comes to: see the list."""
    unsaid = sum(turn.share is None for turn in found)
    return Line(
        len(found) - unsaid, len(found), None, unsaid, Text("platser utan sagt antal", "seats whose number is not told")
    )


def rotation_list(network: Network, found: tuple[rotation.Turns, ...]) -> List:
    """The list: seats that go round."""
    columns = (
        Column("seat", Text("Plats", "Seat")),
        BODY,
        Column("among", Text("Går runt bland", "Goes round among")),
        Column("seats", Text("Antal platser", "Number of seats")),
        Column("share", Text("Del av tiden, var och en", "Share of time, each")),
        Column("term", Text("Period", "Term")),
        Column("silence", Text("Längst utan plats, månader", "Longest without it, months")),
        Column("holders", Text("Innehavare", "Holder")),
        Column("otherwise", Text("Sitter ändå", "Sits all the same")),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            t.seat.label,
            named(network, t.seat.body),
            several(network, t.among),
            t.seats or UNKNOWN,
            f"{t.share.numerator}/{t.share.denominator}" if t.share else UNKNOWN,
            said_term(term) if (term := term_of_turns(t.seat)) else UNKNOWN,
            UNKNOWN if t.silence is None else str(t.silence),
            names(network.structure, t.holders) or UNKNOWN,
            several(network, t.otherwise),
        )
        for t in found
    ]
    return List(columns, rows)
