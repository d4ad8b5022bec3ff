"""Valid objects for tests: a flat in Sochi, a landlord, two renters. Whatever a test does not name has a plain value."""

from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from attrs import evolve

from rental_core.accounts.person import Person, PersonId, TelegramId
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import Apartment, ApartmentId, BookingMode, PhotoKey, Publication
from rental_core.apartments.place import Address, City, CityId, Point
from rental_core.apartments.rates import Rates
from rental_core.bookings.booking import Booking, BookingId, BookingStatus, RequestKey, StatusChange
from rental_core.bookings.rules import expiry
from rental_core.calendar.block import Block, BlockChange, BlockId
from rental_core.clock import moment_of
from rental_core.money import Money
from rental_core.pricing.quote import quote
from rental_core.stay import Stay

MOSCOW_TIME = "Europe/Moscow"  # no clock changes
BERLIN_TIME = "Europe/Berlin"  # clocks forward on 2027-03-28 at 02:00, back on 2027-10-31 at 03:00
SOCHI = City(
    id=CityId(491422),
    name_ru="Сочи",
    name_en="Sochi",
    point=Point(43.59917, 39.72569),
    zone=MOSCOW_TIME,
    currency="RUB",
    population=327_608,
)
RATES = Rates(base=Money(350_000), cleaning=Money(100_000))
NOON = datetime(2027, 5, 1, 9, tzinfo=UTC)  # 12:00 in Sochi, a Saturday
_numbers = count(1)


def stay(check_in: str, check_out: str) -> Stay:
    """Nights from one ISO date up to another: stay("2027-05-05", "2027-05-08")."""
    return Stay(date.fromisoformat(check_in), date.fromisoformat(check_out))


def at(local: str, zone: str = MOSCOW_TIME) -> datetime:
    """The UTC moment when clocks in `zone` show `local`: at("2027-05-01 12:00")."""
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def a_person(name: str = "Anna", *, number: int = 1, **changes: Any) -> Person:
    """`number` makes the id and the Telegram id."""
    person = Person(id=PersonId(number), telegram_id=TelegramId(7_000_000_000 + number), name=name, since=NOON)
    return evolve(person, **changes)


def an_apartment(**changes: Any) -> Apartment:
    """A published flat of landlord 1 in Sochi: 3500 RUB a night, 1000 for cleaning, in at 14:00, out until 12:00."""
    apartment = Apartment(
        id=ApartmentId(1),
        landlord_id=PersonId(1),
        title="Студия у моря",
        description="Балкон с видом на порт.",
        address=Address(SOCHI.id, street="улица Орджоникидзе", house="11, кв. 40", district="Центральный"),
        point=Point(43.580331, 39.718217),
        zone=MOSCOW_TIME,
        rooms=1,
        area=32,
        floor=4,
        amenities=frozenset({Amenity.WIFI, Amenity.BALCONY}),
        rates=RATES,
        photos=(PhotoKey("sea.jpg"), PhotoKey("room.jpg")),
        instructions="Ключ в ящике, код 4711.",
        publication=Publication.PUBLISHED,
        created_at=NOON,
    )
    return evolve(apartment, **changes)


def a_booking(nights: Stay | None = None, *, number: int = 1, now: datetime = NOON, zone: str = MOSCOW_TIME, **changes: Any) -> Booking:
    """A pending request of renter 2 to landlord 1 for flat 1, made at `now`; three nights in May unless told."""
    nights = nights or stay("2027-05-05", "2027-05-08")
    check_in_at = moment_of(nights.check_in, time(14), zone)
    booking = Booking(
        id=BookingId(number),
        apartment_id=ApartmentId(1),
        landlord_id=PersonId(1),
        renter_id=PersonId(2),
        stay=nights,
        guests=2,
        mode=BookingMode.HOLD,
        quote=quote(RATES, nights),
        key=RequestKey(f"key-{next(_numbers)}"),
        zone=zone,
        check_in_at=check_in_at,
        check_out_at=moment_of(nights.check_out, time(12), zone),
        expires_at=expiry(now, check_in_at, zone),
        history=(StatusChange(BookingStatus.REQUESTED, now, PersonId(2)),),
    )
    return evolve(booking, **changes)


def confirmed(booking: Booking, *, at: datetime | None = None) -> Booking:
    """The booking after its landlord said yes, at the moment of the request unless told."""
    return booking.move(BookingStatus.CONFIRMED, at=at or booking.requested_at, by=booking.landlord_id)


def a_block(*spans: Stay, number: int = 1, now: datetime = NOON, comment: str = "", **changes: Any) -> Block:
    """A block of flat 1 by landlord 1."""
    change = BlockChange(spans or (stay("2027-05-05", "2027-05-08"),), now, PersonId(1), comment)
    return evolve(Block(id=BlockId(number), apartment_id=ApartmentId(1), history=(change,)), **changes)
