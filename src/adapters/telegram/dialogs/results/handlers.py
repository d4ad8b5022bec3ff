"""What taps below a result do."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button
from attrs import asdict
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.entered import Desk
from adapters.telegram.dialogs.results.getters import SHOWN
from adapters.telegram.dialogs.results.loosen import Loosening, loosened
from adapters.telegram.saying import StaleTapError, person_of, toast, words_of
from adapters.telegram.states import Booking, Details
from adapters.telegram.widgets.path import Path
from rental_core.search.criteria import Sort


async def on_next(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    if not Path(manager.dialog_data).forward():
        toast(manager, words_of(manager).text("That was the last one"))


async def on_previous(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    Path(manager.dialog_data).back()


async def on_position(_callback: CallbackQuery, _button: Button, _manager: DialogManager) -> None:
    """It only says where one is."""


@inject
async def on_sort(_callback: CallbackQuery, _button: Button, manager: DialogManager, desk: FromDishka[Desk]) -> None:
    draft = (await desk.entered(person_of(manager).id)).draft
    await desk.revise(person_of(manager).id, sort=Sort.NEWEST if draft.sort is Sort.PRICE else Sort.PRICE)
    Path(manager.dialog_data).restart()


@inject
async def on_offer(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: str, desk: FromDishka[Desk]) -> None:
    try:
        loosening = Loosening(item)
    except ValueError:
        raise StaleTapError(item) from None
    wider = loosened((await desk.entered(person_of(manager).id)).draft, loosening)
    await desk.revise(person_of(manager).id, **asdict(wider, recurse=False))
    Path(manager.dialog_data).restart()


async def on_details(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Details.card, {"apartment": shown(manager)})


async def on_book(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Booking.dates, {"apartment": shown(manager)})


def shown(manager: DialogManager) -> int:
    """The id of the apartment whose card was drawn last."""
    apartment = manager.dialog_data.get(SHOWN)
    if not isinstance(apartment, int):
        raise StaleTapError("no card was drawn")
    return apartment
