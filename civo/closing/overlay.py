"""Changes -> a scenario, as text: what is added, extended, set and ended, each record told of once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from civo.closing.changes import Change, Fields, Value, both, coverage_issues
from civo.structure import Structure
from civo.words import Text


def scenario_text(structure: Structure, changes: Iterable[Change], title: Text, remarks: Iterable[str] = ()) -> str:
    """The changes as a scenario file says them, in YAML; `remarks` stand first, as comments."""
    told = tuple(changes)
    added: dict[str, list[dict[str, Value]]] = {}
    by_id: dict[str, dict[str, Value]] = {}
    extended: dict[str, dict[str, list[str]]] = {}
    moved: dict[str, list[str]] = {}
    exist: dict[str, None] = {}
    for change in told:
        for kind, fields in change.add:
            record = by_id[str(fields["id"])] = dict(fields)
            added.setdefault(kind, []).append(record)
        for record_id, field, value in change.extend:
            extended.setdefault(record_id, {}).setdefault(field, []).append(value)
        for coverage, issue in change.moved:
            moved.setdefault(coverage, []).append(issue)
        exist |= dict.fromkeys(change.exist)
    for record_id in extended.keys() & by_id.keys():
        by_id[record_id] |= extended.pop(record_id)
    left = {c: [i for i in coverage_issues(structure, c) if i not in issues] for c, issues in moved.items()}
    parts: list[str] = [f"# {line}".rstrip() + "\n" for line in remarks]
    parts.append(f"title: {_flow(both(title))}\n")
    if added:
        parts.append("\nadd:\n")
        for kind, records in added.items():
            parts.append(f"  {kind}:\n")
            parts += [_block(record, "    ") for record in records]
    parts += _list("extend", [{"id": i, **fields} for i, fields in extended.items()])
    parts += _list(
        "set",
        [
            *({"id": i, "status": "existing"} for i in exist),
            *({"id": coverage, "issue": issues} for coverage, issues in left.items() if issues),
        ],
    )
    ended = [coverage for coverage, issues in left.items() if not issues]
    if ended:
        parts.append("\nend:\n" + "".join(f"  - {_flow(i)}\n" for i in ended))
    return "".join(parts)


def _list(key: str, entries: list[Mapping[str, Value]]) -> list[str]:
    return [f"\n{key}:\n", *(f"  - {_flow(entry)}\n" for entry in entries)] if entries else []


def _block(record: Fields, indent: str) -> str:
    lines = [f"{key}: {_flow(value)}" for key, value in record.items()]
    return f"{indent}- {lines[0]}\n" + "".join(f"{indent}  {line}\n" for line in lines[1:])


def _flow(value: Value) -> str:
    """A value on one line; text in quotes unless it is a plain word. (What JSON writes is YAML too.)"""
    if isinstance(value, str):
        return (
            value
            if _PLAIN.fullmatch(value) and value.lower() not in _NOT_TEXT
            else json.dumps(value, ensure_ascii=False)
        )
    if isinstance(value, (bool, int)):
        return json.dumps(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(_flow(one) for one in value) + "]"


_PLAIN = re.compile(r"[A-Za-zÅÄÖåäöÉé](?:[\w. -]*\w)?")
_NOT_TEXT = {"yes", "no", "true", "false", "null", "on", "off", "y", "n"}
