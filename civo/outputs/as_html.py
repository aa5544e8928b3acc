"""Answers as one accessible HTML page that needs nothing else: no script, no network."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape

from civo.answers import Cell, Table
from civo.drawings import Drawing, Item
from civo.layout import laid_out
from civo.outputs.as_svg import figure_id, svg_text
from civo.outputs.cells import cell_text, foreign
from civo.words import Language, Text


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: its heading, its own HTML, and an id to link to."""

    id: str
    heading: str
    html: str


def page(title: str, language: Language, intro: Iterable[str], sections: Sequence[Section]) -> str:
    """The whole page, with a list of contents; everything in it escaped by those who made the sections."""
    contents = "".join(f'<li><a href="#{escape(s.id)}">{escape(s.heading)}</a></li>' for s in sections)
    skip = Text("Till innehållet", "Skip to the content").in_language(language)
    heading = Text("Innehåll", "Contents").in_language(language)
    body = "".join(
        f'<section id="{escape(s.id)}" aria-labelledby="{escape(s.id)}-h"><h2 id="{escape(s.id)}-h">{escape(s.heading)}</h2>\n'
        f"{s.html}</section>\n"
        for s in sections
    )
    paragraphs = "".join(f"<p>{escape(line)}</p>\n" for line in intro)
    styles = [_CSS, *_STYLE.findall(body)]  # a name in the body is escaped: what looks like a style there is a figure's
    allowed = " ".join(dict.fromkeys(f"'sha256-{_hash(style)}'" for style in styles))
    policy = f"default-src 'none'; style-src {allowed}; font-src data:; base-uri 'none'; form-action 'none'"
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_CSS}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">{escape(skip)}</a>\n'
        f"<header><h1>{escape(title)}</h1>\n{paragraphs}</header>\n"
        f'<nav aria-label="{escape(heading)}"><h2>{escape(heading)}</h2><ol>{contents}</ol></nav>\n'
        f'<main id="main" tabindex="-1">\n{body}</main>\n</body>\n</html>\n'
    )


def _hash(style: str) -> str:
    return base64.b64encode(sha256(style.encode()).digest()).decode()


_STYLE = re.compile("<style>(.*?)</style>", re.DOTALL)


def figure_html(drawing: Drawing, files: Sequence[tuple[str, str]] = (), caption: str = "") -> str:
    """A figure inline, with its caption (the drawing's own unless given), links to its files, and its text equivalent.

    Nothing is shown of the page that it may be laid out for: a web page has no sheets.
    """
    svg = svg_text(drawing, layout=laid_out(drawing).cut_out)
    links = ", ".join(f'<a href="{escape(href)}">{escape(name)}</a>' for name, href in files)
    words = Text("Samma innehåll som lista", "The same content as a list").in_language(drawing.language)
    download = Text("Hämta figuren", "Download the figure").in_language(drawing.language)
    tail = f" {escape(download)}: {links}" if links else ""
    return (
        f'<figure id="{figure_id(drawing.id)}-f">\n<div class="wide" tabindex="0" role="region" '
        f'aria-label="{escape(drawing.title)}">\n{svg}</div>\n'
        f"<figcaption>{escape(caption or drawing.caption)}{tail}</figcaption>\n</figure>\n"
        f"<details><summary>{escape(words)}</summary>\n{_list(drawing.equivalent)}</details>\n"
    )


def _list(items: Sequence[Item]) -> str:
    inner = "".join(f"<li>{escape(item.text)}{_list(item.items) if item.items else ''}</li>\n" for item in items)
    return f"<ul>\n{inner}</ul>\n"


def table_html(
    table: Table,
    table_id: str,
    language: Language,
    files: Sequence[tuple[str, str]] = (),
    *,
    caption: str = "",
    numbers: Mapping[str, int] | None = None,
) -> str:
    """A table with header cells, its notes and sources after it; sources stand in it by number.

    With `numbers`, those of the page's own list of sources, to which they lead, and no list follows. `caption` takes the
    place of the table's title.
    """
    columns = [n for n, column in enumerate(table.columns) if not column.detail]
    used = [n for n in columns if any(cell_text(row[n], language) for row in table.rows)] or columns
    heads = "".join(f'<th scope="col">{escape(table.columns[n].heading.in_language(language))}</th>' for n in used)
    sources = dict(numbers or {})
    target = SOURCE_ID if numbers is not None else table_id
    rows = "".join(f"<tr>{_row(table, row, used, language, target, sources)}</tr>\n" for row in table.rows)
    title = escape(caption or table.title.in_language(language))
    notes = paragraphs(note.in_language(language) for note in table.notes)
    download = Text("Hämta tabellen", "Download the table").in_language(language)
    links = ", ".join(f'<a href="{escape(href)}">{escape(name)}</a>' for name, href in files)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{title}">\n<table>\n<caption>{title}</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
        + (_sources(table_id, sources, language) if numbers is None else "")
        + notes
        + (f"<p>{escape(download)}: {links}</p>\n" if links else "")
    )


