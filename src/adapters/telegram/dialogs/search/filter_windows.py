"""The search windows of the filters."""

from operator import attrgetter
from typing import Any

from aiogram import F
from aiogram_dialog import Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Group, Row, Select

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.parsing import an_id
from adapters.telegram.dialogs.search import choosing, filters, getters, handlers
from adapters.telegram.states import Search
from adapters.telegram.widgets.screen import WORDS, screen, ways_back
from adapters.telegram.widgets.text import VIEW, ItemTelling, ItemTold, T, Told
from rental_core.apartments.amenity import Amenity

ITEM = attrgetter("item")


def party() -> Window:
    """Guests and rooms."""
    return screen(
        Told(filters.party),
        _choices("search_guests", filters.guests, F[VIEW].guests, choosing.on_guests, 4),
        _choices("search_rooms", filters.rooms, F[VIEW].rooms, choosing.on_rooms, 2),
        *_ways_on("search_party"),
        state=Search.party,
        getter=getters.get_party,
        preview=filters.PartyView(
            filters.choices((1, 2), (101, 37), (False, True)), filters.choices((1, 2), (37, 0), (True, False)), samples.DRAFT, 37
        ),
    )


def price() -> Window:
    """From which price to which, of a night or of the whole stay."""
    return screen(
        Told(filters.prices),
        _choices("search_price", filters.step, F[VIEW].steps, choosing.on_step, 2),
        Button(Told(filters.other_end), id="search_price_end", on_click=choosing.on_other_end),
        Button(Told(filters.per), id="search_price_per", on_click=choosing.on_per, when=F[VIEW].dated),
        Button(T("Any price"), id="search_any_price", on_click=choosing.on_any_price, when=F[VIEW].limited),
        *_ways_on("search_price"),
        MessageInput(choosing.on_price_typed, filter=WORDS),
        state=Search.price,
        getter=getters.get_prices,
        preview=filters.PriceView(
            filters.choices((200_000, 500_000), (3, 101), (False, True)), samples.DRAFT, samples.CITY, samples.STAY, 101
        ),
    )


def amenities() -> Window:
    """Each of them can be asked for."""
    return screen(
        Told(filters.amenities),
        _choices("search_amenity", filters.amenity, F[VIEW].amenities, choosing.on_amenity, 2, str),
        Button(T("🧹 None of them"), id="search_no_amenities", on_click=choosing.on_no_amenities, when=F[VIEW].some),
        *_ways_on("search_amenities"),
        state=Search.amenities,
        getter=getters.get_amenities,
        preview=filters.AmenitiesView(filters.choices(tuple(Amenity), (37,) * len(Amenity), (True, *(False,) * 14)), 37),
    )


def _choices(id: str, telling: ItemTelling, items: Any, on_click: Any, width: int, type_factory: Any = an_id) -> Group:  # noqa: A002  # as all widgets name it
    select = Select(ItemTold(telling), id=id, item_id_getter=ITEM, items=items, type_factory=type_factory, on_click=on_click)
    return Group(select, width=width)


def _ways_on(id: str) -> tuple[Button | Row, ...]:  # noqa: A002  # as all widgets name it
    """To the results, to the summary, and home."""
    return (
        Button(Told(filters.show_counted), id=f"{id}_show", on_click=handlers.on_show, when=F[VIEW].count.is_not(None)),
        ways_back(id, Search.summary),
    )
