"""The structure as a networkx graph: what holds at the date, in the form that docs/graph.md describes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from civo.network import responsible, weight
from civo.records import Body, Issue, Organization, Record, Relation, Seat, Tenure
from civo.seats.absences import all_seats_known
from civo.seats.claims import Claims, Way, holders
from civo.seats.declared import bases, goes_round, participation
from civo.seats.leading import leads_of_body
from civo.structure import Structure
from civo.truth import Truth

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Value = str | int | float | bool
"""What an attribute may be: plain, so that GraphML and GEXF take it. A list is written `a|b`; unknown is ""."""

NODES = {
    "levels": "level",
    "areas": "area",
    "kinds": "kind",
    "organizations": "organization",
    "collectives": "collective",
    "roles": "role",
    "arrangements": "arrangement",
    "bodies": "body",
    "issues": "issue",
    "plans": "plan",
    "goals": "goal",
}
"""The kinds of record that become nodes, with the node's `type`."""


class Edge(NamedTuple):
    """One edge: from, to, what it is, the record that says so, and what else is known of it."""

    source: str
    target: str
    type: str
    record: Record
    more: dict[str, Value]


def to_networkx(structure: Structure) -> MultiDiGraph:
    """The structure as a directed multigraph: a node for each thing, an edge for each relation that a record states.

    Nodes are named by id; an edge's key is its type and the id of the record that says so. Bodies and the like that are
    only proposed are left out, and so are things of the background that no edge touches. Attributes are plain text,
    numbers and booleans, each described in docs/graph.md. `truth` is "unknown" where an edge is in doubt at the date;
    what no file says is no edge, which is not a no: look at the node's `closed`.
    """
    from networkx import MultiDiGraph

    graph = MultiDiGraph(title=structure.title.sv, at=str(structure.at), structure=structure.loaded.path.name)
    edges = [edge for edge in _edges(structure) if _there(structure, edge)]
    touched = {end for edge in edges for end in (edge.source, edge.target)}
    edges += _membership(structure, touched)
    touched |= {edge.source for edge in edges}
    for kind in NODES:
        for record in structure.records.get(kind, ()):
            if record.status == "existing" and (record.id in touched or structure.is_own(record)):
                graph.add_node(record.id, **_node(structure, kind, record))
    for edge in edges:
        key = f"{edge.type}:{edge.record.id}"
        graph.add_edge(edge.source, edge.target, key=key, **_edge(structure, edge))
    return graph


def _there(structure: Structure, edge: Edge) -> bool:
    """Whether both ends are there, as nodes."""
    ends = [structure.get(end) for end in (edge.source, edge.target)]
    return edge.record.status == "existing" and all(
        end is not None and end.status == "existing" and structure.kind_of(end.id) in NODES for end in ends
    )


# Nodes


def _node(structure: Structure, kind: str, record: Record) -> dict[str, Value]:
    told: dict[str, Value] = {
        "type": NODES[kind],
        "name_sv": record.label.sv,
        "name_en": record.label.en or record.label.sv,
        "kind": "",
        "level": getattr(record, "level", None) or "",
        "area": getattr(record, "area", None) or "",
        "own": structure.is_own(record),
        "certainty": record.certainty,
        "truth": _truth(structure, record),
    }
    if isinstance(record, Organization):
        told |= {"kind": "|".join(record.kind), "level": structure.level_of(record) or ""}
    elif isinstance(record, Body):
        seats = structure.seats_of.get(record.id, ())
        told |= {
            "kind": record.type,
            "composition": record.composition,
            "closed": all_seats_known(structure, record),
            "several": record.several,
            "seats": sum(seat.status == "existing" for seat in seats),
        }
    elif isinstance(record, Issue):
        told["kind"] = record.type
    return told


def _truth(structure: Structure, *records: Record) -> str:
    return "unknown" if any(record.id in structure.uncertain for record in records) else "yes"


# Edges


def _edge(structure: Structure, edge: Edge) -> dict[str, Value]:
    record = edge.record
    told: dict[str, Value] = {
        "type": edge.type,
        "record": record.id,
        "certainty": record.certainty,
        "truth": _truth(structure, record),
        "since": str(record.start or ""),
        "until": str(record.end or ""),
        "observed": str(record.observed or ""),
        "source": "; ".join(structure.places(record)),
    }
    return told | edge.more


