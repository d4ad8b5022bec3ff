"""What taps, words and locations in the editing windows do. Each answer is kept at once."""

import re
from collections.abc import Callable, Coroutine
from datetime import time
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from attrs import evolve
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs import maps
from adapters.telegram.dialogs.editing.fields import (
    ADDRESS_LENGTH,
    PHOTOS,
    STEPS,
    NumberField,
    TextField,
)
from adapters.telegram.dialogs.editing.getters import FAR, GUIDED, TYPED, Editor
from adapters.telegram.dialogs.editing.views import CHECK_INS, CHECK_OUTS, title_of
from adapters.telegram.dialogs.started import apartment_of, started_with
from adapters.telegram.saying import StaleTapError, notice, person_of, toast, words_of
from adapters.telegram.states import Details, Editing, FlatPhotos, Letting, Pricing
from adapters.wording import parts
from adapters.wording.shorten import length, one_line
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import Apartment, BookingMode
from rental_core.apartments.edit import Change, EditApartment
from rental_core.apartments.place import Point
from rental_core.search.places import PlaceId
from rental_core.search.ports import PlaceReader

FARTHEST = 60_000  # metres from the middle of the city, as far as a search looks for a city around a place
NUMBER = re.compile(r"[-−–]?\d{1,6}")
CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
OnTyped = Callable[..., Coroutine[Any, Any, None]]


async def change(manager: DialogManager, edit: EditApartment, made: Change) -> Apartment:
    """Keep a change of the apartment of this dialog."""
    return await edit(apartment_of(manager), made, by=person_of(manager).id)


async def forward(manager: DialogManager, *, saved: bool = True) -> None:
    """To the next question of a new apartment, or back to all facts of one that is edited."""
    for known in (TYPED, FAR):
        manager.dialog_data.pop(known, None)
    if not started_with(manager, GUIDED):
        if saved:
            _say(manager, words_of(manager).text("Saved"))
        await manager.switch_to(Editing.main)
        return
    await _to_step(manager, _step_of(manager) + 1)


def _say(manager: DialogManager, said: str) -> None:
    if isinstance(manager.event, CallbackQuery):
        toast(manager, said)
    else:
        notice(manager, said)


def _step_of(manager: DialogManager) -> int:
    state = manager.current_context().state
    return STEPS.index(state) if state in STEPS else -1


async def _to_step(manager: DialogManager, number: int) -> None:
    """Steps that another dialog asks come over the one after them, so that its end leads on."""
    if number >= len(STEPS):
        await manager.switch_to(Editing.main)
        return
    step = STEPS[number]
    if isinstance(step, State):
        await manager.switch_to(step)
        return
    following = STEPS[number + 1]
    await manager.switch_to(following if isinstance(following, State) else Editing.main)
    await manager.start(FlatPhotos.main if step == PHOTOS else Pricing.main, {"apartment": apartment_of(manager)})


