"""What can be wrong in a view besides its form: names of nothing, fields that do not go together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from civo.errors import Problem
from civo.loading.raw import Path_
from civo.loading.references import SELECTOR_KINDS
from civo.loading.yaml_files import YamlLocator
from civo.opening import scenarios_told
from civo.selecting import NAMED_BY
from civo.structure import Structure
from civo.views.highlight import ALL_FINDINGS, rule_ids
from civo.views.parties import area_types
from civo.views.splitting import PLAIN_SEAMS, splits
from civo.views.view import View
from civo.words import Text, nearest


def view_problems(view: View, structure: Structure, locator: YamlLocator) -> Iterator[Problem]:
    """Ids in the view that the structure does not have at any date, and names of nothing, each with its place."""
    for path, name, allowed in _named(view):
        if not _fits_kinds(structure.kind_of(name), allowed):
            known = [i for i in structure.loaded.by_id if _fits_kinds(structure.kind_of(i), allowed)]
            yield _unknown(locator, path, name, known)
    for n, rule in enumerate(view.highlight):
        known = [ALL_FINDINGS, *rule_ids()]
        if rule not in known:
            yield _unknown(locator, ("highlight", n), rule, known)
    if view.compare and view.compare.scenario not in (known := scenarios_told(structure)):
        yield _unknown(locator, ("compare", "scenario"), view.compare.scenario, known)
    if view.fold_by and view.fold_by not in area_types(structure):
        yield _unknown(locator, ("fold_by",), view.fold_by, area_types(structure))
    seams = [*PLAIN_SEAMS, *area_types(structure)]
    for n, seam in enumerate(view.split_by):
        if seam not in seams:
            yield _unknown(locator, ("split_by", n), seam, seams)
    if not splits(view):
        yield from _refused(
            locator, view, "issues" if view.issues else "matrix: {rows: issues}", ("split_by", "most_bodies")
        )
    for kind, refused in _APART.items():
        if getattr(view, kind):
            yield from _refused(locator, view, kind, refused)


def _refused(locator: YamlLocator, view: View, kind: str, fields: Iterable[str]) -> Iterator[Problem]:
    """Those of the fields that the view has, though they say nothing in a figure of this kind."""
    for name in fields:
        if getattr(view, name):
            span = locator.key((name,))
            yield Problem(span.position, _NOT_WITH.filled(name=name, kind=kind), length=span.length)


_APART = {
    "matrix": ("timeline", "emphasis", "highlight", "unfold", "fold_by", "show", "actors"),
    "timeline": ("issues", "emphasis", "highlight", "unfold", "fold_by", "show", "actors"),
    "issues": ("emphasis", "unfold", "fold_by", "show", "actors"),
}
"""What a view cannot say together with the kind of figure it is."""
_NOT_WITH = Text("”{name}” säger inget tillsammans med ”{kind}”", '"{name}" says nothing together with "{kind}"')


def empty_problem(view: View, locator: YamlLocator, at: str) -> Problem:
    """That a view shows nothing at the date, at the field that chooses what it shows."""
    said = ("issues", "levels", "include", "area", "timeline", "matrix")
    chooses = next((name for name in said if getattr(view, name)), "title")
    span = locator.key((chooses,))
    return Problem(span.position, _EMPTY.filled(at=at), length=span.length)


_EMPTY = Text(
    "vyn visar ingenting: inget organ och ingen fråga passar den ({at})",
    "the view shows nothing: no body and no issue fits it ({at})",
)


def _unknown(locator: YamlLocator, path: Path_, name: str, known: list[str]) -> Problem:
    span = locator.value(path)
    message = Text(f"”{name}” finns inte", f'"{name}" does not exist')
    return Problem(span.position, message, suggestion=nearest(name, known) or "", length=span.length)


def _fits_kinds(kind: str, allowed: tuple[str, ...]) -> bool:
    """Whether a record of the kind may be named; any record where no kinds are given."""
    return bool(kind) and (not allowed or kind in allowed)


def _named(view: View) -> Iterator[tuple[Path_, str, tuple[str, ...]]]:
    """Every id in the view, where it stands, and the kinds it may be of."""
    yield from ((("levels", n), level, ("levels",)) for n, level in enumerate(view.levels))
    yield from ((("issues", n), issue, ("issues",)) for n, issue in enumerate(view.issues))
    single = (("area", ("areas",)), ("arrangement", ("arrangements",)), ("emphasis", ("organizations",)))
    yield from (((key,), getattr(view, key), kinds) for key, kinds in single if getattr(view, key))
    for n, actor in enumerate(view.actors):
        yield from ((("actors", n), value, SELECTOR_KINDS[key]) for _, key, value in actor.references())
    for n, name in enumerate(view.unfolded):
        yield ("unfold", n), name, ("organizations", "collectives")
    for key, asked in (("include", view.include), ("exclude", view.exclude)):
        if asked:
            yield from (((key, *path), value, NAMED_BY[sort]) for path, sort, value in asked.references())
