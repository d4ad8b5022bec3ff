"""The list of favourites, what it needs to know, and what taps in it do."""

from datetime import datetime
from operator import attrgetter
from typing import Any

from aiogram import F
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, StartMode, Window
from aiogram_dialog.widgets.kbd import Button, Column, Row, Select
from aiogram_dialog.widgets.text import Const
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.entered import Desk
from adapters.telegram.dialogs.favourites import views
from adapters.telegram.dialogs.parsing import an_id
from adapters.telegram.saying import person_of, toast, words_of
from adapters.telegram.states import Details, Favourites, Search
from adapters.telegram.widgets.path import Path
from adapters.telegram.widgets.screen import home, screen
from adapters.telegram.widgets.text import VIEW, ItemTold, T, Told
from rental_core.accounts.person import Person
from rental_core.apartments.apartment import ApartmentId
from rental_core.search.favourites import DropFavourite
from rental_core.search.ports import FavouriteReader, FavouriteRow, FavouritesCursor

PAGE = 6
SAMPLE = views.FavouritesView(
    rows=(
        FavouriteRow(apartment_id=samples.ROW.id, title=samples.TITLE, kept_at=samples.NOW, row=samples.ROW),
        FavouriteRow(apartment_id=ApartmentId(8), title=samples.TITLE, kept_at=samples.NOW, row=None),
    ),
    stay=samples.STAY,
    more=True,
    today=samples.TODAY,
)


def favourites_dialog() -> Dialog:
    """Opened from the menu or by a command."""
    return Dialog(_list())


def _list() -> Window:
    return screen(
        Told(views.favourites),
        Column(
            Select(
                ItemTold(views.place),
                id="favourites_open",
                item_id_getter=attrgetter("apartment_id"),
                items=F[VIEW].there,
                type_factory=an_id,
                on_click=on_place,
            ),
            Select(
                ItemTold(views.removal),
                id="favourites_remove",
                item_id_getter=attrgetter("apartment_id"),
                items=F[VIEW].gone,
                type_factory=an_id,
                on_click=on_remove,
            ),
        ),
        Row(
            Button(Const("‹"), id="favourites_earlier", on_click=on_earlier),
            Button(Const("›"), id="favourites_later", on_click=on_later),
            when=F[VIEW].several,
        ),
        Button(T("🔎 Find a place"), id="favourites_search", on_click=on_search, when=~F[VIEW].rows),
        home("favourites_home"),
        state=Favourites.list,
        getter=get_favourites,
        preview=SAMPLE,
    )


@inject
async def get_favourites(
    dialog_manager: DialogManager, person: Person, desk: FromDishka[Desk], favourites: FromDishka[FavouriteReader], **_: Any
) -> dict[str, Any]:
    """A page whose last favourite was removed gives way to the one before it."""
    path, entered = Path(dialog_manager.dialog_data), await desk.entered(person.id)
    stay = entered.stay
    found = await favourites.page(person.id, stay=stay, after=_cursor(path.after), limit=PAGE + 1)
    if not found and path.turned:
        path.restart()
        found = await favourites.page(person.id, stay=stay, after=None, limit=PAGE + 1)
    rows, more = found[:PAGE], len(found) > PAGE
    path.leads_to([rows[-1].kept_at.isoformat(), rows[-1].apartment_id] if more else None)
    return {VIEW: views.FavouritesView(rows, stay, path.page, more, entered.today)}


def _cursor(after: list[Any] | None) -> FavouritesCursor | None:
    return FavouritesCursor(datetime.fromisoformat(after[0]), ApartmentId(after[1])) if after else None


async def on_place(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int) -> None:
    await manager.start(Details.card, {"apartment": item})


@inject
async def on_remove(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, drop: FromDishka[DropFavourite]) -> None:
    await drop(ApartmentId(item), by=person_of(manager).id)
    toast(manager, words_of(manager).text("No longer in your favourites"))


async def on_search(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Search.summary, mode=StartMode.RESET_STACK)


async def on_later(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    if not Path(manager.dialog_data).forward():
        toast(manager, words_of(manager).text("That was the last one"))


async def on_earlier(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    Path(manager.dialog_data).back()
