"""Which records a selector fits, in three values: bodies with no municipality, issues without a lead at a level."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Literal, TypeVar, get_args, get_origin

from civo.errors import CivoError, UnknownName
from civo.records import KINDS, Area, Body, Issue, Kind, Level, Organization, Record, Seat
from civo.seats.claims import Claims
from civo.seats.handling import all_issues_known, handled_by, handles, is_certain, told_to_handle
from civo.seats.leading import leads_of_body, leads_of_issue
from civo.seats.levels import place_at_level
from civo.seats.rosters import roster
from civo.selectors import ANYTHING, ASKED_OF, OF_ANY, RELATED, BadSelector, Selector, parsed_query
from civo.structure import Structure
from civo.truth import Truth
from civo.words import Text, nearest

R = TypeVar("R", bound=Record)

NAMED_BY = {
    "kind": ("kinds",),
    "in": ("areas",),
    "level": ("levels",),
    "role": ("roles",),
    "lead.ids": ("levels",),
    "ids": (),
    **{f"{key}.ids": (kind, "collectives") if kind == "organizations" else (kind,) for key, kind in RELATED.items()},
}
"""The kinds of record that a selector may name under each key; any, where none are given."""


def query(structure: Structure, text: str) -> Selector:
    """The selector that a text says, with every name in it turned into an id.

    Raises CivoError for a text that cannot be read, and UnknownName for a name of nothing, or a type, tag or status that no
    record has, at any date.
    """
    try:
        selector = parsed_query(text)
    except BadSelector as wrong:
        raise CivoError(_bad(wrong)) from wrong
    selector = _named(structure, selector, "ids")
    _check_words(structure, selector)
    return selector


def _check_words(structure: Structure, selector: Selector) -> None:
    for key, words, among in (
        ("type", selector.type, Text("typerna", "the types")),
        ("tags", selector.tags, Text("taggarna", "the tags")),
        ("status", selector.status, Text("statusvärdena", "the statuses")),
    ):
        known = _words_of(structure, key) if words else frozenset()
        for word in words:
            if word not in known:
                raise UnknownName(word, nearest(word, sorted(known)) or "", among)
    for _, inner in selector.related:
        _check_words(structure, inner)
    for group in selector.excluded:
        _check_words(structure, group)


def _words_of(structure: Structure, key: str) -> frozenset[str]:
    """What records of any date say, or may say, in a field of free or fixed words."""
    fixed = {word for model in KINDS.values() for word in _fixed_words(model, key)}
    told = {getattr(r, key, ()) for records in structure.loaded.records.values() for r in records}
    return frozenset(fixed.union(*((value,) if isinstance(value, str) else value for value in told)))


def _fixed_words(model: type[Record], key: str) -> tuple[str, ...]:
    info = model.model_fields.get(key)
    return get_args(info.annotation) if info and get_origin(info.annotation) is Literal else ()


def _bad(wrong: BadSelector) -> Text:
    hint = nearest(wrong.part, wrong.expected) or ""
    keys = ", ".join(wrong.expected)
    return Text(
        f"urvalet går inte att läsa vid ”{wrong.part}”"
        + (f" – menade du {hint}?" if hint else "")
        + f" Nycklar: {keys}",
        f'the selector cannot be read at "{wrong.part}"'
        + (f" - did you mean {hint}?" if hint else "")
        + f" Keys: {keys}",
    )


def _named(structure: Structure, selector: Selector, sort: str) -> Selector:
    def found(key: str, names: tuple[str, ...]) -> tuple[str, ...]:
        kinds = NAMED_BY[key]
        return tuple(name if name == ANYTHING else structure.find(name, kinds).id for name in names)

    return replace(
        selector,
        kind=found("kind", selector.kind),
        within=found("in", selector.within),
        level=found("level", selector.level),
        role=found("role", selector.role),
        ids=found(sort, selector.ids),
        excluded=tuple(_named(structure, group, sort) for group in selector.excluded),
        related=tuple((key, _named(structure, inner, f"{key}.ids")) for key, inner in selector.related),
    )


def check_asked(selector: Selector, kind: str) -> None:
    """Raises CivoError where a selector asks what cannot be asked of records of a kind."""
    allowed = (*OF_ANY, *ASKED_OF.get(kind, ()))
    for key in selector.asked():
        if key not in allowed:
            keys = ", ".join((*allowed, "not"))
            raise CivoError(
                Text(f"”{key}” kan inte frågas av {kind}: {keys}", f'"{key}" cannot be asked of {kind}: {keys}')
            )


def chosen(structure: Structure, records: Iterable[R], selector: Selector) -> Iterator[tuple[R, Truth]]:
    """The records that a selector fits or may fit, in their order, with which of the two."""
    for record in records:
        if (truth := fits(structure, record, selector)) is not Truth.NO:
            yield record, truth


def narrowed(structure: Structure, kind: str, records: Iterable[R], where: str) -> list[tuple[R, Truth]]:
    """The records of a kind that a selector, given as text, fits or may fit, with which of the two; all without one.

    Those that it surely fits come first. Raises CivoError for a selector that cannot be read or asked of the kind.
    """
    if not where:
        return [(record, Truth.YES) for record in records]
    selector = query(structure, where)
    check_asked(selector, kind)
    return sorted(chosen(structure, records, selector), key=lambda pair: pair[1] is not Truth.YES)


def fits(structure: Structure, record: Record, selector: Selector) -> Truth:
    """Whether a selector fits a record. No only where the files force it; what does not apply to its kind does not fit."""
    told = [
        *_declared(structure, record, selector),
        *(_related(structure, record, key, inner) for key, inner in selector.related),
    ]
    told += [_not(fits(structure, record, group)) for group in selector.excluded]
    return _all(told)


def _all(told: list[Truth]) -> Truth:
    if Truth.NO in told:
        return Truth.NO
    return Truth.UNKNOWN if Truth.UNKNOWN in told else Truth.YES


def _not(truth: Truth) -> Truth:
    return {Truth.YES: Truth.NO, Truth.NO: Truth.YES}.get(truth, Truth.UNKNOWN)


def _truth(yes: bool) -> Truth:
    return Truth.YES if yes else Truth.NO


def _declared(structure: Structure, record: Record, selector: Selector) -> Iterator[Truth]:
    """What is asked of the record's own fields."""
    if selector.ids and ANYTHING not in selector.ids:
        named = {member for name in selector.ids for member in (name, *structure.holder_members(name))}
        yield _truth(record.id in named)
    if selector.tags:
        yield _truth(not set(selector.tags).isdisjoint(record.tags))
    if selector.status:
        yield _truth(record.status in selector.status)
    if selector.type:
        told = getattr(record, "type", "")
        yield _truth(told in selector.type) if told or not hasattr(record, "type") else Truth.UNKNOWN
    if selector.role:
        role = getattr(record, "role", None)
        yield _truth(role in selector.role) if role or not isinstance(record, Seat) else Truth.UNKNOWN
    if selector.kind:
        yield _truth(not set(selector.kind).isdisjoint(_kinds(record)))
    if selector.level:
        level = _level(structure, record)
        untold = level is None and isinstance(record, (Body, Organization, Seat))
        yield Truth.UNKNOWN if untold else _truth(level in selector.level)
    if selector.within:
        yield _within(structure, record, selector.within)


