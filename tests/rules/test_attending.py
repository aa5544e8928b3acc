"""What the rules read of many seats at once agrees with what is told of one organisation in one body."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from civo.loading import load
from civo.rules.attending import Attending
from civo.seating import own_seat, represented
from civo.structure import Structure, structure_at
from civo.truth import Truth

HERE = Path(__file__).parent
SAMPLES = sorted(HERE.glob("*/*.yaml"))


@pytest.mark.parametrize("sample", SAMPLES, ids=[f"{path.parent.name}-{path.stem}" for path in SAMPLES])
def test_agrees_with_single_answers(sample: Path, tmp_path: Path) -> None:
    structure = _structure(sample, tmp_path / "sample")
    attending = Attending(structure)
    for body in structure.bodies:
        attendance = attending.of(body)
        for o in (organization.id for organization in structure.organizations):
            told = {own_seat(structure, body, o).truth, represented(structure, body, o).truth}
            if Truth.YES in told:
                assert o in attendance.here, f"{o} is in {body.id}"
            elif o not in attendance.here and not attendance.any_possible({o}):
                assert own_seat(structure, body, o).truth is Truth.NO, f"nobody can tell that {o} is not in {body.id}"


def _structure(sample: Path, folder: Path) -> Structure:
    records = sample.read_text("utf-8")
    declared = {r["id"] for listed in yaml.safe_load(records).values() for r in listed}
    common = yaml.safe_load((HERE / "common.yaml").read_text("utf-8"))
    kept = {kind: [r for r in listed if r["id"] not in declared] for kind, listed in common.items()}
    folder.mkdir()
    (folder / "structure.yaml").write_text("title: Prov\ndate: 2024-06-01\narea: land\n", "utf-8")
    (folder / "common.yaml").write_text(yaml.safe_dump(kept, allow_unicode=True), "utf-8")
    (folder / "sample.yaml").write_text(records, "utf-8")
    return structure_at(load(folder))
