"""The drawing of issues: their place in a structure, what they need and require, who answers for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from civo.drawings import Drawing, Edge, EdgeKind, Group, Item, Node, NodeShape, Standing
from civo.queries.common import DEGREE
from civo.queries.issues import INQUIRY, NONE_KNOWN, responsibility_text
from civo.records import Coverage, Inquiry, Issue, Record, Responsibility
from civo.seats.leading import leader, leads_of_issue
from civo.structure import Structure
from civo.views.alt_text import BOX, BOXES, alt_text, counted, counted_and_named, named
from civo.views.parties import party, party_node
from civo.views.parts import (
    EDGE_MEANINGS,
    doubt_at_date,
    doubt_of,
    is_doubtful,
    is_proposed,
    legend,
    nothing_lost,
    standing_of,
)
from civo.views.view import View, shows
from civo.withheld import NOT_SHOWN_WHETHER_KNOWN
from civo.words import Language, Text, joined


def issue_drawing(structure: Structure, view: View, view_id: str, language: Language) -> Drawing:
    """The arrangement on top, the issues below it, then what they require and who answers for or discusses them."""
    issues = issues_of(structure, view)
    drawn = _Parts(structure, view, language)
    for issue in issues:
        drawn.box(issue)
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
        legend(nodes, drawn.edges, language, _part(drawn)),
        _alt(issues, drawn),
        tuple(drawn.equivalent),
    )


def issues_of(structure: Structure, view: View) -> list[Issue]:
    """The issues that a view draws, in its own order."""
    named = (structure.get(name) for name in view.issues)
    return [issue for issue in named if isinstance(issue, Issue) and shows(structure, view, issue)]


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
        self.places: list[Coverage] = []
        arrangement = structure.get(view.arrangement) if view.arrangement else None
        if arrangement and self._shown(arrangement):
            head = arrangement.label.in_language(language)
            self.add(Node(arrangement.id, "arrangement", head, (), standing_of(structure, arrangement)), "arrangement")

    def _shown(self, record: Record) -> bool:
        """Whether the view shows it: what is only proposed where the view says so."""
        return self.view.proposed or not is_proposed(record)

    def _takes_place(self, inquiry: Inquiry) -> bool:
        """Whether it is shown: `discussed` and `under-investigation` say of an inquiry that there is one."""
        return self.view.proposed or inquiry.status != "proposed"

    def add(self, node: Node, group: str) -> None:
        self.nodes.setdefault(node.id, node)
        self.group_of.setdefault(node.id, group)

    def box(self, issue: Issue) -> None:
        """The issue's own box; a gap only where an existing record sets the issue outside, both at this very date."""
        rows = tuple(row.in_language(self.language) for row in self._rows(issue))
        standing = standing_of(self.structure, issue)
        if issue.needs or issue.requires_participants or issue.requires_lead:
            # how sure its record is, is how sure these are: the lines to them tell it, not the box
            standing = standing_of(self.structure, issue.model_copy(update={"certainty": "stated"}))
        if self._is_outside(issue) and self._may_lack(issue) and self.structure.tells("outside-structure"):
            standing = "gap"
        self.add(Node(issue.id, "issue", issue.label.in_language(self.language), rows, standing), "issues")

    def _may_lack(self, issue: Issue) -> bool:
        """Whether what an issue lacks is a gap: not when the issue is only proposed, or not known to be there."""
        return not is_proposed(issue) and issue.id not in self.structure.uncertain

    def _is_outside(self, issue: Issue) -> bool:
        return any(
            c.place == "none"
            and c.by == self.view.arrangement
            and c.status == "existing"
            and c.id not in self.structure.uncertain
            for c in self.structure.coverages_of.get(issue.id, ())
        )

    def issue(self, issue: Issue) -> None:
        """A box and a line for all that is said of the issue."""
        said = [Item(row.in_language(self.language)) for row in self._rows(issue)]
        for sentence in (*self._place(issue), *self._requirements(issue), *self._actors(issue)):
            said.append(Item(sentence.in_language(self.language)))
        head = Text("{issue}{doubt}").filled(issue=issue.label, doubt=doubt_of(self.structure, issue))
        self.equivalent.append(Item(head.in_language(self.language), tuple(said)))

    def _rows(self, issue: Issue) -> Iterator[Text]:
        if issue.part_of:
            whole = joined(self.structure.name(i) for i in issue.part_of)
            yield Text("del av {whole}", "part of {whole}").filled(whole=whole)
        for inquiry in self.structure.inquiries_about.get(issue.id, ()):
            if inquiry.awaits_decision and self._takes_place(inquiry):
                words = _DECIDED_BY if inquiry.decided_by else _NOBODY_SAID
                who = joined(self.structure.name(i) for i in inquiry.decided_by)
                yield words.filled(state=INQUIRY[inquiry.state], who=who, doubt=self._doubt_of_inquiry(inquiry))

    def _doubt_of_inquiry(self, inquiry: Inquiry) -> Text:
        find = doubt_of if inquiry.status == "proposed" else doubt_at_date
        return find(self.structure, inquiry)

    def _place(self, issue: Issue) -> Iterator[Text]:
        for coverage in self.structure.coverages_of.get(issue.id, ()):
            if coverage.by not in self.nodes or not self._shown(coverage):
                continue
            kind: EdgeKind = "outside" if coverage.place == "none" else "part"
            self.places.append(coverage)
            self.edges.append(Edge(issue.id, coverage.by, kind, standing_of(self.structure, coverage)))
            yield _PLACES[coverage.place].filled(
                by=self.structure.name(coverage.by), doubt=doubt_of(self.structure, coverage)
            )

    def _requirements(self, issue: Issue) -> Iterator[Text]:
        standing, doubt = standing_of(self.structure, issue), doubt_of(self.structure, issue)
        for needed in issue.needs:
            record = self.structure.get(needed)
            if isinstance(record, Issue):
                head = record.label.in_language(self.language)
                self.add(Node(needed, "issue", head, (), standing_of(self.structure, record)), "requires")
                self.edges.append(Edge(issue.id, needed, "needs", standing))
                yield Text("behöver {name}{doubt}", "needs {name}{doubt}").filled(name=record.label, doubt=doubt)
        for actor in issue.requires_participants:
            name = self.structure.name(actor)
            found = self.structure.get(actor)
            there: Standing = standing_of(self.structure, found) if found else "unknown"
            self.add(Node(actor, "organization", name.in_language(self.language), (), there), "requires")
            self.edges.append(Edge(issue.id, actor, "requires", standing))
            words = Text("kräver att {name} är med{doubt}", "requires {name} to take part{doubt}")
            yield words.filled(name=name, doubt=doubt)
        for level in issue.requires_lead:
            self.edges.append(Edge(issue.id, self._lead(issue, level), "requires", standing))
            words = Text("kräver ledning på {level}{doubt}: {who}", "requires a lead at {level}{doubt}: {who}")
            yield words.filled(level=self._level(level), who=self._leading(issue, level), doubt=doubt)

    def _level(self, level: str) -> Text:
        name = self.structure.name(level)
        return Text(name.sv.lower(), name.en.lower())

    def _leading(self, issue: Issue, level: str) -> Text:
        found = leads_of_issue(self.structure, issue, level)
        told = [
            Text("{who}{doubt}").filled(who=leader(self.structure, one), doubt=doubt_at_date(self.structure, one))
            for one in found
        ]
        if told:
            return joined(told)
        return NONE_KNOWN if self.structure.tells("missing-lead") else NOT_SHOWN_WHETHER_KNOWN

    def _lead(self, issue: Issue, level: str) -> str:
        """The box of those who lead the issue at a level; one for all issues that nobody is known to lead there."""
        found = leads_of_issue(self.structure, issue, level)
        standing: Standing
        if found:
            standing = "unknown" if all(is_doubtful(self.structure, one) for one in found) else "known"
        else:
            is_gap = self._may_lack(issue) and self.structure.tells("missing-lead")
            standing = "gap" if is_gap else standing_of(self.structure, issue)
        node_id = f"lead-{level}" if standing == "gap" else f"lead-{level}-{issue.id}"
        head = Text("Ledning på {level}", "Lead at {level}").filled(level=self._level(level))
        rows = (self._leading(issue, level).in_language(self.language),)
        self.add(Node(node_id, "role", head.in_language(self.language), rows, standing), "requires")
        return node_id

    def _actors(self, issue: Issue) -> Iterator[Text]:
        for responsibility in self.structure.responsibilities_for.get(issue.id, ()):
            if self._shown(responsibility):
                yield self._responsible(issue, responsibility)
        for inquiry in self.structure.inquiries_about.get(issue.id, ()):
            if self._takes_place(inquiry):
                for by in inquiry.by:
                    record = self.structure.get(by)
                    if record is not None:
                        yield self._discussed(issue, inquiry, record)

    def _discussed(self, issue: Issue, inquiry: Inquiry, by: Record) -> Text:
        shape: NodeShape = "body" if self.structure.kind_of(by.id) == "bodies" else "organization"
        several = getattr(by, "several", False)
        name = by.label.in_language(self.language)
        self.add(Node(by.id, shape, name, (), standing_of(self.structure, by), several), "actors")
        standing: Standing = "unknown" if is_doubtful(self.structure, inquiry) else "known"
        self.edges.append(Edge(by.id, issue.id, "discussed", "proposed" if inquiry.status == "proposed" else standing))
        words = Text("{state} i {by}{doubt}", "{state} in {by}{doubt}")
        return words.filled(state=INQUIRY[inquiry.state], by=by.label, doubt=self._doubt_of_inquiry(inquiry))

    def _responsible(self, issue: Issue, responsibility: Responsibility) -> Text:
        node = party_node(self.structure, party(self.structure, responsibility.who), self.language, counted=False)
        self.add(node, "actors")
        if responsibility.degree != "unspecified":
            degree = _HOW_MUCH.filled(issue=issue.label, degree=DEGREE[responsibility.degree])
            there = self.nodes[node.id]
            self.nodes[node.id] = replace(there, rows=(*there.rows, degree.in_language(self.language)))
        self.edges.append(Edge(node.id, issue.id, "responsible", standing_of(self.structure, responsibility)))
        who = responsibility_text(self.structure, responsibility)
        said = Text("ansvarar: {who}{doubt}", "responsible: {who}{doubt}")
        return said.filled(who=who, doubt=doubt_of(self.structure, responsibility))


