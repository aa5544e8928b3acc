"""What each step of one run of civo takes: loading, the structure at its date, every rule, every measure.

    python benchmarks/steps.py FOLDER

Processor time, and the memory that the process has after each step. Whatever is listed in civo.rules.RULES is run, and
the line of every measure that `civo measures` has.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

from civo.gaps import find_gaps
from civo.loading import load
from civo.main import SELDOM
from civo.network import Network
from civo.queries.measures import MEASURES
from civo.rules import RULES, rule_id
from civo.structure import Structure, structure_at

MIB = 1024 * 1024


def main(folder: Path) -> None:
    """Runs and prints."""
    gc.set_threshold(SELDOM)
    begun = process_time()
    loaded = step("load", 0, lambda: load(folder))
    seats = len(loaded.records["seats"])
    told("load", begun, seats)
    structure: Structure = step("structure", seats, lambda: structure_at(loaded))
    rules = process_time()
    for rule in RULES:
        step(rule_id(rule), seats, lambda rule=rule: rule.find(structure))
    told("all rules, what they find", rules, seats)
    measures = process_time()
    network = step("the network", seats, lambda: structure.once(Network))
    for measure in MEASURES:
        step(measure.name, seats, lambda measure=measure: measure.line(network, measure.find(network)))
    told("all measures", measures, seats)
    told("all of it", begun, seats)
    print(f"{'peak memory until now':42}{peak() / MIB:33.0f} MiB")
    step("all rules again, with words and evidence", seats, lambda: find_gaps(structure))
    print(f"{'peak memory':42}{peak() / MIB:33.0f} MiB")


def step(name: str, seats: int, action: Callable[[], Any]) -> Any:
    """What the action gives; its line is printed where the number of seats is known."""
    begun = process_time()
    made = action()
    if seats:
        told(name, begun, seats)
    return made


def told(name: str, begun: float, seats: int) -> None:
    """A line: what has been spent since then."""
    spent = process_time() - begun
    print(f"{name:42}{spent:9.2f} s{spent / seats * 1e6:9.2f} us/seat{resident() / MIB:9.0f} MiB", flush=True)


def resident() -> int:
    """The memory that the process has now, in bytes; where that cannot be told, the most it has had."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text("ascii").split()[1]) * 4096 if statm.exists() else peak()


def peak() -> int:
    """The most memory that the process has had, in bytes."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
