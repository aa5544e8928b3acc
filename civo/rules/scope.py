"""What rules look at: the structure's own levels, bodies and issues, and the kinds that have a stake in them.

What a structure builds on is background: known, never assessed.
"""

from __future__ import annotations

from civo.records import Body, Issue, Record, Seat
from civo.selectors import Selector
from civo.structure import Structure
from civo.words import Text, joined


def own_bodies(structure: Structure) -> list[Body]:
    """The structure's own existing bodies."""
    return [b for b in structure.bodies if b.status == "existing" and structure.is_own(b)]


def own_issues(structure: Structure) -> list[Issue]:
    """The structure's own issues that are fields of work or powers; threats are not handled but met."""
    return [i for i in structure.issues if i.type != "threat" and structure.is_own(i)]


def own_levels(structure: Structure) -> list[str]:
    """The levels, highest first, that the structure has bodies at or that its existing arrangements span."""
    at = {body.level for body in own_bodies(structure)}
    spanned = {
        level for a in structure.arrangements if a.status == "existing" and structure.is_own(a) for level in a.levels
    }
    return [level for level in structure.level_order if level in at | spanned]


def kinds_with_a_stake(structure: Structure) -> list[str]:
    """The kinds of organisation that are responsible for an own issue, or affected by one."""
    organizations = {
        o
        for issue in own_issues(structure)
        for selector in (issue.affects, *(r.who for r in structure.responsibilities_for.get(issue.id, ())))
        for o in structure.members(selector)
    }
    found = {kind for o in structure.organizations if o.id in organizations for kind in o.kind}
    return [kind.id for kind in structure.kinds if kind.id in found]


def named(structure: Structure, ids: list[str] | tuple[str, ...], most: int = 6) -> Text:
    """The names of several things, the first few of them written out: "a, b och 3 till"."""
    shown = ids if len(ids) <= most else ids[: most - 1]
    return _with_rest([structure.name(i) for i in shown], len(ids) - len(shown))


def seat_in_words(structure: Structure, seat: Seat) -> Text:
    """Which seat it is, in brackets after "a seat": its name, else its role, else for whom it speaks; else nothing."""
    if seat.name.sv:
        which = seat.name
    elif seat.role:
        which = structure.name(seat.role)
    else:
        which = structure.selector_name(seat.represents) if seat.represents else Text("")
    return Text(f" ({which.sv})", f" ({which.en or which.sv})") if which.sv else which


def topic(structure: Structure, record: Record) -> Text:
    """What a record is about: its name; without one, what it names, or the body that it is a seat in."""
    if record.name.sv:
        return record.name
    if isinstance(record, Seat):
        return structure.name(record.body)
    about = getattr(record, "about", ()) or getattr(record, "issue", ()) or getattr(record, "who", ())
    return structure.selector_name(about) if isinstance(about, Selector) else named(structure, about or (record.id,), 3)


def in_words(structure: Structure, record: Record) -> Text:
    """What a record is called; one without a name is a seat somewhere, or a fact on what it is about."""
    if record.name.sv:
        return record.name
    about = topic(structure, record)
    if isinstance(record, Seat):
        return Text(f"en plats i {about.sv}", f"a seat in {about.en or about.sv}")
    return Text(f"en uppgift om {about.sv}", f"a fact on {about.en or about.sv}")


def shortened(texts: list[Text], most: int = 6) -> Text:
    """An enumeration of which the first few are written out: "a, b och 3 till"."""
    shown = texts if len(texts) <= most else texts[: most - 1]
    return _with_rest(shown, len(texts) - len(shown))


def _with_rest(shown: list[Text], rest: int) -> Text:
    return joined([*shown, Text(f"{rest} till", f"{rest} more")] if rest else shown)
