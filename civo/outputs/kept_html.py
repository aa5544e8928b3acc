"""Text that people have written between the marks of a page, taken from the old page and made safe for the new one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser

MADE = "<!-- civo:made -->"
"""Follows every place for text: what stands after it was made from the records."""
LOST = "utan-plats"
"""The id of a text whose mark is broken so that nobody knows its place."""

_MARK = re.compile(r"<!--\s*(/?)civo:(text|made)\s*([\w.\-]*)\s*-->")
_PAIR = re.compile(r"<!--\s*civo:text\s+([\w.\-]+)\s*-->((?:(?!<!--\s*/?civo:).)*)<!--\s*/civo:text\s*-->", re.DOTALL)
_BEFORE = re.compile(r"</h[1-6]>|</section>|<section[^>]*>|</p>\s*<!-- civo:own -->")


@dataclass(frozen=True, slots=True)
class Kept:
    """What stood between marks: by the id of its place, and what stood by a mark that is broken, by its id."""

    placed: dict[str, str]
    broken: tuple[tuple[str, str], ...] = ()


def open_mark(slot: str) -> str:
    """The mark before a text."""
    return f"<!-- civo:text {slot} -->"


CLOSE_MARK = "<!-- /civo:text -->"


def has_marks(text: str) -> bool:
    """Whether there is any mark, whole or broken, in the text."""
    return _MARK.search(text) is not None


def kept_html(old: str) -> Kept:
    """The texts of a page that was made before. A mark that lacks its other half keeps what stands by it, as broken."""
    placed: dict[str, str] = {}
    for slot, html in _PAIR.findall(old):
        if safe := safe_html(html):
            placed[slot] = f"{placed[slot]}\n{safe}" if slot in placed else safe
    broken = ((slot or LOST, safe_html(html)) for slot, html in _broken(_PAIR.sub("", old)))
    return Kept(placed, tuple((slot, html) for slot, html in broken if html))


def _broken(rest: str) -> Iterator[tuple[str, str]]:
    """What follows a mark that nothing closes, up to the next or to what was made; what precedes one that nothing opens."""
    marks = list(_MARK.finditer(rest))
    for n, mark in enumerate(marks):
        if mark[2] == "made":
            continue
        if not mark[1]:
            end = marks[n + 1].start() if n + 1 < len(marks) else len(rest)
            yield mark[3], re.split(r"</section>|<h2", rest[mark.end() : end])[0]
        elif n == 0 or marks[n - 1][1] or marks[n - 1][2] == "made":
            before = rest[marks[n - 1].end() if n else 0 : mark.start()]
            yield "", _BEFORE.split(before)[-1]


def safe_html(text: str) -> str:
    """The text with a few harmless tags, closed in order; other tags are gone, what stood in them is text."""
    reader = _Safe()
    reader.feed(text)
    reader.close()
    html = reader.finished().strip()
    return html if unescape(re.sub(r"<[^>]*>", "", html)).strip() else ""


_ALLOWED = {"p", "h3", "h4", "ul", "ol", "li", "strong", "b", "em", "i", "a", "br", "blockquote", "sup", "sub"}
_ALLOWED |= {"table", "caption", "thead", "tbody", "tr", "th", "td"}
_OTHERWISE = {"h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}
_SAFE_ADDRESS = ("https://", "http://", "mailto:", "#")


class _Safe(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._open: list[str] = []

    def finished(self) -> str:
        while self._open:
            self._out.append(f"</{self._open.pop()}>")
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = _OTHERWISE.get(tag, tag)
        if tag not in _ALLOWED:
            return
        told = "".join(_attribute(tag, name, value or "") for name, value in attrs)
        self._out.append(f"<{tag}{told}>")
        if tag != "br":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        tag = _OTHERWISE.get(tag, tag)
        if tag in self._open:
            while (last := self._open.pop()) != tag:
                self._out.append(f"</{last}>")
            self._out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._out.append(escape(data, quote=False))

    def handle_comment(self, data: str) -> None:
        if data.strip() and not re.search(r"[<>]|--|civo:", data):
            self._out.append(f"<!--{data}-->")


def _attribute(tag: str, name: str, value: str) -> str:
    if tag == "a" and name == "href" and value.strip().lower().startswith(_SAFE_ADDRESS):
        return f' href="{escape(value.strip())}"'
    if tag == "th" and name == "scope" and value in ("col", "row"):
        return f' scope="{value}"'
    return ""
