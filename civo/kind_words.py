"""The words for each kind of record: alone, with its article, and in the plural."""

from __future__ import annotations

from typing import NamedTuple

from civo.words import Text


class KindWords(NamedTuple):
    """One kind: "organ", "ett organ", "organ"."""

    word: Text
    one: Text
    plural: Text


KIND_WORDS: dict[str, KindWords] = {
    "sources": KindWords(Text("källa", "source"), Text("en källa", "a source"), Text("källor", "sources")),
    "levels": KindWords(Text("nivå", "level"), Text("en nivå", "a level"), Text("nivåer", "levels")),
    "kinds": KindWords(
        Text("sorts organisation", "kind of organisation"),
        Text("en sorts organisation", "a kind of organisation"),
        Text("sorters organisation", "kinds of organisation"),
    ),
    "areas": KindWords(Text("område", "area"), Text("ett område", "an area"), Text("områden", "areas")),
    "organizations": KindWords(
        Text("organisation", "organisation"),
        Text("en organisation", "an organisation"),
        Text("organisationer", "organisations"),
    ),
    "collectives": KindWords(
        Text("kollektiv", "collective"), Text("ett kollektiv", "a collective"), Text("kollektiv", "collectives")
    ),
    "roles": KindWords(Text("roll", "role"), Text("en roll", "a role"), Text("roller", "roles")),
    "arrangements": KindWords(
        Text("ordning", "arrangement"), Text("en ordning", "an arrangement"), Text("ordningar", "arrangements")
    ),
    "bodies": KindWords(Text("organ", "body"), Text("ett organ", "a body"), Text("organ", "bodies")),
    "seats": KindWords(Text("plats", "seat"), Text("en plats", "a seat"), Text("platser", "seats")),
    "issues": KindWords(Text("sakfråga", "issue"), Text("en sakfråga", "an issue"), Text("sakfrågor", "issues")),
    "coverages": KindWords(
        Text("täckning", "coverage"), Text("en täckning", "a coverage"), Text("täckningar", "coverages")
    ),
    "responsibilities": KindWords(
        Text("ansvar", "responsibility"), Text("ett ansvar", "a responsibility"), Text("ansvar", "responsibilities")
    ),
    "absences": KindWords(
        Text("uttalad frånvaro", "stated absence"),
        Text("en frånvaro", "an absence"),
        Text("uttalade frånvaror", "stated absences"),
    ),
    "plans": KindWords(Text("plan", "plan"), Text("en plan", "a plan"), Text("planer", "plans")),
    "goals": KindWords(Text("mål", "goal"), Text("ett mål", "a goal"), Text("mål", "goals")),
    "changes": KindWords(
        Text("förändring", "change"), Text("en förändring", "a change"), Text("förändringar", "changes")
    ),
    "relations": KindWords(
        Text("relation", "relation"), Text("en relation", "a relation"), Text("relationer", "relations")
    ),
    "inquiries": KindWords(
        Text("utredning eller diskussion", "inquiry or discussion"),
        Text("en utredning", "an inquiry"),
        Text("utredningar", "inquiries"),
    ),
    "remarks": KindWords(
        Text("anmärkning", "remark"), Text("en anmärkning", "a remark"), Text("anmärkningar", "remarks")
    ),
    "counts": KindWords(Text("antal", "count"), Text("ett antal", "a count"), Text("antal", "counts")),
    "accepted_gaps": KindWords(
        Text("godtagen lucka", "accepted gap"),
        Text("en godtagen lucka", "an accepted gap"),
        Text("godtagna luckor", "accepted gaps"),
    ),
}
"""By the word that files use for a list of them."""
