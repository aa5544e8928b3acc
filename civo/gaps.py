"""A structure and the rules -> the findings, and what was checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from civo.answers import Column, Table
from civo.concerns import Concerned
from civo.errors import CivoError, UnknownName
from civo.findings import Evidence, Finding, GapReport, RuleRun, Subject, Verdict
from civo.queries.common import answer
from civo.records import Record
from civo.rules import BY_ID, RULES, rule_id, unused_acceptance, unused_setting
from civo.rules.rule import Found, Gap, Page, Rule
from civo.rules.unused_acceptance import accepts
from civo.selecting import fits
from civo.selectors import Selector
from civo.structure import Structure
from civo.truth import Truth
from civo.withheld import audience_notes, gaps_notes, not_assessed
from civo.words import Language, Text, capital, english, joined, nearest, swedish_order

_ORDER = {Verdict.GAP: 0, Verdict.POSSIBLE: 1, Verdict.NOT_ASSESSABLE: 2}


def find_gaps(structure: Structure, only: Iterable[str] = (), where: Selector | None = None) -> GapReport:
    """All findings of the rules (or of those named), with what each rule looked at.

    Findings are sorted by the rule's weight, rule, verdict and sentence. What the structure's settings say of the rules
    holds: one that is off is run only when named. `where` keeps findings about something that it fits or may fit. Unused
    acceptances are told of the rules named, or of all when that is what is asked for. Raises UnknownName for a rule
    that does not exist.
    """
    asked = list(dict.fromkeys(only))
    settings = structure.loaded.manifest.rules
    off = frozenset(setting.rule for setting in settings if not setting.enabled) - set(asked)
    every = [rule for rule in RULES if rule_id(rule) not in off]
    named = [_rule(name) for name in asked if name not in _JUDGES] if asked else every
    told = [rule for rule in named if structure.tells(rule_id(rule))]
    judges = [judge for judge in _JUDGES if structure.tells(judge)]
    whole = rule_id(unused_acceptance) in judges and (not asked or rule_id(unused_acceptance) in asked)
    judged = list({rule_id(rule): rule for rule in (*told, *every)}.values()) if whole else told
    told_once = _Told(structure)
    every_run = [_run(told_once, rule, rule.find(structure)) for rule in judged]
    findings = [finding for run in every_run for finding in run.findings]
    ran = frozenset(map(rule_id, judged)) | (_unknown_rules(structure) if whole else frozenset())
    shown = [run for run in every_run if run.rule in map(rule_id, told)]
    runs = [_in_scope(structure, run, where) for run in shown]
    runs.sort(key=lambda run: -_weight(structure, run.rule))
    outside = sum(len(run.findings) for run in shown) - sum(len(run.findings) for run in runs)
    if rule_id(unused_acceptance) in judges:
        runs.append(_run(told_once, unused_acceptance, unused_acceptance.find_among(structure, findings, ran)))
    if settings and rule_id(unused_setting) in judges and (not asked or rule_id(unused_setting) in asked):
        runs.append(
            _run(told_once, unused_setting, unused_setting.find_among(structure, settings, _known_rules(), _limited()))
        )
    return GapReport(
        tuple(runs),
        sum(map(structure.is_own, structure.seats)),
        sum(map(structure.is_own, structure.issues)),
        _left_out(structure),
        tuple(rule for rule in map(rule_id, RULES) if rule in off and not asked),
        outside,
        internal_findings(structure, asked),
        audience_notes(structure.loaded),
    )


def find_told_gaps(structure: Structure, only: Iterable[str] = (), where: Selector | None = None) -> GapReport:
    """The same for an answer that is nothing but gaps. Raises CivoError where none may be told: it would look as if none were."""
    report = find_gaps(structure, only, where)
    if report.internal and not report.runs:
        raise CivoError(*report.internal)
    return report


def _internal(structure: Structure, asked: list[str]) -> tuple[str, ...]:
    """The rules asked for whose findings may not be told; raises UnknownName for one that the settings name and is not there."""
    for name in structure.loaded.manifest.publicity.only if structure.is_open else ():
        if name not in _known_rules():
            raise UnknownName(name, nearest(name, _known_rules()) or "", Text("reglerna", "the rules"))
    return tuple(name for name in asked or map(rule_id, _pages()) if not structure.tells(name))


def internal_findings(structure: Structure, rules: Iterable[str] = ()) -> tuple[Text, ...]:
    """What an open answer says of findings that are left out; nothing where all of them (or those of the rules) are told."""
    internal = _internal(structure, list(rules))
    if not internal:
        return ()
    some = any(map(structure.tells, _known_rules()))
    which = Text(", ".join(internal)) if some or rules else Text("alla regler", "all rules")
    return (not_assessed(Text("luckor enligt {rules}", "gaps by {rules}").filled(rules=which)),)


_JUDGES = (rule_id(unused_acceptance), rule_id(unused_setting))
"""The rules that judge a run of the others."""


def _weight(structure: Structure, rule: str) -> int:
    """How much the structure says that a rule's findings count."""
    return max((setting.weight for setting in structure.loaded.manifest.rules if setting.rule == rule), default=1)


