"""A declared view and the structure -> a Drawing: what a figure shows, before anything is laid out."""

from __future__ import annotations

from civo.drawings import Drawing
from civo.structure import Structure
from civo.views.issues import issue_drawing
from civo.views.seats import seat_drawing
from civo.views.view import View, read_view
from civo.words import Language

__all__ = ["View", "drawing", "read_view"]


def drawing(structure: Structure, view: View, view_id: str, language: Language | None = None) -> Drawing:
    """The drawing of a view of the structure, in the structure's own language unless told otherwise."""
    language = language or structure.language
    if view.issues:
        return issue_drawing(structure, view, view_id, language)
    return seat_drawing(structure, view, view_id, language)
