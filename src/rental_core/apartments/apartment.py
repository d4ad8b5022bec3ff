"""An apartment: its facts, and what must be known before it may be published."""

from datetime import datetime, time
from enum import Enum
from typing import Never, NewType
from zoneinfo import ZoneInfo

from attrs import Attribute, evolve, field, frozen
from attrs.validators import ge, le, max_len, optional

from rental_core.accounts.person import PersonId
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.place import Address, Point
from rental_core.apartments.rates import LONGEST_STAY, NightsOrderError, Rates
from rental_core.errors import NotFoundError, RentalError

ApartmentId = NewType("ApartmentId", int)
PhotoKey = NewType("PhotoKey", str)  # where the photo storage keeps the picture

MAX_PHOTOS = 10
MAX_ROOMS = 50
MAX_GUESTS = 50
TITLE_LENGTH = 200
REJECTION_LENGTH = 500
DESCRIPTION_LENGTH = 5000
MOST_PREPARATION = 7  # nights
MOST_NOTICE = 60  # days
FARTHEST = 365  # days from today to the latest check-in


class BookingMode(Enum):
    """How an apartment takes bookings; frozen on each booking."""

    HOLD = "hold"  # a request takes its nights until decided or expired
    OPEN = "open"  # requests compete; confirming one takes the nights
    INSTANT = "instant"  # confirmed at once


