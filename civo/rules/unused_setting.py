"""A rule's setting in structure.yaml matches nothing.

A setting under `rules:` that names no rule, or whose `scope` fits nothing that there is, changes nothing: it is misspelt,
or the structure has changed under it. So does one that says nothing but the rule's name. Take it away or mend it.
"""

from collections.abc import Iterable, Set

from civo.findings import Verdict
from civo.loading.manifest import RuleSetting
from civo.records import Record
from civo.rules.rule import Found, Gap, each
from civo.selecting import fits
from civo.structure import Structure
from civo.truth import Truth
from civo.words import NO_TEXT, Text, nearest

TITLE = Text("En inställning för en regel träffar ingenting", "A rule's setting matches nothing")
WHY = Text(
    "Den som tror att en regel är avstängd eller avgränsad läser fynden fel.",
    "Those who believe that a rule is off, or narrowed, read the findings wrongly.",
)
WHO = Text("den som skrev inställningen", "whoever wrote the setting")
CLOSE = Text("Ta bort eller rätta inställningen.", "Take the setting away, or mend it.")


def find_among(structure: Structure, settings: Iterable[RuleSetting], rules: Set[str], limited: Set[str]) -> Found:
    """One finding for each setting that changes nothing; `rules` are all that exist, `limited` those that have a limit."""
    judged = list(settings)
    gaps = []
    for n, setting in enumerate(judged):
        why = _fault(structure, setting, rules, limited)
        if why:
            record = Record(id=f"rules.{n}", name=Text(setting.rule))
            gaps.append(Gap(Verdict.GAP, each(setting=record.id), why, (record,)))
    return Found(len(judged), gaps)


def _fault(structure: Structure, setting: RuleSetting, rules: Set[str], limited: Set[str]) -> Text | None:
    if setting.rule not in rules:
        near = nearest(setting.rule, rules)
        hint = Text(f" (menade du {near}?)", f" (did you mean {near}?)") if near else NO_TEXT
        return _NO_RULE.filled(rule=setting.rule, hint=hint)
    scope = setting.scope
    if scope and all(fits(structure, record, scope) is Truth.NO for _, record in structure.all_records()):
        return _NOTHING.filled(rule=setting.rule, scope=str(scope))
    if setting.limit and setting.rule not in limited:
        return _NO_LIMIT.filled(rule=setting.rule)
    says = not setting.enabled or scope or setting.weight != 1 or setting.limit
    return None if says else _SAYS_NOTHING.filled(rule=setting.rule)


_NO_RULE = Text(
    "Inställningen gäller en regel som inte finns, {rule}{hint}.",
    "The setting is of a rule that is not there, {rule}{hint}.",
)
_NOTHING = Text(
    "Inställningen för {rule} avgränsar till ”{scope}”, som inte passar något.",
    'The setting of {rule} is narrowed to "{scope}", which fits nothing.',
)
_NO_LIMIT = Text("Regeln {rule} har ingen gräns att ställa in.", "The rule {rule} has no limit to set.")
_SAYS_NOTHING = Text("Inställningen för {rule} säger ingenting.", "The setting of {rule} says nothing.")
