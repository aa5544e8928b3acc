"""Files as text: size, encoding and byte-order marks, checked before anything is parsed."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from civo.errors import Problem
from civo.positions import Position
from civo.words import Text

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""What no page, figure or document can hold."""
_WORD = re.compile(r"[^\s,;|\"]+")
MOST_BYTES = 256 * 1024 * 1024
_BLOCK = 1024 * 1024


def read_text(path: Path, shown: str, problems: list[Problem], *, spreadsheet: bool = False) -> str | None:
    """The text of a UTF-8 file without its byte-order mark, or None with a problem added.

    A spreadsheet's file that is not UTF-8 is read as Windows-1252, with a warning: that is what Swedish Excel writes.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            problems.append(Problem(Position(shown, 1), _TOO_LARGE.filled(most=MOST_BYTES // 1024 // 1024), length=0))
            return None
        data = path.read_bytes()
    except OSError as wrong:
        problems.append(Problem(Position(shown, 1), _UNREADABLE.filled(why=wrong.strerror or str(wrong)), length=0))
        return None
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        problems.append(Problem(Position(shown, 1), _UTF16, _SAVE_AS, length=0))
        return None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return _not_utf8(data, wrong, shown, problems, spreadsheet=spreadsheet)
    if "\0" in text:
        before = text[: text.index("\0")]
        problems.append(Problem(_place(shown, before), _NUL))
        return None
    if spreadsheet:
        problems += [Problem(_place(shown, text[: found.start()]), CONTROL) for found in UNPRINTABLE.finditer(text)]
    return text


def text_opener(path: Path, shown: str, problems: list[Problem]) -> Callable[[], TextIO] | None:
    """What opens a spreadsheet's file to be read line by line; None, with a problem added, when it cannot be read.

    Only a file in which something is odd is held in memory.
    """
    if _is_plain(path):
        return lambda: path.open(encoding="utf-8-sig", newline="")
    text = read_text(path, shown, problems, spreadsheet=True)
    return None if text is None else lambda: io.StringIO(text, newline="")


def _is_plain(path: Path) -> bool:
    """Whether a file is UTF-8 in which there is nothing to remark on."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            if path.stat().st_size > MOST_BYTES:
                return False
            while block := file.read(_BLOCK):
                if UNPRINTABLE.search(decoder.decode(block)):
                    return False
            decoder.decode(b"", final=True)
    except (OSError, UnicodeDecodeError):
        return False
    return True


def rough_text(path: Path) -> str | None:
    """What a file that cannot be read as text says all the same, in its plain letters; None when it cannot be opened."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        data = path.read_bytes().replace(b"\0", b"")
    except OSError:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def words_of(text: str) -> list[str]:
    """What stands between the blanks, separators and quotes of a text: an id that it declares is among that."""
    return _WORD.findall(text)


def _not_utf8(
    data: bytes, wrong: UnicodeDecodeError, shown: str, problems: list[Problem], *, spreadsheet: bool
) -> str | None:
    place = _place(shown, data[: wrong.start].decode("utf-8"))
    byte = f"0x{data[wrong.start]:02X}"
    if spreadsheet:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            pass
        else:
            problems.append(Problem(place, _CP1252.filled(byte=byte), _SAVE_AS, warning=True))
            return text
    problems.append(Problem(place, _NOT_UTF8.filled(byte=byte), _SAVE_AS))
    return None


def _place(shown: str, before: str) -> Position:
    lines = before.replace("\r\n", "\n").split("\n")
    return Position(shown, len(lines), len(lines[-1]) + 1)


_TOO_LARGE = Text("filen är större än {most} MB", "the file is larger than {most} MB")
_UNREADABLE = Text("filen går inte att läsa: {why}", "the file cannot be read: {why}")
_UTF16 = Text("filen är sparad som UTF-16", "the file is saved as UTF-16")
CONTROL = Text("styrtecken tillåts inte", "control characters are not allowed")
_NUL = Text("filen innehåller ett nolltecken: är det en textfil?", "the file holds a NUL character: is it text?")
_NOT_UTF8 = Text("filen är inte UTF-8 (byte {byte})", "the file is not UTF-8 (byte {byte})")
_CP1252 = Text(
    "filen är inte UTF-8 (byte {byte}); läst som Windows-1252",
    "the file is not UTF-8 (byte {byte}); read as Windows-1252",
)
_SAVE_AS = Text("spara den som UTF-8 (i Excel: ”CSV UTF-8”)", 'save it as UTF-8 (in Excel: "CSV UTF-8")')
