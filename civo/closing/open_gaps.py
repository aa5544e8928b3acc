"""Findings -> the gaps that can be closed one by one: a finding that tells of twelve issues is twelve gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product

from civo.findings import Finding, Verdict
from civo.rules.scope import answering
from civo.structure import Structure
from civo.words import Text

Key = tuple[str, ...]
"""What a gap is about, however its finding words it: the ids that tell it from the rule's other gaps. The empty key is of
anything that the rule finds."""


@dataclass(frozen=True, slots=True)
class OpenGap:
    """One gap to close. It is closed when its rule finds nothing about any of its keys any more, of any verdict."""

    finding: Finding
    keys: frozenset[Key]
    text: Text
    alone: bool
    """Whether it is all that its finding tells of."""

    @property
    def rule(self) -> str:
        """The rule that found it."""
        return self.finding.rule

    @property
    def id(self) -> str:
        """The rule and what the gap is about."""
        return f"{self.rule}:{'+'.join('/'.join(key) for key in sorted(self.keys) if key)}"

    @property
    def is_certain(self) -> bool:
        """Whether it is known to be a gap."""
        return self.finding.verdict is Verdict.GAP


def open_gaps(structure: Structure, finding: Finding, title: Text) -> list[OpenGap]:
    """The gaps that a finding tells of, in the order of its subjects."""
    parts = _ONE_BY_ONE.get(finding.rule, _whole)(structure, finding)
    if len(parts) == 1:
        return [OpenGap(finding, frozenset(parts[0]), finding.sentence, True)]
    gaps = []
    for keys in parts:
        names = dict.fromkeys(structure.name(i) for i in keys[0])
        about = Text(", ".join(n.sv for n in names), ", ".join(n.en or n.sv for n in names))
        words = _CERTAIN if finding.verdict is Verdict.GAP else _UNSURE
        text = words.filled(title=title, about=about, verdict=finding.verdict.text)
        gaps.append(OpenGap(finding, frozenset(keys), text, False))
    return gaps


def keys_of(structure: Structure, findings: Iterable[Finding]) -> dict[tuple[str, Key], Finding]:
    """Every rule and key that findings are about, with the finding."""
    found: dict[tuple[str, Key], Finding] = {}
    for finding in findings:
        for keys in _ONE_BY_ONE.get(finding.rule, _whole)(structure, finding):
            found |= {(finding.rule, key): finding for key in keys}
    return found


def ids_of(finding: Finding) -> tuple[str, ...]:
    """The ids of a finding's subjects."""
    return tuple(subject.id for subject in finding.subjects)


def of_kind(finding: Finding, *kinds: str) -> list[str]:
    """The ids of a finding's subjects of some kinds."""
    return [subject.id for subject in finding.subjects if subject.kind in kinds]


_CERTAIN = Text("{title}: {about}.", "{title}: {about}.")
_UNSURE = Text("{title}: {about} ({verdict}).", "{title}: {about} ({verdict}).")
Parts = list[list[Key]]
"""The keys of each gap that a finding tells of."""


def _whole(_: Structure, finding: Finding) -> Parts:
    return [[ids_of(finding)]]


def _first(_: Structure, finding: Finding) -> Parts:
    """The first subject is what it is about; the others are how it stands."""
    return [[ids_of(finding)[:1]]]


def _each(_: Structure, finding: Finding) -> Parts:
    return [[(i,)] for i in ids_of(finding)]


def _each_with_last(_: Structure, finding: Finding) -> Parts:
    """Each of the subjects with the last one, a place or a level."""
    *each, last = ids_of(finding)
    return [[(one, last)] for one in each]


def _responsible(structure: Structure, finding: Finding) -> Parts:
    """Each of those responsible with each issue; a collective is one gap of all its members."""
    issues = of_kind(finding, "issues")
    who = [i for i in ids_of(finding) if i not in issues]
    return [list(product(issues, structure.holder_members(one) or (one,))) for one in who]


def _agenda(structure: Structure, finding: Finding) -> Parts:
    """The same, at the bodies that decide the agenda: one may lack a seat in several places."""
    bodies = next(([evidence.id] for evidence in finding.chain if evidence.kind == "bodies"), [])
    return [[(*key, *bodies) for key in keys] for keys in _responsible(structure, finding)]


def _there(structure: Structure, finding: Finding) -> Parts:
    """All of them together, at each level or on each issue."""
    where = of_kind(finding, "issues", "levels")
    who = [o for i in ids_of(finding) if i not in where for o in structure.holder_members(i) or (i,)]
    return [list(product(where, who))]


def _parts(_: Structure, finding: Finding) -> Parts:
    """A part without a way to the others: it has one to all of them when no part is left, whichever the largest is."""
    return [[(), *((i,) for i in ids_of(finding))]]


def _first_with_all(_: Structure, finding: Finding) -> Parts:
    """The first subject with each of the others."""
    first, *others = ids_of(finding)
    return [[(first, one) for one in others]]


def _all_with_last(_: Structure, finding: Finding) -> Parts:
    """Each of the subjects with the last one, all of them one gap."""
    *others, last = ids_of(finding)
    return [[(one, last) for one in others]]


def _dependencies(structure: Structure, finding: Finding) -> Parts:
    """Each issue with the one that it needs: several that lack anybody for one issue are one finding."""
    *needing, needed = ids_of(finding)
    if len(needing) == 1 or not answering(structure, needed):
        return [[(one, needed)] for one in needing]
    first, *others = ids_of(finding)
    return [[(first, other)] for other in others]


_ONE_BY_ONE: dict[str, Callable[[Structure, Finding], Parts]] = {
    "rotating-only": _first,
    "participants-never-together": _first,
    "responsible-not-seated": _responsible,
    "no-agenda-access": _agenda,
    "indirect-only": _there,
    "unhandled-issue": _each,
    "knowledge-only": _each,
    "nobody-responsible": _each,
    "outside-structure": _each_with_last,
    "weak-place": _each_with_last,
    "missing-lead": _each_with_last,
    "responsible-never-meet": _first_with_all,
    "single-cut": _first_with_all,
    "one-bridge": _all_with_last,
    "unbridged-dependency": _dependencies,
    "disconnected": _parts,
}
