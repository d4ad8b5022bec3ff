"""With dates a search speaks of the price of these dates, and finds what could be asked for: neither ever disagrees with the core."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from attrs import evolve, field, frozen
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from adapters.embedded import PostgresServer
from adapters.memory import MemoryClock
from adapters.postgres.apartments import to_apartment
from adapters.postgres.engine import make_engine
from adapters.postgres.listings import LIST_EVERYTHING
from adapters.postgres.price_steps import step_rows
from adapters.postgres.readers import PostgresSearch
from adapters.postgres.tables import apartment, listing, price_step
from adapters.postgres.work import PostgresWork
from rental_core.accounts.person import Blocking, Role
from rental_core.apartments.apartment import Apartment, Publication
from rental_core.apartments.place import City, CityId
from rental_core.apartments.rates import MAX_SEASONS, Rates, Season
from rental_core.bookings.rules import BookingLimits, must_be_bookable
from rental_core.errors import RentalError
from rental_core.money import Money
from rental_core.pricing.quote import quote, quote_for
from rental_core.search.criteria import SearchCriteria, Sort
from rental_core.stay import ONE_DAY, Stay
from tests import strategies
from tests.support.builders import NOON, SOCHI, an_apartment, at, stay
from tests.support.crowd import some_rates
from tests.support.market import Market, open_market
from tests.support.servers import temporary_database

MAY = stay("2027-05-05", "2027-05-08")
EISK = CityId(2)


@frozen
class Desk:
    """A market with one flat of whatever rates, and a search over it."""

    runner: asyncio.Runner
    market: Market
    search: PostgresSearch

    def let(self, rates: Rates) -> Apartment:
        self.runner.run(self.market.change_flat(rates=rates, guests=6))
        return self.market.flat

    def found(self, criteria: SearchCriteria) -> bool:
        """Both by page and by count, which must agree."""
        rows = self.runner.run(self.search.page(criteria, after=None, limit=5)).rows
        assert self.runner.run(self.search.count(criteria, cap=5)) == len(rows)
        return len(rows) == 1


@pytest.fixture(scope="module")
def desk(postgres_server: PostgresServer, database_template: PostgresServer) -> Iterator[Desk]:
    with temporary_database(postgres_server, database_template) as database, asyncio.Runner() as runner:
        engine = make_engine(database.url)
        clock = MemoryClock(at("2026-12-28 12:00"))
        market = runner.run(open_market(PostgresWork(engine), clock))
        yield Desk(runner, market, PostgresSearch(engine, clock, market.limits))
        runner.run(engine.dispose())


@pytest.fixture
def search(engine: AsyncEngine, market: Market) -> PostgresSearch:
    return PostgresSearch(engine, market.clock, market.limits)


@given(strategies.all_rates(), strategies.stays(within=90, longest=91), st.integers(1, 6), st.sampled_from(Sort))
def test_the_price_filter_never_disagrees_with_the_quote(desk: Desk, rates: Rates, asked: Stay, guests: int, sort: Sort) -> None:
    flat = desk.let(rates)
    criteria = SearchCriteria(city_id=SOCHI.id, near=SOCHI.point, stay=asked, guests=guests, sort=sort)
    total = quote(rates, asked, guests).total.amount
    had = bookable(flat, asked, guests, desk.market)
    assert desk.found(criteria) == had
    for each in (criteria, evolve(criteria, per_stay=True)):
        enough = each.as_limit(total)
        assert desk.found(evolve(each, price_to=enough)) == had
        assert not desk.found(evolve(each, price_to=enough - 1))
        assert not desk.found(evolve(each, price_from=enough + 1))
        assert desk.runner.run(desk.search.cheapest(evolve(each, price_to=1))) == (enough if had else None)
    exact = evolve(criteria, per_stay=True, price_from=total, price_to=total)
    assert desk.found(exact) == had


def bookable(flat: Apartment, asked: Stay, guests: int, market: Market) -> bool:
    try:
        must_be_bookable(flat, asked, guests, market.limits, market.clock.now())
    except RentalError:
        return False
    return True


def season(nights: Stay, **changes: Any) -> Season:
    return Season(name="Сезон", nights=nights, **changes)


async def found(search: PostgresSearch, asked: Stay, **wanted: Any) -> bool:
    return bool((await search.page(SearchCriteria(city_id=SOCHI.id, stay=asked, **wanted), after=None, limit=5)).rows)


async def test_the_limits_are_those_of_the_season_of_the_arrival_night(search: PostgresSearch, market: Market) -> None:
    fair = season(stay("2027-05-06", "2027-05-10"), min_nights=4, max_nights=5)
    await market.change_flat(rates=Rates(Money(350_000), Money(0), seasons=(fair,)), max_nights=3)
    assert await found(search, stay("2027-05-05", "2027-05-08"))
    assert not await found(search, stay("2027-05-05", "2027-05-09"))
    assert not await found(search, stay("2027-05-06", "2027-05-09"))
    assert await found(search, stay("2027-05-06", "2027-05-11"))
    assert not await found(search, stay("2027-05-06", "2027-05-12"))


@pytest.mark.parametrize("sort", Sort)
async def test_whoever_comes_too_soon_or_asks_too_early_finds_nothing(search: PostgresSearch, market: Market, sort: Sort) -> None:
    await market.change_flat(notice_days=2, window_days=30)
    asked = {day: Stay(NOON.date() + day * ONE_DAY, NOON.date() + (day + 2) * ONE_DAY) for day in (1, 2, 30, 31)}
    seen = {day: await found(search, each, sort=sort, near=SOCHI.point) for day, each in asked.items()}
    assert seen == {1: False, 2: True, 30: True, 31: False}


async def test_today_is_the_date_in_the_city(search: PostgresSearch, market: Market) -> None:
    market.clock.set(at("2027-05-04 23:59"))
    assert await found(search, MAY)
    market.clock.set(at("2027-05-06 00:00"))  # still the fifth in UTC
    assert not await found(search, MAY)


async def test_nobody_finds_more_nights_or_days_ahead_than_may_be_booked(engine: AsyncEngine, market: Market) -> None:
    search = PostgresSearch(engine, market.clock, BookingLimits(days_ahead=10, nights=3))
    assert await found(search, MAY)
    assert not await found(search, Stay(MAY.check_in, MAY.check_out + ONE_DAY))
    assert not await found(search, stay("2027-05-12", "2027-05-14"))


async def test_the_farthest_and_longest_stay_has_its_price(search: PostgresSearch, market: Market) -> None:
    begin = NOON.date() + timedelta(365)
    far = Stay(begin, begin + timedelta(90))
    rates = Rates(Money(350_000), Money(0), seasons=(season(Stay(begin + timedelta(80), begin + timedelta(300)), base=Money(900_000)),))
    await market.change_flat(rates=rates)
    total = quote(rates, far).total.amount
    assert await found(search, far, per_stay=True, price_from=total, price_to=total)


async def test_as_many_seasons_as_there_may_be_are_all_counted(search: PostgresSearch, market: Market) -> None:
    seasons = tuple(
        season(Stay(MAY.check_in + number * 2 * ONE_DAY, MAY.check_in + (number * 2 + 1) * ONE_DAY), base=Money(10**13 - number))
        for number in range(MAX_SEASONS)
    )
    rates = Rates(Money(10**13), Money(10**13), seasons=seasons)
    await market.change_flat(rates=rates)
    asked = Stay(MAY.check_in, MAY.check_in + 90 * ONE_DAY)
    total = quote(rates, asked).total.amount
    assert await found(search, asked, per_stay=True, price_from=total, price_to=total)


async def test_the_order_is_that_of_the_price_of_the_dates(search: PostgresSearch, market: Market) -> None:
    cheap_in_may = Rates(Money(400_000), Money(0), seasons=(season(stay("2027-05-01", "2027-06-01"), base=Money(200_000)),))
    other = await market.another_flat(rates=cheap_in_may)
    undated = await search.page(SearchCriteria(city_id=SOCHI.id), after=None, limit=5)
    dated = await search.page(SearchCriteria(city_id=SOCHI.id, stay=MAY), after=None, limit=5)
    assert [row.id for row in undated.rows] == [market.flat.id, other.id]
    assert [row.id for row in dated.rows] == [other.id, market.flat.id]
    assert [row.quote(MAY) for row in dated.rows] == [quote_for(other, MAY), quote_for(market.flat, MAY)]


async def test_no_offer_beside_the_asked_one_would_be_refused(search: PostgresSearch, market: Market) -> None:
    lost = await market.another_flat()
    fair = season(stay("2027-05-05", "2027-05-07"), min_nights=7)
    await market.change_flat(rates=Rates(Money(350_000), Money(0), seasons=(fair,)), notice_days=5)
    assert await search.similar(lost.id, MAY, guests=1, limit=3) == ()
    assert [row.id for row in await search.similar(lost.id, stay("2027-05-07", "2027-05-09"), guests=1, limit=3)] == [market.flat.id]
    async with market.work() as work:
        await work.apartments.save(evolve(lost, publication=Publication.PAUSED))
    asked = SearchCriteria(city_id=SOCHI.id, stay=MAY)
    others = await search.other_dates(asked, today=NOON.date(), days=3, cap=5, limit=9)
    assert [each.stay.check_in for each in others] == [MAY.check_in + days * ONE_DAY for days in (2, 3)]


@frozen
class Books:
    """What a search reads, as it is and as it would be, were it made anew."""

    engine: AsyncEngine = field()

    async def kept(self) -> tuple[list[Any], list[Any]]:
        async with self.engine.connect() as connection:
            return await _read(connection)

    async def made_anew(self) -> tuple[list[Any], list[Any]]:
        async with self.engine.connect() as connection:
            await connection.execute(delete(listing))
            await connection.execute(delete(price_step))
            for row in (await connection.execute(select(apartment))).all():
                if rows := step_rows(to_apartment(row)):
                    await connection.execute(insert(price_step), [{**each, "apartment_id": row.id} for each in rows])
            await connection.execute(LIST_EVERYTHING)
            made = await _read(connection)
            await connection.rollback()
            return made


async def _read(connection: AsyncConnection) -> tuple[list[Any], list[Any]]:
    listed = await connection.execute(select(listing).order_by(listing.c.id))
    stepped = await connection.execute(select(price_step).order_by(price_step.c.apartment_id, price_step.c.check_out))
    return [tuple(row) for row in listed], [tuple(row) for row in stepped]


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_is_edited_the_search_reads_what_it_would_read_made_anew(market: Market, engine: AsyncEngine, seed: int) -> None:
    random, books = Random(seed), Books(engine)
    async with market.work() as work:
        await work.cities.add(City(id=EISK, name_ru="Ейск", name_en="Yeysk", point=SOCHI.point, zone=SOCHI.zone, currency="RUB"))
    await market.change_person(market.landlord, roles=frozenset({Role.LANDLORD}))
    for _ in range(25):
        match random.choice(("rates", "rates", "publication", "city", "limits", "landlord", "another")):
            case "rates":
                await market.change_flat(rates=some_rates(random))
            case "publication":
                await market.change_flat(publication=random.choice((Publication.PUBLISHED, Publication.PAUSED)))
            case "city":
                await market.change_flat(address=evolve(market.flat.address, city_id=random.choice((SOCHI.id, EISK))))
            case "limits":
                await market.change_flat(
                    min_nights=random.randint(1, 4), max_nights=random.randint(4, 90), notice_days=random.randint(0, 9)
                )
            case "landlord":
                await market.change_person(market.landlord, blocked=random.choice((None, Blocking(NOON, None, "fraud"))))
            case "another":
                await market.another_flat(rates=some_rates(random))
        assert await books.kept() == await books.made_anew()


def test_what_is_not_priced_yet_has_no_steps() -> None:
    assert step_rows(an_apartment(rates=None, publication=Publication.DRAFT)) == []
