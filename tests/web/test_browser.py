"""The pages in a real browser: by mouse, by keyboard alone, on a phone, in the dark, without scripts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium")
#: A browser that asks nobody but the server that is tested.
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGES = [
    "/",
    "/search?q=шағын мектеп",
    "/search?q=qqqqq",
    "/article/atyrau-2024-4-13",
    "/issue/kaznu-2021-3.txt",
]
PAGES += ["/journals", "/people", "/keywords?prefix=б", "/about", "/stats", "/nothing"]
#: WCAG 2.2, levels A and AA.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium (scripts/programs browser)")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, locale="en-US")
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("locale", "query", "button"),
    [
        ("kk-KZ", "шағын мектеп", "Іздеу"),
        ("ru-RU", "малокомплектная школа", "Поиск"),
        ("en-US", "small schools", "Search"),
    ],
)
def test_a_reader_searches_in_her_language(
    browser: Browser, address: str, locale: str, query: str, button: str
) -> None:
    context = browser.new_context(base_url=address, locale=locale)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("searchbox").fill(query)
    page.get_by_role("button", name=button, exact=True).click()
    first = page.locator("ol.hits li").first
    assert first.locator("mark").count() > 0
    first.get_by_role("link").first.click()
    assert page.url.startswith(f"{address}/article/")
    context.close()


def test_a_facet_narrows_and_is_taken_away_again(page: Page) -> None:
    page.goto("/search?q=тарих")
    before = page.locator("#found").inner_text()
    page.get_by_label("Narrow the answer").get_by_role("link", name="Kazakh", exact=True).click()
    assert page.locator("#found").inner_text() != before
    page.get_by_label("Take away: kk").click()
    assert page.locator("#found").inner_text() == before


def test_the_language_is_switched_where_one_is(page: Page) -> None:
    page.goto("/search?q=дала")
    page.get_by_role("link", name="Қазақша").click()
    assert page.get_by_role("button", name="Іздеу").is_visible()
    assert page.get_by_role("searchbox").input_value() == "дала"


def test_kazakh_letters_are_typed_where_the_cursor_stands(page: Page) -> None:
    page.goto("/")
    field = page.get_by_role("searchbox")
    field.fill("шан")
    field.press("ArrowLeft")
    page.get_by_role("button", name="ғ").click()
    assert field.input_value() == "шағн"


def test_everything_can_be_reached_with_the_keyboard(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.get_by_role("searchbox").focus()
    page.keyboard.type("дала соғысы")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    for _ in range(60):
        page.keyboard.press("Tab")
        if "/article/" in (page.evaluate("document.activeElement.href || ''")):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/*")


def test_without_scripts_all_of_it_works(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False, locale="en-US")
    page = context.new_page()
    page.goto("/")
    page.get_by_role("searchbox").fill("ша")
    page.get_by_role("button", name="ғ").click()
    assert page.get_by_role("searchbox").input_value() == "шағ"
    page.get_by_role("searchbox").fill("шағын мектеп")
    page.get_by_role("button", name="Search", exact=True).click()
    assert page.locator("ol.hits li").count() == 10
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_narrow_phone_needs_no_sideways_scrolling(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_anybody(browser: Browser, address: str, scheme: str) -> None:
    """axe-core finds no fault by WCAG 2.2 AA, nor in good practice."""
    context = browser.new_context(base_url=address, color_scheme=scheme, bypass_csp=True, locale="en-US")
    page = context.new_page()
    for path in PAGES:
        page.goto(path)
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, f"{path}\n{found.generate_report()}"
    context.close()


def test_the_browser_refuses_nothing_of_the_pages_own(page: Page) -> None:
    """The Content Security Policy fits what the pages need, and nothing is asked of anybody else."""
    complaints: list[str] = []
    asked: set[str] = set()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))
    for path in [one for one in PAGES if one != "/nothing"]:
        page.goto(path)
    assert not complaints
    assert len(asked) == 1
