"""The gap rules, one module each, listed by hand. A rule's id is its module's name with hyphens."""

from __future__ import annotations

from civo.rules import kind_absent_at_level, rotating_only
from civo.rules.rule import Page, Rule

RULES: tuple[Rule, ...] = (
    kind_absent_at_level,
    rotating_only,
)
"""All rules, in the order in which their findings are shown."""


def rule_id(rule: Page) -> str:
    """The rule's id, which is also its page, its folder of samples and what `accepted_gaps` name."""
    return rule.__name__.rpartition(".")[2].replace("_", "-")


BY_ID = {rule_id(rule): rule for rule in RULES}
