"""The text that a PDF draws: what stands on each page as a reader sees it, and how large, read from its own operators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import pikepdf
from pikepdf import Matrix

_TEXT = re.compile(r"<([0-9a-fA-F ]*)>")


class Drawn(NamedTuple):
    """One string as it is drawn: on which page, counted from 0, what it says, and the size of its letters in points."""

    page: int
    text: str
    size: float


@dataclass(slots=True)
class _State:
    """What the operators have set so far."""

    matrix: Matrix
    font: Mapping[int, str] = field(default_factory=dict)
    size: float = 0.0


def drawn_text(pdf: pikepdf.Pdf) -> list[Drawn]:
    """Every string that the pages draw, in the order in which they draw it, in forms within forms too.

    Raises KeyError for a letter whose font does not say which it is.
    """
    return [
        Drawn(number, text, size)
        for number, page in enumerate(pdf.pages)
        for text, size in _in_stream(page.obj, page.obj.get("/Resources"), _State(Matrix()))
    ]


def _in_stream(stream: pikepdf.Object, resources: pikepdf.Object | None, state: _State) -> Iterator[tuple[str, float]]:
    kept: list[_State] = []
    line = Matrix()
    for operands, operator in pikepdf.parse_content_stream(stream):  # type: ignore[misc]
        word = str(operator)
        if word == "q":
            kept.append(_State(state.matrix, state.font, state.size))
        elif word == "Q":
            state = kept.pop()
        elif word == "cm":
            state.matrix = Matrix(*map(float, operands)) @ state.matrix
        elif word == "BT":
            line = Matrix()
        elif word == "Tm":
            line = Matrix(*map(float, operands))
        elif word == "Tf" and resources is not None:
            state.font, state.size = _letters(resources["/Font"][operands[0]]), float(operands[1])
        elif word in ("Tj", "TJ"):
            parts = operands[0] if word == "TJ" else operands
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            both = line @ state.matrix
            size = state.size * (both.c**2 + both.d**2) ** 0.5
            yield "".join(state.font[code] for code in _codes(codes)), size
        elif word in ("'", '"'):
            raise NotImplementedError(word)
        elif word == "Do" and resources is not None:
            form = resources["/XObject"][operands[0]]
            if form.get("/Subtype") == "/Form":
                moved = Matrix(*map(float, form.get("/Matrix", [1, 0, 0, 1, 0, 0]))) @ state.matrix
                yield from _in_stream(form, form.get("/Resources", resources), _State(moved, state.font, state.size))


def _codes(text: bytes) -> list[int]:
    return [int.from_bytes(text[n : n + 2]) for n in range(0, len(text), 2)]


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """What each code of two bytes stands for, as the font itself tells programs that read aloud or copy."""
    assert font["/Encoding"] == "/Identity-H"
    told = font["/ToUnicode"].read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", told, re.DOTALL):
        marks = _TEXT.findall(block)
        found |= {int(code, 16): _said(text) for code, text in zip(marks[::2], marks[1::2], strict=True)}
    assert "beginbfrange" not in told
    return found


def _said(text: str) -> str:
    return bytes.fromhex(text).decode("utf-16-be")
