"""Yes, no and unknown."""

from __future__ import annotations

from enum import Enum

from civo.words import Text


class Truth(Enum):
    """The three answers of an open world: an absent fact is unknown, never a no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @property
    def text(self) -> Text:
        """The answer as a word."""
        return _TRUTH_TEXT[self]


_TRUTH_TEXT = {
    Truth.YES: Text("ja", "yes"),
    Truth.NO: Text("nej", "no"),
    Truth.UNKNOWN: Text("okänt", "unknown"),
}
