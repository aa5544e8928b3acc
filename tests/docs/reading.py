"""Reads an example of the documentation as a structure of its own, which builds on docs/examples/exempel."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from civo.dates import parsed_period
from civo.loading import load
from civo.structure import Structure, structure_at

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "examples"
MANIFEST = "title: {sv: Prov, en: Sample}\ndate: 2024\nbuilds_on: exempel\narea: storomradet\n"

Read = Callable[..., Structure]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The structure that some of the examples make, at a date."""

    def read(*names: str, at: str = "2024", layers: tuple[str, ...] = ()) -> Structure:
        beside = tmp_path / "_".join(name.replace("/", "-") for name in names)
        folder = beside / "prov"
        if not folder.exists():
            shutil.copytree(EXAMPLES / "exempel", beside / "exempel")
            folder.mkdir()
            (folder / "structure.yaml").write_text(MANIFEST, "utf-8")
            for name in names:
                shutil.copy(EXAMPLES / name, folder)
        return structure_at(load(folder), parsed_period(at), layers)

    return read