def _in_scope(structure: Structure, run: RuleRun, where: Selector | None) -> RuleRun:
    """The run with those of its findings that are about something in the rule's scope and in what is asked for."""
    settings = [setting for setting in structure.loaded.manifest.rules if setting.rule == run.rule]
    scopes = [scope for scope in (where, *(setting.scope for setting in settings)) if scope]
    weight = _weight(structure, run.rule)
    kept = [f for f in run.findings if all(_is_about(structure, f, scope) for scope in scopes)]
    return replace(run, findings=tuple(replace(f, weight=weight) if weight != 1 else f for f in kept))


def _is_about(structure: Structure, finding: Finding, scope: Selector) -> bool:
    """Whether something that the finding is about fits the selector, or may fit it."""
    records = map(structure.get, structure.once(Concerned).by(finding))
    return any(record is not None and fits(structure, record, scope) is not Truth.NO for record in records)


def _pages() -> list[Page]:
    return [*RULES, unused_acceptance, unused_setting]


def _limited() -> frozenset[str]:
    """The rules that have a limit which settings may change."""
    return frozenset(rule_id(rule) for rule in RULES if hasattr(rule, "LIMIT"))


def _known_rules() -> frozenset[str]:
    return frozenset(map(rule_id, _pages()))


def titles() -> dict[str, Text]:
    """What each rule is called, by its id."""
    return {rule_id(page): page.TITLE for page in _pages()}


def rules_text(language: Language) -> str:
    """A line for each rule: its id and what it is called."""
    width = max(len(name) for name in titles())
    return "".join(f"{name:{width}}  {title.in_language(language)}\n" for name, title in titles().items())


def rule_page(name: str, language: Language) -> str:
    """All about one rule: what it is called, why it matters, who may answer, how to close it; then its page."""
    rule = next((page for page in _pages() if rule_id(page) == name), None) or _rule(name)
    parts = [
        f"{name}: {rule.TITLE.in_language(language)}",
        f"{Text('Varför', 'Why').in_language(language)}: {rule.WHY.in_language(language)}",
        f"{Text('Kan besvaras av', 'May be answered by').in_language(language)}: {rule.WHO.in_language(language)}",
        f"{Text('Så stängs den', 'How to close it').in_language(language)}: {rule.CLOSE.in_language(language)}",
        (rule.__doc__ or "").strip(),
    ]
    return "\n\n".join(parts) + "\n"


def rule_table(name: str | None = None) -> Table:
    """The rules, or one of them, as a table: a row for each."""
    pages = [page for page in _pages() if name in (None, rule_id(page))]
    rows = [(rule_id(page), page.TITLE, page.WHY, page.WHO, page.CLOSE) for page in pages or [_rule(name or "")]]
    return Table(Text("Regler", "Rules"), _RULE_COLUMNS, tuple(rows))


def _rule(name: str) -> Rule:
    if name not in BY_ID:
        raise UnknownName(name, nearest(name, _known_rules()) or "", Text("reglerna", "the rules"))
    return BY_ID[name]


