"""What has become of each record: added, ended, unknown, changed, renamed; each in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from civo.comparing.fields import field_changes, holders_in_doubt, item, kind_word, name_of
from civo.comparing.matching import Match, Matching, content, has_placed_id
from civo.differences import By, Difference, FieldChange, What
from civo.field_words import field_words
from civo.records import KINDS, Record
from civo.structure import Structure, record_holds
from civo.truth import Truth
from civo.words import Text, joined


class Told(NamedTuple):
    """What has become of the records, how many are as they were, and how many of the background only one side has."""

    differences: tuple[Difference, ...]
    unchanged: tuple[tuple[str, int], ...]
    background: tuple[tuple[str, int, int], ...]
    """What one side alone builds on: its name, and how many of its records the side before and the side after has."""


def record_differences(before: Structure, after: Structure, matching: Matching) -> Told:
    """What has become of each record, in the order of What, of the kinds, and in which they are declared.

    What a structure builds on is told of where it differs, not counted where it does not; what only one of the
    structures builds on is counted, not told of.
    """
    found: list[Difference] = []
    unchanged: Counter[str] = Counter()
    for match in matching.matches:
        told = list(_of_match(before, after, match, matching))
        found += told
        if not told and after.is_own(match.after[0]):
            unchanged[match.kind] += 1
    background: dict[str, list[int]] = {}
    for n, (here, there, records) in enumerate(
        ((before, after, matching.only_before), (after, before, matching.only_after))
    ):
        for kind, record in records.values():
            if not here.is_own(record) and (base := here.loaded.layer_of(record.id)) not in there.loaded.layers:
                background.setdefault(base, [0, 0])[n] += 1
            else:
                found.append(_gone(here, there, kind, record) if n == 0 else _new(here, there, kind, record))
    place = {what: n for n, what in enumerate(What)}
    order = {kind: n for n, kind in enumerate([*(kind for kind in KINDS if kind != "sources"), "sources"])}
    found.sort(key=lambda d: (place[d.what], order[d.item.kind]))
    return Told(
        tuple(found),
        tuple((kind, unchanged[kind]) for kind in KINDS if unchanged[kind]),
        tuple((base, was, now) for base, (was, now) in background.items()),
    )


def _of_match(before: Structure, after: Structure, match: Match, matching: Matching) -> Iterator[Difference]:
    kind = match.kind
    if len(match.before) > 1 or len(match.after) > 1:
        yield _merged(before, after, match)
        return
    old, new = match.before[0], match.after[0]
    fields = field_changes(before, old, after, new, kind, matching.mapped)
    renamed = old.name != new.name or (old.id != new.id and match.by in (By.CHANGE, By.SAME_AS, By.NAME))
    was, now = holds(before, old), holds(after, new)
    if was is not now:
        if was is Truth.YES:
            why = _doubt(_UNKNOWN_NOW, after, new, _HELD.filled(at=str(before.at)))
        else:
            why = _doubt(_UNKNOWN_BEFORE, before, old, _HOLDS.filled(at=str(after.at)))
        told_after = item(after, kind, new)
        yield Difference(
            What.UNKNOWN,
            _named(_IS_IN_DOUBT, kind, told_after.name, why=why),
            (item(before, kind, old),),
            (told_after,),
            () if renamed else fields,
            (was, now),
            why,
        )
    if renamed:
        told = ("name",) if old.id == new.id else _TOLD_BY_RENAMING
        yield _renamed(before, after, match, tuple(change for change in fields if change.key not in told))
    elif fields and was is now:
        name = name_of(after, kind, new)
        unknown = [change.key for change in fields] == ["holder"] and holders_in_doubt(
            before, old, after, new, matching.mapped
        )
        yield Difference(
            What.UNKNOWN if unknown else What.CHANGED,
            _named(_HOLDER_UNKNOWN if unknown else _CHANGED, kind, name),
            (item(before, kind, old),),
            (item(after, kind, new),),
            fields,
            by=match.by,
            certainty=match.certainty,
        )


def holds(structure: Structure, record: Record) -> Truth:
    """Whether a record that a structure has holds at its date: yes or unknown."""
    return Truth.UNKNOWN if record.id in structure.uncertain else Truth.YES


def _named(sentence: Text, kind: str, name: Text, **more: Text | str) -> Text:
    return sentence.filled(name=name, kind=kind_word(kind), **more)


# On one side only


def _new(here: Structure, there: Structure, kind: str, record: Record) -> Difference:
    told = (item(here, kind, record, telling=True),)
    if holds(here, record) is Truth.UNKNOWN:
        why = _doubt(_UNKNOWN_NOW, here, record, _absent(there, record))
        sentence = _named(_IS_IN_DOUBT, kind, told[0].name, why=why)
        return Difference(What.UNKNOWN, sentence, after=told, holds=(Truth.NO, Truth.UNKNOWN), why=why)
    sentence = _named(_LAYER_ON if _is_off(there, record) else _ADDED, kind, told[0].name, why=_absent(there, record))
    return Difference(What.ADDED, sentence, after=told)


def _gone(here: Structure, there: Structure, kind: str, record: Record) -> Difference:
    told = (item(here, kind, record, telling=True),)
    if holds(here, record) is Truth.UNKNOWN:
        why = _doubt(_UNKNOWN_BEFORE, here, record, _absent(there, record))
        sentence = _named(_IS_IN_DOUBT, kind, told[0].name, why=why)
        return Difference(What.UNKNOWN, sentence, before=told, holds=(Truth.UNKNOWN, Truth.NO), why=why)
    sentence = _named(_ENDED, kind, told[0].name, why=_absent(there, record))
    return Difference(What.ENDED, sentence, before=told)


def _absent(structure: Structure, record: Record) -> Text:
    """Why a structure does not have a record: its files, a layer that is off, the date, or what the record rests on."""
    loaded = structure.loaded
    if not _declares(structure, record):
        return _NOT_DECLARED
    if _is_off(structure, record):
        return _LAYER_OFF.filled(layer=loaded.layers[loaded.layer_of(record.id)].name)
    declared = structure.once(_declared).get(record.id)
    if declared is None or record_holds(declared, structure.at) is not Truth.NO:
        return _RESTS.filled(at=str(structure.at))
    if declared.start and declared.start.first >= structure.at.after:
        return _BEGINS.filled(start=str(declared.start))
    return _ENDS.filled(end=str(declared.end)) if declared.end else _HAS_ENDED


def _is_off(structure: Structure, record: Record) -> bool:
    """Whether the files of a structure declare a record in a layer that is off: nothing has begun or ended."""
    loaded = structure.loaded
    return _declares(structure, record) and loaded.layer_of(record.id) not in structure.layers


def _declares(structure: Structure, record: Record) -> bool:
    """Whether the files of a structure declare the record; an id that comes from a place may be another record's."""
    declared = structure.once(_declared).get(record.id)
    if declared is None or not has_placed_id(structure, record.id):
        return declared is not None
    kind = structure.kind_of(record.id)
    return isinstance(record, KINDS[kind]) and content(declared, kind) == content(record, kind)


