"""A new apartment, step by step, and every fact of one that is there."""

from datetime import UTC, datetime, time
from typing import Any

import pytest
from aiogram.types import Chat, Location, Message, Update, User
from attrs import evolve

from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import Apartment, BookingMode, Publication
from rental_core.apartments.place import Point
from rental_core.search.places import Place, PlaceId, PlaceKind
from tests.edge.telegram.conftest import Renter
from tests.edge.telegram.shelves import MarketPlaces, store_of
from tests.support.builders import SOCHI
from tests.support.market import Market

STREET = Place(id=PlaceId(5), kind=PlaceKind.STREET, city_id=SOCHI.id, name_ru="улица Мира", name_en="Mira Street", point=Point(43.6, 39.7))
ADLER = Place(id=PlaceId(6), kind=PlaceKind.DISTRICT, city_id=SOCHI.id, name_ru="Адлер", name_en="Adler", point=Point(43.4, 39.9))


def begun(market: Market) -> Apartment:
    """The draft of the person in the chat."""
    people = {each.id: each.telegram_id for each in store_of(market).committed.people.values()}
    [draft] = [each for each in store_of(market).committed.apartments.values() if people[each.landlord_id] == 501]
    return draft


async def locate(renter: Renter, latitude: float, longitude: float) -> None:
    sender = User(id=501, is_bot=False, first_name="Test", language_code="en")
    place = Location(latitude=latitude, longitude=longitude)
    message = Message(message_id=9000, date=datetime.now(UTC), chat=Chat(id=501, type="private"), from_user=sender, location=place)
    await renter.client.dp.feed_update(renter.client.bot, Update(update_id=9000, message=message))


@pytest.fixture
def places() -> MarketPlaces:
    return MarketPlaces(known=(STREET, ADLER))


async def begin(renter: Renter) -> None:
    await renter.say("/start")
    await renter.tap("Let a place")
    await renter.tap("Add an apartment")
    await renter.tap("A new apartment")
    await renter.say("Сочи")


async def where_and_how_large(renter: Renter) -> None:
    """The first nine steps."""
    assert "Step 1 of 17" in renter.text
    await renter.say("мира")
    await renter.tap("Mira Street")
    await renter.say("12, кв. 8")
    await renter.tap("Adler")
    await locate(renter, 43.61, 39.71)
    await renter.tap("2")
    await renter.tap("4")
    await renter.say("58 м²")
    await renter.tap("9")
    await renter.tap("Wi-Fi")
    await renter.tap("Next")


async def what_and_for_how_much(renter: Renter) -> None:
    """The other steps."""
    assert "Photos" in renter.text
    await renter.tap("Done")
    await renter.say("Две комнаты   с видом")
    await renter.say("Вид на море.\nТишина.")
    await renter.say("4 500")
    await renter.tap("Done")
    await renter.say("15:00 11.30")
    await renter.say("Не курить")
    await renter.say("Код 47")
    await renter.tap("Instant")


async def test_a_place_is_let_step_by_step(renter: Renter, market: Market) -> None:
    await begin(renter)
    await where_and_how_large(renter)
    await what_and_for_how_much(renter)
    draft = begun(market)
    assert (draft.address.street, draft.address.house, draft.address.district) == ("улица Мира", "12, кв. 8", "Адлер")
    assert (draft.point, draft.rooms, draft.guests, draft.area, draft.floor) == (Point(43.61, 39.71), 2, 4, 58, 9)
    assert (draft.title, draft.description) == ("Две комнаты с видом", "Вид на море.\nТишина.")
    assert draft.rates is not None
    assert (draft.amenities, draft.rates.base.amount) == (frozenset({Amenity.WIFI}), 450_000)
    assert (draft.check_in_from, draft.check_out_until, draft.mode) == (time(15), time(11, 30), BookingMode.INSTANT)
    assert (draft.house_rules, draft.instructions, draft.publication) == ("Не курить", "Код 47", Publication.DRAFT)
    assert "Still missing for publication: at least one photo" in renter.text
    await renter.tap("As renters see it")
    assert "Две комнаты с видом" in renter.text


async def test_every_step_can_wait_and_what_was_begun_is_gone_on_with(renter: Renter, market: Market) -> None:
    await begin(renter)
    for _ in range(3):
        await renter.tap("Next")
    await renter.tap("Finish later")
    assert "Draft" in renter.text
    await renter.say("/letting")
    await renter.tap("Add an apartment")
    await renter.tap("New apartment")
    assert "Still missing for publication" in renter.text
    await renter.tap("Rooms")
    await renter.tap("3")
    assert begun(market).rooms == 3
    await renter.tap("Ask me step by step")
    assert "Step 1 of 17" in renter.text
    await renter.tap("Back")
    assert "Tap what you want to change" in renter.text


async def test_a_city_tapped_twice_is_one_draft(renter: Renter, market: Market) -> None:
    await renter.say("/start")
    await renter.tap("Let a place")
    await renter.tap("Add an apartment")
    await renter.tap("A new apartment")
    window = renter.window
    await renter.tap("Sochi", window)
    await renter.tap("Sochi", window)
    assert begun(market).address.city_id == SOCHI.id