async def on_skip(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await forward(manager, saved=False)


async def on_before(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The question before this one; before the first, all that is known so far."""
    manager.dialog_data.pop(TYPED, None)
    earlier = [step for step in STEPS[: _step_of(manager)] if isinstance(step, State)]
    await manager.switch_to(earlier[-1] if earlier else Editing.main)


async def on_later(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    toast(manager, words_of(manager).text("Everything is kept. Go on whenever you like."))
    await manager.start(Letting.flat, {"apartment": apartment_of(manager)}, mode=StartMode.RESET_STACK)


async def on_go_on(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Ask about everything once more, from the beginning."""
    await manager.start(Editing.street, {"apartment": apartment_of(manager), GUIDED: True}, mode=StartMode.RESET_STACK)


def typing(field: TextField) -> OnTyped:
    """Takes the words of a message for the field."""

    @inject
    async def on_typed(message: Message, _source: MessageInput, manager: DialogManager, edit: FromDishka[EditApartment]) -> None:
        said = (message.text or "").strip()
        manager.show_mode = ShowMode.DELETE_AND_SEND
        said = said if field.lines else " ".join(said.split())
        if not await _fits(manager, said, field.longest):
            return
        await change(manager, edit, lambda flat: field.write(flat, said))
        await forward(manager)

    return on_typed


async def _fits(manager: DialogManager, said: str, longest: int) -> bool:
    """Whether the words can be taken; otherwise it is said why not."""
    words = words_of(manager)
    if not any(char.isprintable() and not char.isspace() for char in said):
        notice(manager, words.text("There is nothing in it that can be read. Please write some words."))
    elif len(said) > longest or length(said) > longest:
        notice(
            manager,
            words.plural("That is too long: at most {n} character.", "That is too long: at most {n} characters.", longest),
        )
    else:
        return True
    return False


def clearing(field: TextField) -> OnTyped:
    """Takes the words of the field away."""

    @inject
    async def on_cleared(_callback: CallbackQuery, _button: Button, manager: DialogManager, edit: FromDishka[EditApartment]) -> None:
        await change(manager, edit, lambda flat: field.write(flat, ""))
        await forward(manager)

    return on_cleared


def choosing(field: NumberField) -> OnTyped:
    """Takes a tapped number for the field."""

    @inject
    async def on_number(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, edit: FromDishka[EditApartment]) -> None:
        if item not in field.offered:
            raise StaleTapError(str(item))
        await change(manager, edit, lambda flat: field.write(flat, item))
        await forward(manager)

    return on_number


def counting(field: NumberField) -> OnTyped:
    """Takes a typed number for the field."""

    @inject
    async def on_counted(message: Message, _source: MessageInput, manager: DialogManager, edit: FromDishka[EditApartment]) -> None:
        manager.show_mode = ShowMode.DELETE_AND_SEND
        number = a_number(message.text or "")
        if number is None or not field.least <= number <= field.most:
            said = words_of(manager).text("Please write a number from {least} to {most}.", least=field.least, most=field.most)
            notice(manager, said)
            return
        await change(manager, edit, lambda flat: field.write(flat, number))
        await forward(manager)

    return on_counted


def unknowing(field: NumberField) -> OnTyped:
    """Takes the number of the field away."""

    @inject
    async def on_unknown(_callback: CallbackQuery, _button: Button, manager: DialogManager, edit: FromDishka[EditApartment]) -> None:
        await change(manager, edit, lambda flat: field.write(flat, None))
        await forward(manager)

    return on_unknown


def a_number(text: str) -> int | None:
    """A whole number as people write it, also with a unit behind it ("42 м²"); None for anything else."""
    found = NUMBER.match(text.strip())
    return int(found[0].replace("−", "-").replace("–", "-")) if found else None


async def on_place_typed(message: Message, _source: MessageInput, manager: DialogManager) -> None:
    """A street or a district: what it may mean is offered."""
    manager.show_mode = ShowMode.DELETE_AND_SEND
    said = " ".join((message.text or "").split())
    if await _fits(manager, said, ADDRESS_LENGTH):
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


@inject
async def on_amenity(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, edit: FromDishka[EditApartment]) -> None:
    if item > len(Amenity):
        raise StaleTapError(str(item))
    amenity = list(Amenity)[item - 1]
    await change(manager, edit, lambda flat: evolve(flat, amenities=flat.amenities ^ {amenity}))


@inject
async def on_check_in(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, edit: FromDishka[EditApartment]) -> None:
    if time(item % 24) not in CHECK_INS:
        raise StaleTapError(str(item))
    await change(manager, edit, lambda flat: evolve(flat, check_in_from=time(item)))


@inject
async def on_check_out(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, edit: FromDishka[EditApartment]) -> None:
    if time(item % 24) not in CHECK_OUTS:
        raise StaleTapError(str(item))
    await change(manager, edit, lambda flat: evolve(flat, check_out_until=time(item)))


@inject
async def on_times_typed(message: Message, _source: MessageInput, manager: DialogManager, edit: FromDishka[EditApartment]) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    found = two_times(message.text or "")
    if found is None:
        notice(manager, words_of(manager).text("Please write two times, like “14:00 12:00”."))
        return
    await change(manager, edit, lambda flat: evolve(flat, check_in_from=found[0], check_out_until=found[1]))
    await forward(manager)


def two_times(text: str) -> tuple[time, time] | None:
    """When guests come and when they leave, as people write it; None for anything else."""
    found = [(int(hour), int(minute or 0)) for hour, minute in CLOCK.findall(text)]
    if len(found) != 2 or any(hour > 23 or minute > 59 for hour, minute in found):
        return None
    first, second = (time(hour, minute) for hour, minute in found)
    return first, second


@inject
async def on_mode(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, edit: FromDishka[EditApartment]) -> None:
    if item > len(BookingMode):
        raise StaleTapError(str(item))
    mode = list(BookingMode)[item - 1]
    await change(manager, edit, lambda flat: evolve(flat, mode=mode))
    await forward(manager)


async def on_look(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Details.card, {"apartment": apartment_of(manager)})


async def on_photos(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(FlatPhotos.main, {"apartment": apartment_of(manager)})


async def on_prices(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Pricing.main, {"apartment": apartment_of(manager)})


async def on_flat(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Letting.flat, {"apartment": apartment_of(manager)}, mode=StartMode.RESET_STACK)
