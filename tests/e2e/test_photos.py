"""Photos as people send them: albums in bursts, two landlords at once, and a bot that dies in the middle."""

import asyncio
import io

import pytest
from PIL import Image

from adapters.wording import wording
from rental_core.accounts.person import Language
from rental_core.apartments.apartment import MAX_PHOTOS
from rental_core.apartments.ports import PhotoStorage
from tests.support.simulator import Simulator, until
from tests.support.system import System
from tests.support.town import Resident, Town

LANGUAGES = ("ru", "en")
FLATS = ("Первая", "Вторая")
BURSTS = ((4, 6), (7, 3))  # the albums for each apartment, one sent right after the other
PATIENCE = 30.0  # seconds
STEP = 6  # of the green between one picture and the next: more than what JPEG does to it


@pytest.fixture(autouse=True)
async def _processes(system: System, simulator: Simulator) -> None:
    system.must_run("worker", "bot")
    await simulator.ready()


def painted(number: int) -> bytes:
    """A picture whose colour tells its number, from 0 to 42."""
    picture = io.BytesIO()
    Image.new("RGB", (640, 480), (200, STEP * number, 60)).save(picture, "PNG")
    return picture.getvalue()


def number_of(content: bytes) -> int:
    pixel = Image.open(io.BytesIO(content)).convert("RGB").getpixel((320, 240))
    assert isinstance(pixel, tuple)
    return round(pixel[1] / STEP)


async def at_the_photos(landlord: Resident, language: str, title: str) -> None:
    """The photo window of an apartment."""
    text = wording(Language(language)).text
    asked = await landlord.chat.say("/letting")
    home = await landlord.chat.sees(text("🔑 <b>What you let</b>").replace("<b>", "").replace("</b>", ""), after=asked)
    await landlord.chat.tap(text("🏠 My apartments"), home)
    await landlord.chat.tap(title)
    await landlord.chat.tap(text("📷 Photos"))
    await landlord.chat.sees(text("Nothing yet. Good photos are what renters look at first."))


async def stored(town: Town, landlord: Resident, title: str) -> list[int]:
    """The numbers of the pictures that its originals show, in order."""
    photos: PhotoStorage = await town.container.get(PhotoStorage)
    return [number_of(await photos.get(key)) for key in (await town.own_flat(landlord, title)).photos]


async def all_came(town: Town, landlord: Resident, title: str) -> list[int]:
    async def full() -> bool:
        return len((await town.own_flat(landlord, title)).photos) == MAX_PHOTOS

    await until(full, PATIENCE, lambda: f"“{title}” did not get all of its photos")
    return await stored(town, landlord, title)


async def send(landlord: Resident, first: int, sizes: tuple[int, ...]) -> None:
    """Albums of pictures numbered on from `first`, without waiting for an answer."""
    for size in sizes:
        await landlord.chat.send_album([painted(number) for number in range(first, first + size)])
        first += size


async def fill(town: Town, landlord: Resident, language: str, first: int) -> list[list[int]]:
    """Every apartment of theirs gets its ten; what each holds in the end."""
    held = []
    for title, sizes in zip(FLATS, BURSTS, strict=True):
        await at_the_photos(landlord, language, title)
        await send(landlord, first, sizes)
        held.append(await all_came(town, landlord, title))
        first += sum(sizes)
    return held


async def test_forty_photos_of_two_landlords_at_once_are_none_lost_none_swapped_and_in_order(town: Town) -> None:
    landlords = [await town.resident("Boris", language) for language in LANGUAGES]
    for landlord in landlords:
        for title in FLATS:
            await town.flat(landlord, publish=False, title=title, photos=())
    ways = [fill(town, who, language, 20 * n) for n, (who, language) in enumerate(zip(landlords, LANGUAGES, strict=True))]
    mine, other = await asyncio.gather(*ways)
    assert mine == [list(range(10)), list(range(10, 20))]
    assert other == [list(range(20, 30)), list(range(30, 40))]
    for landlord, language in zip(landlords, LANGUAGES, strict=True):
        await landlord.chat.sees(wording(Language(language)).text("Photo {n} of {all}.", n=MAX_PHOTOS, all=MAX_PHOTOS))


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_does_not_fit_is_said_and_leaves_the_others_alone(town: Town, language: str) -> None:
    words = wording(Language(language))
    landlord = await town.resident("Boris", language)
    await town.flat(landlord, publish=False, title=FLATS[0], photos=())
    await at_the_photos(landlord, language, FLATS[0])
    await send(landlord, 0, (8, 5))
    why = words.text("there are {most} photos already, and more is not possible", most=MAX_PHOTOS)
    await landlord.chat.sees(words.plural("{n} is not: {why}.", "{n} are not: {why}.", 3, why=why), within=PATIENCE)
    assert await stored(town, landlord, FLATS[0]) == list(range(10))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_photos_are_moved_made_the_main_one_and_deleted(town: Town, language: str) -> None:
    text = wording(Language(language)).text
    landlord = await town.resident("Boris", language)
    await town.flat(landlord, publish=False, title=FLATS[0], photos=())
    await at_the_photos(landlord, language, FLATS[0])
    await send(landlord, 0, (4,))
    await landlord.chat.sees(text("Photo {n} of {all}.", n=4, all=4), within=PATIENCE)
    await landlord.chat.tap(text("⬅️ Earlier"))
    await landlord.chat.sees(text("Photo {n} of {all}.", n=3, all=4))
    assert await stored(town, landlord, FLATS[0]) == [0, 1, 3, 2]
    await landlord.chat.tap(text("⭐ Make it the main one"))
    await landlord.chat.sees(text("Photo {n} of {all}: the main one, which lists show.", n=1, all=4))
    assert await stored(town, landlord, FLATS[0]) == [3, 0, 1, 2]
    await landlord.chat.tap(text("🗑 Delete this photo"))
    await landlord.chat.tap(text("🗑 Yes, delete it"))
    await landlord.chat.sees(text("Photo {n} of {all}: the main one, which lists show.", n=1, all=3))
    assert await stored(town, landlord, FLATS[0]) == [0, 1, 2]


async def test_an_album_cut_short_by_a_dying_bot_is_completed_by_sending_it_again(town: Town, system: System, simulator: Simulator) -> None:
    """What the bot had taken from Telegram and not stored yet is gone with it; nothing that came is doubled or moved."""
    landlord = await town.resident("Boris", "en")
    await town.flat(landlord, publish=False, title=FLATS[0], photos=())
    await at_the_photos(landlord, "en", FLATS[0])
    await send(landlord, 0, (MAX_PHOTOS,))

    async def begun() -> bool:
        return bool((await town.own_flat(landlord, FLATS[0])).photos)

    await until(begun, PATIENCE, lambda: "no photo came")
    system.kill("bot")
    system.must_run("bot")
    await simulator.ready()
    await send(landlord, 0, (MAX_PHOTOS,))
    assert await all_came(town, landlord, FLATS[0]) == list(range(10))
