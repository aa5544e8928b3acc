"""Which bodies handle an issue: the one place that tells yes, no and unknown apart there.

A body that handles an issue handles what is a part of it, unless that is said to lie outside the body or its arrangement.
That a part is handled says nothing of the whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from civo.records import Body, Coverage, Issue, Record
from civo.structure import Structure
from civo.truth import Truth

Handled = list[tuple[Body, Record]]
"""Bodies, each with the record that says that it handles something."""


def handled_by(structure: Structure, issue: str) -> Handled:
    """The existing bodies that handle an issue: as they say of itself, then as of a wider one, the nearest first."""
    return structure.once(_Handling).of(issue)


def where_handled(structure: Structure, issue: str) -> dict[str, Record]:
    """The same by body, with the nearest record that says so."""
    return {body.id: record for body, record in reversed(handled_by(structure, issue))}


def told_to_handle(structure: Structure) -> dict[str, Handled]:
    """By each issue the existing bodies that are said to handle it itself."""
    return structure.once(_Handling).told


def handles(structure: Structure, body: Body, issue: str) -> Truth:
    """Whether a body handles an issue. No only when all its issues are listed, or when it is stated that it does not."""
    known = structure.once(_Handling).by_body(issue).get(body.id, ())
    if known:
        return Truth.YES if any(is_certain(structure, body, record) for record in known) else Truth.UNKNOWN
    return Truth.UNKNOWN if may_handle(structure, body, issue) else Truth.NO


def is_certain(structure: Structure, body: Body, record: Record) -> bool:
    """Whether the body, and what says that it handles something, certainly are there at the date."""
    return structure.uncertain.isdisjoint((body.id, record.id))


def may_handle(structure: Structure, body: Body, issue: str) -> bool:
    """Whether a body that is not known to handle the issue may do so: its list of issues is not certainly closed, and it is
    not certainly stated that the issue lies outside."""
    if all_issues_known(structure, body):
        return False
    outside = lies_outside(structure, body, issue)
    return outside is None or outside.certainty != "stated" or outside.id in structure.uncertain


def lies_outside(structure: Structure, body: Body, issue: str) -> Coverage | None:
    """That the issue lies outside the body, or outside the arrangement of the body; a stated one if there is one."""
    none = [c for c in structure.coverages_of.get(issue, ()) if c.place == "none" and c.status == "existing"]
    places = set(_places(structure, body)) if none else set()
    found = [c for c in none if c.by in places]
    return min(found, key=lambda c: (c.certainty != "stated", c.id in structure.uncertain), default=None)


def all_issues_known(structure: Structure, body: Body) -> bool:
    """Whether an issue that is not listed is certainly not the body's: the list is closed, of one body, at this date."""
    sure = body.certainty == "stated" and body.id not in structure.uncertain
    return body.handles_list == "closed" and not body.several and sure


def wider_issues(structure: Structure, issue: str) -> list[str]:
    """The issue, and all that it is part of, however far up."""
    found = [issue]
    for one in found:  # grows as it goes
        record = structure.get(one)
        found += [whole for whole in record.part_of if whole not in found] if isinstance(record, Issue) else []
    return found


class _Handling:
    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self.told: dict[str, Handled] = {}
        self._of: dict[str, Handled] = {}
        self._by_body: dict[str, dict[str, list[Record]]] = {}
        for body in structure.bodies:
            for issue in body.handles:
                self._add(issue, body, body)
        for coverage in structure.coverages:
            by = structure.get(coverage.by)
            if isinstance(by, Body) and coverage.place != "none":
                for issue in coverage.issue:
                    self._add(issue, by, coverage)

    def _add(self, issue: str, body: Body, record: Record) -> None:
        if body.status == "existing" == record.status:
            self.told.setdefault(issue, []).append((body, record))

    def of(self, issue: str) -> Handled:
        if issue not in self._of:
            found = list(self.told.get(issue, ()))
            for whole in wider_issues(self._structure, issue)[1:]:
                near = {body.id for body, _ in found}
                found += [
                    pair for pair in self.told.get(whole, ()) if pair[0].id not in near and self._is_in(pair, issue)
                ]
            self._of[issue] = found
        return self._of[issue]

    def _is_in(self, told: tuple[Body, Record], issue: str) -> bool:
        return lies_outside(self._structure, told[0], issue) is None

    def by_body(self, issue: str) -> dict[str, list[Record]]:
        if issue not in self._by_body:
            found = self._by_body[issue] = {}
            for body, record in self.of(issue):
                found.setdefault(body.id, []).append(record)
        return self._by_body[issue]


def _places(structure: Structure, body: Body) -> Iterator[str]:
    """The body and its arrangement, or that of the body it is a part of."""
    yield body.id
    seen = {body.id}
    whole: Record | None = body
    while isinstance(whole, Body):
        if whole.arrangement:
            yield whole.arrangement
            return
        seen.add(whole.id)
        whole = structure.get(whole.part_of) if whole.part_of and whole.part_of not in seen else None
