"""Every command that a page of the documentation shows answers what the page says. `...` stands for anything."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from civo.cli import civo

DOCS = Path(__file__).resolve().parents[2] / "docs"
SHOWN = re.compile(r"```console\n\$ (civo .*)\n((?:.*\n)*?)```")
PAGES = sorted(DOCS.glob("*.md"))
EXAMPLES = [(page.name, *found) for page in PAGES for found in SHOWN.findall(page.read_text("utf-8"))]


def pattern(shown: str) -> str:
    """What the text shown matches: itself, with anything where it has three dots, and any spaces at the ends of lines."""
    lines = [r".*".join(re.escape(part) for part in line.rstrip().split("...")) for line in shown.splitlines()]
    return "\n".join(r"(?:.*\n)*?.*" if line == ".*" else line + r"[ ]*" for line in lines) + r"\n*"


@pytest.mark.parametrize(
    ("command", "shown"), [(c, s) for _, c, s in EXAMPLES], ids=[f"{page} {command}" for page, command, _ in EXAMPLES]
)
def test_the_answer_shown_is_the_answer_given(command: str, shown: str, tmp_path: Path) -> None:
    words = [word.replace("/tmp", str(tmp_path)) for word in shlex.split(command)[1:]]
    result = CliRunner().invoke(civo, words, catch_exceptions=False)
    assert re.fullmatch(pattern(shown), result.stdout.lstrip("\ufeff")), result.stdout


def test_there_are_ten_examples_of_selectors() -> None:
    assert len([command for page, command, _ in EXAMPLES if page == "selectors.md"]) >= 10
