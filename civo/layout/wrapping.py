"""Text measured with the real widths of the figure's font, and wrapped to a width in points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from civo.layout.font_widths import BOLD, REGULAR, UNITS

SOFT_HYPHEN = "\u00ad"
Measure = Callable[[str, float, bool], float]
"""How wide a text is at a size, bold or not."""
_WIDEST = 1000
_FARTHEST = 300
"""No line of a figure holds more signs of one word than this: farther on, no cut need be looked for."""
_UNUSABLE = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")
"""Control characters, halves of characters, and what no XML may hold."""
_TURNING = re.compile("[\\u202a-\\u202e\\u2066-\\u2069]")
"""Characters that turn the direction of the text after them."""
_WIDTHS = {
    False: {char: width for width, chars in REGULAR.items() for char in chars},
    True: {char: width for width, chars in BOLD.items() for char in chars},
}
_LAST_PARTS = (
    "ansvar arbete avdelning bedömning beredning beredskap chef direktör distrikt enhet ersättare forum funktion "
    "förbund förening företag förmåga försvar försörjning förvaltning grupp hantering hälsa instans kansli kedja "
    "kommitté kommun krets ledning ledamot län mark myndighet möte nivå nämnd nätverk område ordförande organ "
    "organisation plan planering plats post projekt region råd samhälle samordnar samordning samverkan "
    "sekretariat sekreterare sjukvård sjöfart skydd stab station stiftelse strateg struktur styrelse styrka "
    "ställning system säkerhet tillstånd tillsyn tjänst transport trafik uppdrag uppgift utredning utskott "
    "utveckling verk verksamhet vård värn väsende "
)
_JOINT = re.compile("(?<=[a-zåäöé]{4})(?:" + "|".join(sorted(_LAST_PARTS.split(), key=len, reverse=True)) + ")", re.I)
_BETWEEN_CONSONANTS = re.compile("(?<=[aeiouyåäöé][bcdfghjklmnpqrstvwxz])(?=[bcdfghjklmnpqrstvwxz][aeiouyåäöé])", re.I)


def cleaned(text: str) -> str:
    """The text on one line, without characters that a figure cannot carry."""
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    return _UNUSABLE.sub("\ufffd", _TURNING.sub("", spaced))


def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width of a line in points; a character that the font lacks counts as a full square."""
    return _units(text, bold) * size / UNITS


@lru_cache(maxsize=8192)
def _units(text: str, bold: bool) -> int:
    widths = _WIDTHS[bold]
    return sum([widths.get(char, _WIDEST) for char in text])


def wrapped(text: str, width: float, size: float, bold: bool = False, measure: Measure = text_width) -> tuple[str, ...]:
    """The text in lines no wider than `width`. Long words break where their parts meet, with a hyphen.

    `measure` says how wide a text is where another font than the figure's own shows it.
    """
    lines: list[str] = []
    for word in cleaned(text).split(" "):
        line = f"{lines[-1]} {word}" if lines else word
        if lines and measure(_shown(line), size, bold) <= width:
            lines[-1] = line
            continue
        pieces = _broken(word, width, size, bold, measure)
        lines += pieces
    return tuple(_shown(line) for line in lines)


def longest_word(text: str, size: float, bold: bool = False) -> float:
    """The width of the widest part of the text that has no blank or hyphen to break at."""
    words = (piece for word in cleaned(text).split(" ") for piece in re.split(f"(?<=[-/–])|{SOFT_HYPHEN}", word))
    return max((text_width(word, size, bold) for word in words), default=0.0)


def _shown(text: str) -> str:
    return text.replace(SOFT_HYPHEN, "")


def _broken(word: str, width: float, size: float, bold: bool, measure: Measure) -> list[str]:
    """The word in pieces that each fit: whole if it can be, else cut at the best places."""
    pieces: list[str] = []
    rest = word
    while rest and measure(_shown(rest), size, bold) > width:
        cut, mark = _cut(rest[:_FARTHEST], width, size, bold, measure)
        pieces.append(rest[:cut] + mark)
        rest = rest[cut:]
    return [*pieces, rest]


def _cut(word: str, width: float, size: float, bold: bool, measure: Measure) -> tuple[int, str]:
    """Where to cut, and the hyphen to add: as late as fits, at the most sensible kind of place."""
    for places in (_given_places(word), _part_places(word), _syllable_places(word)):
        for place in sorted(places, reverse=True):
            mark = "" if word[place - 1] in "-/–" else "-"
            if measure(_shown(word[:place]) + mark, size, bold) <= width:
                return place, mark
    for place in range(len(word) - 1, 0, -1):
        if measure(_shown(word[:place]), size, bold) <= width:
            return place, ""
    return 1, ""


def _given_places(word: str) -> list[int]:
    return [i + 1 for i, char in enumerate(word[:-1]) if char in "-/–" + SOFT_HYPHEN and i > 0]


def _part_places(word: str) -> list[int]:
    return [m.start() for m in _JOINT.finditer(word) if m.start() < len(word) - 2]


def _syllable_places(word: str) -> list[int]:
    return [m.start() for m in _BETWEEN_CONSONANTS.finditer(word) if 3 <= m.start() <= len(word) - 3]
