"""What could be changed in a structure: a seat, a remit, a lead, a responsibility, a link, a new body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from civo.records import Absence, Arrangement, Body, Coverage, Issue, Kind, Record, Relation, Responsibility, Role
from civo.rules.scope import own_bodies, together
from civo.seats.absences import is_stated
from civo.seats.rosters import roster
from civo.selectors import Selector
from civo.structure import Structure
from civo.words import NO_TEXT, Text, joined

Value = str | int | bool | Sequence["Value"] | Mapping[str, "Value"]
Fields = Mapping[str, Value]

T = TypeVar("T")
FEW = 6
"""So many organisations are named one by one; more are spoken of as a group."""

SORTS: dict[str, Text] = {
    "seat": Text("plats", "seat"),
    "remit": Text("uppdrag", "remit"),
    "lead": Text("ledning", "lead"),
    "responsibility": Text("ansvar", "responsibility"),
    "link": Text("samverkan", "link"),
    "body": Text("organ", "body"),
}
"""The sorts of change, by the word that options use."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change, in a sentence, with what it does to the records. Two with the same id are the same.

    `touches` are the levels and bodies it is made in; `number` how many seats it comes to; `requires` the ids of changes
    without which it cannot be made; `joint` tells that one seat is to speak for several.
    """

    id: str
    sort: str
    sentence: Text
    touches: frozenset[str] = frozenset()
    number: int = 1
    requires: frozenset[str] = frozenset()
    joint: bool = False
    add: tuple[tuple[str, Fields], ...] = field(default=(), compare=False)
    """New records, each with its kind."""
    extend: tuple[tuple[str, str, str], ...] = ()
    """Values added to lists: the id of the record, the field, the value."""
    moved: tuple[tuple[str, str], ...] = ()
    """Issues that no longer have the place that a coverage gives them: the coverage's id, the issue's."""
    exist: tuple[str, ...] = ()
    """What is only proposed, and would be there."""


class Drafting:
    """Makes the changes that a structure could see, each once, in the order in which they were first thought of."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.changes: dict[str, Change] = {}
        self.left_out = False
        """Whether something that could be thought of was not, since there was so much of it."""
        self._new: dict[str, str] = {}

    def way(self, *ids: str | None) -> frozenset[str] | None:
        """Several changes as one way to close a gap, with all that they require; None when one of them cannot be."""
        if not ids or None in ids:
            return None
        chosen = {i for i in ids if i}
        return frozenset(chosen.union(*(self.changes[i].requires for i in chosen)))

    def few(self, some: Iterable[T], most: int = FEW) -> list[T]:
        """The first few of some; that there are more is kept in mind."""
        first = list(islice(some, most + 1))
        self.left_out |= len(first) > most
        return first[:most]

    def _keep(self, change: Change) -> str:
        return self.changes.setdefault(change.id, change).id

    def _fresh(self, wanted: str) -> str:
        """An id that no record has; the same whenever the same is wanted."""
        if wanted not in self._new:
            taken = self.structure.loaded.by_id.keys() | set(self._new.values())
            numbered = (f"{wanted}-{n}" for n in range(2, len(taken) + 3))
            self._new[wanted] = wanted if wanted not in taken else next(i for i in numbered if i not in taken)
        return self._new[wanted]

    # Bodies

    def bodies(self, level: str | None = None) -> list[Body]:
        """The structure's own bodies in which something could be changed, at a level where one is given.

        Not those that stand for several: nobody could say which of them is meant. Those named in so many words come
        before those that are implied, or that may be another body under a second name.
        """
        found = [b for b in own_bodies(self.structure) if not b.several and (level is None or b.level == level)]
        return sorted(found, key=lambda b: (b.certainty != "stated", bool(b.same_as), b.level is None))

    def new_body(self, level: str) -> str:
        """A body that is set up at a level, serving the area that those there serve."""
        structure = self.structure
        there = [b for b in own_bodies(structure) if b.level == level]
        area = _common(b.area for b in there) or structure.loaded.manifest.area
        arrangement = _common(b.arrangement for b in there) or _spanning(structure, level)
        name = _NEW_NAME.filled(level=structure.name(level))
        record: dict[str, Value] = {
            "id": self.new_body_id(level),
            "name": both(name),
            "level": level,
            **({"area": area} if area else {}),
            **({"arrangement": arrangement} if arrangement else {}),
            "composition": "closed",
            "handles_list": "closed",
        }
        sentence = _SET_UP.filled(level=structure.name(level))
        return self._keep(Change(f"body:{level}", "body", sentence, frozenset({level}), add=(("bodies", record),)))

    def new_body_id(self, level: str) -> str:
        """The id that a body set up at the level gets."""
        return self._fresh(f"nytt-organ-{level}")

    def realise(self, record: Record, sort: str) -> str:
        """That what is only proposed, or discussed, comes to be."""
        structure = self.structure
        touches = {i for i in (record.id, getattr(record, "level", None)) if i}
        if isinstance(record, (Body, Arrangement)):
            sentence = _REALISE_BODY.filled(what=record.label)
        else:
            who = record.who if isinstance(record, (Relation, Responsibility)) else ()
            what = record.what if isinstance(record, Relation) else getattr(record, "issue", ())
            names = structure.selector_name(who) if isinstance(who, Selector) else _names(structure, who)
            words = _REALISE_LEAD if sort == "lead" else _REALISE_RESPONSIBILITY
            sentence = words.filled(who=names, what=_names(structure, what))
        return self._keep(Change(f"exist:{record.id}", sort, sentence, frozenset(touches), exist=(record.id,)))

    # Seats

    def seats(self, body: Body | str, who: str | Selector) -> list[str]:
        """The seats that somebody could get in a body, or in a new one at a level: one that speaks for them all, and,
        where they are several, one for each of them."""
        one = self.seat(body, who)
        selector = self._selector(body, who)
        each = self.seat(body, who, each=True) if selector and len(self.structure.members(selector)) > 1 else None
        return [one, *([each] if each else [])]

    def seat(self, body: Body | str, who: str | Selector, *, each: bool = False) -> str:
        """A seat for somebody (an organisation, a collective, a kind, a role, a selector) in a body, or in a new one."""
        structure = self.structure
        selector = self._selector(body, who)
        members = structure.members(selector)
        key = str(selector) if selector else str(who)
        name = self._name(who, selector)
        many = len(members) > 1
        place = body.label if isinstance(body, Body) else _NEW_BODY.filled(level=structure.name(body))
        if isinstance(body, Body):
            body_id, touches, requires = body.id, {body.id, body.level or ""} - {""}, frozenset[str]()
        else:
            body_id, touches, requires = self.new_body_id(body), {body}, frozenset({self.new_body(body)})
        seat_id = self._fresh(f"{body_id}.{_slug(who, selector)}" + (".var-sin" if each else ""))
        record: dict[str, Value] = {
            "id": seat_id,
            "name": both(_SEAT_OF.filled(who=name, body=place)),
            "body": body_id,
            **({"represents": selector_value(selector)} if selector else {"role": str(who)}),
            "count": len(members) if each else 1,
            **({"each": True} if each else {}),
        }
        more = isinstance(body, Body) and not each and self._has_one(body, frozenset(members))
        words = _EACH_SEAT if each else _JOINT_SEAT[more] if many else _SEAT[more]
        sentence = words.filled(who=name, body=place, number=len(members))
        return self._keep(
            Change(
                f"seat:{body_id}:{key}" + (":each" if each else ""),
                "seat",
                sentence,
                frozenset(touches),
                number=len(members) if each else 1,
                requires=requires,
                joint=many and not each,
                add=(("seats", record),),
                extend=tuple(
                    (absence.id, "except_seats", seat_id) for absence in self._against(body, frozenset(members))
                ),
            )
        )

    def _has_one(self, body: Body, members: frozenset[str]) -> bool:
        """Whether they have a seat of just their own in the body already, or share one."""
        claims = [claim for _, claim in roster(self.structure, body).seats if claim.sure]
        return any(members in (claim.sits | claim.speaks_for, claim.turns) for claim in claims)

    def _selector(self, body: Body | str, who: str | Selector) -> Selector | None:
        """Whom the seat is to speak for; of a kind, those in the body's area; None for a role."""
        structure = self.structure
        if isinstance(who, Selector):
            return who
        record = structure.get(who)
        if isinstance(record, Role):
            return None
        if not isinstance(record, Kind):
            return Selector(ids=(who,))
        about = structure.loaded.manifest.area
        area = (body.area if isinstance(body, Body) else self._area(body)) or about
        for place in (area, about):
            inside = Selector(kind=(who,), within=(place,)) if place else None
            if inside and structure.members(inside):
                return inside
        acting = structure.actor_members(who)
        return Selector(ids=acting) if 0 < len(acting) <= FEW else Selector(kind=(who,))

    def _area(self, level: str) -> str | None:
        return _common(b.area for b in own_bodies(self.structure) if b.level == level)

    def _name(self, who: str | Selector, selector: Selector | None) -> Text:
        if selector is None or (isinstance(who, str) and not self.structure.members(selector)):
            return self.structure.name(str(who))
        return _called(self.structure, selector)

    def _against(self, body: Body | str, members: frozenset[str]) -> Iterator[Absence]:
        """The stated absences that the seat would be an exception from."""
        structure = self.structure
        level = body.level if isinstance(body, Body) else body
        area = body.area if isinstance(body, Body) else self._area(body)
        for absence in structure.absences:
            there = absence.body is None and absence.level == level
            there = there and (absence.area is None or area is None or area in structure.inside(absence.area))
            if isinstance(body, Body) and absence.body == body.id:
                there = True
            if there and is_stated(structure, absence) and not members.isdisjoint(structure.members(absence.who)):
                yield absence

    # Issues

    def remit(self, body: Body | str, issue: str) -> str:
        """That a body, or a new one at a level, handles an issue: then it no longer lies outside, or has a weaker place."""
        structure = self.structure
        name = structure.name(issue)
        if not isinstance(body, Body):
            sentence = _REMIT.filled(body=_NEW_BODY.filled(level=structure.name(body)), issue=name)
            new, made = self.new_body_id(body), self.new_body(body)
            return self._keep(
                Change(
                    f"remit:{new}:{issue}",
                    "remit",
                    sentence,
                    frozenset({body}),
                    requires=frozenset({made}),
                    extend=((new, "handles", issue),),
                    moved=tuple(self._elsewhere(_arrangement_of(self.changes[made]), issue)),
                )
            )
        return self._keep(
            Change(
                f"remit:{body.id}:{issue}",
                "remit",
                _REMIT.filled(body=body.label, issue=name),
                frozenset({body.id, body.level or ""} - {""}),
                extend=((body.id, "handles", issue),),
                moved=tuple(self._elsewhere({body.id, body.arrangement or ""}, issue)),
            )
        )

    def _elsewhere(self, places: Iterable[str], issue: str) -> Iterator[tuple[str, str]]:
        """The coverages by which the issue lies outside these places, or has a weaker one there."""
        known = set(places)
        for coverage in self.structure.coverages_of.get(issue, ()):
            if coverage.by in known and coverage.place != "full" and coverage.status == "existing":
                yield coverage.id, issue

    def lead(self, what: str, level: str, who: str) -> str:
        """That somebody leads an issue, or an arrangement, at a level."""
        structure = self.structure
        record: dict[str, Value] = {
            "id": self._fresh(f"{who}-leder-{what}-{level}"),
            "who": [who],
            "does": "leads",
            "what": [what],
            "level": level,
        }
        sentence = _LEAD.filled(who=structure.name(who), what=structure.name(what), level=structure.name(level))
        return self._keep(
            Change(f"lead:{what}:{level}:{who}", "lead", sentence, frozenset({level}), add=(("relations", record),))
        )

    def responsibility(self, issue: str, who: Selector) -> str:
        """That somebody answers for an issue."""
        structure = self.structure
        record: dict[str, Value] = {
            "id": self._fresh(f"ansvar.{issue}.{_slug(who, who)}"),
            "issue": [issue],
            "who": selector_value(who),
        }
        sentence = _RESPONSIBILITY.filled(who=_called(structure, who), issue=structure.name(issue))
        return self._keep(
            Change(f"responsibility:{issue}:{who}", "responsibility", sentence, add=(("responsibilities", record),))
        )

    def link(self, one: str, other: str) -> str:
        """That two collaborate."""
        structure = self.structure
        one, other = sorted((one, other))
        record: dict[str, Value] = {
            "id": self._fresh(f"{one}-samverkar-med-{other}"),
            "who": [one],
            "does": "collaborates-with",
            "what": [other],
        }
        sentence = _LINK.filled(one=structure.name(one), other=structure.name(other))
        return self._keep(Change(f"link:{one}:{other}", "link", sentence, add=(("relations", record),)))


