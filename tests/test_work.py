"""Work that grows with the structure, counted and not timed: twice the seats, no more than twice the looks at them.

Memory is counted too: what the rules take for each seat more.
"""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import combinations
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from civo.loading import load
from civo.measures.bipartite import Bipartite
from civo.measures.hinges import walk
from civo.measures.levels import participation
from civo.queries.measures import MEASURES, Measure, measure, measures
from civo.queries.seats import where
from civo.records import Record, Seat
from civo.report import report
from civo.rules import RULES, rule_id
from civo.seats.claims import Claim, Claims, holders
from civo.seats.whereabouts import Whereabouts
from civo.structure import Structure, structure_at

COUNTIES = 3


def made(folder: Path, times: int) -> Path:
    """A structure with so many bodies for each of some counties, each of 12 seats: rotating, joint, open, one's own."""
    lines = ["sources: [{id: s}]"]
    lines += ["kinds:", "  - {id: kommun, name: K, source: {in: s}}", "  - {id: region, name: R, source: {in: s}}"]
    lines += ["levels:", "  - {id: topp-niva, name: T, source: {in: s}}"]
    lines.append("  - {id: lan-niva, under: topp-niva, name: N, source: {in: s}}")
    lines += ["areas:", *(f"  - {{id: lan-{c}, name: L{c}, source: {{in: s}}}}" for c in range(COUNTIES))]
    lines.append("organizations:")
    for c in range(COUNTIES):
        lines += [
            f"  - {{id: k-{c}-{n}, name: K{c}{n}, kind: kommun, area: lan-{c}, source: {{in: s}}}}" for n in range(8)
        ]
        lines.append(f"  - {{id: r-{c}, name: R{c}, kind: region, area: lan-{c}, source: {{in: s}}}}")
    lines.append("issues:")
    for n in range(4):
        lines.append(
            f"  - {{id: i-{n}, name: I{n}, affects: {{kind: kommun}}, needs: i-{(n + 1) % 4}, "
            "requires_participants: [kommun, region], source: {in: s}}"
        )
    lines.append("responsibilities:")
    lines += [
        f"  - {{issue: i-{n}, who: {{kind: kommun, in: lan-{n % COUNTIES}}}, source: {{in: s}}}}" for n in range(4)
    ]
    lines.append("bodies:")
    rows = ["body,role,count,represents,rotates.among,held_by.organization,held_by.from"]
    for c in range(COUNTIES):
        for number in range(10 * times):
            n = number % 10  # what is added is of the same sorts as what there was
            shape, level = ("closed", "open")[n % 2], "topp-niva" if n == 9 else "lan-niva"
            lines.append(
                f"  - {{id: b-{c}-{number}, name: B{c} {number}, level: {level}, area: lan-{c}, composition: {shape}, "
                f"handles: i-{n % 4}, source: {{in: s}}}}"
            )
            rows.append(f"b-{c}-{number},,1,,,r-{c},20{10 + n % 10}-01-01")
            if n == 9:  # to where only regions lead
                rows.append(f"b-{c}-{number},,1,,,r-{(c + 1) % COUNTIES},2020-01-01")
                rows += [f"b-{c}-{number},,,,,,"] * 10
                continue
            rows.append(f"b-{c}-{number},,1,,kind:kommun in:lan-{c},k-{c}-{n % 8},2020-01-01")
            rows.append(f"b-{c}-{number},,2,kind:kommun in:lan-{c},,,")
            rows += [f"b-{c}-{number},,1,,,k-{c}-{m},2015-0{1 + m}-01" for m in range(n % 7)]
            rows += [f"b-{c}-{number},,,,,,"] * (9 - n % 7)
    folder.mkdir()
    (folder / "structure.yaml").write_text("title: T\ndate: 2023\n", "utf-8")
    (folder / "records.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "seats.csv").write_text("\n".join(rows) + "\n", "utf-8")
    return folder


def looks(structure: Structure, monkeypatch: pytest.MonkeyPatch) -> dict[str, Counter[str]]:
    """How often each rule looks at what a seat says, and asks for a record, when it is the only one to run."""
    count: Counter[str] = Counter()
    claim, get = Claims.claim, Structure.get

    def counted_claim(self: Claims, seat: Seat) -> Claim:
        count["seats"] += 1
        return claim(self, seat)

    def counted_get(self: Structure, record_id: str) -> Record | None:
        count["records"] += 1
        return get(self, record_id)

    monkeypatch.setattr(Claims, "claim", counted_claim)
    monkeypatch.setattr(Structure, "get", counted_get)
    found = {}
    for rule in RULES:
        fresh = structure_at(structure.loaded)
        count.clear()
        rule.find(fresh)
        found[rule_id(rule)] = Counter(count)
    monkeypatch.undo()
    return found


def test_twice_the_seats_is_no_more_than_twice_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    once = looks(structure_at(load(made(tmp_path / "once", 1))), monkeypatch)
    twice = looks(structure_at(load(made(tmp_path / "twice", 2))), monkeypatch)
    assert any(counts["seats"] for counts in once.values())
    for rule, counts in twice.items():
        for what, number in counts.items():
            assert number <= 2 * once[rule][what] + 20, (
                f"{rule} looks at {what} {once[rule][what]}, then {number} times"
            )


def lines_of(action: Callable[[], object]) -> int:
    """How many lines of civo are run."""
    count = 0

    def counted(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        if "/civo/" not in frame.f_code.co_filename.replace("\\", "/"):
            return None
        count += event == "line"
        return counted

    before = sys.gettrace()
    sys.settrace(counted)
    try:
        action()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", [measure.name for measure in MEASURES])
def test_twice_the_seats_is_no_more_than_twice_the_work_of_a_measure(tmp_path: Path, name: str) -> None:
    """With all that it asks for: each is counted on a structure of which nothing else was asked."""
    fresh = [structure_at(load(made(tmp_path / f"{times}", times))) for times in (2, 4)]
    once, twice = (lines_of(partial(measure, structure, name)) for structure in fresh)
    assert twice <= 2.1 * once + 200, f"{name} runs {once}, then {twice} lines"


def test_twice_the_bodies_is_no_more_than_twice_the_work_of_a_report(tmp_path: Path) -> None:
    """All that it says and all its tables; it has no figures."""
    views = tmp_path / "views"
    views.mkdir()
    fresh = [structure_at(load(made(tmp_path / f"{times}", times))) for times in (4, 8)]
    once, twice = (lines_of(partial(report, structure, views)) for structure in fresh)
    assert twice <= 2.1 * once, f"a report runs {once}, then {twice} lines"


SHARED = (Whereabouts.__init__, Bipartite.__init__, walk, participation)


@pytest.mark.parametrize("one", MEASURES, ids=lambda one: one.name)
def test_a_measure_is_found_once(tmp_path: Path, one: Measure[Any]) -> None:
    """For its line and its list; and what measures share is made once for all of them."""
    structure = structure_at(load(made(tmp_path / "made", 1)))
    calls: Counter[CodeType] = Counter()
    sys.setprofile(lambda frame, event, _: calls.update([frame.f_code] if event == "call" else ()))
    try:
        measure(structure, one.name)
    finally:
        sys.setprofile(None)
    assert calls[one.find.__code__] == 1
    assert all(calls[function.__code__] <= 1 for function in SHARED)


def test_a_seat_is_read_once(tmp_path: Path) -> None:
    """All seats that say the same share one reading, however many bodies they stand in."""
    made_once = structure_at(load(made(tmp_path / "once", 4)))
    claims = {id(told) for body in made_once.bodies for told in made_once.once(Claims).of(body.id)}
    assert len(made_once.seats) == COUNTIES * 40 * 12
    assert len(claims) < len(made_once.seats) / 5


def test_where_reads_a_seat_once_for_all_who_are_asked_about(tmp_path: Path) -> None:
    structure = structure_at(load(made(tmp_path / "made", 1)))
    calls: Counter[CodeType] = Counter()
    sys.setprofile(lambda frame, event, _: calls.update([frame.f_code] if event == "call" else ()))
    try:
        where(structure, "kommun")
    finally:
        sys.setprofile(None)
    asked = len(structure.actor_members("kommun"))
    assert 0 < calls[holders.__code__] < 3 * len(structure.seats) < asked * len(structure.seats)


MEMBERS, OTHERS = 14, 70


def crowded(folder: Path, bodies: int) -> Path:
    """A structure where the organisations stay as the bodies grow: each seats four of a few, no two the same four; one seat
    goes round among these, another may be any municipality's.
    """
    lines = ["sources: [{id: s}]"]
    lines += ["kinds:", "  - {id: kommun, name: K, source: {in: s}}", "  - {id: region, name: R, source: {in: s}}"]
    lines += ["levels:", "  - {id: lan-niva, name: N, source: {in: s}}"]
    lines += ["areas:", *(f"  - {{id: {area}, name: {area}, source: {{in: s}}}}" for area in ("lan", "lan-2"))]
    lines += ["organizations:", "  - {id: r, name: R, kind: region, area: lan, source: {in: s}}"]
    for n in range(MEMBERS + OTHERS):
        area = "lan" if n < MEMBERS else "lan-2"
        lines.append(f"  - {{id: k-{n}, name: K{n}, kind: kommun, area: {area}, source: {{in: s}}}}")
    lines += ["roles:", "  - {id: chef, name: C, held_in: {kind: kommun}, source: {in: s}}"]
    lines.append("issues:")
    lines += [f"  - {{id: i-{n}, name: I{n}, needs: i-{(n + 1) % 4}, source: {{in: s}}}}" for n in range(4)]
    lines.append("responsibilities:")
    lines += [
        f"  - {{issue: i-{n}, who: {{kind: {('kommun', 'region')[n % 2]}}}, source: {{in: s}}}}" for n in range(4)
    ]
    lines.append("bodies:")
    rows = ["body,role,count,rotates.among,held_by.organization,held_by.from"]
    every = list(combinations(range(MEMBERS), 4))
    for n in range(bodies):
        lines.append(
            f"  - {{id: b-{n}, name: B{n}, level: lan-niva, area: lan, composition: {('closed', 'open')[n % 2]}, "
            f"handles: i-{n % 4}, source: {{in: s}}}}"
        )
        rows += [f"b-{n},,1,,k-{m},2020-01-01" for m in every[n * 37 % len(every)]]
        rows += [f"b-{n},chef,1,,,", f"b-{n},,1,kind:kommun in:lan,,"]
    folder.mkdir()
    (folder / "structure.yaml").write_text("title: T\ndate: 2023\n", "utf-8")
    (folder / "records.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "seats.csv").write_text("\n".join(rows) + "\n", "utf-8")
    return folder


def calls(structure: Structure) -> dict[str, int]:
    """How many functions, Python's own among them, each rule calls after those before it."""
    found: Counter[str] = Counter()
    asked = ""

    def count(_: FrameType, event: str, __: object) -> None:
        if event in ("call", "c_call"):
            found[asked] += 1

    for rule in RULES:
        asked = rule_id(rule)
        sys.setprofile(count)
        try:
            rule.find(structure)
        finally:
            sys.setprofile(None)
    return dict(found)


def test_bodies_that_share_their_members_are_not_compared_two_by_two(tmp_path: Path) -> None:
    once = calls(structure_at(load(crowded(tmp_path / "once", 120))))
    twice = calls(structure_at(load(crowded(tmp_path / "twice", 240))))
    for rule, number in twice.items():
        assert number <= 2.1 * once[rule] + 200, f"{rule} calls {once[rule]}, then {number} functions"


def taken(structure: Structure, ask: Callable[[Structure], object]) -> tuple[int, int]:
    """The memory that an answer leaves taken, and the most that it had at one time, in bytes."""
    gc.collect()
    tracemalloc.start()
    try:
        ask(structure)
        return tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()


def all_rules(structure: Structure) -> None:
    """What each finds is let go."""
    for rule in RULES:
        rule.find(structure)


def test_the_rules_take_little_memory_for_a_seat(tmp_path: Path) -> None:
    """Though each municipality may hold one of the seats of every body: that is not told one by one."""
    some = structure_at(load(crowded(tmp_path / "some", 200)))
    more = structure_at(load(crowded(tmp_path / "more", 600)))
    seats = len(more.seats) - len(some.seats)
    for few, many in zip(taken(some, all_rules), taken(more, all_rules), strict=True):
        assert (many - few) / seats < 1200


def test_the_measures_take_little_memory_for_a_seat(tmp_path: Path) -> None:
    some, more = (structure_at(load(made(tmp_path / f"{times}", times))) for times in (4, 12))
    seats = len(more.seats) - len(some.seats)
    for few, many in zip(taken(some, measures), taken(more, measures), strict=True):
        assert (many - few) / seats < 600
