"""Small structures made up at random: what may be said of seats and of those who sit in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

Fields = dict[str, Any]
Records = dict[str, list[Fields]]
"""The records of a structure by their kind, as a file tells them."""

DATE = "2024-06-01"
LEVELS = ["hog", "mellan"]
KINDS = ["kommun", "region", "enhet"]
WHOLES = ["alby", "berga", "ceda", "gotland", "skog", "fjall"]
ORGANIZATIONS = [*WHOLES, "brand", "vatten", "nybo", "gamleby"]
COLLECTIVES = ["kommunerna", "lanet", "paret", "bred", "ingen"]
BODIES = ["radet", "natet", "gruppen"]
ROLES = ["kommunchef", "direktor", "samordnare"]
ISSUES = ["vard", "el"]

VOCABULARY: Records = {
    "sources": [{"id": "beslut"}],
    "kinds": [
        {"id": "kommun", "level": "mellan"},
        {"id": "region", "level": "mellan"},
        {"id": "enhet", "level": "mellan"},
    ],
    "areas": [
        {"id": "land", "parts": ["lan-a", "lan-b"]},
        {"id": "lan-a"},
        {"id": "lan-b"},
    ],
    "organizations": [
        {"id": "alby", "kind": "kommun", "area": "lan-a"},
        {"id": "berga", "kind": "kommun", "area": "lan-a"},
        {"id": "ceda", "kind": "kommun", "area": "lan-b"},
        {"id": "gotland", "kind": ["kommun", "region"], "area": "lan-b"},
        {"id": "skog", "kind": "region", "area": "lan-a"},
        {"id": "fjall", "kind": "region", "area": "lan-b"},
        {"id": "brand", "kind": "enhet", "area": "lan-a", "unit_of": "alby"},
        {"id": "vatten", "kind": "enhet", "area": "lan-b", "unit_of": "fjall"},
        {"id": "nybo", "kind": "kommun", "area": "lan-a", "from": "2025"},
        {"id": "gamleby", "kind": "kommun", "area": "lan-b", "to": "2024"},
    ],
    "collectives": [
        {"id": "kommunerna", "members": {"kind": "kommun"}},
        {"id": "lanet", "members": {"in": "lan-a", "kind": ["kommun", "region"]}},
        {"id": "paret", "members": {"ids": ["berga", "skog"]}},
        {"id": "bred", "members": {"ids": ["paret", "brand"]}},
        {"id": "ingen", "members": {"kind": "enhet", "not": {"kind": "enhet"}}},
    ],
    "roles": [
        {"id": "kommunchef", "held_in": {"kind": "kommun"}},
        {"id": "direktor", "held_in": {"kind": "region"}},
        {"id": "samordnare"},
    ],
}
MANIFEST = f"title: {{sv: Prov, en: Sample}}\ndate: {DATE}\narea: land\nlanguage: en\n"

one_of: Callable[..., st.SearchStrategy[Any]] = st.sampled_from
some = st.lists


def maybe(key: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Fields]:
    """A field that is there or, more often, not."""
    return st.one_of(st.just({}), st.just({}), values.map(lambda value: {key: value}))


def record(*parts: st.SearchStrategy[Fields]) -> st.SearchStrategy[Fields]:
    """A record made of parts."""
    return st.tuples(*parts).map(lambda told: {k: v for part in told for k, v in part.items()})


def fixed(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Fields]:
    """Fields that are always there."""
    return st.fixed_dictionaries(fields)


groups = st.one_of(
    st.builds(lambda ids: {"ids": ids}, some(one_of(ORGANIZATIONS), min_size=1, max_size=3, unique=True)),
    st.builds(lambda one: {"ids": [one]}, one_of(COLLECTIVES)),
    st.builds(lambda kind: {"kind": kind}, one_of(KINDS[:2])),
    st.builds(lambda kind, area: {"kind": kind, "in": area}, one_of(KINDS), one_of(["lan-a", "lan-b"])),
    st.builds(lambda out: {"kind": "kommun", "not": {"ids": [out]}}, one_of(WHOLES)),
)
"""Selectors."""
periods: st.SearchStrategy[Fields] = st.one_of(
    st.just({}),
    st.just({}),
    st.just({}),
    one_of([{"from": "2023"}, {"from": "2024"}, {"from": "2025-01-01"}, {"to": "2023"}, {"to": "2025"}]),
    one_of([{"observed": "2024"}, {"observed": "2022"}, {"from": "2020", "to": "2025-01-01"}]),
)
certainties = maybe("certainty", one_of(["implied", "probable"]))
holder = record(fixed(organization=one_of([*ORGANIZATIONS, *COLLECTIVES[:4]])), periods)
holders = some(holder, min_size=1, max_size=2)
verbs = maybe("participation", one_of(["attends", "represented", "staffs"]))
bases = maybe("basis", one_of(["substitute", "secretary", "chair", "co-opted"]))
counts: st.SearchStrategy[Fields] = st.one_of(st.just({}), st.just({"count": 1}), one_of([{"count": 2}, {"count": 3}]))
rotations = st.one_of(
    st.builds(lambda among: {"among": among}, groups),
    st.builds(lambda among: {"among": among, "certainty": "implied"}, groups),
    st.builds(
        lambda those, term: {"among": {"ids": those}, "order": those, "term": term},
        some(one_of(WHOLES), min_size=2, max_size=3, unique=True),
        one_of(["1 year", "6 months"]),
    ),
)
seats = record(
    st.one_of(
        record(fixed(held_by=holders), maybe("represents", groups)),
        record(fixed(represents=groups), maybe("each", st.just(True)), maybe("held_by", holders)),
        record(
            fixed(rotates=rotations),
            maybe("held_by", holders),
            maybe("represents", groups),
            maybe("exclusive", st.just(True)),
        ),
        record(fixed(some_of=groups), maybe("held_by", holders)),
        record(fixed(role=one_of(ROLES)), maybe("held_by", holders)),
    ),
    counts,
    verbs,
    bases,
    certainties,
    periods,
)
bodies = record(
    fixed(
        level=one_of(LEVELS),
        composition=one_of(["closed", "closed", "open", "varies"]),
        handles=some(one_of(ISSUES), max_size=2, unique=True),
        handles_list=one_of(["closed", "open"]),
    ),
    maybe("area", one_of(["lan-a", "land"])),
    maybe("several", st.just(True)),
    maybe("status", one_of(["proposed", "discussed"])),
    certainties,
    periods,
)
absences = st.one_of(
    record(fixed(who=groups, level=one_of(LEVELS)), maybe("area", one_of(["lan-a"]))),
    record(fixed(who=groups, body=one_of(BODIES[:2]))),
)
responsibilities = fixed(issue=one_of(ISSUES), who=groups, degree=one_of(["main", "partial"]))


rarely = st.sampled_from([False, False, True])


@st.composite
def structures(draw: st.DrawFn) -> Records:
    """The records that make a small structure together with the vocabulary, each with an id."""
    lists = one_of(["closed", "closed", "open"])
    made: Records = {
        "levels": [
            {"id": "hog", "bodies": draw(lists)},
            {"id": "mellan", "under": "hog", "bodies": draw(lists)},
        ],
        "bodies": [{"id": i, **draw(bodies)} for i in BODIES[: draw(st.integers(1, 3))]],
        "seats": [],
        "issues": [{"id": "vard", **draw(maybe("needs", st.just("el")))}, {"id": "el"}],
    }
    for body in made["bodies"]:
        told_of = draw(some(seats, max_size=3))
        made["seats"] += [{"id": f"{body['id']}.{n}", "body": body["id"], **one} for n, one in enumerate(told_of)]
    ids = [body["id"] for body in made["bodies"]]
    absent = [one for one in draw(some(absences, max_size=2)) if one.get("body", ids[0]) in ids]
    made["absences"] = [{"id": f"fran-{n}", **one} for n, one in enumerate(absent)]
    for absence in made["absences"]:
        if draw(st.booleans()) and made["seats"]:
            absence["except_seats"] = [draw(one_of(made["seats"]))["id"]]
    answering = draw(some(responsibilities, max_size=2))
    made["responsibilities"] = [{"id": f"ansvar-{n}", **one} for n, one in enumerate(answering)]
    if len(ids) > 1 and draw(rarely):
        made["bodies"][0]["same_as"] = {
            "id": ids[1],
            "certainty": draw(one_of(["stated", "probable"])),
        }
    if draw(rarely):
        alby = next(one for one in VOCABULARY["organizations"] if one["id"] == "alby")
        made["organizations"] = [{**alby, "same_as": {"id": "ceda", "certainty": "probable"}}]
    if draw(rarely):
        ends = draw(some(one_of([*WHOLES, "kommunerna"]), min_size=2, max_size=2, unique=True))
        made["relations"] = [{"id": "forhallande", "who": [ends[0]], "does": "represents", "what": [ends[1]]}]
    return made


dates = one_of([DATE, DATE, "2022", "2026-03"])


def whole(made: Records) -> Records:
    """All records of a structure, the vocabulary among them, each with a name and a source."""
    own = {one["id"] for listed in made.values() for one in listed}
    found: Records = {}
    for kind in (*VOCABULARY, *(kind for kind in made if kind not in VOCABULARY)):
        told = [one for one in VOCABULARY.get(kind, ()) if one["id"] not in own]
        found[kind] = [_named(one, kind) for one in (*told, *made.get(kind, ()))]
    return found


def _named(one: Fields, kind: str) -> Fields:
    letters = "".join(part.title() for part in one["id"].replace(".", "-").split("-"))
    source = {} if kind == "sources" else {"source": {"in": "beslut"}}
    return {**one, "name": f"{kind[:2].title()}{letters}", **source}
