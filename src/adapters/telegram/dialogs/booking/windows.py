"""The windows of a request in the making."""

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.booking import getters, handlers, views
from adapters.telegram.dialogs.trips.handlers import on_all_trips
from adapters.telegram.dialogs.trips.views import TripView, sent
from adapters.telegram.states import Booking, Details
from adapters.telegram.widgets.calendar import DayKeyboard
from adapters.telegram.widgets.pieces import stepper
from adapters.telegram.widgets.screen import WORDS, back, home, screen, ways_back
from adapters.telegram.widgets.text import VIEW, T, Told

SAMPLE = views.CheckView(
    page=samples.PAGE, stay=samples.STAY, today=samples.TODAY, quote=samples.CARD.quote, guests=2, message="Мы с собакой"
)


def booking_dialog() -> Dialog:
    """Started with the id of an apartment; `looking` at its calendar is no request yet."""
    return Dialog(_dates(), _check(), _message(), _sent(), on_start=handlers.on_start)


def _dates() -> Window:
    return screen(
        Told(views.calendar),
        DayKeyboard("booking_day", handlers.on_day),
        Button(T("These dates suit me"), id="booking_kept", on_click=handlers.on_dates_kept, when=F[VIEW].days.possible),
        Row(back("booking_dates_back", Details.card), home("booking_dates_home")),
        state=Booking.dates,
        getter=getters.get_dates,
        preview=views.DatesView(samples.PAGE, samples.DAYS),
    )


def _check() -> Window:
    return screen(
        Told(views.check),
        Button(Told(views.send), id="booking_send", on_click=handlers.on_send, when=F[VIEW].ready),
        Button(Told(views.fewer), id="booking_fewer", on_click=handlers.on_fewer, when=F[VIEW].crowded),
        stepper("booking_guests", views.guests, handlers.on_guests, when=F[VIEW].priced),
        SwitchTo(Told(views.write), id="booking_write", state=Booking.message, when=F[VIEW].priced),
        SwitchTo(T("📅 Other dates"), id="booking_other_dates", state=Booking.dates),
        Row(back("booking_check_back", Details.card), home("booking_check_home")),
        state=Booking.check,
        getter=getters.get_check,
        preview=SAMPLE,
    )


def _message() -> Window:
    return screen(
        Told(views.message),
        Button(T("Without a message"), id="booking_no_message", on_click=handlers.on_no_message, when=F[VIEW].message),
        ways_back("booking_message", Booking.check),
        MessageInput(handlers.on_message, filter=WORDS),
        state=Booking.message,
        getter=getters.get_check,
        preview=SAMPLE,
    )


def _sent() -> Window:
    return screen(
        Told(sent),
        Button(T("🧳 Open the trip"), id="booking_sent_trip", on_click=handlers.on_sent_trip),
        Row(Button(T("🧳 My trips"), id="booking_sent_trips", on_click=on_all_trips), home("booking_sent_home")),
        state=Booking.sent,
        getter=getters.get_sent,
        preview=TripView(samples.CARD, samples.NOW),
    )