_HOW_MUCH = Text("{issue}: {degree}", "{issue}: {degree}")
_DECIDED_BY = Text("{state}; avgörs av {who}{doubt}", "{state}; decided by {who}{doubt}")
_NOBODY_SAID = Text("{state}{doubt}; vem som avgör anges inte", "{state}{doubt}; who decides is not said")
_PLACES = {
    "none": Text("ligger utanför {by}{doubt}", "lies outside {by}{doubt}"),
    "weak": Text("har svagare plats i {by}{doubt}", "has a weaker place in {by}{doubt}"),
    "full": Text("ingår i {by}{doubt}", "is included in {by}{doubt}"),
}


def _part(drawn: _Parts) -> Text:
    """What the lines of issues inside the arrangement mean, by the places that they have."""
    places = {coverage.place for coverage in drawn.places}
    if "full" not in places:
        return EDGE_MEANINGS["part"]
    if "weak" not in places:
        return Text("Ingår", "Included")
    return Text("Ingår, helt eller med svagare plats", "Included, wholly or in a weaker place")


def _alt(issues: list[Issue], drawn: _Parts) -> str:
    """What the figure shows: the issues, their place in the arrangement, what each needs and who answers for it."""
    return alt_text(lambda few, rest: _said(issues, drawn, few, rest), drawn.language)


