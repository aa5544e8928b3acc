"""The gaps of two structures -> which opened, which closed, which changed, and of which one side can say nothing.

A gap is what a rule states: the same rule and the same statement is the same gap on both sides. What one finding tells
together is compared together, so that a finding with one statement more is a gap that has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from civo.comparing.fields import name_of
from civo.comparing.matching import Matching
from civo.concerns import of_members
from civo.differences import GapDifference, GapWhat
from civo.findings import About, Finding, Subject, Verdict, ids_in
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
    called = titles()
    found: list[GapDifference] = []
    unchanged = 0
    was, now = _told(before, after, matching.mapped), _told(after, before, {})
    for rule in dict.fromkeys((*was, *now)):
        for gap in _gaps(was.get(rule, ()), now.get(rule, ())):
            if gap.is_unchanged:
                unchanged += len(gap.after)
            else:
                found.append(_difference(before, after, (rule, called[rule]), gap, matching))
    place = {what: n for n, what in enumerate(GapWhat)}
    found.sort(key=lambda gap: place[gap.what])
    return GapsTold(tuple(found), unchanged)


class _Told(NamedTuple):
    """A finding of one side, with what it states, and what it shows as being concerned besides, by the ids of the side after."""

    finding: Finding
    states: tuple[About, ...]
    besides: frozenset[str]


def _told(structure: Structure, other: Structure, mapped: Mapping[str, str]) -> dict[str, list[_Told]]:
    """What each rule finds on one side, where both may tell of it: what one may not is neither opened nor closed."""
    return {
        run.rule: [_stated(structure, finding, mapped) for finding in run.findings]
        for run in structure.once(find_gaps).runs
        if other.tells(run.rule)
    }


def _stated(structure: Structure, finding: Finding, mapped: Mapping[str, str]) -> _Told:
    states: dict[About, None] = {}
    for about in finding.about:  # what is said of a collective is said of each member
        for one in of_members(structure, about):
            states[tuple((name, _mapped(value, mapped)) for name, value in one)] = None
    named = {i for about in finding.about for i in ids_in(about)}
    besides = frozenset(mapped.get(s.id, s.id) for s in finding.subjects if s.id not in named)
    return _Told(finding, tuple(states), besides)


def _mapped(value: str | tuple[str, ...], mapped: Mapping[str, str]) -> str | tuple[str, ...]:
    if isinstance(value, str):
        return mapped.get(value, value)
    return tuple(sorted(mapped.get(i, i) for i in value))


# Which finding is which


@dataclass(slots=True)
class _Gap:
    """The findings of one rule that state something in common, or are joined by others that do."""

    before: list[_Told] = field(default_factory=list)
    after: list[_Told] = field(default_factory=list)

    @property
    def is_unchanged(self) -> bool:
        """Whether both sides state the same, with the same verdicts, accepted or not."""
        return _all_of(self.before) == _all_of(self.after) and _standings(self.before) == _standings(self.after)


def _all_of(side: list[_Told]) -> tuple[frozenset[About], frozenset[str]]:
    states = frozenset(about for told in side for about in told.states)
    return states, frozenset().union(*(told.besides for told in side))


def _standings(side: list[_Told]) -> list[tuple[str, bool]]:
    return sorted((told.finding.verdict.value, told.finding.accepted is not None) for told in side)


def _gaps(old: Iterable[_Told], new: Iterable[_Told]) -> list[_Gap]:
    """The gaps that the findings of one rule are, in the order of the side after."""
    gaps: dict[About, _Gap] = {}
    for told, is_new in [*((told, True) for told in new), *((told, False) for told in old)]:
        first, *others = {id(gap): gap for about in told.states if (gap := gaps.get(about))}.values() or [_Gap()]
        for other in others:
            first.before += other.before
            first.after += other.after
        (first.after if is_new else first.before).append(told)
        joined_now = [told] if not others else [*first.before, *first.after]
        gaps |= {about: first for one in joined_now for about in one.states}
    return list({id(gap): gap for gap in gaps.values()}.values())


# What has become of it


def _difference(
    before: Structure, after: Structure, rule: tuple[str, Text], gap: _Gap, matching: Matching
) -> GapDifference:
    old, new = (tuple(told.finding for told in side) for side in (gap.before, gap.after))
    sides = old, new
    if old and new:
        was, now = _Shown(before, old, matching.mapped), _Shown(after, new, {})
        return GapDifference(GapWhat.CHANGED, *rule, *sides, now.without(was), was.without(now))
    if all(finding.verdict is Verdict.NOT_ASSESSABLE for finding in (*old, *new)):
        return GapDifference(GapWhat.CHANGED, *rule, *sides)
    ids = matching.back if new else matching.mapped
    here, there, what = (after, before, GapWhat.OPENED) if new else (before, after, GapWhat.CLOSED)
    doubt = _doubt(here, there, (*old, *new), ids)
    if doubt.sv:
        return GapDifference(GapWhat.UNCLEAR, *rule, *sides, why=doubt)
    return GapDifference(what, *rule, *sides, why=_came_or_went(here, there, (*old, *new), ids, new=bool(new)))


class _Shown:
    """What findings of one side are shown as being about, by the ids of the side after."""

    def __init__(self, structure: Structure, findings: Iterable[Finding], mapped: Mapping[str, str]) -> None:
        self._structure = structure
        self._mapped = mapped
        self._subjects = {mapped.get(s.id, s.id): s for finding in findings for s in finding.subjects}
        self._all = self._subjects.keys() | {i for s in self._subjects.values() for i in self._members(s)}

    def _members(self, subject: Subject) -> dict[str, str]:
        """The ids of the members of a collective, by those of the side after."""
        members = self._structure.holder_members(subject.id) if subject.kind == "collectives" else ()
        return {self._mapped.get(i, i): i for i in members}

    def without(self, other: _Shown) -> tuple[Subject, ...]:
        """What the other does not show; of a collective some of which it does, the members that it does not."""
        found: list[Subject] = []
        for i, subject in self._subjects.items():
            if i in other._all:
                continue
            members = self._members(subject)
            apart = [member for member in members if member not in other._all]
            if len(apart) == len(members):
                found.append(subject)
            else:
                found += [Subject("organizations", members[m], self._structure.name(members[m])) for m in apart]
        return tuple(found)


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
