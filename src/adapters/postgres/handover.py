"""A sample market changes hands: what the demo needs, so that its landlord answers every request."""

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.tables import apartment, booking, city, place
from rental_core.accounts.person import PersonId
from rental_core.search.places import PlaceKind

ANY_APARTMENT = select(select(apartment.c.id).exists())
ANY_CITY = select(select(city.c.id).exists() & select(place.c.id).where(place.c.kind == PlaceKind.STATION.value).exists())
APARTMENTS = update(apartment).values(landlord_id=bindparam("landlord"))
BOOKINGS = update(booking).values(landlord_id=bindparam("landlord"))


async def has_market(engine: AsyncEngine) -> bool:
    """Whether there is any apartment."""
    async with engine.connect() as connection:
        return bool((await connection.execute(ANY_APARTMENT)).scalar_one())


async def has_cities(engine: AsyncEngine) -> bool:
    """Whether the lists of cities and of their stations were ever loaded."""
    async with engine.connect() as connection:
        return bool((await connection.execute(ANY_CITY)).scalar_one())


async def hand_over(engine: AsyncEngine, landlord: PersonId) -> None:
    """All apartments and bookings become the landlord's."""
    async with engine.begin() as connection:
        await connection.execute(APARTMENTS, {"landlord": landlord})
        await connection.execute(BOOKINGS, {"landlord": landlord})