def _declared(structure: Structure) -> dict[str, Record]:
    """Every record of the files, whether or not it holds at the date."""
    return {record.id: record for records in structure.loaded.records.values() for record in records}


def _seen(record: Record) -> Text:
    """What is known of the time at which a record of which it is not known whether it holds does."""
    told = [
        (field_words("from"), record.start),
        (field_words("to"), record.end),
        (field_words("observed"), record.observed),
    ]
    said = [Text(f"{word.sv} {when}", f"{word.en} {when}") for word, when in told if when]
    return joined(said) if said else _RESTS_ON_DOUBT


def _doubt(unknown: Text, structure: Structure, record: Record, there: Text) -> Text:
    """In what the doubt lies: what is known of the side that cannot tell, and how it is on the other."""
    return unknown.filled(at=str(structure.at), seen=_seen(record), there=there)


# Called something else


def _renamed(before: Structure, after: Structure, match: Match, fields: tuple[FieldChange, ...]) -> Difference:
    kind = match.kind
    old, new = name_of(before, kind, match.before[0]), name_of(after, kind, match.after[0])
    replaced = match.by is By.CHANGE and old != new
    sure = match.certainty == "stated"
    sentence = _NEW_ID if old == new else _SEEMS if not sure else _REPLACED if replaced else _RENAMED
    return Difference(
        What.RENAMED,
        sentence.filled(
            kind=kind_word(kind), old=old, new=new, how=_how(match), id=match.after[0].id, was=match.before[0].id
        ),
        (item(before, kind, match.before[0]),),
        (item(after, kind, match.after[0]),),
        fields,
        by=match.by,
        certainty=match.certainty,
    )


