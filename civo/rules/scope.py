"""What rules look at: the structure's own levels, bodies and issues, and the kinds that have a stake in them.

What a structure builds on is background: known, never assessed.
"""

from __future__ import annotations

from collections.abc import Iterable

from civo.network import kinds_with_a_stake as kinds_with_a_stake
from civo.network import own_issues as own_issues
from civo.network import responsible
from civo.records import Body, Certainty, Organization, Record, Remark, Responsibility, Seat
from civo.seats.declared import speaks_for
from civo.seats.handling import wider_issues
from civo.selectors import Selector
from civo.structure import Structure
from civo.words import AND, Text, joined, level_inside, swedish_order


def own_bodies(structure: Structure) -> list[Body]:
    """The structure's own existing bodies."""
    return [b for b in structure.bodies if b.status == "existing" and structure.is_own(b)]


def own_levels(structure: Structure) -> list[str]:
    """The levels, highest first, that the structure has bodies at or that its existing arrangements span."""
    at = {body.level for body in own_bodies(structure)}
    spanned = {
        level for a in structure.arrangements if a.status == "existing" and structure.is_own(a) for level in a.levels
    }
    return [level for level in structure.level_order if level in at | spanned]


_WRITTEN_OUT = 6


def named(structure: Structure, ids: list[str] | tuple[str, ...], most: int = _WRITTEN_OUT) -> Text:
    """The names of several things, the first few of them written out: "a, b och 3 till"."""
    names = [structure.name(i) for i in ids]
    if len(ids) > most:  # which of them are named must not hang on the order of the files
        names.sort(key=lambda name: swedish_order(name.sv))
    shown = names if len(names) <= most else names[: most - 1]
    return _with_rest(shown, len(names) - len(shown))


def level_in_words(structure: Structure, level: str) -> Text:
    """The name of a level inside a sentence: "regional nivå", "the regional level"."""
    return level_inside(structure.name(level))


_DECIDING = frozenset(("decision", "steering", "direction"))
"""Functions of a body that are a right to decide."""


def deciding_bodies(structure: Structure) -> frozenset[str]:
    """The ids of the existing bodies that are known to have something to decide: by `decides`, by a function of decision,
    steering or direction, by a plan they adopt or a body they set up. Of others it is not known."""
    return structure.once(_deciding_bodies)


def _deciding_bodies(structure: Structure) -> frozenset[str]:
    bodies = [body for body in structure.bodies if body.status == "existing"]
    found = {body.id for body in bodies if body.decides or not _DECIDING.isdisjoint(body.functions)}
    found |= {who for body in bodies for who in body.appointed_by}
    found |= {plan.adopted_by for plan in structure.plans if plan.adopted_by and plan.status == "existing"}
    return frozenset(found)


def other_names(structure: Structure, record_id: str) -> dict[str, Certainty]:
    """The records that are said to be the same as this one, by either of the two, and how sure that is."""
    return structure.once(_other_names).get(record_id, {})


def _other_names(structure: Structure) -> dict[str, dict[str, Certainty]]:
    found: dict[str, dict[str, Certainty]] = {}
    for _, record in structure.all_records():
        for same in record.same_as:
            for one, other in ((record.id, same.id), (same.id, record.id)):
                known = found.setdefault(one, {})
                if known.get(other) != "stated":
                    known[other] = same.certainty
    return found


def own_remarks(structure: Structure, kind: str | None = None) -> list[Remark]:
    """The structure's own remarks, of one type or of all, that are made of what is there at the date."""
    return [
        remark
        for remark in structure.remarks
        if kind in (None, remark.type)
        and remark.status == "existing"
        and structure.is_own(remark)
        and any(structure.get(about) for about in remark.about)
    ]


def remarked(remarks: Iterable[Remark]) -> Text:
    """What remarks say, in their own words, each ending in a full stop."""
    texts = [(remark.text.sv.strip(), (remark.text.en or remark.text.sv).strip()) for remark in remarks]
    return Text(*(" ".join(f"{text.rstrip('.')}." for text in told) for told in zip(*texts, strict=True)))


