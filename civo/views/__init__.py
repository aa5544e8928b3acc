"""A declared view and the structure -> a Drawing: what a figure shows, before anything is laid out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from civo.drawings import Drawing, Item
from civo.publicity import audience_notes
from civo.shipped import shipped
from civo.structure import Structure
from civo.views.alt_text import TAIL
from civo.views.compare import compared, scenario_sides
from civo.views.highlight import highlighted
from civo.views.issues import issue_drawing
from civo.views.matrix import matrix_drawing
from civo.views.matrix_compare import compared_matrix
from civo.views.reading import read_view
from civo.views.seats import seat_drawing
from civo.views.timeline import timeline_drawing
from civo.views.timeline_compare import compared_timeline
from civo.views.view import View
from civo.words import Language, Text

__all__ = ["View", "drawing", "read_view", "views_folder", "views_for"]


def drawing(structure: Structure, view: View, view_id: str, language: Language | None = None) -> Drawing:
    """The drawing of a view of the structure, in the structure's own language unless told otherwise."""
    language = language or structure.language
    if view.compare:
        drawn = _of_two(*scenario_sides(structure, view.compare.scenario), view, view_id, language)
    else:
        drawn = _of_one(structure, view, view_id, language)
    alt = f"{drawn.alt} {TAIL.in_language(language)}"
    return _for_audience(structure, replace(drawn, page=view.page, alt=alt), language)


def _of_one(structure: Structure, view: View, view_id: str, language: Language) -> Drawing:
    drawn = _maker(view)(structure, view, view_id, language)
    return highlighted(structure, drawn, view.highlight) if view.highlight else drawn


def _of_two(before: Structure, after: Structure, name: Text, view: View, view_id: str, language: Language) -> Drawing:
    """The figure with a scenario, and what it is without; a matrix or a chart asks both for the same rows."""
    if view.matrix:
        return compared_matrix(before, after, name, view, view_id, language)
    if view.timeline:
        return compared_timeline(before, after, name, view, view_id, language)
    today = _of_one(before, view, view_id, language)
    return compared(today, _of_one(after, view, view_id, language), name)


def _maker(view: View) -> Callable[[Structure, View, str, Language], Drawing]:
    if view.matrix:
        return matrix_drawing
    if view.timeline:
        return timeline_drawing
    return issue_drawing if view.issues else seat_drawing


def _for_audience(structure: Structure, figure: Drawing, language: Language) -> Drawing:
    """The figure, which says when it is for anybody: in its title, caption and text."""
    notes = [note.in_language(language) for note in audience_notes(structure.loaded)]
    if not notes:
        return figure
    return replace(
        figure,
        title=f"{figure.title} ({_OPEN.in_language(language)})",
        caption=" ".join([figure.caption, *notes]),
        alt=" ".join([figure.alt, *notes]),
        equivalent=(*figure.equivalent, *map(Item, notes)),
    )


_OPEN = Text("öppen version", "open version")


def views_folder(structure: Structure) -> Path:
    """The folder of views: beside the folder that the structure stands in, or those that come with civo."""
    beside = structure.loaded.path.parent.parent / "diagrams"
    return beside if beside.is_dir() else shipped("diagrams")


def views_for(structure: Structure, folder: Path) -> list[Path]:
    """The views in a folder that show this structure, sorted by name."""
    return [path for path in sorted(folder.glob("*.yaml")) if _shows(path, structure.loaded.path.name)]


def _shows(path: Path, structure: str) -> bool:
    """Whether a view names the structure; judged by its line, so that another structure's views need not be sound."""
    text = path.read_text(encoding="utf-8", errors="replace")
    lines = (line.split("#")[0].strip() for line in text.splitlines() if line.startswith("structure:"))
    named = next((line.removeprefix("structure:").strip().strip("'\"") for line in lines), structure)
    return named == structure