def _merged(before: Structure, after: Structure, match: Match) -> Difference:
    kind = match.kind
    old = joined(name_of(before, kind, record) for record in match.before)
    new = joined(name_of(after, kind, record) for record in match.after)
    sentence = _MERGED if len(match.after) == 1 else _SPLIT if len(match.before) == 1 else _REPLACED_ALL
    return Difference(
        What.RENAMED,
        sentence.filled(kind=kind_word(kind), old=old, new=new, how=_how(match)),
        tuple(item(before, kind, record) for record in match.before),
        tuple(item(after, kind, record) for record in match.after),
        by=match.by,
        certainty=match.certainty,
    )


def _how(match: Match) -> Text:
    how = _HOW[match.by]
    if match.change:
        how = how.filled(change=match.change.label, date=str(match.change.date))
    sure = field_words(match.certainty)
    if match.by is By.ID:
        return how
    return Text(f"{how.sv}, {sure.sv}", f"{how.en}, {sure.en}")


_TOLD_BY_RENAMING = ("name", "same_as", "from", "to")
"""The fields of which the sentence says enough, of a record that has another id."""
_HOW = {
    By.ID: Text("samma id", "the same id"),
    By.CHANGE: Text("enligt förändringen {change}, {date}", "by the change {change}, {date}"),
    By.SAME_AS: Text("anges vara samma", "said to be the same"),
    By.NAME: Text("samma sort och samma namn", "the same kind and the same name"),
    By.CONTENT: Text("samma innehåll", "the same content"),
}
_ADDED = Text("{name} ({kind}) har tillkommit; före: {why}.", "{name} ({kind}) is new; before: {why}.")
_LAYER_ON = Text("{name} ({kind}) är med nu; före: {why}.", "{name} ({kind}) is included now; before: {why}.")
_ENDED = Text("{name} ({kind}) finns inte längre med: {why}.", "{name} ({kind}) is no longer there: {why}.")
_CHANGED = Text("{name} ({kind}) har ändrats.", "{name} ({kind}) has changed.")
_HOLDER_UNKNOWN = Text(
    "Vem som innehar {name} ({kind}) är känt bara i det ena fallet.",
    "Who holds {name} ({kind}) is known on one side only.",
)
_IS_IN_DOUBT = Text("{name} ({kind}): {why}", "{name} ({kind}): {why}")
_UNKNOWN_NOW = Text("okänt efter, {at} ({seen}); före: {there}.", "unknown after, {at} ({seen}); before: {there}.")
_UNKNOWN_BEFORE = Text("okänt före, {at} ({seen}); efter: {there}.", "unknown before, {at} ({seen}); after: {there}.")
_HELD = Text("fanns {at}", "was there {at}")
_HOLDS = Text("finns {at}", "is there {at}")
_NOT_DECLARED = Text("står inte i filerna", "not in the files")
_LAYER_OFF = Text("lagret {layer} är av", "the layer {layer} is off")
_RESTS = Text("det som uppgiften vilar på finns inte {at}", "what it rests on is not there {at}")
_BEGINS = Text("börjar {start}", "begins {start}")
_ENDS = Text("gällde till {end}", "held until {end}")
_RESTS_ON_DOUBT = Text("det som uppgiften vilar på är okänt då", "what it rests on is unknown then")
_HAS_ENDED = Text("har upphört", "has ended")
_RENAMED = Text("{old} ({kind}) heter nu {new} ({how}).", "{old} ({kind}) is now called {new} ({how}).")
_SEEMS = Text("{old} ({kind}) tycks nu heta {new} ({how}).", "{old} ({kind}) seems to be called {new} now ({how}).")
_NEW_ID = Text(
    "{old} ({kind}) har fått id {id} i stället för {was} ({how}).",
    "{old} ({kind}) has the id {id} instead of {was} ({how}).",
)
_REPLACED = Text("{old} ({kind}) har ersatts av {new} ({how}).", "{old} ({kind}) has been replaced by {new} ({how}).")
_MERGED = Text("{old} ({kind}) har gått samman till {new} ({how}).", "{old} ({kind}) have merged into {new} ({how}).")
_SPLIT = Text("{old} ({kind}) har delats i {new} ({how}).", "{old} ({kind}) has been split into {new} ({how}).")
_REPLACED_ALL = Text(
    "{old} ({kind}) har ersatts av {new} ({how}).", "{old} ({kind}) have been replaced by {new} ({how})."
)
