"""The graph of organisations and bodies, in numbers: small enough to keep, and made once for all that is asked of it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator

from civo.network import Network


def presence(network: Network) -> Presence:
    """The assessed bodies and those known to be in them; units count as their whole. Kept: `network.once(presence)`.

    Records that stand for several bodies are left out: who is in those need not meet.
    """

    def present(body: str) -> Iterator[str]:
        ties = network.ties[body].items()
        return (organization for organization, tie in ties if tie.is_presence and organization not in network.units)

    return Presence(network.meeting_places, present)


class Presence:
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
        self._starts, self._ends = starts, ends
        self._turn_round()

    def _turn_round(self) -> None:
        """Adds the ties as organisations see them, each with its bodies as declared."""
        starts, ends = self._starts, self._ends
        degrees = [0] * (len(self.names) - self.bodies)
        for node in ends:
            degrees[node - self.bodies] += 1
        for degree in degrees:
            starts.append(starts[-1] + degree)
        ends.extend(array("i", bytes(ends.itemsize * self.ties)))
        free = starts[self.bodies : -1]
        for body in range(self.bodies):
            for node in ends[starts[body] : starts[body + 1]]:
                ends[free[node - self.bodies]] = body
                free[node - self.bodies] += 1

    def near(self, node: int) -> array[int]:
        """Those that a node is tied to: of a body in the order given, of an organisation in the order of the bodies."""
        return self._ends[self._starts[node] : self._starts[node + 1]]

    def degree(self, node: int) -> int:
        """How many a node is tied to."""
        return self._starts[node + 1] - self._starts[node]
