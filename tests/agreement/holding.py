"""What has to hold of the answers about any structure; each function tells what does not."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import civo
from civo.errors import CivoError
from civo.outputs.cells import cell_data
from civo.structure import Structure

from .asked import (
    Answers,
    bodies_there,
    in_figure,
    in_list,
    in_matrix,
    in_report,
    in_where,
    texts,
    there,
)
from .made import BODIES, COLLECTIVES, ISSUES, KINDS, LEVELS, ORGANIZATIONS, ROLES, Records

PARTIES = [*ORGANIZATIONS, *KINDS, *COLLECTIVES]
FIGURE = (
    ("no", r"stated not to sit here|do not sit here \(all seats are known\)"),
    ("yes", r"own seat or representation|represented here"),
    ("shared", r"share in a rotating seat"),
)
"""What a figure's text says of somebody, by the word for it; else it is unknown."""


def words(structure: Structure) -> Answers:
    """The word for every party in every body that exists, as `where` tells it."""
    bodies = bodies_there(structure)
    told = {cell: word for p in there(structure, PARTIES) for cell, word in in_where(structure, p).items()}
    return {cell: word for cell, word in told.items() if cell[1] in bodies}


def matrix_differs(structure: Structure, told: Answers) -> Iterator[str]:
    """Where `matrix` says something else than `where`."""
    cells = in_matrix(structure, "organizations", ORGANIZATIONS) | in_matrix(structure, "kinds", KINDS)
    for cell, word in cells.items():
        if told[cell] != word:
            yield f"{cell}: where {told[cell]}, matrix {word}"


def roles_differ(structure: Structure) -> Iterator[str]:
    """Where `matrix` says something else than `where` of roles."""
    cells = in_matrix(structure, "roles", ROLES)
    for role in ROLES:
        for (_, body), word in in_where(structure, role).items():
            cell = cells.get((role, body), word).replace("shared", "yes")
            if body in bodies_there(structure) and cell != word:
                yield f"{role}, {body}: where {word}, matrix {cell}"


def list_differs(structure: Structure, told: Answers) -> Iterator[str]:
    """Where a selector says something else than `where`; who shares a seat may fit."""
    organizations, bodies = there(structure, ORGANIZATIONS), bodies_there(structure)
    fits = {"yes": "yes", "no": "no"}
    turned = {"yes": "no", "no": "yes"}
    for body in bodies:
        for selector, right in ((f"sits-in:{body}", fits), (f"not:sits-in:{body}", turned)):
            listed = in_list(structure, "organizations", selector)
            for o in organizations:
                if listed.get(o, "no") != right.get(told[o, body], "unknown"):
                    yield f"{o}, {body}: where {told[o, body]}, {selector} {listed.get(o, 'no')}"
    for party in there(structure, PARTIES):
        asked = f"kind:{party}" if party in KINDS else party
        for selector, right in ((f"seats:{asked}", fits), (f"not:seats:{asked}", turned)):
            listed = in_list(structure, "bodies", selector)
            for body in bodies:
                if listed.get(body, "no") != right.get(told[party, body], "unknown"):
                    yield f"{party}, {body}: where {told[party, body]}, {selector} {listed.get(body, 'no')}"


def who_differs(structure: Structure, told: Answers, made: Records) -> Iterator[str]:
    """Where `who` names as holder somebody who is not there, though no absence is stated."""
    by_name = {structure.name(o).in_language("en"): o for o in there(structure, [*ORGANIZATIONS, *COLLECTIVES])}
    for body in bodies_there(structure):
        for row in civo.rows(civo.who(structure, body)):
            for holder in texts(row["holder"]):
                party = by_name.get(holder)
                absent = stated_absent(structure, made, body)
                if party and told[party, body] == "no" and absent.isdisjoint(structure.actor_members(party)):
                    yield f"{party}, {body}: where no, who names it as holder of {row['seat']}"


