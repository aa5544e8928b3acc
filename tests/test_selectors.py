"""The one form for "these organisations": the same meaning as text, as a list and as a mapping."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civo.loading import load
from civo.selectors import KEYS, BadSelector, Selector, parsed_selector
from civo.structure import Structure, structure_at

WORDS = st.text("abcåäö0-#.", min_size=1, max_size=4)
LISTS = st.lists(WORDS, min_size=1, max_size=3)
LINES = st.dictionaries(st.sampled_from([key for key in KEYS if key != "not"]), LISTS, min_size=1)
MAPPINGS = st.builds(
    lambda lines, excluded: {**lines, **({"not": excluded} if excluded else {})}, LINES, st.none() | LINES
)
WORLD = structure_at(load(Path(__file__).parent / "world" / "sjoriket"))
KINDS = [kind.id for kind in WORLD.kinds]
AREAS = [area.id for area in WORLD.areas]
ORGANIZATIONS = [organization.id for organization in WORLD.organizations]


@pytest.mark.parametrize(
    ("written", "selector"),
    [
        ("kind:by", Selector(kind=("by",))),
        ("kind:by,region in:ost", Selector(kind=("by", "region"), within=("ost",))),
        ("kind:by kind:region", Selector(kind=("by", "region"))),
        ("alvik", Selector(ids=("alvik",))),
        ("alvik dalby", Selector(ids=("alvik", "dalby"))),
        ("ids:alvik,dalby tags:kust level:lokal", Selector(ids=("alvik", "dalby"), tags=("kust",), level=("lokal",))),
        ("kind:by not:in:ost", Selector(kind=("by",), excluded=(Selector(within=("ost",)),))),
        ("kind:by not:alvik not:dalby", Selector(kind=("by",), excluded=(Selector(ids=("alvik", "dalby")),))),
        (["alvik", "dalby"], Selector(ids=("alvik", "dalby"))),
        ({"kind": "by", "in": ["ost"]}, Selector(kind=("by",), within=("ost",))),
        ({"kind": "by", "not": "in:ost"}, Selector(kind=("by",), excluded=(Selector(within=("ost",)),))),
        ({"kind": "by", "not": ["alvik"]}, Selector(kind=("by",), excluded=(Selector(ids=("alvik",)),))),
        ({"kind": "by", "in": None, "not": None}, Selector(kind=("by",))),
    ],
)
def test_forms(written: Any, selector: Selector) -> None:
    assert parsed_selector(written) == selector
    assert parsed_selector(selector) is selector


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ({"kinds": "by"}, "kinds"),
        ("kindd:by", "kindd"),
        ("kind:by not:inn:ost", "inn"),
        ({"kind": "by", "not": {"inn": "ost"}}, "inn"),
        ({"kind": 3}, "3"),
        ({"kind": [["by"]]}, "['by']"),
        ({}, ""),
        ([], ""),
        ("", ""),
        ("kind:", ""),
        ("kind:by,", ""),
        ({"not": {"kind": "by"}}, ""),
        ("not:kind:by", ""),
        (3, "3"),
        (None, "None"),
    ],
)
def test_refused(written: object, part: str) -> None:
    """A selector that fits nothing, or everything by mistake, is refused: who is meant has to be said."""
    with pytest.raises(BadSelector) as wrong:
        parsed_selector(written)
    assert wrong.value.part == part


@given(MAPPINGS)
def test_text_and_mapping_round_trip(written: dict[str, Any]) -> None:
    selector = parsed_selector(written)
    assert parsed_selector(str(selector)) == selector
    back = {key: list(values) for key, values in selector.lines() if values}
    assert back == {key: values for key, values in written.items() if key != "not"}


@given(MAPPINGS)
def test_every_id_is_named_with_its_place(written: dict[str, Any]) -> None:
    named = list(parsed_selector(written).references())
    for path, key, name in named:
        found: Any = written
        for step in path:
            found = found[step]
        assert found == name and path[-2] == key
    lines = [*written.items(), *written.get("not", {}).items()]
    assert len(named) == sum(len(values) for key, values in lines if key not in ("tags", "not"))


@pytest.mark.parametrize(
    ("written", "members"),
    [
        ("kind:by", "alvik berga cedby dalby edet"),
        ("kind:by in:ost", "alvik berga cedby"),
        ("kind:by in:riket", "alvik berga cedby dalby edet"),
        ("kind:by in:alvik-omr", "alvik"),
        ("kind:by,landskap in:ost", "alvik berga cedby landskap-ost"),
        ("in:vast", "dalby edet landskap-vast"),
        ("kind:by in:ost,vast not:alvik", "berga cedby dalby edet"),
        ("kind:by not:byarna-i-ost", "dalby edet"),
        ("byarna-i-ost", "alvik berga cedby"),
        ("kind:landskap", "landskap-ost landskap-vast edet"),
        ("level:lokal", "alvik berga cedby dalby edet alvik-brand byforbundet"),
        ("tags:kust", "berga edet"),
        ("kind:by tags:kust", "berga edet"),
        ("kind:verk level:lokal", ""),
        ("alvik-brand", "alvik-brand"),
    ],
)
def test_members(written: str, members: str) -> None:
    assert sorted(WORLD.members(parsed_selector(written))) == sorted(members.split())


def test_no_selector_fits_nobody() -> None:
    assert WORLD.members(None) == ()


def members(structure: Structure, selector: Selector) -> set[str]:
    return set(structure.members(selector))


@given(st.lists(st.sampled_from(KINDS), min_size=1, max_size=4), st.lists(st.sampled_from(AREAS), max_size=3))
def test_values_of_a_line_are_a_union_lines_an_intersection(kinds: list[str], areas: list[str]) -> None:
    both = members(WORLD, Selector(kind=tuple(kinds), within=tuple(areas)))
    by_kind = set().union(*(members(WORLD, Selector(kind=(kind,))) for kind in kinds))
    by_area = (
        set().union(*(members(WORLD, Selector(within=(area,))) for area in areas)) if areas else set(ORGANIZATIONS)
    )
    assert both == by_kind & by_area


@given(st.sampled_from(KINDS), st.lists(st.sampled_from(ORGANIZATIONS), min_size=1, max_size=4))
def test_not_takes_away(kind: str, ids: list[str]) -> None:
    without = members(WORLD, Selector(kind=(kind,), excluded=(Selector(ids=tuple(ids)),)))
    assert without == members(WORLD, Selector(kind=(kind,))) - set(ids)


@given(st.sampled_from(AREAS), st.sampled_from(AREAS))
def test_a_part_has_no_more_than_its_whole(area: str, other: str) -> None:
    if other in WORLD.inside(area):
        assert members(WORLD, Selector(within=(other,))) <= members(WORLD, Selector(within=(area,)))
