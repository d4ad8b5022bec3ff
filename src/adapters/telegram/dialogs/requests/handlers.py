"""What taps in the windows of requests do."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.hosted import hosted
from adapters.telegram.dialogs.reasons import REASON, typed_reason
from adapters.telegram.dialogs.started import booking_of
from adapters.telegram.saying import person_of, toast, words_of
from adapters.telegram.states import Guests, Requests
from adapters.telegram.widgets.screen import leave
from rental_core.bookings.booking import BookingId, Reason, Why
from rental_core.bookings.confirm import ConfirmBooking
from rental_core.bookings.decline import DeclineBooking
from rental_core.bookings.ports import BookingReader

LOOKED_AT = "booking"  # dialog data: a rival that is looked at instead of what the dialog was started with


@inject
async def on_request(
    _callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, bookings: FromDishka[BookingReader]
) -> None:
    card = await hosted(bookings, BookingId(item), person_of(manager))
    await manager.start(Requests.card, {"booking": card.id})


@inject
async def on_rival(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, bookings: FromDishka[BookingReader]) -> None:
    """In the same window, so that looking to and fro piles nothing up."""
    card = await hosted(bookings, BookingId(item), person_of(manager))
    manager.dialog_data[LOOKED_AT] = card.id
    manager.dialog_data.pop(REASON, None)


async def on_back(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """From a rival to the request it competes with, from there to where that was opened."""
    manager.dialog_data.pop(REASON, None)
    if manager.dialog_data.pop(LOOKED_AT, None) is None:
        await leave(manager, Requests.list)


@inject
async def on_confirm(_callback: CallbackQuery, _button: Button, manager: DialogManager, confirm: FromDishka[ConfirmBooking]) -> None:
    await confirm(booking_of(manager), by=person_of(manager).id)
    toast(manager, words_of(manager).text("Confirmed. The renter is told at once."))


@inject
async def on_ready(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: Why, decline: FromDishka[DeclineBooking]) -> None:
    await decline(booking_of(manager), by=person_of(manager).id, reason=Reason(item))
    await _declined(manager, words_of(manager).text("Declined. The renter is told at once."))


@inject
async def on_typed(_callback: CallbackQuery, _button: Button, manager: DialogManager, decline: FromDishka[DeclineBooking]) -> None:
    await decline(booking_of(manager), by=person_of(manager).id, reason=typed_reason(manager))
    await _declined(manager, words_of(manager).text("Declined. The renter reads your words."))


async def _declined(manager: DialogManager, said: str) -> None:
    manager.dialog_data.pop(REASON, None)
    toast(manager, said)
    await manager.switch_to(Requests.card)


async def on_booking(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Guests.card, {"booking": booking_of(manager)})
