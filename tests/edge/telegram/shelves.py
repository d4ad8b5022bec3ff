"""Readers of a market in memory, as far as the windows ask them."""

from attrs import define, frozen

from adapters.memory import MemoryWork
from adapters.memory.state import Store
from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import Apartment, ApartmentId
from rental_core.apartments.place import City, CityId
from rental_core.calendar.ports import CalendarReader, CalendarRow, DayKind
from rental_core.search.criteria import Cursor, ResultPage, ResultRow, SearchCriteria
from rental_core.search.ports import ApartmentSearch, PlaceReader
from rental_core.stay import Stay
from tests.support.builders import SOCHI
from tests.support.market import Market


@define
class MarketPlaces(PlaceReader):
    """One city, until it breaks."""

    broken: bool = False

    async def cities(self, text: str, *, limit: int) -> tuple[City, ...]:
        return tuple(city for city in (SOCHI,) if city.name_ru.lower().startswith(text.lower()[:3]))[:limit]

    async def popular(self, *, limit: int) -> tuple[City, ...]:
        return (SOCHI,)[:limit]

    async def city(self, city_id: CityId) -> City | None:
        if self.broken:
            raise RuntimeError("a bug, as there will be")
        return SOCHI if city_id == SOCHI.id else None


@frozen
class MarketCalendar(CalendarReader):
    """What the guard of the market holds, all of it called sold."""

    market: Market

    async def taken(self, apartment_id: ApartmentId, within: Stay, *, viewer: PersonId) -> tuple[CalendarRow, ...]:
        async with self.market.work() as work:
            holdings = await work.occupancy.taken(apartment_id, within)
        cut = [holding.nights.within(within) for holding in holdings]
        return tuple(CalendarRow(nights, DayKind.SOLD) for nights in cut if nights)


@frozen
class MarketSearch(ApartmentSearch):
    """Every apartment with enough rooms and beds, by id, whatever else is asked; prices count."""

    market: Market

    async def page(self, criteria: SearchCriteria, *, after: Cursor | None, limit: int) -> ResultPage:
        fitting = [flat for flat in await self._fitting(criteria) if after is None or flat.id > after.id]
        rows = tuple(row_of(flat) for flat in fitting[:limit])
        return ResultPage(rows, Cursor(0, rows[-1].id) if len(fitting) > limit else None)

    async def count(self, criteria: SearchCriteria, *, cap: int) -> int:
        return min(len(await self._fitting(criteria)), cap)

    async def _fitting(self, criteria: SearchCriteria) -> list[Apartment]:
        flats = sorted(store_of(self.market).committed.apartments.values(), key=lambda flat: flat.id)
        return [flat for flat in flats if flat.guests >= criteria.guests and price_of(flat) <= (criteria.price_to or 10**12)]


def store_of(market: Market) -> Store:
    """What the market's memory holds."""
    assert isinstance(market.work, MemoryWork)
    return market.work.store


def price_of(flat: Apartment) -> int:
    assert flat.rates
    return flat.rates.base.amount


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
