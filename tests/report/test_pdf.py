"""The report as a PDF: no rule of PDF/UA-1 and PDF/A-2a fails, says a validator that civo has no part in."""

from __future__ import annotations

import io
import re
from itertools import groupby, pairwise
from pathlib import Path

import page
import pikepdf
import pytest

from civo.outputs.as_report_pdf import report_pdf
from civo.outputs.pdf_row_headers import with_row_headers
from civo.report import read_texts, report
from civo.words import Language
from tests.drawn_text import drawn_text
from tests.report.samples import ROOT, odd, shipped, structure

LIMITS = page.SafetyLimits(max_table_grid_rows=5000)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return report_pdf(shipped())


def failures(pdf: bytes, profile: page.ValidationProfile) -> list[str]:
    """The rules that fail.

    The validator takes a stream whose last byte is a carriage return to be one byte too long, where that byte and the line
    end behind it look like one: whether a length is wrong is asked of qpdf, which reads it as told.
    """
    report = page.validate_pdf_bytes(pdf, profile=profile, limits=LIMITS)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        lengths_agree = not opened.check_pdf_syntax()
    failed = [f for f in report.failures if not (lengths_agree and f.rule_id.endswith("STREAM-LENGTH-001"))]
    return [f"{failure.rule_id}: {failure.message}" for failure in failed]


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_2A"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_rule_fails(profile: str, language: Language, pdf: bytes) -> None:
    made = pdf if language == "sv" else report_pdf(shipped(language))
    assert failures(made, getattr(page.ValidationProfile, profile)) == []


def test_names_are_data(tmp_path: Path) -> None:
    made = report_pdf(report(odd(tmp_path), ROOT / "diagrams"))
    assert failures(made, page.ValidationProfile.PDF_UA_1) == []
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert '#panic("x") *a* $x$ @ref' in str(opened.docinfo["/Title"])
        assert not [uri for uri in _addresses(opened) if uri.startswith("javascript")]


def test_language_title_and_alternative_texts(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.Root["/Lang"]).startswith("sv")
        assert bool(opened.Root["/MarkInfo"]["/Marked"])
        assert bool(opened.Root["/ViewerPreferences"]["/DisplayDocTitle"])
        assert str(opened.docinfo["/Title"]) == shipped().title.sv
        elements = list(_elements(opened.Root["/StructTreeRoot"]))
        kinds = [str(one.get("/S", "")) for one in elements]
        figures = [one for one in elements if one.get("/S") == "/Figure"]
        assert len(figures) >= 4 and all(str(one.get("/Alt", "")) for one in figures)
        assert kinds.count("/Table") == 13 and kinds.count("/TH") > 60 and kinds.count("/H1") >= 11
        assert len(opened.pages) < 60


