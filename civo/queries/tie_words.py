"""What a tie between two does, in words, from either side; and through which seat, area or level it goes."""

from __future__ import annotations

from collections.abc import Iterator

from civo.connections import Tie
from civo.queries.common import names
from civo.records import Relation, Seat
from civo.structure import Structure
from civo.words import Text


def how(tie: Tie, *, forward: bool) -> Text:
    """What a step does, read from where it begins to where it ends."""
    return _HOW[tie.how][0 if forward else 1]


def through(structure: Structure, tie: Tie) -> Iterator[Text | str]:
    """The seat with its role, or what stands between: the collective, the area, the level."""
    if isinstance(tie.record, Seat):
        label = tie.record.label
        role = structure.name(tie.record.role) if tie.record.role else None
        yield Text(f"{label.sv} ({role.sv})", f"{label.en or label.sv} ({role.en or role.sv})") if role else label
    yield from names(structure, tie.via)
    if isinstance(tie.record, Relation) and tie.record.extent != "unspecified":
        yield EXTENT[tie.record.extent]


EXTENT = {
    "all": Text("alla", "all"),
    "most": Text("de flesta", "most"),
    "some": Text("några", "some"),
    "mainly": Text("i huvudsak", "mainly"),
    "for-example": Text("till exempel", "for example"),
}


def _two(sv: str, en: str, back_sv: str, back_en: str) -> tuple[Text, Text]:
    return Text(sv, en), Text(back_sv, back_en)


_LEADS = _two("leder", "leads", "leds av", "is led by")
_SETS_UP = _two("tillsätter", "sets up", "tillsätts av", "is set up by")
DOES: dict[str, tuple[Text, Text]] = {
    "leads": _LEADS,
    "coordinates": _two("samordnar", "co-ordinates", "samordnas av", "is co-ordinated by"),
    "represents": _two("företräder", "represents", "företräds av", "is represented by"),
    "supports": _two("stödjer", "supports", "stöds av", "is supported by"),
    "reports-to": _two("rapporterar till", "reports to", "får rapporter från", "is reported to by"),
    "follows-up": _two("följer upp", "follows up", "följs upp av", "is followed up by"),
    "collaborates-with": _two("samverkar med", "collaborates with", "samverkar med", "collaborates with"),
}


def _under(what_sv: str, what_en: str, in_sv: str, in_en: str) -> dict[str, tuple[Text, Text]]:
    """The same for those in an area, or the bodies at a level, that somebody leads, supports and so on."""
    return {
        does: _two(f"{to.sv} {what_sv}", f"{to.en} {what_en}", f"{in_sv} {back.sv}", f"{in_en} {back.en}")
        for does, (to, back) in DOES.items()
    }


_HOW: dict[str, tuple[Text, Text]] = {
    "seated": _two("sitter i", "sits in", "där sitter", "where sits"),
    "represented": _two("är representerad i", "is represented in", "där representeras", "where is represented"),
    "has-the-turn": _two(
        "har den roterande platsen i",
        "has the rotating seat in",
        "där roterande plats innehas av",
        "where the turn is with",
    ),
    "attends": _two("deltar i", "attends", "där deltar", "where attends"),
    "staffs": _two("bemannar", "staffs", "bemannas av", "is staffed by"),
    "spoken-for": _two("företräds i", "is spoken for in", "där företräds", "where is spoken for"),
    "takes-turns": _two(
        "delar roterande plats i",
        "shares a rotating seat in",
        "där roterande plats delas av",
        "where a turn is shared by",
    ),
    "may-sit": _two("kan sitta i", "may sit in", "där kan sitta", "where may sit"),
    "unit-of": _two("är en enhet i", "is a unit of", "har enheten", "has the unit"),
    "part-of": _two("är en del av", "is a part of", "har delen", "has the part"),
    "led-by": _LEADS[::-1],
    "appointed-by": _SETS_UP[::-1],
    "sets-up": _SETS_UP,
    "appoints": _SETS_UP,
    "assigns-issues-of": _two("lägger frågor på", "assigns issues to", "får frågor från", "is assigned issues by"),
    "same-as": _two("är kanske samma som", "may be the same as", "är kanske samma som", "may be the same as"),
    "handled-by": _two("hanteras av", "is handled by", "hanterar", "handles"),
    "found-in": _two("finns i", "is found in", "har rollen", "has the role"),
    **DOES,
    **{f"{does}:by": words[::-1] for does, words in DOES.items()},
    **{
        f"{does}:area": words
        for does, words in _under("området för", "the area of", "ligger i område som", "lies in an area that").items()
    },
    **{
        f"{does}:level": words
        for does, words in _under("nivån för", "the level of", "är på en nivå som", "is at a level that").items()
    },
}
"""What each tie does, from its first side to the other, and back."""
