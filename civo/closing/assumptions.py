"""What the answer rests on: the assumptions that, made otherwise, give another optimum. Each is solved again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from civo.closing.changes import SORTS, Change
from civo.closing.open_gaps import OpenGap
from civo.covering import Covering, Instance, cheapest
from civo.records import Body
from civo.structure import Structure
from civo.words import Text

Closes = Mapping[frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Assumption:
    """What is assumed otherwise, and what the answer is then."""

    otherwise: Text
    then: Text
    cost: Fraction | None
    """What the cheapest costs then; None when some gap cannot be closed any more."""


class Solving:
    """The question as a problem of covering, to be solved again with something changed."""

    def __init__(
        self,
        changes: Mapping[str, Change],
        costs: Mapping[str, Fraction],
        closes: Closes,
        gaps: Iterable[str],
        seconds: float,
        sorts: tuple[str, ...] = (),
        forbidden: frozenset[str] = frozenset(),
    ) -> None:
        self.changes = changes
        self.costs = costs
        self._closes = closes
        self._gaps = tuple(gaps)
        self._seconds = seconds
        self._sorts = sorts
        self._forbidden = forbidden
        self._refused: tuple[frozenset[str], ...] = ()
        self.covering = Covering(None, (), False, False, Fraction(0), ())

    def settle(self, closed: Callable[[frozenset[str]], frozenset[str]], most: int) -> None:
        """Solves until every choice, all its changes made together, closes what it should; `closed` tells what it does.

        A choice whose changes undo one another is refused, and the next best taken.
        """
        for _ in range(_ROUNDS):
            self.covering = found = self.solve(most=most)
            wanted = frozenset(self._gaps) - set(found.uncovered)
            wrong = tuple(s for s in map(frozenset, found.choices) if s and not wanted <= closed(s))
            if not wrong:
                return
            self._refused += wrong
        right = tuple(choice for choice in found.choices if frozenset(choice) not in wrong)
        cost = found.cost if right else None
        self.covering = replace(found, cost=cost, choices=right, all_found=False, proven=False)

    def solve(
        self,
        *,
        most: int = 1,
        without: Callable[[Change], bool] = lambda _: False,
        but: frozenset[str] = frozenset(),
        costs: Mapping[str, Fraction] | None = None,
        forbidden: frozenset[str] | None = None,
    ) -> Covering:
        """The cheapest choices without some changes, for all gaps but some, at other costs, with other places forbidden."""
        barred = self._forbidden if forbidden is None else forbidden
        each = costs or self.costs
        allowed = {
            change.id: each[change.sort] * change.number
            for change in self.changes.values()
            if not without(change)
            and (not self._sorts or change.sort in self._sorts)
            and barred.isdisjoint(change.touches)
        }
        ways: dict[str, list[frozenset[str]]] = {gap: [] for gap in self._gaps if gap not in but}
        for way, closed in self._closes.items():
            if way and way <= allowed.keys():
                for gap in closed & ways.keys():
                    ways[gap].append(way)
        least = {gap: tuple(w for w in found if not any(o < w for o in found)) for gap, found in ways.items()}
        used = frozenset().union(*(way for found in least.values() for way in found))
        return cheapest(
            Instance(
                {change: cost for change, cost in allowed.items() if change in used},
                least,
                {c.id: c.requires for c in self.changes.values() if c.id in used and c.requires},
                tuple(one for one in self._refused if one <= used),
            ),
            most,
            self._seconds,
        )


def assumptions(
    structure: Structure, gaps: tuple[OpenGap, ...], solving: Solving, forbidden: frozenset[str]
) -> Iterator[Assumption]:
    """The assumptions that would give another optimum, each with that optimum."""
    base = solving.covering
    if base.cost is None or not base.proven:
        return
    chosen = [solving.changes[i] for choice in base.choices for i in choice]
    if any(change.joint for change in chosen):
        yield from _told(solving, _EACH, solving.solve(without=lambda change: change.joint))
    for level in dict.fromkeys(i for change in chosen for i in change.touches if structure.kind_of(i) == "levels"):
        barred = frozenset((*forbidden, level))
        yield from _told(solving, _CLOSED.filled(place=structure.name(level)), solving.solve(forbidden=barred))
    for place in sorted(forbidden):
        opened = solving.solve(forbidden=forbidden - {place})
        yield from _told(solving, _OPENED.filled(place=structure.name(place)), opened)
    yield from _already_closed(gaps, solving)
    yield from _same_body(structure, solving)
    for sort in SORTS:
        yield from _dearer(solving, sort)
        yield from _cheaper(solving, sort)


def _told(solving: Solving, otherwise: Text, found: Covering) -> Iterator[Assumption]:
    """The assumption, if the optimum is another one."""
    base = solving.covering
    lost = len(found.uncovered) - len(base.uncovered)
    if found.cost is None or not found.proven or (found.cost == base.cost and not lost):
        return
    if lost > 0:
        yield Assumption(otherwise, (_LOST_ONE if lost == 1 else _LOST).filled(number=lost), None)
    elif lost < 0:
        yield Assumption(otherwise, _WON.filled(number=-lost, changes=sentences(solving, found)), found.cost)
    else:
        yield Assumption(otherwise, _then(solving, found), found.cost)


def _then(solving: Solving, found: Covering) -> Text:
    cost = number(found.cost or Fraction(0))
    if not found.choices or not found.choices[0]:
        return _NOTHING.filled(cost=cost)
    return _THEN.filled(
        cost=cost, before=number(solving.covering.cost or Fraction(0)), changes=sentences(solving, found)
    )


def sentences(solving: Solving, found: Covering) -> Text:
    """The changes of the first choice."""
    texts = [solving.changes[i].sentence for i in found.choices[0]] if found.choices else []
    shown = texts if len(texts) <= _SHOWN else texts[: _SHOWN - 1]
    rest = len(texts) - len(shown)
    more = [_MORE.filled(number=rest)] if rest else []
    return Text(" ".join(t.sv for t in (*shown, *more)), " ".join(t.en or t.sv for t in (*shown, *more)))


def _already_closed(gaps: tuple[OpenGap, ...], solving: Solving) -> Iterator[Assumption]:
    """That a possible gap is none: an open list may hold the seat already, a source may be silent of what there is."""
    unsure = [gap for gap in gaps if not gap.is_certain and gap.id not in solving.covering.uncovered]
    if len(unsure) <= _SHOWN:
        for gap in unsure:
            found = solving.solve(but=frozenset((gap.id,)))
            who = gap.finding.who_may_answer
            yield from _told(solving, _NO_GAP.filled(gap=_bare(gap.text), who=who), found)
    if len(unsure) > 1:
        found = solving.solve(but=frozenset(gap.id for gap in unsure))
        yield from _told(solving, _NO_GAPS.filled(number=len(unsure)), found)


def _same_body(structure: Structure, solving: Solving) -> Iterator[Assumption]:
    """That two of the bodies proposed may be one: then proposals that differ only in that are one proposal."""
    used = {i for choice in solving.covering.choices for c in choice for i in solving.changes[c].touches}
    for body in sorted(used):
        record = structure.get(body)
        for same in record.same_as if isinstance(record, Body) else ():
            if same.id in used and same.certainty != "stated":
                names = {"one": structure.name(body), "other": structure.name(same.id)}
                yield Assumption(_SAME.filled(**names), _SAME_THEN, solving.covering.cost)


# At which cost something else is cheapest


def _dearer(solving: Solving, sort: str) -> Iterator[Assumption]:
    """The cost above which another choice, with fewer changes of the sort, is cheaper."""
    base = solving.covering
    now = solving.costs[sort]
    far = sum((change.number * solving.costs[change.sort] for change in solving.changes.values()), now) + 1
    fewest = min((_lines(solving, sort, choice) for choice in base.choices), default=(0, Fraction(0)))
    found = _switch(solving, sort, fewest, far)
    if found and found[0] > now:
        words = {"sort": SORTS[sort], "cost": number(found[0]), "now": number(now)}
        yield Assumption(_DEARER.filled(**words), _INSTEAD.filled(changes=sentences(solving, found[1])), None)


def _cheaper(solving: Solving, sort: str) -> Iterator[Assumption]:
    """The cost below which another choice, with more changes of the sort, is cheaper."""
    base = solving.covering
    now = solving.costs[sort]
    far = min(solving.costs.values()) / (4 * sum(change.number for change in solving.changes.values()) + 4)
    most = max((_lines(solving, sort, choice) for choice in base.choices), default=(0, Fraction(0)))
    found = _switch(solving, sort, most, far)
    if found and found[0] < now:
        words = {"sort": SORTS[sort], "cost": number(found[0]), "now": number(now)}
        yield Assumption(_CHEAPER.filled(**words), _INSTEAD.filled(changes=sentences(solving, found[1])), None)


Line = tuple[int, Fraction]
"""How many changes of a sort a choice has, and what its other changes cost."""


def _lines(solving: Solving, sort: str, choice: Iterable[str]) -> Line:
    changes = [solving.changes[i] for i in choice]
    others = [solving.costs[c.sort] * c.number for c in changes if c.sort != sort]
    return sum(c.number for c in changes if c.sort == sort), sum(others, Fraction(0))


def _switch(solving: Solving, sort: str, line: Line, far: Fraction) -> tuple[Fraction, Covering] | None:
    """The cost of a change of the sort at which another choice becomes as cheap as the one that `line` is of, and that
    choice, cheapest at once beyond it; None when there is none up (or down) to `far`.

    The least cost is concave and made of straight lines: each cut of the line with that of a cheaper choice is nearer.
    (Eisner and Severance 1976, Journal of the ACM 23:619-635.)
    """
    count, rest = line
    beyond: Covering | None = None
    at = far
    while True:
        found = solving.solve(costs={**solving.costs, sort: at})
        if found.cost is None or not found.proven or not found.choices or found.uncovered != solving.covering.uncovered:
            return None
        if found.cost == count * at + rest:
            return (at, beyond) if beyond else None
        other_count, other_rest = _lines(solving, sort, found.choices[0])
        if other_count == count:
            return None
        beyond = found
        at = (other_rest - rest) / (count - other_count)


def number(value: Fraction) -> Text:
    """A cost for readers."""
    if 1000 % value.denominator:
        return Text(str(value))
    text = f"{float(value):.3f}".rstrip("0").rstrip(".")
    return Text(text.replace(".", ","), text)


def _bare(text: Text) -> Text:
    return Text(text.sv.rstrip("."), (text.en or text.sv).rstrip("."))


_SHOWN = 6
_ROUNDS = 20
"""So often choices that undo themselves are refused before it is said that nothing is proven."""
_MORE = Text("Och {number} till.", "And {number} more.")
_EACH = Text(
    "Om en gemensam plats inte räcker, utan var och en måste ha sin egen",
    "If one seat together is not enough, and each must have its own",
)
_CLOSED = Text("Om inget får ändras på {place}", "If nothing may change at {place}")
_OPENED = Text("Om {place} fick ändras", "If {place} could be changed")
_NO_GAP = Text(
    "Om detta i själva verket inte är någon lucka (fråga {who}): {gap}",
    "If this is no gap after all (ask {who}): {gap}",
)
_NO_GAPS = Text(
    "Om ingen av de {number} möjliga luckorna är någon lucka",
    "If none of the {number} possible gaps is a gap after all",
)
_SAME = Text(
    "Om {one} och {other} är samma organ (troligt, inte avgjort)",
    "If {one} and {other} are the same body (probable, not settled)",
)
_SAME_THEN = Text("är förslag som bara skiljer dem åt ett och samma.", "proposals that differ only in these are one.")
_DEARER = Text("Om {sort} kostar mer än {cost} (nu {now})", "If a {sort} costs more than {cost} (now {now})")
_CHEAPER = Text("Om {sort} kostar mindre än {cost} (nu {now})", "If a {sort} costs less than {cost} (now {now})")
_THEN = Text(
    "blir kostnaden {cost} i stället för {before}: {changes}", "the cost is {cost} instead of {before}: {changes}"
)
_NOTHING = Text("behöver inget ändras.", "nothing needs to change.")
_INSTEAD = Text("är detta billigare: {changes}", "this is cheaper: {changes}")
_LOST = Text("går {number} av luckorna inte att stänga.", "{number} of the gaps cannot be closed.")
_LOST_ONE = Text("går en av luckorna inte att stänga.", "one of the gaps cannot be closed.")
_WON = Text("går {number} fler luckor att stänga: {changes}", "{number} more of the gaps can be closed: {changes}")
