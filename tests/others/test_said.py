"""What is said of structures that civo was not made for: each question in `said.txt` with lines of its answer."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from civo.cli import civo

HERE = Path(__file__).parent


class Question(NamedTuple):
    """A command, lines that its answer holds, and lines that it must not hold."""

    command: str
    said: list[str]
    unsaid: list[str]


def questions() -> list[Question]:
    found: list[Question] = []
    for line in (HERE / "said.txt").read_text("utf-8").splitlines():
        if line.startswith("$ "):
            found.append(Question(line[2:], [], []))
        elif line.startswith("! "):
            found[-1].unsaid.append(line[2:])
        elif line and not line.startswith("#"):
            found[-1].said.append(line)
    return found


@pytest.mark.parametrize("question", questions(), ids=[q.command for q in questions()])
def test_said(question: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    words = shlex.split(question.command)
    words = [f"./{word}" if (HERE / word / "structure.yaml").exists() else word for word in words]
    result = CliRunner().invoke(civo, words)
    assert result.exit_code == 0, result.output
    answer = [re.sub(" +", " ", line.strip()) for line in result.output.splitlines()]
    for said in question.said:
        assert any(said in line for line in answer), (said, result.output)
    for unsaid in question.unsaid:
        assert not any(unsaid in line for line in answer), (unsaid, result.output)
