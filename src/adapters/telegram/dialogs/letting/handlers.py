"""What taps and words in a landlord's windows do."""

from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.letting.getters import SHELF, TYPED
from adapters.telegram.dialogs.started import apartment_of
from adapters.telegram.saying import person_of, toast, words_of
from adapters.telegram.states import Letting
from adapters.telegram.widgets.pieces import OnClick
from rental_core.apartments.apartment import ApartmentId, Publication
from rental_core.apartments.publish import PauseApartment, ResumeApartment, SubmitApartment, TakeBackFromReview
from rental_core.bookings.letting import LettingReader
from rental_core.bookings.remove_apartment import RemoveApartment
from rental_core.clock import Clock


async def on_shelf(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int) -> None:
    manager.dialog_data[SHELF] = item


@inject
async def on_apartment(
    _callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, letting: FromDishka[LettingReader], clock: FromDishka[Clock]
) -> None:
    own = await letting.one(ApartmentId(item), viewer=person_of(manager).id, at=clock.now())
    await manager.start(Letting.flat, {"apartment": own.id})


async def on_all(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    manager.dialog_data.pop(TYPED, None)
    manager.dialog_data.pop(SHELF, None)


async def on_typed(message: Message, _source: MessageInput, manager: DialogManager) -> None:
    manager.dialog_data[TYPED] = (message.text or "").strip()
    manager.show_mode = ShowMode.DELETE_AND_SEND


def leading(state: State) -> OnClick:
    """Opens another dialog about the apartment of this one."""

    async def on_click(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        await manager.start(state, {"apartment": apartment_of(manager)})

    return on_click


@inject
async def on_submit(_callback: CallbackQuery, _button: Button, manager: DialogManager, submit: FromDishka[SubmitApartment]) -> None:
    submitted, words = await submit(apartment_of(manager), by=person_of(manager).id), words_of(manager)
    published = submitted.publication is Publication.PUBLISHED
    said = (
        words.text("It is published: renters find it now.") if published else words.text("It is on review. We will write to you at once.")
    )
    toast(manager, said, alert=True)


@inject
async def on_take_back(_callback: CallbackQuery, _button: Button, manager: DialogManager, take: FromDishka[TakeBackFromReview]) -> None:
    await take(apartment_of(manager), by=person_of(manager).id)
    toast(manager, words_of(manager).text("It is a draft again"))


@inject
async def on_pause(_callback: CallbackQuery, _button: Button, manager: DialogManager, pause: FromDishka[PauseApartment]) -> None:
    await pause(apartment_of(manager), by=person_of(manager).id)
    toast(manager, words_of(manager).text("Paused: renters no longer find it"))
    await manager.switch_to(Letting.flat)


@inject
async def on_resume(_callback: CallbackQuery, _button: Button, manager: DialogManager, resume: FromDishka[ResumeApartment]) -> None:
    await resume(apartment_of(manager), by=person_of(manager).id)
    toast(manager, words_of(manager).text("It is back in the search"))


@inject
async def on_remove(_callback: CallbackQuery, _button: Button, manager: DialogManager, remove: FromDishka[RemoveApartment]) -> None:
    await remove(apartment_of(manager), by=person_of(manager).id)
    toast(manager, words_of(manager).text("It is removed"))
    await manager.start(Letting.list, mode=StartMode.RESET_STACK)
