"""Small structures to close gaps in: some records together with the vocabulary of the rules' samples."""

from __future__ import annotations

from pathlib import Path

import yaml

from civo.closing import Asked, Closing, close
from civo.loading import load
from civo.structure import Structure, structure_at

COMMON = Path(__file__).parent.parent / "rules" / "common.yaml"
MANIFEST = "title: {sv: Prov, en: Sample}\ndate: 2024-06-01\narea: land\n"


def structure_of(records: str, folder: Path, base: str = "") -> Structure:
    """The structure that some records make together with the common ones; a record declared anew stands instead.

    With `base`, it builds on one of those records and the common ones.
    """
    if base:
        structure_of(base, folder.parent / "base")
        folder.mkdir()
        manifest = MANIFEST + "builds_on: [base]\n"
        (folder / "structure.yaml").write_text(manifest, "utf-8")
        (folder / "sample.yaml").write_text(records, "utf-8")
        return structure_at(load(folder))
    declared = {r["id"] for listed in (yaml.safe_load(records) or {}).values() for r in listed}
    common = yaml.safe_load(COMMON.read_text("utf-8"))
    kept = {kind: [r for r in listed if r["id"] not in declared] for kind, listed in common.items()}
    folder.mkdir()
    (folder / "structure.yaml").write_text(MANIFEST, "utf-8")
    (folder / "common.yaml").write_text(yaml.safe_dump(kept, allow_unicode=True), "utf-8")
    (folder / "sample.yaml").write_text(records, "utf-8")
    return structure_at(load(folder))


def closing_of(records: str, folder: Path, **asked: object) -> Closing:
    """What closes the gaps of such a structure."""
    return close(structure_of(records, folder / "sample"), Asked(**asked))  # type: ignore[arg-type]


def lines(closing: Closing) -> list[str]:
    """The cost, then the changes of each proposal by their ids, then the gaps that stay open."""
    told = [f"cost {closing.cost}"]
    told += [" + ".join(sorted(change.id for change in proposal.changes)) for proposal in closing.proposals]
    told += [f"open {gap.id}" for gap, _ in closing.beyond]
    return told
