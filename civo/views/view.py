"""diagrams/<view>.yaml: what a figure shall show."""

from pathlib import Path
from typing import Annotated

from pydantic import ValidationError

from civo.errors import InvalidFiles, Problem
from civo.fields import BilingualText, IssueRef, LevelRef, OneOrMore, Organizations, Query, Ref
from civo.loading.messages import problems_of
from civo.loading.raw import Path_, Span
from civo.loading.references import SELECTOR_KINDS
from civo.loading.text_files import read_text
from civo.loading.yaml_files import YamlLocator, read_yaml
from civo.models import Model
from civo.publicity import open_view
from civo.records import Record
from civo.selecting import NAMED_BY, fits
from civo.structure import Structure
from civo.truth import Truth
from civo.words import Text, nearest


class View(Model):
    """diagrams/<view>.yaml: what a figure includes, and its words."""

    structure: str
    """The structure that it shows: its folder's name."""
    order: int = 0
    """Its place among the figures; those with the same number by file name."""
    title: BilingualText
    """The figure's title, drawn in it."""
    caption: BilingualText
    """The caption, for the page or the report."""
    levels: Annotated[tuple[LevelRef, ...], OneOrMore] = ()
    """The levels whose bodies are drawn, each as a frame."""
    area: Annotated[str, Ref(("areas",))] = ""
    """Only bodies that serve this area, or one inside it."""
    include: Query | None = None
    """Only bodies, or issues, that this selector fits or may fit."""
    exclude: Query | None = None
    """No bodies, or issues, that this selector surely fits."""
    actors: tuple[Organizations, ...] = ()
    """Who is drawn below the levels; one box for each selector."""
    issues: Annotated[tuple[IssueRef, ...], OneOrMore] = ()
    """The issues that the figure is about; drawn instead of seats."""
    arrangement: Annotated[str, Ref(("arrangements",))] = ""
    """The arrangement that the issues are, or are not, part of."""
    proposed: bool = False
    """Whether what is only proposed or discussed is drawn too."""


def shows(structure: Structure, view: View, record: Record) -> bool:
    """Whether a view's own selectors let a body or an issue into the figure."""
    if view.include and fits(structure, record, view.include) is Truth.NO:
        return False
    return not (view.exclude and fits(structure, record, view.exclude) is Truth.YES)


def read_view(path: Path, structure: Structure) -> View:
    """The view that a file declares. Raises InvalidFiles for anything wrong in it, dangling ids among it."""
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
        problems.extend(_dangling(view, structure, locator))
    if structure.is_open:  # the line that is wrong may name what is not open
        problems = [problem._replace(length=0) for problem in problems]
    if view is None or problems:
        raise InvalidFiles(problems, path.resolve().parent.parent)
    return view


def fits_kinds(kind: str, allowed: tuple[str, ...]) -> bool:
    """Whether a record of the kind may be named; any record where no kinds are given."""
    return bool(kind) and (not allowed or kind in allowed)


def _dangling(view: View, structure: Structure, locator: YamlLocator) -> list[Problem]:
    """Ids in the view that the structure does not have at any date, each with its place."""
    named: list[tuple[Path_, str, tuple[str, ...]]] = [
        *((("levels", n), level, ("levels",)) for n, level in enumerate(view.levels)),
        *((("issues", n), issue, ("issues",)) for n, issue in enumerate(view.issues)),
        *([(("area",), view.area, ("areas",))] if view.area else []),
        *([(("arrangement",), view.arrangement, ("arrangements",))] if view.arrangement else []),
    ]
    for n, actor in enumerate(view.actors):
        named += [(("actors", n), value, SELECTOR_KINDS[key]) for _, key, value in actor.references()]
    for key, asked in (("include", view.include), ("exclude", view.exclude)):
        if asked:
            named += [((key, *path), value, NAMED_BY[sort]) for path, sort, value in asked.references()]
    problems = []
    for path, name, allowed in named:
        if not fits_kinds(structure.kind_of(name), allowed):
            span = locator.value(path)
            known = [i for i, kind in structure.loaded.kinds.items() if fits_kinds(kind, allowed)]
            message = Text(f"”{name}” finns inte", f'"{name}" does not exist')
            problems.append(Problem(span.position, message, suggestion=nearest(name, known) or "", length=span.length))
    return problems
