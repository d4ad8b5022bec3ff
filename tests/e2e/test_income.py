"""What a landlord's apartments bring in, in the chat: the year drawn, a month, the best apartment, and the file."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from attrs import frozen
from PIL import Image

from rental_core.apartments.apartment import Apartment
from rental_core.clock import local_date
from rental_core.stay import Stay
from tests.support.journey import flat_in, next_month
from tests.support.seen import Message
from tests.support.simulator import Simulator
from tests.support.system import System
from tests.support.town import Resident, Town

CITY, ZONE = "Абакан", "Asia/Krasnoyarsk"
MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "ru": ("Янв", "Фев", "Мар", "Апр", "Май", "Июн", "Июл", "Авг", "Сен", "Окт", "Ноя", "Дек"),
}


@frozen
class Phrases:
    """What is said in one language."""

    income: str
    year: str
    total: str
    month: str
    sold: str
    daily: str
    by_apartment: str
    best: str
    file: str
    head: str
    separator: str
    amount: str
    nothing: str


SAID = {
    "en": Phrases(
        income="💰 Income",
        year="Income for {year}",
        total="23,000 ₽",
        month="Income: ",
        sold="Nights sold: 6 of",
        daily="Average daily rate: 3,833.33 ₽",
        by_apartment="By apartment",
        best="1. Дом у реки",
        file="CSV file",
        head="Income, units of the currency",
        separator=",",
        amount="15000.00",
        nothing="Nights sold: 0 of",
    ),
    "ru": Phrases(
        income="💰 Доход",
        year="Доход за {year} год",
        total="23 000 ₽",
        month="Доход: ",
        sold="Продано ночей: 6 из",
        daily="Средняя цена ночи: 3 833,33 ₽",
        by_apartment="По квартирам",
        best="1. Дом у реки",
        file="Файл CSV",
        head="Доход, единиц валюты",
        separator=";",
        amount="15000,00",
        nothing="Продано ночей: 0 из",
    ),
}
LANGUAGES = pytest.mark.parametrize("language", ["ru", "en"])


@pytest.fixture(autouse=True)
async def _processes(system: System, simulator: Simulator) -> None:
    system.must_run("worker", "bot")
    await simulator.ready()


async def stayed(town: Town, renter: Resident, flat: Apartment, nights: Stay) -> None:
    await town.confirm(await town.request(renter, flat, nights))


async def income(landlord: Resident, say: Phrases, year: int) -> Message:
    """The window of all apartments, turned to that year."""
    asked = await landlord.chat.say("/letting")
    await landlord.chat.sees("🔑", after=asked)
    await landlord.chat.tap(say.income)
    today = local_date(datetime.now(UTC), ZONE)
    seen = await landlord.chat.sees(say.year.format(year=today.year), after=asked)
    if year == today.year:
        return seen
    await landlord.chat.tap(f"{year} ›")
    return await landlord.chat.sees(say.year.format(year=year), after=asked)


async def downloaded(town: Town, path: str) -> bytes:
    raw = await town.simulator.http.get(f"/sim/{path}")
    return raw.raise_for_status().content


@LANGUAGES
async def test_the_year_is_drawn_the_month_said_and_the_file_received(town: Town, language: str) -> None:
    say = SAID[language]
    landlord, renter = await town.resident("Boris", language), await town.resident("Anna", language)
    small = await flat_in(town, CITY, landlord)
    large = await flat_in(town, CITY, landlord, title="Дом у реки")
    first = next_month(3, 7)  # 4 × 3500 and 1000 for cleaning
    await stayed(town, renter, large, first)
    await stayed(town, renter, small, next_month(10, 12))  # 2 × 3500 and 1000
    seen = await income(landlord, say, first.check_in.year)
    assert say.total in seen.text
    picture = await downloaded(town, f"photos/{seen.raw['photo'][-1]['file_unique_id']}.jpg")
    with Image.open(io.BytesIO(picture)) as drawn:
        assert drawn.size == (1080, 860)
    await _looks_at_the_month(landlord, say, MONTHS[language][first.check_in.month - 1])
    await _receives_the_file(town, landlord, say, first.check_in)


async def _looks_at_the_month(landlord: Resident, say: Phrases, month: str) -> None:
    """And at the best apartment of it."""
    await landlord.chat.tap(f"{month} ")
    seen = await landlord.chat.sees(say.sold)
    assert say.total in seen.text
    assert say.daily in seen.text
    await landlord.chat.tap(say.by_apartment)
    await landlord.chat.tap(say.best)
    assert "Дом у реки" in (await landlord.chat.sees(say.month)).text


async def _receives_the_file(town: Town, landlord: Resident, say: Phrases, month: date) -> None:
    await income(landlord, say, month.year)
    await landlord.chat.tap(say.file)
    seen = await landlord.chat.sees("Excel")
    assert seen.document
    assert seen.document["file_name"].endswith(f"{month.year}.csv")
    text = (await downloaded(town, f"files/{seen.document['file_unique_id']}")).decode()
    assert text.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(text[1:]), delimiter=say.separator)
    assert say.head in head
    [best] = [row for row in rows if row[0] == f"{month:%Y-%m}" and row[1] == "Дом у реки"]
    assert best[4:7] == ["RUB", say.amount, "4"]


@LANGUAGES
async def test_whoever_has_let_nothing_yet_reads_how_many_nights_are_free(town: Town, language: str) -> None:
    say = SAID[language]
    landlord = await town.resident("Boris", language)
    await flat_in(town, CITY, landlord)
    seen = await income(landlord, say, local_date(datetime.now(UTC), ZONE).year)
    assert say.nothing in seen.text
    assert not seen.has_photo
