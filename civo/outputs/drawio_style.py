"""How boxes, frames, lines and marks look in draw.io: the same tables as in every kind of figure, in its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from civo.drawings import Bar, BarKind, Change, EdgeKind, NodeShape, Standing, Tone
from civo.layout import Box, Point
from civo.outputs.figure_style import (
    ALARM,
    BAND,
    BAND_LINE,
    EDGES,
    ENDED_DASH,
    INK,
    PAPER,
    STANDINGS,
    STRONG,
    Head,
    fill_colour,
    line_colour,
    line_dash,
    line_of_bar,
    line_width,
    outline_colour,
    text_colour,
)
from civo.outputs.office_text import FONT
from civo.outputs.svg_shapes import form_width, number

Style = dict[str, str]

FORMS: dict[NodeShape, Style] = {
    "organization": {},
    "collective": {},
    "body": {"rounded": "1", "absoluteArcSize": "1", "arcSize": "12"},
    "role": {"shape": "mxgraph.basic.rect", "rectStyle": "square", "topLeftStyle": "rounded",
             "topRightStyle": "rounded", "size": "10"},
    "issue": {"shape": "mxgraph.basic.rect", "rectStyle": "snip", "size": "9"},
    "arrangement": {"shape": "ext", "double": "1", "margin": "3"},
    "plan": {"shape": "note", "size": "9", "backgroundOutline": "1"},
    "note": {},
}  # fmt: skip
"""The form of each shape of box."""

HEADS: dict[Head, Style] = {
    "triangle": {"endArrow": "block", "endFill": "1", "endSize": "6"},
    "two triangles": {"endArrow": "doubleBlock", "endFill": "1", "endSize": "6"},
    "hollow triangle": {"endArrow": "block", "endFill": "0", "endSize": "7"},
    "circle": {"endArrow": "oval", "endFill": "0", "endSize": "7"},
    "disc": {"endArrow": "oval", "endFill": "1", "endSize": "7"},
    "cross": {"endArrow": "cross", "endFill": "0", "endSize": "7"},
    "diamond": {"endArrow": "diamondThin", "endFill": "1", "endSize": "10"},
    "hollow diamond": {"endArrow": "diamondThin", "endFill": "0", "endSize": "10"},
    "vee": {"endArrow": "open", "endFill": "0", "endSize": "7"},
    "square": {"endArrow": "box", "endFill": "1", "endSize": "6"},
    "hollow square": {"endArrow": "box", "endFill": "0", "endSize": "6"},
    "bar": {"endArrow": "ERmandOne", "endFill": "0", "endSize": "6"},
    "triangle and bar": {"endArrow": "classic", "endFill": "1", "endSize": "8"},
}
"""The head of a line nearest to the one in the figure; all differ."""


def styled(look: Mapping[str, str]) -> str:
    """A style as draw.io writes it."""
    return "".join(f"{key}={value};" if value else f"{key};" for key, value in look.items())


def node_style(shape: NodeShape, standing: Standing, tone: Tone = "plain", change: Change = "") -> Style:
    """A box with its text."""
    dash = ENDED_DASH if change == "ended" else STANDINGS[standing].dash or ()
    return {
        **FORMS[shape],
        "html": "1",
        "whiteSpace": "wrap",
        "fillColor": fill_colour(shape, tone),
        "fontFamily": FONT,
        "fontColor": text_colour(tone),
        "overflow": "width",
        "spacing": "0",
        **_line(outline_colour(standing, tone), form_width(shape, standing, tone), dash),
    }


def band_style(standing: Standing) -> Style:
    """A frame that holds boxes."""
    style = STANDINGS[standing]
    colour = BAND_LINE if standing == "known" else outline_colour(standing)
    held = {"container": "1", "collapsible": "0", "recursiveResize": "0", "connectable": "0"}
    return {"html": "1", "fillColor": BAND, **held, **_line(colour, style.width or 0.8, style.dash or ())}


def edge_style(kind: EdgeKind, standing: Standing, tone: Tone = "plain", change: Change = "") -> Style:
    """A line with square turns and its head; it stops where one that is drawn before it crosses it."""
    return {
        "edgeStyle": "orthogonalEdgeStyle",
        "rounded": "1",
        "arcSize": "10",
        "jumpStyle": "gap",
        "jumpSize": "8",
        "html": "1",
        "startArrow": "none",
        **HEADS[EDGES[kind].head],
        **_line(line_colour(kind, standing, tone), line_width(kind, standing, tone), line_dash(kind, standing, change)),
    }


def mark_style(standing: Standing) -> Style:
    """The sign of a standing: in a ring, a square or a disc."""
    gap = standing == "gap"
    form = {} if standing == "proposed" else {"ellipse": ""}
    return {
        **form,
        "html": "1",
        "fillColor": ALARM if gap else PAPER,
        "strokeColor": ALARM if gap else INK,
        "fontColor": PAPER if gap else INK,
        "fontFamily": FONT,
        "fontSize": "8",
        "fontStyle": "1",
        "spacing": "0",
        "align": "center",
        "verticalAlign": "middle",
    }


def port_style(end: str, at: Point, box: Box) -> Style:
    """Where on its box a line begins (`exit`) or ends (`entry`), as shares of the box."""
    x = (at.x - box.x) / box.width if box.width else 0.5
    y = (at.y - box.y) / box.height if box.height else 0.5
    shares = {"X": f"{x:.4f}", "Y": f"{y:.4f}", "Dx": "0", "Dy": "0", "Perimeter": "0"}
    return {f"{end}{key}": value for key, value in shares.items()}


def _line(colour: str, width: float, dash: Sequence[float]) -> Style:
    dashed = {"dashed": "1", "fixDash": "1", "dashPattern": " ".join(map(number, dash))} if dash else {}
    return {"strokeColor": colour, "strokeWidth": number(width), **dashed}


TABLE: Style = {
    "shape": "table",
    "startSize": "0",
    "container": "1",
    "collapsible": "0",
    "childLayout": "tableLayout",
    "connectable": "0",
    "fillColor": PAPER,
    "strokeColor": BAND_LINE,
    "strokeWidth": "0.6",
}
"""A table, whose rows and columns draw.io can add to and take from."""
TABLE_ROW: Style = {
    "shape": "tableRow",
    "horizontal": "0",
    "startSize": "0",
    "swimlaneHead": "0",
    "swimlaneBody": "0",
    "strokeColor": "inherit",
    "top": "0",
    "left": "0",
    "bottom": "0",
    "right": "0",
    "collapsible": "0",
    "dropTarget": "0",
    "connectable": "0",
    "fillColor": "none",
}


def table_cell_style(fill: str, ink: str, change: Change = "", strong: bool = False) -> Style:
    """A cell of a table; in a thick frame where its answer is added or another one, in a broken one where it ends."""
    sides = dict.fromkeys(("top", "left", "bottom", "right"), "1" if strong or change == "ended" else "0")
    frame = _line(INK, STRONG if strong else 1.0, ENDED_DASH if change == "ended" else ())
    return {
        "shape": "partialRectangle",
        "html": "1",
        "whiteSpace": "wrap",
        "connectable": "0",
        "overflow": "hidden",
        "pointerEvents": "1",
        **sides,
        "fillColor": fill,
        "fontColor": ink,
        "fontFamily": FONT,
        "spacing": "0",
        **(frame if strong or change == "ended" else {"strokeColor": "inherit"}),
    }


def bar_style(bar: Bar) -> Style:
    """A bar over time; of one that was only seen the line, without its mark."""
    ink, width, dash = line_of_bar(bar)
    forms: dict[BarKind, Style] = {
        "held": {"fillColor": ink},
        "seen": {"shape": "line", "fillColor": "none"},
        "implied": {"fillStyle": "hatch", "fillColor": ink},
        "hole": {"fillColor": PAPER},
        "unknown": {"shape": "line", "fillColor": "none"},
    }
    return {"html": "1", "connectable": "0", **forms[bar.kind], **_line(ink, width, dash)}


def sign_style() -> Style:
    """The plus or the minus of a bar that is added or ends."""
    square = mark_style("proposed")
    return {**square, "connectable": "0", "strokeWidth": "0.8"}
