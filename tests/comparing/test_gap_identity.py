"""Which findings of one rule are one gap: those that state the same of the same, however they tell it together."""

from __future__ import annotations

import pytest

from civo.comparing.gaps import _gaps, _mapped, _Told
from civo.findings import About, Finding, Subject, Verdict
from civo.words import Text

T = Text("t", "t")


def told(text: str) -> _Told:
    """A finding of some statements: the letter of an id is its field, as in "i1/o1 i1/o2"."""
    states: list[About] = [tuple((i[0], i) for i in one.split("/")) for one in text.split()]
    subjects = tuple(Subject("", i, T) for about in states for _, i in about if isinstance(i, str))
    return _Told(Finding("rule", Verdict.GAP, subjects, T, T, T, T, (), tuple(states)), tuple(states), frozenset())


def groups(before: list[str], after: list[str]) -> list[tuple[list[str], list[str]]]:
    gaps = _gaps(map(told, before), map(told, after))
    return [(list(map(written, gap.before)), list(map(written, gap.after))) for gap in gaps]


def written(told: _Told) -> str:
    return " ".join("/".join(str(i) for _, i in about) for about in told.states)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["i1 i2"], ["i2 i1"]),  # the same, in another order
        (["i1 i2 i3"], ["i1 i2"]),  # of fewer
        (["i1"], ["i1 i2"]),  # of more
        (["i1/n1 i2/n1 i3/n1"], ["i1/n1 i4/n1"]),  # a part of it
        (["i1 i2 i3"], ["i1", "i2 i3"]),  # told in two now: i1 has not opened
        (["i1", "i2 i3"], ["i1 i2 i3"]),
        (["i1 i2"], ["i1 i2", "i1"]),
        (["i1 i2", "i3 i4"], ["i1", "i3", "i4 i2"]),
    ],
)
def test_one_gap(before: list[str], after: list[str]) -> None:
    assert len(groups(before, after)) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["k1/n1"], ["k1/n2"]),  # the same kind at another level
        (["k1/n1"], ["k2/n1"]),  # another kind at the level
        (["i1/n1 i2/n1"], ["i1/n2 i2/n2"]),  # another level without a lead, for the same issues
        (["i1"], ["i2"]),
        (["i1/o1"], ["i2/o1"]),  # the same organisation, another issue
        (["i1/o1"], ["i1/o2"]),  # the same issue, another organisation
    ],
)
def test_two_gaps(before: list[str], after: list[str]) -> None:
    assert groups(before, after) == [([], after), (before, [])]


def test_two_of_one_side_stay_two() -> None:
    assert groups(["k1/n1", "k2/n1"], ["k1/n1", "k2/n1"]) == [(["k1/n1"], ["k1/n1"]), (["k2/n1"], ["k2/n1"])]


def test_ids_are_told_as_after() -> None:
    assert _mapped("a", {"a": "b"}) == "b"
    assert _mapped(("a", "c"), {"a": "d"}) == ("c", "d")
