"""Events as rows of the outbox. A name in this table is stored for ever; the class behind it may be renamed."""

from adapters.postgres.codec import Json, from_json, to_json
from rental_core.apartments.events import ApartmentMoved
from rental_core.bookings.events import BookingMoved, CheckInDue, DecisionDue
from rental_core.calendar.events import ApartmentSwitched, BlockChanged, NightsTaken
from rental_core.outbox import Event

EVENTS: dict[str, type[Event]] = {
    "booking-moved": BookingMoved,
    "decision-due": DecisionDue,
    "check-in-due": CheckInDue,
    "nights-taken": NightsTaken,
    "block-changed": BlockChanged,
    "apartment-switched": ApartmentSwitched,
    "apartment-moved": ApartmentMoved,
}
KINDS = {event: kind for kind, event in EVENTS.items()}


def to_row(event: Event) -> Json:
    """Its `kind` and `body`."""
    return {"kind": KINDS[type(event)], "body": to_json(event)}


def to_event(kind: str, body: Json) -> Event:
    """The event of a row."""
    return from_json(EVENTS[kind], body)
