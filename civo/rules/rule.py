"""What a rule is: a module with these names. Its docstring is its published page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from civo.findings import Verdict
from civo.records import Record
from civo.structure import Structure
from civo.words import Text


class Gap(NamedTuple):
    """What a rule found: a verdict on some subjects, in one sentence, with the records that it rests on.

    The first record of the chain is the main place; `who_may_answer` replaces the rule's own where more is known.
    """

    verdict: Verdict
    subjects: tuple[str, ...]
    sentence: Text
    chain: tuple[Record, ...]
    who_may_answer: Text | None = None


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


def certain(*records: Record) -> Verdict:
    """A gap when all that it rests on is stated; a possible one when something is implied or probable."""
    return Verdict.GAP if all(record.certainty == "stated" for record in records) else Verdict.POSSIBLE
