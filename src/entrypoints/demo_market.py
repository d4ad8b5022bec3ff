"""What the demo finds ready on its first start: a market, three people, and apartments whose landlord is one of them."""

import asyncio
from datetime import time
from random import Random

import httpx
from attrs import frozen
from dishka import AsyncContainer
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.photos import drawn_rooms
from adapters.postgres.handover import hand_over, has_market
from adapters.postgres.sample import Order
from entrypoints.market import fill_with_samples
from entrypoints.settings import Settings
from entrypoints.wiring import make_container
from rental_core.accounts.grant import GrantRole
from rental_core.accounts.person import PersonId, Role, TelegramId
from rental_core.accounts.ports import Contact
from rental_core.accounts.register import RegisterPerson
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import Apartment, ApartmentId, BookingMode, PhotoKey
from rental_core.apartments.place import Address, CityId, Point
from rental_core.apartments.ports import ApartmentsWork, PhotoStorage
from rental_core.apartments.publish import AddApartment
from rental_core.apartments.rates import Rates
from rental_core.clock import Clock
from rental_core.money import Money
from rental_core.work import UnitOfWork

SOCHI = CityId(491422)  # GeoNames
SOCHI_ZONE = "Europe/Moscow"


@frozen
class DemoPerson:
    """Somebody whose chat is open in the demo. Ids below 10,000 belong to nobody in Telegram."""

    id: int
    first_name: str
    last_name: str
    username: str
    part: str

    @property
    def contact(self) -> Contact:
        return Contact(TelegramId(self.id), f"{self.first_name} {self.last_name}", self.username, "ru")


RENTER = DemoPerson(1001, "Анна", "Смирнова", "anna_demo", "renter")
LANDLORD = DemoPerson(1002, "Борис", "Орлов", "boris_demo", "landlord")
ADMIN = DemoPerson(1003, "Вера", "Котова", "vera_demo", "admin")
DEMO_PEOPLE = (RENTER, LANDLORD, ADMIN)


@frozen(kw_only=True)
class Advert:
    """An apartment of the demo's landlord: rubles per night and for cleaning."""

    title: str
    street: str
    house: str
    point: Point
    description: str
    instructions: str
    rules: str
    rooms: int
    guests: int
    area: int
    floor: int
    base: int
    cleaning: int
    mode: BookingMode
    amenities: frozenset[Amenity]
    min_nights: int = 1

    def apartment(self, landlord_id: PersonId, photos: tuple[PhotoKey, ...], clock: Clock) -> Apartment:
        return Apartment(
            id=ApartmentId(0),  # the use case gives it one
            landlord_id=landlord_id,
            title=self.title,
            description=self.description,
            address=Address(SOCHI, self.street, self.house, "Центральный район"),
            point=self.point,
            zone=SOCHI_ZONE,
            rooms=self.rooms,
            guests=self.guests,
            area=self.area,
            floor=self.floor,
            amenities=self.amenities,
            rates=Rates(Money(self.base * 100), Money(self.cleaning * 100)),
            photos=photos,
            check_in_from=time(14),
            check_out_until=time(12),
            instructions=self.instructions,
            house_rules=self.rules,
            min_nights=self.min_nights,
            mode=self.mode,
            created_at=clock.now(),
        )


