"""The search windows."""

from operator import attrgetter

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Group, Row, Select, SwitchTo

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.parsing import an_id
from adapters.telegram.dialogs.search import getters, handlers, views
from adapters.telegram.states import Search
from adapters.telegram.widgets.calendar import DayKeyboard
from adapters.telegram.widgets.pieces import stepper
from adapters.telegram.widgets.screen import WORDS, home, screen
from adapters.telegram.widgets.text import VIEW, ItemTold, T, Told
from rental_core.money import Money


def search_dialog() -> Dialog:
    """Filters, each a tap away, over a live count."""
    return Dialog(_summary(), _city(), _dates(), _price(), on_start=handlers.on_start)


def _summary() -> Window:
    return screen(
        Told(views.summary),
        Button(Told(views.show), id="search_show", on_click=handlers.on_show, when=F[VIEW].city),
        Row(
            SwitchTo(T("📍 City"), id="search_to_city", state=Search.city),
            SwitchTo(T("📅 Dates"), id="search_to_dates", state=Search.dates),
            SwitchTo(T("💰 Price"), id="search_to_price", state=Search.price),
        ),
        stepper("search_guests", views.guests, handlers.on_step),
        stepper("search_rooms", views.rooms, handlers.on_step),
        home("search_home"),
        MessageInput(handlers.on_city_typed, filter=WORDS),
        state=Search.summary,
        getter=getters.get_summary,
        preview=views.SummaryView(samples.DRAFT, samples.CITY, samples.STAY, samples.TODAY, 37),
    )


def _city() -> Window:
    return screen(
        Told(views.cities),
        Group(
            Select(
                ItemTold(lambda city, _, words: words.city(city)),
                id="search_city",
                item_id_getter=attrgetter("id"),
                items=F[VIEW].cities,
                type_factory=an_id,
                on_click=handlers.on_city,
            ),
            width=2,
        ),
        Row(SwitchTo(T("← Back"), id="search_city_back", state=Search.summary), home("search_city_home")),
        MessageInput(handlers.on_city_typed, filter=WORDS),
        state=Search.city,
        getter=getters.get_cities,
        preview=views.CityView((samples.CITY,)),
    )


def _dates() -> Window:
    return screen(
        Told(views.calendar),
        DayKeyboard("search_day", handlers.on_day),
        Button(T("Any dates"), id="search_any_dates", on_click=handlers.on_any_dates),
        Row(SwitchTo(T("← Back"), id="search_dates_back", state=Search.summary), home("search_dates_home")),
        state=Search.dates,
        getter=getters.get_dates,
        preview=views.DatesView(samples.DAYS),
    )


def _price() -> Window:
    return screen(
        Told(views.prices),
        Group(
            Select(
                ItemTold(lambda step, _, words: words.money(step)),
                id="search_price",
                item_id_getter=attrgetter("amount"),
                items=F[VIEW].steps,
                type_factory=an_id,
                on_click=handlers.on_price,
            ),
            width=3,
        ),
        Button(T("Any price"), id="search_any_price", on_click=handlers.on_any_price),
        Row(SwitchTo(T("← Back"), id="search_price_back", state=Search.summary), home("search_price_home")),
        MessageInput(handlers.on_price_typed, filter=WORDS),
        state=Search.price,
        getter=getters.get_prices,
        preview=views.PriceView((Money(200_000), Money(500_000)), None),
    )
