"""The SVG: well-formed, escaped, accessible, in reading order, with its font, and never by colour alone."""

from __future__ import annotations

import base64
import re
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from civo.drawings import Bar, BarKind, CellMark, Change, Edge, EdgeKind, GridCell, Item, NodeShape, Standing, Tone
from civo.layout import BarBox, Box, CellBox, Crossing, Point
from civo.layout.wrapping import cleaned
from civo.loading import load
from civo.outputs import figure_style
from civo.outputs.as_svg import figure_id, svg_text
from civo.outputs.svg_panels import bar, cell_mark
from civo.outputs.svg_shapes import edge_head, edge_line, mark, node_outline, strike
from civo.structure import Structure, structure_at
from civo.views import drawing, read_view

from .samples import DRAWINGS, HOSTILE, HOSTILE_NAMES, REPRESENTATION

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=DRAWINGS, scope="module")
def name(request: pytest.FixtureRequest) -> str:
    """The name of each sample."""
    return str(request.param)


def test_it_is_xml_with_title_description_and_language(name: str) -> None:
    drawing = DRAWINGS[name]
    root = ElementTree.fromstring(svg_text(drawing))
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.get("lang") == drawing.language
    ids = {element.get("id"): element for element in root.iter() if element.get("id")}
    texts = [ids[part].text or "" for part in (root.get("aria-labelledby") or "").split()]
    assert texts == [cleaned(drawing.title), cleaned(drawing.alt)]
    assert len(ids) == sum(1 for element in root.iter() if element.get("id"))


def test_only_known_elements_and_no_style_attributes_or_scripts(name: str) -> None:
    root = ElementTree.fromstring(svg_text(DRAWINGS[name]))
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "style", "rect", "g", "path", "circle", "text", "tspan", "metadata"}
    names = {attribute for element in root.iter() for attribute in element.attrib}
    assert not {n for n in names if n == "style" or n.startswith("on") or "href" in n}


def test_hostile_names_come_out_as_they_went_in() -> None:
    root = ElementTree.fromstring(svg_text(HOSTILE))
    titles = [element.text or "" for element in root.iter(f"{SVG}title")]
    for hostile in HOSTILE_NAMES:
        assert cleaned(hostile) in titles
    shown = "".join(element.text or "" for element in root.iter(f"{SVG}tspan"))
    assert "<script>" in shown


def test_the_same_drawing_gives_the_same_bytes(name: str) -> None:
    assert svg_text(DRAWINGS[name]) == svg_text(DRAWINGS[name])


def test_reading_order_is_title_groups_edges_legend() -> None:
    svg = svg_text(REPRESENTATION, with_font=False)
    wanted = [
        "Hur kommunerna",
        "Nationell",
        "Chefsmötet",
        "Regionala rådet",
        "Länsstyrelsen",
        "-edges",
        "Teckenförklaring",
    ]
    body = svg[svg.index("</desc>") :]
    places = [body.index(text) for text in wanted]
    assert places == sorted(places)
    assert REPRESENTATION.caption not in svg


def test_the_embedded_fonts_have_every_glyph_that_the_font_has() -> None:
    svg = svg_text(REPRESENTATION)
    fonts = [
        TTFont(BytesIO(base64.b64decode(data))) for data in re.findall(r"font/woff2;base64,([A-Za-z0-9+/=]+)", svg)
    ]
    assert [font["OS/2"].usWeightClass for font in fonts] == [400, 700]
    assert {ord(char) for char in "öppen platslista"} <= set(fonts[0].getBestCmap())
    assert {ord(char) for char in "Beredskapssamordnar-nätverket?!+"} <= set(fonts[1].getBestCmap())


def test_links_lead_from_nodes() -> None:
    root = ElementTree.fromstring(svg_text(REPRESENTATION, links={"chiefs": '#organ-"x"&y'}))
    (link,) = root.iter(f"{SVG}a")
    assert link.get("href") == '#organ-"x"&y'


