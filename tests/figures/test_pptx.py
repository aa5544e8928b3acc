"""The PowerPoint file: shapes that hold their text, glued lines, alternative texts, a list, the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from fontTools.ttLib import TTFont
from pptx import Presentation

from civo.drawings import Drawing, Edge, Group, Item, Node
from civo.layout import laid_out
from civo.layout.wrapping import cleaned
from civo.outputs import arial_widths
from civo.outputs.as_pptx import pptx_bytes
from civo.outputs.office_text import arial_width, lettering, lines_of, pieces
from civo.outputs.pptx_page import page_for

from .samples import COMPARED, DRAWINGS, HOSTILE, HOSTILE_NAMES, REPRESENTATION, drawing

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"


@pytest.fixture(params=DRAWINGS, scope="module")
def name(request: pytest.FixtureRequest) -> str:
    """The name of each sample."""
    return str(request.param)


def slides(found: Drawing) -> list[Any]:
    """The slides of the file."""
    return list(Presentation(BytesIO(pptx_bytes(found))).slides)


def shapes(slide: Any, tags: tuple[str, ...] = ("sp", "cxnSp", "grpSp")) -> list[Any]:
    """All shapes of a slide, those in groups too, in their order."""
    return [element for element in slide.shapes.element.iter() if element.tag in {P + tag for tag in tags}]


def own(shape: Any) -> Any:
    """Number, name and alternative text of a shape."""
    return shape[0].find(f"{P}cNvPr")


def is_decoration(shape: Any) -> bool:
    """Whether a shape is marked as decoration."""
    return any(e.get("uri") == DECORATIVE and e[0].get("val") == "1" for e in own(shape).iter(f"{A}ext"))


def text_of(shape: Any) -> str:
    """The text of a shape; what is broken inside a word is put together again."""
    parts = []
    for paragraph in shape.iter(f"{A}p"):
        line = ""
        for part in paragraph:
            line += "".join(t.text or "" for t in part.iter(f"{A}t")) if part.tag == f"{A}r" else ""
            line = line.removesuffix("-") if part.tag == f"{A}br" else line
        parts.append(line)
    return "\n".join(parts)


def test_every_shape_has_a_text_or_is_decoration(name: str) -> None:
    for slide in slides(DRAWINGS[name]):
        for shape in shapes(slide):
            if shape.find(f".//{P}nvPr/{P}ph") is None:
                assert is_decoration(shape) != bool(own(shape).get("descr")), own(shape).get("name")


def test_numbers_are_unique_and_lines_glued_to_sites_that_exist(name: str) -> None:
    slide = slides(DRAWINGS[name])[0]
    numbers = [own(shape).get("id") for shape in shapes(slide)]
    assert len(set(numbers)) == len(numbers)
    sites = {own(shape).get("id"): len(list(shape.iter(f"{A}cxn"))) for shape in shapes(slide, ("sp",))}
    lines = [line for line in shapes(slide, ("cxnSp",)) if list(line.iter(f"{A}stCxn"))]
    assert len(lines) == len(DRAWINGS[name].edges)
    for line in lines:
        for end in ("stCxn", "endCxn"):
            (glue,) = line.iter(A + end)
            assert int(glue.get("idx")) < sites[glue.get("id")]
        assert is_decoration(line)


def test_nothing_stands_outside_the_slide(name: str) -> None:
    presentation = Presentation(BytesIO(pptx_bytes(DRAWINGS[name])))
    width, height = presentation.slide_width or 0, presentation.slide_height or 0
    assert abs(width / height - 16 / 9) < 0.001
    for slide in presentation.slides:
        for shape in shapes(slide, ("sp", "grpSp")):
            place = shape.find(f".//{A}off"), shape.find(f".//{A}ext[@cx]")
            assert 0 <= int(place[0].get("x")) <= int(place[0].get("x")) + int(place[1].get("cx")) <= width
            assert 0 <= int(place[0].get("y")) <= int(place[0].get("y")) + int(place[1].get("cy")) <= height


def test_titles_are_unique_and_runs_have_a_language(name: str) -> None:
    found = slides(replace(DRAWINGS[name], equivalent=tuple(Item(f"rad {n}") for n in range(90))))
    titles = [slide.shapes.title.text_frame.text for slide in found]
    assert len(found) > 2
    assert len(set(titles)) == len(titles)
    for slide in found:
        assert {run.get("lang") for run in slide.shapes.element.iter(f"{A}rPr")} == {"sv-SE"}


def test_the_order_of_reading_is_title_groups_legend() -> None:
    read = [shape for shape in shapes(slides(REPRESENTATION)[0], ("sp",)) if not is_decoration(shape)]
    said = [text_of(shape).replace("\n", " ") for shape in read]
    wanted = [REPRESENTATION.title, "Nationell nivå föreslagen struktur", "Nationellt råd för civil beredskap",
              "Högre regional nivå Civilområde Nord", "Beredskapssamordnarnätverket för civilområdet",
              "Teckenförklaring", "turas om om en plats i", REPRESENTATION.caption]  # fmt: skip
    places = [said.index(text) for text in wanted]
    assert places == sorted(places)


def test_alternative_texts_say_what_the_look_says() -> None:
    found = {own(shape).get("name"): own(shape).get("descr") for shape in shapes(slides(REPRESENTATION)[0], ("sp",))}
    assert found["Nationellt råd för civil beredskap"] == (
        "Nationellt råd för civil beredskap (föreslaget, finns inte ännu)"
    )
    assert found["Chefsmötet"] == "Chefsmötet (organ). fastställer regional handlingsplan. öppen platslista"


def test_lines_look_as_in_the_figure() -> None:
    lines = {own(line).get("name"): line for line in shapes(slides(REPRESENTATION)[0], ("cxnSp",))}
    gap = lines["Frivilliga försvarsorganisationer → Arbetsgrupper"].find(f".//{A}ln")
    seat = lines["Länsstyrelsen Västerbotten → Regionala rådet"].find(f".//{A}ln")
    rotating = lines["Region Västerbotten → Chefsmötet"].find(f".//{A}ln")
    proposed = lines["Chefsmötet → Nationellt råd för civil beredskap"].find(f".//{A}ln")
    assert gap.find(f".//{A}srgbClr").get("val") == "9B1C1C"
    assert int(gap.get("w")) > 2 * int(seat.get("w"))
    assert [e.get("type") for e in seat if e.tag in (f"{A}headEnd", f"{A}tailEnd")] == ["triangle"]
    assert len(rotating.findall(f".//{A}ds")) == 2
    assert proposed.get("cmpd") == "dbl"


def test_what_is_compared_looks_and_says_so() -> None:
    """Added, ended and as today differ in width, dashes, strike and words, not only in colour."""
    found = {own(shape).get("name"): shape for shape in shapes(slides(COMPARED)[0]) if own(shape).get("descr")}
    added, ended, same = (found[name] for name in ("Nationella samordningen", "Nätverket", "Chefsmötet"))
    assert own(added).get("descr").endswith("(organ, tillkommer)")
    assert text_of(added).startswith("NY\n") and text_of(ended).startswith("UTGÅR\n")
    assert own(same).get("descr").endswith("(organ, som i dag)")
    widths = [int(shape.find(f".//{A}ln").get("w")) for shape in (added, ended, same)]
    assert widths[0] > 2 * widths[1] > 2 * widths[2]
    assert [bool(list(shape.iter(f"{A}custDash"))) for shape in (added, ended, same)] == [False, True, False]
    assert {run.get("strike") for run in ended.iter(f"{A}rPr")} == {None, "sngStrike"}
    changed = [(run.get("b"), run.get("strike")) for run in found["Rådet"].iter(f"{A}rPr")]
    assert changed[-2:] == [("1", None), ("0", "sngStrike")]
    lines = {own(line).get("name"): line.find(f".//{A}ln") for line in shapes(slides(COMPARED)[0], ("cxnSp",))}
    new, gone = lines["NY: Kommunerna → Nationella samordningen"], lines["UTGÅR: Kommunerna → Nätverket"]
    assert int(new.get("w")) > int(gone.get("w")) and len(gone.findall(f".//{A}ds")) == 1


def test_marks_and_heads_move_with_their_box() -> None:
    (group,) = [g for g in shapes(slides(REPRESENTATION)[0], ("grpSp",)) if own(g).get("name") == "Arbetsgrupper"]
    inside = [own(shape).get("name") for shape in shapes_in(group)]
    assert inside.count("!") == 1
    assert inside.count("?") == 1
    assert "Arbetsgrupper" in inside


def shapes_in(group: Any) -> Iterator[Any]:
    """The shapes that a group holds."""
    yield from group.findall(f"{P}sp")


def test_hostile_names_are_text() -> None:
    slide = slides(HOSTILE)[0]
    said = [text_of(shape) for shape in shapes(slide, ("sp",))]
    for hostile in HOSTILE_NAMES:
        shown = cleaned(hostile)
        assert not shown or f"{shown}\n{shown}" in said, hostile


def test_the_list_has_everything_in_order_and_goes_on_with_its_headings() -> None:
    items = tuple(
        Item(f"Nivå {n}", tuple(Item(f"Organ {n}.{k}", (Item("x" * 500), Item("ett två " * 60))) for k in range(6)))
        for n in range(4)
    )
    found = slides(replace(REPRESENTATION, equivalent=items))
    assert len(found) > 3
    lines = [[text_of_paragraph(p) for p in slide.placeholders[1].element.iter(f"{A}p")] for slide in found[1:]]
    assert all(page[-1].split(" ")[0] not in ("Nivå", "Organ") for page in lines)
    assert any("Nivå 1 (forts.)" in page for page in lines)
    kept = [line for page in lines for line in page if line.startswith("Organ") and "forts." not in line]
    assert kept == [f"Organ {n}.{k}" for n in range(4) for k in range(6)]


def text_of_paragraph(paragraph: Any) -> str:
    """The text of a paragraph."""
    return "".join(t.text or "" for t in paragraph.iter(f"{A}t"))


def test_lists_fill_no_slide_too_full() -> None:
    items = tuple(Item("Kommunerna i länet: företräds gemensamt " * (1 + n % 7)) for n in range(60))
    found = replace(REPRESENTATION, equivalent=items)
    for slide in slides(found)[1:]:
        body = slide.placeholders[1]
        used = 0.0
        for paragraph in body.element.iter(f"{A}p"):
            size = int(next(paragraph.iter(f"{A}rPr")).get("sz")) / 100
            used += (
                len(lines_of(text_of_paragraph(paragraph), body.width / 12_700 - size, size, bold=True)) * size * 1.15
            )
        assert used <= body.height / 12_700


def test_text_fits_its_box_in_arial(name: str) -> None:
    placed = laid_out(DRAWINGS[name])
    assert lettering(placed) >= 0.8


def test_words_break_only_where_they_must() -> None:
    assert [p.text for p in pieces("Regionala rådet", 60, 10)] == ["Regionala rådet"]
    (first, second) = pieces("Beredskapssamordnarnätverket för länet", 110, 10, bold=True)
    assert (first.text + second.text, first.joint) == ("Beredskapssamordnarnätverket för länet", "-")


def test_large_figures_make_larger_slides_and_small_ones_larger_text() -> None:
    small = page_for(laid_out(drawing((Node("a", "body", "Ensam"),))))
    large = page_for(laid_out(DRAWINGS["twenty"]))
    largest = page_for(laid_out(DRAWINGS["sixty"]))
    assert (small.width, small.height, small.scale) == (960, 540, 1.8)
    assert large.scale == 1
    assert large.width > 960
    assert (largest.width, largest.scale < 1) == (4032, True)


def test_the_same_drawing_gives_the_same_bytes(name: str) -> None:
    data = pptx_bytes(DRAWINGS[name])
    assert data == pptx_bytes(DRAWINGS[name])
    with ZipFile(BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [n for n in archive.namelist() if "thumbnail" in n or "printer" in n]
        core = archive.read("docProps/core.xml").decode()
    assert "Canny" not in core
    assert "<dc:language>sv-SE</dc:language>" in core


def test_english_figures_are_english() -> None:
    found = replace(REPRESENTATION, language="en", equivalent=(Item("One"),))
    first, second = slides(found)
    assert second.shapes.title.text_frame.text.endswith(": the same content as a list")
    assert {run.get("lang") for run in first.shapes.element.iter(f"{A}rPr")} == {"en-GB"}


def test_a_group_or_node_without_words_is_no_trouble() -> None:
    found = drawing((Node("a", "plan", "", standing="gap"), Node("b", "note", "")), (Edge("a", "b", "part", "gap"),),
                    (Group("g", "", ("a",), standing="proposed"),))  # fmt: skip
    assert len(slides(found)) == 1


@pytest.mark.parametrize(("file", "widths"), [("Regular", arial_widths.REGULAR), ("Bold", arial_widths.BOLD)])
def test_the_widths_are_those_of_arial(file: str, widths: dict[int, str]) -> None:
    path = f"/usr/share/fonts/truetype/liberation/LiberationSans-{file}.ttf"
    try:
        font = TTFont(path)
    except FileNotFoundError:
        pytest.skip("needs Liberation Sans, which has the measures of Arial")
    names, metrics = font.getBestCmap(), font["hmtx"].metrics
    assert {char: metrics[names[ord(char)]][0] for chars in widths.values() for char in chars} == {
        char: width for width, chars in widths.items() for char in chars
    }


def test_known_widths_of_arial() -> None:
    assert arial_width("Hamburg", 2048) == 1479 + 1139 + 1706 + 1139 + 1139 + 682 + 1139
    assert arial_width("W", 2048, bold=True) == 1933
    assert arial_width("\u7aef", 10) == 10
