"""What `build`, `draw` and a PDF take as whole processes: the shipped structure, and a made-up national one.

    python benchmarks/figures.py --builds

runs it. A PDF stands beside a process that only compiles the Typst source that civo wrote for it.
"""

from __future__ import annotations

import json
import pickle
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Any

from national import write
from processes import Taken, in_turns, run

ROOT = Path(__file__).resolve().parent.parent
CIVO_NORD = ROOT / "structures" / "civo-nord"
DIAGRAMS = ROOT / "diagrams"
AIM = 1.5
NATIONAL_VIEW = """structure: nationell
title: {sv: Nationell och högre regional nivå, en: The national and the higher regional level}
caption: {sv: Påhittat., en: Made up.}
levels: [nationell, hogre-regional]
actors: [{kind: kommun}]
fold_by: lan
split_by: civilomrade
most_bodies: 5
"""
CIVO = [sys.executable, "-m", "civo"]


def lines(rounds: int, folder: Path) -> Iterator[str]:
    """The lines of the table, one job after the other."""
    national = write(ROOT / "structures" / "sverige", folder, 1)
    views = folder / "views"
    views.mkdir()
    (views / "riket.yaml").write_text(NATIONAL_VIEW, encoding="utf-8")
    shipped = ["--structure", str(CIVO_NORD), "--views", str(DIAGRAMS)]
    whole = ["--structure", str(national), "--views", str(views)]
    yield from _civo("build Civo Nord", ["build", *shipped, "--output", str(folder / "nord")], rounds, folder)
    yield from _split("build Civo Nord", CIVO_NORD, DIAGRAMS, folder)
    drawn = ["draw", *whole]
    yield from _civo("draw the national structure", drawn, rounds, folder)
    yield from _split("build the national structure", national, views, folder)
    figure = ["draw", "hogre-regional-niva", *shipped, "--format", "pdf", "--output", str(folder / "figure.pdf")]
    yield from _beside_typst("PDF of a figure", figure, rounds, folder)
    told = ["report", *shipped, "--format", "pdf", "--output", str(folder / "report.pdf")]
    yield from _beside_typst("PDF of the report", told, rounds, folder)


def _civo(what: str, arguments: list[str], rounds: int, folder: Path) -> Iterator[str]:
    command = [*CIVO, *arguments]
    for name, taken in in_turns({"first": (command, True), "later": (command, False)}, rounds, folder).items():
        yield _line(what, name, taken)


def _line(what: str, run_is: str, taken: Taken) -> str:
    return f"{what:30} {run_is:6} {taken.wall * 1000:7.0f} ms, work {taken.work * 1000:7.0f}"


def _beside_typst(what: str, arguments: list[str], rounds: int, folder: Path) -> Iterator[str]:
    """Ours and Typst alone; Typst gets what civo handed it in a run before."""
    handed = folder / "handed.pickle"
    run([sys.executable, __file__, "hand", str(handed), *arguments], folder)
    commands = {
        "typst": ([sys.executable, __file__, "typst", str(handed)], False),
        "later": ([*CIVO, *arguments], False),
    }
    taken = in_turns(commands, rounds, folder)
    for name, one in taken.items():
        yield _line(what, name, one)
    ratio = taken["later"].work / taken["typst"].work
    yield f"{what:30} ratio of work {ratio:.2f}  <= {AIM}  {'met' if ratio <= AIM else 'missed'}"


def _split(what: str, structure: Path, views: Path, folder: Path) -> Iterator[str]:
    """One build with what the cache has, and where its work goes."""
    told = folder / "split.json"
    print(f"{what}, its parts", end="\r", file=sys.stderr, flush=True)
    command = [sys.executable, __file__, "split", str(told), str(structure), str(views), str(folder / "split")]
    yield _line(what, "parts", run(command, folder))
    parts = json.loads(told.read_text(encoding="utf-8"))
    yield f"{what:30} work: " + ", ".join(f"{part} {seconds * 1000:.0f}" for part, seconds in parts.items())


def split(told: Path, structure: Path, views: Path, output: Path) -> None:
    """Builds, and writes what each part took: what is laid out once is not laid out again while writing."""
    parts: dict[str, float] = {}

    def timed(part: str, action: Callable[[], Any]) -> Any:
        begun = process_time()
        made = action()
        parts[part] = process_time() - begun
        return made

    from civo.building import build
    from civo.layout import laid_out
    from civo.loading import load
    from civo.structure import structure_at
    from civo.views import declared, drawings

    parts["start"] = process_time()
    found = timed("loading", lambda: structure_at(load(structure)))
    figures = [f for view, name in declared(found, views).shown for f in drawings(found, view, name)]
    timed("layout", lambda: [laid_out(figure) for figure in figures])
    timed("finding and writing", lambda: build(found, views, output, None, lambda _: None))
    told.write_text(json.dumps(parts), encoding="utf-8")


def hand(kept: Path, arguments: list[str]) -> None:
    """Runs civo, and keeps what it hands to Typst: the source, its data, the fonts and the kind of PDF."""
    import typst

    from civo.main import main

    handed: dict[str, Any] = {}
    compiler = typst.Compiler

    class Listening:
        """Typst's compiler, which remembers what it was made with and asked for."""

        def __init__(self, **made_with: Any) -> None:
            self.compiler = compiler(**made_with)
            handed.update(input=made_with["input"], sys_inputs=made_with["sys_inputs"])

        def compile(self, **asked: Any) -> Any:
            handed["asked"] = asked
            return self.compiler.compile(**asked)

    typst.Compiler = Listening  # type: ignore[assignment,misc]
    sys.argv = ["civo", *arguments]
    try:
        main()
    finally:
        kept.write_bytes(pickle.dumps(handed))


def compile_alone(kept: Path) -> None:
    """What Typst does with what civo handed it, and nothing else."""
    import importlib.util

    import typst

    handed = pickle.loads(kept.read_bytes())
    fonts = Path(importlib.util.find_spec("font_source_sans_pro").origin).parent / "files"  # type: ignore[union-attr,arg-type]
    paths = typst.Fonts(False, True, [str(fonts)])
    made = typst.Compiler(input=handed["input"], font_paths=paths, sys_inputs=handed["sys_inputs"])
    kept.with_suffix(".pdf").write_bytes(made.compile(**handed["asked"]))  # type: ignore[arg-type]


if __name__ == "__main__":
    job, path, *others = sys.argv[1:]
    if job == "split":
        split(Path(path), *map(Path, others))
    elif job == "hand":
        hand(Path(path), others)
    else:
        compile_alone(Path(path))
