"""The graph of organisations and bodies, in numbers: small enough to keep, and made once for all that is asked of it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator

from civo.adjacency import turned_round
from civo.network import Network


def organizations_and_bodies(network: Network) -> Bipartite:
    """The assessed bodies and those known to be in them; units count as their whole. For `network.once` to keep.

    Records that stand for several bodies are left out: who is in those need not meet.
    """

    def present(body: str) -> Iterator[str]:
        return (organization for organization in network.ties.present(body) if organization not in network.units)

    return Bipartite(network.meeting_places, present)


class Bipartite:
    """An undirected graph of bodies and those present in each. The nodes are numbers: first the bodies, in their order,
    then the organisations, as the bodies name them. A body in which nobody is present is a node without ties.
    """

    def __init__(self, bodies: Collection[str], present: Callable[[str], Iterable[str]]) -> None:
        numbers: dict[str, int] = {body: n for n, body in enumerate(bodies)}
        self.bodies = len(numbers)
        """How many of the nodes are bodies."""
        starts, ends = array("i", [0]), array("i")
        for body in bodies:
            for organization in present(body):
                ends.append(numbers.setdefault(organization, len(numbers)))
            starts.append(len(ends))
        self.names: tuple[str, ...] = tuple(numbers)
        """What each node is the number of."""
        self.ties = len(ends)
        """How many ties there are."""
        self._of_bodies = starts, ends
        self._of_organizations = turned_round(ends, starts[:-1], starts[1:], range(self.bodies, len(self.names)))

    def near(self, node: int) -> array[int]:
        """Those that a node is tied to: of a body in the order given, of an organisation in the order of the bodies."""
        place, (starts, ends) = self._place(node)
        return ends[starts[place] : starts[place + 1]]

    def degree(self, node: int) -> int:
        """How many a node is tied to."""
        place, (starts, _) = self._place(node)
        return starts[place + 1] - starts[place]

    def _place(self, node: int) -> tuple[int, tuple[array[int], array[int]]]:
        if node < self.bodies:
            return node, self._of_bodies
        return node - self.bodies, self._of_organizations