def test_the_first_cell_of_each_row_is_its_header(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        rows = [one for one in _elements(opened.Root["/StructTreeRoot"]) if one.get("/S") == "/TR"]
        heads = [[str(cell["/S"]) for cell in _kids(row)] for row in rows]
        scopes = [[_table_attributes(cell).get("/Scope") for cell in _kids(row)] for row in rows]
        named = [cell for row in rows for cell in _kids(row) if "/Headers" in _table_attributes(cell)]
        assert not [cell for cell in named if cell["/S"] == "/TD"], "such a cell would never get its row's header"
    below = [(sorts, scope) for sorts, scope in zip(heads, scopes, strict=True) if "/TD" in sorts]
    assert len(rows) - len(below) == 13, "one row of headings in each table"
    assert len(below) > 50
    assert all(sorts[0] == "/TH" and scope[0] == "/Row" for sorts, scope in below)
    assert all("/TH" not in sorts[1:] for sorts, _ in below)


def test_row_headers_move_nothing_and_no_name_is_taken_for_a_cell() -> None:
    cell = b"7 0 obj\n<</Type/StructElem/S/TD/P 9 0 R/A[<</O/Table/Headers[(U1x0y0)]>>]/K[1]>>\nendobj\n"
    made = with_row_headers(b"\n" + cell + b"(" + cell + b")")
    assert made.count(b"/S/TH/P 9 0 R/A[<</O/Table/Scope/Row        >>]") == 1
    assert made.endswith(b"(" + cell + b")") and len(made) == 2 * len(cell) + 3


def test_what_is_in_another_language_says_so() -> None:
    with pikepdf.open(io.BytesIO(report_pdf(shipped("en")))) as opened:
        spoken = {str(one["/Lang"]) for one in _elements(opened.Root["/StructTreeRoot"]) if "/Lang" in one}
        marked = [page for page in opened.pages if b"/Lang (sv)" in _content(page) or b"/Lang(sv)" in _content(page)]
        assert str(opened.Root["/Lang"]).startswith("en") and "sv" in spoken
        assert marked and marked[-1].index >= len(opened.pages) - 2, "the list of sources stands last"


def test_wide_tables_lie_on_their_pages(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        sizes = {(round(float(p.mediabox[2])), round(float(p.mediabox[3]))) for p in opened.pages}
    assert sizes == {(595, 842), (842, 595)}


def test_every_letter_is_printed_with_8_points_at_least(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert [one for one in drawn_text(opened) if one.size < 7.99] == []


def test_a_figure_too_wide_for_the_text_stands_with_its_caption_on_a_page_of_its_own(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = ["".join(one.text for one in drawn) for _, drawn in groupby(drawn_text(opened), lambda one: one.page)]
        lies = [float(page.mediabox[2]) > float(page.mediabox[3]) for page in opened.pages]
    [matrix] = [n for n, text in enumerate(pages) if "Vilka som sitter eller företräds i vilka organ" in text]
    [upright] = [n for n, text in enumerate(pages) if "Kommunal och regional representation på båda nivåerna" in text]
    assert lies[matrix] and not lies[upright]
    assert all(pages[n].count("Figur") == 1 and "Samma innehåll" not in pages[n] for n in (matrix, upright))


def test_the_text_goes_on_before_the_page_of_a_figure_and_says_where_it_is(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = ["".join(one.text for one in drawn) for _, drawn in groupby(drawn_text(opened), lambda one: one.page)]
    told = [
        (n, m[1], int(m[2]))
        for n, text in enumerate(pages, start=1)
        for m in re.finditer(r"(Figur \d+) på sidan (\d+) som lista", text)
    ]
    assert len(told) == 8
    assert all(n < page and f"{figure}:" in pages[page - 1] for n, figure, page in told)
    last = [page for _, _, page in told]
    assert any(two == one + 1 for one, two in pairwise(last)), (
        "figures of a section follow each other, with no text between"
    )


def test_a_table_that_fits_is_not_split(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages: dict[object, int] = {page.objgen: n for n, page in enumerate(opened.pages)}
        tables = [one for one in _elements(opened.Root["/StructTreeRoot"]) if one.get("/S") == "/Table"]
        over = [{pages[e["/Pg"].objgen] for e in _elements(table) if "/Pg" in e} for table in tables]
        rows = [sum(e["/S"] == "/TR" for e in _elements(table)) for table in tables]
    assert [count for count, on in zip(rows, over, strict=True) if len(on) > 1 and count < 12] == []


def test_the_same_report_gives_the_same_bytes(pdf: bytes) -> None:
    assert report_pdf(shipped()) == pdf


def test_own_text_stands_in_it(tmp_path: Path) -> None:
    (tmp_path / "syfte.md").write_text("# Rubrik\n\nVi *vill* [mer](https://example.org/egen).\n\n1. ett\n", "utf-8")
    (tmp_path / "borta.md").write_text("Kvar #panic()", "utf-8")
    made = report_pdf(report(structure(), ROOT / "diagrams", None, read_texts(tmp_path)))
    assert failures(made, page.ValidationProfile.PDF_UA_1) == []
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert "https://example.org/egen" in set(_addresses(opened))


def _elements(element: pikepdf.Object) -> list[pikepdf.Object]:
    """The elements of the tree of structure, from the outside in."""
    found: list[pikepdf.Object] = []
    waiting = [element]
    while waiting:
        kids = waiting.pop().get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                found.append(kid)
                waiting.append(kid)
    return found


def _content(page: pikepdf.Page) -> bytes:
    page.contents_coalesce()
    return page.Contents.read_bytes()


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    return [kid for kid in element.get("/K", pikepdf.Array()) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _table_attributes(cell: pikepdf.Object) -> pikepdf.Object:
    return next(one for one in cell["/A"] if one["/O"] == "/Table")


def _addresses(opened: pikepdf.Pdf) -> list[str]:
    notes = (note for one in opened.pages for note in one.get("/Annots", []))
    return [str(note["/A"]["/URI"]) for note in notes if "/A" in note and "/URI" in note["/A"]]
