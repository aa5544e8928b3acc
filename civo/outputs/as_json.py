"""Answers as JSON: keys in English in every language, names in the language asked for."""

from __future__ import annotations

import json
from typing import Any

from civo.answers import Table
from civo.differences import Comparison, Difference, GapDifference, GapWhat, Item, Version, What
from civo.errors import Problem
from civo.findings import Evidence, Finding, GapReport
from civo.outputs.cells import cell_data
from civo.words import Language


def table_json(table: Table, language: Language) -> str:
    """A table as an object: title, at, layers, facts, rows (each an object by column key), notes."""
    return _text(
        {
            "title": table.title.in_language(language),
            "at": table.at,
            "layers": list(table.layers),
            "facts": {fact.key: cell_data(fact.value, language) for fact in table.facts},
            "rows": [
                {column.key: cell_data(cell, language) for column, cell in zip(table.columns, row, strict=True)}
                for row in table.rows
            ],
            "notes": [note.in_language(language) for note in table.notes],
        }
    )


def gaps_json(report: GapReport, language: Language) -> str:
    """The findings, the accepted ones, and what was checked."""
    return _text(
        {
            "findings": [_finding(finding, language) for finding in report.findings],
            "accepted": [_finding(finding, language) for finding in report.accepted],
            "checked": {
                "rules": {run.rule: run.checked for run in report.runs},
                "seats": report.seats,
                "issues": report.issues,
                "layers_off": [layer.in_language(language) for layer in report.left_out],
                "rules_off": list(report.off),
                "outside_selection": report.outside,
            },
            **({"notes": [t.in_language(language) for t in (*report.internal, *report.notes)]} if report.notes else {}),
        }
    )


def comparison_json(comparison: Comparison, language: Language) -> str:
    """What differs: records by what has become of them, gaps likewise, and what is unchanged, counted.

    `gaps` is null where no gap may be told, and `same` where only they could differ.
    """
    return _text(
        {
            "before": _version(comparison.before, language),
            "after": _version(comparison.after, language),
            "same": comparison.is_same if comparison.gaps_told != "none" or comparison.differences else None,
            **{what.value: [_difference(d, language) for d in comparison.of(what)] for what in What},
            "gaps": _gaps(comparison, language) if comparison.gaps_told != "none" else None,
            "unchanged": dict(comparison.unchanged),
            "notes": [note.in_language(language) for note in comparison.notes],
        }
    )


def _gaps(comparison: Comparison, language: Language) -> dict[str, Any]:
    return {
        **{what.value: [_gap(gap, language) for gap in comparison.gaps_of(what)] for what in GapWhat},
        "unchanged": comparison.gaps_unchanged,
    }


def _version(side: Version, language: Language) -> dict[str, Any]:
    return {
        "structure": side.structure,
        "title": side.title.in_language(language),
        "at": side.at,
        "layers": list(side.layers),
        "scenarios": list(side.scenarios),
        "revision": side.revision,
    }


def _difference(difference: Difference, language: Language) -> dict[str, Any]:
    said = {
        "sentence": difference.sentence.in_language(language),
        "before": [_item(item, language) for item in difference.before],
        "after": [_item(item, language) for item in difference.after],
        "fields": [
            {
                "field": change.key,
                "heading": change.heading.in_language(language),
                "before": cell_data(change.before, language),
                "after": cell_data(change.after, language),
            }
            for change in difference.fields
        ],
    }
    if difference.holds:
        said["holds"] = [truth.value for truth in difference.holds]
    if difference.by:
        said |= {"matched_by": difference.by.value, "certainty": difference.certainty}
    return said


def _item(item: Item, language: Language) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "id": item.id,
        "name": item.name.in_language(language),
        "says": [text.in_language(language) for text in item.says],
        "declared": item.declared,
        "source": list(item.places),
    }


def _gap(gap: GapDifference, language: Language) -> dict[str, Any]:
    was, now = gap.verdicts
    return {
        "rule": gap.rule,
        "title": gap.title.in_language(language),
        "verdict_before": was.value if was else None,
        "verdict_after": now.value if now else None,
        "why": gap.why.in_language(language),
        "gained": [subject.id for subject in gap.gained],
        "lost": [subject.id for subject in gap.lost],
        "before": [_finding(finding, language) for finding in gap.before],
        "after": [_finding(finding, language) for finding in gap.after],
    }


def problems_json(problems: tuple[Problem, ...], language: Language) -> str:
    """Problems in files, for an editor or a script."""
    return _text(
        [
            {
                "file": p.position.file,
                "line": p.position.line,
                "column": p.position.column,
                "cell": p.position.cell,
                "message": p.message.in_language(language),
                "expected": p.expected.in_language(language),
                "suggestion": p.suggestion,
                "warning": p.warning,
            }
            for p in problems
        ]
    )


def _finding(finding: Finding, language: Language) -> dict[str, Any]:
    said = {
        "rule": finding.rule,
        "verdict": finding.verdict.value,
        "weight": finding.weight,
        "subjects": [{"kind": s.kind, "id": s.id, "name": s.name.in_language(language)} for s in finding.subjects],
        "about": [dict(statement) for statement in finding.about],
        "sentence": finding.sentence.in_language(language),
        "why": finding.why.in_language(language),
        "who_may_answer": finding.who_may_answer.in_language(language),
        "how_to_close": finding.how_to_close.in_language(language),
        "chain": [_evidence(link, language) for link in finding.chain],
    }
    if finding.accepted is not None:
        said["accepted"] = finding.accepted.in_language(language)
    return said


def _evidence(link: Evidence, language: Language) -> dict[str, Any]:
    return {
        "kind": link.kind,
        "id": link.id,
        "name": link.name.in_language(language),
        "declared": str(link.position),
        "source": list(link.places),
    }


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
