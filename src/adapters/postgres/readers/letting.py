"""A landlord's own apartments."""

from collections.abc import Sequence
from datetime import datetime

from attrs import field, frozen
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.engine import reading
from adapters.postgres.readers.base import fetch
from adapters.postgres.readers.statuses import statuses
from adapters.postgres.rows import AnyRow
from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId, ApartmentNotFoundError, Publication, lacking
from rental_core.apartments.place import Address
from rental_core.bookings.letting import LettingReader, LettingSums, OwnApartment, Shelf
from rental_core.calendar.ports import StatusNow
from rental_core.calendar.status import Status
from rental_core.search.spelling import other_layout

# Nobody lets so many apartments that sorting them all would be slow: 1000 take 2 ms.
FOLDED = "translate(lower({0}), 'ё', 'е')"
OWN = """
    SELECT apartment.id, apartment.title, apartment.street, apartment.house, apartment.zone, apartment.publication,
           apartment.city_id, apartment.rooms, apartment.base IS NOT NULL AS priced, cardinality(apartment.photos) AS photos,
           apartment.rejection, city.name_ru, city.name_en, waiting.pending, waiting.expires_at, coming.arrival
    FROM apartment JOIN city ON city.id = apartment.city_id
    CROSS JOIN LATERAL (
        SELECT count(*) AS pending, min(expires_at) AS expires_at
        FROM booking WHERE apartment_id = apartment.id AND status = 'requested') AS waiting
    CROSS JOIN LATERAL (
        SELECT min(check_in) AS arrival
        FROM booking WHERE apartment_id = apartment.id AND status = 'confirmed' AND check_in_at > :at) AS coming
"""
BY_TITLE = f"{FOLDED.format('apartment.title')}, apartment.id"
# As equal as can be: the number of shelves follows from the number of apartments.
SHELVED = f"""
    SELECT id, title, ntile(CAST(:shelves AS integer)) OVER (ORDER BY {BY_TITLE}) AS number
    FROM apartment WHERE landlord_id = :landlord_id AND publication <> 'removed'
"""  # noqa: S608  # nothing in it comes from outside
COUNT = text("SELECT count(*) AS n FROM apartment WHERE landlord_id = :landlord_id AND publication <> 'removed'")
SHELVES = text(f"""
    SELECT number, count(*) AS n, (array_agg(title ORDER BY {FOLDED.format("title")}, id))[1] AS first,
           (array_agg(title ORDER BY {FOLDED.format("title")} DESC, id DESC))[1] AS last
    FROM ({SHELVED}) AS apartment GROUP BY number ORDER BY number""")  # noqa: S608  # likewise
SHELF = text(f"""
    {OWN} JOIN ({SHELVED}) AS shelved ON shelved.id = apartment.id AND shelved.number = :number ORDER BY {BY_TITLE}""")
CALLED = text(f"""
    {OWN} WHERE apartment.landlord_id = :landlord_id AND apartment.publication <> 'removed' AND EXISTS (
        SELECT FROM unnest(CAST(:texts AS text[])) AS said
        WHERE position(said IN {FOLDED.format("concat_ws(' ', apartment.title, apartment.street, apartment.house)")}) > 0)
    ORDER BY {BY_TITLE} LIMIT :limit""")
ONE = text(f"""
    {OWN} WHERE apartment.id = :id AND (apartment.landlord_id = :viewer
        OR EXISTS (SELECT FROM person AS viewer WHERE viewer.id = :viewer AND 'admin' = ANY(viewer.roles)))""")
DRAFTS = text(f"""
    {OWN} WHERE apartment.landlord_id = :landlord_id AND apartment.publication IN ('draft', 'rejected')
    ORDER BY apartment.id DESC LIMIT :limit""")
TO_REVIEW = text(f"""
    {OWN} WHERE apartment.publication = 'review' AND apartment.id > :after
        AND EXISTS (SELECT FROM person AS viewer WHERE viewer.id = :viewer AND 'admin' = ANY(viewer.roles))
    ORDER BY apartment.id LIMIT :limit""")
SUMS = text("""
    SELECT count(*) FILTER (WHERE publication = 'published') AS published, count(*) AS every, array_agg(id) AS ids
    FROM apartment WHERE landlord_id = :landlord_id AND publication <> 'removed'""")
