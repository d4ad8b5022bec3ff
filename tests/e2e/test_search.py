"""Looking for a place through the chat: where, the filters, what to change when nothing fits, and how few taps it takes."""

from collections.abc import Mapping

import pytest
from attrs import define

from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import BookingMode
from rental_core.apartments.place import Address, Point
from rental_core.apartments.rates import Rates
from rental_core.money import Money
from rental_core.search.ports import PlaceReader
from tests.support.journey import PHRASES, flat_in, next_month, search
from tests.support.simulator import Person, Simulator
from tests.support.system import System
from tests.support.town import Town

STAY = next_month(10, 13)
RUSSIAN: Mapping[str, str] = {
    "where": "Где",
    "district": "район Береговой-Дальний",
    "north": "Северный",
    "away": "до 1,5",
    "station": "🚇",
    "sent": "отправленное место",
    "guests": "2 гостя",
    "price": "Цена",
    "amenities": "Удобства",
    "parking": "Парковка",
    "instant": "Только моментальная бронь",
    "show one": "Показать 1 вариант",
    "show two": "Показать 2 варианта",
    "change": "Что можно изменить?",
    "any guests": "👥 4 гостя: 1",
    "back": "Назад",
    "enough": "До 3 500",
    "place": "Другое место",
    "start": "Найти жильё",
    "two rooms": "🚪 от 2 комнат · 1",
}
ENGLISH: Mapping[str, str] = {
    "where": "Where",
    "district": "district Beregovoy",
    "north": "Sever",
    "away": "up to 1.5",
    "station": "🚇",
    "sent": "the place you sent",
    "guests": "2 guests",
    "price": "Price",
    "amenities": "Amenities",
    "parking": "Parking",
    "instant": "Booked at once only",
    "show one": "Show 1 place",
    "show two": "Show 2 places",
    "change": "What could be changed?",
    "any guests": "👥 For 4 guests: 1",
    "back": "Back",
    "enough": "Up to 3,500",
    "place": "Another place",
    "start": "Find a place",
    "two rooms": "🚪 2+ rooms · 1",
}
SAID = {"ru": RUSSIAN, "en": ENGLISH}
BOTH = pytest.mark.parametrize("language", ["ru", "en"])


@pytest.fixture(autouse=True)
async def _processes(system: System, simulator: Simulator) -> None:
    system.must_run("worker", "bot")
    await simulator.ready()


@define
class Counting:
    """A person whose taps are counted."""

    chat: Person
    taps: int = 0

    async def tap(self, text: str) -> None:
        self.taps += 1
        await self.chat.tap(text)

    async def tap_day(self, iso: str) -> None:
        self.taps += 1
        shown = await self.chat.sees_button("‹")
        [data] = [button["callback_data"] for row in shown.rows for button in row if button["callback_data"].endswith(iso)]
        await self.chat.tap_data(data, shown)


async def summed_up(chat: Person, language: str, city: str) -> None:
    await search(chat, PHRASES[language], city, STAY)


@BOTH
async def test_from_the_first_word_to_a_request_it_takes_eight_taps_at_most_and_one_typed_word(town: Town, language: str) -> None:
    say, landlord, renter = PHRASES[language], await town.resident("Boris"), await town.resident("Anna", language)
    city = {"ru": "Вологда", "en": "Архангельск"}[language]
    await flat_in(town, city, landlord)
    anna = Counting(renter.chat)
    begun = await renter.chat.say("/start")
    await renter.chat.sees("Anna", after=begun)

    await anna.tap(SAID[language]["start"])
    await renter.chat.sees(say.where)
    await renter.chat.say(city)
    await renter.chat.sees(say.when)
    await anna.tap("›")
    for day in (STAY.check_in, STAY.check_out):
        await anna.tap_day(day.isoformat())
    await anna.tap(say.show)
    await anna.tap(say.book)
    await anna.tap(say.send)

    await renter.chat.sees(say.sent)
    assert anna.taps == 7, "six when the dates lie in this month"


@BOTH
async def test_a_district_and_a_street_of_the_city_are_places_to_look_in(town: Town, language: str) -> None:
    landlord, renter = await town.resident("Boris"), await town.resident("Anna", language)
    city, texts = {"ru": "Иркутск", "en": "Чита"}[language], SAID[language]
    [found] = await (await town.container.get(PlaceReader)).cities(city, limit=1)
    north = Address(found.id, street="улица Мира", house="1", district="Северный")
    south = Address(found.id, street="улица Кипарисовая", house="2", district="Береговой-Дальний")
    await flat_in(town, city, landlord, title="На севере", address=north)
    await flat_in(town, city, landlord, title="На юге", address=south)
    await summed_up(renter.chat, language, city)
    await renter.chat.sees_button(texts["show two"])

    typed = await renter.chat.say("береговой-дальний")
    assert texts["district"] in (await renter.chat.sees(texts["district"], after=typed)).text
    await renter.chat.sees_button(texts["show one"])
    await renter.chat.tap(texts["where"])
    await renter.chat.tap(texts["north"])
    await renter.chat.sees_button(texts["show one"])
    typed = await renter.chat.say("кипарисовая")
    await renter.chat.sees(PHRASES[language].looking_for, after=typed)
    await renter.chat.tap(PHRASES[language].show)
    assert "На юге" in (await renter.chat.sees("На юге")).text


