"""A few hundred random apartments, and what a search over them must find: every rule said once more, in Python, the slow way."""

import math
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from attrs import frozen
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.postgres.apartments import to_row
from adapters.postgres.listings import LIST_EVERYTHING
from adapters.postgres.price_steps import step_rows
from adapters.postgres.readers.search_rows import mapped, metres_per_degree
from adapters.postgres.tables import apartment, block, occupancy, place, price_step
from rental_core.accounts.person import PersonId
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import Apartment, ApartmentId, BookingMode
from rental_core.apartments.place import Point
from rental_core.apartments.rates import Rates, Season
from rental_core.bookings.rules import BookingLimits, must_be_bookable
from rental_core.errors import RentalError
from rental_core.money import Money
from rental_core.pricing.quote import quote
from rental_core.search.criteria import SearchCriteria, Sort
from rental_core.search.places import RADII, Around, Place, PlaceId, PlaceKind
from rental_core.stay import ONE_DAY, Stay
from tests.support.builders import NOON, SOCHI, an_apartment

AMENITIES = (Amenity.WIFI, Amenity.BALCONY, Amenity.PETS)
MAY = date(2027, 5, 1)


@frozen
class Offer:
    """An apartment, the parts of the city it lies in and the nights that are taken of it."""

    flat: Apartment
    published_at: datetime
    district: PlaceId
    street: PlaceId
    taken: tuple[Stay, ...]

    @property
    def rates(self) -> Rates:
        assert self.flat.rates
        return self.flat.rates

    def free(self, stay: Stay) -> bool:
        nights = Stay(stay.check_in, stay.check_out + self.flat.preparation_nights * ONE_DAY)
        return not any(each.overlaps(nights) for each in self.taken)

    def price(self, criteria: SearchCriteria) -> int:
        """What limits and the order are about."""
        if criteria.stay:
            return quote(self.rates, criteria.stay, criteria.guests).total.amount
        return self.rates.base.amount

    def takes(self, stay: Stay, guests: int) -> bool:
        """Whether the use case of a request would take it now."""
        try:
            must_be_bookable(self.flat, stay, guests, BookingLimits(), NOON)
        except RentalError:
            return False
        return self.free(stay)

    def fits(self, criteria: SearchCriteria) -> bool:
        flat, stay = self.flat, criteria.stay
        return (
            flat.address.city_id == criteria.city_id
            and flat.guests >= criteria.guests
            and (flat.rooms or 0) >= criteria.rooms
            and criteria.amenities <= flat.amenities
            and (not criteria.instant or flat.mode is BookingMode.INSTANT)
            and (criteria.place_id is None or criteria.place_id in (self.district, self.street))
            and (criteria.around is None or within(flat.point.rounded(), criteria.around))
            and in_limits(self.price(criteria), criteria)
            and (stay is None or self.takes(stay, criteria.guests))
        )


@frozen
class Crowd:
    """The market: `offers` by id, and the places they lie in."""

    offers: tuple[Offer, ...]
    places: tuple[Place, ...]

    def found(self, criteria: SearchCriteria) -> list[ApartmentId]:
        fitting = [offer for offer in self.offers if offer.fits(criteria)]
        return [offer.flat.id for offer in sorted(fitting, key=lambda offer: _order(offer, criteria))]


def in_limits(price: int, criteria: SearchCriteria) -> bool:
    each = price / criteria.stay.nights if criteria.stay and not criteria.per_stay else price
    return (criteria.price_from or 0) <= each <= (criteria.price_to or 10**15)


def off(one: Point, other: Point) -> float:
    """How far on the map of the search."""
    return math.dist(mapped(one), mapped(other))


def within(point: Point, circle: Around) -> bool:
    return off(point, circle.point) <= circle.metres / metres_per_degree(circle.point)


def _order(offer: Offer, criteria: SearchCriteria) -> tuple[float, int]:
    if criteria.sort is Sort.PRICE:
        return offer.price(criteria), offer.flat.id
    if criteria.sort is Sort.NEWEST:
        return -offer.published_at.timestamp(), -offer.flat.id
    assert criteria.near
    return off(offer.flat.point.rounded(), criteria.near), offer.flat.id


def a_crowd(random: Random, landlord: PersonId, size: int) -> Crowd:
    places = tuple(_places(random))
    return Crowd(tuple(_offer(random, ApartmentId(1000 + number), landlord, places) for number in range(size)), places)


def _places(random: Random) -> list[Place]:
    kinds = [PlaceKind.DISTRICT] * 5 + [PlaceKind.STREET] * 10 + [PlaceKind.STATION] * 4
    return [
        Place(id=PlaceId(900 + number), kind=kind, city_id=SOCHI.id, name_ru=f"{number}", name_en=f"n{number}", point=_point(random))
        for number, kind in enumerate(kinds)
    ]


def _point(random: Random) -> Point:
    return Point(SOCHI.point.lat + random.uniform(-0.04, 0.04), SOCHI.point.lon + random.uniform(-0.05, 0.05))


