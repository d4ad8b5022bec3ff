"""Which screen an old button belongs to: widget ids begin with the name of their dialog, and what was entered lies in the database."""

import re

from aiogram.fsm.state import State
from aiogram_dialog import DialogManager, ShowMode, StartMode
from aiogram_dialog.utils import remove_intent_id
from attrs import frozen
from dishka.integrations.aiogram import CONTAINER_NAME

from adapters.telegram.dialogs.entered import Desk
from adapters.telegram.saying import notice, person_of, words_of
from adapters.telegram.states import (
    Adding,
    Booking,
    Details,
    Editing,
    Favourites,
    FlatPhotos,
    Guests,
    Home,
    Income,
    Letting,
    Nights,
    Pricing,
    Profile,
    Requests,
    Results,
    Reviewing,
    Search,
    Tongue,
    Trips,
)
from adapters.telegram.subjects import Subject, subject_of
from rental_core.errors import RentalError

BY_DIALOG = {
    "menu": Home.menu,
    "search": Search.summary,
    "results": Results.card,
    "details": Details.card,
    "favourites": Favourites.list,
    "booking": Booking.dates,
    "trips": Trips.list,
    "profile": Profile.main,
    "language": Tongue.choice,
    "letting": Letting.home,
    "reviewing": Reviewing.list,
    "adding": Adding.begin,
    "editing": Letting.list,
    "photos": Letting.list,
    "pricing": Letting.list,
    "requests": Requests.list,
    "guests": Guests.week,
    "nights": Nights.all,
    "income": Income.year,
}
# Dialogs of landlords that open another screen for one apartment than for all.
OF_ONE = {
    "letting": Letting.flat,
    "reviewing": Reviewing.card,
    "editing": Editing.main,
    "photos": FlatPhotos.main,
    "pricing": Pricing.main,
    "guests": Guests.list,
    "nights": Nights.months,
    "income": Income.year,
}
# Dialogs of landlords about one booking; in all others a booking is a trip, or a request that was just sent.
HOSTED = {
    "requests": Requests.card,
    "guests": Guests.card,
}
# The list of requests once was a window of the menu.
MOVED = {"menu_requests": Requests.list, "menu_requests_earlier": Requests.list, "menu_requests_later": Requests.list}
ABOUT = {"details": "apartment", "booking": "apartment"}  # what these dialogs cannot do without
# Lists name what they lead to: (state, what it is about) by the widget.
LEADS_TO = {
    "trips_open": (Trips.card, "booking"),
    "trips_look": (Details.card, "apartment"),
    "favourites_open": (Details.card, "apartment"),
    "nights_open": (Nights.months, "apartment"),
    "nights_booking": (Guests.card, "booking"),
    "nights_staying": (Guests.card, "booking"),
    "letting_open": (Letting.flat, "apartment"),
    "adding_draft": (Editing.main, "apartment"),
    "reviewing_open": (Reviewing.card, "apartment"),
    "menu_request": (Requests.card, "booking"),
    "requests_open": (Requests.card, "booking"),
    "requests_rival": (Requests.card, "booking"),
    "income_flat": (Income.year, "apartment"),
    "guests_open": (Guests.card, "booking"),
    "guests_move": (Guests.card, "booking"),
}
ITEM = re.compile(r"([a-z_]+):([1-9][0-9]{0,17})")  # ids are 64-bit


@frozen
class Screen:
    """What to open. `instead`: what the button was on is gone for good, and this is the nearest to it."""

    state: State
    data: dict[str, int] | None = None
    instead: bool = False


async def reopen(manager: DialogManager, callback_data: str) -> bool:
    """Open the screen that the button was on, as things stand today. False when that cannot be: then the nearest, with a kind word."""
    intent, widget = remove_intent_id(callback_data)
    entered = await (await manager.middleware_data[CONTAINER_NAME].get(Desk)).entered(person_of(manager).id)
    screen = screen_of(widget, subject_of(intent), searching=entered.city is not None)
    if screen.instead:
        _say_so(manager)
    try:
        await manager.start(screen.state, screen.data, mode=StartMode.RESET_STACK, show_mode=ShowMode.DELETE_AND_SEND)
    except RentalError:
        _say_so(manager)
        await manager.start(Home.menu, mode=StartMode.RESET_STACK, show_mode=ShowMode.DELETE_AND_SEND)
        return False
    return not screen.instead


def screen_of(widget: str, subject: Subject | None, *, searching: bool) -> Screen:
    """By what the button carries. An apartment that it does not name is never guessed: the results lead to it, or the menu."""
    item = ITEM.fullmatch(widget)
    if item and item[1] in LEADS_TO:
        state, name = LEADS_TO[item[1]]
        return Screen(state, {name: int(item[2])})
    dialog = widget.partition("_")[0]
    if subject and subject.name == "booking":
        return Screen(HOSTED.get(dialog, Trips.card), {"booking": subject.id})
    if widget.startswith("booking_sent"):
        return Screen(Trips.list)
    if subject and dialog in OF_ONE:
        return Screen(OF_ONE[dialog], {subject.name: subject.id})
    if dialog in ABOUT:
        if subject:
            return Screen(BY_DIALOG[dialog], {subject.name: subject.id})
        return Screen(Results.card if searching else Home.menu, instead=True)
    if dialog == "results" and not searching:
        return Screen(Home.menu)
    return Screen(MOVED.get(widget) or BY_DIALOG.get(dialog, Home.menu))


def _say_so(manager: DialogManager) -> None:
    notice(
        manager, words_of(manager).text("That screen is from another time, and I no longer know what it showed. From here you can go on.")
    )
