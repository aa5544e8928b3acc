"""What rules look at: the structure's own levels, bodies and issues, and the kinds that have a stake in them.

What a structure builds on is background: known, never assessed.
"""

from __future__ import annotations

from collections.abc import Iterable

from civo.records import Body, Certainty, Issue, Organization, Remark, Responsibility
from civo.selectors import Selector
from civo.structure import Structure
from civo.words import Text, joined


def own_bodies(structure: Structure) -> list[Body]:
    """The structure's own existing bodies."""
    return [b for b in structure.bodies if b.status == "existing" and structure.is_own(b)]


def own_issues(structure: Structure) -> list[Issue]:
    """The structure's own issues that are fields of work or powers; threats are not handled but met."""
    return [i for i in structure.issues if i.type != "threat" and structure.is_own(i)]


def own_levels(structure: Structure) -> list[str]:
    """The levels, highest first, that the structure has bodies at or that its existing arrangements span."""
    at = {body.level for body in own_bodies(structure)}
    spanned = {
        level for a in structure.arrangements if a.status == "existing" and structure.is_own(a) for level in a.levels
    }
    return [level for level in structure.level_order if level in at | spanned]


def kinds_with_a_stake(structure: Structure) -> list[str]:
    """The kinds of organisation that are responsible for an own issue, or affected by one."""
    organizations = {
        o
        for issue in own_issues(structure)
        for selector in (issue.affects, *(r.who for r in structure.responsibilities_for.get(issue.id, ())))
        for o in structure.members(selector)
    }
    found = {kind for o in structure.organizations if o.id in organizations for kind in o.kind}
    return [kind.id for kind in structure.kinds if kind.id in found]


_WRITTEN_OUT = 6


def named(structure: Structure, ids: list[str] | tuple[str, ...], most: int = _WRITTEN_OUT) -> Text:
    """The names of several things, the first few of them written out: "a, b och 3 till"."""
    shown = ids if len(ids) <= most else ids[: most - 1]
    names = [structure.name(i) for i in shown]
    if len(shown) < len(ids):
        rest = len(ids) - len(shown)
        names.append(Text(f"{rest} till", f"{rest} more"))
    return joined(names)


def responsible_members(structure: Structure, responsibility: Responsibility) -> tuple[str, ...]:
    """The responsible organisations, wholes only; of a kind, those that act in the structure's area."""
    members = structure.members(responsibility.who)
    if responsibility.who.kind:
        acting = {o for kind in responsibility.who.kind for o in structure.actor_members(kind)}
        members = tuple(o for o in members if o in acting)
    return wholes(structure, members)


def wholes(structure: Structure, ids: Iterable[str]) -> tuple[str, ...]:
    """The organisations without those that are units of others among them."""
    ids = tuple(ids)
    among = frozenset(ids)

    def is_inside(organization: str) -> bool:
        record = structure.get(organization)
        whole = record.unit_of if isinstance(record, Organization) else None
        return whole is not None and (whole in among or is_inside(whole))

    return tuple(o for o in ids if not is_inside(o))


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


def together(structure: Structure, ids: Iterable[str]) -> tuple[Text, tuple[str, ...]]:
    """How to name some organisations, and the ids to name them by: a collective's, where they are all of one.

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
        collective = structure.once(_collectives).get(frozenset(some))
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


def _collectives(structure: Structure) -> dict[frozenset[str], str]:
    """The collectives by their members; the first of those that have the same."""
    return {structure.member_set(c.members): c.id for c in reversed(structure.collectives) if c.status == "existing"}
