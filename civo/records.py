"""The kinds of record a file may declare, and KINDS, which lists them.

Every field's docstring is its documentation: `civo schema` and docs/records.md are made from them.
"""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field

from civo.dates import Period
from civo.fields import (
    ActorRef,
    AnyRef,
    AreaRef,
    ArrangementRef,
    BilingualText,
    BodyRef,
    Date,
    GoalRef,
    HolderRef,
    Id,
    IssueRef,
    KindRef,
    LevelRef,
    OneOrMore,
    OrganizationRef,
    Organizations,
    PlaceRef,
    PlanRef,
    RoleRef,
    SeatRef,
    SourceRef,
    TermText,
)
from civo.models import Model
from civo.words import Text

Certainty = Literal["stated", "implied", "probable"]
Status = Literal["existing", "proposed", "discussed", "under-investigation", "ended"]
Completeness = Literal["closed", "open", "varies", "unknown"]
Mode = Literal["normal", "peace-crisis", "heightened-alert", "war"]
Strings = Annotated[tuple[str, ...], OneOrMore]


class Place(Model):
    """Where a source says it."""

    document: Annotated[SourceRef, Field(alias="in")]
    """The source."""
    at: str = ""
    """Heading and paragraph: "5.2 / Regional nivå ¶2"; "¶1 punkt 3" for the third item of a list."""
    terms: Strings = ()
    """Key terms that stand there, as they are written there."""


class Publicity(Model):
    """Who may see the record."""

    level: Literal["open", "internal"] = "open"
    """`internal`: not for publication; `--audience open` leaves the record out, and what rests on it. See publicity.md."""
    ground: str = ""
    """The legal ground, when internal."""
    assessed: Date | None = None
    """When this was assessed. An open record that was may state a number, or a name, that tells of one that is not open."""


class SameAs(Model):
    """Another record that may be the same thing under another name."""

    id: AnyRef
    """The other record."""
    certainty: Certainty = "stated"
    """How sure it is that the two are one."""


class Record(Model):
    """What every record carries."""

    id: Id
    """Short, stable, ASCII: lower-case letters, digits, hyphens, dots. Unique in the whole structure."""
    name: BilingualText = Text("")
    """The name in Swedish, or `{sv, en}`."""
    aliases: Strings = ()
    """Other names of the same thing."""
    tags: Strings = ()
    """Free words that selectors can ask for."""
    source: Annotated[tuple[Place, ...], OneOrMore] = ()
    """Where it is said; required, but for sources themselves. A seat without one takes its body's."""
    certainty: Certainty = "stated"
    """`stated` in the source, `implied` by it, or only `probable`."""
    status: Status = "existing"
    """Whether the thing exists, is only proposed or discussed, is under investigation, or has ended."""
    start: Annotated[Date | None, Field(alias="from")] = None
    """When it began, as exactly as known."""
    end: Annotated[Date | None, Field(alias="to")] = None
    """When it ended: the first day (month, year) that it no longer holds."""
    observed: Date | None = None
    """When it was seen to hold, where beginning and end are not known."""
    publicity: Publicity = Publicity.model_construct()
    """Open unless said otherwise."""
    same_as: Annotated[tuple[SameAs, ...], OneOrMore] = ()
    """Other records that may be the same thing."""
    note: BilingualText = Text("")
    """A remark in your own words; never a sentence from a source."""
    _declared: ClassVar[object]
    """Where it is declared; see civo/loading/raw.py, which alone reads it."""

    @property
    def label(self) -> Text:
        """The name, or the id where there is none."""
        return self.name if self.name.sv else Text(self.id)

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """The same, declared in the same place, with other values in some fields; nothing checks them."""
        made = super().model_copy(update=update)
        if (declared := getattr(self, "_declared", None)) is not None:
            object.__setattr__(made, "_declared", declared)
        return made


class Source(Record):
    """A document or page that facts are taken from."""

    published: Date | None = None
    """When it was published."""
    publisher: str = ""
    """Who published it."""
    url: str = ""
    """Its address, if it has one."""
    reference: str = ""
    """How to cite it: a statute's number, a case number."""
    language: Literal["sv", "en"] = "sv"
    """The language that it is written in, and its name where that is not told in both."""
    read: Literal["whole", "in-part", "second-hand"] | None = None
    """Whether the facts were read in the document itself, and in how much of it; none when that is not said."""


class Level(Record):
    """A level of coordination, such as the regional one; ordered by what each stands under."""

    under: LevelRef | None = None
    """The level next above; none for the highest."""
    bodies: Completeness = "unknown"
    """Whether all bodies of the level are listed."""


