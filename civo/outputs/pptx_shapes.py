"""The parts of a figure as native shapes of PowerPoint: XML text in which everything from data is escaped.

ECMA-376 part 1, 19.3 (PresentationML shapes), 20.1 (DrawingML); the mark of what is only decoration is Microsoft's
extension [MS-ODRAWXML] 2.2.4.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Literal, NamedTuple, cast

from civo.drawings import Change, Edge, EdgeKind, LegendEntry, Node, NodeShape, Standing, Tone
from civo.layout import Box, Point
from civo.layout.wrapping import cleaned
from civo.outputs.bent_routes import Connector
from civo.outputs.figure_style import (
    ALARM,
    EDGES,
    ENDED_DASH,
    INK,
    PAPER,
    STANDINGS,
    Head,
    fill_colour,
    line_colour,
    line_dash,
    line_width,
    outline_colour,
)
from civo.outputs.office_text import FONT, INSETS, pieces
from civo.outputs.outline_paths import Segment, extent, segments, turned
from civo.outputs.svg_shapes import HEADS, details, form_width, outline, sheets, strike_path
from civo.words import Language

EMU = 12_700
"""English Metric Units in a point."""
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_DECORATION = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_NO_LINE = "<a:ln><a:noFill/></a:ln>"
_OWN_ENDS: dict[Head, str] = {"triangle": "triangle", "vee": "arrow"}
"""The heads that a line of PowerPoint has itself, with their tip at its end; the others are small shapes there."""
_TAGS = {"move": "moveTo", "line": "lnTo", "quadratic": "quadBezTo", "cubic": "cubicBezTo"}
Side = Literal["ln", "lnL", "lnR", "lnT", "lnB"]
"""The line around a shape, or one of those around a cell of a table."""
LANGUAGES: dict[Language, str] = {"sv": "sv-SE", "en": "en-GB"}


class Paragraph(NamedTuple):
    """A paragraph of a shape; its size, and the room for its bullet if it has one, in points of the figure."""

    text: str
    size: float
    bold: bool = False
    bullet: float = 0.0
    level: int = 0
    centred: bool = False
    colour: str = INK
    struck: bool = False
    font: str = FONT


class Port(NamedTuple):
    """Where a connector is glued: the shape, the number of its site, and the place."""

    shape: int
    site: int


@dataclass(slots=True)
class Pen:
    """Where the figure lies on the slide and how large it is drawn; numbers shapes as it goes."""

    scale: float
    left: float
    top: float
    lettering: float
    language: Language
    last: int = 1
    ports: dict[tuple[str, Point], Port] = field(default_factory=dict)

    def number(self) -> int:
        """The next number for a shape."""
        self.last += 1
        return self.last

    def length(self, value: float) -> int:
        """A length in EMU."""
        return round(value * self.scale * EMU)

    def place(self, box: Box) -> str:
        """The position and the size of a box on the slide."""
        return (
            f'<a:off x="{round((self.left + box.x * self.scale) * EMU)}" '
            f'y="{round((self.top + box.y * self.scale) * EMU)}"/>'
            f'<a:ext cx="{self.length(box.width)}" cy="{self.length(box.height)}"/>'
        )

    def size(self, points: float) -> int:
        """A text size in hundredths of a point."""
        return max(100, int(points * self.scale * self.lettering * 10) * 10)


def named(number: int, name: str, alt: str | None) -> str:
    """Number, name and alternative text of a shape; without that text it is decoration."""
    name = escape(cleaned(name)[:200])
    if not (alt or "").strip():
        return f'<p:cNvPr id="{number}" name="{name}">{_DECORATION}</p:cNvPr>'
    return f'<p:cNvPr id="{number}" name="{name}" descr="{escape(cleaned(alt or ""))}"/>'


def text_box(pen: Pen, name: str, box: Box, paragraphs: Sequence[Paragraph], alt: str) -> str:
    """A box of text without line or fill."""
    geometry = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>' + _NO_LINE
    return _shape(pen, pen.number(), name, alt, box, geometry, text_body(pen, paragraphs, box, "t", 0.0), is_text=True)


def frame(pen: Pen, name: str, box: Box, fill: str, line: str) -> str:
    """A plain rectangle as decoration."""
    return rectangle(pen, name, None, box, filled(fill) + (line or _NO_LINE))


def rectangle(pen: Pen, name: str, alt: str | None, box: Box, look: str) -> str:
    """A plain rectangle with its fill and its line."""
    geometry = f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{look}'
    return _shape(pen, pen.number(), name, alt, box, geometry, "")


def label(
    pen: Pen,
    name: str,
    box: Box,
    fill: str,
    paragraphs: Sequence[Paragraph],
    alt: str,
    anchor: str = "t",
    side: float = INSETS.side,
) -> str:
    """A filled rectangle with text from its top, or in its middle."""
    geometry = f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{filled(fill)}{_NO_LINE}'
    body = text_body(pen, paragraphs, box, anchor, side)
    return _shape(pen, pen.number(), name, alt, box, geometry, body)


def grouped(pen: Pen, name: str, alt: str | None, box: Box, parts: Iterable[str]) -> str:
    """Shapes held together."""
    place = pen.place(box)
    inner = place.replace("<a:off", "<a:chOff").replace("<a:ext", "<a:chExt")
    return (
        f"<p:grpSp {NAMESPACES}><p:nvGrpSpPr>{named(pen.number(), name, alt)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm>{place}{inner}</a:xfrm></p:grpSpPr>{''.join(parts)}</p:grpSp>"
    )


def card(
    pen: Pen, node: Node, box: Box, paragraphs: Sequence[Paragraph], alt: str, ports: Sequence[Point]
) -> list[str]:
    """The shapes of a node from the back: the sheets behind, the card with its text, what is drawn upon it.

    The card has a site to glue connectors to in the middle of each side, and one at each port.
    """
    front = sheets(node.shape, node.several, box)[-1]
    drawn = _sheets_behind(pen, node.shape, node.standing, box, node.several, node.tone, node.change)
    number = pen.number()
    sites = [
        (Point(front.middle.x, front.y), 270), (Point(front.x, front.middle.y), 180),
        (Point(front.middle.x, front.bottom), 90), (Point(front.right, front.middle.y), 0),
        *((port, _facing(port, front)) for port in ports),
    ]  # fmt: skip
    for n, port in enumerate(ports):
        pen.ports[node.id, port] = Port(number, 4 + n)
    path = segments(outline(node.shape, front))
    line = form_line(pen, node.shape, node.standing, node.tone, node.change)
    look = filled(fill_colour(node.shape, node.tone)) + line
    body = text_body(pen, paragraphs, front, "ctr", INSETS.side)
    drawn.append(_shape(pen, number, node.head or node.id, alt, front, _geometry(pen, path, front, sites) + look, body))
    return drawn + _details(pen, node.shape, node.standing, front, node.tone)


def sample(
    pen: Pen, shape: NodeShape, standing: Standing, box: Box, tone: Tone, change: Change, several: bool
) -> list[str]:
    """A node of the legend: its form without text."""
    front = sheets(shape, several, box)[-1]
    look = form_line(pen, shape, standing, tone, change)
    card = _path(pen, segments(outline(shape, front)), filled(fill_colour(shape, tone)), look)
    behind = _sheets_behind(pen, shape, standing, box, several, tone, change)
    return [*behind, card, *_details(pen, shape, standing, front, tone)]


def _sheets_behind(
    pen: Pen, shape: NodeShape, standing: Standing, box: Box, several: bool, tone: Tone, change: Change
) -> list[str]:
    line = form_line(pen, shape, "known" if standing == "gap" else standing, tone, change)
    behind = sheets(shape, several, box)[:-1]
    return [_path(pen, segments(outline(shape, sheet)), filled(fill_colour(shape, tone)), line) for sheet in behind]


def _details(pen: Pen, shape: NodeShape, standing: Standing, box: Box, tone: Tone) -> list[str]:
    return [
        _path(
            pen,
            segments(part.path),
            filled(part.fill),
            outlined(pen, part.colour, part.width or 1.0) if part.colour else _NO_LINE,
        )
        for part in details(shape, standing, box, tone)
    ]


def mark(pen: Pen, standing: Standing, at: Point) -> list[str]:
    """The sign of a standing in its ring, square or disc; nothing for what is known."""
    sign = STANDINGS[standing].mark
    if not sign:
        return []
    gap = standing == "gap"
    form = "rect" if standing == "proposed" else "ellipse"
    half = 5.0 if standing == "proposed" else 5.5
    box = Box(at.x - half, at.y - half, 2 * half, 2 * half)
    geometry = f'<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>{filled(ALARM if gap else PAPER)}'
    geometry += outlined(pen, ALARM if gap else INK, 1.0)
    size = 8.0 / pen.lettering
    body = text_body(
        pen, [Paragraph(sign, size, True, centred=True, colour=PAPER if gap else INK)], box, "ctr", 0.0, "none"
    )
    return [_shape(pen, pen.number(), sign, None, box, geometry, body)]


def sign(pen: Pen, text: str, box: Box) -> str:
    """A sign in a white square, as decoration."""
    geometry = f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{filled(PAPER)}{outlined(pen, INK, 0.8)}'
    said = Paragraph(text, box.height / pen.lettering, True, centred=True)
    body = text_body(pen, [said], box, "ctr", 0.0, "none")
    return _shape(pen, pen.number(), text, None, box, geometry, body)


def strikes(pen: Pen, points: Sequence[Point], at: Point) -> str:
    """Two short strokes across a line that ends."""
    return form(pen, "", None, segments(strike_path(points, at)), filled("none") + outlined(pen, INK, 1.5))


def head(pen: Pen, kind: EdgeKind, standing: Standing, before: Point, tip: Point, tone: Tone) -> list[str]:
    """The end of a line where PowerPoint's lines do not have it: small shapes at the tip."""
    head_form = EDGES[kind].head
    if head_form in _OWN_ENDS:
        return []
    colour = line_colour(kind, standing, tone)
    drawn = []
    for path, is_filled in HEADS[head_form]:
        fill = colour if is_filled else PAPER if path.endswith("Z") else "none"
        line = outlined(pen, colour, 0.8 if is_filled else 1.3)
        drawn.append(_path(pen, turned(segments(path), before, tip), filled(fill), line))
    return drawn


