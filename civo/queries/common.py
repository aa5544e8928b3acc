"""What the questions share: columns, cells and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from civo.absent import absent_from
from civo.answers import Cell, Column, Fact, Table
from civo.records import Body, Certainty, Completeness, Record, Seat, Status, Tenure
from civo.rotation import ByOrder, ByTerm
from civo.seats.claims import holders, one_or_more
from civo.seats.declared import bases, speaks_for, tenures
from civo.seats.leading import leads_of_body
from civo.structure import Structure
from civo.truth import Truth
from civo.withheld import LEFT_OPEN, audience_notes, not_assessed, silence
from civo.words import OR, Text, joined

CERTAINTY: dict[Certainty, Text] = {
    "stated": Text("uttalat", "stated"),
    "implied": Text("underförstått", "implied"),
    "probable": Text("troligt", "probable"),
}
STATUS: dict[Status, Text] = {
    "existing": Text("finns", "existing"),
    "proposed": Text("föreslaget", "proposed"),
    "discussed": Text("diskuteras", "discussed"),
    "under-investigation": Text("utreds", "under investigation"),
    "ended": Text("upphört", "ended"),
}
COMPLETENESS: dict[Completeness, Text] = {
    "closed": Text("sluten: alla platser är kända", "closed: all seats are known"),
    "open": Text("öppen: fler än de kända kan sitta här", "open: others than those known may sit here"),
    "varies": Text("varierar", "varies"),
    "unknown": Text("okänt om alla platser är kända", "not known whether all seats are known"),
}
BASIS: dict[str, Text] = {
    "permanent": Text("fast", "permanent"),
    "rotating": Text("roterande", "rotating"),
    "substitute": Text("ersättare", "substitute"),
    "co-opted": Text("adjungerad", "co-opted"),
    "chair": Text("ordförande", "chair"),
    "secretary": Text("sekreterare", "secretary"),
}
MODE: dict[str, Text] = {
    "normal": Text("i vardagen", "in normal times"),
    "peace-crisis": Text("vid kris", "in a crisis"),
    "heightened-alert": Text("vid höjd beredskap", "at heightened alert"),
    "war": Text("vid krig", "in war"),
}
DEGREE: dict[str, Text] = {
    "lead": Text("leder", "lead"),
    "main": Text("huvudansvar", "main"),
    "partial": Text("delvis", "partial"),
    "unspecified": Text("ansvar", "responsible"),
}
PLACE: dict[str, Text] = {
    "full": Text("ingår", "included"),
    "weak": Text("svagare plats", "weaker place"),
    "none": Text("ligger utanför", "outside"),
}
UNKNOWN = Text("okänt", "unknown")
_SEEN = Text("{who} {when}", "{who} {when}")
_OF_EACH = Text("{who}: {when}", "{who}: {when}")
_BY_ORDER = Text("{who} (enligt turordningen)", "{who} (by the declared order)")
_TERM_OVER = Text("{who} (period till {end})", "{who} (term to {end})")
_NEXT = Text("härnäst: {who} från {when}", "next: {who} from {when}")
_PERHAPS = Text("okänt: {who}", "unknown: {who}")
NOT_SAID = Text("anges inte", "not said")

SOURCE = Column("source", Text("Källa", "Source"))
CERTAIN = Column("certainty", Text("Säkerhet", "Certainty"))
DECLARED = Column("declared", Text("Deklarerad", "Declared"), detail=True)
ID = Column("id", Text("Id", "Id"), detail=True)


def source_cell(structure: Structure, *records: Record) -> Cell:
    """Where the sources say it: document, heading and paragraph."""
    return structure.places(*records)


def declared_cell(structure: Structure, *records: Record) -> Cell:
    """Where the records are declared: file:line:column."""
    return tuple(dict.fromkeys(str(structure.loaded.position(record.id)) for record in records))


def names(structure: Structure, ids: Iterable[str]) -> tuple[Text, ...]:
    """The names behind the ids."""
    return tuple(structure.name(i) for i in ids)


def hedged(structure: Structure, record: Record, text: Text) -> Text:
    """What a record says, as far as it holds at the date: unknown where it was only seen at another time."""
    if record.id in structure.uncertain:
        when = f"{record.observed}: " if record.observed else ""
        return Text(f"okänt ({when}{text.sv})", f"unknown ({when}{text.en or text.sv})")
    if record.status != "existing":
        status = STATUS[record.status]
        return Text(f"{text.sv} ({status.sv})", f"{text.en or text.sv} ({status.en})")
    return text


def lead_of_body_cell(structure: Structure, body: Body) -> Cell:
    """Who leads a body at the date, as far as known; who does not any more, or not yet, though a record names them."""
    told = leads_of_body(structure, body)
    words = {"leads": Text("{who}"), "coordinates": Text("{who} (samordnar)", "{who} (coordinates)")}
    certain = [lead for lead in told if lead.truth is Truth.YES]
    named = tuple(words[lead.verb].filled(who=structure.name(lead.who)) for lead in certain or told)
    if named and not certain:
        return _PERHAPS.filled(who=joined(named, OR))
    return (*named, *not_there(structure, body, "lead")) if named else unknown_as(not_there(structure, body, "lead"))


def filled_cell(structure: Structure, record: Record, field: str) -> Cell:
    """The names in a field that tells who fills a role, and of those who are not there at the date, why they do not."""
    return (*names(structure, getattr(record, field)), *not_there(structure, record, field))


def not_there(structure: Structure, record: Record, field: str) -> tuple[Text, ...]:
    """Those named in a field of a record who are not there at the date, each with why."""
    return absent_from(structure, record.id, field)


def unknown_as(named: tuple[Text, ...]) -> Cell:
    """Unknown, with those named who are not there."""
    return Text("okänt: {who}", "unknown: {who}").filled(who=joined(named)) if named else UNKNOWN


def holder_cell(structure: Structure, seat: Seat) -> Cell:
    """Who holds a seat at the date, or that it is unknown, with what is known of other times and what the order implies."""
    found = holders(structure, seat)
    certain = tuple(_holder(structure, tenure) for tenure, truth in found if truth is Truth.YES)
    if certain and seat.id not in structure.uncertain:
        return certain
    known = [_SEEN.filled(who=structure.name(t.organization), when=str(t.observed)) for t, _ in found if t.observed]
    if known:
        seen = Text(", ".join(text.sv for text in known), ", ".join(text.en for text in known))
        return Text(f"okänt (sågs: {seen.sv})", f"unknown (seen: {seen.en})")
    if certain:
        held = joined(certain)
        return Text(f"okänt ({held.sv})", f"unknown ({held.en})")
    maybe = tuple(_holder(structure, tenure) for tenure, _ in found if isinstance(tenure, (ByOrder, ByTerm)))
    if maybe:
        return _PERHAPS.filled(who=joined(maybe, OR))
    return one_or_more(structure, seat) or UNKNOWN


def _holder(structure: Structure, tenure: Tenure) -> Text:
    """The name of a holder, and what makes it one where that is not told."""
    name = structure.name(tenure.organization)
    if isinstance(tenure, ByOrder):
        return _BY_ORDER.filled(who=name)
    if isinstance(tenure, ByTerm) and tenure.end and tenure.end.first < structure.at.after:
        return _TERM_OVER.filled(who=name, end=str(tenure.end))
    return name


def next_cell(structure: Structure, seat: Seat) -> tuple[Text, ...]:
    """Who holds a seat after the date, and from when: as told, or as the declared order implies; the first one known."""
    coming = [t for t in tenures(seat) if t.start and t.start.first >= structure.at.after]
    if not coming:
        return ()
    first = min(coming, key=lambda tenure: tenure.start.first if tenure.start else 0)
    words = _NEXT.filled(who=structure.name(first.organization), when=str(first.start))
    return (_BY_ORDER.filled(who=words) if isinstance(first, ByOrder) else words,)


def since_cell(seat: Seat, structure: Structure) -> Cell:
    """From when the holder at the date has held the seat, or when that was observed; of several, each with its name."""
    found = holders(structure, seat)
    certain = [tenure for tenure, truth in found if truth is Truth.YES]
    shown = certain if certain and seat.id not in structure.uncertain else [tenure for tenure, _ in found]
    several = len({tenure.organization for tenure in shown}) > 1
    told = [(structure.name(tenure.organization), text) for tenure in shown for text in since(tenure)]
    return tuple(_OF_EACH.filled(who=who, when=text) if several else text for who, text in told)


def since(tenure: Tenure) -> Iterator[Text]:
    """From when somebody has held a seat, or when that was observed."""
    if isinstance(tenure, ByOrder):
        yield _BY_ORDER.filled(who=Text(f"från {tenure.start}", f"since {tenure.start}"))
    elif tenure.start:
        yield Text(f"från {tenure.start}", f"since {tenure.start}")
    if tenure.observed:
        yield Text(f"observerad {tenure.observed}", f"observed {tenure.observed}")


def basis_cell(seat: Seat) -> Cell:
    """On what ground the seat exists."""
    return tuple(BASIS[word] for word in bases(seat)) or NOT_SAID


def represents_cell(structure: Structure, seat: Seat) -> Cell:
    """For whom the seat speaks."""
    return speaks_for(structure, seat) or NOT_SAID


NOT_TOLD = not_assessed(Text("vad som är enda vägen eller saknas", "what is the only way or missing"))


def narrowed_note(where: str, told: Iterable[tuple[Record, Truth]]) -> Iterator[Text]:
    """What to know of an answer narrowed by a selector: which of those shown it may not fit after all."""
    if not where:
        return
    unsure = [record.label for record, truth in told if truth is Truth.UNKNOWN]
    yield Text(f"Urval: {where}", f"Selected: {where}")
    if unsure:
        listed = joined(unsure)
        yield Text(
            f"Om urvalet passar går inte att säga för {listed.sv}.", f"Whether it fits cannot be told of {listed.en}."
        )


def answer(
    structure: Structure,
    title: Text,
    columns: tuple[Column, ...],
    rows: Iterable[tuple[Cell, ...]],
    *,
    notes: Iterable[Text] = (),
    facts: Iterable[Fact] = (),
) -> Table:
    """A table that says for which date and layers it is, and notes what that date means for the facts."""
    return Table(
        title,
        columns,
        tuple(rows),
        (*notes, *date_notes(structure), *audience_notes(structure.loaded)),
        tuple(facts),
        str(structure.at),
        tuple(layer for layer in structure.loaded.layers if layer in structure.layers),
    )


def unknown_means(structure: Structure) -> Text:
    """What unknown means in a table of yes, no and unknown."""
    return _UNKNOWN_MEANS.filled(why=silence(structure.loaded, LEFT_OPEN))


_UNKNOWN_MEANS = Text("Okänt betyder att {why}, inte nej.", "Unknown means that {why}, not no.")


def as_part(structure: Structure, table: Table) -> Table:
    """The table as part of something that says itself for whom it is: without the note that says so."""
    said = audience_notes(structure.loaded)
    return replace(table, notes=tuple(note for note in table.notes if note not in said))


def date_notes(structure: Structure) -> list[Text]:
    """What to know when the date asked is not the one that the structure speaks of."""
    told = structure.loaded.manifest.date
    at = structure.at
    if told.first <= at.first and at.after <= told.after:
        return []
    return [
        Text(
            f"Frågan gäller {at}, men uppgifterna är från {told}. Det som bara har observerats då är okänt nu; det som har "
            "ett startdatum men inget slutdatum visas som om det gällde.",
            f"Asked for {at}, but the facts are from {told}. What was only observed then is unknown now; what has a "
            "beginning and no end is shown as if it held.",
        )
    ]
