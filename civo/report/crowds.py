"""What is counted in a report instead of told one by one, since so long a list is of no use on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from civo.field_words import field_words
from civo.queries.common import STATUS, UNKNOWN, hedged
from civo.records import Body
from civo.structure import Structure
from civo.truth import Truth
from civo.words import Text, english, joined

MANY = 60
"""How many bodies of a level, or findings of a section, are told one by one at most."""
AT_ONCE = 20
"""How many names or places stand in one sentence about a finding at most."""
FIRST = 5
"""How many of a longer list are told all the same, before the rest is counted."""
K = TypeVar("K", bound=Hashable)
Group = tuple[Text, list[Body]]


def own_bodies(structure: Structure, level: str | None) -> list[Body]:
    """The structure's own bodies at a level (None: at none that is said), those that exist first."""
    bodies = [body for body in structure.bodies if body.level == level and structure.is_own(body)]
    return sorted(bodies, key=lambda body: body.status != "existing")


def crowds(structure: Structure) -> dict[str | None, list[Group]]:
    """The levels with so many own bodies that these are counted, from the highest down, each with its bodies by area."""
    return structure.once(_crowds)


def _crowds(structure: Structure) -> dict[str | None, list[Group]]:
    found = {level: own_bodies(structure, level) for level in (*structure.level_order, None)}
    return {level: _grouped(structure, bodies) for level, bodies in found.items() if len(bodies) > MANY}


def _grouped(structure: Structure, bodies: Sequence[Body]) -> list[Group]:
    """The bodies by area: their own where these are few, else the type of area that makes the most groups, but few.

    By type where all lie in one area. Those of no such area stand last.
    """
    own = {body.area: body.area for body in bodies if body.area}
    ways = [own] if len(own) <= MANY else list(_by_type_of_area(structure, own))
    ways = [way for way in ways if len(set(way.values())) <= MANY]
    best: dict[str, str] = max(ways, key=lambda way: (len(way), len(set(way.values()))), default={})
    if len(set(best.values())) < 2:
        return list(_in_groups(bodies, type_of).items())
    groups = _in_groups(bodies, lambda body: best.get(body.area or "", ""))
    order = [area.id for area in structure.areas if area.id in groups]
    found = [(structure.name(area), groups[area]) for area in order]
    return [*found, (_NO_AREA, groups[""])] if "" in groups else found


def _by_type_of_area(structure: Structure, own: Iterable[str]) -> Iterable[dict[str, str]]:
    """For each type of area, in which of its areas each of those lies."""
    ways: dict[str, dict[str, str]] = {}
    wanted = frozenset(own)
    for area in structure.areas:
        for inner in structure.inside(area.id) & wanted:
            ways.setdefault(area.type, {}).setdefault(inner, area.id)
    return ways.values()


def _in_groups(bodies: Iterable[Body], key: Callable[[Body], K]) -> dict[K, list[Body]]:
    groups: dict[K, list[Body]] = {}
    for body in bodies:
        groups.setdefault(key(body), []).append(body)
    return groups


def is_counted(structure: Structure, body: Body) -> bool:
    """Whether the body is counted with others of its level, and not told of by itself."""
    return structure.is_own(body) and body.level in crowds(structure)


def named_or_counted(structure: Structure, bodies: Iterable[Body]) -> tuple[Text, ...]:
    """The names of the bodies; of more than a few at a level whose bodies are counted, how many they are."""
    told: list[Text] = []
    crowd: dict[str | None, list[Body]] = {}
    for body in bodies:
        if is_counted(structure, body):
            crowd.setdefault(body.level, []).append(body)
        else:
            told.append(hedged(structure, body, body.label))
    for level, some in crowd.items():
        if len(some) <= FIRST:
            told += (hedged(structure, body, body.label) for body in some)
        else:
            statuses = joined(counted(status_word(structure, body) for body in some))
            told.append(_AT_LEVEL.filled(level=level_name(structure, level), number=len(some), statuses=statuses))
    return tuple(told)


def level_name(structure: Structure, level: str | None) -> Text:
    """What a level is called, or that none is said."""
    return structure.name(level) if level else _NO_LEVEL


def type_of(body: Body) -> Text:
    """What sort of body it is."""
    return field_words(body.type) if body.type else _NO_TYPE


def standing_word(body: Body, truth: Truth) -> Text:
    """An answer for a body as it is counted: what the body is, where it does not exist, else yes, no or unknown."""
    return STATUS[body.status] if body.status != "existing" else truth.text


def status_word(structure: Structure, body: Body) -> Text:
    """Whether the body exists at the date, and is one, as it is counted."""
    if body.id in structure.uncertain:
        return UNKNOWN
    return _SEVERAL if body.several else STATUS[body.status]


def counted(words: Iterable[Text]) -> tuple[Text, ...]:
    """How many there are of each, those that there are most of first: "råd: 12"."""
    return _with_numbers(Counter(words).most_common())


def truths(words: Iterable[Text]) -> tuple[Text, ...]:
    """The same with yes, no and unknown always in this order, then what does not exist."""
    order = {truth.text: n for n, truth in enumerate((Truth.YES, Truth.NO, Truth.UNKNOWN))}
    return _with_numbers(Counter(sorted(words, key=lambda word: order.get(word, len(order)))).items())


def _with_numbers(told: Iterable[tuple[Text, int]]) -> tuple[Text, ...]:
    return tuple(Text(f"{word.sv}: {number}", f"{english(word)}: {number}") for word, number in told)


_AT_LEVEL = Text("{level}: {number} organ ({statuses})", "{level}: {number} bodies ({statuses})")
_NO_LEVEL = Text("nivå anges inte", "level not said")
_SEVERAL = Text("flera i en post", "several in one record")
_NO_AREA = Text("inget område anges", "no area said")
_NO_TYPE = Text("typ anges inte", "type not said")
