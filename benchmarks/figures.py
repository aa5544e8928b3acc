"""How long figures take as whole processes, beside Graphviz's own `dot -Tsvg` on the same boxes and lines.

    python benchmarks/figures.py [--rounds N] [--builds]

Prints medians and ratios, of waiting and of the processor's work (what other users of the machine do changes that less):
of a first run, with an empty cache, and of later runs, which find there the compiled Graphviz and the subsets of the
font. With --builds, also what benchmarks/builds.py measures. Needs the program `dot`. Nothing is promised and no test
depends on it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import get_args

import builds
from processes import in_turns

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
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5, help="how many times each is run (5)")
    options.add_argument("--builds", action="store_true", help="measure build, draw, and PDF beside Typst as well")
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
            for line in lines(count, aim, told.rounds, Path(folder)):
                print(line, flush=True)
        if told.builds:
            for line in builds.lines(told.rounds, Path(folder)):
                print(line, flush=True)


def lines(count: int, aim: float, rounds: int, folder: Path) -> Iterator[str]:
    """The lines of the table for so many boxes: the peer, a first run, later runs; they take turns."""
    from civo.outputs.as_dot import dot_text

    source = folder / f"{count}.dot"
    source.write_text(dot_text(made_up(count)), encoding="utf-8")
    ours = [sys.executable, __file__, "--draw", str(count), "--output", str(folder / "ours.svg")]
    peer = ["dot", "-Tsvg", str(source), "-o", str(folder / "peer.svg")]
    taken = in_turns({"dot": (peer, False), "first": (ours, True), "later": (ours, False)}, rounds, folder)
    dot = taken["dot"]
    yield f"{count:4} boxes  dot    {dot.wall * 1000:6.0f} ms, work {dot.work * 1000:6.0f}"
    for run in ("first", "later"):
        one = taken[run]
        ratio = one.work / dot.work
        met = "" if run == "first" else f"  <= {aim}  {'met' if ratio <= aim else 'missed'}"
        yield (
            f"{count:4} boxes  {run}  {one.wall * 1000:6.0f} ms, work {one.work * 1000:6.0f}"
            f"  ratio {one.wall / dot.wall:5.2f}, of work {ratio:5.2f}{met}"
        )


if __name__ == "__main__":
    main()
