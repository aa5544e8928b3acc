"""An open list never gives a no: what is decided when lists are opened was decided the same before, by facts alone.

Every structure here is asked twice: as it is, and with some (or all) of its closed lists open and its stated absences gone.
Nothing that is known to be there is taken away, so the second answers may know less than the first, and never anything else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import copy
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from civo.answers import Cell, Table, Word
from civo.concerns import statements
from civo.errors import CivoError
from civo.findings import About, Verdict
from civo.gaps import find_gaps
from civo.loading import load
from civo.queries.listing import listing
from civo.queries.matrix import matrix
from civo.queries.measures import measures
from civo.queries.route import route
from civo.queries.seats import where
from civo.records import Record
from civo.structure import Structure, structure_at
from civo.truth import Truth

EXAMPLES = 25
HERE = Path(__file__).parent
SHIPPED = {
    "sjoriket": HERE / "world" / "sjoriket",
    "defects": HERE / "defects" / "gaps",
    "civo-nord": HERE.parent / "structures" / "civo-nord",
}
OPEN: dict[str, dict[str, str | bool]] = {
    "levels": {"bodies": "open"},
    "bodies": {"composition": "open", "handles_list": "open"},
    "arrangements": {"covers": "open"},
    "seats": {"exclusive": False},
}
"""What records say is all there is, and what they say when it is not."""
ABOUT_OPEN_LISTS = {"composition-claim-untestable", "unused-acceptance", "unused-setting"}
"""Rules that find fault with what is not listed, or judge other rules: an open list may well give them something."""
BY_LISTS = {
    "kind-absent-at-level",
    "single-seat",
    "single-cut",
    "rotating-only",
    "responsible-not-seated",
    "responsible-never-meet",
    "participants-never-together",
    "no-agenda-access",
    "indirect-only",
    "unhandled-issue",
    "knowledge-only",
    "unbridged-dependency",
    "one-bridge",
    "disconnected",
    "empty-level",
}
"""Rules whose gaps all rest on a closed list or a stated absence: without any they have none."""


# Opening


Opens = Callable[[str, Record], bool]
"""Whether to open a list, by its field, or to take away an absence."""


def everything(_: str, __: Record) -> bool:
    """Opens every list."""
    return True


def opened(structure: Structure, opens: Opens = everything) -> Structure:
    """The structure at the same date with lists opened and absences taken away."""

    def open_lists(kind: str, record: Record) -> Record:
        return record.model_copy(
            update={field: OPEN[kind][field] for field in closed(kind, record) if opens(field, record)}
        )

    kept = {
        k: [r for r in records if k != "absences" or not opens("absences", r)] for k, records in declared(structure)
    }
    return _with(structure, {kind: [open_lists(kind, r) for r in records] for kind, records in kept.items()})


def doubted(structure: Structure, *bodies: str) -> Structure:
    """The structure with bodies that are no more than implied: then their closed lists are no surer than open ones."""
    return _with(
        structure,
        {
            kind: [r.model_copy(update={"certainty": "implied"}) if r.id in bodies else r for r in records]
            for kind, records in declared(structure)
        },
    )


def closed(kind: str, record: Record) -> list[str]:
    """The fields by which the record says that something is all there is."""
    return [name for name in OPEN.get(kind, {}) if getattr(record, name) in ("closed", True)]


def declared(structure: Structure) -> list[tuple[str, list[Record]]]:
    """All that is declared, by kind."""
    return list(structure.loaded.records.items())


def _with(structure: Structure, records: dict[str, list[Record]]) -> Structure:
    loaded = copy(structure.loaded)
    loaded.keep_only(records)
    return Structure(loaded, structure.at, structure.layers)


# What is decided


def answers(structure: Structure) -> dict[tuple[str, ...], str]:
    """The answers to many questions, by what was asked and of what: `yes`, `no`, or anything else."""
    return dict((*_seats(structure), *_matrices(structure), *_lists(structure), *_routes(structure)))


def _asked(structure: Structure) -> list[str]:
    """Kinds, collectives and roles, and some of the organisations that sit somewhere."""
    seated = {t.organization for seat in structure.seats for t in seat.held_by}
    some = [o.id for o in structure.organizations if o.id in seated]
    near = [o for kind in structure.kinds for o in structure.actor_members(kind.id)[:2]]
    others = [r.id for kind in ("kinds", "collectives", "roles") for r in structure.records.get(kind, ())]
    return [*dict.fromkeys((*some[:12], *near[:12])), *others[:20]]


def _word(cell: Cell) -> str:
    if isinstance(cell, Word):
        return cell.key
    return cell.value if isinstance(cell, Truth) else "yes" if str(getattr(cell, "en", "")).startswith("yes") else ""


def _seats(structure: Structure) -> Iterator[tuple[tuple[str, ...], str]]:
    for name in _asked(structure):
        table = where(structure, name)
        for row in _rows(table):
            for column in ("own_seat", "through_collective"):
                yield ("where", name, str(row["id"]), column), _word(row[column])
        for fact in table.facts:
            yield ("where", name, fact.key), _word(fact.value)


def _matrices(structure: Structure) -> Iterator[tuple[tuple[str, ...], str]]:
    sides: list[tuple[Any, Any]] = [
        (rows, columns)
        for rows in ("bodies", "issues")
        for columns in ("organizations", "kinds", "levels", "roles")
        if (rows, columns) != ("bodies", "levels")
    ]
    for rows, columns in sides:
        for row in _rows(matrix(structure, rows, columns)):
            for key, cell in row.items():
                if isinstance(cell, Word):
                    yield ("matrix", rows, str(row["id"]), key), cell.key


def _lists(structure: Structure) -> Iterator[tuple[tuple[str, ...], str]]:
    """Who fits and who does not: those that are not listed do not."""
    kinds = [kind.id for kind in structure.kinds][:4]
    issues = [issue.id for issue in structure.issues][:3]
    levels = list(structure.level_order)[:3]
    bodies = [body.id for body in structure.bodies][:4]
    asked = [
        *(("bodies", f"seats:kind:{kind}") for kind in kinds),
        *(("bodies", f"handles:{issue}") for issue in issues),
        *(("bodies", f"led-by:kind:{kind}") for kind in kinds),
        *(("issues", f"handled-by:level:{level}") for level in levels),
        *(("issues", f"lead:{level}") for level in levels),
        *(("issues", f"responsible:kind:{kind}") for kind in kinds),
        *(("issues", f"needs:{issue}") for issue in issues),
        ("issues", "lead:*"),
        ("issues", "handled-by:*"),
        ("bodies", "seats:*"),
        ("bodies", "handles:*"),
        *(("organizations", f"sits-in:{body}") for body in bodies),
        ("organizations", "sits-in:*"),
        ("organizations", f"answers-for:{issues[0]}" if issues else "answers-for:*"),
        *(("seats", f"held-by:kind:{kind}") for kind in kinds),
        *(("seats", f"body:{body}") for body in bodies),
    ]
    for kind, selector in asked:
        records = structure.records.get(kind, [])
        every = [r for r in records if structure.is_own(r)] or records
        for where_ in (selector, f"not:{selector}"):
            fits = {str(row["id"]): _word(row["fits"]) for row in _rows(listing(structure, kind, where_))}
            for record in every:
                yield ("list", kind, where_, record.id), fits.get(record.id, "no")


def _routes(structure: Structure) -> Iterator[tuple[tuple[str, ...], str]]:
    asked = _asked(structure)[:6] + [b.id for b in structure.bodies if structure.is_own(b)][:3]
    asked += [kind.id for kind in structure.kinds][:2] + list(structure.level_order)[:2]
    for n, one in enumerate(asked):
        for other in asked[n + 1 :: 2]:
            try:
                table = route(structure, one, other)
            except CivoError:
                continue
            yield from ((("route", one, other, fact.key), _word(fact.value)) for fact in table.facts)
            for row in _rows(table):
                # no: there is another way, which is known; yes: nothing is not listed
                yield ("route", one, other, str(row["record"]), str(row["to_id"])), _word(row["only_way"])


def _rows(table: Table) -> Iterator[dict[str, Cell]]:
    keys = [column.key for column in table.columns]
    return (dict(zip(keys, row, strict=True)) for row in table.rows)


def certain_gaps(structure: Structure) -> set[tuple[str, About]]:
    """What the rules find for certain, by the rule and what it is about."""
    report = find_gaps(structure)
    found = [f for run in report.runs for f in run.findings if run.rule not in ABOUT_OPEN_LISTS]
    return {key for key, finding in statements(structure, found).items() if finding.verdict is Verdict.GAP}


def hold(structure: Structure, less: Structure) -> None:
    """That the structure with lists opened knows nothing that the other does not."""
    before, after = answers(structure), answers(less)
    decided = {key: answer for key, answer in after.items() if answer in ("yes", "no")}
    new_ways = {key for key in decided if key[0] == "route" and key not in before}  # that there are others is known
    assert {key: answer for key, answer in decided.items() if before.get(key) != answer and key not in new_ways} == {}
    assert {key for key in new_ways if decided[key] == "yes"} == set()
    hold_gaps(structure, less)
    numbers = [{str(row["name"]): row for row in _rows(measures(one))} for one in (structure, less)]
    for name, row in numbers[1].items():
        for column in ("known", "no"):
            was, now = numbers[0][name][column] or 0, row[column] or 0
            assert isinstance(was, int)
            assert isinstance(now, int)
            assert now <= was, (name, column)


def hold_gaps(structure: Structure, less: Structure) -> None:
    """That nothing is a gap with lists opened that was none before."""
    assert certain_gaps(less) - certain_gaps(structure) == set()


def by_lists(structure: Structure, but: tuple[str, ...] = ()) -> list[str]:
    """The certain findings of the rules that need a closed list, or a stated absence, for one."""
    found = (f for f in find_gaps(structure, sorted(BY_LISTS - set(but))).findings if f.rule in BY_LISTS)
    return [f"{f.rule}: {f.sentence.en}" for f in found if f.verdict is Verdict.GAP]


def bare_but_bodies(structure: Structure) -> Structure:
    """The structure without absences and exclusive seats, while the lists of bodies, seats and issues stand."""
    return opened(structure, lambda field, _: field in ("absences", "exclusive"))


# The structures that there are


@cache
def shipped(name: str) -> Structure:
    return structure_at(load(SHIPPED[name]))


@pytest.mark.parametrize("name", SHIPPED)
def test_all_lists_opened(name: str) -> None:
    hold(shipped(name), opened(shipped(name)))


@pytest.mark.parametrize("name", SHIPPED)
def test_no_gap_rests_on_a_closed_list_any_more(name: str) -> None:
    assert by_lists(opened(shipped(name))) == []
    implied = doubted(bare_but_bodies(shipped(name)), *(body.id for body in shipped(name).bodies))
    assert by_lists(implied, but=("empty-level",)) == []


@pytest.mark.parametrize(("name", "same"), [("sjoriket", hold), ("defects", hold_gaps)])
def test_each_list_opened_by_itself(name: str, same: Callable[[Structure, Structure], None]) -> None:
    structure = shipped(name)
    lists = [
        (field, record.id)
        for kind, record in structure.all_records()
        for field in (["absences"] if kind == "absences" else closed(kind, record))
        if structure.is_own(record)
    ]
    assert lists
    for chosen in lists:
        same(structure, opened(structure, lambda field, record, chosen=chosen: (field, record.id) == chosen))  # type: ignore[misc]


@pytest.mark.parametrize(("name", "same"), [("sjoriket", hold), ("defects", hold_gaps)])
def test_each_body_doubted(name: str, same: Callable[[Structure, Structure], None]) -> None:
    structure = shipped(name)
    for body in structure.bodies:
        same(structure, doubted(structure, body.id))


# Small ones made up at random, with the vocabulary of the rules' samples


COMMON = yaml.safe_load((HERE / "rules" / "common.yaml").read_text("utf-8"))
LEVELS = [level["id"] for level in COMMON["levels"]]
AREAS = [area["id"] for area in COMMON["areas"]]
KINDS = [kind["id"] for kind in COMMON["kinds"]]
ORGANIZATIONS = [o["id"] for o in COMMON["organizations"]]
COLLECTIVE = COMMON["collectives"][0]["id"]
BODIES = ["ett", "tva", "tre", "fyra"]
ISSUES = ["vatten", "el", "vard"]
Fields = dict[str, Any]

one_of: Callable[..., st.SearchStrategy[Any]] = st.sampled_from
lists = one_of(["closed", "closed", "closed", "open"])
groups: st.SearchStrategy[Any] = st.one_of(
    st.lists(one_of(ORGANIZATIONS), min_size=1, max_size=3, unique=True),
    st.just([COLLECTIVE]),
    st.builds(lambda kind: {"kind": kind}, one_of(KINDS)),
    st.builds(lambda kind, area: {"kind": kind, "in": area}, one_of(KINDS), one_of(AREAS)),
)


def maybe(key: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Fields]:
    """A field that is there or not."""
    return st.one_of(st.just({}), values.map(lambda value: {key: value}))


def record(*parts: st.SearchStrategy[Fields]) -> st.SearchStrategy[Fields]:
    """A record made of parts."""
    return st.tuples(*parts).map(lambda told: {key: value for part in told for key, value in part.items()})


def fixed(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Fields]:
    """Fields that are always there."""
    return st.fixed_dictionaries(fields)


holders = record(
    fixed(organization=one_of([*ORGANIZATIONS, COLLECTIVE])),
    maybe("from", one_of(["2020-01-01", "2024", "2024-09-01"])),
    maybe("to", one_of(["2024-12-01", "2025-01-01"])),
)
certainties = maybe("certainty", one_of(["stated", "stated", "implied"]))
seats = st.one_of(
    record(fixed(held_by=holders, count=st.just(1)), certainties),
    record(fixed(represents=groups), maybe("count", one_of([1, 2])), maybe("each", st.just(True)), certainties),
    record(
        fixed(rotates=st.builds(lambda among: {"among": among}, groups), count=st.just(1)),
        maybe("held_by", holders),
        maybe("exclusive", st.just(True)),
    ),
    record(fixed(role=one_of(["chef", "samordnare"])), maybe("held_by", holders), maybe("count", st.just(1))),
    record(fixed(held_by=holders), maybe("represents", groups), maybe("participation", st.just("attends"))),
)
bodies = record(
    fixed(
        level=one_of(LEVELS[1:]),
        composition=lists,
        handles_list=lists,
        handles=st.lists(one_of(ISSUES), max_size=2, unique=True),
        seats=st.lists(seats, max_size=3),
    ),
    maybe("area", one_of(AREAS)),
    maybe("functions", one_of(["competence", "decision", "agenda"])),
    maybe("decides", one_of(BODIES[:2]).map(lambda body: {"assigns_issues_of": body})),
    certainties,
)
issues = record(
    maybe("needs", one_of(ISSUES)),
    maybe("affects", groups),
    maybe("requires_participants", st.lists(one_of([*ORGANIZATIONS, *KINDS]), min_size=2, max_size=3, unique=True)),
    maybe("requires_lead", one_of(LEVELS)),
)
responsibilities = record(
    fixed(issue=one_of(ISSUES), who=groups), maybe("degree", one_of(["main", "partial", "lead"])), certainties
)
absences = st.one_of(
    record(fixed(who=groups, level=one_of(LEVELS)), maybe("area", one_of(AREAS)), certainties),
    record(fixed(who=groups, body=one_of(BODIES[:2])), certainties),
)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, frozenset[tuple[str, str]]]:
    """The records of a small structure as a file tells them, and the lists to open: a field of a record, or an absence."""
    made: dict[str, list[Fields]] = {"levels": []}
    for level in COMMON["levels"]:
        made["levels"].append({**level, "bodies": draw(lists)})
    made["bodies"] = [{"id": i, **draw(bodies)} for i in BODIES[: draw(st.integers(2, 4))]]
    made["issues"] = [{"id": i, **draw(issues)} for i in ISSUES]
    for kind, told_of in (("responsibilities", responsibilities), ("absences", absences)):
        made[kind] = [{"id": f"{kind}-{n}", **one} for n, one in enumerate(draw(st.lists(told_of, max_size=3)))]
    told = [seat for body in made["bodies"] for seat in body["seats"]]
    for body in made["bodies"]:
        for n, seat in enumerate(body["seats"]):
            seat["id"] = f"{body['id']}.{n}"
            seat["source"] = {"in": "s"}
    for absence in made["absences"]:
        if draw(st.booleans()) and told:
            absence["except_seats"] = draw(one_of(told))["id"]
    if draw(st.booleans()):
        ends = draw(st.lists(one_of(ORGANIZATIONS), min_size=2, max_size=2, unique=True))
        made["relations"] = [{"id": "relation", "who": ends[0], "does": "collaborates-with", "what": ends[1]}]
    for issue in made["issues"]:
        if issue.get("needs") == issue["id"]:
            del issue["needs"]
    for records in made.values():
        for one in records:
            one["source"] = {"in": "s"}
    places = [(field, one["id"]) for kind in made for one in made[kind] for field in (*OPEN.get(kind, ()), "absences")]
    places += [("exclusive", seat["id"]) for seat in told]
    return json.dumps(made, ensure_ascii=False), frozenset(draw(st.sets(one_of(places))))


def read(records: str) -> Structure:
    """The structure that records make with the rules' vocabulary."""
    own = {one["id"] for some in yaml.safe_load(records).values() for one in some}
    common = {kind: [one for one in some if one["id"] not in own] for kind, some in COMMON.items()}
    with TemporaryDirectory() as folder:
        (Path(folder) / "structure.yaml").write_text("title: Prov\ndate: 2024-06-01\narea: land\n", "utf-8")
        (Path(folder) / "common.yaml").write_text(yaml.safe_dump(common, allow_unicode=True), "utf-8")
        (Path(folder) / "sample.yaml").write_text(records, "utf-8")
        return structure_at(load(Path(folder)))


@settings(
    max_examples=EXAMPLES, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)  # to make it smaller takes minutes
@given(files())
def test_of_any_small_structure(made: tuple[str, frozenset[tuple[str, str]]]) -> None:
    records, some = made
    structure = read(records)
    hold(structure, opened(structure, lambda field, one: (field, one.id) in some))
    bare = opened(structure)
    hold(structure, bare)
    assert by_lists(bare) == []
    hold(structure, doubted(structure, structure.bodies[0].id))
    unsure = doubted(bare_but_bodies(structure), *(body.id for body in structure.bodies))
    assert by_lists(unsure, but=("empty-level",)) == []
