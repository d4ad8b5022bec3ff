"""The profile windows."""

from operator import attrgetter

from aiogram import F
from aiogram.enums import ButtonStyle, ContentType
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, RequestContact, Row, Select, SwitchTo
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.style import Style

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.choice import choice
from adapters.telegram.dialogs.language.windows import on_language
from adapters.telegram.dialogs.profile import getters, handlers, views
from adapters.telegram.states import Profile
from adapters.telegram.widgets.screen import WORDS, home, screen, ways_back
from adapters.telegram.widgets.text import VIEW, ItemTold, T, Told
from rental_core.bookings.booking import BookingId
from rental_core.moderation.ports import Counts, StayAhead, Ties

PROFILE = views.ProfileView("Анна", "+79001234567", samples.NOW, Counts(3, 1))
AHEAD = StayAhead(BookingId(7), samples.TITLE, samples.STAY, samples.CARD.zone, lets=True)
TIES = Ties(made=1, received=2, apartments=1)


def profile_dialog() -> Dialog:
    """Who one is here, what is known of one, and how to go."""
    return Dialog(_main(), _name(), _phone(), _leave(), _sure())


def _main() -> Window:
    return screen(
        Told(views.profile),
        Row(
            SwitchTo(T("✏️ Name"), id="profile_to_name", state=Profile.name),
            SwitchTo(T("📱 Phone"), id="profile_to_phone", state=Profile.phone),
        ),
        Row(
            Select(
                ItemTold(views.language),
                id="profile_language",
                item_id_getter=attrgetter("value"),
                items=F[VIEW].languages,
                on_click=on_language,
            ),
        ),
        Button(T("📦 My data as a file"), id="profile_export", on_click=handlers.on_export),
        SwitchTo(T("🗑 Delete my data"), id="profile_to_leave", state=Profile.leave),
        home("profile_home"),
        state=Profile.main,
        getter=getters.get_profile,
        preview=PROFILE,
    )


def _name() -> Window:
    return screen(
        Told(views.name),
        ways_back("profile_name", Profile.main),
        MessageInput(handlers.on_name, filter=WORDS),
        state=Profile.name,
        getter=getters.get_profile,
        preview=PROFILE,
    )


def _phone() -> Window:
    return screen(
        Told(views.phone),
        RequestContact(T("📱 Share my number")),
        Button(T("🗑 Remove my number"), id="profile_phone_remove", on_click=handlers.on_phone_removed, when=F[VIEW].phone),
        ways_back("profile_phone", Profile.main),
        MessageInput(handlers.on_contact, content_types=ContentType.CONTACT),
        MessageInput(handlers.on_phone, filter=WORDS),
        state=Profile.phone,
        getter=getters.get_profile,
        preview=PROFILE,
        markup=ReplyKeyboardFactory(resize_keyboard=True),
    )


def _leave() -> Window:
    return screen(
        Told(views.leave),
        Column(
            choice("profile_ahead", F[VIEW].ties.ahead, views.ahead, handlers.on_ahead),
        ),
        SwitchTo(T("🗑 Delete my data…"), id="profile_to_sure", state=Profile.sure, when=~F[VIEW].ties.bound),
        ways_back("profile_leave", Profile.main),
        state=Profile.leave,
        getter=getters.get_ties,
        preview=views.LeaveView(TIES, samples.NOW),
    )


def _sure() -> Window:
    return screen(
        Told(views.sure),
        Button(T("🗑 Yes, delete for good"), id="profile_leave", on_click=handlers.on_leave, style=Style(ButtonStyle.DANGER)),
        SwitchTo(T("← No, keep everything"), id="profile_sure_back", state=Profile.main),
        home("profile_sure_home"),
        state=Profile.sure,
        getter=getters.get_ties,
        preview=views.LeaveView(TIES, samples.NOW),
    )
