"""A claim rests on a document that is not named, or that nobody has read.

Looks at two sorts of claims of the structure.

A record may cite a document that was not read itself (`read: second-hand`) and that has neither an address nor a
reference: nobody can look it up. Such a document is one finding, with all that rests on it. It is a **gap** when
something stated rests on it alone. It is **possible** when every such record cites another document too, which may or
may not bear the claim by itself. A document read at second hand that has an address or a reference can be looked up,
and is no finding.

A body may be said to be staffed by a written routine (`staffed_by_routine`). The routine is a plan that some record
names together with the body (a remark, a relation or an inquiry). It is a **gap** when the routine is known only
through the documents that tell of the body: nobody has read it. It is **possible** when no record names the routine. It
is neither when the routine has a source of its own that was read, or when one of the body's sources is the routine
(`same_as`, or the same name).

It does not see whether a document that is named says what it is said to say: `civo check --document` does. Nor does it
see claims that rest on a document which no record cites.

Example:

```yaml
sources:
  - {id: tal, name: {sv: Ett tal, en: A speech}, read: second-hand}
bodies:
  - {id: radet, name: {sv: rådet, en: the council}, source: {in: tal}}
```

```text
gap: No document that can be looked up bears what is said of the council (one fact), only A speech.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from civo.findings import Verdict
from civo.records import Body, Plan, Record, Seat, Source
from civo.rules.rule import Found, Gap, certain, each
from civo.rules.scope import named, own_bodies, shortened, topic
from civo.seats.declared import tenures
from civo.structure import Structure
from civo.words import Text, folded

TITLE = Text("Vilar på ett dokument som ingen kan kontrollera", "Rests on a document that nobody can check")
WHY = Text(
    "Det som ingen kan slå upp kan varken styrkas, motsägas eller följas.",
    "What nobody can look up can be neither confirmed, contradicted nor followed.",
)
WHO = Text("den som har skrivit källan", "whoever wrote the source")
CLOSE = Text(
    "Ta reda på vilket dokument det är, läs det, och ange det som källa med adress eller beteckning.",
    "Find out which document it is, read it, and give it as a source with its address or reference.",
)


def find(structure: Structure) -> Found:
    """One finding for each document that cannot be looked up, and one for each body whose routine nobody has read."""
    resting: dict[str, list[Record]] = {}
    for _, record in structure.all_records():
        if structure.is_own(record):
            for document in dict.fromkeys(_documents(record)):
                resting.setdefault(document, []).append(record)
    lost = {document for document in resting if _is_lost(structure, document)}
    gaps = [_unnamed(structure, document, resting[document], lost) for document in resting if document in lost]
    staffed = [body for body in own_bodies(structure) if body.staffed_by_routine]
    routines = _routines(structure) if staffed else {}
    for body in staffed:
        gaps += _unread(structure, body, routines.get(body.id, {}))
    return Found(len(resting) + len(staffed), gaps)


def _documents(record: Record) -> Iterator[str]:
    """The documents that a record cites, those of a seat's holders among them."""
    for place in record.source:
        yield place.document
    if isinstance(record, Seat):
        for tenure in tenures(record):
            for place in tenure.source:
                yield place.document


def _is_lost(structure: Structure, document: str) -> bool:
    source = structure.get(document)
    return isinstance(source, Source) and source.read == "second-hand" and not (source.url or source.reference)


def _unnamed(structure: Structure, document: str, records: list[Record], lost: set[str]) -> Gap:
    alone = [record for record in records if lost.issuperset(_documents(record))]
    stated = any(record.certainty == "stated" for record in alone)
    source = structure.get(document)
    chain = (*([source] if source else []), *records)
    told = alone or records
    what = shortened(list(dict.fromkeys(topic(structure, record) for record in told)))
    number = _ONE if len(told) == 1 else Text(f"{len(told)} uppgifter", f"{len(told)} facts")
    sentence = (_RESTS if alone else _RESTS_PARTLY).filled(number=number, what=what, document=structure.name(document))
    about = each(document=document, record=[record.id for record in records])
    return Gap(Verdict.GAP if stated else Verdict.POSSIBLE, about, sentence, chain)


def _routines(structure: Structure) -> dict[str, dict[str, tuple[Plan, Record]]]:
    """For each body, the plans that some record names together with it, with that record."""
    found: dict[str, dict[str, tuple[Plan, Record]]] = {}
    told: list[tuple[Record, tuple[str, ...]]] = [
        *((r, r.about) for r in structure.remarks),
        *((r, r.about) for r in structure.inquiries),
        *((r, (*r.who, *r.what)) for r in structure.relations),
    ]
    for record, about in told:
        plans = [plan for i in about if isinstance(plan := structure.get(i), Plan)]
        for body in about if plans else ():
            found.setdefault(body, {}).update({plan.id: (plan, record) for plan in plans})
    return found


def _unread(structure: Structure, body: Body, routines: dict[str, tuple[Plan, Record]]) -> list[Gap]:
    """The finding of a body whose routine nobody has read; none where it was read."""
    cited = set(_documents(body))
    plans = [plan for plan, _ in routines.values()]
    if any(_was_read(structure, plan, cited) for plan in plans):
        return []
    names = {
        "body": body.label,
        "documents": named(structure, tuple(dict.fromkeys(d for p in plans for d in _documents(p) if d in cited))),
    }
    if not plans:
        return [Gap(Verdict.POSSIBLE, each(body=body.id), _WHICH.filled(**names), (body,))]
    sentence = _HEARSAY.filled(routine=shortened([topic(structure, plan) for plan in plans]), **names)
    about = each(body=body.id, plan=list(routines))
    chain = (body, *plans, *(record for _, record in routines.values()))
    return [Gap(certain(body, *plans), about, sentence, chain)]


def _was_read(structure: Structure, plan: Plan, cited: set[str]) -> bool:
    """Whether the plan has a source of its own that was read, or is itself one of the documents cited."""
    names = {folded(name) for name in (plan.name.sv, plan.name.en, *plan.aliases) if name}
    same = {same.id for same in plan.same_as}
    for document in {*cited, *_documents(plan)}:
        source = structure.get(document)
        if isinstance(source, Source) and source.read != "second-hand":
            own = document not in cited
            if own or document in same or not names.isdisjoint({folded(source.name.sv), folded(source.name.en)}):
                return True
    return False


_ONE = Text("en uppgift", "one fact")
_RESTS = Text(
    "Inget dokument som går att slå upp bär {number} om {what}, bara {document}.",
    "No document that can be looked up bears what is said of {what} ({number}), only {document}.",
)
_RESTS_PARTLY = Text(
    "Vad som sägs om {what} ({number}) vilar delvis på ett dokument som inte går att slå upp: {document}.",
    "What is said of {what} ({number}) rests partly on a document that cannot be looked up: {document}.",
)
_HEARSAY = Text(
    "Vilka som sitter i {body} avgörs av ett dokument som bara är känt genom {documents}: {routine}.",
    "Who sits in {body} is decided by a document that is known only through {documents}: {routine}.",
)
_WHICH = Text(
    "Vilka som sitter i {body} avgörs av en rutin, men vilken rutin sägs inte.",
    "Who sits in {body} is decided by a routine, but which routine is not said.",
)
