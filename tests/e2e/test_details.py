"""One apartment through the chat: its photos, where it is, when it is free, who else is to see it, and keeping it for later."""

from datetime import UTC, datetime

import pytest
from attrs import frozen

from rental_core.apartments.apartment import Apartment
from rental_core.clock import local_date
from tests.support.builders import MOSCOW_TIME
from tests.support.journey import flat_in, next_month
from tests.support.seen import Message
from tests.support.simulator import Simulator
from tests.support.system import System
from tests.support.town import Resident, Town

HOUSE = "11, кв. 40"


@frozen
class Says:
    """What is read and tapped in one language."""

    free: str
    map: str
    near: str
    photos: str
    months: str
    share: str
    keep: str
    kept: str
    favourites: str
    empty: str
    nowhere: str


SAYS = {
    "en": Says(
        free="Free now",
        map="On the map",
        near="within about 300 m",
        photos="All photos",
        months="Six months",
        share="Share",
        keep="♡ Keep",
        kept="♥",
        favourites="Favourites",
        empty="Nothing here yet",
        nowhere="leads nowhere",
    ),
    "ru": Says(
        free="Сейчас свободно",
        map="На карте",
        near="примерно в 300 м",
        photos="Все фото",
        months="На полгода",
        share="Поделиться",
        keep="♡ В избранное",
        kept="♥",
        favourites="Избранное",
        empty="Пока пусто",
        nowhere="никуда не ведёт",
    ),
}


@pytest.fixture(autouse=True)
async def _processes(system: System, simulator: Simulator) -> None:
    system.must_run("bot")
    await simulator.ready()


@pytest.fixture(params=["ru", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def looking(town: Town, language: str) -> tuple[Resident, Apartment, Message]:
    """Somebody in front of a flat with two photos, and its card."""
    landlord, renter = await town.resident("Boris", language), await town.resident("Anna", language)
    flat = await flat_in(town, "Самара", landlord, title=f"Дом с садом {language}")
    said = await renter.chat.say(f"/start a_{flat.id}")
    return renter, flat, await renter.chat.sees(flat.title, after=said)


async def test_photos_are_looked_at_one_by_one_and_all_together(town: Town, language: str) -> None:
    renter, _, card = await looking(town, language)
    say = SAYS[language]
    assert card.has_photo
    assert say.free in card.text
    first = card.raw["photo"][0]["file_unique_id"]
    await renter.chat.tap("›")
    second = (await renter.chat.sees_button(say.map)).raw["photo"][0]["file_unique_id"]
    assert second != first
    for _ in range(2):
        await renter.chat.tap(say.photos)
    shown = await renter.chat.visible()
    assert len([message for message in shown if message.album]) == 2, "a second album takes the place of the first"
    assert shown[-1].button(say.map), "the buttons are below the album"


async def test_the_map_shows_about_where_it_is(town: Town, language: str) -> None:
    renter, flat, _ = await looking(town, language)
    say = SAYS[language]
    for _ in range(2):
        await renter.chat.tap(say.map)
    shown = await renter.chat.visible()
    [place] = [message.location for message in shown if message.location]
    around = flat.point.rounded()
    assert (place["latitude"], place["longitude"], place["horizontal_accuracy"]) == (around.lat, around.lon, 300)
    assert say.near in shown[-1].text
    assert HOUSE not in "".join(message.text for message in shown)


async def test_six_months_come_as_a_picture(town: Town, language: str) -> None:
    renter, flat, card = await looking(town, language)
    say = SAYS[language]
    await town.request(await town.resident("Vera", language), flat, next_month(10, 13))
    await renter.chat.tap(say.months)
    last = local_date(datetime.now(UTC), MOSCOW_TIME)
    picture = await renter.chat.sees(str(last.year) if last.month <= 7 else str(last.year + 1))
    largest = picture.raw["photo"][-1]
    assert largest["width"] == 1080
    assert largest["file_unique_id"] != card.raw["photo"][-1]["file_unique_id"]
    assert "Vera" not in picture.text
    sent = await renter.chat.calls("editMessageMedia")
    await renter.chat.tap("←")
    await renter.chat.tap(say.months)
    again = await renter.chat.calls("editMessageMedia", after=sent[-1]["id"])
    assert "attach://" in str(sent[-1]["params"])
    assert "attach://" not in str(again[-1]["params"]), "the same picture is uploaded once"


async def test_a_shared_link_opens_the_place_in_another_chat(town: Town, language: str) -> None:
    renter, flat, _ = await looking(town, language)
    say = SAYS[language]
    await renter.chat.tap(say.share)
    shared = await renter.chat.sees("https://t.me/")
    link = next(line for line in shared.text.splitlines() if line.startswith("https://t.me/"))
    friend = await town.resident("Gleb", language)
    said = await friend.chat.say(f"/start {link.partition('?start=')[2]}")
    assert (await friend.chat.sees(flat.title, after=said)).has_photo
    said = await friend.chat.say("/start a_999999999")
    await friend.chat.sees(say.nowhere, after=said)


async def test_what_is_kept_waits_among_the_favourites(town: Town, language: str) -> None:
    renter, flat, _ = await looking(town, language)
    say = SAYS[language]
    await renter.chat.tap(say.keep)
    await renter.chat.say("/start")
    await renter.chat.tap(say.favourites)
    await renter.chat.sees(flat.title)
    await renter.chat.tap(flat.title)
    await renter.chat.tap(say.kept)
    await renter.chat.tap("←")
    await renter.chat.sees(say.empty)
