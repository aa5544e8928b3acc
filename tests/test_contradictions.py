"""Records that speak against each other are told of, with both places; what may well be so is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from civo.contradictions import contradictions
from civo.loading import load
from civo.shipped import shipped
from civo.structure import structure_at

from .loading.samples import loaded

ABSENT = "absences:\n  - {id: inga, who: [alby], body: b, source: {in: s}%s}\n"
SEAT = "bodies:\n  - id: b\n    source: {in: s}\n    seats:\n      - {id: b.1, %s}\n"


@pytest.mark.parametrize(
    ("absence", "seat", "told"),
    [
        ("", "held_by: {organization: alby}", "prov/b.yaml:7:9"),
        ("", "represents: [alby]", "prov/b.yaml:7:9"),
        ("", "each: true, represents: kind:kommun", "prov/b.yaml:7:9"),
        (", except_seats: b.1", "held_by: {organization: alby}", ""),
        (", certainty: implied", "held_by: {organization: alby}", ""),
        ("", "held_by: {organization: berga}", ""),
        ("", "held_by: {organization: alby, to: 2020}", ""),
        ("", "status: proposed, held_by: {organization: alby}", ""),
        ("", "some_of: kind:kommun", ""),
        ("", "rotates: {among: [alby, berga]}", ""),
    ],
)
def test_a_seat_of_one_who_is_stated_to_be_absent(tmp_path: Path, absence: str, seat: str, told: str) -> None:
    structure = structure_at(loaded(tmp_path, {"b.yaml": ABSENT % absence + SEAT % seat}))
    found = [*contradictions(structure)]
    assert [str(problem.position) for problem in found] == [told] * bool(told)
    assert all(p.warning and "alby" in p.message.en and "prov/b.yaml:2:5" in p.message.en for p in found)


@pytest.mark.parametrize(
    ("seat", "told"),
    [
        ("count: 3, each: true, represents: kind:kommun", True),
        ("count: 3, each: true, held_by: {organization: kommunerna}", True),
        ("count: 2, each: true, represents: kind:kommun", False),
        ("count: 2, each: true, held_by: {organization: kommunerna}", False),
        ("each: true, represents: kind:kommun", False),
        ("count: 3, represents: kind:kommun", False),
        ("count: 3, each: true, held_by: {organization: kommunerna, to: 2020}", False),
    ],
)
def test_a_number_of_seats_for_each(tmp_path: Path, seat: str, told: bool) -> None:
    collective = "collectives: [{id: kommunerna, members: kind:kommun, source: {in: s}}]\n"
    structure = structure_at(loaded(tmp_path, {"b.yaml": collective + SEAT % seat}))
    assert [(p.expected.sv, p.position.line, p.warning) for p in contradictions(structure)] == [("2", 6, True)] * told


@pytest.mark.parametrize("layers", [(), ("externt",)])
def test_the_shipped_structure_has_none(layers: tuple[str, ...]) -> None:
    assert not [*contradictions(structure_at(load(shipped("structures") / "civo-nord"), layers=layers))]