def _offer(random: Random, flat_id: ApartmentId, landlord: PersonId, places: tuple[Place, ...]) -> Offer:
    least = random.choice((1, 1, 2, 3))
    flat = an_apartment(
        id=flat_id,
        landlord_id=landlord,
        point=_point(random),
        rooms=random.randint(1, 4),
        guests=random.randint(1, 6),
        amenities=frozenset(each for each in AMENITIES if random.random() < 0.6),
        rates=some_rates(random),
        notice_days=random.choice((0, 0, 5)),
        window_days=random.choice((365, 365, 30)),
        min_nights=least,
        max_nights=random.choice((5, 30, 90)),
        preparation_nights=random.choice((0, 0, 1)),
        mode=random.choice(tuple(BookingMode)),
    )
    published = NOON - timedelta(hours=random.randint(0, 100))
    district = random.choice([each.id for each in places if each.kind is PlaceKind.DISTRICT])
    street = random.choice([each.id for each in places if each.kind is PlaceKind.STREET])
    return Offer(flat, published, district, street, tuple(_taken(random)))


def some_rates(random: Random) -> Rates:
    """Half of them with seasons, and each rule now and then."""
    seasons = {season.weight: season for season in (_season(random) for _ in range(random.choice((0, 0, 1, 4))))}
    return Rates(
        _price(random),
        Money(random.choice((0, 50_000, 150_000))),
        weekend=random.choice((None, _price(random))),
        weekend_nights=frozenset(random.sample(range(7), random.randint(0, 3))),
        seasons=tuple(seasons.values()),
        weekly=random.choice((0, 0, 7, 33)),
        monthly=random.choice((0, 0, 50)),
        extra_guest=random.choice((None, Money(30_001))),
        included_guests=random.randint(1, 3),
    )


def _season(random: Random) -> Season:
    begin = MAY + random.randint(-20, 60) * ONE_DAY
    return Season(
        name="Сезон",
        nights=Stay(begin, begin + random.randint(1, 40) * ONE_DAY),
        priority=random.randint(0, 1),
        base=random.choice((None, _price(random))),
        weekend=random.choice((None, _price(random))),
        min_nights=random.choice((None, None, 2, 7)),
        max_nights=random.choice((None, None, 10)),
    )


def _price(random: Random) -> Money:
    return Money(random.randint(10, 30) * 10_000 + random.choice((0, 0, 1, 99)))


def _taken(random: Random) -> list[Stay]:
    taken, day = [], MAY
    while (day := day + random.randint(0, 9) * ONE_DAY) < MAY + 60 * ONE_DAY:
        stay = Stay(day, day + random.randint(1, 7) * ONE_DAY)
        taken.append(stay)
        day = stay.check_out
    return taken


def some_criteria(random: Random, crowd: Crowd) -> SearchCriteria:
    wanted: dict[str, Any] = {"sort": random.choice(tuple(Sort)), "near": _point(random)}
    if random.random() < 0.6:
        begin = MAY + random.randint(0, 50) * ONE_DAY
        wanted |= {"stay": Stay(begin, begin + random.choice((1, 2, 3, 4, 6, 7, 10, 28, 40)) * ONE_DAY), "per_stay": random.random() < 0.5}
    scale = wanted["stay"].nights if wanted.get("per_stay") else 1
    parts = [each.id for each in crowd.places if each.kind is not PlaceKind.STATION]
    chances: Mapping[str, Any] = {
        "place_id": random.choice(parts),
        "around": Around(_point(random), random.choice(RADII)),
        "price_from": random.randint(10, 18) * 10_000 * scale,
        "price_to": random.randint(19, 30) * 10_000 * scale,
        "amenities": frozenset({random.choice(AMENITIES)}),
        "instant": True,
        "guests": random.randint(1, 5),
        "rooms": random.randint(1, 3),
    }
    return SearchCriteria(city_id=SOCHI.id, **wanted, **{name: value for name, value in chances.items() if random.random() < 0.25})


async def store(connection: AsyncConnection, crowd: Crowd) -> None:
    """Into an empty market that knows the city and the landlord."""
    await connection.execute(insert(place), [_place_row(each) for each in crowd.places])
    await connection.execute(insert(apartment), [_flat_row(offer) for offer in crowd.offers])
    await connection.execute(
        insert(block), [{"id": each.flat.id, "apartment_id": each.flat.id, "standing": False} for each in crowd.offers]
    )
    steps = [row | {"apartment_id": each.flat.id} for each in crowd.offers for row in step_rows(each.flat)]
    await connection.execute(insert(price_step), steps)
    held = [
        {"apartment_id": offer.flat.id, "block_id": offer.flat.id, "check_in": nights.check_in, "check_out": nights.check_out}
        for offer in crowd.offers
        for nights in offer.taken
    ]
    await connection.execute(insert(occupancy), held)
    await connection.execute(LIST_EVERYTHING)


def _place_row(known: Place) -> dict[str, object]:
    where = {"lat": known.point.lat, "lon": known.point.lon, "city_id": known.city_id}
    return {"id": known.id, "kind": known.kind.value, "key": f"key {known.id}", "name_ru": known.name_ru, "name_en": known.name_en, **where}


def _flat_row(offer: Offer) -> dict[str, object]:
    return to_row(offer.flat) | {"district_id": offer.district, "street_id": offer.street, "published_at": offer.published_at}
