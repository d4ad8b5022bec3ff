"""Apartments for screens."""

from attrs import field, frozen
from sqlalchemy import and_, bindparam, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.apartments import to_apartment
from adapters.postgres.engine import reading
from adapters.postgres.rates import to_rates
from adapters.postgres.readers.base import fetch
from adapters.postgres.rows import AnyRow
from adapters.postgres.tables import apartment, city, person, place
from rental_core.accounts.person import PersonId, Role
from rental_core.apartments.amenity import from_mask
from rental_core.apartments.apartment import Apartment, ApartmentId, ApartmentNotFoundError, BookingMode, Publication
from rental_core.apartments.place import NearStation, Point
from rental_core.apartments.ports import ApartmentPage, ApartmentReader

PAGES = (
    select(
        apartment,
        city.c.name_ru,
        city.c.name_en,
        person.c.name.label("landlord_name"),
        person.c.since.label("landlord_since"),
        place.c.name_ru.label("station_ru"),
        place.c.name_en.label("station_en"),
    )
    .join(city, city.c.id == apartment.c.city_id)
    .join(person, person.c.id == apartment.c.landlord_id)
    .outerjoin(place, place.c.id == apartment.c.station_id)
)
IS_LET = and_(apartment.c.publication == Publication.PUBLISHED.value, person.c.blocked_at.is_(None))
VIEWER = person.alias("viewer")
BY_ADMIN = exists().where(VIEWER.c.id == bindparam("viewer"), VIEWER.c.roles.contains([Role.ADMIN.value]))
VISIBLE = or_(IS_LET, apartment.c.landlord_id == bindparam("viewer"), BY_ADMIN)
PAGE = PAGES.where(apartment.c.id == bindparam("id"), VISIBLE)
OWN = select(apartment).where(apartment.c.id == bindparam("id"), or_(apartment.c.landlord_id == bindparam("viewer"), BY_ADMIN))
OF_LANDLORD = (
    PAGES.where(apartment.c.landlord_id == bindparam("landlord_id"), apartment.c.id > bindparam("after"))
    .order_by(apartment.c.id)
    .limit(bindparam("limit"))
)


@frozen
class PostgresApartmentReader(ApartmentReader):
    """Apartments with the names of their city and their landlord."""

    engine: AsyncEngine = field(converter=reading)

    async def page(self, apartment_id: ApartmentId, *, viewer: PersonId) -> ApartmentPage:
        rows = await fetch(self.engine, PAGE, {"id": apartment_id, "viewer": viewer})
        if not rows:
            raise ApartmentNotFoundError(apartment_id)
        return to_page(rows[0])

    async def own(self, apartment_id: ApartmentId, *, viewer: PersonId) -> Apartment:
        rows = await fetch(self.engine, OWN, {"id": apartment_id, "viewer": viewer})
        if not rows:
            raise ApartmentNotFoundError(apartment_id)
        return to_apartment(rows[0])

    async def of_landlord(self, landlord_id: PersonId, *, after: ApartmentId | None, limit: int) -> tuple[ApartmentPage, ...]:
        values = {"landlord_id": landlord_id, "after": after or 0, "limit": limit}
        return tuple(to_page(row) for row in await fetch(self.engine, OF_LANDLORD, values))


def to_page(row: AnyRow) -> ApartmentPage:
    return ApartmentPage(
        id=row.id,
        landlord_id=row.landlord_id,
        landlord_name=row.landlord_name,
        landlord_since=row.landlord_since,
        title=row.title,
        description=row.description,
        city_id=row.city_id,
        city_ru=row.name_ru,
        city_en=row.name_en,
        zone=row.zone,
        district=row.district,
        street=row.street,
        around=Point(row.lat, row.lon).rounded(),
        station=NearStation(row.station_ru, row.station_en, row.station_minutes) if row.station_id else None,
        rooms=row.rooms,
        guests=row.guests,
        area=row.area,
        floor=row.floor,
        amenities=from_mask(row.amenities),
        rates=to_rates(row),
        photos=tuple(row.photos),
        check_in_from=row.check_in_from,
        check_out_until=row.check_out_until,
        house_rules=row.house_rules,
        min_nights=row.min_nights,
        max_nights=row.max_nights,
        preparation_nights=row.preparation_nights,
        notice_days=row.notice_days,
        window_days=row.window_days,
        mode=BookingMode(row.mode),
        publication=Publication(row.publication),
        rejection=row.rejection,
    )
