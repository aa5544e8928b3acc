"""The draw.io file: well-formed, every cell in one that exists, lines tied to boxes, names as text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import combinations
from typing import get_args
from xml.etree import ElementTree

import pytest

from civo.drawings import NodeShape
from civo.layout import Point, laid_out
from civo.layout.wrapping import SOFT_HYPHEN, cleaned
from civo.outputs.as_drawio import drawio_text
from civo.outputs.drawio_style import FORMS, HEADS
from civo.outputs.figure_style import EDGES

from .samples import COMPARED, DRAWINGS, HOSTILE, HOSTILE_NAMES, REPRESENTATION


@pytest.fixture(params=DRAWINGS, scope="module")
def name(request: pytest.FixtureRequest) -> str:
    """The name of each sample."""
    return str(request.param)


class _Words(HTMLParser):
    """The text of HTML, and which elements it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags = "", set[str]()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.text += "\n" if tag in ("div", "br") else ""

    def handle_data(self, data: str) -> None:
        self.text += data


def root_of(text: str) -> ElementTree.Element:
    """The cells of the file."""
    root = ElementTree.fromstring(text.encode()).find("./diagram/mxGraphModel/root")
    assert root is not None
    return root


def cells(root: ElementTree.Element) -> dict[str, tuple[ElementTree.Element, ElementTree.Element]]:
    """By id: the cell, and the object that holds its data, which may be the cell itself."""
    found: dict[str, tuple[ElementTree.Element, ElementTree.Element]] = {}
    for outer in root:
        inner = outer if outer.tag == "mxCell" else outer[0]
        identifier = outer.get("id") or ""
        assert identifier not in found
        found[identifier] = (inner, outer)
    return found


def test_every_cell_stands_in_one_before_it_and_has_a_place(name: str) -> None:
    seen = set()
    for identifier, (cell, outer) in cells(root_of(drawio_text(DRAWINGS[name]))).items():
        assert identifier == "0" or cell.get("parent") in seen
        seen.add(identifier)
        assert outer.tag in ("mxCell", "UserObject")
        if identifier not in ("0", "figure", "legend"):
            geometry = cell.find("mxGeometry")
            assert geometry is not None
            assert geometry.get("as") == "geometry"
            assert (cell.get("vertex") == "1") != (cell.get("edge") == "1")
            assert re.fullmatch(r"(\w+(\.\w+)*(=[^;=]*)?;)+", cell.get("style") or "")


def test_lines_are_tied_to_boxes_and_end_where_the_figures_do(name: str) -> None:
    placed = laid_out(DRAWINGS[name])
    found = cells(root_of(drawio_text(DRAWINGS[name])))
    for n, path in enumerate(placed.edges):
        cell, _ = found[f"edge{n}"]
        for end, point, node in (("exit", path.points[0], "source"), ("entry", path.points[-1], "target")):
            box, outer = found[cell.get(node) or ""]
            assert outer.get("civo_id") == cleaned(getattr(path.edge, node))
            left, top, width, height = place(found, box)
            style = dict(part.split("=") for part in (cell.get("style") or "").split(";") if "=" in part)
            x, y = left + float(style[f"{end}X"]) * width, top + float(style[f"{end}Y"]) * height
            assert (abs(x - point.x) < 0.1, abs(y - point.y) < 0.1) == (True, True)
        corners = [Point(float(p.get("x") or 0), float(p.get("y") or 0)) for p in cell.iter("mxPoint")]
        assert len(corners) == len(path.points) - 2


def place(
    found: dict[str, tuple[ElementTree.Element, ElementTree.Element]], cell: ElementTree.Element
) -> tuple[float, float, float, float]:
    """Where a box stands on the page."""
    geometry = cell.find("mxGeometry")
    assert geometry is not None
    x, y = float(geometry.get("x") or 0), float(geometry.get("y") or 0)
    width, height = float(geometry.get("width") or 0), float(geometry.get("height") or 0)
    parent = cell.get("parent") or ""
    if parent not in ("figure", "legend"):
        left, top, *_ = place(found, found[parent][0])
        x, y = x + left, y + top
    return x, y, width, height


