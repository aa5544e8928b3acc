"""What to tell of a figure whose text gets too small on paper."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from civo.drawings import PageName
from civo.layout.pages import READABLE, printed_text
from civo.layout.shapes import Layout
from civo.words import OR, Text, joined


def page_too_small(found: Layout, pages: Sequence[PageName]) -> Text:
    """That its smallest text cannot be read on its page, and which pages would do, or how to have smaller figures."""
    other = _OTHER_PAGE.filled(pages=" / ".join(pages)) if pages else _smaller(found)
    return _TOO_SMALL.filled(figure=found.drawing.id, page=found.drawing.page, size=_size(found), other=other)


def figure_too_small(found: Layout, pages: Sequence[PageName]) -> Text:
    """The same of a figure without a page, on A4 upright or turned."""
    other = _A_PAGE.filled(pages=" / ".join(pages)) if pages else _smaller(found)
    return _SMALL.filled(figure=found.drawing.id, size=_size(found), other=other)


def _smaller(found: Layout) -> Text:
    """How to have smaller figures: how the view can be split, and that it may show less."""
    drawing = found.drawing
    ways = [_SPLIT_BY.filled(seam=seam, n=n) for seam, n in drawing.seams]
    if drawing.bodies > 1:
        ways.append(Text(f"most_bodies: {_likely_most(found)}"))
    return _SPLIT.filled(ways=joined(ways, OR), less=_SHOW_LESS) if ways else _SHOW_LESS


def _likely_most(found: Layout) -> int:
    """How many bodies such a figure is likely to have room for: what it shows grows with its sides, a table's with one."""
    drawing = found.drawing
    power = 1 if drawing.grid or drawing.chart else 2
    most = floor(drawing.bodies * (printed_text(found) / READABLE) ** power)
    return min(max(most, 1), drawing.bodies - 1)


def _size(found: Layout) -> str:
    """The size of its smallest text, never rounded up to what can be read."""
    return f"{floor(10 * printed_text(found)) / 10:.1f}"


_TOO_SMALL = Text(
    "figuren {figure} ryms inte på {page}: den minsta texten blir {size} punkter, 8 är det minsta; {other}",
    "the figure {figure} does not fit {page}: its smallest text would be {size} points, 8 is the least; {other}",
)
_SMALL = Text(
    "figuren {figure} blir för liten på A4: den minsta texten blir {size} punkter, 8 är det minsta; {other}",
    "the figure {figure} gets too small on A4: its smallest text would be {size} points, 8 is the least; {other}",
)
_A_PAGE = Text("skriv för vilken sida i vyn, page: {pages}", "write for which page in the view, page: {pages}")
_OTHER_PAGE = Text("prova sidan {pages}", "try the page {pages}")
_SPLIT = Text("dela den i vyn: {ways}; eller {less}", "split it in the view: {ways}; or {less}")
_SPLIT_BY = Text("split_by: {seam} ({n} delar)", "split_by: {seam} ({n} parts)")
_SHOW_LESS = Text(
    "visa mindre (include, exclude, levels, area, utan unfold)", "show less (include, exclude, levels, area, no unfold)"
)
