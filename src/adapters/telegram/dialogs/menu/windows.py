"""The menu windows, what they need to know, and what taps in them do."""

from typing import Any

from aiogram import F
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, LaunchMode, ShowMode, Window
from aiogram_dialog.widgets.kbd import Column, Row, Start, SwitchTo
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.choice import choice
from adapters.telegram.dialogs.menu import views
from adapters.telegram.notices.cards import decision
from adapters.telegram.saying import person_of, words_of
from adapters.telegram.states import Favourites, Home, Letting, Profile, Reviewing, Search, Trips
from adapters.telegram.widgets.path import Path
from adapters.telegram.widgets.pieces import pager
from adapters.telegram.widgets.screen import screen
from adapters.telegram.widgets.text import VIEW, T, Told
from rental_core.accounts.person import Person, Role
from rental_core.bookings.booking import BookingId
from rental_core.bookings.ports import BookingReader
from rental_core.clock import Clock

PAGE = 6


def menu_dialog() -> Dialog:
    """The root: opening it closes all else."""
    return Dialog(_menu(), _requests(), _help(), launch_mode=LaunchMode.ROOT)


def _menu() -> Window:
    return screen(
        Told(views.menu),
        Start(T("🔎 Find a place"), id="menu_search", state=Search.summary),
        SwitchTo(Told(views.requests_button), id="menu_requests", state=Home.requests, when=F[VIEW].lets),
        Start(Told(views.letting_button), id="menu_letting", state=Letting.home),
        Start(T("🔍 To review"), id="menu_review", state=Reviewing.list, when=F[VIEW].reviews),
        Row(
            Start(T("🧳 My trips"), id="menu_trips", state=Trips.list),
            Start(T("❤️ Favourites"), id="menu_favourites", state=Favourites.list),
        ),
        Row(
            Start(T("👤 My profile"), id="menu_profile", state=Profile.main),
            SwitchTo(T("ℹ️ Help"), id="menu_help", state=Home.help),
        ),
        state=Home.menu,
        getter=get_menu,
        preview=views.MenuView("Анна", 3, reviews=True),
    )


def _requests() -> Window:
    return screen(
        Told(views.requests),
        Column(
            choice("menu_request", F[VIEW].rows, views.request, on_request),
        ),
        pager("menu_requests_earlier", "menu_requests_later", when=F[VIEW].several),
        SwitchTo(T("🏠 Menu"), id="menu_requests_back", state=Home.menu),
        state=Home.requests,
        getter=get_requests,
        preview=views.RequestsView((samples.TRIP,), samples.NOW),
    )


def _help() -> Window:
    return screen(
        Told(views.help_text),
        SwitchTo(T("🏠 Menu"), id="menu_help_back", state=Home.menu),
        state=Home.help,
        getter=get_menu,
        preview=views.MenuView("Анна"),
    )


@inject
async def get_menu(person: Person, bookings: FromDishka[BookingReader], **_: Any) -> dict[str, Any]:
    reviews = Role.ADMIN in person.roles
    if Role.LANDLORD not in person.roles:
        return {VIEW: views.MenuView(person.name, reviews=reviews)}
    waiting = await bookings.to_decide(person.id, after=None, limit=views.COUNTED + 1)
    return {VIEW: views.MenuView(person.name, len(waiting), reviews)}


@inject
async def get_requests(
    dialog_manager: DialogManager, person: Person, bookings: FromDishka[BookingReader], clock: FromDishka[Clock], **_: Any
) -> dict[str, Any]:
    path = Path(dialog_manager.dialog_data)
    found = await bookings.to_decide(person.id, after=BookingId(path.after[0]) if path.after else None, limit=PAGE + 1)
    rows, more = found[:PAGE], len(found) > PAGE
    path.leads_to([rows[-1].id] if more else None)
    return {VIEW: views.RequestsView(rows, clock.now(), path.page, more)}


@inject
async def on_request(
    callback: CallbackQuery,
    _select: Any,
    manager: DialogManager,
    item: int,
    bookings: FromDishka[BookingReader],
    clock: FromDishka[Clock],
) -> None:
    """The same card as the landlord was sent, with its buttons, and the list again below it."""
    card = await bookings.card(BookingId(item), viewer=person_of(manager).id)
    said = decision(words_of(manager), card, clock.now())
    if callback.bot is not None:
        await callback.bot.send_message(callback.from_user.id, said.text, reply_markup=said.keyboard)
    manager.show_mode = ShowMode.DELETE_AND_SEND
