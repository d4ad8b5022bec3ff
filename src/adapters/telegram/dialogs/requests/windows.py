"""The windows of requests."""

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Row, Start, SwitchTo
from attrs import evolve

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.choice import choice
from adapters.telegram.dialogs.reasons import on_words, ready_reasons
from adapters.telegram.dialogs.requests import getters, handlers, views
from adapters.telegram.states import Guests, Letting, Requests
from adapters.telegram.widgets.pieces import pager
from adapters.telegram.widgets.screen import WORDS, back, home, screen, ways_back
from adapters.telegram.widgets.text import VIEW, T, Told
from rental_core.bookings.booking import BookingId, BookingStatus
from rental_core.bookings.ports import Rival

RIVAL = Rival(id=BookingId(12), renter_name="Boris", stay=samples.STAY, expires_at=samples.CARD.expires_at, holds=False)
PENDING = evolve(samples.CARD, status=BookingStatus.REQUESTED, competing=1, rivals=(RIVAL,))
SAMPLE = views.CardView(PENDING, samples.NOW)


def requests_dialog() -> Dialog:
    """The list; with a booking's id, that request."""
    return Dialog(_list(), _card(), _decline())


def _list() -> Window:
    return screen(
        Told(views.requests),
        Column(
            choice("requests_open", F[VIEW].rows, views.request, handlers.on_request),
        ),
        pager("requests_earlier", "requests_later", when=F[VIEW].several),
        Start(T("🧳 Arrivals and departures"), id="requests_guests", state=Guests.week),
        Row(back("requests_back", Letting.home), home("requests_home")),
        state=Requests.list,
        getter=getters.get_list,
        preview=views.ListView((samples.TRIP,), samples.NOW),
    )


def _card() -> Window:
    return screen(
        Told(views.card),
        Row(
            Button(T("✅ Confirm"), id="requests_confirm", on_click=handlers.on_confirm),
            SwitchTo(T("✖️ Decline"), id="requests_to_decline", state=Requests.decline),
            when=F[VIEW].pending,
        ),
        Column(
            choice("requests_rival", F[VIEW].rivals, views.rival, handlers.on_rival),
        ),
        Button(T("🧳 Open the booking"), id="requests_booking", on_click=handlers.on_booking, when=~F[VIEW].pending),
        Row(Button(T("← Back"), id="requests_card_back", on_click=handlers.on_back), home("requests_card_home")),
        state=Requests.card,
        getter=getters.get_card,
        preview=SAMPLE,
    )


def _decline() -> Window:
    return screen(
        Told(views.decline),
        Button(T("✖️ Decline with these words"), id="requests_typed", on_click=handlers.on_typed, when=F[VIEW].pending & F[VIEW].reason),
        ready_reasons("requests_ready", handlers.on_ready, when=F[VIEW].pending),
        ways_back("requests_decline", Requests.card),
        MessageInput(on_words, filter=WORDS),
        state=Requests.decline,
        getter=getters.get_card,
        preview=SAMPLE,
    )
