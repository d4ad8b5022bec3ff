"""What the trip windows need to know."""

from datetime import date
from typing import Any

from aiogram_dialog import DialogManager
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.started import booking_of
from adapters.telegram.dialogs.trips.views import ListView, TripView
from adapters.telegram.widgets.path import Path
from adapters.telegram.widgets.text import VIEW
from rental_core.accounts.person import Person
from rental_core.bookings.booking import BookingId, BookingNotFoundError
from rental_core.bookings.ports import BookingCard, BookingReader, TripsCursor
from rental_core.clock import Clock

PAGE = 6
REASON = "reason"  # dialog data: what was typed for a cancel


@inject
async def get_list(
    dialog_manager: DialogManager, person: Person, bookings: FromDishka[BookingReader], clock: FromDishka[Clock], **_: Any
) -> dict[str, Any]:
    path = Path(dialog_manager.dialog_data)
    after = TripsCursor(date.fromisoformat(path.after[0]), path.after[1]) if path.after else None
    found = await bookings.trips(person.id, after=after, limit=PAGE + 1)
    rows, more = found[:PAGE], len(found) > PAGE
    path.leads_to([rows[-1].stay.check_in.isoformat(), rows[-1].id] if more else None)
    return {VIEW: ListView(rows, clock.now(), path.page, more)}


@inject
async def get_trip(
    dialog_manager: DialogManager, person: Person, bookings: FromDishka[BookingReader], clock: FromDishka[Clock], **_: Any
) -> dict[str, Any]:
    card = await trip(bookings, booking_of(dialog_manager), person)
    return {VIEW: TripView(card, clock.now(), dialog_manager.dialog_data.get(REASON, ""))}


async def trip(bookings: BookingReader, booking_id: BookingId, person: Person) -> BookingCard:
    """A booking of the person as a renter. Raises BookingNotFoundError for all others: landlords and admins look elsewhere."""
    card = await bookings.card(booking_id, viewer=person.id)
    if card.renter_id != person.id:
        raise BookingNotFoundError(booking_id)
    return card
