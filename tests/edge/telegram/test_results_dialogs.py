"""What is found, and what to change when nothing is."""

from typing import Any

import pytest
from attrs import evolve

from adapters.telegram.dialogs.results.items import changed_by, item_of
from adapters.telegram.dialogs.results.views import card
from adapters.telegram.dialogs.results.windows import SAMPLE
from adapters.telegram.saying import StaleTapError
from adapters.wording import wording
from rental_core.accounts.person import Language
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import ApartmentId, BookingMode
from rental_core.apartments.place import NearStation, Point
from rental_core.apartments.rates import Rates
from rental_core.calendar.status import Status
from rental_core.money import Money
from rental_core.search.criteria import NearPlace, OtherDates, Sort
from rental_core.search.draft import Draft
from rental_core.search.loosen import Change, Offer, What, changed
from rental_core.search.places import Place
from tests.edge.telegram.conftest import Renter
from tests.edge.telegram.searching import KHOSTA, PARTS, STATION, STREET, at_the_summary, intent
from tests.edge.telegram.shelves import MarketPlaces, MarketSearch
from tests.support.builders import SOCHI, stay
from tests.support.market import Market
from tests.support.seen import plain


@pytest.fixture(autouse=True)
def _known(places: MarketPlaces) -> None:
    places.known = PARTS


async def test_the_heart_keeps_and_drops(renter: Renter) -> None:
    await at_the_summary(renter)
    await renter.tap("Show")
    found = renter.window
    answer = await renter.tap("♡ Keep")
    assert answer
    assert answer.text == "Kept in your favourites"
    await renter.tap("♡ Keep", found)
    assert "♥ In your favourites" in renter.buttons, "a second tap is the same wish"
    await renter.tap("♥")
    assert "♡ Keep" in renter.buttons


async def test_the_order_is_a_tap_away_and_begins_anew(renter: Renter, market: Market) -> None:
    await market.another_flat(title="Лофт")
    await at_the_summary(renter)
    await renter.tap("Show")
    await renter.tap("›")
    assert "2 / 2" in renter.buttons
    await renter.tap("Nearest")
    assert {"1 / 2", "✓ Nearest", "Cheapest", "Newest"} < set(renter.buttons)
    answer = await renter.tap("‹")
    assert answer
    assert "first one" in str(answer.text)
    await renter.send(f"{intent(renter)}\x1dresults_sort:forged")
    assert renter.buttons


def shown(language: Language = Language.ENGLISH, **changes: Any) -> str:
    return plain(str(card(evolve(SAMPLE, **changes), wording(language))))


def test_the_card_says_what_a_choice_needs() -> None:
    assert SAMPLE.row
    row = evolve(SAMPLE.row, station=NearStation("Порт", "Port", 12), mode=BookingMode.INSTANT, metres=1234)
    said = shown(row=row, entered=evolve(SAMPLE.entered, place=STATION))
    for each in (
        "Port, 12 min on foot",
        "1.2 km from metro Portovaya",
        "1 room",
        "3 guests",
        "34 m²",
        "13,000 ₽",
        "4,334 ₽",
        "Wi-Fi",
        "⚡",
    ):
        assert each in said


def test_without_dates_the_card_says_whether_it_is_free_now_and_for_how_long_it_is_let() -> None:
    undated = evolve(SAMPLE.entered, draft=Draft(city_id=SOCHI.id))
    row = SAMPLE.row
    assert row
    assert "🟢 free now" in shown(entered=undated)
    occupied = evolve(row, status=Status.OCCUPIED, free_from=stay("2027-05-05", "2027-05-08").check_out, min_nights=3)
    assert "🔴 occupied until 8 May" in shown(entered=undated, row=occupied)
    assert "🌙 от 3 ночей" in shown(Language.RUSSIAN, entered=undated, row=occupied)
    assert "🔴 occupied now" in shown(entered=undated, row=evolve(occupied, free_from=None))
    assert "🟢" not in shown()


def test_the_amenities_that_were_asked_for_come_first() -> None:
    row = SAMPLE.row
    assert row
    asked = evolve(SAMPLE.entered, draft=evolve(SAMPLE.entered.draft, amenities=frozenset({Amenity.CRIB})))
    assert "✨ Crib, Wi-Fi, parking, kitchen and 11 more" in shown(entered=asked, row=evolve(row, amenities=frozenset(Amenity)))


@pytest.mark.parametrize(
    ("draft", "place", "said"),
    [
        (Draft(sort=Sort.DISTANCE), None, "less than 100 m from the city centre"),
        (Draft(sort=Sort.DISTANCE), KHOSTA, "less than 100 m from the middle of Khosta"),
        (Draft(sort=Sort.DISTANCE), STREET, "less than 100 m from Lenina"),
        (Draft(spot=Point(43, 39)), None, "less than 100 m from the place you sent"),
    ],
)
def test_distances_say_from_where(draft: Draft, place: Place | None, said: str) -> None:
    row = SAMPLE.row
    assert row
    assert said in shown(row=evolve(row, metres=40), entered=evolve(SAMPLE.entered, draft=draft, place=place))


