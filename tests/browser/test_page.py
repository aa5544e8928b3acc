"""The built page in a real browser: nothing fetched, nothing complained about, accessible by a checker's rules."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from civo.building import build
from civo.loading import load
from civo.structure import structure_at

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

ROOT = Path(__file__).parent.parent.parent
BROWSER = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)

NARROW: ViewportSize = {"width": 320, "height": 800}
"""As narrow as WCAG 1.4.10 asks a page to be readable without scrolling sideways."""
OPENED = "document.querySelectorAll('details').forEach(list => { list.open = true })"
WIDTH = "document.documentElement.scrollWidth"

pytestmark = pytest.mark.skipif(
    BROWSER is None and not os.environ.get("CIVO_REQUIRE_BROWSER"), reason="no Chromium or Chrome on this computer"
)


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    structure = structure_at(load(ROOT / "structures" / "civo-nord"))
    return build(structure, ROOT / "diagrams", tmp_path_factory.mktemp("page"), None, lambda _: None).page


@pytest.fixture(scope="module")
def said() -> list[str]:
    """What the browser wrote to its console or asked for, besides the page itself."""
    return []


@pytest.fixture(scope="module")
def page(page_file: Path, said: list[str]) -> Iterator[Page]:
    assert BROWSER, "this run has to have a browser"
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=[*quiet, "--disable-component-update"])
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        page.on("console", lambda message: said.append(message.text))
        page.on("request", lambda request: said.append(request.url) if request.url != page_file.as_uri() else None)
        page.goto(page_file.as_uri())
        yield page
        browser.close()


@pytest.mark.usefixtures("page")
def test_nothing_is_fetched_and_nothing_is_complained_about(said: list[str]) -> None:
    assert [text for text in said if not text.startswith("data:font/")] == []


def test_a_checker_finds_no_accessibility_fault(page: Page) -> None:
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    found = Axe().run(page, options=options).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found] == []


def test_the_keyboard_reaches_the_content_first(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


def test_every_figure_has_a_name_and_its_list(page: Page) -> None:
    figures = page.get_by_role("img")
    assert figures.count() == 10
    page.locator("summary").first.click()
    assert page.locator("details[open]").first.get_by_text("Chefsmötet").first.is_visible()


def test_nothing_runs_out_of_a_narrow_window(page: Page) -> None:
    page.set_viewport_size(NARROW)
    page.evaluate(OPENED)
    assert page.evaluate(WIDTH) <= NARROW["width"]
    page.set_viewport_size({"width": 1200, "height": 900})


def test_a_figure_can_be_read_in_a_narrow_window_and_moved_by_the_keyboard(page: Page) -> None:
    page.set_viewport_size(NARROW)
    shown = page.evaluate(
        """[...document.querySelectorAll('figure svg')].map(svg => Math.min(...[...svg.querySelectorAll('text')].map(
        text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)))"""
    )
    assert shown, "the page has figures"
    assert min(shown) >= 9
    box = page.locator("figure .wide").first
    assert box.get_attribute("role") == "region"
    assert box.get_attribute("aria-label")
    box.focus()
    page.keyboard.press("ArrowRight")
    for _ in range(100):  # it glides; the page forbids the waiting that playwright does by evaluated text
        if box.evaluate("box => box.scrollLeft") > 0:
            return
        page.wait_for_timeout(50)
    raise AssertionError("the arrow key does not move the figure")
