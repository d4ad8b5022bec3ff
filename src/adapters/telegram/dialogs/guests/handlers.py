"""What taps in the windows of guests do."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.guests.getters import PART
from adapters.telegram.dialogs.hosted import hosted
from adapters.telegram.dialogs.reasons import REASON, typed_reason
from adapters.telegram.dialogs.started import booking_of
from adapters.telegram.saying import StaleTapError, person_of, toast, words_of
from adapters.telegram.states import Guests, Letting, Requests
from adapters.telegram.widgets.path import Path
from rental_core.bookings.booking import BookingId, Reason, Why
from rental_core.bookings.cancel import CancelBooking, MarkNoShow
from rental_core.bookings.hosting import HostedPart
from rental_core.bookings.ports import BookingReader


@inject
async def on_open(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, bookings: FromDishka[BookingReader]) -> None:
    card = await hosted(bookings, BookingId(item), person_of(manager))
    await manager.start(Guests.card, {"booking": card.id})


async def on_week(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    Path(manager.dialog_data).restart()
    await manager.switch_to(Guests.week)


async def on_list(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    Path(manager.dialog_data).restart()
    await manager.switch_to(Guests.list)


def a_part(text: str) -> HostedPart:
    """A part of the bookings from callback data. Raises StaleTapError."""
    for part in HostedPart:
        if part.value == text:
            return part
    raise StaleTapError(text)


async def on_part(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: HostedPart) -> None:
    Path(manager.dialog_data).restart()
    manager.dialog_data[PART] = item.value


async def on_decide(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Requests.card, {"booking": booking_of(manager)})


@inject
async def on_apartment(_callback: CallbackQuery, _button: Button, manager: DialogManager, bookings: FromDishka[BookingReader]) -> None:
    card = await hosted(bookings, booking_of(manager), person_of(manager))
    await manager.start(Letting.flat, {"apartment": card.apartment_id})


@inject
async def on_ready(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: Why, cancel: FromDishka[CancelBooking]) -> None:
    await _cancel(manager, cancel, Reason(item))


@inject
async def on_typed(_callback: CallbackQuery, _button: Button, manager: DialogManager, cancel: FromDishka[CancelBooking]) -> None:
    await _cancel(manager, cancel, typed_reason(manager))


async def _cancel(manager: DialogManager, cancel: CancelBooking, reason: Reason) -> None:
    await cancel(booking_of(manager), by=person_of(manager).id, reason=reason)
    manager.dialog_data.pop(REASON, None)
    toast(manager, words_of(manager).text("The stay is cancelled"))
    await manager.switch_to(Guests.card)


@inject
async def on_no_show(_callback: CallbackQuery, _button: Button, manager: DialogManager, mark: FromDishka[MarkNoShow]) -> None:
    await mark(booking_of(manager), by=person_of(manager).id)
    toast(manager, words_of(manager).text("Noted. The guest is told at once."))
    await manager.switch_to(Guests.card)
