"""How somebody reaches somebody, step by step, and which step is the only way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from civo.answers import Cell, Column, Fact, Table, Word
from civo.connections import Connections, Strength, Tie
from civo.errors import CivoError
from civo.queries.common import (
    CERTAIN,
    CERTAINTY,
    DECLARED,
    NOT_TOLD,
    SOURCE,
    STATUS,
    answer,
    declared_cell,
    names,
    source_cell,
)
from civo.queries.tie_words import DOES, how, through
from civo.records import Area, Body, Issue, Level, Organization, Record, Relation, Seat
from civo.routing import Network, Step, Way
from civo.seats.leading import leads_of_body
from civo.seats.rosters import Rosters, all_is_listed, roster
from civo.structure import Structure
from civo.words import Text, joined, swedish_order

_KINDS = ("organizations", "bodies", "collectives", "kinds", "roles", "levels", "issues")
_AMONG = Text(
    "organisationer, organ, kollektiv, sorter, roller, nivåer och sakfrågor",
    "organisations, bodies, collectives, kinds, roles, levels and issues",
)

_ROUTE = (
    Column("number", Text("Steg", "Step")),
    Column("way", Text("Väg", "Way"), detail=True),
    Column("step", Text("Steg i vägen", "Step of the way"), detail=True),
    Column("from", Text("Från", "From")),
    Column("how", Text("Hur", "How")),
    Column("to", Text("Till", "To")),
    Column("through", Text("Genom", "Through")),
    Column("role", Text("Roll", "Role"), detail=True),
    Column("known", Text("Känd", "Known")),
    Column("only_way", Text("Enda vägen", "The only way")),
    Column("chain", Text("Kedja", "Chain")),
    CERTAIN,
    Column("from_id", Text("Från, id", "From, id"), detail=True),
    Column("to_id", Text("Till, id", "To, id"), detail=True),
    Column("record", Text("Post", "Record"), detail=True),
    SOURCE,
    DECLARED,
)

KNOWN = {
    Strength.KNOWN: Word("yes", Text("ja", "yes")),
    Strength.INDIRECT: Word("indirect", Text("indirekt", "indirect")),
    Strength.POSSIBLE: Word("possible", Text("möjlig", "possible")),
}
_ANSWER = {
    Strength.KNOWN: Word("yes", Text("ja", "yes")),
    Strength.INDIRECT: Word("indirect", Text("bara indirekt", "only indirectly")),
    Strength.POSSIBLE: Word("possible", Text("okänt: bara möjliga vägar", "unknown: only possible ways")),
}
_UNKNOWN = Word("unknown", Text("okänt: ingen väg är känd", "unknown: no way is known"))
_NO = Word("no", Text("nej", "no"))
_ONLY = {
    "no": Word("no", Text("nej", "no")),
    "known": Word("known", Text("enda kända", "only one known")),
    "yes": Word("yes", Text("ja", "yes")),
    "unknown": Word("unknown", Text("okänt", "unknown")),
}
_CHAIN = {
    "area": Word("area", Text("geografisk", "geographic")),
    "sector": Word("sector", Text("sektor", "sector")),
    "": Word("", Text("", "")),
}


class _End(NamedTuple):
    """One end of the ways asked for: the record, the organisations it means, and the points where ways begin or end."""

    record: Record
    organizations: frozenset[str]
    points: tuple[str, ...]


def route(structure: Structure, one: str, other: str, *, most: int = 10, longest: int = 6) -> Table:
    """The ways from one to the other: a row a step, shortest way first, each step with the record it rests on.

    A way goes by seats, units, appointments and stated relations, both ways along each. Ways with a detour, in which a step
    could be saved by a tie as sure, come last, and only those that go round what all others pass. Whether a step is the
    only way is computed on all ties, not on the ways shown: without it no way would be known, of any length. No more than
    `most` ways, none of more than `longest` steps, are shown. For what a level, a kind or a collective means as an end, see
    the notes.

    Raises UnknownName or NotThere for a name that fits nothing, CivoError for two names of the same thing.
    """
    records = [structure.find(name, _KINDS, _AMONG) for name in (one, other)]
    connections = Connections(structure, frozenset(record.id for record in records))
    begin, end = _ends(structure, records[0], records[1])
    ties = [*connections.ties(), *(tie for end_ in (begin, end) for tie in _own_ties(connections, end_))]
    network = Network(ties, (o.id for o in structure.organizations), (begin.organizations, end.organizations))
    begin, end = _pointed(structure, connections, network, begin), _pointed(structure, connections, network, end)
    asked = _Asked(structure, connections, network, begin, end)
    found = network.ways(begin.points, frozenset(end.points), most, longest)
    only = asked.only_ways(found.ways)
    tells_only_ways = structure.tells(_SINGLE)
    look_round = tells_only_ways and not found.more
    detours, any_longer = asked.detours(found.ways, only, longest) if look_round else ([], False)
    ways = (*found.ways, *detours[: most - len(found.ways)])
    rows = [asked.row(n, m, step, only) for n, way in enumerate(ways, start=1) for m, step in enumerate(way, start=1)]
    title = Text(
        f"Vägar från {_label(begin).sv} till {_label(end).sv}", f"Ways from {_label(begin).en} to {_label(end).en}"
    )
    notes = [*asked.why(ways, longest), *asked.meanings(ways)]
    if found.ways and len(ways) == len(found.ways):
        notes.append(_NO_DETOURS)
    elif found.ways:
        notes.append(_DETOURS.filled(numbers=", ".join(map(str, range(len(found.ways) + 1, len(ways) + 1)))))
    if found.more or len(ways) < len(found.ways) + len(detours):
        notes.append(_MORE.filled(most=most))
    elif (found.longer or any_longer) and ways:
        notes.append(_LONGER.filled(longest=longest))
    table = answer(structure, title, _ROUTE, rows, notes=notes, facts=asked.facts(found.ways, only))
    return table if tells_only_ways else _without_only_ways(table)


_SINGLE = "single-cut"
"""The gap rule that finds what is the only way; where its findings are not to be told, a route does not tell either."""


def _without_only_ways(table: Table) -> Table:
    """The ways without which steps are the only way, for those who may not be told."""
    kept = [n for n, column in enumerate(table.columns) if column.key != "only_way"]
    notes = [note for note in table.notes if note != _ONLY_WAY]
    return replace(
        table,
        columns=tuple(table.columns[n] for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in table.rows),
        facts=tuple(fact for fact in table.facts if fact.key != "only_way"),
        notes=(*notes[:-1], NOT_TOLD, *notes[-1:]),
    )


_MORE = Text(
    "Det finns fler vägar än de {most} kortaste som visas; --most visar fler.",
    "There are more ways than the {most} shortest that are shown; --most shows more.",
)
_DETOURS = Text(
    "Omväg, som kunde kortas men går runt vad alla andra vägar passerar: {numbers}. Andra omvägar visas inte.",
    "Detour, which could be shortened but goes round what all other ways pass: {numbers}. Other detours are not shown.",
)
_NO_DETOURS = Text("Omvägar, som kunde kortas, visas inte.", "Detours, which could be shortened, are not shown.")
_LONGER = Text(
    "Vägar med fler än {longest} steg har inte sökts; --longest söker längre.",
    "Ways of more than {longest} steps have not been looked for; --longest looks further.",
)


def _label(end: _End) -> Text:
    return Text(end.record.label.sv, end.record.label.en or end.record.label.sv)


def _ends(structure: Structure, one: Record, other: Record) -> tuple[_End, _End]:
    """The two ends; those whom both mean count to neither. Raises CivoError when nobody is left on a side."""
    sides = [frozenset(structure.actor_members(record.id)) for record in (one, other)]
    shared = sides[0] & sides[1]
    ends = [_End(record, side - shared, ()) for record, side in zip((one, other), sides, strict=True)]
    if one.id == other.id or any(side and not left.organizations for side, left in zip(sides, ends, strict=True)):
        names_ = {"one": one.label, "other": other.label}
        raise CivoError(_SAME.filled(**names_) if one.id == other.id else _INSIDE.filled(**names_))
    return ends[0], ends[1]


_SAME = Text(
    "från och till är samma sak: {one}; ange två olika", "from and to are the same thing: {one}; name two that differ"
)
_INSIDE = Text(
    "{one} och {other} överlappar så att ingen blir kvar på ena sidan; ange två olika",
    "{one} and {other} overlap so that nobody is left on one side; name two that differ",
)


def _own_ties(connections: Connections, end: _End) -> Iterable[Tie]:
    return connections.ties_of(end.record) if not end.organizations and not isinstance(end.record, Body) else ()


def _pointed(structure: Structure, connections: Connections, network: Network, end: _End) -> _End:
    """The end with its points: a level's are its bodies and whoever is said to lead it."""
    if isinstance(end.record, Body):
        points = [end.record.id] if end.record.status == "existing" else []
    elif end.organizations:
        ordered = [o.id for o in structure.organizations if o.id in end.organizations]
        points = [network.point_of[o] for o in ordered if o in network.point_of]
    else:
        points = [end.record.id, *(connections.bodies_at(end.record.id) if isinstance(end.record, Level) else ())]
    return end._replace(points=tuple(dict.fromkeys(points)))


