"""What tests share: golden text, and the one flag that accepts what is said now."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run, so that a change is to blame for a failure; CIVO_EXPLORE=1 looks for new ones.
settings.register_profile("civo", deadline=None, derandomize=not os.environ.get("CIVO_EXPLORE"))
settings.load_profile("civo")

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what is said now into tests/golden; read the diff")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the file of the name in tests/golden, or writes it there when --accept is given."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--accept"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        assert path.is_file(), f"no {name}: run pytest with --accept, then read it"
        assert text == path.read_bytes().decode()

    return compare
