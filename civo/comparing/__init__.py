"""Two structures -> what differs between them, and which gaps opened and closed: `compare` spells the whole way."""

from __future__ import annotations

from collections.abc import Iterable

from civo.comparing.gaps import gap_differences
from civo.comparing.matching import Matching, matched
from civo.comparing.records import Told, record_differences
from civo.comparing.tables import comparison_table, counted
from civo.differences import By, Comparison, Version
from civo.findings import GapsTold
from civo.gaps import internal_findings, titles
from civo.structure import Structure
from civo.withheld import audience_notes
from civo.words import Text, joined

__all__ = ["compare", "comparison_table", "counted"]


def compare(before: Structure, after: Structure) -> Comparison:
    """What differs between two structures: other files, another date, other layers, another revision.

    Records first, matched as `matched` tells, then the gaps, with ids told as the side after has them. What holds on
    one side, and of which nobody knows whether it holds on the other, is unknown: neither ended nor added.
    """
    matching = matched(before, after)
    records = record_differences(before, after, matching)
    gaps = gap_differences(before, after, matching)
    return Comparison(
        version(before),
        version(after),
        records.differences,
        gaps.differences,
        records.unchanged,
        gaps.unchanged,
        (*_notes(before, after, matching, records), *_audience(before, after)),
        _gaps_told(before, after),
    )


def _gaps_told(before: Structure, after: Structure) -> GapsTold:
    """Which gaps there may be of both sides."""
    if before.gaps_told == after.gaps_told == "all":
        return "some" if before.is_less or after.is_less else "all"
    return "some" if any(before.tells(rule) and after.tells(rule) for rule in titles()) else "none"


def _audience(before: Structure, after: Structure) -> Iterable[Text]:
    """What to know of an answer for anybody: the findings that are left out, then what is left out of a side."""
    less = [side for side in (before, after) if side.is_less] or [before, after]
    least = min(less, key=lambda side: _LEAST_FIRST.index(side.gaps_told))
    return dict.fromkeys([*internal_findings(before), *internal_findings(after), *audience_notes(least.loaded)])


def version(structure: Structure) -> Version:
    """How to name a structure as one side of a comparison."""
    loaded = structure.loaded
    on = [layer for layer in loaded.layers if layer in structure.layers]
    layers = tuple(layer for layer in on if not layer.startswith(_SCENARIO))
    scenarios = tuple(layer.removeprefix(_SCENARIO) for layer in on if layer.startswith(_SCENARIO))
    return Version(loaded.path.name, structure.title, str(structure.at), layers, loaded.revision, scenarios)


def _notes(before: Structure, after: Structure, matching: Matching, records: Told) -> list[Text]:
    """What the differences cannot say: unsure matches, and what only one of the two builds on."""
    notes = []
    unsure = [m for m in matching.matches if m.certainty != "stated" and m.by in (By.CHANGE, By.SAME_AS, By.NAME)]
    if unsure:
        names = joined(record.label for match in unsure for record in match.before)
        notes.append(_UNSURE.filled(names=names))
    for base, was, now in records.background:
        side = after if now else before
        notes.append(_BACKGROUND.filled(base=side.loaded.layers[base].name, count=was or now))
    return notes


_LEAST_FIRST: tuple[GapsTold, ...] = ("none", "some", "all")
_SCENARIO = "scenario."
"""What the id of a layer begins with that a scenario has been laid over the structure as."""
_UNSURE = Text(
    "Att {names} är desamma är inte uttalat; luckorna jämförs som om de var det.",
    "That {names} are the same is not stated; gaps are compared as if they were.",
)
_BACKGROUND = Text(
    "Bara den ena bygger på {base}: de {count} posterna därifrån räknas inte upp.",
    "Only one of the two builds on {base}: its {count} records are not listed.",
)