WAITING = text("""
    SELECT count(*) OVER () AS n, expires_at, zone FROM booking
    WHERE landlord_id = :landlord_id AND status = 'requested' ORDER BY expires_at, id LIMIT 1""")


@frozen
class PostgresLettingReader(LettingReader):
    """Lists with what is free now; the statuses of a page are one statement more."""

    engine: AsyncEngine = field(converter=reading)

    async def sums(self, landlord_id: PersonId, *, at: datetime) -> LettingSums:
        mine = {"landlord_id": landlord_id}
        [row] = await fetch(self.engine, SUMS, mine)
        waiting = await fetch(self.engine, WAITING, mine)
        now = await statuses(self.engine, row.ids or [], at)
        sums = LettingSums(
            published=row.published,
            unpublished=row.every - row.published,
            occupied=sum(each.status is Status.OCCUPIED for each in now.values()),
        )
        if not waiting:
            return sums
        return LettingSums(sums.published, sums.unpublished, sums.occupied, waiting[0].n, waiting[0].expires_at, waiting[0].zone)

    async def shelves(self, landlord_id: PersonId, *, most: int, least: int) -> tuple[Shelf, ...]:
        values = {"landlord_id": landlord_id, "shelves": await self._shelves(landlord_id, most, least)}
        return tuple(Shelf(row.number, row.n, row.first, row.last) for row in await fetch(self.engine, SHELVES, values))

    async def shelf(self, landlord_id: PersonId, number: int, *, most: int, least: int, at: datetime) -> tuple[OwnApartment, ...]:
        shelves = await self._shelves(landlord_id, most, least)
        values = {"landlord_id": landlord_id, "shelves": shelves, "number": number, "at": at}
        return await self._own(await fetch(self.engine, SHELF, values), at)

    async def _shelves(self, landlord_id: PersonId, most: int, least: int) -> int:
        [row] = await fetch(self.engine, COUNT, {"landlord_id": landlord_id})
        return max(1, min(most, int(row.n) // least))

    async def called(self, landlord_id: PersonId, text: str, *, limit: int, at: datetime) -> tuple[OwnApartment, ...]:
        texts = [said.lower().replace("ё", "е") for said in (text.strip(), other_layout(text.strip()))]
        rows = await fetch(self.engine, CALLED, {"landlord_id": landlord_id, "texts": texts, "limit": limit, "at": at})
        return await self._own(rows, at)

    async def drafts(self, landlord_id: PersonId, *, limit: int, at: datetime) -> tuple[OwnApartment, ...]:
        return await self._own(await fetch(self.engine, DRAFTS, {"landlord_id": landlord_id, "limit": limit, "at": at}), at)

    async def to_review(self, *, viewer: PersonId, after: ApartmentId | None, limit: int, at: datetime) -> tuple[OwnApartment, ...]:
        values = {"viewer": viewer, "after": after or 0, "limit": limit, "at": at}
        return await self._own(await fetch(self.engine, TO_REVIEW, values), at)

    async def one(self, apartment_id: ApartmentId, *, viewer: PersonId, at: datetime) -> OwnApartment:
        rows = await fetch(self.engine, ONE, {"id": apartment_id, "viewer": viewer, "at": at})
        if not rows:
            raise ApartmentNotFoundError(apartment_id)
        return (await self._own(rows, at))[0]

    async def _own(self, rows: Sequence[AnyRow], at: datetime) -> tuple[OwnApartment, ...]:
        now = await statuses(self.engine, [row.id for row in rows], at)
        return tuple(to_own(row, now[row.id]) for row in rows)


def to_own(row: AnyRow, status: StatusNow) -> OwnApartment:
    return OwnApartment(
        id=row.id,
        title=row.title,
        street=row.street,
        house=row.house,
        city_ru=row.name_ru,
        city_en=row.name_en,
        zone=row.zone,
        publication=Publication(row.publication),
        missing=lacking(row.title, Address(row.city_id, row.street, row.house), photos=row.photos, priced=row.priced, rooms=row.rooms),
        rejection=row.rejection,
        status=status,
        pending=row.pending,
        expires_at=row.expires_at,
        arrival=row.arrival,
    )
