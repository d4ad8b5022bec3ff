"""Where and when: what taps, words and locations do. Each step is kept at once."""

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Data, DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.days import pick
from adapters.telegram.dialogs.entered import Desk
from adapters.telegram.dialogs.parsing import an_id
from adapters.telegram.dialogs.search.getters import ASKED, ELSEWHERE, PAGE
from adapters.telegram.dialogs.search.where import CITY, PART, Option, look_up
from adapters.telegram.dialogs.started import started_with
from adapters.telegram.saying import StaleTapError, notice, person_of, toast, words_of
from adapters.telegram.states import Results, Search
from rental_core.apartments.place import City, CityId, Point
from rental_core.search.places import RADII, PlaceId
from rental_core.search.ports import PlaceReader

LONGEST_NAME = 100


@inject
async def on_start(_start_data: Data, manager: DialogManager, desk: FromDishka[Desk]) -> None:
    """Whoever has entered no city yet begins with it; whoever has goes on from there, or looks for another one."""
    if started_with(manager, ELSEWHERE):
        manager.dialog_data[ELSEWHERE] = True
    elif (await desk.entered(person_of(manager).id)).city is None:
        await manager.switch_to(Search.place)
    else:
        notice(manager, words_of(manager).text("This is your last search: go on with it or change it."))


async def on_where(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    _begin_anew(manager)
    await manager.switch_to(Search.place)


async def on_elsewhere(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    _begin_anew(manager)
    manager.dialog_data[ELSEWHERE] = True


def _begin_anew(manager: DialogManager) -> None:
    for known in (ASKED, ELSEWHERE, PAGE):
        manager.dialog_data.pop(known, None)


@inject
async def on_option(
    _callback: CallbackQuery,
    _select: Any,
    manager: DialogManager,
    item: str,
    desk: FromDishka[Desk],
    places: FromDishka[PlaceReader],
) -> None:
    kind, number = item[:1], an_id(item[1:])
    option: Option | None = None
    if kind == CITY:
        option = await places.city(CityId(number))
    elif kind == PART:
        option = await places.place(PlaceId(number))
    if option is None:
        raise StaleTapError(item)
    await _choose(manager, desk, places, option)


@inject
async def on_place_typed(
    message: Message,
    _source: MessageInput,
    manager: DialogManager,
    desk: FromDishka[Desk],
    places: FromDishka[PlaceReader],
) -> None:
    """A name that can mean one place only is as good as a tap."""
    asked = " ".join((message.text or "").split())[:LONGEST_NAME]
    manager.show_mode = ShowMode.DELETE_AND_SEND
    draft = (await desk.entered(person_of(manager).id)).draft
    meant = (await look_up(places, asked, draft.city_id)).meant if asked else None
    if meant:
        await _choose(manager, desk, places, meant)
    else:
        _begin_anew(manager)
        manager.dialog_data[ASKED] = asked
        await manager.switch_to(Search.place)


async def _choose(manager: DialogManager, desk: Desk, places: PlaceReader, option: Option) -> None:
    """A city, or a part of one, which may be another one than before."""
    entered = await desk.entered(person_of(manager).id)
    draft = entered.draft
    city = option if isinstance(option, City) else await places.city(option.city_id)
    if city is None:
        raise StaleTapError(str(option.id))
    if isinstance(option, City) or draft.city_id != city.id:
        draft = draft.in_city(city, entered.city)
    await desk.put(person_of(manager).id, draft if isinstance(option, City) else draft.in_place(option))
    await _go_on(manager, asks_dates=entered.stay is None and entered.draft.city_id != city.id)


@inject
async def on_location(
    message: Message,
    _source: MessageInput,
    manager: DialogManager,
    desk: FromDishka[Desk],
    places: FromDishka[PlaceReader],
) -> None:
    """A location, or a venue, which has one."""
    manager.show_mode = ShowMode.DELETE_AND_SEND
    location = message.location or (message.venue.location if message.venue else None)
    spot = Point(location.latitude, location.longitude) if location else None
    city = await places.city_around(spot) if spot else None
    if spot is None or city is None:
        notice(manager, words_of(manager).text("There is no city near this place that I know. Please write its name."))
        return
    entered = await desk.entered(person_of(manager).id)
    await desk.put(person_of(manager).id, entered.draft.in_city(city, entered.city).near_spot(spot))
    await _go_on(manager, asks_dates=entered.stay is None and entered.draft.city_id != city.id)


async def _go_on(manager: DialogManager, *, asks_dates: bool) -> None:
    _begin_anew(manager)
    await manager.switch_to(Search.dates if asks_dates else Search.summary)


@inject
async def on_anywhere(_callback: CallbackQuery, _button: Button, manager: DialogManager, desk: FromDishka[Desk]) -> None:
    await desk.put(person_of(manager).id, (await desk.entered(person_of(manager).id)).draft.anywhere())
    await _go_on(manager, asks_dates=False)


@inject
async def on_radius(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, desk: FromDishka[Desk]) -> None:
    if item not in RADII:
        raise StaleTapError(str(item))
    await desk.revise(person_of(manager).id, radius=item)
    await _go_on(manager, asks_dates=False)


async def on_page(_callback: CallbackQuery, button: Button, manager: DialogManager) -> None:
    step = {"search_where_previous": -1, "search_where_next": 1}.get(button.widget_id or "", 0)
    manager.dialog_data[PAGE] = max(1, manager.dialog_data.get(PAGE, 1) + step)


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
async def on_show(_callback: CallbackQuery, _button: Button, manager: DialogManager, desk: FromDishka[Desk]) -> None:
    if (await desk.entered(person_of(manager).id)).city is None:
        toast(manager, words_of(manager).text("First choose a city"))
        await manager.switch_to(Search.place)
        return
    await manager.start(Results.card)
