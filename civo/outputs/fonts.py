"""The figure's font: where its files are, its widths as a table, and a subset to carry inside a figure."""

from __future__ import annotations

import base64
import importlib.util
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from civo.user_cache import keep, kept

FAMILY = "Source Sans Pro"
FALLBACKS = f'"{FAMILY}", "Source Sans 3", "Segoe UI", "Helvetica Neue", Arial, sans-serif'
_FILES = {False: "SourceSansPro-Regular.ttf", True: "SourceSansPro-Bold.ttf"}
_OPTIONS = {"layout_features": ["kern"], "hinting": False, "notdef_outline": True}
_MOST_KEPT = 256
_MEASURED = (*range(0x20, 0x250), *range(0x2000, 0x2300))


@lru_cache(maxsize=1)
def font_folder() -> Path:
    """The folder of the font's files, found without importing the package that brings them."""
    found = importlib.util.find_spec("font_source_sans_pro")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("font-source-sans-pro is not installed", name="font_source_sans_pro")
    return Path(found.origin).parent / "files"


def font_file(bold: bool) -> Path:
    """The TrueType file of the regular or the bold face."""
    return font_folder() / _FILES[bold]


def font_faces(text: str, bold_text: str) -> str:
    """The @font-face rules that carry the glyphs of the two texts; the same text gives the same bytes."""
    return "".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};'
        f'src:url("data:font/woff2;base64,{_subset(bold, "".join(sorted(set(chars))))}") format("woff2")}}'
        for bold, weight, chars in ((False, 400, text), (True, 700, bold_text))
        if chars
    )


@lru_cache(maxsize=64)
def _subset(bold: bool, chars: str) -> str:
    """The glyphs of the characters as WOFF2 in base64, from the user's cache when they are there."""
    name = f"font-{_fingerprint(bold, chars)}"
    made = kept(name)
    if made is None:
        made = _made_subset(bold, chars)
        keep(name, made, most=_MOST_KEPT)
    return base64.b64encode(made).decode("ascii")


def _fingerprint(bold: bool, chars: str) -> str:
    """Tells apart all that decides the bytes of a subset: the font, what makes it, and the characters."""
    import brotli

    maker = importlib.util.find_spec("fontTools")
    if maker is None or maker.origin is None:
        raise ModuleNotFoundError("fonttools is not installed", name="fontTools")
    versions = Path(maker.origin).read_bytes() + brotli.__version__.encode()  # that of fontTools is in its first file
    chosen = repr((bold, chars, _OPTIONS)).encode("utf-8", "surrogatepass")
    parts = (font_file(bold).read_bytes(), versions, chosen)
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()[:32]


def _made_subset(bold: bool, chars: str) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    subsetter = Subsetter(Options(**_OPTIONS))
    subsetter.populate(text=chars)
    written = BytesIO()
    with TTFont(font_file(bold), recalcTimestamp=False, lazy=True) as font:  # reads no more of its tables than it needs
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(written)
    return written.getvalue()


def width_table() -> str:
    """The text of civo/layout/font_widths.py, read from the font; a test holds the file to it."""
    tables = "\n\n".join(f"{name} = {{\n{_rows(bold)}}}" for name, bold in (("REGULAR", False), ("BOLD", True)))
    return (
        '"""Advance widths of Source Sans Pro, by width in font units; made by civo.outputs.fonts.width_table."""\n\n'
        f"UNITS = {_units()}\n\n{tables}\n"
    )


def _units() -> int:
    from fontTools.ttLib import TTFont

    return int(TTFont(font_file(bold=False))["head"].unitsPerEm)


def _rows(bold: bool) -> str:
    from fontTools.ttLib import TTFont

    font = TTFont(font_file(bold))
    names, metrics = font.getBestCmap(), font["hmtx"].metrics
    by_width: dict[int, str] = {}
    for code in _MEASURED:
        if code in names:
            width = metrics[names[code]][0]
            by_width[width] = by_width.get(width, "") + chr(code)
    return "".join(f"    {width}: {_quoted(chars)},\n" for width, chars in sorted(by_width.items()))


def _quoted(chars: str) -> str:
    quote = "'" if '"' in chars else '"'
    return quote + "".join(char if _is_plain(char, quote) else _escaped(char) for char in chars) + quote


def _is_plain(char: str, quote: str) -> bool:
    return char.isprintable() and char not in (quote, "\\")


def _escaped(char: str) -> str:
    return f"\\{char}" if char in "'\"" else char.encode("unicode_escape").decode("ascii")