def _row(
    table: Table, row: Sequence[Cell], used: list[int], language: Language, table_id: str, sources: dict[str, int]
) -> str:
    cells = []
    for place, n in enumerate(used):
        parts = [cell_text(part, language) for part in _parts(row[n])]
        if table.columns[n].key == "source":
            numbers = [sources.setdefault(part, len(sources) + 1) for part in parts]
            html = ", ".join(f'<a href="#{escape(table_id)}-{k}">{k}</a>' for k in numbers)
        else:
            html = "<br>".join(escape(part) for part in parts)
        spoken = lang_attribute(foreign(row[n], language))
        cells.append(f'<th scope="row"{spoken}>{html}</th>' if place == 0 else f"<td{spoken}>{html}</td>")
    return "".join(cells)


def lang_attribute(foreign: Language | None) -> str:
    """The attribute of an element whose words are in another language than the page."""
    return f' lang="{foreign}"' if foreign else ""


SOURCE_ID = "kalla"
"""What the ids of a page's own list of sources begin with."""
SOURCES_IN: Language = "sv"
"""The language in which a table tells its sources: by their Swedish names, whatever the reader's."""


def _parts(cell: Cell) -> Sequence[Cell]:
    return cell if isinstance(cell, tuple) else (cell,)


def _sources(table_id: str, sources: dict[str, int], language: Language) -> str:
    if not sources:
        return ""
    heading = Text("Källor", "Sources").in_language(language)
    items = "".join(f'<li id="{escape(table_id)}-{k}">{escape(text)}</li>' for text, k in sources.items())
    spoken = lang_attribute(SOURCES_IN if language != SOURCES_IN else None)
    return f'<h3>{escape(heading)}</h3>\n<ol class="sources"{spoken}>{items}</ol>\n'


def links_html(links: Iterable[tuple[str, str]]) -> str:
    """A list of files, each by its name and address."""
    items = "".join(f'<li><a href="{escape(href)}">{escape(name)}</a></li>' for name, href in links)
    return f"<ul>{items}</ul>\n"


def paragraphs(lines: Iterable[str]) -> str:
    """Plain paragraphs."""
    return "".join(f"<p>{escape(line)}</p>\n" for line in lines)


_CSS = """
:root{color-scheme:light;--ink:#16202b;--line:#5b6876;--soft:#eef2f6;--link:#0b4a8f}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1rem 1.25rem 4rem;color:var(--ink);background:#fff;
font:1rem/1.5 "Segoe UI",system-ui,"Liberation Sans",Arial,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.9rem;line-height:1.2;margin:.5rem 0}
h2{font-size:1.35rem;margin:2.2rem 0 .6rem}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,.wide:focus-visible,main:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:#fff;padding:.5rem}
nav ol{columns:2 20rem;column-gap:3rem;max-width:52rem}
.wide{overflow-x:auto;border:1px solid #c9d2db;background:#fff}
figure{margin:0 0 .6rem}figure .wide{padding:.5rem}
figure svg{display:block;max-width:100%;height:auto;margin:0 auto}
figcaption{padding:.4rem 0;max-width:60rem}
details{margin:.2rem 0 1rem}summary{cursor:pointer;padding:.3rem 0}
table{border-collapse:collapse;width:100%;font-size:.92rem;overflow-wrap:break-word}
caption{text-align:left;font-weight:600;padding:.5rem}
th,td{border-top:1px solid #c9d2db;padding:.4rem .55rem;text-align:left;vertical-align:top}
thead th{background:var(--soft);border-bottom:2px solid var(--line)}
tbody th{font-weight:600;min-width:9rem}
td{max-width:26rem}
.sources{font-size:.9rem}
h3{font-size:1.15rem;margin:1.4rem 0 .3rem}h4{font-size:1rem;margin:1rem 0 .2rem}
main p,main ul{max-width:50rem}
.refs{font-size:.85em;white-space:nowrap}.own{border-left:3px solid var(--line);padding-left:.8rem;margin:.6rem 0}
.own .by{font-size:.85rem;color:#44505c;margin:0}
li:target{background:var(--soft);outline:2px solid var(--line)}
@media screen and (max-width:48rem){h1,h2,h3,h4{hyphens:auto}.refs{white-space:normal}figure svg{max-width:none}}
@media print{nav,.skip{display:none}.wide{overflow:visible;border:0}
details::details-content{content-visibility:visible;display:block}
details>*{display:block}h2,h3,h4,caption{break-after:avoid}thead{display:table-header-group}
body{max-width:none;padding:0;font-size:10pt}table{font-size:8.5pt}a{color:inherit}figure,tr{break-inside:avoid}}
""".strip()
