"""A packed PDF is the same document in fewer bytes; what it does not know is left as it is."""

from __future__ import annotations

import io

import pikepdf
import pytest
from typst import Compiler

from civo.outputs.packed_pdf import packed

TEXT = (
    "#set document(title: [Rapport endstream endobj trailer], date: none)\n= Rubrik\n"
    + "- punkt (1 0 obj) \\ och\n" * 300
)


@pytest.fixture(scope="module")
def plain() -> bytes:
    made = Compiler(input=TEXT.encode()).compile(format="pdf", pdf_standards=["ua-1"])
    assert isinstance(made, bytes)
    return made


def objects(pdf: bytes) -> dict[int, bytes]:
    """What each object says, by its number."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert not opened.check_pdf_syntax()
        told = {thing.objgen[0]: thing for thing in opened.objects if str(thing.get("/Type", "")) not in _ITS_OWN}
        return {number: thing.unparse(resolved=True) + _content(thing) for number, thing in told.items()}


_ITS_OWN = ("/ObjStm", "/XRef")


def _content(thing: pikepdf.Object) -> bytes:
    return thing.read_raw_bytes() if isinstance(thing, pikepdf.Stream) else b""


def test_every_object_says_the_same_in_a_third_of_the_bytes(plain: bytes) -> None:
    made = packed(plain)
    assert 3 * len(made) < len(plain)
    assert objects(made) == objects(plain)
    with pikepdf.open(io.BytesIO(plain)) as before, pikepdf.open(io.BytesIO(made)) as after:
        assert after.trailer["/ID"] == before.trailer["/ID"]
        assert after.docinfo["/Title"] == before.docinfo["/Title"] == "Rapport endstream endobj trailer"


@pytest.mark.parametrize("wrong", [b"", b"%PDF-1.7\n", b"trailer << >> startxref 5 %%EOF", b"not a PDF"])
def test_what_it_does_not_know_is_left_as_it_is(wrong: bytes) -> None:
    assert packed(wrong) == wrong


def test_a_packed_or_damaged_document_is_left_as_it_is(plain: bytes) -> None:
    made = packed(plain)
    assert packed(made) == made
    for damaged in (plain[:-10], plain.replace(b"xref\n0 ", b"xref\n1 ", 1), plain.replace(b"\nendobj", b"\n", 1)):
        assert packed(damaged) == damaged
