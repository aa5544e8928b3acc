"""Who links those who would not meet otherwise, and in which of five roles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from civo.network import Network
from civo.records import Organization

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")


@dataclass(frozen=True, slots=True)
class Roles:
    """How many pairs one actor links in each role: v between a and b, by the groups of the three.

    coordinator: all of one group; itinerant: a and b of one, v of another; gatekeeper: v and b of one, a of another;
    representative: a and v of one, b of another; liaison: all of different groups.
    """

    actor: str
    coordinator: int = 0
    itinerant: int = 0
    gatekeeper: int = 0
    representative: int = 0
    liaison: int = 0

    @property
    def total(self) -> int:
        """All pairs that it links."""
        return self.coordinator + self.itinerant + self.gatekeeper + self.representative + self.liaison


@dataclass(frozen=True, slots=True)
class Junction:
    """Two bodies that one organisation is in, and how many pairs, one in each, meet nowhere that is known."""

    bodies: tuple[str, str]
    pairs: int


def brokerage(
    ties: Mapping[str, Collection[str]],
    groups: Mapping[str, str],
    also: Mapping[str, Collection[str]] | None = None,
) -> dict[str, Roles]:
    """For each actor v, the ordered pairs (a, b) with a -> v, v -> b and no a -> b, by role; three different actors.

    `ties` are whom each actor has a tie to, directed; `groups` the group of each; `also` ties that spare a pair its broker
    and make no broker themselves. Gould and Fernandez 1989, Sociological
    Methodology 19:89-126. Whole numbers, 0 or more. In ties that go both ways every pair comes twice, and an actor is a
    gatekeeper as often as a representative. Costs the ties times the groups.
    """
    names = list(dict.fromkeys((*ties, *(b for targets in ties.values() for b in targets))))
    bit = {name: 1 << n for n, name in enumerate(names)}
    out = {name: _mask(bit, ties.get(name, ())) & ~bit[name] for name in names}
    into: dict[str, list[str]] = {name: [] for name in names}
    for name, targets in ties.items():
        for target in targets:
            if target != name:
                into[target].append(name)
    members = {group: _mask(bit, (n for n in names if groups[n] == group)) for group in dict.fromkeys(groups.values())}
    spared = {name: out[name] | _mask(bit, (also or {}).get(name, ())) for name in names}
    return {v: _roles(v, groups, into[v], out[v] & ~bit[v], spared, bit, members) for v in names}


def body_brokerage(network: Network, of: str = "kind") -> tuple[Roles, ...]:
    """The brokerage of each organisation through the assessed bodies, the most first; those that link nobody left out.

    Two-mode brokerage after Jasny and Lubell 2015, Social Networks 41:36-47: the tie is the body itself. Organisation v
    links a and b when it is in one of the structure's own bodies with each, and a and b are together in none that is
    known, nor said to collaborate.
    The roles are those of Gould and Fernandez by the organisations' first kind, or with `of="level"` by the level at which
    they act. A pair is counted once, so v is a gatekeeper and a representative in the same pairs; they are told as
    `representative`, and `gatekeeper` is 0.

    Unknown: that a and b do not meet is never certain where lists are open, and unknown seats may make more links. So
    the numbers are as far as known. Units count as their whole. Costs organisations times partners, in machine words.
    """
    places = frozenset(network.meeting_places)
    ties = {
        o: _together(network, (body for body in network.where.known(o) if body in places))
        for o in network.where.organizations
        if o not in network.units and not places.isdisjoint(network.where.known(o))
    }
    actors = list(ties)
    groups = {o: _group(network, o, of) for o in actors}
    anywhere = {o: _anywhere(network, o) for o in actors}
    found = [_halved(roles) for roles in brokerage(ties, groups, anywhere).values()]
    return tuple(sorted((r for r in found if r.total), key=lambda r: (-r.total, network.rank(r.actor))))


def junctions(network: Network, organization: str) -> tuple[Junction, ...]:
    """The list behind one organisation's brokerage: pairs of own bodies that it is in, those that link most first.

    A pair of organisations that several pairs of bodies link is counted in each. Pairs of bodies that link nobody are left
    out.
    """
    places = frozenset(network.meeting_places)
    mine = [body for body in network.where.known(organization) if body in places]
    present = {body: _together(network, (body,)) - {organization} for body in mine}
    anywhere = {o: _anywhere(network, o) for o in frozenset().union(*present.values())}
    found = []
    for one, other in combinations(mine, 2):
        far = present[other] - present[one]
        pairs = sum(len(far - anywhere[a]) for a in present[one] - present[other])
        if pairs:
            found.append(Junction((one, other), pairs))
    return tuple(sorted(found, key=lambda j: -j.pairs))


def are_settled(network: Network) -> bool:
    """Whether nothing can change the counts: all bodies and all their seats are listed."""
    return network.all_bodies_listed and network.closed >= set(network.assessed)


def _mask(bit: Mapping[str, int], names: Iterable[str]) -> int:
    """The names as bits; one that has none is left out."""
    mask = 0
    for name in names:
        mask |= bit.get(name, 0)
    return mask


def _roles(
    v: str,
    groups: Mapping[str, str],
    sources: list[str],
    targets: int,
    spared: Mapping[str, int],
    bit: Mapping[str, int],
    members: Mapping[str, int],
) -> Roles:
    counts = dict.fromkeys(ROLES, 0)
    for a in sources:
        reached = targets & ~spared[a] & ~bit[a]
        if reached:
            for group, mask in members.items():
                counts[_role(groups[a], groups[v], group)] += (reached & mask).bit_count()
    return Roles(v, **counts)


def _role(a: str, v: str, b: str) -> str:
    if a == v == b:
        return "coordinator"
    if a == b:
        return "itinerant"
    if v == b:
        return "gatekeeper"
    return "representative" if a == v else "liaison"


def _halved(roles: Roles) -> Roles:
    """Each pair once: ties that go both ways give every pair twice."""
    return Roles(roles.actor, roles.coordinator // 2, roles.itinerant // 2, 0, roles.representative, roles.liaison // 2)


def _group(network: Network, organization: str, of: str) -> str:
    if of == "kind":
        return network.kind_of(organization)
    record = network.structure.get(organization)
    return (network.structure.level_of(record) or "") if isinstance(record, Organization) else ""


def _together(network: Network, bodies: Iterable[str]) -> frozenset[str]:
    """All who are known to be in any of the bodies, wholes only."""
    return network.where.together(bodies).difference(network.units)


def _anywhere(network: Network, organization: str) -> frozenset[str]:
    """All who share any body with the organisation, itself among them, or are said to collaborate with it."""
    stated = network.collaborations.get(organization, ())
    return _together(network, network.where.known(organization)).union(stated)
