"""Guests, rooms, price, amenities: what taps and typed prices do. Each step is kept at once."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.entered import Desk
from adapters.telegram.dialogs.parsing import MOST, price_limits
from adapters.telegram.dialogs.search.filters import minor, priced, stepped, toggled
from adapters.telegram.dialogs.search.getters import LOW
from adapters.telegram.saying import StaleTapError, notice, person_of, toast, words_of
from adapters.telegram.states import Search
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import MAX_GUESTS, MAX_ROOMS


@inject
async def on_guests(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, desk: FromDishka[Desk]) -> None:
    if item > MAX_GUESTS:
        raise StaleTapError(str(item))
    await desk.revise(person_of(manager).id, guests=item)


@inject
async def on_rooms(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, desk: FromDishka[Desk]) -> None:
    if item > MAX_ROOMS:
        raise StaleTapError(str(item))
    await desk.revise(person_of(manager).id, rooms=item)


@inject
async def on_instant(_callback: CallbackQuery, _button: Button, manager: DialogManager, desk: FromDishka[Desk]) -> None:
    instant = (await desk.entered(person_of(manager).id)).draft.instant
    await desk.revise(person_of(manager).id, instant=not instant)


@inject
async def on_step(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, desk: FromDishka[Desk]) -> None:
    """An upper limit is mostly all that is wanted; after a lower one, the upper one may follow."""
    entered, low = await desk.entered(person_of(manager).id), bool(manager.dialog_data.get(LOW))
    if entered.city is None or item > minor(MOST, entered.city.currency):
        raise StaleTapError(str(item))
    await desk.put(person_of(manager).id, stepped(entered.draft, item, low=low))
    if low:
        manager.dialog_data[LOW] = False
    else:
        await manager.switch_to(Search.summary)


async def on_other_end(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    manager.dialog_data[LOW] = not manager.dialog_data.get(LOW)


@inject
async def on_per(_callback: CallbackQuery, _button: Button, manager: DialogManager, desk: FromDishka[Desk]) -> None:
    """What was entered is kept, said the other way."""
    entered = await desk.entered(person_of(manager).id)
    if entered.stay is None:
        raise StaleTapError("no dates")
    draft, nights = entered.draft, entered.stay.nights
    await desk.put(person_of(manager).id, draft.priced_per_night(nights) if draft.per_stay else draft.priced_for_stay(nights))


@inject
async def on_any_price(_callback: CallbackQuery, _button: Button, manager: DialogManager, desk: FromDishka[Desk]) -> None:
    await desk.put(person_of(manager).id, (await desk.entered(person_of(manager).id)).draft.priced(None, None))
    await manager.switch_to(Search.summary)


@inject
async def on_price_typed(message: Message, _source: MessageInput, manager: DialogManager, desk: FromDishka[Desk]) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    entered, limits = await desk.entered(person_of(manager).id), price_limits(message.text or "")
    if entered.city is None:
        await manager.switch_to(Search.place)
    elif limits is None:
        notice(manager, words_of(manager).text("I do not understand this price. Write it like 5000, 3000–5000 or from 3000."))
    else:
        await desk.put(person_of(manager).id, priced(entered.draft, limits, entered.city.currency))
        await manager.switch_to(Search.summary)


@inject
async def on_amenity(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: str, desk: FromDishka[Desk]) -> None:
    try:
        amenity = Amenity(item)
    except ValueError:
        raise StaleTapError(item) from None
    await desk.put(person_of(manager).id, toggled((await desk.entered(person_of(manager).id)).draft, amenity))


@inject
async def on_no_amenities(_callback: CallbackQuery, _button: Button, manager: DialogManager, desk: FromDishka[Desk]) -> None:
    await desk.revise(person_of(manager).id, amenities=frozenset())


@inject
async def on_reset(_callback: CallbackQuery, _button: Button, manager: DialogManager, desk: FromDishka[Desk]) -> None:
    await desk.put(person_of(manager).id, (await desk.entered(person_of(manager).id)).draft.without_filters())
    toast(manager, words_of(manager).text("Place and dates stay, the filters are gone"))
