"""What a person has entered so far, kept at each step."""

from datetime import date

from attrs import evolve, field, frozen
from attrs.validators import ge, max_len, optional

from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import ApartmentId
from rental_core.apartments.place import City, CityId, Point
from rental_core.bookings.booking import MESSAGE_LENGTH
from rental_core.search.criteria import SearchCriteria, Sort
from rental_core.search.places import NEAR_ME, NEAR_STATION, Around, Place, PlaceId, PlaceKind
from rental_core.stay import span

# What a renter chooses from.
GUESTS = (1, 2, 3, 4, 5, 6, 8, 10)
ROOMS = (1, 2, 3, 4)


@frozen(kw_only=True)
class Draft:
    """The filters of a search and the request in the making. Dates are kept apart, because they are chosen one after the other.

    Prices are in minor units of the city's currency, per night or, with `per_stay`, for the whole stay: those count once there are dates.
    Per night is, with dates, the price of the stay divided by its nights.

    `place_id` is the chosen part of the city, `spot` a location that the person shared; choosing one gives up the other. `radius` is in
    metres, about the spot or a station; None is the usual one. `apartment_id`, `key` and `message` are the request in the making: what
    for, its request key (made when its confirmation screen is first shown, the same until it is sent) and what the renter writes to the
    landlord.
    """

    city_id: CityId | None = None
    place_id: PlaceId | None = None
    spot: Point | None = None
    radius: int | None = field(default=None, validator=optional(ge(100)))
    check_in: date | None = None
    check_out: date | None = None
    guests: int = field(default=2, validator=ge(1))
    rooms: int = field(default=1, validator=ge(1))
    price_from: int | None = field(default=None, validator=optional(ge(0)))
    price_to: int | None = field(default=None, validator=optional(ge(0)))
    per_stay: bool = False
    amenities: frozenset[Amenity] = frozenset()
    instant: bool = False
    sort: Sort = Sort.PRICE
    apartment_id: ApartmentId | None = None
    key: str = ""
    message: str = field(default="", validator=max_len(MESSAGE_LENGTH))

    def criteria(self, centre: Point, place: Place | None = None) -> SearchCriteria | None:
        """What to search for; None while no city is chosen. Dates count once both are known and in order.

        `centre` is the city's middle, `place` what `place_id` stands for (None when there is no such place any more).
        """
        if self.city_id is None:
            return None
        dates = span(self.check_in, self.check_out) if self.check_in and self.check_out else None
        around = self.around(place)
        priced = dates is not None or not self.per_stay
        return SearchCriteria(
            city_id=self.city_id,
            place_id=place.id if place and place.kind is not PlaceKind.STATION else None,
            around=around,
            near=around.point if around else place.point if place else centre,
            stay=dates,
            guests=self.guests,
            rooms=self.rooms,
            price_from=self.price_from if priced else None,
            price_to=self.price_to if priced else None,
            per_stay=self.per_stay and dates is not None,
            amenities=self.amenities,
            instant=self.instant,
            sort=self.sort,
        )

    def around(self, place: Place | None) -> Around | None:
        """The circle to search in: about the shared spot, or about a station."""
        if self.spot:
            return Around(self.spot, self.radius or NEAR_ME)
        if place and place.kind is PlaceKind.STATION:
            return Around(place.point, self.radius or NEAR_STATION)
        return None

    def in_city(self, city: City, was: City | None) -> "Draft":
        """Anywhere in the city. Prices stay only where their currency does, `was` being the city they were meant for."""
        kept = was is not None and was.currency == city.currency
        return evolve(
            self,
            city_id=city.id,
            place_id=None,
            spot=None,
            radius=None,
            price_from=self.price_from if kept else None,
            price_to=self.price_to if kept else None,
        )

    def in_place(self, place: Place) -> "Draft":
        """In a part of the chosen city, or around a station of it."""
        return evolve(self, place_id=place.id, spot=None, radius=None)

    def near_spot(self, spot: Point) -> "Draft":
        """Around a location in the chosen city or near it."""
        return evolve(self, place_id=None, spot=spot, radius=None)

    def anywhere(self) -> "Draft":
        """In the whole of the chosen city."""
        return evolve(self, place_id=None, spot=None, radius=None)

    def priced(self, low: int | None, high: int | None) -> "Draft":
        """Within these prices, whichever is said first; None is no limit."""
        if low is not None and high is not None:
            low, high = min(low, high), max(low, high)
        return evolve(self, price_from=low, price_to=high)

    def priced_for_stay(self, nights: int) -> "Draft":
        """The same limits, said for a stay of so many nights; nothing changes when they are already."""
        if self.per_stay:
            return self
        return evolve(self, per_stay=True, price_from=_times(self.price_from, nights), price_to=_times(self.price_to, nights))

    def priced_per_night(self, nights: int) -> "Draft":
        """The same limits, said for each of so many nights, the upper one rounded up; nothing changes when they are already."""
        if not self.per_stay:
            return self
        low = None if self.price_from is None else self.price_from // nights
        high = None if self.price_to is None else -(-self.price_to // nights)
        return evolve(self, per_stay=False, price_from=low, price_to=high)

    def without_filters(self) -> "Draft":
        """Only where, when and in which order are still asked."""
        plain = Draft()
        return evolve(
            self,
            guests=plain.guests,
            rooms=plain.rooms,
            price_from=None,
            price_to=None,
            per_stay=False,
            amenities=frozenset(),
            instant=False,
        )


def _times(amount: int | None, nights: int) -> int | None:
    return None if amount is None else amount * nights
