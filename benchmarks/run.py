"""How long civo takes and how much memory, beside its peers and the parsers' floor, in the same run.

    python benchmarks/run.py [--rounds N] [--scale N] [--profile]

Prints a table of medians of processor time, which other work on the machine disturbs less than the clock, and ratios;
with --profile, where the time goes for every aim that is missed. Ours and the peer take turns, so that both meet the
same disturbances. Nothing is promised and no test depends on it.
"""

from __future__ import annotations

import argparse
import cProfile
import csv
import gc
import os
import pstats
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

import yaml
from national import write
from yaml.cyaml import CParser, CSafeLoader  # type: ignore[attr-defined]

from civo.gaps import find_gaps
from civo.loading import load
from civo.loading.yaml_files import read_yaml
from civo.main import SELDOM
from civo.structure import structure_at

STRUCTURES = Path(__file__).resolve().parent.parent / "structures"
MIB = 1024 * 1024
Action = Callable[[], object]


class Line(NamedTuple):
    """One line of the table: medians of ours and the peer's, and the aim for the ratio or the amount."""

    what: str
    ours: float
    peer: float
    peer_is: str
    aim: float | None = None
    at_least: bool = False
    unit: str = "ms"
    profile: Action | None = None

    @property
    def ratio(self) -> float:
        """What the aim is about: ours by the peer's, how many times faster, or the amount itself."""
        if not self.peer:
            return self.ours
        return self.peer / self.ours if self.at_least else self.ours / self.peer

    @property
    def met(self) -> bool:
        """Whether the aim is met; a line without one cannot miss it."""
        return self.aim is None or (self.ratio >= self.aim if self.at_least else self.ratio <= self.aim)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, help="how many times each is run (15)")
    parser.add_argument("--scale", type=int, default=1, help="how many times the national structure's seats (1)")
    parser.add_argument("--profile", action="store_true", help="show where the time goes where an aim is missed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "bytecode")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # ours and the peer's both start from bytecode
        national = write(STRUCTURES / "sverige", Path(folder), options.scale)
        memory = peak_memory(national)  # first: on Linux a child's peak is never below what its parent had
        lines = [*start_up(options.rounds), yaml_loading(national, options.rounds), *asking(national, options.rounds)]
        lines.append(memory)
        show(lines)
        print(f"\nImported for a plain piped answer: {', '.join(heavy_imports()) or 'neither networkx nor rich'}.")
        for line in lines if options.profile else ():
            if not line.met and line.profile:
                show_profile(line)


# What is measured


def start_up(rounds: int) -> list[Line]:
    """Whole processes: civo on Civilområde Nord, and Python that imports only what civo cannot do without."""
    who = _python(_CIVO, "who", "chefsmotet", "--structure", str(STRUCTURES / "civo-nord"))
    floor = _python("import click, pydantic\nclass Model(pydantic.BaseModel): name: str\nModel(name='x')")
    ours, peer = _in_turns(who, floor, rounds)
    lines = [Line("civo who, Civo Nord", ours, peer, "click, pydantic, one model", 1.6, profile=_profiled_who)]
    ours, peer = _in_turns(_python(_CIVO, "--help"), _python("import click"), rounds)
    return [*lines, Line("civo --help", ours, peer, "click")]


def yaml_loading(folder: Path, rounds: int) -> Line:
    """All YAML files as data: ours with positions, garbage collection as `load` has it; PyYAML's as it comes."""
    texts = [file.read_text("utf-8") for file in _files(folder, ".yaml")]

    def ours() -> None:
        gc.disable()
        for text in texts:
            read_yaml(text, "file.yaml", [])
        gc.enable()

    def peer() -> None:
        for text in texts:
            yaml.load(text, CSafeLoader)

    took, others = _in_turns(ours, peer, rounds)
    return Line("YAML with positions", took, others, "CSafeLoader, none", 3, at_least=True, profile=ours)


def asking(folder: Path, rounds: int) -> list[Line]:
    """The national structure, step by step, beside nothing but the parsers on the same files.

    With garbage collection as seldom as the command line has it, for both.
    """
    usual = gc.get_threshold()
    gc.set_threshold(SELDOM)
    floor = _parsing(_files(folder, ".yaml"), _files(folder, ".csv"))
    loaded = load(folder)

    def everything() -> object:
        structure = structure_at(load(folder))
        return structure, find_gaps(structure)

    def read() -> object:
        return load(folder)

    def rules() -> object:
        return find_gaps(structure_at(loaded))

    lines = []
    for what, action, aim in (("load, national", read, None), ("all rules", rules, None), ("both", everything, 3.5)):
        ours, peer = _in_turns(action, floor, rounds)
        lines.append(Line(what, ours, peer, "libyaml events, csv.reader", aim, profile=action))
    gc.set_threshold(*usual)
    return lines


def peak_memory(folder: Path) -> Line:
    """The most memory of a process that loads the national structure and runs all rules, in MiB."""
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY, str(folder)], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return Line("peak memory, both", int(done.stdout) / MIB, 0, "", 150, unit="MiB")


