"""What taps, words and locations in the editing windows do. Each answer is kept at once."""

import re
from collections.abc import Callable, Coroutine
from datetime import time
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from attrs import evolve
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.editing.fields import NumberField, TextField
from adapters.telegram.dialogs.editing.steps import change, fits, forward
from adapters.telegram.dialogs.editing.views import CHECK_INS, CHECK_OUTS
from adapters.telegram.dialogs.started import apartment_of
from adapters.telegram.saying import StaleTapError, notice, words_of
from adapters.telegram.states import Details, FlatPhotos, Letting, Pricing
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import BookingMode
from rental_core.apartments.edit import EditApartment

NUMBER = re.compile(r"[-−–]?\d{1,6}")
CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
OnTyped = Callable[..., Coroutine[Any, Any, None]]


def typing(field: TextField) -> OnTyped:
    """Takes the words of a message for the field."""

    @inject
    async def on_typed(message: Message, _source: MessageInput, manager: DialogManager, edit: FromDishka[EditApartment]) -> None:
        said = (message.text or "").strip()
        manager.show_mode = ShowMode.DELETE_AND_SEND
        said = said if field.lines else " ".join(said.split())
        if not fits(manager, said, field.longest):
            return
        await change(manager, edit, lambda flat: field.write(flat, said))
        await forward(manager)

    return on_typed


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
