"""What taps and words in the trip windows do."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.beside import bot_of, chat_of
from adapters.telegram.dialogs import maps
from adapters.telegram.dialogs.started import booking_of
from adapters.telegram.dialogs.trips.calendar_file import calendar_file
from adapters.telegram.dialogs.trips.getters import GONE, REASON, TAGS, trip
from adapters.telegram.dialogs.trips.views import is_theirs
from adapters.telegram.saying import StaleTapError, person_of, toast, words_of
from adapters.telegram.states import Booking, Details, Trips
from adapters.wording import parts
from adapters.wording.shorten import one_line, shorten
from rental_core.apartments.apartment import ApartmentId, ApartmentNotFoundError, Publication
from rental_core.apartments.ports import ApartmentReader
from rental_core.bookings.booking import REASON_LENGTH, BookingId, Reason, Why
from rental_core.bookings.cancel import CancelBooking
from rental_core.bookings.instead import RequestInstead
from rental_core.bookings.ports import BookingCard, BookingReader
from rental_core.bookings.withdraw import WithdrawBooking
from rental_core.money import Money
from rental_core.pricing.quote import PriceTag

CANCEL_PLANS = "trips_cancel_plans"


@inject
async def on_trip(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, bookings: FromDishka[BookingReader]) -> None:
    card = await trip(bookings, BookingId(item), person_of(manager))
    manager.dialog_data["booking"] = card.id
    manager.dialog_data.pop(REASON, None)
    await manager.switch_to(Trips.card)


async def on_all_trips(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Trips.list, mode=StartMode.RESET_STACK)


@inject
async def on_apartment(
    _callback: CallbackQuery,
    _button: Button,
    manager: DialogManager,
    bookings: FromDishka[BookingReader],
    apartments: FromDishka[ApartmentReader],
) -> None:
    card = await trip(bookings, booking_of(manager), person_of(manager))
    if await _is_let(apartments, card):
        await manager.start(Details.card, {"apartment": card.apartment_id})
    else:
        await _to_similar(manager, gone=True)


@inject
async def on_again(
    _callback: CallbackQuery,
    _button: Button,
    manager: DialogManager,
    bookings: FromDishka[BookingReader],
    apartments: FromDishka[ApartmentReader],
) -> None:
    """To the calendar of the same apartment: other dates are for the renter to choose."""
    card = await trip(bookings, booking_of(manager), person_of(manager))
    if await _is_let(apartments, card):
        await manager.start(Booking.dates, {"apartment": card.apartment_id, "looking": True})
    else:
        await _to_similar(manager, gone=True)


async def _is_let(apartments: ApartmentReader, card: BookingCard) -> bool:
    try:
        page = await apartments.page(card.apartment_id, viewer=card.renter_id)
    except ApartmentNotFoundError:
        return False
    return page.publication is Publication.PUBLISHED


async def on_similar(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await _to_similar(manager, gone=False)


async def _to_similar(manager: DialogManager, *, gone: bool) -> None:
    manager.dialog_data[GONE] = gone
    await manager.switch_to(Trips.similar)


@inject
async def on_place(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, instead: FromDishka[RequestInstead]) -> None:
    shown = manager.dialog_data.get(TAGS, {}).get(str(item))
    if shown is None:
        raise StaleTapError("nothing was shown to agree to")
    tag = PriceTag(Money(shown[0], shown[1]), shown[2])
    booking = await instead(booking_of(manager), ApartmentId(item), by=person_of(manager).id, shown=tag)
    await manager.start(Booking.sent, {"booking": booking.id}, mode=StartMode.RESET_STACK)


async def on_look(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int) -> None:
    await manager.start(Details.card, {"apartment": item})


@inject
async def on_map(_callback: CallbackQuery, _button: Button, manager: DialogManager, bookings: FromDishka[BookingReader]) -> None:
    """The house itself, to whoever has it confirmed."""
    card, words = await trip(bookings, booking_of(manager), person_of(manager)), words_of(manager)
    if not is_theirs(card):
        raise StaleTapError("no exact place is theirs to see")
    title = one_line(card.title, parts.TITLE_SHOWN)
    await maps.show_exactly(manager, card.point, title=title, address=parts.place_of(words, card))


@inject
async def on_calendar(_callback: CallbackQuery, _button: Button, manager: DialogManager, bookings: FromDishka[BookingReader]) -> None:
    """The file, and below it the window again."""
    card, words = await trip(bookings, booking_of(manager), person_of(manager)), words_of(manager)
    said = words.text("Open the file: your calendar takes it from there.")
    await bot_of(manager).send_document(chat_of(manager), calendar_file(card, words), caption=said, parse_mode=None)
    manager.show_mode = ShowMode.DELETE_AND_SEND


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
