"""What a closing claims of its proposals, against every set of the changes that could be drafted, each tried by the rules."""

from __future__ import annotations

import json
import tempfile
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from civo.closing import Asked, close
from civo.closing.changes import Drafting
from civo.closing.proving import Proving
from civo.closing.remedies import ways_to_close
from tests.closing.samples import structure_of

Records = dict[str, list[dict[str, Any]]]
ISSUES = ("vatten", "el")
WHO = ("region-a", "kommun-a1", "lst-a")
RULES = (
    "unhandled-issue",
    "responsible-not-seated",
    "responsible-never-meet",
    "participants-never-together",
    "unbridged-dependency",
)
SOURCE = {"in": "s"}


@st.composite
def bodies_and_issues(draw: st.DrawFn) -> Records:
    """A few bodies with closed lists, some only proposed, that handle and seat a little; two issues with who answers."""
    bodies = []
    for n in range(draw(st.integers(1, 4))):
        proposed = draw(st.booleans())
        seats = [] if proposed else draw(st.lists(st.sampled_from(WHO), max_size=2, unique=True))
        body = {
            "id": f"b{n}",
            "level": "regional",
            "composition": "closed",
            "handles_list": "closed",
            "handles": draw(st.lists(st.sampled_from(ISSUES), max_size=2, unique=True)),
            "status": "proposed" if proposed else "existing",
            "source": SOURCE,
            "seats": [{"id": f"b{n}.{who}", "count": 1, "held_by": {"organization": who}} for who in seats],
        }
        bodies.append(body)
    answering = draw(st.lists(st.tuples(st.sampled_from(ISSUES), st.sampled_from(WHO)), max_size=3, unique=True))
    return {
        "levels": [{"id": "regional", "name": "Regional nivå", "bodies": "closed", "source": SOURCE}],
        "bodies": bodies,
        "issues": [
            {
                "id": "vatten",
                "requires_participants": draw(st.sampled_from(([], ["region-a", "lst-a"]))),
                "source": SOURCE,
            },
            {"id": "el", "needs": draw(st.sampled_from(([], ["vatten"]))), "source": SOURCE},
        ],
        "responsibilities": [
            {"id": f"r.{n}", "issue": issue, "who": [who], "source": SOURCE} for n, (issue, who) in enumerate(answering)
        ],
    }


@settings(max_examples=60, deadline=None)
@given(
    bodies_and_issues(),
    st.sampled_from(RULES),
    st.sampled_from(((), ("body", "remit"), ("seat",))),
)
def test_nothing_that_could_be_drafted_is_cheaper_than_what_is_proposed(
    records: Records, rule: str, sorts: tuple[str, ...]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        structure = structure_of(json.dumps(records), Path(folder) / "sample")
        closing = close(structure, Asked((rule,), possible=True, sorts=sorts, most=100))
        if closing.more or not closing.gaps:
            return
        drafting = Drafting(structure)
        for gap in closing.gaps:
            ways_to_close(drafting, gap, 10_000)
        proving = Proving(drafting, closing.gaps)
        wanted = {gap.id for gap in closing.gaps} - {gap.id for gap, _ in closing.beyond}
        allowed = [change for change in drafting.changes.values() if not sorts or change.sort in sorts]
        assert closing.proven and closing.cost is not None
        best: set[frozenset[str]] = set()
        for size in range(int(closing.cost) + 1):
            for some in combinations(allowed, size):
                chosen = frozenset(change.id for change in some)
                cost = sum((closing.cost_of(change) for change in some), Fraction(0))
                is_one = cost <= closing.cost and all(change.requires <= chosen for change in some)
                if is_one and wanted <= (proving.closed(chosen) if chosen else frozenset()):
                    assert cost == closing.cost, f"{sorted(chosen)} is cheaper"
                    best.add(chosen)
        proposed = {frozenset(change.id for change in proposal.changes) for proposal in closing.proposals}
        assert proposed <= best
        if closing.all_found:
            assert proposed == best