class _Asked:
    """A question of ways, with what it takes to tell of them."""

    def __init__(
        self, structure: Structure, connections: Connections, network: Network, begin: _End, end: _End
    ) -> None:
        self.structure = structure
        self._network = network
        self._begin = begin
        self._end = end
        self._leaders = connections.leaders
        self._sector_leads = _sector_leads(structure)
        targets = frozenset(end.points)
        self._known = next((limit for limit in Strength if network.reaches(begin.points, targets, limit)), None)
        self._closed = structure.once(all_is_listed)

    def facts(self, ways: tuple[Way, ...], only: dict[str, str]) -> Iterator[Fact]:
        """The answer, how long the shortest way is, what every way passes, and how many of several have a way."""
        value = _ANSWER[self._known] if self._known is not None else _NO if self._surely_none() else _UNKNOWN
        yield Fact("answer", Text("Finns en väg?", "Is there a way?"), value)
        if ways:
            yield Fact("shortest", Text("Kortaste vägen, steg", "Shortest way, steps"), len(ways[0]))
            passed = [self._item(item) for item, how in only.items() if how != "no"]
            heading = Text("Alla kända vägar går genom", "All known ways pass")
            if self._known is Strength.POSSIBLE:
                heading = Text("Alla möjliga vägar går genom", "All possible ways pass")
            yield Fact("only_way", heading, tuple(passed) or Text("inget gemensamt", "nothing in common"))
        if len(self._begin.organizations) > 1 and self._known is not None:
            back = set(self._network.reached(self._end.points, max(self._known, Strength.INDIRECT)))
            have = sum(len(self._network.points[p]) for p in self._begin.points if p in back)
            heading = Text("Har en känd väg", "Have a known way")
            if self._known is Strength.POSSIBLE:
                heading = Text("Har en möjlig väg", "Have a possible way")
            share = Text(f"{have} av {len(self._begin.organizations)}", f"{have} of {len(self._begin.organizations)}")
            yield Fact("from_with_way", heading, share)

    def _item(self, item: str) -> Text:
        record = self.structure.get(item)
        name = record.label if record else self.structure.name(item)
        if isinstance(record, Seat):
            body = self.structure.name(record.body)
            return Text(f"plats {name.sv} ({body.sv})", f"seat {name.en or name.sv} ({body.en or body.sv})")
        if isinstance(record, Relation) and not record.name.sv:
            words = DOES[record.does][0]
            one, other = (joined(names(self.structure, ids)) for ids in (record.who, record.what))
            return Text(f"{one.sv} {words.sv} {other.sv}", f"{one.en} {words.en} {other.en}")
        return name

    def only_ways(self, ways: tuple[Way, ...]) -> dict[str, str]:
        """The seats, relations, bodies and organisations that every way passes: "yes", "known" or "no" by id.

        Only what the surest way shown passes can be such. `known` means that no other way is known; where lists are
        open others may exist.
        """
        if not ways or self._known is None:
            return {}
        surest = min(ways, key=lambda way: max(step.strength for step in way))
        limit = max(self._known, Strength.INDIRECT)
        if max(step.strength for step in surest) > limit:
            return {}
        told: dict[str, str] = {}
        for n, step in enumerate(surest):
            records = {hop.tie.record.id for hop in step.hops}
            passed = sorted(records) if len(records) == 1 else []
            if n < len(surest) - 1 and len(self._network.points.get(step.end, ("",))) == 1:
                passed.append(step.end)
            for item in passed:
                told[item] = self._is_only(limit, item)
        return told

    def detours(self, ways: tuple[Way, ...], only: dict[str, str], longest: int) -> tuple[list[Way], bool]:
        """The shortest way round each thing that all the ways pass and that is not the only way, each once; and whether
        there is one of more than `longest` steps."""
        found: list[Way] = []
        any_longer = False
        for item, is_only in only.items():
            if is_only == "no" and all(_passes(way, item) for way in (*ways, *found)):
                network = self._network.around(item, max(self._known or Strength.INDIRECT, Strength.INDIRECT))
                round_it = network.ways(self._begin.points, frozenset(self._end.points), 1, longest).ways
                found += round_it
                any_longer |= not round_it
        return found, any_longer

    def _is_only(self, limit: Strength, *items: str) -> str:
        """Whether there is no way but by some of these: points, or the records of one step."""
        targets = frozenset(self._end.points)
        if self._network.reaches(self._begin.points, targets, limit, *items):
            return "no"
        if self._closed and not self._network.reaches(self._begin.points, targets, Strength.POSSIBLE, *items):
            return "yes"
        return "known"

    def _step_is_only(self, records: tuple[str, ...], only: dict[str, str]) -> str:
        """Whether every way goes by a step: by its one record, or by one of several between the same two points."""
        if len(records) == 1 or not only:
            return only.get(records[0], "no")
        return self._is_only(max(self._known or Strength.INDIRECT, Strength.INDIRECT), *records)

    def row(self, way: int, number: int, step: Step, only: dict[str, str]) -> tuple[Cell, ...]:
        """One step of a way."""
        structure = self.structure
        ties = [hop.tie for hop in step.hops]
        records = list({tie.record.id: tie.record for tie in ties}.values())
        roles = dict.fromkeys(r.role for r in records if isinstance(r, Seat) and r.role)
        is_only = self._step_is_only(tuple(record.id for record in records), only)
        if is_only == "no" and self._known is Strength.POSSIBLE:  # the other ways are no surer than this one
            is_only = "unknown"
        return (
            f"{way}.{number}",
            way,
            number,
            self._name(step.start, is_start=number == 1),
            tuple(dict.fromkeys(how(hop.tie, forward=hop.forward) for hop in step.hops)),
            self._name(step.end, is_start=False),
            tuple(dict.fromkeys(text for tie in ties for text in through(structure, tie))),
            names(structure, roles),
            KNOWN[step.strength],
            _ONLY[is_only],
            _CHAIN[self._chain(step)],
            tuple(dict.fromkeys(CERTAINTY[record.certainty] for record in records)),
            self._ids(step.start),
            self._ids(step.end),
            tuple(record.id for record in records),
            source_cell(structure, *records),
            declared_cell(structure, *records),
        )

    def _ids(self, point: str) -> Cell:
        return self._network.points.get(point, (point,))

    def _name(self, point: str, *, is_start: bool) -> Text:
        """The name of a point: one, or any of several."""
        members = self._network.points.get(point, (point,))
        if len(members) == 1:
            return self.structure.name(point)
        end = self._begin if is_start else self._end
        if end.organizations == frozenset(members):
            return Text(f"någon av {len(members)}: {end.record.label.sv}", f"any of {len(members)}: {_label(end).en}")
        ordered = sorted((self.structure.name(o) for o in members), key=lambda name: swedish_order(name.sv))
        shown = ordered[: 3 if len(members) == 3 else 2]
        if len(members) > len(shown):
            rest = len(members) - len(shown)
            shown.append(Text(f"{rest} till", f"{rest} more"))
        listed = joined(shown)
        return Text(f"någon av {len(members)}: {listed.sv}", f"any of {len(members)}: {listed.en}")

    def _chain(self, step: Step) -> str:
        """Whether a step goes by territory or by sector; neither where the data say nothing of it.

        By sector: through a body of that type, or to whoever leads one in which the other sits. By territory: through a
        body that serves a part of a larger area, or between the leader of an area or level and what lies in it.
        """
        structure = self.structure
        for hop in step.hops:
            for point in (step.start, step.end):
                body = structure.get(point)
                if isinstance(body, Body):
                    if body.type == "sector":
                        return "sector"
                    area = structure.get(body.area) if body.area else None
                    if isinstance(area, Area) and _is_part(structure, area):
                        return "area"
            if any(structure.kind_of(via) in ("areas", "levels") for via in hop.tie.via):
                return "area"
        ends = [frozenset(self._network.points.get(point, (point,))) for point in (step.start, step.end)]
        for one, other in (ends, ends[::-1]):
            if any(one <= leads and other <= sits for leads, sits in self._sector_leads):
                return "sector"
            for led, leaders in self._leaders.items():
                if one <= leaders and all(self._lies_in(o, led) for o in other):
                    return "area"
        return ""

    def _lies_in(self, organization: str, area: str) -> bool:
        record = self.structure.get(organization)
        return isinstance(record, Organization) and record.area in self.structure.inside(area)

    def _surely_none(self) -> bool:
        """Whether it is certain that no way exists: an end that is not there, or every list closed."""
        missing = any(end.record.status != "existing" for end in (self._begin, self._end))
        return missing or self._closed

    def why(self, ways: tuple[Way, ...], longest: int) -> Iterator[Text]:
        """Why no way is shown, and whether that is a no."""
        for end in (self._begin, self._end):
            if end.record.status != "existing":
                status = STATUS[end.record.status]
                yield Text(
                    f"Till det som inte finns leder ingen väg: {end.record.label.sv} ({status.sv}).",
                    f"No way leads to what is not there: {_label(end).en} ({status.en}).",
                )
                return
        if ways:
            return
        if self._known is not None:
            yield _TOO_LONG.filled(longest=longest)
        elif self._closed:
            yield _SURELY_NONE
        else:
            yield _NONE_KNOWN
            yield from self._open_lists()

    def _open_lists(self) -> Iterator[Text]:
        """Which lists leave it open whether there is a way."""
        structure, rosters = self.structure, self.structure.once(Rosters)
        for end in (self._begin, self._end):
            if isinstance(end.record, Body) and not rosters.of(end.record).closed:
                yield _OPEN_HERE.filled(name=_label(end))
        bodies = [b for b in structure.bodies if b.status == "existing"]
        unclosed = sum(not rosters.of(body).closed for body in bodies)
        levels = [level.label for level in structure.levels if level.bodies != "closed"]
        yield _OPEN_LISTS.filled(
            open=unclosed, all=len(bodies), levels=joined(levels) if levels else Text("ingen", "none")
        )

    def meanings(self, ways: tuple[Way, ...]) -> Iterator[Text]:
        """What words in the answer mean, where they are used."""
        if any(isinstance(end.record, Level) for end in (self._begin, self._end)):
            yield _LEVEL
        if any(isinstance(end.record, Issue) for end in (self._begin, self._end)):
            yield _ISSUE
        strengths = {step.strength for way in ways for step in way}
        if Strength.INDIRECT in strengths:
            yield _INDIRECT
        if Strength.POSSIBLE in strengths:
            yield _POSSIBLE
        if ways:
            yield _ONLY_WAY


