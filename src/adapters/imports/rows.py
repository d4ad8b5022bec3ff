"""An apartment out of a row: what it says, what follows from it, and what is wrong."""

import re
from collections.abc import Mapping
from datetime import datetime, time

from attrs import frozen

from adapters.imports.amenities import split_list, to_amenities
from adapters.imports.cells import Cells
from adapters.imports.cities import Gazetteer
from adapters.imports.columns import Column
from adapters.imports.problems import Code, Note, Problem
from adapters.imports.reading import Row
from adapters.imports.values import (
    Amount,
    read_amount,
    read_currency,
    read_degrees,
    read_integer,
    read_mode,
    read_rooms,
    read_rounded,
    read_time,
)
from rental_core.accounts.person import NAME_LENGTH, PersonId
from rental_core.apartments.apartment import (
    DESCRIPTION_LENGTH,
    MAX_GUESTS,
    MAX_ROOMS,
    Apartment,
    ApartmentId,
    BookingMode,
)
from rental_core.apartments.place import Address, City, Point
from rental_core.apartments.rates import Rates
from rental_core.money import Money

OBJECT = re.compile(r"объект\s+", re.IGNORECASE)  # a feed's word for "property" before every name
MAX_AREA, MAX_FLOOR = 2_000, 200
TELEGRAM_IDS = 2**52


@frozen(kw_only=True)
class Listing:
    """What a row is about, before anybody asked the database. `apartment` has no landlord and no photos yet."""

    row: int
    id: str
    platform: str
    city: City
    apartment: Apartment
    photos: tuple[str, ...]
    landlord_telegram_id: int | None
    landlord_name: str
    notes: tuple[Note, ...]


@frozen
class RowProblems:
    """Everything that is wrong with a row."""

    row: int
    id: str
    problems: tuple[Problem, ...]


def read_row(row: Row, defaults: Mapping[Column, str], gazetteer: Gazetteer, now: datetime) -> Listing | RowProblems:
    """The listing of a row; `defaults` fill its empty cells."""
    cells = Cells({**defaults, **row.cells})
    if row.surplus:
        cells.problems.append(Problem("", Code.TOO_MANY_CELLS))
    listing_id = cells.text(Column.ID)
    if not row.cells.get(Column.ID):
        cells.wrong(Column.ID, Code.REQUIRED)
    name = OBJECT.sub("", cells.text(Column.PROPERTY), count=1)
    title = OBJECT.sub("", cells.text(Column.TITLE), count=1) or name
    if not title and not cells.problems:
        cells.wrong(Column.TITLE, Code.REQUIRED)
    point = _point(cells)
    city = _city(cells, gazetteer, point)
    if city is None or cells.problems:
        # What does not depend on the city is read too, only to be told of.
        _facts(cells)
        return RowProblems(row.number, listing_id, tuple(cells.problems))
    listing = _listing(cells, row.number, listing_id, city, _apartment(cells, city, (title, name), point, now))
    return RowProblems(row.number, listing_id, tuple(cells.problems)) if cells.problems else listing


def _listing(cells: Cells, row: int, listing_id: str, city: City, apartment: Apartment) -> Listing:
    landlord = cells.read(Column.LANDLORD_TELEGRAM_ID, lambda cell: read_integer(Column.LANDLORD_TELEGRAM_ID, cell, 1, TELEGRAM_IDS), None)
    return Listing(
        row=row,
        id=listing_id,
        platform=cells.text(Column.PLATFORM),
        city=city,
        apartment=apartment,
        photos=tuple(split_list(cells.cells.get(Column.PHOTOS, ""))),
        landlord_telegram_id=landlord,
        landlord_name=cells.text(Column.LANDLORD_NAME, NAME_LENGTH),
        notes=tuple(cells.notes),
    )


def _point(cells: Cells) -> Point | None:
    lat = cells.read(Column.LAT, lambda cell: read_degrees(Column.LAT, cell, 90), None)
    lon = cells.read(Column.LON, lambda cell: read_degrees(Column.LON, cell, 180), None)
    if (lat is None) != (lon is None) and not cells.problems:
        cells.wrong(Column.LON if lon is None else Column.LAT, Code.REQUIRED)
    return None if lat is None or lon is None else Point(lat, lon)


def _city(cells: Cells, gazetteer: Gazetteer, point: Point | None) -> City | None:
    name, country = cells.text(Column.CITY), cells.text(Column.COUNTRY)
    if country and gazetteer.country_code(country) is None:
        cells.wrong(Column.COUNTRY, Code.UNKNOWN_COUNTRY)
        return None
    if name:
        found = gazetteer.find(name, country or None)
    else:
        found = gazetteer.around(point) if point else None
        if found:
            cells.notes.append(Note.CITY_FROM_COORDINATES)
    if found is None:
        cells.wrong(Column.CITY, Code.UNKNOWN_CITY if name or point else Code.REQUIRED)
    return found