ADVERTS = (
    Advert(
        title="Студия с балконом у набережной",
        street="улица Нагорная",
        house="12, кв. 8",
        point=Point(43.58190, 39.72315),
        description="Светлая студия в пяти минутах от моря. Тихий двор, рядом рынок и кафе. Постельное бельё и полотенца ждут вас.",
        instructions="Код домофона 8В. Ключ в сейфе у двери, код сейфа пришлём в день заезда.",
        rules="Не курить, в том числе на балконе.\nТишина с 22:00 до 8:00.\nБез вечеринок.",
        rooms=1,
        guests=3,
        area=32,
        floor=4,
        base=1900,
        cleaning=800,
        mode=BookingMode.HOLD,
        amenities=frozenset({Amenity.WIFI, Amenity.KITCHEN, Amenity.AIR_CONDITIONING, Amenity.BALCONY, Amenity.SELF_CHECK_IN}),
    ),
    Advert(
        title="Двухкомнатная с видом на море",
        street="Курортный проспект",
        house="75, кв. 41",
        point=Point(43.57310, 39.73124),
        description="Две отдельные комнаты, большая кухня, вид на море из каждого окна. До пляжа семь минут пешком через парк.",
        instructions="Встретим у подъезда. Позвоните за полчаса до приезда.",
        rules="Не курить.\nС детьми можно, с животными нельзя.\nТишина с 22:00 до 8:00.\nПеред выездом вынесите мусор и закройте окна.",
        rooms=2,
        guests=5,
        area=58,
        floor=9,
        base=2400,
        cleaning=1200,
        mode=BookingMode.OPEN,
        min_nights=3,
        amenities=frozenset({Amenity.WIFI, Amenity.KITCHEN, Amenity.WASHING_MACHINE, Amenity.LIFT, Amenity.CHILDREN, Amenity.CRIB}),
    ),
    Advert(
        title="Уютная квартира у парка «Ривьера»",
        street="улица Егорова",
        house="3, кв. 15",
        point=Point(43.59210, 39.71640),
        description="Квартира в зелёном районе, рядом парк и остановка. Рабочий стол и быстрый интернет: удобно и отдыхать, и работать.",
        instructions="Электронный замок: код придёт вам в этот чат в день заезда.",
        rules="Не курить. С питомцами можно, предупредите заранее.",
        rooms=1,
        guests=2,
        area=38,
        floor=2,
        base=2100,
        cleaning=0,
        mode=BookingMode.INSTANT,
        amenities=frozenset({Amenity.WIFI, Amenity.WORKSPACE, Amenity.TV, Amenity.WASHING_MACHINE, Amenity.SELF_CHECK_IN, Amenity.PETS}),
    ),
)


async def fill_market(settings: Settings, apartments: int, bookings: int, *, with_people: bool) -> None:
    """On an empty database: a sample market and, `with_people`, the demo's three. Whatever an interrupted start left undone is done.

    In a demo with people all apartments belong to its landlord: a request to anyone else would never be answered.
    """
    async with make_container(settings) as container:
        engine = await container.get(AsyncEngine)
        if not await has_market(engine):
            await asyncio.to_thread(fill_with_samples, settings, Order(apartments=apartments, bookings=bookings))
        if with_people and not await _has_adverts(container):
            landlord = await _register(container)
            await hand_over(engine, landlord)
            await _add_adverts(container, landlord)


async def _has_adverts(container: AsyncContainer) -> bool:
    work = await container.get(UnitOfWork[ApartmentsWork])
    async with work() as transaction:
        return await transaction.apartments.of_source(_source(len(ADVERTS) - 1)) is not None


def _source(number: int) -> str:
    return f"demo/{number}"


async def _register(container: AsyncContainer) -> PersonId:
    register, grant = await container.get(RegisterPerson), await container.get(GrantRole)
    await register(RENTER.contact)
    await grant(ADMIN.contact, Role.ADMIN)
    return (await register(LANDLORD.contact)).id


async def _add_adverts(container: AsyncContainer, landlord: PersonId) -> None:
    add, clock = await container.get(AddApartment), await container.get(Clock)
    settings = await container.get(Settings)
    pool = await drawn_rooms(await container.get(PhotoStorage), settings.photos_index)
    for number, advert in enumerate(ADVERTS):
        photos = pool.pick(Random(number), 5, balcony=Amenity.BALCONY in advert.amenities)
        await add(advert.apartment(landlord, photos, clock), by=landlord, publish=True, source=_source(number))


async def invite_people(chat_url: str) -> None:
    """Opens the chats of the demo's people: whoever has not written yet says /start, because a bot may not write first."""
    async with httpx.AsyncClient(base_url=chat_url, trust_env=False) as simulator:
        for person in DEMO_PEOPLE:
            profile = {"first_name": person.first_name, "last_name": person.last_name, "username": person.username}
            made = await simulator.post("/sim/people", json={"id": person.id, "language_code": "ru", **profile})
            made.raise_for_status()
            chat = (await simulator.get(f"/sim/people/{person.id}/chat", params={"last": 1})).raise_for_status().json()
            if not chat["messages"]:
                (await simulator.post(f"/sim/people/{person.id}/text", json={"text": "/start"})).raise_for_status()
