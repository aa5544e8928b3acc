"""A share of which not all is known: between what is known and what may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from civo.truth import Truth


@dataclass(frozen=True, slots=True)
class Rate:
    """How many are so, how many certainly not, and of how many it is not known: together, all that were looked at."""

    yes: int
    no: int
    unknown: int

    @property
    def of(self) -> int:
        """How many were looked at."""
        return self.yes + self.no + self.unknown

    @property
    def least(self) -> float | None:
        """The share, 0 to 1, when none of the unknown are so; None when there was nothing to look at."""
        return self.yes / self.of if self.of else None

    @property
    def most(self) -> float | None:
        """The share, 0 to 1, when all of the unknown are so; None when there was nothing to look at."""
        return (self.yes + self.unknown) / self.of if self.of else None


def rate(answers: Iterable[tuple[Truth, int]]) -> Rate:
    """The rate of answers, each with its weight."""
    sums = dict.fromkeys(Truth, 0)
    for truth, weight in answers:
        sums[truth] += weight
    return Rate(sums[Truth.YES], sums[Truth.NO], sums[Truth.UNKNOWN])


def summed(rates: Iterable[tuple[Rate, int]]) -> Rate:
    """The rate of all that was looked at, each rate with the weight of what it is of."""
    told = list(rates)
    return Rate(sum(r.yes * w for r, w in told), sum(r.no * w for r, w in told), sum(r.unknown * w for r, w in told))
