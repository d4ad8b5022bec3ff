"""A renter's way through the windows, in either language."""

import io
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from attrs import frozen
from PIL import Image

from rental_core.apartments.apartment import Apartment, PhotoKey
from rental_core.apartments.place import Address
from rental_core.apartments.ports import PhotoStorage
from rental_core.clock import local_date
from rental_core.search.ports import PlaceReader
from rental_core.stay import Stay
from tests.support.builders import MOSCOW_TIME
from tests.support.seen import Message
from tests.support.simulator import Person
from tests.support.town import Resident, Town


@frozen
class Phrases:
    """What the windows and buttons of one language say, as far as a journey needs it."""

    where: str
    when: str
    looking_for: str
    show: str
    details: str
    free_dates: str
    taken: str
    check: str
    book: str
    send: str
    sent: str
    confirm: str
    confirmed: str


ENGLISH = Phrases(
    where="Where to?",
    when="When?",
    looking_for="What are you looking for?",
    show="Show",
    details="Details",
    free_dates="Free dates",
    taken="This night is taken",
    check="All correct?",
    book="Book",
    send="Send the request",
    sent="The request is on its way",
    confirm="Confirm",
    confirmed="Confirmed",
)
RUSSIAN = Phrases(
    where="Куда едем?",
    when="Когда едем?",
    looking_for="Что ищем?",
    show="Показать",
    details="Подробнее",
    free_dates="Свободные даты",
    taken="Эта ночь занята",
    check="Всё верно?",
    book="Забронировать",
    send="Отправить заявку",
    sent="Заявка отправлена",
    confirm="Подтвердить",
    confirmed="Подтверждено",
)
PHRASES = {"en": ENGLISH, "ru": RUSSIAN}


def next_month(first: int, last: int) -> Stay:
    """A stay from one day of the next month to another, by the clocks of Moscow: as the calendar shows it after one page."""
    month = (local_date(datetime.now(UTC), MOSCOW_TIME).replace(day=1) + timedelta(days=32)).replace(day=1)
    return Stay(month.replace(day=first), month.replace(day=last))


def drawn(colour: str) -> bytes:
    """A picture of one colour."""
    picture = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(picture, "JPEG")
    return picture.getvalue()


async def a_photo(town: Town, colour: str) -> PhotoKey:
    """A picture in the system's storage."""
    photos: PhotoStorage = await town.container.get(PhotoStorage)
    return await photos.put(drawn(colour), suffix="jpg")


async def flat_in(town: Town, city: str, landlord: Resident, **changes: Any) -> Apartment:
    """A flat with two photos; a city of its own keeps a test's search apart from the others'."""
    [place] = await (await town.container.get(PlaceReader)).cities(city, limit=1)
    photos = (await a_photo(town, "teal"), await a_photo(town, "wheat"))
    address = Address(place.id, street="улица Орджоникидзе", house="11, кв. 40", district="Центральный")
    where = {"address": address, "point": place.point, "zone": place.zone}
    return await town.flat(landlord, photos=photos, check_in_from=time(14), **{**where, **changes})


async def pick_dates(chat: Person, stay: Stay) -> None:
    """Tap two days of the next month in the calendar that is shown."""
    await chat.tap("›")
    for day in (stay.check_in, stay.check_out):
        await tap_day(chat, day)


async def tap_day(chat: Person, day: date) -> None:
    """Tap a day, however it is marked."""
    shown = await chat.sees_button("‹")
    [data] = [button["callback_data"] for row in shown.rows for button in row if button["callback_data"].endswith(day.isoformat())]
    await chat.tap_data(data, shown)


async def search(chat: Person, say: Phrases, city: str, stay: Stay) -> Message:
    """From anywhere to the window that sums the search up."""
    asked = await chat.say("/search")
    await chat.sees(say.where, after=asked)
    typed = await chat.say(city)
    await chat.sees(say.when, after=typed)
    await pick_dates(chat, stay)
    return await chat.sees(say.looking_for, after=typed)


async def to_the_check(chat: Person, say: Phrases, city: str, stay: Stay) -> Message:
    """From anywhere to the window that only waits for the request to be sent."""
    await search(chat, say, city, stay)
    await chat.tap(say.show)
    await chat.tap(say.book)
    return await chat.sees_button(say.send)
