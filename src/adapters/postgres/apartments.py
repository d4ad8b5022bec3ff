"""Apartments and their cities as rows."""

from typing import Any

from attrs import frozen
from sqlalchemy import Text, bindparam, case, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.postgres.listings import list_apartment
from adapters.postgres.places import links_of
from adapters.postgres.price_steps import keep_steps
from adapters.postgres.rates import rates_row, to_rates
from adapters.postgres.rows import AnyRow, next_id_of
from adapters.postgres.tables import apartment, city
from rental_core.accounts.person import PersonId
from rental_core.apartments.amenity import from_mask, to_mask
from rental_core.apartments.apartment import Apartment, ApartmentId, ApartmentNotFoundError, BookingMode, Publication
from rental_core.apartments.place import Address, City, CityId, Point
from rental_core.apartments.ports import ApartmentRepository, CityRepository

NEXT_ID = next_id_of("apartment")
BY_ID = select(apartment).where(apartment.c.id == bindparam("id"))
LOCK = BY_ID.with_for_update(key_share=True)
OF_SOURCE = select(apartment.c.id).where(apartment.c.source == bindparam("source"))
DRAFTS_OF = select(func.count()).where(
    apartment.c.landlord_id == bindparam("landlord_id"), apartment.c.publication == Publication.DRAFT.value
)
IS_PUBLISHED = bindparam("becomes", type_=Text) == Publication.PUBLISHED.value
ADD = insert(apartment).values(published_at=case((IS_PUBLISHED, func.now())))
SAVE = (
    update(apartment)
    .where(apartment.c.id == bindparam("apartment_id"))
    .values(published_at=func.coalesce(apartment.c.published_at, case((IS_PUBLISHED, func.now()))))
)
CITY = select(city).where(city.c.id == bindparam("id"))
NEW_CITY = insert(city)
ADD_CITY = NEW_CITY.on_conflict_do_update(
    index_elements=["id"],
    set_={column.name: NEW_CITY.excluded[column.name] for column in city.c if not column.primary_key},
)


@frozen
class PostgresApartments(ApartmentRepository):
    """Each save keeps the search's `listing` and `price_step` in step.

    `published_at` is when an apartment first was: pausing does not make it new.
    """

    connection: AsyncConnection

    async def get(self, apartment_id: ApartmentId) -> Apartment:
        return _found(apartment_id, (await self.connection.execute(BY_ID, {"id": apartment_id})).one_or_none())

    async def lock(self, apartment_id: ApartmentId) -> Apartment:
        return _found(apartment_id, (await self.connection.execute(LOCK, {"id": apartment_id})).one_or_none())

    async def of_source(self, source: str) -> ApartmentId | None:
        return (await self.connection.execute(OF_SOURCE, {"source": source})).scalar_one_or_none()

    async def drafts_of(self, landlord_id: PersonId) -> int:
        drafts: int = (await self.connection.execute(DRAFTS_OF, {"landlord_id": landlord_id})).scalar_one()
        return drafts

    async def next_id(self) -> ApartmentId:
        return ApartmentId((await self.connection.execute(NEXT_ID)).scalar_one())

    async def add(self, added: Apartment, *, source: str | None = None) -> None:
        row = to_row(added) | await links_of(self.connection, added)
        await self.connection.execute(ADD, row | {"source": source, "becomes": row["publication"]})
        await keep_steps(self.connection, added)
        if added.publication is Publication.PUBLISHED:
            await list_apartment(self.connection, added)

    async def save(self, changed: Apartment) -> None:
        row = to_row(changed) | await links_of(self.connection, changed)
        await self.connection.execute(SAVE, row | {"apartment_id": row.pop("id"), "becomes": row["publication"]})
        await keep_steps(self.connection, changed)
        await list_apartment(self.connection, changed)


@frozen
class PostgresCities(CityRepository):
    """Cities; those that come again are brought up to date."""

    connection: AsyncConnection

    async def get(self, city_id: CityId) -> City:
        row = (await self.connection.execute(CITY, {"id": city_id})).one_or_none()
        if row is None:
            raise LookupError(f"no city {city_id}")
        return to_city(row)

    async def add(self, *cities: City) -> None:
        if cities:
            await self.connection.execute(ADD_CITY, [city_row(each) for each in cities])


def to_row(let: Apartment) -> dict[str, Any]:
    return {
        "id": let.id,
        "landlord_id": let.landlord_id,
        "title": let.title,
        "description": let.description,
        "city_id": let.address.city_id,
        "district": let.address.district,
        "street": let.address.street,
        "house": let.address.house,
        "lat": let.point.lat,
        "lon": let.point.lon,
        "zone": let.zone,
        "rooms": let.rooms,
        "guests": let.guests,
        "area": let.area,
        "floor": let.floor,
        "amenities": to_mask(let.amenities),
        **rates_row(let.rates),
        "photos": list(let.photos),
        "check_in_from": let.check_in_from,
        "check_out_until": let.check_out_until,
        "instructions": let.instructions,
        "house_rules": let.house_rules,
        "min_nights": let.min_nights,
        "max_nights": let.max_nights,
        "preparation_nights": let.preparation_nights,
        "notice_days": let.notice_days,
        "window_days": let.window_days,
        "mode": let.mode.value,
        "publication": let.publication.value,
        "rejection": let.rejection,
        "created_at": let.created_at,
    }


def to_apartment(row: AnyRow) -> Apartment:
    return Apartment(
        id=row.id,
        landlord_id=row.landlord_id,
        title=row.title,
        description=row.description,
        address=Address(row.city_id, row.street, row.house, row.district),
        point=Point(row.lat, row.lon),
        zone=row.zone,
        rooms=row.rooms,
        guests=row.guests,
        area=row.area,
        floor=row.floor,
        amenities=from_mask(row.amenities),
        rates=to_rates(row),
        photos=tuple(row.photos),
        check_in_from=row.check_in_from,
        check_out_until=row.check_out_until,
        instructions=row.instructions,
        house_rules=row.house_rules,
        min_nights=row.min_nights,
        max_nights=row.max_nights,
        preparation_nights=row.preparation_nights,
        notice_days=row.notice_days,
        window_days=row.window_days,
        mode=BookingMode(row.mode),
        publication=Publication(row.publication),
        rejection=row.rejection,
        created_at=row.created_at,
    )


def city_row(known: City) -> dict[str, Any]:
    return {
        "id": known.id,
        "name_ru": known.name_ru,
        "name_en": known.name_en,
        "lat": known.point.lat,
        "lon": known.point.lon,
        "zone": known.zone,
        "currency": known.currency,
        "population": known.population,
    }


def to_city(row: AnyRow) -> City:
    return City(
        id=row.id,
        name_ru=row.name_ru,
        name_en=row.name_en,
        point=Point(row.lat, row.lon),
        zone=row.zone,
        currency=row.currency,
        population=row.population,
    )


def _found(apartment_id: ApartmentId, row: AnyRow | None) -> Apartment:
    if row is None:
        raise ApartmentNotFoundError(apartment_id)
    return to_apartment(row)
