"""The report as a Word document: real styles and headers, alternative texts, the same bytes, own text that stays."""

from __future__ import annotations

import io
import re
import zipfile
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shape import InlineShape
from docx.shared import Mm, Pt

from civo.errors import CivoError
from civo.layout.pages import READABLE, SMALLEST_TEXT
from civo.outputs.as_report_docx import Made, report_docx
from civo.outputs.word_parts import add_field, controls_with_text, element, slot_of
from civo.outputs.word_sections import room_of
from civo.report import read_texts, report
from civo.reports import TableBlock, blocks_of
from civo.words import Language
from tests.report.samples import FIGURES, HOSTILE, ROOT, odd, shipped, structure


@pytest.fixture(scope="module")
def made() -> Made:
    return report_docx(shipped())


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def saved(document: Document) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def styled(document: Document, style: str) -> list[str]:
    return [p.text for p in document.paragraphs if p._p.style == style]


def test_headings_are_headings(made: Made) -> None:
    document = opened(made.content)
    assert made.missing == () and made.homeless == ()
    assert styled(document, "Title") == [shipped().title.sv]
    wanted = [s.heading.sv for s in shipped().sections if s.level == 1]
    assert styled(document, "Heading1") == [*wanted, "Källor"]
    assert len(styled(document, "Heading2")) == sum(s.level == 2 for s in shipped().sections)


def test_tables_have_headers_widths_and_descriptions(made: Made) -> None:
    document = opened(made.content)
    blocks = [b for b in blocks_of(shipped().sections) if isinstance(b, TableBlock)]
    assert len(document.tables) == len(blocks)
    for table, block in zip(document.tables, blocks, strict=True):
        rows = table._tbl.tr_lst
        turned = (len(block.table.rows), len(block.used)) == (1, 11)
        assert len(rows) == (len(block.used) if turned else 1 + len(block.table.rows))
        assert rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        properties = table._tbl.tblPr
        assert properties.find(qn("w:tblDescription")).get(qn("w:val"))
        assert block.table.title.sv in properties.find(qn("w:tblCaption")).get(qn("w:val"))
        order = [child.tag for child in properties]
        assert order.index(qn("w:tblLook")) < order.index(qn("w:tblCaption"))


def test_captions_count_with_fields(made: Made) -> None:
    document = opened(made.content)
    fields = [f.get(qn("w:instr")).strip() for f in document.element.body.iter(qn("w:fldSimple"))]
    assert fields.count("SEQ Tabell \\* ARABIC") == 13 and fields.count("SEQ Figur \\* ARABIC") == FIGURES
    captions = [p for p in document.paragraphs if p._p.style == "Caption"]
    assert "".join(t.text for t in captions[0]._p.iter(qn("w:t"))).startswith("Tabell 1: ")


def test_the_contents_lead_to_headings(made: Made) -> None:
    body = opened(made.content).element.body
    assert any("TOC" in (text.text or "") for text in body.iter(qn("w:instrText")))
    places = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    assert len(links) > 100 and set(links) <= places
    numbers = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(numbers) == len(set(numbers))


def test_the_contents_ask_for_the_numbers_of_their_pages(made: Made) -> None:
    body = opened(made.content).element.body
    [begin] = [mark for mark in body.iter(qn("w:fldChar")) if mark.get(qn("w:fldCharType")) == "begin"]
    assert begin.get(qn("w:dirty")) == "true", "Word makes the contents anew when the document is opened"
    lines = [p for p in body.iterchildren(qn("w:p")) if any("PAGEREF" in str(f) for f in fields(p))]
    assert len(lines) > 40
    for line in lines:
        [link] = line.iterchildren(qn("w:hyperlink"))
        assert fields(line) == [f" PAGEREF {link.get(qn('w:anchor'))} \\h "]


def fields(part: Any) -> list[str]:
    return [str(field.get(qn("w:instr"))) for field in part.iter(qn("w:fldSimple"))]


def test_pages_are_numbered_where_the_office_does_not(made: Made) -> None:
    for section in opened(made.content).sections:
        assert fields(section.footer._element) == [" PAGE "]
    again = opened(report_docx(shipped(), made.content).content).sections[0]
    assert fields(again.footer._element) == [" PAGE "]
    own = opened(report_docx(shipped(), None, office(footer="Region Exempel")).content)
    assert not any(fields(section.footer._element) for section in own.sections)
    first = opened(report_docx(shipped(), None, office(first="Region Exempel")).content).sections[0]
    assert fields(first.first_page_footer._element) == fields(first.footer._element) == [" PAGE "]
    numbered = opened(office(header="Sida "))
    add_field(numbered.sections[0].header.paragraphs[0], "PAGE", "1")
    above = opened(report_docx(shipped(), None, saved(numbered)).content)
    assert not any(fields(section.footer._element) for section in above.sections)


