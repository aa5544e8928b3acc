"""civo: who sits where, who answers for what, and which issues nobody covers.

The library's front door: load a structure, ask it, find its gaps, compare it, close them. Answers are the same plain frozen
shapes that the command line prints: `Table` (with `rows` to read it as dicts), `GapReport`, `Comparison`, `Closing`. Each
function imports what it needs when it is called. Begin reading the code at civo/building.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from networkx import MultiDiGraph

    from civo.answers import Table
    from civo.closing import Closing
    from civo.differences import Comparison
    from civo.findings import GapReport
    from civo.outputs.cells import Data
    from civo.structure import Audience, Structure
    from civo.words import Language

__all__ = [
    "close",
    "compare",
    "draw",
    "find_gaps",
    "issue",
    "issues",
    "list_records",
    "load",
    "load_of",
    "matrix",
    "measure",
    "route",
    "rows",
    "show",
    "timeline",
    "to_networkx",
    "where",
    "who",
]


def load(
    structure: str | Path | None = None,
    *,
    at: str | None = None,
    layers: Iterable[str] = (),
    scenarios: Iterable[str] = (),
    audience: Audience = "internal",
) -> Structure:
    """The structure in a folder, or a shipped one by its name, at a date with layers and scenarios chosen.

    Without `structure`: the one around the current folder, else Civilområde Nord. `at` is a year, a month or a day
    ("2023", "2023-05", "2023-05-17"); the structure's own date when none is given. For an "open" `audience` what is not
    open is left out (docs/publicity.md). Raises InvalidFiles (with every problem of the files in `problems`), UnknownName
    for a layer or a scenario that there is not, ImpossibleDate, and CivoError for what would give away what is left out.
    """
    from civo.dates import parsed_period
    from civo.opening import opened, structure_folder

    folder = structure if isinstance(structure, Path) else structure_folder(structure)
    return opened(folder, parsed_period(at) if at else None, layers, scenarios, audience)


def rows(table: Table, language: Language = "en") -> list[dict[str, Data]]:
    """A table's rows as dicts by the columns' keys, in their order.

    Yes, no, unknown and other fixed words are told by their keys, the same in both languages; several values are a list.
    """
    from civo.outputs.cells import cell_data

    keys = [column.key for column in table.columns]
    return [{key: cell_data(cell, language) for key, cell in zip(keys, row, strict=True)} for row in table.rows]


def who(structure: Structure, body: str, *, where: str = "") -> Table:
    """The seats of a body: see civo.queries.bodies.who. Names, aliases and ids work, as in every function here."""
    from civo.queries.bodies import who

    return who(structure, body, where)


def where(structure: Structure, name: str, *, body: str = "", level: str = "", among: str = "") -> Table:
    """Where an organisation, a kind, a collective or a role sits: see civo.queries.seats.where."""
    from civo.queries.seats import where

    return where(structure, name, body=body, level=level, among=among)


def issue(structure: Structure, name: str) -> Table:
    """All that is known of one issue: see civo.queries.issues.issue."""
    from civo.queries.issues import issue

    return issue(structure, name)


def issues(structure: Structure, *, where: str = "") -> Table:
    """The committee's table of issues: see civo.queries.issues.issues."""
    from civo.queries.issues import issues

    return issues(structure, where)


def show(structure: Structure, name: str) -> Table:
    """All that is known of anything: see civo.queries.dossier.show."""
    from civo.queries.dossier import show

    return show(structure, name)


def list_records(structure: Structure, kind: str, *, where: str = "") -> Table:
    """The records of a kind, all or those that a selector fits or may fit: see civo.queries.listing.listing."""
    from civo.queries.listing import listing

    return listing(structure, kind, where)


def route(structure: Structure, one: str, other: str, *, most: int = 10, longest: int = 6) -> Table:
    """The ways from one to another, shortest first, and which step is the only one: see civo.queries.route.route."""
    from civo.queries.route import route

    return route(structure, one, other, most=most, longest=longest)


