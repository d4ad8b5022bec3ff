"""Which screen an old button belongs to: widget ids begin with the name of their dialog, and what it showed lies in the database."""

import re

from aiogram_dialog import DialogManager, ShowMode, StartMode
from aiogram_dialog.utils import remove_intent_id
from dishka.integrations.aiogram import CONTAINER_NAME

from adapters.telegram.dialogs.entered import Desk
from adapters.telegram.saying import person_of
from adapters.telegram.states import Booking, Details, Favourites, Home, Profile, Results, Search, Tongue, Trips
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
}
OPENS_TRIP = re.compile(r"trips_open:([1-9][0-9]{0,17})")  # the list names its trips; ids are 64-bit
ABOUT_APARTMENT = frozenset({"details", "booking"})


async def reopen(manager: DialogManager, callback_data: str) -> None:
    """Open the screen that the button was on, as things stand today, or the menu when that cannot be."""
    _, widget = remove_intent_id(callback_data)
    name = widget.partition("_")[0]
    draft = (await (await manager.middleware_data[CONTAINER_NAME].get(Desk)).entered(person_of(manager).id)).draft
    lacks_apartment = name in ABOUT_APARTMENT and draft.apartment_id is None
    lacks_city = name == "results" and draft.city_id is None
    state = Home.menu if lacks_apartment or lacks_city else BY_DIALOG.get(name, Home.menu)
    data = {"apartment": draft.apartment_id} if name in ABOUT_APARTMENT else None
    if trip := OPENS_TRIP.fullmatch(widget):
        state, data = Trips.card, {"booking": int(trip[1])}
    try:
        await manager.start(state, data, mode=StartMode.RESET_STACK, show_mode=ShowMode.DELETE_AND_SEND)
    except RentalError:
        await manager.start(Home.menu, mode=StartMode.RESET_STACK, show_mode=ShowMode.DELETE_AND_SEND)
