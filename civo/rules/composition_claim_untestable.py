"""A body is said to be representative, but its seats are not all listed, so nobody can tell.

Looks at every remark of the structure of the type `representative` and at the existing bodies that it is about: named in
it, part of an arrangement or at a level that it names. Where it names only a plan or a routine, they are the bodies in
the plan's area that are staffed by a routine (`staffed_by_routine`).

It is a **gap** when the claim is stated and a body's list of seats is not closed: that the claim cannot be tested is then
certain, whatever is true of the body. It is **possible** when the claim or the body is only implied or probable, when
they may not be there at the date, or when it is only inferred that the body is one the plan is for. It is **not
assessable** when it is not said which bodies the claim is about. Claims about the very same are one finding.

A level counts as untestable too when not all its bodies are listed. Whether a body with a closed list is representative
is for the reader of the list: civo does not say for whom the seats would have to be.

Example:

```yaml
bodies:
  - {id: radet, name: {sv: rådet, en: the council}, level: regional, composition: open, source: {in: s}}
remarks:
  - id: pastaende
    type: representative
    about: [radet]
    text: {sv: Rådet är representativt., en: The council is representative.}
    source: {in: s}
```

```text
gap: Not all seats are known (the council), so this cannot be tested: The council is representative.
```
"""

from collections.abc import Iterator

from civo.findings import Verdict
from civo.records import Arrangement, Body, Level, Plan, Record, Remark
from civo.rules.rule import Found, Gap, certain, each
from civo.rules.scope import named, own_bodies, own_remarks, remarked
from civo.seats.absences import all_seats_known
from civo.seats.leading import leads_of_body
from civo.structure import Structure
from civo.words import Text

TITLE = Text("Representativitet som inte går att pröva", "A claim of representativeness that cannot be tested")
WHY = Text(
    "Så länge platserna inte räknas upp är det ett löfte: ingen kan se vilka som är med och vilka som saknas.",
    "As long as the seats are not listed it is a promise: nobody can see who is there and who is missing.",
)
WHO = Text("den som tillsätter eller leder organet", "whoever sets up or leads the body")
CLOSE = Text(
    "Räkna upp organets alla platser och vilka de företräder (`composition: closed`).",
    "List all seats of the body and whom they represent (`composition: closed`).",
)


def find(structure: Structure) -> Found:
    """One finding for all claims about the same bodies."""
    remarks = own_remarks(structure, "representative")
    bodies = own_bodies(structure) if remarks else []
    together: dict[tuple[str, ...], tuple[list[Remark], list[Record]]] = {}
    for remark in remarks:
        about = [record for i in remark.about if (record := structure.get(i))]
        claimed = list(_claimed(about, bodies))
        untested: list[Record] = [body for body in claimed if not all_seats_known(structure, body)]
        untested += [level for level in about if isinstance(level, Level) and level.bodies != "closed"]
        if not claimed and not untested:
            untested = [record for record in about if isinstance(record, (Plan, Arrangement))]
        if untested:
            key = tuple(record.id for record in untested)
            together.setdefault(key, ([], untested))[0].append(remark)
    return Found(len(remarks), [_gap(structure, said, untested) for said, untested in together.values()])


def _claimed(about: list[Record], bodies: list[Body]) -> Iterator[Body]:
    """The bodies that a claim is about."""
    ids = {record.id for record in about}
    named_ones = [body for body in bodies if not ids.isdisjoint((body.id, body.level, body.arrangement))]
    yield from named_ones
    if not named_ones:
        areas = {record.area for record in about if isinstance(record, Plan) and record.area}
        yield from (body for body in bodies if body.staffed_by_routine and body.area in areas)


def _gap(structure: Structure, said: list[Remark], untested: list[Record]) -> Gap:
    ids = tuple(record.id for record in untested)
    names = {"what": named(structure, ids), "said": remarked(said)}
    chain = (*said, *untested)
    if any(isinstance(record, (Plan, Arrangement)) for record in untested):
        return Gap(Verdict.NOT_ASSESSABLE, each(what=ids), _NO_BODY.filled(**names), chain)
    told = {about for remark in said for about in remark.about}
    inferred = any(told.isdisjoint((r.id, *_wider(r))) for r in untested)
    who = tuple(dict.fromkeys(w for r in untested if isinstance(r, Body) for w in _askable(structure, r)))
    verdict = Verdict.POSSIBLE if inferred else certain(*chain)
    return Gap(verdict, each(what=ids), _UNTESTED.filled(**names), chain, named(structure, who) if who else None)


def _askable(structure: Structure, body: Body) -> tuple[str, ...]:
    """Who set the body up, else who leads it."""
    return body.appointed_by or tuple(lead.who for lead in leads_of_body(structure, body))


def _wider(record: Record) -> tuple[str, ...]:
    return tuple(i for i in (record.level, record.arrangement) if i) if isinstance(record, Body) else ()


_UNTESTED = Text(
    "Alla platser är inte kända ({what}), så detta går inte att pröva: {said}",
    "Not all seats are known ({what}), so this cannot be tested: {said}",
)
_NO_BODY = Text(
    "Vilket organ det gäller sägs inte ({what}), så detta går inte att pröva: {said}",
    "Which body is meant is not said ({what}), so this cannot be tested: {said}",
)
