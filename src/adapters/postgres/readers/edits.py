"""The history of apartments, for screens."""

from typing import Any

from attrs import field, frozen
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.engine import reading
from adapters.postgres.readers.base import fetch
from adapters.postgres.rows import AnyRow
from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId, ApartmentNotFoundError
from rental_core.apartments.facts import Fact, FactChange, Plain
from rental_core.apartments.ports import EditId, EditReader, EditRow

# A row without an edit says that the viewer may look and that there is nothing (more).
PAGE = text("""
    SELECT edit.id, edit.at, edit.by_id, person.name AS by_name, edit.fact, edit.was, edit.became, apartment.currency
    FROM apartment
    LEFT JOIN LATERAL (
        SELECT * FROM apartment_edit WHERE apartment_id = apartment.id AND id < :after ORDER BY id DESC LIMIT :limit) AS edit ON true
    LEFT JOIN person ON person.id = edit.by_id
    WHERE apartment.id = :id
      AND (apartment.landlord_id = :viewer
           OR EXISTS (SELECT FROM person AS viewer WHERE viewer.id = :viewer AND 'admin' = ANY(viewer.roles)))
    ORDER BY edit.id DESC""")
NEWEST = 2**63 - 1


@frozen
class PostgresEditReader(EditReader):
    """Lines of the log with the names of who wrote them."""

    engine: AsyncEngine = field(converter=reading)

    async def page(self, apartment_id: ApartmentId, *, viewer: PersonId, after: EditId | None, limit: int) -> tuple[EditRow, ...]:
        values = {"id": apartment_id, "viewer": viewer, "after": after or NEWEST, "limit": limit}
        rows = await fetch(self.engine, PAGE, values)
        if not rows:
            raise ApartmentNotFoundError(apartment_id)
        return tuple(to_edit(row) for row in rows if row.id is not None)


def to_edit(row: AnyRow) -> EditRow:
    change = FactChange(Fact(row.fact), to_plain(row.was), to_plain(row.became))
    return EditRow(EditId(row.id), row.at, row.by_id, row.by_name or "", change, row.currency)


def to_plain(stored: Any) -> Plain:
    return tuple(stored) if isinstance(stored, list) else stored
