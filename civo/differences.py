"""What differs between two structures: records, renamings, gaps; the plain frozen shapes of a comparison."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from civo.answers import Cell
from civo.findings import Finding, GapsTold, Subject, Verdict
from civo.truth import Truth
from civo.words import NO_TEXT, Language, Text

_LANGUAGES: tuple[Language, Language] = ("sv", "en")


@dataclass(frozen=True, slots=True)
class Version:
    """One side of a comparison: which structure, as of when, with which layers and scenarios, at which revision."""

    structure: str
    title: Text
    at: str
    layers: tuple[str, ...]
    revision: str = ""
    scenarios: tuple[str, ...] = ()

    @property
    def text(self) -> Text:
        """The side in a line."""
        more = [Text(f"lager {', '.join(self.layers)}", f"layers {', '.join(self.layers)}")]
        more += [Text(f"revision {self.revision}")] if self.revision else []
        more += [Text(f"scenario {', '.join(self.scenarios)}")] if self.scenarios else []
        sv, en = ("; ".join(text.in_language(language) for text in more) for language in _LANGUAGES)
        return Text(f"{self.title.sv}, {self.at} ({sv})", f"{self.title.en or self.title.sv}, {self.at} ({en})")


@dataclass(frozen=True, slots=True)
class Item:
    """A record as one side has it. `says` tells of an added or ended one what it said; `under` is a seat's body."""

    kind: str
    id: str
    name: Text
    declared: str
    places: tuple[str, ...] = ()
    says: tuple[Text, ...] = ()
    under: str = ""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record, as it was and as it is; `key` as files write it. None: silent."""

    key: str
    heading: Text
    before: Cell
    after: Cell


class What(Enum):
    """What has become of a record."""

    ADDED = "added"
    ENDED = "ended"
    UNKNOWN = "unknown"
    CHANGED = "changed"
    RENAMED = "renamed"


class By(Enum):
    """What tells that a record of one side is one of the other."""

    ID = "same id"
    CHANGE = "change"
    SAME_AS = "same_as"
    NAME = "same name"
    CONTENT = "same content"


@dataclass(frozen=True, slots=True)
class Difference:
    """What has become of a record, or of several that were merged, split or replaced, in one sentence.

    `before` and `after` are the records as each side has them. `holds` tells of a doubtful one whether it holds on each
    side, and `why` in what the doubt lies, in the same words for all that share it. `by` and `certainty` tell how, and
    how surely, the two are one.
    """

    what: What
    sentence: Text
    before: tuple[Item, ...] = ()
    after: tuple[Item, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    holds: tuple[Truth, Truth] | None = None
    why: Text = NO_TEXT
    by: By | None = None
    certainty: str = ""

    @property
    def item(self) -> Item:
        """The record to show: as it is now, or as it last was."""
        return (self.after or self.before)[0]


class GapWhat(Enum):
    """What has become of a gap. `CHANGED`: another verdict, or about more or fewer; `UNCLEAR`: not assessable on one side."""

    OPENED = "opened"
    CLOSED = "closed"
    CHANGED = "changed"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class GapDifference:
    """What has become of a gap: the findings of each side, and why, where that is known.

    `gained` and `lost` are what it is about on one side only. Usually one finding stands on each side, or on one side
    none; several, where a rule tells in one finding here what it tells in several there.
    """

    what: GapWhat
    rule: str
    title: Text
    before: tuple[Finding, ...] = ()
    after: tuple[Finding, ...] = ()
    gained: tuple[Subject, ...] = ()
    lost: tuple[Subject, ...] = ()
    why: Text = NO_TEXT

    @property
    def verdicts(self) -> tuple[Verdict | None, Verdict | None]:
        """The gravest verdict of each side; None where nothing was found."""
        return _gravest(self.before), _gravest(self.after)


_GRAVEST_FIRST = (Verdict.GAP, Verdict.POSSIBLE, Verdict.NOT_ASSESSABLE)


def _gravest(findings: tuple[Finding, ...]) -> Verdict | None:
    found = {finding.verdict for finding in findings}
    return next((verdict for verdict in _GRAVEST_FIRST if verdict in found), None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between two structures, and how much does not.

    `differences` stand in the order of `What`, of the kinds, and in which they are declared; `gaps` in the order of
    `GapWhat` and of the rules. `unchanged` counts, for each kind, the structure's own records that are as they were.
    """

    before: Version
    after: Version
    differences: tuple[Difference, ...]
    gaps: tuple[GapDifference, ...]
    unchanged: tuple[tuple[str, int], ...]
    gaps_unchanged: int
    notes: tuple[Text, ...] = ()
    gaps_told: GapsTold = "all"
    """Which gaps were compared: for an open audience only those that are assessed are, and only among open records."""

    def of(self, what: What) -> tuple[Difference, ...]:
        """The records of which this has become."""
        return tuple(d for d in self.differences if d.what is what)

    def gaps_of(self, what: GapWhat) -> tuple[GapDifference, ...]:
        """The gaps of which this has become."""
        return tuple(g for g in self.gaps if g.what is what)

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not self.differences and not self.gaps

    def parts(self) -> Iterator[tuple[Text, tuple[Difference, ...]]]:
        """The kinds of difference that there are, with their headings."""
        for what, heading in HEADINGS.items():
            if found := self.of(what):
                yield heading, found

    def gap_parts(self) -> Iterator[tuple[Text, tuple[GapDifference, ...]]]:
        """What has become of gaps, with headings."""
        for what, heading in GAP_HEADINGS.items():
            if found := self.gaps_of(what):
                yield heading, found


HEADINGS = {
    What.ADDED: Text("Tillkommet", "Added"),
    What.ENDED: Text("Upphört eller borttaget", "Ended or taken away"),
    What.UNKNOWN: Text("Okänt", "Unknown"),
    What.CHANGED: Text("Ändrat", "Changed"),
    What.RENAMED: Text("Nytt namn, sammanslaget eller ersatt", "Renamed, merged or replaced"),
}
GAP_HEADINGS = {
    GapWhat.OPENED: Text("Luckor som öppnats", "Gaps opened"),
    GapWhat.CLOSED: Text("Luckor som stängts", "Gaps closed"),
    GapWhat.CHANGED: Text("Luckor som ändrats", "Gaps changed"),
    GapWhat.UNCLEAR: Text("Luckor som bara kan bedömas i det ena fallet", "Gaps that can be assessed on one side only"),
}