def test_an_empty_place_for_text_prints_nothing_and_is_named_on_the_screen(made: Made) -> None:
    controls = [c for c in opened(made.content).element.body.iter(qn("w:sdt")) if slot_of(c)]
    assert [slot_of(c) for c in controls] == list(shipped().slots)
    for control in controls:
        assert not "".join(t.text for t in control.iter(qn("w:t"))).strip()
        assert control.find(f"{qn('w:sdtPr')}/{qn('w:alias')}").get(qn("w:val")).startswith("Skriv egen text här: ")
        assert [e for e in control.iter() if e.tag.endswith("}appearance") and "tags" in e.attrib.values()]


def test_the_prompt_of_an_older_report_is_no_text(made: Made) -> None:
    document = opened(made.content)
    for blank in document.element.body.iter(qn("w:t")):
        if blank.text == "\N{NO-BREAK SPACE}":
            blank.text = "Skriv egen text här."
    again = report_docx(shipped(), saved(document))
    assert "Skriv egen text här." not in {t.text for t in opened(again.content).element.body.iter(qn("w:t"))}


def test_what_is_in_another_language_says_so() -> None:
    body = opened(report_docx(shipped("en")).content).element.body
    spoken = {
        "".join(t.text for t in run.iter(qn("w:t"))): lang.get(qn("w:val"))
        for run in body.iter(qn("w:r"))
        for lang in run.iterfind(f"{qn('w:rPr')}/{qn('w:lang')}")
    }
    assert set(spoken.values()) == {"sv-SE"}
    assert {"regiondirektör", ": 5.2 / Regional nivå ¶2"} <= set(spoken)
    assert not {"The committee's report 2023", "2023"} & set(spoken)


def test_figures_have_alternative_texts_and_vectors(made: Made) -> None:
    document = opened(made.content)
    pictures = list(document.element.body.iter(qn("wp:docPr")))
    assert len(pictures) == FIGURES and all(len(picture.get("descr")) > 40 for picture in pictures)
    with zipfile.ZipFile(io.BytesIO(made.content)) as file:
        names = file.namelist()
        vectors = [name for name in names if name.endswith(".svg")]
        assert len(vectors) == FIGURES and sum(name.endswith(".png") for name in names) == FIGURES
        assert b"image/svg+xml" in file.read("[Content_Types].xml")
        for name in vectors:
            svg = file.read(name)
            assert b"<path" in svg and b"<use" not in svg and b"<text" not in svg


def test_language_and_properties() -> None:
    languages: tuple[tuple[Language, str], ...] = (("sv", "sv-SE"), ("en", "en-GB"))
    for language, word in languages:
        document = opened(report_docx(shipped(language)).content)
        [told] = document.styles.element.iter(qn("w:lang"))
        assert told.get(qn("w:val")) == word
        properties = document.core_properties
        assert (properties.language, properties.author) == (word, "")
        assert properties.title == shipped().title.in_language(language)
        assert properties.created and properties.created.year == 2023


def test_the_page_is_a4_and_what_is_wide_lies(made: Made) -> None:
    document = opened(made.content)
    sizes = [(round(s.page_width.mm), round(s.page_height.mm)) for s in document.sections]  # type: ignore[union-attr]
    assert set(sizes) == {(210, 297), (297, 210)} and sizes[0] == sizes[-1] == (210, 297)
    assert sizes[1::2].count((297, 210)) > 2 and set(sizes[::2]) == {(210, 297)}


def figure_sections(document: Document) -> dict[int, Any]:
    """The section of each figure that has one of its own, by the figure's place among all, with its paragraphs."""
    found, inside, number = {}, [], 0
    sections = iter(document.sections)
    for child in document.element.body:
        inside.append(child)
        if child.tag == qn("w:sectPr") or child.find(f".//{qn('w:sectPr')}") is not None:
            section = next(sections)
            pictures = sum(1 for one in inside for _ in one.iter(qn("wp:inline")))
            if pictures and len(inside) == 2:
                found[number] = section
                assert [one.pPr.style for one in inside][1] == styled_id(document, "caption")
            number, inside = number + pictures, []
    return found


def styled_id(document: Document, name: str) -> str:
    return next(str(s.style_id) for s in document.styles if s.name and s.name.lower() == name)


