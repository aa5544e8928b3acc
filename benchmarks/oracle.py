"""Every command's answers over every structure, to tell what a change of the program changes.

    python benchmarks/oracle.py record FOLDER [NAME...]    # a file of answers for each structure
    python benchmarks/oracle.py compare BEFORE AFTER       # what differs; code 1 when anything does

The program asked is that of the current folder, or of PYTHONPATH; the structures and the questions
are those beside this file. Run it in another checkout to have the answers of the program there.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import lru_cache
from hashlib import md5
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = "title: {sv: Prov, en: Sample}\n"
FROM_REGISTER = 25
"""So many organisations of what a structure builds on are asked about, those it names first."""
MEASURES = ("access", "bridges", "brokerage", "collaborative-gaps", "cut-points", "fit", "levels", "overlap", "rotation",
            "routes")  # fmt: skip
OTHERWISE = {
    "civo-nord": ["--at 2020", "--at 2025", "--layer externt"],
    "sjoriket": ["--at 2020", "--at 2026", "--layer tankar"],
    "udda": ["--at 2021", "--at 2026", "--layer press"],
    "älvråd nord": ["--at 2021", "--at 2026"],
}
"""How else than as it is a structure is asked everything once more."""
APART = ("exempel/", "diagrams/", "layers/", "scenario/", "settings/", "view.yaml")
"""Files among the documentation's examples that make no structure by themselves."""


class World(NamedTuple):
    """A structure to ask: its name, its folder, and the views to draw."""

    name: str
    folder: Path
    views: Path | None = None


def worlds(made: Path) -> Iterator[World]:
    """The structures that come along, and those that examples and samples of rules make."""
    yield World("civo-nord", ROOT / "structures/civo-nord", ROOT / "diagrams")
    yield World("sverige", ROOT / "structures/sverige")
    for folder in ("tests/world", "tests/others"):
        for manifest in sorted((ROOT / folder).glob("*/structure.yaml")):
            yield World(manifest.parent.name, manifest.parent)
    examples = ROOT / "docs/examples"
    shutil.copytree(examples / "exempel", made / "exempel")
    for file in sorted(examples.rglob("*.*")):
        name = file.relative_to(examples).as_posix()
        if file.suffix in (".yaml", ".csv") and not name.startswith(APART):
            text = MANIFEST + "date: 2024\nbuilds_on: exempel\narea: storomradet\n"
            beside = [examples / "table/bodies.yaml"] if name.startswith("table/seats") else []
            yield _made(made, "example " + name.replace("/", " "), text, {p.name: _read(p) for p in [file, *beside]})
    common = yaml.load(_read(ROOT / "tests/rules/common.yaml"), yaml.BaseLoader)
    for file in sorted(ROOT.glob("tests/rules/*/*.yaml")):
        if "." not in file.stem:
            own = yaml.load(_read(file), yaml.BaseLoader) or {}
            taken = {record["id"] for records in own.values() for record in records}
            shared = {kind: [r for r in records if r["id"] not in taken] for kind, records in common.items()}
            manifest = file.with_suffix(".structure.yaml")
            text = _read(manifest) if manifest.exists() else MANIFEST + "date: 2024-06-01\narea: land\n"
            files = {"common.yaml": yaml.safe_dump(shared, allow_unicode=True), "sample.yaml": _read(file)}
            yield _made(made, f"rule {file.parent.name} {file.stem}", text, files)


def _made(made: Path, name: str, manifest: str, files: dict[str, str]) -> World:
    folder = made / name
    folder.mkdir()
    for file, text in {"structure.yaml": manifest, **files}.items():
        (folder / file).write_text(text, "utf-8")
    return World(name, folder)


def _read(path: Path) -> str:
    return path.read_text("utf-8")


# Questions: made from the files alone, so that every state of the program is asked the same


def declared(folder: Path) -> dict[str, list[str]]:
    """The ids that a folder's files declare, by kind, without those of what it builds on."""
    found: dict[str, list[str]] = {}
    for file in sorted([*folder.glob("*.yaml"), *folder.glob("tankar/*.yaml"), *folder.glob("*.csv")]):
        if file.suffix == ".csv":
            ids = [line.split(",")[0] for line in _read(file).splitlines()[1:]]
            found.setdefault(file.name.split(".")[0], []).extend(i for i in ids if re.fullmatch(r"[a-z0-9.-]+", i))
        elif file.name != "structure.yaml":
            for kind, records in (yaml.load(_read(file), yaml.BaseLoader) or {}).items():
                found.setdefault(kind, []).extend(r["id"] for r in records if isinstance(r, dict) and "id" in r)
    return found


def built_on(world: World) -> list[Path]:
    """The folders of what a structure builds on, which stand beside its own."""
    told = yaml.load(_read(world.folder / "structure.yaml"), yaml.BaseLoader).get("builds_on") or []
    return [world.folder.parent / name for name in ([told] if isinstance(told, str) else told)]


