"""civo beside others: three questions of the same files, whole process beside whole process, with the same answers.

    python benchmarks/peers.py [--scale 1 10 100] [--rounds N] [--limit SECONDS] [--only PEER ...] [--rules]

Needs `pip install -e .[bench]`; a peer that is not installed is named as left out, one that takes longer than the limit
as stopped. Every round runs each peer once, one after the other, so that all meet the same disturbances; shown are medians
of the processor time of the whole process, its reading of the files included, and its peak memory. Any peer whose answers are
not those of civo ends the run with an error. `--rules` adds what each rule and measure of civo takes by itself. Nothing is
promised and no test depends on it.

The questions, at the structure's date (2023), about what the files record:

- **responsible**: which organisation, named as responsible for an issue, is not known to hold a seat in any body that
  handles it?
- **indirect**: which municipality shares a rotating seat in a body where it is not known to hold a seat of its own?
- **without**: in which bodies, all of whose seats are listed, is no seat known to be held by a municipality, or by the
  municipalities of a county together?

A seat is held when somebody was seen in it in 2023, or began before and does not leave before 2024. These are questions that
every peer can express; what civo's rules add to them (unknown apart from no, why, where it says so) is not compared.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from compileall import compile_dir
from pathlib import Path
from statistics import median
from typing import NamedTuple

from answering import PEERS
from national import SEATS, write

HERE = Path(__file__).resolve().parent
REGISTER = HERE.parent / "structures" / "sverige"
MIB = 1024 * 1024


class Run(NamedTuple):
    """One process: its processor time and wall time in seconds, its peak memory in bytes, what it wrote."""

    spent: float
    passed: float
    memory: int
    answers: str


def main() -> None:
    """Measures and prints, one scale after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=int, nargs="+", default=[1], help="how many times 15 000 seats (1)")
    parser.add_argument("--rounds", type=int, default=3, help="how many times each is run (3)")
    parser.add_argument(
        "--limit", type=int, default=300, help="seconds of processor time after which one is stopped (300)"
    )
    parser.add_argument("--only", nargs="+", choices=PEERS, default=list(PEERS), help="these peers, beside civo")
    parser.add_argument("--rules", action="store_true", help="what each rule and measure takes, and how much memory")
    options = parser.parse_args()
    os.environ["PYTHONPATH"] = os.pathsep.join([str(HERE.parent), os.environ.get("PYTHONPATH", "")])
    asked = ["civo", *(name for name in options.only if name != "civo")]
    for name in [name for name in asked[1:] if importlib.util.find_spec(PEERS[name][0]) is None]:
        asked.remove(name)
        print(f"left out, not installed: {name} ({PEERS[name][0]})")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # all start from bytecode, as what is installed does
    compile_dir(HERE.parent / "civo", quiet=2)
    for scale in options.scale:
        with tempfile.TemporaryDirectory() as made:
            folder = write(REGISTER, Path(made), scale)
            compare(asked, folder, scale, options.rounds, options.limit)
            if options.rules:
                done = subprocess.run([sys.executable, str(HERE / "steps.py"), str(folder)], check=False)
                print("" if not done.returncode else "the rules ended with an error")


def compare(asked: list[str], folder: Path, scale: int, rounds: int, limit: int) -> None:
    """A table of all peers at one scale."""
    runs: dict[str, list[Run]] = {name: [] for name in asked}
    stopped: set[str] = set()
    for _ in range(rounds):
        for name in asked:
            if name not in stopped:
                run = measured(name, folder, limit)
                said = f"{run.spent:.1f} s, {run.memory / MIB:.0f} MiB" if run else "stopped"
                print(f"scale {scale}, {name}: {said}", file=sys.stderr, flush=True)
                if run is None:
                    stopped.add(name)
                    continue
                runs[name].append(run)
                if run.answers != runs["civo"][0].answers:
                    sys.exit(f"{name} answers otherwise than civo, at scale {scale}")
    seats = SEATS * scale
    ours = median(run.spent for run in runs["civo"])
    print(f"\n{seats:,} seats, {rounds} rounds; every answer is the same".replace(",", " "))
    print(f"{'peer':20}{'s, cpu':>9}{'s, wall':>9}{'us/seat':>9}{'by civo':>9}{'MiB':>7}")
    for name in asked:
        if name in stopped:
            print(f"{name:20}{f'stopped after {limit} s':>27}{f'> {limit / ours:.0f}':>9}")
            continue
        spent = median(run.spent for run in runs[name])
        passed = median(run.passed for run in runs[name])
        memory = median(run.memory for run in runs[name]) / MIB
        print(f"{name:20}{spent:9.2f}{passed:9.2f}{spent / seats * 1e6:9.1f}{spent / ours:9.2f}{memory:7.0f}")


def measured(name: str, folder: Path, limit: int) -> Run | None:
    """One run of a peer; None when it has to be stopped. Raises CalledProcessError when it fails."""
    into = folder.parent / "answers.json"
    into.unlink(missing_ok=True)
    command = [sys.executable, str(HERE / "answering.py"), name, str(folder), str(into)]
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, preexec_fn=lambda: _stop_after(limit))
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return None
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    memory = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Run(used.ru_utime + used.ru_stime, time.perf_counter() - begun, memory, into.read_text("utf-8"))


def _stop_after(limit: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))


if __name__ == "__main__":
    main()