class Publication(Enum):
    """Where an apartment stands on its way to the renters."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    PAUSED = "paused"
    REJECTED = "rejected"
    BANNED = "banned"
    REMOVED = "removed"


# Who looked at an apartment once need not look again when its landlord pauses it; one that was sent back is looked at again.
MOVES: dict[Publication, frozenset[Publication]] = {
    Publication.DRAFT: frozenset({Publication.REVIEW, Publication.PUBLISHED, Publication.REMOVED}),
    Publication.REVIEW: frozenset({Publication.PUBLISHED, Publication.REJECTED, Publication.DRAFT}),
    Publication.PUBLISHED: frozenset({Publication.PAUSED, Publication.BANNED}),
    Publication.PAUSED: frozenset({Publication.PUBLISHED, Publication.BANNED, Publication.REMOVED}),
    Publication.REJECTED: frozenset({Publication.REVIEW, Publication.PUBLISHED, Publication.REMOVED}),
    Publication.BANNED: frozenset({Publication.PAUSED}),
    Publication.REMOVED: frozenset(),
}


class Missing(Enum):
    """What keeps an apartment from being published."""

    ADDRESS = "address"
    PHOTO = "photo"
    PRICE = "price"
    ROOMS = "rooms"
    TITLE = "title"


@frozen
class ApartmentNotFoundError(NotFoundError):
    """No apartment under this id, or none that the asker may see."""

    apartment_id: int


@frozen
class TimesOrderError(RentalError):
    """Guests would leave at `check_out`, after the next ones arrive at `check_in` (local times) on the same day."""

    check_in: time
    check_out: time


@frozen
class NotPublishedError(RentalError):
    """The apartment takes no requests: it is paused, banned or not published yet."""

    apartment_id: ApartmentId


@frozen
class ForbiddenPublicationError(RentalError):
    """The apartment stands where the asked move does not start from: usually somebody was faster."""

    apartment_id: ApartmentId
    publication: Publication
    to: Publication


@frozen
class NotReadyError(RentalError):
    """The apartment cannot be published; `missing` says what it lacks, sorted by name."""

    apartment_id: ApartmentId
    missing: tuple[Missing, ...]


@frozen
class NoReasonError(RentalError):
    """An apartment is sent back with a reason only: its landlord must know what to change."""

    apartment_id: ApartmentId


@frozen
class NotYourApartmentError(RentalError):
    """Somebody else lets this apartment."""

    apartment_id: ApartmentId


def _known_zone(_: object, __: "Attribute[str]", zone: str) -> None:
    ZoneInfo(zone)


def lacking(title: str, address: Address, *, photos: int, priced: bool, rooms: int | None) -> tuple[Missing, ...]:
    """What an apartment of these facts lacks for publication, sorted by name."""
    lacks = {
        Missing.ADDRESS: not address.complete,
        Missing.PHOTO: not photos,
        Missing.PRICE: not priced,
        Missing.ROOMS: rooms is None,
        Missing.TITLE: not title.strip(),
    }
    return tuple(what for what, is_lacking in lacks.items() if is_lacking)


@frozen(kw_only=True)
class Apartment:
    """The flat and its advert. `zone` (IANA) and the currency of `rates` come from the city. `area` is in square metres.

    `rejection` is why a review sent it back. The first check-in that can be asked for is `notice_days` after today, the last one
    `window_days`; seasons of `rates` may have other limits for how many nights a stay has.
    """

    id: ApartmentId
    landlord_id: PersonId
    title: str = field(validator=max_len(TITLE_LENGTH))
    description: str = field(default="", validator=max_len(DESCRIPTION_LENGTH))
    address: Address
    point: Point
    zone: str = field(validator=_known_zone)
    rooms: int | None = field(default=None, validator=optional([ge(1), le(MAX_ROOMS)]))
    guests: int = field(default=2, validator=[ge(1), le(MAX_GUESTS)])
    area: int | None = field(default=None, validator=optional(ge(1)))
    floor: int | None = None
    amenities: frozenset[Amenity] = frozenset()
    rates: Rates | None = None
    photos: tuple[PhotoKey, ...] = field(default=(), validator=max_len(MAX_PHOTOS))
    check_in_from: time = time(14)
    check_out_until: time = time(12)
    instructions: str = field(default="", validator=max_len(DESCRIPTION_LENGTH))
    house_rules: str = field(default="", validator=max_len(DESCRIPTION_LENGTH))
    min_nights: int = field(default=1, validator=[ge(1), le(LONGEST_STAY)])
    max_nights: int = field(default=LONGEST_STAY, validator=[ge(1), le(LONGEST_STAY)])
    preparation_nights: int = field(default=0, validator=[ge(0), le(MOST_PREPARATION)])
    notice_days: int = field(default=0, validator=[ge(0), le(MOST_NOTICE)])
    window_days: int = field(default=FARTHEST, validator=[ge(1), le(FARTHEST)])
    mode: BookingMode = BookingMode.HOLD
    publication: Publication = Publication.DRAFT
    rejection: str = field(default="", validator=max_len(REJECTION_LENGTH))
    created_at: datetime

    def __attrs_post_init__(self) -> None:
        if self.min_nights > self.max_nights:
            raise NightsOrderError(self.min_nights, self.max_nights)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What it lacks for publication, sorted by name; empty when it may be published."""
        return lacking(self.title, self.address, photos=len(self.photos), priced=self.rates is not None, rooms=self.rooms)

    def published(self) -> "Apartment":
        """Raises NotReadyError, naming all that is missing."""
        self.must_be_ready()
        return evolve(self, publication=Publication.PUBLISHED)

    def moved(self, to: Publication, *, reason: str = "") -> "Apartment":
        """The apartment after a legal move; `reason` says why it is sent back, and is kept until it moves again.

        Raises ForbiddenPublicationError, NotReadyError, NoReasonError.
        """
        if to not in MOVES[self.publication]:
            self.must_not_move(to)
        if to in {Publication.REVIEW, Publication.PUBLISHED}:
            self.must_be_ready()
        if to is Publication.REJECTED and not reason.strip():
            raise NoReasonError(self.id)
        return evolve(self, publication=to, rejection=reason.strip()[:REJECTION_LENGTH])

    def must_not_move(self, to: Publication) -> Never:
        """Raises ForbiddenPublicationError."""
        raise ForbiddenPublicationError(self.id, self.publication, to)

    def must_be_ready(self) -> None:
        """Raises NotReadyError, naming all that is missing, unless it may be published."""
        if self.missing:
            raise NotReadyError(self.id, self.missing)

    def must_take_requests(self) -> None:
        """Raises NotPublishedError unless renters may ask for it now."""
        if self.publication is not Publication.PUBLISHED:
            raise NotPublishedError(self.id)

    def must_belong_to(self, person_id: PersonId) -> None:
        """Raises NotYourApartmentError."""
        if self.landlord_id != person_id:
            raise NotYourApartmentError(self.id)
