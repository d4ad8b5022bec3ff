"""What taps and words in the windows of income do."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.beside import bot_of, chat_of
from adapters.telegram.dialogs.income.csv_file import csv_file
from adapters.telegram.dialogs.income.getters import CURRENCY, LAST_MONTH, MONTH, OF_MONTH, TYPED, YEAR, Accounts
from adapters.telegram.dialogs.started import started_with
from adapters.telegram.dialogs.whose import one_of
from adapters.telegram.saying import StaleTapError, person_of, toast, words_of
from adapters.telegram.states import Income, Letting
from adapters.telegram.widgets.path import Path
from adapters.telegram.widgets.picking import month_after
from adapters.telegram.widgets.screen import leave
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.income import year_of
from rental_core.bookings.letting import LettingReader
from rental_core.clock import Clock


@inject
async def on_year(_callback: CallbackQuery, button: Button, manager: DialogManager, accounts: FromDishka[Accounts]) -> None:
    view = await accounts.view(manager, person_of(manager))
    manager.dialog_data[YEAR] = view.year + (1 if button.widget_id == "income_later_year" else -1)


async def on_month(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int) -> None:
    if item > LAST_MONTH:
        raise StaleTapError(f"month {item}")
    manager.dialog_data[MONTH] = item
    await manager.switch_to(Income.month)


@inject
async def on_turn(_callback: CallbackQuery, button: Button, manager: DialogManager, accounts: FromDishka[Accounts]) -> None:
    """To the month before or after, as far as there are years."""
    view = await accounts.view(manager, person_of(manager))
    month = month_after(view.first, 1 if button.widget_id == "income_later_month" else -1)
    if view.years.first <= month.year <= view.years.last:
        manager.dialog_data.update({YEAR: month.year, MONTH: month.month})
    else:
        toast(manager, words_of(manager).text("It does not go further"))


async def on_currency(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: str) -> None:
    Path(manager.dialog_data).restart()
    manager.dialog_data[CURRENCY] = item


async def on_month_back(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """To the year, or to the list that this month of an apartment was opened from."""
    if started_with(manager, MONTH) is not None:
        await leave(manager, Letting.home)
    else:
        await manager.switch_to(Income.year)


async def on_flats(_callback: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """The list of the window it is opened from: of the year, or of the month."""
    Path(manager.dialog_data).restart()
    manager.dialog_data.update({OF_MONTH: button.widget_id == "income_month_flats", TYPED: ""})
    await manager.switch_to(Income.flats)


async def on_flats_back(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.switch_to(Income.month if manager.dialog_data.get(OF_MONTH) else Income.year)


async def on_typed(message: Message, _source: MessageInput, manager: DialogManager) -> None:
    manager.dialog_data[TYPED] = (message.text or "").strip()
    manager.show_mode = ShowMode.DELETE_AND_SEND


async def on_all(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    manager.dialog_data[TYPED] = ""


@inject
async def on_apartment(
    _callback: CallbackQuery,
    _select: Any,
    manager: DialogManager,
    item: int,
    accounts: FromDishka[Accounts],
    letting: FromDishka[LettingReader],
    clock: FromDishka[Clock],
) -> None:
    """The same year or month of one of them."""
    person = person_of(manager)
    own, view = await letting.one(ApartmentId(item), viewer=person.id, at=clock.now()), await accounts.view(manager, person)
    about = {"apartment": own.id, YEAR: view.year, CURRENCY: view.section.currency}
    if manager.dialog_data.get(OF_MONTH):
        await manager.start(Income.month, {**about, MONTH: view.month})
    else:
        await manager.start(Income.year, about)


@inject
async def on_file(_callback: CallbackQuery, _button: Button, manager: DialogManager, accounts: FromDishka[Accounts]) -> None:
    """The file, and below it the window again."""
    person, words = person_of(manager), words_of(manager)
    view = await accounts.view(manager, person)
    rows = await accounts.income.rows(person.id, year_of(view.year), apartment_id=one_of(manager))
    said = words.text("Every month of every apartment, all currencies. Excel and other spreadsheets open it.")
    await bot_of(manager).send_document(chat_of(manager), csv_file(view.year, view.title, rows, words), caption=said, parse_mode=None)
    manager.show_mode = ShowMode.DELETE_AND_SEND
