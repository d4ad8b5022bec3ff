"""An apartment's link on the chat page: passed on, pasted, typed and tapped, it opens the apartment in the column where that is done."""

import pytest
from attrs import frozen
from playwright.async_api import Locator, Page, expect

from rental_core.apartments.apartment import Apartment
from tests.support.chat_page import say, side_by_side, tap
from tests.support.journey import flat_in
from tests.support.simulator import Simulator
from tests.support.system import System
from tests.support.town import Town

TITLE = "Окна на пристань"


@frozen
class Shared:
    """Anna has the window of a link before her, Boris has seen nothing yet."""

    anna: Locator
    boris: Locator
    flat: Apartment
    bot: str
    """Its username."""

    @property
    def link(self) -> str:
        return f"t.me/{self.bot}?start=a_{self.flat.id}"


@pytest.fixture
async def shared(page: Page, town: Town, system: System, simulator: Simulator) -> Shared:
    system.must_run("worker", "bot")
    await simulator.ready()
    landlord, anna, boris = [await town.resident(name, "ru") for name in ("Вера", "Анна", "Борис")]
    flat = await flat_in(town, "Сочи", landlord, title=TITLE)
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=system.chat_url)
    hers, his = await side_by_side(page, system, anna, boris)
    await say(hers, f"/start a_{flat.id}")
    await tap(hers, "Поделиться")
    await expect(hers.get_by_role("link", name="start=a_")).to_be_visible()
    return Shared(hers, his, flat, (await anna.chat.transcript())["bot"]["username"])


async def opened(chat: Locator) -> None:
    """The apartment's own window, from where it can be shared on."""
    await expect(chat.get_by_role("button", name="Поделиться").last).to_be_visible()
    await expect(chat.get_by_text(TITLE).last).to_be_visible()


async def test_a_link_that_is_passed_on_is_pasted_into_anothers_chat(shared: Shared, troubles: list[str]) -> None:
    await shared.anna.get_by_role("link", name="Выбрать чат").click()
    await expect(shared.anna.get_by_text("Скопировано")).to_be_visible()
    await shared.boris.locator("textarea").press("ControlOrMeta+v")
    await expect(shared.boris.locator("textarea")).to_have_value(f"https://{shared.link}")
    await shared.boris.locator("textarea").press("Enter")
    await opened(shared.boris)
    assert troubles == []


@pytest.mark.parametrize("before", ["", "https://"])
async def test_a_typed_link_opens_its_apartment(shared: Shared, troubles: list[str], before: str) -> None:
    await say(shared.boris, before + shared.link)
    await opened(shared.boris)
    assert troubles == []


async def test_a_link_in_a_message_opens_its_apartment_without_leaving_the_page(shared: Shared, page: Page, troubles: list[str]) -> None:
    here = page.url
    await shared.anna.get_by_role("link", name="start=a_").click()
    await opened(shared.anna)
    assert (page.url, len(page.context.pages)) == (here, 1)
    assert troubles == []


async def test_a_link_to_another_bot_is_only_text(shared: Shared, troubles: list[str]) -> None:
    await say(shared.boris, shared.link.replace(shared.bot, "another_bot"))
    await expect(shared.boris.get_by_text("another_bot")).to_be_visible()
    await expect(shared.boris.get_by_text(TITLE)).to_have_count(0)
    assert troubles == []
