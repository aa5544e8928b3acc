"""An issue needs another, and nobody is on both.

Looks at every issue of the structure and at what it `needs`. The dependency is bridged when somebody answers for both
issues, in any degree, or when some existing body handles both: Bergsten, Jiren, Leventon, Dorresteijn, Schultner and
Fischer 2019, Environmental Science and Policy 91:27-38 (there called an integrative gap); that an actor who manages both
closes it: Fried, Hamilton and Berardo 2022, Ecology and Society 27(1):15. The sentence tells which of three sorts it is,
since issues that nobody answers for would otherwise swamp the list:

- *true*: both have somebody who answers, not the same;
- *half-orphan*: only one of the two has anybody;
- *orphan*: neither has.

Who answers for a wider issue (`part_of`) answers for its parts, unless only partially; a body that handles it handles
its parts, unless a part is said to lie outside. A unit and what it is a unit of are one. An issue and one that it is
part of are never unbridged.

No list of those responsible is closed: others may answer too. So it is **possible**. It is a **gap** only of the true
sort, where both issues have somebody with the lead or the main responsibility, all of it stated, and no body can handle
both: of each own body it is known that it lacks one of them, and all bodies of the levels are listed. Issues that lack
anybody for one and the same needed issue are one finding. A body or a structure that would handle both and is only
proposed is named.

It does not see agreements between those who answer, nor meetings (see `one-bridge`).

Example:

```yaml
issues:
  - {id: vard, name: {sv: vård, en: care}, needs: transport, source: {in: s}}
  - {id: transport, name: {sv: transporter, en: transport}, source: {in: s}}
responsibilities:
  - {id: ansvar, issue: vard, who: [region-a], source: {in: s}}
```

```text
possible: Care: dependent on transport, but nobody is known to answer for transport, and no body is known to handle both.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from civo.findings import Verdict
from civo.network import Network
from civo.records import Issue, Record, Responsibility
from civo.rules.rule import Found, Gap, Remedy, certain, each
from civo.rules.scope import answering, named, own_bodies, own_issues, who_in_words
from civo.seats.handling import may_handle, where_handled, wider_issues
from civo.structure import Structure
from civo.words import Text

TITLE = Text("En fråga behöver en annan, och ingen har båda", "An issue needs another, and nobody is on both")
WHY = Text(
    "Den ena frågan planeras som om den andra vore löst, och ingen ser när det inte går ihop.",
    "The one is planned as if the other were settled, and nobody sees when the two do not fit.",
)
WHO = Text("de som ansvarar för frågorna", "those responsible for the issues")
CLOSE = Text(
    "Låt ett organ hantera båda frågorna, ge någon ansvar för båda, eller ange vem som redan har det.",
    "Let one body handle both issues, make somebody responsible for both, or state who is already.",
)
REMEDY = Remedy("one-body-for-both", one_by_one=("issue", "needed"))
Sort = Literal["true", "half-orphan", "needing-orphan", "orphan"]


class Case(NamedTuple):
    """A dependency that nobody bridges, with those who answer for either side."""

    issue: Issue
    needed: Issue
    ones: dict[str, Responsibility]
    others: dict[str, Responsibility]

    @property
    def sort(self) -> Sort:
        """Which side has anybody."""
        if self.ones:
            return "true" if self.others else "half-orphan"
        return "needing-orphan" if self.others else "orphan"


def find(structure: Structure) -> Found:
    """One finding for each dependency that nobody bridges, but one for all that lack anybody for the same issue."""
    cases: dict[object, list[Case]] = {}
    checked = 0
    for issue in own_issues(structure):
        for needed in dict.fromkeys(issue.needs):
            other = structure.get(needed)
            if isinstance(other, Issue) and not _is_part(structure, issue.id, needed):
                checked += 1
                case = Case(issue, other, answering(structure, issue.id), answering(structure, needed))
                if not _is_bridged(structure, case):
                    lacking = issue.id if case.sort == "needing-orphan" else needed
                    cases.setdefault((case.sort, lacking, case.sort == "true" and issue.id), []).append(case)
    return Found(checked, [_gap(structure, alike) for alike in cases.values()])


def _is_part(structure: Structure, one: str, other: str) -> bool:
    return one in wider_issues(structure, other) or other in wider_issues(structure, one)


def _is_bridged(structure: Structure, case: Case) -> bool:
    if not case.ones.keys().isdisjoint(case.others):
        return True
    handled = where_handled(structure, case.issue.id)
    return not handled.keys().isdisjoint(where_handled(structure, case.needed.id))


def _gap(structure: Structure, cases: list[Case]) -> Gap:
    first = cases[0]
    needing = list(dict.fromkeys(case.issue.id for case in cases))
    needed = list(dict.fromkeys(case.needed.id for case in cases))
    answers = tuple(r for case in cases for r in (*case.ones.values(), *case.others.values()))
    proposed = list({r.id: r for case in cases for r in _proposed(structure, case)}.values())
    names = {
        "needing": named(structure, needing),
        "needed": named(structure, needed),
        "ones": who_in_words(structure, first.ones),
        "others": who_in_words(structure, first.others),
        "proposed": _PROPOSED.filled(what=named(structure, [r.id for r in proposed])) if proposed else Text(""),
    }
    about = [one for case in cases for one in each(issue=case.issue.id, needed=case.needed.id)]
    subjects = (*needing, *(issue for issue in needed if issue not in needing))
    issues: list[Record] = [record for i in subjects if (record := structure.get(i))]
    chain = (*issues, *answers, *proposed)
    if first.sort == "true" and (mains := _mains(first)) and _no_body_can(structure, first):
        verdict = certain(first.issue, *mains)
        if verdict is Verdict.GAP:
            return Gap(verdict, about, _TRUE.filled(**names), chain)
    return Gap(Verdict.POSSIBLE, about, _SENTENCES[first.sort].filled(**names), chain)


def _mains(case: Case) -> tuple[Responsibility, ...]:
    """The records of those with the lead or the main responsibility; nothing unless both issues have some."""
    ones, others = ([r for r in told.values() if r.degree in ("lead", "main")] for told in (case.ones, case.others))
    return (*ones, *others) if ones and others else ()


def _no_body_can(structure: Structure, case: Case) -> bool:
    """Whether each own body is known to lack one of the two issues, and there are no bodies that no file lists."""
    one, other = case.issue.id, case.needed.id
    handled, handled_too = where_handled(structure, one), where_handled(structure, other)
    return structure.once(Network).all_bodies_listed and not any(
        (body.id in handled or may_handle(structure, body, one))
        and (body.id in handled_too or may_handle(structure, body, other))
        for body in own_bodies(structure)
    )


def _proposed(structure: Structure, case: Case) -> Iterator[Record]:
    """The bodies and structures that would handle both, and are no more than proposed."""
    both = {case.issue.id, case.needed.id}
    for body in structure.bodies:
        if body.status not in ("existing", "ended") and both.issubset(body.handles):
            yield body
    for arrangement in structure.arrangements:
        if arrangement.status not in ("existing", "ended") and both.issubset(arrangement.gathers):
            yield arrangement


_TRUE = Text(
    "{needing} behöver {needed}, men de som har huvudansvaret är olika ({ones}; {others}), och inget organ hanterar båda.",
    "{needing}: dependent on {needed}, but those mainly responsible differ ({ones}; {others}), and no body handles both.",
)
_PROPOSED = Text(
    "; i dag finns bara det som föreslås eller diskuteras ({what})",
    "; today there is only what is proposed or discussed ({what})",
)
_SENTENCES: dict[Sort, Text] = {
    "true": Text(
        "{needing} behöver {needed}, men ingen är känd som svarar för båda ({ones}; {others}), och inget organ är känt "
        "som hanterar båda{proposed}.",
        "{needing}: dependent on {needed}, but nobody is known to answer for both ({ones}; {others}), and no body is known to "
        "handle both{proposed}.",
    ),
    "half-orphan": Text(
        "{needing} behöver {needed}, men ingen är känd som svarar för {needed}, och inget organ är känt som hanterar "
        "båda{proposed}.",
        "{needing}: dependent on {needed}, but nobody is known to answer for {needed}, and no body is known to handle "
        "both{proposed}.",
    ),
    "needing-orphan": Text(
        "{needing} behöver {needed}, men ingen är känd som svarar för {needing}, och inget organ är känt som hanterar "
        "båda{proposed}.",
        "{needing}: dependent on {needed}, but nobody is known to answer for {needing}, and no body is known to handle "
        "both{proposed}.",
    ),
    "orphan": Text(
        "{needing} behöver {needed}, men ingen är känd som svarar för någon av frågorna, och inget organ är känt som "
        "hanterar båda{proposed}.",
        "{needing}: dependent on {needed}, but nobody is known to answer for any of them, and no body is known to handle "
        "both{proposed}.",
    ),
}
