"""The drawing of issues: their place in a structure, what they need and require, who answers for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from civo.drawings import Drawing, Edge, Group, Item, Node, Standing
from civo.queries.common import DEGREE, MODE
from civo.queries.issues import INQUIRY, leads
from civo.records import Coverage, Issue, Record, Responsibility
from civo.structure import Structure
from civo.views.parts import actor_node, legend, nothing_lost, standing_of
from civo.words import Language, Text, joined

if TYPE_CHECKING:
    from civo.views.view import View


def issue_drawing(structure: Structure, view: View, view_id: str, language: Language) -> Drawing:
    """The arrangement on top, the issues below it, then what they require and who answers for or discusses them."""
    issues = [issue for name in view.issues if isinstance(issue := structure.get(name), Issue)]
    drawn = _Parts(structure, view, language)
    for issue in issues:
        drawn.issue(issue)
    titles = {
        "arrangement": Text("Strukturen i dag", "The structure today"),
        "issues": Text("Sakfrågor", "Issues"),
        "requires": Text("Vad frågorna kräver", "What the issues require"),
        "actors": Text("Ansvarar eller diskuterar", "Answer for it or discuss it"),
    }
    nodes = tuple(drawn.nodes.values())
    groups = [
        Group(key, title.in_language(language), tuple(i for i, g in drawn.group_of.items() if g == key))
        for key, title in titles.items()
    ]
    return Drawing(
        view_id,
        view.title.in_language(language),
        view.caption.in_language(language),
        language,
        nothing_lost(groups, nodes),
        nodes,
        tuple(drawn.edges),
        legend(nodes, drawn.edges, language),
        _alt(issues, drawn).in_language(language),
        tuple(drawn.equivalent),
    )


class _Parts:
    """The boxes and lines of one drawing, gathered issue by issue."""

    def __init__(self, structure: Structure, view: View, language: Language) -> None:
        self.structure = structure
        self.view = view
        self.language = language
        self.nodes: dict[str, Node] = {}
        self.group_of: dict[str, str] = {}
        self.edges: list[Edge] = []
        self.equivalent: list[Item] = []
        arrangement = structure.get(view.arrangement) if view.arrangement else None
        if arrangement:
            head = arrangement.label.in_language(language)
            self.add(Node(arrangement.id, "arrangement", head, (), standing_of(arrangement)), "arrangement")

    def add(self, node: Node, group: str) -> None:
        self.nodes.setdefault(node.id, node)
        self.group_of.setdefault(node.id, group)

    def issue(self, issue: Issue) -> None:
        """The issue's own box, and a box and a line for all that is said of it."""
        rows = [row.in_language(self.language) for row in self._rows(issue)]
        outside = any(c.place == "none" for c in self._coverages(issue))
        standing: Standing = "gap" if outside else "proposed" if issue.status != "existing" else "known"
        head = issue.label.in_language(self.language)
        self.add(Node(issue.id, "issue", head, tuple(rows), standing), "issues")
        said = [Item(row) for row in rows]
        for sentence in (*self._place(issue), *self._requirements(issue), *self._actors(issue)):
            said.append(Item(sentence.in_language(self.language)))
        self.equivalent.append(Item(head, tuple(said)))

    def _rows(self, issue: Issue) -> Iterator[Text]:
        for inquiry in self.structure.inquiries:
            if issue.id in inquiry.about and inquiry.state in ("under-investigation", "undecided"):
                state = INQUIRY[inquiry.state]
                if inquiry.decided_by:
                    who = joined(self.structure.name(i) for i in inquiry.decided_by)
                    yield Text(f"{state.sv}; avgörs av {who.sv}", f"{state.en}; decided by {who.en}")
                else:
                    yield Text(f"{state.sv}; vem som avgör anges inte", f"{state.en}; who decides is not said")

    def _coverages(self, issue: Issue) -> list[Coverage]:
        return [c for c in self.structure.coverages_of.get(issue.id, ()) if c.by == self.view.arrangement]

    def _place(self, issue: Issue) -> Iterator[Text]:
        for coverage in self.structure.coverages_of.get(issue.id, ()):
            if coverage.by not in self.nodes:
                continue
            doubt = _sure(coverage)
            kind = "outside" if coverage.place == "none" else "part"
            self.edges.append(Edge(issue.id, coverage.by, kind, doubt))  # type: ignore[arg-type]
            by = self.structure.name(coverage.by)
            words = {
                "none": Text("ligger utanför", "lies outside"),
                "weak": Text("har svagare plats i", "has a weaker place in"),
                "full": Text("ingår i", "is included in"),
            }[coverage.place]
            sure = Text("") if doubt == "known" else Text(" (underförstått)", " (implied)")
            yield Text(f"{words.sv} {by.sv}{sure.sv}", f"{words.en} {by.en or by.sv}{sure.en}")

    def _requirements(self, issue: Issue) -> Iterator[Text]:
        for needed in issue.needs:
            record = self.structure.get(needed)
            if isinstance(record, Issue):
                if needed not in self.nodes:
                    self.add(
                        Node(needed, "issue", record.label.in_language(self.language), (), standing_of(record)),
                        "requires",
                    )
                self.edges.append(Edge(issue.id, needed, "needs", _sure(issue)))
                yield Text(f"behöver {record.label.sv}", f"needs {record.label.en or record.label.sv}")
        for actor in issue.requires_participants:
            name = self.structure.name(actor)
            self.add(Node(actor, "organization", name.in_language(self.language)), "requires")
            self.edges.append(Edge(issue.id, actor, "requires", _sure(issue)))
            yield Text(f"kräver att {name.sv} är med", f"requires {name.en or name.sv} to take part")
        for level in issue.requires_lead:
            yield self._lead(issue, level)

    def _lead(self, issue: Issue, level: str) -> Text:
        name = self.structure.name(level)
        found = leads(self.structure, issue, level)
        head = Text(f"Ledning på {name.sv.lower()}", f"Lead at {(name.en or name.sv).lower()}")
        who = joined(self.structure.selector_name(r.who) for r in found) if found else Text("ingen känd", "none known")
        node_id = f"lead-{level}"
        self.add(
            Node(
                node_id,
                "role",
                head.in_language(self.language),
                (who.in_language(self.language),),
                "known" if found else "gap",
            ),
            "requires",
        )
        self.edges.append(Edge(issue.id, node_id, "requires", _sure(issue)))
        return Text(f"kräver {head.sv.lower()}: {who.sv}", f"requires {head.en.lower()}: {who.en}")

    def _actors(self, issue: Issue) -> Iterator[Text]:
        for responsibility in self.structure.responsibilities_for.get(issue.id, ()):
            yield self._responsible(issue, responsibility)
        for inquiry in self.structure.inquiries:
            if issue.id in inquiry.about:
                for by in inquiry.by:
                    record = self.structure.get(by)
                    if record is None:
                        continue
                    several = getattr(record, "several", False)
                    name = record.label
                    shape = "body" if self.structure.kind_of(by) == "bodies" else "organization"
                    node = Node(by, shape, name.in_language(self.language), (), standing_of(record), several)  # type: ignore[arg-type]
                    self.add(node, "actors")
                    self.edges.append(Edge(by, issue.id, "discussed"))
                    state = INQUIRY[inquiry.state]
                    yield Text(f"{state.sv} i {name.sv}", f"{state.en} in {name.en or name.sv}")

    def _responsible(self, issue: Issue, responsibility: Responsibility) -> Text:
        node = actor_node(self.structure, responsibility.who, self.language)
        self.add(node, "actors")
        doubt = _sure(responsibility)
        self.edges.append(Edge(node.id, issue.id, "responsible", doubt))
        words = [DEGREE[responsibility.degree], *(MODE[mode] for mode in responsibility.mode)]
        how = Text(", ".join(w.sv for w in words), ", ".join(w.en for w in words))
        name = self.structure.selector_name(responsibility.who)
        return Text(f"{name.sv} ansvarar ({how.sv})", f"{name.en or name.sv} responsible ({how.en})")


def _sure(record: Record) -> Standing:
    return "known" if record.certainty == "stated" else "unknown"


def _alt(issues: list[Issue], drawn: _Parts) -> Text:
    outside = sum(edge.kind == "outside" for edge in drawn.edges)
    weak = sum(edge.kind == "part" for edge in drawn.edges)
    requires = sum(edge.kind in ("requires", "needs") for edge in drawn.edges)
    return Text(
        f"Diagram över {len(issues)} sakfrågor: {outside} ligger utanför strukturen, {weak} har svagare plats, "
        f"{requires} linjer visar vad som behövs eller krävs. Allt står också som lista under figuren.",
        f"Diagram of {len(issues)} issues: {outside} lie outside the structure, {weak} have a weaker place, "
        f"{requires} lines show what is needed or required. All of it also stands as a list below the figure.",
    )
