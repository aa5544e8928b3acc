"""What can be checked of a structure without any source at hand: numbers and orders against who is declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from civo.answers import Column, Table
from civo.contradictions import contradictions, empty_collectives
from civo.dates import Period
from civo.errors import InvalidFiles, Problem
from civo.kind_words import KIND_WORDS
from civo.loading.loaded import Loaded
from civo.opening import laid_over, other_scenarios, scenario_files
from civo.publicity import internal_numbers
from civo.records import Collective, Count, Record, Seat
from civo.seats.declared import order_of_turns, shared_among, who_share
from civo.structure import Structure
from civo.words import Text, joined

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, and what it looked at."""

    problems: tuple[Problem, ...]
    said: tuple[Text, ...]


def checked(structure: Structure) -> Checked:
    """The problems that stated numbers, orders, contradictions and scenarios show, and the numbers of records looked at."""
    loaded = structure.loaded
    kinds = {kind: len(records) for kind, records in loaded.records.items() if records}
    numbers = len(_stated(structure))
    inventory = _inventory(kinds)
    layers = Text(
        ", ".join(f"{layer.id} ({'på' if i in structure.layers else 'av'})" for i, layer in loaded.layers.items()),
        ", ".join(f"{layer.id} ({'on' if i in structure.layers else 'off'})" for i, layer in loaded.layers.items()),
    )
    scenarios = ", ".join(scenario_files(loaded))
    if structure.is_open:  # numbers and orders are checked with all records, before anything is left out
        return Checked(
            (),
            (
                _whole_files(structure),
                inventory,
                Text(f"Lager: {layers.sv}", f"Layers: {layers.en}"),
            ),
        )
    marked = internal_numbers(loaded)
    internal = _inventory(marked)
    return Checked(
        (
            *count_problems(structure),
            *order_problems(structure),
            *contradictions(structure),
            *empty_collectives(structure),
            *scenario_problems(loaded),
        ),
        (
            _whole_files(structure),
            inventory,
            Text(f"Lager: {layers.sv}", f"Layers: {layers.en}"),
            *([_agree(numbers)] if numbers else []),
            *([Text(f"Scenarier: {scenarios}", f"Scenarios: {scenarios}")] if scenarios else []),
            *([_INTERNAL.filled(which=internal)] if marked else []),
        ),
    )


def _inventory(numbers: Mapping[str, int]) -> Text:
    """How many records there are of each kind."""
    words = [(n, KIND_WORDS[kind].word if n == 1 else KIND_WORDS[kind].plural) for kind, n in numbers.items()]
    return Text(", ".join(f"{n} {word.sv}" for n, word in words), ", ".join(f"{n} {word.en}" for n, word in words))


def _agree(numbers: int) -> Text:
    """That so many stated numbers are those of what is declared."""
    if numbers == 1:
        return Text("1 angivet antal stämmer.", "1 stated number agrees.")
    return Text(f"{numbers} angivna antal stämmer.", f"{numbers} stated numbers agree.")


def _whole_files(structure: Structure) -> Text:
    number = len(structure.loaded.files)
    return Text(
        f"{structure.title.sv}: {number} {'fil' if number == 1 else 'filer'} utan fel, alla lager lästa.",
        f"{structure.title.en or structure.title.sv}: {number} {'file' if number == 1 else 'files'} without errors, "
        "all layers read.",
    )


_INTERNAL = Text(
    "Inte öppna, utelämnas med --audience open: {which}.", "Not open, left out with --audience open: {which}."
)


def problem_table(problems: Iterable[Problem], said: Iterable[Text]) -> Table:
    """Problems as a table, a row for each, with what was looked at as notes."""
    rows = [
        (
            Text("varning", "warning") if problem.warning else Text("fel", "error"),
            problem.position.file,
            problem.position.line,
            problem.position.column,
            problem.position.cell,
            problem.message,
            problem.expected,
            problem.suggestion,
        )
        for problem in problems
    ]
    return Table(Text("Kontroll av filerna", "Check of the files"), _COLUMNS, tuple(rows), tuple(said))


_COLUMNS = (
    Column("severity", Text("Sort", "Severity")),
    Column("file", Text("Fil", "File")),
    Column("line", Text("Rad", "Line")),
    Column("column", Text("Kolumn", "Column")),
    Column("cell", Text("Cell", "Cell")),
    Column("message", Text("Meddelande", "Message")),
    Column("expected", Text("Väntat", "Expected")),
    Column("suggestion", Text("Menade du", "Did you mean")),
)


