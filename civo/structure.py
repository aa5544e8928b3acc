"""Records -> the structure at a date, with its layers chosen: frozen, indexed, ready to be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, cast

from civo.dates import Period, lasts, observed_at
from civo.errors import UnknownName
from civo.findings import GapsTold
from civo.naming import NameIndex
from civo.publicity import open_part
from civo.records import (
    Absence,
    AcceptedGap,
    Area,
    Arrangement,
    Body,
    Change,
    Collective,
    Count,
    Coverage,
    Goal,
    Inquiry,
    Issue,
    Kind,
    Level,
    Organization,
    Plan,
    Record,
    Relation,
    Remark,
    Responsibility,
    Role,
    Seat,
    Source,
)
from civo.rotation import Sharing, in_turn
from civo.selectors import Selector
from civo.truth import Truth
from civo.words import NO_TEXT, Language, Text, joined, nearest, swedish_order

if TYPE_CHECKING:
    from civo.loading.loaded import Loaded

Audience = Literal["internal", "open"]
"""Who the answers are for: those who may see everything, or anybody."""

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class _All(Generic[R]):
    """The records of the kind that the attribute is named for."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.kind = name

    def __get__(self, structure: Structure, owner: type) -> Sequence[R]:
        return cast("Sequence[R]", structure.records.get(self.kind, ()))


