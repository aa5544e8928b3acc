"""Whole processes measured: how long they keep one waiting, and how long the processor works for them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from shutil import rmtree
from statistics import median
from time import perf_counter
from typing import NamedTuple


class Taken(NamedTuple):
    """Seconds of waiting, and of the processor's work."""

    wall: float
    work: float


def in_turns(commands: Mapping[str, tuple[Sequence[str], bool]], rounds: int, folder: Path) -> dict[str, Taken]:
    """The medians of each command, which is run with an empty cache of the user's where it says True.

    They take turns, so that all meet the same disturbances, after a turn that does not count: it writes the bytecode
    that an installed program has from the start.
    """
    taken: dict[str, list[Taken]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, (command, is_first) in commands.items():
            print(f"{turn} of {rounds}: {name}        ", end="\r", file=sys.stderr, flush=True)
            one = run(command, folder, is_first)
            if turn:
                taken[name].append(one)
    return {name: Taken(median(t.wall for t in all_), median(t.work for t in all_)) for name, all_ in taken.items()}


def run(command: Sequence[str], folder: Path, is_first: bool = False) -> Taken:
    """What one run of the command took; its caches are in the folder, where `is_first` empties that of the user."""
    cache = folder / ("cache-first" if is_first else "cache")
    if is_first:
        rmtree(cache, ignore_errors=True)
    told = {"PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache)}
    environment = {**os.environ, **told}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun, worked = perf_counter(), _worked()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    taken = Taken(perf_counter() - begun, _worked() - worked)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr.decode(errors='replace')}")
    return taken


def _worked() -> float:
    """How long the processor has worked for processes that have ended: other users of the machine do not count."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
