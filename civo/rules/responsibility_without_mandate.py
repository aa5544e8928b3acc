"""A body carries a responsibility, and no right to decide is known for it.

Looks at every existing body of the structure that carries a responsibility:

- it leads or coordinates something (a relation `leads` or `coordinates`, or it is the `lead` of another body); or
- a remark of the type `load` about it says that responsibility rests, or may come to rest, on it.

It fires when no right to decide is known for that body: no `decides`, no function `decision`, `steering` or `direction`,
no plan that it adopts and no body that it sets up. A body that is stated to be the same as another one has the rights of
both; where that is only implied or probable, the finding says so.

This is **possible**, never a gap: what a body may decide is an open list, and a source may be silent about a right that
is there. It is **not assessable** when what the body carries is known from another time only. To handle an issue is no
responsibility here, and the responsibilities of organisations are for `responsible-not-seated` and `no-agenda-access`.

Example:

```yaml
bodies:
  - {id: natverket, name: {sv: nätverket, en: the network}, source: {in: s}}
relations:
  - {id: samordnar, who: [natverket], does: coordinates, what: [lokal], source: {in: s}}
```

```text
possible: No right to decide is known for the network, which coordinates Local level.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from civo.findings import Verdict
from civo.records import Body, Record, Relation, Remark
from civo.rules.rule import Found, Gap, each
from civo.rules.scope import deciding_bodies, named, other_names, own_bodies, own_remarks, remarked
from civo.seats.leading import leads_of_body
from civo.structure import Structure
from civo.words import NO_TEXT, Text, joined

TITLE = Text("Ansvar utan mandat", "Responsibility without a mandate")
WHY = Text(
    "Den som ska hålla ihop något utan att få besluta är beroende av allas goda vilja, just när den prövas.",
    "Those who have to hold something together without deciding depend on everybody's good will, just when it is tested.",
)
WHO = Text("den som har gett organet uppgiften", "whoever gave the body its task")
CLOSE = Text(
    "Ge organet rätt att besluta om det som det ska samordna, eller ange vem som beslutar i dess ställe.",
    "Give the body a right to decide on what it has to coordinate, or state who decides in its place.",
)

_VERBS = {"leads": Text("leder", "leads"), "coordinates": Text("samordnar", "coordinates")}


def find(structure: Structure) -> Found:
    """One finding for each body."""
    relations: dict[str, list[Relation]] = {}
    for relation in structure.relations:
        if relation.does in _VERBS and relation.status == "existing":
            for who in relation.who:
                relations.setdefault(who, []).append(relation)
    led: dict[str, list[Body]] = {}
    for body in structure.bodies:
        for lead in leads_of_body(structure, body) if body.status == "existing" else ():
            if not isinstance(lead.records[0], Relation):
                led.setdefault(lead.who, []).append(body)
    loads: dict[str, list[Remark]] = {}
    for remark in own_remarks(structure, "load"):
        for about in remark.about:
            loads.setdefault(about, []).append(remark)
    carrying = [b for b in own_bodies(structure) if b.id in relations or b.id in led or b.id in loads]
    deciding = deciding_bodies(structure)
    gaps = []
    for body in carrying:
        names = other_names(structure, body.id)
        rights = {o for o in names if o in deciding}
        if body.id not in deciding and not any(names[o] == "stated" for o in rights):
            told = (relations.get(body.id, []), led.get(body.id, []), loads.get(body.id, []))
            gaps.append(_gap(structure, body, told, sorted(rights)))
    return Found(len(carrying), gaps)


def _gap(
    structure: Structure, body: Body, told: tuple[list[Relation], list[Body], list[Remark]], rights: list[str]
) -> Gap:
    relations, led, loads = told
    carried: tuple[Record, ...] = (*relations, *led, *loads)
    does = list(_does(structure, relations, led))
    sentence = _NONE.filled(
        body=body.label,
        does=_DOES.filled(does=joined(does)) if does else NO_TEXT,
        perhaps=_PERHAPS.filled(others=named(structure, rights)) if rights else NO_TEXT,
        said=_SAID.filled(said=remarked(loads)) if loads else NO_TEXT,
    )
    dated = all(record.id in structure.uncertain for record in carried)
    return Gap(Verdict.NOT_ASSESSABLE if dated else Verdict.POSSIBLE, each(body=body.id), sentence, (body, *carried))


def _does(structure: Structure, relations: list[Relation], led: list[Body]) -> Iterator[Text]:
    for verb, words in _VERBS.items():
        things = [what for relation in relations if relation.does == verb for what in relation.what]
        things += [body.id for body in led] if verb == "leads" else []
        if things:
            what = named(structure, list(dict.fromkeys(things)))
            yield Text(f"{words.sv} {what.sv}", f"{words.en} {what.en}")


_NONE = Text(
    "Någon rätt att besluta är inte känd för {body}{does}{perhaps}.{said}",
    "No right to decide is known for {body}{does}{perhaps}.{said}",
)
_DOES = Text(", som {does}", ", which {does}")
_PERHAPS = Text(
    ", om det inte är detsamma som {others}, med en sådan rätt", ", unless it is the same as {others}, which has one"
)
_SAID = Text(" Källan om bördan: {said}", " The source on its load: {said}")
