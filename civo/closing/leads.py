"""What could close a gap where nobody leads or nobody answers for an issue: ways, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator

from civo.closing.changes import Drafting, issue_of, responsible_for
from civo.closing.open_gaps import OpenGap
from civo.records import Organization
from civo.seats.handling import handled_by
from civo.seats.leading import leads_of_body
from civo.selectors import Selector
from civo.structure import Structure


def leading(drafting: Drafting, gap: OpenGap) -> Iterator[frozenset[str] | None]:
    """What is proposed decided; or a lead from among those proposed, those mainly responsible, those who lead the level."""
    structure = drafting.structure
    what, level = gap.the("what"), gap.the("level")
    related = _related(structure, what)
    relations = [r for r in structure.relations if r.does in ("leads", "coordinates") and r.status != "ended"]
    proposed: set[str] = set()
    for relation in relations:
        if what in relation.what and relation.level == level and relation.status != "existing":
            proposed.update(relation.who)
            yield drafting.way(drafting.realise(relation, "lead"))
    for responsibility in structure.responsibilities_for.get(what, ()):
        if responsibility.degree == "lead" and responsibility.level == level and responsibility.status != "existing":
            yield drafting.way(drafting.realise(responsibility, "lead"))
    about = structure.loaded.manifest.area
    leading = [r for r in relations if related.intersection(r.what)]
    leading += [r for r in relations if r.level == level and {level, about or ""}.intersection(r.what)]
    candidates = [who for relation in leading for who in relation.who]
    answering = (
        who
        for responsibility in responsible_for(structure, what)
        if responsibility.degree in ("lead", "main")
        for who in structure.members(responsibility.who)
        if isinstance(record := structure.get(who), Organization) and structure.level_of(record) == level
    )
    candidates += drafting.few(answering)
    candidates += [lead.who for body in drafting.bodies(level) for lead in leads_of_body(structure, body)]
    for who in dict.fromkeys(candidates):
        if who not in proposed and structure.kind_of(who) in ("organizations", "collectives", "kinds"):
            yield drafting.way(drafting.lead(what, level, who))


def _related(structure: Structure, what: str) -> set[str]:
    """The thing, what it is part of or gathered in, and what may be the same under another name."""
    found = {what}
    issue = issue_of(structure, what)
    found |= set(issue.part_of) if issue else set()
    found |= {a.id for a in structure.arrangements if not found.isdisjoint(a.gathers)}
    for arrangement in structure.arrangements:
        same = {s.id for s in arrangement.same_as}
        if arrangement.id in found or not same.isdisjoint(found):
            found |= {arrangement.id, *same}
    return found


def responsible(drafting: Drafting, gap: OpenGap) -> Iterator[frozenset[str] | None]:
    """What is proposed decided; or those whom the issue concerns, or who answer for what it is a part of; or who leads."""
    structure = drafting.structure
    issue_id = gap.the("issue")
    issue = issue_of(structure, issue_id)
    if issue is None:
        return
    for responsibility in structure.responsibilities_for.get(issue_id, ()):
        if responsibility.status not in ("existing", "ended"):
            yield drafting.way(drafting.realise(responsibility, "responsibility"))
    candidates: list[Selector] = []
    if issue.affects and issue.type == "field":
        candidates.append(issue.affects)
    near = [*issue.part_of, *(other.id for other in structure.issues if issue_id in other.needs)]
    candidates += [r.who for other in near for r in responsible_for(structure, other)]
    candidates += [Selector(ids=(who,)) for who in _coordinating(structure, issue_id)]
    for who in dict.fromkeys(candidates):
        yield drafting.way(drafting.responsibility(issue_id, who))


def _coordinating(structure: Structure, issue: str) -> Iterator[str]:
    """The organisations that lead or coordinate the structure's area, or a part of it: at the levels where the issue is
    handled, if it is handled anywhere."""
    about = structure.loaded.manifest.area
    inside = structure.inside(about) if about else frozenset()
    levels = {body.level for body, _ in handled_by(structure, issue)}
    for relation in structure.relations:
        leads = relation.does in ("leads", "coordinates") and relation.status == "existing"
        there = not inside.isdisjoint(relation.what) if structure.is_own(relation) else about in relation.what
        if leads and there and (not levels or relation.level in levels):
            yield from (who for who in relation.who if structure.kind_of(who) == "organizations")
