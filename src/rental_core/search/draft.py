"""What a person has entered so far, kept at each step."""

from datetime import date

from attrs import field, frozen
from attrs.validators import ge, max_len, optional

from rental_core.apartments.apartment import ApartmentId
from rental_core.apartments.place import CityId
from rental_core.bookings.booking import MESSAGE_LENGTH
from rental_core.search.criteria import SearchCriteria, Sort
from rental_core.stay import span


@frozen(kw_only=True)
class Draft:
    """The filters of a search and the request in the making. Dates are kept apart, because they are chosen one after the other.

    `apartment_id`, `key` and `message` are the request in the making: what for, its request key (made when its confirmation screen is
    first shown, the same until it is sent) and what the renter writes to the landlord.
    """

    city_id: CityId | None = None
    check_in: date | None = None
    check_out: date | None = None
    guests: int = field(default=2, validator=ge(1))
    rooms: int = field(default=1, validator=ge(1))
    price_to: int | None = field(default=None, validator=optional(ge(0)))
    sort: Sort = Sort.PRICE
    apartment_id: ApartmentId | None = None
    key: str = ""
    message: str = field(default="", validator=max_len(MESSAGE_LENGTH))

    def criteria(self) -> SearchCriteria | None:
        """What to search for; None while no city is chosen. Dates count once both are known and in order."""
        if self.city_id is None:
            return None
        dates = span(self.check_in, self.check_out) if self.check_in and self.check_out else None
        return SearchCriteria(
            city_id=self.city_id, stay=dates, guests=self.guests, rooms=self.rooms, price_to=self.price_to, sort=self.sort
        )
