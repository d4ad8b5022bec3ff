"""What people keep for later."""

from datetime import datetime

from attrs import frozen
from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.postgres.tables import favourite
from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId
from rental_core.search.ports import FavouriteRepository

OF_PERSON = favourite.c.person_id == bindparam("person")
KEEP = insert(favourite).on_conflict_do_nothing()
DROP = delete(favourite).where(OF_PERSON, favourite.c.apartment_id == bindparam("apartment"))
COUNT = select(func.count()).select_from(favourite).where(OF_PERSON)


@frozen
class PostgresFavourites(FavouriteRepository):
    """A row for each person and apartment."""

    connection: AsyncConnection

    async def keep(self, person_id: PersonId, apartment_id: ApartmentId, *, at: datetime) -> None:
        await self.connection.execute(KEEP, {"person_id": person_id, "apartment_id": apartment_id, "kept_at": at})

    async def drop(self, person_id: PersonId, apartment_id: ApartmentId) -> None:
        await self.connection.execute(DROP, {"person": person_id, "apartment": apartment_id})

    async def count(self, person_id: PersonId) -> int:
        return int((await self.connection.execute(COUNT, {"person": person_id})).scalar_one())
