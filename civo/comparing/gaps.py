"""The gaps of two structures -> which opened, which closed, which changed, and of which one side can say nothing.

A gap is the same when the same rule finds it of the same subjects. Findings of one rule that are not the same on both
sides are one gap that has changed when the subjects of the one are among those of the other (one was added or removed),
when only the organisations concerned differ, or when they share more than half of their subjects; but never when they
are about different levels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from civo.comparing.fields import name_of
from civo.comparing.matching import Matching
from civo.differences import GapDifference, GapWhat
from civo.findings import Finding, Verdict
from civo.gaps import find_gaps, titles
from civo.records import Seat
from civo.seats.claims import holders
from civo.structure import Structure
from civo.truth import Truth
from civo.words import NO_TEXT, Text, joined


class GapsTold(NamedTuple):
    """What has become of the gaps, and how many are as they were."""

    differences: tuple[GapDifference, ...]
    unchanged: int


def gap_differences(before: Structure, after: Structure, matching: Matching) -> GapsTold:
    """What has become of each gap, in the order of GapWhat and of the rules; accepted gaps among them.

    Ids are told as the side after has them. A gap that is found on one side only has opened or closed when
    the other side was able to tell; where something that it rests on is unknown there, or in a layer that is off, it is
    unclear.
    """
    called, mapped = titles(), matching.mapped
    was, now = _by_rule(before, after), _by_rule(after, before)
    found: list[GapDifference] = []
    unchanged = 0
    for rule in dict.fromkeys((*was, *now)):
        for old, new in _groups(was.get(rule, []), now.get(rule, []), mapped):
            if _is_same(old, new, mapped):
                unchanged += len(new)
            else:
                found.append(_difference(before, after, rule, called[rule], old, new, matching))
    place = {what: n for n, what in enumerate(GapWhat)}
    found.sort(key=lambda gap: place[gap.what])
    return GapsTold(tuple(found), unchanged)


def _by_rule(structure: Structure, other: Structure) -> dict[str, list[Finding]]:
    """The findings of each rule that both sides may tell of: what one may not is neither opened nor closed."""
    return {run.rule: list(run.findings) for run in structure.once(find_gaps).runs if other.tells(run.rule)}


# Which finding is which


@dataclass(slots=True)
class _Gap:
    """The findings of both sides about the same subjects, told by the ids that they have after."""

    subjects: frozenset[str]
    kinds: Mapping[str, str]
    before: list[Finding] = field(default_factory=list)
    after: list[Finding] = field(default_factory=list)
    mains: set[str] = field(default_factory=set)
    """The main records of the findings."""

    def of_kind(self, kind: str) -> frozenset[str]:
        """Those subjects that are of a kind."""
        return frozenset(i for i in self.subjects if self.kinds[i] == kind)


def _groups(
    old: list[Finding], new: list[Finding], mapped: Mapping[str, str]
) -> Iterator[tuple[list[Finding], list[Finding]]]:
    """The findings of one rule, those together that tell of one gap, in the order of the side after."""
    gaps: dict[frozenset[str], _Gap] = {}
    for finding in new:
        _gap(gaps, finding, {}).after.append(finding)
    for finding in old:
        _gap(gaps, finding, mapped).before.append(finding)
    together = _Together(len(gaps))
    numbered = list(gaps.values())
    about: dict[str, list[int]] = {}
    for n, gap in enumerate(numbered):
        for subject in gap.subjects:
            about.setdefault(subject, []).append(n)
    for n, gap in enumerate(numbered):
        if not (gap.before and gap.after):
            for m in {m for subject in gap.subjects for m in about[subject]} - {n}:
                if _are_one(gap, numbered[m]):
                    together.join(n, m)
    for members in together.groups():
        yield [f for n in members for f in numbered[n].before], [f for n in members for f in numbered[n].after]


def _gap(gaps: dict[frozenset[str], _Gap], finding: Finding, mapped: Mapping[str, str]) -> _Gap:
    kinds = {mapped.get(subject.id, subject.id): subject.kind for subject in finding.subjects}
    gap = gaps.setdefault(frozenset(kinds), _Gap(frozenset(kinds), kinds))
    if finding.chain:
        gap.mains.add(mapped.get(finding.chain[0].id, finding.chain[0].id))
    return gap


def _are_one(gap: _Gap, other: _Gap) -> bool:
    """Whether two gaps, of which one at least is found on one side only, are one that has changed."""
    if gap.subjects < other.subjects or other.subjects < gap.subjects:
        return True
    if (gap.before and other.before) or (gap.after and other.after):
        return False
    both, apart = gap.subjects & other.subjects, gap.subjects ^ other.subjects
    levels = [gap.of_kind("levels"), other.of_kind("levels")]
    if levels[0] and levels[1] and levels[0].isdisjoint(levels[1]):  # elsewhere: another gap, whoever it is about
        return False
    if len(both) * 2 > max(len(gap.subjects), len(other.subjects)):
        return True
    concerned = all((gap.kinds.get(i) or other.kinds[i]) in ("organizations", "collectives") for i in apart)
    return concerned and not both.isdisjoint(gap.mains & other.mains)


class _Together:
    """Numbers, and which of them belong together."""

    def __init__(self, count: int) -> None:
        self._head = list(range(count))

    def _first(self, n: int) -> int:
        while self._head[n] != n:
            n = self._head[n]
        return n

    def join(self, n: int, m: int) -> None:
        first, second = sorted((self._first(n), self._first(m)))
        self._head[second] = first

    def groups(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for n in range(len(self._head)):
            found.setdefault(self._first(n), []).append(n)
        return list(found.values())


# What has become of it


def _is_same(old: list[Finding], new: list[Finding], mapped: Mapping[str, str]) -> bool:
    """Whether as many findings say it on both sides, of the same subjects, with the same verdicts, accepted or not."""
    return {_ids(f, mapped) for f in old} == {_ids(f, {}) for f in new} and _standings(old) == _standings(new)


def _standings(findings: list[Finding]) -> list[tuple[str, bool]]:
    return sorted((finding.verdict.value, finding.accepted is not None) for finding in findings)


def _ids(finding: Finding, mapped: Mapping[str, str]) -> frozenset[str]:
    return frozenset(mapped.get(subject.id, subject.id) for subject in finding.subjects)


def _difference(
    before: Structure,
    after: Structure,
    rule: str,
    title: Text,
    old: list[Finding],
    new: list[Finding],
    matching: Matching,
) -> GapDifference:
    sides = tuple(old), tuple(new)
    if old and new:
        was = {matching.mapped.get(s.id, s.id): s for f in old for s in f.subjects}
        now = {s.id: s for f in new for s in f.subjects}
        gained = tuple(subject for i, subject in now.items() if i not in was)
        lost = tuple(subject for i, subject in was.items() if i not in now)
        return GapDifference(GapWhat.CHANGED, rule, title, *sides, gained, lost)
    if all(finding.verdict is Verdict.NOT_ASSESSABLE for finding in (*old, *new)):
        return GapDifference(GapWhat.CHANGED, rule, title, *sides)
    ids = matching.back if new else matching.mapped
    here, there, what = (after, before, GapWhat.OPENED) if new else (before, after, GapWhat.CLOSED)
    doubt = _doubt(here, there, (*old, *new), ids)
    if doubt.sv:
        return GapDifference(GapWhat.UNCLEAR, rule, title, *sides, why=doubt)
    return GapDifference(what, rule, title, *sides, why=_came_or_went(here, there, (*old, *new), ids, new=bool(new)))


def _doubt(here: Structure, there: Structure, findings: tuple[Finding, ...], ids: Mapping[str, str]) -> Text:
    """Why a side on which the gap is not found could not tell; nothing when it could."""
    records = dict.fromkeys(
        [link.id for f in findings for link in f.chain] + [s.id for f in findings for s in f.subjects]
    )
    unknown = [
        i
        for i in records
        if (ids.get(i, i) in there.uncertain and i not in here.uncertain) or _holders_unknown(here, there, i, ids)
    ]
    if unknown:
        return _UNKNOWN.filled(names=_named(here, unknown), at=str(there.at))
    off = [
        there.loaded.layers[layer].name
        for i in records
        if (other := ids.get(i, i)) in there.loaded.by_id
        and (layer := there.loaded.layer_of(other)) not in there.layers
    ]
    return _OFF.filled(layers=joined(dict.fromkeys(off))) if off else NO_TEXT


def _holders_unknown(here: Structure, there: Structure, record_id: str, ids: Mapping[str, str]) -> bool:
    """Whether a seat that somebody is known to hold on the one side may be held by somebody on the other."""
    seat, other = here.get(record_id), there.get(ids.get(record_id, record_id))
    if not isinstance(seat, Seat) or not isinstance(other, Seat):
        return False
    known = [truth for _, truth in holders(here, seat)]
    told = [truth for _, truth in holders(there, other)]
    return Truth.YES in known and Truth.UNKNOWN in told and Truth.YES not in told


def _came_or_went(
    here: Structure, there: Structure, findings: tuple[Finding, ...], ids: Mapping[str, str], *, new: bool
) -> Text:
    """What the gap is about that the other side does not have."""
    gone = dict.fromkeys(s.id for f in findings for s in f.subjects if there.get(ids.get(s.id, s.id)) is None)
    return (_CAME if new else _WENT).filled(names=_named(here, list(gone))) if gone else NO_TEXT


def _named(structure: Structure, ids: list[str]) -> Text:
    """The first few of several things by name."""
    names = [name_of(structure, structure.kind_of(i), r) if (r := structure.get(i)) else structure.name(i) for i in ids]
    more = len(names) - _MOST
    return joined([*names[:_MOST], Text(f"{more} till", f"{more} more")] if more > 1 else names)


_MOST = 5
_UNKNOWN = Text("okänt vad som gäller {at} för {names}", "unknown what holds at {at} for {names}")
_OFF = Text("lagret {layers} är av", "the layer {layers} is off")
_CAME = Text("{names} fanns inte före", "{names} was not there before")
_WENT = Text("{names} finns inte längre", "{names} is no longer there")
