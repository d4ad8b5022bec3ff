"""Readers of a market in memory, as far as the windows ask them."""

from collections.abc import Sequence
from datetime import date, datetime

from attrs import define, evolve, field, frozen

from adapters.memory import MemoryWork
from adapters.memory.state import Store
from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import Apartment, ApartmentId, BookingMode
from rental_core.apartments.place import City, CityId, Point
from rental_core.bookings.status import periods_of
from rental_core.calendar.ports import CalendarReader, CalendarRow, DayKind, StatusNow
from rental_core.calendar.status import occupied_until
from rental_core.pricing.quote import quote_for
from rental_core.search.criteria import Cursor, NearPlace, OtherDates, ResultPage, ResultRow, SearchCriteria
from rental_core.search.places import Place, PlaceId, PlaceKind
from rental_core.search.ports import ApartmentSearch, PlaceReader
from rental_core.stay import Stay
from tests.support.builders import SOCHI
from tests.support.market import Market


@define
class MarketPlaces(PlaceReader):
    """One city, until it breaks."""

    broken: bool = False
    known: tuple[Place, ...] = ()

    async def cities(self, text: str, *, limit: int) -> tuple[City, ...]:
        return tuple(city for city in (SOCHI,) if city.name_ru.lower().startswith(text.lower()[:3]))[:limit]

    async def popular(self, *, limit: int) -> tuple[City, ...]:
        return (SOCHI,)[:limit]

    async def city(self, city_id: CityId) -> City | None:
        if self.broken:
            raise RuntimeError("a bug, as there will be")
        return SOCHI if city_id == SOCHI.id else None

    async def places(self, text: str, *, city_id: CityId | None, limit: int) -> tuple[Place, ...]:
        return tuple(place for place in self.known if text.lower()[:4] in place.name_ru.lower())[:limit]

    async def place(self, place_id: PlaceId) -> Place | None:
        return next((place for place in self.known if place.id == place_id), None)

    async def districts(self, city_id: CityId, *, limit: int) -> tuple[Place, ...]:
        return tuple(place for place in self.known if place.kind is PlaceKind.DISTRICT)[:limit]

    async def city_around(self, point: Point) -> City | None:
        return SOCHI


@frozen
class MarketCalendar(CalendarReader):
    """What the guard of the market holds, all of it called sold."""

    market: Market

    async def taken(self, apartment_id: ApartmentId, within: Stay, *, viewer: PersonId) -> tuple[CalendarRow, ...]:
        async with self.market.work() as work:
            holdings = await work.occupancy.taken(apartment_id, within)
        cut = [holding.nights.within(within) for holding in holdings]
        return tuple(CalendarRow(nights, DayKind.SOLD) for nights in cut if nights)

    async def status(self, apartment_id: ApartmentId, *, at: datetime) -> StatusNow:
        async with self.market.work() as work:
            flat = await work.apartments.get(apartment_id)
            periods = await periods_of(work, flat)
        return StatusNow.until(occupied_until([(each.begin, each.end) for each in periods], at, flat.zone), flat.zone)


@define
class MarketSearch(ApartmentSearch):
    """Every apartment that fits, by id, whatever is taken of it and wherever it stands; other dates and places are as told."""

    market: Market
    dates: tuple[OtherDates, ...] = ()
    near: tuple[NearPlace, ...] = ()
    together: list[int] = field(factory=list)  # how many counts were asked at once

    async def page(self, criteria: SearchCriteria, *, after: Cursor | None, limit: int) -> ResultPage:
        fitting = [flat for flat in await self._fitting(criteria) if after is None or flat.id > after.id]
        rows = tuple(row_of(flat) for flat in fitting[:limit])
        return ResultPage(rows, Cursor(0, rows[-1].id) if len(fitting) > limit else None)

    async def count(self, criteria: SearchCriteria, *, cap: int) -> int:
        return min(len(await self._fitting(criteria)), cap)

    async def counts(self, several: Sequence[SearchCriteria], *, cap: int) -> tuple[int, ...]:
        self.together.append(len(several))
        return tuple([await self.count(each, cap=cap) for each in several])

    async def cheapest(self, criteria: SearchCriteria) -> int | None:
        fitting = await self._fitting(evolve(criteria, price_from=None, price_to=None))
        return min((criteria.as_limit(price_of(flat, criteria)) for flat in fitting), default=None)

    async def other_dates(self, criteria: SearchCriteria, *, today: date, days: int, cap: int, limit: int) -> tuple[OtherDates, ...]:
        return self.dates[:limit]

    async def neighbours(self, criteria: SearchCriteria, place: Place, *, cap: int, limit: int) -> tuple[NearPlace, ...]:
        return self.near[:limit]

    async def similar(self, apartment_id: ApartmentId, stay: Stay, *, guests: int, limit: int) -> tuple[ResultRow, ...]:
        fitting = await self._fitting(SearchCriteria(city_id=SOCHI.id, guests=guests))
        return tuple(row_of(flat) for flat in fitting if flat.id != apartment_id)[:limit]

    async def _fitting(self, criteria: SearchCriteria) -> list[Apartment]:
        flats = sorted(store_of(self.market).committed.apartments.values(), key=lambda flat: flat.id)
        return [flat for flat in flats if fits(flat, criteria)]


def fits(flat: Apartment, criteria: SearchCriteria) -> bool:
    """Whether it has what is asked, its price included."""
    enough = flat.guests >= criteria.guests and (flat.rooms or 1) >= criteria.rooms and flat.amenities >= criteria.amenities
    at_once = flat.mode is BookingMode.INSTANT or not criteria.instant
    low, high = criteria.price_limits
    return enough and at_once and low <= price_of(flat, criteria) <= (10**12 if high is None else high)


def store_of(market: Market) -> Store:
    """What the market's memory holds."""
    assert isinstance(market.work, MemoryWork)
    return market.work.store


def price_of(flat: Apartment, criteria: SearchCriteria) -> int:
    """Of the stay, without dates the base price."""
    assert flat.rates
    return quote_for(flat, criteria.stay, criteria.guests).total.amount if criteria.stay else flat.rates.base.amount


def row_of(flat: Apartment) -> ResultRow:
    assert flat.rates
    return ResultRow(
        id=flat.id,
        title=flat.title,
        district=flat.address.district,
        street=flat.address.street,
        rooms=flat.rooms or 1,
        guests=flat.guests,
        area=flat.area,
        amenities=flat.amenities,
        rates=flat.rates,
        photo=flat.photos[0],
        mode=flat.mode,
        published_at=flat.created_at,
    )
