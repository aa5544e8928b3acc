"""A report as an accessible PDF: tagged, PDF/UA-1 and PDF/A-2a, with the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from civo.drawings import Item
from civo.layout.wrapping import cleaned
from civo.outputs.as_svg import svg_text
from civo.outputs.fonts import font_folder
from civo.outputs.packed_pdf import packed
from civo.outputs.pdf_row_headers import with_row_headers
from civo.outputs.report_figures import Rooms, printed_figure
from civo.outputs.report_parts import Captions, PrintCell, print_table
from civo.reports import (
    CONTENTS,
    EQUIVALENT,
    HAND_WRITTEN,
    HOMELESS,
    SOURCES,
    Aside,
    Block,
    Cited,
    Entry,
    Figure,
    Listing,
    Paragraph,
    Report,
    Section,
    Sentence,
    Slot,
    TableBlock,
    Written,
)
from civo.words import Language, Text

ROOM, WIDE_ROOM = 470.0, 715.0
"""How wide a figure or a table may be on a page that stands or lies, in points."""
_HEIGHT, _WIDE_HEIGHT = 560.0, 380.0
"""How high a figure may be among the text of such a page."""
_UPRIGHT, _TURNED = (539.0, 764.0), (786.0, 517.0)
"""The room that a figure has on a page of its own, with its caption; its margins stand in report.typ."""
_CAPTION = 9.0
_ON_PAGE, _AS_LIST = Text("på sidan", "on page"), Text("som lista", "as a list")
"""What stands around the number of a page: "Figur 4 på sidan 12 som lista"."""


def report_pdf(report: Report) -> bytes:
    """The whole report. What it says goes to the typesetter as data, never as its markup."""
    from typst import Compiler, Fonts

    page = Path(__file__).with_name("report.typ").read_bytes()
    inputs = {"report": json.dumps(_data(report), ensure_ascii=False)}
    compiler = Compiler(input=page, font_paths=Fonts(False, True, [str(font_folder())]), sys_inputs=inputs)
    made = compiler.compile(format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=report.made)
    assert isinstance(made, bytes)
    return packed(with_row_headers(made))


def _data(report: Report) -> dict[str, Any]:
    language = report.language
    words = {
        "written": HAND_WRITTEN,
        "homeless": HOMELESS,
        "sources": SOURCES,
        "contents": CONTENTS,
        "equivalent": EQUIVALENT,
        "on-page": _ON_PAGE,
        "as-list": _AS_LIST,
    }
    return {
        "title": cleaned(report.title.in_language(language)),
        "language": language,
        "words": {key: text.in_language(language) for key, text in words.items()},
        "facts": [[cleaned(text.in_language(language)) for text in fact] for fact in report.facts],
        "runs": list(_runs(report)),
        "sources": [_source(source, language) for source in report.sources],
        "homeless": [{"id": h.id, "texts": _written(h.texts)} for h in report.homeless],
    }


def _runs(report: Report) -> Iterator[dict[str, Any]]:
    """The sections, those that follow each other on pages that lie, or that stand, together."""
    captions, numbers = Captions(report.language), report.numbers
    for wide, sections in groupby(report.sections, key=lambda section: section.wide):
        told = [_section(s, report.language, numbers, captions) for s in sections]
        yield {"wide": wide, "break_before": False, "sections": told}


def _section(section: Section, language: Language, numbers: dict[str, int], captions: Captions) -> dict[str, Any]:
    room = WIDE_ROOM if section.wide else ROOM
    told = (_block(block, language, numbers, captions, room) for block in section.blocks)
    blocks = [block for block in told if block]
    return {"heading": _words(section.heading, language), "level": section.level, "blocks": blocks}


def _block(
    block: Block, language: Language, numbers: dict[str, int], captions: Captions, room: float
) -> dict[str, Any]:
    match block:
        case Paragraph():
            sentences = [_said(said, language, numbers) for said in block.sentences]
            return {"sort": "paragraph", "sentences": sentences} if sentences else {}
        case Listing():
            return {"sort": "list", "entries": _entries(block.entries, language, numbers)} if block.entries else {}
        case TableBlock():
            return _table(block, language, numbers, captions, room)
        case Figure():
            return _figure(block, captions, room)
        case Slot():
            return {"sort": "written", "texts": _written(block.texts)} if block.texts else {}


def _said(said: Sentence | Aside, language: Language, numbers: dict[str, int]) -> dict[str, Any]:
    sources = sorted(numbers[source] for source in said.sources) if isinstance(said, Sentence) else []
    return {**_words(said.text, language), "sources": sources}


def _words(text: Text, language: Language) -> dict[str, str]:
    return {"text": cleaned(text.in_language(language)), "lang": text.foreign(language) or language}


def _entries(entries: Iterable[Entry], language: Language, numbers: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {**_said(entry.said, language, numbers), "below": _entries(entry.below, language, numbers)} for entry in entries
    ]


def _table(
    block: TableBlock, language: Language, numbers: dict[str, int], captions: Captions, room: float
) -> dict[str, Any]:
    printed = print_table(block, language, numbers, room / 4.2)
    return {
        "sort": "table",
        "caption": captions.table(block),
        "headings": [cleaned(heading) for heading in printed.headings],
        "rows": [[_cell(cell, language) for cell in row] for row in printed.rows],
        "widths": printed.widths,
        "size": (8 if room == WIDE_ROOM else 8.5) if len(printed.headings) > 5 else 9,
        "room": room,
    }


def _cell(cell: PrintCell, language: Language) -> dict[str, Any]:
    parts = [cleaned(part) for part in cell.parts]
    return {"parts": parts, "source": cell.is_source, "lang": cell.foreign or language}


def _figure(block: Figure, captions: Captions, room: float) -> dict[str, Any]:
    drawing, caption = block.drawing, captions.figure(block)
    among = (room, _HEIGHT if room == ROOM else _WIDE_HEIGHT)
    printed = printed_figure(drawing, caption, Rooms(among, _UPRIGHT, _TURNED, _CAPTION))
    return {
        "sort": "figure",
        "place": printed.place,
        "name": caption.partition(":")[0],
        "caption": cleaned(caption),
        "alt": cleaned(drawing.alt) or cleaned(drawing.title),
        "svg": svg_text(drawing, layout=printed.layout, with_font=False),
        "width": printed.size[0],
        "equivalent": _items(drawing.equivalent),
    }


def _items(items: Iterable[Item]) -> list[dict[str, Any]]:
    return [{"text": cleaned(item.text), "items": _items(item.items)} for item in items]


def _written(texts: Iterable[Written]) -> list[dict[str, Any]]:
    return [
        {
            "sort": text.sort,
            "spans": [{"text": s.text, "bold": s.bold, "italic": s.italic, "address": s.address} for s in text.spans],
        }
        for text in texts
    ]


def _source(source: Cited, language: Language) -> dict[str, Any]:
    told = [{"text": cleaned(text), "lang": foreign or language} for text, foreign in source.told(language)]
    return {"told": told, "url": _address(source.url)}


def _address(url: str) -> str:
    return url if url.startswith(("https://", "http://")) else ""
