"""How nodes, lines and marks look in every kind of figure: line, form and mark first, colour only beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from civo.drawings import Bar, BarKind, Change, EdgeKind, NodeShape, Standing, Tone

INK = "#14202b"
PAPER = "#ffffff"
BAND = "#f5f7f9"
BAND_LABEL = "#e4eaf0"
BAND_LINE = "#64727f"
ALARM = "#9b1c1c"
FAINT = "#6f7a84"
"""Lines of what the figure sets aside: they can still be followed."""
FAINT_INK = "#56606a"
"""Text of what the figure sets aside: it can still be read."""

Head = Literal[
    "triangle", "circle", "two triangles", "cross", "hollow triangle", "diamond", "vee", "square", "disc", "bar",
    "hollow square", "hollow diamond", "triangle and bar",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class EdgeStyle:
    """The line of an edge kind: its head tells the kinds apart even where the standing decides the dashes."""

    head: Head
    colour: str
    dash: tuple[float, ...] = ()
    width: float = 1.3


@dataclass(frozen=True, slots=True)
class StandingStyle:
    """What a standing does to a line: dashes and width in place of its own, a second line inside, a mark."""

    dash: tuple[float, ...] | None = None
    width: float | None = None
    double: bool = False
    mark: str = ""


EDGES: dict[EdgeKind, EdgeStyle] = {
    "seat": EdgeStyle("triangle", "#1d4f91"),
    "rotating": EdgeStyle("circle", "#0f6464", (10, 3, 2, 3)),
    "collective": EdgeStyle("two triangles", "#1d4f91", (), 2.2),
    "absent": EdgeStyle("cross", "#56606a", (2, 3)),
    "coordinates": EdgeStyle("hollow triangle", "#6a3d8f", (7, 3)),
    "appoints": EdgeStyle("diamond", "#7a4708"),
    "needs": EdgeStyle("vee", INK, (5, 2)),
    "requires": EdgeStyle("square", "#1d4f91"),
    "responsible": EdgeStyle("disc", "#1c6a3a"),
    "outside": EdgeStyle("bar", "#86204a", (12, 3, 2, 3, 2, 3)),
    "discussed": EdgeStyle("hollow square", "#56606a", (1.5, 3)),
    "part": EdgeStyle("hollow diamond", INK),
    "assigns": EdgeStyle("triangle and bar", "#6a3d8f"),
}

STANDINGS: dict[Standing, StandingStyle] = {
    "known": StandingStyle(),
    "unknown": StandingStyle(dash=(4, 3), mark="?"),
    "proposed": StandingStyle(dash=(9, 4), width=3.6, double=True, mark="+"),
    "gap": StandingStyle(dash=(), width=2.8, mark="!"),
}

FILLS: dict[NodeShape, str] = {
    "organization": "#eef1e6",
    "collective": "#eef1e6",
    "body": "#e3ecf8",
    "role": PAPER,
    "issue": "#fdf1d6",
    "arrangement": "#f0e9f6",
    "plan": PAPER,
    "note": PAPER,
}


WIDTHS: dict[Tone, float | None] = {"plain": None, "strong": 3.2, "faint": 0.8}
"""How wide a line or an outline is in each tone; none where kind and standing decide."""
STRONG = 2.0
"""How wide the frame around an answer or a bar is that is added or changes."""
ENDED_DASH = (5.0, 4.0)
BAR_LINES: dict[BarKind, tuple[float, tuple[float, ...]]] = {
    "held": (1.2, ()),
    "seen": (0.9, ()),
    "implied": (1.2, ()),
    "hole": (1.2, (4.0, 3.0)),
    "unknown": (1.5, (1.5, 4.0)),
}
"""The width and the dashes of the lines that each kind of bar has around or in it."""


def line_colour(kind: EdgeKind, standing: Standing, tone: Tone = "plain") -> str:
    """The colour of an edge."""
    return FAINT if tone == "faint" else ALARM if standing == "gap" else EDGES[kind].colour


def line_width(kind: EdgeKind, standing: Standing, tone: Tone = "plain") -> float:
    """The width of an edge's line in points."""
    return WIDTHS[tone] or STANDINGS[standing].width or EDGES[kind].width


def line_dash(kind: EdgeKind, standing: Standing, change: Change = "") -> tuple[float, ...]:
    """The dashes of an edge's line, empty for an unbroken one."""
    if change == "ended":
        return ENDED_DASH
    dash = STANDINGS[standing].dash
    return EDGES[kind].dash if dash is None else dash


def outline_colour(standing: Standing, tone: Tone = "plain") -> str:
    """The colour of a node's outline."""
    return FAINT if tone == "faint" else ALARM if standing == "gap" else INK


def fill_colour(shape: NodeShape, tone: Tone = "plain") -> str:
    """What a node is filled with."""
    return PAPER if tone == "faint" else FILLS[shape]


def text_colour(tone: Tone = "plain") -> str:
    """The colour of a node's text."""
    return FAINT_INK if tone == "faint" else INK


def line_of_bar(bar: Bar) -> tuple[str, float, tuple[float, ...]]:
    """The colour, the width and the dashes of a bar's lines: wider where it is added."""
    width, dash = BAR_LINES[bar.kind]
    return text_colour(bar.tone), STRONG if bar.change == "added" else width, dash
