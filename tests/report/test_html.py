"""The report as a page: structure, safety, the same bytes, and text written by hand that stays."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from civo.answers import Column, Table
from civo.outputs.as_html import table_html
from civo.outputs.as_report_html import report_html
from civo.outputs.kept_html import kept_html, safe_html
from civo.report import read_texts, report
from civo.reports import Figure, TableBlock, blocks_of
from civo.words import Text
from tests.report.samples import FIGURES, HOSTILE, ROOT, odd, shipped, structure

PLACE = "<!-- civo:text syfte --><!-- /civo:text -->"


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


@pytest.fixture(scope="module")
def html() -> str:
    return report_html(shipped())[0]


def test_the_page_has_its_structure(html: str) -> None:
    page = _Page(html)
    assert page.all("html")[0]["lang"] == "sv"
    assert len(page.all("h1")) == 1 and len(page.all("h2")) == 12
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    blocks = list(blocks_of(shipped().sections))
    assert len(page.all("svg")) == len(page.all("details")) == sum(isinstance(b, Figure) for b in blocks) == FIGURES
    assert len(page.all("table")) == len(page.all("caption")) == sum(isinstance(b, TableBlock) for b in blocks)
    assert all(a.get("scope") for a in page.all("th"))
    ids = [a["id"] for _, a in page.tags if a.get("id")]
    assert len(ids) == len(set(ids))
    assert all(a["href"][1:] in ids for a in page.all("a") if (a["href"] or "").startswith("#"))  # type: ignore[index]


def test_the_page_needs_nothing_else_and_allows_nothing_else(html: str) -> None:
    page = _Page(html)
    assert not page.all("script") and not page.all("link") and not page.all("iframe")
    assert not re.search(r'src="', html)
    assert all(not a.get("style") for _, a in page.tags)
    policy = next(a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy and policy.startswith("default-src 'none'") and "unsafe" not in policy


def test_figures_and_tables_are_numbered(html: str) -> None:
    assert [int(n) for n in re.findall(r"<caption>Tabell (\d+): ", html)] == list(range(1, 14))
    assert [int(n) for n in re.findall(r"<figcaption>Figur (\d+): ", html)] == list(range(1, FIGURES + 1))


def test_every_source_cited_is_in_the_list(html: str) -> None:
    listed = re.findall(r'<li id="kalla-(\d+)">', html)
    assert [int(n) for n in listed] == list(range(1, len(shipped().sources) + 1))


def test_what_is_in_another_language_says_so(html: str) -> None:
    english = report_html(shipped("en"))[0]
    assert '<td lang="sv">regiondirektör</td>' in english
    assert 'The committee\'s report 2023<span lang="sv">: 5.2 / Regional nivå ¶2</span>' in english.replace(
        "&#x27;", "'"
    )
    assert '<td lang="en">' not in english and '<span lang="en">' not in english
    figures = re.compile("<svg.*?</svg>", re.DOTALL)
    assert "lang=" not in figures.sub("", html).replace('<html lang="sv">', "").replace(ENGLISH_SOURCE, "")


def test_a_table_of_a_page_tells_its_sources_in_swedish() -> None:
    table = Table(
        Text("T"), (Column("a", Text("A")), Column("source", Text("Källa", "Source"))), ((Text("b", "b"), ("K: 1",)),)
    )
    assert '<ol class="sources" lang="sv">' in table_html(table, "t", "en")
    assert '<ol class="sources">' in table_html(table, "t", "sv")


ENGLISH_SOURCE = '<span lang="en">This is civil defence</span>'


def test_the_same_report_gives_the_same_bytes(html: str) -> None:
    assert report_html(shipped())[0] == html
    assert report_html(shipped(), html)[0] == html


def test_names_are_data(tmp_path: Path) -> None:
    page, _ = report_html(report(odd(tmp_path), ROOT / "diagrams"))
    assert "<script" not in page and "javascript:" not in re.sub(r">[^<]*<", "><", page)
    assert "&lt;script&gt;" in page and HOSTILE not in page


def test_text_between_the_marks_stays(html: str) -> None:
    own = "<p>Vi i <strong>beredningen</strong> menar & tycker.</p>\n<ul><li>ett</li><li>två</li></ul>"
    old = html.replace(PLACE, f"<!-- civo:text syfte -->{own}<!-- /civo:text -->")
    made, homeless = report_html(shipped(), old)
    assert "<p>Vi i <strong>beredningen</strong> menar &amp; tycker.</p>" in made and not homeless
    assert "Skrivet för hand" in made
    again, _ = report_html(shipped(), made)
    assert again == made
    assert kept_html(made).placed.keys() == {"syfte"}
    assert report_html(shipped("en"), made)[0].count("<strong>beredningen</strong>") == 1


def test_text_between_the_marks_is_data(html: str) -> None:
    own = (
        '<script>alert(1)</script><p onclick="x()" style="color:red">Hej</section></main><img src=x onerror=y>'
        '<a href="javascript:alert(1)">länk</a> <a href="https://example.org/?a=1&amp;b=2">sida</a><b>fet'
    )
    made, _ = report_html(shipped(), html.replace(PLACE, f"<!-- civo:text syfte -->{own}<!-- /civo:text -->"))
    assert "<script" not in made and "onclick" not in made and "<img" not in made and "javascript:" not in made
    assert '<a href="https://example.org/?a=1&amp;b=2">sida</a>' in made and "<a>länk</a>" in made
    assert "<b>fet</b>" in made and "alert(1)" in made
    assert made.count("</main>") == 1
    assert len(_Page(made).all("h2")) == 12


def test_harmless_text_is_left_as_it_is() -> None:
    assert safe_html("a < b & c") == "a &lt; b &amp; c"
    assert safe_html("<h1>Rubrik</h1><div>text <span>mer</span></div>") == "<h3>Rubrik</h3>text mer"
    assert safe_html("<p>en<p>två") == "<p>en<p>två</p></p>"
    assert safe_html("  <p> </p> ") == ""
    assert safe_html(safe_html("a &lt;b&gt; &amp;amp;")) == safe_html("a &lt;b&gt; &amp;amp;")


@pytest.mark.parametrize(
    ("damage", "slot"),
    [
        (lambda page: page.replace("VI<!-- /civo:text -->", "VI"), "utan-plats"),
        (lambda page: page.replace("<!-- civo:text syfte -->VI", "VI"), "utan-plats"),
        (lambda page: page.replace("civo:text syfte", "civo:text borta"), "borta"),
    ],
    ids=["no end", "no beginning", "no such section"],
)
def test_a_broken_mark_loses_nothing(html: str, damage, slot: str) -> None:  # type: ignore[no-untyped-def]
    old = damage(html.replace(PLACE, "<!-- civo:text syfte -->VI<!-- /civo:text -->"))
    made, homeless = report_html(shipped(), old)
    assert homeless == (slot,)
    tail = made.split("Egen text som inte längre har någon plats</h2>")[1]
    assert re.search(rf"<!-- civo:text {slot} -->\nVI\n<!-- /civo:text -->", tail)
    assert "<h2" not in tail
    again, still = report_html(shipped(), made)
    assert again == made and still == homeless


def test_two_texts_of_one_place_are_both_kept(html: str) -> None:
    old = html.replace(PLACE, "<!-- civo:text syfte -->ETT<!-- /civo:text -->" * 2)
    made, _ = report_html(shipped(), old)
    assert "ETT\nETT" in made


def test_files_of_own_text_stand_beside_what_is_written_in_the_page(html: str, tmp_path: Path) -> None:
    (tmp_path / "syfte.md").write_text("Ur *filen* <b>\n\n1. först\n2. sedan\n", "utf-8")
    (tmp_path / "annat.md").write_text("Borta", "utf-8")
    made = report(structure(), ROOT / "diagrams", None, read_texts(tmp_path))
    old = html.replace(PLACE, "<!-- civo:text syfte -->UR SIDAN<!-- /civo:text -->")
    page, homeless = report_html(made, old)
    assert "Ur <em>filen</em> &lt;b&gt;" in page and "<ol>\n<li>först</li>" in page and "UR SIDAN" in page
    assert homeless == ("annat",) and "<p>Borta</p>" in page
    assert report_html(made, page)[0] == page
