"""The trip windows."""

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Row, SwitchTo

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.choice import choice
from adapters.telegram.dialogs.trips import getters, handlers, similar, views
from adapters.telegram.states import Trips
from adapters.telegram.widgets.pieces import pager
from adapters.telegram.widgets.screen import WORDS, home, screen, to_search, ways_back
from adapters.telegram.widgets.text import VIEW, T, Told
from rental_core.notifications.alternatives import Alternative

SAMPLE = views.TripView(samples.CARD, samples.NOW)
PLACES = (Alternative(samples.ROW, samples.ROW.quote(samples.STAY)),)


def trips_dialog() -> Dialog:
    """A list, or one booking when started with its id."""
    return Dialog(_list(), _card(), _withdraw(), _cancel(), _similar())


def _list() -> Window:
    return screen(
        Told(views.trips),
        Column(
            choice("trips_open", F[VIEW].rows, views.row, handlers.on_trip),
        ),
        pager("trips_earlier", "trips_later", when=F[VIEW].several),
        to_search("trips_search", when=~F[VIEW].rows),
        home("trips_home"),
        state=Trips.list,
        getter=getters.get_list,
        preview=views.ListView((samples.TRIP,), samples.NOW),
    )


def _card() -> Window:
    return screen(
        Told(views.card),
        SwitchTo(T("↩️ Take the request back"), id="trips_to_withdraw", state=Trips.withdraw, when=F[VIEW].pending),
        Button(T("✨ Similar places"), id="trips_to_similar", on_click=handlers.on_similar, when=F[VIEW].lost),
        Button(T("🔁 Book again"), id="trips_again", on_click=handlers.on_again, when=F[VIEW].past),
        Button(T("📍 Show on the map"), id="trips_map", on_click=handlers.on_map, when=F[VIEW].theirs),
        Button(Told(views.calendar_button), id="trips_calendar", on_click=handlers.on_calendar, when=~F[VIEW].over),
        Button(T("🏠 The apartment"), id="trips_apartment", on_click=handlers.on_apartment),
        SwitchTo(T("🚫 Cancel the stay"), id="trips_to_cancel", state=Trips.cancel, when=F[VIEW].cancellable),
        Row(SwitchTo(T("🧳 All trips"), id="trips_all", state=Trips.list), home("trips_card_home")),
        state=Trips.card,
        getter=getters.get_trip,
        preview=SAMPLE,
    )


def _withdraw() -> Window:
    return screen(
        Told(views.withdraw),
        Button(T("↩️ Yes, take it back"), id="trips_withdraw", on_click=handlers.on_withdraw, when=F[VIEW].pending),
        ways_back("trips_withdraw", Trips.card),
        state=Trips.withdraw,
        getter=getters.get_trip,
        preview=SAMPLE,
    )


def _cancel() -> Window:
    return screen(
        Told(views.cancel),
        Button(T("🚫 Cancel with this reason"), id="trips_cancel_typed", on_click=handlers.on_cancel, when=F[VIEW].reason),
        Button(T("🚫 Cancel: my plans have changed"), id=handlers.CANCEL_PLANS, on_click=handlers.on_cancel, when=~F[VIEW].reason),
        Button(T("🚫 Cancel without a reason"), id="trips_cancel_silently", on_click=handlers.on_cancel, when=~F[VIEW].reason),
        Row(SwitchTo(T("← Keep it"), id="trips_cancel_back", state=Trips.card), home("trips_cancel_home")),
        MessageInput(handlers.on_reason, filter=WORDS),
        state=Trips.cancel,
        getter=getters.get_trip,
        preview=SAMPLE,
    )


def _similar() -> Window:
    return screen(
        Told(similar.similar),
        Column(
            choice("trips_place", F[VIEW].places, similar.place, handlers.on_place, by="row.id"),
        ),
        Row(
            choice("trips_look", F[VIEW].places, similar.look, handlers.on_look, by="row.id"),
        ),
        to_search("trips_similar_search"),
        ways_back("trips_similar", Trips.card),
        state=Trips.similar,
        getter=getters.get_similar,
        preview=similar.SimilarView(samples.CARD, samples.NOW, PLACES),
    )
