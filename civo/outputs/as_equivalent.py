"""A figure as text: what it shows, and all of it as a nested list in the figure's own order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from civo.drawings import Drawing, Item
from civo.layout.wrapping import cleaned

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")


def equivalent_text(drawing: Drawing) -> str:
    """Title, caption, what the figure shows, and the list, two blanks further in for each step down."""
    head = [drawing.title, "", drawing.caption, "", drawing.alt, ""]
    return "\n".join([*map(cleaned, head), *_lines(drawing.equivalent, "", cleaned)]).strip() + "\n"


def equivalent_markdown(drawing: Drawing) -> str:
    """The same as Markdown: a heading, two paragraphs and a nested list; names cannot become markup."""
    head = [f"# {_escaped(drawing.title)}", "", _escaped(drawing.caption), "", _escaped(drawing.alt), ""]
    return "\n".join([*head, *_lines(drawing.equivalent, "", _escaped)]).strip() + "\n"


def _lines(items: Iterable[Item], indent: str, say: Callable[[str], str]) -> Iterator[str]:
    for item in items:
        yield f"{indent}- {say(item.text)}"
        yield from _lines(item.items, indent + "  ", say)


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", cleaned(text))
