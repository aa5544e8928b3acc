"""The same records written otherwise: in another order, under other ids, as YAML or as tables."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .made import MANIFEST, Fields, Records

SELECTORS = {"members", "held_in", "represents", "some_of", "among", "who"}


def write(records: Records, folder: Path, tables: frozenset[str] = frozenset(), manifest: str = MANIFEST) -> Path:
    """A structure's folder with the records; those of `tables` as CSV where a row has room."""
    folder.mkdir(parents=True)
    (folder / "structure.yaml").write_text(manifest, "utf-8")
    in_yaml: Records = {}
    for kind, listed in records.items():
        rows = [one for one in listed if kind in tables and fits_a_row(one)]
        in_yaml[kind] = [one for one in listed if one not in rows]
        if rows:
            (folder / f"{kind}.csv").write_text(table(rows), "utf-8")
    (folder / "records.yaml").write_text(json.dumps(in_yaml, ensure_ascii=False), "utf-8")
    return folder


def fits_a_row(one: Fields) -> bool:
    """Whether a table has room for it: it holds one holder at most."""
    return len(one.get("held_by", ())) < 2


def table(rows: list[Fields]) -> str:
    """The records as a table, a column for each field that one of them has."""
    flat = [dict(cells(one)) for one in rows]
    columns = list(dict.fromkeys(column for row in flat for column in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(flat)
    return text.getvalue()


def cells(one: Fields, at: str = "") -> list[tuple[str, str]]:
    """A record's fields as a row has them."""
    found = []
    for key, value in one.items():
        if key == "held_by":
            value = value[0]
        if key in SELECTORS and isinstance(value, dict):
            found.append((at + key, selector_text(value)))
        elif isinstance(value, dict):
            found += cells(value, f"{at}{key}.")
        elif isinstance(value, bool):
            found.append((at + key, "true" if value else "false"))
        else:
            found.append((at + key, "|".join(value) if isinstance(value, list) else str(value)))
    return found


def selector_text(selector: Mapping[str, Any], before: str = "") -> str:
    """A selector as a table writes it."""
    words = []
    for key, value in selector.items():
        if key == "not":
            words.append(selector_text(value, "not:"))
        else:
            words.append(f"{before}{key}:{','.join(value) if isinstance(value, list) else value}")
    return " ".join(words)


def shuffled(records: Records, seed: int) -> Records:
    """The same records in another order."""
    chance = random.Random(seed)
    kinds = chance.sample(list(records), len(records))
    return {kind: chance.sample(records[kind], len(records[kind])) for kind in kinds}


def renamed(records: Records, seed: int) -> tuple[Records, dict[str, str]]:
    """The same records under other ids, and the new ids by the old ones; names and order stay."""
    ids = [one["id"] for listed in records.values() for one in listed]
    numbers = random.Random(seed).sample(range(len(ids)), len(ids))
    new = {old: f"x{number}q" for old, number in zip(ids, numbers, strict=True)}
    told = {kind: [_renamed(one, new) for one in listed] for kind, listed in records.items()}
    return told, new


_WORDS = {
    "name",
    "certainty",
    "status",
    "composition",
    "handles_list",
    "bodies",
    "degree",
    "does",
    "participation",
    "basis",
}


def _renamed(value: Any, new: Mapping[str, str], key: str = "") -> Any:
    if isinstance(value, dict):
        return {k: _renamed(v, new, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_renamed(v, new, key) for v in value]
    return new.get(value, value) if isinstance(value, str) and key not in _WORDS else value
