"""The results window."""

from operator import attrgetter

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import Button, Column, Row, Select
from aiogram_dialog.widgets.media import DynamicMedia

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.results import getters, handlers, views
from adapters.telegram.dialogs.results.items import item_of
from adapters.telegram.media import picture
from adapters.telegram.states import Results, Search
from adapters.telegram.widgets.pieces import pager
from adapters.telegram.widgets.screen import back, home, screen
from adapters.telegram.widgets.text import PICTURE, VIEW, ItemTold, T, Told
from rental_core.search.entered import Entered

FOUND, SEVERAL = F[VIEW].row, F[VIEW].several
SAMPLE = views.ResultsView(
    entered=Entered(samples.DRAFT, samples.CITY, None, samples.TODAY), city=samples.CITY, row=samples.ROW, position=2, count=37, more=True
)


def results_dialog() -> Dialog:
    """One card a page, with all that a choice needs."""
    return Dialog(_card())


def _card() -> Window:
    return screen(
        DynamicMedia(PICTURE, when=PICTURE),
        Told(views.card),
        pager(
            "results_previous",
            "results_next",
            Button(Told(views.position), id="results_position", on_click=handlers.on_position),
            when=SEVERAL,
        ),
        Row(
            Button(T("🔍 Details"), id="results_details", on_click=handlers.on_details),
            Button(Told(views.book), id="results_book", on_click=handlers.on_book),
            when=FOUND,
        ),
        Button(T("♡ Keep"), id="results_keep", on_click=handlers.on_keep, when=FOUND & ~F[VIEW].kept),
        Button(T("♥ In your favourites"), id="results_drop", on_click=handlers.on_drop, when=FOUND & F[VIEW].kept),
        Row(
            Select(
                ItemTold(views.sort),
                id="results_sort",
                item_id_getter=attrgetter("value"),
                items=F[VIEW].sorts,
                on_click=handlers.on_sort,
            )
        ),
        Column(
            Select(
                ItemTold(views.offer),
                id="results_offer",
                item_id_getter=item_of,
                items=F[VIEW].offers,
                on_click=handlers.on_offer,
            ),
        ),
        Button(T("📍 Another place"), id="results_place", on_click=handlers.on_another_place, when=~FOUND),
        Row(back("results_back", Search.summary, T("✏️ Change the search")), home("results_home")),
        state=Results.card,
        getter=getters.get_card,
        preview=SAMPLE,
        pictured=picture(samples.PHOTO),
    )
