"""Problems in files for their author: place, source line, caret, what was expected, nearest right spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from civo.errors import Problem
from civo.words import Language, Text

_LINE_END = re.compile(r"\r\n|\r|\n")


def problems_text(problems: Iterable[Problem], base: Path, language: Language) -> str:
    """All problems, one after another; `base` is the folder that the file names start from."""
    return "\n".join(_problem(problem, base, language) for problem in problems)


def _problem(problem: Problem, base: Path, language: Language) -> str:
    word = Text("varning", "warning") if problem.warning else Text("fel", "error")
    place = problem.position
    lines = [f"{place}: {word.in_language(language)}: {problem.message.in_language(language)}"]
    line = _line(base / place.file, place.line) if problem.length else None
    if line is not None and line.strip():
        number = str(place.line)
        before = "".join("\t" if sign == "\t" else " " for sign in line[: place.column - 1])
        caret = "^" * max(1, min(problem.length, len(line) - place.column + 1))
        lines += [f"  {number} | {line}", f"  {' ' * len(number)} | {before}{caret}"]
    if problem.expected.sv:
        lines.append(f"  {Text('väntat', 'expected').in_language(language)}: {problem.expected.in_language(language)}")
    if problem.suggestion:
        hint = Text(f"menade du: {problem.suggestion}?", f"did you mean: {problem.suggestion}?")
        lines.append(f"  {hint.in_language(language)}")
    return "\n".join(lines) + "\n"


def _line(path: Path, number: int) -> str | None:
    """A line of a file, without what cannot be shown; None when the file is not there."""
    try:
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    lines = _LINE_END.split(text)
    return lines[number - 1] if 0 < number <= len(lines) else None
