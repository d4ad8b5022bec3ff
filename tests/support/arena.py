"""Where games are played: one running system, and a new market with new people for each game."""

import asyncio
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import time
from itertools import count
from typing import Any

from attrs import define
from dishka import AsyncContainer
from PIL import Image
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.telegram.links import link_to
from entrypoints.wiring import make_container
from rental_core.apartments.apartment import Apartment, BookingMode, PhotoKey
from rental_core.apartments.place import Address, City, CityId
from rental_core.search.draft import Draft
from rental_core.search.keep import KeepDraft
from rental_core.search.ports import PlaceReader
from tests.support.acts import Act
from tests.support.canaries import Canaries, Canary, a_mark, a_phone
from tests.support.game import Game, Logs
from tests.support.journey import a_photo
from tests.support.simulator import Person, Simulator
from tests.support.system import System
from tests.support.town import Resident, Town, in_days, take_down
from tests.support.wanderer import Wanderer

CITIES = text("SELECT id FROM city WHERE currency = 'RUB' ORDER BY population DESC, id LIMIT 400 OFFSET 20")
NEWCOMERS = count(900_001)


@define(repr=False)
class Arena:
    """Plays one game after the other."""

    town: Town
    canaries: Canaries
    logs: Logs
    photos: tuple[PhotoKey, ...]
    cities: Sequence[int]
    picture: bytes
    played: int = 0
    acts: int = 0

    async def play_all(self, games: Sequence[Sequence[Act]]) -> None:
        """Side by side, each in a market of its own. Raises AssertionError with the story of the first that fails."""
        for ended in await asyncio.gather(*(self.play(acts) for acts in games), return_exceptions=True):
            if ended is not None:
                raise ended

    async def play(self, acts: Sequence[Act]) -> None:
        """One game from its beginning to its end. Raises AssertionError."""
        self.played += 1
        self.acts += len(acts)
        game = await self._open(await self._city(self.played))
        try:
            await game.play(acts)
        finally:
            await take_down(self.town.container, [game.landlord.id])

    async def _city(self, game: int) -> City:
        """Another one for each game, also for those side by side, so that nobody finds the flats of another game."""
        places: PlaceReader = await self.town.container.get(PlaceReader)
        city = await places.city(CityId(self.cities[game % len(self.cities)]))
        assert city
        return city

    async def _open(self, city: City) -> Game:
        """Three who are known, one who is not; one request waits, one stay is sold, and the renter has begun to search."""
        people = (self._resident(*who) for who in (("ld", "ru"), ("nm", "en"), ("nm", "ru")))
        landlord, renter, stranger = await asyncio.gather(*people)
        newcomer = await self._newcomer()
        modes = (BookingMode.HOLD, BookingMode.INSTANT, BookingMode.OPEN)
        flats = await asyncio.gather(*(self._flat(city, landlord, mode) for mode in modes))
        wanted = in_days(20, 23)
        keep = await self.town.container.get(KeepDraft)
        await keep(renter.id, Draft(city_id=city.id, check_in=wanted.check_in, check_out=wanted.check_out))
        await self.town.request(stranger, flats[0], in_days(10, 13))
        await self.town.request(renter, flats[1], in_days(30, 33))
        await landlord.chat.sees_button("✅")  # the card of the request
        pool: dict[str, None] = {}
        chats = [renter.chat, landlord.chat, stranger.chat, newcomer]
        links = [payload(flat) for flat in flats]
        wanderers = [Wanderer(chat, pool, self._words(chat, city), self.picture, links) for chat in chats]
        return Game(self.town, self.logs, self.canaries, landlord, flats, wanderers)

    def _words(self, chat: Person, city: City) -> tuple[str, ...]:
        mark = self.canaries.plant(a_mark("wd"), Canary(chat.id))
        return (city.name_ru, city.name_en, mark, f"Мы с собакой, {mark} <i>")

    async def _resident(self, kind: str, language: str) -> Resident:
        """A landlord's name (kind "ld") is for everybody."""
        name = a_mark(kind)
        resident = await self.town.resident(name, language)
        await self._give_phone(resident.chat, name, language)
        if kind == "nm":
            self.canaries.plant(name, Canary(resident.chat.id))
        return resident

    async def _newcomer(self) -> Person:
        name, number = a_mark("nm"), next(NEWCOMERS)
        chat = Person(self.town.simulator, number)
        await self._give_phone(chat, name, "en")
        self.canaries.plant(name, Canary(number))
        return chat

    async def _give_phone(self, chat: Person, name: str, language: str) -> None:
        phone = self.canaries.plant(a_phone(), Canary(chat.id, trusted=True))
        await self.town.simulator.person(chat.id, name, language_code=language, phone=phone)

    async def _flat(self, city: City, landlord: Resident, mode: BookingMode) -> Apartment:
        house, way_in = a_mark("hs"), a_mark("ky")
        address = Address(city.id, street="улица Орджоникидзе", house=house, district="Центральный")
        where: dict[str, Any] = {"address": address, "point": city.point, "zone": city.zone}
        flat = await self.town.flat(landlord, photos=self.photos, check_in_from=time(14), mode=mode, instructions=way_in, **where)
        for mark in (house, way_in):
            self.canaries.plant(mark, Canary(landlord.chat.id, flat.id, trusted=True))
        return flat


def payload(flat: Apartment) -> str:
    """What a link to the apartment says behind /start."""
    return link_to(flat.id, "bot").partition("start=")[2]


async def _arena(system: System, container: AsyncContainer, simulator: Simulator) -> Arena:
    town = Town(simulator, container)
    engine = await container.get(AsyncEngine)
    async with engine.connect() as connection:
        cities = (await connection.execute(CITIES)).scalars().all()
    drawn = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(drawn, "JPEG")
    photos = (await a_photo(town, "teal"), await a_photo(town, "wheat"))
    logs = Logs(system)
    logs.news()  # what earlier tests have provoked is theirs
    return Arena(town, Canaries(engine), logs, photos, cities, drawn.getvalue())


@contextmanager
def open_arena(system: System, runner: asyncio.Runner) -> Iterator[Arena]:
    """An arena over the running system, whose coroutines are to be run by `runner`."""
    system.must_run("worker", "bot")
    opened = make_container(system.settings)
    container = runner.run(opened.__aenter__())
    simulator = Simulator(system.chat_url)
    try:
        runner.run(simulator.clear_faults())
        runner.run(simulator.ready())
        yield runner.run(_arena(system, container, simulator))
    finally:
        runner.run(simulator.__aexit__())
        runner.run(opened.__aexit__(None, None, None))
