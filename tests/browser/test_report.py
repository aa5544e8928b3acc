"""The report's page in a real browser, with text in it that somebody wrote: nothing fetched, no accessibility fault."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from civo.loading import load
from civo.outputs.as_report_html import report_html
from civo.report import report
from civo.structure import structure_at
from tests.browser.test_page import BROWSER, NARROW, OPENED, WIDTH

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent.parent
OWN = (
    "<h3>Egen rubrik</h3><p>Egen text, se <a href='https://example.org'>sidan</a>.</p><img src='https://example.org/x'>"
)

pytestmark = pytest.mark.skipif(
    BROWSER is None and not os.environ.get("CIVO_REQUIRE_BROWSER"), reason="no Chromium or Chrome on this computer"
)


@pytest.fixture(scope="module")
def said() -> list[str]:
    """What the browser wrote to its console or asked for, besides the page itself."""
    return []


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, said: list[str]) -> Iterator[Page]:
    assert BROWSER, "this run has to have a browser"
    from playwright.sync_api import sync_playwright

    made = report(structure_at(load(ROOT / "structures" / "civo-nord")), ROOT / "diagrams")
    old = f"<!-- civo:text syfte -->{OWN}<!-- /civo:text --><!-- civo:text borta -->Kvar<!-- /civo:text -->"
    file = tmp_path_factory.mktemp("report") / "rapport.html"
    file.write_text(report_html(made, old)[0], "utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1200, "height": 900}, java_script_enabled=True)
        page.on("console", lambda message: said.append(message.text))
        page.on("request", lambda request: said.append(request.url) if request.url != file.as_uri() else None)
        page.goto(file.as_uri())
        yield page
        browser.close()


@pytest.mark.usefixtures("page")
def test_nothing_is_fetched_and_nothing_is_complained_about(said: list[str]) -> None:
    assert [text for text in said if not text.startswith("data:font/")] == []


def test_the_styles_that_the_policy_allows_are_those_of_the_page(page: Page) -> None:
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    assert page.evaluate("document.fonts.size") > 0


def test_a_checker_finds_no_accessibility_fault(page: Page) -> None:
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    found = Axe().run(page, options=options).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found] == []


def test_a_number_leads_to_its_source(page: Page) -> None:
    page.locator(".refs a").first.click()
    assert page.evaluate("location.hash") == "#kalla-1"


def test_print_opens_the_lists(page: Page) -> None:
    page.emulate_media(media="print")
    assert page.locator("details li").first.is_visible()
    page.emulate_media(media="screen")


def test_nothing_runs_out_of_a_narrow_window(page: Page) -> None:
    page.set_viewport_size(NARROW)
    page.evaluate(OPENED)
    assert page.evaluate(WIDTH) <= NARROW["width"]


def test_nothing_runs_out_of_a_narrow_window_in_english(page: Page, tmp_path: Path) -> None:
    made = report(structure_at(load(ROOT / "structures" / "civo-nord")), ROOT / "diagrams", "en")
    file = tmp_path / "report.html"
    file.write_text(report_html(made)[0], "utf-8")
    page.set_viewport_size(NARROW)
    page.goto(file.as_uri())
    page.evaluate(OPENED)
    assert page.evaluate(WIDTH) <= NARROW["width"]
