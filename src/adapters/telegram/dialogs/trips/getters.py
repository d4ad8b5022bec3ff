"""What the trip windows need to know."""

from datetime import date
from typing import Any

from aiogram_dialog import DialogManager
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.started import booking_of
from adapters.telegram.dialogs.trips.similar import SimilarView
from adapters.telegram.dialogs.trips.views import ListView, TripView
from adapters.telegram.widgets.path import Path
from adapters.telegram.widgets.text import VIEW
from rental_core.accounts.person import Person
from rental_core.bookings.booking import BookingId, BookingNotFoundError
from rental_core.bookings.ports import BookingCard, BookingReader, TripGroup, TripsCursor
from rental_core.clock import Clock
from rental_core.notifications.alternatives import FindAlternatives

PAGE = 6
REASON = "reason"  # dialog data: what was typed for a cancel
GONE = "gone"  # dialog data: whether the apartment of the trip is off the market
TAGS = "tags"  # dialog data: the tags of the quotes drawn last, by apartment


@inject
async def get_list(
    dialog_manager: DialogManager, person: Person, bookings: FromDishka[BookingReader], clock: FromDishka[Clock], **_: Any
) -> dict[str, Any]:
    path = Path(dialog_manager.dialog_data)
    after = _cursor(path.after) if path.after else None
    found = await bookings.trips(person.id, after=after, limit=PAGE + 1)
    rows, more = found[:PAGE], len(found) > PAGE
    path.leads_to(_as_json(rows[-1].cursor) if more else None)
    return {VIEW: ListView(rows, clock.now(), path.page, more)}


def _cursor(end: list[Any]) -> TripsCursor:
    return TripsCursor(TripGroup(end[0]), date.fromisoformat(end[1]), BookingId(end[2]))


def _as_json(cursor: TripsCursor) -> list[Any]:
    return [cursor.group.value, cursor.check_in.isoformat(), cursor.id]


@inject
async def get_trip(
    dialog_manager: DialogManager, person: Person, bookings: FromDishka[BookingReader], clock: FromDishka[Clock], **_: Any
) -> dict[str, Any]:
    card = await trip(bookings, booking_of(dialog_manager), person)
    return {VIEW: TripView(card, clock.now(), dialog_manager.dialog_data.get(REASON, ""))}


@inject
async def get_similar(
    dialog_manager: DialogManager, person: Person, bookings: FromDishka[BookingReader], find: FromDishka[FindAlternatives], **_: Any
) -> dict[str, Any]:
    """The quotes shown are remembered by their tags: nobody pays another price than the one they saw."""
    card = await trip(bookings, booking_of(dialog_manager), person)
    found = await find(card)
    tags = {str(each.row.id): each.quote.tag for each in found}
    dialog_manager.dialog_data[TAGS] = {place: [tag.total.amount, tag.total.currency, tag.fingerprint] for place, tag in tags.items()}
    return {VIEW: SimilarView(card, find.clock.now(), found, bool(dialog_manager.dialog_data.get(GONE)))}


async def trip(bookings: BookingReader, booking_id: BookingId, person: Person) -> BookingCard:
    """A booking of the person as a renter. Raises BookingNotFoundError for all others: landlords and admins look elsewhere."""
    card = await bookings.card(booking_id, viewer=person.id)
    if card.renter_id != person.id:
        raise BookingNotFoundError(booking_id)
    return card