def count_problems(structure: Structure) -> Iterator[Problem]:
    """Every stated number of organisations that differs from the number declared.

    Each is compared at the date its record speaks of: when it was observed or began, else the structure's own date;
    with the layers that are on, and only where its own layer is.
    """
    dates = _Dates(structure)
    for record in _stated(structure):
        then = dates.of(record)
        selector = record.of if isinstance(record, Count) else record.members
        yield from _compared(then, record, ("number",), record.number or 0, len(then.members(selector)))


def scenario_problems(loaded: Loaded) -> Iterator[Problem]:
    """Every problem in the scenarios that come with the structure, each laid over what is loaded alone."""
    for name in other_scenarios(loaded):
        try:
            laid_over(loaded, name)
        except InvalidFiles as wrong:
            yield from wrong.problems


def sound_scenarios(loaded: Loaded) -> Iterator[Loaded]:
    """What is loaded with each of the scenarios that come with the structure laid over it alone, without the faulty ones."""
    for name in other_scenarios(loaded):
        with suppress(InvalidFiles):
            yield laid_over(loaded, name)


class _Dates:
    """The structure at the date that each record speaks of: when it was observed or began, else the structure's own."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._made: dict[Period, Structure] = {structure.at: structure}

    def of(self, record: Record) -> Structure:
        loaded = self._structure.loaded
        at = record.observed or record.start or loaded.manifest.date
        if at not in self._made:
            self._made[at] = Structure(loaded, at, self._structure.layers)
        return self._made[at]


def order_problems(structure: Structure) -> Iterator[Problem]:
    """Everybody in the order of a rotating seat who does not share it, and orders that leave somebody out (a warning).

    Each is read at the date its record speaks of, as stated numbers are; of one who is not there then nothing is said.
    """
    loaded = structure.loaded
    dates = _Dates(structure)
    for seat in _of(loaded, "seats", Seat):
        order = order_of_turns(seat)
        if not order or loaded.layer_of(seat.id) not in structure.layers:
            continue
        then = dates.of(seat)
        among = who_share(then, seat)
        for n, name in enumerate(order):
            if name not in among and then.get(name) is not None:
                span = loaded.span(seat.id, ("rotates", "order", n))
                message = _OUTSIDE.filled(name=then.name(name), among=shared_among(then, seat) or "")
                yield Problem(span.position, message, length=span.length)
        if left_out := [name for name in among if name not in order]:
            span = loaded.span(seat.id, ("rotates", "order"))
            yield Problem(span.position, _left_out(then, left_out), length=span.length, warning=True)


def _left_out(structure: Structure, names: list[str]) -> Text:
    """Who an order leaves out; of many, how many."""
    if len(names) > _MANY:
        return Text(
            f"turordningen utelämnar {len(names)} som delar platsen", f"the order leaves out {len(names)} of them"
        )
    return _LEFT_OUT.filled(who=joined(structure.name(name) for name in names))


def _stated(structure: Structure) -> list[Count | Collective]:
    """The records that state a number and are compared: those whose own layer is on."""
    loaded = structure.loaded
    told: list[Count | Collective] = [*_of(loaded, "counts", Count), *_of(loaded, "collectives", Collective)]
    return [r for r in told if r.number is not None and loaded.layer_of(r.id) in structure.layers]


def _of(loaded: Loaded, kind: str, model: type[R]) -> list[R]:
    return [record for record in loaded.records.get(kind, []) if isinstance(record, model)]


def _compared(
    structure: Structure, record: Record, path: tuple[str, ...], stated: int, declared: int
) -> Iterator[Problem]:
    if stated != declared:
        span = structure.loaded.span(record.id, path)
        message = _DIFFERS.filled(name=record.label, stated=stated, declared=declared)
        yield Problem(span.position, message, length=span.length)


_MANY = 6
_OUTSIDE = Text(
    "turordningen nämner {name}, som inte är bland dem som delar platsen: {among}",
    "the order names {name}, who is not among those who share the seat: {among}",
)
_LEFT_OUT = Text("turordningen utelämnar {who}", "the order leaves out {who}")
_DIFFERS = Text(
    "{name}: källan anger {stated}, men {declared} är deklarerade",
    "{name}: the source says {stated}, but {declared} are declared",
)
