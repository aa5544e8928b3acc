"""What the tests of the report share: the shipped structure's report, and a structure with odd names."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from civo.loading import load
from civo.report import report
from civo.reports import Report
from civo.structure import Structure, structure_at
from civo.words import Language

ROOT = Path(__file__).parent.parent.parent
FIGURES = len(list((ROOT / "diagrams").glob("*.yaml")))
"""How many figures the shipped structure has."""
HOSTILE = '</title><script>alert(1)</script> #panic("x") *a* $x$ @ref'


@cache
def structure() -> Structure:
    return structure_at(load(ROOT / "structures" / "civo-nord"))


@cache
def shipped(language: Language | None = None) -> Report:
    return report(structure(), ROOT / "diagrams", language)


def odd(folder: Path) -> Structure:
    """A structure of two bodies whose names look like markup of every sort."""
    (folder / "structure.yaml").write_text(f"title: '{HOSTILE}'\ndate: 2024\n", "utf-8")
    (folder / "records.yaml").write_text(
        f"""
sources:
  - {{id: kallan, name: 'Källan: {HOSTILE}', published: 2023, url: 'javascript:alert(1)'}}
levels:
  - {{id: niva, name: 'Nivå {HOSTILE}', source: {{in: kallan, at: "2.1 / Nivåer ¶1, ¶2"}}}}
bodies:
  - id: sluten
    name: 'Slutna rådet {HOSTILE}'
    level: niva
    composition: closed
    source: {{in: kallan, at: "2.1 ¶3"}}
  - {{id: oppen, name: Öppna rådet, level: niva, composition: open, source: {{in: kallan, at: "2.1 ¶4"}}}}
issues:
  - {{id: fragan, name: 'Frågan {HOSTILE}', source: {{in: kallan}}}}
""",
        "utf-8",
    )
    return structure_at(load(folder))
