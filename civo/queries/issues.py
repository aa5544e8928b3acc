"""The issues: the committee's table, and all that is known of one."""

from __future__ import annotations

from dataclasses import replace

from civo.answers import Cell, Column, Fact, Table
from civo.queries.common import (
    CERTAIN,
    CERTAINTY,
    DEGREE,
    ID,
    MODE,
    NOT_SAID,
    PLACE,
    SOURCE,
    answer,
    hedged,
    names,
    narrowed_note,
    not_there,
    source_cell,
)
from civo.queries.dossier import dossier
from civo.records import Inquiry, Issue, Record, Responsibility
from civo.seats.handling import handled_by
from civo.seats.leading import leader, leads_of_issue
from civo.seats.required import meets
from civo.selecting import narrowed
from civo.structure import Structure
from civo.truth import Truth
from civo.withheld import silence
from civo.words import NO_TEXT, Text, joined

ISSUE_TYPES = {
    "field": Text("sakområde", "field"),
    "power": Text("befogenhet", "power"),
    "threat": Text("hot", "threat"),
}

_ISSUES = (
    Column("issue", Text("Sakfråga", "Issue")),
    ID,
    Column("type", Text("Sort", "Type"), detail=True),
    Column("responsible", Text("Ansvarar", "Responsible")),
    Column("handled_by", Text("Hanteras av", "Handled by")),
    Column("place", Text("Plats i strukturen", "Place in the structure")),
    Column("lead", Text("Ledning", "Lead")),
    Column("participants", Text("Nödvändiga parter möts", "Required parties meet")),
    Column("needs", Text("Behöver", "Needs")),
    Column("status", Text("Läge", "State")),
    CERTAIN,
    SOURCE,
)


def issues(structure: Structure, where: str = "") -> Table:
    """The committee's table: for each issue who answers for it, where it is handled and what is missing.

    `where` narrows the issues to those that a selector fits or may fit; raises CivoError for one that cannot be read.
    """
    own = [issue for issue in structure.issues if structure.is_own(issue)]
    told = narrowed(structure, "issues", own, where)
    rows = [_row(structure, issue) for issue, _ in told]
    notes = [
        *narrowed_note(where, told),
        _SILENT.filled(why=silence(structure.loaded)),
        *([] if structure.tells("missing-lead") else [_WHO_LEADS]),
    ]
    title = Text("Sakfrågor: ansvar, hantering och läge", "Issues: responsibility, handling and state")
    return answer(structure, title, _ISSUES, rows, notes=notes)


_SILENT = Text(
    "Okänt eller ”anges inte” betyder att {why}, inte att svaret är nej.",
    "Unknown, or not said, means that {why}, not that the answer is no.",
)
_WHO_LEADS = Text(
    "Om någon är känd för en ledning som krävs visas bara där en öppen uppgift säger vem.",
    "Whether anybody is known for a lead that is required is shown only where an open record says who.",
)


def issue(structure: Structure, name: str) -> Table:
    """All that is known of one issue: who answers for it and where it is handled, and every record that names it.

    Raises UnknownName when none is called so.
    """
    found = structure.find(name, ("issues",), Text("sakfrågorna", "the issues"))
    assert isinstance(found, Issue)
    told = dossier(structure, found)
    line = [
        Fact(_IN_LINE[column.key], column.heading, cell or NOT_SAID)
        for column, cell in zip(_ISSUES, _row(structure, found), strict=True)
        if column.key in _IN_LINE
    ]
    return replace(told, facts=(*told.facts[:1], *line, *told.facts[1:]))


_IN_LINE = {
    "responsible": "responsible",
    "handled_by": "handled_by",
    "place": "place",
    "lead": "lead",
    "participants": "participants",
    "status": "state",
}
"""The columns of the table that are told of one issue too, with the keys they have there."""


def _row(structure: Structure, issue: Issue) -> tuple[Cell, ...]:
    answers = structure.responsibilities_for.get(issue.id, [])
    handled = handled_by(structure, issue.id)
    coverages = [c for c in structure.coverages_of.get(issue.id, []) if structure.kind_of(c.by) == "arrangements"]
    inquiries = structure.inquiries_about.get(issue.id, [])
    answering = [r for r in answers if r.degree != "lead"] or answers  # who leads has a column of its own
    plans = {plan.id for plan in structure.plans if issue.id in plan.issues}
    of_plans = {q.id: q for plan in sorted(plans) for q in structure.inquiries_about.get(plan, ())}
    planned = [q for q in of_plans.values() if q not in inquiries]
    rests: list[Record] = [issue, *answers, *coverages, *inquiries, *planned]
    return (
        issue.label,
        issue.id,
        ISSUE_TYPES[issue.type],
        tuple(hedged(structure, r, responsibility_text(structure, r)) for r in answering)
        or nobody_cell(structure, issue, "responsible"),
        tuple(hedged(structure, body, body.label) for body, _ in handled) or Truth.UNKNOWN,
        tuple(
            hedged(structure, c, _joined(structure.name(c.by), PLACE[c.place], CERTAINTY[c.certainty]))
            for c in coverages
        )
        or NOT_SAID,
        lead_cell(structure, issue),
        participants_meet(structure, issue)[0],
        names(structure, issue.needs),
        (
            *(_state(structure, q, INQUIRY[q.state]) for q in inquiries),
            *(_state(structure, q, _joined(Text("plan", "plan"), INQUIRY[q.state])) for q in planned),
        ),
        CERTAINTY[issue.certainty],
        source_cell(structure, *rests),
    )


