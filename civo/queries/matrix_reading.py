"""A matrix as a reader takes it in: the longer side down, what has the same answers together, many columns numbered."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar

from civo.answers import Fact
from civo.queries.matrix_cells import Line
from civo.words import Text, joined, swedish_order

T = TypeVar("T", bound=Hashable)
MOST_COLUMNS = 8
"""How many columns a reader can take in beside the names: more are numbered, with a legend."""


class Drawn(NamedTuple, Generic[T]):
    """What stands where; `head` is the heading of the names."""

    down: list[Line]
    across: list[Line]
    cells: list[list[T]]
    head: Text


def made_readable(drawn: Drawn[T], other_head: Text, apart: Mapping[str, str] = MappingProxyType({})) -> Drawn[T]:
    """The longer side down, under `other_head` when it is the columns, and its lines with the very same answers as one.

    Lines for which `apart` says different things are not put together.
    """
    if len(drawn.across) > max(len(drawn.down), MOST_COLUMNS):
        turned = [list(cells) for cells in zip(*drawn.cells, strict=True)]
        return _together(Drawn(drawn.across, drawn.down, turned, other_head), apart)
    return drawn


def _together(drawn: Drawn[T], apart: Mapping[str, str]) -> Drawn[T]:
    alike: dict[tuple[str, tuple[T, ...]], list[int]] = {}
    for n, cells in enumerate(drawn.cells):
        alike.setdefault((apart.get(drawn.down[n].key, ""), tuple(cells)), []).append(n)
    groups = list(alike.values())
    down = [_one_line([drawn.down[n] for n in group]) for group in groups]
    return drawn._replace(down=down, cells=[drawn.cells[group[0]] for group in groups])


def _one_line(lines: list[Line]) -> Line:
    names = sorted((line.name for line in lines), key=lambda text: swedish_order(text.sv))
    ids = tuple(i for line in lines for i in line.ids)
    if len(names) == 1:
        return Line(ids, names[0])
    shown = names if len(names) <= 3 else [*names[:2], Text(f"{len(names) - 2} till", f"{len(names) - 2} more")]
    listed = joined(shown)
    return Line(ids, Text(f"{len(names)}: {listed.sv}", f"{len(names)}: {listed.en}"))


def headings(across: Sequence[Line]) -> tuple[list[Text], tuple[Fact, ...]]:
    """The headings of columns; numbers with a legend where there are many, or long ones."""
    if len(across) <= MOST_COLUMNS:
        return [column.name for column in across], ()
    legend = tuple(Fact(column.key, Text(str(n)), column.name) for n, column in enumerate(across, start=1))
    return [fact.heading for fact in legend], legend
