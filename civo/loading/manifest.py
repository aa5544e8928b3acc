"""structure.yaml: what a structure is called, of which date it speaks, what it builds on, its layers."""

from typing import Annotated, Literal

from pydantic import Field

from civo.fields import BilingualText, Date, Id, OneOrMore, Query, TermText
from civo.findings import GapsTold
from civo.models import Model
from civo.words import NO_TEXT


class Layer(Model):
    """Files that are switched on and off together: the report; external facts; proposals."""

    id: Id
    """What `--layer` says."""
    name: BilingualText
    """What readers see."""
    files: Annotated[tuple[str, ...], OneOrMore]
    """File names, or patterns such as `external/*.yaml`, inside the structure's folder."""
    default: bool = True
    """Whether the layer is on when nothing is said."""


class RuleSetting(Model):
    """How one gap rule is used in this structure."""

    rule: str
    """The rule's id."""
    enabled: bool = True
    """Whether the rule is used."""
    scope: Query | None = None
    """What its findings have to be about: at least one of their subjects has to fit."""
    weight: Annotated[int, Field(ge=0)] = 1
    """How much a finding counts; the heavier ones come first."""
    limit: TermText = ""
    """How long ago is too long, for rules that ask so: `3 years`, `6 months`."""
    because: BilingualText = NO_TEXT
    """Why."""


class FindingsPublicity(Model):
    """Who may see what the gap rules find. Many open facts joined can be secret: each structure has to be assessed."""

    gaps: Literal["open", "internal"] = "internal"
    """`open`: gaps, and seats and bodies that are the only way, may be published; `assessed` has to say when that was decided."""
    only: Annotated[tuple[str, ...], OneOrMore] = ()
    """The rules whose findings may be; all when none is named."""
    assessed: Date | None = None
    """When it was assessed."""
    ground: str = ""
    """On what ground."""

    @property
    def told(self) -> GapsTold:
        """Which gaps may be published: those by all rules, by some, or none."""
        if self.gaps != "open" or self.assessed is None:
            return "none"
        return "some" if self.only else "all"

    def tells(self, rule: str) -> bool:
        """Whether what a rule finds may be published."""
        return self.told == "all" or (self.told == "some" and rule in self.only)


class Manifest(Model):
    """structure.yaml: what the structure is called, of which date it speaks, and what it builds on."""

    title: BilingualText
    """The structure's name."""
    date: Date
    """The date that answers are for when no other is asked: when the facts were gathered."""
    language: Literal["sv", "en"] = "sv"
    """The language of what is published."""
    builds_on: Annotated[tuple[Id, ...], OneOrMore] = ()
    """Structures in sibling folders whose records this one may refer to."""
    layers: tuple[Layer, ...] = ()
    """Layers; a file in none of them is always on."""
    area: str = ""
    """The area that the structure is about."""
    rules: Annotated[tuple[RuleSetting, ...], OneOrMore] = ()
    """Gap rules that are switched off, narrowed, weighed or given a limit."""
    publicity: FindingsPublicity = FindingsPublicity.model_construct()
    """Whether findings may be published; internal unless they were assessed."""