def connecting(
    pen: Pen,
    name: str,
    way: Connector,
    edge: Edge | LegendEntry,
    ends: tuple[Port | None, Port | None],
    headed: Literal["start", "end"],
) -> str:
    """A connector as decoration, glued where it has ports; its own head, if it has one, at the end that is headed."""
    glued = "".join(
        f'<a:{tag} id="{port.shape}" idx="{port.site}"/>'
        for tag, port in zip(("stCxn", "endCxn"), ends, strict=True)
        if port
    )
    turn = f' rot="{way.quarter_turns * 5_400_000}"' if way.quarter_turns else ""
    flips = (' flipH="1"' if way.flip else "") + (' flipV="1"' if way.flip_down else "")
    settings = "".join(f'<a:gd name="adj{n}" fmla="val {value}"/>' for n, value in enumerate(way.settings, start=1))
    return (
        f"<p:cxnSp {NAMESPACES}><p:nvCxnSpPr>{named(pen.number(), name, None)}<p:cNvCxnSpPr>{glued}</p:cNvCxnSpPr><p:nvPr/>"
        f"</p:nvCxnSpPr><p:spPr><a:xfrm{turn}{flips}>{pen.place(way.box)}</a:xfrm>"
        f'<a:prstGeom prst="{way.shape}"><a:avLst>{settings}</a:avLst></a:prstGeom>'
        f"{_edge_line(pen, edge, headed)}</p:spPr></p:cxnSp>"
    )


