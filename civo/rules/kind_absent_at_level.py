"""A kind of organisation that has a stake is missing from a whole level.

Looks at every level of the structure and every kind of organisation that is responsible for one of its issues or
affected by one. It is a **gap** when an absence is stated for all organisations of the kind, or when all bodies of the
level and all their seats are listed and none is theirs. Where lists are open and nothing is stated, it cannot be
assessed: that is reported as such, never as a gap.

A seat that rotates among organisations of the kind counts as a seat; see `rotating-only` for what that leaves out.

Example:

```yaml
bodies:
  - {id: motet, level: hogre-regional, composition: open, source: {in: s}}
issues:
  - {id: vatten, affects: {kind: kommun}, source: {in: s}}
absences:
  - {id: inga-kommuner, who: {kind: kommun}, level: hogre-regional, source: {in: s}}
```

```text
gap: The municipalities: not represented at the higher regional level; that is stated.
```
"""

from civo.findings import Verdict
from civo.records import Absence
from civo.rules.rule import Found, Gap, Remedy, certain, each
from civo.rules.scope import kinds_with_a_stake, level_in_words, own_levels
from civo.seats.levels import bodies_at, place_at_level
from civo.seats.rosters import roster
from civo.structure import Structure
from civo.truth import Truth
from civo.words import Text, capital

TITLE = Text("En sorts organisation saknas helt på en nivå", "A kind of organisation is missing from a level")
WHY = Text(
    "Den som har ansvar men inte sitter på nivån kan varken få eller ge besked där.",
    "Those who carry responsibility but do not sit at the level can neither learn nor say anything there.",
)
WHO = Text("den som samordnar nivån", "whoever coordinates the level")
CLOSE = Text(
    "Ge dem en plats i ett organ på nivån, eller ange vem som för deras talan där.",
    "Give them a seat in a body at the level, or state who speaks for them there.",
)
REMEDY = Remedy("seat-at-level")


def find(structure: Structure) -> Found:
    """One finding for each level and kind."""
    gaps = []
    checked = 0
    for level in own_levels(structure):
        for kind in kinds_with_a_stake(structure):
            members = frozenset(structure.actor_members(kind))
            if not members:
                continue
            checked += 1
            if _is_seated(structure, level, members):
                continue
            standing = place_at_level(structure, level, members).standing
            names = {"kind": structure.those(kind), "level": level_in_words(structure, level)}
            record = structure.get(level)
            chain = (*standing.because, *([record] if record else []))
            if standing.truth is Truth.NO:
                stated = [r for r in standing.because if isinstance(r, Absence)]
                sentence = capital((_STATED if stated else _CLOSED).filled(**names))
                gaps.append(Gap(certain(*standing.because), each(kind=kind, level=level), sentence, chain))
            elif standing.truth is Truth.UNKNOWN:
                gaps.append(Gap(Verdict.NOT_ASSESSABLE, each(kind=kind, level=level), _UNKNOWN.filled(**names), chain))
    return Found(checked, gaps)


def _is_seated(structure: Structure, level: str, members: frozenset[str]) -> bool:
    """Whether any body of the level certainly seats one of them; looks no further than the first that does."""
    return any(roster(structure, body).answer(members) is Truth.YES for body in bodies_at(structure, level))


_STATED = Text(
    "{kind} företräds inte på {level}; det sägs uttryckligen.",
    "{kind}: not represented at {level}; that is stated.",
)
_CLOSED = Text(
    "{kind} har ingen plats på {level}, och alla platser där är kända.",
    "{kind}: no seat at {level}, and all seats there are known.",
)
_UNKNOWN = Text(
    "Om {kind} sitter på {level} går inte att säga: platslistorna är öppna.",
    "Whether there is a seat for {kind} at {level} cannot be told: the lists of seats are open.",
)
