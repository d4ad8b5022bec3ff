"""What taps and words in the price windows do. Each answer is kept at once."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Data, DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from attrs import evolve
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.days import pick
from adapters.telegram.dialogs.pricing.amounts import an_amount
from adapters.telegram.dialogs.pricing.calendar_views import CalendarView, why
from adapters.telegram.dialogs.pricing.getters import AMOUNT, GUESTS, TRIED, Till, tried
from adapters.telegram.dialogs.pricing.views import FREE, Amount
from adapters.telegram.dialogs.started import apartment_of
from adapters.telegram.saying import StaleTapError, notice, person_of, toast, words_of
from adapters.telegram.states import Pricing
from rental_core.apartments.apartment import FARTHEST, MOST_NOTICE, MOST_PREPARATION, Apartment
from rental_core.apartments.edit import EditApartment
from rental_core.apartments.rates import LONGEST_STAY, MOST_OFF, Rates
from rental_core.money import Money

WINDOWS = (7, 14, 30, 60, 90, 180, FARTHEST)  # days ahead that a tap leads through
PERCENT_STEP = 5
LIMITS = {
    "pricing_shortest": ("min_nights", 1, LONGEST_STAY),
    "pricing_longest": ("max_nights", 1, LONGEST_STAY),
    "pricing_preparation": ("preparation_nights", 0, MOST_PREPARATION),
    "pricing_notice": ("notice_days", 0, MOST_NOTICE),
}
Repriced = Callable[[Rates], Rates]


@inject
async def on_start(_start_data: Data, manager: DialogManager, till: FromDishka[Till]) -> None:
    """What has no price yet is asked for one first."""
    if not (await till.view(manager, person_of(manager).id)).priced:
        await manager.switch_to(Pricing.amount)


async def reprice(manager: DialogManager, edit: EditApartment, repriced: Repriced) -> None:
    """Keep other rates of what has some. Raises StaleTapError for what has none yet."""

    def change(flat: Apartment) -> Apartment:
        if flat.rates is None:
            raise StaleTapError("no price yet")
        return evolve(flat, rates=repriced(flat.rates))

    await edit(apartment_of(manager), change, by=person_of(manager).id)


def entering(amount: Amount) -> Any:
    """Opens the window in which that amount is entered."""

    async def on_click(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        manager.dialog_data[AMOUNT] = amount.value
        await manager.switch_to(Pricing.amount)

    return on_click


@inject
async def on_amount(
    _callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, till: FromDishka[Till], edit: FromDishka[EditApartment]
) -> None:
    view = await till.view(manager, person_of(manager).id)
    await _keep(manager, edit, view.amount, Money(item, view.currency))


@inject
async def on_amount_typed(
    message: Message, _source: MessageInput, manager: DialogManager, till: FromDishka[Till], edit: FromDishka[EditApartment]
) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    view = await till.view(manager, person_of(manager).id)
    price = an_amount(message.text or "", view.currency)
    if price is None:
        notice(manager, words_of(manager).text("I do not understand this amount. Write it like 4500 or 4 500."))
        return
    await _keep(manager, edit, view.amount, price)


async def _keep(manager: DialogManager, edit: EditApartment, amount: Amount, price: Money) -> None:
    """The first base price makes the rates; nothing takes optional prices away."""
    optional = None if amount in FREE and not price.amount else price

    def change(flat: Apartment) -> Apartment:
        rates = flat.rates
        if rates is None or amount is Amount.BASE:
            return evolve(flat, rates=evolve(rates, base=price) if rates else Rates(price, Money(0, price.currency)))
        match amount:
            case Amount.WEEKEND:
                return evolve(flat, rates=evolve(rates, weekend=optional))
            case Amount.CLEANING:
                return evolve(flat, rates=evolve(rates, cleaning=price))
            case _:
                return evolve(flat, rates=evolve(rates, extra_guest=optional))

    await edit(apartment_of(manager), change, by=person_of(manager).id)
    await manager.switch_to(BACK_TO.get(amount, Pricing.main))


BACK_TO = {Amount.WEEKEND: Pricing.weekend, Amount.EXTRA_GUEST: Pricing.guests}


@inject
async def on_weekday(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, edit: FromDishka[EditApartment]) -> None:
    if item > len("MTWTFSS"):
        raise StaleTapError(str(item))
    await reprice(manager, edit, lambda rates: evolve(rates, weekend_nights=rates.weekend_nights ^ {item - 1}))


@inject
async def on_percent(_callback: CallbackQuery, button: Button, manager: DialogManager, edit: FromDishka[EditApartment]) -> None:
    name, step = (button.widget_id or "").removeprefix("pricing_").rsplit("_", 1)
    by = PERCENT_STEP if step == "more" else -PERCENT_STEP

    def repriced(rates: Rates) -> Rates:
        if name == "weekly":
            return evolve(rates, weekly=_percent(rates.weekly + by))
        return evolve(rates, monthly=_percent(rates.monthly + by))

    await reprice(manager, edit, repriced)


def _percent(number: int) -> int:
    return min(max(number, 0), MOST_OFF)


@inject
async def on_percents_typed(message: Message, _source: MessageInput, manager: DialogManager, edit: FromDishka[EditApartment]) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    found = [int(each) for each in re.findall(r"\d{1,3}", message.text or "")]
    if len(found) != 2 or max(found) > MOST_OFF:
        said = words_of(manager).text("Please write two numbers from 0 to {most}, like “10 25”.", most=MOST_OFF)
        notice(manager, said)
        return
    await reprice(manager, edit, lambda rates: evolve(rates, weekly=found[0], monthly=found[1]))


@inject
async def on_included(_callback: CallbackQuery, button: Button, manager: DialogManager, edit: FromDishka[EditApartment]) -> None:
    by = 1 if (button.widget_id or "").endswith("more") else -1

    def change(flat: Apartment) -> Apartment:
        if flat.rates is None:
            raise StaleTapError("no price yet")
        included = min(max(flat.rates.included_guests + by, 1), flat.guests)
        return evolve(flat, rates=evolve(flat.rates, included_guests=included))

    await edit(apartment_of(manager), change, by=person_of(manager).id)


@inject
async def on_limit(_callback: CallbackQuery, button: Button, manager: DialogManager, edit: FromDishka[EditApartment]) -> None:
    """Shortest and longest stay push each other along."""
    name, step = (button.widget_id or "").rsplit("_", 1)
    field, least, most = LIMITS[name]
    by = 1 if step == "more" else -1

    def change(flat: Apartment) -> Apartment:
        number = min(max(getattr(flat, field) + by, least), most)
        if field == "min_nights":
            return evolve(flat, min_nights=number, max_nights=max(number, flat.max_nights))
        if field == "max_nights":
            return evolve(flat, max_nights=number, min_nights=min(number, flat.min_nights))
        return evolve(flat, **{field: number})

    await edit(apartment_of(manager), change, by=person_of(manager).id)


@inject
async def on_window(_callback: CallbackQuery, button: Button, manager: DialogManager, edit: FromDishka[EditApartment]) -> None:
    more = (button.widget_id or "").endswith("more")

    def change(flat: Apartment) -> Apartment:
        others = [each for each in WINDOWS if (each > flat.window_days if more else each < flat.window_days)]
        return evolve(flat, window_days=(others[0] if more else others[-1]) if others else flat.window_days)

    await edit(apartment_of(manager), change, by=person_of(manager).id)


@inject
async def on_night(_callback: CallbackQuery, _widget: Any, manager: DialogManager, day: date, till: FromDishka[Till]) -> None:
    view = await till.view(manager, person_of(manager).id)
    month = day.replace(day=1)
    toast(manager, why(CalendarView(view.flat, month, month, month, view.today), day, words_of(manager)), alert=True)


@inject
async def on_tried(_callback: CallbackQuery, _widget: Any, manager: DialogManager, day: date, till: FromDishka[Till]) -> None:
    picked = pick(manager, tried(manager, await till.view(manager, person_of(manager).id)), day)
    if picked is None:
        return
    manager.dialog_data[TRIED] = [each.isoformat() if each else None for each in (picked.check_in, picked.check_out)]
    if picked.check_out:
        await manager.switch_to(Pricing.attempted)


@inject
async def on_tried_guests(_callback: CallbackQuery, button: Button, manager: DialogManager, till: FromDishka[Till]) -> None:
    view = await till.view(manager, person_of(manager).id)
    by = 1 if (button.widget_id or "").endswith("more") else -1
    known = int(manager.dialog_data.get(GUESTS, view.rates.included_guests if view.rates else 1))
    manager.dialog_data[GUESTS] = min(max(known + by, 1), view.flat.guests)


async def on_other_stay(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    manager.dialog_data.pop(TRIED, None)
    await manager.switch_to(Pricing.attempt)
