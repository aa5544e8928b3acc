"""A gap has been accepted that is no longer found.

An accepted gap that matches nothing hides nothing: the gap is closed, its rule or subjects are misspelt, or the
structure has changed under it. Take the acceptance away or mend it.
"""

from collections.abc import Iterable

from civo.findings import Finding, Verdict
from civo.records import AcceptedGap
from civo.rules.rule import Found, Gap, each
from civo.structure import Structure
from civo.words import Text

TITLE = Text("En godtagen lucka finns inte längre", "An accepted gap is no longer there")
WHY = Text(
    "Ett godtagande som inte träffar något kan dölja en ny lucka senare.",
    "An acceptance that matches nothing may hide a new gap later.",
)
WHO = Text("den som godtog luckan", "whoever accepted the gap")
CLOSE = Text("Ta bort eller rätta godtagandet.", "Take the acceptance away, or mend it.")


def accepts(accepted: AcceptedGap, finding: Finding) -> bool:
    """Whether the acceptance is for this finding: the same rule and the same subjects."""
    return accepted.rule == finding.rule and set(accepted.subjects) == {subject.id for subject in finding.subjects}


def find_among(structure: Structure, findings: Iterable[Finding], rules: frozenset[str]) -> Found:
    """One finding for each acceptance, of the rules that were run, that matches none of the findings."""
    found = list(findings)
    judged = [a for a in structure.accepted_gaps if a.rule in rules]
    return Found(
        len(judged),
        [
            Gap(Verdict.GAP, each(acceptance=a.id), _UNUSED.filled(rule=a.rule, subjects=", ".join(a.subjects)), (a,))
            for a in judged
            if not any(accepts(a, f) for f in found)
        ],
    )


_UNUSED = Text(
    "Det godtagna ({rule}: {subjects}) finns inte bland fynden.",
    "What was accepted ({rule}: {subjects}) is not among the findings.",
)