def _said(issues: list[Issue], drawn: _Parts, few: int, rest: int) -> Iterator[Text]:
    heads = {node.id: Text(node.head) for node in drawn.nodes.values()}
    names = {issue.id: heads[issue.id] for issue in issues}
    what = counted_and_named(list(names.values()), few, _ISSUE, _ISSUES)
    yield Text("Diagram över {what}.", "Diagram of {what}.").filled(what=what)
    for place, words in _PLACED.items():
        found = [c for c in drawn.places if c.place == place and not is_proposed(c)]
        doubted = {e.source: e.standing == "unknown" for e in drawn.edges if any(_draws(e, c) for c in found)}
        those = [_UNSURE.filled(name=names[i]) if doubt else names[i] for i, doubt in doubted.items()]
        if those:
            by = joined(dict.fromkeys(heads[c.by] for c in found))
            yield words.filled(by=by, issues=named(those, few, _ISSUE, _ISSUES))
    for issue in issues:
        needed = [heads[e.target] for e in drawn.edges if e.source == issue.id and e.kind in ("needs", "requires")]
        if needed:
            which = named(list(dict.fromkeys(needed)), few, BOX, BOXES)
            yield Text("{issue} behöver eller kräver: {which}.", "{issue} needs or requires: {which}.").filled(
                issue=names[issue.id], which=which
            )
    for kind, words in _ACTING.items():
        who = list(dict.fromkeys(heads[e.source] for e in drawn.edges if e.kind == kind))
        if who:
            yield words.filled(who=named(who, rest, *_PARTY))
    lacking = [Text(node.head) for node in drawn.nodes.values() if node.standing == "gap" and node.id not in names]
    if lacking:
        yield Text("Märkt som lucka: {what}.", "Marked as a gap: {what}.").filled(what=named(lacking, few, BOX, BOXES))
    unsure = sum(edge.standing == "unknown" for edge in drawn.edges)
    if unsure:
        lines = counted(
            unsure, Text("linje är osäker", "line is uncertain"), Text("linjer är osäkra", "lines are uncertain")
        )
        yield Text("{lines}.").filled(lines=lines)


def _draws(edge: Edge, coverage: Coverage) -> bool:
    kind = "outside" if coverage.place == "none" else "part"
    return edge.kind == kind and edge.target == coverage.by and edge.source in coverage.issue


_UNSURE = Text("{name} (osäkert)", "{name} (uncertain)")
_PARTY = (Text("part", "party"), Text("parter", "parties"))
_ISSUE, _ISSUES = Text("sakfråga", "issue"), Text("sakfrågor", "issues")
_PLACED = {
    "none": Text("Utanför {by} ligger {issues}.", "Outside {by}: {issues}."),
    "weak": Text("Svagare plats i {by} har {issues}.", "In a weaker place in {by}: {issues}."),
    "full": Text("I {by} ingår {issues}.", "Included in {by}: {issues}."),
}
_ACTING: dict[EdgeKind, Text] = {
    "responsible": Text("Ansvarar: {who}.", "Responsible: {who}."),
    "discussed": Text("Diskuteras eller utreds i: {who}.", "Discussed or investigated in: {who}."),
}
