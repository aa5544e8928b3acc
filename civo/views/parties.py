"""Who is drawn below the levels: the boxes for organisations, folded or each by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from civo.drawings import Node, Standing
from civo.records import Area, Organization, Record
from civo.selectors import Selector
from civo.structure import Structure
from civo.views.parts import doubt_of, is_proposed, standing_of
from civo.views.view import Part, View
from civo.words import NO_TEXT, Language, Text, english, joined


@dataclass(frozen=True, slots=True)
class Party:
    """One box: its id and name, the organisations behind it, and its own record where it is one organisation's."""

    id: str
    name: Text
    members: tuple[str, ...]
    record: Record | None = None
    is_one: bool = False
    """Whether it stands for an organisation, not for several."""
    whole: Text | None = None
    area: Text | None = None
    """Where it is one area's part of an actor that the view folds by area: the actor's name, and the area's or its own."""


def party(structure: Structure, selector: Selector) -> Party:
    """The box for those whom a selector fits; of one alone it has the name, however it is selected."""
    members = structure.members(selector)
    if len(members) == 1:
        return replace(single(structure, members[0]), id=_id(structure, selector))
    record = structure.get(selector.ids[0]) if len(selector.ids) == 1 else None
    name = record.label if record else structure.selector_name(selector)
    return Party(_id(structure, selector), name, members, record, len(members) == 1)


def parties(structure: Structure, view: View) -> list[Party]:
    """The boxes of a view: one for each of its `actors`, split by area or unfolded where it says so."""
    found = [
        one if part is actor else _as_part(structure, one, actor, part)
        for actor in view.actors
        for part in _by_area(structure, actor, view)
        for one in _unfolded(structure, part, view)
    ]
    drawn = {one.id: one for one in found if not isinstance(view, Part) or one.id in view.parties}
    return list(drawn.values())


def single(structure: Structure, organization: str) -> Party:
    """The box of one organisation."""
    return Party(organization, structure.name(organization), (organization,), structure.get(organization), True)


def _id(structure: Structure, selector: Selector) -> str:
    if len(selector.ids) == 1 and not selector.kind:
        return selector.ids[0]
    collective = structure.collective_of(selector)
    return collective.id if collective else str(selector)


def _by_area(structure: Structure, actor: Selector, view: View) -> Iterator[Selector]:
    """One for each area of the type that the view folds by, and one for those in none of them."""
    whole = structure.members(actor)
    if not view.fold_by or len(whole) < 2:
        yield actor
        return
    left = dict.fromkeys(whole)
    for area in structure.areas:
        inside = structure.inside(area.id)
        within = all(area.id in structure.inside(wide) for wide in actor.within)
        if area.type != view.fold_by or not within:
            continue
        part = replace(actor, within=(area.id,))
        those = [m for m in structure.members(part) if m in left]
        if those and inside:
            yield part if len(those) > 1 else Selector(ids=(those[0],))
            for member in those:
                del left[member]
    if left:
        yield actor if len(left) == len(whole) else replace(actor, within=(), kind=(), ids=tuple(left))


def _as_part(structure: Structure, one: Party, actor: Selector, part: Selector) -> Party:
    """The box, with what it is a part of where it stands for all of an area's."""
    if one.members != structure.members(part):
        return one
    area = one.name if one.is_one else structure.name(part.within[0])
    return replace(one, whole=structure.selector_name(actor), area=area)


def _unfolded(structure: Structure, actor: Selector, view: View) -> Iterator[Party]:
    """Each member by itself where the view says so, and those that are left as one."""
    folded = party(structure, actor)
    members = structure.members(actor)
    apart = set(members) if view.unfolds_all or folded.id in view.unfolded else set(members) & set(view.unfolded)
    if not apart or len(members) < 2:
        yield folded
        return
    for member in members:
        if member in apart:
            yield single(structure, member)
    rest = tuple(m for m in members if m not in apart)
    if len(rest) == 1:
        yield single(structure, rest[0])
    elif rest:
        yield Party(f"{folded.id} rest", _OTHERS.filled(name=folded.name), rest)


_OTHERS = Text("{name}: övriga", "{name}: the others")


def party_node(structure: Structure, one: Party, language: Language, counted: bool = True) -> Node:
    """The box: one organisation, or several behind one another with how many they are where they are counted."""
    rows = []
    if counted and not one.is_one:
        rows.append(how_many(structure, one.members))
    rows += roles_for(structure, one.members)
    name = one.name.in_language(language)
    return Node(
        one.id,
        "organization" if one.is_one else "collective",
        name[:1].upper() + name[1:],
        tuple(row.in_language(language) for row in rows),
        _standing(structure, one),
    )


def how_many(structure: Structure, organizations: Sequence[str]) -> Text:
    """How many they are: "44 kommuner", or "48 organisationer" where they are not all of one kind."""
    records = [record for i in organizations if isinstance(record := structure.get(i), Organization)]
    shared = [kind for kind in records[0].kind if all(kind in r.kind for r in records)] if records else []
    named = structure.several(shared[0]) if shared else NO_TEXT
    what = named if named.sv else _ORGANISATIONS
    return Text(f"{len(organizations)} {what.sv}", f"{len(organizations)} {english(what)}")


_ORGANISATIONS = Text("organisationer", "organisations")


def _standing(structure: Structure, one: Party) -> Standing:
    """Known only when all of them are."""
    those = [one.record] if one.record else []
    those += [member for i in one.members if (member := structure.get(i))]
    found = {standing_of(structure, record) for record in those} if one.members else set()
    return found.pop() if len(found) == 1 else "unknown"


def roles_for(structure: Structure, organizations: Iterable[str]) -> list[Text]:
    """The roles that are stated to represent them."""
    members = set(organizations)
    said = []
    for relation in structure.relations:
        if relation.does != "represents" or is_proposed(relation):
            continue
        if any(set(structure.actor_members(w)) == members for w in relation.what):
            roles = joined(structure.name(role) for role in relation.who)
            mainly = Text("främst ", "mainly ") if relation.extent in ("mainly", "most") else Text("")
            words = Text("{mainly}genom {roles}{doubt}", "{mainly}by {roles}{doubt}")
            said.append(words.filled(mainly=mainly, roles=roles, doubt=doubt_of(structure, relation)))
    return said


def area_types(structure: Structure) -> list[str]:
    """The types of area that a view may fold by."""
    return list(
        dict.fromkeys(
            area.type for area in structure.loaded.records.get("areas", ()) if isinstance(area, Area) and area.type
        )
    )
