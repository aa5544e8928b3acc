"""One side of a comparison, as people write it: "at:2022 layer:externt", "revision:HEAD~3", "structure:folder"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from civo.dates import ImpossibleDate, Period, parsed_period
from civo.errors import CivoError
from civo.loading import Loaded, load
from civo.opening import unseen, with_scenarios
from civo.publicity import internal_ids
from civo.revisions import load_revision
from civo.structure import Audience, Structure, structure_at
from civo.words import NO_TEXT, Text, nearest

AS_IS = "as-is"
"""The side that says nothing of its own: the structure as the options have it."""
KEYS = ("structure", "at", "layer", "scenario", "revision")


@dataclass(frozen=True, slots=True)
class Side:
    """A structure's folder, and as what it is asked: at a date, with layers and scenarios, as of a git revision."""

    folder: Path
    at: Period | None = None
    layers: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    revision: str = ""


def parsed_side(written: str, otherwise: Side, folder_of: Callable[[str], Path]) -> Side:
    """The side that words such as "at:2022 layer:externt" say; what they are silent on is as `otherwise` has it.

    `layer` and `scenario` add to those, and may be repeated; `folder_of` tells the folder that the name of a structure
    means. Raises CivoError for a word that says no side, with the nearest that does, and for an impossible date.
    """
    side = otherwise
    for word in [] if written.strip() == AS_IS else _words(written):
        key, colon, value = word.partition(":")
        if not colon or key not in KEYS:
            raise CivoError(_unknown(word, key, colon))
        if not value:
            raise CivoError(_EMPTY.filled(key=key))
        if key == "structure":
            side = replace(side, folder=folder_of(value))
        elif key == "at":
            side = replace(side, at=_date(value))
        elif key == "layer":
            side = replace(side, layers=(*side.layers, value))
        elif key == "scenario":
            side = replace(side, scenarios=(*side.scenarios, value))
        else:
            side = replace(side, revision=value)
    return side


def _words(written: str) -> list[str]:
    """The words of a side; a space inside a folder's name ends none."""
    return [word for word in re.split(r"\s+(?=\w+:)", written.strip()) if word]


def _date(value: str) -> Period:
    try:
        return parsed_period(value)
    except ImpossibleDate as wrong:
        raise CivoError(_NO_DATE.filled(date=value)) from wrong


def _unknown(word: str, key: str, colon: str) -> Text:
    """What is wrong with a word that says no side, and what may be meant."""
    hint = nearest(key, (*KEYS, AS_IS))
    meant = f"{hint}:{word.partition(':')[2]}" if hint and colon else hint
    if not colon and re.fullmatch(r"\d{4}(-\d\d){0,2}", word):
        meant = f"at:{word}"
    tail = Text(f" – menade du {meant}?", f" - did you mean {meant}?") if meant else NO_TEXT
    return Text(
        f"”{word}” säger ingen sida att jämföra; skriv {_FORMS.sv}{tail.sv}",
        f'"{word}" names no side to compare; write {_FORMS.en}{tail.en}',
    )


def both_opened(before: Side, after: Side, audience: Audience = "internal") -> tuple[Structure, Structure]:
    """The structures that two sides mean; files that are the same on both are read once.

    What is internal on one side is left out of both for an `open` audience. Raises what `opened` of civo.opening does, and
    CivoError for a revision that cannot be read.
    """
    with unseen(audience):
        loaded = _loaded(before)
        same = (before.folder, before.revision) == (after.folder, after.revision)
        sides = (before, loaded), (after, loaded if same else _loaded(after))
        told = [(side, with_scenarios(read, side.scenarios, side.at, side.layers)) for side, read in sides]
    internal = frozenset[str]().union(*(internal_ids(read) for _, read in told)) if audience == "open" else frozenset()
    one, other = (structure_at(read, side.at, side.layers, audience, internal) for side, read in told)
    return one, other


def earlier_first(one: Side, as_is: Side, audience: Audience = "internal") -> tuple[Structure, Structure]:
    """The structures that a side and the one with nothing of its own mean, before and after.

    A revision comes before the files as they are, and an earlier date before a later one; anything else comes after.
    """
    structure, plain = both_opened(one, as_is, audience)
    earlier = bool(one.revision and not as_is.revision) or structure.at.first < plain.at.first
    return (structure, plain) if earlier else (plain, structure)


def _loaded(side: Side) -> Loaded:
    return load_revision(side.folder, side.revision) if side.revision else load(side.folder)


_FORMS = Text(
    "at:DATUM, layer:LAGER, scenario:NAMN, revision:REVISION eller structure:MAPP",
    "at:DATE, layer:LAYER, scenario:NAME, revision:REVISION or structure:FOLDER",
)
_EMPTY = Text("skriv något efter {key}:", "write something after {key}:")
_NO_DATE = Text(
    "”{date}” är inget datum: skriv 2023, 2023-05 eller 2023-05-17",
    '"{date}" is not a date: write 2023, 2023-05 or 2023-05-17',
)
