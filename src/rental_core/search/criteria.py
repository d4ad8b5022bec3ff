"""Search criteria, result rows and the cursor between pages."""

from datetime import datetime
from enum import Enum

from attrs import field, frozen
from attrs.validators import ge, optional

from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import ApartmentId, BookingMode, PhotoKey, Rates
from rental_core.apartments.place import CityId
from rental_core.pricing.quote import Quote, quote
from rental_core.stay import Stay


class Sort(Enum):
    """The order of results; ties go by id."""

    PRICE = "price"  # lowest base price first
    NEWEST = "newest"  # latest published first


@frozen(kw_only=True)
class SearchCriteria:
    """What the apartment must have. Prices are base prices per night in minor units of the city's currency, both ends included."""

    city_id: CityId
    stay: Stay | None = None
    guests: int = field(default=1, validator=ge(1))
    rooms: int = field(default=1, validator=ge(1))
    price_from: int | None = field(default=None, validator=optional(ge(0)))
    price_to: int | None = field(default=None, validator=optional(ge(0)))
    amenities: frozenset[Amenity] = frozenset()
    sort: Sort = Sort.PRICE


@frozen
class Cursor:
    """Where a page ended: (key, id) of its last row. `key` is the base price in minor units, or the time of publication in microseconds."""

    key: int
    id: ApartmentId


@frozen(kw_only=True)
class ResultRow:
    """An apartment in a list of results. `district` and `street` may be empty."""

    id: ApartmentId
    title: str
    district: str
    street: str
    rooms: int
    guests: int
    area: int | None
    amenities: frozenset[Amenity]
    rates: Rates
    photo: PhotoKey | None
    mode: BookingMode
    published_at: datetime

    def quote(self, stay: Stay) -> Quote:
        return quote(self.rates, stay)


@frozen
class ResultPage:
    """Rows in the asked order, and where the next page begins; `following` is None on the last page."""

    rows: tuple[ResultRow, ...]
    following: Cursor | None
