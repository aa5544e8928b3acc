"""A declared view and the structure -> a Drawing: what a figure shows, before anything is laid out."""

from __future__ import annotations

from pathlib import Path

from civo.drawings import Drawing
from civo.shipped import shipped
from civo.structure import Structure
from civo.views.issues import issue_drawing
from civo.views.seats import seat_drawing
from civo.views.view import View, read_view
from civo.words import Language

__all__ = ["View", "drawing", "read_view", "views_folder", "views_for"]


def drawing(structure: Structure, view: View, view_id: str, language: Language | None = None) -> Drawing:
    """The drawing of a view of the structure, in the structure's own language unless told otherwise."""
    language = language or structure.language
    if view.issues:
        return issue_drawing(structure, view, view_id, language)
    return seat_drawing(structure, view, view_id, language)


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