async def test_nothing_found_is_never_a_dead_end(renter: Renter, market: Market, search: MarketSearch) -> None:
    search.dates = (OtherDates(stay("2027-05-12", "2027-05-15"), 4),)
    search.near = (NearPlace(KHOSTA.id, "Хоста", "Khosta", 12),)
    await at_the_summary(renter)
    await renter.say("adler")
    await renter.tap("Price")
    await renter.say("до 1000")
    await renter.tap("What could be changed?")
    assert list(map(plain, renter.buttons))[:4] == ["📅 12–15 May: 4", "💰 Up to 4,000 ₽: 1", "📍 Khosta: 12", "📍 Another place"]
    await renter.tap("Up to 4")
    assert "Студия у моря" in renter.text
    await renter.tap("Change the search")
    assert "up to 4,000 ₽" in plain(renter.text)


async def test_other_dates_and_neighbours_are_taken_up_by_one_tap(renter: Renter, search: MarketSearch) -> None:
    search.dates = (OtherDates(stay("2027-05-12", "2027-05-15"), 4),)
    search.near = (NearPlace(KHOSTA.id, "Хоста", "Khosta", 12),)
    await at_the_summary(renter)
    await renter.say("adler")
    await renter.tap("Price")
    await renter.say("до 1000")
    await renter.tap("What could be changed?")
    await renter.tap("12–15 May")
    await renter.tap("Khosta: 12")
    await renter.tap("Change the search")
    assert "12–15 May" in renter.text
    assert "district Khosta" in renter.text


@pytest.mark.parametrize(
    ("taps", "offer"),
    [
        (("2 guests", "👤 8"), "👥 For 3 guests: 1"),
        (("2 guests", "🚪 4+ rooms"), "🚪 1+ room: 1"),
        (("Amenities", "Parking"), "✨ Any amenities: 1"),
        (("Booked at once only",), "⏳ With an answer to wait for: 1"),
    ],
)
async def test_each_filter_that_stands_in_the_way_is_offered_to_be_loosened(
    renter: Renter, market: Market, taps: tuple[str, ...], offer: str
) -> None:
    await market.change_flat(guests=3)
    await at_the_summary(renter)
    for tap in taps:
        await renter.tap(tap)
    await renter.tap("What could be changed?")
    await renter.tap(offer)
    assert "Студия у моря" in renter.text


async def test_everything_is_given_up_only_where_nothing_less_would_do(renter: Renter) -> None:
    await at_the_summary(renter)
    await renter.tap("Booked at once only")
    await renter.tap("Amenities")
    await renter.tap("Parking")
    await renter.tap("What could be changed?")
    assert next(iter(renter.buttons)) == "All of this at once: 1"
    await renter.tap("All of this")
    assert "Студия у моря" in renter.text


async def test_where_nothing_is_let_another_place_is_a_tap_away(renter: Renter, market: Market) -> None:
    await market.change_flat(rates=Rates(Money(200_000), Money(0)), guests=1)
    await at_the_summary(renter)
    await renter.tap("What could be changed?")
    await renter.tap("Another place")
    assert "Where to?" in renter.text
    assert "Sochi" in renter.buttons
    await renter.tap("Back")
    assert "What are you looking for?" in renter.text


@pytest.mark.parametrize(
    "forged",
    [
        "in:",
        "in:1970-99-99",
        "in:9999-12-31",
        "price:0",
        f"price:{2**63}",
        "place:x",
        "radius:1e3",
        "guests:51",
        "rooms:0",
        "?",
        "all2:",
        "",
    ],
)
async def test_forged_offers_are_answered_and_change_nothing(renter: Renter, forged: str) -> None:
    await at_the_summary(renter)
    await renter.tap("Show")
    await renter.send(f"{intent(renter)}\x1dresults_offer:{forged}")
    await renter.say("/search")
    assert "10–13 May, 3 nights" in renter.text
    assert "👥 2 guests\n" in renter.text


@pytest.mark.parametrize("what", What)
def test_a_button_carries_a_change_or_is_refused_without_its_value(what: What) -> None:
    dates = stay("2027-05-10", "2027-05-13")
    draft = Draft(city_id=SOCHI.id, check_in=dates.check_in, check_out=dates.check_out, apartment_id=ApartmentId(1))
    try:
        wider = changed_by(item_of(Offer(Change(what), 1)), draft)
    except StaleTapError:
        assert what in {What.CHECK_IN, What.PRICE, What.NEIGHBOUR, What.RADIUS, What.GUESTS, What.ROOMS}
    else:
        assert wider == changed(draft, Change(what))
        assert wider.city_id == SOCHI.id
