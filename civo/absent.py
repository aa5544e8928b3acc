"""Why what is named to fill a role does not fill it at the date: it has ended, has not begun, or is merely proposed."""

from __future__ import annotations

from civo.structure import Structure
from civo.words import Text


def absent_from(structure: Structure, record_id: str, field: str) -> tuple[Text, ...]:
    """Those named to fill a role who are not there at the date, each with why: "X (upphörde 2020-01-01)"."""
    told = structure.unfilled.get((record_id, field), ())
    words = Text("{who} ({why})")
    return tuple(words.filled(who=structure.name(who), why=why_not_there(structure, who)) for who in told)


def why_not_there(structure: Structure, record_id: str) -> Text:
    """Why something is not there at the date."""
    record = structure.loaded.by_id[record_id]
    if record.status in _NOT_YET:
        return _NOT_YET[record.status]
    if record.start and record.start.first >= structure.at.after:
        return Text(f"från {record.start}", f"from {record.start}")
    if record.end:
        return Text(f"upphörde {record.end}", f"ended {record.end}")
    return Text("har upphört", "ended") if record.status == "ended" else Text("finns inte då", "not there then")


_NOT_YET = {
    "proposed": Text("föreslås", "proposed"),
    "discussed": Text("diskuteras", "discussed"),
    "under-investigation": Text("utreds", "under investigation"),
}