class Structure:
    """What holds at a date. A record that certainly does not hold then is not here; see `structure_at`.

    `at` is the date asked about; `uncertain` the ids of records of which it is not known whether they hold then.
    """

    sources = _All[Source]()
    levels = _All[Level]()
    kinds = _All[Kind]()
    areas = _All[Area]()
    organizations = _All[Organization]()
    collectives = _All[Collective]()
    roles = _All[Role]()
    arrangements = _All[Arrangement]()
    bodies = _All[Body]()
    seats = _All[Seat]()
    issues = _All[Issue]()
    coverages = _All[Coverage]()
    responsibilities = _All[Responsibility]()
    absences = _All[Absence]()
    plans = _All[Plan]()
    goals = _All[Goal]()
    changes = _All[Change]()
    relations = _All[Relation]()
    inquiries = _All[Inquiry]()
    remarks = _All[Remark]()
    counts = _All[Count]()
    accepted_gaps = _All[AcceptedGap]()

    def __init__(self, loaded: Loaded, at: Period, layers: frozenset[str]) -> None:
        self.at = at
        self.layers = layers
        self.loaded = loaded
        self.uncertain: set[str] = set()
        self.records: dict[str, list[Record]] = {}
        self._gone: set[str] = set()
        self._otherwise: dict[str, Record] = {}
        hidden = {layer for layer in loaded.layers if layer not in layers}
        for kind, records in loaded.records.items():
            kept = self.records[kind] = []
            for record in records:
                truth = record_holds(record, at)
                if truth is Truth.NO or (hidden and loaded.layer_of(record.id) in hidden):
                    self._gone.add(record.id)
                    continue
                if truth is Truth.UNKNOWN:
                    self.uncertain.add(record.id)
                if record.status == "ended":  # it holds at this date: it ended later
                    record = self._otherwise[record.id] = record.model_copy(update={"status": "existing"})
                kept.append(record)
        self._drop_what_rests_on_nothing()
        self._doubt_what_rests_on_doubt()
        self.unfilled: dict[tuple[str, str], tuple[str, ...]] = {}
        """Those named in a field of a record to fill a role who are not there at the date to fill it, by id and field."""
        self._clear_roles()
        self._take_turns()

    def _drop_what_rests_on_nothing(self) -> None:
        """A body, absence or relation of an area (arrangement, level) that is not there at the date is not there."""
        if not self._gone:
            return
        self._add_what_rests_on(self._gone)
        for kind in _RESTS_ON:
            self.records[kind] = [r for r in self.records.get(kind, ()) if r.id not in self._gone]

    def _doubt_what_rests_on_doubt(self) -> None:
        """Whether a seat (a body, an absence) holds is unknown where that is unknown of its body (area, level).

        What was itself observed at the date is not in doubt: then what it rests on was there too.
        """
        if self.uncertain:
            self._add_what_rests_on(self.uncertain, self._seen_at_the_date())

    def _seen_at_the_date(self) -> frozenset[str]:
        """The ids of records that were observed at the very date, and of seats whose holder was."""
        return frozenset(
            record.id
            for kind in _RESTS_ON
            for record in self.records.get(kind, ())
            for observed in (record.observed, *(tenure.observed for tenure in getattr(record, "held_by", ())))
            if observed and observed_at(observed, self.at) is Truth.YES
        )

    def _add_what_rests_on(self, ids: set[str], but: frozenset[str] = frozenset()) -> None:
        """Adds to the ids those of records that rest on one of them, and so on, but for some."""
        before = -1
        while before != len(ids):
            before = len(ids)
            for kind, attributes in _RESTS_ON.items():
                records = self.records.get(kind, ())
                for attribute in attributes:
                    named = {value for value in set(map(attrgetter(attribute), records)) if _names(value, ids)}
                    ids |= {r.id for r in records if getattr(r, attribute) in named} - but if named else set()

    def _clear_roles(self) -> None:
        """What has ended, not begun, or is merely proposed leads, appoints, adopts, decides and answers for nothing."""
        for kind, fields in _FILLED.items():
            records = self.records.get(kind, [])
            for n, record in enumerate(records):
                for field in fields if record.status == "existing" else ():
                    named = _ids_in(getattr(record, field))
                    absent = tuple(i for i in named if not self._is_there(i))
                    if absent:
                        self.unfilled[record.id, field] = absent
                        left = _without(getattr(record, field), frozenset(absent))
                        record = records[n] = self._otherwise[record.id] = record.model_copy(update={field: left})
        for kind in ("responsibilities", "relations"):
            self._drop_what_nobody_does(kind)

    def _drop_what_nobody_does(self, kind: str) -> None:
        """A responsibility or a relation of none but those who are not there is not there; its things remember whose it was."""
        kept: list[Record] = []
        for record in self.records.get(kind, ()):
            absent = self.unfilled.get((record.id, "who"), ())
            who = getattr(record, "who", ())
            if not absent or _ids_in(who) or getattr(who, "kind", ()):
                kept.append(record)
                continue
            self._gone.add(record.id)
            leads = getattr(record, "degree", "") == "lead" or getattr(record, "does", "") in ("leads", "coordinates")
            for thing in getattr(record, "issue", ()) or getattr(record, "what", ()):
                key = (thing, "lead" if leads else "responsible")
                self.unfilled[key] = (*self.unfilled.get(key, ()), *absent)
        self.records[kind] = kept

    def _is_there(self, record_id: str) -> bool:
        record = self.get(record_id)
        return record is not None and record.status not in _NOT_YET

    def _take_turns(self) -> None:
        """Seats that go round get the tenures that their declared order implies at the date; see civo/rotation.py."""
        seats = cast("list[Seat]", self.records.get("seats", []))
        for n, seat in enumerate(seats):
            rotation = seat.rotates
            if rotation is None or not seat.held_by or not (rotation.order or rotation.term):
                continue
            sharing = self.member_set(rotation.among)
            body = self.get(seat.body)
            turned = in_turn(
                seat, self.at, Sharing(sharing, sharing & self.uncertain), (body.end,) if body is not None else ()
            )
            if turned is not seat:
                seats[n] = self._otherwise[seat.id] = turned

    @property
    def title(self) -> Text:
        """The structure's name."""
        return self.loaded.manifest.title

    @property
    def language(self) -> Language:
        """The language of what is published."""
        return self.loaded.manifest.language

    @property
    def is_open(self) -> bool:
        """Whether the answers are for anybody, so that what is not open is not here."""
        return self.loaded.left_out is not None

    @property
    def is_less(self) -> bool:
        """Whether something is left out because it is not open: then nothing that is missing here is surely missing."""
        return self.loaded.left_out is not None and bool(self.loaded.left_out.ids)

    @property
    def gaps_told(self) -> GapsTold:
        """Of which gaps those are told whom the answers are for: see civo/withheld.py."""
        return self.loaded.manifest.publicity.told if self.is_open else "all"

    def tells(self, rule: str) -> bool:
        """Whether what a gap rule finds may be told to those whom the answers are for."""
        return not self.is_open or self.loaded.manifest.publicity.tells(rule)

    def limit(self, rule: str, otherwise: str) -> str:
        """How long ago is too long for a rule: what the structure's settings say, else the rule's own limit."""
        told = [setting.limit for setting in self.loaded.manifest.rules if setting.rule == rule and setting.limit]
        return told[-1] if told else otherwise

    def all_records(self) -> Iterator[tuple[str, Record]]:
        """Every record that holds, with its kind."""
        for kind, records in self.records.items():
            for record in records:
                yield kind, record

    def get(self, record_id: str) -> Record | None:
        """The record with the id, or None when there is none at the date in these layers."""
        if record_id in self._gone:
            return None
        return self._otherwise.get(record_id) or self.loaded.by_id.get(record_id)

    def kind_of(self, record_id: str) -> str:
        """The kind of the record with the id, at any date."""
        return self.loaded.kind_of(record_id) or ""

    def is_own(self, record: Record) -> bool:
        """Whether the record belongs to the structure itself, not to one that it builds on."""
        return self.loaded.layers[self.loaded.layer_of(record.id)].own

    def name(self, record_id: str) -> Text:
        """The name of the record with the id, whether or not it holds at the date."""
        record = self._otherwise.get(record_id) or self.loaded.by_id.get(record_id)
        return record.label if record else Text(record_id)

    def several(self, kind: str) -> Text:
        """The name of several organisations of a kind, "kommuner"; nothing where it has none."""
        record = self._otherwise.get(kind) or self.loaded.by_id.get(kind)
        return record.plural if isinstance(record, Kind) else NO_TEXT

    def those(self, kind: str) -> Text:
        """The name of all organisations of a kind, "kommunerna"; the kind's own where it has none."""
        record = self._otherwise.get(kind) or self.loaded.by_id.get(kind)
        return record.definite if isinstance(record, Kind) and record.definite.sv else self.name(kind)

    def places(self, *records: Record) -> tuple[str, ...]:
        """Where the sources say it, a text for each document: "Rapport 2023: 5.2 / Regional nivå ¶2, ¶3"."""
        found: dict[str, dict[str, list[str]]] = {}
        for record in records:
            for place in record.source:
                headings = found.setdefault(place.document, {})
                heading, mark, rest = place.at.partition(" ¶")
                paragraphs = headings.setdefault(heading, []) if heading else []
                if mark and f"¶{rest}" not in paragraphs:
                    paragraphs.append(f"¶{rest}")
        return tuple(
            ": ".join(
                [self.name(document).sv, *(["; ".join(_place(h, p) for h, p in headings.items())] if headings else [])]
            )
            for document, headings in found.items()
        )

    # Areas, levels, selectors

    @cached_property
    def _parts(self) -> dict[str, set[str]]:
        parts: dict[str, set[str]] = {}
        for area in self.areas:
            for part in area.parts:
                parts.setdefault(area.id, set()).add(part)
            for whole in area.part_of:
                parts.setdefault(whole, set()).add(area.id)
        return parts

    @cached_property
    def _inside(self) -> dict[str, frozenset[str]]:
        return {}

    def inside(self, area: str) -> frozenset[str]:
        """The area and all areas in it, however deep; nothing when the area is not there at the date."""
        if self.get(area) is None:
            return frozenset()
        if area not in self._inside:
            found, waiting = {area}, [area]
            while waiting:
                fresh = self._parts.get(waiting.pop(), set()) - found
                found |= fresh
                waiting += fresh
            self._inside[area] = frozenset(found)
        return self._inside[area]

    @cached_property
    def level_order(self) -> tuple[str, ...]:
        """The levels from the highest down; levels at the same depth in the order they are declared."""
        above = {level.id: level.under for level in self.levels}

        def depth(level: str) -> int:
            over = above.get(level)
            return depth(over) + 1 if over else 0

        return tuple(sorted(above, key=depth))

    def level_of(self, organization: Organization) -> str | None:
        """The level at which an organisation acts: its own, or that of its first kind that has one."""
        if organization.level:
            return organization.level
        kinds = (self.get(kind) for kind in organization.kind)
        return next((kind.level for kind in kinds if isinstance(kind, Kind) and kind.level), None)

    @cached_property
    def _by_kind(self) -> dict[str, list[Organization]]:
        """The organisations of each kind; a unit is not one more of its organisation's kind."""
        found: dict[str, list[Organization]] = {}
        for organization in self.organizations:
            whole = self.get(organization.unit_of or "")
            for kind in organization.kind:
                if not (isinstance(whole, Organization) and kind in whole.kind):
                    found.setdefault(kind, []).append(organization)
        return found

    @cached_property
    def _members(self) -> dict[Selector, tuple[str, ...]]:
        return {}

    def members(self, selector: Selector | None) -> tuple[str, ...]:
        """The ids of the organisations that a selector fits at the date, in the order they are declared."""
        if selector is None:
            return ()
        if selector not in self._members:
            self._members[selector] = tuple(self._selected(selector))
        return self._members[selector]

    @cached_property
    def _member_sets(self) -> dict[Selector, frozenset[str]]:
        return {}

    def member_set(self, selector: Selector) -> frozenset[str]:
        """The same as a set; one for each selector, to be asked often."""
        if selector not in self._member_sets:
            self._member_sets[selector] = frozenset(self.members(selector))
        return self._member_sets[selector]

    def _selected(self, selector: Selector) -> Iterator[str]:
        pool: Iterable[Organization] = self.organizations
        if selector.kind:
            pool = {o.id: o for kind in selector.kind for o in self._by_kind.get(kind, ())}.values()
        named = set(self._named(selector.ids)) if selector.ids else None
        areas = frozenset().union(*(self.inside(area) for area in selector.within)) if selector.within else None
        without = frozenset(o for group in selector.excluded for o in self.members(group))
        for o in pool:
            if (
                o.status == "existing"
                and (named is None or o.id in named)
                and (areas is None or o.area in areas)
                and (not selector.level or self.level_of(o) in selector.level)
                and (not selector.tags or not set(selector.tags).isdisjoint(o.tags))
                and o.id not in without
            ):
                yield o.id

    def _named(self, ids: Iterable[str]) -> Iterator[str]:
        for name in ids:
            record = self.get(name)
            if isinstance(record, Collective):
                yield from self.members(record.members)
            else:
                yield name

    @cached_property
    def _units(self) -> dict[str, tuple[str, ...]]:
        direct: dict[str, list[str]] = {}
        for o in self.organizations:
            if o.unit_of:
                direct.setdefault(o.unit_of, []).append(o.id)

        def below(whole: str) -> Iterator[str]:
            for unit in direct.get(whole, ()):
                yield unit
                yield from below(unit)

        return {whole: tuple(below(whole)) for whole in direct}

    def units(self, organization: str) -> tuple[str, ...]:
        """The units of an organisation, and theirs."""
        return self._units.get(organization, ())

    @cached_property
    def _with_units(self) -> dict[frozenset[str], frozenset[str]]:
        return {}

    def with_units(self, organizations: frozenset[str]) -> frozenset[str]:
        """The organisations, their units, and theirs."""
        if not self._units:
            return organizations
        if organizations not in self._with_units:
            self._with_units[organizations] = organizations.union(
                *(self.units(o) for o in organizations & self._units.keys())
            )
        return self._with_units[organizations]

    def holder_members(self, holder: str) -> tuple[str, ...]:
        """The organisations behind the id of an organisation or a collective."""
        record = self.get(holder)
        if isinstance(record, Collective):
            return self.members(record.members)
        return (holder,) if record else ()

    def actor_members(self, actor: str) -> tuple[str, ...]:
        """The organisations behind the id of an organisation, a collective or a kind; none for bodies and roles.

        Of a kind, those that act in the area that the structure is about, where it names one: in a part of it, or in
        an area that it is a part of, as a state agency does.
        """
        if self.kind_of(actor) == "kinds":
            about = self.loaded.manifest.area
            inside = self.inside(about) if about else None
            return tuple(
                o.id
                for o in self._by_kind.get(actor, ())
                if inside is None or o.area is None or o.area in inside or about in self.inside(o.area)
            )
        return self.holder_members(actor) if self.kind_of(actor) in ("organizations", "collectives") else ()

    def selector_name(self, selector: Selector) -> Text:
        """How to name those whom a selector fits: a collective's name, the kind and area, or the names."""
        if collective := self.collective_of(selector):
            return collective.label
        if selector.ids and not selector.kind:
            return joined(self.name(i) for i in selector.ids)
        kinds = joined(self.those(kind) for kind in selector.kind)
        areas = joined(self.name(area) for area in selector.within)
        if kinds.sv and areas.sv:
            return Text(f"{kinds.sv} i {areas.sv}", f"{kinds.en} in {areas.en}")
        return kinds if kinds.sv else Text(str(selector))

    def collective_of(self, who: Selector | AbstractSet[str]) -> Collective | None:
        """The collective that is selected in the same words, or has the same members; of several, the first by name."""
        return self._collective_of.get(who if isinstance(who, Selector) else frozenset(who))

    @cached_property
    def _collective_of(self) -> dict[Selector | frozenset[str], Collective]:
        by_name = sorted(self.collectives, key=lambda c: (swedish_order(c.label.sv), c.id), reverse=True)
        there = [c for c in by_name if c.status == "existing"]
        return {who: c for c in there for who in (c.members, self.member_set(c.members))}

    # Indexes

    @cached_property
    def _made(self) -> dict[Callable[[Structure], Any], Any]:
        return {}

    def once(self, make: Callable[[Structure], T]) -> T:
        """What `make` gives for this structure; made the first time it is asked for, the same ever after."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    @cached_property
    def seats_of(self) -> dict[str, list[Seat]]:
        """The seats of each body, in the order they are declared."""
        found: dict[str, list[Seat]] = {}
        for seat in self.seats:
            found.setdefault(seat.body, []).append(seat)
        return found

    @cached_property
    def bodies_at(self) -> dict[str, list[Body]]:
        """The bodies of each level; proposed and discussed ones among them."""
        found: dict[str, list[Body]] = {}
        for body in self.bodies:
            if body.level:
                found.setdefault(body.level, []).append(body)
        return found

    @cached_property
    def responsibilities_for(self) -> dict[str, list[Responsibility]]:
        """The responsibilities for each issue."""
        found: dict[str, list[Responsibility]] = {}
        for responsibility in self.responsibilities:
            for issue in responsibility.issue:
                found.setdefault(issue, []).append(responsibility)
        return found

    @cached_property
    def inquiries_about(self) -> dict[str, list[Inquiry]]:
        """What is discussed, investigated, surveyed or not decided of each thing; proposed inquiries among them."""
        found: dict[str, list[Inquiry]] = {}
        for inquiry in self.inquiries:
            for about in inquiry.about if inquiry.status != "ended" else ():
                found.setdefault(about, []).append(inquiry)
        return found

    @cached_property
    def coverages_of(self) -> dict[str, list[Coverage]]:
        """What is said of each issue's place in bodies and arrangements."""
        found: dict[str, list[Coverage]] = {}
        for coverage in self.coverages:
            for issue in coverage.issue:
                found.setdefault(issue, []).append(coverage)
        return found

    # Names that people type

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex(self.loaded, self.at, self.layers, (record for _, record in self.all_records()))

    def find(self, name: str, kinds: tuple[str, ...] = (), among: Text = NO_TEXT) -> Record:
        """The record that a name, an alias or an id means, with or without accents.

        Raises UnknownName with the nearest spelling, NotThere for something of another date or layer, and SeveralNamed.
        """
        return self._names.find(name, kinds, among)


