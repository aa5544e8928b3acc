"""What was last seen long before the date asked.

Looks at everything of the structure's own that is known from an observation (`observed`) and has no end, and at holders
who were seen in a seat, where no later one is told of it. It tells of those that were last seen longer ago than a limit
before the date asked: three years. Of an observation in a year or a month the last day counts, so that what was seen at
some time in 2023 is stale from 2027. What has both a beginning and an end told is known, not seen, and a holder who is
followed by another is history.

All that was last seen at one time in one document (the first that a record cites) is one finding: one new reading mends
it all. It is always **possible**, never a gap: what was seen may hold still. Questions answer *unknown* for times when
nothing was seen, from the first day; this rule says which sources to read anew.

Asked about the structure's own date there is seldom anything to find. Ask for a later one: `civo gaps --at 2027`.

The limit is three years unless the structure says otherwise: `rules: [{rule: stale-observation, limit: 18 months}]` in
structure.yaml.

Example:

```yaml
bodies:
  - {id: radet, name: {sv: rådet, en: the council}, observed: 2020, source: {in: s}}
  - {id: natverket, name: {sv: nätverket, en: the network}, observed: 2020, source: {in: s}}
  - {id: gruppen, name: {sv: gruppen, en: the group}, observed: 2021-06, source: {in: s}}
```

```text
possible: Last seen 2020, more than 3 years before 2024-06-01, by the source: the council and the network.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from civo.dates import Period, parsed_period
from civo.findings import Verdict
from civo.records import Place, Record, Seat, Tenure
from civo.rules.rule import Found, Gap, each
from civo.rules.scope import in_words, shortened
from civo.seats.declared import tenures
from civo.structure import Structure
from civo.terms import Term, later, parsed_term, term_in_words
from civo.words import Text

TITLE = Text("Sågs senast för länge sedan", "Last seen long ago")
WHY = Text(
    "Det som ingen har sett efter på flera år kan ha ändrats, och den som litar på det kan ringa fel.",
    "What nobody has looked at for years may have changed, and those who rely on it may turn to the wrong place.",
)
WHO = Text("den som ger ut källan, eller den som samordnar", "whoever publishes the source, or whoever coordinates")
CLOSE = Text(
    "Läs en nyare källa och lägg till vad som gäller nu, eller ange när det upphörde (`to`).",
    "Read a newer source and add what holds now, or state when it ended (`to`).",
)
LIMIT = "3 years"
"""How long an observation is good for, where nothing else is said."""


def find(structure: Structure) -> Found:
    """One finding for each time and document by which something was last seen too long ago."""
    allowed = parsed_term(structure.limit("stale-observation", LIMIT))
    alike: dict[tuple[Period, str], dict[str, Record]] = {}
    checked = 0
    old: dict[Period, bool] = {}
    for record, observed, document in _last_seen(structure):
        checked += 1
        if observed not in old:
            old[observed] = _good_until(observed, allowed) < structure.at.first
        if old[observed]:
            alike.setdefault((observed, document), {})[record.id] = record
    gaps = [_gap(structure, allowed, observed, document, found) for (observed, document), found in alike.items()]
    return Found(checked, gaps)


def _last_seen(structure: Structure) -> Iterator[tuple[Record, Period, str]]:
    """What is known from an observation, with its time and the document that tells of it."""
    for _, record in structure.all_records():
        last = _last(tenures(record)) if isinstance(record, Seat) else None
        if not (record.observed or (last and last.observed)) or not structure.is_own(record):
            continue
        if record.observed and record.end is None:
            yield record, record.observed, _document(record.source)
        if last and last.observed and last.end is None:
            yield record, last.observed, _document(last.source or record.source)


def _last(tenures: tuple[Tenure, ...]) -> Tenure | None:
    """The tenure that is told of last, where any is."""
    return max(tenures, key=_last_day) if len(tenures) > 1 else tenures[0] if tenures else None


def _document(places: tuple[Place, ...]) -> str:
    """The document cited first; "" where none is."""
    return places[0].document if places else ""


def _last_day(tenure: Tenure) -> int:
    """The last day that something is told of: an end, an observation or a beginning."""
    return max((bound.after for bound in (tenure.start, tenure.end, tenure.observed) if bound), default=0)


def _good_until(observed: Period, allowed: Term) -> int:
    """The last day on which the observation is not older than allowed."""
    until = later(parsed_period(date.fromordinal(observed.after - 1).isoformat()), allowed)
    return until.first if until else date.max.toordinal()


def _gap(structure: Structure, allowed: Term, observed: Period, document: str, found: dict[str, Record]) -> Gap:
    records = tuple(sorted(found.values(), key=lambda record: not record.name.sv))  # those with a name first
    sentence = _STALE.filled(
        observed=str(observed),
        limit=term_in_words(allowed),
        at=str(structure.at),
        source=structure.name(document),
        what=shortened([in_words(structure, record) for record in records]),
    )
    return Gap(Verdict.POSSIBLE, each(record=[r.id for r in records]), sentence, records)


_STALE = Text(
    "Sågs senast {observed}, mer än {limit} före {at}, enligt {source}: {what}.",
    "Last seen {observed}, more than {limit} before {at}, by {source}: {what}.",
)
