"""The README shows what civo says today."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from civo.cli import civo

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```\n\$ (civo .*)\n((?:.*\n)*?)```", README)
TOLD = re.findall(r"`(civo (?:who|where|route|issue|issues|show|list|gaps|measures|compare|close) [^`]*)`", README)


def test_there_is_a_real_answer() -> None:
    assert [command for command, _ in SHOWN] == ["civo who chefsmötet --lang sv"]


@pytest.mark.parametrize(("command", "answer"), SHOWN)
def test_the_answer_shown_is_the_answer_given(command: str, answer: str) -> None:
    result = CliRunner().invoke(civo, shlex.split(command)[1:], catch_exceptions=False)
    assert result.output == answer


@pytest.mark.parametrize("command", [c for c in TOLD if "--output" not in c])
def test_a_command_that_the_readme_names_answers(command: str) -> None:
    result = CliRunner().invoke(civo, shlex.split(command)[1:], catch_exceptions=False)
    assert result.exit_code == 0
    assert result.output


def test_what_the_readme_says_of_three_values() -> None:
    def asked(*words: str) -> str:
        return CliRunner().invoke(civo, [*words, "--format", "json"], catch_exceptions=False).output

    assert '"holder": "unknown (seen: Region Västerbotten 2023)"' in asked(
        "who", "chefsmötet", "--at", "2025", "--lang", "en"
    )
    assert '"own_seat": "unknown"' in asked("where", "polisen", "--body", "chefsmötet")
    assert '"level:hogre-regional": "no"' in asked("where", "kommun", "--level", "hogre-regional")
