"""The photo windows."""

from typing import Any

from aiogram import F
from aiogram.enums import ButtonStyle, ContentType
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo
from aiogram_dialog.widgets.media import DynamicMedia
from aiogram_dialog.widgets.style import Style
from aiogram_dialog.widgets.text import Const
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.photos import handlers, views
from adapters.telegram.dialogs.photos.handlers import NUMBER, REFUSED, TAKEN
from adapters.telegram.dialogs.started import apartment_of
from adapters.telegram.media import picture
from adapters.telegram.states import FlatPhotos, Letting
from adapters.telegram.widgets.screen import back, home, screen
from adapters.telegram.widgets.text import PICTURE, VIEW, T, Told
from rental_core.accounts.person import Person
from rental_core.apartments.ports import ApartmentReader

SAMPLE = views.PhotosView(samples.FLAT, 1, 2, {"too-small": 1})


def photos_dialog() -> Dialog:
    """Started with the id of an apartment."""
    return Dialog(_main(), _delete())


def _main() -> Window:
    return screen(
        DynamicMedia(PICTURE, when=PICTURE),
        Told(views.photos),
        Row(
            Button(Const("‹"), id="photos_before", on_click=handlers.on_turn),
            Button(Told(views.position), id="photos_position", on_click=handlers.on_album),
            Button(Const("›"), id="photos_next", on_click=handlers.on_turn),
            when=F[VIEW].several,
        ),
        Row(
            Button(T("⬅️ Earlier"), id="photos_earlier", on_click=handlers.on_earlier),
            Button(T("Later ➡️"), id="photos_later", on_click=handlers.on_later),
            when=F[VIEW].several,
        ),
        Button(T("⭐ Make it the main one"), id="photos_main", on_click=handlers.on_main, when=F[VIEW].later),
        Button(T("🖼 All photos"), id="photos_album", on_click=handlers.on_album, when=F[VIEW].several),
        SwitchTo(T("🗑 Delete this photo"), id="photos_to_delete", state=FlatPhotos.delete, when=F[VIEW].some),
        Row(back("photos_back", Letting.list, T("✅ Done")), home("photos_home")),
        MessageInput(handlers.on_photo, content_types=[ContentType.PHOTO, ContentType.DOCUMENT]),
        state=FlatPhotos.main,
        getter=get_photos,
        preview=SAMPLE,
        pictured=picture(samples.PHOTO),
    )


def _delete() -> Window:
    return screen(
        DynamicMedia(PICTURE, when=PICTURE),
        Told(views.delete),
        Button(T("🗑 Yes, delete it"), id="photos_delete", on_click=handlers.on_delete, style=Style(ButtonStyle.DANGER)),
        Row(SwitchTo(T("← Back"), id="photos_delete_back", state=FlatPhotos.main), home("photos_delete_home")),
        state=FlatPhotos.delete,
        getter=get_photos,
        preview=SAMPLE,
        pictured=picture(samples.PHOTO),
    )


@inject
async def get_photos(dialog_manager: DialogManager, person: Person, apartments: FromDishka[ApartmentReader], **_: Any) -> dict[str, Any]:
    """What came of what was sent is told once."""
    flat = await apartments.own(apartment_of(dialog_manager), viewer=person.id)
    data = dialog_manager.dialog_data
    taken, refused = data.pop(TAKEN, 0), data.pop(REFUSED, {})
    number = max(0, len(flat.photos) - 1) if taken else min(int(data.get(NUMBER, 0)), max(0, len(flat.photos) - 1))
    data[NUMBER] = number
    return {VIEW: views.PhotosView(flat, number, taken, refused), PICTURE: picture(flat.photos[number]) if flat.photos else None}
