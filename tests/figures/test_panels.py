"""Matrices and charts in files to edit: real tables with headers, bars with words, the figure's own places."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation

from civo.drawings import Drawing, GridRow
from civo.layout import laid_out
from civo.layout.wrapping import cleaned
from civo.outputs.as_drawio import drawio_text
from civo.outputs.as_pptx import pptx_bytes
from civo.outputs.pptx_page import page_for

from .samples import CHART, COMPARED_CHART, COMPARED_MATRIX, HOSTILE_NAMES, MATRIX, REPRESENTATION
from .test_drawio import cells, place, root_of
from .test_pptx import A, own, shapes, slides, text_of

MATRICES = [MATRIX, COMPARED_MATRIX]
CHARTS = [CHART, COMPARED_CHART]
EMU = 12_700


def table_of(found: Drawing) -> Any:
    """The frame of the table on the first slide."""
    (frame,) = [shape for shape in slides(found)[0].shapes if shape.has_table]
    return frame


@pytest.mark.parametrize("found", MATRICES, ids=lambda found: found.id)
def test_a_matrix_is_a_table_with_its_headers_and_all_its_answers(found: Drawing) -> None:
    frame = table_of(found)
    grid = found.grid
    assert grid is not None
    assert (frame.table.first_row, frame.table.first_col) == (True, True)
    assert own(frame._element).get("descr") == found.alt
    told = [[text_of(cell._tc) for cell in row.cells] for row in frame.table.rows]
    assert [text.split("\n")[-1] for text in told[0]] == [grid.corner, *grid.columns]
    for row, line in zip(grid.rows, told[1:], strict=True):
        assert line == [line[0], *(cell.sign for cell in row.cells)]
        assert line[0].split("\n")[-1] == row.name
    words = {"NY": "added", "UTGÅR": "ended"}
    assert [words.get(line[0].split("\n")[0], "") for line in told[1:]] == [row.change for row in grid.rows]


@pytest.mark.parametrize("found", MATRICES, ids=lambda found: found.id)
def test_a_table_stands_where_the_figure_has_it(found: Drawing) -> None:
    placed = laid_out(found)
    page, panel, frame = page_for(placed), placed.panel, table_of(found)
    assert panel is not None
    widths = [column.width / EMU / page.scale for column in frame.table.columns]
    heights = [row.height / EMU / page.scale for row in frame.table.rows]
    assert widths == pytest.approx([head.box.width for head in panel.headings], abs=0.01)
    assert heights[1:] == pytest.approx([row.box.height for row in panel.rows], abs=0.01)
    assert frame.width == pytest.approx(sum(column.width for column in frame.table.columns), abs=20)


@pytest.mark.parametrize("found", [*MATRICES, *CHARTS], ids=lambda found: found.id)
def test_no_text_on_a_slide_is_too_small_to_read(found: Drawing) -> None:
    sizes = {int(run.get("sz")) for slide in slides(found) for run in slide.shapes.element.iter(f"{A}rPr")}
    assert min(sizes) >= 800


def test_narrow_columns_make_the_slide_larger_not_the_text_smaller() -> None:
    columns = tuple("Försörjningsberedskapssamordning" for _ in range(12))
    grid = MATRIX.grid
    assert grid is not None
    row = GridRow("r", "Ett organ", grid.rows[0].cells[:1] * 12)
    wide = replace(MATRIX, grid=replace(grid, columns=columns, rows=(row,), column_changes=()))
    presentation = Presentation(BytesIO(pptx_bytes(wide)))
    sizes = {int(run.get("sz")) for run in presentation.slides[0].shapes.element.iter(f"{A}rPr")}
    assert min(sizes) >= 800


def test_what_is_compared_is_bold_struck_or_grey() -> None:
    frame = table_of(COMPARED_MATRIX)
    runs = [[[*cell._tc.iter(f"{A}rPr")][-1:] for cell in row.cells] for row in frame.table.rows]
    assert runs[2][0][0].get("b") == "1"
    assert runs[3][0][0].get("strike") == "sngStrike"
    colours = {runs[1][n][0].find(f".//{A}srgbClr").get("val") for n in (1, 2)}
    assert colours == {"56606A", "14202B"}
    assert text_of(frame.table.cell(3, 3)._tc) == ""


@pytest.mark.parametrize("found", CHARTS, ids=lambda found: found.id)
def test_each_bar_is_a_shape_with_its_time_in_words(found: Drawing) -> None:
    chart = found.chart
    assert chart is not None
    said = [own(shape).get("descr") or "" for shape in shapes(slides(found)[0], ("sp",))]
    meanings = {entry.kind: entry.meaning for entry in found.legend if entry.tone == "plain"}
    for lane in chart.groups[0].lanes:
        for bar in lane.bars:
            word = {"": "", "added": "NY: ", "ended": "UTGÅR: "}[bar.change]
            assert f"{lane.name}: {word}{bar.span} ({meanings[bar.kind]})" in said
    signs = [own(shape).get("name") for shape in shapes(slides(found)[0], ("sp",)) if not own(shape).get("descr")]
    changed = [bar for lane in chart.groups[0].lanes for bar in lane.bars if bar.change]
    shown = [entry for entry in found.legend if entry.change]
    assert sum(name in ("+", "−") for name in signs) == len(changed) + len(shown)


@pytest.mark.parametrize("found", MATRICES, ids=lambda found: found.id)
def test_a_table_of_drawio_has_rows_that_hold_cells_where_the_figure_has_them(found: Drawing) -> None:
    placed = laid_out(found)
    panel, grid = placed.panel, found.grid
    assert panel is not None and grid is not None
    told = cells(root_of(drawio_text(found)))
    assert "childLayout=tableLayout" in (told["table"][0].get("style") or "")
    for n, (row, line) in enumerate(zip(panel.rows, grid.rows, strict=True), start=1):
        cell, outer = told[f"row{n}"]
        assert (cell.get("parent"), outer.get("civo_id")) == ("table", line.id)
        assert place(told, cell)[1] == pytest.approx(row.box.y, abs=0.02)
        for m, (one, answer) in enumerate(zip(row.cells, line.cells, strict=True), start=1):
            cell, outer = told[f"row{n}-cell{m}"]
            assert cell.get("parent") == f"row{n}"
            assert outer.get("label") == answer.sign
            assert place(told, cell)[0] == pytest.approx(one.box.x, abs=0.02)
            assert place(told, cell)[2] == pytest.approx(one.box.width, abs=0.02)


@pytest.mark.parametrize("found", CHARTS, ids=lambda found: found.id)
def test_bars_of_drawio_stand_in_their_lanes(found: Drawing) -> None:
    placed = laid_out(found)
    panel = placed.panel
    assert panel is not None
    told = cells(root_of(drawio_text(found)))
    names = [name for name in told if name.startswith("lane") and name.count("-") == 0]
    assert len(names) == len(panel.rows)
    for name, row in zip(names, panel.rows, strict=True):
        for n, bar in enumerate(row.bars):
            cell, outer = told[f"{name}-bar{n}"]
            assert (cell.get("parent"), outer.get("kind")) == (name, bar.bar.kind)
            assert place(told, cell)[0] == pytest.approx(bar.box.x, abs=0.02)
            assert bar.bar.span in (outer.get("tooltip") or "")


@pytest.mark.parametrize("hostile", HOSTILE_NAMES)
def test_hostile_names_are_text_in_tables(hostile: str) -> None:
    grid = MATRIX.grid
    assert grid is not None
    row = replace(grid.rows[0], name=hostile)
    found = replace(MATRIX, grid=replace(grid, corner=hostile, rows=(row,)), notes=(hostile,))
    shown = cleaned(hostile)
    assert text_of(table_of(found).table.cell(1, 0)._tc) == shown
    assert root_of(drawio_text(found)) is not None


@pytest.mark.parametrize("found", CHARTS, ids=lambda found: found.id)
def test_what_was_seen_has_a_mark_in_the_middle_of_its_time(found: Drawing) -> None:
    seen = [one for row in laid_out(found).panel.rows for one in row.bars if one.bar.kind == "seen"]  # type: ignore[union-attr]
    drawn = cells(root_of(drawio_text(found)))
    marks = [cell for name, (cell, _) in drawn.items() if name.startswith("lane") and name.endswith("-mark")]
    assert len(marks) == len(seen) > 0
    assert all("rhombus;" in (cell.get("style") or "") for cell in marks)


@pytest.mark.parametrize(
    "found", [MATRIX, replace(REPRESENTATION, notes=("Lucka 1: ingen sitter här.",))], ids=lambda f: f.id
)
def test_notes_stand_below_the_figure_in_files_to_edit(found: Drawing) -> None:
    (note,) = found.notes
    assert any(note in (outer.get("value") or "") for _, outer in cells(root_of(drawio_text(found))).values())
    assert note in [text_of(shape._element) for shape in slides(found)[0].shapes if shape.has_text_frame]
