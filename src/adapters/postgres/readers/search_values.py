"""The parameters of the search's statements, and the cursor between pages."""

from datetime import UTC, datetime, timedelta

from adapters.postgres.readers.search_rows import mapped, metres_per_degree
from adapters.postgres.rows import AnyRow
from rental_core.apartments.amenity import to_mask
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.rules import BookingLimits
from rental_core.search.criteria import Cursor, SearchCriteria, Sort
from rental_core.search.places import Around
from rental_core.stay import Stay

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
MAX_PRICE = 2**62  # more than any stay costs


def parameters(criteria: SearchCriteria, limits: BookingLimits) -> dict[str, object]:
    """What the statements ask for, but for `now`, `limit` and where a page starts. Apartments take no stay beyond the limits."""
    near_x, near_y = mapped(criteria.near) if criteria.near else (None, None)
    return {
        "city_id": criteria.city_id,
        "rooms": criteria.rooms,
        "guests": criteria.guests,
        "amenities": to_mask(criteria.amenities),
        "any_mode": not criteria.instant,
        "place_id": criteria.place_id,
        "near_x": near_x,
        "near_y": near_y,
        "most": MAX_PRICE,
        "days_ahead": limits.days_ahead,
        "most_nights": limits.nights,
        **_dates(criteria.stay),
        **_circle(criteria.around),
        **_prices(criteria),
    }


def _dates(stay: Stay | None) -> dict[str, object]:
    return {"check_in": stay.check_in, "check_out": stay.check_out, "nights": stay.nights} if stay else {}


def _circle(around: Around | None) -> dict[str, object]:
    if around is None:
        return {}
    x, y = mapped(around.point)
    return {"centre_x": x, "centre_y": y, "reach": around.metres / metres_per_degree(around.point)}


def _prices(criteria: SearchCriteria) -> dict[str, object]:
    low, high = criteria.price_limits
    low, high = min(low, MAX_PRICE), MAX_PRICE if high is None else min(high, MAX_PRICE)
    return {"price_from": low, "price_to": high, "base_from": low // criteria.stay.nights if criteria.stay else low}


def start(after: Cursor | None, criteria: SearchCriteria) -> dict[str, object]:
    """Where a page starts: behind this key and id."""
    if after is None:
        return {}
    begin: dict[str, object] = {"key": _key(after.key, criteria.sort), "id": after.id}
    return begin | {"base_from": int(after.key) // criteria.stay.nights} if criteria.stay and criteria.sort is Sort.PRICE else begin


def _key(key: float, sort: Sort) -> object:
    if sort is Sort.NEWEST:
        return EPOCH + int(key) * MICROSECOND
    return int(key) if sort is Sort.PRICE else float(key)


def cursor(row: AnyRow) -> Cursor:
    """Behind this row of a page."""
    key = (row.place - EPOCH) // MICROSECOND if isinstance(row.place, datetime) else row.place
    return Cursor(key, ApartmentId(row.id))
