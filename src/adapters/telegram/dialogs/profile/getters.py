"""What the profile windows need to know."""

from typing import Any

from aiogram_dialog import DialogManager
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.profile.views import LeaveView, ProfileView, StayView
from adapters.telegram.dialogs.started import booking_of
from adapters.telegram.saying import person_of
from adapters.telegram.widgets.text import VIEW
from rental_core.bookings.booking import BookingNotFoundError
from rental_core.bookings.ports import BookingCard, BookingReader
from rental_core.clock import Clock
from rental_core.moderation.ports import PersonalRecords


@inject
async def get_profile(dialog_manager: DialogManager, records: FromDishka[PersonalRecords], **_: Any) -> dict[str, Any]:
    person = person_of(dialog_manager)
    return {VIEW: ProfileView(person.name, person.phone, person.since, await records.counts(person.id))}


@inject
async def get_ties(
    dialog_manager: DialogManager, records: FromDishka[PersonalRecords], clock: FromDishka[Clock], **_: Any
) -> dict[str, Any]:
    now = clock.now()
    return {VIEW: LeaveView(await records.ties(person_of(dialog_manager).id, now), now)}


@inject
async def get_stay(
    dialog_manager: DialogManager, bookings: FromDishka[BookingReader], clock: FromDishka[Clock], **_: Any
) -> dict[str, Any]:
    return {VIEW: StayView(await hosted(bookings, dialog_manager), clock.now())}


async def hosted(bookings: BookingReader, manager: DialogManager) -> BookingCard:
    """The chosen booking, of the person as its landlord. Raises BookingNotFoundError, StaleTapError."""
    person, booking_id = person_of(manager), booking_of(manager)
    card = await bookings.card(booking_id, viewer=person.id)
    if card.landlord_id != person.id:
        raise BookingNotFoundError(booking_id)
    return card