def _kinds(record: Record) -> tuple[str, ...]:
    if isinstance(record, Organization):
        return record.kind
    return (record.id,) if isinstance(record, Kind) else ()


def _owner(structure: Structure, record: Record) -> Record:
    """A seat's body, for what a seat has from it; otherwise the record itself."""
    return (structure.get(record.body) or record) if isinstance(record, Seat) else record


def _level(structure: Structure, record: Record) -> str | None:
    if isinstance(record, Level):
        return record.id
    if isinstance(record, Organization):
        return structure.level_of(record)
    level: str | None = getattr(_owner(structure, record), "level", None)
    return level


def _within(structure: Structure, record: Record, areas: tuple[str, ...]) -> Truth:
    owner = _owner(structure, record)
    area = owner.id if isinstance(owner, Area) else getattr(owner, "area", None)
    if area is None:
        return Truth.UNKNOWN if isinstance(owner, Body) else Truth.NO
    return _truth(any(area in structure.inside(whole) for whole in areas))


# How records hang together


def _related(structure: Structure, record: Record, key: str, inner: Selector) -> Truth:
    kind = structure.kind_of(record.id)
    if key not in ASKED_OF.get(kind, ()):
        return Truth.NO
    if isinstance(record, Body):
        return _of_body(structure, record, key, inner)
    if isinstance(record, Issue):
        return _of_issue(structure, record, key, inner)
    if isinstance(record, Seat):
        return _of_seat(structure, record, key, inner)
    return _sits(structure, record.id, inner) if key == "sits-in" else _answers(structure, record.id, inner)


