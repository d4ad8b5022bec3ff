"""The windows, a folder for each dialog. Windows keep ids only: every handler reads anew what it acts on."""

from aiogram_dialog import Dialog

from adapters.telegram.dialogs.adding import adding_dialog
from adapters.telegram.dialogs.booking import booking_dialog
from adapters.telegram.dialogs.details import details_dialog
from adapters.telegram.dialogs.editing import editing_dialog
from adapters.telegram.dialogs.favourites import favourites_dialog
from adapters.telegram.dialogs.guests import guests_dialog
from adapters.telegram.dialogs.income import income_dialog
from adapters.telegram.dialogs.language import language_dialog
from adapters.telegram.dialogs.letting import letting_dialog
from adapters.telegram.dialogs.menu import menu_dialog
from adapters.telegram.dialogs.nights import nights_dialog
from adapters.telegram.dialogs.photos import photos_dialog
from adapters.telegram.dialogs.pricing import pricing_dialog
from adapters.telegram.dialogs.profile import profile_dialog
from adapters.telegram.dialogs.requests import requests_dialog
from adapters.telegram.dialogs.results import results_dialog
from adapters.telegram.dialogs.reviewing import reviewing_dialog
from adapters.telegram.dialogs.search import search_dialog
from adapters.telegram.dialogs.trips import trips_dialog


def all_dialogs() -> tuple[Dialog, ...]:
    """New ones at each call: a dialog belongs to one dispatcher."""
    return (
        menu_dialog(),
        search_dialog(),
        results_dialog(),
        details_dialog(),
        favourites_dialog(),
        booking_dialog(),
        trips_dialog(),
        profile_dialog(),
        language_dialog(),
        letting_dialog(),
        adding_dialog(),
        editing_dialog(),
        photos_dialog(),
        pricing_dialog(),
        requests_dialog(),
        guests_dialog(),
        reviewing_dialog(),
        nights_dialog(),
        income_dialog(),
    )