class Kind(Record):
    """A kind of organisation: municipality, region, county administrative board..."""

    level: LevelRef | None = None
    """The level at which organisations of the kind act, unless they say otherwise."""
    plural: BilingualText = Text("")
    """The name of several: "kommuner", "municipalities"."""
    definite: BilingualText = Text("")
    """The name of them all: "kommunerna", "the municipalities"."""


class Area(Record):
    """A territory; made of parts, which are areas themselves."""

    type: str = ""
    """What sort of area: `civilomrade`, `lan`, `kommun`..."""
    code: str = ""
    """Official code, with its leading zeros."""
    parts: Annotated[tuple[AreaRef, ...], OneOrMore] = ()
    """Areas inside this one. The same relation as `part_of`, told from above."""
    part_of: Annotated[tuple[AreaRef, ...], OneOrMore] = ()
    """Areas that this one lies in."""


class Organization(Record):
    """An organisation, or a unit inside one."""

    kind: Annotated[tuple[KindRef, ...], OneOrMore]
    """One kind or several (Region Gotland is both a municipality and a region)."""
    area: AreaRef | None = None
    """Where it acts."""
    level: LevelRef | None = None
    """The level at which it acts, if not its kind's."""
    unit_of: OrganizationRef | None = None
    """The organisation that it is a unit of."""
    identifiers: dict[str, str] = {}  # noqa: RUF012 - each organisation gets one of its own
    """Official numbers by scheme: `scb`, `orgnr`..."""


class Collective(Record):
    """Several organisations named together, such as "the municipalities of the county"."""

    members: Organizations
    """Who they are."""
    number: Annotated[int | None, Field(ge=0)] = None
    """How many they are, where the source says so; checked against the members."""


class Role(Record):
    """What somebody is in an organisation: municipal chief executive, preparedness coordinator..."""

    held_in: Organizations | None = None
    """The organisations where the role is found."""


class Arrangement(Record):
    """A structure as a whole: the civil areas with their bodies, or a proposed national structure."""

    levels: Annotated[tuple[LevelRef, ...], OneOrMore] = ()
    """The levels it spans."""
    area: AreaRef | None = None
    """The area it covers."""
    covers: Completeness = "unknown"
    """Whether the issues it covers are all listed."""
    gathers: Annotated[tuple[AnyRef, ...], OneOrMore] = ()
    """Who and what should be brought together in it: organisations, collectives, kinds, issues."""
    requires_lead: Annotated[tuple[LevelRef, ...], OneOrMore] = ()
    """Levels at which it needs somebody to lead."""
    parallel_to: ArrangementRef | None = None
    """The arrangement it stands beside."""


class Decision(Model):
    """Something a body may decide."""

    adopts: PlanRef | None = None
    """A plan that it adopts."""
    appoints: BodyRef | None = None
    """A body that it sets up."""
    assigns_issues_of: BodyRef | None = None
    """A body whose issues it adds to or moves."""
    about: BilingualText = Text("")
    """Anything else, in your own words."""


class Tenure(Model):
    """Who holds a seat, from when to when, or only when it was observed."""

    organization: HolderRef
    """The organisation, or the collective, that holds it."""
    start: Annotated[Date | None, Field(alias="from")] = None
    """From when."""
    end: Annotated[Date | None, Field(alias="to")] = None
    """Until when: the first day it is no longer held."""
    observed: Date | None = None
    """When it was seen to hold the seat; says nothing of any other time."""
    source: Annotated[tuple[Place, ...], OneOrMore] = ()
    """Where it is said; the seat's own source otherwise."""


class Rotation(Model):
    """How a seat goes round."""

    among: Organizations
    """Those who share it."""
    certainty: Certainty = "stated"
    """How sure it is that it goes round among just these."""
    order: Annotated[tuple[OrganizationRef, ...], OneOrMore] = ()
    """The order in which they hold it, each once, where known; after the last comes the first again."""
    term: TermText = ""
    """How long each holds it, where known: `1 year`, `6 months`, `30 days`; `1 år`, `6 månader`, `30 dagar`."""


