"""The list of favourites, what it needs to know, and what taps in it do."""

from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Column
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.choice import choice
from adapters.telegram.dialogs.entered import Desk
from adapters.telegram.dialogs.favourites import views
from adapters.telegram.saying import person_of, toast, words_of
from adapters.telegram.states import Details, Favourites
from adapters.telegram.widgets.path import Path
from adapters.telegram.widgets.pieces import pager
from adapters.telegram.widgets.screen import home, screen, to_search
from adapters.telegram.widgets.text import VIEW, Told
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
            choice("favourites_open", F[VIEW].there, views.place, on_place, by="apartment_id"),
            choice("favourites_remove", F[VIEW].gone, views.removal, on_remove, by="apartment_id"),
        ),
        pager("favourites_earlier", "favourites_later", when=F[VIEW].several),
        to_search("favourites_search", when=~F[VIEW].rows),
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
    return {VIEW: views.FavouritesView(rows, stay, path.page, more, entered.today, entered.draft.guests)}


def _cursor(after: list[Any] | None) -> FavouritesCursor | None:
    return FavouritesCursor(datetime.fromisoformat(after[0]), ApartmentId(after[1])) if after else None


async def on_place(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int) -> None:
    await manager.start(Details.card, {"apartment": item})


@inject
async def on_remove(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, drop: FromDishka[DropFavourite]) -> None:
    await drop(ApartmentId(item), by=person_of(manager).id)
    toast(manager, words_of(manager).text("No longer in your favourites"))