def _edge_line(pen: Pen, edge: Edge | LegendEntry, headed: Literal["start", "end"]) -> str:
    kind, standing = cast(EdgeKind, edge.kind), edge.standing
    width = line_width(kind, standing, edge.tone)
    own = _OWN_ENDS.get(EDGES[kind].head)
    size = "lg" if width < 2 else "med" if width < 3 else "sm"
    end = f'<a:{"headEnd" if headed == "start" else "tailEnd"} type="{own}" w="{size}" len="{size}"/>' if own else ""
    return outlined(
        pen,
        line_colour(kind, standing, edge.tone),
        width,
        line_dash(kind, standing, edge.change),
        STANDINGS[standing].double,
        end,
    )


def form_line(pen: Pen, shape: NodeShape, standing: Standing, tone: Tone, change: Change) -> str:
    """The line around a node."""
    style = STANDINGS[standing]
    dash = ENDED_DASH if change == "ended" else style.dash or ()
    return outlined(pen, outline_colour(standing, tone), form_width(shape, standing, tone), dash, style.double)


def band_line(pen: Pen, standing: Standing, colour: str, width: float) -> str:
    """The line around a group."""
    style = STANDINGS[standing]
    return outlined(pen, colour, width, style.dash or (), style.double)


def outlined(
    pen: Pen,
    colour: str,
    width: float,
    dash: Sequence[float] = (),
    double: bool = False,
    end: str = "",
    tag: Side = "ln",
) -> str:
    """A line around a shape, or with a tag of its own at one side of a cell."""
    compound = ' cmpd="dbl"' if double else ""
    dashes = "".join(
        f'<a:ds d="{round(on / width * 100_000)}" sp="{round(off / width * 100_000)}"/>'
        for on, off in zip(dash[::2], dash[1::2], strict=True)
    )
    return (
        f'<a:{tag} w="{pen.length(width)}"{compound}>{filled(colour)}'
        f"{f'<a:custDash>{dashes}</a:custDash>' if dashes else ''}<a:round/>{end}</a:{tag}>"
    )


