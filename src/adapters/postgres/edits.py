"""The history of apartments: a row for each fact that changed."""

from attrs import frozen
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.postgres.tables import apartment_edit
from rental_core.apartments.apartment import ApartmentId
from rental_core.apartments.facts import Edit
from rental_core.apartments.ports import EditLog

ADD = insert(apartment_edit)


@frozen
class PostgresEditLog(EditLog):
    """Rows are only ever added."""

    connection: AsyncConnection

    async def add(self, apartment_id: ApartmentId, edit: Edit) -> None:
        about = {"apartment_id": apartment_id, "at": edit.at, "by_id": edit.by}
        rows = [about | {"fact": each.fact.value, "was": each.was, "became": each.now} for each in edit.changes]
        await self.connection.execute(ADD, rows)
