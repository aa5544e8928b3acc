"""A structure -> a report: which findings, tables and figures, in which order; `report` spells the whole way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from civo.checking import checked
from civo.errors import InvalidFiles
from civo.gaps import find_gaps
from civo.report.bodies import bodies
from civo.report.citing import cited
from civo.report.found import gaps_by_issue, issue_table, open_questions
from civo.report.levels import levels
from civo.report.method import LEFT_OUT, method, publicity
from civo.report.purpose import purpose
from civo.report.represented import represented
from civo.report.scenarios import scenarios, with_scenarios
from civo.report.texts import placed, read_texts
from civo.reports import Report, Section, Written, cited_in
from civo.structure import Structure
from civo.views import declared, drawings
from civo.words import Language, Text, joined

__all__ = ["read_texts", "report"]


def report(
    structure: Structure,
    views: Path,
    language: Language | None = None,
    texts: Mapping[str, tuple[Written, ...]] | None = None,
) -> Report:
    """The report on a structure, with the figures of the views that show it, and hand-written texts in their places.

    Everything in it comes from the records: each sentence of fact names those that it rests on. It is in the
    structure's own language unless `language` is given. Raises InvalidFiles when stated numbers do not agree or when
    a view or a scenario is wrong.
    """
    language = language or structure.language
    result = checked(structure)
    if any(not problem.warning for problem in result.problems):
        raise InvalidFiles(result.problems, structure.loaded.path.parent)
    figures = declared(structure, views)
    drawn = [(view, figure) for view, name in figures.shown for figure in drawings(structure, view, name, language)]
    found = structure.once(find_gaps)
    others = with_scenarios(structure)
    sections: tuple[Section, ...] = (
        *purpose(structure),
        *levels(structure, drawn),
        *bodies(structure),
        *represented(structure, drawn),
        *issue_table(structure),
        *gaps_by_issue(structure, found, drawn),
        *open_questions(structure, found),
        *scenarios(structure, others),
        *method(structure, found, result),
        *publicity(structure, figures.notes),
    )
    sections, homeless = placed(sections, dict(texts or {}))
    sources = cited((structure, *(other for _, _, other in others)), cited_in(sections))
    made = datetime.fromordinal(max(structure.at.first, _EARLIEST)).replace(tzinfo=UTC)
    return Report(structure.title, language, made, tuple(_facts(structure)), sections, sources, homeless)


def _facts(structure: Structure) -> Iterable[tuple[Text, Text]]:
    """The date, the layers and scenarios that are on, and the documents."""
    on = [(i, layer.name) for i, layer in structure.loaded.layers.items() if i in structure.layers]
    layers = joined(name for i, name in on if not i.startswith(_SCENARIO))
    laid = joined(name for i, name in on if i.startswith(_SCENARIO))
    documents = joined(s.label for s in structure.sources if structure.is_own(s) and not s.id.startswith(_SCENARIO))
    yield Text("Gäller", "As of"), Text(str(structure.at))
    yield Text("Lager", "Layers"), layers
    if laid.sv:
        yield Text("Scenarier", "Scenarios"), laid
    yield Text("Dokument", "Documents"), documents
    if structure.is_open:
        yield Text("Version", "Version"), _OPEN


_OPEN = Text(
    "öppen: vad som är utelämnat står under ”{heading}”", 'open: what is left out stands under "{heading}"'
).filled(heading=LEFT_OUT)
_SCENARIO = "scenario."
_EARLIEST = date(1980, 1, 1).toordinal()
"""The earliest moment that a Word document, being a zip file, can be from."""
