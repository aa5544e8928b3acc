"""The gap rules, one module each, listed by hand. A rule's id is its module's name with hyphens."""

from __future__ import annotations

from civo.rules import (
    composition_claim_untestable,
    disconnected,
    double_lead,
    duplicate_body,
    empty_level,
    goal_without_issue,
    indirect_only,
    kind_absent_at_level,
    knowledge_only,
    missing_lead,
    name_conflict,
    no_agenda_access,
    nobody_responsible,
    one_bridge,
    outside_structure,
    overlapping_holders,
    overloaded_body,
    participants_never_together,
    pending_without_owner,
    plan_missing,
    responsibility_without_mandate,
    responsible_never_meet,
    responsible_not_seated,
    rotating_only,
    rotation_undefined,
    self_assessed_only,
    single_cut,
    single_seat,
    stale_observation,
    unbridged_dependency,
    uneven_capability,
    unhandled_issue,
    unverifiable_claim,
    vacant_seat,
    weak_place,
)
from civo.rules.rule import Page, Rule

RULES: tuple[Rule, ...] = (
    kind_absent_at_level,
    single_seat,
    single_cut,
    rotating_only,
    responsible_not_seated,
    responsible_never_meet,
    participants_never_together,
    no_agenda_access,
    indirect_only,
    composition_claim_untestable,
    unhandled_issue,
    outside_structure,
    weak_place,
    knowledge_only,
    goal_without_issue,
    missing_lead,
    responsibility_without_mandate,
    double_lead,
    nobody_responsible,
    unbridged_dependency,
    one_bridge,
    pending_without_owner,
    overloaded_body,
    plan_missing,
    uneven_capability,
    self_assessed_only,
    rotation_undefined,
    vacant_seat,
    overlapping_holders,
    stale_observation,
    unverifiable_claim,
    name_conflict,
    duplicate_body,
    disconnected,
    empty_level,
)
"""All rules, in the order in which their findings are shown."""


def rule_id(rule: Page) -> str:
    """The rule's id, which is also its page, its folder of samples and what `accepted_gaps` name."""
    return rule.__name__.rpartition(".")[2].replace("_", "-")


BY_ID = {rule_id(rule): rule for rule in RULES}
