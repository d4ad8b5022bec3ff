"""Search criteria, result rows and the cursor between pages."""

from datetime import date, datetime
from enum import Enum

from attrs import field, frozen
from attrs.validators import ge, optional

from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import ApartmentId, BookingMode, PhotoKey
from rental_core.apartments.place import CityId, NearStation, Point
from rental_core.apartments.rates import Rates
from rental_core.calendar.status import Status
from rental_core.pricing.quote import Quote, quote
from rental_core.search.places import Around, PlaceId
from rental_core.stay import Stay


class Sort(Enum):
    """The order of results; ties go by id."""

    PRICE = "price"  # lowest base price first; with dates, lowest price of the stay
    NEWEST = "newest"  # latest published first
    DISTANCE = "distance"  # nearest to `SearchCriteria.near` first


@frozen(kw_only=True)
class SearchCriteria:
    """What the apartment must have.

    `place_id` is a district or a street of the city, `around` a circle; with both, both must fit. Prices are in minor units of the city's
    currency, both ends included. Without a stay they are base prices per night; with one they are what the stay costs its `guests` with
    everything in it, for each of its nights or (`per_stay`) as a whole: what `quote` says, whichever way it is put.
    `near` is where distances are measured from: needed for that order.
    """

    city_id: CityId
    place_id: PlaceId | None = None
    around: Around | None = None
    near: Point | None = None
    stay: Stay | None = None
    guests: int = field(default=1, validator=ge(1))
    rooms: int = field(default=1, validator=ge(1))
    price_from: int | None = field(default=None, validator=optional(ge(0)))
    price_to: int | None = field(default=None, validator=optional(ge(0)))
    per_stay: bool = False
    amenities: frozenset[Amenity] = frozenset()
    instant: bool = False
    sort: Sort = Sort.PRICE

    def __attrs_post_init__(self) -> None:
        if self.per_stay and self.stay is None:
            raise ValueError("the price of a stay needs its dates")
        if self.sort is Sort.DISTANCE and self.near is None:
            raise ValueError("the order by distance needs a point")

    @property
    def price_limits(self) -> tuple[int, int | None]:
        """From and to, None for no end: of the total of the stay, without one of the base price."""
        return (self.price_from or 0) * self._times, None if self.price_to is None else self.price_to * self._times

    def as_limit(self, price: int) -> int:
        """The lowest `price_to` that lets this price (of the stay, without one a base price) through."""
        return -(-price // self._times)

    @property
    def _times(self) -> int:
        return self.stay.nights if self.stay and not self.per_stay else 1


@frozen
class Cursor:
    """Where a page ended: (key, id) of its last row.

    `key` is the price in minor units by which the rows were ordered, the time of publication in microseconds, or the distance as the
    search measured it.
    """

    key: float
    id: ApartmentId


@frozen(kw_only=True)
class ResultRow:
    """An apartment in a list of results. `district` and `street` may be empty.

    `status` is that of now; `free_from` the local date on which an occupied apartment becomes free, None when nobody knows.
    `metres` is the distance from the rounded point to `SearchCriteria.near`, None without.
    """

    id: ApartmentId
    title: str
    district: str
    street: str
    station: NearStation | None = None
    metres: int | None = None
    rooms: int
    guests: int
    area: int | None
    amenities: frozenset[Amenity]
    rates: Rates
    min_nights: int = 1
    photo: PhotoKey | None
    mode: BookingMode
    status: Status = Status.FREE
    free_from: date | None = None
    published_at: datetime

    def quote(self, stay: Stay, guests: int = 1) -> Quote:
        return quote(self.rates, stay, guests)


@frozen
class ResultPage:
    """Rows in the asked order, and where the next page begins; `following` is None on the last page."""

    rows: tuple[ResultRow, ...]
    following: Cursor | None


@frozen
class OtherDates:
    """A stay of the same length near the asked one, for which `found` apartments are free (counted up to a cap)."""

    stay: Stay
    found: int


@frozen
class NearPlace:
    """A district or station near the asked one, where `found` apartments fit everything else (counted up to a cap)."""

    place_id: PlaceId
    name_ru: str
    name_en: str
    found: int