def test_frames_hold_their_boxes() -> None:
    found = cells(root_of(drawio_text(REPRESENTATION)))
    by_id = {outer.get("civo_id"): (name, cell) for name, (cell, outer) in found.items() if outer.get("civo_id")}
    for group in REPRESENTATION.groups:
        frame, cell = by_id[group.id]
        assert "container=1" in (cell.get("style") or "")
        for node in group.nodes:
            parent = by_id[node][1].get("parent") or ""
            assert frame in (parent, found[parent][0].get("parent"))


def test_tooltips_name_the_source() -> None:
    text = drawio_text(REPRESENTATION, sources={"chiefs": ("Rapport <2023>: 5.2 ¶2",)})
    (found,) = [o for _, o in cells(root_of(text)).values() if o.get("civo_id") == "chiefs"]
    tip = _Words(found.get("tooltip") or "")
    assert tip.text.split("\n") == [
        "Chefsmötet (organ)", "fastställer regional handlingsplan", "öppen platslista", "Rapport <2023>: 5.2 ¶2",
    ]  # fmt: skip
    assert (found.get("name"), found.get("shape"), found.get("standing")) == ("Chefsmötet", "body", "known")


def test_what_is_compared_looks_and_says_so() -> None:
    """Added, ended and as today differ in width, dashes, strike and words, not only in colour."""
    found = {
        outer.get("civo_id"): (cell.get("style") or "", outer)
        for cell, outer in cells(root_of(drawio_text(COMPARED))).values()
    }
    looks = [
        dict(part.split("=") for part in found[name][0].split(";") if "=" in part) for name in ("ny", "gammal", "samma")
    ]
    widths = [float(look["strokeWidth"]) for look in looks]
    assert widths[0] > widths[1] > widths[2]
    assert [look.get("dashed") for look in looks] == [None, "1", None]
    labels = [found[name][1].get("label") or "" for name in ("ny", "gammal", "andras")]
    assert "NY" in labels[0] and "<s>" in labels[1] and ">+ " in labels[2].replace("<b>", "")
    assert (found["samma"][1].get("tooltip") or "").endswith("(organ, som i dag)")
    lines = [outer for _, outer in cells(root_of(drawio_text(COMPARED))).values() if outer.get("kind") == "seat"]
    assert {line.get("change") for line in lines} == {"added", "ended", None}


def test_a_line_leaves_a_gap_where_it_crosses_another() -> None:
    styles = [
        cell.get("style") or "" for cell, _ in cells(root_of(drawio_text(REPRESENTATION))).values() if cell.get("edge")
    ]
    assert styles
    assert all("jumpStyle=gap;" in style for style in styles)


def test_hostile_names_are_text() -> None:
    found = cells(root_of(drawio_text(HOSTILE)))
    shown = []
    for _, outer in found.values():
        for key in ("label", "value", "tooltip"):
            words = _Words(outer.get(key) or "") if outer.get("id") not in ("figure", "legend") else None
            if words:
                assert words.tags <= {"div", "b", "br", "wbr"}
                shown.append(words.text.replace(SOFT_HYPHEN, "").strip())
    for hostile in HOSTILE_NAMES:
        text = cleaned(hostile)
        assert not text or any(text in one for one in shown), hostile


def test_every_shape_has_a_form_and_every_head_its_own() -> None:
    assert set(FORMS) == set(get_args(NodeShape))
    assert {style.head for style in EDGES.values()} <= set(HEADS)
    for one, other in combinations(HEADS, 2):
        ends = [(HEADS[head]["endArrow"], HEADS[head]["endFill"]) for head in (one, other)]
        assert ends[0] != ends[1], (one, other)


def test_the_same_drawing_gives_the_same_text(name: str) -> None:
    assert drawio_text(DRAWINGS[name]) == drawio_text(DRAWINGS[name])
