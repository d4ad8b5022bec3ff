"""Looking for a place: the filters, and how many places each would leave."""

import pytest

from rental_core.apartments.apartment import BookingMode
from tests.edge.telegram.conftest import Renter
from tests.edge.telegram.searching import PARTS, at_the_summary, intent
from tests.edge.telegram.shelves import MarketPlaces, MarketSearch
from tests.support.market import Market
from tests.support.seen import plain


@pytest.fixture(autouse=True)
def _known(places: MarketPlaces) -> None:
    places.known = PARTS


async def test_each_choice_says_what_it_would_bring_and_all_are_counted_at_once(
    renter: Renter, market: Market, search: MarketSearch
) -> None:
    await market.another_flat(guests=6, rooms=3)
    await at_the_summary(renter)
    search.together.clear()
    await renter.tap("2 guests")
    assert {"👤 1 · 2", "✓ 👤 2", "👤 4 · 1", "👤 8 · 0", "✓ 🚪 1+ room", "🚪 2+ rooms · 1"} < set(renter.buttons)
    assert len(search.together) == 1
    await renter.tap("👤 4")
    assert "4 guests" in renter.text
    assert "Show 1 place" in renter.buttons
    await renter.tap("🚪 4+ rooms")
    assert "What could be changed?" in renter.buttons


async def test_more_than_a_hundred_is_said_so(renter: Renter, market: Market) -> None:
    for _ in range(101):
        await market.another_flat()
    await at_the_summary(renter)
    assert "Show: more than 100" in renter.buttons
    await renter.tap("Amenities")
    assert "Wi-Fi · 100+" in renter.buttons
    await renter.tap("Show")
    assert "1 / 100+" in renter.buttons


async def test_amenities_are_toggled_and_cleared(renter: Renter) -> None:
    await at_the_summary(renter)
    await renter.tap("Amenities")
    assert {"Wi-Fi · 1", "Parking · 0"} < set(renter.buttons)
    await renter.tap("Wi-Fi")
    await renter.tap("Parking")
    assert {"✓ Wi-Fi", "✓ Parking"} < set(renter.buttons)
    await renter.tap("✓ Parking")
    assert "Parking · 0" in renter.buttons
    await renter.tap("Back")
    assert "✨ Wi-Fi" in renter.text
    assert "✨ Amenities: 1" in renter.buttons
    await renter.tap("Amenities")
    await renter.tap("None of them")
    assert "nothing in particular" in renter.text


async def test_instant_booking_only_is_one_tap(renter: Renter, market: Market) -> None:
    await market.another_flat(mode=BookingMode.INSTANT)
    await at_the_summary(renter)
    assert "⚡ Booked at once only · 1" in renter.buttons
    await renter.tap("Booked at once only")
    assert "Show 1 place" in renter.buttons
    await renter.tap("✓ Booked at once only")
    assert "Show 2 places" in renter.buttons


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3000-5000", "from 3,000 ₽ to 5,000 ₽ per night"),
        ("от 3 до 5 тыс", "from 3,000 ₽ to 5,000 ₽ per night"),
        ("до 5000", "up to 5,000 ₽ per night"),
        ("up to 5k", "up to 5,000 ₽ per night"),
        ("от 3000", "from 3,000 ₽ per night"),
        ("from 3,000", "from 3,000 ₽ per night"),
        ("5 000", "up to 5,000 ₽ per night"),
        ("5к", "up to 5,000 ₽ per night"),
        ("5 тыс", "up to 5,000 ₽ per night"),
        ("2,5к", "up to 2,500 ₽ per night"),
        ("5000–3000 руб.", "from 3,000 ₽ to 5,000 ₽ per night"),
    ],
)
async def test_a_price_is_understood_as_people_type_it(renter: Renter, typed: str, said: str) -> None:
    await at_the_summary(renter)
    await renter.tap("Price")
    await renter.say(typed)
    assert f"💰 {said}" in plain(renter.text)


