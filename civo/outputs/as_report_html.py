"""A report as one HTML file that needs nothing else, with places in it for text written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from civo.errors import CivoError
from civo.outputs.as_html import SOURCE_ID, figure_html, lang_attribute, table_html
from civo.outputs.as_html import Section as PageSection
from civo.outputs.as_html import page as page_html
from civo.outputs.kept_html import CLOSE_MARK, LOST, MADE, Kept, has_marks, kept_html, open_mark
from civo.outputs.report_parts import Captions
from civo.reports import (
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
    Span,
    TableBlock,
    Written,
)
from civo.words import Language, Text


@dataclass(slots=True)
class _Page:
    """What the parts of a page share: the language, the numbers of sources, figures and tables, the texts kept."""

    language: Language
    numbers: Mapping[str, int]
    captions: Captions
    kept: Mapping[str, str]


def report_html(report: Report, old: str = "") -> tuple[str, tuple[str, ...]]:
    """The page, and the ids of hand-written texts that have no place in it any more and stand last.

    `old` is the page as it was before: what people have written in it, between the marks, is in the new one. Raises
    CivoError when it has no marks, and so is no report of civo's.
    """
    if old.strip() and not has_marks(old):
        raise CivoError(_OLD)
    kept = kept_html(old)
    page = _Page(report.language, report.numbers, Captions(report.language), kept.placed)
    chapters = [_chapter(page, head, below) for head, below in _chapters(report.sections)]
    chapters.append(PageSection("kallor-lista", SOURCES.in_language(report.language), _sources(report)))
    homeless = tuple(_homeless(report, kept))
    if homeless:
        parts = "".join(f"<h3>{escape(slot)}</h3>\n{html}" for slot, html in homeless)
        chapters.append(PageSection("egen-text", HOMELESS.in_language(report.language), parts + MADE + "\n"))
    facts = [
        f"{heading.in_language(report.language)}: {text.in_language(report.language)}" for heading, text in report.facts
    ]
    html = page_html(report.title.in_language(report.language), report.language, facts, chapters)
    return html, tuple(slot for slot, _ in homeless)


def _chapters(sections: Iterable[Section]) -> Iterator[tuple[Section, list[Section]]]:
    """Each section of the first level with those below it."""
    head: Section | None = None
    below: list[Section] = []
    for section in sections:
        if section.level == 1:
            if head:
                yield head, below
            head, below = section, []
        else:
            below.append(section)
    if head:
        yield head, below


def _chapter(page: _Page, head: Section, below: Iterable[Section]) -> PageSection:
    parts = [_blocks(page, head)]
    for section in below:
        tag = f"h{section.level + 1}"
        heading = escape(section.heading.in_language(page.language))
        spoken = lang_attribute(section.heading.foreign(page.language))
        parts.append(f'<{tag} id="{escape(section.id)}"{spoken}>{heading}</{tag}>\n{_blocks(page, section)}')
    return PageSection(head.id, head.heading.in_language(page.language), "".join(parts))


def _blocks(page: _Page, section: Section) -> str:
    return "".join(_block(page, block) for block in section.blocks)


def _block(page: _Page, block: Block) -> str:
    match block:
        case Paragraph():
            said = " ".join(_said(page, s) for s in block.sentences)
            return f"<p>{said}</p>\n" if said else ""
        case Listing():
            return _list(page, block.entries)
        case TableBlock():
            caption = page.captions.table(block)
            return table_html(block.table, block.id, page.language, caption=caption, numbers=page.numbers)
        case Figure():
            return figure_html(block.drawing, caption=page.captions.figure(block))
        case Slot():
            return _slot(page, block)


def _list(page: _Page, entries: Iterable[Entry]) -> str:
    items = "".join(
        f"<li>{_said(page, entry.said)}{_list(page, entry.below) if entry.below else ''}</li>\n" for entry in entries
    )
    return f"<ul>\n{items}</ul>\n"


def _said(page: _Page, said: Sentence | Aside) -> str:
    text = _spoken(escape(said.text.in_language(page.language)), said.text.foreign(page.language))
    numbers = [page.numbers[source] for source in said.sources] if isinstance(said, Sentence) else []
    if not numbers:
        return text
    links = ", ".join(f'<a href="#{SOURCE_ID}-{n}">{n}</a>' for n in sorted(numbers))
    return f'{text} <span class="refs">[{links}]</span>'


def _sources(report: Report) -> str:
    items = "".join(
        f'<li id="{SOURCE_ID}-{n}">{_address(_told(source, report.language), source.url)}</li>\n'
        for n, source in enumerate(report.sources, start=1)
    )
    return f'<ol class="sources">\n{items}</ol>\n'


def _told(source: Cited, language: Language) -> str:
    return "".join(_spoken(escape(text), foreign) for text, foreign in source.told(language))


def _spoken(html: str, foreign: Language | None) -> str:
    """The words, marked where they are in another language than the page."""
    return f"<span{lang_attribute(foreign)}>{html}</span>" if foreign else html


def _address(html: str, url: str) -> str:
    """The words, leading to their address where that is one of a page."""
    safe = url.startswith(("https://", "http://"))
    return f'<a href="{escape(url)}">{html}</a>' if safe else html


# Text written by hand


def _slot(page: _Page, slot: Slot) -> str:
    """The texts of a file of their own, then the marks with what stood between them."""
    own = page.kept.get(slot.id, "")
    from_file = _own(page.language, written_html(slot.texts)) if slot.texts else ""
    marked = f"{open_mark(slot.id)}\n{own}\n{CLOSE_MARK}\n" if own else f"{open_mark(slot.id)}{CLOSE_MARK}\n"
    return f"{from_file}{_own(page.language, marked) if own else marked}{MADE}\n"


def _own(language: Language, html: str) -> str:
    by = escape(HAND_WRITTEN.in_language(language))
    return f'<div class="own">\n<p class="by">{by}</p>\n{html}</div>\n'


def written_html(texts: Iterable[Written]) -> str:
    """Hand-written text as paragraphs, headings and lists; deeper points are as deep as the first ones."""
    parts: list[str] = []
    inside = ""
    for text in texts:
        wanted = {"bullet": "ul", "number": "ol"}.get(text.sort, "")
        if inside != wanted:
            parts += [f"</{inside}>\n"] if inside else []
            parts += [f"<{wanted}>\n"] if wanted else []
            inside = wanted
        tag = {"heading": "h4", "paragraph": "p"}.get(text.sort, "li")
        parts.append(f"<{tag}>{''.join(map(_span, text.spans))}</{tag}>\n")
    return "".join(parts) + (f"</{inside}>\n" if inside else "")


def _span(span: Span) -> str:
    html = escape(span.text)
    for tag, wanted in (("strong", span.bold), ("em", span.italic)):
        html = f"<{tag}>{html}</{tag}>" if wanted else html
    return f'<a href="{escape(span.address)}">{html}</a>' if span.address else html


def _homeless(report: Report, kept: Kept) -> Iterator[tuple[str, str]]:
    """The texts whose place is gone or whose mark is broken, each between new marks; then those of files."""
    gone = [(slot, html) for slot, html in kept.placed.items() if slot not in report.slots]
    together: dict[str, list[str]] = {}
    for slot, html in (*gone, *kept.broken):
        together.setdefault(slot if slot not in report.slots else LOST, []).append(html)
    for slot, texts in together.items():
        body = "\n".join(texts)
        yield slot, _own(report.language, f"{open_mark(slot)}\n{body}\n{CLOSE_MARK}\n")
    for homeless in report.homeless:
        yield homeless.id, _own(report.language, written_html(homeless.texts))


_OLD = Text(
    "filen finns redan och är ingen rapport från civo: flytta den, eller skriv till ett annat namn",
    "the file is there already and is no report of civo's: move it, or write to another name",
)