def figure_differs(structure: Structure, told: Answers, folder: Path) -> Iterator[str]:
    """Where a figure's text says something else than `where`."""
    try:
        said = list(in_figure(structure, folder, there(structure, PARTIES)))
    except CivoError:  # no body is there at the date
        return
    for party, body, text in said:
        found = [word for word, pattern in FIGURE if re.search(pattern, text)]
        right = told[party, body]
        fits = {
            "no": found == ["no"],
            "unknown": not found or (found != ["no"] and "uncertain" in text),
            "shared": "shared" in found,
            "yes": found not in ([], ["no"]),
        }
        if not fits[right]:
            yield f"{party}, {body}: where {right}, figure {text}"


def report_differs(structure: Structure, told: Answers, folder: Path, at: str) -> Iterator[str]:
    """Where the report's table of representation says something else than `where`."""
    by_name = {structure.name(i).in_language("en"): i for i in (*KINDS, *bodies_there(structure))}
    for kind, body, text in in_report(folder, at):
        cell = by_name.get(kind, ""), by_name.get(body, "")
        word = re.match(r"yes|no|unknown", text)
        right = told.get(cell, "").replace("shared", "unknown")
        if right and word and word[0] != right:
            yield f"{cell}: where {told[cell]}, report {text}"


def rules_differ(structure: Structure, told: Answers, records: Records, gaps: list[Any]) -> Iterator[str]:
    """Where a rule takes for granted what `where` does not say."""
    at_level = {
        (kind, fact.key.removeprefix("level:")): cell_data(fact.value, "en")
        for kind in KINDS
        for fact in civo.where(structure, kind).facts
    }
    handling = {i: [b["id"] for b in records["bodies"] if i in b["handles"]] for i in ISSUES}
    for finding in gaps:
        ids = [s["id"] for s in finding["subjects"]]
        parties = [i for i in ids if i in PARTIES]
        if finding["verdict"] != "gap":
            continue
        if finding["rule"] == "kind-absent-at-level":
            for cell in ((kind, level) for kind in parties for level in ids if level in LEVELS):
                if at_level.get(cell) != "no":
                    yield f"{cell}: where {at_level.get(cell)}, {finding['sentence']}"
        if finding["rule"] == "responsible-not-seated" and len(parties) == 1:
            for body in (body for issue in ids if issue in ISSUES for body in handling[issue]):
                if told.get((parties[0], body)) == "yes":
                    yield f"{parties[0]}, {body}: where yes, {finding['sentence']}"


def yes_lost(less: Answers, more: Answers) -> Iterator[str]:
    """Which yes is gone when a seat is added."""
    for cell, word in less.items():
        if word == "yes" and more.get(cell) != "yes":
            yield f"{cell}: yes, and {more.get(cell)} with one seat more"


def no_without_reason(structure: Structure, made: Records) -> Iterator[str]:
    """Which no there is, though all lists are open, to somebody of whom no absence is stated."""
    members = {p: set(structure.actor_members(p)) for p in there(structure, PARTIES)}
    for (party, body), word in words(structure).items():
        if word == "no" and not members[party] <= stated_absent(structure, made, body):
            yield f"{party}, {body}: no"


def stated_absent(structure: Structure, made: Records, body: str) -> set[str]:
    """The organisations of which it is stated that they do not sit in the body."""
    level = next(b["level"] for b in made["bodies"] if b["id"] == body)
    covering = [a for a in structure.absences if body == a.body or level == a.level]
    return {o for absence in covering for o in structure.members(absence.who)}


# All that is said, told alike whatever order and ids the records have

MEASURES = (
    "access",
    "bridges",
    "brokerage",
    "collaborative-gaps",
    "cut-points",
    "fit",
    "levels",
    "overlap",
    "routes",
)


