"""A landlord's windows."""

from aiogram import F
from aiogram.enums import ButtonStyle
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Row, Start, SwitchTo
from aiogram_dialog.widgets.style import Style

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.choice import choice
from adapters.telegram.dialogs.letting import getters, handlers, views
from adapters.telegram.states import Adding, Details, Editing, FlatPhotos, Guests, Income, Letting, Nights, Pricing, Requests
from adapters.telegram.widgets.screen import WORDS, back, home, screen, ways_back
from adapters.telegram.widgets.text import VIEW, T, Told
from rental_core.apartments.apartment import ApartmentId, Missing, Publication
from rental_core.bookings.letting import LettingSums, OwnApartment, Shelf
from rental_core.calendar.ports import StatusNow
from rental_core.calendar.status import Status

OWN = OwnApartment(
    id=ApartmentId(7),
    title=samples.TITLE,
    street="Ленина",
    house="10, кв. 5",
    city_ru="Сочи",
    city_en="Sochi",
    zone="Europe/Moscow",
    publication=Publication.PUBLISHED,
    missing=(Missing.PHOTO,),
    status=StatusNow(Status.OCCUPIED, samples.STAY.check_out),
    pending=2,
    expires_at=samples.CARD.expires_at,
    arrival=samples.STAY.check_in,
)
SUMS = LettingSums(12, 3, 7, 2, samples.CARD.expires_at, "Europe/Moscow")
FLAT = views.FlatView(OWN, samples.PAGE, samples.NOW)
LIST = views.ListView(samples.NOW, shelves=(Shelf(1, 17, samples.TITLE, samples.TITLE),), rows=(OWN,), typed="море")


def letting_dialog() -> Dialog:
    """Begins with everything; with an apartment's id, with that."""
    return Dialog(_home(), _list(), _flat(), _pause(), _remove())


def _home() -> Window:
    return screen(
        Told(views.letting),
        SwitchTo(T("🏠 My apartments"), id="letting_list", state=Letting.list, when=F[VIEW].lets),
        Row(
            Start(T("🔔 Requests"), id="letting_requests", state=Requests.list),
            Start(T("🧳 Arrivals and departures"), id="letting_guests", state=Guests.week),
            when=F[VIEW].lets,
        ),
        Row(
            Start(T("🗓 All calendars"), id="letting_calendars", state=Nights.all),
            Start(T("💰 Income"), id="letting_income", state=Income.year),
            when=F[VIEW].lets,
        ),
        Start(T("➕ Add an apartment"), id="letting_add", state=Adding.begin),
        home("letting_home"),
        state=Letting.home,
        getter=getters.get_home,
        preview=views.HomeView(SUMS, samples.NOW),
    )


def _list() -> Window:
    return screen(
        Told(views.apartments),
        Column(
            choice("letting_shelf", F[VIEW].shelves, views.shelf, handlers.on_shelf, by="number"),
            choice("letting_open", F[VIEW].rows, views.apartment, handlers.on_apartment),
        ),
        Button(T("✕ Show all"), id="letting_all", on_click=handlers.on_all, when=F[VIEW].partial),
        Row(SwitchTo(T("← Back"), id="letting_list_back", state=Letting.home), home("letting_list_home")),
        MessageInput(handlers.on_typed, filter=WORDS),
        state=Letting.list,
        getter=getters.get_list,
        preview=LIST,
    )


def _flat() -> Window:
    return screen(
        Told(views.flat),
        Button(T("📨 Submit for publication"), id="letting_submit", on_click=handlers.on_submit, when=F[VIEW].submittable),
        Button(T("✏️ Take back from review"), id="letting_take_back", on_click=handlers.on_take_back, when=F[VIEW].waits),
        Button(T("▶️ Put back into the search"), id="letting_resume", on_click=handlers.on_resume, when=F[VIEW].paused),
        Row(
            Button(T("🚦 Free or occupied"), id="letting_status", on_click=handlers.leading(Nights.now)),
            Button(T("🗓 Calendar"), id="letting_calendar", on_click=handlers.leading(Nights.months)),
        ),
        Row(
            Button(T("✏️ Edit"), id="letting_edit", on_click=handlers.leading(Editing.main)),
            Button(T("📷 Photos"), id="letting_photos", on_click=handlers.leading(FlatPhotos.main)),
            Button(T("💰 Prices"), id="letting_prices", on_click=handlers.leading(Pricing.main)),
        ),
        Row(
            Button(T("🧳 Bookings"), id="letting_bookings", on_click=handlers.leading(Guests.list)),
            Button(T("💰 Income"), id="letting_flat_income", on_click=handlers.leading(Income.year)),
        ),
        Button(T("👀 As renters see it"), id="letting_look", on_click=handlers.leading(Details.card)),
        Row(
            SwitchTo(T("⏸ Pause"), id="letting_to_pause", state=Letting.pause, when=F[VIEW].published),
            SwitchTo(T("🗑 Remove"), id="letting_to_remove", state=Letting.remove, when=F[VIEW].removable),
        ),
        Row(back("letting_flat_back", Letting.list), home("letting_flat_home")),
        state=Letting.flat,
        getter=getters.get_flat,
        preview=FLAT,
    )


def _pause() -> Window:
    return screen(
        Told(views.pause),
        Button(T("⏸ Yes, pause it"), id="letting_pause", on_click=handlers.on_pause),
        ways_back("letting_pause_no", Letting.flat),
        state=Letting.pause,
        getter=getters.get_flat,
        preview=FLAT,
    )


def _remove() -> Window:
    return screen(
        Told(views.remove),
        Button(T("🗑 Yes, remove it"), id="letting_remove", on_click=handlers.on_remove, style=Style(ButtonStyle.DANGER)),
        ways_back("letting_remove_no", Letting.flat),
        state=Letting.remove,
        getter=getters.get_flat,
        preview=FLAT,
    )