def vector_size(document: Document, shape: InlineShape) -> tuple[float, float]:
    """How wide and how high a figure is as it was laid out, in points: the size of its vector picture."""
    [blip] = [one for one in shape._inline.iter() if one.tag.endswith("}svgBlip")]
    told = document.part.related_parts[blip.get(qn("r:embed"))].blob[:500].decode()
    wide, high = (float(re.search(rf' {word}="([0-9.]+)pt"', told)[1]) for word in ("width", "height"))  # type: ignore[index]
    return wide, high


def office(header: str = "", footer: str = "", first: str = "") -> bytes:
    """An office's template on A4, as a plain Word document: its margins wide, and its header where it has one."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(30)
    for text, part in ((header, section.header), (footer, section.footer), (first, section.first_page_header)):
        if text:
            part.paragraphs[0].text = text
    section.different_first_page_header_footer = bool(first)
    element("pgNumType", section._sectPr, start="3")
    return saved(document)


@pytest.mark.parametrize(
    "mould", [None, office(), office("Länsstyrelsen", "Sida"), office("Diarienummer", "Sida", "Brevhuvud")],
    ids=["plain", "no header", "header", "first page"],
)  # fmt: skip
def test_a_figure_can_be_read_on_a_page_of_its_own(mould: bytes | None) -> None:
    document = opened(report_docx(shipped(), None, mould).content)
    own = figure_sections(document)
    assert len(own) >= 7 and len(document.inline_shapes) == FIGURES
    for number, shape in enumerate(document.inline_shapes):
        wide, high = vector_size(document, shape)
        room, height = room_of(own.get(number, document.sections[0]))
        assert shape.width <= room + 1 and shape.height <= height - Pt(22 if number in own else 0)
        assert shape.width / shape.height == pytest.approx(wide / high, rel=0.01)
        assert SMALLEST_TEXT * shape.width.pt / wide >= READABLE, number
    if mould:
        first, *others = document.sections
        assert {s.header.paragraphs[0].text for s in document.sections} == {first.header.paragraphs[0].text}
        assert {s.footer.paragraphs[0].text for s in document.sections} == {first.footer.paragraphs[0].text}
        assert not any(s.different_first_page_header_footer for s in others)
        starts = [s._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for s in document.sections]
        assert starts == ["3"] + [None] * len(others)
        assert {s.top_margin for n, s in enumerate(document.sections) if n % 2 == 0} == {first.top_margin}
    again = report_docx(shipped(), saved(document))
    assert report_docx(shipped(), again.content).content == again.content
    assert opened(again.content).sections[0].different_first_page_header_footer is bool(
        mould and document.sections[0].different_first_page_header_footer
    )


def test_the_same_report_gives_the_same_bytes(made: Made) -> None:
    assert report_docx(shipped()).content == made.content
    assert report_docx(shipped(), made.content).content == made.content
    with zipfile.ZipFile(io.BytesIO(made.content)) as file:
        assert {info.date_time for info in file.infolist()} == {(2023, 1, 1, 0, 0, 0)}


def test_names_are_data(tmp_path: Path) -> None:
    result = report_docx(report(odd(tmp_path), ROOT / "diagrams"))
    assert styled(opened(result.content), "Title") == [HOSTILE]


def written(content: bytes, slot: str, text: str) -> Document:
    """The document after somebody has written in a place for text, as Word leaves it."""
    document = opened(content)
    control = next(c for c in document.element.body.iter(qn("w:sdt")) if slot_of(c) == slot)
    properties = control.find(qn("w:sdtPr"))
    properties.remove(properties.find(qn("w:showingPlcHdr")))
    inside: Any = control.find(qn("w:sdtContent"))
    for child in list(inside):
        inside.remove(child)
    for line in text.split("\n"):
        element("t", element("r", element("p", inside))).text = line
    return document


def own_texts(content: bytes) -> dict[str, str]:
    controls = controls_with_text(opened(content), ("Skriv egen text här.",))
    return {slot_of(c): "".join(t.text or "" for t in c.iter(qn("w:t"))) for c in controls}


def test_text_in_a_content_control_stays(made: Made) -> None:
    old = saved(written(made.content, "syfte", "Vi vill veta.\nOch mer."))
    again = report_docx(shipped(), old)
    assert own_texts(again.content) == {"syfte": "Vi vill veta.Och mer."}
    assert again.homeless == ()
    assert report_docx(shipped(), again.content).content == again.content
    body = list(opened(again.content).element.body)
    place = next(n for n, child in enumerate(body) if child.tag == qn("w:sdt") and slot_of(child) == "syfte")
    assert "".join(t.text for t in body[place - 2].iter(qn("w:t"))) == "Syfte och källor"


def test_a_picture_and_a_link_in_own_text_stay(made: Made) -> None:
    document = written(made.content, "metod", "Bild:")
    control = next(c for c in document.element.body.iter(qn("w:sdt")) if slot_of(c) == "metod")
    paragraph = document.add_paragraph()
    paragraph.add_run().add_picture(io.BytesIO(_pixel()))
    control.find(qn("w:sdtContent")).append(paragraph._p)
    again = report_docx(shipped(), saved(document))
    with zipfile.ZipFile(io.BytesIO(again.content)) as file:
        assert sum(name.endswith(".png") for name in file.namelist()) == FIGURES + 1
    third = report_docx(shipped(), again.content)
    assert third.content == again.content


def test_a_text_whose_section_is_gone_stands_last(made: Made) -> None:
    document = written(made.content, "syfte", "Mitt")
    tag = next(t for t in document.element.body.iter(qn("w:tag")) if t.get(qn("w:val")) == "civo:text:syfte")
    tag.set(qn("w:val"), "civo:text:nivaer.borta")
    again = report_docx(shipped(), saved(document))
    assert again.homeless == ("nivaer.borta",)
    assert own_texts(again.content) == {"nivaer.borta": "Mitt"}
    assert "Egen text som inte längre har någon plats" in styled(opened(again.content), "Heading1")
    assert len([c for c in opened(again.content).element.body.iter(qn("w:sdt")) if slot_of(c) == "syfte"]) == 1


def control_of(document: Document, slot: str) -> Any:
    return next(c for c in document.element.body.iter(qn("w:sdt")) if slot_of(c) == slot)


def inlined(control: Any) -> None:
    """The control inside a paragraph of its own, as some programs write it."""
    content = control.find(qn("w:sdtContent"))
    runs = list(content.iter(qn("w:r")))
    for child in list(content):
        content.remove(child)
    content.extend(runs)
    paragraph = element("p")
    control.addprevious(paragraph)
    paragraph.append(control)


def test_a_control_that_has_lost_its_tag_is_known_by_its_bookmark(made: Made) -> None:
    document = written(made.content, "syfte", "Utan märke")
    properties = control_of(document, "syfte").find(qn("w:sdtPr"))
    properties.remove(properties.find(qn("w:tag")))
    again = report_docx(shipped(), saved(document))
    assert again.homeless == () and own_texts(again.content) == {"syfte": "Utan märke"}


def test_what_libre_office_leaves_of_a_control_is_put_together_again(made: Made) -> None:
    """Of two paragraphs one stands in a control without a tag, the other outside, and the bookmark begins twice."""
    document = written(made.content, "syfte", "Ett.")
    control = control_of(document, "syfte")
    properties = control.find(qn("w:sdtPr"))
    properties.remove(properties.find(qn("w:tag")))
    [start] = [b for b in document.element.body.iter(qn("w:bookmarkStart")) if b.get(qn("w:name")) == "civo_text_syfte"]
    [end] = [e for e in document.element.body.iter(qn("w:bookmarkEnd")) if e.get(qn("w:id")) == start.get(qn("w:id"))]
    inlined(control)
    control.find(qn("w:sdtContent")).insert(0, start)
    second = element("p")
    element("bookmarkStart", second, id="99999", name="civo_text_syfte")
    element("t", element("r", second)).text = "Två."
    end.addnext(second)
    end.set(qn("w:id"), "99999")
    second.append(end)
    again = report_docx(shipped(), saved(document))
    assert again.homeless == () and own_texts(again.content) == {"syfte": "Ett.Två."}
    assert report_docx(shipped(), again.content).content == again.content


def test_without_any_control_the_prompts_are_no_text(made: Made) -> None:
    document = opened(made.content)
    for control in list(document.element.body.iter(qn("w:sdt"))):
        for child in list(control.find(qn("w:sdtContent"))):
            control.addprevious(child)
        control.getparent().remove(control)
    again = report_docx(shipped(), saved(document))
    assert again.homeless == () and own_texts(again.content) == {}


def test_a_control_elsewhere_is_kept_last(made: Made) -> None:
    document = opened(made.content)
    control = element("sdt")
    element("t", element("r", element("p", element("sdtContent", control)))).text = "Mitt i allt"
    document.element.body.insert(3, control)
    inlined(control)
    again = report_docx(shipped(), saved(document))
    assert again.homeless == ("utan-plats",)
    [kept] = [c for c in opened(again.content).element.body.iter(qn("w:sdt")) if not slot_of(c)]
    assert kept.getparent().tag == qn("w:body") and "Mitt i allt" in "".join(t.text for t in kept.iter(qn("w:t")))


def test_a_paragraph_beside_the_control_is_kept_in_it(made: Made) -> None:
    document = opened(made.content)
    beside = element("p")
    element("t", element("r", beside)).text = "Bredvid"
    control_of(document, "syfte").addnext(beside)
    assert own_texts(report_docx(shipped(), saved(document)).content) == {"syfte": "Bredvid"}


def test_two_controls_of_one_place_are_both_kept(made: Made) -> None:
    document = written(made.content, "syfte", "Ett")
    control = next(c for c in document.element.body.iter(qn("w:sdt")) if slot_of(c) == "syfte")
    control.addnext(deepcopy(control))
    again = opened(report_docx(shipped(), saved(document)).content)
    assert len([c for c in again.element.body.iter(qn("w:sdt")) if slot_of(c) == "syfte"]) == 2


def test_files_of_own_text_have_their_styles(tmp_path: Path) -> None:
    (tmp_path / "syfte.md").write_text("Vi *vill* [mer](https://example.org).\n\n- ett\n\n1. två\n", "utf-8")
    (tmp_path / "borta.md").write_text("Kvar", "utf-8")
    result = report_docx(report(structure(), ROOT / "diagrams", None, read_texts(tmp_path)))
    document = opened(result.content)
    assert result.homeless == ("borta",)
    assert "två" in styled(document, "ListNumber") and "ett" in styled(document, "ListBullet")
    assert "https://example.org" in {r.target_ref for r in document.part.rels.values() if r.is_external}


def template(rename: dict[str, str], without: tuple[str, ...] = ()) -> bytes:
    """An office's template, as a Swedish Word writes it: its own ids of styles, a footer, and text of its own."""
    document = docx.Document()
    document.add_paragraph("Mallens egen text")
    document.sections[0].footer.paragraphs[0].text = "Region Exempel"
    for style in list(document.styles.element.findall(qn("w:style"))):
        identifier = style.get(qn("w:styleId"))
        if identifier in without:
            document.styles.element.remove(style)
        elif identifier in rename:
            style.set(qn("w:styleId"), rename[identifier])
    return saved(document)


