"""Who is tied to what, as numbers in two arrays: four bytes for each tie."""

from __future__ import annotations

from array import array
from collections.abc import Sequence


def turned_round(
    ends: array[int], starts: Sequence[int], stops: Sequence[int], others: range
) -> tuple[array[int], array[int]]:
    """The ties from the other side: where those of each of `others` start, with one place more, and the ties.

    The ties of n are `ends[starts[n]:stops[n]]`, numbers among `others`; of each of those its ties are given in the order
    of the n.
    """
    degrees = [0] * len(others)
    for start, stop in zip(starts, stops, strict=True):
        for other in ends[start:stop]:
            degrees[other - others.start] += 1
    begins = array("i", [0])
    for degree in degrees:
        begins.append(begins[-1] + degree)
    found, free = array("i", bytes(4 * begins[-1])), begins[:-1]
    for n, (start, stop) in enumerate(zip(starts, stops, strict=True)):
        for other in ends[start:stop]:
            place = other - others.start
            found[free[place]] = n
            free[place] += 1
    return begins, found
