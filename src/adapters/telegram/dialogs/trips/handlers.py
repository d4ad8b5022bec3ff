"""What taps and words in the trip windows do."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.started import booking_of
from adapters.telegram.dialogs.trips.getters import REASON, trip
from adapters.telegram.saying import person_of, toast, words_of
from adapters.telegram.states import Details, Search, Trips
from adapters.telegram.widgets.path import Path
from adapters.wording.shorten import shorten
from rental_core.bookings.booking import REASON_LENGTH, BookingId, Reason, Why
from rental_core.bookings.cancel import CancelBooking
from rental_core.bookings.ports import BookingReader
from rental_core.bookings.withdraw import WithdrawBooking

CANCEL_PLANS = "trips_cancel_plans"


@inject
async def on_trip(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, bookings: FromDishka[BookingReader]) -> None:
    card = await trip(bookings, BookingId(item), person_of(manager))
    manager.dialog_data["booking"] = card.id
    manager.dialog_data.pop(REASON, None)
    await manager.switch_to(Trips.card)


async def on_all_trips(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Trips.list, mode=StartMode.RESET_STACK)


async def on_search(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Search.summary, mode=StartMode.RESET_STACK)


@inject
async def on_apartment(_callback: CallbackQuery, _button: Button, manager: DialogManager, bookings: FromDishka[BookingReader]) -> None:
    card = await trip(bookings, booking_of(manager), person_of(manager))
    await manager.start(Details.card, {"apartment": card.apartment_id})


async def on_later_page(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    Path(manager.dialog_data).forward()


async def on_earlier_page(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    Path(manager.dialog_data).back()


@inject
async def on_withdraw(_callback: CallbackQuery, _button: Button, manager: DialogManager, withdraw: FromDishka[WithdrawBooking]) -> None:
    await withdraw(booking_of(manager), by=person_of(manager).id)
    toast(manager, words_of(manager).text("The request is taken back"))
    await manager.switch_to(Trips.card)


async def on_reason(message: Message, _source: MessageInput, manager: DialogManager) -> None:
    manager.dialog_data[REASON] = shorten((message.text or "").strip(), REASON_LENGTH)
    manager.show_mode = ShowMode.DELETE_AND_SEND


@inject
async def on_cancel(_callback: CallbackQuery, button: Button, manager: DialogManager, cancel: FromDishka[CancelBooking]) -> None:
    """With what was typed, or as a change of plans, or without a word: the button says which."""
    typed = manager.dialog_data.get(REASON, "")
    reason = Reason(Why.PLANS_CHANGED) if button.widget_id == CANCEL_PLANS else Reason(Why.OTHER, typed)
    await cancel(booking_of(manager), by=person_of(manager).id, reason=reason)
    toast(manager, words_of(manager).text("The stay is cancelled"))
    await manager.switch_to(Trips.card)
