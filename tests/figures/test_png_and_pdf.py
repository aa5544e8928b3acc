"""PNG and PDF: made without fonts of the machine, the same bytes each time, with title, language and alt text."""

from __future__ import annotations

import re
import struct
from dataclasses import replace

import pytest

from civo.layout import laid_out
from civo.layout.pages import PAGES
from civo.outputs.as_html import figure_html
from civo.outputs.as_pdf import pdf_bytes
from civo.outputs.as_png import png_bytes
from civo.outputs.as_svg import svg_text

from .samples import DRAWINGS, REPRESENTATION, TRAUMA


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_sample_becomes_png_and_pdf(name: str) -> None:
    png, pdf = png_bytes(DRAWINGS[name], ppi=36), pdf_bytes(DRAWINGS[name])
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert pdf.startswith(b"%PDF-")


def test_the_png_has_the_size_of_the_figure() -> None:
    width, height = struct.unpack(">II", png_bytes(REPRESENTATION, ppi=72)[16:24])
    placed = laid_out(REPRESENTATION)
    assert (width, height) == (pytest.approx(placed.width, abs=1), pytest.approx(placed.height, abs=1))


def test_no_empty_paper_is_shown_where_there_are_no_sheets() -> None:
    """Of a figure for a page the PNG and the web page show the figure as large as printed; the SVG and the PDF the page."""
    figure = replace(TRAUMA, page="a4")
    placed = laid_out(figure)
    size = (placed.width * placed.scale, placed.height * placed.scale)
    assert size[1] < 0.8 * PAGES["a4"].height
    width, height = struct.unpack(">II", png_bytes(figure, ppi=72)[16:24])
    assert (width, height) == pytest.approx(size, abs=1)
    web, alone = (
        re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', text) for text in (figure_html(figure), svg_text(figure))
    )
    assert web is not None
    assert alone is None
    assert [float(side) for side in web.groups()] == [placed.width, placed.height]


def test_the_bytes_are_the_same_every_time() -> None:
    assert png_bytes(REPRESENTATION, ppi=50) == png_bytes(REPRESENTATION, ppi=50)
    assert pdf_bytes(REPRESENTATION) == pdf_bytes(REPRESENTATION)


def test_the_pdf_is_tagged_with_title_and_language() -> None:
    pdf = pdf_bytes(REPRESENTATION)
    assert b"/Lang (sv)" in pdf or b"/Lang(sv)" in pdf
    assert b"/StructTreeRoot" in pdf
    assert b"pdfuaid" in pdf
    assert b"civilomr" in pdf


def test_the_figures_own_font_is_used() -> None:
    assert b"SourceSansPro" in pdf_bytes(REPRESENTATION)


def test_only_a_sign_that_the_font_lacks_costs_the_pdf_its_promise() -> None:
    assert b"pdfuaid" not in pdf_bytes(DRAWINGS["hostile"])
    assert all(b"pdfuaid" in pdf_bytes(found) for name, found in DRAWINGS.items() if name != "hostile")
