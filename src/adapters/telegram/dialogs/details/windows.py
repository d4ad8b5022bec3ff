"""The windows of one apartment, and what they need to know."""

from typing import Any

from aiogram import F
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo
from aiogram_dialog.widgets.media import DynamicMedia
from aiogram_dialog.widgets.text import Const
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.details import views
from adapters.telegram.dialogs.entered import Desk
from adapters.telegram.dialogs.started import apartment_of
from adapters.telegram.media import picture
from adapters.telegram.states import Booking, Details, Results
from adapters.telegram.widgets.screen import back, home, screen
from adapters.telegram.widgets.text import PICTURE, VIEW, T, Told
from rental_core.accounts.person import Person
from rental_core.apartments.ports import ApartmentReader

PHOTO = "photo"  # dialog data: which photo is shown, from 0
SAMPLE = views.DetailsView(samples.PAGE, samples.STAY, samples.TODAY)


def details_dialog() -> Dialog:
    """Started with the id of an apartment."""
    return Dialog(_card(), _description())


def _card() -> Window:
    return screen(
        DynamicMedia(PICTURE, when=PICTURE),
        Told(views.card),
        Row(
            Button(Const("‹"), id="details_photo_before", on_click=on_photo),
            Button(Told(views.photo), id="details_photo", on_click=on_photo),
            Button(Const("›"), id="details_photo_next", on_click=on_photo),
            when=F[VIEW].several_photos,
        ),
        Button(Told(views.book), id="details_book", on_click=on_book),
        Row(
            Button(T("📅 Free dates"), id="details_dates", on_click=on_dates),
            SwitchTo(T("📝 Full description"), id="details_description", state=Details.description, when=F[VIEW].long),
        ),
        Row(back("details_back", Results.card), home("details_home")),
        state=Details.card,
        getter=get_details,
        preview=SAMPLE,
        pictured=picture(samples.PHOTO),
    )


def _description() -> Window:
    return screen(
        Told(views.description),
        Button(Told(views.book), id="details_description_book", on_click=on_book),
        Row(SwitchTo(T("← Back"), id="details_description_back", state=Details.card), home("details_description_home")),
        state=Details.description,
        getter=get_details,
        preview=SAMPLE,
    )


@inject
async def get_details(
    dialog_manager: DialogManager, person: Person, desk: FromDishka[Desk], apartments: FromDishka[ApartmentReader], **_: Any
) -> dict[str, Any]:
    page = await apartments.page(apartment_of(dialog_manager), viewer=person.id)
    entered = await desk.entered(person.id)
    shown = dialog_manager.dialog_data.get(PHOTO, 0) % max(len(page.photos), 1)
    key = page.photos[shown] if page.photos else None
    return {VIEW: views.DetailsView(page, entered.stay, entered.today, shown), PICTURE: picture(key)}


async def on_photo(_callback: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """The photos go round."""
    step = -1 if button.widget_id == "details_photo_before" else 1
    manager.dialog_data[PHOTO] = manager.dialog_data.get(PHOTO, 0) + step


async def on_book(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Booking.dates, {"apartment": apartment_of(manager)})


async def on_dates(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Booking.dates, {"apartment": apartment_of(manager), "looking": True})
