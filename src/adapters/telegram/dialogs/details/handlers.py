"""What taps in the windows of one apartment do."""

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.albums import show_album
from adapters.telegram.dialogs.details.getters import PHOTO, Showroom
from adapters.telegram.dialogs.entered import Desk
from adapters.telegram.dialogs.maps import show_around
from adapters.telegram.dialogs.started import apartment_of
from adapters.telegram.saying import notice, person_of, toast, words_of
from adapters.telegram.states import Booking, Results, Search
from adapters.telegram.widgets.screen import leave
from rental_core.apartments.ports import PhotoStorage
from rental_core.search.favourites import DropFavourite, KeepFavourite
from rental_core.search.ports import FavouriteReader


async def on_photo(_callback: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """The photos go round."""
    step = -1 if button.widget_id == "details_photo_before" else 1
    manager.dialog_data[PHOTO] = manager.dialog_data.get(PHOTO, 0) + step


@inject
async def on_album(
    _callback: CallbackQuery, _button: Button, manager: DialogManager, showroom: FromDishka[Showroom], photos: FromDishka[PhotoStorage]
) -> None:
    page = await showroom.page(manager, person_of(manager))
    if not await show_album(manager, page.photos, photos):
        toast(manager, words_of(manager).text("There are no more photos than this one"))


@inject
async def on_map(_callback: CallbackQuery, _button: Button, manager: DialogManager, showroom: FromDishka[Showroom]) -> None:
    page = await showroom.page(manager, person_of(manager))
    await show_around(manager, page.around)
    words = words_of(manager)
    notice(
        manager, words.text("The apartment is within about 300 m of this point. The exact address comes to you once a stay is confirmed.")
    )


async def on_book(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Booking.dates, {"apartment": apartment_of(manager)})


async def on_dates(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Booking.dates, {"apartment": apartment_of(manager), "looking": True})


@inject
async def on_heart(
    _callback: CallbackQuery,
    _button: Button,
    manager: DialogManager,
    favourites: FromDishka[FavouriteReader],
    keep: FromDishka[KeepFavourite],
    drop: FromDishka[DropFavourite],
) -> None:
    """A place that is kept is dropped, any other is kept."""
    person, apartment, words = person_of(manager), apartment_of(manager), words_of(manager)
    if await favourites.keeps(person.id, apartment):
        await drop(apartment, by=person.id)
        toast(manager, words.text("No longer in your favourites"))
    else:
        await keep(apartment, by=person.id)
        toast(manager, words.text("Kept in your favourites"))


@inject
async def on_back(_callback: CallbackQuery, _button: Button, manager: DialogManager, desk: FromDishka[Desk]) -> None:
    """Whoever came by a link has no results to go back to, and perhaps no search yet."""
    entered = await desk.entered(person_of(manager).id)
    await leave(manager, Results.card if entered.city else Search.summary)
