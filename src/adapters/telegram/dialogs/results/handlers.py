"""What taps below a result do."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, StartMode
from aiogram_dialog.widgets.kbd import Button
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.entered import Desk
from adapters.telegram.dialogs.results.getters import SHOWN
from adapters.telegram.dialogs.results.items import changed_by
from adapters.telegram.dialogs.search.getters import ELSEWHERE
from adapters.telegram.saying import StaleTapError, person_of, toast, words_of
from adapters.telegram.states import Booking, Details, Search
from adapters.telegram.widgets.path import Path
from rental_core.apartments.apartment import ApartmentId
from rental_core.search.criteria import Sort
from rental_core.search.favourites import DropFavourite, KeepFavourite


async def on_position(_callback: CallbackQuery, _button: Button, _manager: DialogManager) -> None:
    """It only says where one is."""


@inject
async def on_sort(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: str, desk: FromDishka[Desk]) -> None:
    try:
        sort = Sort(item)
    except ValueError:
        raise StaleTapError(item) from None
    await desk.revise(person_of(manager).id, sort=sort)
    Path(manager.dialog_data).restart()


@inject
async def on_offer(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: str, desk: FromDishka[Desk]) -> None:
    draft = (await desk.entered(person_of(manager).id)).draft
    await desk.put(person_of(manager).id, changed_by(item, draft))
    Path(manager.dialog_data).restart()


@inject
async def on_keep(_callback: CallbackQuery, _button: Button, manager: DialogManager, keep: FromDishka[KeepFavourite]) -> None:
    await keep(shown(manager), by=person_of(manager).id)
    toast(manager, words_of(manager).text("Kept in your favourites"))


@inject
async def on_drop(_callback: CallbackQuery, _button: Button, manager: DialogManager, drop: FromDishka[DropFavourite]) -> None:
    await drop(shown(manager), by=person_of(manager).id)
    toast(manager, words_of(manager).text("No longer in your favourites"))


async def on_details(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Details.card, {"apartment": shown(manager)})


async def on_book(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Booking.dates, {"apartment": shown(manager)})


async def on_another_place(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Search.place, {ELSEWHERE: True}, mode=StartMode.RESET_STACK)


def shown(manager: DialogManager) -> ApartmentId:
    """The apartment whose card was drawn last. Raises StaleTapError."""
    apartment = manager.dialog_data.get(SHOWN)
    if not isinstance(apartment, int):
        raise StaleTapError("no card was drawn")
    return ApartmentId(apartment)
