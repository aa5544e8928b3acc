"""At which levels each kind of organisation takes part, and how much of that reaches above its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from civo.network import Network
from civo.records import Kind, Organization
from civo.seats.claims import Way


@dataclass(frozen=True, slots=True)
class Presence:
    """Ties of one kind to the assessed bodies of one level."""

    kind: str
    level: str
    """"" for bodies whose level is not said."""
    ways: Mapping[Way, int] = field(hash=False)
    """How many ties between one organisation and one body there are of each way; `shared` is no presence."""
    bodies: tuple[str, ...]
    """The bodies where some organisation of the kind is known to be present."""
    open_bodies: int
    """At how many existing bodies of the level more may sit than are known."""

    @property
    def permanent(self) -> int:
        """X of the paper, through permanent seats."""
        return self.ways.get("own", 0) + self.ways.get("spoken-for", 0)

    @property
    def rotating(self) -> int:
        """X of the paper, through rotating seats held at the date."""
        return self.ways.get("turn", 0)


@dataclass(frozen=True, slots=True)
class UpReach:
    """How much of a kind's participation lies above its own level: known ties, permanent and rotating apart."""

    kind: str
    level: str
    """The kind's own level; "" where it has none, and then nothing lies above."""
    above: tuple[int, int]
    """Ties at higher levels: permanent, rotating."""
    all: tuple[int, int]
    """Ties at any level that is said: permanent, rotating."""
    open_bodies: int
    """At how many bodies of higher levels more may sit than are known."""

    @property
    def share(self) -> float | None:
        """The up-reach, 0 to 1, with rotating seats; None when no tie is known."""
        return sum(self.above) / sum(self.all) if sum(self.all) else None

    @property
    def permanent_share(self) -> float | None:
        """The up-reach, 0 to 1, through permanent seats only; None when no such tie is known."""
        return self.above[0] / self.all[0] if self.all[0] else None


def participation(network: Network) -> tuple[Presence, ...]:
    """X[a, l]: ties between organisations of kind a and assessed bodies of level l, from the highest level down.

    Hamilton, Lubell and Namaganda 2018, Ecology and Society 23(2):36. Whole numbers, 0 or more: each organisation counts
    once in a body, by its strongest way, and a seat that speaks for fifteen counts fifteen. Units count as their whole; an
    organisation of two kinds counts in both. Kinds in the order they are declared, only those with some tie.

    Unknown: others may sit in `open_bodies`, and levels may have bodies that no file lists.
    """
    found: dict[tuple[str, str], dict[Way, int]] = {}
    where: dict[tuple[str, str], dict[str, None]] = {}
    kinds = {organization: _kinds(network, organization) for organization in network.where.organizations}
    for body in network.assessed:
        level = network.bodies[body].level or ""
        for organization, way in network.where.ways(body).items():
            for kind in kinds[organization]:
                ways = found.setdefault((kind, level), {})
                ways[way] = ways.get(way, 0) + 1
                if way != "shared":
                    where.setdefault((kind, level), {})[body] = None
    still_open = _open_bodies(network)
    return tuple(
        Presence(
            kind.id, level, found[kind.id, level], tuple(where.get((kind.id, level), ())), still_open.get(level, 0)
        )
        for kind in network.structure.kinds
        for level in (*network.structure.level_order, "")
        if (kind.id, level) in found
    )


def up_reach(network: Network) -> tuple[UpReach, ...]:
    """For each kind with some tie: the sum of X over levels above its own by the sum over all levels; 0 to 1.

    Hamilton et al. 2018 (as above). Ties to bodies whose level is not said are left out of both sums.
    """
    order = network.structure.level_order
    still_open = _open_bodies(network)
    found: dict[str, list[Presence]] = {}
    for presence in network.once(participation):
        found.setdefault(presence.kind, []).append(presence)
    told = []
    for kind, presences in found.items():
        record = network.structure.get(kind)
        level = (record.level if isinstance(record, Kind) else None) or ""
        higher = set(_above(network, level))
        above = [p for p in presences if p.level in higher]
        placed = [p for p in presences if p.level]
        told.append(
            UpReach(
                kind,
                level,
                (sum(p.permanent for p in above), sum(p.rotating for p in above)),
                (sum(p.permanent for p in placed), sum(p.rotating for p in placed)),
                sum(still_open.get(one, 0) for one in order if one in higher),
            )
        )
    return tuple(told)


def _above(network: Network, level: str) -> list[str]:
    """The levels above a level, the nearest first."""
    over = {one.id: one.under for one in network.structure.levels}
    found: list[str] = []
    next_above = over.get(level)
    while next_above:
        found.append(next_above)
        next_above = over.get(next_above)
    return found


def _kinds(network: Network, organization: str) -> tuple[str, ...]:
    record = network.structure.get(organization)
    return record.kind if isinstance(record, Organization) and organization not in network.units else ()


def _open_bodies(network: Network) -> dict[str, int]:
    found: dict[str, int] = {}
    for body in network.assessed:
        if body not in network.closed:
            level = network.bodies[body].level or ""
            found[level] = found.get(level, 0) + 1
    return found