def _anything(selector: Selector) -> bool:
    """Whether a selector means whatever there is, and asks nothing more of it."""
    return ANYTHING in selector.ids and list(selector.asked()) == ["ids"]


class _Organizations:
    """Those that each selector surely fits, and those that it fits or may fit; each looked for once."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._found: dict[Selector, tuple[frozenset[str], frozenset[str]]] = {}

    def of(self, selector: Selector) -> tuple[frozenset[str], frozenset[str]]:
        if selector not in self._found:
            self._found[selector] = self._chosen(selector)
        return self._found[selector]

    def _chosen(self, selector: Selector) -> tuple[frozenset[str], frozenset[str]]:
        if set(selector.asked()) <= _ALWAYS_TOLD and ANYTHING not in selector.ids:
            return (self._structure.member_set(selector),) * 2
        existing = [o for o in self._structure.organizations if o.status == "existing" or "status" in selector.asked()]
        told = list(chosen(self._structure, existing, replace(selector, role=())))
        return frozenset(o.id for o, truth in told if truth is Truth.YES), frozenset(o.id for o, _ in told)


_ALWAYS_TOLD = {"kind", "in", "ids", "tags"}
"""What is never unknown of an organisation."""


def _surely(structure: Structure, selector: Selector) -> frozenset[str]:
    """The organisations that a selector surely fits; everybody for `*`."""
    return structure.once(_Organizations).of(selector)[0]


def _of_any_such(structure: Structure, selector: Selector, ask: Callable[[frozenset[str]], Truth]) -> Truth:
    """What is true of any organisation that a selector fits: no only where it is no of all that it may fit."""
    surely, perhaps = structure.once(_Organizations).of(selector)
    told = ask(surely)
    if told is Truth.NO and perhaps != surely:
        return Truth.NO if ask(perhaps) is Truth.NO else Truth.UNKNOWN
    return told


def _of_body(structure: Structure, body: Body, key: str, inner: Selector) -> Truth:
    if key == "seats":
        if inner.role or _anything(inner):
            return _has_seat(structure, body, inner)
        return _of_any_such(structure, inner, roster(structure, body).answer)
    if key == "led-by":
        sure = [lead.who for lead in leads_of_body(structure, body) if lead.truth is Truth.YES]
        told = {o for actor in sure for o in (actor, *structure.actor_members(actor))}
        yes = bool(told) if _anything(inner) else not _surely(structure, inner).isdisjoint(told)
        return Truth.YES if yes else Truth.UNKNOWN
    if _anything(inner):
        saying = [r for handling in told_to_handle(structure).values() for b, r in handling if b.id == body.id]
        if any(is_certain(structure, body, record) for record in saying):
            return Truth.YES
        return Truth.NO if not saying and all_issues_known(structure, body) else Truth.UNKNOWN
    return _any([_all([t, handles(structure, body, i.id)]) for i, t in chosen(structure, structure.issues, inner)])


def _has_seat(structure: Structure, body: Body, inner: Selector) -> Truth:
    """Whether a body has a seat of such a role in which such organisations sit or are spoken for; any seat for `*`."""
    who = replace(inner, role=())
    claims = structure.once(Claims)
    told = [] if roster(structure, body).closed else [Truth.UNKNOWN]
    for seat, _ in roster(structure, body).seats:
        asked = [Truth.UNKNOWN if seat.id in structure.uncertain else Truth.YES]
        if inner.role:
            asked.append(_truth(seat.role in inner.role) if seat.role else Truth.UNKNOWN)
        if who != Selector() and not _anything(who):
            asked.append(_of_any_such(structure, who, partial(claims.held_by_any, seat)))
        told.append(_all(asked))
    return _any(told)


def _any(told: list[Truth]) -> Truth:
    if Truth.YES in told:
        return Truth.YES
    return Truth.UNKNOWN if Truth.UNKNOWN in told else Truth.NO


def _of_issue(structure: Structure, issue: Issue, key: str, inner: Selector) -> Truth:
    if key == "lead":
        levels = [level.id for level, t in chosen(structure, structure.levels, inner) if t is Truth.YES]
        found = [lead for level in levels for lead in leads_of_issue(structure, issue, level)]
        sure = any((r.level or _anything(inner)) and r.id not in structure.uncertain for r in found)
        return Truth.YES if sure else Truth.UNKNOWN
    if key == "handled-by":
        if _anything(inner):
            handling = handled_by(structure, issue.id)
            sure = any(is_certain(structure, body, record) for body, record in handling)
            return Truth.YES if sure else Truth.UNKNOWN
        fitting = [(b, t) for b, t in chosen(structure, structure.bodies, inner) if b.status == "existing"]
        known = _any([_all([t, handles(structure, body, issue.id)]) for body, t in fitting])
        return known if known is Truth.YES or _by_name(inner) else Truth.UNKNOWN
    if key == "responsible":
        who = _surely(structure, inner)
        told = [r for r in structure.responsibilities_for.get(issue.id, ()) if r.status == "existing"]
        sure = any(
            r.id not in structure.uncertain and (_anything(inner) or not who.isdisjoint(structure.members(r.who)))
            for r in told
        )
        return Truth.YES if sure else Truth.UNKNOWN
    needed = [i for i in (structure.get(n) for n in issue.needs) if isinstance(i, Issue)]
    yes = bool(needed) if _anything(inner) else any(fits(structure, i, inner) is Truth.YES for i in needed)
    return Truth.YES if yes else Truth.UNKNOWN


def _by_name(selector: Selector) -> bool:
    """Whether the selector names what it means: then nothing that no file lists can fit."""
    return bool(selector.ids) and ANYTHING not in selector.ids


def _of_seat(structure: Structure, seat: Seat, key: str, inner: Selector) -> Truth:
    if key == "body":
        body = structure.get(seat.body)
        return fits(structure, body, inner) if body and not _anything(inner) else Truth.YES
    claims = structure.once(Claims)
    if _anything(inner) and key == "held-by":
        sure = any(holder.truth is Truth.YES for holder in claims.claim(seat).held)
        return Truth.YES if sure else Truth.UNKNOWN
    ask = claims.speaks_for_any if key == "represents" else claims.held_by_any
    return _of_any_such(structure, inner, partial(ask, seat))


def _sits(structure: Structure, organization: str, inner: Selector) -> Truth:
    """Whether an organisation sits, or is spoken for, in any body that a selector fits.

    No only where the bodies are named, or where it surely is in none of a level.
    """
    if inner.level and inner == Selector(level=inner.level):
        return _any([place_at_level(structure, level, frozenset((organization,))).truth for level in inner.level])
    alone = frozenset((organization,))
    bodies = [(b, t) for b, t in chosen(structure, structure.bodies, inner) if b.status == "existing"]
    found = _any([_all([t, roster(structure, body).answer(alone)]) for body, t in bodies])
    return found if found is Truth.YES or _by_name(inner) else Truth.UNKNOWN


def _answers(structure: Structure, organization: str, inner: Selector) -> Truth:
    for responsibility in structure.responsibilities:
        if responsibility.status == "existing" and organization in structure.members(responsibility.who):
            issues = [i for i in (structure.get(n) for n in responsibility.issue) if isinstance(i, Issue)]
            sure = responsibility.id not in structure.uncertain
            if sure and (_anything(inner) or any(fits(structure, i, inner) is Truth.YES for i in issues)):
                return Truth.YES
    return Truth.UNKNOWN
