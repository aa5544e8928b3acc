"""How those who answer for linked issues reach each other: directly, through a third party, or not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from civo.measures.rates import Rate
from civo.network import Need, Network
from civo.truth import Truth


@dataclass(frozen=True, slots=True)
class Coordination:
    """Of one need, the pairs of one who answers for the issue and one who answers for what it needs.

    Pairs (o, p), o for the issue and p for what it needs, each once, whichever way round. Those who answer for both are
    in `both`: they need nobody else, and are in no pair with themselves.
    """

    need: Need
    both: tuple[str, ...]
    direct: int
    """Pairs that are known to meet."""
    through: int
    """Pairs not known to meet that both meet a third party."""
    open: int
    """Pairs that certainly neither meet nor have a third party, among what the files list."""
    unknown: int
    """The other pairs."""
    third_parties: tuple[tuple[str, int], ...]
    """Who the third parties are, each with the number of pairs that it could join; the most first."""
    only: tuple[tuple[str, int], ...]
    """Those third parties that are the only known one of some pairs, each with how many."""

    @property
    def pairs(self) -> int:
        """How many pairs there are."""
        return self.direct + self.through + self.open + self.unknown


def coordination(network: Network) -> tuple[Coordination, ...]:
    """Each need between own issues, with how those who answer for the two reach each other.

    For D[i,j] = 1, o answering for i and p for j, o not p: direct when A[o,p]; through a third party c when A[o,c] and
    A[c,p]; otherwise open. A is to meet in a body or a stated collaboration. Kininmonth, Bergsten and Bodin 2015, Ambio
    44(S1), doi 10.1007/s13280-014-0605-9. Numbers of pairs, whole and 0 or more; when one third party carries them all, it
    is a load on it and a single point.

    Unknown: pairs that may meet, or may have a third party, where lists of seats are open or levels may have bodies that
    no file lists; and who else answers for the issues. Costs the pairs, by their partners in common.
    """
    return tuple(_of(network, need) for need in network.needs if need.needed in network.responsible)


def totals(found: tuple[Coordination, ...]) -> Rate:
    """Of all pairs: directly or through a third party, certainly open, and unknown."""
    return Rate(sum(c.direct + c.through for c in found), sum(c.open for c in found), sum(c.unknown for c in found))


def _of(network: Network, need: Need) -> Coordination:
    ones, others = network.responsible[need.issue], network.responsible[need.needed]
    counts: Counter[str] = Counter()
    thirds: Counter[str] = Counter()
    only: Counter[str] = Counter()
    for one, other in _pairs(network, need):
        if other in network.partners(one):
            counts["direct"] += 1
        elif common := network.partners(one) & network.partners(other):
            counts["through"] += 1
            thirds.update(common)
            only.update(common if len(common) == 1 else ())
        elif _surely_apart(network, need, one, other):
            counts["open"] += 1
        else:
            counts["unknown"] += 1
    return Coordination(
        need,
        tuple(o for o in ones if o in others),
        counts["direct"],
        counts["through"],
        counts["open"],
        counts["unknown"],
        _most_first(thirds),
        _most_first(only),
    )


def _pairs(network: Network, need: Need) -> list[tuple[str, str]]:
    ones, others = network.responsible[need.issue], network.responsible[need.needed]
    both = ones.keys() & others.keys()
    return [
        (one, other)
        for one in ones
        for other in others
        if not network.are_one(one, other) and not (one in both and other in both and one > other)
    ]


def _surely_apart(network: Network, need: Need, one: str, other: str) -> bool:
    """Whether the two certainly neither meet nor have anybody whom both meet, as far as bodies are listed."""
    firm = network.firmly_responsible
    if one not in firm[need.issue] or other not in firm[need.needed] or network.meet(one, other) is not Truth.NO:
        return False
    near, far = _possible_partners(network, one), _possible_partners(network, other)
    return near is not None and far is not None and near.isdisjoint(far)


def _possible_partners(network: Network, organization: str) -> frozenset[str] | None:
    """All whom it may meet in listed bodies, itself among them; None for anybody."""
    found = frozenset(network.collaborations.get(organization, ()))
    for body in network.where.range(organization).bodies:
        members = network.possible_members(body)
        if members is None:
            return None
        found |= members
    return found


def _most_first(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
