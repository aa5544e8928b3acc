"""What a rule is: a module with these names. Its docstring is its published page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import product
from typing import Literal, NamedTuple, Protocol

from civo.findings import About, Verdict, named_in
from civo.records import Record
from civo.structure import Structure
from civo.words import Text


class Gap(NamedTuple):
    """What a rule found: statements of one cause, told in one sentence with one verdict, and the records that they rest on.

    A statement is the smallest that is true, with named fields: see `each` and `as_one`. The first record of the chain is
    the main place; `who_may_answer` replaces the rule's own where more is known, and `subjects` what is shown as being
    concerned where that is more than the statements name.
    """

    verdict: Verdict
    about: Sequence[About]
    sentence: Text
    chain: tuple[Record, ...]
    who_may_answer: Text | None = None
    subjects: tuple[str, ...] = ()

    @property
    def concerned(self) -> tuple[str, ...]:
        """The ids of what is concerned: all that the first field names, then the second."""
        return self.subjects or tuple(named_in(self.about, *[name for name, _ in self.about[0]]))


def each(**fields: str | Sequence[str]) -> tuple[About, ...]:
    """A statement for every combination of what the fields may be; a field without any is left out."""
    told = {name: [ids] if isinstance(ids, str) else list(dict.fromkeys(ids)) for name, ids in fields.items()}
    names = [name for name, ids in told.items() if ids]
    return tuple(tuple(zip(names, ids, strict=True)) for ids in product(*(told[name] for name in names)))


def as_one(**fields: Collection[str]) -> tuple[About, ...]:
    """One statement about sets, of which no part is true alone: their order says nothing."""
    return (tuple((name, tuple(sorted(ids))) for name, ids in fields.items()),)


class Remedy(NamedTuple):
    """How changes may close the gaps of a rule."""

    change: Literal[
        "body-for-issue",
        "body-of-place",
        "deciding-body",
        "direct-tie",
        "join-parts",
        "lead",
        "meeting",
        "new-body",
        "one-body-for-both",
        "own-seats",
        "responsibility",
        "seat-at-level",
        "seat-for-each-sharer",
        "seat-for-those-missing",
        "seat-where-agenda-is-set",
        "seat-where-handled",
        "second-way",
    ]
    """What is weighed: see closing/remedies.py."""
    one_by_one: tuple[str, ...] = ()
    """The fields by which each gap differs from the others of a finding; all that it tells of is one gap otherwise."""
    altogether: bool = False
    """Whether such a gap is closed only when the rule finds nothing at all."""


class Found(NamedTuple):
    """What a rule looked at, and what it found."""

    checked: int
    gaps: Sequence[Gap]


class Page(Protocol):
    """What a rule says of itself."""

    __name__: str
    __doc__: str | None
    TITLE: Text
    """The rule in a few words."""
    WHY: Text
    """Why it matters."""
    WHO: Text
    """Who may answer it."""
    CLOSE: Text
    """How to close the gap."""


class Rule(Page, Protocol):
    """A gap rule."""

    def find(self, structure: Structure) -> Found:
        """What the rule finds in a structure; it changes, prints and ranks nothing."""


def remedy(rule: Page) -> Remedy | None:
    """How changes may close the rule's gaps: its `REMEDY`. None where something has to be found out, written down, decided
    or taken away instead (a holder, an order of turns, a plan, one of two leads), and `CLOSE` says what."""
    found: Remedy | None = getattr(rule, "REMEDY", None)
    return found


def certain(*records: Record) -> Verdict:
    """A gap when all that it rests on is stated; a possible one when something is implied or probable."""
    return Verdict.GAP if all(record.certainty == "stated" for record in records) else Verdict.POSSIBLE