def together(structure: Structure, ids: Iterable[str], rather: Iterable[str] = ()) -> tuple[Text, tuple[str, ...]]:
    """How to name some organisations, and the ids to name them by: a collective's, where they are all of one.

    Of several collectives with the same members it is one of those given to take `rather`, else the first by its name.

    Where there are many, and all that the structure's area has of a kind, they are told by the kind; else by their names.
    """
    by_kind: dict[str, list[str]] = {}
    for i in ids:
        record = structure.get(i)
        by_kind.setdefault(record.kind[0] if isinstance(record, Organization) else "", []).append(i)
    names: list[Text] = []
    subjects: list[str] = []
    about = structure.loaded.manifest.area
    for kind, some in by_kind.items():
        same = [
            c for c in rather if structure.kind_of(c) == "collectives" and {*structure.holder_members(c)} == {*some}
        ]
        found = structure.collective_of({*some})
        collective = same[0] if same else found.id if found else None
        every = Selector(kind=(kind,), within=(about,)) if kind and about else None
        if collective:
            names.append(structure.name(collective))
            subjects.append(collective)
            continue
        subjects += some
        if every and len(some) > _WRITTEN_OUT and structure.member_set(every) == frozenset(some):
            names.append(structure.selector_name(every))
        else:
            names += [named(structure, some)] if len(some) > _WRITTEN_OUT else map(structure.name, some)
    return joined(names), tuple(subjects)


def seat_in_words(structure: Structure, seat: Seat) -> Text:
    """Which seat it is, in brackets after "a seat": its name, else its role, else for whom it speaks; else nothing."""
    if seat.name.sv:
        which = seat.name
    elif seat.role:
        which = structure.name(seat.role)
    else:
        which = speaks_for(structure, seat) or Text("")
    return Text(f" ({which.sv})", f" ({which.en or which.sv})") if which.sv else which


def topic(structure: Structure, record: Record) -> Text:
    """What a record is about: its name; without one, what it names, or the body that it is a seat in."""
    if record.name.sv:
        return record.name
    if isinstance(record, Seat):
        return structure.name(record.body)
    about = getattr(record, "about", ()) or getattr(record, "issue", ()) or getattr(record, "who", ())
    return structure.selector_name(about) if isinstance(about, Selector) else named(structure, about or (record.id,), 3)


def in_words(structure: Structure, record: Record) -> Text:
    """What a record is called; one without a name is a seat somewhere, or a fact on what it is about."""
    if record.name.sv:
        return record.name
    about = topic(structure, record)
    if isinstance(record, Seat):
        return Text(f"en plats i {about.sv}", f"a seat in {about.en or about.sv}")
    return Text(f"en uppgift om {about.sv}", f"a fact on {about.en or about.sv}")


def shortened(texts: list[Text], most: int = 6, last: Text = AND) -> Text:
    """An enumeration of which the first few are written out: "a, b och 3 till"; `last` stands before the last one."""
    shown = texts if len(texts) <= most else texts[: most - 1]
    return _with_rest(shown, len(texts) - len(shown), last)


def _with_rest(shown: list[Text], rest: int, last: Text = AND) -> Text:
    return joined([*shown, Text(f"{rest} till", f"{rest} more")] if rest else shown, last)


def answering(structure: Structure, issue: str) -> dict[str, Responsibility]:
    """Those who answer for an issue, each with the weightiest record that says so: organisations, units as their whole.

    Who answers for a wider issue answers for its parts, unless only partially: that may be for another part. Those whom
    a record names without any organisation being listed stand as they are named, by kind.
    """
    found: dict[str, Responsibility] = {}
    for one in wider_issues(structure, issue):
        for record in structure.responsibilities_for.get(one, ()):
            if record.status == "existing" and (one == issue or record.degree != "partial"):
                for actor in responsible(structure, record) or (*record.who.kind, *record.who.ids):
                    top = whole_of(structure, actor)
                    if top not in found or _WEIGHT[record.degree] > _WEIGHT[found[top].degree]:
                        found[top] = record
    return found


_WEIGHT = {"lead": 3, "main": 2, "unspecified": 1, "partial": 0}


def whole_of(structure: Structure, organization: str) -> str:
    """The organisation that a unit lies in, however deep; the organisation itself when it is no unit."""
    record = structure.get(organization)
    while isinstance(record, Organization) and record.unit_of and structure.get(record.unit_of):
        organization = record.unit_of
        record = structure.get(organization)
    return organization


def who_in_words(structure: Structure, told: dict[str, Responsibility]) -> Text:
    """Those who answer: by what they are called together where all that a record names are among them, else by name."""
    groups: dict[str, tuple[Responsibility, list[str]]] = {}
    for actor, record in told.items():
        groups.setdefault(record.id, (record, []))[1].append(actor)
    names: list[Text] = []
    for record, actors in groups.values():
        whole = {whole_of(structure, o) for o in responsible(structure, record)}
        together = len(actors) > 1 and whole == set(actors)
        names += [structure.selector_name(record.who)] if together else [structure.name(actor) for actor in actors]
    return shortened(names)
