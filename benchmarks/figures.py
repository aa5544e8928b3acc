"""How long a figure takes as a whole process, beside Graphviz's own `dot -Tsvg` on the same boxes and lines.

    python benchmarks/figures.py [--rounds N]

Prints medians and ratios, of waiting and of the processor's work (what other users of the machine do changes that less);
needs the program `dot`. Nothing is promised and no test depends on it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from shutil import which
from statistics import median
from time import perf_counter
from typing import get_args

from civo.drawings import Drawing, Edge, EdgeKind, Group, LegendEntry, Node

AIMS = {30: 4.0, 300: 1.75}
HEADS = ("Länsstyrelsen i Norrbottens län", "Beredskapssamordnarnätverket", "Umeå kommun", "Regionala rådet")


def made_up(count: int) -> Drawing:
    """A figure with so many boxes in five bands, each joined to two others; the same every time."""
    kinds = get_args(EdgeKind)
    nodes = tuple(
        Node(f"n{i}", "body", HEADS[i % 4], ("öppen lista",) * (i % 3), several=i % 7 == 0) for i in range(count)
    )
    pairs = [(i, (i * step + 1) % count) for i in range(count) for step in (2, 5)]
    edges = tuple(Edge(f"n{a}", f"n{b}", kinds[i % len(kinds)]) for i, (a, b) in enumerate(pairs))
    bands = tuple(Group(f"g{g}", f"Nivå {g}", tuple(f"n{i}" for i in range(count) if i % 5 == g)) for g in range(5))
    legend = tuple(LegendEntry("edge", kind, "known", f"betyder {kind}") for kind in kinds)
    return Drawing("made-up", "En figur", "", "sv", bands, nodes, edges, legend, "En figur")


def main() -> None:
    """Measure, or draw one figure for the measuring."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--draw", type=int, help=argparse.SUPPRESS)
    options.add_argument("--output", type=Path, help=argparse.SUPPRESS)
    told = options.parse_args()
    if told.draw:
        from civo.outputs.as_svg import svg_text

        told.output.write_text(svg_text(made_up(told.draw)), encoding="utf-8")
        return
    if which("dot") is None:
        sys.exit("this benchmark needs the program dot (Graphviz)")
    with tempfile.TemporaryDirectory() as folder:
        for count, aim in AIMS.items():
            print(line(count, aim, told.rounds, Path(folder)))


def line(count: int, aim: float, rounds: int, folder: Path) -> str:
    """One line of the table; ours and the peer take turns, after one run that does not count."""
    from civo.outputs.as_dot import dot_text

    source = folder / f"{count}.dot"
    source.write_text(dot_text(made_up(count)), encoding="utf-8")
    ours = [sys.executable, __file__, "--draw", str(count), "--output", str(folder / "ours.svg")]
    peer = ["dot", "-Tsvg", str(source), "-o", str(folder / "peer.svg")]
    times: dict[int, list[tuple[float, float]]] = {0: [], 1: []}
    for turn in range(rounds + 1):
        for which_one, command in enumerate((ours, peer)):
            begun, worked = perf_counter(), _worked()
            subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
            if turn:
                times[which_one].append((perf_counter() - begun, _worked() - worked))
    (mine, my_work), (theirs, their_work) = (
        (median(wall for wall, _ in times[n]), median(work for _, work in times[n])) for n in (0, 1)
    )
    met = "met" if my_work / their_work <= aim else "missed"
    return (
        f"{count:4} boxes  {mine * 1000:6.0f} ms, work {my_work * 1000:6.0f}  dot {theirs * 1000:6.0f} ms, work "
        f"{their_work * 1000:6.0f}  ratio {mine / theirs:5.2f}, of work {my_work / their_work:5.2f}  <= {aim}  {met}"
    )


def _worked() -> float:
    """How long the processor has worked for processes that have ended: other users of the machine do not count."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