def _unknown_rules(structure: Structure) -> frozenset[str]:
    """Rules that acceptances name and that do not exist: those acceptances match nothing either."""
    return frozenset(a.rule for a in structure.accepted_gaps) - BY_ID.keys()


def _run(told: _Told, rule: Page, found: Found) -> RuleRun:
    findings = [_finding(told, rule, gap) for gap in found.gaps]
    findings.sort(key=lambda f: (_ORDER[f.verdict], swedish_order(f.sentence.sv)))
    return RuleRun(rule_id(rule), found.checked, tuple(findings))


def _finding(told: _Told, rule: Page, gap: Gap) -> Finding:
    structure = told.structure
    concerned = gap.concerned
    names = {record.id: record.label for record in gap.chain if record.id in concerned}
    doubtful = gap.verdict is Verdict.GAP and (
        structure.is_less or any(record.id in structure.uncertain for record in gap.chain)
    )
    finding = Finding(
        rule_id(rule),
        Verdict.POSSIBLE if doubtful else gap.verdict,
        tuple([Subject(structure.kind_of(i) or "rules", i, names.get(i) or structure.name(i)) for i in concerned]),
        capital(gap.sentence),
        rule.WHY,
        gap.who_may_answer or rule.WHO,
        rule.CLOSE,
        tuple(map(told.evidence, {record.id: record for record in gap.chain}.values())),
        tuple(gap.about),
    )
    for accepted in structure.accepted_gaps:
        if accepted.status == "existing" and accepted.id not in structure.uncertain and accepts(accepted, finding):
            return replace(finding, accepted=accepted.reason)
    return finding


