"""The sample market is one that the use cases could have made."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from psycopg.errors import ForeignKeyViolation
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.embedded import PostgresServer
from adapters.postgres.engine import make_engine
from adapters.postgres.places import link_places, place_row, put_stations
from adapters.postgres.sample import MarketNotEmptyError, Order, Progress, write_sample
from adapters.postgres.sample.people import FIRST_TELEGRAM_ID
from adapters.postgres.work import PostgresTransaction, PostgresWork
from rental_core.accounts.person import PersonId, TelegramId
from rental_core.apartments.apartment import ApartmentId, BookingMode, PhotoKey
from rental_core.apartments.place import CityId
from rental_core.bookings.booking import MOVES, Booking, BookingId, BookingStatus
from rental_core.bookings.rules import BookingLimits, expiry
from rental_core.calendar.block import BlockId
from rental_core.calendar.occupancy import TakenNights
from rental_core.clock import local_date, moment_of
from rental_core.pricing.quote import quote_for
from rental_core.search.places import PlaceKind
from rental_core.stay import FOREVER, Stay
from tests.support.builders import NOON, SOCHI, a_person
from tests.support.servers import temporary_database

KAZAN = evolve(SOCHI, id=CityId(551487), name_ru="Казань", name_en="Kazan", population=1_243_500)
OMSK = evolve(SOCHI, id=CityId(1496153), name_ru="Омск", name_en="Omsk", zone="Asia/Omsk", population=1_129_281)
STATIONS = {"Кремлёвская": SOCHI.point, "Площадь Тукая": evolve(SOCHI.point, lat=SOCHI.point.lat + 0.02)}  # where the flats are
CITIES = (evolve(SOCHI, population=20_000), KAZAN, OMSK)
ORDER = Order(apartments=60, bookings=900, seed=5)
LIMITS = BookingLimits()
ALL_TIME = Stay(NOON.date().replace(year=2000), FOREVER)
TABLES = ("person", "place", "apartment", "listing", "booking", "booking_move", "block", "block_change", "occupancy", "timer")


def photos(random: Random, count: int, balcony: bool) -> Sequence[PhotoKey]:
    return [PhotoKey(f"{number}{'b' if balcony else ''}{random.randrange(4)}.jpg") for number in range(count)]


def write(url: str, order: Order = ORDER, now: datetime = NOON) -> list[Progress]:
    seen: list[Progress] = []
    write_sample(url, order, cities=CITIES, photos=photos, now=now, on_progress=seen.append)
    return seen


@pytest.fixture(scope="module")
def filled_database(postgres_server: PostgresServer, database_template: PostgresServer) -> Iterator[PostgresServer]:
    """A database with samples, for those who only read."""
    with temporary_database(postgres_server, database_template) as database:
        asyncio.run(know_cities(database.url))
        write(database.url)
        yield database


@pytest.fixture
async def engine(filled_database: PostgresServer) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(filled_database.url)
    yield engine
    await engine.dispose()


@pytest.fixture
async def filled(engine: AsyncEngine) -> AsyncIterator[PostgresTransaction]:
    """A transaction on the database with samples."""
    async with PostgresWork(engine)() as transaction:
        yield transaction


@pytest.fixture
async def empty(database_url: str) -> AsyncIterator[AsyncEngine]:
    """A database of its own that knows cities only."""
    await know_cities(database_url)
    engine = make_engine(database_url)
    yield engine
    await engine.dispose()


async def know_cities(url: str) -> None:
    engine = make_engine(url)
    async with PostgresWork(engine)() as work:
        await work.cities.add(*CITIES)
    async with engine.begin() as connection:
        await put_stations(connection, [place_row(KAZAN.id, PlaceKind.STATION, name, point) for name, point in STATIONS.items()])
    await engine.dispose()


@pytest.fixture
async def bookings(filled: PostgresTransaction, engine: AsyncEngine) -> list[Booking]:
    return [await filled.bookings.get(BookingId(number)) for number in await ids(engine, "booking")]


async def ids(engine: AsyncEngine, table: str) -> list[int]:
    async with engine.connect() as connection:
        return list((await connection.execute(text(f"SELECT id FROM {table} ORDER BY id"))).scalars())  # noqa: S608 - our own names


async def contents(engine: AsyncEngine) -> dict[str, list[str]]:
    async with engine.connect() as connection:
        return {
            table: list((await connection.execute(text(f"SELECT t::text FROM {table} t ORDER BY 1"))).scalars())  # noqa: S608 - our own
            for table in TABLES
        }


async def test_as_much_as_was_ordered_is_there(filled: PostgresTransaction, engine: AsyncEngine) -> None:
    assert len(await ids(engine, "apartment")) == ORDER.apartments
    assert len(await ids(engine, "booking")) == ORDER.bookings


async def test_no_night_has_two_takers(filled: PostgresTransaction, engine: AsyncEngine) -> None:
    for apartment in await ids(engine, "apartment"):
        nights = [holding.nights for holding in await filled.occupancy.taken(ApartmentId(apartment), ALL_TIME)]
        assert all(one.check_out <= other.check_in for one, other in zip(nights, nights[1:], strict=False))


async def test_who_holds_nights_is_what_the_bookings_and_blocks_say(
    filled: PostgresTransaction, engine: AsyncEngine, bookings: list[Booking]
) -> None:
    wanted = [
        (booking.apartment_id, TakenNights(nights, booking.taker))
        for booking in bookings
        if (nights := booking.nights if booking.holds_nights else booking.kept) is not None
    ]
    for number in await ids(engine, "block"):
        block = await filled.blocks.get(BlockId(number))
        wanted += [(block.apartment_id, TakenNights(span, block.taker)) for span in block.spans]
    held = [
        (apartment, holding)
        for apartment in await ids(engine, "apartment")
        for holding in await filled.occupancy.taken(ApartmentId(apartment), ALL_TIME)
    ]
    assert Counter(held) == Counter(wanted)


async def test_every_booking_obeys_the_rules(filled: PostgresTransaction, bookings: list[Booking]) -> None:
    assert len({booking.status for booking in bookings}) >= 7
    for booking in bookings:
        apartment = await filled.apartments.get(booking.apartment_id)
        check_moves(booking)
        today = local_date(booking.requested_at, booking.zone)
        assert today <= booking.stay.check_in <= today + timedelta(days=LIMITS.days_ahead)
        assert booking.check_in_at == moment_of(booking.stay.check_in, apartment.check_in_from, apartment.zone)
        assert booking.check_out_at == moment_of(booking.stay.check_out, apartment.check_out_until, apartment.zone)
        assert booking.expires_at == expiry(booking.requested_at, booking.check_in_at, booking.zone)
        assert booking.requested_at >= apartment.created_at
        assert booking.guests <= apartment.guests
        assert [line.kind for line in booking.quote.lines] == [line.kind for line in quote_for(apartment, booking.stay).lines]


def check_moves(booking: Booking) -> None:
    moves = booking.history
    assert moves[0].to is BookingStatus.REQUESTED
    assert all(after.to in MOVES[before.to] and before.at <= after.at for before, after in zip(moves, moves[1:], strict=False))
    assert moves[-1].at <= NOON
    if booking.status is BookingStatus.REQUESTED:
        assert booking.expires_at > NOON
    if booking.status is BookingStatus.CONFIRMED:
        assert booking.check_out_at > NOON
    if booking.status is BookingStatus.COMPLETED:
        assert moves[-1].at == booking.check_out_at
    if booking.mode is BookingMode.INSTANT:
        assert booking.status is not BookingStatus.REQUESTED


async def test_nobody_exceeds_the_limits_or_rents_their_own(filled: PostgresTransaction, bookings: list[Booking]) -> None:
    pending = Counter(booking.renter_id for booking in bookings if booking.pending)
    upcoming = Counter(booking.renter_id for booking in bookings if booking.status is BookingStatus.CONFIRMED)
    assert max(pending.values(), default=0) <= LIMITS.pending
    assert max(upcoming.values()) <= LIMITS.upcoming
    assert not {booking.renter_id for booking in bookings} & {booking.landlord_id for booking in bookings}


async def test_people_are_nobody(filled: PostgresTransaction, engine: AsyncEngine, bookings: list[Booking]) -> None:
    first_requests = {booking.renter_id: booking.requested_at for booking in reversed(bookings)}
    for number in await ids(engine, "person"):
        person = await filled.people.get(PersonId(number))
        assert person.telegram_id is not None
        assert FIRST_TELEGRAM_ID <= person.telegram_id < 2**52
        assert person.username is None
        assert person.since < first_requests.get(person.id, NOON)


async def test_nobody_is_told_and_only_the_future_fires(filled: PostgresTransaction, engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        noted = await connection.execute(text("SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM delivery)"))
        assert noted.scalar_one() == 0
        old = await connection.execute(text("SELECT count(*), count(*) FILTER (WHERE due <= :now) FROM timer"), {"now": NOON})
        timers, past = old.one()
        assert timers > 0
        assert past == 0


async def test_what_is_published_is_listed(filled: PostgresTransaction, engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        unlike = "SELECT id FROM apartment WHERE publication = 'published' EXCEPT SELECT id FROM listing"
        assert not (await connection.execute(text(unlike))).all()


async def test_apartments_are_linked_as_saving_them_would(filled_database: PostgresServer) -> None:
    linked = text("SELECT id, district_id, street_id, station_id, station_minutes FROM apartment ORDER BY id")
    engine = make_engine(filled_database.url)
    async with engine.connect() as connection:
        before = (await connection.execute(linked)).all()
        await link_places(connection)
        assert (await connection.execute(linked)).all() == before
        await connection.rollback()
    await engine.dispose()
    assert all(row.street_id for row in before)
    assert sum(row.station_id is not None for row in before) > 5


async def test_stays_are_as_long_as_landlords_allow(filled: PostgresTransaction, engine: AsyncEngine, bookings: list[Booking]) -> None:
    flats = {number: await filled.apartments.get(ApartmentId(number)) for number in await ids(engine, "apartment")}
    assert all(flats[each.apartment_id].min_nights <= each.stay.nights <= flats[each.apartment_id].max_nights for each in bookings)
    assert len({flat.house_rules for flat in flats.values()}) > 20
    assert {1, 2, 3} <= {flat.min_nights for flat in flats.values()}


async def test_stays_look_like_the_hotels(bookings: list[Booking]) -> None:
    nights = sorted(booking.stay.nights for booking in bookings)
    assert 3 <= nights[len(nights) // 2] <= 5
    confirmed = [booking for booking in bookings if booking.confirmation is not None]
    cancelled = sum(booking.status is BookingStatus.CANCELLED for booking in confirmed) / len(confirmed)
    assert 0.17 < cancelled < 0.33


async def test_the_same_order_makes_the_same_market(engine: AsyncEngine, empty: AsyncEngine, database_url: str) -> None:
    write(database_url)
    assert await contents(empty) == await contents(engine)


async def test_another_seed_makes_another_market(engine: AsyncEngine, empty: AsyncEngine, database_url: str) -> None:
    write(database_url, evolve(ORDER, seed=6))
    assert await contents(empty) != await contents(engine)


async def test_a_market_is_replaced_only_when_asked(empty: AsyncEngine, database_url: str) -> None:
    async with PostgresWork(empty)() as work:
        await work.people.add(a_person("Admin", number=await work.people.next_id()))
    write(database_url)
    with pytest.raises(MarketNotEmptyError):
        write(database_url)
    write(database_url, Order(apartments=3, bookings=20, replace=True))
    assert len(await ids(empty, "apartment")) == 3
    async with PostgresWork(empty)() as work:
        assert await work.people.of_telegram(TelegramId(7_000_000_001)) is not None


async def test_a_market_that_fails_half_way_leaves_nothing(empty: AsyncEngine, database_url: str) -> None:
    before = await constraints(empty)
    unknown = evolve(KAZAN, id=CityId(1))
    with pytest.raises(ForeignKeyViolation, match="place_city_id_fkey"):
        write_sample(database_url, ORDER, cities=[unknown], photos=photos, now=NOON)
    assert await ids(empty, "apartment") == []
    assert await constraints(empty) == before


async def constraints(engine: AsyncEngine) -> list[tuple[str, str]]:
    everything = """
        SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2
    """
    async with engine.connect() as connection:
        return [(row[0], row[1]) for row in await connection.execute(text(everything))]


async def test_constraints_and_indexes_are_as_the_migrations_made_them(empty: AsyncEngine, database_url: str) -> None:
    before = await constraints(empty)
    seen = write(database_url)
    assert await constraints(empty) == before
    assert {progress.stage for progress in seen} == {"apartments", "bookings", "indexes", "tidying"}


async def test_ids_go_on_after_the_samples(filled: PostgresTransaction, engine: AsyncEngine) -> None:
    assert await filled.bookings.next_id() > max(await ids(engine, "booking"))
    assert await filled.apartments.next_id() > max(await ids(engine, "apartment"))
    assert await filled.people.next_id() > max(await ids(engine, "person"))


async def test_times_are_local(bookings: list[Booking]) -> None:
    """Omsk is three hours ahead of Sochi."""
    hours = {(booking.zone, booking.check_in_at.astimezone(ZoneInfo(booking.zone)).hour) for booking in bookings}
    assert {zone for zone, _ in hours} == {"Asia/Omsk", "Europe/Moscow"}
    assert {hour for _, hour in hours} <= {13, 14, 15}
