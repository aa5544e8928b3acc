"""Whether somebody is in a body, as each command tells it: yes, shared, unknown or no."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

import civo
from civo.cli import civo as program
from civo.structure import Structure

from .made import BODIES, KINDS, LEVELS

Answers = dict[tuple[str, str], str]
"""The word for each party and body, by their ids."""


def bodies_there(structure: Structure) -> list[str]:
    """The ids of the bodies that exist at the date."""
    return [b for b in BODIES if (found := structure.get(b)) and found.status == "existing"]


def there(structure: Structure, ids: list[str]) -> list[str]:
    """Those of some that are there at the date."""
    return [i for i in ids if structure.get(i)]


def in_where(structure: Structure, party: str) -> Answers:
    """As `where` tells it, body by body."""
    found = {}
    for row in civo.rows(civo.where(structure, party)):
        words = {str(row["own_seat"]), str(row["through_collective"]).partition(":")[0]}
        shares = any(text.startswith("shares") for text in texts(row["indirect"]))
        word = "yes" if "yes" in words else "shared" if shares else "no" if words == {"no"} else "unknown"
        found[party, str(row["id"])] = word
    return found


def in_matrix(structure: Structure, columns: str, parties: list[str]) -> Answers:
    """As `matrix` tells it, for the parties that have a column there."""
    found: Answers = {}
    for row in civo.rows(civo.matrix(structure, "bodies", columns)):
        body = texts(row["id"])[0]
        found |= {(p, body): "yes" if row[p] == "implied" else str(row[p]) for p in parties if p in row}
    return found


def in_list(structure: Structure, kind: str, selector: str) -> dict[str, str]:
    """What `list` tells of each record that a selector fits or may fit; the others it leaves out."""
    return {str(row["id"]): str(row["fits"]) for row in civo.rows(civo.list_records(structure, kind, where=selector))}


def in_figure(structure: Structure, folder: Path, parties: list[str]) -> Iterator[tuple[str, str, str]]:
    """What a figure's text says of each party and body."""
    actors = [{"kind": p} if p in KINDS else [p] for p in parties]
    shown = {
        "structure": structure.loaded.path.name,
        "title": "t",
        "caption": "c",
        "levels": LEVELS,
        "actors": actors,
    }
    folder.mkdir()
    (folder / "vy.yaml").write_text(yaml.safe_dump(shown), "utf-8")
    text = civo.draw(structure, "vy", "txt", views=folder)
    assert isinstance(text, str)
    by_name = {structure.name(i).in_language("en"): i for i in (*parties, *bodies_there(structure))}
    body = ""
    for line in text.splitlines():
        told = line.strip().removeprefix("- ")
        if line.startswith("  - "):
            body = by_name.get(told, "")
        elif line.startswith("    - ") and body:
            name, colon, said = told.partition(": ")
            if colon and name in by_name:
                yield by_name[name], body, said


def in_report(folder: Path, at: str) -> Iterator[tuple[str, str, str]]:
    """What the report's table of representation says of each kind and body, by their names."""
    asked = ["report", "--format", "html", "--structure", str(folder), "--at", at, "--lang", "en"]
    page = CliRunner().invoke(program, asked).stdout
    for table in re.findall(r"(?s)<table\b.*?</table>", page):
        rows = [re.findall(r"(?s)<t[hd]\b[^>]*>(.*?)</t[hd]>", row) for row in re.split(r"</tr>", table)]
        head = [_bare(cell) for cell in rows[0]]
        yield from (
            (name, _bare(row[head.index("Body")]), _bare(cell))
            for row in rows[1:]
            if len(row) == len(head) and "Body" in head
            for name, cell in zip(head, row, strict=True)
        )


def gaps_of(folder: Path, at: str) -> list[Any]:
    """The findings, as `gaps` tells them to machines."""
    asked = ["gaps", "--format", "json", "--structure", str(folder), "--at", at, "--lang", "en"]
    found: list[Any] = json.loads(CliRunner().invoke(program, asked).stdout)["findings"]
    return found


def _bare(cell: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", cell)).strip()


def texts(value: Any) -> list[str]:
    """The values of a cell."""
    return [str(one) for one in value] if isinstance(value, list) else [str(value)] if value else []
