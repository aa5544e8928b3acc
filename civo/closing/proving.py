"""Whether changes close gaps: the rules are run on the changed structure, before anything is claimed."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from civo.closing.changes import Drafting
from civo.closing.open_gaps import OpenGap
from civo.closing.overlay import scenario_text
from civo.concerns import statements
from civo.errors import InvalidFiles
from civo.findings import About, Finding, Verdict
from civo.gaps import find_gaps
from civo.loading.scenarios import with_scenario
from civo.structure import Structure
from civo.words import Text

TITLE = Text("Förslag", "Proposal")
_WEIGHT = {Verdict.NOT_ASSESSABLE: 0, Verdict.POSSIBLE: 1, Verdict.GAP: 2}


def changed(structure: Structure, text: str, shown: str = "proposal.yaml", name: str = "proposal") -> Structure:
    """The structure with a scenario laid over it, at the same date and with the same layers.

    Raises InvalidFiles when the scenario does not fit the structure.
    """
    new = with_scenario(structure.loaded, text, shown, name)
    return Structure(new, structure.at, structure.layers | (new.layers.keys() - structure.loaded.layers.keys()))


class Proving:
    """Runs the rules on a structure with changes made to it; remembers what it has found."""

    def __init__(self, drafting: Drafting, gaps: Iterable[OpenGap]) -> None:
        self._drafting = drafting
        self._gaps = tuple(gaps)
        self._rules = tuple(dict.fromkeys(gap.rule for gap in self._gaps))
        self._closed: dict[frozenset[str], frozenset[str]] = {}
        self.unfit: set[frozenset[str]] = set()
        """The changes that cannot be told as a scenario, since they touch what is in a layer that may be off."""
        self._before: dict[tuple[str, About], Finding] | None = None

    @property
    def runs(self) -> int:
        """How many sets of changes have been tried."""
        return len(self._closed)

    def closed(self, changes: frozenset[str]) -> frozenset[str]:
        """The ids of the gaps that the changes close: about which their rule finds nothing any more."""
        if changes not in self._closed:
            try:
                structure = self._with(changes)
            except InvalidFiles:
                self.unfit.add(changes)
                self._closed[changes] = frozenset()
                return frozenset()
            findings = [f for run in find_gaps(structure, self._rules).runs for f in run.findings]
            left = statements(structure, findings)
            self._closed[changes] = frozenset(gap.id for gap in self._gaps if not _is_left(gap, left))
        return self._closed[changes]

    def opened(self, changes: frozenset[str]) -> tuple[Finding, ...]:
        """The findings that are there after the changes and were not before, or not so surely; what can no longer be
        assessed is among them."""
        if self._before is None:
            self._before = self._all(self._drafting.structure)
        found: dict[int, Finding] = {}
        for key, finding in self._all(self._with(changes)).items():
            had = self._before.get(key)
            if had is None or _WEIGHT[had.verdict] < _WEIGHT[finding.verdict]:
                found[id(finding)] = finding
        return tuple(found.values())

    def _all(self, structure: Structure) -> dict[tuple[str, About], Finding]:
        return statements(structure, find_gaps(structure).findings)

    def _with(self, changes: frozenset[str]) -> Structure:
        drafting = self._drafting
        told = [change for change in drafting.changes.values() if change.id in changes]
        return changed(drafting.structure, scenario_text(drafting.structure, told, TITLE))


def _is_left(gap: OpenGap, left: Collection[tuple[str, About]]) -> bool:
    """Whether the rule still says something of what the gap is; of anything, where all has to go together."""
    if gap.remedy is not None and gap.remedy.altogether:
        return any(rule == gap.rule for rule, _ in left)
    return any((gap.rule, about) in left for about in gap.statements)
