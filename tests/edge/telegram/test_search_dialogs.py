"""Looking for a place: where to look."""

from datetime import UTC, datetime

import pytest
from aiogram.types import Chat, Location, Message, Update
from attrs import evolve

from adapters.telegram.dialogs.search.where import weighed
from rental_core.apartments.place import CityId
from tests.edge.telegram.conftest import Renter
from tests.edge.telegram.searching import ADLER, NAMESAKE, PARTS, a_place, at_the_summary, intent
from tests.edge.telegram.shelves import MarketPlaces
from tests.support.builders import SOCHI


@pytest.fixture(autouse=True)
def _known(places: MarketPlaces) -> None:
    places.known = PARTS


async def share(renter: Renter, *, lat: float = 43.6, lon: float = 39.73) -> None:
    """Send a location, as the attachment menu does."""
    client = renter.client
    message = Message(
        message_id=10_000,
        date=datetime.now(UTC),
        chat=Chat(id=client.chat.id, type="private"),
        from_user=client.user,
        location=Location(latitude=lat, longitude=lon),
    )
    await client.dp.feed_update(renter.bot, Update(update_id=10_000, message=message))


async def test_a_district_is_a_tap_away_once_there_is_a_city(renter: Renter) -> None:
    await at_the_summary(renter)
    await renter.tap("Where")
    await renter.tap("Adler")
    assert "Sochi, district Adler" in renter.text


async def test_a_district_can_be_typed_on_the_summary_too(renter: Renter) -> None:
    await at_the_summary(renter)
    await renter.say("khosta")
    assert "Sochi, district Khosta" in renter.text
    assert "10–13 May" in renter.text


async def test_a_street_of_the_city_is_found_by_its_name(renter: Renter) -> None:
    await at_the_summary(renter)
    await renter.say("Lenina")
    assert "Sochi, Lenina" in renter.text


async def test_around_a_station_the_circle_can_be_chosen(renter: Renter) -> None:
    await at_the_summary(renter)
    await renter.say("Portovaya")
    assert "metro Portovaya, up to 1.5 km away" in renter.text
    await renter.tap("Where")
    assert "✓ 1.5 km" in renter.buttons
    await renter.tap("3 km")
    assert "up to 3 km away" in renter.text


async def test_of_several_places_of_one_name_it_is_asked_which(renter: Renter, places: MarketPlaces) -> None:
    places.known = (ADLER, NAMESAKE)
    await at_the_summary(renter)
    await renter.say("адлер")
    await renter.say("Adler")
    assert "Several places are called like “Adler”" in renter.text
    assert {"district Adler", "🚇 Adler"} < set(renter.buttons)
    await renter.tap("🚇 Adler")
    assert "metro Adler" in renter.text


async def test_a_shared_location_is_a_place_to_look_around(renter: Renter) -> None:
    await renter.say("/search")
    await share(renter)
    assert "When?" in renter.text
    assert "the place you sent, up to 2 km away" in renter.text
    await renter.tap("Any dates")
    await renter.tap("Where")
    await renter.tap("500 m")
    assert "up to 500 m away" in renter.text
    await renter.tap("Where")
    await renter.tap("Anywhere in the city")
    assert "away" not in renter.text


async def test_a_place_that_nobody_knows_keeps_what_there_was(renter: Renter) -> None:
    await at_the_summary(renter)
    await renter.say("<i>Нигде")
    assert "nothing called “&lt;i&gt;Нигде”" in renter.text
    await renter.tap("Back")
    assert "Sochi" in renter.text
    assert "10–13 May" in renter.text


async def test_many_districts_come_in_pages(renter: Renter, places: MarketPlaces) -> None:
    places.known = tuple(a_place(number, f"Part {number}") for number in range(1, 20))
    await at_the_summary(renter)
    await renter.tap("Where")
    assert "1 / 3" in renter.buttons
    await renter.tap("›")
    assert "Part 9" in renter.buttons
    for _ in range(4):
        await renter.tap("›")
    assert "3 / 3" in renter.buttons
    assert "Part 19" in renter.buttons
    await renter.tap("‹")
    assert "2 / 3" in renter.buttons


async def test_another_city_is_a_tap_away(renter: Renter) -> None:
    await at_the_summary(renter)
    await renter.say("khosta")
    await renter.tap("Where")
    await renter.tap("Another city")
    await renter.tap("Sochi")
    assert "Khosta" not in renter.text
    assert "📍 Sochi" in renter.text


@pytest.mark.parametrize("forged", ["c0", "c999", "p999", "p", "x1", "", "p-1", f"c{2**63}"])
async def test_a_forged_place_is_answered_and_changes_nothing(renter: Renter, forged: str) -> None:
    await at_the_summary(renter)
    await renter.tap("Where")
    await renter.send(f"{intent(renter)}\x1dsearch_place:{forged}")
    await renter.say("/search")
    assert "📍 Sochi\n" in renter.text


@pytest.mark.parametrize("forged", ["1", "999999", "x", "-500"])
async def test_a_forged_radius_is_answered_and_changes_nothing(renter: Renter, forged: str) -> None:
    await at_the_summary(renter)
    await renter.say("Portovaya")
    await renter.tap("Where")
    await renter.send(f"{intent(renter)}\x1dsearch_radius:{forged}")
    await renter.say("/search")
    assert "up to 1.5 km away" in renter.text


async def test_whoever_comes_back_finds_the_last_search(renter: Renter) -> None:
    await at_the_summary(renter)
    await renter.say("/search")
    assert "This is your last search" in renter.text
    assert "10–13 May" in renter.text
    await renter.tap("Booked at once only")
    assert "This is your last search" not in renter.text


def test_what_is_called_exactly_so_is_meant() -> None:
    other = evolve(SOCHI, id=CityId(2), name_ru="Сочинка", name_en="Sochinka")
    assert weighed("в Сочи", (SOCHI, other)).meant == SOCHI
    assert weighed("cjxb", (other, SOCHI)).options[0] == SOCHI
    assert weighed("со", (SOCHI, other)).meant is None
    assert weighed("соч", (SOCHI,)).meant == SOCHI
    assert weighed("", ()).meant is None
    assert weighed("сочи", (evolve(other, name_ru="Сочиа", name_en="Sochia"), SOCHI)).meant == SOCHI


def test_a_city_is_meant_before_what_is_called_so_elsewhere_but_not_before_a_part_of_the_chosen_one() -> None:
    city = evolve(SOCHI, id=CityId(2), name_ru="Adler", name_en="Adler")
    assert weighed("adler", (city, ADLER)).meant == city
    assert weighed("adler", (ADLER, city)).meant is None


def test_cities_of_one_name_are_told_apart_by_their_size(renter: Renter) -> None:
    twin = evolve(SOCHI, id=CityId(2), population=0)
    assert weighed("Сочи", (SOCHI, twin)).meant is None
