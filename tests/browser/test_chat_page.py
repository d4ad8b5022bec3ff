"""The main job as two people do it in a browser, side by side on the chat page."""

from playwright.async_api import Locator, Page, expect

from rental_core.apartments.rates import Rates
from rental_core.money import Money
from tests.support.chat_page import say, side_by_side, tap
from tests.support.journey import RUSSIAN, flat_in
from tests.support.simulator import Simulator
from tests.support.system import System
from tests.support.town import Town


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
    anna, boris = await side_by_side(page, system, renter, landlord)

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