@pytest.mark.parametrize("identifier", ["", "1", "a b", '"><script>', "å"])
def test_any_id_makes_a_plain_one(identifier: str) -> None:
    assert re.fullmatch(r"figure-[0-9a-f]{12}", figure_id(identifier))


def test_every_shape_kind_and_standing_differs_without_colour() -> None:
    box, ends, at = Box(0, 0, 60, 30), (Point(0, 0), Point(60, 0)), Point(30, 0)
    standings, shapes, kinds = get_args(Standing), get_args(NodeShape), get_args(EdgeKind)
    nodes = {(s, t): _grey(node_outline(s, t, False, box) + mark(t, at)) for s in shapes for t in standings}
    edges = {
        (k, t): _grey(edge_line(k, t, ends) + edge_head(k, t, ends) + mark(t, at)) for k in kinds for t in standings
    }
    for drawn in (nodes, edges):
        same = [(a, b) for a, b in combinations(drawn, 2) if drawn[a] == drawn[b]]
        assert same == []


def test_what_was_seen_is_a_mark_on_a_line_without_ends() -> None:
    """It may be at any time within its period: no bar fills the period, nothing stands at its ends."""
    drawn = bar(BarBox(Bar(0, 365, "seen"), Box(100, 0, 80, 12)))
    assert "<rect" not in drawn
    assert 'd="M104 6H176M134 6L140 0L146 6L140 12Z"' in drawn


def test_a_line_stops_where_another_passes_over_it_unbroken() -> None:
    """Dashes of the upper line are filled in across the gap that the other one leaves."""
    ends, at = (Point(0, 50), Point(100, 50)), Point(60, 50)
    alone, other = edge_line("absent", "known", ends), Edge("c", "d", "absent")
    crossed = edge_line("absent", "known", ends, under=(Crossing(at, other, False),))
    assert re.findall(r'd="([^"]*)"', alone) == ["M0 50L98 50"]
    assert re.findall(r'd="([^"]*)"', crossed) == ["M0 50L56.35 50M63.65 50L98 50"]
    upright = (Point(60, 100), Point(60, 0))
    over = edge_line("absent", "known", upright, over=(Crossing(at, other, True),))
    dashed, bridge = re.findall(r"<path[^>]*>", over)
    assert "stroke-dasharray" in dashed
    assert "stroke-dasharray" not in bridge
    assert 'd="M60 46.35v7.3"' in bridge
    assert edge_line("seat", "known", upright, over=(Crossing(at, other, True),)) == edge_line("seat", "known", upright)


def test_a_gap_never_reaches_past_the_corner_of_a_line() -> None:
    way = (Point(0, 0), Point(0, 50), Point(100, 50), Point(100, 0))
    for x in (1.0, 5.5, 50.0, 99.0):
        drawn = edge_line("seat", "known", way, under=(Crossing(Point(x, 50), Edge("c", "d", "seat", "gap"), False),))
        (path,) = re.findall(r'd="([^"]*)"', drawn)
        assert all(5 <= float(end) <= 95 for end in re.findall(r"(?<=[LM])([\d.]+) 50(?=[LM])", path)), path


LOOKS: tuple[tuple[Tone, Change], ...] = (("plain", ""), ("strong", "added"), ("plain", "ended"), ("faint", ""))


def test_what_is_added_ends_or_is_set_aside_differs_without_colour() -> None:
    box, ends, at = Box(0, 0, 60, 30), (Point(0, 0), Point(60, 0)), Point(30, 0)
    for shape in get_args(NodeShape):
        nodes = {_grey(node_outline(shape, "known", False, box, tone, change)) for tone, change in LOOKS}
        assert len(nodes) == len(LOOKS), shape
    for kind in get_args(EdgeKind):
        edges = [
            _grey(edge_line(kind, "known", ends, False, tone, change) + (strike(ends, at) if change == "ended" else ""))
            for tone, change in LOOKS
        ]
        assert len(set(edges)) == len(LOOKS), kind