def everything(structure: Structure, gaps: list[Any], new: Mapping[str, str] = MappingProxyType({})) -> dict[str, Any]:
    """The answers to many questions, the same whatever order rows and words stand in.

    Where the records have other ids than those here, `new` tells them; the answers have the old.
    """
    old = {new_id: old_id for old_id, new_id in new.items()}

    def asked(function: Callable[..., Any], *names: str, **more: str) -> Any:
        words = [new.get(name, name) for name in names]
        chosen = {key: re.sub(r"[\w-]+", lambda m: new.get(m[0], m[0]), text) for key, text in more.items()}
        return table_told(function(structure, *words, **chosen), old)

    found: dict[str, Any] = {}
    found |= {f"who {b}": asked(civo.who, b) for b in BODIES if structure.get(new.get(b, b))}
    found |= {f"where {p}": asked(civo.where, p) for p in PARTIES if structure.get(new.get(p, p))}
    found |= {f"issue {i}": asked(civo.issue, i) for i in ISSUES}
    found |= {f.__name__: asked(f) for f in (civo.issues, civo.load_of, civo.timeline, civo.measure)}
    found |= {f"measure {m}": asked(civo.measure, m) for m in MEASURES}
    for rows, columns in itertools.product(("bodies", "issues"), ("organizations", "kinds", "levels", "roles")):
        if (rows, columns) != ("bodies", "levels"):
            found[f"matrix {rows} {columns}"] = asked(civo.matrix, rows, columns)
    for kind, selector in LISTS:
        if "radet" in selector and not structure.get(new.get("radet", "radet")):
            continue
        found[f"list {kind} {selector}"] = asked(civo.list_records, kind, where=selector)
    for finding in gaps:
        subjects = sorted(old.get(s["id"], s["id"]) for s in finding["subjects"])
        chain = sorted(old.get(e["id"], e["id"]) for e in finding["chain"])
        name = f"gap {finding['rule']} {' '.join(subjects)}"
        found.setdefault(name, []).append([finding["verdict"], in_order(finding["sentence"], old), chain])
        found[name].sort()
    return found


LISTS = (
    ("organizations", "sits-in:*"),
    ("organizations", "not:sits-in:radet"),
    ("bodies", "seats:kind:kommun"),
    ("bodies", "not:seats:alby"),
    ("seats", "held-by:kind:kommun"),
)


PAIRS = {"other_body": "body", "other_kind": "kind", "to": "from"}
"""Columns of both of a pair; which of them comes first may follow the order of records."""


def table_told(table: Any, old: Mapping[str, str]) -> Any:
    """A table's facts, and its rows in an order of their own, in words."""
    facts = [in_order(f"{fact.key} {cell_data(fact.value, 'en')}", old) for fact in table.facts]
    told = [
        sorted(in_order(f"{PAIRS.get(key, key)}: {value}", old) for key, value in row.items() if key != "declared")
        for row in civo.rows(table)
    ]
    return [
        sorted(facts),
        sorted(told),
        sorted(in_order(note.en or note.sv, old) for note in table.notes),
    ]


def in_order(text: str, old: Mapping[str, str]) -> str:
    """A text's words in the order of the alphabet, ids as they were.

    Of a text that names the first few of many no more than that: those may be the first declared.
    """
    if re.search(r"\d more\b", text):
        return "several"
    put_back = re.sub(r"x\d+q", lambda found: old.get(found[0], found[0]), text)
    return " ".join(sorted(re.findall(r"[\w.-]*\w", put_back)))


def differences(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """The questions that are answered otherwise, with both answers."""
    asked = [q for q in dict.fromkeys((*one, *other)) if one.get(q) != other.get(q)]
    return [f"{q}: {_apart(one.get(q), other.get(q))} / {_apart(other.get(q), one.get(q))}" for q in asked]


def _apart(answer: Any, other: Any) -> Any:
    """What an answer has that the other has not."""
    if isinstance(answer, list) and isinstance(other, list):
        apart = [one for one in answer if one not in other]
        return _apart(apart[0], _closest(apart[0], other)) if len(apart) == 1 and isinstance(apart[0], list) else apart
    return answer


def _closest(one: Any, others: list[Any]) -> Any:
    """The one of some lists that has most in common with one."""
    lists = [other for other in others if isinstance(other, list)]
    return max(lists, key=lambda other: sum(part in other for part in one), default=None)
