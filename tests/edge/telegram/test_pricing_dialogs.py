"""What an apartment costs: entered in the chat, explained night by night."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from rental_core.apartments.apartment import Apartment, Publication
from rental_core.apartments.rates import Season
from rental_core.money import Money
from tests.edge.telegram.conftest import Renter
from tests.edge.telegram.shelves import store_of
from tests.support.builders import RATES, stay
from tests.support.market import Market

SUMMER = Season(name="Лето", nights=stay("2027-06-01", "2027-09-01"), base=Money(500_000), min_nights=3)


def stored(market: Market) -> Apartment:
    return store_of(market).committed.apartments[market.flat.id]


def rates(market: Market) -> Any:
    return stored(market).rates


async def prices(landlord: Renter) -> None:
    await landlord.say("/letting")
    await landlord.tap("My apartments")
    await landlord.tap("Студия")
    await landlord.tap("Prices")


async def test_what_has_no_price_is_asked_for_one_first(landlord: Renter, market: Market) -> None:
    await market.change_flat(rates=None, publication=Publication.DRAFT)
    await prices(landlord)
    assert "What does a night cost?" in landlord.text
    await landlord.say("сколько не жалко")
    assert "I do not understand this amount" in landlord.text
    await landlord.say("0")
    assert "above zero" in landlord.text
    await landlord.say("3,5к")
    assert rates(market).base == Money(350_000)
    assert "A night: <b>3,500" in landlord.text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("way", "typed", "field", "value"),
    [
        (("A night",), "4 200", "base", Money(420_000)),
        (("Cleaning",), "нет", "cleaning", Money(0)),
        (("Weekend", "Price of a weekend night"), "5000", "weekend", Money(500_000)),
        (("Extra guests", "Fee for an extra guest"), "500", "extra_guest", Money(50_000)),
        (("Discounts",), "10 25", "monthly", 25),
    ],
)
async def test_each_price_is_typed_where_it_belongs(
    landlord: Renter, market: Market, way: tuple[str, ...], typed: str, field: str, value: object
) -> None:
    await prices(landlord)
    for button in way:
        await landlord.tap(button)
    await landlord.say(typed)
    assert getattr(rates(market), field) == value


@pytest.mark.parametrize(
    ("window", "widget", "field", "value"),
    [
        ("How long", "pricing_shortest_more", "min_nights", 2),
        ("How long", "pricing_shortest_less", "min_nights", 1),
        ("How long", "pricing_longest_less", "max_nights", 89),
        ("How long", "pricing_preparation_more", "preparation_nights", 1),
        ("How long", "pricing_notice_more", "notice_days", 1),
        ("How long", "pricing_window_less", "window_days", 180),
        ("How long", "pricing_window_more", "window_days", 365),
    ],
)
async def test_limits_are_stepped(landlord: Renter, market: Market, window: str, widget: str, field: str, value: int) -> None:
    await prices(landlord)
    await landlord.tap(window)
    await landlord.send(next(data for data in carried(landlord) if data.endswith(widget)))
    assert getattr(stored(market), field) == value


def carried(landlord: Renter) -> list[str]:
    """What the buttons of the window carry; several may show the same text."""
    rows = landlord.window.reply_markup.inline_keyboard if landlord.window.reply_markup else []
    return [str(button.callback_data) for row in rows for button in row]


async def test_the_shortest_stay_pushes_the_longest_along(landlord: Renter, market: Market) -> None:
    await market.change_flat(min_nights=2, max_nights=2)
    await prices(landlord)
    await landlord.tap("How long")
    await landlord.send(next(data for data in carried(landlord) if data.endswith("pricing_shortest_more")))
    assert (stored(market).min_nights, stored(market).max_nights) == (3, 3)


async def test_weekend_nights_are_chosen(landlord: Renter, market: Market) -> None:
    await prices(landlord)
    await landlord.tap("Weekend")
    await landlord.tap("Su")
    await landlord.tap("✓ Fr")
    assert rates(market).weekend_nights == frozenset({5, 6})


async def make_season(landlord: Renter, name: str = "Лето") -> None:
    await prices(landlord)
    await landlord.tap("Seasons")
    await landlord.tap("A new season")
    await landlord.say(name)
    await landlord.tap("10")
    await landlord.tap("20")


async def test_a_season_is_made_changed_and_deleted(landlord: Renter, market: Market) -> None:
    await make_season(landlord)
    await landlord.tap("A night")
    await landlord.say("6000")
    await landlord.send(next(data for data in carried(landlord) if data.endswith("season_shortest_more")))
    await landlord.tap("Save the season")
    made = Season(name="Лето", nights=stay("2027-05-10", "2027-05-20"), base=Money(600_000), min_nights=1)
    assert rates(market).seasons == (made,)
    await landlord.tap("Лето")
    await landlord.tap("Name")
    await landlord.say("Высокий сезон")
    await landlord.tap("Save the season")
    assert rates(market).seasons == (evolve(made, name="Высокий сезон"),)
    await landlord.tap("Высокий сезон")
    await landlord.tap("Delete it")
    assert rates(market).seasons == ()
    assert "None yet" in landlord.text


async def test_two_seasons_of_the_same_nights_are_refused_and_nothing_is_lost(landlord: Renter, market: Market) -> None:
    await market.change_flat(rates=evolve(RATES, seasons=(evolve(SUMMER, nights=stay("2027-05-10", "2027-05-20")),)))
    await make_season(landlord, "Ярмарка")
    answer = await landlord.tap("Save the season")
    assert answer is not None
    assert "has the same dates and the same priority already" in str(answer.text)
    await landlord.send(next(data for data in carried(landlord) if data.endswith("season_priority_more")))
    await landlord.tap("Save the season")
    assert [season.name for season in rates(market).seasons] == ["Лето", "Ярмарка"]


async def test_each_night_says_which_price_counts(landlord: Renter, market: Market) -> None:
    await market.change_flat(
        rates=evolve(RATES, weekend=Money(450_000), seasons=(evolve(SUMMER, nights=stay("2027-05-10", "2027-05-20")),))
    )
    await prices(landlord)
    await landlord.tap("Night by night")
    assert {"5·3.5", "7·4.5*", "12·5“"} <= set(landlord.buttons)
    answer = await landlord.tap("12·5“")
    assert answer is not None
    said = str(answer.text).replace("\u00a0", " ")
    assert said == "12 May: 5,000 ₽, the price of “Лето”. A stay that begins here: from 3 nights up to 90 nights."


async def test_a_stay_is_tried_line_by_line(landlord: Renter, market: Market) -> None:
    await market.change_flat(rates=evolve(RATES, extra_guest=Money(50_000), included_guests=1))
    await prices(landlord)
    await landlord.tap("Try a stay")
    await landlord.tap("11")
    await landlord.tap("13")
    assert "2 nights × 3,500 ₽ = 7,000 ₽" in landlord.text.replace("\u00a0", " ")
    await landlord.tap("➕")
    assert "Extra guests: 2 × 500 ₽ = 1,000 ₽" in landlord.text.replace("\u00a0", " ")
    assert "Total: <b>9,000 ₽</b>" in landlord.text.replace("\u00a0", " ")


async def test_a_price_below_nothing_or_without_end_is_refused(landlord: Renter, market: Market) -> None:
    await prices(landlord)
    await landlord.tap("A night")
    for typed in ("-1", "9" * 40, "1e9"):
        await landlord.say(typed)
        assert "I do not understand this amount" in landlord.text
    assert stored(market) == market.flat


async def test_a_season_without_beginning_is_a_stale_tap(landlord: Renter, market: Market) -> None:
    await prices(landlord)
    await landlord.tap("Seasons")
    intent = next(iter(landlord.buttons.values())).split("\x1d")[0]
    for widget in ("pricing_season_save", "pricing_season_delete", "pricing_season:9"):
        await landlord.send(f"{intent}\x1d{widget}")
    assert stored(market) == market.flat
    assert date(2027, 5, 1) == market.clock.now().date()
