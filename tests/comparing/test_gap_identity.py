"""Which findings of one rule are one gap: nothing is told as closed and opened that only concerns more or fewer."""

from __future__ import annotations

import pytest

from civo.comparing.gaps import _groups
from civo.findings import Evidence, Finding, Subject, Verdict
from civo.positions import Position
from civo.words import Text

T = Text("t", "t")
KINDS = {"k": "kinds", "n": "levels", "i": "issues", "o": "organizations", "p": "seats", "b": "bodies"}


def finding(subjects: str, main: str = "") -> Finding:
    """A finding about ids whose first letter tells their kind; its main record is the first of them."""
    ids = subjects.split()
    chain = (Evidence("", main or ids[0], T, Position("f", 1)),)
    told = tuple(Subject(KINDS[i[0]], i, T) for i in ids)
    return Finding("rule", Verdict.GAP, told, T, T, T, T, chain)


def groups(
    before: list[str], after: list[str], mapped: dict[str, str] | None = None
) -> list[tuple[list[str], list[str]]]:
    told = _groups([finding(text) for text in before], [finding(text) for text in after], mapped or {})
    return [(list(map(ids, old)), list(map(ids, new))) for old, new in told]


def ids(told: Finding) -> str:
    return " ".join(subject.id for subject in told.subjects)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["i1 i2"], ["i2 i1"]),  # the same, in another order
        (["i1 i2 i3"], ["i1 i2"]),  # of fewer
        (["i1"], ["i1 i2"]),  # of more
        (["i1 i2 i3 n1"], ["i1 i2 i4 n1"]),  # most of it
        (["p1 o1"], ["p1 o2"]),  # the same seat, others concerned
        (["p1 o1 o2"], ["p1 o2 o3"]),
        (["i1 i2 i3"], ["i1", "i2 i3"]),  # told in two now: i1 has not opened
        (["i1", "i2 i3"], ["i1 i2 i3"]),
        (["i1 i2"], ["i1 i2", "i1"]),
    ],
)
def test_one_gap(before: list[str], after: list[str]) -> None:
    assert len(groups(before, after)) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["k1 n1"], ["k1 n2"]),  # the same kind at another level
        (["k1 n1"], ["k2 n1"]),  # another kind at the level
        (["i1 n1"], ["i1 n2"]),  # another level without a lead
        (["i1"], ["i2"]),
        (["b1 b2"], ["b1 b3"]),  # a name in conflict with another
        (["i1 o1"], ["i2 o1"]),  # the same organisation, another issue
    ],
)
def test_two_gaps(before: list[str], after: list[str]) -> None:
    assert groups(before, after) == [([], after), (before, [])]


def test_two_of_one_side_stay_two() -> None:
    assert groups(["k1 n1", "k2 n1"], ["k1 n1", "k2 n1"]) == [(["k1 n1"], ["k1 n1"]), (["k2 n1"], ["k2 n1"])]
    assert len(groups([], ["p1 o1 o2", "p1 o2 o3"])) == 2


def test_ids_are_told_as_after() -> None:
    assert groups(["i1 o1"], ["i2 o1"], {"i1": "i2"}) == [(["i1 o1"], ["i2 o1"])]
    assert groups(["o1", "o2"], ["o3"], {"o1": "o3", "o2": "o3"}) == [(["o1", "o2"], ["o3"])]
