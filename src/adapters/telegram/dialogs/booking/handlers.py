"""What taps and words do while a request is made."""

import secrets
from datetime import date
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Data, DialogManager, ShowMode, StartMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.booking.getters import Counter, remembered
from adapters.telegram.dialogs.days import pick, why_not
from adapters.telegram.dialogs.entered import Desk
from adapters.telegram.dialogs.started import apartment_of, booking_of, started_with
from adapters.telegram.saying import StaleTapError, notice, person_of, toast, words_of
from adapters.telegram.states import Booking, Trips
from adapters.telegram.widgets.picking import LENGTHS, CannotPick
from adapters.wording import Wording
from adapters.wording.shorten import shorten
from rental_core.bookings.booking import MESSAGE_LENGTH, RequestKey
from rental_core.bookings.request import RequestBooking, StayRequest
from rental_core.stay import Stay

KEY = "key"  # dialog data: the request key, the same for every tap until the dialog is closed


@inject
async def on_start(_start_data: Data, manager: DialogManager, counter: FromDishka[Counter]) -> None:
    """With dates chosen that can be had, the price comes next; otherwise the calendar, which says why. A request made is only shown."""
    person = person_of(manager)
    if started_with(manager, "booking"):
        return
    page = await counter.page(manager, person)
    entered = await counter.desk.entered(person.id)
    if entered.stay is None or started_with(manager, "looking"):
        return
    objection = (await counter.days(page, entered, person)).objection
    if objection is None:
        await _to_check(manager, counter.desk)
    else:
        notice(manager, _not_these(objection, entered.stay, words_of(manager), today=counter.today(page)))


def _not_these(objection: CannotPick, stay: Stay, words: Wording, *, today: date) -> str:
    dates = words.stay(stay, today=today)
    if objection.why in LENGTHS:
        return words.text("Your dates, {dates}, will not do. {why}.", dates=dates, why=why_not(objection, words, today=today))
    return words.text("Your dates, {dates}, are taken here. Perhaps others?", dates=dates)


@inject
async def on_day(_callback: CallbackQuery, _calendar: Any, manager: DialogManager, day: date, counter: FromDishka[Counter]) -> None:
    person = person_of(manager)
    page = await counter.page(manager, person)
    entered = await counter.desk.entered(person.id)
    picked = pick(manager, await counter.days(page, entered, person), day)
    if picked is None:
        return
    await counter.desk.revise(person.id, check_in=picked.check_in, check_out=picked.check_out)
    if picked.check_out:
        await _to_check(manager, counter.desk)


@inject
async def on_dates_kept(_callback: CallbackQuery, _button: Button, manager: DialogManager, desk: FromDishka[Desk]) -> None:
    if (await desk.entered(person_of(manager).id)).stay is None:
        raise StaleTapError("no dates")
    await _to_check(manager, desk)


async def _to_check(manager: DialogManager, desk: Desk) -> None:
    """Every request in the making has a key, kept with it: sent twice, it is still one request. Another apartment is another request."""
    person, apartment = person_of(manager), apartment_of(manager)
    draft = (await desk.entered(person.id)).draft
    goes_on = bool(draft.key) and draft.apartment_id == apartment
    key, message = (draft.key, draft.message) if goes_on else (secrets.token_urlsafe(9), "")
    await desk.revise(person.id, apartment_id=apartment, key=key, message=message)
    manager.dialog_data[KEY] = key
    await manager.switch_to(Booking.check)


@inject
async def on_guests(_callback: CallbackQuery, button: Button, manager: DialogManager, counter: FromDishka[Counter]) -> None:
    person = person_of(manager)
    most = (await counter.page(manager, person)).guests
    guests = (await counter.desk.entered(person.id)).draft.guests + (1 if button.widget_id == "booking_guests_more" else -1)
    if guests > most:
        words = words_of(manager)
        toast(manager, words.plural("There is room for {n} guest at most", "There is room for {n} guests at most", most))
    elif guests >= 1:
        await counter.desk.revise(person.id, guests=guests)


@inject
async def on_fewer(_callback: CallbackQuery, _button: Button, manager: DialogManager, counter: FromDishka[Counter]) -> None:
    """Whoever searched for more than fit comes with as many as do."""
    person = person_of(manager)
    page = await counter.page(manager, person)
    guests = (await counter.desk.entered(person.id)).draft.guests
    await counter.desk.revise(person.id, guests=min(guests, page.guests))


@inject
async def on_message(message: Message, _source: MessageInput, manager: DialogManager, desk: FromDishka[Desk]) -> None:
    written = (message.text or "").strip()
    await desk.revise(person_of(manager).id, message=shorten(written, MESSAGE_LENGTH))
    if len(written) > MESSAGE_LENGTH:
        words = words_of(manager)
        notice(manager, words.plural("Only {n} character fits: see below", "Only {n} characters fit: see what is kept", MESSAGE_LENGTH))
    manager.show_mode = ShowMode.DELETE_AND_SEND
    await manager.switch_to(Booking.check)


@inject
async def on_no_message(_callback: CallbackQuery, _button: Button, manager: DialogManager, desk: FromDishka[Desk]) -> None:
    await desk.revise(person_of(manager).id, message="")
    await manager.switch_to(Booking.check)


@inject
async def on_send(
    _callback: CallbackQuery, _button: Button, manager: DialogManager, desk: FromDishka[Desk], request: FromDishka[RequestBooking]
) -> None:
    person, entered = person_of(manager), await desk.entered(person_of(manager).id)
    shown, key = remembered(manager), manager.dialog_data.get(KEY)
    if entered.stay is None or shown is None or key is None:
        raise StaleTapError("nothing was shown to agree to")
    asked = StayRequest(
        renter_id=person.id,
        apartment_id=apartment_of(manager),
        stay=entered.stay,
        guests=entered.draft.guests,
        shown=shown,
        key=request_key(key, entered.stay),
        message=entered.draft.message,
    )
    booking = await request(asked)
    manager.dialog_data["booking"] = booking.id
    await desk.revise(person.id, key="", message="")
    await manager.switch_to(Booking.sent)


async def on_sent_trip(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Trips.card, {"booking": booking_of(manager)}, mode=StartMode.RESET_STACK)


def request_key(key: str, stay: Stay) -> RequestKey:
    """Other dates are another request, even when a crash has kept the key from being forgotten."""
    return RequestKey(f"{key}:{stay.check_in:%y%m%d}-{stay.check_out:%y%m%d}")
