"""Every shipped figure, and figures on pages: text of 8 points at least, nothing overlaps, nothing sticks out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest

from civo.drawings import Chart, Drawing, Grid, GridCell, GridRow, Lane, LaneGroup, PageName
from civo.layout import Box, Layout, LayoutError, Line, laid_out
from civo.layout.pages import PAGES, READABLE, printed_text
from civo.loading import load
from civo.structure import Structure, structure_at
from civo.views import drawing, read_view
from civo.words import Language

from .samples import REPRESENTATION, TRAUMA
from .samples import drawing as sample

ROOT = Path(__file__).parent.parent.parent
VIEWS = sorted((ROOT / "diagrams").glob("*.yaml"))
NAMED = [page for page in get_args(PageName) if page]


@pytest.fixture(scope="module")
def civo_nord() -> Structure:
    return structure_at(load(ROOT / "structures" / "civo-nord"))


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: path.stem)
def test_a_shipped_figure_can_be_read_and_holds_together(path: Path, civo_nord: Structure) -> None:
    layout = laid_out(drawing(civo_nord, read_view(path, civo_nord), path.stem))
    assert printed_text(layout) >= READABLE
    assert_sound(layout)


NATIONAL = """structure: {structure}
title: {{sv: Kommunerna i hela landet, en: The municipalities of the whole country}}
caption: {{sv: Alla, en: All}}
levels: [nationell, hogre-regional, regional]
actors: [kind:kommun]
fold_by: {area}
page: a4
"""


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("area", ["lan", "civilomrade"])
@pytest.mark.parametrize("name", ["civo-nord", "sverige"])
def test_all_290_municipalities_folded_can_be_read_on_one_page(
    name: str, area: str, language: Language, tmp_path: Path
) -> None:
    structure = structure_at(load(ROOT / "structures" / name))
    (tmp_path / "hela.yaml").write_text(NATIONAL.format(structure=name, area=area), "utf-8")
    figure = drawing(structure, read_view(tmp_path / "hela.yaml", structure), "hela", language)
    told = " ".join(row for node in figure.nodes for row in (node.head, *node.rows))
    numbers = re.findall(r"\((\d+)\)|(\d+) (?:organi[sz]ation|kommun|municipal)", told)
    alone = sum(node.shape == "organization" for node in figure.nodes)
    assert sum(int(one or other) for one, other in numbers) + alone == 290
    layout = laid_out(figure)
    assert min(line.size for line in text_of(layout)) * layout.scale >= READABLE
    assert_sound(layout)


@pytest.mark.parametrize("page", NAMED)
@pytest.mark.parametrize("figure", [REPRESENTATION, TRAUMA], ids=lambda d: d.id)
def test_a_figure_is_laid_out_to_fit_its_page(figure: Drawing, page: PageName) -> None:
    layout = laid_out(replace(figure, page=page))
    assert min(line.size for line in text_of(layout)) * layout.scale >= READABLE
    assert_sound(layout)
    paper = PAGES[page]
    assert layout.sheet.width * layout.scale == pytest.approx(paper.width, abs=0.1)
    assert layout.sheet.height * layout.scale == pytest.approx(paper.height, abs=0.1)


def test_a_page_that_is_too_small_says_so_and_which_would_do() -> None:
    tall = sample(tuple(replace(node, rows=node.rows * 6) for node in REPRESENTATION.nodes), REPRESENTATION.edges,
                  REPRESENTATION.groups, REPRESENTATION.legend)  # fmt: skip
    with pytest.raises(LayoutError, match=r"does not fit 16x9: its smallest text would be [0-7]"):
        laid_out(replace(tall, page="16x9"))


def test_a_matrix_and_a_chart_hold_together_on_every_page() -> None:
    rows = tuple(
        GridRow(f"r{i}", "Beredskapssamordnarnätverket i länet " * (i % 3 + 1), (GridCell("yes"), GridCell("no")))
        for i in range(12)
    )
    made = Grid("Organ", ("Kommunerna i Västerbottens län", "region"), rows)
    grid = replace(sample(()), grid=made, notes=("1: Ett organ",))
    lanes = tuple(Lane(f"Region nummer {i}", ()) for i in range(5))
    chart = replace(sample(()), chart=Chart(738000, 739000, ((738000, "2021"), (738010, "2022"), (738500, "2023")),
                                            (LaneGroup("s", "Chefsmötet: regiondirektör", lanes),)))  # fmt: skip
    for figure in (grid, chart):
        for page in ("", *NAMED):
            layout = laid_out(replace(figure, page=page))
            assert_sound(layout)
            assert layout.panel is not None
            for a, b in combinations([row.box for row in layout.panel.rows], 2):
                assert not a.overlaps(b)
            for row in layout.panel.rows:
                assert all(row.box.holds(line.box) for line in row.head.lines)


def assert_sound(layout: Layout) -> None:
    """No box upon another, no text outside its box or upon another, nothing outside the figure, the figure on its sheet."""
    for a, b in combinations([box.box for box in layout.nodes], 2):
        assert not a.overlaps(b)
    lines = text_of(layout)
    for one, other in combinations(lines, 2):
        assert not one.box.overlaps(other.box), (one.text, other.text)
    for box in layout.nodes:
        inside = [*([box.tag] if box.tag else []), *box.head, *(line for row in box.rows for line in row)]
        assert all(box.front.holds(line.box) for line in inside), box.node.id
    for band in layout.groups:
        assert all(band.label.holds(line.box) for line in (*band.title, *band.note))
        assert band.box.holds(band.label)
    canvas = Box(0, 0, layout.width, layout.height)
    everything = [*(box.box for box in layout.nodes), *(band.box for band in layout.groups)]
    everything += [*(line.box for line in lines), *(entry.sample for entry in layout.legend)]
    everything += [Box(point.x, point.y, 0, 0) for path in layout.edges for point in path.points]
    if layout.panel:
        everything += [*layout.panel.bands, *(row.box for row in layout.panel.rows)]
    assert [box for box in everything if not canvas.holds(box)] == []
    assert layout.sheet.holds(canvas)


def text_of(layout: Layout) -> list[Line]:
    return list(_text_of(layout))


def _text_of(layout: Layout) -> Iterable[Line]:
    yield from (*layout.title, *layout.legend_heading)
    for node in layout.nodes:
        yield from (*([node.tag] if node.tag else []), *node.head, *(line for row in node.rows for line in row))
    for band in layout.groups:
        yield from (*band.title, *band.note)
    if layout.panel:
        for head in (*layout.panel.headings, *(row.head for row in layout.panel.rows)):
            yield from (*([head.tag] if head.tag else []), *head.lines)
        for lines in layout.panel.ticks:
            yield from lines
    for lines in layout.notes:
        yield from lines
    for entry in layout.legend:
        yield from entry.lines
