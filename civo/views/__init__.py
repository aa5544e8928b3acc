"""A declared view and the structure -> a Drawing: what a figure shows, before anything is laid out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from civo.drawings import Drawing, Item
from civo.errors import CivoError
from civo.publicity import NotForAll
from civo.shipped import shipped
from civo.structure import Structure
from civo.views.alike import alike
from civo.views.alt_text import TAIL
from civo.views.compare import compared, difference, scenario_sides
from civo.views.highlight import highlighted, may_be_marked
from civo.views.issues import issue_drawing
from civo.views.matrix import matrix_drawing
from civo.views.matrix_compare import compared_matrix
from civo.views.parties import parties
from civo.views.reading import read_view, wrong_at
from civo.views.seats import bodies_of, seat_drawing
from civo.views.splitting import parts, seams, splits
from civo.views.timeline import timeline_drawing
from civo.views.timeline_compare import compared_timeline
from civo.views.view import View
from civo.withheld import audience_notes
from civo.words import Language, Text, joined

__all__ = [
    "Declared",
    "View",
    "by_itself",
    "declared",
    "drawing",
    "drawings",
    "read_view",
    "views_folder",
    "views_for",
    "wrong_at",
]


class Declared(NamedTuple):
    """The views of a structure in a folder, in the order of their figures: those that may be shown, by name, and those not."""

    folder: Path
    shown: tuple[tuple[View, str], ...]
    withheld: tuple[View, ...]

    @property
    def notes(self) -> tuple[Text, ...]:
        """What to say of the figures that are not shown."""
        titles = joined(view.title for view in self.withheld)
        return (_NOT_SHOWN.filled(titles=titles),) if self.withheld else ()


def declared(structure: Structure, folder: Path) -> Declared:
    """The views in a folder that show this structure. Raises InvalidFiles for one that is wrong."""
    views = []
    for path in views_for(structure, folder):
        with suppress(NotForAll):  # that there is such a view is not told either
            views.append((read_view(path, structure), path.stem))
    views.sort(key=lambda told: (told[0].order, told[1]))
    shown = tuple(told for told in views if may_be_marked(structure, told[0].highlight))
    return Declared(folder, shown, tuple(view for view, name in views if (view, name) not in shown))


def drawings(structure: Structure, view: View, view_id: str, language: Language | None = None) -> list[Drawing]:
    """The figures of a view of the structure: one, or one for each part that it is split into, in the order they are read.

    In the structure's own language unless told otherwise. A part's id is the view's and what the part is of. The title
    says when it is for anybody. Raises CivoError for a view that marks gaps that may not be told.
    """
    language = language or structure.language
    if not may_be_marked(structure, view.highlight):
        raise CivoError(_MARKS_GAPS.filled(view=view_id))
    told = scenario_sides(structure, view.compare.scenario) if view.compare else None
    found = []
    for part_id, part in parts(told[:2] if told else (structure,), view, view_id):
        if told:
            drawn = _of_two(*told, part, part_id, language)
        else:
            drawn = _folded(structure, part, _of_one(structure, part, part_id, language))
        drawn = replace(drawn, page=view.page, alt=f"{drawn.alt} {TAIL.in_language(language)}")
        if splits(view):
            now = told[1] if told else structure
            drawn = replace(drawn, seams=tuple(seams(now, part)), bodies=len(bodies_of(now, part)))
        if structure.is_open:
            drawn = replace(drawn, title=f"{drawn.title} ({_OPEN.in_language(language)})")
        found.append(drawn)
    return found


def drawing(structure: Structure, view: View, view_id: str, language: Language | None = None) -> Drawing:
    """The drawing of a view as a whole, whatever it is split by."""
    (whole,) = drawings(structure, view.model_copy(update={"split_by": (), "most_bodies": None}), view_id, language)
    return whole


def _of_one(structure: Structure, view: View, view_id: str, language: Language) -> Drawing:
    drawn = _maker(view)(structure, view, view_id, language)
    numbered = not (view.compare or view.fold_by)
    return highlighted(structure, drawn, view.highlight, numbered) if view.highlight else drawn


def _of_two(before: Structure, after: Structure, name: Text, view: View, view_id: str, language: Language) -> Drawing:
    """The figure with a scenario, and what it is without; a matrix or a chart asks both for the same rows."""
    if view.matrix:
        return compared_matrix(before, after, name, view, view_id, language)
    if view.timeline:
        return compared_timeline(before, after, name, view, view_id, language)
    today, then = (_of_one(side, view, view_id, language) for side in (before, after))
    drawn = _folded(after, view, compared(today, then))
    return replace(drawn, alt=difference(drawn, name, language))


def _folded(structure: Structure, view: View, drawn: Drawing) -> Drawing:
    return alike(drawn, parties(structure, view)) if view.fold_by else drawn


def _maker(view: View) -> Callable[[Structure, View, str, Language], Drawing]:
    if view.matrix:
        return matrix_drawing
    if view.timeline:
        return timeline_drawing
    return issue_drawing if view.issues else seat_drawing


def by_itself(structure: Structure, figure: Drawing) -> Drawing:
    """The figure as a file by itself: its text says what is left out, where something may be."""
    notes = (Item(note.in_language(figure.language)) for note in audience_notes(structure.loaded))
    return replace(figure, equivalent=(*figure.equivalent, *notes))


_OPEN = Text("öppen version", "open version")
_NOT_SHOWN = Text(
    "Figurer som märker luckor visas inte i den öppna versionen: {titles}.",
    "Figures that mark gaps are not shown in the open version: {titles}.",
)
_MARKS_GAPS = Text(
    "{view} märker luckor som inte är bedömda för öppen publicering, och visas inte öppet; när de är bedömda: publicity: "
    "{{gaps: open, assessed: DATUM}} i structure.yaml",
    "{view} marks gaps that are not assessed as open, and is not shown to anybody; once they are assessed: publicity: "
    "{{gaps: open, assessed: DATE}} in structure.yaml",
)


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
