"""The chat page in a browser, and what people do on it."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from tests.support.system import System
from tests.support.town import Resident

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 15_000  # milliseconds
expect.set_options(timeout=PATIENCE)


@pytest.fixture
async def browser(browser_path: str) -> AsyncIterator[Browser]:
    """A Chromium of this machine."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest.fixture
def troubles() -> list[str]:
    """What the page complained of in the console."""
    return []


@pytest.fixture
async def page(browser: Browser, troubles: list[str]) -> Page:
    """An empty page that notes each error."""
    page = await browser.new_page(viewport={"width": 1200, "height": 900})
    page.set_default_timeout(PATIENCE)
    page.on("console", lambda line: troubles.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    return page


async def side_by_side(page: Page, system: System, *people: Resident) -> list[Locator]:
    """The page with a column for each of them; the columns."""
    await page.goto(f"{system.chat_url}/?people={','.join(str(each.chat.id) for each in people)}&lang=ru")
    return [chat_of(page, each) for each in people]


def chat_of(page: Page, resident: Resident) -> Locator:
    return page.locator(f'.column[data-person="{resident.chat.id}"]')


async def say(chat: Locator, text: str) -> None:
    await chat.locator("textarea").fill(text)
    await chat.locator("textarea").press("Enter")


async def tap(chat: Locator, text: str, *, exact: bool = False) -> None:
    await chat.get_by_role("button", name=text, exact=exact).last.click()
