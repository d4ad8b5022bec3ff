"""A landlord's windows, and what taps in them do."""

from typing import Any

from aiogram import F
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Row, SwitchTo
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.choice import choice
from adapters.telegram.dialogs.letting import getters, views
from adapters.telegram.dialogs.letting.getters import SHELF, TYPED
from adapters.telegram.dialogs.started import apartment_of
from adapters.telegram.saying import person_of
from adapters.telegram.states import Details, Letting
from adapters.telegram.widgets.screen import WORDS, back, home, screen
from adapters.telegram.widgets.text import VIEW, T, Told
from rental_core.apartments.apartment import ApartmentId, Missing, Publication
from rental_core.bookings.letting import LettingReader, LettingSums, OwnApartment, Shelf
from rental_core.calendar.ports import StatusNow
from rental_core.calendar.status import Status
from rental_core.clock import Clock

OWN = OwnApartment(
    id=ApartmentId(7),
    title=samples.TITLE,
    street="Ленина",
    house="10, кв. 5",
    city_ru="Сочи",
    city_en="Sochi",
    zone="Europe/Moscow",
    publication=Publication.PUBLISHED,
    missing=(Missing.PHOTO,),
    status=StatusNow(Status.OCCUPIED, samples.STAY.check_out),
    pending=2,
    expires_at=samples.CARD.expires_at,
    arrival=samples.STAY.check_in,
)
SUMS = LettingSums(12, 3, 7, 2, samples.CARD.expires_at, "Europe/Moscow")
LIST = views.ListView(samples.NOW, shelves=(Shelf(1, 17, samples.TITLE, samples.TITLE),), rows=(OWN,), typed="море")


def letting_dialog() -> Dialog:
    """Begins with everything; with an apartment's id, with that."""
    return Dialog(_home(), _list(), _flat())


def _home() -> Window:
    return screen(
        Told(views.letting),
        SwitchTo(T("🏠 My apartments"), id="letting_list", state=Letting.list, when=F[VIEW].lets),
        home("letting_home"),
        state=Letting.home,
        getter=getters.get_home,
        preview=views.HomeView(SUMS, samples.NOW),
    )


def _list() -> Window:
    return screen(
        Told(views.apartments),
        Column(
            choice("letting_shelf", F[VIEW].shelves, views.shelf, on_shelf, by="number"),
            choice("letting_open", F[VIEW].rows, views.apartment, on_apartment),
        ),
        Button(T("✕ Show all"), id="letting_all", on_click=on_all, when=F[VIEW].partial),
        Row(SwitchTo(T("← Back"), id="letting_list_back", state=Letting.home), home("letting_list_home")),
        MessageInput(on_typed, filter=WORDS),
        state=Letting.list,
        getter=getters.get_list,
        preview=LIST,
    )


def _flat() -> Window:
    return screen(
        Told(views.flat),
        Button(T("👀 As renters see it"), id="letting_look", on_click=on_look),
        Row(back("letting_flat_back", Letting.list), home("letting_flat_home")),
        state=Letting.flat,
        getter=getters.get_flat,
        preview=views.FlatView(OWN, samples.PAGE, samples.NOW),
    )


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


async def on_look(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Details.card, {"apartment": apartment_of(manager)})
