"""diagrams/<view>.yaml: what a figure shall show."""

from typing import Annotated, Literal

from pydantic import Field

from civo.drawings import PageName
from civo.fields import BilingualText, Date, IssueRef, LevelRef, OneOrMore, Organizations, Query, Ref
from civo.models import Model
from civo.records import Record
from civo.selecting import fits
from civo.structure import Structure
from civo.truth import Truth


class Comparing(Model):
    """What a figure is compared with."""

    scenario: str
    """The name of one of the structure's scenarios."""


class Matrix(Model):
    """What a matrix has for rows and columns."""

    rows: Literal["bodies", "issues"] = "bodies"
    """What each row is about."""
    columns: Literal["organizations", "kinds", "levels", "roles"] = "kinds"
    """What the rows are held against."""


class Over(Model):
    """The time that a chart shows."""

    start: Annotated[Date | None, Field(alias="from")] = None
    """From when; without it from the year before the first date told of."""
    end: Annotated[Date | None, Field(alias="to")] = None
    """Until when: the first day, month or year that is not shown."""


class View(Model):
    """diagrams/<view>.yaml: what a figure includes, and its words."""

    structure: str
    """The structure that it shows: its folder's name."""
    order: int = 0
    """Its place among the figures; those with the same number by file name."""
    title: BilingualText
    """The figure's title, drawn in it."""
    caption: BilingualText
    """The caption, for the page or the report."""
    levels: Annotated[tuple[LevelRef, ...], OneOrMore] = ()
    """The levels whose bodies are drawn, each as a frame."""
    area: Annotated[str, Ref(("areas",))] = ""
    """Only bodies that serve this area, or one inside it."""
    include: Query | None = None
    """Only bodies, or issues, that this selector fits or may fit."""
    exclude: Query | None = None
    """No bodies, or issues, that this selector surely fits."""
    actors: tuple[Organizations, ...] = ()
    """Who is drawn below the levels; one box for each selector."""
    issues: Annotated[tuple[IssueRef, ...], OneOrMore] = ()
    """The issues that the figure is about; drawn instead of seats."""
    arrangement: Annotated[str, Ref(("arrangements",))] = ""
    """The arrangement that the issues are, or are not, part of."""
    proposed: bool = False
    """Whether what is only proposed or discussed is drawn too."""
    group_by: Literal["level", "area", "type"] = "level"
    """What the bodies stand in frames by. By area or type, `levels` may be left out: bodies of all levels are drawn."""
    show: Annotated[tuple[Literal["roles", "counts", "holders", "issues", "lead"], ...], OneOrMore] = ()
    """What is told in a body's box: its seats' roles, how many, who holds them at the date; its issues; who leads it."""
    fold_by: str = ""
    """A type of area, `lan`: one box for each such area's part of the actors."""
    unfold: Annotated[tuple[str, ...], OneOrMore] = ()
    """`true`: a box for each single actor; or those organisations and collectives that are to have boxes of their own."""
    emphasis: Annotated[str, Ref(("organizations",))] = ""
    """The organisation whose ways into the bodies are drawn strong, all others faint."""
    highlight: Annotated[tuple[str, ...], OneOrMore] = ()
    """`findings`, or the ids of rules: what they find is marked, and told in the boxes."""
    compare: Comparing | None = None
    """What the figure is compared with: what is added is drawn strong, what ends struck through, the rest faint."""
    matrix: Matrix | None = None
    """Draws a matrix instead: yes, shared, unknown or no where rows and columns meet."""
    timeline: Over | None = None
    """Draws who holds the rotating seats of the bodies over time instead."""
    split_by: Annotated[tuple[str, ...], OneOrMore] = ()
    """`level`, `type` or a type of area, `lan`: a figure for the bodies of each; a list splits further."""
    most_bodies: Annotated[int | None, Field(ge=1)] = None
    """The most bodies in a figure: more are split evenly into several."""
    page: PageName = ""
    """The page that the figure is laid out for: a4, a4-landscape or 16x9."""

    @property
    def takes_all_levels(self) -> bool:
        """Whether it is about the bodies of all levels where it names none."""
        return self.group_by != "level" or self.matrix is not None or self.timeline is not None

    @property
    def unfolds_all(self) -> bool:
        """Whether every actor has a box of its own."""
        return self.unfold == ("true",)

    @property
    def unfolded(self) -> tuple[str, ...]:
        """The organisations and collectives that have boxes of their own."""
        return self.unfold if self.unfold not in (("true",), ("false",)) else ()


class Part(View):
    """A view with only some of its bodies: one of the figures that it is split into. No file declares it."""

    bodies: frozenset[str]
    """The bodies in it."""
    parties: frozenset[str]
    """The boxes of actors in it."""
    leaves_out: bool = False
    """Whether other parts have boxes of actors that this one has not."""
    elsewhere: tuple[tuple[str, int], ...] = ()
    """The bodies of the other parts, each with the number of its part."""


def shows(structure: Structure, view: View, record: Record) -> bool:
    """Whether a view's own selectors let a body or an issue into the figure."""
    if isinstance(view, Part) and record.id not in view.bodies:
        return False
    if view.include and fits(structure, record, view.include) is Truth.NO:
        return False
    return not (view.exclude and fits(structure, record, view.exclude) is Truth.YES)