def matrix(
    structure: Structure, rows: str = "bodies", columns: str = "", *, level: str = "", body: str = "", where: str = ""
) -> Table:
    """Bodies or issues against organisations, kinds, levels or roles: see civo.queries.matrix.matrix.

    `columns` are kinds for bodies and levels for issues when none are given. Raises CivoError for what says nothing.
    """
    from typing import cast

    from civo.queries.matrix import matrix
    from civo.queries.matrix_cells import Columns, Rows

    across = columns or ("levels" if rows == "issues" else "kinds")
    return matrix(structure, cast("Rows", rows), cast("Columns", across), level=level, body=body, where=where)


def load_of(structure: Structure, name: str = "", *, level: str = "", where: str = "") -> Table:
    """What a body, a role or an organisation carries, term by term: see civo.queries.load.load."""
    from civo.queries import load

    return load.load(structure, name, level=level, where=where)


def timeline(structure: Structure, name: str = "", *, since: str | None = None, until: str | None = None) -> Table:
    """What changes when: see civo.queries.timeline.timeline. Dates are written as in `load`."""
    from civo.dates import parsed_period
    from civo.queries.timeline import timeline

    first, last = (parsed_period(date) if date else None for date in (since, until))
    return timeline(structure, name, since=first, until=last)


def measure(structure: Structure, name: str = "") -> Table:
    """The published measures, or the list behind one: see civo.queries.measures; civo.measures has them as functions."""
    from civo.queries.measures import measure, measures

    return measure(structure, name) if name else measures(structure)


def find_gaps(structure: Structure, rules: Iterable[str] = (), *, where: str = "") -> GapReport:
    """What the gap rules find, each finding with its verdict and the records it rests on: see civo.gaps.find_gaps.

    `where` keeps findings about something that a selector fits or may fit. Raises CivoError where the structure is opened
    for an open audience that may be told none of it.
    """
    from civo.gaps import find_told_gaps
    from civo.selecting import query

    return find_told_gaps(structure, rules, query(structure, where) if where else None)


def compare(before: Structure, after: Structure) -> Comparison:
    """What was added, ended, changed and renamed between two structures, and which gaps opened and closed.

    The two may be of different dates, layers, scenarios or folders: see civo.comparing.compare.
    """
    from civo.comparing import compare

    return compare(before, after)


def close(
    structure: Structure,
    rules: Iterable[str] = (),
    *,
    subjects: Iterable[str] = (),
    possible: bool = False,
    changes: Iterable[str] = (),
    forbidden: Iterable[str] = (),
    costs: Mapping[str, Fraction | int] | None = None,
    most: int = 5,
    seconds: float = 60.0,
) -> Closing:
    """The fewest, or cheapest, changes that close gaps, proven and tried: see civo.closing.close.

    `changes` are the sorts allowed (seat, remit, lead, link, body), all by default; `costs` are 1 for each unless told.
    Raises UnknownName for a rule, a name or a sort of change that there is not.
    """
    from fractions import Fraction

    from civo.closing import Asked, close

    told = {sort: Fraction(cost) for sort, cost in (costs or {}).items()}
    asked = Asked(tuple(rules), tuple(subjects), possible, tuple(changes), tuple(forbidden), told, most, seconds)
    return close(structure, asked)


def draw(structure: Structure, view: str, form: str = "svg", *, views: Path | None = None) -> str | bytes:
    """A view of the structure as `svg`, `png`, `pdf` or another format that `civo draw` has.

    `views` is the folder of views: that beside the structure's, or the one that comes with civo. Raises UnknownName when
    there is no such view, and InvalidFiles for a view that is wrong.
    """
    from civo.drawing import rendered
    from civo.views import views_folder

    return rendered(structure, views or views_folder(structure), view, form)


def to_networkx(structure: Structure) -> MultiDiGraph:
    """The structure as a networkx graph with readable attributes, as docs/graph.md describes them."""
    from civo.graph import to_networkx

    return to_networkx(structure)
