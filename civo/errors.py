"""What can go wrong before an answer exists: problems in files, and questions that fit nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from civo.positions import Position
from civo.words import NO_TEXT, Text


class Problem(NamedTuple):
    """One thing that is wrong in a file, said so that its author can mend it.

    `length` is how many characters the caret underlines, 0 for a file as a whole; `expected` says what would be right;
    `suggestion` is the nearest right spelling. A warning does not make the files invalid.
    """

    position: Position
    message: Text
    expected: Text = Text("")
    suggestion: str = ""
    length: int = 1
    warning: bool = False


class CivoError(Exception):
    """Anything that civo can explain to its user."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en or text.sv)
        self.text = text


class InvalidFiles(CivoError):
    """The files cannot be used. `problems` holds all of them, sorted by place, each once; `base` is the folder that
    their file names start from."""

    def __init__(self, problems: Sequence[Problem], base: Path) -> None:
        super().__init__(Text("filerna är ogiltiga", "the files are invalid"))
        self.base = base
        self.problems = tuple(sorted(set(problems), key=lambda p: (p.position, p.message)))


class NotThere(CivoError):
    """A name that means something, but nothing that is there at the date or in the layers asked for."""


class SeveralNamed(CivoError):
    """A name that several records of one kind have; their ids tell them apart."""

    def __init__(self, name: str, ids: Sequence[str]) -> None:
        listed = ", ".join(ids)
        super().__init__(
            Text(
                f"”{name}” heter flera: skriv något av {listed}", f'several are called "{name}": write one of {listed}'
            )
        )


class UnknownName(CivoError):
    """A name in a question that nothing in the structure has; `suggestion` is the nearest one, if any."""

    def __init__(self, name: str, suggestion: str = "", among: Text = NO_TEXT) -> None:
        hint = Text(f" – menade du {suggestion}?", f" - did you mean {suggestion}?") if suggestion else Text("")
        kind = Text(f" bland {among.sv}", f" among {among.en}") if among.sv else Text("")
        super().__init__(Text(f"hittar inte ”{name}”{kind.sv}{hint.sv}", f'cannot find "{name}"{kind.en}{hint.en}'))
        self.name = name
        self.suggestion = suggestion
        self.among = among