def questions(world: World) -> Iterator[list[str]]:
    """Every question that is asked at each date and of each choice of layers."""
    own = declared(world.folder)
    register: dict[str, list[str]] = {}
    for folder in built_on(world):
        for kind, ids in declared(folder).items():
            register.setdefault(kind, []).extend(ids)
    text = "\n".join(_read(p) for p in sorted(world.folder.rglob("*.*")) if p.suffix in (".yaml", ".csv"))
    named = set(re.findall(r"[a-z0-9.-]+", text))

    def some(kind: str, most: int, of_register: int) -> list[str]:
        others = sorted(register.get(kind, ()), key=lambda i: (i not in named, md5(i.encode()).hexdigest()))
        return [*sorted(own.get(kind, ()), key=lambda i: md5(i.encode()).hexdigest())[:most], *others[:of_register]]

    organizations, kinds = some("organizations", 40, FROM_REGISTER), some("kinds", 20, 12)
    collectives, roles = some("collectives", 25, 8), some("roles", 20, 10)
    bodies, issues = some("bodies", 60, 3), some("issues", 60, 3)
    levels = some("levels", 6, 6)
    yield from (["who", body] for body in bodies)
    yield from (["where", name] for name in (*organizations, *kinds, *collectives, *roles))
    yield from (["where", kind, "--level", level] for kind in kinds[:4] for level in levels)
    yield from (["issue", issue] for issue in issues)
    yield from (["show", name] for kind in own for name in some(kind, 12, 0))
    yield from (["show", name] for name in (*organizations[-4:], *kinds[-4:], *collectives[-4:]))
    yield from (["load", *name] for name in ([], *([name] for name in (*bodies[:4], *roles[:4], *kinds[:4]))))
    yield from ([command] for command in ("issues", "gaps", "measures", "timeline", "check"))
    yield from (["measures", name] for name in MEASURES)
    for columns in ("organizations", "kinds", "levels", "roles"):
        for rows in ("bodies", "issues"):
            yield ["matrix", "--rows", rows, "--columns", columns]
    ends = [*organizations[:2], *kinds[:2], *collectives[:1], *bodies[:2], *issues[:1]]
    yield from (["route", one, other] for n, one in enumerate(ends) for other in ends[n + 1 :: 2])
    yield from selections(organizations, kinds, bodies, issues, levels)
    yield from (["gaps", "--where", name] for name in (*bodies[:4], *organizations[:2]))


def selections(
    organizations: list[str], kinds: list[str], bodies: list[str], issues: list[str], levels: list[str]
) -> Iterator[list[str]]:
    """Lists with selectors, each also turned round."""
    asked = [
        *(("organizations", f"sits-in:{body}") for body in bodies),
        *(("organizations", f"answers-for:{issue}") for issue in issues[:3]),
        *(("bodies", f"{key}:{name}") for key in ("seats", "led-by") for name in organizations[:8]),
        *(("bodies", f"{key}:kind:{kind}") for key in ("seats", "led-by") for kind in kinds[:5]),
        *(("bodies", f"handles:{issue}") for issue in issues[:3]),
        *(("issues", f"{key}:{level}") for key in ("lead", "handled-by:level") for level in levels[:4]),
        *(("issues", f"responsible:kind:{kind}") for kind in kinds[:4]),
        *(("seats", f"{key}:kind:{kind}") for key in ("held-by", "represents") for kind in kinds[:4]),
        ("bodies", "seats:*"), ("bodies", "led-by:*"), ("issues", "lead:*"), ("organizations", "sits-in:*")
    ]  # fmt: skip
    for kind, selector in asked:
        yield ["list", kind, "--where", selector]
        yield ["list", kind, "--where", f"not:{selector}"]


def once(world: World) -> Iterator[list[str]]:
    """Questions asked at the structure's own date only: they take long or tell of other dates."""
    scenarios = [p.stem for p in sorted(world.folder.glob("scenarios/*.yaml"))]
    yield ["report", "--format", "html"]
    year = int(str(yaml.load(_read(world.folder / "structure.yaml"), yaml.BaseLoader)["date"])[:4])
    yield ["compare", f"at:{year - 2}", f"at:{year}"]
    for scenario in scenarios:
        yield ["compare", "as-is", f"scenario:{scenario}"]
        yield ["gaps", "--scenario", scenario]
    if world.name == "civo-nord":
        yield from (["draw", v.stem, "--format", "txt"] for v in sorted((world.views or world.folder).glob("*.yaml")))
        yield ["gaps", "--audience", "open"]
    rules = ["kind-absent-at-level", "unhandled-issue", "missing-lead", "responsible-not-seated"]
    limited = ["--most", "2", "--seconds", "20", "--change", "seat", "--change", "remit"]
    if world.name != "sverige":
        yield from (["close", "--rule", rule, *limited] for rule in rules)


# Asking