def structure_at(
    loaded: Loaded,
    at: Period | None = None,
    layers: Iterable[str] = (),
    audience: Audience = "internal",
    internal: frozenset[str] = frozenset(),
) -> Structure:
    """The structure at a date (the structure's own when none is given).

    For an `open` audience it is made of what anybody may see, and nothing else; `internal` are ids that are internal
    besides those marked. Raises CivoError where open records would give away what is left out: see civo/publicity.py.
    `layers` switches layers on, or off when written "not:layer"; the others are as the structure says.
    Raises UnknownName for a layer that does not exist.
    """
    if audience == "open":
        loaded = open_part(loaded, internal)
    chosen = {layer.id for layer in loaded.layers.values() if layer.default}
    for word in layers:
        layer = word.removeprefix("not:")
        if layer not in loaded.layers:
            raise UnknownName(layer, nearest(layer, loaded.layers) or "", Text("lagren", "the layers"))
        chosen = chosen - {layer} if word.startswith("not:") else chosen | {layer}
    return Structure(loaded, at or loaded.manifest.date, frozenset(chosen))


def record_holds(record: Record, at: Period) -> Truth:
    """Whether a record holds at a date; one that was only observed says nothing of other times."""
    if record.status == "ended" and record.end is None:
        return Truth.NO
    return lasts(record.start, record.end, record.observed, at)


