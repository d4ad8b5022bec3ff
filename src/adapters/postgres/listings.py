"""Keeps `listing` equal to what may be found: the published apartments of landlords who are not blocked. `price_step` is kept before."""

from typing import Any

from sqlalchemy import Integer, Select, bindparam, delete, func, literal_column, select, text, true, tuple_
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.postgres.tables import apartment, listing, person, price_step
from adapters.postgres.tables.market import ON_GRID
from rental_core.accounts.person import Person
from rental_core.apartments.apartment import Apartment, BookingMode, Publication

WEEKEND = func.coalesce(apartment.c.weekend, apartment.c.base)
# Of an apartment without seasons there are no steps, and all of these are NULL.
STEPS = (
    select(
        func.min(func.least(price_step.c.price, price_step.c.weekend)).label("low"),
        func.max(func.greatest(price_step.c.price, price_step.c.weekend)).label("high"),
        func.min(price_step.c.shortest).label("shortest"),
        func.max(price_step.c.longest).label("longest"),
    )
    .where(price_step.c.apartment_id == apartment.c.id)
    .lateral("steps")
)
LOW = func.coalesce(STEPS.c.low, func.least(apartment.c.base, WEEKEND))
PERCENT_LEFT = literal_column("100", Integer) - func.greatest(apartment.c.weekly, apartment.c.monthly)
WANTED = (
    select(
        apartment.c.id,
        apartment.c.city_id,
        apartment.c.base,
        WEEKEND,
        apartment.c.weekend_nights,
        STEPS.c.low.is_not(None),
        LOW,
        func.coalesce(STEPS.c.high, func.greatest(apartment.c.base, WEEKEND)),
        LOW * PERCENT_LEFT // literal_column("100", Integer),
        apartment.c.weekly,
        apartment.c.monthly,
        apartment.c.cleaning,
        func.coalesce(apartment.c.extra_guest, literal_column("0")),
        apartment.c.included_guests,
        apartment.c.rooms,
        apartment.c.guests,
        apartment.c.amenities,
        apartment.c.preparation_nights,
        func.coalesce(STEPS.c.shortest, apartment.c.min_nights),
        func.coalesce(STEPS.c.longest, apartment.c.max_nights),
        apartment.c.notice_days,
        apartment.c.window_days,
        apartment.c.mode == BookingMode.INSTANT.value,
        apartment.c.district_id,
        apartment.c.street_id,
        literal_column(ON_GRID.format("apartment.lat")),  # exact points stay where searches do not look
        literal_column(ON_GRID.format("apartment.lon")),
        apartment.c.published_at,
    )
    .join(person, person.c.id == apartment.c.landlord_id)
    .join(STEPS, true())
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
