"""What the lists behind measures are made of: their shapes, columns and words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from civo.answers import Cell, Column, Fact
from civo.measures.rates import Rate
from civo.network import Network
from civo.queries.common import NOT_SAID, names
from civo.words import NO_TEXT, Text


class Line(NamedTuple):
    """What a measure comes to: how many are so, of how many, how many certainly are not, and how many are unknown."""

    known: int
    of: int | None
    no: int | None
    unknown: int
    unknown_is: Text
    """What the unknown are: pairs, or bodies with open lists."""


class List(NamedTuple):
    """The list behind a measure."""

    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]]
    notes: tuple[Text, ...] = ()
    facts: tuple[Fact, ...] = ()


PAIRS = Text("par", "pairs")
OPEN_BODIES = Text("organ med öppen platslista", "bodies with an open list of seats")

ISSUE = Column("issue", Text("Sakfråga", "Issue"))
NEEDS = Column("needs", Text("Behöver", "Needs"))
ISSUES = Column("issues", Text("Sakfrågor", "Issues"))
WHO = Column("who", Text("Vem", "Who"))
KIND = Column("kind", Text("Sort", "Kind"))
OTHER_KIND = Column("other_kind", Text("Andra sorten", "Other kind"))
LEVEL = Column("level", Text("Nivå", "Level"))
BODY = Column("body", Text("Organ", "Body"))
BODIES = Column("bodies", Text("Organ", "Bodies"))
PAIR_COUNT = Column("pairs", Text("Par", "Pairs"))


def three(key: str, yes: Text, about: Text = NO_TEXT) -> tuple[Column, ...]:
    """Three columns for a rate; `about` tells them from others of the table."""
    start = Text(f"{about.sv}: ", f"{about.en}: ") if about.sv else NO_TEXT
    return (
        Column(key, yes),
        Column(f"{key}_no", Text(f"{start.sv}säkert inte", f"{start.en}certainly not")),
        Column(f"{key}_unknown", Text(f"{start.sv}okänt", f"{start.en}unknown")),
    )


def counted(rate: Rate) -> tuple[int, int, int]:
    """The cells for those columns."""
    return rate.yes, rate.no, rate.unknown


def line(rate: Rate, unknown_is: Text = PAIRS) -> Line:
    """What a rate comes to."""
    return Line(rate.yes, rate.of, rate.no, rate.unknown, unknown_is)


def open_bodies(network: Network) -> int:
    """How many of the assessed bodies may seat others than those known."""
    return sum(body not in network.closed for body in network.assessed)


def several(network: Network, ids: Iterable[str], most: int = 6) -> tuple[Text, ...]:
    """Names, the first few of them when they are many."""
    all_of_them = tuple(ids)
    if len(all_of_them) > most:  # which of them are named must not hang on the order of the files
        all_of_them = tuple(network.by_name(all_of_them))
    shown = all_of_them if len(all_of_them) <= most else all_of_them[: most - 1]
    rest = len(all_of_them) - len(shown)
    more = (Text(f"och {rest} till", f"and {rest} more"),) if rest else ()
    return (*names(network.structure, shown), *more)


def named(network: Network, record_id: str) -> Text:
    """The name of a record, or that it is not said which."""
    return network.structure.name(record_id) if record_id else NOT_SAID
