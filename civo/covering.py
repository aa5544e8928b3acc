"""The fewest, or cheapest, actions that cover every need: weighted set cover with actions that belong together, exact.

Solved as an integer programme by HiGHS (Huangfu and Hall 2018, Mathematical Programming Computation 10:119-142). The
greedy choice is only within a factor ln n of the best (Chvátal 1979, Mathematics of Operations Research 4:233-235) and
hides that there are several best ones; here all of them are found.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from types import MappingProxyType

LARGEST = 2**40
"""More than all scaled costs together may come to: a floating-point number still tells them apart by far."""


@dataclass(frozen=True, slots=True)
class Instance:
    """What can be done, at what cost, and what it has to cover.

    `costs` are above nought, of each action, the actions in order of preference. `ways` are, for each need, the sets of
    actions each of which covers it, all of a set together. `requires` are the actions without which an action cannot be.
    `refused` are choices that must not be made exactly so.
    """

    costs: Mapping[str, Fraction]
    ways: Mapping[str, tuple[frozenset[str], ...]]
    requires: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    refused: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Covering:
    """The best choices: all of them when `all_found`, each in the order of preference.

    `cost` is what each of them costs, None when no choice covers all that can be covered. When `proven` is false the
    time ran out: there is no cheaper choice than `least`, but perhaps a cheaper one than those found. `uncovered` are the
    needs that nothing covers; the others are covered all the same.
    """

    cost: Fraction | None
    choices: tuple[tuple[str, ...], ...]
    all_found: bool
    proven: bool
    least: Fraction
    uncovered: tuple[str, ...]


def cheapest(instance: Instance, most: int = 10, seconds: float = 60.0) -> Covering:
    """The cheapest choices, the first `most` of them: those with the most preferred actions come first.

    Raises ValueError for a cost that is not above nought, or costs too far apart to be told apart exactly.
    """
    uncovered = tuple(need for need, ways in instance.ways.items() if not ways)
    if len(uncovered) == len(instance.ways):
        return Covering(Fraction(0), ((),), True, True, Fraction(0), uncovered)
    solver = _Solver(instance, time.monotonic() + seconds)
    best, bound, proven = solver.best()
    least = Fraction(bound, solver.scale)
    if best is None:
        return Covering(None, (), proven, proven, least, uncovered)
    cost = sum((instance.costs[action] for action in best), Fraction(0))
    if not proven and cost <= least:  # the bound is reached: nothing can be cheaper, though time ran out
        return Covering(cost, (solver.ordered(best),), False, True, cost, uncovered)
    if not proven:
        return Covering(cost, (solver.ordered(best),), False, False, least, uncovered)
    found: list[frozenset[str]] = []
    try:
        found.extend(islice(solver.all_best(best), most + 1))
        all_found = len(found) <= most
    except _OutOfTime:
        found = found or [best]
        all_found = False
    return Covering(cost, tuple(solver.ordered(one) for one in found[:most]), all_found, True, cost, uncovered)


def covers(instance: Instance, chosen: frozenset[str]) -> bool:
    """Whether a choice covers all that can be covered, has all that it requires, and is not refused."""
    return (
        all(not ways or any(way <= chosen for way in ways) for ways in instance.ways.values())
        and all(instance.requires.get(action, frozenset()) <= chosen for action in chosen)
        and chosen not in instance.refused
    )


class _OutOfTime(Exception):
    """The time ran out before the answer was proven."""


class _Solver:
    """The instance as an integer programme; costs are scaled to whole numbers, so that nothing rests on a tolerance."""

    def __init__(self, instance: Instance, until: float) -> None:
        import highspy

        if any(cost <= 0 for cost in instance.costs.values()):
            raise ValueError("a cost has to be above nought")
        self._instance = instance
        self._actions = tuple(instance.costs)
        self._number = {action: n for n, action in enumerate(self._actions)}
        self.scale = math.lcm(*(cost.denominator for cost in instance.costs.values()))
        self._costs = [int(cost * self.scale) for cost in instance.costs.values()]
        if sum(self._costs) >= LARGEST:
            raise ValueError("the costs are too far apart")
        self._until = until
        self._highs = highspy.Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.5)):
            self._highs.setOptionValue(option, value)
        self._columns = 0
        for cost in self._costs:
            self._column(cost)
        self._add_rows()

    def ordered(self, chosen: frozenset[str]) -> tuple[str, ...]:
        """The actions chosen, in the order of preference."""
        return tuple(action for action in self._actions if action in chosen)

    def best(self) -> tuple[frozenset[str] | None, int, bool]:
        """A cheapest choice, or the cheapest found in time; the scaled cost below which there is none; whether proven."""
        try:
            best = self._solved()
        except _OutOfTime:
            bound = self._highs.getInfo().mip_dual_bound
            least = math.ceil(bound - 1e-6) if math.isfinite(bound) else 0
            return self._found(), max(least, 0), False
        return best, self._cost(best) if best is not None else 0, True

    def all_best(self, best: frozenset[str]) -> Iterator[frozenset[str]]:
        """Every choice that costs as much as the best one, in the order of preference: a choice with the first action
        before one without it, and so on. Raises _OutOfTime."""
        limit = self._cost(best)
        self._row(dict(enumerate(self._costs)), upper=limit + 0.5)
        yield from self._walk(0, best, limit)

    def _walk(self, start: int, known: frozenset[str], left: int) -> Iterator[frozenset[str]]:
        """The best choices that agree with what is fixed before `start`; `known` is one, `left` what is not spent."""
        for n in range(start, len(self._actions)):
            if not left:
                break
            with_it = known if self._actions[n] in known else self._fixed(n, 1)
            if with_it is not None:
                self._fix(n, 1)
                yield from self._walk(n + 1, with_it, left - self._costs[n])
                without = known if self._actions[n] not in known else self._fixed(n, 0)
                if without is None:
                    break
                known = without
            self._fix(n, 0)
        else:
            n = len(self._actions)
        if not left or n == len(self._actions):
            yield known
        for fixed in range(start, min(n + 1, len(self._actions))):
            self._highs.changeColBounds(fixed, 0.0, 1.0)

    def _fix(self, n: int, value: int) -> None:
        self._highs.changeColBounds(n, float(value), float(value))

    def _fixed(self, n: int, value: int) -> frozenset[str] | None:
        self._fix(n, value)
        return self._solved()

    def _cost(self, chosen: frozenset[str]) -> int:
        return sum(self._costs[self._number[action]] for action in chosen)

    def _solved(self) -> frozenset[str] | None:
        """A cheapest choice as things are fixed, None when there is none. Raises _OutOfTime."""
        import highspy

        left = self._until - time.monotonic()
        if left <= 0:
            raise _OutOfTime
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + left)  # its clock counts all runs
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise _OutOfTime
        return self._found()

    def _found(self) -> frozenset[str] | None:
        """The choice that the solver holds, checked without rounding."""
        values = self._highs.getSolution().col_value
        chosen = frozenset(a for a, value in zip(self._actions, values, strict=False) if value > 0.5)
        return chosen if len(values) and covers(self._instance, chosen) else None

    def _column(self, cost: float) -> int:
        import highspy

        self._highs.addCol(cost, 0.0, 1.0, 0, [], [])
        self._highs.changeColIntegrality(self._columns, highspy.HighsVarType.kInteger)
        self._columns += 1
        return self._columns - 1

    def _row(self, terms: Mapping[int, float], lower: float = -math.inf, upper: float = math.inf) -> None:
        self._highs.addRow(lower, upper, len(terms), list(terms), [float(term) for term in terms.values()])

    def _add_rows(self) -> None:
        together: dict[frozenset[str], int] = {}
        for ways in self._instance.ways.values():
            if frozenset() in ways:
                continue
            for way in ways:
                if len(way) == 1:
                    together[way] = self._number[next(iter(way))]
                elif way not in together:
                    together[way] = column = self._column(0)
                    for action in sorted(way, key=self._number.__getitem__):
                        self._row({self._number[action]: 1, column: -1}, lower=0)
            if ways:
                self._row(dict.fromkeys((together[way] for way in ways), 1), lower=1)
        for action, others in self._instance.requires.items():
            for other in sorted(others, key=self._number.__getitem__):
                self._row({self._number[other]: 1, self._number[action]: -1}, lower=0)
        for refused in self._instance.refused:
            terms = {n: 1 if action in refused else -1 for n, action in enumerate(self._actions)}
            self._row(terms, upper=len(refused) - 1)
