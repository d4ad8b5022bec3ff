"""What taps, words and locations in the windows about the place do: street, district, and the pin on the map."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from attrs import evolve
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs import maps
from adapters.telegram.dialogs.editing.fields import ADDRESS_LENGTH
from adapters.telegram.dialogs.editing.getters import FAR, TYPED, Editor
from adapters.telegram.dialogs.editing.steps import change, fits, forward
from adapters.telegram.dialogs.editing.views import title_of
from adapters.telegram.saying import StaleTapError, person_of, words_of
from adapters.wording import parts
from adapters.wording.shorten import one_line
from rental_core.apartments.apartment import Apartment
from rental_core.apartments.edit import EditApartment
from rental_core.apartments.place import Point
from rental_core.search.places import PlaceId
from rental_core.search.ports import PlaceReader

FARTHEST = 60_000  # metres from the middle of the city, as far as a search looks for a city around a place


async def on_place_typed(message: Message, _source: MessageInput, manager: DialogManager) -> None:
    """A street or a district: what it may mean is offered."""
    manager.show_mode = ShowMode.DELETE_AND_SEND
    said = " ".join((message.text or "").split())
    if fits(manager, said, ADDRESS_LENGTH):
        manager.dialog_data[TYPED] = said


@inject
async def on_street(
    _callback: CallbackQuery,
    _select: Any,
    manager: DialogManager,
    item: int,
    places: FromDishka[PlaceReader],
    edit: FromDishka[EditApartment],
) -> None:
    """The street brings a first point along, until the landlord sends the house's."""
    place = await places.place(PlaceId(item))
    if place is None:
        raise StaleTapError(str(item))
    city = await places.city(place.city_id)

    def moved(flat: Apartment) -> Apartment:
        if flat.address.city_id != place.city_id:
            raise StaleTapError("a street of another city")
        unset = city is not None and flat.point == city.point
        return evolve(flat, address=evolve(flat.address, street=place.name_ru), point=place.point if unset else flat.point)

    await change(manager, edit, moved)
    await forward(manager)


@inject
async def on_street_as_typed(_callback: CallbackQuery, _button: Button, manager: DialogManager, edit: FromDishka[EditApartment]) -> None:
    typed = _typed_before(manager)
    await change(manager, edit, lambda flat: evolve(flat, address=evolve(flat.address, street=typed)))
    await forward(manager)


@inject
async def on_district(
    _callback: CallbackQuery,
    _select: Any,
    manager: DialogManager,
    item: int,
    places: FromDishka[PlaceReader],
    edit: FromDishka[EditApartment],
) -> None:
    place = await places.place(PlaceId(item))
    if place is None:
        raise StaleTapError(str(item))
    await change(manager, edit, lambda flat: evolve(flat, address=evolve(flat.address, district=place.name_ru)))
    await forward(manager)


@inject
async def on_district_as_typed(_callback: CallbackQuery, _button: Button, manager: DialogManager, edit: FromDishka[EditApartment]) -> None:
    typed = _typed_before(manager)
    await change(manager, edit, lambda flat: evolve(flat, address=evolve(flat.address, district=typed)))
    await forward(manager)


def _typed_before(manager: DialogManager) -> str:
    typed = manager.dialog_data.get(TYPED)
    if not isinstance(typed, str) or not typed:
        raise StaleTapError("nothing was typed")
    return typed


@inject
async def on_location(
    message: Message, _source: MessageInput, manager: DialogManager, editor: FromDishka[Editor], edit: FromDishka[EditApartment]
) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    sent = message.location or (message.venue.location if message.venue else None)
    if sent is None:
        return
    point, view = Point(sent.latitude, sent.longitude), await editor.view(manager, person_of(manager).id)
    if point.metres_to(view.city.point) > FARTHEST:
        manager.dialog_data[FAR] = [point.lat, point.lon]
        return
    await change(manager, edit, lambda flat: evolve(flat, point=point))
    await forward(manager)


@inject
async def on_far_pin(_callback: CallbackQuery, _button: Button, manager: DialogManager, edit: FromDishka[EditApartment]) -> None:
    far = manager.dialog_data.get(FAR)
    if not far:
        raise StaleTapError("no pin was sent")
    await change(manager, edit, lambda flat: evolve(flat, point=Point(*far)))
    await forward(manager)


@inject
async def on_map(_callback: CallbackQuery, _button: Button, manager: DialogManager, editor: FromDishka[Editor]) -> None:
    view, words = await editor.view(manager, person_of(manager).id), words_of(manager)
    address = view.flat.address
    where = ", ".join(part for part in (words.city(view.city), address.street, address.house) if part)
    title = one_line(title_of(view.flat, words), parts.TITLE_SHOWN)
    await maps.show_exactly(manager, view.flat.point, title=title, address=one_line(where, parts.ADDRESS_SHOWN))
