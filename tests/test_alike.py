"""Asking of one organisation of each group that a body says the same of is asking of them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from civo.dates import parsed_period
from civo.loading import load
from civo.queries.alike import Alike
from civo.seating import OwnSeats, SharedSeats, any_of, sits_in_seat
from civo.structure import Structure, structure_at

from .loading.samples import loaded

ROOT = Path(__file__).parent
FOLDERS = {"world": ROOT / "world" / "sjoriket", "nord": ROOT.parent / "structures" / "civo-nord"}


def answers(structure: Structure, organizations: tuple[str, ...], body: str) -> list[object]:
    """All that is asked of many organisations in one body."""
    record = structure.get(body)
    own, shared = OwnSeats(structure, record), SharedSeats(structure, record)  # type: ignore[arg-type]
    seats = structure.seats_of.get(body, ())
    return [
        any_of([own.of(o) for o in organizations]),
        any_of([shared.represented(o) for o in organizations]),
        list(dict.fromkeys(seat.id for o in organizations for seat in shared.rotating(o))),
        [{sits_in_seat(structure, seat, o) for o in organizations} for seat in seats],
    ]


@pytest.mark.parametrize("at", ["2020", "2023", "2024-06"])
@pytest.mark.parametrize("name", list(FOLDERS))
def test_few_answer_for_all(name: str, at: str) -> None:
    structure = structure_at(load(FOLDERS[name]), parsed_period(at))
    groups = {r.id: structure.actor_members(r.id) for r in (*structure.kinds, *structure.collectives)}
    groups["all"] = tuple(o.id for o in structure.organizations)
    spared = 0
    for asked in groups.values():
        alike = Alike(structure, asked)
        for body in structure.bodies:
            few = alike.told_apart_in(body)
            assert answers(structure, few, body.id) == answers(structure, asked, body.id)
            spared += len(asked) - len(few)
    assert spared > 0


@pytest.mark.parametrize(
    "seat",
    [
        "some_of: [alby, berga]",
        "some_of: kind:kommun, held_by: {organization: alby}",
        "represents: kind:kommun, rotates: {among: [alby]}",
        "held_by: {organization: skogen}",
    ],
)
def test_few_answer_for_all_whatever_a_seat_says(tmp_path: Path, seat: str) -> None:
    """Of seats that the worlds have none of; one organisation is stated to represent another."""
    text = (
        "organizations:\n  - {id: skogen, kind: region, source: {in: s}}\n  - {id: ceda, kind: kommun, source: {in: s}}\n"
        "relations:\n  - {who: skogen, does: represents, what: ceda, source: {in: s}}\n"
        f"bodies:\n  - {{id: b, composition: closed, source: {{in: s}}, seats: [{{{seat}}}]}}\n"
    )
    structure = structure_at(loaded(tmp_path, {"b.yaml": text}))
    for asked in (("alby", "berga", "ceda", "skogen"), ("ceda", "berga"), ("alby", "ceda")):
        few = Alike(structure, asked).told_apart_in(structure.get("b"))  # type: ignore[arg-type]
        assert answers(structure, few, "b") == answers(structure, asked, "b")
