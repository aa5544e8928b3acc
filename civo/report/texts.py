"""Hand-written text from a folder of Markdown files, one for each place in a report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from civo.errors import CivoError
from civo.reports import Homeless, Section, Slot, Span, Written, blocks_of
from civo.words import Text, nearest

if TYPE_CHECKING:
    from markdown_it.token import Token


def read_texts(folder: Path) -> dict[str, tuple[Written, ...]]:
    """The texts of a folder by the id of their place: the name of the file without `.md`. Empty ones are left out.

    Raises CivoError for a file that is not UTF-8.
    """
    found = {}
    for path in sorted(folder.glob("*.md")):
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as wrong:
            told = Text(f"{path} är inte skriven i UTF-8: spara om den så", f"{path} is not UTF-8: save it so")
            raise CivoError(told) from wrong
        if written := tuple(parsed(text)):
            found[path.stem] = written
    return found


def placed(
    sections: tuple[Section, ...], texts: dict[str, tuple[Written, ...]]
) -> tuple[tuple[Section, ...], tuple[Homeless, ...]]:
    """The sections with each text in its place, and the texts whose place is not there."""
    from dataclasses import replace

    slots = {block.id for block in blocks_of(sections) if isinstance(block, Slot)}
    filled = tuple(
        replace(
            section,
            blocks=tuple(Slot(b.id, texts.get(b.id, ())) if isinstance(b, Slot) else b for b in section.blocks),
        )
        for section in sections
    )
    return filled, tuple(Homeless(i, written) for i, written in texts.items() if i not in slots)


def warning(homeless: str, slots: tuple[str, ...]) -> Text:
    """That a text has no place, and which place may be meant."""
    hint = nearest(homeless, slots)
    return Text(
        f"texten ”{homeless}” har ingen plats i rapporten och står sist" + (f"; menade du {hint}?" if hint else ""),
        f'the text "{homeless}" has no place in the report and stands last'
        + (f"; did you mean {hint}?" if hint else ""),
    )


def parsed(text: str) -> Iterator[Written]:
    """Markdown as paragraphs, headings and points: bold, italic and links are kept, any other markup is plain text."""
    from markdown_it import MarkdownIt

    depth: list[Literal["bullet", "number"]] = []
    sort: Literal["paragraph", "heading"] = "paragraph"
    for token in MarkdownIt("commonmark", {"html": False}).disable(["image", "hr", "html_block"]).parse(text):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth.append("bullet" if token.type.startswith("bullet") else "number")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth.pop()
        elif token.type in ("heading_open", "paragraph_open"):
            sort = "heading" if token.type == "heading_open" else "paragraph"
        elif token.type == "inline":
            yield Written(depth[-1] if depth else sort, tuple(_spans(token.children or [])), max(0, len(depth) - 1))
        elif token.type in ("fence", "code_block"):
            yield Written("paragraph", (Span(token.content.rstrip("\n")),))


def _spans(tokens: list[Token]) -> Iterator[Span]:
    bold = italic = 0
    address = ""
    for token in tokens:
        if token.type == "strong_open":
            bold += 1
        elif token.type == "strong_close":
            bold -= 1
        elif token.type == "em_open":
            italic += 1
        elif token.type == "em_close":
            italic -= 1
        elif token.type == "link_open":
            address = safe_address(str(token.attrGet("href") or ""))
        elif token.type == "link_close":
            address = ""
        elif token.type in ("softbreak", "hardbreak"):
            yield Span(" ", bool(bold), bool(italic), address)
        elif token.content:
            yield Span(token.content, bool(bold), bool(italic), address)


def safe_address(address: str) -> str:
    """The address of a link, where it leads to a page, a mail address or a place in the report; else nothing."""
    return address if address.startswith(("https://", "http://", "mailto:", "#")) else ""