def record(folder: Path, only: list[str]) -> None:
    """Writes the answers, a file for each structure."""
    folder.mkdir(parents=True, exist_ok=True)
    from click.testing import CliRunner

    import civo.opening
    from civo.cli import civo as program

    civo.opening.opened = lru_cache(maxsize=2)(civo.opening.opened)  # type: ignore[assignment]
    runner = CliRunner()
    print(f"asking {Path(civo.opening.__file__).parent}", file=sys.stderr)
    with tempfile.TemporaryDirectory() as made:
        for world in worlds(Path(made)):
            if only and world.name not in only:
                continue
            start, answers = time.perf_counter(), {}
            every, otherwise = list(questions(world)), OTHERWISE.get(world.name, [])
            asked = [*once(world), *every, *([*words, *how.split()] for how in otherwise for words in every)]
            for words in asked:
                told = [] if "--format" in words else ["--format", "json"]
                views = ["--views", str(world.views)] if world.views and words[0] == "draw" else []
                result = runner.invoke(
                    program, [*words, *told, *views, "--structure", str(world.folder), "--lang", "en"]
                )
                answers[" ".join(words)] = answer(result, made)
            (folder / f"{world.name}.json").write_text(json.dumps(answers, ensure_ascii=False, indent=1), "utf-8")
            print(f"{time.perf_counter() - start:6.1f} s {len(asked):5} questions  {world.name}", file=sys.stderr)


def answer(result: Any, made: str) -> Any:
    """What was said, without places of this machine; JSON as data, a page as lines of text."""

    def bare(text: str) -> str:
        return text.replace(f"{ROOT}/", "").replace(f"{made}/", "")

    if result.exception and not isinstance(result.exception, SystemExit):
        return {"failed": bare(repr(result.exception))}
    text = bare(result.stdout)
    if text.startswith("<!DOCTYPE html>"):
        text = re.sub(r"(?s)<(script|style|svg|head)\b.*?</\1>", "", text)
        return [line for line in (s.strip() for s in re.sub(r"<[^>]*>", "\n", text).splitlines()) if line]
    try:
        return json.loads(text)
    except ValueError:
        return {"code": result.exit_code, "lines": [*text.splitlines(), *bare(result.stderr).splitlines()]}


# Comparing


def differences(before: Any, after: Any, at: str = "") -> Iterator[str]:
    """A line for each part of an answer that is another one, or is there in one only."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            if key != "declared":  # lines move with every word that is written above them
                yield from differences(before.get(key), after.get(key), f"{at}.{key}" if at else key)
    elif _are_rows(before) and _are_rows(after):
        old, new = _by_name(before), _by_name(after)
        for name in dict.fromkeys((*old, *new)):
            yield from differences(old.get(name), new.get(name), f"{at}[{name}]")
    elif isinstance(before, list) and isinstance(after, list) and at in ("", "lines"):
        told = difflib.unified_diff(before, after, n=0, lineterm="")
        yield from (line for line in told if not line.startswith(("---", "+++", "@@")))
    elif before != after:
        yield f"{at}: {_short(before)} -> {_short(after)}"


def _are_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _by_name(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Rows and findings by what they are of, not by their number; those of one name are numbered."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        subjects = [str(s.get("id", "")) for s in row.get("subjects", ()) if isinstance(s, dict)]
        name = " ".join([str(row.get("rule", "")), *subjects, *(str(row[k]) for k in NAMED if row.get(k))])[:80].strip()
        number = sum(other.partition(" #")[0] == name for other in found)
        found[f"{name} #{number + 1}" if number else name] = row
    return found


NAMED = ("id", "seat", "measure", "record", "body", "other_body", "name", "issue", "what", "date", "who", "to_id", "from",
         "to", "kind", "other_kind", "point")  # fmt: skip


def _short(value: Any) -> str:
    text = (
        "(none)"
        if value is None
        else json.dumps(value.get("sentence", value) if isinstance(value, dict) else value, ensure_ascii=False)
    )
    return text if len(text) < 160 else text[:157] + "..."


def compare(before: Path, after: Path) -> int:
    """Lists what differs, the same change once with how often and where first; how many answers differ."""
    changes: dict[str, list[str]] = {}
    differ = 0
    for name in sorted({p.name for folder in (before, after) for p in folder.glob("*.json")}):
        old, new = (json.loads(_read(f / name)) if (f / name).exists() else {} for f in (before, after))
        for question in dict.fromkeys((*old, *new)):
            lines = list(differences(old.get(question), new.get(question)))
            differ += bool(lines)
            for line in lines:
                place = f"{name.removesuffix('.json')}: civo {question}\n    {line}"
                changes.setdefault(re.sub(r"\[.*?\]", "[]", line), []).append(place)
    for places in sorted(changes.values(), key=len, reverse=True):
        print(f"{len(places)} times" if len(places) > 1 else "once", places[0], sep=", ")
    print(f"{differ} answers differ, in {len(changes)} ways")
    return differ


if __name__ == "__main__":
    os.environ |= {"CIVO_LANG": "en", "COLUMNS": "200"}
    sys.path.insert(0, str(Path.cwd()))
    match sys.argv[1:]:
        case ["record", folder, *only]:
            record(Path(folder), only)
        case ["compare", before, after]:
            sys.exit(1 if compare(Path(before), Path(after)) else 0)
        case _:
            sys.exit(__doc__)
