"""Findings -> the gaps that can be closed one by one, as the rule's remedy divides them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from civo.concerns import of_members
from civo.findings import About, Finding, Verdict, ids_in, named_in
from civo.rules import BY_ID
from civo.rules.rule import Remedy, remedy
from civo.structure import Structure
from civo.words import Text


@dataclass(frozen=True, slots=True)
class OpenGap:
    """One gap to close: statements of one finding. It is closed when its rule makes none of them any more, of any verdict."""

    finding: Finding
    about: tuple[About, ...]
    """As the finding makes them, of collectives too."""
    statements: frozenset[About]
    """Of every member by itself."""
    text: Text

    @property
    def rule(self) -> str:
        """The rule that found it."""
        return self.finding.rule

    @property
    def remedy(self) -> Remedy | None:
        """How changes may close it."""
        return remedy_of(self.rule)

    @property
    def id(self) -> str:
        """The rule and what the gap is about."""
        return f"{self.rule}:{'+'.join(sorted('/'.join(ids_in(about)) for about in self.statements))}"

    @property
    def is_certain(self) -> bool:
        """Whether it is known to be a gap."""
        return self.finding.verdict is Verdict.GAP

    def named(self, *fields: str) -> list[str]:
        """The ids that its statements have in some of their fields."""
        return named_in(self.about, *fields)

    def the(self, field: str) -> str:
        """The one id that its statements have in a field."""
        return self.named(field)[0]


def remedy_of(rule: str) -> Remedy | None:
    """How changes may close the gaps of a rule."""
    return remedy(BY_ID[rule]) if rule in BY_ID else None


def open_gaps(structure: Structure, finding: Finding, title: Text) -> list[OpenGap]:
    """The gaps that a finding tells of, in the order in which it tells them."""
    told = remedy_of(finding.rule)
    apart = told.one_by_one if told else ()
    parts: dict[tuple[object, ...], list[About]] = {}
    for about in finding.about:
        parts.setdefault(tuple(pair for pair in about if pair[0] in apart), []).append(about)
    if len(parts) == 1:
        return [_gap(structure, finding, finding.about, finding.sentence)]
    words = _CERTAIN if finding.verdict is Verdict.GAP else _UNSURE
    gaps = []
    for some in parts.values():
        names = _names(structure, some)
        gaps.append(
            _gap(structure, finding, some, words.filled(title=title, about=names, verdict=finding.verdict.text))
        )
    return gaps


def _names(structure: Structure, statements: Iterable[About]) -> Text:
    """What some statements name, each once."""
    ids = dict.fromkeys(i for about in statements for i in ids_in(about))
    names = [structure.name(i) for i in ids]
    return Text(", ".join(name.sv for name in names), ", ".join(name.en or name.sv for name in names))


def _gap(structure: Structure, finding: Finding, about: Sequence[About], text: Text) -> OpenGap:
    statements = frozenset(one for some in about for one in of_members(structure, some))
    return OpenGap(finding, tuple(about), statements, text)


_CERTAIN = Text("{title}: {about}.", "{title}: {about}.")
_UNSURE = Text("{title}: {about} ({verdict}).", "{title}: {about} ({verdict}).")
