"""The results window."""

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import Button, Column, Row, Select
from aiogram_dialog.widgets.media import DynamicMedia
from aiogram_dialog.widgets.text import Const

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.results import getters, handlers, views
from adapters.telegram.media import picture
from adapters.telegram.states import Results, Search
from adapters.telegram.widgets.screen import back, home, screen
from adapters.telegram.widgets.text import PICTURE, VIEW, ItemTold, T, Told
from rental_core.search.criteria import Sort

FOUND, SEVERAL = F[VIEW].row, F[VIEW].several


def results_dialog() -> Dialog:
    """One card a page, with all that a choice needs."""
    return Dialog(_card())


def _card() -> Window:
    return screen(
        DynamicMedia(PICTURE, when=PICTURE),
        Told(views.card),
        _pager(),
        Row(
            Button(T("🔍 Details"), id="results_details", on_click=handlers.on_details),
            Button(T("🛎 Book"), id="results_book", on_click=handlers.on_book),
            when=FOUND,
        ),
        Button(Told(views.sort), id="results_sort", on_click=handlers.on_sort, when=SEVERAL),
        Column(
            Select(
                ItemTold(views.offer),
                id="results_offer",
                item_id_getter=lambda offer: offer.loosening.value,
                items=F[VIEW].offers,
                on_click=handlers.on_offer,
            ),
        ),
        Row(back("results_back", Search.summary, T("✏️ Change the search")), home("results_home")),
        state=Results.card,
        getter=getters.get_card,
        preview=views.ResultsView(row=samples.ROW, city=samples.CITY, stay=samples.STAY, sort=Sort.PRICE, position=2, count=37, more=True),
        pictured=picture(samples.PHOTO),
    )


def _pager() -> Row:
    return Row(
        Button(Const("‹"), id="results_previous", on_click=handlers.on_previous),
        Button(Told(views.position), id="results_position", on_click=handlers.on_position),
        Button(Const("›"), id="results_next", on_click=handlers.on_next),
        when=SEVERAL,
    )