def heavy_imports() -> list[str]:
    """Which of the libraries that a plain answer does not need are imported for one all the same."""
    command = [sys.executable, "-X", "importtime", "-c", _CIVO, "who", "chefsmotet"]
    told = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stderr
    return [name for name in ("networkx", "rich") if re.search(rf"\| +{name}$", told, re.MULTILINE)]


# How


_CIVO = "import sys; from civo.main import main; sys.argv[0] = 'civo'; main()"
_MEMORY = """
import resource, sys
from pathlib import Path
from civo.gaps import find_gaps
from civo.loading import load
from civo.structure import structure_at
report = find_gaps(structure_at(load(Path(sys.argv[1]))))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
"""


def _in_turns(ours: Action, peer: Action, rounds: int) -> tuple[float, float]:
    """Median milliseconds of processor time of both, run in turns after one run that does not count."""
    times: dict[Action, list[float]] = {ours: [], peer: []}
    for action in times:
        action()
    for _ in range(rounds):
        for action, taken in times.items():
            gc.collect()
            begun = _spent()
            answer = action()
            taken.append((_spent() - begun) * 1000)
            del answer
    return median(times[ours]), median(times[peer])


def _spent() -> float:
    """The processor time, in seconds, of this process and of those that it has started and seen end."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _python(code: str, *arguments: str) -> Action:
    return lambda: subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=True)


def _files(folder: Path, ending: str) -> list[Path]:
    return sorted(file for place in (folder.parent / "sverige", folder) for file in place.glob(f"*{ending}"))


def _parsing(documents: list[Path], tables: list[Path]) -> Action:
    def parse() -> None:
        for file in documents:
            event = CParser(file.read_text("utf-8")).get_event
            while event() is not None:
                pass
        for file in tables:
            with file.open(encoding="utf-8", newline="") as lines:
                for _ in csv.reader(lines):
                    pass

    return parse


def _profiled_who() -> None:
    """Its imports, the dearest first: those are what a start consists of."""
    command = [sys.executable, "-X", "importtime", "-c", _CIVO, "who", "chefsmotet"]
    told = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stderr
    rows = [line.split("|") for line in told.splitlines() if re.match(r"import time: +\d", line)]
    for own, _, name in sorted(rows, key=lambda row: int(row[0].split()[-1]), reverse=True)[:15]:
        print(f"{int(own.split()[-1]) / 1000:8.1f} ms  {name.strip()}")


# The table


def show(lines: list[Line]) -> None:
    """The lines, aligned."""
    grid = [("what", "ours", "peer", "ratio", "aim", "", "the peer")]
    for line in lines:
        compare = ">=" if line.at_least else "<="
        grid.append(
            (
                line.what,
                f"{line.ours:.0f} {line.unit}",
                f"{line.peer:.0f} {line.unit}" if line.peer else "",
                f"{line.ratio:.2f}" if line.peer else "",
                f"{compare} {line.aim:g}" if line.aim else "",
                ("met" if line.met else "missed") if line.aim else "",
                line.peer_is,
            )
        )
    widths = [max(len(row[n]) for row in grid) for n in range(len(grid[0]))]
    for row in grid:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def show_profile(line: Line) -> None:
    """Where the time of a line goes: the functions with the most time of their own."""
    print(f"\n{line.what}: {line.ratio:.2f}, aim {line.aim:g}")
    if line.profile is _profiled_who:
        line.profile()
    elif line.profile:
        profile = cProfile.Profile()
        profile.runcall(line.profile)
        pstats.Stats(profile).sort_stats("tottime").print_stats(15)


if __name__ == "__main__":
    main()
