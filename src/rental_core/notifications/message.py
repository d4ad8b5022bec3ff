"""Messages, and what became of each."""

from datetime import datetime
from enum import Enum
from typing import NewType

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.booking import BookingId, BookingStatus
from rental_core.outbox import EventId

DeliveryId = NewType("DeliveryId", int)
Receipt = NewType("Receipt", str)  # opaque: whatever the Notifier needs to find its message again


class MessageKind(Enum):
    """Everything the product tells people on its own."""

    DECISION_CARD = "decision-card"  # landlord: a request to decide; redrawn as the booking moves
    DECISION_REMINDER = "decision-reminder"  # landlord: half the time has passed
    BOOKED_INSTANTLY = "booked-instantly"  # landlord
    CONFIRMED = "confirmed"  # renter, with the exact address
    DECLINED = "declined"  # renter; the landlord too, when one of them was blocked
    EXPIRED = "expired"  # renter
    EXPIRED_UNANSWERED = "expired-unanswered"  # landlord
    WITHDRAWN = "withdrawn"  # landlord; the renter too, when one of them was blocked
    CANCELLED = "cancelled"  # whoever did not cancel
    NO_SHOW = "no-show"  # renter
    CHECK_IN_REMINDER = "check-in-reminder"  # renter, a day before, with address and instructions
    STAY_OVER = "stay-over"  # both
    REVIEW_WAITING = "review-waiting"  # admins: an apartment was submitted
    APARTMENT_PUBLISHED = "apartment-published"  # landlord: by an admin
    APARTMENT_REJECTED = "apartment-rejected"  # landlord
    NOW_FREE = "now-free"  # landlord: the clock freed the apartment
    NOW_OCCUPIED = "now-occupied"  # landlord


# Messages a landlord decides from: each is redrawn as its booking moves.
DECIDED_FROM = frozenset({MessageKind.DECISION_CARD, MessageKind.DECISION_REMINDER})


@frozen(kw_only=True)
class Message:
    """A person is to be told something: `kind` about a booking, or about an apartment. Unique by (event, person, kind)."""

    event_id: EventId
    person_id: PersonId
    kind: MessageKind
    booking_id: BookingId | None = None
    apartment_id: ApartmentId | None = None


class DeliveryState(Enum):
    """What became of a message: still to be sent (again), arrived, given up, or refused by the person's side for good."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNDELIVERABLE = "undeliverable"


@frozen(kw_only=True)
class Delivery:
    """A message on its way. `attempts` counts the tries before this one; `uncertain` those of them whose answer was lost."""

    id: DeliveryId
    message: Message
    attempts: int = 0
    uncertain: int = 0


@frozen
class Delivered:
    """It arrived. `shows` is the booking's status it was drawn with, None when it is about no booking."""

    receipt: Receipt
    shows: BookingStatus | None


@frozen
class TryAgain:
    """It did not arrive, or nobody knows (`uncertain`): try again at `due`. Not `counted` when the messenger only asked to wait."""

    due: datetime
    error: str
    uncertain: bool = False
    counted: bool = True


@frozen
class GivenUp:
    """It will not be tried again: `state` is FAILED or UNDELIVERABLE."""

    state: DeliveryState
    error: str


Outcome = Delivered | TryAgain | GivenUp


@frozen
class StaleCard:
    """A delivered message to decide from that shows another status than its booking has by now."""

    delivery_id: DeliveryId
    receipt: Receipt
    message: Message
