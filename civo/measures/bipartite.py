"""The graph of organisations and bodies, in numbers: small enough to keep, and made once for all that is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from civo.network import Network


def organizations_and_bodies(network: Network) -> Bipartite:
    """The assessed bodies and those known to be in them; units count as their whole. For `network.once` to keep.

    Records that stand for several bodies are left out: who is in those need not meet. The nodes come by their names.
    """

    def present(body: str) -> list[str]:
        return network.by_name(network.where.present(body).difference(network.units))

    return Bipartite(network.by_name(network.meeting_places), present)


class Bipartite:
    """An undirected graph of bodies and those present in each. The nodes are numbers: first the bodies, in their order,
    then the organisations, as the bodies name them. A body in which nobody is present is a node without ties.
    """

    def __init__(self, bodies: Collection[str], present: Callable[[str], Iterable[str]]) -> None:
        numbers: dict[str, int] = {body: n for n, body in enumerate(bodies)}
        self.bodies = len(numbers)
        """How many of the nodes are bodies."""
        near = [[numbers.setdefault(o, len(numbers)) for o in present(body)] for body in bodies]
        self.names: tuple[str, ...] = tuple(numbers)
        """What each node is the number of."""
        self.ties = sum(map(len, near))
        """How many ties there are."""
        self._near: list[list[int]] = [*near, *([] for _ in range(len(numbers) - len(near)))]
        for body, organizations in enumerate(near):
            for organization in organizations:
                self._near[organization].append(body)

    def near(self, node: int) -> Sequence[int]:
        """Those that a node is tied to: of a body in the order given, of an organisation in the order of the bodies."""
        return self._near[node]

    def degree(self, node: int) -> int:
        """How many a node is tied to."""
        return len(self._near[node])