def _edges(structure: Structure) -> Iterator[Edge]:
    for seat in structure.seats:
        yield from _seat_edges(structure, seat)
    yield from _of_bodies(structure)
    yield from _of_issues(structure)
    yield from _of_places(structure)
    for relation in structure.relations:
        more: dict[str, Value] = {"level": relation.level or "", "extent": relation.extent}
        for who in relation.who:
            for what in relation.what:
                yield Edge(who, what, relation.does, relation, more)


def _seat_edges(structure: Structure, seat: Seat) -> Iterator[Edge]:
    told = {tenure.organization: tenure for tenure, _ in holders(structure, seat)}
    for organization, (way, truth) in structure.once(Claims).claim(seat).ways.items():
        yield Edge(organization, seat.body, "seat", seat, _of_seat(seat, way, truth, told.get(organization)))


def _of_seat(seat: Seat, way: Way, truth: Truth, tenure: Tenure | None) -> dict[str, Value]:
    more: dict[str, Value] = {
        "way": way,
        "role": seat.role or "",
        "basis": "|".join(bases(seat)),
        "rotating": goes_round(seat),
        "participation": participation(seat),
        "truth": truth.value,
    }
    if tenure:
        more |= {"since": str(tenure.start or ""), "until": str(tenure.end or "")}
        more["observed"] = str(tenure.observed or "")
    return more


def _membership(structure: Structure, touched: Collection[str]) -> list[Edge]:
    """Who the collectives are that some edge touches."""
    return [
        Edge(organization, collective.id, "member-of", collective, {})
        for collective in structure.collectives
        if collective.id in touched
        for organization in structure.members(collective.members)
    ]


def _of_bodies(structure: Structure) -> Iterator[Edge]:
    for body in structure.bodies:
        for issue in body.handles:
            yield Edge(body.id, issue, "handles", body, {"place": "full"})
        for lead in leads_of_body(structure, body):
            by = [
                record for record in lead.records if not isinstance(record, Relation)
            ]  # these have edges of their own
            yield from (Edge(lead.who, body.id, "leads", record, {}) for record in by[:1])
        for appointer in body.appointed_by:
            yield Edge(appointer, body.id, "appoints", body, {})
        for decision in body.decides:
            for plan in (decision.adopts,) if decision.adopts else ():
                yield Edge(body.id, plan, "adopts", body, {})
    for coverage in structure.coverages:
        for issue in coverage.issue:
            does = "leaves-out" if coverage.place == "none" else "handles"
            yield Edge(coverage.by, issue, does, coverage, {"place": coverage.place})


def _of_issues(structure: Structure) -> Iterator[Edge]:
    for issue in structure.issues:
        for needed in issue.needs:
            yield Edge(issue.id, needed, "needs", issue, {})
        for actor in issue.requires_participants:
            yield Edge(issue.id, actor, "requires", issue, {})
        for level in issue.requires_lead:
            yield Edge(issue.id, level, "requires-lead", issue, {})
        for goal in issue.serves:
            yield Edge(issue.id, goal, "serves", issue, {})
    for record in structure.responsibilities:
        more: dict[str, Value] = {
            "degree": record.degree,
            "weight": weight(record),
            "mode": "|".join(record.mode),
            "level": record.level or "",
        }
        for organization in responsible(structure, record):
            for issue_id in record.issue:
                yield Edge(organization, issue_id, "responsible", record, more)


def _of_places(structure: Structure) -> Iterator[Edge]:
    """What lies in what: parts of issues, bodies, areas and organisations; levels; members of collectives."""
    for issue in structure.issues:
        for whole in issue.part_of:
            yield Edge(issue.id, whole, "part-of", issue, {})
    for body in structure.bodies:
        for target in (body.part_of, body.arrangement):
            if target:
                yield Edge(body.id, target, "part-of", body, {})
        if body.level:
            yield Edge(body.id, body.level, "at-level", body, {})
    for organization in structure.organizations:
        if organization.unit_of:
            yield Edge(organization.id, organization.unit_of, "part-of", organization, {})
    for level in structure.levels:
        if level.under:
            yield Edge(level.id, level.under, "under", level, {})
