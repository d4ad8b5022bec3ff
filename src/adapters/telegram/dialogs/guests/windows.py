"""The windows of guests."""

from operator import attrgetter

from aiogram import F
from aiogram.enums import ButtonStyle
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Row, Select, Start, SwitchTo, Url
from aiogram_dialog.widgets.style import Style

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.choice import choice
from adapters.telegram.dialogs.guests import getters, handlers, list_views, views
from adapters.telegram.dialogs.reasons import on_words, ready_reasons
from adapters.telegram.states import Guests, Letting, Requests
from adapters.telegram.widgets.pieces import pager
from adapters.telegram.widgets.screen import WORDS, back, home, screen, ways_back
from adapters.telegram.widgets.text import VIEW, ItemTold, T, Told
from rental_core.bookings.booking import BookingStatus, StatusChange
from rental_core.bookings.hosting import HostedPart, Movement

COMES = Movement(
    booking_id=samples.CARD.id,
    going=False,
    day=samples.STAY.check_in,
    at=samples.CARD.check_in_at,
    zone=samples.CARD.zone,
    title=samples.TITLE,
    street="Ленина",
    renter_name="Anna",
    guests=2,
    stay=samples.STAY,
)
MOVES = (
    StatusChange(BookingStatus.REQUESTED, samples.NOW, samples.CARD.renter_id),
    StatusChange(BookingStatus.CONFIRMED, samples.NOW, samples.CARD.landlord_id),
)
BEFORE = views.BookingView(samples.CARD, MOVES, samples.NOW)
BEGUN = views.BookingView(samples.CARD, MOVES, samples.CARD.check_in_at)


def guests_dialog() -> Dialog:
    """Of all apartments, or of the one whose id is given; with a booking's id, that booking."""
    return Dialog(_week(), _list(), _card(), _cancel(), _no_show())


def _week() -> Window:
    return screen(
        Told(list_views.week),
        Column(
            choice("guests_move", F[VIEW].rows, list_views.movement, handlers.on_open, by="booking_id"),
        ),
        pager("guests_earlier", "guests_later", when=F[VIEW].several),
        Row(
            Button(T("🗂 All bookings"), id="guests_list", on_click=handlers.on_list),
            Start(T("🔔 Requests"), id="guests_requests", state=Requests.list),
        ),
        Row(back("guests_back", Letting.home), home("guests_home")),
        state=Guests.week,
        getter=getters.get_week,
        preview=list_views.WeekView((COMES,), samples.NOW, more=True),
    )


def _list() -> Window:
    return screen(
        Told(list_views.bookings),
        Row(
            Select(
                ItemTold(list_views.part),
                id="guests_part",
                item_id_getter=attrgetter("value"),
                items=F[VIEW].parts,
                type_factory=handlers.a_part,
                on_click=handlers.on_part,
            ),
        ),
        Column(
            choice("guests_open", F[VIEW].rows, list_views.booking, handlers.on_open),
        ),
        pager("guests_list_earlier", "guests_list_later", when=F[VIEW].several),
        Button(T("🧳 Arrivals and departures"), id="guests_week", on_click=handlers.on_week),
        Row(back("guests_list_back", Letting.home), home("guests_list_home")),
        state=Guests.list,
        getter=getters.get_list,
        preview=list_views.ListView((samples.TRIP,), HostedPart.AHEAD, samples.NOW, samples.TITLE, more=True),
    )


def _card() -> Window:
    return screen(
        Told(views.card),
        Button(T("⚖️ Decide"), id="guests_decide", on_click=handlers.on_decide, when=F[VIEW].pending),
        Url(T("✉️ Write to the guest"), Told(views.chat), when=F[VIEW].card.renter_username),
        SwitchTo(T("🚪 The guest did not come"), id="guests_to_no_show", state=Guests.no_show, when=F[VIEW].missable),
        SwitchTo(T("🚫 Cancel the stay"), id="guests_to_cancel", state=Guests.cancel, when=F[VIEW].cancellable),
        Button(T("🏠 The apartment"), id="guests_apartment", on_click=handlers.on_apartment),
        Row(back("guests_card_back", Guests.week), home("guests_card_home")),
        state=Guests.card,
        getter=getters.get_booking,
        preview=BEGUN,
    )


def _cancel() -> Window:
    return screen(
        Told(views.cancel),
        Button(T("🚫 Cancel with these words"), id="guests_typed", on_click=handlers.on_typed, when=F[VIEW].cancellable & F[VIEW].reason),
        ready_reasons("guests_ready", handlers.on_ready, when=F[VIEW].cancellable),
        Row(SwitchTo(T("← Keep it"), id="guests_cancel_back", state=Guests.card), home("guests_cancel_home")),
        MessageInput(on_words, filter=WORDS),
        state=Guests.cancel,
        getter=getters.get_booking,
        preview=BEFORE,
    )


def _no_show() -> Window:
    return screen(
        Told(views.no_show),
        Button(
            T("🚪 Yes, nobody came"),
            id="guests_no_show",
            on_click=handlers.on_no_show,
            style=Style(ButtonStyle.DANGER),
            when=F[VIEW].missable,
        ),
        ways_back("guests_no_show_no", Guests.card),
        state=Guests.no_show,
        getter=getters.get_booking,
        preview=BEGUN,
    )