_RESTS_ON = {
    "arrangements": ("area",),
    "bodies": ("area", "level", "arrangement", "part_of"),
    "seats": ("body",),
    "absences": ("level", "body", "area"),
    "coverages": ("by",),
    "relations": ("who", "what", "level"),
}
"""The fields without which a record of the kind does not hold."""


_FILLED = {
    "bodies": ("lead", "appointed_by"),
    "plans": ("adopted_by",),
    "relations": ("who",),
    "responsibilities": ("who",),
}
"""The fields that say who fills a role."""
_NOT_YET = ("proposed", "discussed", "under-investigation")


def _ids_in(named: object) -> tuple[str, ...]:
    """The ids that a field names one by one."""
    if isinstance(named, Selector):
        return named.ids if not named.kind else ()
    return (named,) if isinstance(named, str) else tuple(named) if isinstance(named, tuple) else ()


def _without(named: object, absent: frozenset[str]) -> object:
    """The same without some ids."""
    if isinstance(named, Selector):
        return replace(named, ids=tuple(i for i in named.ids if i not in absent))
    return tuple(i for i in named if i not in absent) if isinstance(named, tuple) else None


def _place(heading: str, paragraphs: list[str]) -> str:
    return f"{heading} {', '.join(paragraphs)}".strip()


def _names(value: str | tuple[str, ...] | None, ids: set[str]) -> bool:
    if value is None:
        return False
    return value in ids if isinstance(value, str) else bool(value) and all(v in ids for v in value)