def filled(colour: str) -> str:
    """A plain fill, or none."""
    return "<a:noFill/>" if colour == "none" else f"<a:solidFill>{_rgb(colour)}</a:solidFill>"


def hatched(colour: str) -> str:
    """A fill of slanted strokes on white."""
    return f'<a:pattFill prst="wdUpDiag"><a:fgClr>{_rgb(colour)}</a:fgClr><a:bgClr>{_rgb(PAPER)}</a:bgClr></a:pattFill>'


def _rgb(colour: str) -> str:
    return f'<a:srgbClr val="{colour.lstrip("#").upper()}"/>'


def _path(pen: Pen, path: tuple[Segment, ...], fill: str, line: str) -> str:
    """A form of its own, as decoration."""
    return form(pen, "", None, path, fill + line)


def form(pen: Pen, name: str, alt: str | None, path: tuple[Segment, ...], look: str) -> str:
    """A form of its own with its fill and its line; without an alternative text it is decoration."""
    number = pen.number()
    box = extent(path)
    return _shape(pen, number, name or f"Form {number}", alt, box, _geometry(pen, path, box, ()) + look, "")


def _geometry(pen: Pen, path: tuple[Segment, ...], box: Box, sites: Sequence[tuple[Point, int]]) -> str:
    """A path in its box; sites are kept as shares of the box, so that they follow when it is resized."""
    wide, high = max(1, pen.length(box.width)), max(1, pen.length(box.height))

    def at(point: Point) -> tuple[int, int]:
        return pen.length(point.x - box.x), pen.length(point.y - box.y)

    guides, joints = "", ""
    for n, (point, angle) in enumerate(sites):
        x, y = at(point)
        guides += f'<a:gd name="x{n}" fmla="*/ {x} w {wide}"/><a:gd name="y{n}" fmla="*/ {y} h {high}"/>'
        joints += f'<a:cxn ang="{angle * 60_000}"><a:pos x="x{n}" y="y{n}"/></a:cxn>'
    drawn = ""
    for part in path:
        points = "".join('<a:pt x="{}" y="{}"/>'.format(*at(point)) for point in part.points)
        tag = _TAGS.get(part.kind)
        drawn += f"<a:{tag}>{points}</a:{tag}>" if tag else "<a:close/>"
    return (
        f"<a:custGeom><a:avLst/><a:gdLst>{guides}</a:gdLst><a:ahLst/><a:cxnLst>{joints}</a:cxnLst>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{wide}" h="{high}">{drawn}</a:path></a:pathLst>'
        "</a:custGeom>"
    )


