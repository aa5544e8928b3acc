"""In which section of a report each remark of the structure stands, so that it stands in one."""

from __future__ import annotations

from civo.records import Remark
from civo.structure import Structure

HEADED = ("bodies", "issues", "levels")
"""The kinds that have a heading of their own in a report."""
GOALS = "goals"


def remarks_by_subject(structure: Structure) -> dict[str, list[Remark]]:
    """The structure's own remarks by the first body, issue or level that each is about.

    Where there is none: by GOALS for those on goals, else by "". Without those of a purpose, which stand together.
    """
    found: dict[str, list[Remark]] = {}
    for remark in structure.remarks:
        if structure.is_own(remark) and remark.type != "purpose":
            headed = (i for i in remark.about if structure.kind_of(i) in HEADED and structure.get(i))
            goals = all(structure.kind_of(i) == GOALS for i in remark.about)
            found.setdefault(next(headed, GOALS if goals else ""), []).append(remark)
    return found