def both(text: Text) -> Fields:
    """A text as a file writes it."""
    return {"sv": text.sv, "en": text.en or text.sv}


def selector_value(selector: Selector) -> Value:
    """A selector as a file writes it."""
    lines = {key: list(values) for key, values in selector.lines() if values}
    if selector.excluded:
        groups = [selector_value(group) for group in selector.excluded]
        return {**lines, "not": groups if len(groups) > 1 else groups[0]}
    return lines["ids"] if lines.keys() == {"ids"} else lines


def issue_of(structure: Structure, record_id: str) -> Issue | None:
    """The issue with the id."""
    record = structure.get(record_id)
    return record if isinstance(record, Issue) else None


def coverage_issues(structure: Structure, coverage: str) -> tuple[str, ...]:
    """The issues that a coverage tells of."""
    record = structure.get(coverage)
    return record.issue if isinstance(record, Coverage) else ()


def responsible_for(structure: Structure, issue: str) -> list[Responsibility]:
    """The existing responsibilities for an issue."""
    return [r for r in structure.responsibilities_for.get(issue, ()) if r.status == "existing"]


def _arrangement_of(change: Change) -> set[str]:
    return {str(fields["arrangement"]) for _, fields in change.add if "arrangement" in fields}


def _common(values: Iterable[str | None]) -> str | None:
    """The value that all have; None when they differ, or have none."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


def _spanning(structure: Structure, level: str) -> str | None:
    spanning = {a.id for a in structure.arrangements if a.status == "existing" and level in a.levels}
    return spanning.pop() if len(spanning) == 1 else None


def _slug(who: str | Selector, selector: Selector | None) -> str:
    """A selector as a part of an id."""
    if isinstance(who, str):
        return who
    parts = [value for _, values in (selector or who).lines() for value in values]
    return "-".join(parts[:3])


def _called(structure: Structure, selector: Selector) -> Text:
    """How to name those whom a selector fits in a proposal: a kind by its members, or all of it where they are many."""
    members = structure.members(selector)
    if not members or not selector.kind or selector.ids or selector.excluded or selector.tags or selector.level:
        return structure.selector_name(selector)
    name, ids = together(structure, members)
    if len(members) <= FEW or all(structure.kind_of(i) == "collectives" for i in ids):
        return name
    where = _IN.filled(areas=_names(structure, selector.within)) if selector.within else NO_TEXT
    return (_ALL if len(selector.kind) == 1 else _ALL_KINDS).filled(kinds=_names(structure, selector.kind), where=where)


def _names(structure: Structure, ids: Iterable[str]) -> Text:
    return joined(structure.name(i) for i in ids)


_ALL = Text("alla av sorten {kinds}{where}", "all of the kind {kinds}{where}")
_ALL_KINDS = Text("alla av sorterna {kinds}{where}", "all of the kinds {kinds}{where}")
_IN = Text(" i {areas}", " in {areas}")
_NEW_NAME = Text("Nytt organ på {level}", "New body at {level}")
_NEW_BODY = Text("det nya organet på {level}", "the new body at {level}")
_SET_UP = Text("Inrätta ett nytt organ på {level}.", "Set up a new body at {level}.")
_SEAT_OF = Text("Plats för {who} i {body}", "Seat for {who} in {body}")
_SEAT = (
    Text("Ge {who} en plats i {body}.", "Give {who} a seat in {body}."),
    Text("Ge {who} en plats till i {body}.", "Give {who} one more seat in {body}."),
)
_JOINT_SEAT = (
    Text("Ge {who} en gemensam plats i {body}.", "Give {who} one seat together in {body}."),
    Text("Ge {who} en gemensam plats till i {body}.", "Give {who} one more seat together in {body}."),
)
"""The first one, and one more."""
_EACH_SEAT = Text(
    "Ge {who} var sin plats i {body} ({number} platser).", "Give each of {who} a seat in {body} ({number} seats)."
)
_REMIT = Text("Lägg frågan {issue} på {body}.", "Give the issue {issue} to {body}.")
_LEAD = Text("Utse {who} att leda {what} på {level}.", "Appoint {who} to lead {what} at {level}.")
_RESPONSIBILITY = Text("Ge {who} ansvaret för {issue}.", "Make {who} responsible for {issue}.")
_LINK = Text("Låt {one} och {other} samverka med varandra.", "Let {one} and {other} collaborate.")
_REALISE_BODY = Text("Inrätta {what}, som det finns förslag om.", "Set up {what}, which has been proposed.")
_REALISE_LEAD = Text(
    "Bestäm det som är föreslaget: {who} leder {what}.", "Decide what is proposed: {who} to lead {what}."
)
_REALISE_RESPONSIBILITY = Text(
    "Bestäm det som är föreslaget: {who} ansvarar för {what}.", "Decide what is proposed: {who} responsible for {what}."
)