def _address(cells: Cells, city: City, property_name: str, point: Point | None) -> Address:
    """The address as given. Without one, the exact place stands for the house, or the name a guest house is known by."""
    district, street, house = cells.text(Column.DISTRICT), cells.text(Column.STREET), cells.text(Column.HOUSE)
    around = street or district or city.name_ru
    if not (street and house) and point is not None:
        cells.notes.append(Note.ADDRESS_FROM_COORDINATES)
        street, house = around, house or f"{point.lat:.5f}, {point.lon:.5f}"
    elif not (street and house) and property_name:
        cells.notes.append(Note.ADDRESS_FROM_NAME)
        street, house = around, house or property_name
    return Address(city.id, street, house, district)


def _rates(cells: Cells, city: City) -> Rates | None:
    currency = cells.read(Column.CURRENCY, lambda cell: read_currency(Column.CURRENCY, cell), city.currency)
    if currency != city.currency:
        cells.wrong(Column.CURRENCY, Code.OTHER_CURRENCY, city.currency)
        return None
    base = _money(cells, Column.BASE_PRICE, city)
    cleaning = _money(cells, Column.CLEANING_FEE, city) or Money(0, city.currency)
    if base is None:
        return None
    if base.amount <= 0:
        cells.wrong(Column.BASE_PRICE, Code.NOT_A_PRICE)
        return None
    return Rates(base, cleaning)


def _money(cells: Cells, column: Column, city: City) -> Money | None:
    amount: Amount | None = cells.read(column, lambda cell: read_amount(column, cell), None)
    if amount is None:
        return None
    if amount.currency not in {None, city.currency}:
        cells.wrong(column, Code.OTHER_CURRENCY, city.currency)
        return None
    try:
        return Money(amount.minor(city.currency), city.currency)
    except ValueError:
        cells.wrong(column, Code.NOT_A_PRICE)
        return None


@frozen(kw_only=True)
class _Facts:
    description: str
    instructions: str
    rooms: int | None
    guests: int
    area: int | None
    floor: int | None
    check_in_from: time
    check_out_until: time
    preparation_nights: int
    mode: BookingMode


def _facts(cells: Cells) -> _Facts:
    return _Facts(
        description=cells.text(Column.DESCRIPTION, DESCRIPTION_LENGTH),
        instructions=cells.text(Column.INSTRUCTIONS, DESCRIPTION_LENGTH),
        rooms=cells.read(Column.ROOMS, lambda cell: read_rooms(cell, MAX_ROOMS), None),
        guests=cells.read(Column.GUESTS, lambda cell: read_integer(Column.GUESTS, cell, 1, MAX_GUESTS), 2),
        area=cells.read(Column.AREA, lambda cell: read_rounded(Column.AREA, cell, 1, MAX_AREA), None),
        floor=cells.read(Column.FLOOR, lambda cell: read_integer(Column.FLOOR, cell, -3, MAX_FLOOR), None),
        check_in_from=cells.read(Column.CHECK_IN, lambda cell: read_time(Column.CHECK_IN, cell), time(14)),
        check_out_until=cells.read(Column.CHECK_OUT, lambda cell: read_time(Column.CHECK_OUT, cell), time(12)),
        preparation_nights=cells.read(Column.PREPARATION_NIGHTS, lambda cell: read_integer(Column.PREPARATION_NIGHTS, cell, 0, 7), 0),
        mode=cells.read(Column.MODE, read_mode, BookingMode.HOLD),
    )


def _apartment(cells: Cells, city: City, names: tuple[str, str], point: Point | None, now: datetime) -> Apartment:
    title, property_name = names
    facts = _facts(cells)
    amenities, unknown = to_amenities(cells.cells.get(Column.AMENITIES, ""))
    if unknown:
        cells.notes.append(Note.UNKNOWN_AMENITIES)
    if point is None:
        cells.notes.append(Note.POINT_FROM_CITY)
    return Apartment(
        id=ApartmentId(0),
        landlord_id=PersonId(0),
        title=title,
        description=facts.description,
        address=_address(cells, city, property_name, point),
        point=point or city.point,
        zone=city.zone,
        rooms=facts.rooms,
        guests=facts.guests,
        area=facts.area,
        floor=facts.floor,
        amenities=amenities,
        rates=_rates(cells, city),
        check_in_from=facts.check_in_from,
        check_out_until=facts.check_out_until,
        instructions=facts.instructions,
        preparation_nights=facts.preparation_nights,
        mode=facts.mode,
        created_at=now,
    )
