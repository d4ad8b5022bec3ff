"""The search windows: the summary, where, and when."""

from aiogram import F
from aiogram.enums import ContentType
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, Row, Select, SwitchTo
from aiogram_dialog.widgets.text import Const

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.parsing import an_id
from adapters.telegram.dialogs.search import choosing, getters, handlers, views, where
from adapters.telegram.dialogs.search.filter_windows import amenities, party, price
from adapters.telegram.states import Search
from adapters.telegram.widgets.calendar import DayKeyboard
from adapters.telegram.widgets.screen import WORDS, home, screen, ways_back
from adapters.telegram.widgets.text import VIEW, ItemTold, T, Told


def search_dialog() -> Dialog:
    """Filters, each a tap away, over a live count."""
    return Dialog(_summary(), _where(), _dates(), party(), price(), amenities(), on_start=handlers.on_start)


def _summary() -> Window:
    return screen(
        Told(views.summary),
        Button(Told(views.show_summed), id="search_show", on_click=handlers.on_show, when=F[VIEW].city),
        Row(
            Button(T("📍 Where"), id="search_to_place", on_click=handlers.on_where),
            SwitchTo(T("📅 Dates"), id="search_to_dates", state=Search.dates),
        ),
        Row(
            SwitchTo(Told(views.party), id="search_to_party", state=Search.party),
            SwitchTo(T("💰 Price"), id="search_to_price", state=Search.price),
        ),
        SwitchTo(Told(views.amenities), id="search_to_amenities", state=Search.amenities),
        Button(Told(views.instant), id="search_instant", on_click=choosing.on_instant),
        Button(T("🧹 Reset the filters"), id="search_reset", on_click=choosing.on_reset, when=F[VIEW].filtered),
        home("search_home"),
        *_place_inputs(),
        state=Search.summary,
        getter=getters.get_summary,
        preview=views.SummaryView(samples.DRAFT, samples.CITY, None, samples.STAY, samples.TODAY, 37, 12),
    )


def _where() -> Window:
    return screen(
        Told(where.heading),
        Button(Told(where.anywhere), id="search_anywhere", on_click=handlers.on_anywhere, when=F[VIEW].narrowed),
        Group(
            Select(
                ItemTold(where.radius),
                id="search_radius",
                item_id_getter=int,
                items=F[VIEW].radii,
                type_factory=an_id,
                on_click=handlers.on_radius,
            ),
            width=4,
        ),
        Group(_options("search_place"), width=2, when=~F[VIEW].asking),
        Column(_options("search_which"), when=F[VIEW].asking),
        Row(
            Button(Const("‹"), id="search_where_previous", on_click=handlers.on_page),
            Button(Told(where.page), id="search_where_page", on_click=handlers.on_page),
            Button(Const("›"), id="search_where_next", on_click=handlers.on_page),
            when=F[VIEW].several,
        ),
        Button(T("🏙 Another city"), id="search_elsewhere", on_click=handlers.on_elsewhere, when=F[VIEW].inside),
        ways_back("search_place", Search.summary),
        *_place_inputs(),
        state=Search.place,
        getter=getters.get_where,
        preview=where.WhereView(options=(samples.CITY,)),
    )


def _options(name: str) -> Select[str]:
    return Select(ItemTold(where.option), id=name, item_id_getter=where.item, items=F[VIEW].options, on_click=handlers.on_option)


def _place_inputs() -> tuple[MessageInput, ...]:
    return (
        MessageInput(handlers.on_place_typed, filter=WORDS),
        MessageInput(handlers.on_location, content_types=[ContentType.LOCATION, ContentType.VENUE]),
    )


def _dates() -> Window:
    return screen(
        Told(views.calendar),
        DayKeyboard("search_day", handlers.on_day),
        Button(T("Any dates"), id="search_any_dates", on_click=handlers.on_any_dates),
        ways_back("search_dates", Search.summary),
        state=Search.dates,
        getter=getters.get_dates,
        preview=views.DatesView(samples.DAYS, samples.CITY, None, samples.DRAFT),
    )