def test_a_template_gives_its_styles_footer_and_page() -> None:
    swedish = template({"Heading1": "Rubrik1", "Title": "Rubrik", "Caption": "Beskrivning"})
    result = report_docx(shipped(), None, swedish)
    document = opened(result.content)
    assert result.missing == ()
    assert styled(document, "Rubrik") == [shipped().title.sv] and len(styled(document, "Rubrik1")) == 11
    assert len(styled(document, "Beskrivning")) == FIGURES + 13
    assert "Mallens egen text" not in [p.text for p in document.paragraphs]
    assert {s.footer.paragraphs[0].text for s in document.sections} == {"Region Exempel"}
    again = report_docx(shipped(), result.content)
    assert again.content == result.content


def test_a_missing_style_is_told_and_a_heading_stays_a_heading() -> None:
    poor = template({}, ("Heading2", "ListBullet2"))
    result = report_docx(shipped(), None, poor)
    assert result.missing == ("ListBullet2", "Heading2")
    document = opened(result.content)
    levels = [p._p.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}") for p in document.paragraphs]
    assert len([level for level in levels if level is not None]) == sum(s.level == 2 for s in shipped().sections)


def test_what_is_no_word_document_is_refused() -> None:
    with pytest.raises(CivoError, match=r"mallen|template"):
        report_docx(shipped(), None, b"not a document")
    with pytest.raises(CivoError, match=r"finns redan|there already"):
        report_docx(shipped(), b"PK not a document")
    minutes = docx.Document()
    minutes.add_paragraph("Protokoll")
    with pytest.raises(CivoError, match=r"ingen rapport|no Word report"):
        report_docx(shipped(), saved(minutes))


def test_the_content_controls_of_a_template_are_none_of_ours() -> None:
    document = docx.Document()
    control = element("sdt")
    element("t", element("r", element("p", element("sdtContent", control)))).text = "Dokumentets titel"
    document.element.body.insert(0, control)
    result = report_docx(shipped(), None, saved(document))
    assert result.homeless == () and own_texts(result.content) == {}


def _pixel() -> bytes:
    from civo.outputs.as_png import png_bytes
    from civo.reports import Figure

    figure = next(b for b in blocks_of(shipped().sections) if isinstance(b, Figure))
    return png_bytes(figure.drawing, 20)
