"""What could close a gap: a table from the remedy that its rule names to a function that gives ways, listed by hand.

A way is a set of changes that together may close the gap. That they do is not taken for granted: see `proving`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, permutations, product

from civo.closing.changes import FEW, Drafting, issue_of, responsible_for
from civo.closing.leads import leading, responsible
from civo.closing.open_gaps import OpenGap
from civo.findings import ids_in, named_in
from civo.gaps import find_gaps
from civo.network import Network
from civo.records import Arrangement, Body, Seat
from civo.rules.scope import answering, deciding_bodies, own_levels, together, whole_of
from civo.seats.claims import Claims
from civo.seats.handling import handled_by, where_handled
from civo.seats.rosters import roster
from civo.selectors import Selector
from civo.structure import Structure

Way = frozenset[str]
Weigh = Callable[[Drafting, OpenGap], Iterator[Way | None]]

LEAST = 24
"""At least so many ways are weighed for one gap, the likeliest first."""
READ_ANEW = 100_000
"""While the rules read no more records than these in all, every way is weighed; to read none costs as much as `START`."""
START = 100


def ways_to_close(drafting: Drafting, gap: OpenGap, most: int) -> tuple[list[Way], bool]:
    """The ways that might close a gap, the likeliest first, and whether these are all that the remedy knows."""
    drafting.left_out = False
    found: dict[Way, None] = {}
    for way in REMEDIES[gap.remedy.change](drafting, gap) if gap.remedy else ():
        if way and way not in found:
            if len(found) == most:
                return list(found), False
            found[way] = None
    return list(found), not drafting.left_out


# Seats


def _kind_at_level(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """A seat for the kind in one of the bodies of the level, or in a new one."""
    kind, level = gap.the("kind"), gap.the("level")
    places: list[Body | str] = [*drafting.bodies(level), level]
    for body in places:
        for seat in drafting.seats(body, kind):
            yield drafting.way(seat)


def _rotating(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """A seat of its own for each of those who share the seat and do not hold it."""
    structure = drafting.structure
    seat = structure.get(gap.the("seat"))
    others = [subject.id for subject in gap.finding.subjects if subject.kind == "organizations"]
    body = structure.get(seat.body) if isinstance(seat, Seat) else None
    among = structure.once(Claims).shared_by(seat) if isinstance(seat, Seat) else None
    if not isinstance(seat, Seat) or not isinstance(body, Body) or among is None:
        return
    held = len(structure.members(among)) - len(others)
    if held >= (seat.count or 1) and len(others) <= FEW:
        yield drafting.way(*(drafting.seat(body, other) for other in others))
        return
    yield drafting.way(drafting.seat(body, among, each=True))


def _responsible(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """A seat where the issue is handled; or the issue to a body where those responsible sit; or both in another body, or
    in a new one."""
    structure = drafting.structure
    issues = gap.named("issue")
    who = gap.the("who")
    members = set(structure.holder_members(who))
    handling = [{body.id: body for body, _ in handled_by(structure, issue)} for issue in issues]
    everywhere = [b for b in handling[0].values() if not b.several and all(b.id in other for other in handling)]
    for body in everywhere:
        for seat in drafting.seats(body, who):
            yield drafting.way(seat)
    others = [body for body in drafting.bodies() if body not in everywhere]
    for body in others:
        if members <= roster(structure, body).present:
            yield drafting.way(*(drafting.remit(body, issue) for issue in issues))
    places: list[Body | str] = [*others, *_levels(structure, everywhere)]
    for place in places:
        for seat in drafting.seats(place, who):
            yield drafting.way(seat, *(drafting.remit(place, issue) for issue in issues))


def _participants(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """Seats for those who are missing in a body where the others sit, or for all in a new one."""
    structure = drafting.structure
    issue = issue_of(structure, gap.the("issue"))
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


def _seat_all(
    drafting: Drafting, body: Body | str, who: Iterable[str], more: Iterable[str] = ()
) -> Iterator[Way | None]:
    """Every way to seat all of them in a body: each by one seat together, or by a seat for each of its members; together
    with some changes more."""
    choices = [drafting.seats(body, actor) for actor in who]
    for seats in drafting.few(product(*choices), _TOGETHER):
        yield drafting.way(*seats, *more)


def _sits(structure: Structure, body: Body, actor: str) -> bool:
    """Whether a seat in the body certainly is of the actor, or of one of its organisations."""
    here = roster(structure, body).present
    if structure.kind_of(actor) == "roles":
        return any(s.role == actor and s.status == "existing" for s in structure.seats_of.get(body.id, ()))
    return not here.isdisjoint(structure.actor_members(actor))


# Issues


def _handle(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """The issue to a body; what is proposed for it set up; or a new body for it."""
    structure = drafting.structure
    issue_id = gap.the("issue")
    for body in structure.bodies:
        if issue_id in body.handles and body.status in _NOT_YET:
            yield drafting.way(drafting.realise(body, "body"))
    for body in _by_stake(drafting, issue_id):
        yield drafting.way(drafting.remit(body, issue_id))
    issue = issue_of(structure, issue_id)
    for level in (issue.requires_lead if issue else ()) or _levels(structure, ()):
        yield drafting.way(drafting.remit(level, issue_id))


def _place(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """The issue to a body of the structure that it lies outside, or is weak in; or a new body of it."""
    structure = drafting.structure
    issue, place = gap.the("issue"), gap.the("place")
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
    deciding = deciding_bodies(drafting.structure)
    for issue in gap.named("issue"):
        for body in _by_stake(drafting, issue):
            if body.id in deciding:
                yield drafting.way(drafting.remit(body, issue))


def _agenda(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """A seat for those responsible in a body that decides which issues are taken up."""
    deciding = {evidence.id for evidence in gap.finding.chain if evidence.kind == "bodies"}
    for body in drafting.bodies():
        if body.id in deciding:
            for seat in drafting.seats(body, gap.the("who")):
                yield drafting.way(seat)


def _own_seats(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """A seat of its own for each of those who are there only through others, in a body of the level or of the issue."""
    structure = drafting.structure
    who, levels, issues = gap.named("who"), gap.named("level"), gap.named("issue")
    handling = {body.id for issue in issues for body, _ in handled_by(structure, issue)}
    for body in drafting.bodies():
        if body.level in levels or body.id in handling:
            whole = len(who) > FEW or any(structure.kind_of(one) == "collectives" for one in who)
            seats = [drafting.seat(body, Selector(ids=tuple(who)), each=True)] if whole else []
            yield drafting.way(*(seats or [drafting.seat(body, one) for one in who]))


def _bridge(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """What is proposed for both set up; the one issue to a body that handles the other; whoever answers for the one made
    responsible for the other; both issues to one body, or to a new one."""
    structure = drafting.structure
    issues = list(ids_in(gap.about[0]))
    for body in structure.bodies:
        if set(issues) <= set(body.handles) and body.status in _NOT_YET:
            yield drafting.way(drafting.realise(body, "body"))
    yield from _handled_together(drafting, issues)
    for one, other in permutations(issues):
        for responsibility in responsible_for(structure, one):
            if responsibility.degree != "partial":
                yield drafting.way(drafting.responsibility(other, responsibility.who))
    yield from _both_remits(drafting, issues)


def _direct(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """Those who answer for the one issue seated where those who answer for the other sit, or in a link with them; or the
    issues to one body. Another third party would join them too, but as the first does."""
    structure = drafting.structure
    issues = gap.named("issue", "needed")
    sides = {issue: together(structure, answering(structure, issue))[1] for issue in issues}
    pairs = [(one, other) for one in issues if (record := issue_of(structure, one)) for other in record.needs]
    ones, others = next(
        (sides[one], sides[other])
        for one, other in pairs
        if other in sides and set(sides[one]).isdisjoint(sides[other])
    )
    bodies = _by_stake(drafting, *issues)
    for mine, theirs in ((ones, others), (others, ones)):
        for body in bodies:
            if any(_sits(structure, body, one) for one in theirs):
                for one in drafting.few(mine):
                    yield from _seat_all(drafting, body, [one])
    for one, other in product(drafting.few(ones), drafting.few(others)):
        yield drafting.way(drafting.link(one, other))
    if len(issues) == 2:
        yield from _handled_together(drafting, issues)
        yield from _both_remits(drafting, issues)


def _handled_together(drafting: Drafting, issues: Iterable[str]) -> Iterator[Way | None]:
    """The one of two issues to a body that handles the other."""
    for one, other in permutations(issues):
        handled = where_handled(drafting.structure, one)
        for body in _by_stake(drafting, one, other):
            if body.id in handled:
                yield drafting.way(drafting.remit(body, other))


def _both_remits(drafting: Drafting, issues: Iterable[str]) -> Iterator[Way | None]:
    """All the issues to one body, or to a new one."""
    both = list(issues)
    bodies: list[Body | str] = [*_by_stake(drafting, *both), *_levels(drafting.structure, ())]
    for body in bodies:
        yield drafting.way(*(drafting.remit(body, issue) for issue in both))


def _meet(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """A seat for those who are missing where the others sit, first where the issue is handled, or the issue to a body
    where all sit; for each two who do not meet, a seat where the other sits or a link; a seat for all in one body, or in a
    new one that handles the issue."""
    structure = drafting.structure
    issue = gap.the("issue")
    _, who = together(structure, gap.named("who"))
    handled = where_handled(structure, issue)
    bodies = sorted(_by_stake(drafting, issue), key=lambda body: body.id not in handled)
    there = {body.id: [one for one in who if _all_sit(structure, body, one)] for body in bodies}
    for body in bodies:
        missing = [one for one in who if one not in there[body.id]]
        remits = [] if body.id in handled else [drafting.remit(body, issue)]
        if not missing:
            yield drafting.way(*remits)
        elif there[body.id]:
            yield from _seat_all(drafting, body, missing)
            yield from _seat_all(drafting, body, missing, remits)
    network = structure.once(Network)
    pairs = [(a, b) for a, b in combinations(who, 2) if not _share(network, structure, a, b)]
    if len(pairs) <= _PAIRS:
        choices: list[list[str]] = []
        for one, other in pairs:
            seats = [
                seat
                for mine, theirs in ((one, other), (other, one))
                for body in bodies
                if theirs in there[body.id]
                for seat in drafting.seats(body, mine)
            ]
            choices.append([*seats, drafting.link(one, other)])
        yield from (drafting.way(*chosen) for chosen in product(*choices))
    else:
        drafting.left_out = True
    for body in bodies:
        if not there[body.id]:
            remits = [] if body.id in handled else [drafting.remit(body, issue)]
            yield from _seat_all(drafting, body, who)
            yield from _seat_all(drafting, body, who, remits)
    for level in _levels(structure, ()):
        yield from _seat_all(drafting, level, who, [drafting.remit(level, issue)])


def _share(network: Network, structure: Structure, one: str, other: str) -> bool:
    """Whether each member of the one is known in a body with each of the other, or to work with it."""
    return all(
        any(network.where.in_common(a, b)) or b in network.collaborations.get(a, {})
        for a in structure.holder_members(one)
        for b in structure.holder_members(other)
    )


def _all_sit(structure: Structure, body: Body, actor: str) -> bool:
    """Whether every organisation of the actor certainly is in the body."""
    return roster(structure, body).present.issuperset(structure.holder_members(actor))


def _second_way(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """To a level: one more seat there for one of the kinds, in a body or a new one. Between kinds that one body joins: a
    seat for one of them where another one sits, for both in a third body, or in a new one."""
    structure = drafting.structure
    kinds, levels = gap.named("kind"), gap.named("level")
    for level in levels:
        places: list[Body | str] = [*drafting.bodies(level), level]
        for body in places:
            for kind in kinds:
                yield from _seat_all(drafting, body, [kind])
    if levels:
        return
    bodies = [body for body in drafting.bodies() if body.id not in gap.named("body")]
    sitting = {body.id: [kind for kind in kinds if _sits(structure, body, kind)] for body in bodies}
    for body in bodies:
        for kind in kinds if sitting[body.id] else ():
            if kind not in sitting[body.id]:
                yield from _seat_all(drafting, body, [kind])
    for one, other in combinations(kinds, 2):
        for body in bodies:
            if not sitting[body.id]:
                yield from _seat_all(drafting, body, [one, other])
    for level in _levels(structure, ()):
        for one, other in combinations(kinds, 2):
            yield from _seat_all(drafting, level, [one, other])


def _join(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """For every part that has no way to the others, a seat for somebody of it in one of those bodies, for somebody of
    those in one of its own, or a link: the one part has a way to all the others only when they all have one."""
    structure = drafting.structure
    found = [f for run in find_gaps(structure, (gap.rule,)).runs for f in run.findings if f.rule == gap.rule]
    parts = [named_in(finding.about, "body") for finding in found]
    apart = {body for part in parts for body in part}
    outside = [body for body in drafting.bodies() if body.id not in apart and roster(structure, body).present]
    choices = [_ties(drafting, [b for b in drafting.bodies() if b.id in part], outside) for part in parts]
    yield from (drafting.way(*chosen) for chosen in product(*choices))


def _ties(drafting: Drafting, inside: list[Body], outside: list[Body]) -> list[str]:
    """What would join some bodies to some others: seats, first at the same level, then links."""
    levels = {body.level for body in inside}
    near = sorted(outside, key=lambda body: body.level not in levels)
    mine, theirs = (drafting.few(_members(drafting.structure, bodies)) for bodies in (inside, near))
    seats = [
        drafting.seat(body, one) for who, bodies in ((mine, near), (theirs, inside)) for body in bodies for one in who
    ]
    return [*seats, *(drafting.link(one, other) for one, other in product(mine, theirs))]


def _members(structure: Structure, bodies: Iterable[Body]) -> list[str]:
    """The organisations that are in the bodies, units as their wholes."""
    return list(
        dict.fromkeys(whole_of(structure, o) for body in bodies for o in sorted(roster(structure, body).present))
    )


# Bodies


def _body(drafting: Drafting, gap: OpenGap) -> Iterator[Way | None]:
    """What is proposed at the level set up, or a new body."""
    level = gap.the("level")
    for body in drafting.structure.bodies_at.get(level, ()):
        if body.status in _NOT_YET:
            yield drafting.way(drafting.realise(body, "body"))
    yield drafting.way(drafting.new_body(level))


def _by_stake(drafting: Drafting, *issues: str) -> list[Body]:
    """The bodies, first those that seat most kinds of those who answer for the issues or are concerned by them."""
    structure = drafting.structure
    members: set[str] = set()
    for issue in issues:
        record = issue_of(structure, issue)
        members |= set(structure.members(record.affects)) if record else set()
        members |= {o for r in responsible_for(structure, issue) for o in structure.members(r.who)}
    kinds = {o.id: o.kind for o in structure.organizations if o.id in members}

    def weight(body: Body) -> int:
        return -len({kind for o in roster(structure, body).present & kinds.keys() for kind in kinds[o]})

    return sorted(drafting.bodies(), key=weight)


def _levels(structure: Structure, bodies: Iterable[Body]) -> list[str]:
    """The levels of some bodies, or the structure's own when there are none."""
    found = {body.level for body in bodies if body.level}
    return [level for level in own_levels(structure) if not found or level in found]


_NOT_YET = ("proposed", "discussed", "under-investigation")
_TOGETHER = 8
"""In so many ways several are seated in one body: each of them by one seat, or by one for each of its members."""
_PAIRS = 3
"""For so many pairs that never meet, every pair is weighed by itself."""

REMEDIES: dict[str, Weigh] = {
    "body-for-issue": _handle,
    "body-of-place": _place,
    "deciding-body": _competent,
    "direct-tie": _direct,
    "join-parts": _join,
    "lead": leading,
    "meeting": _meet,
    "new-body": _body,
    "one-body-for-both": _bridge,
    "own-seats": _own_seats,
    "responsibility": responsible,
    "seat-at-level": _kind_at_level,
    "seat-for-each-sharer": _rotating,
    "seat-for-those-missing": _participants,
    "seat-where-agenda-is-set": _agenda,
    "seat-where-handled": _responsible,
    "second-way": _second_way,
}
"""What could close a gap, by the remedy that its rule names."""