def _facing(port: Point, box: Box) -> int:
    """The direction, in degrees clockwise from the right, that a port on the side of a box faces."""
    near = {270: port.y - box.y, 90: box.bottom - port.y, 180: port.x - box.x, 0: box.right - port.x}
    return min(near, key=lambda angle: abs(near[angle]))


def _shape(
    pen: Pen, number: int, name: str, alt: str | None, box: Box, properties: str, body: str, is_text: bool = False
) -> str:
    text = ' txBox="1"' if is_text else ""
    empty = "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody>"
    return (
        f"<p:sp {NAMESPACES}><p:nvSpPr>{named(number, name, alt)}<p:cNvSpPr{text}/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr><a:xfrm>{pen.place(box)}</a:xfrm>{properties}</p:spPr>{body or empty}</p:sp>"
    )


def text_body(
    pen: Pen, paragraphs: Sequence[Paragraph], box: Box, anchor: str, side: float, wrap: str = "square"
) -> str:
    """The text of a shape, `side` points from its sides; with `wrap` none it keeps to one line."""
    end = INSETS.end if side else 0.0
    width = box.width - 2 * side
    insets = f'lIns="{pen.length(side)}" tIns="{pen.length(end)}" rIns="{pen.length(side)}" bIns="{pen.length(end)}"'
    return (
        f'<p:txBody {NAMESPACES}><a:bodyPr wrap="{wrap}" {insets} rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{set_out(pen, paragraphs, width if wrap == 'square' else 1e6)}</p:txBody>"
    )


def set_out(pen: Pen, paragraphs: Sequence[Paragraph], width: float) -> str:
    """The paragraphs in a room so wide; an empty one where there are none."""
    told = (_paragraph(pen, paragraph, width, is_first=n == 0) for n, paragraph in enumerate(paragraphs))
    return "".join(told) or "<a:p/>"


def _typeface(font: str) -> str:
    """The font for all scripts; one of signs also for what programs count as eastern."""
    eastern = f'<a:ea typeface="{font}"/>' if font != FONT else ""
    return f'<a:latin typeface="{font}"/>{eastern}<a:cs typeface="{font}"/>'


def _paragraph(pen: Pen, paragraph: Paragraph, width: float, is_first: bool) -> str:
    indent = paragraph.bullet * (1 + paragraph.level)
    kept, hung = pen.length(indent), pen.length(paragraph.bullet)
    level = f' lvl="{min(paragraph.level, 8)}"' if paragraph.level else ""
    spacing = f'<a:spcBef><a:spcPts val="{0 if is_first else round(INSETS.before * pen.scale * 100)}"/></a:spcBef>'
    bullet = f'<a:buFont typeface="{FONT}"/><a:buChar char="•"/>' if paragraph.bullet else "<a:buNone/>"
    struck = ' strike="sngStrike"' if paragraph.struck else ""
    how = (
        f'<a:rPr lang="{LANGUAGES[pen.language]}" sz="{pen.size(paragraph.size)}" b="{int(paragraph.bold)}"{struck} dirty="0">'
        f"{filled(paragraph.colour)}{_typeface(paragraph.font)}</a:rPr>"
    )
    runs = ""
    for piece in pieces(paragraph.text, width - indent, paragraph.size * pen.lettering, paragraph.bold):
        shown = piece.text + ("-" if piece.joint == "-" else "")
        runs += f"<a:r>{how}<a:t>{escape(shown, quote=False)}</a:t></a:r>" if shown else ""
        runs += f"<a:br>{how}</a:br>" if piece.joint else ""
    align = "ctr" if paragraph.centred else "l"
    return f'<a:p><a:pPr marL="{kept}"{level} indent="{-hung}" algn="{align}">{spacing}{bullet}</a:pPr>{runs}</a:p>'