_TOO_LONG = Text(
    "Det finns vägar, men bara med fler än {longest} steg; --longest söker längre.",
    "There are ways, but only of more than {longest} steps; --longest looks further.",
)
_SURELY_NONE = Text(
    "Ingen väg finns genom platser: alla nivåers organ och alla organs platser är listade. Ingen relation som står i "
    "filerna ger heller någon.",
    "No way exists through seats: the bodies of all levels and the seats of all bodies are listed. Nor does any relation "
    "in the files give one.",
)
_NONE_KNOWN = Text(
    "Ingen väg är känd. Det är inte ett nej: det som inte är listat kan ändå finnas.",
    "No way is known. That is not a no: what is not listed may exist all the same.",
)
_OPEN_HERE = Text(
    "Platslistan för {name} är inte sluten: fler än de kända kan sitta där.",
    "The list of seats of {name} is not closed: others than those known may sit there.",
)
_OPEN_LISTS = Text(
    "{open} av {all} organ har platslistor som inte är slutna. Nivåer vars organ inte alla är listade: {levels}.",
    "{open} of {all} bodies have lists of seats that are not closed. Levels whose bodies are not all listed: {levels}.",
)
_LEVEL = Text(
    "En nivå nås i något av dess organ, eller hos den som uttryckligen leder eller samordnar den.",
    "A level is reached in any of its bodies, or with whoever is stated to lead or co-ordinate it.",
)
_ISSUE = Text(
    "En sakfråga nås i ett organ som hanterar den, eller hos den som leder den; att själv ansvara för den är ingen väg.",
    "An issue is reached in a body that handles it, or with whoever leads it; to answer for it oneself is no way.",
)
_INDIRECT = Text(
    "Indirekt: genom en plats som går runt och som någon annan har vid tidpunkten.",
    "Indirect: through a seat that goes round and that somebody else holds at the date.",
)
_POSSIBLE = Text(
    "Möjlig: det är inte känt att steget finns, bara att det kan finnas.",
    "Possible: it is not known that the step exists, only that it may.",
)
_ONLY_WAY = Text(
    "Enda vägen: utan platsen, organet eller relationen är ingen väg känd, hur lång den än är.",
    "The only way: without the seat, body or relation no way of any length is known.",
)


def _passes(way: Way, item: str) -> bool:
    """Whether a way passes a point, or has a step that only one record makes."""
    return any(step.end == item or {hop.tie.record.id for hop in step.hops} == {item} for step in way)


def _is_part(structure: Structure, area: Area) -> bool:
    return bool(area.part_of) or any(area.id in other.parts for other in structure.areas)


def _sector_leads(structure: Structure) -> list[tuple[frozenset[str], frozenset[str]]]:
    """For each sector body, those who lead it or chair it, and all who are in it."""
    found = []
    for body in structure.bodies:
        if body.type == "sector" and body.status == "existing":
            here = roster(structure, body)
            found.append((frozenset(lead.who for lead in leads_of_body(structure, body)), here.present))
    return found