class Seat(Record):
    """A place in a body. What they are, who holds it and for whom they speak are three different things."""

    body: BodyRef
    """The body; given by the nesting when the seat is written inside one."""
    role: RoleRef | None = None
    """What the one who sits is."""
    represents: Organizations | None = None
    """For whom they speak."""
    held_by: Annotated[tuple[Tenure, ...], OneOrMore] = ()
    """Who holds it, and when."""
    count: Annotated[int | None, Field(ge=1)] = None
    """How many such seats there are; none when the source does not say."""
    each: bool = False
    """Whether each of those it represents has such a seat of its own."""
    basis: Annotated[
        tuple[Literal["permanent", "rotating", "substitute", "co-opted", "chair", "secretary"], ...], OneOrMore
    ] = ()
    """On what ground; a seat with `rotates` is rotating."""
    some_of: Organizations | None = None
    """Those of whom one or more hold it, where the source does not say which of them."""
    rotates: Rotation | None = None
    """Among whom it goes round, and how."""
    participation: Literal["seated", "represented", "attends", "staffs"] = "seated"
    """The source's own verb: a seat, a representation, attendance or staffing."""
    exclusive: bool = False
    """Whether the source says that those it rotates among have no other seat here."""

    @property
    def is_rotating(self) -> bool:
        """Whether the seat goes round."""
        return self.rotates is not None or "rotating" in self.basis


class Body(Record):
    """A forum in which organisations meet: council, group, network..."""

    level: LevelRef | None = None
    """The level it belongs to."""
    area: AreaRef | None = None
    """The area it serves."""
    type: str = ""
    """council, steering, coordination, preparatory, working-group, network, secretariat, sector, event."""
    functions: Strings = ()
    """What it does: steering, direction, coordination, competence, decision..."""
    arrangement: ArrangementRef | None = None
    """The structure that it is part of."""
    part_of: BodyRef | None = None
    """The body it is a part of."""
    lead: Annotated[tuple[ActorRef, ...], OneOrMore] = ()
    """Who chairs or convenes it."""
    appointed_by: Annotated[tuple[ActorRef, ...], OneOrMore] = ()
    """Who sets it up."""
    decides: Annotated[tuple[Decision, ...], OneOrMore] = ()
    """What it may decide."""
    handles: Annotated[tuple[IssueRef, ...], OneOrMore] = ()
    """The issues it handles."""
    handles_list: Completeness = "unknown"
    """Whether all its issues are listed."""
    composition: Completeness = "unknown"
    """Whether all its seats are listed; only `closed` lets anyone conclude a no."""
    several: bool = False
    """Whether the record stands for several bodies that the source does not name one by one."""
    meets: str = ""
    """How often it meets, where the source says so."""
    staffed_by_routine: bool = False
    """Whether a written routine decides who sits."""


class Issue(Record):
    """A matter that somebody has to answer for: a field of work, a power, a threat."""

    type: Literal["field", "power", "threat"] = "field"
    """A field of work, a power (such as the right to issue regulations) or a threat."""
    part_of: Annotated[tuple[IssueRef, ...], OneOrMore] = ()
    """A wider issue."""
    needs: Annotated[tuple[IssueRef, ...], OneOrMore] = ()
    """Issues that this one cannot do without. Directed; not the same as `part_of`."""
    requires_participants: Annotated[tuple[ActorRef, ...], OneOrMore] = ()
    """Those who must sit together for it: organisations, collectives, kinds."""
    requires_lead: Annotated[tuple[LevelRef, ...], OneOrMore] = ()
    """Levels at which somebody must lead."""
    affects: Organizations | None = None
    """Whom it concerns."""
    serves: Annotated[tuple[GoalRef, ...], OneOrMore] = ()
    """Goals it serves."""


class Coverage(Record):
    """What place an issue has in a body or an arrangement: full, weak or none."""

    issue: Annotated[tuple[IssueRef, ...], OneOrMore]
    """The issue, or issues."""
    by: PlaceRef
    """The body or the arrangement."""
    place: Literal["full", "weak", "none"] = "full"
    """`weak`: not the place its peers have. `none`: outside."""


class Responsibility(Record):
    """Who answers for an issue."""

    issue: Annotated[tuple[IssueRef, ...], OneOrMore]
    """The issue, or issues."""
    who: Organizations
    """Those who answer for it."""
    degree: Literal["lead", "main", "partial", "unspecified"] = "unspecified"
    """How much of it; `lead` coordinates the others."""
    mode: Annotated[tuple[Mode, ...], OneOrMore] = ()
    """When: in normal times, peacetime crisis, heightened alert, war. Empty: not said."""
    level: LevelRef | None = None
    """The level at which, where said."""


class Absence(Record):
    """A stated negative: these do not sit here."""

    who: Organizations
    """Those who do not."""
    level: LevelRef | None = None
    """At no body of this level."""
    body: BodyRef | None = None
    """Not in this body."""
    area: AreaRef | None = None
    """Only as regards bodies that serve this area."""
    except_seats: Annotated[tuple[SeatRef, ...], OneOrMore] = ()
    """Seats that are the exception."""


