"""Keeps `listing` equal to what may be found: the published apartments of landlords who are not blocked."""

from typing import Any

from sqlalchemy import Select, bindparam, delete, literal_column, select, text, tuple_
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.postgres.tables import apartment, listing, person
from adapters.postgres.tables.market import ON_GRID
from rental_core.accounts.person import Person
from rental_core.apartments.apartment import Apartment, BookingMode, Publication

WANTED = (
    select(
        apartment.c.id,
        apartment.c.city_id,
        apartment.c.base,
        apartment.c.cleaning,
        apartment.c.rooms,
        apartment.c.guests,
        apartment.c.amenities,
        apartment.c.preparation_nights,
        apartment.c.min_nights,
        apartment.c.max_nights,
        apartment.c.mode == BookingMode.INSTANT.value,
        apartment.c.district_id,
        apartment.c.street_id,
        literal_column(ON_GRID.format("apartment.lat")),  # exact points stay where searches do not look
        literal_column(ON_GRID.format("apartment.lon")),
        apartment.c.published_at,
    )
    .join(person, person.c.id == apartment.c.landlord_id)
    .where(apartment.c.publication == Publication.PUBLISHED.value, person.c.blocked_at.is_(None))
    .order_by(apartment.c.id)
)


def _list(wanted: Select[*tuple[Any, ...]]) -> Insert:
    new = insert(listing).from_select([column.name for column in listing.c if column.computed is None], wanted)
    facts = [column.name for column in listing.c if column.computed is None and not column.primary_key]
    # A row that says the same is left alone: rewriting it would cost the searches their index-only scans until the next vacuum.
    changed = tuple_(*(listing.c[name] for name in facts)).is_distinct_from(tuple_(*(new.excluded[name] for name in facts)))
    return new.on_conflict_do_update(index_elements=["id"], set_={name: new.excluded[name] for name in facts}, where=changed)


LIST = _list(WANTED.where(apartment.c.id == bindparam("id")))
LIST_ALL_OF = _list(WANTED.where(apartment.c.landlord_id == bindparam("landlord_id")))
LIST_EVERYTHING = _list(WANTED)  # after apartments came in by COPY
UNLIST = delete(listing).where(listing.c.id == bindparam("id"))
UNLIST_ALL_OF = delete(listing).where(listing.c.id == apartment.c.id, apartment.c.landlord_id == bindparam("landlord_id"))
LOCK_ALL_OF = text("SELECT id FROM apartment WHERE landlord_id = :landlord_id ORDER BY id FOR NO KEY UPDATE")


async def list_apartment(connection: AsyncConnection, changed: Apartment) -> None:
    """After an apartment was stored, in the same transaction, as a statement of its own: it must see what it waited for."""
    published = changed.publication is Publication.PUBLISHED
    await connection.execute(LIST if published else UNLIST, {"id": changed.id})


async def list_apartments_of(connection: AsyncConnection, landlord: Person) -> None:
    """After a landlord was stored, in the same transaction. The apartments of a blocked one are locked first, by id.

    So an edit in progress either commits before and its listing goes too, or waits and then sees that the landlord is blocked.
    """
    landlord_id = {"landlord_id": landlord.id}
    if landlord.blocked:
        await connection.execute(LOCK_ALL_OF, landlord_id)
        await connection.execute(UNLIST_ALL_OF, landlord_id)
    else:
        await connection.execute(LIST_ALL_OF, landlord_id)
