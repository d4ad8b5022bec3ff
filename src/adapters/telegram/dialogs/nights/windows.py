"""The windows of nights."""

from aiogram import F
from aiogram.enums import ButtonStyle
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, Row, SwitchTo
from aiogram_dialog.widgets.media import DynamicMedia
from aiogram_dialog.widgets.style import Style

from adapters.telegram.dialogs.choice import choice
from adapters.telegram.dialogs.nights import all_views, calendar_views, getters, handlers, range_views, views
from adapters.telegram.dialogs.nights.samples import ALL, DAY, HISTORY, MONTH, STATUS, SURE
from adapters.telegram.media import rows_picture
from adapters.telegram.states import Letting, Nights
from adapters.telegram.widgets.months import MonthKeyboard
from adapters.telegram.widgets.pieces import pager
from adapters.telegram.widgets.screen import WORDS, back, home, screen, ways_back
from adapters.telegram.widgets.text import PICTURE, VIEW, T, Told
from adapters.wording import wording
from rental_core.accounts.person import Language

DANGER = Style(ButtonStyle.DANGER)


def nights_dialog() -> Dialog:
    """Started with the id of an apartment, in its status or its calendar; with nothing, with the calendars of all."""
    return Dialog(_now(), _until(), _sure(), _history(), _months(), _day(), _range(), _all())


def no_comment(id: str) -> Button:  # noqa: A002  # as all widgets name it
    """Takes back what was typed. `id` is of this window alone."""
    return Button(T("✕ Without the comment"), id=id, on_click=handlers.on_no_comment, when=F[VIEW].comment)


def _now() -> Window:
    return screen(
        Told(views.status),
        Column(choice("nights_staying", F[VIEW].bookings, views.booking, handlers.on_booking, by="booking_id")),
        Button(T("🟢 Free now"), id="nights_free_now", on_click=handlers.on_free_now, when=F[VIEW].closed),
        Row(
            SwitchTo(T("🔴 Occupied until…"), id="nights_to_until", state=Nights.until),
            Button(T("🔴 Until I free it"), id="nights_until_freed", on_click=handlers.on_until_freed),
        ),
        no_comment("nights_now_silent"),
        Row(
            SwitchTo(T("🗓 Calendar"), id="nights_to_months", state=Nights.months),
            SwitchTo(T("🕘 History"), id="nights_to_history", state=Nights.history),
        ),
        Row(back("nights_back", Letting.list), home("nights_home")),
        MessageInput(handlers.on_comment, filter=WORDS),
        state=Nights.now,
        getter=getters.get_status,
        preview=STATUS,
    )


def _until() -> Window:
    return screen(
        Told(calendar_views.until),
        MonthKeyboard(getters.UNTIL, calendar_views.on_day, handlers.on_until),
        no_comment("nights_until_silent"),
        ways_back("nights_until_no", Nights.now),
        MessageInput(handlers.on_comment, filter=WORDS),
        state=Nights.until,
        getter=getters.months_of(getters.UNTIL),
        preview=MONTH,
    )


def _sure() -> Window:
    return screen(
        Told(range_views.sure),
        Button(T("✕ Yes, close them"), id="nights_sure", on_click=handlers.on_sure, style=DANGER),
        Row(Button(T("← No"), id="nights_not_sure", on_click=handlers.on_not_sure), home("nights_sure_home")),
        state=Nights.sure,
        getter=getters.get_sure,
        preview=SURE,
    )


def _history() -> Window:
    return screen(
        Told(views.history),
        pager("nights_newer", "nights_older", when=F[VIEW].several),
        ways_back("nights_history", Nights.now),
        state=Nights.history,
        getter=getters.get_history,
        preview=HISTORY,
    )


def _months() -> Window:
    return screen(
        Told(calendar_views.months),
        MonthKeyboard(getters.MONTH, calendar_views.on_day, handlers.on_day),
        SwitchTo(T("✕ Close or open nights"), id="nights_to_range", state=Nights.range),
        SwitchTo(T("🚦 Free or occupied"), id="nights_to_now", state=Nights.now),
        Row(back("nights_months_back", Letting.list), home("nights_months_home")),
        state=Nights.months,
        getter=getters.months_of(getters.MONTH),
        preview=MONTH,
    )


def _day() -> Window:
    return screen(
        Told(calendar_views.day),
        Column(choice("nights_booking", F[VIEW].bookings, views.booking, handlers.on_booking, by="booking_id")),
        Button(T("✕ Close this night"), id="nights_close_day", on_click=handlers.closing(handlers.the_day), when=F[VIEW].free),
        Button(T("✕ Close from here on…"), id="nights_from_here", on_click=handlers.on_from_here, when=F[VIEW].free),
        Button(T("✓ Open this night"), id="nights_open_day", on_click=handlers.opening(handlers.the_day), when=F[VIEW].closed),
        Button(Told(calendar_views.whole), id="nights_open_whole", on_click=handlers.opening(handlers.the_whole), when=F[VIEW].whole),
        no_comment("nights_day_silent"),
        ways_back("nights_day", Nights.months),
        MessageInput(handlers.on_comment, filter=WORDS),
        state=Nights.day,
        getter=getters.get_day,
        preview=DAY,
    )


def _range() -> Window:
    chosen = F[VIEW].chosen
    return screen(
        Told(range_views.choosing),
        MonthKeyboard(getters.PICK, calendar_views.on_day, handlers.on_pick),
        Button(T("✕ Close these nights"), id="nights_close", on_click=handlers.closing(handlers.the_range), when=chosen),
        Button(T("✕ From here until I free it"), id="nights_ever", on_click=handlers.closing(handlers.the_range_for_ever), when=chosen),
        Button(T("✓ Open these nights"), id="nights_open_range", on_click=handlers.opening(handlers.the_range), when=F[VIEW].opens),
        no_comment("nights_range_silent"),
        ways_back("nights_range", Nights.months),
        MessageInput(handlers.on_comment, filter=WORDS),
        state=Nights.range,
        getter=getters.months_of(getters.PICK),
        preview=MONTH,
    )


def _all() -> Window:
    several = F[VIEW].any
    return screen(
        DynamicMedia(PICTURE, when=PICTURE),
        Told(all_views.every),
        Row(
            Button(T("« 30 days"), id="nights_earlier", on_click=handlers.on_shift),
            Button(T("30 days »"), id="nights_later", on_click=handlers.on_shift),
            when=several,
        ),
        Group(choice("nights_open", F[VIEW].calendars, all_views.apartment, handlers.on_apartment), width=2),
        pager("nights_page_before", "nights_page_after", when=F[VIEW].several),
        Row(back("nights_all_back", Letting.home), home("nights_all_home")),
        state=Nights.all,
        getter=getters.get_all,
        preview=ALL,
        pictured=rows_picture(ALL.picture(wording(Language.RUSSIAN))),
    )
