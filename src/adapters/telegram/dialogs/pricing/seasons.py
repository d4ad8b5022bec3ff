"""What taps and words in the season windows do."""

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from attrs import evolve
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.days import pick
from adapters.telegram.dialogs.pricing.amounts import an_amount
from adapters.telegram.dialogs.pricing.getters import Till
from adapters.telegram.dialogs.pricing.season_views import FIELD, SEASON, as_data, entered, nights_of, season_of, view_of
from adapters.telegram.dialogs.started import apartment_of
from adapters.telegram.saying import StaleTapError, notice, person_of, toast, words_of
from adapters.telegram.states import Pricing
from rental_core.apartments.apartment import Apartment
from rental_core.apartments.edit import EditApartment
from rental_core.apartments.facts import season_text
from rental_core.apartments.rates import LONGEST_STAY, SEASON_NAME_LENGTH, Rates, Season

MOST_PRIORITY = 9


async def on_new(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    manager.dialog_data[SEASON] = {}
    await manager.switch_to(Pricing.season_name)


@inject
async def on_season(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, till: FromDishka[Till]) -> None:
    rates = (await till.view(manager, person_of(manager).id)).rates
    known = rates.seasons if rates else ()
    if item > len(known):
        raise StaleTapError(str(item))
    manager.dialog_data[SEASON] = as_data(known[item - 1])
    await manager.switch_to(Pricing.season)


async def on_name(message: Message, _source: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    said, words = " ".join((message.text or "").split()), words_of(manager)
    if not said or len(said) > SEASON_NAME_LENGTH:
        least_or_most = words.plural("A name has {n} character at most.", "A name has {n} characters at most.", SEASON_NAME_LENGTH)
        notice(manager, least_or_most)
        return
    data = entered(manager)
    data["name"] = said
    await manager.switch_to(Pricing.season if nights_of(data) else Pricing.season_dates)


@inject
async def on_day(_callback: CallbackQuery, _widget: Any, manager: DialogManager, day: date, till: FromDishka[Till]) -> None:
    data, view = entered(manager), await till.view(manager, person_of(manager).id)
    picked = pick(manager, view_of(data, view.today, view.currency).days, day)
    if picked is None:
        return
    data["check_in"] = picked.check_in.isoformat() if picked.check_in else None
    data["check_out"] = picked.check_out.isoformat() if picked.check_out else None
    if picked.check_out:
        await manager.switch_to(Pricing.season)


async def on_price(_callback: CallbackQuery, button: Button, manager: DialogManager) -> None:
    entered(manager)
    manager.dialog_data[FIELD] = "weekend" if button.widget_id == "pricing_season_weekend" else "base"
    await manager.switch_to(Pricing.season_amount)


@inject
async def on_price_typed(message: Message, _source: MessageInput, manager: DialogManager, till: FromDishka[Till]) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    view = await till.view(manager, person_of(manager).id)
    price = an_amount(message.text or "", view.currency)
    if price is None:
        notice(manager, words_of(manager).text("I do not understand this amount. Write it like 4500 or 4 500."))
        return
    await _keep_price(manager, price.amount)


@inject
async def on_price_chosen(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int) -> None:
    await _keep_price(manager, item)


async def _keep_price(manager: DialogManager, amount: int) -> None:
    """Nothing is no price of the season's own. Raises BadRateError for what no night can cost."""
    data = entered(manager)
    field = str(manager.dialog_data.get(FIELD, "base"))
    changed = {**data, field: amount or None}
    if nights := nights_of(changed):
        season_of(changed, nights, "RUB")
    data.update(changed)
    await manager.switch_to(Pricing.season)


async def on_step(_callback: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """Shorter, longer, more or less important; below the least there is no limit of the season's own."""
    data = entered(manager)
    name, step = (button.widget_id or "").removeprefix("pricing_season_").rsplit("_", 1)
    by = 1 if step == "more" else -1
    if name == "priority":
        data["priority"] = min(max(data.get("priority", 0) + by, 0), MOST_PRIORITY)
        return
    field = "min_nights" if name == "shortest" else "max_nights"
    number = (data.get(field) or 0) + by
    changed = {**data, field: min(number, LONGEST_STAY) if number > 0 else None}
    if nights := nights_of(changed):
        season_of(changed, nights, "RUB")
    data.update(changed)


@inject
async def on_save(
    _callback: CallbackQuery, _button: Button, manager: DialogManager, till: FromDishka[Till], edit: FromDishka[EditApartment]
) -> None:
    data, view = entered(manager), await till.view(manager, person_of(manager).id)
    made = view_of(data, view.today, view.currency).season
    if made is None:
        raise StaleTapError("no dates")

    def change(flat: Apartment) -> Apartment:
        rates = _priced(flat)
        return evolve(flat, rates=rates.with_season(made, instead_of=_known(rates, data.get("was"))))

    await _store(manager, edit, change, words_of(manager).text("The season is saved"))


@inject
async def on_delete(_callback: CallbackQuery, _button: Button, manager: DialogManager, edit: FromDishka[EditApartment]) -> None:
    was = entered(manager).get("was")

    def change(flat: Apartment) -> Apartment:
        known = _known(_priced(flat), was)
        return evolve(flat, rates=_priced(flat).without_season(known)) if known else flat

    await _store(manager, edit, change, words_of(manager).text("The season is deleted"))


async def _store(manager: DialogManager, edit: EditApartment, change: Any, said: str) -> None:
    await edit(apartment_of(manager), change, by=person_of(manager).id)
    manager.dialog_data.pop(SEASON, None)
    toast(manager, said)
    await manager.switch_to(Pricing.seasons)


def _priced(flat: Apartment) -> Rates:
    if flat.rates is None:
        raise StaleTapError("a season of what has no price")
    return flat.rates


def _known(rates: Rates, text: str | None) -> Season | None:
    return next((each for each in rates.seasons if season_text(each) == text), None)
