"""What taps and words in the search windows do: each step is kept at once."""

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Data, DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.days import pick
from adapters.telegram.dialogs.entered import Desk
from adapters.telegram.dialogs.parsing import an_amount
from adapters.telegram.dialogs.search.getters import SUGGESTED, minor
from adapters.telegram.saying import StaleTapError, notice, person_of, toast, words_of
from adapters.telegram.states import Results, Search
from rental_core.apartments.apartment import MAX_GUESTS, MAX_ROOMS
from rental_core.apartments.place import City, CityId
from rental_core.search.ports import PlaceReader

LONGEST_NAME = 100


@inject
async def on_start(_start_data: Data, manager: DialogManager, desk: FromDishka[Desk]) -> None:
    """Whoever has entered no city yet begins with it."""
    if (await desk.entered(person_of(manager).id)).city is None:
        await manager.switch_to(Search.city)


@inject
async def on_city(
    _callback: CallbackQuery,
    _select: Any,
    manager: DialogManager,
    item: int,
    desk: FromDishka[Desk],
    places: FromDishka[PlaceReader],
) -> None:
    city = await places.city(CityId(item))
    if city is None:
        raise StaleTapError(str(item))
    await _choose(manager, desk, city)


@inject
async def on_city_typed(
    message: Message,
    _source: MessageInput,
    manager: DialogManager,
    desk: FromDishka[Desk],
    places: FromDishka[PlaceReader],
) -> None:
    """A name that can mean one city only is as good as a tap."""
    asked = " ".join((message.text or "").split())[:LONGEST_NAME]
    manager.show_mode = ShowMode.DELETE_AND_SEND
    found = await places.cities(asked, limit=SUGGESTED) if asked else ()
    named = [city for city in found if _plain(asked) in {_plain(city.name_ru), _plain(city.name_en)}]
    if len(named) == 1:
        await _choose(manager, desk, named[0])
    else:
        manager.dialog_data["asked"] = asked
        await manager.switch_to(Search.city)


def _plain(name: str) -> str:
    return name.casefold().replace("ё", "е").strip(" .,!")


async def _choose(manager: DialogManager, desk: Desk, city: City) -> None:
    """The price limit stays only where its currency does."""
    entered = await desk.entered(person_of(manager).id)
    same_currency = entered.city is not None and entered.city.currency == city.currency
    price_to = entered.draft.price_to if same_currency else None
    await desk.revise(person_of(manager).id, city_id=city.id, price_to=price_to)
    manager.dialog_data.pop("asked", None)
    await manager.switch_to(Search.summary if entered.stay else Search.dates)


@inject
async def on_day(_callback: CallbackQuery, _calendar: Any, manager: DialogManager, day: date, desk: FromDishka[Desk]) -> None:
    entered = await desk.entered(person_of(manager).id)
    picked = pick(manager, desk.days(entered), day)
    if picked is None:
        return
    await desk.revise(person_of(manager).id, check_in=picked.check_in, check_out=picked.check_out)
    if picked.check_out:
        await manager.switch_to(Search.summary)


@inject
async def on_any_dates(_callback: CallbackQuery, _button: Button, manager: DialogManager, desk: FromDishka[Desk]) -> None:
    await desk.revise(person_of(manager).id, check_in=None, check_out=None)
    await manager.switch_to(Search.summary)


@inject
async def on_step(_callback: CallbackQuery, button: Button, manager: DialogManager, desk: FromDishka[Desk]) -> None:
    """One guest or room more or less; which one is the button's id."""
    draft = (await desk.entered(person_of(manager).id)).draft
    guests, rooms = {
        "search_guests_less": (draft.guests - 1, draft.rooms),
        "search_guests_more": (draft.guests + 1, draft.rooms),
        "search_rooms_less": (draft.guests, draft.rooms - 1),
        "search_rooms_more": (draft.guests, draft.rooms + 1),
    }[button.widget_id or ""]
    if 1 <= guests <= MAX_GUESTS and 1 <= rooms <= MAX_ROOMS:
        await desk.revise(person_of(manager).id, guests=guests, rooms=rooms)


@inject
async def on_price(
    _callback: CallbackQuery,
    _select: Any,
    manager: DialogManager,
    item: int,
    desk: FromDishka[Desk],
) -> None:
    await desk.revise(person_of(manager).id, price_to=item)
    await manager.switch_to(Search.summary)


@inject
async def on_any_price(_callback: CallbackQuery, _button: Button, manager: DialogManager, desk: FromDishka[Desk]) -> None:
    await desk.revise(person_of(manager).id, price_to=None)
    await manager.switch_to(Search.summary)


@inject
async def on_price_typed(message: Message, _source: MessageInput, manager: DialogManager, desk: FromDishka[Desk]) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    amount = an_amount(message.text or "")
    city = (await desk.entered(person_of(manager).id)).city
    if amount is None or city is None:
        notice(manager, words_of(manager).text("That is no price I understand. Write a number, such as 5000."))
        return
    await desk.revise(person_of(manager).id, price_to=minor(amount, city.currency))
    await manager.switch_to(Search.summary)


@inject
async def on_show(_callback: CallbackQuery, _button: Button, manager: DialogManager, desk: FromDishka[Desk]) -> None:
    if (await desk.entered(person_of(manager).id)).city is None:
        toast(manager, words_of(manager).text("First choose a city"))
        await manager.switch_to(Search.city)
        return
    await manager.start(Results.card)