class Plan(Record):
    """A plan, an agreement, a routine, with its status."""

    scope: Annotated[Organizations | None, Field(alias="for")] = None
    """Those who should have one."""
    area: AreaRef | None = None
    """The area it is for."""
    required: Literal["yes", "discussed", "no", "unknown"] = "unknown"
    """Whether there has to be one, or the need is discussed."""
    adopted: Literal["yes", "no", "unknown"] = "unknown"
    """Whether it is adopted."""
    adopted_by: BodyRef | None = None
    """The body that adopts it."""
    issues: Annotated[tuple[IssueRef, ...], OneOrMore] = ()
    """What it is about."""


class Goal(Record):
    """A goal of civil defence."""

    number: int | None = None
    """Its place in the source's list."""


class Change(Record):
    """A reform, a merger, a renaming, with its date."""

    date: Date
    """When it took effect."""
    replaces: Annotated[tuple[AnyRef, ...], OneOrMore] = ()
    """What was there before."""
    results: Annotated[tuple[AnyRef, ...], OneOrMore] = ()
    """What came of it."""


class Relation(Record):
    """That one thing leads, coordinates, supports or reports to another."""

    who: Annotated[tuple[AnyRef, ...], OneOrMore]
    """The one that does it."""
    does: Literal["coordinates", "leads", "represents", "supports", "reports-to", "follows-up", "collaborates-with"]
    """What it does."""
    what: Annotated[tuple[AnyRef, ...], OneOrMore]
    """To whom, or to what."""
    level: LevelRef | None = None
    """At which level, where it holds at one only."""
    extent: Literal["all", "most", "some", "mainly", "for-example", "unspecified"] = "unspecified"
    """How far it goes, where the source says so; `for-example`: it is only named as one that might do it."""


class Inquiry(Record):
    """Something discussed, under investigation or not decided yet."""

    about: Annotated[tuple[AnyRef, ...], OneOrMore]
    """The issues, plans or arrangements in question."""
    state: Literal["under-investigation", "discussed", "undecided", "being-surveyed", "being-identified"]
    """How far it has come. A survey, or an attempt to identify something, waits for no decision."""
    by: Annotated[tuple[AnyRef, ...], OneOrMore] = ()
    """Who investigates or discusses it, where said."""
    decided_by: Annotated[tuple[ActorRef, ...], OneOrMore] = ()
    """Who is to decide, where said."""

    @property
    def awaits_decision(self) -> bool:
        """Whether something is to be decided; a survey, or a discussion, leaves nothing undecided."""
        return self.state in ("undecided", "under-investigation") and self.status != "ended"


class Remark(Record):
    """A judgement of the source that no other kind of record can hold, in your own words."""

    about: Annotated[tuple[AnyRef, ...], OneOrMore]
    """What it is about."""
    type: Literal[
        "purpose",
        "task",
        "importance",
        "load",
        "uneven-capability",
        "self-assessed",
        "not-optimal",
        "need",
        "context",
        "representative",
    ]
    """What sort of remark."""
    text: BilingualText
    """The remark."""


class Count(Record):
    """A number of organisations that a source states; checked against what is declared."""

    of: Organizations
    """The organisations counted."""
    number: Annotated[int, Field(ge=0)]
    """How many there are."""


class AcceptedGap(Record):
    """A gap that somebody has decided to live with."""

    rule: str
    """The rule that finds it."""
    subjects: Strings
    """What it is about: ids, as the finding lists them."""
    reason: BilingualText
    """Why it is accepted."""
    date: Date
    """When that was decided."""


KINDS: dict[str, type[Record]] = {
    "sources": Source,
    "levels": Level,
    "kinds": Kind,
    "areas": Area,
    "organizations": Organization,
    "collectives": Collective,
    "roles": Role,
    "arrangements": Arrangement,
    "bodies": Body,
    "seats": Seat,
    "issues": Issue,
    "coverages": Coverage,
    "responsibilities": Responsibility,
    "absences": Absence,
    "plans": Plan,
    "goals": Goal,
    "changes": Change,
    "relations": Relation,
    "inquiries": Inquiry,
    "remarks": Remark,
    "counts": Count,
    "accepted_gaps": AcceptedGap,
}
"""Every kind, by the word that files use for a list of them."""
KIND_OF = {model: kind for kind, model in KINDS.items()}
"""The kind of each class of records."""

__all__ = ["KINDS", "Period", *(model.__name__ for model in KINDS.values())]
