"""What can be checked of a structure without any source at hand: stated numbers against what is declared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from civo.errors import Problem
from civo.records import Record
from civo.structure import Structure
from civo.words import Text


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, and what it looked at."""

    problems: tuple[Problem, ...]
    said: tuple[Text, ...]


def checked(structure: Structure) -> Checked:
    """The problems that stated numbers show, and the numbers of records looked at."""
    loaded = structure.loaded
    kinds = {kind: len(records) for kind, records in loaded.records.items() if records}
    numbers = len(structure.counts) + sum(c.number is not None for c in structure.collectives)
    inventory = Text(
        ", ".join(f"{number} {KIND_PLURALS[kind].sv}" for kind, number in kinds.items()),
        ", ".join(f"{number} {KIND_PLURALS[kind].en}" for kind, number in kinds.items()),
    )
    layers = Text(
        ", ".join(f"{layer.id} ({'på' if i in structure.layers else 'av'})" for i, layer in loaded.layers.items()),
        ", ".join(f"{layer.id} ({'on' if i in structure.layers else 'off'})" for i, layer in loaded.layers.items()),
    )
    return Checked(
        tuple(count_problems(structure)),
        (
            Text(
                f"{structure.title.sv}: {len(loaded.files)} filer utan fel, alla lager lästa.",
                f"{structure.title.en or structure.title.sv}: {len(loaded.files)} files without errors, all layers read.",
            ),
            inventory,
            Text(f"Lager: {layers.sv}", f"Layers: {layers.en}"),
            Text(f"{numbers} angivna antal stämmer ({structure.at}).", f"{numbers} stated numbers agree ({structure.at})."),
        ),
    )


def count_problems(structure: Structure) -> Iterator[Problem]:
    """Every stated number of organisations that differs from the number declared at the structure's date."""
    for count in structure.counts:
        yield from _compared(structure, count, ("number",), count.number, len(structure.members(count.of)))
    for collective in structure.collectives:
        if collective.number is not None:
            declared = len(structure.members(collective.members))
            yield from _compared(structure, collective, ("number",), collective.number, declared)


def _compared(
    structure: Structure, record: Record, path: tuple[str, ...], stated: int, declared: int
) -> Iterator[Problem]:
    if stated != declared:
        span = structure.loaded.span(record.id, path)
        message = _DIFFERS.filled(name=record.label, stated=stated, declared=declared)
        yield Problem(span.position, message, length=span.length)


_DIFFERS = Text(
    "{name}: källan anger {stated}, men {declared} är deklarerade",
    "{name}: the source says {stated}, but {declared} are declared",
)

KIND_PLURALS = {
    "sources": Text("källor", "sources"),
    "levels": Text("nivåer", "levels"),
    "kinds": Text("sorters organisation", "kinds of organisation"),
    "areas": Text("områden", "areas"),
    "organizations": Text("organisationer", "organisations"),
    "collectives": Text("kollektiv", "collectives"),
    "roles": Text("roller", "roles"),
    "arrangements": Text("ordningar", "arrangements"),
    "bodies": Text("organ", "bodies"),
    "seats": Text("platser", "seats"),
    "issues": Text("sakfrågor", "issues"),
    "coverages": Text("täckningar", "coverages"),
    "responsibilities": Text("ansvar", "responsibilities"),
    "absences": Text("uttalade frånvaror", "stated absences"),
    "plans": Text("planer", "plans"),
    "goals": Text("mål", "goals"),
    "changes": Text("förändringar", "changes"),
    "relations": Text("relationer", "relations"),
    "inquiries": Text("utredningar", "inquiries"),
    "remarks": Text("anmärkningar", "remarks"),
    "counts": Text("antal", "counts"),
    "accepted_gaps": Text("godtagna luckor", "accepted gaps"),
}
"""Each kind in the plural."""
