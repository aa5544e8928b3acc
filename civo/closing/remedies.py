"""What could close a gap of each rule: a table from the rule to a function that gives ways, listed by hand.

A way is a set of changes that together may close the gap. That they do is not taken for granted: see `proving`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice, product

from civo.attending import Attending
from civo.closing.changes import FEW, Drafting, issue_of, responsible_for
from civo.closing.open_gaps import OpenGap, ids_of, of_kind
from civo.records import Arrangement, Body, Organization, Seat
from civo.rules.scope import own_levels
from civo.selectors import Selector
from civo.structure import Structure

Way = frozenset[str]
Remedy = Callable[[Drafting, OpenGap], Iterator[Way | None]]

MOST = 24
"""So many ways are weighed for one gap, the likeliest first."""


def ways_to_close(drafting: Drafting, gap: OpenGap, most: int = MOST) -> tuple[list[Way], bool]:
    """The ways that might close a gap, the likeliest first, and whether there were more of them than are weighed."""
    found: dict[Way, None] = {}
    for way in REMEDIES[gap.rule](drafting, gap):
        if way and way not in found:
            if len(found) == most:
                return list(found), True
            found[way] = None
    return list(found), False


# Seats


def _kind_at_level(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """A seat for the kind in one of the bodies of the level, or in a new one."""
    kind, level = ids_of(gap.finding)
    places: list[Body | str] = [*drafting.bodies(level), level]
    for body in places:
        for seat in drafting.seats(body, kind):
            yield drafting.way(seat)


def _rotating(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """A seat of its own for each of those who share the seat and do not hold it."""
    structure = drafting.structure
    seat_id, *others = ids_of(gap.finding)
    seat = structure.get(seat_id)
    body = structure.get(seat.body) if isinstance(seat, Seat) else None
    if not isinstance(seat, Seat) or not isinstance(body, Body) or seat.rotates is None:
        return
    among = structure.members(seat.rotates.among)
    held = len(among) - len(others)
    if held >= (seat.count or 1) and len(others) <= FEW:
        yield drafting.way(*(drafting.seat(body, other) for other in others))
        return
    yield drafting.way(drafting.seat(body, seat.rotates.among, each=True))


def _responsible(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """A seat where the issue is handled; or the issue to a body where those responsible sit; or both in another body, or
    in a new one."""
    structure = drafting.structure
    issues = list(dict.fromkeys(key[0] for key in gap.keys))
    members = {key[1] for key in gap.keys}
    who = _who(structure, gap)
    if who is None:
        return
    handling = [{body.id: body for body, _ in structure.handled_by.get(issue, ())} for issue in issues]
    everywhere = [b for b in handling[0].values() if not b.several and all(b.id in other for other in handling)]
    for body in everywhere:
        for seat in drafting.seats(body, who):
            yield drafting.way(seat)
    attending = structure.once(Attending)
    others = [body for body in drafting.bodies() if body not in everywhere]
    for body in others:
        if members <= attending.of(body).here.keys():
            yield drafting.way(*(drafting.remit(body, issue) for issue in issues))
    places: list[Body | str] = [*others, *_levels(structure, everywhere)]
    for place in places:
        for seat in drafting.seats(place, who):
            yield drafting.way(seat, *(drafting.remit(place, issue) for issue in issues))


def _participants(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """Seats for those who are missing in a body where the others sit, or for all in a new one."""
    structure = drafting.structure
    issue = issue_of(structure, ids_of(gap.finding)[0])
    if issue is None:
        return
    required = tuple(dict.fromkeys(issue.requires_participants))
    for body in _by_stake(drafting, issue.id):
        missing = [actor for actor in required if actor != body.id and not _sits(structure, body, actor)]
        if any(structure.kind_of(actor) == "bodies" for actor in missing):
            continue
        yield from _seat_all(drafting, body, missing)
    if not any(structure.kind_of(actor) == "bodies" for actor in required):
        for level in issue.requires_lead or _levels(structure, ()):
            yield from _seat_all(drafting, level, required)


def _seat_all(drafting: Drafting, body: Body | str, who: Iterable[str]) -> Iterator[Way | None]:
    """Every way to seat all of them in a body: each by one seat together, or by a seat for each of its members."""
    choices = [drafting.seats(body, actor) for actor in who]
    for seats in islice(product(*choices), 8):
        yield drafting.way(*seats)


def _sits(structure: Structure, body: Body, actor: str) -> bool:
    """Whether a seat in the body certainly is of the actor, or of one of its organisations."""
    here = structure.once(Attending).of(body).here
    if structure.kind_of(actor) == "roles":
        return any(s.role == actor and s.status == "existing" for s in structure.seats_of.get(body.id, ()))
    return not here.keys().isdisjoint(structure.actor_members(actor))


def _who(structure: Structure, gap: OpenGap) -> str | None:
    """The organisation, or the collective, that the gap is about."""
    members = {key[1] for key in gap.keys}
    actors = of_kind(gap.finding, "collectives", "organizations")
    return next((i for i in actors if members <= set(structure.holder_members(i))), None)


# Issues


def _handle(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """The issue to a body; what is proposed for it set up; or a new body for it."""
    structure = drafting.structure
    (issue_id,) = next(iter(gap.keys))
    for body in structure.bodies:
        if issue_id in body.handles and body.status in ("proposed", "discussed", "under-investigation"):
            yield drafting.way(drafting.realise(body, "body"))
    for body in _by_stake(drafting, issue_id):
        yield drafting.way(drafting.remit(body, issue_id))
    issue = issue_of(structure, issue_id)
    for level in (issue.requires_lead if issue else ()) or _levels(structure, ()):
        yield drafting.way(drafting.remit(level, issue_id))


def _place(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """The issue to a body of the structure that it lies outside, or is weak in; or a new body of it."""
    structure = drafting.structure
    issue, place = next(iter(gap.keys))
    record = structure.get(place)
    if isinstance(record, Body):
        yield drafting.way(drafting.remit(record, issue))
        return
    for body in _by_stake(drafting, issue):
        if body.arrangement == place:
            yield drafting.way(drafting.remit(body, issue))
    for level in record.levels if isinstance(record, Arrangement) else ():
        yield drafting.way(drafting.remit(level, issue))


def _competent(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """The issue to a body that may decide something."""
    (issue,) = next(iter(gap.keys))
    if drafting.structure.kind_of(issue) == "issues":
        for body in _by_stake(drafting, issue):
            if body.decides or not _DECIDING.isdisjoint(body.functions):
                yield drafting.way(drafting.remit(body, issue))


def _agenda(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """A seat for those responsible in a body that decides which issues are taken up."""
    who = _who(drafting.structure, gap)
    deciding = {evidence.id for evidence in gap.finding.chain if evidence.kind == "bodies"}
    for body in drafting.bodies():
        if who and body.id in deciding:
            for seat in drafting.seats(body, who):
                yield drafting.way(seat)


def _own_seats(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """A seat of its own for each of those who are there only through others, in a body of the level or of the issue."""
    structure = drafting.structure
    who = of_kind(gap.finding, "organizations", "collectives")
    levels, issues = of_kind(gap.finding, "levels"), of_kind(gap.finding, "issues")
    handling = {body.id for issue in issues for body, _ in structure.handled_by.get(issue, ())}
    for body in drafting.bodies():
        if body.level in levels or body.id in handling:
            whole = len(who) > FEW or any(structure.kind_of(one) == "collectives" for one in who)
            seats = [drafting.seat(body, Selector(ids=tuple(who)), each=True)] if whole else []
            yield drafting.way(*(seats or [drafting.seat(body, one) for one in who]))


def _bridge(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """The two issues in one body; or those responsible for the one seated where the other is handled; or a link."""
    structure = drafting.structure
    issues = of_kind(gap.finding, "issues")
    for one, other in ((a, b) for a in issues for b in issues if a != b):
        for body, _ in structure.handled_by.get(one, ()):
            if not body.several:
                yield drafting.way(drafting.remit(body, other))
                for who in _responsible_actors(structure, other):
                    for seat in drafting.seats(body, who):
                        yield drafting.way(seat)
    if len(issues) == 2:
        for body in _by_stake(drafting, *issues):
            yield drafting.way(*(drafting.remit(body, issue) for issue in issues))
    yield from _meet(drafting, gap)


def _meet(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """A seat for the one where the other sits, first where the issue is handled; a seat for both in one body; a link."""
    structure = drafting.structure
    who = of_kind(gap.finding, "organizations", "collectives", "kinds")
    issues = of_kind(gap.finding, "issues")
    handling = [body for issue in issues for body, _ in structure.handled_by.get(issue, ()) if not body.several]
    bodies = list({body.id: body for body in (*handling, *_by_stake(drafting, *issues))}.values())
    for body in bodies:
        missing = [one for one in who if not _sits(structure, body, one)]
        if len(missing) < len(who):
            yield from _seat_all(drafting, body, missing)
    for one, other in ((a, b) for n, a in enumerate(who) for b in who[n + 1 :]):
        yield drafting.way(drafting.link(one, other))
    for body in bodies:
        yield from _seat_all(drafting, body, who)


# Who leads, who answers


def _leading(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """What is proposed decided; or a lead from among those proposed, those mainly responsible, those who lead the level."""
    structure = drafting.structure
    what, level = next(iter(gap.keys))
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
    candidates += [
        who
        for responsibility in responsible_for(structure, what)
        if responsibility.degree in ("lead", "main")
        for who in structure.members(responsibility.who)
        if isinstance(record := structure.get(who), Organization) and structure.level_of(record) == level
    ][:FEW]
    candidates += [who for body in drafting.bodies(level) for who in body.lead]
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


def _answering(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """What is proposed decided; or those whom the issue concerns, or who answer for what it is a part of; or who leads."""
    structure = drafting.structure
    (issue_id,) = next(iter(gap.keys))
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
    levels = {body.level for body, _ in structure.handled_by.get(issue, ())}
    for relation in structure.relations:
        leads = relation.does in ("leads", "coordinates") and relation.status == "existing"
        there = not inside.isdisjoint(relation.what) if structure.is_own(relation) else about in relation.what
        if leads and there and (not levels or relation.level in levels):
            yield from (who for who in relation.who if structure.kind_of(who) == "organizations")


def _responsible_actors(structure: Structure, issue: str) -> Iterator[Selector]:
    for responsibility in responsible_for(structure, issue):
        yield responsibility.who


# Bodies


def _body(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """What is proposed at the level set up, or a new body."""
    (level,) = ids_of(gap.finding)
    for body in drafting.structure.bodies_at.get(level, ()):
        if body.status in ("proposed", "discussed", "under-investigation"):
            yield drafting.way(drafting.realise(body, "body"))
    yield drafting.way(drafting.new_body(level))


def _by_stake(drafting: Drafting, *issues: str) -> list[Body]:
    """The bodies, first those that seat most kinds of those who answer for the issues or are concerned by them."""
    structure = drafting.structure
    attending = structure.once(Attending)
    members: set[str] = set()
    for issue in issues:
        record = issue_of(structure, issue)
        members |= set(structure.members(record.affects)) if record else set()
        members |= {o for r in responsible_for(structure, issue) for o in structure.members(r.who)}
    kinds = {o.id: o.kind for o in structure.organizations if o.id in members}

    def weight(body: Body) -> int:
        return -len({kind for o in attending.of(body).here.keys() & kinds.keys() for kind in kinds[o]})

    return sorted(drafting.bodies(), key=weight)


def _levels(structure: Structure, bodies: Iterable[Body]) -> list[str]:
    """The levels of some bodies, or the structure's own when there are none."""
    found = {body.level for body in bodies if body.level}
    return [level for level in own_levels(structure) if not found or level in found]


_DECIDING = frozenset({"decision", "steering", "direction"})
"""The functions of a body that may decide."""

REMEDIES: dict[str, Remedy] = {
    "kind-absent-at-level": _kind_at_level,
    "single-seat": _kind_at_level,
    "rotating-only": _rotating,
    "responsible-not-seated": _responsible,
    "participants-never-together": _participants,
    "no-agenda-access": _agenda,
    "unhandled-issue": _handle,
    "outside-structure": _place,
    "weak-place": _place,
    "indirect-only": _own_seats,
    "knowledge-only": _competent,
    "unbridged-dependency": _bridge,
    "responsible-never-meet": _meet,
    "one-bridge": _bridge,
    "single-cut": _meet,
    "missing-lead": _leading,
    "nobody-responsible": _answering,
    "empty-level": _body,
}
"""What could close a gap, by the rule that found it. A gap of any other rule no such change closes."""