@BOTH
async def test_a_station_and_a_shared_location_are_places_to_look_around(town: Town, language: str) -> None:
    landlord, renter = await town.resident("Boris"), await town.resident("Anna", language)
    texts, station = SAID[language], {"ru": ("Сокольники", "Moscow"), "en": ("Беговая", "Москва")}[language]
    places = await town.container.get(PlaceReader)
    [city] = await places.cities("Москва", limit=1)
    [metro] = [each for each in await places.places(station[0], city_id=city.id, limit=8) if each.kind.value == "station"][:1]
    title = f"У метро {language}"
    await flat_in(town, "Москва", landlord, title=title, point=metro.point)
    await summed_up(renter.chat, language, station[1])

    typed = await renter.chat.say(station[0])
    asked = await renter.chat.sees("", after=typed)
    if texts["away"] not in asked.text:
        await renter.chat.tap(texts["station"], asked)
    assert texts["away"] in (await renter.chat.sees(texts["away"], after=typed)).text
    await renter.chat.tap(PHRASES[language].show)
    card = await renter.chat.sees(title)
    assert "🚇" in card.text

    spot = Point(metro.point.lat + 0.002, metro.point.lon)
    asked_anew = await renter.chat.say("/search")
    await renter.chat.sees(PHRASES[language].looking_for, after=asked_anew)
    sent = await renter.chat.send_location(spot.lat, spot.lon)
    assert texts["sent"] in (await renter.chat.sees(texts["sent"], after=sent)).text
    await renter.chat.tap(PHRASES[language].show)
    await renter.chat.sees(title, after=sent)


@BOTH
async def test_each_filter_counts_what_it_leaves(town: Town, language: str) -> None:
    landlord, renter = await town.resident("Boris"), await town.resident("Anna", language)
    city, texts = {"ru": "Сургут", "en": "Орск"}[language], SAID[language]
    await flat_in(town, city, landlord, title="Обычная", rates=Rates(Money(350_000), Money(0)))
    await flat_in(
        town,
        city,
        landlord,
        title="Особая",
        rooms=3,
        guests=6,
        rates=Rates(Money(800_000), Money(0)),
        amenities=frozenset({Amenity.PARKING}),
        mode=BookingMode.INSTANT,
    )
    chat = renter.chat
    await summed_up(chat, language, city)

    await chat.tap(texts["guests"])
    shown = await chat.sees_button("👤 4 · 1")
    assert {"👤 1 · 2", "✓ 👤 2", "👤 6 · 1", "👤 8 · 0", texts["two rooms"]} < set(shown.buttons)
    await chat.tap("👤 4")
    await chat.sees_button(texts["show one"])
    await chat.tap("👤 2")
    await chat.tap(texts["back"])
    await chat.tap(texts["amenities"])
    await chat.tap(f"{texts['parking']} · 1")
    await chat.sees_button(f"✓ {texts['parking']}")
    await chat.tap(f"✓ {texts['parking']}")
    await chat.tap(texts["back"])
    await chat.tap(f"⚡ {texts['instant']} · 1")
    await chat.tap(f"✓ {texts['instant']}")
    await chat.tap(texts["price"])
    await chat.sees_button("· 1")
    typed = await chat.say("от 5000 до 9000")
    await chat.sees_button(texts["show one"])
    await chat.tap(PHRASES[language].show)
    await chat.sees("Особая", after=typed)


@BOTH
async def test_nothing_found_leads_on_to_what_there_is(town: Town, language: str) -> None:
    landlord, renter, early = await town.resident("Boris"), await town.resident("Anna", language), await town.resident("Vera")
    city, texts = {"ru": "Калуга", "en": "Рязань"}[language], SAID[language]
    flat = await flat_in(town, city, landlord, title="Единственная", guests=4, rates=Rates(Money(350_000), Money(0)))
    await town.confirm(await town.request(early, flat, STAY))
    chat = renter.chat
    await summed_up(chat, language, city)

    await chat.tap(texts["change"])
    offered = await chat.sees_button(texts["place"])
    assert any(button.startswith("📅 13–16") for button in offered.buttons), offered
    await chat.tap("📅 13–16")
    await chat.sees("Единственная")

    asked = await chat.say("/search")
    await chat.sees(PHRASES[language].looking_for, after=asked)
    await chat.tap(texts["price"])
    await chat.say("1000")
    await chat.tap(texts["change"])
    offered = await chat.sees_button(texts["place"])
    [enough] = [button for button in offered.buttons if texts["enough"] in button]
    await chat.tap(enough)
    found = await chat.sees("Единственная", after=asked)
    assert found.has_photo

    asked = await chat.say("/search")
    await chat.sees(PHRASES[language].looking_for, after=asked)
    await chat.tap(texts["guests"])
    await chat.tap("👤 8")
    await chat.tap(texts["change"])
    await chat.tap(texts["any guests"])
    await chat.sees("Единственная", after=asked)