@pytest.mark.parametrize("typed", ["дорого", "-5", "0", "3000 5000", "<b>", "9" * 30, "1e9", "٣٠٠٠", "5000 или 6000"])
async def test_a_price_that_is_none_is_explained_and_the_one_before_stays(renter: Renter, typed: str) -> None:
    await at_the_summary(renter)
    await renter.tap("Price")
    await renter.say("до 4000")
    await renter.tap("Price")
    await renter.say(typed)
    assert "I do not understand this price" in renter.text
    assert "Now: up to 4,000 ₽ per night" in plain(renter.text)


async def test_a_price_step_is_the_upper_limit_and_the_lower_one_comes_by_a_turn(renter: Renter) -> None:
    await at_the_summary(renter)
    await renter.tap("Price")
    assert {"up to 3,000 ₽ · 0", "up to 4,000 ₽ · 1"} < set(map(plain, renter.buttons))
    await renter.tap("Choose the lower limit")
    await renter.tap("from 3")
    await renter.tap("up to 6")
    assert "from 3,000 ₽ to 6,000 ₽" in plain(renter.text)
    await renter.tap("Price")
    await renter.tap("up to 2")
    assert "💰 up to 2,000 ₽" in plain(renter.text), "a limit that can no longer be is given up"
    await renter.tap("Price")
    await renter.tap("Any price")
    assert "any price" in renter.text


async def test_a_price_for_the_whole_stay_counts_all_of_it(renter: Renter) -> None:
    await at_the_summary(renter)
    await renter.tap("Price")
    await renter.say("4000")
    await renter.tap("Price")
    await renter.tap("For the whole stay")
    assert "up to 12,000 ₽ for the whole stay" in plain(renter.text)
    assert "Discounts and fees are included." in renter.text
    assert {"up to 9,000 ₽ · 0", "✓ up to 12,000 ₽"} < set(map(plain, renter.buttons))
    await renter.tap("Per night")
    assert "up to 4,000 ₽ per night" in plain(renter.text)
    assert "Per night is the price of the whole stay" in renter.text


async def test_a_limit_for_the_stay_waits_while_there_are_no_dates(renter: Renter) -> None:
    await at_the_summary(renter)
    await renter.tap("Price")
    await renter.tap("For the whole stay")
    await renter.say("9000")
    assert "What could be changed?" in renter.buttons
    await renter.tap("Dates")
    await renter.tap("Any dates")
    assert "up to 9,000 ₽ for the whole stay, once there are dates" in plain(renter.text)
    assert "Show 1 place" in renter.buttons


async def test_a_reset_keeps_place_and_dates(renter: Renter) -> None:
    await at_the_summary(renter)
    assert "🧹 Reset the filters" not in renter.buttons
    await renter.say("khosta")
    await renter.tap("Price")
    await renter.say("до 9000")
    await renter.tap("Booked at once only")
    await renter.tap("Reset the filters")
    assert "district Khosta" in renter.text
    assert "10–13 May" in renter.text
    assert "any price" in renter.text
    assert "🧹 Reset the filters" not in renter.buttons


@pytest.mark.parametrize(
    ("window", "forged"),
    [
        ("2 guests", "search_guests:0"),
        ("2 guests", "search_guests:51"),
        ("2 guests", "search_rooms:x"),
        ("Price", f"search_price:{2**63 - 1}"),
        ("Price", "search_price:-1"),
        ("Amenities", "search_amenity:pool"),
        ("Amenities", "search_amenity:"),
    ],
)
async def test_forged_filters_are_answered_and_change_nothing(renter: Renter, window: str, forged: str) -> None:
    await at_the_summary(renter)
    await renter.tap(window)
    await renter.send(f"{intent(renter)}\x1d{forged}")
    await renter.say("/search")
    assert "👥 2 guests\n" in renter.text
    assert "any price" in renter.text
    assert "✨" not in renter.text
