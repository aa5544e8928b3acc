"""A drawing as DOT text: what the layout comes from, and what a test compares."""

from __future__ import annotations

from civo.drawings import Drawing
from civo.layout import dot_of


def dot_text(drawing: Drawing) -> str:
    """The drawing as DOT, one node or edge to a line; the same drawing gives the same text."""
    return dot_of(drawing)
