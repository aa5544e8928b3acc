"""Text for programs that set it anew, in Arial: how large it may be to fit, and where long words have to break."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from civo.layout import Box, GroupBox, HeadBox, Layout, Line, NodeBox
from civo.layout.wrapping import SOFT_HYPHEN, cleaned, wrapped
from civo.outputs.arial_widths import BOLD, REGULAR, UNITS
from civo.outputs.svg_shapes import sheets

FONT = "Arial"
SYMBOLS = "Segoe UI Symbol"
"""A font that has all the signs of answers in one size; where it is missing, programs take another that has them."""
LINE = 1.2
"""The height of a line, in sizes."""
_WIDEST = UNITS
_SPARE = 2.0
"""Programs differ a little in how they fill a line: so many points of it are left free."""
_SIZES = tuple(n / 100 for n in range(100, 38, -2))
_WIDTHS = {
    False: {char: width for width, chars in REGULAR.items() for char in chars},
    True: {char: width for width, chars in BOLD.items() for char in chars},
}


class Insets(NamedTuple):
    """How far text stays from the sides of a box, and its rows' bullets and space, in points at full size."""

    side: float = 5.0
    end: float = 2.5
    bullet: float = 8.0
    before: float = 2.0


INSETS = Insets()
CELL_SIDE = 2.5
"""How far text stays from the sides of a cell of a table."""


class Piece(NamedTuple):
    """A part of a text, and how the next one is joined: by a hyphen, by nothing, or none follows."""

    text: str
    joint: str


def arial_width(text: str, size: float, bold: bool = False) -> float:
    """The width of a line in points; a character that the table lacks counts as a full square."""
    widths = _WIDTHS[bold]
    return sum(widths.get(char, _WIDEST) for char in text) * size / UNITS


def lines_of(text: str, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """The text in lines that a program will not have to break again."""
    return wrapped(text, width - _SPARE, size, bold, arial_width)


def pieces(text: str, width: float, size: float, bold: bool = False) -> tuple[Piece, ...]:
    """The text cut only where a line ends inside a word: at blanks the program breaks by itself."""
    return _cut(text, lines_of(text, width, size, bold))


def _cut(text: str, lines: Iterable[str]) -> tuple[Piece, ...]:
    rest = cleaned(text).replace(SOFT_HYPHEN, "")
    found: list[Piece] = []
    part = ""
    for line in lines:
        hyphen = not rest.startswith(line)
        part += line[:-1] if hyphen else line
        rest = rest[len(line) - hyphen :]
        if rest.startswith(" "):
            part, rest = part + " ", rest[1:]
        elif rest:
            found.append(Piece(part, "-" if hyphen else "|"))
            part = ""
    return (*found, Piece(part, ""))


def front(placed: NodeBox) -> Box:
    """The card itself, without the sheets behind it."""
    return sheets(placed.node.shape, placed.node.several, placed.box)[-1]


def lettering(placed: Layout) -> float:
    """The share of the figure's own text sizes at which all its boxes hold their texts in Arial.

    No word is broken that the figure itself leaves whole.
    """
    fields = [*map(_card, placed.nodes), *map(_label, placed.groups)]
    if placed.panel:
        fields += map(_head, (*placed.panel.headings, *(row.head for row in placed.panel.rows)))
    return next((size for size in _SIZES if all(_fits(field, size) for field in fields)), _SIZES[-1])


class _Field(NamedTuple):
    """A box to be filled with paragraphs, each with the lines that the figure sets it in and its indent."""

    box: Box
    paragraphs: tuple[tuple[str, tuple[Line, ...], float], ...]
    side: float = INSETS.side


def _card(placed: NodeBox) -> _Field:
    rows = zip(placed.node.rows, placed.rows, strict=True)
    tag = ((placed.tag.text, (placed.tag,), 0.0),) if placed.tag else ()
    head = (placed.node.head, placed.head, 0.0)
    return _Field(front(placed), (*tag, head, *((*row, INSETS.bullet) for row in rows)))


def _label(placed: GroupBox) -> _Field:
    texts = ((placed.group.title, placed.title, 0.0), (placed.group.note, placed.note, 0.0))
    return _Field(placed.label, texts)


def _head(placed: HeadBox) -> _Field:
    tag = ((placed.tag.text, (placed.tag,), 0.0),) if placed.tag else ()
    return _Field(placed.box, (*tag, (placed.text, placed.lines, 0.0)), CELL_SIDE)


def _fits(field: _Field, size: float) -> bool:
    height = 2 * INSETS.end - INSETS.before
    for text, lines, indent in field.paragraphs:
        if lines:
            room = field.box.width - 2 * field.side - indent
            found = lines_of(text, room, lines[0].size * size, lines[0].bold)
            if len(_cut(text, found)) > len(_cut(text, [line.text for line in lines])):
                return False
            height += len(found) * lines[0].size * size * LINE + INSETS.before
    return height <= field.box.height
