"""The published measures: a line for each, or the list behind one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from civo.answers import Column, Fact, Table
from civo.errors import CivoError, UnknownName
from civo.measures import (
    access,
    brokerage,
    congruence,
    coordination,
    cuts,
    fit,
    governance_gaps,
    levels,
    overlap,
    rotation,
)
from civo.network import Network
from civo.queries import body_measures, issue_measures
from civo.queries.common import NOT_TOLD, answer
from civo.queries.measure_parts import Line, List
from civo.structure import Structure
from civo.words import Text, nearest

MOST_ROWS = 500
"""Of lists of pairs no more rows than this are told."""


F = TypeVar("F")


class Measure(NamedTuple, Generic[F]):
    """One measure: its name, what its number counts, the paper, how it is found, and how that is told."""

    name: str
    title: Text
    counts: Text
    paper: Text
    find: Callable[[Network], F]
    line: Callable[[Network, F], Line]
    list: Callable[[Network, F], List]
    rule: str = ""
    """The gap rule that finds the same: where its findings are not to be told, the measure is not either."""


def measures(structure: Structure) -> Table:
    """A row for each measure: how many, of how many, how many certainly not, how much is unknown, and the paper."""
    network = structure.once(Network)
    rows = []
    told = [measure for measure in MEASURES if structure.tells(measure.rule) or not measure.rule]
    for measure in told:
        known, of, no, unknown, unknown_is = measure.line(network, measure.find(network))
        rows.append((measure.title, measure.name, measure.counts, known, no, unknown, unknown_is, of, measure.paper))
    notes = [_OPEN, _MORE] if len(told) == len(MEASURES) else [_OPEN, _MORE, NOT_TOLD]
    return answer(structure, Text("Mått", "Measures"), _COLUMNS, rows, notes=notes)


def measure(structure: Structure, name: str) -> Table:
    """The list behind one measure.

    Raises UnknownName when none is called so, and CivoError for one that finds gaps that may not be told.
    """
    found = {measure.name: measure for measure in MEASURES}
    if name not in found:
        raise UnknownName(name, nearest(name, found) or "", Text("måtten", "the measures"))
    if found[name].rule and not structure.tells(found[name].rule):
        raise CivoError(NOT_TOLD)
    network = structure.once(Network)
    what = found[name].find(network)
    told = found[name].list(network, what)
    known, of, _, unknown, unknown_is = found[name].line(network, what)
    counts = found[name].counts
    part = Text(f"{known} av {of}", f"{known} of {of}") if of is not None else Text(f"{known}", f"{known}")
    facts = (
        Fact("known", Text("Känt", "Known"), Text(f"{part.sv} – {counts.sv}", f"{part.en} - {counts.en}")),
        Fact("unknown", Text("Okänt", "Unknown"), Text(f"{unknown} {unknown_is.sv}", f"{unknown} {unknown_is.en}")),
        Fact("paper", Text("Enligt", "After"), found[name].paper),
        *told.facts,
    )
    rows, notes = told.rows, [*told.notes, _OPEN]
    if len(rows) > MOST_ROWS:
        more = len(rows) - MOST_ROWS
        notes.insert(0, Text(f"Ytterligare {more} rader visas inte.", f"Another {more} rows are not shown."))
    return answer(structure, found[name].title, told.columns, rows[:MOST_ROWS], notes=notes, facts=facts)


_COLUMNS = (
    Column("measure", Text("Mått", "Measure")),
    Column("name", Text("Namn", "Name")),
    Column("counts", Text("Räknar", "Counts")),
    Column("known", Text("Kända", "Known")),
    Column("no", Text("Säkert inte", "Certainly not")),
    Column("unknown", Text("Okända", "Unknown")),
    Column("unknown_is", Text("Det okända är", "The unknown are")),
    Column("of", Text("Av", "Of")),
    Column("paper", Text("Enligt", "After")),
)
_OPEN = Text(
    "Talen räknar det som är känt. I öppna listor kan fler finnas; det okända är aldrig ett nej.",
    "The numbers count what is known. Open lists may hold more; what is unknown is never a no.",
)
_MORE = Text("Listan bakom ett mått: civo measures NAMN.", "The list behind a measure: civo measures NAME.")
MEASURES: tuple[Measure[Any], ...] = (
    Measure(
        "access",
        Text("Tillträde till frågan", "Access to the issue"),
        Text(
            "ansvariga med känd plats där frågan hanteras", "those responsible with a known place where it is handled"
        ),
        Text("Lubell, Robins & Wang 2014"),
        access.access,
        issue_measures.access_line,
        issue_measures.access_list,
        "responsible-not-seated",
    ),
    Measure(
        "collaborative-gaps",
        Text("Samarbetsluckor", "Collaborative gaps"),
        Text("par som delar en fråga och möts", "pairs that share an issue and meet"),
        Text("Bergsten et al. 2019"),
        governance_gaps.collaborative_groups,
        issue_measures.collaborative_line,
        issue_measures.collaborative_list,
        "responsible-never-meet",
    ),
    Measure(
        "integrative-gaps",
        Text("Integrationsluckor", "Integrative gaps"),
        Text("behov mellan frågor där någon ansvarar för båda", "needs where somebody answers for both issues"),
        Text("Bergsten et al. 2019"),
        governance_gaps.integrative_links,
        issue_measures.integrative_line,
        issue_measures.integrative_list,
        "unbridged-dependency",
    ),
    Measure(
        "coordination",
        Text("Samordning direkt eller genom tredje part", "Coordination, direct or through a third party"),
        Text("par över ett behov som når varandra", "pairs across a need that reach each other"),
        Text("Kininmonth, Bergsten & Bodin 2015"),
        coordination.coordination,
        issue_measures.coordination_line,
        issue_measures.coordination_list,
        "one-bridge",
    ),
    Measure(
        "fit",
        Text("Samband som passar uppgifterna", "Ties that fit the tasks"),
        Text("andra med samma fråga som aktören möter", "others with the same issue that an actor meets"),
        Text("Bodin & Nohrstedt 2016"),
        fit.fit,
        issue_measures.fit_line,
        issue_measures.fit_list,
        "responsible-never-meet",
    ),
    Measure(
        "congruence",
        Text("Samordningsbehov som möts", "Coordination requirements that are met"),
        Text(
            "par som måste samordna och möts där frågan hanteras",
            "pairs that must co-ordinate and meet where it is handled",
        ),
        Text("Cataldo et al. 2006"),
        congruence.requirement_groups,
        issue_measures.congruence_line,
        issue_measures.congruence_list,
        "responsible-never-meet",
    ),
    Measure(
        "levels",
        Text("Deltagande på andra nivåer", "Participation at other levels"),
        Text("deltagande ovanför den egna nivån", "participation above the own level"),
        Text("Hamilton, Lubell & Namaganda 2018"),
        levels.up_reach,
        body_measures.levels_line,
        body_measures.levels_list,
    ),
    Measure(
        "brokerage",
        Text("Mellanhänder", "Brokerage"),
        Text("organisationer som länkar andra som inte möts", "organisations that link others who do not meet"),
        Text("Gould & Fernandez 1989; Jasny & Lubell 2015"),
        brokerage.body_brokerage,
        body_measures.brokerage_line,
        body_measures.brokerage_list,
    ),
    Measure(
        "cut-points",
        Text("Skiljepunkter", "Cut points"),
        Text("organ och organisationer som andras samband hänger på", "bodies and organisations that others hang on"),
        Text("Hopcroft & Tarjan 1973"),
        cuts.cut_points,
        body_measures.cuts_line,
        body_measures.cuts_list,
        "single-cut",
    ),
    Measure(
        "bridges",
        Text("Bryggor", "Bridges"),
        Text("platser som ensamma håller ihop två delar", "single seats that hold two parts together"),
        Text("Tarjan 1974"),
        cuts.bridges,
        body_measures.bridges_line,
        body_measures.bridges_list,
        "single-cut",
    ),
    Measure(
        "routes",
        Text("Skilda vägar mellan sorter och nivåer", "Separate routes between kinds and levels"),
        Text("par av sorter och nivåer med bara en väg", "pairs of kinds and levels with a single route"),
        Text("Menger 1927"),
        body_measures.all_routes,
        body_measures.routes_line,
        body_measures.routes_list,
        "single-cut",
    ),
    Measure(
        "overlap",
        Text("Organ med samma medlemmar", "Bodies with the same members"),
        Text(
            "organ med samma kända medlemmar som ett tidigare", "bodies with the same known members as an earlier one"
        ),
        Text("Breiger 1974; Borgatti & Halgin 2011"),
        overlap.overlaps,
        body_measures.overlap_line,
        body_measures.overlap_list,
    ),
    Measure(
        "rotation",
        Text("Roterande platser", "Rotating seats"),
        Text("roterande platser där tidsandelen är känd", "rotating seats with a known share of time"),
        Text("egen definition", "own definition"),
        rotation.turns,
        body_measures.rotation_line,
        body_measures.rotation_list,
    ),
)
"""Every measure, in the order in which they are told."""
