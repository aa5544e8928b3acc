"""The lists behind the measures of issues: who has access, who meets whom, who answers for what is linked."""

from __future__ import annotations

from civo.answers import Cell, Column
from civo.measures import access, congruence, coordination, fit, governance_gaps
from civo.measures.rates import summed
from civo.network import Network
from civo.queries.common import names
from civo.queries.measure_parts import (
    BODIES,
    ISSUE,
    ISSUES,
    KIND,
    NEEDS,
    OTHER_KIND,
    PAIR_COUNT,
    WHO,
    Line,
    List,
    counted,
    line,
    named,
    several,
    three,
)
from civo.words import Text


def access_line(_: Network, found: tuple[access.Access, ...]) -> Line:
    """What it comes to: see the list."""
    return line(access.access_rate(found))


def access_list(network: Network, found: tuple[access.Access, ...]) -> List:
    """The list: who answers for what, and the places where it can act on it."""
    columns = (
        ISSUE,
        WHO,
        Column("weight", Text("Ansvar", "Responsibility")),
        Column("places", Text("Platser", "Places")),
        BODIES,
        Column("indirect", Text("Bara genom delad plats", "Only through a shared seat")),
        Column("has_place", Text("Har plats", "Has a place")),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            named(network, a.issue),
            named(network, a.organization),
            _WEIGHT[a.weight],
            a.places,
            names(network.structure, a.bodies),
            names(network.structure, a.indirect),
            a.truth,
        )
        for a in found
    ]
    return List(columns, rows)


_WEIGHT = {1.0: Text("helt eller inte sagt", "whole or not said"), 0.5: Text("delvis", "partial")}


def collaborative_line(_: Network, found: tuple[governance_gaps.Group, ...]) -> Line:
    """What it comes to: see the list."""
    return line(governance_gaps.closure(found), _WEIGHTED)


_WEIGHTED = Text("par, vart och ett räknat för varje gemensam fråga", "pairs, each counted for every shared issue")


def collaborative_list(network: Network, found: tuple[governance_gaps.Group, ...]) -> List:
    """The list: pairs that share an issue, by their kinds."""
    columns = (KIND, OTHER_KIND, ISSUES, *three("meet", Text("par som möts", "pairs that meet")), PAIR_COUNT)
    rows: list[tuple[Cell, ...]] = [
        (*names(network.structure, g.kinds), names(network.structure, g.issues), *counted(g.pairs), g.pairs.of)
        for g in found
    ]
    return List(columns, rows)


def integrative_line(_: Network, found: tuple[governance_gaps.Link, ...]) -> Line:
    """What it comes to: see the list."""
    return line(governance_gaps.integration(found), _NEEDS_UNKNOWN)


_NEEDS_UNKNOWN = Text("behov utan känd gemensam ansvarig", "needs that nobody is known to answer for both ends of")
_CLOSING: dict[governance_gaps.Closing, Text] = {
    "closed": Text("sluten", "closed"),
    "true": Text("lucka: båda har ansvariga, ingen har båda", "gap: both have somebody, nobody has both"),
    "half-orphan": Text("halv: bara den ena har någon känd ansvarig", "half-orphan: only one has anybody known"),
    "orphan": Text("ingen känd ansvarig för någon av dem", "orphan: neither has anybody known"),
}


def integrative_list(network: Network, found: tuple[governance_gaps.Link, ...]) -> List:
    """The list: each need and who answers for both ends."""
    columns = (
        ISSUE,
        NEEDS,
        Column("both", Text("Ansvarar för båda", "Answer for both")),
        Column("closing", Text("Läge", "State")),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            named(network, link.need.issue),
            named(network, link.need.needed),
            several(network, link.both),
            _CLOSING[link.closing],
        )
        for link in found
    ]
    return List(columns, rows)


def coordination_line(_: Network, found: tuple[coordination.Coordination, ...]) -> Line:
    """What it comes to: see the list."""
    return line(coordination.totals(found))


def coordination_list(network: Network, found: tuple[coordination.Coordination, ...]) -> List:
    """The list: each need, and how those at its ends reach each other."""
    columns = (
        ISSUE,
        NEEDS,
        Column("both", Text("Ansvarar för båda", "Answer for both")),
        Column("direct", Text("Möts direkt", "Meet directly")),
        Column("through", Text("Genom tredje part", "Through a third party")),
        Column("open", Text("Säkert inte", "Certainly not")),
        Column("unknown", Text("Okänt", "Unknown")),
        Column("third_parties", Text("Tredje parter (par)", "Third parties (pairs)")),
        Column("only", Text("Ensam tredje part för (par)", "Only third party for (pairs)")),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            named(network, c.need.issue),
            named(network, c.need.needed),
            len(c.both),
            c.direct,
            c.through,
            c.open,
            c.unknown,
            _numbered(network, c.third_parties),
            _numbered(network, c.only),
        )
        for c in found
    ]
    return List(columns, rows)


def _numbered(network: Network, counted: tuple[tuple[str, int], ...], most: int = 5) -> tuple[Text, ...]:
    told = [_NUMBERED.filled(name=network.structure.name(one), number=number) for one, number in counted[:most]]
    rest = len(counted) - len(told)
    return (*told, Text(f"och {rest} till", f"and {rest} more")) if rest else tuple(told)


_NUMBERED = Text("{name} ({number})", "{name} ({number})")


def fit_line(_: Network, found: tuple[fit.Fit, ...]) -> Line:
    """What it comes to: see the list."""
    return line(summed((one.shared, 1) for one in found), _BOTH_WAYS)


_BOTH_WAYS = Text("par, sedda från båda håll", "pairs, seen from both ends")


def fit_list(network: Network, found: tuple[fit.Fit, ...]) -> List:
    """The list: each actor with its three patterns."""
    columns = (
        WHO,
        *three("shared", Text("a: möter andra med samma fråga", "a: meets others with the same issue"), Text("a", "a")),
        *three("linked", Text("b: har båda ändar av ett behov", "b: answers for both ends of a need"), Text("b", "b")),
        *three("across", Text("c: möter dem med andra änden", "c: meets those with the other end"), Text("c", "c")),
    )
    rows: list[tuple[Cell, ...]] = [
        (named(network, f.organization), *counted(f.shared), *counted(f.linked), *counted(f.across)) for f in found
    ]
    return List(columns, rows)


def congruence_line(_: Network, found: tuple[congruence.Group, ...]) -> Line:
    """What it comes to: see the list."""
    return line(congruence.congruence(found, strictly=True))


_ANYWHERE = Text("någonstans", "anywhere")
_THERE = Text("där frågan hanteras", "where the issue is handled")


def congruence_list(network: Network, found: tuple[congruence.Group, ...]) -> List:
    """The list: pairs that have to co-ordinate, by their kinds."""
    columns = (
        KIND,
        OTHER_KIND,
        ISSUES,
        Column("strength", Text("Styrka", "Strength")),
        *three("lax", Text("par som möts någonstans", "pairs that meet anywhere"), _ANYWHERE),
        *three(
            "strict", Text("par som möts där frågan hanteras", "pairs that meet where the issue is handled"), _THERE
        ),
        PAIR_COUNT,
    )
    rows: list[tuple[Cell, ...]] = [
        (
            *names(network.structure, g.kinds),
            names(network.structure, g.issues),
            g.strength,
            *counted(g.lax),
            *counted(g.strict),
            g.lax.of,
        )
        for g in found
    ]
    return List(columns, rows)
