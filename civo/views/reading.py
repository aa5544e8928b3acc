"""Reads diagrams/<view>.yaml and checks it against the structure that it shows."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from civo.errors import InvalidFiles, Problem
from civo.loading.messages import problems_of
from civo.loading.raw import Path_, Span
from civo.loading.text_files import read_text
from civo.loading.yaml_files import YamlLocator, read_yaml
from civo.publicity import open_view
from civo.structure import Structure
from civo.views.checks import empty_problem, view_problems
from civo.views.compare import scenario_sides
from civo.views.issues import issues_of
from civo.views.seats import bodies_of
from civo.views.timeline import rotating_seats
from civo.views.view import View
from civo.words import Text


def read_view(path: Path, structure: Structure) -> View:
    """The view that a file declares.

    Raises InvalidFiles for anything wrong in it: dangling ids, and a view that shows nothing of the structure as it is
    by itself. At another date, or with other layers, a view may well be left without bodies.
    """
    problems: list[Problem] = []
    shown = f"{path.parent.name}/{path.name}"
    text = read_text(path, shown, problems) or ""
    data = read_yaml(text, shown, problems).data
    locator = YamlLocator(text, shown)
    view = None
    if not problems:
        try:
            view = View.model_validate(data)
        except ValidationError as wrong:

            def span(at: Path_, key: bool) -> Span:
                return locator.key(at) if key else locator.value(at)

            problems.extend(problems_of(wrong.errors(), View, span))
    if view is not None:
        view = open_view(structure.loaded, view, shown)
        problems.extend(view_problems(view, structure, locator))
        if not problems and _is_as_declared(structure) and _shows_nothing(structure, view):
            problems.append(empty_problem(view, locator, str(structure.at)))
    if structure.is_open:  # the line that is wrong may name what is not open
        problems = [problem._replace(length=0) for problem in problems]
    if view is None or problems:
        raise InvalidFiles(problems, path.resolve().parent.parent)
    return view


def wrong_at(path: Path, field: str, message: Text) -> InvalidFiles:
    """That something is wrong with a field of a view that can be read, at its place in the file."""
    shown = f"{path.parent.name}/{path.name}"
    span = YamlLocator(read_text(path, shown, []) or "", shown).key((field,))
    return InvalidFiles([Problem(span.position, message, length=span.length)], path.resolve().parent.parent)


def _is_as_declared(structure: Structure) -> bool:
    """Whether the structure is asked at its own date, with the layers that it has on by itself."""
    usual = {layer.id for layer in structure.loaded.layers.values() if layer.default}
    return structure.at == structure.loaded.manifest.date and structure.layers == usual


def _shows_nothing(structure: Structure, view: View) -> bool:
    """Whether there is nothing to show, nor with the scenario that the view compares with."""
    if not _is_empty(structure, view):
        return False
    return not view.compare or _is_empty(scenario_sides(structure, view.compare.scenario)[1], view)


def _is_empty(structure: Structure, view: View) -> bool:
    if view.timeline:
        return not rotating_seats(structure, view)
    if view.matrix and view.matrix.rows == "issues":
        return bool(view.issues) and not issues_of(structure, view)
    return not (bodies_of(structure, view) or issues_of(structure, view))
