"""The windows of one apartment."""

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import Button, CopyText, Row, SwitchTo, Url
from aiogram_dialog.widgets.media import DynamicMedia
from aiogram_dialog.widgets.text import Const

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.details import handlers, views
from adapters.telegram.dialogs.details.getters import get_details, get_months
from adapters.telegram.media import months_picture, picture
from adapters.telegram.pictures import Months
from adapters.telegram.states import Details
from adapters.telegram.widgets.screen import home, screen, ways_back
from adapters.telegram.widgets.text import PICTURE, VIEW, T, Told
from rental_core.accounts.person import Language

SAMPLE = views.DetailsView(samples.PAGE, samples.STAY, samples.TODAY, bot="rental_bot")
SAMPLE_MONTHS = Months.of(Language.RUSSIAN, samples.TODAY, samples.DAYS.taken)


def details_dialog() -> Dialog:
    """Started with the id of an apartment."""
    return Dialog(_card(), _description(), _rules(), _months(), _share())


def _card() -> Window:
    return screen(
        DynamicMedia(PICTURE, when=PICTURE),
        Told(views.card),
        Row(
            Button(Const("‹"), id="details_photo_before", on_click=handlers.on_photo),
            Button(Told(views.photo), id="details_photo", on_click=handlers.on_photo),
            Button(Const("›"), id="details_photo_next", on_click=handlers.on_photo),
            when=F[VIEW].several_photos,
        ),
        Button(Told(views.book), id="details_book", on_click=handlers.on_book),
        Row(
            Button(T("📅 Free dates"), id="details_dates", on_click=handlers.on_dates),
            SwitchTo(T("🗓 Six months at once"), id="details_months", state=Details.months),
        ),
        Row(
            Button(T("🗺 On the map"), id="details_map", on_click=handlers.on_map),
            Button(T("🖼 All photos"), id="details_album", on_click=handlers.on_album, when=F[VIEW].several_photos),
        ),
        Row(
            SwitchTo(T("📝 Full description"), id="details_description", state=Details.description, when=F[VIEW].long),
            SwitchTo(T("📜 House rules"), id="details_rules", state=Details.rules, when=F[VIEW].many_rules),
        ),
        Row(
            Button(Told(views.heart), id="details_heart", on_click=handlers.on_heart),
            SwitchTo(T("🔗 Share"), id="details_share", state=Details.share),
        ),
        Row(Button(T("← Back"), id="details_back", on_click=handlers.on_back), home("details_home")),
        state=Details.card,
        getter=get_details,
        preview=SAMPLE,
        pictured=picture(samples.PHOTO),
    )


def _description() -> Window:
    return screen(
        Told(views.description),
        Button(Told(views.book), id="details_description_book", on_click=handlers.on_book),
        ways_back("details_description", Details.card),
        state=Details.description,
        getter=get_details,
        preview=SAMPLE,
    )


def _rules() -> Window:
    return screen(
        Told(views.rules),
        Button(Told(views.book), id="details_rules_book", on_click=handlers.on_book),
        ways_back("details_rules", Details.card),
        state=Details.rules,
        getter=get_details,
        preview=SAMPLE,
    )


def _months() -> Window:
    return screen(
        DynamicMedia(PICTURE, when=PICTURE),
        Told(views.months),
        Button(T("📅 Choose the dates"), id="details_months_dates", on_click=handlers.on_dates),
        ways_back("details_months", Details.card),
        state=Details.months,
        getter=get_months,
        preview=SAMPLE,
        pictured=months_picture(SAMPLE_MONTHS),
    )


def _share() -> Window:
    return screen(
        DynamicMedia(PICTURE, when=PICTURE),
        Told(views.share),
        Url(T("📨 Choose a chat"), Told(views.sheet)),
        CopyText(T("📋 Copy the link"), Told(views.link)),
        ways_back("details_share", Details.card),
        state=Details.share,
        getter=get_details,
        preview=SAMPLE,
        pictured=picture(samples.PHOTO),
    )
