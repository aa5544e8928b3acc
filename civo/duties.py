"""Which bodies handle an issue: the one place that tells yes, no and unknown apart there."""

from __future__ import annotations

from civo.records import Body, Record
from civo.structure import Structure
from civo.truth import Truth


def handles(structure: Structure, body: Body, issue: str) -> Truth:
    """Whether a body handles an issue. No only when all its issues are listed, or when it is stated that it does not."""
    known = structure.once(_handling).get((body.id, issue), ())
    if known:
        sure = any(record.id not in structure.uncertain for record in known) and body.id not in structure.uncertain
        return Truth.YES if sure else Truth.UNKNOWN
    return Truth.UNKNOWN if may_handle(structure, body, issue) else Truth.NO


def may_handle(structure: Structure, body: Body, issue: str) -> bool:
    """Whether a body that is not known to handle the issue may do so: its list of issues is not certainly closed, and it is
    not certainly stated that the issue lies outside."""
    if all_issues_known(structure, body):
        return False
    outside = structure.once(_outside).get(issue, frozenset())
    return body.id not in outside and body.arrangement not in outside


def _handling(structure: Structure) -> dict[tuple[str, str], list[Record]]:
    """What says that a body handles an issue, by both."""
    found: dict[tuple[str, str], list[Record]] = {}
    for issue, bodies in structure.handled_by.items():
        for body, record in bodies:
            found.setdefault((body.id, issue), []).append(record)
    return found


def _outside(structure: Structure) -> dict[str, frozenset[str]]:
    """The bodies and arrangements that each issue is stated to lie outside."""
    return {
        issue: frozenset(
            c.by
            for c in coverages
            if c.place == "none"
            and c.certainty == "stated"
            and c.status == "existing"
            and c.id not in structure.uncertain
        )
        for issue, coverages in structure.coverages_of.items()
    }


def all_issues_known(structure: Structure, body: Body) -> bool:
    """Whether an issue that is not listed is certainly not the body's: the list is closed, of one body, at this date."""
    sure = body.certainty == "stated" and body.id not in structure.uncertain
    return body.handles_list == "closed" and not body.several and sure
