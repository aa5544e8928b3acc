"""In which sections of a report each remark of the structure stands: under all that it is about alike."""

from __future__ import annotations

from civo.records import Remark
from civo.structure import Structure

HEADED = ("bodies", "issues", "levels")
"""The kinds that have a heading of their own in a report."""
GOALS = "goals"


def remarks_by_subject(structure: Structure) -> dict[str, list[Remark]]:
    """The structure's own remarks by the bodies that each is about, or the issues, or the levels: by all of the first kind.

    Where there is none: by GOALS for those on goals, else by "". Without those of a purpose, which stand together.
    """
    found: dict[str, list[Remark]] = {}
    for remark in structure.remarks:
        if structure.is_own(remark) and remark.type != "purpose":
            headed = [i for i in remark.about if structure.kind_of(i) in HEADED and structure.get(i)]
            goals = all(structure.kind_of(i) == GOALS for i in remark.about)
            alike = [i for i in headed if structure.kind_of(i) == structure.kind_of(headed[0])]
            for place in alike or [GOALS if goals else ""]:
                found.setdefault(place, []).append(remark)
    return found