async def test_an_unknown_city_is_said_and_a_location_finds_one(renter: Renter, market: Market) -> None:
    await renter.say("/start")
    await renter.tap("Let a place")
    await renter.tap("Add an apartment")
    await renter.tap("A new apartment")
    await renter.say("Ыыыы")
    assert "I know no city called “Ыыыы”" in renter.text
    await locate(renter, 43.6, 39.7)
    assert begun(market).address.city_id == SOCHI.id


async def edit(landlord: Renter) -> None:
    await landlord.say("/letting")
    await landlord.tap("My apartments")
    await landlord.tap("Студия")
    await landlord.tap("Edit")


def stored(market: Market) -> Apartment:
    return store_of(market).committed.apartments[market.flat.id]


async def test_a_changed_fact_is_saved_and_in_the_history(landlord: Renter, market: Market) -> None:
    await edit(landlord)
    await landlord.tap("Name")
    await landlord.say("Новое <имя>")
    assert stored(market).title == "Новое <имя>"
    assert "Saved" in landlord.text
    await landlord.tap("History")
    assert "Name: Студия у моря → Новое &lt;имя&gt;" in landlord.text


@pytest.mark.parametrize(
    ("button", "typed", "said"),
    [
        ("Name", "x" * 201, "at most 200 characters"),
        ("House", "x" * 101, "at most 100 characters"),
        ("Description", "x" * 5001, "at most"),
        ("Rooms", "0", "a number from 1 to 50"),
        ("Rooms", "две", "a number from 1 to 50"),
        ("Floor", "-4", "a number from -3 to 200"),
        ("Area", "99999", "a number from 5 to 2,000"),
        ("Times", "25:00 12:00", "two times"),
        ("Times", "14:00", "two times"),
        ("Times", "11:00 12:30", "leave by 12:30, after the next ones arrive at 11:00"),
    ],
)
async def test_what_cannot_be_is_said_where_it_was_typed(landlord: Renter, market: Market, button: str, typed: str, said: str) -> None:
    await edit(landlord)
    await landlord.tap(button)
    await landlord.say(typed)
    assert said.replace(",", "") in landlord.text.replace(",", "").replace("\u00a0", "")
    assert stored(market) == market.flat


@pytest.mark.parametrize(
    ("button", "tap", "field", "value"),
    [
        ("Floor", "I do not know", "floor", None),
        ("Description", "Take it away", "description", ""),
        ("Guests", "6", "guests", 6),
        ("Bookings", "Open", "mode", BookingMode.OPEN),
        ("Times", "in 16:00", "check_in_from", time(16)),
        ("Times", "out 10:00", "check_out_until", time(10)),
        ("Amenities", "Balcony", "amenities", frozenset({Amenity.WIFI})),
    ],
)
async def test_what_is_tapped_is_kept_at_once(landlord: Renter, market: Market, button: str, tap: str, field: str, value: Any) -> None:
    await edit(landlord)
    await landlord.tap(button)
    await landlord.tap(tap)
    assert getattr(stored(market), field) == value


async def test_a_published_apartment_keeps_what_it_needs(landlord: Renter, market: Market) -> None:
    await edit(landlord)
    await landlord.tap("House")
    answer = await landlord.tap("Take it away")
    assert answer is not None
    assert "Still missing: an address" in str(answer.text)
    assert stored(market) == market.flat


async def test_a_street_nobody_knows_is_taken_as_it_is(landlord: Renter, market: Market) -> None:
    await edit(landlord)
    await landlord.tap("Street")
    await landlord.say("Новая   7-я")
    await landlord.tap("Take “Новая 7-я” as it is")
    assert stored(market).address.street == "Новая 7-я"


async def test_a_pin_far_away_is_asked_about(landlord: Renter, market: Market) -> None:
    await edit(landlord)
    await landlord.tap("On the map")
    await locate(landlord, 55.75, 37.62)
    assert "This is far from Sochi" in landlord.text
    assert stored(market) == market.flat
    await landlord.tap("Yes, it is there")
    assert stored(market).point == Point(55.75, 37.62)


@pytest.mark.parametrize(
    ("widget", "items"),
    [("editing_rooms_of", ("7", "0", "x")), ("editing_amenity", ("99", "0")), ("editing_mode", ("4",)), ("editing_check_in", ("3", "99"))],
)
async def test_forged_items_change_nothing(landlord: Renter, market: Market, widget: str, items: tuple[str, ...]) -> None:
    await edit(landlord)
    for name in ("Rooms", "Amenities", "Bookings", "Times"):
        await landlord.tap(name)
        intent = next(iter(landlord.buttons.values())).split("\x1d")[0]
        for item in items:
            await landlord.send(f"{intent}\x1d{widget}:{item}")
        await edit(landlord)
    assert stored(market) == market.flat


async def test_an_old_button_of_somebody_elses_apartment_shows_nothing_of_it(renter: Renter, market: Market) -> None:
    await renter.say("/start")
    await market.change_flat(title="Чужая", publication=Publication.DRAFT)
    window = evolve(market).flat
    for widget in ("editing_title_back", "editing_to_house", "photos_main", "pricing_base"):
        await renter.send(f"abcdef.a{window.id}\x1d{widget}")
        assert "Чужая" not in renter.text