class _Told:
    """What records are as evidence: one thing for each record, however many findings rest on it."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self._evidence: dict[str, Evidence] = {}
        self._places: dict[tuple[tuple[str, str], ...], tuple[str, ...]] = {}

    def evidence(self, record: Record) -> Evidence:
        """The record, with where it is declared and where its source says it."""
        found = self._evidence.get(record.id)
        if found is None:
            structure, i = self.structure, record.id
            at = tuple([(place.document, place.at) for place in record.source])
            places = self._places.get(at)
            if places is None:
                places = self._places[at] = structure.places(record)
            kind = structure.kind_of(i) or "rules"
            found = Evidence(kind, i, record.label, structure.loaded.position(i), places)
            self._evidence[i] = found
        return found


def _left_out(structure: Structure) -> tuple[Text, ...]:
    """The layers that were off: what they say was not looked at."""
    off = [layer for layer in structure.loaded.layers.values() if layer.id not in structure.layers]
    return tuple(layer.name for layer in off)


def gap_table(structure: Structure, report: GapReport, titles: dict[str, Text]) -> Table:
    """The findings as a table, for formats made of rows; accepted ones last, with their reason."""
    rows = [
        (
            finding.verdict.text,
            titles[finding.rule],
            finding.rule,
            finding.sentence,
            finding.why,
            finding.who_may_answer,
            finding.how_to_close,
            tuple(subject.id for subject in finding.subjects),
            structure.places(*(record for link in finding.chain if (record := structure.get(link.id)))),
            tuple(f"{link.id} {link.position}" for link in finding.chain),
            finding.accepted,
            finding.weight,
        )
        for finding in (*report.findings, *report.accepted)
    ]
    notes = [*done(report), *gaps_notes(structure.loaded), *report.internal]  # those of the audience every answer has
    return answer(structure, Text("Luckor", "Gaps"), _COLUMNS, rows, notes=notes)


_CHECKED = Text(
    "Kontrollerat: {rules}, {assessments}, {seats}, {issues}.", "Checked: {rules}, {assessments}, {seats}, {issues}."
)
_FOUND = Text(
    "Funnet: {gaps}, {possible}, {unassessed} som inte går att bedöma, {accepted}.",
    "Found: {gaps}, {possible}, {unassessed} not assessable, {accepted}.",
)
_RULES = Text("regel", "rule"), Text("regler", "rules")
_ASSESSMENTS = Text("prövning", "assessment"), Text("prövningar", "assessments")
_SEATS = Text("plats", "seat"), Text("platser", "seats")
_ISSUES = Text("fråga", "issue"), Text("frågor", "issues")
_GAPS = Text("lucka", "gap"), Text("luckor", "gaps")
_POSSIBLE = Text("möjlig", "possible"), Text("möjliga", "possible")
_ACCEPTED = Text("godtagen", "accepted"), Text("godtagna", "accepted")


def _counted(number: int, one: Text, several: Text) -> Text:
    word = one if number == 1 else several
    return Text(f"{number} {word.sv}", f"{number} {word.en}")


def _rule_names(rules: Iterable[str], by_title: bool) -> Text:
    names = [titles()[rule] if by_title else Text(rule) for rule in rules]
    between = "; " if by_title else ", "
    return Text(between.join(name.sv for name in names), between.join(english(name) for name in names))


_IDLE = Text("Inget att pröva för: {rules}.", "Nothing to assess for: {rules}.")
_OFF = Text("Avstängda i strukturen: {rules}.", "Switched off in the structure: {rules}.")


def summary(report: GapReport) -> list[Text]:
    """What was checked and found, and for whoever makes an open answer what is left out, and how it may be told."""
    return [*done(report), *report.internal, *report.notes]


def done(report: GapReport, *, by_title: bool = False) -> list[Text]:
    """What was checked, what was found and what could not be assessed; nothing where none of it may be told.

    The rules are told by their ids, or by their titles.
    """
    if report.internal and not report.runs:
        return []
    counts = {verdict: sum(f.verdict is verdict for f in report.findings) for verdict in Verdict}
    checked = sum(run.checked for run in report.runs)
    counted = {
        name: _counted(number, *words)
        for number, name, words in (
            (len(report.runs), "rules", _RULES),
            (checked, "assessments", _ASSESSMENTS),
            (report.seats, "seats", _SEATS),
            (report.issues, "issues", _ISSUES),
            (counts[Verdict.GAP], "gaps", _GAPS),
            (counts[Verdict.POSSIBLE], "possible", _POSSIBLE),
            (len(report.accepted), "accepted", _ACCEPTED),
        )
    }
    said = [
        _CHECKED.filled(**counted),
        _FOUND.filled(**counted, unassessed=counts[Verdict.NOT_ASSESSABLE]),
    ]
    if idle := [run.rule for run in report.runs if not run.checked]:
        said.append(_IDLE.filled(rules=_rule_names(idle, by_title)))
    if report.off:
        said.append(_OFF.filled(rules=_rule_names(report.off, by_title)))
    if report.outside:
        said.append(
            Text(
                f"{report.outside} fynd rör inget i urvalet och visas inte.",
                f"{report.outside} findings are about nothing in the selection and are not shown.",
            )
        )
    if report.left_out:
        off = joined(report.left_out)
        said.append(Text(f"Avstängda lager, inte prövade: {off.sv}.", f"Layers that were off, not assessed: {off.en}."))
    return said


_COLUMNS = (
    Column("verdict", Text("Bedömning", "Verdict")),
    Column("rule_title", Text("Regel", "Rule")),
    Column("rule", Text("Regel-id", "Rule id"), detail=True),
    Column("sentence", Text("Fynd", "Finding")),
    Column("why", Text("Varför det spelar roll", "Why it matters")),
    Column("who_may_answer", Text("Kan besvaras av", "May be answered by")),
    Column("how_to_close", Text("Så stängs den", "How to close it")),
    Column("subjects", Text("Gäller", "Subjects"), detail=True),
    Column("source", Text("Källa", "Source")),
    Column("chain", Text("Bygger på", "Rests on"), detail=True),
    Column("accepted", Text("Godtagen", "Accepted")),
    Column("weight", Text("Vikt", "Weight"), detail=True),
)
_RULE_COLUMNS = (
    Column("rule", Text("Regel", "Rule")),
    Column("title", Text("Rubrik", "Title")),
    Column("why", Text("Varför det spelar roll", "Why it matters")),
    Column("who_may_answer", Text("Kan besvaras av", "May be answered by")),
    Column("how_to_close", Text("Så stängs den", "How to close it")),
)