def _state(structure: Structure, inquiry: Inquiry, state: Text) -> Text:
    """How far it has come; whether anything is, where it is not known to go on at the date."""
    return state if inquiry.id not in structure.uncertain else hedged(structure, inquiry, state)


INQUIRY = {
    "under-investigation": Text("utreds", "under investigation"),
    "discussed": Text("diskuteras", "discussed"),
    "undecided": Text("inte avgjort", "undecided"),
    "being-surveyed": Text("inventeras", "being surveyed"),
    "being-identified": Text("identifieras", "being identified"),
}


def _joined(name: Text, *words: Text) -> Text:
    return Text(
        f"{name.sv}: {', '.join(w.sv for w in words)}",
        f"{name.en or name.sv}: {', '.join(w.en or w.sv for w in words)}",
    )


def responsibility_text(structure: Structure, responsibility: Responsibility) -> Text:
    """Who answers, how much and when: "regionerna (huvudansvar; vid kris, vid krig)"."""
    who = structure.selector_name(responsibility.who)
    words = [DEGREE[responsibility.degree]] if responsibility.degree != "unspecified" else []
    words += [MODE[mode] for mode in responsibility.mode]
    if not words:
        return who
    return Text(
        f"{who.sv} ({', '.join(w.sv for w in words)})", f"{who.en or who.sv} ({', '.join(w.en for w in words)})"
    )


def lead_cell(structure: Structure, issue: Issue) -> Cell:
    """For each level: whether a lead is required, and who leads or that none is known; last, who leads at a level not said.

    That none is known is a gap: where gaps by `missing-lead` are not told, only that a lead is required is.
    """
    told: list[Text | str] = []
    levelless: dict[str, Text] = {}
    for level in structure.level_order:
        found = leads_of_issue(structure, issue, level)
        levelless |= {r.id: hedged(structure, r, leader(structure, r)) for r in found if r.level is None}
        required = [_REQUIRED] if level in issue.requires_lead else []
        who = [hedged(structure, r, leader(structure, r)) for r in found if r.level == level]
        if required and not who:
            absent = not_there(structure, issue, "lead")
            none = _NOBODY_THERE.filled(who=joined(absent)) if absent else NONE_KNOWN
            who = [none] if structure.tells("missing-lead") else [NO_TEXT]
        told += [_joined(structure.name(level), *required, *([one] if one.sv else [])) for one in who]
    told += [_joined(Text("nivå anges inte", "level not said"), who) for who in levelless.values()]
    return tuple(told) or nobody_cell(structure, issue, "lead")


def nobody_cell(structure: Structure, issue: Issue, field: str) -> Cell:
    """That nobody is said to answer for an issue, or to lead it; with those named who are not there at the date."""
    named = not_there(structure, issue, field)
    return _NOBODY_THERE.filled(who=joined(named)) if named else NOT_SAID


_NOBODY_THERE = Text("ingen känd: {who}", "none known: {who}")


def participants_meet(structure: Structure, issue: Issue) -> tuple[Truth | Text, tuple[Record, ...]]:
    """Whether one body seats all whom the issue requires, with the records that say so; "none required" as text.

    The answer is that of the rule `participants-never-together`: no where it finds a gap, unknown where a possible one.
    Where its gaps are not told, whom the issue requires stands in the place of both.
    """
    if not issue.requires_participants:
        return NOT_SAID, ()
    truth, where = meets(structure, issue)
    if truth is Truth.YES or structure.tells("participants-never-together"):
        return truth, (where or issue,)
    return _WHO_MEET.filled(who=joined(names(structure, issue.requires_participants))), (issue,)


_REQUIRED = Text("krävs", "required")
NONE_KNOWN = Text("ingen känd", "none known")
_WHO_MEET = Text("{who} krävs; om de möts visas inte", "{who} required; whether they meet is not shown")
