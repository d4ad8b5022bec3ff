"""A landlord sets prices in the chat, and what a renter is told follows them, rule by rule; and finds one apartment of two hundred."""

import asyncio

import pytest

from rental_core.money import Money
from rental_core.stay import Stay
from tests.support.hand import Hand, hand_of, home, opened
from tests.support.journey import next_month
from tests.support.simulator import Simulator
from tests.support.system import System
from tests.support.town import Resident, Town

LANGUAGES = pytest.mark.parametrize("language", ["ru", "en"])
SEASON = "Ярмарка"


@pytest.fixture(autouse=True)
async def _processes(system: System, simulator: Simulator) -> None:
    system.must_run("worker", "bot")
    await simulator.ready()


async def make_season(landlord: Hand, nights: Stay) -> None:
    await landlord.tap("🗓 Seasons")
    await landlord.tap("➕ A new season")
    await landlord.answer("🗓 <b>What is the season called?</b>", SEASON)
    await landlord.sees("Tap the first night, then the day after the last night.")
    await landlord.day(nights.check_in)
    await landlord.day(nights.check_out)
    await landlord.tap("💰 A night")
    await landlord.answer("💰 <b>What does a night cost?</b>", "9 000")
    await landlord.tap("✅ Save the season")
    await landlord.chat.sees(SEASON)
    await landlord.tap("← Back")


async def set_prices(landlord: Hand, nights: Stay) -> None:
    """4,500 a night, 700 for cleaning, and a season of its own price."""
    await landlord.tap("💰 Prices")
    await landlord.tap("💰 A night")
    await landlord.answer("💰 <b>What does a night cost?</b>", "4 500")
    await landlord.tap("🧹 Cleaning")
    await landlord.chat.say("700")
    await landlord.button("🧮 Try a stay")
    await make_season(landlord, nights)


@LANGUAGES
async def test_prices_are_set_in_the_chat_and_the_quote_names_each_rule(town: Town, language: str) -> None:
    resident = await town.resident("Boris", language)
    landlord, flat = hand_of(resident, language), await town.flat(resident, title=f"Цены {language}")
    await opened(landlord, flat.title)
    await set_prices(landlord, next_month(10, 12))
    await landlord.tap("🧮 Try a stay")
    for day in (next_month(9, 12).check_in, next_month(9, 12).check_out):
        await landlord.day(day)
    told = await landlord.chat.sees(SEASON)
    for amount in (4_500_00, 18_000_00, 700_00, 23_200_00):
        assert landlord.plain(landlord.words.money(Money(amount))) in told.text
    stored = await town.own_flat(resident, flat.title)
    assert stored.rates is not None
    assert (stored.rates.base, stored.rates.cleaning) == (Money(450_000), Money(70_000))
    assert [season.nights for season in stored.rates.seasons] == [next_month(10, 12)]


async def let_many(town: Town, landlord: Resident, count: int) -> None:
    await asyncio.gather(*(town.flat(landlord, title=f"Номер {number:03}") for number in range(count)))


@LANGUAGES
async def test_one_apartment_of_two_hundred_is_found_in_two_taps_or_by_a_part_of_its_name(town: Town, language: str) -> None:
    resident = await town.resident("Boris", language)
    await let_many(town, resident, 200)
    landlord = hand_of(resident, language)
    await landlord.tap("🏠 My apartments", await home(landlord))
    shelves = await landlord.button("Номер 000 …")
    shelf = next(each for each in shelves.buttons if each.split(" … ")[0] <= "Номер 137" <= each.split(" … ")[-1][:9])
    await landlord.chat.tap(shelf, shelves)
    await landlord.chat.tap("Номер 137")
    await landlord.button("🚦 Free or occupied")
    await landlord.chat.sees("Номер 137")
    await landlord.tap("🏠 My apartments", await home(landlord))
    await landlord.button("Номер 000 …")
    await landlord.chat.say("мер 18")
    listed = await landlord.button("Номер 189")
    assert sum("Номер 18" in each for each in listed.buttons) == 10
