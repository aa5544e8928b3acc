"""A nested list over pages that are each full but never too full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from civo.drawings import Item
from civo.layout import Box
from civo.outputs.office_text import INSETS, LINE, lines_of

_MOST = 5
"""So many lines of one text stand together; the rest of a longer one may stand on the next page."""


class ListLine(NamedTuple):
    """A line of the list: how deep it stands, and the size of its text in points."""

    text: str
    depth: int
    size: float


def list_pages(items: Sequence[Item], room: Box, sizes: Sequence[float], goes_on: str) -> Iterator[list[ListLine]]:
    """The lines of each page in the room, with a size for each depth, the last one for all that lie deeper.

    A page does not end with a line whose own lines come on the next; a page that goes on within a line's own lines
    begins with that line again, with the words `goes_on` after it.
    """
    page: list[ListLine] = []
    used = 0.0
    for line, above in _flat(items, (), room, sizes):
        high = _height(line, room)
        if page and used + high > room.height:
            over = _taken_back(page, line.depth)
            if page:
                yield page
            again = above[: over[0].depth if over else line.depth]
            page = [_again(one, goes_on, room) for one in again] + over
            used = sum(_height(one, room) for one in page)
        page.append(line)
        used += high
    if page:
        yield page


def _flat(
    items: Sequence[Item], above: tuple[ListLine, ...], room: Box, sizes: Sequence[float]
) -> Iterator[tuple[ListLine, tuple[ListLine, ...]]]:
    """Each line with those that it stands under; a very long text as several lines."""
    depth = len(above)
    size = sizes[min(depth, len(sizes) - 1)]
    for item in items:
        wrapped = lines_of(item.text, _width(depth, size, room), size, bold=depth == 0)
        parts = [" ".join(wrapped[n : n + _MOST]) for n in range(0, len(wrapped), _MOST)]
        lines = [ListLine(text, depth, size) for text in (parts if len(parts) > 1 else [item.text])]
        yield from ((line, above) for line in lines)
        yield from _flat(item.items, (*above, lines[0]), room, sizes)


def _taken_back(page: list[ListLine], depth: int) -> list[ListLine]:
    """The last lines of the page that stand above a line of that depth, taken off the page."""
    over: list[ListLine] = []
    while page and page[-1].depth < depth:
        depth = page[-1].depth
        over.insert(0, page.pop())
    return over


def _again(line: ListLine, goes_on: str, room: Box) -> ListLine:
    first = lines_of(line.text, _width(line.depth, line.size, room), line.size, bold=True)
    return line._replace(text=f"{line.text if len(first) == 1 else first[0]} ({goes_on})")


def _width(depth: int, size: float, room: Box) -> float:
    return max(room.width - (depth + 1) * size, room.width / 3)


def _height(line: ListLine, room: Box) -> float:
    lines = lines_of(line.text, _width(line.depth, line.size, room), line.size, bold=line.depth == 0)
    return len(lines) * line.size * LINE + INSETS.before
