"""The main job as two people do it in a browser, side by side on the chat page."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from rental_core.apartments.apartment import Rates
from rental_core.money import Money
from tests.support.journey import RUSSIAN, flat_in
from tests.support.simulator import Simulator
from tests.support.system import System
from tests.support.town import Resident, Town

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


def chat_of(page: Page, resident: Resident) -> Locator:
    return page.locator(f'.column[data-person="{resident.chat.id}"]')


async def say(chat: Locator, text: str) -> None:
    await chat.locator("textarea").fill(text)
    await chat.locator("textarea").press("Enter")


async def tap(chat: Locator, text: str, *, exact: bool = False) -> None:
    await chat.get_by_role("button", name=text, exact=exact).last.click()


async def find(chat: Locator, city: str) -> None:
    """From the search command to the first result, for three nights of the next month."""
    await say(chat, "/search")
    await expect(chat.get_by_text(RUSSIAN.where)).to_be_visible()
    await say(chat, city)
    await expect(chat.get_by_text(RUSSIAN.when)).to_be_visible()
    for key in ("›", "10", "13"):
        await tap(chat, key, exact=True)
        await expect(chat.locator(".waiting")).to_have_count(0)
    await tap(chat, RUSSIAN.show)


async def test_two_people_agree_on_a_stay(page: Page, troubles: list[str], town: Town, system: System, simulator: Simulator) -> None:
    system.must_run("worker", "bot")
    await simulator.ready()
    landlord, renter = await town.resident("Борис", "ru"), await town.resident("Анна", "ru")
    await flat_in(town, "Сочи", landlord, title="Окна на маяк", rates=Rates(Money(5_000), Money(0)))
    await page.goto(f"{system.chat_url}/?people={renter.chat.id},{landlord.chat.id}&lang=ru")
    anna, boris = chat_of(page, renter), chat_of(page, landlord)

    await find(anna, "Сочи")
    await expect(anna.get_by_text("Окна на маяк")).to_be_visible()
    await expect(anna.locator("img[src*='/sim/photos/']").last).to_be_visible()
    await tap(anna, RUSSIAN.details)
    await expect(anna.get_by_text("Балкон с видом на порт.")).to_be_visible()
    await tap(anna, RUSSIAN.book)
    await tap(anna, RUSSIAN.send)
    await expect(anna.get_by_text(RUSSIAN.sent)).to_be_visible()

    await tap(boris, RUSSIAN.confirm)
    await expect(boris.get_by_text("Подтверждено", exact=False).last).to_be_visible()
    await expect(anna.get_by_text("11, кв. 40")).to_be_visible()
    assert troubles == []
