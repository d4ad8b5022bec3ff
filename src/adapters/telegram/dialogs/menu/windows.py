"""The menu windows, what they need to know, and what taps in them do."""

from typing import Any

from aiogram import F
from aiogram_dialog import Dialog, LaunchMode, Window
from aiogram_dialog.widgets.kbd import Row, Start, SwitchTo
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.menu import views
from adapters.telegram.states import Favourites, Home, Letting, Profile, Requests, Reviewing, Search, Trips
from adapters.telegram.widgets.screen import screen
from adapters.telegram.widgets.text import VIEW, T, Told
from rental_core.accounts.person import Person, Role
from rental_core.bookings.ports import BookingReader

PAGE = 6


def menu_dialog() -> Dialog:
    """The root: opening it closes all else."""
    return Dialog(_menu(), _help(), launch_mode=LaunchMode.ROOT)


def _menu() -> Window:
    return screen(
        Told(views.menu),
        Start(T("🔎 Find a place"), id="menu_search", state=Search.summary),
        Start(Told(views.requests_button), id="menu_requests", state=Requests.list, when=F[VIEW].lets),
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