def test_every_mark_and_bar_differs_without_colour() -> None:
    box = Box(0, 0, 40, 12)
    marks = {_grey(cell_mark(CellBox(GridCell(mark), box))) for mark in get_args(CellMark)}
    bars = {_grey(bar(BarBox(Bar(0, 1, kind), box))) for kind in get_args(BarKind)}
    assert (len(marks), len(bars)) == (len(get_args(CellMark)), len(get_args(BarKind)))


VIEWS = sorted((Path(__file__).parent.parent.parent / "diagrams").glob("*.yaml"))


@pytest.fixture(scope="module")
def civo_nord() -> Structure:
    return structure_at(load(VIEWS[0].parent.parent / "structures" / "civo-nord"))


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: path.stem)
def test_the_figure_is_read_in_the_order_of_its_text_equivalent(path: Path, civo_nord: Structure) -> None:
    figure = drawing(civo_nord, read_view(path, civo_nord), path.stem)
    root = ElementTree.fromstring(svg_text(figure))
    heads = {
        *(node.head for node in figure.nodes),
        *(row.name for row in (figure.grid.rows if figure.grid else ())),
    }
    read = [element.text for element in root.iter(f"{SVG}title") if element.text in heads]
    items = [item.text.removesuffix(" (osäkert)") for item in _items(figure.equivalent)]
    told = list(dict.fromkeys(text for text in items if text in heads))
    assert [head for head in read if head in told] == told
    (metadata,) = root.iter(f"{SVG}metadata")
    assert all(cleaned(item.text) in (metadata.text or "") for item in _items(figure.equivalent))
    assert cleaned(figure.caption) != cleaned(figure.alt)
    assert re.search(r"\d", figure.alt), "the alternative text has numbers"


def _items(items: tuple[Item, ...]) -> list[Item]:
    return [one for item in items for one in (item, *_items(item.items))]


def test_every_edge_kind_has_its_own_head() -> None:
    heads = [style.head for style in figure_style.EDGES.values()]
    assert len(set(heads)) == len(heads) == len(get_args(EdgeKind))


def test_every_standing_but_known_has_its_own_mark() -> None:
    marks = [figure_style.STANDINGS[standing].mark for standing in get_args(Standing)]
    assert marks[0] == ""
    assert len(set(marks)) == len(marks)


def test_text_and_lines_stand_out_from_what_is_behind_them() -> None:
    backgrounds = {figure_style.PAPER, figure_style.BAND, figure_style.BAND_LABEL, *figure_style.FILLS.values()}
    lines = {style.colour for style in figure_style.EDGES.values()}
    lines |= {figure_style.ALARM, figure_style.BAND_LINE, figure_style.FAINT}
    for background in backgrounds:
        assert _contrast(figure_style.INK, background) >= 4.5
        assert _contrast(figure_style.FAINT_INK, background) >= 4.5
        for line in lines:
            assert _contrast(line, background) >= 3.0
    assert _contrast(figure_style.PAPER, figure_style.ALARM) >= 4.5


def test_no_colour_is_used_that_the_contrast_test_does_not_know(name: str) -> None:
    known = {figure_style.INK, figure_style.PAPER, figure_style.BAND, figure_style.BAND_LABEL, figure_style.BAND_LINE,
             figure_style.ALARM, figure_style.FAINT, figure_style.FAINT_INK, *figure_style.FILLS.values(),
             *(style.colour for style in figure_style.EDGES.values())}  # fmt: skip
    used = set(re.findall(r'(?:fill|stroke)="([^"]*)"', svg_text(DRAWINGS[name], with_font=False)))
    assert used <= known | {"none"}


def _grey(svg: str) -> str:
    """The drawing as one that sees no colour sees it: filled or not filled."""
    return re.sub("#[0-9a-f]{6}", lambda m: "light" if _luminance(m.group()) > 0.5 else "dark", svg)


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
