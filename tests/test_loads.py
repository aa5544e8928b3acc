"""What a body and a role carry: the terms, each once, from what exists and no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from civo.loading import load
from civo.loads import Load, body_load, role_load
from civo.records import Body
from civo.shipped import shipped
from civo.structure import Structure, structure_at
from tests.rules.test_rules import structure_of

RECORDS = """
roles:
  - {id: direktor, held_in: {kind: region}, source: {in: s}}
bodies:
  - id: radet
    handles: [vatten, el]
    decides: [{appoints: gruppen}, {adopts: plan}, {about: {sv: budget, en: budget}}]
    source: {in: s}
    seats:
      - {id: radet.region, role: direktor, count: 1, rotates: {among: {kind: region}}, held_by: {organization: region-a}}
      - {id: radet.kommuner, role: samordnare, represents: {kind: kommun, in: lan-a}}
  - {id: gruppen, lead: [radet], appointed_by: [radet], handles: [mat], source: {in: s}}
  - {id: ny, status: proposed, lead: [radet], appointed_by: [radet], source: {in: s}}
plans:
  - {id: plan, adopted_by: radet, source: {in: s}}
issues:
  - {id: vatten, source: {in: s}}
  - {id: el, source: {in: s}}
  - {id: mat, source: {in: s}}
coverages:
  - {id: c1, issue: [vatten, mat], by: radet, place: weak, source: {in: s}}
relations:
  - {id: r1, who: [radet], does: coordinates, what: [kommunerna-i-lan-a, kommun-b1, region-a, lokal], source: {in: s}}
  - {id: r2, who: [radet], does: supports, what: [region-a, region-b], source: {in: s}}
  - {id: r3, who: [radet], does: supports, what: [region-b, kommunerna-i-lan-a], source: {in: s}}
  - {id: r4, who: [radet], does: supports, what: [lst-a], status: discussed, source: {in: s}}
  - {id: r5, who: [direktor], does: represents, what: [region-a], source: {in: s}}
"""


@pytest.fixture
def structure(tmp_path: Path) -> Structure:
    return structure_of(RECORDS, tmp_path / "sample")


def numbers(load: Load) -> list[int]:
    assert all(term.records or not term.number for term in load.terms), "what is counted has records that say so"
    return [term.number for term in load.terms]


def test_a_body(structure: Structure) -> None:
    body = structure.get("radet")
    assert isinstance(body, Body)
    load = body_load(structure, body)
    # three issues; municipality, region, a level and the group that it leads; three supported; three things decided
    assert numbers(load) == [3, 4, 3, 3]
    assert load.total == 13
    assert "r4" not in {record.id for term in load.terms for record in term.records}


def test_a_role_wherever_it_is(structure: Structure) -> None:
    assert numbers(role_load(structure, "direktor", None)) == [1, 0, 3, 0, 0, 1]


def test_a_role_in_an_organization(structure: Structure) -> None:
    assert numbers(role_load(structure, "direktor", "region-a")) == [1, 0, 3, 0, 0, 1]
    # The other region does not hold the only seat, and it is not the one that is spoken for.
    assert numbers(role_load(structure, "direktor", "region-b")) == [0, 0, 0, 0, 0, 0]
    assert role_load(structure, "direktor", "kommun-a1").total == 0, "the role is not found there"


def test_a_seat_that_speaks_for_several_is_a_possible_one(structure: Structure) -> None:
    assert numbers(role_load(structure, "samordnare", "kommun-a1")) == [0, 1, 0, 0, 0, 0]
    assert role_load(structure, "samordnare", "kommun-b1").total == 0


def test_the_terms_are_always_the_same(structure: Structure) -> None:
    other = structure.get("gruppen")
    assert isinstance(other, Body)
    assert [t.name for t in body_load(structure, other).terms] == [
        t.name for t in body_load(structure, structure.bodies[0]).terms
    ]


def test_the_shipped_network() -> None:
    structure = structure_at(load(shipped("structures") / "civo-nord"))
    network = structure.get("beredskapssamordnarnatverket")
    assert isinstance(network, Body)
    assert numbers(body_load(structure, network)) == [0, 0, 2, 0]
