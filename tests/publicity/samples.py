"""The invented world, with some of its records made internal and given names that stand nowhere else."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

WORLD = Path(__file__).parents[1] / "world"
SECRET = re.compile(r"zqx-|qvxheml|qvxsecr", re.IGNORECASE)
"""What an internal record's id, Swedish and English name are made of."""
TELLS = "publicity: {gaps: open, assessed: 2024-01-01}\n"
Files = dict[Path, dict[str, list[dict[str, Any]]]]


def files() -> Files:
    """The records of every file of the world, as plain data; those of tables too."""
    found: Files = {}
    for path in sorted(WORLD.rglob("*")):
        inside = path.relative_to(WORLD)
        if path.suffix == ".yaml" and path.name != "structure.yaml":
            found[inside] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        elif path.suffix == ".csv":
            found[inside.with_suffix(".yaml")] = {path.stem: list(_rows(path))}
    return found


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    text = path.read_text("utf-8-sig").splitlines()
    delimiter = ";" if ";" in text[0] else ","
    for row in csv.DictReader(text, delimiter=delimiter):
        record: dict[str, Any] = {}
        for column, cell in row.items():
            if cell:
                *above, last = column.split(".")
                into = record
                for part in above:
                    into = into.setdefault({"name": "name"}.get(part, part), {})
                parts = [part.strip() for part in cell.split("|")]
                into[last] = parts if len(parts) > 1 else cell
        if isinstance(record.get("name"), dict) and "sv" not in record["name"]:
            record["name"]["sv"] = record["name"]["en"]
        yield record


def records(told: Files) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every record with its kind, seats inside bodies among them."""
    for listed in told.values():
        for kind, some in listed.items():
            for record in some:
                yield kind, record
                for seat in record.get("seats", ()) if kind == "bodies" else ():
                    yield "seats", seat


def written(folder: Path, told: Files, secret: Iterable[int], assessed: bool, settings: str = "") -> Path:
    """The world in a folder, those records internal whose numbers are given; the others assessed as open, if asked."""
    chosen = set(secret)
    ids: dict[str, str] = {}
    for n, (_, record) in enumerate(records(told)):
        if n in chosen:
            ids |= {record["id"]: f"zqx-{n}"} if "id" in record else {}
            record["name"] = {"sv": f"Qvxhemlig{n} rum", "en": f"Qvxsecret{n} room"}
            record["publicity"] = {"level": "internal"}
            record.pop("aliases", None)
        elif assessed:
            record["publicity"] = {"level": "open", "assessed": "2024-01-01"}
    for inside, listed in told.items():
        path = folder / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(_renamed(listed, ids), allow_unicode=True), "utf-8")
    for manifest in WORLD.glob("*/structure.yaml"):
        text = manifest.read_text("utf-8").replace("seats.csv", "seats.yaml").replace("area: riket", "")
        path = folder / manifest.parent.name / "structure.yaml"
        path.write_text(text + (settings if path.parent.name == "sjoriket" else ""), "utf-8")
    return folder / "sjoriket"


def _renamed(thing: Any, ids: dict[str, str], key: str = "") -> Any:
    if isinstance(thing, dict):
        return {k: _renamed(v, ids, k) for k, v in thing.items()}
    if isinstance(thing, list):
        return [_renamed(v, ids, key) for v in thing]
    if key in ("sv", "en", "at", "terms", "publisher", "title", "tags", "type", "functions"):
        return thing
    return "".join(ids.get(word, word) for word in re.split(r"([ ,:]+)", thing))


NUMBER = sum(1 for _ in records(files()))
"""How many records the world has."""
