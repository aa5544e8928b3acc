"""Every remedy on a structure small enough to solve by hand: `cases/<rule>.yaml` with `cases/<rule>.txt`.

The first line of the expected text is the cost, then a line for each proposal (the ids of its changes), in the order in
which they are told, then the gaps that stay open. Possible gaps are asked about too.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from civo.closing import REMEDIES
from civo.closing.proving import changed
from civo.gaps import find_gaps
from civo.rules import BY_ID
from civo.rules.rule import remedy
from tests.closing.samples import closing_of, lines

CASES = [case for case in sorted((Path(__file__).parent / "cases").glob("*.yaml")) if case.stem in BY_ID]
WITH_REMEDIES = {name: found for name, rule in BY_ID.items() if (found := remedy(rule))}
FOUND = [case for case in CASES if case.stem in WITH_REMEDIES]


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_solved_by_hand(case: Path, tmp_path: Path) -> None:
    closing = closing_of(case.read_text("utf-8"), tmp_path, rules=(case.stem,), possible=True)
    assert lines(closing) == case.with_suffix(".txt").read_text("utf-8").splitlines()
    assert closing.proven
    assert closing.all_found


@pytest.mark.parametrize("case", FOUND, ids=[case.stem for case in FOUND])
def test_the_proposal_laid_over_the_structure_closes_the_gap(case: Path, tmp_path: Path) -> None:
    from civo.closing import proposal_text

    closing = closing_of(case.read_text("utf-8"), tmp_path, rules=(case.stem,), possible=True)
    assert closing.gaps
    for n in range(1, len(closing.proposals) + 1):
        after = changed(closing.structure, proposal_text(closing, n))
        assert [f.sentence.en for f in find_gaps(after, (case.stem,)).findings] == []


def test_every_remedy_of_a_rule_that_exists_has_a_case() -> None:
    assert {case.stem for case in FOUND} == WITH_REMEDIES.keys()


def test_every_remedy_is_named_by_a_rule_and_known() -> None:
    assert {found.change for found in WITH_REMEDIES.values()} == REMEDIES.keys()
