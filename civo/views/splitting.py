"""The parts of a view that is split: by level, by type or by areas, and by how many bodies a figure may have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from civo.field_words import field_words
from civo.records import Body, Organization
from civo.structure import Structure
from civo.views.parties import Party, parties
from civo.views.seats import bodies_of
from civo.views.view import Part, View
from civo.views.ways import ways
from civo.words import Text, capital

PLAIN_SEAMS = ("level", "type")
"""What a view may be split by besides a type of area."""


class _Place(NamedTuple):
    """What a body goes with, in one way: a level, an area, a type or its neighbours, and what that is called."""

    id: str
    name: Text
    is_area: bool = False


def parts(sides: Sequence[Structure], view: View, view_id: str) -> list[tuple[str, View]]:
    """The parts of a view with their ids, in the order in which they are read; the view itself where it has but one.

    Every body stands in one part, and with it every line into it. Where the view is split by level and type alone, every
    part has all actors; else those that have a line into it. Who has none in the parts of its own area stands in the first
    of these, and who would be in no part, in the first of all. `sides` are the structures that the view shows: one, or the
    one compared with before it.
    """
    if not view.split_by and view.most_bodies is None:
        return [(view_id, view)]
    bodies = {body.id: (structure, body) for structure in sides for body in bodies_of(structure, view)}
    places = {i: tuple(_place(*told, seam) for seam in view.split_by) for i, told in bodies.items()}
    orders = [_order(sides[-1], seam) for seam in view.split_by]
    kept: dict[tuple[_Place, ...], list[str]] = {}
    for i in sorted(bodies, key=lambda i: [order(place) for order, place in zip(orders, places[i], strict=True)]):
        kept.setdefault(places[i], []).append(i)
    kept = {place: those for at, found in kept.items() for place, those in _evenly(at, found, view.most_bodies)}
    if len(kept) < 2:
        return [(view_id, view)]
    number = {i: n for n, those in enumerate(kept.values(), start=1) for i in those}
    shown = _actors(sides, view, kept)
    everyone = frozenset[str]().union(*shown)
    return [
        (
            ".".join([view_id, *(place.id for place in _told(at))]),
            Part.model_construct(
                **dict(view)
                | _named(view, _told(at), n, len(kept))
                | {"bodies": frozenset(those), "parties": who, "leaves_out": who != everyone},
                elsewhere=tuple((i, other) for i, other in number.items() if other != n),
            ),
        )
        for n, ((at, those), who) in enumerate(zip(kept.items(), shown, strict=True), start=1)
    ]


def _evenly(
    at: tuple[_Place, ...], bodies: list[str], most: int | None
) -> Iterator[tuple[tuple[_Place, ...], list[str]]]:
    """The bodies of a part in as few as `most` allows, in their order, none more than one longer than another."""
    count = ceil(len(bodies) / most) if most else 1
    bounds = [round(n * len(bodies) / count) for n in range(count + 1)]
    for n, (first, after) in enumerate(pairwise(bounds), start=1):
        some = _SOME.filled(first=first + 1, last=after, all=len(bodies))
        one = _ONE.filled(n=after, all=len(bodies))
        place = _Place(str(n), one if after - first == 1 else some)
        yield (at if count == 1 else (*at, place)), bodies[first:after]


_SOME = Text("organ {first}–{last} av {all}", "bodies {first}–{last} of {all}")
_ONE = Text("organ {n} av {all}", "body {n} of {all}")


def splits(view: View) -> bool:
    """Whether it is a view of bodies, which can be split by them; one of issues cannot."""
    return not view.issues and (view.matrix is None or view.matrix.rows == "bodies")


def seams(structure: Structure, view: View) -> list[tuple[str, int]]:
    """What `split_by` may be, or be instead, as a file writes it, and how many parts that makes of it; the fewest first."""
    bodies = bodies_of(structure, view)
    areas = {body.area for body in bodies}
    own = [area.type for area in structure.areas if area.type and area.id in areas]
    found = []
    for seam in dict.fromkeys(("level", *own, "type")):
        count = len({_place(structure, body, seam) for body in bodies})
        if count > 1 and seam not in view.split_by:
            written = (*view.split_by, seam)
            found.append((seam if len(written) == 1 else f"[{', '.join(written)}]", count))
    return sorted(found, key=lambda told: told[1])


def _told(at: Sequence[_Place]) -> list[_Place]:
    """What a part is named by: what belongs to no smaller area goes by the larger one alone."""
    within = any(place.is_area for place in at)
    return list(dict.fromkeys(place for place in at if not (within and place == _NO_AREA)))


def _named(view: View, at: Sequence[_Place], n: int, of: int) -> dict[str, Text]:
    """The title and the caption of a part, which say what it is of and which it is."""
    names = Text(", ".join(p.name.sv for p in at), ", ".join(p.name.en or p.name.sv for p in at))
    return {
        "title": _TITLE.filled(title=view.title, names=names, n=n, of=of),
        "caption": _CAPTION.filled(caption=view.caption, names=capital(names), n=n, of=of),
    }


_TITLE = Text("{title}: {names} (del {n} av {of})", "{title}: {names} (part {n} of {of})")
_CAPTION = Text("{caption} {names} (del {n} av {of}).", "{caption} {names} (part {n} of {of}).")


def _place(structure: Structure, body: Body, seam: str) -> _Place:
    if seam == "level":
        return _Place(body.level, structure.name(body.level)) if body.level else _NO_LEVEL
    if seam == "type":
        return _Place(body.type, capital(field_words(body.type))) if body.type else _NO_TYPE
    of_type = (area for area in structure.areas if area.type == seam)
    area = next((area for area in of_type if body.area in structure.inside(area.id)), None)
    return _Place(area.id, area.label, is_area=True) if area else _NO_AREA


_NO_LEVEL = _Place("utan-niva", Text("nivån anges inte", "level not said"))
_NO_TYPE = _Place("utan-typ", Text("typen anges inte", "type not said"))
_NO_AREA = _Place("utan-omrade", Text("organ utan eget område", "bodies without an area of their own"))


def _order(structure: Structure, seam: str) -> Callable[[_Place], int]:
    """Levels from the highest down, areas as they are declared, after what belongs to none; else as the bodies stand."""
    declared = structure.level_order if seam == "level" else [area.id for area in structure.areas if area.type == seam]
    number = {i: n for n, i in enumerate(declared)}
    last = len(number) if seam == "level" else -1
    return lambda place: number.get(place.id, last)


def _actors(
    sides: Sequence[Structure], view: View, bodies_by_part: Mapping[tuple[_Place, ...], list[str]]
) -> list[frozenset[str]]:
    """The ids of the actors in each part, as `parts` says."""
    drawn = [(structure, one) for structure in sides for one in parties(structure, view)]
    everyone = frozenset(one.id for _, one in drawn)
    if view.most_bodies is None and all(seam in PLAIN_SEAMS for seam in view.split_by):
        return [everyone] * len(bodies_by_part)
    found = [
        {one.id for structure, one in drawn if _has_line(structure, one, those)} for those in bodies_by_part.values()
    ]
    areas: dict[str, list[set[str]]] = {}
    for at, those in zip(bodies_by_part, found, strict=True):
        for place in at:
            if place.is_area:
                areas.setdefault(place.id, []).append(those)
    for area, parts_of_it in areas.items():
        own = {one.id for structure, one in drawn if _acts_in(structure, one, area)}
        parts_of_it[0] |= own.difference(*parts_of_it)
    found[0] |= everyone.difference(*found)
    return [frozenset(those) for those in found]


def _acts_in(structure: Structure, one: Party, area: str) -> bool:
    """Whether all behind the box act inside an area."""
    inside = structure.inside(area)
    members = [structure.get(member) for member in one.members]
    return bool(members) and all(isinstance(m, Organization) and m.area in inside for m in members)


def _has_line(structure: Structure, one: Party, bodies: Sequence[str]) -> bool:
    """Whether anything is known of how they sit in one of the bodies."""
    there = (body for i in bodies if isinstance(body := structure.get(i), Body))
    return any(True for body in there for _ in ways(structure, body, one))
